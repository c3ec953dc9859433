"""An order that several people pay together: every cent is counted, nobody's part decides about the others', and all comes back."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.base import jobs
from stoa.base.database import Database, Writing
from stoa.base.money import Money
from stoa.outside.payments.model import Answer, Outcome
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import checkout, orders, payments
from stoa.shop.checkout import rules as checkout_rules
from stoa.shop.orders.model import OrderId
from stoa.shop.orders.model import State as OrderState
from stoa.shop.payments import rules
from stoa.shop.payments.actions import record
from stoa.shop.payments.model import Payment, PaymentId, PaysLater, State, TooMuchBack
from stoa.shop.payments.rules import Decision, Effect
from tests.shop.checkout.makers import HOME, RETURN, a_buyer, make_cart, make_shop
from tests.shop.payments.test_rules import a_payment

pytestmark = pytest.mark.anyio


async def make_held(tx: Writing) -> tuple[OrderId, Money]:
    """Begin an order that waits for several payments."""
    shop = await make_shop(tx)
    cart = await make_cart(tx, shop.variant)
    bill = await checkout.bill(tx, GUEST, cart, HOME)
    new = msgspec.structs.replace(checkout_rules.agree(bill, a_buyer(), None), email="", cart_id=None)
    return await orders.begin(tx, SYSTEM, new, hold_reason="gift_pool"), new.total


async def pay(db: Database, order_id: OrderId, amount: int, token: str = "tok_ok") -> PaymentId:
    async with db.writing() as tx:
        made = await payments.intend(tx, order_id, Money(amount, "EUR"), "sandbox", token, part=True)
    await payments.authorize(db, made, RETURN)
    await jobs.drain(db)
    return made


async def state(db: Database, order_id: OrderId) -> tuple[OrderState, list[tuple[str, int, int, int]]]:
    async with db.reading() as read:
        order = await orders.get(read, order_id)
        found = await payments.parts(read, order_id)
    return order.state, [(one.state.value, one.captured, one.refunding, one.refunded) for one in found]


async def kinds(db: Database, room: str) -> list[str]:
    async with db.reading() as read:
        rows = await read.rows("select kind from base.event where kind like $1 order by id", f"{room}.%")
    return [row["kind"].partition(".")[2] for row in rows]


async def test_parts_are_taken_at_once_and_the_order_waits(db: Database) -> None:
    async with db.writing() as tx:
        order_id, total = await make_held(tx)
    await pay(db, order_id, 1000)
    await pay(db, order_id, total.amount - 1000)
    assert await state(db, order_id) == (OrderState.HELD, [("captured", 1000, 0, 0), ("captured", total.amount - 1000, 0, 0)])
    assert await kinds(db, "payments") == ["PartPaid", "PartPaid"]
    assert await kinds(db, "orders") == ["OrderHeld"]
    async with db.writing() as tx:
        await orders.release(tx, SYSTEM, order_id)
    await jobs.drain(db)
    assert (await state(db, order_id))[0] is OrderState.OPEN
    assert await kinds(db, "orders") == ["OrderHeld", "OrderPlaced", "OrderReleased"]
    async with db.reading() as read:
        assert await payments.of_order(read, order_id) is None
        assert (await orders.get(read, order_id)).placed_at is not None
        assert await read.value("select count(*) from mail.letter") == 0


async def test_of_an_order_that_comes_to_nothing_each_gets_back_what_was_theirs(db: Database) -> None:
    async with db.writing() as tx:
        order_id, _ = await make_held(tx)
    await pay(db, order_id, 700)
    await pay(db, order_id, 1)
    async with db.writing() as tx:
        await orders.cancel(tx, SYSTEM, order_id, "gift_pool_missed")
    await jobs.drain(db)
    assert await state(db, order_id) == (OrderState.CANCELLED, [("captured", 700, 0, 700), ("captured", 1, 0, 1)])
    async with db.reading() as read:
        assert await read.value("select count(*) from mail.letter") == 0
        assert await read.value("select sum(allocated) from stock.item") == 0


@pytest.mark.parametrize("token", ["tok_declined"])
async def test_a_part_that_is_declined_ends_nothing(db: Database, token: str) -> None:
    async with db.writing() as tx:
        order_id, _ = await make_held(tx)
    await pay(db, order_id, 500)
    await pay(db, order_id, 600, token)
    assert await state(db, order_id) == (OrderState.HELD, [("captured", 500, 0, 0), ("declined", 0, 0, 0)])
    assert await kinds(db, "payments") == ["PartPaid", "PartLost"]


async def test_a_part_that_nobody_confirms_is_given_up_and_let_go_if_it_comes_late(db: Database) -> None:
    async with db.writing() as tx:
        order_id, _ = await make_held(tx)
    part = await pay(db, order_id, 500, "tok_challenge")
    async with db.writing() as tx:
        await tx.run("update payments.payment set made_at = made_at - $1::interval", timedelta(minutes=31))
    await payments.look_up(db, part)
    await payments.look_up(db, part)
    assert await kinds(db, "payments") == ["PartLost"]
    async with db.writing() as tx:
        late = await record(tx, (await payments.parts(tx, order_id))[0], Answer(outcome=Outcome.AUTHORIZED, reference="late"))
    assert late.state is State.VOIDING
    assert (await state(db, order_id))[0] is OrderState.HELD


async def test_what_was_released_is_given_back_in_the_measure_of_what_each_paid(db: Database) -> None:
    async with db.writing() as tx:
        order_id, total = await make_held(tx)
    await pay(db, order_id, 1001)
    await pay(db, order_id, total.amount - 1001)
    async with db.writing() as tx:
        await orders.release(tx, SYSTEM, order_id)
        await payments.refund(tx, SYSTEM, order_id, Money(333, "EUR"), "goodwill")
    await jobs.drain(db)
    _, parts = await state(db, order_id)
    assert sum(part[3] for part in parts) == 333
    assert all(0 < part[3] < part[1] for part in parts)
    async with db.writing() as tx:
        with pytest.raises(TooMuchBack):
            await payments.refund(tx, SYSTEM, order_id, total, "everything")


async def test_a_part_is_not_paid_by_transfer(tx: Writing) -> None:
    order_id, _ = await make_held(tx)
    with pytest.raises(PaysLater):
        await payments.intend(tx, order_id, Money(500, "EUR"), "bank_transfer", "", part=True)


amounts = st.integers(min_value=0, max_value=10**9)


@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=8), st.integers(min_value=0, max_value=10**10))
def test_giving_back_is_exact_to_the_cent(paid: list[tuple[int, int]], amount: int) -> None:
    parts: list[Payment] = [
        msgspec.structs.replace(
            a_payment(state=State.CAPTURED), id=PaymentId(number), captured=max(one), amount=max(one), refunded=min(one), part=True
        )
        for number, one in enumerate(paid)
    ]
    there = {part.id: part.captured - part.refunded for part in parts}
    if amount > sum(there.values()):
        with pytest.raises(TooMuchBack):
            rules.give_back_parts(parts, amount)
        return
    back = rules.give_back_parts(parts, amount)
    assert sum(back.values()) == amount
    assert all(0 < share <= there[part] for part, share in back.items())


@pytest.mark.parametrize(
    ("order", "given_up", "outcome", "decided"),
    [
        (OrderState.HELD, False, Outcome.AUTHORIZED, Decision(State.AUTHORIZED, (Effect.CAPTURE,))),
        (OrderState.HELD, True, Outcome.AUTHORIZED, Decision(State.VOIDING, (Effect.VOID,))),
        (OrderState.CANCELLED, False, Outcome.AUTHORIZED, Decision(State.VOIDING, (Effect.VOID,))),
        (OrderState.OPEN, False, Outcome.AUTHORIZED, Decision(State.VOIDING, (Effect.VOID,))),
        (OrderState.CANCELLED, False, Outcome.CAPTURED, Decision(State.CAPTURED, (Effect.REFUND_ALL,))),
        (OrderState.HELD, False, Outcome.CAPTURED, Decision(State.CAPTURED, (Effect.PAID,))),
        (OrderState.HELD, False, Outcome.DECLINED, Decision(State.DECLINED, (Effect.LOSE,))),
        (OrderState.HELD, True, Outcome.DECLINED, Decision(State.DECLINED, ())),
        (OrderState.HELD, False, Outcome.CHALLENGE, Decision(State.CHALLENGE)),
        (OrderState.HELD, False, Outcome.UNKNOWN, Decision(State.UNKNOWN)),
    ],
)
def test_a_part_never_decides_about_the_order(order: OrderState, given_up: bool, outcome: Outcome, decided: Decision) -> None:
    one = msgspec.structs.replace(a_payment(state=State.INTENDED), part=True)
    if given_up:
        one = msgspec.structs.replace(one, given_up_at=one.made_at)
    assert rules.decide(one, order, Answer(outcome=outcome)) == decided
