"""What pages and programs read of reviews."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.http.panels import Panel
from stoa.base.paging import Slice
from stoa.community.reviews import rules, store, submitting
from stoa.community.reviews.model import Highlight, NoSuchReview, Review, ReviewId, Sort, Standing, State, Wish
from stoa.community.reviews.showing import Body
from stoa.people.sessions.model import PersonId
from stoa.shop.catalog.model import ProductId, VariantId


class Stars(msgspec.Struct, frozen=True):
    """A product's stars as they stand beside its name."""

    value: float
    count: int


STARS = Panel(
    """select json_build_object('value', round(s.score::numeric, 1), 'count', s.count) from reviews.standing s
    where s.product_id = :product and s.count > 0""",
    Stars,
)

BODY = Panel(
    "select coalesce((select p.body from reviews.panel p where p.product_id = :product and p.language = :language), '{}'::json)", Body
)
"""What the product page shows, made when it last changed; a language that the shop does not speak shows that nobody has written."""

_STANDING = "product_id, score, low, high, count, verified, stars, aspects"


async def standings(read: Reading, products: Sequence[ProductId]) -> dict[ProductId, Standing]:
    """Return where these products stand; those nobody has reviewed are left out."""
    found = await read.all(Standing, f"select {_STANDING} from reviews.standing where product_id = any($1) and count > 0", list(products))
    return {one.product_id: one for one in found}


async def body(read: Reading, product: ProductId, language: str) -> Body:
    """Return what the product page shows."""
    text = await read.value("select body::text from reviews.panel where product_id = $1 and language = $2", product, language)
    return msgspec.json.decode(text, type=Body) if text else Body()


MOST_FIRST = 3
_ABOVE_ALL = 1e9
"""A merit that no review has: after the first three the list begins from its beginning."""
_ORDERS = {
    Sort.HELPFUL: ("r.merit", "real"),
    Sort.NEWEST: ("r.made_at", "timestamptz"),
    Sort.BEST: ("r.rating", "smallint"),
    Sort.WORST: ("-r.rating", "int"),
}
_NARROWED = """r.product_id = $1 and r.state = 'published' and ($2::int is null or r.rating = $2) and (not $3 or r.basis = 'order')
    and (not $4 or r.pictures <> '[]') and ($5::uuid is null or r.variant_id = $5) and ($6::text is null or r.language = $6)
    and ($7::text is null or exists (select from reviews.sentence s where s.review_id = r.id and s.aspect = $7
        and ($8::text is null or s.polarity = $8)))"""


def _given(product: ProductId, wish: Wish) -> list[Any]:
    return [product, wish.stars, wish.owners, wish.pictures, wish.variant, wish.language, wish.aspect, wish.polarity]


async def of_product(read: Reading, product: ProductId, wish: Wish, cursor: str | None = None, limit: int = 20) -> Slice[Review]:
    """Return the reviews that somebody wants to read, in their order; the most helpful begin with the three of its page.

    Raises BadCursor.
    """
    first = await _first(read, product) if wish.sort is Sort.HELPFUL and wish.all and limit >= MOST_FIRST else []
    key, kind = _ORDERS[wish.sort]
    after = paging.decode(cursor, tuple[datetime | float, datetime, ReviewId]) if cursor else None
    if after is not None and isinstance(after[0], datetime) is not (wish.sort is Sort.NEWEST):
        after = None
    take = limit + 1 - (len(first) if after is None else 0)
    rows = await read.rows(
        f"""select {key} as key, r.made_at, r.id from reviews.review r where {_NARROWED} and not r.id = any($9)
        and ($10::{kind} is null or ({key}, r.made_at, r.id) < ($10, $11, $12)) order by 1 desc, r.made_at desc, r.id desc limit $13""",
        *_given(product, wish),
        first,
        after[0] if after else None,
        after[1] if after else None,
        after[2] if after else None,
        max(1, take),
    )
    found = [*(first if after is None else []), *(row["id"] for row in rows)]
    more = len(found) > limit
    shown = found[:limit]
    last = next((row for row in rows if shown and row["id"] == shown[-1]), None)
    reviews = {one.id: one for one in await store.many(read, shown)}
    ending = (last["key"], last["made_at"], last["id"]) if last is not None else (_ABOVE_ALL, read.now, ReviewId(UUID(int=0)))
    return Slice([reviews[one] for one in shown if one in reviews], paging.encode(*ending) if more else None)


