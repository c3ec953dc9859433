"""Stripe, spoken to over real HTTP, answered by a small Stripe of our own."""

import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from stoa.base.database import Database
from stoa.base.money import Money
from stoa.outside import payments
from stoa.outside.payments.model import NEVER_ARRIVED, Answer, BadSignature, Outcome, ProviderTimeout, SavedMethod
from stoa.outside.payments.stripe import Stripe
from tests.outside.fakes import serving
from tests.outside.payments.fake_stripe import FakeStripe

pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=<...>':DeprecationWarning")  # the SDK's way with httpx
PRICE = Money(4999, "EUR")
SECRET = "whsec_test"
NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def theirs() -> FakeStripe:
    return FakeStripe()


@pytest.fixture
async def stripe(theirs: FakeStripe) -> AsyncIterator[Stripe]:
    async with serving(theirs) as port:
        found = Stripe("sk_test_1", webhook_secret=SECRET, url=f"http://127.0.0.1:{port}", timeout=2, retries=0)
        yield found
        await found.close()


async def authorize(stripe: Stripe, token: str = "pm_card_visa", key: str = "k1", **given: Any) -> Answer:
    return await stripe.authorize(
        **{"key": key, "amount": PRICE, "token": token, "reference": "ord_1", "return_url": "https://shop.example/back", **given}
    )


async def test_it_sets_aside_captures_and_gives_back(stripe: Stripe, theirs: FakeStripe) -> None:
    answer = await authorize(stripe)
    assert answer == Answer(
        outcome=Outcome.AUTHORIZED, reference="pi_1", amount=PRICE, expires_at=datetime.fromtimestamp(1_790_400_000, UTC)
    )
    captured = await stripe.capture(key="c", reference="pi_1", amount=Money(4000, "EUR"))
    assert (captured.outcome, captured.amount) == (Outcome.CAPTURED, Money(4000, "EUR"))
    refunded = await stripe.refund(key="r", reference="pi_1", amount=Money(1500, "EUR"))
    assert (refunded.outcome, refunded.amount, refunded.reference) == (Outcome.REFUNDED, Money(1500, "EUR"), "pi_1")
    too_much = await stripe.refund(key="r2", reference="pi_1", amount=Money(2501, "EUR"))
    assert (too_much.outcome, too_much.code) == (Outcome.FAILED, "more_than_captured")
    assert [one["amount"] for one in theirs.refunds] == [1500]
    assert theirs.intents["pi_1"]["metadata"] == {"key": "k1", "order": "ord_1"}
    assert [asked.headers.get("idempotency-key") for asked in theirs.asked] == ["k1", "c", "r", "r2"]


async def test_the_same_key_charges_once(stripe: Stripe, theirs: FakeStripe) -> None:
    assert await authorize(stripe) == await authorize(stripe)
    for _ in range(2):
        assert (await stripe.capture(key="c", reference="pi_1", amount=PRICE)).outcome is Outcome.CAPTURED
        assert (await stripe.refund(key="r", reference="pi_1", amount=Money(99, "EUR"))).outcome is Outcome.REFUNDED
    assert len(theirs.intents) == len(theirs.refunds) == 1
    reused = await authorize(stripe, amount=Money(1, "EUR"))
    assert (reused.outcome, reused.code) == (Outcome.FAILED, "key_reused")


@pytest.mark.parametrize(
    ("currency", "amount", "part", "counted", "counted_part"),
    [
        ("JPY", 1290, 290, 1290, 290), ("KRW", 5, 1, 5, 1), ("EUR", 4999, 1, 4999, 1), ("KWD", 5120, 10, 5120, 10),
        ("ISK", 1290, 290, 129_000, 29_000), ("UGX", 5, 1, 500, 100), ("MGA", 129_000, 29_000, 1290, 290),
    ],
)  # fmt: skip
async def test_amounts_are_counted_as_stripe_counts_them(
    stripe: Stripe, theirs: FakeStripe, currency: str, amount: int, part: int, counted: int, counted_part: int
) -> None:
    whole, some = Money(amount, currency), Money(part, currency)
    assert (await authorize(stripe, amount=whole)).amount == whole
    assert (theirs.intents["pi_1"]["amount"], theirs.intents["pi_1"]["currency"]) == (counted, currency.lower())
    assert (await stripe.capture(key="c", reference="pi_1", amount=some)).amount == some
    assert theirs.intents["pi_1"]["amount_received"] == counted_part
    assert (await stripe.refund(key="r", reference="pi_1", amount=some)).amount == some
    assert theirs.refunds[0]["amount"] == counted_part
    await authorize(stripe, "hosted", "k2", amount=whole)
    assert theirs.sessions["cs_1"]["asked"]["line_items"]["0"]["price_data"]["unit_amount"] == str(counted)


