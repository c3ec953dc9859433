"""What the screens of reviews share: ids from addresses, the product they are about, how often somebody may write."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request

from stoa.base import ids
from stoa.base.database import Reading
from stoa.base.http.limits import Limits, Rate
from stoa.base.http.pages import Kit
from stoa.base.http.panels import Panel, Query
from stoa.base.http.visits import Visit
from stoa.community.reviews.model import NoSuchReview, ReviewId, Sort, Wish
from stoa.people.sessions.model import Visitor
from stoa.shop.catalog.model import NoSuchProduct, Picture, ProductId, VariantId
from stoa.shop.catalog.web.views import picture_view, quoted

Asking = Request[Any, Any, Any]

TO_WRITE = Rate(burst=8, seconds=3600)
TO_VOTE = Rate(burst=60, seconds=600)


class About(msgspec.Struct, frozen=True):
    """The product that a review is about."""

    id: ProductId
    handle: str
    title: str
    picture: Picture | None = None
    variants: list[VariantId] = []

    @property
    def path(self) -> str:
        return f"/p/{quoted(self.handle)}"

    def view(self, prefix: str) -> dict[str, Any]:
        """Return it as templates take it."""
        return {
            "id": ids.show("prd", self.id),
            "href": f"{prefix}{self.path}",
            "title": self.title,
            "picture": picture_view(self.picture) if self.picture else None,
        }


class _Abouts(msgspec.Struct):
    about: About | None


_PICTURE = """select json_build_object('id', i.id, 'digest', i.digest, 'width', i.width, 'height', i.height, 'tint', i.tint)
    from catalog.picture i where i.product_id = p.id order by i.position, i.id limit 1"""

_ABOUT = Query(
    _Abouts,
    about=Panel(
        f"""select json_build_object('id', p.id, 'handle', p.handle, 'picture', ({_PICTURE}),
            'title', (select t.title from catalog.product_text t where t.product_id = p.id
                order by t.language = :language desc, t.language = 'en' desc, t.language limit 1),
            'variants', coalesce((select json_agg(v.id order by v.position, v.id) from catalog.variant v
                where v.product_id = p.id and v.ended_at is null), '[]'))
        from catalog.product p where (p.handle = :handle or p.id = :product::uuid) and p.state <> 'draft' limit 1""",
        About | None,
    ),
)


async def about(read: Reading, visit: Visit, *, handle: str | None = None, product: UUID | None = None) -> About:
    """Return a product by its handle or id. Raises NoSuchProduct."""
    found = await _ABOUT.load(read, language=visit.language.code, handle=handle, product=product)
    if found.about is None:
        raise NoSuchProduct
    return found.about


def review_id_of(text: str) -> ReviewId:
    """Return the id. Raises NoSuchReview, as for one that is hidden."""
    try:
        return ReviewId(ids.parse("rev", text))
    except ids.UnknownId:
        raise NoSuchReview from None


def key_of(request: Asking) -> str:
    """Return the key that opens a guest's own review."""
    return str(request.headers.get("review-key") or request.query_params.get("key") or "")[:100]


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
