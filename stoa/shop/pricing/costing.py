"""What a piece costs the shop itself: for the staff alone, with the cost of every day, so that what was sold is judged by the cost of its own.

A cost is in the currency of the shop's first market.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.money import Money
from stoa.base.refusals import FieldError
from stoa.people import audit
from stoa.people.permissions.model import Visitor
from stoa.shop.catalog.model import NoSuchVariant, VariantId
from stoa.shop.pricing import store
from stoa.shop.pricing.model import CostSpell, Market, NewCost, NoSuchMarket, UnfitPrice, WrongCurrency

MOST = 10**12
"""The highest cost there is, in minor units."""
SHOWN = 100
"""So many costs of a variant are told, the latest first."""


async def costs_in(read: Reading, market: Market, variants: Collection[VariantId], at: datetime) -> dict[VariantId, Money]:
    """Return what a piece of each variant cost at a moment in the currency of a market; what cannot be said in it is not in it."""
    rows = await read.rows(
        "select v, c from unnest($1::uuid[]) v cross join lateral pricing.cost_in(v, $2, $3) c where c is not null",
        list(set(variants)),
        market.code,
        at,
    )
    return {row["v"]: Money(row["c"], market.currency) for row in rows}


async def costs(read: Reading, variants: Collection[VariantId], at: datetime) -> dict[VariantId, Money]:
    """Return what a piece of each variant cost the shop at a moment; what was not known then is not in it."""
    rows = await read.rows(
        """select c.variant_id, c.amount, c.currency from unnest($1::uuid[]) v (id)
        cross join lateral (select k.* from pricing.cost k where k.variant_id = v.id and k.from_at <= $2 order by k.from_at desc limit 1) c
        where c.amount is not null""",
        list(set(variants)),
        at,
    )
    return {row["variant_id"]: Money(row["amount"], row["currency"]) for row in rows}


async def set_costs(tx: Writing, actor: Visitor, rows: Sequence[NewCost]) -> None:
    """Set what pieces cost from now on, None where it is not known any more; of two for the same variant, the last.

    What is as it says already stays. Raises NoSuchVariant, NoSuchMarket, WrongCurrency, UnfitPrice; then nothing is set.
    """
    if not rows:
        return
    wanted = {row.variant_id: row.cost for row in rows}
    currency = await currency_of(tx)
    for cost in (one for one in wanted.values() if one is not None):
        if cost.currency != currency:
            raise WrongCurrency(given=cost.currency, wanted=currency, market="")
        if not 0 <= cost.amount <= MOST:
            raise UnfitPrice([FieldError("/cost", "out_of_range", {"least": 0, "most": MOST})])
    unknown = wanted.keys() - await store.known_variants(tx, wanted.keys())
    if unknown:
        raise NoSuchVariant(str(min(unknown)))
    there = await costs(tx, list(wanted), tx.now)
    changed = {variant: cost for variant, cost in sorted(wanted.items()) if there.get(variant) != cost}
    if not changed:
        return
    await tx.run(
        """insert into pricing.cost (variant_id, from_at, amount, currency) select v, $2, a, $4 from unnest($1::uuid[], $3::bigint[]) t (v, a)
        on conflict (variant_id, from_at) do update set amount = excluded.amount, currency = excluded.currency""",
        list(changed),
        tx.now,
        [cost.amount if cost is not None else None for cost in changed.values()],
        currency,
    )
    if len(changed) > 1:
        await audit.note(tx, actor, "pricing.set_costs", ids.new(), {"costs": len(changed)})
        return
    for variant, set_to in changed.items():
        await audit.note(tx, actor, "pricing.set_cost", variant, {"before": there.get(variant), "after": set_to})


async def currency_of(read: Reading) -> str:
    """Return the currency of every cost: that of the shop's first market. Raises NoSuchMarket before there is any."""
    found = await store.market(read, "")
    if found is None:
        raise NoSuchMarket
    return found.currency


async def history(read: Reading, variant: VariantId) -> list[CostSpell]:
    """Return what a piece of this variant has cost, the latest first."""
    rows = await read.rows(
        "select amount, currency, from_at from pricing.cost where variant_id = $1 order by from_at desc limit $2", variant, SHOWN
    )
    return [CostSpell(Money(row["amount"], row["currency"]) if row["amount"] is not None else None, row["from_at"]) for row in rows]