@pytest.mark.parametrize(("currency", "amount"), [("KWD", 5125), ("MGA", 1)])
async def test_what_stripe_cannot_count_is_not_asked_for(stripe: Stripe, theirs: FakeStripe, currency: str, amount: int) -> None:
    answer = await authorize(stripe, amount=Money(amount, currency))
    assert (answer.outcome, answer.code, theirs.intents) == (Outcome.FAILED, "bad_amount", {})


async def test_a_declined_card(stripe: Stripe) -> None:
    answer = await authorize(stripe, "pm_card_chargeDeclined")
    assert (answer.outcome, answer.code, answer.reference) == (Outcome.DECLINED, "insufficient_funds", "pi_1")
    assert (await stripe.look_up(key="k1")).code == "insufficient_funds"


async def test_a_card_that_wants_its_owner(stripe: Stripe, theirs: FakeStripe) -> None:
    answer = await authorize(stripe, "pm_card_authenticationRequired")
    assert (answer.outcome, answer.challenge_url) == (Outcome.CHALLENGE, "https://hooks.stripe.example/3ds")
    theirs.intents["pi_1"].update(status="requires_capture", amount_capturable=4999)
    assert (await stripe.look_up(key="k1")).outcome is Outcome.AUTHORIZED


async def test_what_stripe_does_not_know(stripe: Stripe) -> None:
    answer = await authorize(stripe, "pm_nothing")
    assert (answer.outcome, answer.code) == (Outcome.FAILED, "no_such_payment")
    assert (await stripe.capture(key="c", reference="pi_9", amount=PRICE)).code == "no_such_payment"


@pytest.mark.parametrize("fault", ["500", "429", "before"])
async def test_a_call_that_was_not_done(stripe: Stripe, theirs: FakeStripe, fault: str) -> None:
    theirs.next_fault = fault
    with pytest.raises(ProviderTimeout):
        await authorize(stripe)
    answer = await stripe.look_up(key="k1")
    assert (answer.outcome, answer.code) == (Outcome.FAILED, NEVER_ARRIVED)


@pytest.mark.parametrize("searchable", [True, False])
async def test_a_call_whose_answer_was_lost(stripe: Stripe, theirs: FakeStripe, searchable: bool) -> None:
    """Found by the search, and when that lags behind, among the newest."""
    theirs.searchable = searchable
    for n in range(150):
        theirs._new(1, "eur", {"key": f"other {n}"})
    theirs.next_fault = "after"
    with pytest.raises(ProviderTimeout):
        await authorize(stripe)
    for n in range(150):
        theirs._new(1, "eur", {"key": f"later {n}"})
    assert (await stripe.look_up(key="k1")).outcome is Outcome.AUTHORIZED
    assert (await authorize(stripe)).reference == "pi_151"


async def test_no_server_at_all(theirs: FakeStripe) -> None:
    async with serving(theirs) as port:
        pass
    stripe = Stripe("sk_test_1", webhook_secret=SECRET, url=f"http://127.0.0.1:{port}", retries=0)
    with pytest.raises(ProviderTimeout):
        await authorize(stripe)
    await stripe.close()


async def test_a_wrong_key_is_said_plainly(theirs: FakeStripe) -> None:
    async with serving(theirs) as port:
        stripe = Stripe("sk_test_wrong", webhook_secret=SECRET, url=f"http://127.0.0.1:{port}", retries=0)
        answer = await authorize(stripe)
        await stripe.close()
    assert (answer.outcome, answer.code) == (Outcome.FAILED, "not_authorized_at_provider")


async def test_a_capture_is_not_done_twice_though_its_key_is_forgotten(stripe: Stripe) -> None:
    await authorize(stripe)
    await stripe.capture(key="c", reference="pi_1", amount=PRICE)
    assert (await stripe.capture(key="a day later", reference="pi_1", amount=PRICE)).outcome is Outcome.CAPTURED
    other = await stripe.capture(key="another", reference="pi_1", amount=Money(1, "EUR"))
    assert (other.outcome, other.code) == (Outcome.FAILED, "is_captured")