async def _first(read: Reading, product: ProductId) -> list[ReviewId]:
    found: list[ReviewId] | None = await read.value("select first from reviews.standing where product_id = $1", product)
    return found or []


async def count(read: Reading, product: ProductId, wish: Wish) -> int:
    """Return how many reviews there are of those that somebody wants to read."""
    found: int = await read.value(f"select count(*) from reviews.review r where {_NARROWED}", *_given(product, wish))
    return found


async def highlights(read: Reading, product: ProductId, language: str) -> list[Highlight]:
    """Return what several people say alike, in this language first, the most frequent first."""
    return await read.all(
        Highlight,
        """select language, aspect, polarity, reviews, sentences from reviews.highlight where product_id = $1
        order by language = $2 desc, reviews desc, aspect, polarity""",
        product,
        language,
    )


class Facets(msgspec.Struct, frozen=True):
    """What a product's reviews may be narrowed to, with how many there are."""

    variants: list[VariantId]
    languages: dict[str, int]
    pictures: int


async def facets(read: Reading, product: ProductId) -> Facets:
    row = await read.row(
        """with r as (select variant_id, language, pictures from reviews.review where product_id = $1 and state = 'published')
        select array(select variant_id from r where variant_id is not null group by 1 order by count(*) desc, 1 limit 30) as variants,
            (select coalesce(json_object_agg(language, n), '{}') from (select language, count(*) as n from r group by 1) l) as languages,
            (select count(*) from r where pictures <> '[]') as pictures""",
        product,
    )
    return Facets(row["variants"], row["languages"], row["pictures"])


async def see(read: Reading, review_id: ReviewId, *, by: PersonId | None = None, opened: bool = False) -> Review:
    """Return a review that is shown, or that is the reader's own. Raises NoSuchReview for every other alike."""
    found = await store.find(read, review_id)
    if found is None or found.state is State.WITHDRAWN:
        raise NoSuchReview
    if found.state is not State.PUBLISHED and not opened and (by is None or found.author != by):
        raise NoSuchReview
    return found


async def of_person(read: Reading, person: PersonId, cursor: str | None = None, limit: int = 20) -> Slice[Review]:
    """Return a person's own reviews in every state but taken back, the newest first."""
    before = paging.decode(cursor, tuple[ReviewId])[0] if cursor else None
    text = await read.value(
        f"""select coalesce(json_agg(x.found order by x.id desc), '[]')::text from (select r.id, {store.REVIEW} as found from reviews.review r
        where r.author = $1 and r.state <> 'withdrawn' and ($2::uuid is null or r.id < $2) order by r.id desc limit $3) x""",
        person,
        before,
        limit + 1,
    )
    found = store.MANY.decode(text)
    return Slice(found[:limit], paging.encode(found[limit - 1].id) if len(found) > limit else None)


class Unwritten(msgspec.Struct, frozen=True):
    """Something a person owns and has not reviewed."""

    product_id: ProductId
    handle: str
    title: str
    since: datetime


async def unwritten(read: Reading, person: PersonId, language: str, limit: int = 12) -> list[Unwritten]:
    """Return what a person owns and has said nothing of, the latest first."""
    return await read.all(
        Unwritten,
        """select x.product_id, p.handle, x.since, (select t.title from catalog.product_text t where t.product_id = p.id
            order by t.language = $2 desc, t.language = 'en' desc, t.language limit 1) as title
        from (select o.product_id, max(o.since) as since from circles.owned o where o.person_id = $1 group by 1) x
        join catalog.product p on p.id = x.product_id and p.state = 'active'
        where not exists (select from reviews.review r where r.author = $1 and r.product_id = x.product_id and r.state <> 'withdrawn')
        order by x.since desc limit $3""",
        person,
        language,
        limit,
    )


async def voted(read: Reading, person: PersonId | None, reviews: Sequence[ReviewId]) -> dict[ReviewId, bool]:
    """Return how a person voted on these reviews."""
    if person is None or not reviews:
        return {}
    rows = await read.rows(
        "select review_id, helpful from reviews.vote where person_id = $1 and review_id = any($2)", person, list(reviews)
    )
    return {row["review_id"]: row["helpful"] for row in rows}


class About(msgspec.Struct, frozen=True):
    """The product that a review is about; `hidden` from everybody, or from all but some."""

    id: ProductId
    handle: str
    title: str
    hidden: bool = False


