"""The rows of prices and offers: written set-wise, and read for decisions."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

import msgspec

from stoa.base.database import Reading, Writing
from stoa.shop.catalog.model import ProductId, VariantId
from stoa.shop.pricing.model import Market, MarketId, NewMarket, Offer, OfferId, Rounding, TaxMode

MANY = 500
"""Of more products than this, one topic says that prices changed."""

_MARKET = """select id, code, name, currency, countries, tax_mode, position, json_build_object('step', step, 'ending', ending) as rounding,
    follows, rate from pricing.market"""

OFFER = """select o.id, o.reason, o.kind, o.value, o.scope, o.target_id as target, o.audience, m.code as market, m.currency, o.from_at, o.until_at,
    o.code, o.published_by, o.most_uses, o.most_per_person, o.uses from pricing.offer o left join pricing.market m on m.id = o.market_id"""


class Spell(msgspec.Struct, frozen=True):
    """A price to be written. `own`: set for this market, not taken from another."""

    variant_id: VariantId
    market_id: MarketId
    amount: int
    own: bool = True


async def lock(tx: Writing) -> None:
    """Let nobody else set prices or publish offers until this transaction ends: each is worked out against the other.

    A transaction that waited for one that began after it goes on at that one's moment, so that no price changes before the
    price it was worked out of.
    """
    tx.now = await tx.value(
        """update pricing.moment set at = case when at > $1 and at < $1 + interval '1 minute' then at else $1 end returning at""", tx.now
    )


async def touch(tx: Writing, products: Collection[UUID], *, wide: bool = False) -> None:
    """Say which pages show other prices: those of these products (of many, or of a `wide` offer: all), and every list of products."""
    topics = {"prices"} | ({"pricing"} if wide or len(products) > MANY else {f"product:{one}" for one in products})
    await tx.rows("select base.touch(topic) from unnest($1::text[]) with ordinality as t (topic, n) order by n", sorted(topics))


# Markets


async def markets(read: Reading) -> list[Market]:
    """Return every market, the shop's first one first."""
    return [_market(row) for row in await read.rows(f"{_MARKET} order by position, code")]


async def market(read: Reading, code: str) -> Market | None:
    """Return the market of that code, the first one for an unknown code; None before there is any."""
    row = await read.row(f"{_MARKET} order by code = $1 desc, position, code limit 1", code)
    return None if row is None else _market(row)


def _market(row: object) -> Market:
    return msgspec.convert(dict(row), Market)  # type: ignore[call-overload]


async def insert_market(tx: Writing, market_id: MarketId, new: NewMarket) -> None:
    """Write a market, behind all others."""
    await tx.run(
        """insert into pricing.market (id, code, name, currency, countries, tax_mode, step, ending, follows, rate, position)
        select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, coalesce(max(position), 0) + 1 from pricing.market""",
        market_id, *_market_row(new),
    )  # fmt: skip


async def update_market(tx: Writing, market_id: MarketId, new: NewMarket) -> None:
    """Write a market over what it was."""
    await tx.run(
        """update pricing.market set code = $2, name = $3, currency = $4, countries = $5, tax_mode = $6, step = $7, ending = $8,
        follows = $9, rate = $10 where id = $1""",
        market_id, *_market_row(new),
    )  # fmt: skip


def _market_row(new: NewMarket) -> tuple[str, dict[str, str], str, list[str], TaxMode, int, int, MarketId | None, int]:
    rounding: Rounding = new.rounding
    return new.code, new.name, new.currency, new.countries, new.tax_mode, rounding.step, rounding.ending, new.follows, new.rate


async def has_prices(read: Reading, market_id: MarketId) -> bool:
    """Return whether anything was ever priced in this market."""
    return bool(await read.value("select exists (select from pricing.price where market_id = $1)", market_id))


# Prices


async def known_variants(read: Reading, variants: Collection[VariantId]) -> set[VariantId]:
    """Return those of them that the catalogue has."""
    return {row["id"] for row in await read.rows("select id from catalog.variant where id = any($1)", list(variants))}