async def test_a_refund_is_found_though_its_key_is_forgotten(stripe: Stripe, theirs: FakeStripe) -> None:
    await authorize(stripe)
    await stripe.capture(key="c", reference="pi_1", amount=PRICE)
    assert await stripe.look_up_refund(key="r", reference="pi_1") == Answer(outcome=Outcome.FAILED, code=NEVER_ARRIVED)
    theirs.next_fault = "after"
    with pytest.raises(ProviderTimeout):
        await stripe.refund(key="r", reference="pi_1", amount=Money(99, "EUR"))
    theirs.forget_keys()
    for n in range(120):
        await stripe.refund(key=f"other {n}", reference="pi_1", amount=Money(1, "EUR"))
    found = await stripe.look_up_refund(key="r", reference="pi_1")
    assert (found.outcome, found.reference, found.amount) == (Outcome.REFUNDED, "pi_1", Money(99, "EUR"))
    for status, outcome in (("pending", Outcome.PENDING), ("failed", Outcome.FAILED)):
        theirs.refunds[0]["status"] = status
        assert (await stripe.look_up_refund(key="r", reference="pi_1")).outcome is outcome


@pytest.mark.parametrize("fault", ["500", "before"])
async def test_that_refunds_cannot_be_read_says_nothing_of_one(stripe: Stripe, theirs: FakeStripe, fault: str) -> None:
    theirs.next_fault = fault
    with pytest.raises(ProviderTimeout):
        await stripe.look_up_refund(key="r", reference="pi_1")
    with pytest.raises(ProviderTimeout):  # no such charge: nor does that say that nothing was given back
        await stripe.look_up_refund(key="r", reference="pi_9")


async def test_voiding(stripe: Stripe, theirs: FakeStripe) -> None:
    await authorize(stripe)
    assert (await stripe.void(key="v", reference="pi_1")).outcome is Outcome.VOIDED
    assert (await stripe.void(key="v2", reference="pi_1")).outcome is Outcome.VOIDED
    assert (await stripe.capture(key="c", reference="pi_1", amount=PRICE)).code == "is_voided"
    await authorize(stripe, key="k2")
    await stripe.capture(key="c2", reference="pi_2", amount=PRICE)
    refused = await stripe.void(key="v3", reference="pi_2")
    assert (refused.outcome, refused.code) == (Outcome.FAILED, "is_captured")
    assert theirs.intents["pi_2"]["status"] == "succeeded"


async def test_more_than_was_set_aside_is_not_captured(stripe: Stripe) -> None:
    await authorize(stripe)
    answer = await stripe.capture(key="c", reference="pi_1", amount=Money(5000, "EUR"))
    assert (answer.outcome, answer.code) == (Outcome.FAILED, "bad_amount")


async def test_a_method_is_saved_for_its_customer(stripe: Stripe, theirs: FakeStripe) -> None:
    answer = await authorize(stripe, "ctoken_1", save=True)
    assert answer.saved_method == SavedMethod("pm_card_visa", "visa", "4242", 8, 2030, "cus_1")
    assert (await authorize(stripe, "ctoken_1", save=True)).saved_method == answer.saved_method
    assert theirs.customers == ["cus_1"]
    again = await authorize(stripe, "pm_card_visa", "k2", customer="cus_1")
    assert again.saved_method is None
    assert theirs.intents["pi_2"]["customer"] == "cus_1"


async def test_paying_on_stripe_s_own_page(stripe: Stripe, theirs: FakeStripe) -> None:
    answer = await authorize(stripe, "hosted")
    assert answer == Answer(outcome=Outcome.CHALLENGE, reference="cs_1", challenge_url="https://checkout.stripe.example/cs_1")
    assert await stripe.look_up(key="k1") == answer
    theirs.pay_on_the_page("cs_1")
    paid = await stripe.look_up(key="k1")
    assert (paid.outcome, paid.reference, paid.amount) == (Outcome.AUTHORIZED, "pi_1", PRICE)
    assert (await stripe.capture(key="c", reference="cs_1", amount=PRICE)).outcome is Outcome.CAPTURED
    assert (await stripe.refund(key="r", reference="cs_1", amount=PRICE)).outcome is Outcome.REFUNDED


async def test_a_page_that_is_not_paid_is_closed(stripe: Stripe, theirs: FakeStripe) -> None:
    await authorize(stripe, "hosted")
    assert (await stripe.void(key="v", reference="cs_1")).outcome is Outcome.VOIDED
    assert theirs.sessions["cs_1"]["status"] == "expired"
    late = await stripe.look_up(key="k1")
    assert (late.outcome, late.code) == (Outcome.DECLINED, "challenge_expired")
    await authorize(stripe, "hosted", "k2")
    theirs.pay_on_the_page("cs_2")
    assert (await stripe.void(key="v2", reference="cs_2")).outcome is Outcome.VOIDED
    assert theirs.intents["pi_1"]["status"] == "canceled"


