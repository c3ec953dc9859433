"""Credit notes: one for each amount that is back, numbered without a gap, never more than was invoiced."""

import asyncpg
import msgspec
import pytest

from stoa.base import jobs
from stoa.base.database import Database, Writing
from stoa.base.money import Money
from stoa.people import privacy as whole_privacy
from stoa.people.sessions.model import SYSTEM
from stoa.shop import billing, orders, payments, returns, shipping
from stoa.shop.billing import jobs as billing_jobs
from stoa.shop.billing import privacy
from stoa.shop.billing.model import Correction, Kind, Position
from stoa.shop.orders import jobs as order_jobs
from stoa.shop.orders.model import Order, OrderId
from stoa.shop.orders.model import State as OrderState
from stoa.shop.payments import giving_back
from stoa.shop.payments.model import State
from stoa.shop.returns.model import Reason, Wanted
from tests.people.accounts.makers import make_person
from tests.shop.checkout.makers import buy, make_shop
from tests.shop.payments.test_parts import make_held, pay
from tests.shop.payments.test_reactions import hold
from tests.shop.returns.makers import make_paid


@pytest.fixture
async def order(db: Database) -> Order:
    """Two pieces of 24.90 and 3.90 for the way, all with 19 %, paid."""
    async with db.writing() as tx:
        shop = await make_shop(tx)
    found = (await buy(db, shop.variant, quantity=2)).order
    await jobs.drain(db)
    return found


async def notes(db: Database, order_id: OrderId) -> list[Correction]:
    async with db.reading() as read:
        return await billing.corrections(read, order_id)


def said(one: Correction) -> list[tuple[str, int, int, int]]:
    return [(row.kind.value, row.pieces, row.net.amount, row.tax.amount) for row in one.rows()]


async def test_nothing_is_noted_before_the_money_is_back_and_then_once(db: Database, order: Order) -> None:
    async with db.writing() as tx:
        await payments.refund(tx, SYSTEM, order.id, Money(1000, "EUR"), "late")
    assert await notes(db, order.id) == []
    async with db.reading() as read:
        (refund,) = await payments.refunds(read, [order.id])
    for _ in range(2):
        await giving_back.make_refund(db, refund.id)
        await jobs.drain(db)
    (one,) = await notes(db, order.id)
    assert (one.shown_number, one.reason, one.refund_id, one.total) == ("C-1001", "late", refund.id, Money(1000, "EUR"))
    assert said(one) == [("goodwill", 0, 840, 160)]
    assert [(tax.rate, tax.base.amount, tax.amount.amount) for tax in one.taxes] == [(190_000, 840, 160)]
    async with db.writing() as tx:
        assert await billing.correct(tx, order.id, 1000, [], "late", refund=refund.id) == one
    assert len(await notes(db, order.id)) == 1


async def test_pieces_then_the_rest_take_back_the_whole_invoice(db: Database, order: Order) -> None:
    line = order.lines[0]
    for lines in ({line.id: 1}, None):
        async with db.writing() as tx:
            await orders.cancel(tx, SYSTEM, order.id, "shopper", lines)
        await jobs.drain(db)
    first, second = await notes(db, order.id)
    assert (said(first), first.reason) == ([("pieces", 1, 2092, 398)], "shopper")
    assert said(second) == [("pieces", 1, 2093, 397), ("shipping", 0, 328, 62)]
    assert (first.number, second.number) == (1001, 1002)
    async with db.reading() as read:
        invoice = await billing.invoice(read, order.id)
    assert invoice is not None
    assert first.total + second.total == invoice.bill.total == order.total
    assert first.tax + second.tax == invoice.bill.tax == order.tax


async def test_what_comes_back_is_noted_by_its_lines(tx: Writing) -> None:
    order = await make_paid(tx, 2, state="delivered")
    (made,) = await returns.ask(tx, SYSTEM, order.id, [Wanted(order.lines[0].id, 1, Reason.NOT_SAID)])
    await returns.approve(tx, SYSTEM, made)
    await returns.receive(tx, SYSTEM, made, {order.lines[0].id: 1})
    back = await returns.refund(tx, SYSTEM, made)
    (refund,) = await payments.refunds(tx, [order.id])
    assert refund.positions == [Position(order.lines[0].id, 1, back.amount)]
    await tx.run("update payments.refund set state = 'failed' where id = $1", refund.id)
    await payments.mark_refunded(tx, order.id)
    await payments.mark_refunded(tx, order.id)
    (one,) = await billing.corrections(tx, order.id)
    assert (one.total, one.reason, [entry.kind for entry in one.entries]) == (back, "withdrawal", [Kind.PIECES])


