"""Cancelling, changing, withdrawing, sending back and claiming, with the money and the stock that follow."""

import msgspec
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database, Writing
from stoa.base.money import Money
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import orders, payments, returns, shipping
from stoa.shop.orders.model import LineId, NoSuchOrder, Order, OrderId, State
from stoa.shop.returns import declaring, store
from stoa.shop.returns.model import (
    CostsMore,
    Kind,
    NoSuchReturn,
    NotAsMuch,
    NothingChosen,
    NotNow,
    NotThatManyToReturn,
    OtherCountry,
    Reason,
    Return,
    ReturnId,
    StatementId,
    TooLateToChange,
    TooLateToReturn,
    Wanted,
)
from stoa.shop.returns.model import State as At
from stoa.shop.shipping.model import NotDeliverable, Step
from tests.shop.returns.makers import eur, make_paid, refunds_of
from tests.shop.shipping.makers import a_rate, a_zone, an_address, make_order, make_zone

pytestmark = pytest.mark.anyio


async def _known(tx: Writing, order: Order) -> list[Return]:
    return (await returns.of_orders(tx, [order.id]))[order.id]


async def _mails(tx: Writing) -> list[str]:
    return [row["template"] for row in await tx.rows("select template from mail.letter where template like 'returns/%' order by id")]


async def _kinds(tx: Writing, about: ReturnId) -> list[str]:
    return [row["kind"] for row in await tx.rows("select kind from base.event where about = $1 order by id", about)]


async def _stock(tx: Writing) -> list[tuple[int, int]]:
    return [(row["on_hand"], row["allocated"]) for row in await tx.rows("select on_hand, allocated from stock.item order by id")]


def _trail(one: Return) -> list[tuple[str, At, str]]:
    return [(trace.action, trace.state, trace.actor) for trace in one.trail]


async def test_a_guest_cancels_some_pieces_then_the_rest(tx: Writing) -> None:
    order, noise = await make_paid(tx, 2, 1), await make_paid(tx, 1)
    mug, bowl = (line.id for line in order.lines)
    await returns.cancel(tx, GUEST, order.id, {mug: 1, bowl: 0})
    assert await _stock(tx) == [(10, 1), (10, 1), (10, 1)]
    assert (await orders.get(tx, order.id)).state is State.OPEN
    await returns.cancel(tx, GUEST, order.id)
    after = await orders.get(tx, order.id)
    assert (after.state, [line.cancelled for line in after.lines]) == (State.CANCELLED, [2, 1])
    assert await _stock(tx) == [(10, 0), (10, 0), (10, 1)]
    known = await _known(tx, order)
    assert [(one.kind, one.state, [(line.line_id, line.quantity) for line in one.lines]) for one in known] == [
        (Kind.CANCELLATION, At.DONE, [(mug, 1)]),
        (Kind.CANCELLATION, At.DONE, sorted([(mug, 1), (bowl, 1)])),
    ]
    assert _trail(known[0]) == [("ask", At.ASKED, "guest"), ("carry_out", At.DONE, "guest")]
    assert await _known(tx, noise) == []
    with pytest.raises(TooLateToChange):
        await returns.cancel(tx, GUEST, order.id)


async def test_what_is_being_packed_or_was_sent_is_not_cancelled(tx: Writing) -> None:
    picked, sent = await make_paid(tx, 1), await make_paid(tx, 1, state="sent")
    await orders.start_picking(tx, SYSTEM, picked.id)
    for order in (picked, sent):
        with pytest.raises(TooLateToChange):
            await returns.cancel(tx, GUEST, order.id)
        with pytest.raises(TooLateToChange):
            await returns.change_address(tx, GUEST, order.id, an_address(city="Kiel"))
        assert await _known(tx, order) == []
    order = await make_paid(tx, 2)
    for nothing in ({}, {order.lines[0].id: 0}):
        with pytest.raises(NothingChosen):
            await returns.cancel(tx, GUEST, order.id, nothing)
    for more in ({order.lines[0].id: 3}, {LineId(ids.new()): 1}, {order.lines[0].id: -1}):
        with pytest.raises(NotThatManyToReturn):
            await returns.cancel(tx, GUEST, order.id, more)
    with pytest.raises(NoSuchOrder):
        await returns.cancel(tx, GUEST, OrderId(ids.new()))


