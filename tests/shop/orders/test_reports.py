"""What came of orders that belong together: who bought for the first time, who came again, what was left of it."""

from datetime import timedelta

from stoa.base.database import Writing
from stoa.base.money import Money
from stoa.people.sessions.model import SYSTEM
from stoa.shop import orders
from stoa.shop.orders.model import Order
from stoa.shop.orders.store import FORGOTTEN
from stoa.shop.pricing.model import Margin
from tests.shop.returns.makers import make_paid
from tests.shop.shipping.makers import make_order

DAY = timedelta(days=1)


async def bought(tx: Writing, email: str, days: int, quantity: int = 1, state: str = "open") -> Order:
    """Have somebody buy so many days from now."""
    now, tx.now = tx.now, tx.now + days * DAY
    order = await make_paid(tx, quantity, email=email, state=state)
    tx.now = now
    return order


async def came(tx: Writing, *named: Order, **usual: int) -> orders.reports.Cohort:
    prices = {line.variant_id: usual["usual"] for one in named for line in one.lines} if usual else {}
    return await orders.reports.cohort(tx, [one.id for one in named], prices, "EUR")


async def test_of_no_order_nothing_came(tx: Writing) -> None:
    nothing = Money(0, "EUR")
    assert await came(tx) == orders.reports.Cohort(0, 0, 0, 0, nothing, nothing, Margin(None, 0, 0))


async def test_a_customer_is_new_by_their_first_order_and_came_again_by_another(tx: Writing) -> None:
    named = [await bought(tx, name, 0) for name in ("ada@example.com", "ada@example.com", "ben@example.com", "cleo@example.com")]
    await bought(tx, "ben@example.com", -1)
    await bought(tx, "cleo@example.com", 1)
    found = await came(tx, *named)
    assert (found.customers, found.new, found.returning, found.again, found.pieces) == (3, 2, 1, 1, 4)


async def test_what_was_never_paid_or_was_cancelled_makes_nobody_known(tx: Writing) -> None:
    named = await bought(tx, "ada@example.com", 0)
    for days in (-1, 1):
        await orders.cancel(tx, SYSTEM, (await bought(tx, "ada@example.com", days)).id, "shopper")
        now, tx.now = tx.now, tx.now + days * DAY
        await make_order(tx, 1, state="pending", email="ada@example.com")
        tx.now = now
    found = await came(tx, named)
    assert (found.customers, found.new, found.again) == (1, 1, 0)


async def test_who_sent_everything_back_is_no_customer_and_what_is_left_counts(tx: Writing) -> None:
    back, kept = await bought(tx, "ada@example.com", 0, 1, "delivered"), await bought(tx, "ben@example.com", 0, 3, "delivered")
    await orders.mark_returned(tx, SYSTEM, back.id, {back.lines[0].id: 1})
    await orders.mark_returned(tx, SYSTEM, kept.id, {kept.lines[0].id: 1})
    unit = kept.lines[0].unit
    found = await came(tx, back, kept, usual=unit.amount + 500)
    assert (found.customers, found.pieces, found.revenue, found.given) == (1, 2, unit * 2, Money(1000, "EUR"))
    assert found.margin == Margin(None, 0, 1)


async def test_those_who_were_forgotten_are_not_taken_for_one_another(tx: Writing) -> None:
    named = [await bought(tx, FORGOTTEN, 0) for _ in range(2)]
    await bought(tx, FORGOTTEN, -1)
    found = await came(tx, *named)
    assert (found.customers, found.new, found.again) == (2, 2, 0)
