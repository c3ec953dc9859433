"""The SQL of what is looked out for."""

from collections.abc import Collection, Sequence
from uuid import UUID

import msgspec

from stoa.base.database import Reading, Writing
from stoa.community.wish_lists.model import Entry, EntryId, ListId, Watch, Who
from stoa.shop.catalog.model import VariantId


class Priced(msgspec.Struct, frozen=True, kw_only=True):
    """A watched entry, what it costs everybody now, and what it cost at least in the 30 days before that price began."""

    entry_id: EntryId
    variant_id: VariantId
    currency: str
    price: int
    low30: int | None
    below: int | None
    told_price: int | None


async def watches(read: Reading, list_id: ListId) -> dict[EntryId, Watch]:
    found = await read.all(
        Watch,
        """select w.entry_id, w.price, w.stock, w.below, w.told_price from wish_lists.watch w join wish_lists.entry e on e.id = w.entry_id
        where e.list_id = $1""",
        list_id,
    )
    return {one.entry_id: one for one in found}


async def watched(read: Reading, who: Who, variant: VariantId) -> bool:
    """Return whether somebody looks out for new stock of a variant, on the list of what they saved."""
    found: bool = await read.value(
        """select exists (select from wish_lists.watch w join wish_lists.entry e on e.id = w.entry_id join wish_lists.list l on l.id = e.list_id
        where e.variant_id = $1 and e.removed_at is null and w.stock and l.kind = 'saved' and l.removed_at is null
            and (l.owner = $2 or l.guest = $3))""",
        variant,
        who.person,
        None if who.person is not None else who.guest,
    )
    return found


async def set_watch(tx: Writing, entry: Entry, watch: Watch | None, *, out: bool = False) -> None:
    """Look out for an entry's price and stock, or no longer."""
    if watch is None:
        await tx.run("delete from wish_lists.watch where entry_id = $1", entry.id)
        return
    await tx.run(
        """insert into wish_lists.watch (entry_id, variant_id, product_id, market, price, stock, below, out, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (entry_id) do update set price = excluded.price, stock = excluded.stock, below = excluded.below, out = excluded.out""",
        entry.id,
        entry.variant_id,
        entry.product_id,
        entry.market,
        watch.price,
        watch.stock,
        watch.below,
        out,
        tx.now,
    )


async def priced(read: Reading, products: Collection[UUID]) -> list[Priced]:
    """Return the entries of these products whose price is watched, with their present price and its true 30-day low.

    While an offer runs the low is that of the 30 days before it, as it is shown; otherwise of the 30 days before the base price was set.
    """
    return await read.all(
        Priced,
        """select w.entry_id, w.variant_id, q.currency, q.price, coalesce(q.low30, b.low) as low30, w.below, w.told_price
        from wish_lists.watch w
        cross join lateral pricing.quoted(w.variant_id, w.market, array['everyone'], $2) q
        left join lateral (
            select min(seen.amount) as low
            from (select k.id from pricing.market k order by k.code = w.market desc, k.position limit 1) m
            cross join lateral (select p.from_at from pricing.price p
                where p.variant_id = w.variant_id and p.market_id = m.id and p.until_at is null) spell
            cross join lateral (
                select p.amount from pricing.price p where p.variant_id = w.variant_id and p.market_id = m.id
                    and p.from_at < spell.from_at and p.until_at > spell.from_at - interval '30 days'
                union all
                select l.amount from pricing.offer_line l where l.product_id = w.product_id and l.variant_id = w.variant_id and l.market_id = m.id
                    and l.audience = 'everyone' and l.from_at < spell.from_at and l.until_at > spell.from_at - interval '30 days') seen
            where q.offer_id is null) b on true
        where w.price and w.product_id = any($1) order by w.entry_id""",
        list(products),
        read.now,
    )


async def products_in_offers(read: Reading, offers: Sequence[UUID]) -> list[UUID]:
    """Return the watched products that these offers make cheaper, or made."""
    rows = await read.rows(
        """select distinct w.product_id from wish_lists.watch w
        where w.price and exists (select from pricing.offer_line l where l.product_id = w.product_id and l.offer_id = any($1))""",
        list(offers),
    )
    return [row["product_id"] for row in rows]


async def told(tx: Writing, prices: dict[EntryId, int | None]) -> None:
    """Keep what was told of each price; None where it rose since, so that it may be told again."""
    await tx.run(
        """update wish_lists.watch w set told_price = t.price from unnest($1::uuid[], $2::bigint[]) as t (entry_id, price)
        where w.entry_id = t.entry_id""",
        list(prices),
        list(prices.values()),
    )


async def stocked(read: Reading, products: Collection[UUID], *, out: bool) -> dict[EntryId, VariantId]:
    """Return the entries of these products whose stock is watched and that could not be had, or could, at the last look."""
    rows = await read.rows(
        "select entry_id, variant_id from wish_lists.watch where stock and product_id = any($1) and out = $2 order by entry_id",
        list(products),
        out,
    )
    return {row["entry_id"]: row["variant_id"] for row in rows}


async def set_out(tx: Writing, entries: Collection[EntryId], *, out: bool) -> None:
    await tx.run("update wish_lists.watch set out = $2 where entry_id = any($1)", list(entries), out)
