"""The SQL of reviews: what writes, and what is read to decide."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from stoa.base.database import Reading, Writing
from stoa.community.reviews.asked import Aspect, Terms
from stoa.community.reviews.model import Edit, New, NoSuchReview, Owned, Review, ReviewId, Rewardable, Shot, State
from stoa.people.permissions.model import STAFF
from stoa.people.sessions.model import PersonId
from stoa.shop.catalog.model import CategoryId, ProductId
from stoa.shop.orders.model import OrderId

COLUMNS = [
    "id",
    "product_id",
    "variant_id",
    "author",
    "name",
    "email",
    "location",
    "rating",
    "title",
    "text",
    "pros",
    "cons",
    "language",
    "aspects",
    "context",
    "pictures",
    "picture_urls",
    "recommends",
    "basis",
    "line_id",
    "delivered_at",
    "incentivized",
    "incentive",
    "collection",
    "state",
    "helpful",
    "unhelpful",
    "salt",
    "source",
    "source_id",
    "extra",
    "made_at",
    "changed_at",
    "published_at",
    "version",
]
"""What a `Review` is read from, and written to."""

REVIEW = f"""json_build_object({", ".join(f"'{name}', r.{name}" for name in COLUMNS)}, 'reply', (
    select json_build_object('text', p.text, 'state', p.state, 'at', p.at, 'changed_at', p.changed_at) from reviews.reply p where p.review_id = r.id))"""
"""A review as JSON, of the row `r`."""

ONE = msgspec.json.Decoder(Review)
MANY = msgspec.json.Decoder(list[Review])


async def find(read: Reading, review_id: ReviewId) -> Review | None:
    return await read.document(ONE, f"select {REVIEW}::text from reviews.review r where r.id = $1", review_id)


async def lock(tx: Writing, review_id: ReviewId) -> Review:
    """Lock a review until the transaction ends. Raises NoSuchReview."""
    if await tx.value("select id from reviews.review where id = $1 for update", review_id) is None:
        raise NoSuchReview
    found = await find(tx, review_id)
    assert found is not None  # noqa: S101 - it is locked
    return found


async def lock_many(tx: Writing, ids: Sequence[ReviewId]) -> list[Review]:
    """Lock reviews, in the order of their ids; those that are not there are left out."""
    await tx.rows("select id from reviews.review where id = any($1) order by id for update", list(ids))
    return await many(tx, ids)


async def many(read: Reading, ids: Sequence[ReviewId]) -> list[Review]:
    text = await read.value(
        f"select coalesce(json_agg({REVIEW} order by r.id), '[]')::text from reviews.review r where r.id = any($1)", list(ids)
    )
    return MANY.decode(text)


async def of_author(read: Reading, person: PersonId, product: ProductId) -> ReviewId | None:
    """Return this person's own review of a product, if there is one."""
    found: ReviewId | None = await read.value(
        "select id from reviews.review where author = $1 and product_id = $2 and state <> 'withdrawn'", person, product
    )
    return found


async def works_here(read: Reading, person: PersonId) -> bool:
    """Return whether this person works for the shop."""
    found: bool = await read.value(
        "select exists (select from accounts.person where id = $1 and roles && $2::text[])", person, sorted(STAFF)
    )
    return found


async def reviewed_by(read: Reading, person: PersonId) -> list[ProductId]:
    """Return the products that a person's shown reviews are about."""
    rows = await read.rows("select distinct product_id from reviews.review where author = $1 and state = 'published'", person)
    return [row["product_id"] for row in rows]


async def opens(read: Reading, review_id: ReviewId, key_digest: str) -> bool:
    """Return whether this key is the one that opens a guest's review."""
    found: bool = await read.value("select exists (select from reviews.review where id = $1 and key_digest = $2)", review_id, key_digest)
    return found


_DELIVERED = """coalesce(
    (select max(s.delivered_at) from shipping.shipment_line k join shipping.shipment s on s.id = k.shipment_id where k.line_id = l.id),
    (select max(e.at) from orders.entry e where e.order_id = o.id and e.kind = 'delivered'), o.placed_at, o.made_at)"""
"""When an order's line `l` arrived: its parcel, else the order, else (what is not sent) when it was agreed."""

_OWNED = f"""select l.id as line_id, l.order_id, l.product_id, l.variant_id, o.person_id, {_DELIVERED} as delivered_at,
    exists (select from reviews.request q where q.order_id = o.id and q.sent > 0) as asked
from orders.line l join orders.order o on o.id = l.order_id"""

OWN = "o.recipient_id is null and not exists (select from circles.purchase g where g.line_id = l.id and g.gift)"
"""Of a line `l` of an order `o`: its buyer has it themselves; they gave it to nobody else."""

