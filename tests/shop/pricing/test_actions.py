"""Setting prices and opening markets, on a real database."""

from datetime import datetime

import pytest

from stoa.base import ids
from stoa.base.database import Writing
from stoa.base.money import Money
from stoa.people.permissions.model import SYSTEM
from stoa.shop import pricing
from stoa.shop.catalog.model import NoSuchVariant, VariantId
from stoa.shop.pricing import actions
from stoa.shop.pricing.model import (
    MarketCodeTaken,
    MarketInUse,
    MarketIsFollowed,
    NewMarket,
    NewPrice,
    NoSuchMarket,
    Rounding,
    TaxMode,
    WrongCurrency,
)
from tests.shop.pricing.makers import DAY, HOUR, START, at, eur, make_market, make_priced, make_product, price_of, recorded, topics


async def spells(tx: Writing, variant: VariantId) -> list[tuple[str, int, datetime, datetime | None]]:
    rows = await tx.rows(
        """select m.code, p.amount, p.from_at, p.until_at from pricing.price p join pricing.market m on m.id = p.market_id
        where variant_id = $1 order by m.code, p.from_at""",
        variant,
    )
    return [tuple(row) for row in rows]


async def test_a_new_price_closes_the_one_before(tx: Writing) -> None:
    await make_market(at(tx, START))
    product = await make_priced(at(tx, START), 1290)
    variant = product.variants[0].id
    await pricing.set_price(at(tx, START + DAY), SYSTEM, variant, "eu", eur(1490))
    assert await spells(tx, variant) == [("eu", 1290, START, START + DAY), ("eu", 1490, START + DAY, None)]
    assert await price_of(at(tx, START + HOUR), variant) == (1290, None, None)
    assert await price_of(at(tx, START + DAY), variant) == (1490, None, None)
    assert await price_of(at(tx, START - HOUR), variant) is None
    assert await recorded(tx, "PriceChanged") == [product.id, product.id]


async def test_the_same_price_again_changes_nothing(tx: Writing) -> None:
    await make_market(at(tx, START))
    product = await make_priced(at(tx, START), 1290)
    before = await topics(tx)
    await pricing.set_price(at(tx, START + DAY), SYSTEM, product.variants[0].id, "eu", eur(1290))
    assert await spells(tx, product.variants[0].id) == [("eu", 1290, START, None)]
    assert len(await recorded(tx, "PriceChanged")) == 1
    assert await topics(tx) == before


async def test_a_price_set_twice_at_one_moment_was_never_seen(tx: Writing) -> None:
    await make_market(at(tx, START))
    product = await make_priced(at(tx, START), 1290)
    await pricing.set_price(at(tx, START), SYSTEM, product.variants[0].id, "eu", eur(1190))
    assert await spells(tx, product.variants[0].id) == [("eu", 1190, START, None)]


async def test_many_prices_in_a_known_number_of_statements(tx: Writing) -> None:
    await make_market(tx)
    product = await make_product(tx, 3)
    rows = [NewPrice(variant.id, "eu", eur(100 + n)) for n, variant in enumerate(product.variants)]
    await pricing.set_prices(tx, SYSTEM, [*rows, NewPrice(product.variants[0].id, "eu", eur(999))])
    found = await pricing.quote(tx, "eu", [variant.id for variant in product.variants], ["everyone"], tx.now)
    assert [found[variant.id].price for variant in product.variants] == [eur(999), eur(101), eur(102)]
    assert await recorded(tx, "PriceChanged") == [product.id]
    assert (await topics(tx))[f"product:{product.id}"] >= 1
    entry = await tx.row("select verb, facts from audit.entry where verb = 'pricing.set_prices'")
    assert entry["facts"] == {"prices": 3}


