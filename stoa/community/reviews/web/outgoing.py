"""Reviews as the API writes them."""

from datetime import datetime

import msgspec

from stoa.base import ids
from stoa.base.database import Reading
from stoa.base.http.visits import Visit
from stoa.community.reviews import naming, rules, showing, store
from stoa.community.reviews.asked import AspectKind
from stoa.community.reviews.model import Basis, Collection, Review, Standing, State


class AuthorOut(msgspec.Struct, kw_only=True):
    """Who wrote it, as they chose to be called; an empty name is a member or guest without one."""

    name: str
    url: str | None
    guest: bool


class PictureOut(msgspec.Struct, kw_only=True):
    src: str
    width: int
    height: int


class ReplyOut(msgspec.Struct, kw_only=True):
    text: str
    created_at: datetime


class ReviewOut(msgspec.Struct, kw_only=True):
    """A review, with what it rests on.

    `order_line_hash` names the delivered line it rests on without giving it away; `days_of_ownership` is how long the author
    had had it. `salt` proves what is said against the ledger's digest, as docs/reviews.md shows.
    """

    id: str
    uuid: str
    product_id: str
    variant_id: str | None
    variant: str
    author: AuthorOut
    rating: int
    title: str
    text: str
    pros: str
    cons: str
    language: str
    aspects: dict[str, int]
    context: dict[str, str]
    pictures: list[PictureOut]
    recommends: bool | None
    basis: Basis
    order_line_hash: str | None
    days_of_ownership: int | None
    is_incentivized_review: bool
    collection_method: Collection
    moderation_state: State
    helpful: int
    unhelpful: int
    reply: ReplyOut | None
    version: int
    salt: str
    url: str
    created_at: datetime
    changed_at: datetime
    published_at: datetime | None


class AspectOut(msgspec.Struct, kw_only=True):
    """What all answered to something that is asked beside the stars: how often each place, the first to the fifth, and their mean.

    A `score` is better the higher; of a `scale` the middle is best, `low` and `high` say what its ends mean.
    """

    code: str
    kind: AspectKind
    label: str
    low: str
    high: str
    counts: list[int]
    count: int
    mean: float


class ReviewList(msgspec.Struct, kw_only=True):
    """Where a product stands, and its reviews. `low` and `high` are the 95 % interval; `stars` counts those of one star, of two, …

    `aspects` are in the language of the address.
    """

    score: float | None
    low: float | None
    high: float | None
    count: int
    verified: int
    stars: list[int]
    aspects: list[AspectOut]
    items: list[ReviewOut]
    next_cursor: str | None
    has_more: bool


class OwnList(msgspec.Struct, kw_only=True):
    items: list[ReviewOut]
    next_cursor: str | None
    has_more: bool


async def written(read: Reading, visit: Visit, found: list[Review]) -> list[ReviewOut]:
    """Return reviews as the API writes them."""
    names = await naming.authors(read, found)
    labels = await showing.variant_labels(read, found, visit.language.code)
    return [_out(one, names[one.id], labels.get(one.variant_id, "") if one.variant_id else "", visit) for one in found]


def _out(one: Review, by: naming.Named, variant: str, visit: Visit) -> ReviewOut:
    shown = one.reply if one.reply is not None and one.reply.state is State.PUBLISHED else None
    return ReviewOut(
        id=one.shown_id,
        uuid=str(one.id),
        product_id=ids.show("prd", one.product_id),
        variant_id=ids.show("var", one.variant_id) if one.variant_id else None,
        variant=variant,
        author=AuthorOut(name=by.name, url=visit.absolute(by.href) if by.href else None, guest=by.guest),
        rating=one.rating,
        title=one.title,
        text=one.text,
        pros=one.pros,
        cons=one.cons,
        language=one.language,
        aspects=one.aspects,
        context=one.context,
        pictures=[PictureOut(src=f"{visit.url}{shot.src}", width=shot.width, height=shot.height) for shot in one.pictures],
        recommends=one.recommends,
        basis=one.basis,
        order_line_hash=rules.proof_of_line(one.line_id) if one.line_id else None,
        days_of_ownership=one.owned_days,
        is_incentivized_review=one.incentivized,
        collection_method=one.collection,
        moderation_state=one.state,
        helpful=one.helpful,
        unhelpful=one.unhelpful,
        reply=ReplyOut(text=shown.text, created_at=shown.at) if shown else None,
        version=one.version,
        salt=one.salt if one.state is State.PUBLISHED else "",
        url=visit.absolute(one.path),
        created_at=one.made_at,
        changed_at=one.changed_at,
        published_at=one.published_at,
    )


async def aspects(read: Reading, stands: Standing, language: str) -> list[AspectOut]:
    """Return what was answered to what is asked today."""
    asked = (await store.aspects_of(read, [stands.product_id])).get(stands.product_id, []) if stands.aspects else []
    return [
        AspectOut(
            code=one.code,
            kind=one.kind,
            label=showing.text(one.texts, language),
            low=showing.text(one.low, language),
            high=showing.text(one.high, language),
            counts=counts,
            count=sum(counts),
            mean=round(sum(place * count for place, count in enumerate(counts, 1)) / sum(counts), 2),
        )
        for one in asked
        if one.kind is not AspectKind.CONTEXT and (counts := stands.aspects.get(one.code))
    ]
