"""The sandbox provider, with every one of its misbehaviours."""

import asyncio
import base64
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from stoa.base import clock, jobs
from stoa.base.database import Database
from stoa.base.money import Money
from stoa.outside import payments
from stoa.outside.payments import jobs as payment_jobs
from stoa.outside.payments import signing
from stoa.outside.payments.model import NEVER_ARRIVED, Answer, BadSignature, Outcome, ProviderTimeout
from stoa.outside.payments.sandbox import CHALLENGE_LASTS, LATE, SECRET, Sandbox, to_address
from tests.outside.fakes import Asked, Said, serving

PRICE = Money(4999, "EUR")


class Shop:
    """Takes webhooks as the shop would, and keeps them."""

    def __init__(self) -> None:
        self.taken: list[tuple[dict[str, str], bytes]] = []
        self.status = 204

    async def __call__(self, headers: dict[str, str], body: bytes) -> int:
        self.taken.append((headers, body))
        return self.status


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
async def sandbox(db: Database, shop: Shop) -> Sandbox:
    found = payments.current()["sandbox"]
    assert isinstance(found, Sandbox)
    found.send = shop
    return found


async def authorize(sandbox: Sandbox, token: str = "tok_ok", key: str = "k1", **given: Any) -> Answer:
    return await sandbox.authorize(
        **{"key": key, "amount": PRICE, "token": token, "reference": "ord_1", "return_url": "http://localhost:8000/back", **given}
    )


async def charges(db: Database) -> list[tuple[str, str, int, int]]:
    async with db.reading() as read:
        return [(charge.key, charge.state, charge.captured, charge.refunded) for charge in await payments.charges(read)]


async def test_it_sets_aside_captures_and_gives_back(sandbox: Sandbox, db: Database, shop: Shop) -> None:
    answer = await authorize(sandbox)
    assert answer.outcome is Outcome.AUTHORIZED
    assert answer.amount == PRICE
    assert answer.reference is not None
    captured = await sandbox.capture(key="c", reference=answer.reference, amount=Money(4000, "EUR"))
    assert (captured.outcome, captured.amount) == (Outcome.CAPTURED, Money(4000, "EUR"))
    refunded = await sandbox.refund(key="r", reference=answer.reference, amount=Money(1500, "EUR"))
    assert refunded.outcome is Outcome.REFUNDED
    too_much = await sandbox.refund(key="r2", reference=answer.reference, amount=Money(2501, "EUR"))
    assert (too_much.outcome, too_much.code) == (Outcome.FAILED, "more_than_captured")
    assert await charges(db) == [("k1", "captured", 4000, 1500)]
    await jobs.drain(db)
    events = [sandbox.verify_webhook(headers, body, clock.now()) for headers, body in shop.taken]
    assert [(event.kind, event.key, event.reference) for event in events] == [
        ("payment.authorized", "k1", answer.reference),
        ("payment.captured", "k1", answer.reference),
        ("payment.refunded", "k1", answer.reference),
    ]
    assert [event.answer.amount for event in events] == [PRICE, Money(4000, "EUR"), Money(1500, "EUR")]


async def test_the_same_key_charges_once(sandbox: Sandbox, db: Database, shop: Shop) -> None:
    first, second = await authorize(sandbox), await authorize(sandbox)
    assert first == second
    assert first.reference is not None
    for _ in range(2):
        assert (await sandbox.capture(key="c", reference=first.reference, amount=PRICE)).outcome is Outcome.CAPTURED
        assert (await sandbox.refund(key="r", reference=first.reference, amount=Money(99, "EUR"))).outcome is Outcome.REFUNDED
    assert await charges(db) == [("k1", "captured", 4999, 99)]
    await jobs.drain(db)
    assert len(shop.taken) == 3


async def test_a_key_belongs_to_one_request(sandbox: Sandbox) -> None:
    answer = await authorize(sandbox)
    other = await authorize(sandbox, amount=Money(1, "EUR"))
    assert (other.outcome, other.code) == (Outcome.FAILED, "key_reused")
    assert answer.reference is not None
    await sandbox.capture(key="c", reference=answer.reference, amount=PRICE)
    reused = await sandbox.refund(key="c", reference=answer.reference, amount=PRICE)
    assert (reused.outcome, reused.code) == (Outcome.FAILED, "key_reused")


async def test_a_declined_card_is_declined_each_time(sandbox: Sandbox, db: Database, shop: Shop) -> None:
    for _ in range(2):
        answer = await authorize(sandbox, "tok_declined")
        assert (answer.outcome, answer.code) == (Outcome.DECLINED, "insufficient_funds")
    assert (await sandbox.look_up(key="k1")).outcome is Outcome.DECLINED
    assert await jobs.drain(db) == 0
    assert shop.taken == []


