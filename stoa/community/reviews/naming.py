"""What authors are called in public: members as they chose, guests by the name they gave."""

from collections.abc import Sequence

import msgspec

from stoa.base.database import Reading
from stoa.community import circles
from stoa.community.reviews.model import Review, ReviewId


class Named(msgspec.Struct, frozen=True):
    """An author as shown; an empty name is "A member" or, of a guest, "A guest"."""

    name: str = ""
    href: str | None = None
    picture: str | None = None
    initials: str = ""
    guest: bool = False


async def authors(read: Reading, reviews: Sequence[Review]) -> dict[ReviewId, Named]:
    """Return what each review's author is called (one statement)."""
    people = {one.author for one in reviews if one.author is not None}
    known = await circles.bylines(read, people) if people else {}
    found = {}
    for one in reviews:
        byline = known.get(one.author) if one.author is not None else None
        if byline is not None:
            found[one.id] = Named(byline.name, byline.href, byline.picture, byline.initials)
        else:
            found[one.id] = Named(one.name, None, None, _initials(one.name), guest=one.author is None)
    return found


def _initials(name: str) -> str:
    words = [word for word in name.split() if word[:1].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
