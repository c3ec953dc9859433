"""Publishing, changing and ending offers, and what they make of prices, on a real database."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from stoa.base import ids
from stoa.base.database import Writing, statements
from stoa.people.permissions.model import SYSTEM
from stoa.shop import catalog, pricing
from stoa.shop.catalog.grouping import gather
from stoa.shop.catalog.model import CollectionChanged, Group, NewGroup, VariantId
from stoa.shop.catalog.model.putting import ArrangedVariant
from stoa.shop.pricing import offering, queries, reactions, rules
from stoa.shop.pricing.model import (
    Kind,
    NewOffer,
    NoSuchMarket,
    NoSuchOffer,
    NotForSale,
    OfferId,
    OfferIsOver,
    OfferReachesNothing,
    Scope,
    Voucher,
    WasPriceTooHigh,
)
from tests.shop.pricing.makers import (
    DAY,
    HOUR,
    START,
    at,
    eur,
    make_market,
    make_offer,
    make_priced,
    make_product,
    price_of,
    recorded,
    topics,
)


async def lines(tx: Writing, offer: OfferId) -> list[tuple[int, datetime, datetime | None]]:
    rows = await tx.rows(
        "select amount, from_at, nullif(until_at, 'infinity') from pricing.offer_line where offer_id = $1 order by from_at, amount", offer
    )
    return [tuple(row) for row in rows]


async def test_an_offer_is_worked_out_for_each_variant(tx: Writing) -> None:
    await make_market(at(tx, START))
    product = await make_priced(at(tx, START), 1290, 2000)
    offer = await make_offer(at(tx, START + DAY), until_at=START + 3 * DAY)
    assert await lines(tx, offer) == [(1032, START + DAY, START + 3 * DAY), (1600, START + DAY, START + 3 * DAY)]
    later = at(tx, START + 2 * DAY)
    quote = (await pricing.quote(later, "eu", [product.variants[0].id], ["everyone"], later.now, language="de"))[product.variants[0].id]
    assert (quote.price, quote.base, quote.was, quote.reason, quote.until) == (eur(1032), eur(1290), eur(1290), "Angebot", START + 3 * DAY)
    assert await price_of(at(tx, START + 3 * DAY), product.variants[0].id) == (1290, None, None)
    assert await recorded(tx, "OfferOpened") == [offer]


async def test_the_database_reduces_as_the_rules_do(tx: Writing) -> None:
    await make_market(tx)
    amounts = [1, 5, 99, 1290, 3333, 100_001]
    product = await make_priced(tx, *amounts)
    for kind, value in [(Kind.PERCENT, 150_000), (Kind.PERCENT, 333_333), (Kind.AMOUNT, 500), (Kind.FIXED, 77)]:
        offer = await make_offer(tx, kind=kind, value=value, market="eu", scope=Scope.PRODUCT, target=product.id)
        found = {row["variant_id"]: row["amount"] for row in await tx.rows("select * from pricing.offer_line where offer_id = $1", offer)}
        expected = {v.id: rules.reduced(kind, value, base) for v, base in zip(product.variants, amounts, strict=True)}
        assert found == {
            variant: amount for variant, amount in expected.items() if amount < amounts[[v.id for v in product.variants].index(variant)]
        }


@pytest.mark.parametrize(
    ("offers", "audiences", "price"),
    [
        ([], [], 1290),
        ([{"value": 200_000}], [], 1032),
        ([{"value": 150_000}], [], 1097),
        ([{"value": 200_000}, {"kind": Kind.FIXED, "value": 1000, "market": "eu", "audience": "members"}], ["members"], 1000),
        ([{"value": 200_000}, {"kind": Kind.FIXED, "value": 1000, "market": "eu", "audience": "members"}], [], 1032),
        ([{"kind": Kind.AMOUNT, "value": 1500, "market": "eu"}], [], 0),
        ([{"kind": Kind.FIXED, "value": 1400, "market": "eu"}], [], 1290),
        ([{"value": 200_000}, {"value": 200_000}], [], 1032),
    ],
)
async def test_the_least_price_wins(tx: Writing, offers: list[dict[str, Any]], audiences: list[str], price: int) -> None:
    await make_market(tx)
    variant = (await make_priced(tx, 1290)).variants[0].id
    for offer in offers:
        await make_offer(tx, **offer)
    found = await price_of(tx, variant, *audiences)
    assert found is not None
    assert found[0] == price


async def test_an_offer_reaches_its_scope_and_nothing_else(tx: Writing) -> None:
    await make_market(tx)
    category = await catalog.make_category(tx, SYSTEM, group("Kitchen"))
    below = await catalog.make_category(tx, SYSTEM, group("Mugs", parent_id=category))
    inside = await make_priced(tx, 1000, 2000, category_id=below)
    outside = await make_priced(tx, 1000)
    collection = await catalog.make_collection(tx, SYSTEM, group("Gifts"))
    await catalog.collect(tx, SYSTEM, collection, [outside.id])
    for scope, target, reached in [
        (Scope.EVERYTHING, None, [*inside.variants, *outside.variants]),
        (Scope.CATEGORY, category, inside.variants),
        (Scope.COLLECTION, collection, outside.variants),
        (Scope.PRODUCT, inside.id, inside.variants),
        (Scope.VARIANT, inside.variants[1].id, [inside.variants[1]]),
    ]:
        offer = await make_offer(tx, scope=scope, target=target)
        found = {row["variant_id"] for row in await tx.rows("select variant_id from pricing.offer_line where offer_id = $1", offer)}
        assert found == {variant.id for variant in reached}, scope


def group(name: str, **more: Any) -> NewGroup:
    return NewGroup(texts={"en": Group(name=name)}, **more)


async def test_an_offer_follows_the_base_price(tx: Writing) -> None:
    await make_market(at(tx, START))
    product = await make_priced(at(tx, START), 2000)
    variant = product.variants[0].id
    offer = await make_offer(at(tx, START + DAY))
    coming = await make_offer(at(tx, START + DAY), value=500_000, from_at=START + 9 * DAY)
    await pricing.set_price(at(tx, START + 2 * DAY), SYSTEM, variant, "eu", eur(3000))
    assert await lines(tx, offer) == [(1600, START + DAY, START + 2 * DAY), (2400, START + 2 * DAY, None)]
    assert await lines(tx, coming) == [(1500, START + 9 * DAY, None)]


async def test_an_offer_that_would_lower_nothing_is_refused_and_has_no_lines(tx: Writing) -> None:
    await make_market(tx)
    product = await make_priced(tx, 1290)
    with pytest.raises(OfferReachesNothing):
        await make_offer(tx, kind=Kind.FIXED, value=1400, market="eu", scope=Scope.PRODUCT, target=product.id)
    with pytest.raises(NoSuchMarket):
        await make_offer(tx, market="moon")
    wide = await make_offer(tx, kind=Kind.FIXED, value=1400, market="eu")
    assert await lines(tx, wide) == []


async def test_an_offer_ends_and_its_lines_stay(tx: Writing) -> None:
    await make_market(at(tx, START))
    variant = (await make_priced(at(tx, START), 2000)).variants[0].id
    offer = await make_offer(at(tx, START + DAY))
    await pricing.end_offer(at(tx, START + 2 * DAY), SYSTEM, offer)
    assert await lines(tx, offer) == [(1600, START + DAY, START + 2 * DAY)]
    assert await price_of(at(tx, START + 2 * DAY), variant) == (2000, None, None)
    assert await recorded(tx, "OfferEnded") == [offer]
    with pytest.raises(OfferIsOver):
        await pricing.end_offer(at(tx, START + 3 * DAY), SYSTEM, offer)
    with pytest.raises(NoSuchOffer):
        await pricing.end_offer(tx, SYSTEM, OfferId(ids.new()))


async def test_many_offers_in_a_known_number_of_statements(tx: Writing) -> None:
    await make_market(at(tx, START))
    product = await make_priced(at(tx, START), *[2000 + n for n in range(20)])

    def sale(variant: VariantId, value: int) -> NewOffer:
        return NewOffer(reason={"en": "Sale"}, kind=Kind.FIXED, value=value, scope=Scope.VARIANT, target=variant, market="eu")

    counted: list[str] = []
    token = statements.set(counted)
    made = await pricing.publish_offers(at(tx, START + DAY), SYSTEM, [sale(variant.id, 1000) for variant in product.variants])
    published = len(counted)
    await pricing.end_offer(at(tx, START + 2 * DAY), SYSTEM, *made)
    statements.reset(token)
    assert (published <= 12, len(counted) - published <= 12) == (True, True)
    assert [await lines(tx, offer) for offer in made] == [[(1000, START + DAY, START + 2 * DAY)]] * 20
    assert (len(await recorded(tx, "OfferOpened")), len(await recorded(tx, "OfferEnded"))) == (20, 20)
    with pytest.raises(OfferReachesNothing):
        async with tx.attempt():
            await pricing.publish_offers(tx, SYSTEM, [sale(product.variants[0].id, 1000), sale(product.variants[1].id, 9999)])
    assert await tx.value("select count(*) from pricing.offer") == 20


async def test_an_offer_that_has_not_begun_is_withdrawn_unseen(tx: Writing) -> None:
    await make_market(at(tx, START))
    await make_priced(at(tx, START), 2000)
    offer = await make_offer(at(tx, START), from_at=START + DAY)
    await pricing.end_offer(at(tx, START + HOUR), SYSTEM, offer)
    assert await lines(tx, offer) == []
    assert await tx.value("select count(*) from pricing.offer") == 0
    assert await recorded(tx, "OfferEnded") == []


async def test_an_offer_is_changed_without_forgetting_what_was_shown(tx: Writing) -> None:
    await make_market(at(tx, START))
    await make_priced(at(tx, START), 2000)
    offer = await make_offer(at(tx, START + DAY), published_by="club")
    change = NewOffer(reason={"en": "More"}, kind=Kind.PERCENT, value=300_000, until_at=START + 9 * DAY)
    await offering.change_offer(at(tx, START + 2 * DAY), SYSTEM, offer, change)
    assert await lines(tx, offer) == [(1600, START + DAY, START + 2 * DAY), (1400, START + 2 * DAY, START + 9 * DAY)]
    row = await tx.row("select * from pricing.offer")
    assert (row["published_by"], row["from_at"], row["value"]) == ("club", START + DAY, 300_000)
    longer = NewOffer(reason={"en": "More"}, kind=Kind.PERCENT, value=300_000, until_at=START + 12 * DAY)
    await offering.change_offer(at(tx, START + 3 * DAY), SYSTEM, offer, longer)
    assert (await lines(tx, offer))[-1] == (1400, START + 2 * DAY, START + 12 * DAY)
    with pytest.raises(OfferIsOver):
        await offering.change_offer(at(tx, START + 12 * DAY), SYSTEM, offer, longer)


async def test_a_preview_says_what_would_be_and_does_nothing(tx: Writing) -> None:
    await make_market(at(tx, START))
    await make_priced(at(tx, START), 2000, 500)
    later = at(tx, START + DAY)
    before = await topics(later)
    effect = await offering.preview(later, NewOffer(reason={"en": "x"}, kind=Kind.AMOUNT, value=400, market="eu"))
    assert (effect.lowered, effect.lowest, effect.most_off, effect.looked_at, effect.honest, effect.less) == (
        2,
        eur(100),
        800_000,
        2,
        2,
        800_000,
    )
    assert await tx.value("select count(*) from pricing.offer") == 0
    assert await topics(later) == before


async def test_the_clock_opens_and_ends_offers_and_somebody_tells(tx: Writing) -> None:
    await make_market(at(tx, START))
    variant = (await make_priced(at(tx, START), 2000)).variants[0].id
    offer = await make_offer(at(tx, START), from_at=START + DAY, until_at=START + 2 * DAY)
    assert (await price_of(at(tx, START + DAY), variant), await price_of(at(tx, START + 2 * DAY), variant)) == (
        (1600, 2000, 2000),
        (2000, None, None),
    )
    await offering.turn(at(tx, START + HOUR))
    assert await recorded(tx, "OfferOpened") == []
    await offering.turn(at(tx, START + DAY))
    await offering.turn(at(tx, START + DAY))
    assert (await recorded(tx, "OfferOpened"), await recorded(tx, "OfferEnded")) == ([offer], [])
    await offering.turn(at(tx, START + 5 * DAY))
    await offering.turn(at(tx, START + 5 * DAY))
    assert (await recorded(tx, "OfferOpened"), await recorded(tx, "OfferEnded")) == ([offer], [offer])


async def test_an_offer_follows_products_into_and_out_of_its_reach(tx: Writing) -> None:
    await make_market(at(tx, START))
    product = await make_priced(at(tx, START), 2000)
    collection = await catalog.make_collection(at(tx, START), SYSTEM, group("Gifts"))
    offer = await make_offer(at(tx, START), scope=Scope.COLLECTION, target=collection)
    assert await lines(tx, offer) == []
    await catalog.collect(at(tx, START + DAY), SYSTEM, collection, [product.id])
    await reactions.collection_changed(at(tx, START + DAY), CollectionChanged(about=collection))
    assert await lines(tx, offer) == [(1600, START + DAY, None)]
    await gather(at(tx, START + 2 * DAY), SYSTEM, collection, [])
    for _ in range(2):
        await reactions.collection_changed(at(tx, START + 2 * DAY), CollectionChanged(about=collection))
    assert await lines(tx, offer) == [(1600, START + DAY, START + 2 * DAY)]


async def test_a_code_opens_its_offers_to_whoever_gives_it(tx: Writing) -> None:
    await make_market(at(tx, START))
    variant = (await make_priced(at(tx, START), 2000)).variants[0].id
    offer = await make_offer(at(tx, START), code="spring26", from_at=START + DAY, until_at=START + 2 * DAY)
    assert await pricing.vouchers.recognise(tx, ["SPRING26"], START) == {}
    known = await pricing.vouchers.recognise(tx, [" Spring 26", "autumn", "nul\0"], START + DAY)
    assert known == {"SPRING26": Voucher("SPRING26", lives=True, offers=[offer])}
    assert await price_of(at(tx, START + DAY), variant) == (2000, None, None)
    assert await price_of(at(tx, START + DAY), variant, "code:SPRING26") == (1600, 2000, 2000)
    assert not (await pricing.vouchers.recognise(tx, ["SPRING26"], START + 2 * DAY))["SPRING26"].lives


async def test_a_claimed_former_price_is_checked_against_what_was_asked(tx: Writing) -> None:
    await make_market(at(tx, START))
    variant = (await make_priced(at(tx, START), 2000)).variants[0].id
    later = START + DAY
    assert await queries.check_was(tx, variant, "eu", eur(2000), later) == eur(2000)
    with pytest.raises(WasPriceTooHigh):
        await queries.check_was(tx, variant, "eu", eur(2500), later)
    await make_offer(at(tx, START + DAY), kind=Kind.AMOUNT, value=1000, market="eu")
    assert await queries.check_was(tx, variant, "eu", eur(1900), START + 2 * DAY) == eur(1900)
    with pytest.raises(WasPriceTooHigh):
        await queries.check_was(tx, variant, "eu", eur(2001), START + 2 * DAY)
    with pytest.raises(NotForSale):
        await queries.check_was(tx, VariantId(ids.new()), "eu", eur(1), later)


async def shown(
    tx: Writing, *products: UUID, audiences: tuple[str, ...] = ("everyone",)
) -> dict[UUID, tuple[int, int | None, bool, datetime | None]]:
    rows = await tx.rows(
        "select * from pricing.shown($1::uuid[], 'eu', $2::text[], $3::timestamptz)", list(products), list(audiences), tx.now
    )
    return {row["product_id"]: (row["price"], row["was"], row["varies"], row["changes_at"]) for row in rows}


async def test_what_a_listing_shows(tx: Writing) -> None:
    await make_market(at(tx, START))
    plain, varied, unpriced = await make_priced(at(tx, START), 1290), await make_priced(at(tx, START), 2000, 1500), await make_product(tx)
    await make_offer(at(tx, START + DAY), scope=Scope.VARIANT, target=varied.variants[0].id, value=400_000, until_at=START + 5 * DAY)
    await make_offer(at(tx, START + DAY), audience="members", from_at=START + 3 * DAY)
    later = at(tx, START + 2 * DAY)
    assert await shown(later, plain.id, varied.id, unpriced.id) == {
        plain.id: (1290, None, False, None),
        varied.id: (1200, 2000, True, START + 5 * DAY),
    }
    assert (await shown(later, plain.id, audiences=("everyone", "members")))[plain.id] == (1290, None, False, START + 3 * DAY)
    assert (await shown(at(tx, START + 4 * DAY), plain.id, audiences=("everyone", "members")))[plain.id] == (1032, 1290, False, None)
    await catalog.arrange(later, SYSTEM, varied.id, varied.options, [ArrangedVariant.of(varied.variants[1])])
    assert (await shown(later, varied.id))[varied.id] == (1500, None, False, None)
