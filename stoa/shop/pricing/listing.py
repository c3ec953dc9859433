"""What the merchant's screens list: offers with their effects, what an offer can be on, what has no price."""

from datetime import datetime
from uuid import UUID

import msgspec

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.paging import Slice
from stoa.shop.pricing.model import Effect, Market, Offer
from stoa.shop.pricing.queries import effects
from stoa.shop.pricing.store import OFFER, markets

VIEWS = {
    "now": "o.from_at <= $1 and (o.until_at is null or o.until_at > $1)",
    "coming": "o.from_at > $1",
    "ended": "o.until_at <= $1",
}


class Listed(msgspec.Struct, frozen=True):
    """An offer in a list: the name of what it is on, and what it does."""

    offer: Offer
    on: str
    effect: Effect


class Target(msgspec.Struct, frozen=True):
    """Something an offer can be on."""

    id: UUID
    name: str


class Targets(msgspec.Struct, frozen=True):
    """The categories (each with those above it) and collections that an offer can be on."""

    categories: list[Target]
    collections: list[Target]


class Priced(msgspec.Struct, frozen=True):
    """A market in a list: the one it follows, how many active variants it has a price for, how many of its own, how many none."""

    market: Market
    follows: str
    priced: int
    own: int
    without: int


def _name(kind: str) -> str:
    return f"""(select t.name from catalog.{kind}_text t where t.{kind}_id = o.target_id
        order by t.language = $2 desc, t.language = 'en' desc limit 1)"""


_ON = f"""case o.scope when 'category' then {_name("category")} when 'collection' then {_name("collection")}
    when 'product' then (select t.title from catalog.product_text t where t.product_id = o.target_id
        order by t.language = $2 desc, t.language = 'en' desc limit 1)
    when 'variant' then (select t.title || coalesce(', ' || v.sku, '') from catalog.variant v
        join catalog.product_text t on t.product_id = v.product_id where v.id = o.target_id
        order by t.language = $2 desc, t.language = 'en' desc limit 1) end"""


async def offers(
    read: Reading, view: str, now: datetime, language: str, *, cursor: str | None = None, limit: int = paging.LIMIT
) -> Slice[Listed]:
    """Return the offers of a view (`now`, `coming`, `ended`), the latest first, in two statements. Raises BadCursor."""
    after = paging.decode(cursor, tuple[datetime, UUID]) if cursor else (None, None)
    rows = await read.rows(
        f"""select q.*, {_ON.replace("o.target_id", "q.target").replace("o.scope", "q.scope")} as "on"
        from ({OFFER} where {VIEWS[view]} and ($3::timestamptz is null or (o.from_at, o.id) < ($3, $4::uuid))
            order by o.from_at desc, o.id desc limit $5) q order by q.from_at desc, q.id desc""",
        now,
        language,
        *after,
        limit + 1,
    )
    found = [(msgspec.convert(dict(row), Offer), row["on"] or "") for row in rows[:limit]]
    done = await effects(read, [offer.id for offer, _ in found], now) if view != "ended" else {}
    items = [Listed(offer, on, done.get(offer.id, Effect())) for offer, on in found]
    more = paging.encode(items[-1].offer.from_at, items[-1].offer.id) if len(rows) > limit else None
    return Slice(items, more)


async def counts(read: Reading, now: datetime) -> dict[str, int]:
    """Return how many offers each view has."""
    parts = ", ".join(f"count(*) filter (where {condition}) as {view}" for view, condition in VIEWS.items())
    return dict(await read.row(f"select {parts} from pricing.offer o", now))


async def targets(read: Reading, language: str) -> Targets:
    """Return what an offer can be on, in the order of the shop."""
    rows = await read.rows(
        """select 'category' as kind, c.id, array(select (select t.name from catalog.category_text t where t.category_id = step.id
                order by t.language = $1 desc, t.language = 'en' desc limit 1)
            from unnest(c.path) with ordinality step (id, n) order by n) as names, c.position from catalog.category c
        union all select 'collection', c.id, array[(select t.name from catalog.collection_text t where t.collection_id = c.id
                order by t.language = $1 desc, t.language = 'en' desc limit 1)], c.position from catalog.collection c
        order by 1, 3, 4""",
        language,
    )
    named = [(row["kind"], Target(row["id"], " › ".join(name or "" for name in row["names"]))) for row in rows]
    return Targets([one for kind, one in named if kind == "category"], [one for kind, one in named if kind == "collection"])


async def find_goods(read: Reading, word: str) -> tuple[str, UUID] | None:
    """Return the scope and id of what a merchant means by a product's handle or a variant's article number."""
    row = await read.row(
        """select 'product' as scope, id from catalog.product where handle = $1
        union all select 'variant', id from catalog.variant where sku = $1 and ended_at is null limit 1""",
        word,
    )
    return None if row is None else (row["scope"], row["id"])


async def name_of_goods(read: Reading, scope: str, target: UUID) -> str:
    """Return the handle or article number by which `find_goods` finds it."""
    sql = "select handle from catalog.product where id = $1" if scope == "product" else "select sku from catalog.variant where id = $1"
    return await read.value(sql, target) or ""


async def priced_markets(read: Reading) -> list[Priced]:
    """Return every market with how much of what is sold it has prices for, in two statements."""
    found = await markets(read)
    rows = await read.rows(
        """select m.id, count(v.id) as active, count(p.variant_id) as priced, count(p.variant_id) filter (where p.own) as own
        from pricing.market m
        left join (catalog.variant v join catalog.product g on g.id = v.product_id and g.state = 'active') on v.ended_at is null
        left join pricing.price p on p.variant_id = v.id and p.market_id = m.id and p.until_at is null
        group by m.id"""
    )
    figures = {row["id"]: row for row in rows}
    codes = {market.id: market.code for market in found}
    return [
        Priced(
            market,
            codes[market.follows] if market.follows else "",
            figures[market.id]["priced"],
            figures[market.id]["own"],
            figures[market.id]["active"] - figures[market.id]["priced"],
        )
        for market in found
    ]