async def products(read: Reading, found: Sequence[ProductId], language: str) -> dict[ProductId, About]:
    """Return what products are called."""
    rows = await read.all(
        About,
        """select p.id, p.handle, coalesce((select t.title from catalog.product_text t where t.product_id = p.id
            order by t.language = $2 desc, t.language = 'en' desc, t.language limit 1), p.handle) as title, p.state = 'draft' as hidden
        from catalog.product p where p.id = any($1)""",
        list(set(found)),
        language,
    )
    return {one.id: one for one in rows}


async def product_of(read: Reading, handle: str, language: str) -> About | None:
    """Return the product of that handle, unless it is a draft."""
    found: ProductId | None = await read.value("select id from catalog.product where handle = $1 and state <> 'draft'", handle)
    return (await products(read, [found], language)).get(found) if found is not None else None


# --- the desk --------------------------------------------------------------------------------------------------------


class View(StrEnum):
    """Which reviews the shop looks at: those that need it, all unanswered ones, critical ones, all that are decided."""

    NEEDED = "needed"
    UNANSWERED = "unanswered"
    CRITICAL = "critical"
    ALL = "all"


_UNANSWERED = "r.state = 'published' and not r.replied"
VIEWS = {
    View.NEEDED: f"""{_UNANSWERED} and (r.rating <= {rules.CRITICAL}
        or exists (select from reviews.sentence s where s.review_id = r.id and s.polarity = 'against'))""",
    View.UNANSWERED: _UNANSWERED,
    View.CRITICAL: f"r.state = 'published' and r.rating <= {rules.CRITICAL}",
    View.ALL: submitting.DECIDED,
}
"""The shop speaks when it is needed: where somebody is critical or names a fault, and nobody has answered.

What waits for a decision is in none: whoever decides would see its stars.
"""


async def for_desk(read: Reading, view: View, product: ProductId | None, cursor: str | None = None, limit: int = 40) -> Slice[Review]:
    """Return reviews for the shop, the newest first."""
    after = paging.decode(cursor, tuple[datetime, ReviewId]) if cursor else None
    text = await read.value(
        f"""select coalesce(json_agg(x.found order by x.made_at desc, x.id desc), '[]')::text from (
            select r.id, r.made_at, {store.REVIEW} as found from reviews.review r where {VIEWS[view]} and ($1::uuid is null or r.product_id = $1)
            and ($2::timestamptz is null or (r.made_at, r.id) < ($2, $3)) order by r.made_at desc, r.id desc limit $4) x""",
        product,
        after[0] if after else None,
        after[1] if after else None,
        limit + 1,
    )
    found = store.MANY.decode(text)
    return Slice(found[:limit], paging.encode(found[limit - 1].made_at, found[limit - 1].id) if len(found) > limit else None)


async def decided(read: Reading, review_id: ReviewId) -> Review:
    """Return a review for the shop. Raises NoSuchReview where there is none, and as long as somebody has to decide about it."""
    found = await store.find(read, review_id)
    if found is None or not await read.value(f"select {submitting.DECIDED} from reviews.review r where r.id = $1", review_id):
        raise NoSuchReview
    return found


class Figures(msgspec.Struct, frozen=True):
    """Reviews in numbers, for the shop: how many need an answer, how many letters bring one.

    How long it takes until they can be read is counted by moderation, for reviews as for everything: `median` and `most` in seconds.
    """

    count: int
    needed: int
    waiting: int
    median: float | None
    most: float | None
    asked: int
    came: int

    @property
    def median_span(self) -> timedelta | None:
        return None if self.median is None else timedelta(seconds=self.median)

    @property
    def most_span(self) -> timedelta | None:
        return None if self.most is None else timedelta(seconds=self.most)


async def figures(read: Reading) -> Figures:
    """Count the last ninety days; those that wait and those that need the shop are those of now."""
    found = await read.one(
        Figures,
        f"""with own as (select collection from reviews.review where source is null and made_at > $1::timestamptz - interval '90 days')
        select (select count(*) from own) as count,
            (select count(*) from reviews.review r where {VIEWS[View.NEEDED]}) as needed,
            (select count(*) from reviews.review r where r.state = 'waiting') as waiting,
            (select (body -> 'kinds' -> 'review' ->> 'median')::float8 from moderation.figure) as median,
            (select (body -> 'kinds' -> 'review' ->> 'most')::float8 from moderation.figure) as most,
            (select coalesce(sum(sent), 0) from reviews.request where sent_at > $1::timestamptz - interval '90 days') as asked,
            (select count(*) from own where collection = 'post_fulfillment') as came""",
        read.now,
    )
    return found or Figures(0, 0, 0, None, None, 0, 0)