async def test_an_address_changes_within_its_country_and_the_promise_with_it(tx: Writing) -> None:
    await make_zone(tx, a_zone(rates=[a_rate(transit_least=2, transit_most=3)]))
    await make_zone(tx, a_zone(postal_codes=["25"], rates=[a_rate(table=[Step(None, 890)])]))
    await make_zone(tx, a_zone(postal_codes=["26"], rates=[a_rate(code="ferry")]))
    order = await make_paid(tx, 1)
    await returns.change_address(tx, GUEST, order.id, an_address(city="Kiel", postal_code="24103"))
    after = await orders.get(tx, order.id)
    assert after.shipping_address is not None
    assert after.delivery is not None
    assert (after.shipping_address.city, after.total) == ("Kiel", order.total)
    assert after.delivery.arrives_on > tx.now.date()
    for refused, address in [
        (OtherCountry, an_address(country="AT", postal_code="1010")),
        (CostsMore, an_address(postal_code="25849")),
        (NotDeliverable, an_address(postal_code="26474")),
    ]:
        with pytest.raises(refused):
            await returns.change_address(tx, GUEST, order.id, address)
    assert await orders.get(tx, order.id) == after
    [one] = await _known(tx, order)
    assert (one.kind, one.state, one.lines) == (Kind.ADDRESS_CHANGE, At.DONE, [])


async def test_a_withdrawal_before_packing_is_carried_out_at_once_with_its_receipt(tx: Writing) -> None:
    order = await make_paid(tx, 2)
    mug = order.lines[0].id
    [return_id] = await returns.ask(tx, GUEST, order.id, [Wanted(mug, 2)], "Changed plans")
    [one] = await _known(tx, order)
    assert (one.id, one.kind, one.state, one.refund) == (return_id, Kind.WITHDRAWAL, At.REFUNDED, order.total)
    assert (await orders.get(tx, order.id)).state is State.CANCELLED
    assert await _mails(tx) == ["returns/receipt"]
    letter = await tx.row("select text, \"to\" from mail.letter where template = 'returns/receipt'")
    assert letter["to"] == order.email
    for said in ("Changed plans", str(order.number), f"{tx.now.astimezone().year}", "Mug"):
        assert said in letter["text"]
    assert await _kinds(tx, return_id) == ["returns.ReturnAsked", "returns.WithdrawalReceived", "returns.ReturnRefunded"]


async def test_a_withdrawal_goes_its_way_and_pays_back_goods_and_the_way_there(tx: Writing) -> None:
    order = await make_paid(tx, 2, state="delivered")
    mug = order.lines[0].id
    [return_id] = await returns.ask(tx, GUEST, order.id, [Wanted(mug, 2)])
    with pytest.raises(NotThatManyToReturn):
        await returns.ask(tx, GUEST, order.id, [Wanted(mug, 1, Reason.DAMAGED)])
    assert await refunds_of(tx, order) == []
    await returns.approve(tx, SYSTEM, return_id)
    await returns.send(tx, GUEST, return_id)
    await returns.receive(tx, SYSTEM, return_id, {mug: 2}, {mug: 1})
    with pytest.raises(NotNow):
        await returns.refuse(tx, SYSTEM, return_id, "worn")
    assert await _stock(tx) == [(9, 0)]
    assert await returns.refund(tx, SYSTEM, return_id) == order.total
    assert await refunds_of(tx, order) == [(order.total.amount, "withdrawal")]
    [one] = await _known(tx, order)
    assert (one.state, one.refund, one.lines[0].received, one.lines[0].restocked) == (At.REFUNDED, order.total, 2, 1)
    assert [trace.action for trace in one.trail] == ["ask", "approve", "send", "receive", "refund"]
    assert (await orders.get(tx, order.id)).lines[0].returned == 2
    for verb in (returns.approve, returns.take_back, returns.refund):
        with pytest.raises(NotNow):
            await verb(tx, SYSTEM, return_id)
    verbs = [row["verb"] for row in await tx.rows("select verb from audit.entry where verb like 'returns.%' order by id")]
    assert verbs == ["returns.approve", "returns.receive", "returns.refund"]


async def test_express_is_paid_back_only_as_far_as_the_ordinary_way_costs(tx: Writing) -> None:
    order = await make_paid(tx, 1, state="delivered")
    await make_zone(tx, a_zone(rates=[a_rate(code="slow", table=[Step(None, 190)]), a_rate()]))
    [return_id] = await returns.ask(tx, GUEST, order.id, [Wanted(order.lines[0].id, 1)])
    assert await returns.refund(tx, SYSTEM, return_id) == eur(2400 + 190)


async def test_only_what_arrived_is_paid_and_the_rest_may_be_asked_for_again(tx: Writing) -> None:
    order = await make_paid(tx, 3, state="delivered")
    mug = order.lines[0].id
    [return_id] = await returns.ask(tx, GUEST, order.id, [Wanted(mug, 3)])
    await returns.receive(tx, SYSTEM, return_id, {mug: 2})
    assert await returns.refund(tx, SYSTEM, return_id) == eur(4800)
    [again] = await returns.ask(tx, GUEST, order.id, [Wanted(mug, 1)])
    assert await returns.refund(tx, SYSTEM, again) == eur(2400 + 390)
    assert sum(amount for amount, _ in await refunds_of(tx, order)) == order.total.amount