def webhook(kind: str, thing: dict[str, Any], secret: str = SECRET, age: int = 0) -> tuple[dict[str, str], bytes]:
    body = json.dumps({"id": "evt_1", "object": "event", "type": kind, "data": {"object": thing}}).encode()
    stamp = int(time.time()) - age
    signature = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return {"Stripe-Signature": f"t={stamp},v1={signature}"}, body


async def test_webhooks_say_what_happened(stripe: Stripe, theirs: FakeStripe) -> None:
    await authorize(stripe)
    intent = {**theirs.intents["pi_1"], "latest_charge": "ch_1", "payment_method": "pm_card_visa"}
    event = stripe.verify_webhook(*webhook("payment_intent.amount_capturable_updated", intent), NOW)
    assert (event.id, event.key, event.reference, event.answer.outcome) == ("evt_1", "k1", "pi_1", Outcome.AUTHORIZED)
    assert not event.whole
    kept = {"id": "seti_1", "object": "setup_intent", "status": "succeeded", "metadata": {"key": "s1"}, "payment_method": "pm_1"}
    assert not stripe.verify_webhook(*webhook("setup_intent.succeeded", kept), NOW).whole
    page = {"id": "cs_2", "object": "checkout.session", "status": "complete", "metadata": {"key": "s1"}, "setup_intent": "seti_1"}
    assert not stripe.verify_webhook(*webhook("checkout.session.completed", page), NOW).whole
    hosted = {**intent, "status": "requires_payment_method", "metadata": {"key": "k1", "hosted": "yes"}, "last_payment_error": None}
    assert stripe.verify_webhook(*webhook("payment_intent.payment_failed", hosted), NOW).answer.outcome is Outcome.CHALLENGE
    refund = {"id": "re_1", "object": "refund", "amount": 99, "currency": "eur", "payment_intent": "pi_1", "status": "pending"}
    event = stripe.verify_webhook(*webhook("refund.created", refund), NOW)
    assert (event.key, event.reference, event.answer.outcome, event.answer.amount) == ("", "pi_1", Outcome.PENDING, Money(99, "EUR"))
    assert event.refund == ""
    for kind, status, outcome, code in (
        ("refund.updated", "succeeded", Outcome.REFUNDED, ""),
        ("refund.updated", "canceled", Outcome.FAILED, "canceled"),
        ("refund.failed", "failed", Outcome.FAILED, "lost_or_stolen_card"),
        ("charge.refund.updated", "failed", Outcome.FAILED, "lost_or_stolen_card"),
        ("refund.updated", "requires_action", Outcome.PENDING, ""),
    ):
        why = {"failure_reason": "lost_or_stolen_card"} if status == "failed" else {}
        ours = {**refund, **why, "status": status, "metadata": {"key": "r1"}}
        event = stripe.verify_webhook(*webhook(kind, ours), NOW)
        assert (event.key, event.refund, event.answer.outcome, event.answer.code) == ("", "r1", outcome, code)
    session = {"id": "cs_1", "object": "checkout.session", "status": "expired", "metadata": {"key": "k1"}, "payment_intent": None}
    assert stripe.verify_webhook(*webhook("checkout.session.expired", session), NOW).answer.code == "challenge_expired"
    assert event.whole
    other = stripe.verify_webhook(*webhook("customer.created", {"id": "cus_1", "object": "customer"}), NOW)
    assert (other.kind, other.reference, other.answer.outcome) == ("customer.created", "", Outcome.UNKNOWN)


async def test_forged_webhooks_are_refused(stripe: Stripe) -> None:
    thing = {"id": "cus_1", "object": "customer"}
    headers, body = webhook("customer.created", thing)
    for forged in (
        webhook("customer.created", thing, secret="whsec_other"),
        webhook("customer.created", thing, age=301),
        (headers, body + b" "),
        ({}, body),
        ({"stripe-signature": "nonsense"}, body),
    ):
        with pytest.raises(BadSignature):
            stripe.verify_webhook(*forged, NOW)
    unset = Stripe("sk_test_1", webhook_secret="", retries=0)
    with pytest.raises(BadSignature):
        unset.verify_webhook(*webhook("customer.created", thing, secret=""), NOW)
    await unset.close()


