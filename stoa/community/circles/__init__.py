"""Circles: whom a member follows, who their friends are, and what each shows to whom.

Nothing is shown unless its owner said so, for each kind and for each purchase; a gift is never shown, and a purchase only
once it has arrived and was kept. Following somebody shows nothing: a follower comes into one's circle by one's own consent.
Who is not to see somebody finds nobody there. In public a member is called as they chose, else "A member".
In SQL: `circles.sees(viewer, owner, kind)`, `circles.distance(viewer, owner)`, `circles.byline(person)`.
"""

from stoa.community.circles.actions import introduce, put_follows, put_members, set_state, show, show_purchase, suggest
from stoa.community.circles.queries import bylines, chosen, circle, follows_after, members, members_after, person_page, visible

__all__ = [
    "bylines",
    "chosen",
    "circle",
    "follows_after",
    "introduce",
    "members",
    "members_after",
    "person_page",
    "put_follows",
    "put_members",
    "set_state",
    "show",
    "show_purchase",
    "suggest",
    "visible",
]
