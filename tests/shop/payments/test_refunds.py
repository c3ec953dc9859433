"""Giving money back by a provider that says one thing and then another: late, twice, out of order, or not at all."""

import itertools
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import httpx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.base import clock, ids, invariants, jobs
from stoa.base.database import Database
from stoa.outside import payments as providers
from stoa.outside.payments.model import Answer, Outcome, ProviderTimeout
from stoa.outside.payments.stripe import Stripe
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import SYSTEM
from stoa.shop import orders, payments
from stoa.shop.checkout.model import Placed
from stoa.shop.orders.model import OrderId
from stoa.shop.payments import giving_back, rules
from stoa.shop.payments.model import PaymentId, Refund, RefundId, RefundState
from tests.conftest import Webhooks
from tests.outside.fakes import serving
from tests.outside.payments.fake_stripe import FakeStripe
from tests.people.sessions.makers import sign_in
from tests.shop.checkout.makers import buy as buy_at_the_sandbox
from tests.shop.checkout.makers import make_shop
from tests.shop.payments.test_stripe import SECRET, buy, tell

pytestmark = [pytest.mark.anyio, pytest.mark.filterwarnings("ignore:Use 'content=<...>':DeprecationWarning")]  # the SDK's way with httpx

Later = Callable[[timedelta], None]
LATE = timedelta(minutes=10)


@pytest.fixture
async def theirs(db: Database) -> AsyncIterator[FakeStripe]:
    fake, before = FakeStripe(), dict(providers.current())
    async with serving(fake) as port:
        stripe = Stripe("sk_test_1", webhook_secret=SECRET, url=f"http://127.0.0.1:{port}", timeout=2, retries=0)
        providers.wire({**before, "stripe": stripe})
        yield fake
        providers.wire(before)
        await stripe.close()


@pytest.fixture
def later() -> Later:
    return lambda step: clock.set_offset(clock._offset + step)


async def cancelled(db: Database) -> Placed:
    """Buy something by Stripe and cancel it; the refund is asked for, and not made yet."""
    placed = await buy(db, "pm_card_visa")
    await jobs.drain(db)
    async with db.writing() as tx:
        await orders.cancel(tx, SYSTEM, placed.order.id, "changed_mind")
    return placed


async def how(db: Database, order_id: OrderId) -> tuple[str, int, int, int, int]:
    """Return how the refund stands, its attempts, what is on its way and back of the payment, and how often the shopper was told of it."""
    async with db.reading() as read:
        assert await invariants.check(read) == []
        [refund] = await payments.refunds(read, [order_id])
        payment = await payments.of_order(read, order_id)
        assert payment is not None
        told = await read.value("select count(*) from mail.letter where template = 'checkout/refunded'")
        return refund.state, refund.attempts, payment.refunding, payment.refunded, told


def ends(theirs: FakeStripe, status: str, at: int = 0) -> dict[str, Any]:
    """Let a refund end; what fails is back on the shop's account."""
    refund = theirs.refunds[at]
    if status == "failed":
        theirs.intents[refund["payment_intent"]]["amount_refunded"] -= refund["amount"]
        refund["failure_reason"] = "lost_or_stolen_card"
    refund["status"] = status
    return refund


async def again(db: Database, order_id: OrderId) -> None:
    async with db.writing() as tx:
        await payments.refund_again(tx, order_id)
    await jobs.drain(db)