@pytest.mark.parametrize("token", ["tok_nonsense", "pm_nobody", ""])
async def test_an_unknown_token_fails(sandbox: Sandbox, token: str) -> None:
    answer = await authorize(sandbox, token)
    assert (answer.outcome, answer.code) == (Outcome.FAILED, "no_such_token")


async def test_a_timeout_hides_a_charge_that_was_made(sandbox: Sandbox, db: Database) -> None:
    with pytest.raises(ProviderTimeout):
        await authorize(sandbox, "tok_timeout")
    assert (await sandbox.look_up(key="k1")).outcome is Outcome.AUTHORIZED
    assert (await authorize(sandbox, "tok_timeout")).outcome is Outcome.AUTHORIZED
    assert await charges(db) == [("k1", "authorized", 0, 0)]


async def test_a_lost_call_was_never_made(sandbox: Sandbox, db: Database) -> None:
    for _ in range(2):
        with pytest.raises(ProviderTimeout):
            await authorize(sandbox, "tok_lost")
    answer = await sandbox.look_up(key="k1")
    assert (answer.outcome, answer.code) == (Outcome.FAILED, NEVER_ARRIVED)
    assert await charges(db) == []


async def test_a_late_charge_appears_by_the_clock(sandbox: Sandbox, db: Database, shop: Shop) -> None:
    for _ in range(2):
        with pytest.raises(ProviderTimeout):
            await authorize(sandbox, "tok_late")
    assert (await sandbox.look_up(key="k1")).outcome is Outcome.UNKNOWN
    assert await jobs.drain(db) == 0
    clock.set_offset(LATE + timedelta(seconds=1))
    assert (await sandbox.look_up(key="k1")).outcome is Outcome.AUTHORIZED
    assert (await authorize(sandbox, "tok_late")).outcome is Outcome.AUTHORIZED
    assert await jobs.drain(db) == 1
    event = sandbox.verify_webhook(*shop.taken[0], clock.now())
    assert (event.kind, event.key, event.answer.outcome) == ("payment.authorized", "k1", Outcome.AUTHORIZED)


async def test_a_webhook_sent_twice_is_the_same_message(sandbox: Sandbox, db: Database, shop: Shop) -> None:
    await authorize(sandbox, "tok_twice")
    await jobs.drain(db)
    first, second = (sandbox.verify_webhook(headers, body, clock.now()) for headers, body in shop.taken)
    assert first == second


async def test_a_capture_that_fails_leaves_it_set_aside(sandbox: Sandbox, db: Database) -> None:
    reference = (await authorize(sandbox, "tok_capture_fails")).reference
    assert reference is not None
    for key in ("c1", "c1", "c2"):
        answer = await sandbox.capture(key=key, reference=reference, amount=PRICE)
        assert (answer.outcome, answer.code) == (Outcome.FAILED, "capture_refused")
    assert (await sandbox.void(key="v", reference=reference)).outcome is Outcome.VOIDED
    assert await charges(db) == [("k1", "voided", 0, 0)]


async def test_what_is_not_let_go_at_first_or_without_an_answer(sandbox: Sandbox, db: Database) -> None:
    once, silent, never = [
        (await authorize(sandbox, token, key=token)).reference or ""
        for token in ("tok_void_fails_once", "tok_void_timeout", "tok_void_fails")
    ]
    for key, outcome in (("v1", Outcome.FAILED), ("v1", Outcome.FAILED), ("v2", Outcome.VOIDED)):
        assert (await sandbox.void(key=key, reference=once)).outcome is outcome
    with pytest.raises(ProviderTimeout):
        await sandbox.void(key="v3", reference=silent)
    assert (await sandbox.void(key="v3", reference=silent)).outcome is Outcome.VOIDED
    assert [(await sandbox.void(key=f"v{n}", reference=never)).code for n in (4, 5)] == ["try_again_later"] * 2
    assert {one[1] for one in await charges(db)} == {"voided", "authorized"}


async def test_a_refund_that_fails_once_succeeds_with_a_new_key(sandbox: Sandbox, db: Database) -> None:
    reference = (await authorize(sandbox, "tok_refund_fails_once")).reference
    assert reference is not None
    await sandbox.capture(key="c", reference=reference, amount=PRICE)
    for key, outcome in (("r1", Outcome.FAILED), ("r1", Outcome.FAILED), ("r2", Outcome.REFUNDED), ("r2", Outcome.REFUNDED)):
        assert (await sandbox.refund(key=key, reference=reference, amount=PRICE)).outcome is outcome
    assert await charges(db) == [("k1", "captured", 4999, 4999)]


