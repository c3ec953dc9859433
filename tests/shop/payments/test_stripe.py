"""Paying by Stripe from end to end: its messages come late, twice, out of order and with less in them than one asks for."""

import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.outside import payments as providers
from stoa.outside.payments.model import BadSignature
from stoa.outside.payments.stripe import Stripe
from stoa.people.sessions.model import GUEST, SYSTEM, PersonId, Visitor
from stoa.shop import checkout, orders, payments
from stoa.shop.checkout.model import Placed
from stoa.shop.orders.model import State as OrderState
from stoa.shop.payments.model import State
from tests.outside.fakes import serving
from tests.outside.payments.fake_stripe import FakeStripe
from tests.shop.checkout.makers import RETURN, a_buyer, make_cart, make_shop

pytestmark = [pytest.mark.anyio, pytest.mark.filterwarnings("ignore:Use 'content=<...>':DeprecationWarning")]  # the SDK's way with httpx
SECRET = "whsec_test"


@pytest.fixture
async def theirs(db: Database) -> AsyncIterator[FakeStripe]:
    fake, before = FakeStripe(), dict(providers.current())
    async with serving(fake) as port:
        stripe = Stripe("sk_test_1", webhook_secret=SECRET, url=f"http://127.0.0.1:{port}", timeout=2, retries=0)
        providers.wire({**before, "stripe": stripe})
        yield fake
        providers.wire(before)
        await stripe.close()


async def buy(db: Database, token: str, visitor: Visitor = GUEST, **given: Any) -> Placed:
    async with db.writing() as tx:
        known: Any = await tx.value("select id from catalog.variant limit 1")
        cart = await make_cart(tx, known or (await make_shop(tx)).variant, 1, visitor)
    return await checkout.place(db, visitor, cart, a_buyer(token, provider="stripe", **given), RETURN)


async def tell(db: Database, kind: str, thing: dict[str, Any], event: str = "evt_1", secret: str = SECRET) -> bool:
    """Send Stripe's message about something; as in all of them, what it refers to is named and not told."""
    plain = {name: value["id"] if isinstance(value, dict) and "object" in value else value for name, value in thing.items()}
    body = json.dumps({"id": event, "object": "event", "type": kind, "data": {"object": plain}}).encode()
    stamp = int(time.time())
    signature = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return await payments.receive_webhook(db, "stripe", {"stripe-signature": f"t={stamp},v1={signature}"}, body)


async def stands(db: Database, placed: Placed) -> tuple[State, OrderState]:
    async with db.reading() as read:
        found = await payments.of_order(read, placed.order.id)
        assert found is not None
        return found.state, (await orders.get(read, placed.order.id)).state


def confirmed(theirs: FakeStripe, name: str = "pi_1") -> dict[str, Any]:
    theirs.intents[name].update(status="requires_capture", amount_capturable=theirs.intents[name]["amount"], next_action=None)
    return theirs.intents[name]


async def test_a_card_that_was_confirmed_is_kept_though_the_message_names_it_only(db: Database, theirs: FakeStripe) -> None:
    person = Visitor(person=PersonId(ids.new()))
    placed = await buy(db, "pm_card_authenticationRequired", person, save=True)
    assert await stands(db, placed) == (State.CHALLENGE, OrderState.PENDING)
    assert await tell(db, "payment_intent.amount_capturable_updated", confirmed(theirs))
    assert await stands(db, placed) == (State.AUTHORIZED, OrderState.OPEN)
    async with db.reading() as read:
        [kept] = await payments.methods(read, person.member)
    assert (kept.token, kept.customer, kept.last4, kept.expires_year) == ("pm_card_visa", "cus_1", "4242", 2030)


async def test_a_message_that_comes_twice_late_or_out_of_order_counts_once(db: Database, theirs: FakeStripe) -> None:
    placed = await buy(db, "pm_card_authenticationRequired")
    waiting = dict(theirs.intents["pi_1"])
    confirmed(theirs)
    assert await tell(db, "payment_intent.amount_capturable_updated", theirs.intents["pi_1"], "evt_2")
    assert not await tell(db, "payment_intent.amount_capturable_updated", theirs.intents["pi_1"], "evt_2")
    await jobs.drain(db)
    assert await stands(db, placed) == (State.CAPTURED, OrderState.OPEN)
    await tell(db, "payment_intent.requires_action", waiting, "evt_1")
    await tell(db, "payment_intent.succeeded", theirs.intents["pi_1"], "evt_3")
    await tell(db, "payment_intent.payment_failed", {**waiting, "status": "requires_payment_method"}, "evt_0")
    await jobs.drain(db)
    assert await stands(db, placed) == (State.CAPTURED, OrderState.OPEN)
    assert theirs.intents["pi_1"]["amount_received"] == placed.order.total.amount
    async with db.reading() as read:
        assert await payments.refunds(read, [placed.order.id]) == []


async def test_money_for_an_order_that_has_ended_is_let_go(db: Database, theirs: FakeStripe) -> None:
    placed = await buy(db, "pm_card_authenticationRequired")
    async with db.writing() as tx:
        await orders.cancel(tx, SYSTEM, placed.order.id, "payment_expired")
    await tell(db, "payment_intent.amount_capturable_updated", confirmed(theirs))
    await jobs.drain(db)
    assert (await stands(db, placed))[0] == State.VOIDED
    assert theirs.intents["pi_1"]["status"] == "canceled"


async def test_a_message_signed_by_another_changes_nothing(db: Database, theirs: FakeStripe) -> None:
    placed = await buy(db, "pm_card_authenticationRequired")
    with pytest.raises(BadSignature):
        await tell(db, "payment_intent.amount_capturable_updated", confirmed(theirs), secret="whsec_other")
    assert await stands(db, placed) == (State.CHALLENGE, OrderState.PENDING)


async def test_where_stripe_does_not_answer_it_is_asked_again(db: Database, theirs: FakeStripe) -> None:
    placed = await buy(db, "pm_card_authenticationRequired")
    theirs.next_fault = "500"
    assert await tell(db, "payment_intent.amount_capturable_updated", confirmed(theirs))
    assert await stands(db, placed) == (State.CHALLENGE, OrderState.PENDING)
    await payments.look_up(db, placed.payment.id)  # type: ignore[union-attr]
    assert await stands(db, placed) == (State.AUTHORIZED, OrderState.OPEN)


async def test_nobody_pays_with_what_another_has_saved(db: Database, theirs: FakeStripe) -> None:
    owner = Visitor(person=PersonId(ids.new()))
    await buy(db, "pm_card_visa", owner, save=True)
    for visitor in (GUEST, Visitor(person=PersonId(ids.new()))):
        placed = await buy(db, "pm_card_visa", visitor)
        assert placed.payment is not None
        assert "customer" not in theirs.intents[placed.payment.reference or ""]


async def test_parts_are_given_back_once_each(db: Database, theirs: FakeStripe) -> None:
    placed = await buy(db, "pm_card_visa")
    await jobs.drain(db)
    for amount in (500, 500, 700):
        async with db.writing() as tx:
            await payments.refund(tx, SYSTEM, placed.order.id, type(placed.order.total)(amount, "EUR"), "goodwill")
    await jobs.drain(db)
    await jobs.drain(db)
    assert [one["amount"] for one in theirs.refunds] == [500, 500, 700]