async def test_a_refund_that_fails_after_it_was_taken_on_is_owed_and_can_be_tried_again(db: Database, theirs: FakeStripe) -> None:
    theirs.refunds_are = "pending"
    placed = await cancelled(db)
    await jobs.drain(db)
    total = placed.order.total.amount
    assert await how(db, placed.order.id) == ("sent", 0, total, 0, 0)
    assert await tell(db, "refund.failed", ends(theirs, "failed"), "evt_f")
    await jobs.drain(db)
    assert await how(db, placed.order.id) == ("failed", 0, total, 0, 0)
    async with db.reading() as read:
        [refund] = await payments.refunds(read, None)
        assert refund.order_id == placed.order.id
        assert refund.code == "lost_or_stolen_card"
        entries = (await orders.get(read, placed.order.id)).entries
        assert [one.facts["code"] for one in entries if one.kind == "refund_failed"] == ["lost_or_stolen_card"]
        assert await read.value("select count(*) from base.event where kind = 'payments.PaymentStuck'") == 1
    theirs.refunds_are = "succeeded"
    await again(db, placed.order.id)
    assert await how(db, placed.order.id) == ("made", 1, 0, total, 1)
    await tell(db, "refund.updated", theirs.refunds[0], "evt_late")  # of the first attempt, once more
    assert await how(db, placed.order.id) == ("made", 1, 0, total, 1)
    async with db.reading() as read:
        assert await payments.refunds(read, None) == []


async def test_a_refund_that_was_made_and_comes_back_is_owed_again(db: Database, theirs: FakeStripe) -> None:
    placed = await cancelled(db)
    await jobs.drain(db)
    total = placed.order.total.amount
    assert await how(db, placed.order.id) == ("made", 0, 0, total, 1)
    assert await tell(db, "refund.updated", ends(theirs, "failed"), "evt_f")
    assert await how(db, placed.order.id) == ("failed", 0, total, 0, 1)
    await again(db, placed.order.id)
    assert await how(db, placed.order.id) == ("made", 1, 0, total, 2)
    assert [one["status"] for one in theirs.refunds] == ["failed", "succeeded"]
    async with db.reading() as read:
        entries = (await orders.get(read, placed.order.id)).entries
        assert [one.kind for one in entries if one.kind.startswith("refund")] == ["refunded", "refund_came_back", "refunded"]
        assert await read.value("select count(*) from billing.correction") == 1
        assert await read.value("select count(*) from base.event where kind = 'payments.RefundCameBack'") == 1
        told = await read.rows("select template, text from mail.letter where template like 'checkout/refund%' order by id")
        assert [one["template"] for one in told] == ["checkout/refunded", "checkout/refund_back", "checkout/refunded"]
        assert ["once more" in one["text"] for one in told] == [False, False, True]
        assert "It is still yours" in told[1]["text"]


@pytest.mark.parametrize("order", list(itertools.permutations(["pending", "succeeded", "failed"])))
async def test_messages_in_any_order_leave_the_last_word(db: Database, theirs: FakeStripe, order: tuple[str, ...]) -> None:
    """Each is told twice, before the call has answered: its answer was lost."""
    placed = await cancelled(db)
    theirs.next_fault = "after"
    with pytest.raises(ProviderTimeout):
        await jobs.drain(db)
    total, failed = placed.order.total.amount, False
    for n, status in enumerate((*order, *order)):
        why = {"failure_reason": "declined"} if status == "failed" else {}
        await tell(db, "refund.updated", {**theirs.refunds[0], **why, "status": status}, f"evt_{n}")
        failed = failed or status == "failed"
        assert ((await how(db, placed.order.id))[0] == "failed") == failed
    await jobs.drain(db)
    assert (await how(db, placed.order.id))[:4] == ("failed", 0, total, 0)
    assert len(theirs.refunds) == 1


async def test_the_message_is_quicker_than_the_answer(db: Database, theirs: FakeStripe, monkeypatch: pytest.MonkeyPatch) -> None:
    placed = await cancelled(db)
    stripe = providers.current()["stripe"]
    refund = stripe.refund

    async def overtaken(**given: Any) -> Answer:
        answer = await refund(**given)
        if len(theirs.refunds) == 1:
            await tell(db, "refund.failed", {**ends(theirs, "failed")}, "evt_f")
        return answer

    monkeypatch.setattr(stripe, "refund", overtaken)
    await jobs.drain(db)
    total = placed.order.total.amount
    assert await how(db, placed.order.id) == ("failed", 0, total, 0, 0)
    await again(db, placed.order.id)
    assert await how(db, placed.order.id) == ("made", 1, 0, total, 1)