_KEPT = f"l.delivered > l.returned and {OWN} and coalesce(o.purpose, '') not like 'replacement:%'"
"""There, and not sent in place of something: that was bought once and makes one owner."""


async def owned_by(read: Reading, person: PersonId, product: ProductId) -> Owned | None:
    """Return the latest delivered and kept line of this product among a person's orders."""
    return await read.one(
        Owned, f"{_OWNED} where o.person_id = $1 and l.product_id = $2 and {_KEPT} order by l.id desc limit 1", person, product
    )


async def owned_in(read: Reading, order: OrderId) -> list[Owned]:
    """Return what an order brought and its buyer kept; of one that was sent in place of pieces, the order of those."""
    bought = "coalesce((select r.order_id from returns.return_ r where r.replacement = $1), $1)"
    return await read.all(Owned, f"{_OWNED} where l.order_id = {bought} and {_KEPT} order by l.position", order)


async def owned_lines(read: Reading, lines: Sequence[UUID]) -> list[Owned]:
    """Return those of these lines that were delivered and kept."""
    return await read.all(Owned, f"{_OWNED} where l.id = any($1) and {_KEPT}", list(lines))


async def reviewed_lines(read: Reading, lines: Sequence[UUID]) -> set[UUID]:
    """Return those of these lines of which there is a review."""
    rows = await read.rows("select line_id from reviews.review where line_id = any($1) and state <> 'withdrawn'", list(lines))
    return {row["line_id"] for row in rows}


async def insert(
    tx: Writing, review_id: ReviewId, new: New, *, author: PersonId | None, owned: Owned | None, key: str | None, salt: str, merit: float
) -> None:
    """Write a review that waits."""
    await tx.run(
        """insert into reviews.review (id, product_id, variant_id, author, name, email, key_digest, rating, title, text, language, aspects, context,
            pictures, recommends, basis, line_id, delivered_at, collection, state, salt, merit, made_at, changed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 'waiting', $20, $21, $22, $22)""",
        review_id,
        new.product_id,
        owned.variant_id if owned else new.variant_id,
        author,
        "" if author else new.name,
        None if author else new.email or None,
        key,
        new.rating,
        new.title,
        new.text,
        new.language,
        new.aspects,
        new.context,
        [Shot(one.digest, one.width, one.height, one.tint) for one in new.pictures],
        new.recommends,
        "order" if owned else "none",
        owned.line_id if owned else None,
        owned.delivered_at if owned else None,
        "post_fulfillment" if owned and owned.asked else "unsolicited",
        salt,
        merit,
        tx.now,
    )


async def rewrite(tx: Writing, review_id: ReviewId, values: Mapping[str, Any], merit: float) -> None:
    """Write what a review says now; its version grows."""
    await tx.run(
        """update reviews.review set rating = $2, title = $3, text = $4, aspects = $5, context = $6, pictures = $7, recommends = $8, merit = $9,
            version = version + 1, changed_at = $10, salt = $11 where id = $1""",
        review_id,
        values["rating"],
        values["title"],
        values["text"],
        values["aspects"],
        values["context"],
        values["pictures"],
        values["recommends"],
        merit,
        tx.now,
        values["salt"],
    )


async def keep_edit(tx: Writing, review: Review, before: Mapping[str, Any]) -> None:
    await tx.run(
        "insert into reviews.edit (review_id, version, before, at) values ($1, $2, $3, $4)", review.id, review.version, dict(before), tx.now
    )


async def edits(read: Reading, review_id: ReviewId) -> list[Edit]:
    """Return what a review said before, the latest first."""
    return await read.all(Edit, "select version, before, at from reviews.edit where review_id = $1 order by version desc", review_id)


async def set_states(tx: Writing, ids: Sequence[ReviewId], state: State) -> None:
    """Move reviews; the first time one is published is kept, and since when one is not shown."""
    await tx.run(
        """update reviews.review set state = $2, published_at = case when $2 = 'published' then coalesce(published_at, $3) else published_at end,
            removed_at = case when $2 in ('removed', 'withdrawn') then $3::timestamptz end where id = any($1)""",
        list(ids),
        state.value,
        tx.now,
    )


async def empty(tx: Writing, ids: Sequence[ReviewId]) -> None:
    """Take away everything somebody wrote, and who they were; the row stays for the ledger."""
    found = list(ids)
    await tx.run("delete from reviews.edit where review_id = any($1)", found)
    await tx.run("delete from reviews.sentence where review_id = any($1)", found)
    await tx.run("delete from reviews.reply where review_id = any($1)", found)
    await tx.run(
        """update reviews.review set title = '', text = '', pros = '', cons = '', name = '', email = null, location = '', key_digest = null,
            author = null, aspects = '{}', context = '{}', pictures = '[]', picture_urls = '{}', extra = '{}', salt = '', replied = false,
            read_version = version where id = any($1)""",
        found,
    )


