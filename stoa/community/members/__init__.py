"""Members: the page of a person, which shows what they chose to show and nothing else.

Rooms give parts to `PAGE`; each part asks `circles.sees` whether its owner shows it to who is looking. Who may not see a
page finds nobody there, the same as at an address that never was.
"""

from stoa.community.members.actions import introduce, put_members
from stoa.community.members.place import PAGE

__all__ = ["PAGE", "introduce", "put_members"]