async def test_an_answer_to_an_attempt_that_is_over_changes_nothing(db: Database, theirs: FakeStripe) -> None:
    """It failed, the staff gave it back by hand, and the provider repeats itself."""
    theirs.refunds_are = "pending"
    placed = await cancelled(db)
    await jobs.drain(db)
    await tell(db, "refund.failed", ends(theirs, "failed"), "evt_f")
    async with db.writing() as tx:
        await payments.mark_refunded(tx, placed.order.id)
    total = placed.order.total.amount
    assert (await how(db, placed.order.id))[:4] == ("made", 1, 0, total)
    assert await tell(db, "refund.failed", theirs.refunds[0], "evt_g")
    assert (await how(db, placed.order.id))[:4] == ("made", 1, 0, total)


@pytest.mark.parametrize("status", ["succeeded", "failed"])
async def test_a_refund_of_which_no_message_comes_is_asked_about(db: Database, theirs: FakeStripe, later: Later, status: str) -> None:
    theirs.refunds_are = "pending"
    placed = await cancelled(db)
    await jobs.drain(db)
    for _ in range(3):
        later(timedelta(days=1, seconds=1))
        theirs.forget_keys()
        await jobs.drain(db)
        assert (await how(db, placed.order.id))[0] == "sent"
    ends(theirs, status)
    later(timedelta(days=1, seconds=1))
    await jobs.drain(db)
    assert (await how(db, placed.order.id))[0] == {"succeeded": "made", "failed": "failed"}[status]
    assert len(theirs.refunds) == 1


async def work(db: Database, order_id: OrderId) -> None:
    """Do the job of the order's refund once more, however its last try ended."""
    async with db.reading() as read:
        [refund] = await payments.refunds(read, [order_id])
    await giving_back.make_refund(db, refund.id)


@pytest.mark.parametrize("fault", ["before", "after"])
async def test_a_retry_after_the_key_is_forgotten_pays_once(db: Database, theirs: FakeStripe, later: Later, fault: str) -> None:
    placed = await cancelled(db)
    theirs.next_fault = fault
    with pytest.raises(ProviderTimeout):
        await jobs.drain(db)
    assert len(theirs.refunds) == (1 if fault == "after" else 0)
    theirs.forget_keys()
    later(timedelta(hours=30))
    await work(db, placed.order.id)
    await jobs.drain(db)
    total = placed.order.total.amount
    assert await how(db, placed.order.id) == ("made", 0, 0, total, 1)
    assert [one["amount"] for one in theirs.refunds] == [total]


async def test_where_refunds_cannot_be_read_none_is_made_again(db: Database, theirs: FakeStripe, later: Later) -> None:
    placed = await cancelled(db)
    theirs.next_fault = "after"
    with pytest.raises(ProviderTimeout):
        await jobs.drain(db)
    theirs.forget_keys()
    later(timedelta(hours=30))
    theirs.next_fault = "500"
    with pytest.raises(ProviderTimeout):
        await work(db, placed.order.id)
    await work(db, placed.order.id)
    assert (await how(db, placed.order.id))[0] == "made"
    assert len(theirs.refunds) == 1


async def test_a_charge_is_not_made_again_after_its_key_is_forgotten(db: Database, theirs: FakeStripe, later: Later) -> None:
    """The process died after the call, and everything stood still for more than a day."""
    theirs.next_fault = "after"
    placed = await buy(db, "pm_card_visa")
    assert placed.payment is not None
    async with db.writing() as tx:
        await tx.run("update payments.payment set state = 'intended'")
    theirs.forget_keys()
    later(timedelta(hours=30))
    await payments.authorize(db, placed.payment.id, "")
    assert len(theirs.intents) == 1
    async with db.reading() as read:
        payment = await payments.of_order(read, placed.order.id)
    assert payment is not None
    assert payment.state == "authorized"