async def test_worn_goods_are_worth_less_never_more(tx: Writing) -> None:
    order = await make_paid(tx, 2, state="delivered")
    mug = order.lines[0].id
    [return_id] = await returns.ask(tx, GUEST, order.id, [Wanted(mug, 1)])
    await returns.receive(tx, SYSTEM, return_id, {mug: 1})
    for too_much in (eur(2401), eur(-1)):
        with pytest.raises(NotAsMuch):
            await returns.refund(tx, SYSTEM, return_id, too_much)
    assert await refunds_of(tx, order) == []
    assert await returns.refund(tx, SYSTEM, return_id, eur(1500)) == eur(1500)
    assert await refunds_of(tx, order) == [(1500, "withdrawal")]


async def test_a_claim_is_another_kind_than_a_change_of_mind(tx: Writing) -> None:
    order = await make_paid(tx, 2, 1, state="delivered")
    mug, bowl = (line.id for line in order.lines)
    made = await returns.ask(
        tx, GUEST, order.id, [Wanted(mug, 1, Reason.DAMAGED), Wanted(bowl, 1, Reason.TOO_SMALL)], "A crack", ["ab/800"]
    )
    known = await _known(tx, order)
    assert [(one.id, one.kind, one.photos) for one in known] == [(made[0], Kind.CLAIM, ["ab/800"]), (made[1], Kind.WITHDRAWAL, [])]
    assert await returns.refund(tx, SYSTEM, made[0]) == eur(2400)
    await returns.take_back(tx, GUEST, made[1])
    assert [one.state for one in await _known(tx, order)] == [At.REFUNDED, At.TAKEN_BACK]


async def test_the_time_for_sending_back_ends_and_a_refusal_can_be_thought_over(tx: Writing) -> None:
    order = await make_paid(tx, 1, state="delivered")
    mug = order.lines[0].id
    await tx.run("update orders.entry set at = at - interval '20 days' where kind = 'delivered' and order_id = $1", order.id)
    [return_id] = await returns.ask(tx, GUEST, order.id, [Wanted(mug, 1)])
    assert (await _known(tx, order))[0].kind is Kind.RETURN
    await returns.refuse(tx, SYSTEM, return_id, "Worn for weeks")
    await returns.approve(tx, SYSTEM, return_id)
    assert await returns.refund(tx, SYSTEM, return_id) == eur(2400)
    other = await make_paid(tx, 1, state="delivered")
    await tx.run("update orders.entry set at = at - interval '40 days' where kind = 'delivered' and order_id = $1", other.id)
    with pytest.raises(TooLateToReturn):
        await returns.ask(tx, GUEST, other.id, [Wanted(other.lines[0].id, 1)])
    assert [one.kind for one in await _known(tx, other)] == []


async def test_a_refused_return_is_not_taken_up_again_once_its_pieces_are_gone(tx: Writing) -> None:
    order = await make_paid(tx, 1, state="delivered")
    wanted = [Wanted(order.lines[0].id, 1)]
    [first] = await returns.ask(tx, GUEST, order.id, wanted)
    await returns.refuse(tx, SYSTEM, first, "No")
    [second] = await returns.ask(tx, GUEST, order.id, wanted)
    with pytest.raises(NotThatManyToReturn):
        await returns.approve(tx, SYSTEM, first)
    await returns.refund(tx, SYSTEM, second)
    with pytest.raises(NotThatManyToReturn):
        await returns.approve(tx, SYSTEM, first)
    for verb in (returns.approve, returns.send, returns.take_back, returns.refund):
        with pytest.raises(NoSuchReturn):
            await verb(tx, SYSTEM, ReturnId(ids.new()))


async def test_what_is_withdrawn_while_it_is_packed_is_cancelled_where_it_has_not_left(tx: Writing) -> None:
    order = await make_paid(tx, 3)
    mug = order.lines[0].id
    parcel = await shipping.ship(tx, SYSTEM, order.id, {mug: 1}, "manual")
    await shipping.deliver(tx, SYSTEM, parcel)
    [return_id] = await returns.ask(tx, GUEST, order.id, [Wanted(mug, 3)])
    assert await returns.refund(tx, SYSTEM, return_id) == order.total
    after = (await orders.get(tx, order.id)).lines[0]
    assert (after.cancelled, after.shipped, after.returned) == (2, 1, 1)
    assert await _stock(tx) == [(9, 0)]