async def test_what_cannot_be_priced(tx: Writing) -> None:
    await make_market(tx)
    product = await make_product(tx)
    variant = product.variants[0].id
    with pytest.raises(WrongCurrency) as refused:
        await pricing.set_price(tx, SYSTEM, variant, "eu", Money(1, "USD"))
    assert refused.value.facts == {"given": "USD", "wanted": "EUR", "market": "eu"}
    with pytest.raises(NoSuchMarket):
        await pricing.set_price(tx, SYSTEM, variant, "moon", eur(1))
    with pytest.raises(NoSuchVariant):
        await pricing.set_prices(tx, SYSTEM, [NewPrice(variant, "eu", eur(1)), NewPrice(VariantId(ids.new()), "eu", eur(1))])
    assert await spells(tx, variant) == []


async def test_a_market_that_follows_has_converted_prices_until_it_has_its_own(tx: Writing) -> None:
    eu = await make_market(at(tx, START))
    product = await make_priced(at(tx, START), 1290)
    variant = product.variants[0].id
    uk = await make_market(at(tx, START), "uk", currency="GBP", follows=eu.id, rate=860_000, rounding=Rounding(100, 90))
    assert await spells(tx, variant) == [("eu", 1290, START, None), ("uk", 1090, START, None)]

    await pricing.set_price(at(tx, START + HOUR), SYSTEM, variant, "eu", eur(1990))
    assert (await spells(tx, variant))[-1] == ("uk", 1690, START + HOUR, None)

    await pricing.set_price(at(tx, START + 2 * HOUR), SYSTEM, variant, "uk", Money(1500, "GBP"))
    await pricing.set_price(at(tx, START + 3 * HOUR), SYSTEM, variant, "eu", eur(2500))
    assert (await spells(tx, variant))[-1] == ("uk", 1500, START + 2 * HOUR, None)

    await actions.clear_prices(at(tx, START + 4 * HOUR), SYSTEM, "uk", [variant])
    assert (await spells(tx, variant))[-1] == ("uk", 2190, START + 4 * HOUR, None)

    new = NewMarket("uk", {"en": "UK"}, "GBP", ["GB"], TaxMode.INCLUSIVE, Rounding(), eu.id, 800_000)
    await actions.change_market(at(tx, START + 5 * HOUR), SYSTEM, uk.id, new)
    assert (await spells(tx, variant))[-1] == ("uk", 2000, START + 5 * HOUR, None)


async def test_a_market_without_a_leader_stops_selling_what_loses_its_price(tx: Writing) -> None:
    await make_market(at(tx, START))
    product = await make_priced(at(tx, START), 1290)
    await actions.clear_prices(at(tx, START + HOUR), SYSTEM, "eu", [product.variants[0].id])
    assert await spells(tx, product.variants[0].id) == [("eu", 1290, START, START + HOUR)]
    assert await price_of(at(tx, START + DAY), product.variants[0].id) is None


async def test_what_a_market_cannot_be(tx: Writing) -> None:
    eu = await make_market(tx)
    uk = await make_market(tx, "uk", currency="GBP", follows=eu.id)
    await make_priced(tx, 1290)
    with pytest.raises(MarketIsFollowed):
        await make_market(tx, "ch", follows=uk.id)
    with pytest.raises(MarketIsFollowed):
        await actions.change_market(tx, SYSTEM, eu.id, NewMarket("eu", {}, "EUR", [], TaxMode.INCLUSIVE, follows=eu.id))
    with pytest.raises(MarketInUse):
        await actions.change_market(tx, SYSTEM, eu.id, NewMarket("eu", {}, "USD", [], TaxMode.INCLUSIVE))
    with pytest.raises(MarketCodeTaken):
        await make_market(tx, "uk")


async def test_an_unknown_market_is_the_first_one(tx: Writing) -> None:
    with pytest.raises(NoSuchMarket):
        await pricing.market(tx, "eu")
    await make_market(tx)
    await make_market(tx, "us", currency="USD")
    assert (await pricing.market(tx, "moon")).code == "eu"
    assert (await pricing.market(tx, "us")).code == "us"
    assert [one.code for one in await pricing.markets(tx)] == ["eu", "us"]
    variant = (await make_priced(tx, 1290)).variants[0].id
    assert await price_of(tx, variant, market="moon") == (1290, None, None)
