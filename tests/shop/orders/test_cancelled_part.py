"""What was cancelled of an order stands beside its total, with what is left: on its page, at the desk, in the API."""

import httpx
import msgspec
import pytest

from stoa.base import jobs
from stoa.base.database import Database
from stoa.outside.payments.model import Answer, Outcome
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import GUEST
from stoa.shop import orders, payments, pricing, returns
from stoa.shop.orders.model import Order
from stoa.shop.payments.actions import record
from stoa.shop.payments.model import State as PaymentState
from stoa.shop.pricing.model import TaxMode
from stoa.shop.pricing.model.taxes import PricedLine
from tests.people.sessions.makers import sign_in
from tests.shop.orders.test_taxes import NEW_YORK, agreed
from tests.shop.returns.makers import a_line, an_order, eur, make_paid
from tests.shop.shipping.makers import make_order

pytestmark = pytest.mark.anyio


def test_the_total_is_what_was_cancelled_and_what_is_left() -> None:
    order = an_order(a_line(3, net=2017, tax=383, cancelled=1), a_line(), shipping=390)
    assert (order.cancelled, order.left) == (eur(800), order.total - eur(800))
    gone = msgspec.structs.replace(order, lines=[msgspec.structs.replace(one, cancelled=one.quantity) for one in order.lines])
    assert (gone.cancelled, gone.left, gone.taxes_left) == (order.total, eur(0), [])
    assert an_order().cancelled == eur(0)


def test_the_taxes_are_those_of_what_is_left() -> None:
    goods = [PricedLine(eur(10_000), 4)]
    order = agreed(goods, pricing.total(goods, eur(0), NEW_YORK, TaxMode.EXCLUSIVE))
    assert order.taxes_left == order.taxes
    less = msgspec.structs.replace(order, lines=[msgspec.structs.replace(order.lines[0], cancelled=3)])
    assert [(one.base.amount, one.amount.amount) for one in less.taxes_left] == [(10_000, 450), (10_000, 400), (10_000, 37)]


async def _cancelled(db: Database, order: Order) -> None:
    async with db.writing() as tx:
        await returns.cancel(tx, GUEST, order.id, {order.lines[0].id: 1})
    await jobs.drain(db)


async def test_the_page_the_desk_and_the_api_say_it(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        order = await make_paid(tx, 3)
    assert "Ordered</dt>" not in (await client.get(order.path)).text
    await _cancelled(db, order)
    shown = (await client.get(order.path)).text
    for said in ("<dt>Ordered</dt><dd>€75.90</dd>", "<dt>Cancelled</dt><dd>-€24.00</dd>", "<dt>Total</dt><dd>€51.90</dd>"):
        assert said in shown
    assert "Storniert</dt>" in (await client.get(f"/de{order.path}")).text
    found = (await client.get(f"/api/orders/{order.shown_id}", params={"key": order.key})).json()
    assert (found["total"]["amount"], found["cancelled"]["amount"]) == (7590, 2400)
    await sign_in(client, db, Role.MERCHANT)
    assert "<dt>Total</dt><dd>€51.90</dd>" in (await client.get(f"/desk/orders/{order.shown_id}")).text


async def _asked_to_confirm(db: Database) -> Order:
    """Make an order whose bank asks for a confirmation."""
    async with db.writing() as tx:
        order = await make_order(tx, 3, state="pending")
        await payments.intend(tx, order.id, order.total, "sandbox", "tok_challenge")
        payment = await payments.of_order(tx, order.id)
        assert payment is not None
        await record(tx, payment, Answer(outcome=Outcome.CHALLENGE, reference="sb_1", challenge_url="/sandbox/challenge"))
    return order


async def test_who_is_asked_by_their_bank_for_more_is_told_what_will_be_taken(client: httpx.AsyncClient, db: Database) -> None:
    order = await _asked_to_confirm(db)
    assert "will be taken" not in (await client.get(order.path)).text
    await _cancelled(db, order)
    assert (
        "Your bank may still say €75.90: pieces were cancelled since, and only €51.90 will be taken." in (await client.get(order.path)).text
    )
    async with db.reading() as read:
        assert (await orders.get(read, order.id)).left == eur(5190)


async def test_who_confirms_after_cancelling_is_told_that_nothing_is_taken(client: httpx.AsyncClient, db: Database) -> None:
    order = await _asked_to_confirm(db)
    assert "is let go</" not in (await client.get(order.path)).text
    async with db.writing() as tx:
        await returns.cancel(tx, GUEST, order.id)
    await jobs.drain(db)
    async with db.writing() as tx:
        payment = await payments.of_order(tx, order.id)
        assert payment is not None
        await record(tx, payment, Answer(outcome=Outcome.AUTHORIZED, amount=order.total, reference="sb_1"))
    await jobs.drain(db)
    shown = (await client.get(order.path)).text
    assert "This order was cancelled; what was set aside is let go" in shown
    assert "Confirm the payment" not in shown
    async with db.reading() as read:
        payment = await payments.of_order(read, order.id)
        assert payment is not None
        assert (payment.state, payment.captured) == (PaymentState.VOIDED, 0)