async def test_a_kindness_is_bounded_by_what_was_paid(tx: Writing) -> None:
    order = await make_paid(tx, 1)
    await returns.give(tx, SYSTEM, order.id, eur(500), "late")
    assert await refunds_of(tx, order) == [(500, "late")]
    left = order.total.amount - 500
    for wrong in (eur(0), eur(-5), eur(left + 1), Money(100, "CHF")):
        with pytest.raises(NotAsMuch) as caught:
            await returns.give(tx, SYSTEM, order.id, wrong, "late")
        assert caught.value.facts == {"most": left, "currency": "EUR"}
    await returns.give(tx, SYSTEM, order.id, eur(left), "lost")
    with pytest.raises(NotAsMuch) as caught:
        await returns.give(tx, SYSTEM, order.id, eur(1), "late")
    assert caught.value.facts["most"] == 0


async def _statement(tx: Writing, number: str, email: str) -> StatementId:
    return await returns.declare(tx, name="Lena Kramer", order_number=number, email=email, note="", language="en")


async def test_a_declaration_is_received_from_everybody_and_opens_what_it_means(tx: Writing) -> None:
    order, other = await make_paid(tx, 2, state="delivered"), await make_paid(tx, 1)
    fits = await _statement(tx, f"#{order.number}", order.email.upper())
    wrong_mail = await _statement(tx, str(other.number), "somebody@else.example")
    unknown = await _statement(tx, "99999999", order.email)
    nonsense = await _statement(tx, "the blue one", order.email)
    assert await _mails(tx) == ["returns/receipt"] * 4
    return_id = await declaring.match(tx, fits)
    assert return_id is not None
    for statement in (wrong_mail, unknown, nonsense, fits):
        assert await declaring.match(tx, statement) is None
    states = await tx.rows("select id, state from returns.statement order by id")
    assert [row["state"] for row in states] == ["matched", "unmatched", "unmatched", "unmatched"]
    [one] = await _known(tx, order)
    assert (one.id, one.kind, one.state, one.lines[0].quantity) == (return_id, Kind.WITHDRAWAL, At.ASKED, 2)
    assert await _known(tx, other) == []
    assert await _mails(tx) == ["returns/receipt"] * 4 + ["returns/matched"]


async def test_a_declaration_alone_does_not_cancel_what_nobody_has_shown_to_be_theirs(tx: Writing) -> None:
    order = await make_paid(tx, 1)
    await declaring.match(tx, await _statement(tx, str(order.number), order.email))
    [one] = await _known(tx, order)
    assert (one.state, (await orders.get(tx, order.id)).state) == (At.ASKED, State.OPEN)
    # Whoever has the link from the mail stops it.
    await returns.cancel(tx, GUEST, order.id)
    known = await _known(tx, order)
    assert [(one.kind, one.state) for one in known] == [(Kind.WITHDRAWAL, At.TAKEN_BACK), (Kind.CANCELLATION, At.DONE)]


async def test_a_link_is_mailed_only_where_number_and_address_belong_together(tx: Writing) -> None:
    order = await make_paid(tx, 1)
    for number, email in [(str(order.number), "else@mail.example"), ("1", order.email), ("x", order.email)]:
        await declaring.post_link(tx, str(ids.new()), order_number=number, email=email)
    assert await _mails(tx) == []
    request = str(ids.new())
    for _ in range(2):
        await declaring.post_link(tx, request, order_number=str(order.number), email=order.email.upper())
    assert await _mails(tx) == ["returns/link"]
    html = await tx.value("select html from mail.letter where template = 'returns/link'")
    assert order.key in html


async def test_a_label_is_made_once_and_told(db: Database) -> None:
    async with db.writing() as tx:
        await tx.run("update returns.policy set address = $1", msgspec.to_builtins(an_address(name="Stoa")))
        order = await make_paid(tx, 1, state="delivered")
        [return_id] = await returns.ask(tx, GUEST, order.id, [Wanted(order.lines[0].id, 1)])
        await returns.approve(tx, SYSTEM, return_id)
    await jobs.drain(db)
    async with db.reading() as read:
        one = await store.get(read, return_id)
        letters = await read.rows("select template, text from mail.letter where template = 'returns/approved'")
    assert one.tracking
    assert len(letters) == 1
    assert one.tracking in letters[0]["text"]
    assert "Lindenweg 4" in letters[0]["text"]


async def test_money_that_was_only_set_aside_is_not_taken_after_a_cancellation(db: Database) -> None:
    async with db.writing() as tx:
        order = await make_order(tx, 1, state="pending")
        payment = await payments.intend(tx, order.id, order.total, "sandbox", "tok_ok")
    await payments.authorize(db, payment, "http://localhost:8000")
    async with db.writing() as tx:
        await returns.cancel(tx, GUEST, order.id)
    await jobs.drain(db)
    async with db.reading() as read:
        found = await payments.of_order(read, order.id)
    assert found is not None
    assert found.captured - found.refunded == 0
