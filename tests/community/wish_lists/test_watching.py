"""Looking out: a price is news when it is lower than at any time in the 30 days before, and is told once (WISH-4)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from stoa.base.database import Writing
from stoa.community.wish_lists import reactions, watching
from stoa.people.sessions.model import SYSTEM
from stoa.shop import pricing, stock
from stoa.shop.pricing.model import Kind, NewOffer, OfferOpened, Scope
from tests.community.wish_lists.makers import Wishes, make_wishes

pytestmark = pytest.mark.anyio


async def watched(tx: Writing, *, below: int | None = None, on_hand: int = 10) -> Wishes:
    wishes = await make_wishes(tx, price=2000, on_hand=on_hand)
    await watching.watch(tx, wishes.owner, wishes.list.id, wishes.entry.id, price=True, stock_=True, below=below)
    return wishes


async def spell(tx: Writing, wishes: Wishes, amount: int, days_ago: float) -> None:
    """Write that the base price was set so many days ago; the one before ends there."""
    at: datetime = tx.now - timedelta(days=days_ago)
    market = await tx.value("select id from pricing.market")
    await tx.run("update pricing.price set until_at = $1 where until_at is null", at)
    await tx.run(
        "insert into pricing.price (variant_id, product_id, market_id, amount, from_at) values ($1, $2, $3, $4, $5)",
        wishes.shop.variant,
        wishes.shop.product.id,
        market,
        amount,
        at,
    )


async def began(tx: Writing, days_ago: float) -> None:
    await tx.run("update pricing.price set from_at = $1", tx.now - timedelta(days=days_ago))


async def count(tx: Writing, wishes: Wishes, on_hand: int) -> None:
    await stock.count_again(tx, SYSTEM, {wishes.shop.variant: on_hand})


async def news(tx: Writing) -> list[Any]:
    rows = await tx.rows("select kind, body from base.event where kind in ('wish_lists.PriceFell', 'wish_lists.CameBack') order by id")
    return [
        (row["kind"].partition(".")[2], row["body"].get("price", {}).get("amount"), row["body"].get("low30", {}).get("amount"))
        for row in rows
    ]


async def look(tx: Writing, wishes: Wishes) -> None:
    await watching.look_at_prices(tx, {wishes.shop.product.id})


async def test_a_truly_new_low_is_told_once(tx: Writing) -> None:
    wishes = await watched(tx)
    await began(tx, 60)
    await look(tx, wishes)
    await spell(tx, wishes, 1500, 1)
    await look(tx, wishes)
    await look(tx, wishes)
    assert await news(tx) == [("PriceFell", 1500, 2000)]


async def test_down_from_a_price_that_was_raised_first_is_no_news(tx: Writing) -> None:
    wishes = await watched(tx)
    await began(tx, 60)
    await spell(tx, wishes, 3000, 10)
    await spell(tx, wishes, 2000, 1)
    await look(tx, wishes)
    assert await news(tx) == []
    await spell(tx, wishes, 1999, 0)
    await look(tx, wishes)
    assert await news(tx) == [("PriceFell", 1999, 2000)]


async def test_a_low_of_more_than_30_days_ago_does_not_count(tx: Writing) -> None:
    wishes = await watched(tx)
    await began(tx, 90)
    await tx.run("update pricing.price set amount = 1000")
    await spell(tx, wishes, 2000, 40)
    await spell(tx, wishes, 1500, 0)
    await look(tx, wishes)
    assert await news(tx) == [("PriceFell", 1500, 2000)]


async def test_a_price_that_rose_and_fell_again_later_is_told_again(tx: Writing) -> None:
    wishes = await watched(tx)
    await began(tx, 200)
    await spell(tx, wishes, 1500, 150)
    await look(tx, wishes)
    await spell(tx, wishes, 2000, 140)
    await look(tx, wishes)
    await spell(tx, wishes, 1500, 2)
    await look(tx, wishes)
    assert await news(tx) == [("PriceFell", 1500, 2000), ("PriceFell", 1500, 2000)]


async def test_only_below_what_was_asked_for(tx: Writing) -> None:
    wishes = await watched(tx, below=1200)
    await began(tx, 60)
    await spell(tx, wishes, 1500, 1)
    await look(tx, wishes)
    assert await news(tx) == []
    await spell(tx, wishes, 1200, 0)
    await look(tx, wishes)
    assert await news(tx) == [("PriceFell", 1200, 1500)]


async def test_an_offer_is_measured_against_the_low_that_is_shown_with_it(tx: Writing) -> None:
    wishes = await watched(tx)
    await began(tx, 60)
    await spell(tx, wishes, 1800, 20)
    await spell(tx, wishes, 2000, 10)
    offer = NewOffer(
        reason={"en": "Autumn"}, kind=Kind.PERCENT, value=100_000, scope=Scope.EVERYTHING, audience="everyone", published_by="desk"
    )
    made = await pricing.publish_offer(tx, SYSTEM, offer)
    await reactions.look_at_opened_offers(tx, [pricing_event(made)])
    assert await news(tx) == []  # 18.00 is no lower than what it cost twenty days ago
    await pricing.end_offer(tx, SYSTEM, made)
    deeper = await pricing.publish_offer(
        tx,
        SYSTEM,
        NewOffer(
            reason={"en": "Winter"}, kind=Kind.PERCENT, value=250_000, scope=Scope.EVERYTHING, audience="everyone", published_by="desk"
        ),
    )
    await reactions.look_at_opened_offers(tx, [pricing_event(deeper)])
    assert [kind_price for *kind_price, _ in await news(tx)] == [["PriceFell", 1500]]


def pricing_event(offer: Any) -> Any:
    return OfferOpened(about=offer, published_by="desk", audience="everyone")


async def test_stock_that_comes_back_is_told_once(tx: Writing) -> None:
    wishes = await watched(tx, on_hand=1)
    product = {wishes.shop.product.id}
    await watching.came_back(tx, product)
    assert await news(tx) == []  # it never was away
    await count(tx, wishes, 0)
    await watching.ran_out(tx, product)
    await watching.came_back(tx, product)
    assert await news(tx) == []
    await count(tx, wishes, 5)
    await watching.came_back(tx, product)
    await watching.came_back(tx, product)
    assert await news(tx) == [("CameBack", None, None)]


async def test_what_is_out_when_the_watch_begins_is_told_when_it_comes(tx: Writing) -> None:
    wishes = await watched(tx, on_hand=0)
    await count(tx, wishes, 5)
    await watching.came_back(tx, {wishes.shop.product.id})
    assert [kind for kind, *_ in await news(tx)] == ["CameBack"]