async def test_a_lower_price_of_an_invoiced_line_is_noted_and_the_invoice_stays(tx: Writing) -> None:
    order = await make_paid(tx, 2)
    line = order.lines[0]
    before = await billing.invoice(tx, order.id)
    back = await orders.change_line(tx, SYSTEM, order.id, line.id, None, Money(line.unit.amount - 100, "EUR"))
    await payments.refund(tx, SYSTEM, order.id, back, "choice_changed", [Position(line.id, 0, back.amount)])
    (refund,) = await payments.refunds(tx, [order.id])
    await tx.run("update payments.refund set state = 'failed' where id = $1", refund.id)
    await payments.mark_refunded(tx, order.id)
    (one,) = await billing.corrections(tx, order.id)
    assert [(entry.kind, entry.pieces) for entry in one.entries] == [(Kind.PRICE, 0)]
    assert await billing.invoice(tx, order.id) == before
    now = await orders.get(tx, order.id)
    assert before is not None
    assert before.bill.total - one.total == now.total


async def test_what_got_cheaper_before_the_invoice_is_on_it_and_needs_no_note(db: Database) -> None:
    placed = await hold(db)
    async with db.writing() as tx:
        assert await billing.invoice(tx, placed.order.id) is None
        line = placed.order.lines[0]
        back = await orders.change_line(tx, SYSTEM, placed.order.id, line.id, None, Money(2000, "EUR"))
        await payments.refund(tx, SYSTEM, placed.order.id, back, "group_price")
        await orders.release(tx, SYSTEM, placed.order.id)
    await jobs.drain(db)
    async with db.reading() as read:
        invoice, payment = await billing.invoice(read, placed.order.id), await payments.of_order(read, placed.order.id)
    assert invoice is not None
    assert payment is not None
    assert invoice.bill.total == payment.money(payment.captured) == Money(2390, "EUR")
    assert await notes(db, placed.order.id) == []


async def test_what_is_cancelled_after_the_invoice_and_was_never_taken_is_noted_at_once(db: Database) -> None:
    async with db.writing() as tx:
        shop = await make_shop(tx)
    order = (await buy(db, shop.variant)).order
    async with db.writing() as tx:
        await tx.run("update payments.payment set state = 'authorized', captured = 0 where order_id = $1", order.id)
        await orders.cancel(tx, SYSTEM, order.id, "shopper")
    await jobs.drain(db)
    (one,) = await notes(db, order.id)
    assert (one.refund_id, one.total) == (None, order.total)


async def test_a_capture_that_fails_leaves_no_invoice_standing(db: Database) -> None:
    async with db.writing() as tx:
        shop = await make_shop(tx)
    order = (await buy(db, shop.variant, "tok_capture_fails")).order
    await jobs.drain(db)
    async with db.reading() as read:
        found = await orders.get(read, order.id)
        payment = await payments.of_order(read, order.id)
    assert payment is not None
    assert (found.state, payment.state) == (OrderState.CANCELLED, State.FAILED)
    (one,) = await notes(db, order.id)
    assert (one.total, one.reason) == (order.total, "payment_failed")


async def test_each_of_several_who_paid_has_a_note_and_all_together_are_the_invoice(db: Database) -> None:
    async with db.writing() as tx:
        order_id, total = await make_held(tx)
    await pay(db, order_id, 1001)
    await pay(db, order_id, total.amount - 1001)
    async with db.writing() as tx:
        await orders.release(tx, SYSTEM, order_id)
        await payments.refund(tx, SYSTEM, order_id, Money(333, "EUR"), "late")
    await jobs.drain(db)
    assert [one.amount for one in await notes(db, order_id)] == [116, 217]
    async with db.writing() as tx:
        await orders.cancel(tx, SYSTEM, order_id, "shopper", by_staff=True)
    await jobs.drain(db)
    assert sum(one.amount for one in await notes(db, order_id)) == total.amount


