"""What a piece costs the shop itself: by the day, in one currency, for the staff alone."""

from datetime import timedelta

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database, Reading, Writing
from stoa.base.money import Money
from stoa.people.permissions.model import SYSTEM, Role
from stoa.shop import pricing
from stoa.shop.catalog.model import NoSuchVariant, VariantId
from stoa.shop.pricing import costing
from stoa.shop.pricing.model import NewCost, NoSuchMarket, TaxMode, UnfitPrice, WrongCurrency
from tests.people.sessions.makers import sign_in
from tests.shop.pricing.makers import at, make_market, make_priced


async def setting(tx: Writing, *costs: tuple[VariantId, int | None]) -> None:
    await costing.set_costs(
        tx, SYSTEM, [NewCost(variant, Money(amount, "EUR") if amount is not None else None) for variant, amount in costs]
    )


async def in_market(read: Reading, variant: VariantId, code: str) -> int | None:
    found = await read.value("select pricing.cost_in($1, $2, $3)", variant, code, read.now)
    return None if found is None else int(found)


async def test_each_day_has_its_cost(tx: Writing) -> None:
    await make_market(tx)
    product = await make_priced(tx, 2000, 3000)
    one, other = (variant.id for variant in product.variants)
    days = [tx.now + timedelta(days=n) for n in range(4)]
    await setting(at(tx, days[0]), (one, 900), (other, 0))
    await setting(at(tx, days[1]), (one, 1100))
    await setting(at(tx, days[2]), (one, None))
    found = [await pricing.costing.costs(tx, [one, other], day) for day in (days[0] - timedelta(seconds=1), *days)]
    free = Money(0, "EUR")
    assert found == [{}, {one: Money(900, "EUR"), other: free}, {one: Money(1100, "EUR"), other: free}, {other: free}, {other: free}]
    assert [spell.cost for spell in await costing.history(tx, one)] == [None, Money(1100, "EUR"), Money(900, "EUR")]


async def test_what_is_as_it_says_stays(tx: Writing) -> None:
    await make_market(tx)
    variant = (await make_priced(tx, 2000)).variants[0].id
    await setting(tx, (variant, 900))
    await setting(at(tx, tx.now + timedelta(days=1)), (variant, 900))
    assert len(await costing.history(tx, variant)) == 1
    assert await tx.value("select count(*) from audit.entry where verb = 'pricing.set_cost'") == 1
    await setting(tx, (variant, 800), (variant, 700))
    assert await pricing.costing.costs(tx, [variant], tx.now) == {variant: Money(700, "EUR")}


async def test_it_is_all_or_none(tx: Writing) -> None:
    variant = VariantId(ids.new())
    with pytest.raises(NoSuchMarket):
        await setting(tx, (variant, 900))
    await make_market(tx)
    known = (await make_priced(tx, 2000)).variants[0].id
    wrong = [
        (NoSuchVariant, NewCost(variant, Money(900, "EUR"))),
        (WrongCurrency, NewCost(known, Money(900, "USD"))),
        (UnfitPrice, NewCost(known, Money(-1, "EUR"))),
        (UnfitPrice, NewCost(known, Money(10**12 + 1, "EUR"))),
    ]
    for refusal, row in wrong:
        with pytest.raises(refusal):
            await costing.set_costs(tx, SYSTEM, [NewCost(known, Money(1, "EUR")), row])
    assert await costing.history(tx, known) == []


async def test_other_markets_take_it_as_they_take_prices(tx: Writing) -> None:
    """A market that follows converts it; one of its own currency does not know it; one of the same currency has it as it is."""
    first = await make_market(tx)
    follower = {"currency": "GBP", "countries": ["GB"], "follows": first.id, "rate": 850_000}
    await make_market(tx, "uk", **follower)
    await make_market(tx, "us", currency="USD", countries=["US"], tax_mode=TaxMode.EXCLUSIVE)
    await make_market(tx, "fr", countries=["FR"])
    variant = (await make_priced(tx, 2000)).variants[0].id
    await setting(tx, (variant, 999))
    assert [await in_market(tx, variant, code) for code in ("eu", "uk", "us", "fr")] == [999, 849, None, 999]


@pytest.mark.parametrize(("role", "status"), [(None, 401), (Role.SHOPPER, 403), (Role.AGENT, 403), (Role.HOST, 403)])
async def test_nobody_else_may_know(client: httpx.AsyncClient, db: Database, role: Role | None, status: int) -> None:
    async with db.writing() as tx:
        await make_market(tx)
        variant = (await make_priced(tx, 2000)).variants[0].id
        await setting(tx, (variant, 900))
    if role:
        await sign_in(client, db, role)
    row = {"variant_id": ids.show("var", variant), "cost": {"amount": 1, "currency": "EUR"}}
    answers = [
        await client.put("/api/admin/costs", json={"costs": [row]}),
        await client.get(f"/api/admin/variants/{row['variant_id']}/costs"),
    ]
    assert [answer.status_code for answer in answers] == [status] * 2
    async with db.reading() as read:
        assert await pricing.costing.costs(read, [variant], read.now) == {variant: Money(900, "EUR")}


async def test_costs_by_api(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        await make_market(tx)
        variant = ids.show("var", (await make_priced(tx, 2000)).variants[0].id)
    await sign_in(client, db, Role.MERCHANT)
    body = {"costs": [{"variant_id": variant, "cost": {"amount": 1180, "currency": "EUR"}}]}
    for _ in range(2):
        answer = await client.put("/api/admin/costs", json=body)
        assert (answer.status_code, answer.json()) == (200, {"costs": 1})
    found = (await client.get(f"/api/admin/variants/{variant}/costs")).json()
    assert [one["cost"] for one in found] == [{"amount": 1180, "currency": "EUR"}]
    body["costs"][0]["cost"] = None
    assert (await client.put("/api/admin/costs", json=body)).status_code == 200
    found = (await client.get(f"/api/admin/variants/{variant}/costs")).json()
    assert [one["cost"] for one in found] == [None, {"amount": 1180, "currency": "EUR"}]
    assert (await client.get(f"/api/admin/variants/{ids.show('var', ids.new())}/costs")).status_code == 404
    assert (await client.put("/api/admin/costs", json={"costs": []})).status_code == 422


async def test_the_log_says_costs_as_money(tx: Writing) -> None:
    await make_market(tx)
    variant = (await make_priced(tx, 2000)).variants[0].id
    for n, cost in enumerate((900, 1100, None)):
        await setting(at(tx, tx.now + timedelta(days=n)), (variant, cost))
    rows = await tx.rows("select facts from audit.entry where verb = 'pricing.set_cost' order by id")
    first, second = {"amount": 900, "currency": "EUR"}, {"amount": 1100, "currency": "EUR"}
    changes = [(None, first), (first, second), (second, None)]
    assert [row["facts"] for row in rows] == [{"before": before, "after": after} for before, after in changes]
