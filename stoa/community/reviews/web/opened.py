"""What the screens of reviews share: ids from addresses, how often somebody may write."""

from typing import Any

from litestar import Request

from stoa.base import ids
from stoa.base.http.limits import Limits, Rate
from stoa.base.http.pages import Kit
from stoa.base.http.visits import Visit
from stoa.community.reviews.model import NoSuchReview, ReviewId, Sort, Wish
from stoa.people import sessions
from stoa.people.sessions.model import Visitor
from stoa.shop.catalog.model import VariantId

Asking = Request[Any, Any, Any]

TO_WRITE = Rate(burst=8, seconds=3600)
TO_VOTE = Rate(burst=60, seconds=600)


def review_id_of(text: str) -> ReviewId:
    """Return the id. Raises NoSuchReview, as for one that is hidden."""
    try:
        return ReviewId(ids.parse("rev", text))
    except ids.UnknownId:
        raise NoSuchReview from None


def key_of(request: Asking) -> str:
    """Return the key that opens a guest's own review."""
    return str(request.headers.get("review-key") or request.query_params.get("key") or "")[:100]


MOST_BACK = 400


def came_from(request: Asking, visit: Visit) -> str:
    """Return the page of this shop that a form was sent from, as addresses of the visitor's language go; nothing where nobody says."""
    here, referrer = f"{visit.url}{visit.prefix}/", request.headers.get("referer", "")
    path = f"/{referrer.removeprefix(here)}"
    return sessions.local_path(path, "") if referrer.startswith(here) and len(path) <= MOST_BACK else ""


def wish_of(request: Asking) -> Wish:
    """Return which reviews an address asks for. Whatever it says, it is some list: what cannot be understood is left out."""
    asked = request.query_params
    stars, sort, polarity = asked.get("stars", ""), asked.get("sort", ""), asked.get("says", "")
    try:
        variant = VariantId(ids.parse("var", asked.get("variant", "")))
    except ids.UnknownId:
        variant = None
    return Wish(
        stars=int(stars) if stars in {"1", "2", "3", "4", "5"} else None,
        owners=asked.get("owners") == "1",
        pictures=asked.get("pictures") == "1",
        variant=variant,
        language=_word(asked.get("language", "")),
        aspect=_word(asked.get("aspect", "")),
        polarity=polarity if polarity in {"for", "against"} else None,
        sort=Sort(sort) if sort in set(Sort) else Sort.HELPFUL,
    )


def _word(text: str) -> str | None:
    return text if text and len(text) <= 40 and text.isprintable() else None


def pairs(wish: Wish) -> list[tuple[str, str]]:
    """Return what an address must say to ask for this again."""
    said = [("stars", str(wish.stars))] if wish.stars else []
    said += [("owners", "1")] if wish.owners else []
    said += [("pictures", "1")] if wish.pictures else []
    said += [("variant", ids.show("var", wish.variant))] if wish.variant else []
    said += [("language", wish.language)] if wish.language else []
    said += [("aspect", wish.aspect)] if wish.aspect else []
    said += [("says", wish.polarity)] if wish.aspect and wish.polarity else []
    return said + ([("sort", wish.sort.value)] if wish.sort is not Sort.HELPFUL else [])


def slow_down(kit: Kit, visit: Visit, visitor: Visitor, purpose: str, rate: Rate) -> None:
    """Raise SlowDown for whoever writes more often than people do."""
    limits: Limits = kit.services["limits"]
    limits.take(f"reviews-{purpose}", str(visitor.person or visit.address), rate)