async def test_a_signed_message_of_another_shape_is_refused(stripe: Stripe) -> None:
    for body in (b"{}", b"[]", b"nonsense", b'{"id": 1, "object": "event", "type": "x"}'):
        stamp = int(time.time())
        signature = hmac.new(SECRET.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
        with pytest.raises(BadSignature):
            stripe.verify_webhook({"stripe-signature": f"t={stamp},v1={signature}"}, body, NOW)


async def test_not_inside_a_transaction(stripe: Stripe, theirs: FakeStripe, db: Database) -> None:
    async with db.writing():
        with pytest.raises(RuntimeError, match="never called inside a transaction"):
            await authorize(stripe)
    assert theirs.asked == []


async def test_the_settings_choose(db: Database) -> None:
    found = payments.services(
        db, url="", sandbox=False, webhooks="", stripe_key="sk_test_1", bank_account="Stoa GmbH; DE02 1203 0000 0000 2020 51; BYLADEM1001"
    )
    assert list(found) == ["stripe", "bank_transfer"]
    stripe = found["stripe"]
    assert isinstance(stripe, Stripe)
    await stripe.close()
    assert payments.services(db, url="", sandbox=False, webhooks="") == {}


async def save(stripe: Stripe, token: str = "pm_card_visa", key: str = "s1") -> Answer:
    return await stripe.save(key=key, amount=PRICE, token=token, reference="ord_1", return_url="https://shop.example/back")


async def test_it_keeps_a_card_and_charges_it_without_the_shopper(stripe: Stripe, theirs: FakeStripe) -> None:
    answer = await save(stripe)
    saved = answer.saved_method
    assert (answer.outcome, answer.reference, answer.amount) == (Outcome.SAVED, "seti_1", None)
    assert saved == SavedMethod("pm_card_visa", "visa", "4242", 8, 2030, "cus_1")
    assert theirs.intents == {}
    charged = await authorize(stripe, saved.token, "k2", customer=saved.customer, absent=True)
    assert charged.outcome is Outcome.AUTHORIZED
    asked = theirs.asked[-1].body.decode()
    assert "off_session=true" in asked.lower()
    assert "customer=cus_1" in asked


async def test_a_card_that_asks_for_its_owner_is_kept_once_they_have_confirmed(stripe: Stripe, theirs: FakeStripe) -> None:
    answer = await save(stripe, "pm_card_authenticationRequired")
    assert (answer.outcome, answer.challenge_url) == (Outcome.CHALLENGE, "https://hooks.stripe.example/3ds")
    theirs.searchable = False
    theirs.setups["seti_1"]["status"] = "succeeded"
    assert (await stripe.look_up(key="s1")).outcome is Outcome.SAVED


async def test_without_a_card_it_is_kept_on_stripes_own_page(stripe: Stripe, theirs: FakeStripe) -> None:
    answer = await save(stripe, "hosted")
    assert (answer.outcome, answer.challenge_url) == (Outcome.CHALLENGE, "https://checkout.stripe.example/cs_1")
    assert theirs.sessions["cs_1"]["asked"]["mode"] == "setup"


async def test_a_saved_method_is_detached_once_and_what_is_attached_to_nobody_is_forgotten(stripe: Stripe, theirs: FakeStripe) -> None:
    saved = await stripe.save(key="s", amount=PRICE, token="pm_card_visa", reference="ord_1", return_url="https://shop.example/back")
    assert saved.saved_method is not None
    assert theirs.attached == {"pm_card_visa": "cus_1"}
    for key in ("f", "f", "g"):
        assert (await stripe.forget(key=key, token=saved.saved_method.token)).outcome is Outcome.FORGOTTEN
    assert theirs.attached == {}
    detached = [asked for asked in theirs.asked if asked.path == "/v1/payment_methods/pm_card_visa/detach"]
    assert [asked.headers.get("idempotency-key") for asked in detached] == ["f", "f", "g"]
    assert (await stripe.forget(key="h", token="pm_nothing")).outcome is Outcome.FORGOTTEN


async def test_a_method_that_is_not_detached_is_not_forgotten(stripe: Stripe, theirs: FakeStripe) -> None:
    theirs.attached["pm_card_visa"], theirs.refuses_to_detach = "cus_1", True
    assert (await stripe.forget(key="f", token="pm_card_visa")).outcome is Outcome.FAILED
    theirs.refuses_to_detach, theirs.next_fault = False, "after"
    with pytest.raises(ProviderTimeout):
        await stripe.forget(key="g", token="pm_card_visa")
    assert (await stripe.forget(key="g", token="pm_card_visa")).outcome is Outcome.FORGOTTEN