async def test_more_than_was_set_aside_is_not_captured(sandbox: Sandbox) -> None:
    reference = (await authorize(sandbox)).reference
    assert reference is not None
    for key, amount, code in (
        ("a", Money(5000, "EUR"), "more_than_authorized"),
        ("b", Money(0, "EUR"), "bad_amount"),
        ("c", Money(1, "USD"), "other_currency"),
    ):
        answer = await sandbox.capture(key=key, reference=reference, amount=amount)
        assert (answer.outcome, answer.code) == (Outcome.FAILED, code)
    missing = await sandbox.capture(key="d", reference="ch_nothing", amount=PRICE)
    assert (missing.outcome, missing.code) == (Outcome.FAILED, "no_such_payment")


async def test_a_captured_charge_is_not_voided_and_a_voided_one_not_captured(sandbox: Sandbox) -> None:
    first, second = (await authorize(sandbox)).reference, (await authorize(sandbox, key="k2")).reference
    assert first is not None
    assert second is not None
    await sandbox.capture(key="c", reference=first, amount=PRICE)
    await sandbox.void(key="v", reference=second)
    assert (await sandbox.void(key="v1", reference=first)).code == "is_captured"
    assert (await sandbox.capture(key="c1", reference=second, amount=PRICE)).code == "is_voided"
    assert (await sandbox.void(key="v2", reference=second)).outcome is Outcome.VOIDED


async def test_what_was_set_aside_is_let_go_after_a_week(sandbox: Sandbox) -> None:
    reference = (await authorize(sandbox)).reference
    assert reference is not None
    clock.set_offset(timedelta(days=7, seconds=1))
    answer = await sandbox.look_up(key="k1")
    assert (answer.outcome, answer.code) == (Outcome.VOIDED, "authorization_expired")
    assert (await sandbox.capture(key="c", reference=reference, amount=PRICE)).code == "is_voided"


async def test_a_challenge_waits_for_a_person(sandbox: Sandbox, db: Database, shop: Shop) -> None:
    answer = await authorize(sandbox, "tok_challenge")
    assert answer.outcome is Outcome.CHALLENGE
    assert answer.challenge_url == f"http://localhost:8000/demo/pay/{answer.reference}"
    assert answer.reference is not None
    async with db.writing() as tx:
        await sandbox.decide(tx, answer.reference, approved=True)
        await sandbox.decide(tx, answer.reference, approved=False)
    assert (await sandbox.look_up(key="k1")).outcome is Outcome.AUTHORIZED
    await jobs.drain(db)
    assert [sandbox.verify_webhook(*sent, clock.now()).kind for sent in shop.taken] == ["payment.authorized"]


async def test_a_challenge_that_nobody_answers_is_declined(sandbox: Sandbox, db: Database) -> None:
    answer = await authorize(sandbox, "tok_challenge")
    assert answer.reference is not None
    clock.set_offset(CHALLENGE_LASTS)
    late = await sandbox.look_up(key="k1")
    assert (late.outcome, late.code) == (Outcome.DECLINED, "challenge_expired")
    async with db.writing() as tx:
        await sandbox.decide(tx, answer.reference, approved=True)
    assert await charges(db) == [("k1", "challenge", 0, 0)]


async def test_a_saved_method_pays_for_its_customer_only(sandbox: Sandbox) -> None:
    saved = (await authorize(sandbox, save=True)).saved_method
    assert saved is not None
    assert saved.token.startswith("pm_")
    assert len(saved.last4) == 4
    again = await authorize(sandbox, saved.token, "k2", customer=saved.customer)
    assert again.outcome is Outcome.AUTHORIZED
    assert again.saved_method is None
    for customer in (None, "cus_other"):
        stolen = await authorize(sandbox, saved.token, f"k {customer}", customer=customer)
        assert (stolen.outcome, stolen.code) == (Outcome.FAILED, "no_such_token")


async def test_the_shop_that_does_not_take_a_webhook_gets_it_again(sandbox: Sandbox, db: Database, shop: Shop) -> None:
    await authorize(sandbox)
    shop.status = 500
    assert await jobs.drain(db) == 1
    for attempt, wait in enumerate(payment_jobs.AGAIN):
        clock.set_offset(sum(payment_jobs.AGAIN[:attempt], timedelta(0)) + wait + timedelta(seconds=attempt + 1))
        assert await jobs.drain(db) == 1
    assert len(shop.taken) == 7
    async with db.reading() as read:
        assert await read.value("select count(*) from base.job") == 0
        assert await read.value("select error from outside_payments.delivery") == "the shop answered 500"


async def test_a_webhook_is_sent_until_it_is_taken(sandbox: Sandbox, db: Database, shop: Shop) -> None:
    await authorize(sandbox)
    shop.status = 503
    await jobs.drain(db)
    shop.status = 200
    clock.set_offset(timedelta(seconds=6))
    await jobs.drain(db)
    assert len(shop.taken) == 2
    assert shop.taken[0][0]["webhook-id"] == shop.taken[1][0]["webhook-id"]
    async with db.reading() as read:
        assert await read.value("select attempts from outside_payments.delivery where sent_at is not null and error is null") == 2


