"""The page of a person, and the form for what one is called."""

from stoa.community.members.place import PAGE
from stoa.community.members.web import own, pages

HANDLERS = [*pages.HANDLERS, *own.HANDLERS]

__all__ = ["HANDLERS", "PAGE"]