async def own_prices(read: Reading, variants: Collection[VariantId], markets: Collection[MarketId]) -> set[tuple[VariantId, MarketId]]:
    """Return which of these have a price of their own in which of these markets."""
    rows = await read.rows(
        "select variant_id, market_id from pricing.price where variant_id = any($1) and market_id = any($2) and until_at is null and own",
        list(variants),
        list(markets),
    )
    return {(row["variant_id"], row["market_id"]) for row in rows}


async def open_prices(read: Reading, market_id: MarketId, variants: Collection[VariantId] | None = None) -> dict[VariantId, int]:
    """Return the base prices of a market in minor units: of these variants, or of all."""
    rows = await read.rows(
        "select variant_id, amount from pricing.price where market_id = $1 and until_at is null and ($2::uuid[] is null or variant_id = any($2))",
        market_id,
        None if variants is None else list(variants),
    )
    return {row["variant_id"]: row["amount"] for row in rows}


async def write_prices(tx: Writing, spells: Sequence[Spell]) -> set[tuple[ProductId, MarketId]]:
    """Close what differs and open what was given, in two statements; return the products and markets whose prices changed.

    A spell that began at this very moment has never been seen and is corrected in place.
    """
    given = (
        [s.variant_id for s in spells], [s.market_id for s in spells], [s.amount for s in spells], [s.own for s in spells]
    )  # fmt: skip
    corrected = await tx.rows(
        """update pricing.price p set
            until_at = case when p.amount <> g.amount and p.from_at < $5 then $5 end,
            amount = case when p.from_at < $5 then p.amount else g.amount end,
            own = case when p.amount <> g.amount and p.from_at < $5 then p.own else g.own end
        from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::boolean[]) as g (variant_id, market_id, amount, own)
        where p.variant_id = g.variant_id and p.market_id = g.market_id and p.until_at is null and (p.amount, p.own) <> (g.amount, g.own)
        returning p.product_id, p.market_id""",
        *given,
        tx.now,
    )
    opened = await tx.rows(
        """insert into pricing.price (variant_id, product_id, market_id, amount, own, from_at)
        select g.variant_id, v.product_id, g.market_id, g.amount, g.own, $5
        from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::boolean[]) as g (variant_id, market_id, amount, own)
        join catalog.variant v on v.id = g.variant_id
        where not exists (select from pricing.price p where p.variant_id = g.variant_id and p.market_id = g.market_id and p.until_at is null)
        returning product_id, market_id""",
        *given,
        tx.now,
    )
    return {(row["product_id"], row["market_id"]) for row in (*corrected, *opened)}


async def close_prices(tx: Writing, market_id: MarketId, variants: Collection[VariantId]) -> set[ProductId]:
    """End the base prices of these variants in a market; return the products. One that began at this moment goes away."""
    rows = await tx.rows(
        """with gone as (delete from pricing.price where market_id = $1 and variant_id = any($2) and until_at is null and from_at >= $3
            returning product_id),
        closed as (update pricing.price set until_at = $3 where market_id = $1 and variant_id = any($2) and until_at is null and from_at < $3
            returning product_id)
        select product_id from gone union select product_id from closed""",
        market_id,
        list(variants),
        tx.now,
    )
    return {row["product_id"] for row in rows}


# Offers


async def offers(read: Reading, offer_ids: Collection[OfferId]) -> list[Offer]:
    """Return those of these offers that there are."""
    return await read.all(Offer, f"{OFFER} where o.id = any($1) order by o.id", list(offer_ids))