async def test_money_for_an_order_that_never_was_corrects_nothing(db: Database) -> None:
    async with db.writing() as tx:
        order_id, _ = await make_held(tx)
    await pay(db, order_id, 700)
    async with db.writing() as tx:
        await orders.cancel(tx, SYSTEM, order_id, "gift_pool_missed")
    await jobs.drain(db)
    async with db.reading() as read:
        assert [one.state for one in await payments.refunds(read, [order_id])] == ["made"]
    assert await notes(db, order_id) == []


async def test_a_number_that_was_not_needed_is_the_next_ones(db: Database, order: Order) -> None:
    with pytest.raises(RuntimeError):
        async with db.writing() as tx:
            await billing.correct(tx, order.id, 100, [], "late")
            raise RuntimeError
    async with db.writing() as tx:
        made = await billing.correct(tx, order.id, 100, [], "late")
    assert made is not None
    assert made.number == 1001


async def test_what_was_issued_stays(tx: Writing) -> None:
    order = await make_paid(tx, 1)
    await billing.correct(tx, order.id, 100, [], "late")
    for sql in (
        "update billing.correction set reason = 'other'",
        "delete from billing.correction",
        "update billing.invoice set bill = '{}'",
        "delete from billing.invoice",
    ):
        with pytest.raises(asyncpg.RestrictViolationError):
            async with tx.attempt():
                await tx.run(sql)


async def test_the_address_of_an_invoice_stays_when_the_parcel_goes_elsewhere(tx: Writing) -> None:
    order = await make_paid(tx, 1)
    assert order.shipping_address is not None
    await orders.change_address(tx, SYSTEM, order.id, msgspec.structs.replace(order.shipping_address, city="Bonn"))
    invoice = await billing.invoice(tx, order.id)
    assert invoice is not None
    assert invoice.buyer == order.shipping_address


async def test_a_person_takes_their_notes_along_and_an_erasure_keeps_the_books(tx: Writing) -> None:
    person, other = await make_person(tx), await make_person(tx)
    order = await make_paid(tx, 2, state="delivered", person_id=person)
    noise = await make_paid(tx, 1, state="delivered", person_id=other)
    for one in (order, noise):
        await billing.correct(tx, one.id, 100, [], "late")
    told = await privacy.export(tx, person)
    assert [one["number"] for one in told["invoices"]] == [order.number]
    assert [(one["number"], one["invoice"], one["amount"]) for one in told["corrections"]] == [("C-1001", order.number, 100)]
    for _ in range(2):
        await whole_privacy.erase(tx, SYSTEM, person)
    kept, others = await billing.invoice(tx, order.id), await billing.invoice(tx, noise.id)
    assert kept is not None
    assert kept.buyer is not None
    assert (kept.buyer.name, kept.buyer.line1, kept.buyer.city) == ("", "", "")
    assert others is not None
    assert others.buyer == noise.shipping_address
    assert [one.amount for one in await billing.corrections(tx, order.id)] == [100]


async def test_the_buyer_of_what_was_still_on_its_way_is_forgotten_when_it_has_come(tx: Writing) -> None:
    person = await make_person(tx)
    order = await make_paid(tx, 1, person_id=person)
    await whole_privacy.erase(tx, SYSTEM, person)
    waiting = await billing.invoice(tx, order.id)
    assert waiting is not None
    assert waiting.buyer == order.shipping_address
    await shipping.ship(tx, SYSTEM, order.id, {order.lines[0].id: 1}, "manual")
    await orders.mark_delivered(tx, SYSTEM, order.id, {order.lines[0].id: 1})
    await order_jobs.forget(tx, {})
    await billing_jobs.forget(tx, {})
    done = await billing.invoice(tx, order.id)
    assert done is not None
    assert done.buyer is not None
    assert (done.buyer.name, done.buyer.country) == ("", "DE")


async def test_orders_from_before_are_taken_in_as_their_pages_have_shown_them(tx: Writing) -> None:
    order = await make_paid(tx, 2)
    before = await billing.invoice(tx, order.id)
    await tx.run("alter table billing.invoice disable trigger user")
    await tx.run("delete from billing.invoice")
    assert await tx.value("select billing.take_in()") == 1
    found = await billing.invoice(tx, order.id)
    assert before is not None
    assert found is not None
    assert found.bill.total == before.bill.total
    assert [line.id for line in found.bill.lines] == [line.id for line in before.bill.lines]
    assert billing.seller_on(found) == before.bill.seller
    assert await tx.value("select billing.take_in()") == 0