async def test_it_refuses_to_be_called_inside_a_transaction(sandbox: Sandbox, db: Database) -> None:
    async with db.writing():
        with pytest.raises(RuntimeError, match="never called inside a transaction"):
            await authorize(sandbox)
    assert await charges(db) == []


def signed(body: bytes = b"{}") -> dict[str, str]:
    return signing.sign(SECRET, "evt_1", clock.now(), body)


def test_a_signature_is_the_one_of_the_standard() -> None:
    """The example of the specification (standardwebhooks.com, "Signature scheme")."""
    secret, at = base64.b64decode("plJ3nmyCDGBKInavdOK15jsl"), datetime.fromtimestamp(1731705121, UTC)
    headers = signing.sign(secret, "msg_loFOjxBNrRLzqYUf", at, b'{"event_type":"ping","data":{"success":true}}')
    assert headers["webhook-signature"] == "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-id": "evt_2"},
        {"webhook-timestamp": "1"},
        {"webhook-timestamp": "soon"},
        {"webhook-timestamp": "٣"},
        {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": "v1,not base64"},
        {"webhook-signature": ""},
    ],
)
def test_a_forged_webhook_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(BadSignature):
        signing.verify(SECRET, {**signed(), **change}, b"{}", clock.now())


def test_an_old_or_changed_webhook_is_refused() -> None:
    headers = signed()
    assert signing.verify(SECRET, {name.title(): value for name, value in headers.items()}, b"{}", clock.now()) == "evt_1"
    for late in (timedelta(minutes=6), -timedelta(minutes=6)):
        with pytest.raises(BadSignature):
            signing.verify(SECRET, headers, b"{}", clock.now() + late)
    with pytest.raises(BadSignature):
        signing.verify(SECRET, headers, b"{ }", clock.now())


async def test_a_signed_message_of_another_shape_is_refused(db: Database, shop: Shop) -> None:
    sandbox = Sandbox(db, url="", send=shop)
    for body in (b"{}", b"[]", b"nonsense"):
        with pytest.raises(BadSignature):
            sandbox.verify_webhook(signed(body), body, clock.now())


async def test_webhooks_travel_over_http(sandbox: Sandbox, db: Database) -> None:
    taken: list[Asked] = []

    async def answer(asked: Asked) -> Said:
        taken.append(asked)
        return Said(204)

    async with serving(answer) as port:
        sandbox.send = to_address(f"http://127.0.0.1:{port}/api/webhooks/sandbox")
        await authorize(sandbox)
        await jobs.drain(db)
    (asked,) = taken
    assert (asked.method, asked.path, asked.headers["content-type"]) == ("POST", "/api/webhooks/sandbox", "application/json")
    assert sandbox.verify_webhook(asked.headers, asked.body, clock.now()).kind == "payment.authorized"
    await authorize(sandbox, key="k2")
    await jobs.drain(db)
    async with db.reading() as read:
        error = await read.value("select error from outside_payments.delivery where sent_at is null")
    assert "ConnectError" in error


async def test_many_at_once_with_one_key_charge_once(sandbox: Sandbox, db: Database) -> None:
    answers = await asyncio.gather(*(authorize(sandbox) for _ in range(5)))
    assert {answer.reference for answer in answers} == {answers[0].reference}
    assert await charges(db) == [("k1", "authorized", 0, 0)]


async def test_many_captures_and_refunds_at_once_take_and_give_once(sandbox: Sandbox, db: Database) -> None:
    reference = (await authorize(sandbox)).reference
    assert reference is not None
    captures = await asyncio.gather(*(sandbox.capture(key=f"c{n % 3}", reference=reference, amount=PRICE) for n in range(6)))
    assert sum(answer.outcome is Outcome.CAPTURED for answer in captures) == 2  # one call, and its repetition
    refunds = await asyncio.gather(*(sandbox.refund(key=f"r{n}", reference=reference, amount=Money(2000, "EUR")) for n in range(4)))
    assert sum(answer.outcome is Outcome.REFUNDED for answer in refunds) == 2
    assert await charges(db) == [("k1", "captured", 4999, 4000)]


async def test_nothing_is_saved_of_what_failed_or_is_saved_already(sandbox: Sandbox, db: Database) -> None:
    saved = (await authorize(sandbox, save=True)).saved_method
    assert saved is not None
    for key, token in (("k2", "tok_nonsense"), ("k3", "tok_declined"), ("k4", saved.token)):
        assert (await authorize(sandbox, token, key, save=True, customer=saved.customer)).saved_method is None
    async with db.reading() as read:
        assert await read.value("select count(*) from outside_payments.method") == 1
