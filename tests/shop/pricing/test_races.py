"""Real connections that set prices and publish offers at the same moment."""

import asyncio
from datetime import timedelta

from stoa.base.database import Database
from stoa.base.money import Money
from stoa.people.permissions.model import SYSTEM
from stoa.shop import pricing
from stoa.shop.catalog.model import VariantId
from stoa.shop.pricing import offering
from stoa.shop.pricing.model import Kind, NewOffer, OfferId
from tests.shop.pricing.makers import at, make_market, make_priced


async def test_offers_and_prices_are_worked_out_against_each_other(db: Database) -> None:
    async with db.writing() as tx:
        await make_market(tx)
        variants = [v.id for v in (await make_priced(tx, *[2000 + n for n in range(10)])).variants]
    gate = asyncio.Event()

    async def price(number: int) -> None:
        await gate.wait()
        async with db.writing() as tx:
            await pricing.set_price(tx, SYSTEM, variants[number % 10], "eu", Money(1000 + 37 * number, "EUR"))

    async def publish(number: int) -> None:
        await gate.wait()
        async with db.writing() as tx:
            offer = await pricing.publish_offer(tx, SYSTEM, NewOffer(reason={"en": "x"}, kind=Kind.PERCENT, value=10_000 * (number + 1)))
        if number % 2:
            async with db.writing() as tx:
                await pricing.end_offer(tx, SYSTEM, offer)

    tasks = [asyncio.create_task(work(number)) for number in range(30) for work in (price, publish)]
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(*tasks)
    async with db.reading() as read:
        rows = await read.rows(
            """select l.amount, p.amount as base, o.value from pricing.offer_line l join pricing.offer o on o.id = l.offer_id
            join pricing.price p on p.variant_id = l.variant_id and p.until_at is null where l.until_at = 'infinity'"""
        )
        assert len(rows) == 15 * 10
        assert [row for row in rows if row["amount"] != (row["base"] * (1_000_000 - row["value"]) + 500_000) // 1_000_000] == []
        assert await read.value("select count(*) from pricing.price where until_at is null") == 10


async def test_of_two_that_set_one_price_the_later_holds(db: Database) -> None:
    async with db.writing() as tx:
        await make_market(tx)
        variant: VariantId = (await make_priced(at(tx, tx.now - timedelta(days=1)), 2000)).variants[0].id
    gate = asyncio.Event()

    async def price(amount: int) -> None:
        await gate.wait()
        async with db.writing() as tx:
            await pricing.set_price(tx, SYSTEM, variant, "eu", Money(amount, "EUR"))

    tasks = [asyncio.create_task(price(amount)) for amount in range(1, 21)]
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(*tasks)
    async with db.reading() as read:
        assert await read.value("select count(*) from pricing.price where until_at is null") == 1


async def test_an_offer_ends_once(db: Database) -> None:
    async with db.writing() as tx:
        await make_market(at(tx, tx.now - timedelta(days=2)))
        await make_priced(at(tx, tx.now - timedelta(days=2)), 2000)
        offer: OfferId = await pricing.publish_offer(
            at(tx, tx.now - timedelta(days=1)), SYSTEM, NewOffer(reason={"en": "x"}, kind=Kind.PERCENT, value=1)
        )
    gate = asyncio.Event()

    async def end() -> str:
        await gate.wait()
        try:
            async with db.writing() as tx:
                await pricing.end_offer(tx, SYSTEM, offer)
        except offering.OfferIsOver:
            return "over"
        return "ended"

    tasks = [asyncio.create_task(end()) for _ in range(8)]
    await asyncio.sleep(0)
    gate.set()
    assert sorted(await asyncio.gather(*tasks)) == ["ended", *["over"] * 7]
    async with db.reading() as read:
        assert await read.value("select count(*) from base.event where kind = 'pricing.OfferEnded'") == 1