async def write_offers(tx: Writing, many: Sequence[Offer]) -> None:
    """Write offers, new or over what they were, in one statement."""
    await tx.run(
        """insert into pricing.offer (id, reason, kind, value, scope, target_id, audience, market_id, from_at, until_at, code, published_by, made_at, most_uses, most_per_person)
        select o.id, o.reason, o.kind, o.value, o.scope, o.target, o.audience, m.id, o.from_at, o.until_at, o.code, o.published_by, $2, o.most_uses, o.most_per_person
        from jsonb_to_recordset($1) as o (id uuid, reason jsonb, kind text, value bigint, scope text, target uuid, audience text, market text,
            from_at timestamptz, until_at timestamptz, code text, published_by text, most_uses int, most_per_person int)
        left join pricing.market m on m.code = o.market
        on conflict (id) do update set reason = excluded.reason, kind = excluded.kind, value = excluded.value, scope = excluded.scope,
            target_id = excluded.target_id, audience = excluded.audience, market_id = excluded.market_id, from_at = excluded.from_at,
            until_at = excluded.until_at, code = excluded.code, most_uses = excluded.most_uses, most_per_person = excluded.most_per_person""",
        [msgspec.structs.asdict(one) for one in many],
        tx.now,
    )


async def lock_offers(tx: Writing, offer_ids: Collection[OfferId]) -> list[Offer]:
    """Lock these offers in their order, so that their uses stand still, and return them."""
    return await tx.all(Offer, f"{OFFER} where o.id = any($1) order by o.id for update of o", list(offer_ids))


async def forget_offers(tx: Writing, offer_ids: Collection[OfferId]) -> set[ProductId]:
    """Remove offers that have not begun: nobody has seen them. Return their products."""
    rows = await tx.rows("delete from pricing.offer_line where offer_id = any($1) returning product_id", list(offer_ids))
    await tx.run("delete from pricing.offer where id = any($1)", list(offer_ids))
    return {row["product_id"] for row in rows}


REACH = """
    select o.id as offer_id, v.product_id, v.id as variant_id from pricing.offer o join catalog.variant v on v.id = o.target_id
        where o.scope = 'variant'
    union all select o.id, o.target_id, null from pricing.offer o where o.scope = 'product'
    union all select o.id, c.product_id, null from pricing.offer o join catalog.collection_product c on c.collection_id = o.target_id
        where o.scope = 'collection'
    union all select o.id, g.id, null from pricing.offer o join catalog.category c on c.path @> array[o.target_id]
        join catalog.product g on g.category_id = c.id where o.scope = 'category'
    union all select o.id, g.id, null from pricing.offer o cross join catalog.product g where o.scope = 'everything'
"""
"""The products (of a variant's offer: the variant) that each offer is on."""

WANTED = f"""
    select o.id as offer_id, p.variant_id, p.product_id, p.market_id, o.audience, o.from_at, coalesce(o.until_at, 'infinity') as until_at,
        p.amount as base, w.amount
    from ({REACH}) r
    join pricing.offer o on o.id = r.offer_id and (o.until_at is null or o.until_at > $2)
    join pricing.price p on p.product_id = r.product_id and p.until_at is null and (o.market_id is null or o.market_id = p.market_id)
        and (r.variant_id is null or r.variant_id = p.variant_id)
    join catalog.variant v on v.id = p.variant_id and v.ended_at is null
    cross join lateral (select case o.kind when 'percent' then round(p.amount::numeric * (1000000 - o.value) / 1000000)::bigint
        when 'amount' then greatest(p.amount - o.value, 0) else o.value end as amount) w
"""
"""What each offer makes of the base prices of now, `rules.reduced` in SQL."""