async def removed_before(read: Reading, moment: datetime) -> list[ReviewId]:
    """Return reviews that were removed before then and still say something."""
    rows = await read.rows(
        "select id from reviews.review where state = 'removed' and removed_at < $1 and (salt <> '' or text <> '') order by id", moment
    )
    return [row["id"] for row in rows]


async def mark_stale(tx: Writing, products: Sequence[ProductId]) -> None:
    """Note that these products' standing is to be made anew."""
    await tx.run("insert into reviews.stale (product_id) select unnest($1::uuid[])", list(products))


async def mark_all_stale(tx: Writing, category: CategoryId | None) -> None:
    """Note so of every product that stands in a category or below it (None: of all) and was reviewed."""
    await tx.run(
        """insert into reviews.stale (product_id) select s.product_id from reviews.standing s where $1::uuid is null or exists (
            select from catalog.product p join catalog.category c on c.id = p.category_id where p.id = s.product_id and $1 = any(c.path))""",
        category,
    )


async def take_stale(tx: Writing, limit: int) -> list[ProductId]:
    """Return products that were marked, and strike them off; what others hold is left to them."""
    rows = await tx.rows(
        """with taken as (select id from reviews.stale order by id limit $1 for update skip locked)
        delete from reviews.stale s using taken where s.id = taken.id returning s.product_id""",
        limit,
    )
    return sorted({row["product_id"] for row in rows})


async def category_path(read: Reading, product: ProductId) -> list[CategoryId] | None:
    """Return the categories a product stands in, from the root; None where there is no such product."""
    row = await read.row(
        """select coalesce(c.path, '{}') as path from catalog.product p left join catalog.category c on c.id = p.category_id
        where p.id = $1 and p.state <> 'draft'""",
        product,
    )
    return None if row is None else list(row["path"])


_ASPECTS = """select a.code, a.kind, a.texts, a.low, a.high, a.choices, a.position from (
    select distinct on (code) * from reviews.aspect where category_id is null or category_id = any($1)
    order by code, array_position($1::uuid[], category_id) desc nulls last) a order by a.kind, a.position, a.code"""


async def aspects(read: Reading, path: Sequence[CategoryId]) -> list[Aspect]:
    """Return what is asked of products whose category has this path; the nearest category has the last word on a code."""
    return await read.all(Aspect, _ASPECTS, list(path))


async def aspects_of(read: Reading, products: Sequence[ProductId]) -> dict[ProductId, list[Aspect]]:
    """Return what is asked of each of these products, as `aspects` does (one statement)."""
    if not products:
        return {}
    rows = await read.rows(
        """select p.id, coalesce((select json_agg(to_jsonb(a) order by a.kind, a.position, a.code) from (
            select distinct on (code) code, kind, texts, low, high, choices, position from reviews.aspect
            where category_id is null or category_id = any(c.path)
            order by code, array_position(c.path, category_id) desc nulls last) a), '[]') as asked
        from catalog.product p left join catalog.category c on c.id = p.category_id where p.id = any($1)""",
        list(products),
    )
    return {row["id"]: msgspec.convert(row["asked"], list[Aspect]) for row in rows}


async def terms(read: Reading) -> list[Terms]:
    return await read.all(Terms, "select category_id, enabled, wait_days, again_days from reviews.terms")


async def rewardable(read: Reading, review_id: ReviewId) -> Rewardable | None:
    """Return what a reward may know of a review; the view it reads has no stars and no words."""
    return await read.one(Rewardable, "select * from reviews.rewardable where id = $1", review_id)


async def incentivize(tx: Writing, review_id: ReviewId, entry: UUID) -> int:
    """Label a review by the ledger entry that paid for it, once."""
    return await tx.run(
        "update reviews.review set incentivized = true, incentive = $2 where id = $1 and incentive is null and state <> 'withdrawn'",
        review_id,
        entry,
    )


async def reply(tx: Writing, review_id: ReviewId, text: str, by: PersonId | None, at: datetime) -> None:
    """Write the shop's answer, over what it answered before."""
    await tx.run(
        """insert into reviews.reply (review_id, text, by, state, at, changed_at) values ($1, $2, $3, 'waiting', $4, $4)
        on conflict (review_id) do update set text = excluded.text, by = excluded.by, changed_at = excluded.changed_at""",
        review_id,
        text,
        by,
        at,
    )


async def set_reply_state(tx: Writing, ids: Sequence[ReviewId], state: str) -> None:
    await tx.run("update reviews.reply set state = $2 where review_id = any($1)", list(ids), state)
    await tx.run(
        "update reviews.review r set replied = exists (select from reviews.reply p where p.review_id = r.id) where r.id = any($1)",
        list(ids),
    )
