"""What authors are called in public. The one place that asks circles for it."""

import msgspec

from stoa.base.database import Reading
from stoa.community.reviews.model import Review


class Named(msgspec.Struct, frozen=True):
    """An author as shown; an empty name is "A member" or "A guest"."""

    name: str = ""
    href: str | None = None
    picture: str | None = None
    initials: str = ""


async def authors(read: Reading, reviews: list[Review]) -> dict[object, Named]:
    """Return what each review's author is called, by the review's id."""
    del read
    return {one.id: Named(one.name, None, None, initials(one.name)) for one in reviews}


def initials(name: str) -> str:
    """Return what stands in the place of a picture."""
    words = [word for word in name.split() if word[:1].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