_WORK_OUT = f"""
with wanted as materialized ({WANTED} where w.amount < p.amount and {{wanted}}),
have as materialized (select * from pricing.offer_line where until_at > $2 and {{have}}),
pair as materialized (
    select h.offer_id as h_offer, h.variant_id as h_variant, h.market_id as h_market, h.from_at as h_from, h.product_id as h_product,
        h.from_at < $2 as begun, w.*, w.amount is not distinct from h.amount and w.audience = h.audience as same,
        w.until_at is not distinct from h.until_at and (h.from_at < $2 or h.from_at = greatest(w.from_at, $2)) as same_time
    from have h full join wanted w on (h.offer_id, h.variant_id, h.market_id) = (w.offer_id, w.variant_id, w.market_id)),
closed as (
    update pricing.offer_line l set until_at = $2 from pair b
    where (l.offer_id, l.variant_id, l.market_id, l.from_at) = (h_offer, h_variant, h_market, h_from) and begun and same is not true
    returning l.product_id),
moved as (
    update pricing.offer_line l set amount = b.amount, audience = b.audience, until_at = b.until_at,
        from_at = case when begun then l.from_at else greatest(b.from_at, $2) end from pair b
    where (l.offer_id, l.variant_id, l.market_id, l.from_at) = (h_offer, h_variant, h_market, h_from) and b.offer_id is not null
        and not (same and same_time) and (same or not begun)
    returning l.product_id),
dropped as (
    delete from pricing.offer_line l using pair b
    where (l.offer_id, l.variant_id, l.market_id, l.from_at) = (h_offer, h_variant, h_market, h_from) and not begun and b.offer_id is null
    returning l.product_id),
added as (
    insert into pricing.offer_line (offer_id, variant_id, product_id, market_id, audience, amount, from_at, until_at)
    select offer_id, variant_id, product_id, market_id, audience, amount, greatest(from_at, $2), until_at from pair
    where offer_id is not null and (h_offer is null or (begun and not same))
    returning product_id)
select product_id from closed union select product_id from moved union select product_id from dropped union select product_id from added
"""
_BY_OFFER = _WORK_OUT.format(wanted="r.offer_id = any($1)", have="offer_id = any($1)")
_BY_PRODUCT = _WORK_OUT.format(wanted="r.product_id = any($1)", have="product_id = any($1)")


async def work_out_offers(tx: Writing, offers: Iterable[UUID]) -> set[ProductId]:
    """Bring the lines of these offers to what they should be from now on; return the products whose lines changed.

    A line that was open is closed and another opened; one that had not begun is changed, nobody has seen it.
    """
    return {row["product_id"] for row in await tx.rows(_BY_OFFER, list(offers), tx.now)}


async def work_out_products(tx: Writing, products: Iterable[UUID]) -> set[ProductId]:
    """Bring every offer's lines on these products to what they should be from now on; return the products whose lines changed."""
    return {row["product_id"] for row in await tx.rows(_BY_PRODUCT, list(products), tx.now)}


async def live_offers(tx: Writing, scope: str, target: UUID | None) -> list[OfferId]:
    """Return the offers of a scope that have not ended, on this target or on any."""
    rows = await tx.rows(
        "select id from pricing.offer where scope = $1 and ($2::uuid is null or target_id = $2) and (until_at is null or until_at > $3)",
        scope,
        target,
        tx.now,
    )
    return [row["id"] for row in rows]


async def with_lines(read: Reading, offer_ids: Collection[OfferId]) -> set[OfferId]:
    """Return those of these offers that lower any price, now or later."""
    rows = await read.rows("select distinct offer_id from pricing.offer_line where offer_id = any($1)", list(offer_ids))
    return {row["offer_id"] for row in rows}


async def tell(tx: Writing, offer_ids: Collection[OfferId], told: str) -> None:
    """Note which of these offers' events was recorded."""
    await tx.run("update pricing.offer set told = $2 where id = any($1)", list(offer_ids), told)


async def turn(tx: Writing, before: str, after: str, boundary: str) -> list[tuple[OfferId, str, str]]:
    """Take the offers that have passed a boundary of time untold; return each with its publisher and audience."""
    rows = await tx.rows(
        f"update pricing.offer set told = $2 where told = $1 and {boundary} <= $3 returning id, published_by, audience",
        before,
        after,
        tx.now,
    )
    return [(row["id"], row["published_by"], row["audience"]) for row in sorted(rows, key=lambda row: row["id"])]
