"""What the page says is what is set aside, and never less than what is taken: whatever happens to the usual price meanwhile."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from stoa.base.database import Database
from stoa.base.money import Money
from stoa.deals.group_buys import actions, queries
from stoa.deals.group_buys.model import NotItsPrice
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import pricing
from stoa.shop.pricing.model import NewPrice, OfferId
from tests.deals.group_buys.makers import Group, join, make_tiers, money, order
from tests.deals.group_buys.test_provider import DAY, group_with, stands
from tests.shop.pricing.makers import make_offer

pytestmark = pytest.mark.anyio
Forward = Callable[[timedelta], None]
SHIPPING = 390


async def usual(db: Database, group: Group, amount: int) -> None:
    async with db.writing() as tx:
        await pricing.set_prices(tx, SYSTEM, [NewPrice(group.shop.variant, "eu", Money(amount, "EUR"))])


async def shown(db: Database, group: Group) -> int:
    """Return the price of the first step as the group's page says it."""
    assert group.team is not None
    async with db.reading() as read:
        return (await queries.see(read, group.team.handle, GUEST, "en")).steps[0].price.amount


@pytest.mark.parametrize(("to", "aside"), [(15_000, 9000), (9500, 9000), (8500, 8500)])
@pytest.mark.parametrize(("people", "reached"), [(2, 9000), (4, 8000)])
async def test_shown_is_set_aside_and_never_less_than_taken(
    db: Database, forward: Forward, to: int, aside: int, people: int, reached: int
) -> None:
    group = await group_with(db, *["tok_ok"] * (people - 1))
    assert group.team is not None
    forward(timedelta(minutes=1))
    await usual(db, group, to)
    assert await shown(db, group) == aside
    last = await join(db, group.team, group)
    assert last.order.subtotal.amount == aside
    await stands(db, group)
    forward(DAY)
    assert await stands(db, group) == ("settled", people, people)
    assert await money(db) == (0, people * (min(reached, aside) + SHIPPING), 0)


async def test_a_price_that_moves_between_cart_and_order(db: Database, forward: Forward) -> None:
    group = await group_with(db, "tok_ok")
    assert group.team is not None
    async with db.writing() as tx:
        cart = await actions.join(tx, GUEST, group.team.handle, group.shop.variant, "en")
    forward(timedelta(minutes=1))
    await usual(db, group, 20_000)
    placed = await order(db, cart, "tok_ok")
    assert placed.order.subtotal.amount == 9000


async def test_what_costs_more_than_the_group_is_refused_before_money(db: Database, forward: Forward) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)
        assert group.team is not None
        deal = await actions._deal(tx, group.deal)
        cart = await actions.join(tx, GUEST, group.team.handle, group.shop.variant, "en")
    forward(timedelta(minutes=1))
    async with db.writing() as tx:
        await pricing.end_offer(tx, SYSTEM, *[OfferId(one) for one in deal.offers])
    with pytest.raises(NotItsPrice):
        await order(db, cart, "tok_ok")
    async with db.reading() as read:
        assert await read.value("select count(*) from orders.order") == 0


async def test_an_offer_that_anybody_has_at_the_end_counts(db: Database, forward: Forward) -> None:
    group = await group_with(db, "tok_ok", "tok_ok", days=9)
    forward(DAY)
    async with db.writing() as tx:
        await make_offer(tx, value=300_000)
    forward(8 * DAY)
    assert await stands(db, group) == ("settled", 2, 2)
    assert (await money(db))[1] == 2 * (7000 + SHIPPING)