async def test_somebody_elses_refunds_are_none_of_ours(db: Database, theirs: FakeStripe) -> None:
    placed = await cancelled(db)
    await jobs.drain(db)
    before = await how(db, placed.order.id)
    key = theirs.refunds[0]["metadata"]["key"]
    for n, other in enumerate(("", "nonsense", "a:b:c", key + ":1", key.replace(":0", ":7"), key.replace("ref_", "rex_"))):
        await tell(db, "refund.failed", {**theirs.refunds[0], "status": "failed", "metadata": {"key": other}}, f"evt_{n}")
    assert await how(db, placed.order.id) == before


@pytest.mark.parametrize(
    ("token", "at_once", "in_the_end"),
    [("tok_refund_late", "sent", "made"), ("tok_refund_fails_late", "sent", "failed"), ("tok_refund_comes_back", "made", "failed")],
)
async def test_the_sandbox_shows_all_of_it(
    client: httpx.AsyncClient, db: Database, webhooks: Webhooks, later: Later, token: str, at_once: str, in_the_end: str
) -> None:
    async with db.writing() as tx:
        shop = await make_shop(tx)
    order = (await buy_at_the_sandbox(db, shop.variant, token)).order
    await jobs.drain(db)
    async with db.writing() as tx:
        await orders.cancel(tx, SYSTEM, order.id, "changed_mind")
    await jobs.drain(db)
    assert (await how(db, order.id))[0] == at_once
    later(LATE)
    await jobs.drain(db)
    assert (await how(db, order.id))[0] == in_the_end
    if in_the_end == "failed":
        await sign_in(client, db, Role.MERCHANT)
        listed = (await client.get("/desk/orders?view=owed")).text
        assert str(order.number) in listed
        page = (await client.get(f"/desk/orders/{order.shown_id}")).text
        assert "could not be given back: the card has expired or was cancelled" in page
        assert "note it here as given back by hand" in page
        assert "could not be given back yet" in (await client.get(order.path)).text
        assert (await client.post(f"/desk/orders/{order.shown_id}/refunds/again")).status_code == 303
        await jobs.drain(db)
        assert (await how(db, order.id))[:2] == ("made", 1)
        assert str(order.number) not in (await client.get("/desk/orders?view=owed")).text
    async with db.reading() as read:
        assert [one.refunded for one in await providers.charges(read)] == [order.total.amount]


REFUND = Refund(
    id=RefundId(ids.new()),
    payment_id=PaymentId(ids.new()),
    order_id=OrderId(ids.new()),
    amount=100,
    currency="EUR",
    reason="",
    state=RefundState.ASKED,
    attempts=0,
    made_at=clock.now(),
    ended_at=None,
)
LATE_OUTCOMES = st.sampled_from([Outcome.PENDING, Outcome.REFUNDED, Outcome.FAILED, Outcome.UNKNOWN])


@given(st.lists(st.tuples(LATE_OUTCOMES, st.booleans()), max_size=8))
def test_whatever_is_told_of_an_attempt_its_worst_counts_and_of_another_nothing(told: list[tuple[Outcome, bool]]) -> None:
    refund, worst = REFUND, 0
    rank = {Outcome.PENDING: 1, Outcome.UNKNOWN: 1, Outcome.REFUNDED: 2, Outcome.FAILED: 3}
    for outcome, ours in told:
        key = refund.key if ours else refund.key + "1"
        state = rules.follow(refund, key, Answer(outcome=outcome), told=True)
        if ours:
            worst = max(worst, rank[outcome])
        refund = msgspec.structs.replace(refund, state=state or refund.state)
        assert refund.state == [RefundState.ASKED, RefundState.SENT, RefundState.MADE, RefundState.FAILED][worst]


@pytest.mark.parametrize(
    ("code", "attempts", "state"),
    [("try_again_later", 0, "asked"), ("try_again_later", 5, "failed"), ("key_reused", 0, "failed"), ("bad_amount", 0, "failed")],
)
def test_what_is_refused_is_asked_for_again_some_times_unless_it_may_have_been_done(code: str, attempts: int, state: str) -> None:
    refund = msgspec.structs.replace(REFUND, attempts=attempts)
    assert rules.follow(refund, refund.key, Answer(outcome=Outcome.FAILED, code=code), told=False) == state
