"""The sandbox: a payment provider that ships with the shop and misbehaves on request.

    tok_ok                 authorized
    tok_card_<any>         authorized, by a card that is known again
    tok_declined           declined (insufficient_funds)
    tok_challenge          a person must approve or decline at /demo/pay/…
    tok_timeout            no answer comes, though the amount was set aside
    tok_late               no answer comes; unknown for ten minutes of the shop's clock, then authorized
    tok_lost               no answer comes, and the call never arrived
    tok_twice              authorized, and each webhook is sent twice
    tok_taken_late         no answer comes; unknown for ten minutes of the shop's clock, then taken in full
    tok_expires            authorized for an hour only
    tok_capture_fails      authorized; every capture fails
    tok_void_fails         authorized; every capture fails, and so does letting it go
    tok_void_fails_once    authorized; every capture fails, and so does letting it go for the first time
    tok_void_timeout       authorized; every capture fails; it is let go, and the first answer to that does not come
    tok_capture_timeout    authorized; a capture is done, and its first answer does not come
    tok_only_in_full       authorized; a capture of less fails
    tok_refund_fails_once  authorized; the first refund fails
    tok_refund_late        authorized; the first refund is on its way for ten minutes of the shop's clock, and then made
    tok_refund_fails_late  authorized; the first refund is on its way for ten minutes of the shop's clock, and then fails
    tok_refund_comes_back  authorized; the first refund is made, and comes back ten minutes of the shop's clock later
    tok_charge_fails       saved; every charge of what was saved is declined
    tok_charge_fails_once  saved; the first charge of what was saved is declined
    tok_charge_timeout     saved; no answer comes to a charge of what was saved, though the amount was set aside
    tok_forget_fails_once  saved; it is not forgotten when that is asked for the first time
    tok_forget_fails       saved; it is never forgotten
    tok_forget_timeout     saved; it is forgotten, and the first answer to that does not come
    pm_…                   a saved method (from `save`): authorized

It plays the network: it has tables and transactions of its own, and refuses to be called inside the caller's.
"""

import hashlib
import importlib
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec

from stoa.base import ids, jobs
from stoa.base.database import Database, Reading, Writing, not_in_a_transaction
from stoa.base.money import Money
from stoa.base.refusals import FieldError
from stoa.outside.payments import rules, signing, store
from stoa.outside.payments.model import NEVER_ARRIVED, Answer, BadSignature, Outcome, ProviderTimeout, SavedMethod, WebhookEvent
from stoa.outside.payments.rules import Call, Charge, Refused

TOKENS = (
    "tok_ok",
    "tok_declined",
    "tok_challenge",
    "tok_timeout",
    "tok_late",
    "tok_lost",
    "tok_twice",
    "tok_taken_late",
    "tok_expires",
    "tok_capture_fails",
    "tok_void_fails",
    "tok_void_fails_once",
    "tok_void_timeout",
    "tok_capture_timeout",
    "tok_only_in_full",
    "tok_refund_fails_once",
    "tok_refund_late",
    "tok_refund_fails_late",
    "tok_refund_comes_back",
    "tok_charge_fails",
    "tok_charge_fails_once",
    "tok_charge_timeout",
    "tok_forget_fails_once",
    "tok_forget_fails",
    "tok_forget_timeout",
)
CARD = "tok_card_"
LATE = timedelta(minutes=10)
CHALLENGE_LASTS = timedelta(hours=1)
AUTHORIZATION_LASTS = timedelta(days=7)
SHORT = timedelta(hours=1)
_SILENT = {"tok_late", "tok_taken_late"}
SECRET = b"the sandbox moves no money, so this is no secret"

Send = Callable[[dict[str, str], bytes], Awaitable[int]]
"""Delivers a webhook's headers and body; returns the status of the shop's answer, or raises OSError."""


class Sandbox:
    """See the module. `url` is where people find the shop, `send` delivers webhooks."""

    name = "sandbox"

    def __init__(self, db: Database, *, url: str, send: Send) -> None:
        self._db = db
        self._url = url
        self.send = send

    def takes(self, amount: Money) -> bool:  # noqa: ARG002
        """It counts as the currency does."""
        return True

    async def authorize(
        self,
        *,
        key: str,
        amount: Money,
        token: str,
        reference: str,
        return_url: str,
        save: bool = False,
        customer: str | None = None,
        absent: bool = False,  # noqa: ARG002 - only what asks for a person is told apart, and no saved method does
    ) -> Answer:
        return await self._charge(_Wanted(key, amount, token, reference, return_url, customer), save=save)

    async def save(self, *, key: str, amount: Money, token: str, reference: str, return_url: str, customer: str | None = None) -> Answer:
        return await self._charge(_Wanted(key, amount, token, reference, return_url, customer, saves=True), save=True)

    async def _charge(self, wanted: "_Wanted", *, save: bool) -> Answer:
        not_in_a_transaction()
        token = wanted.token
        if token == "tok_lost":  # noqa: S105 - the name of a misbehaviour
            raise ProviderTimeout
        async with self._db.writing() as tx:
            charge = await _new_charge(tx, wanted)
            fresh = await store.make_charge(tx, charge)
            if fresh:
                if save and charge.method is None and charge.state in {"authorized", "saved", "challenge"}:
                    charge = await _save(tx, charge)
                await self._announce(tx, charge)
            else:
                charge = await store.by_key(tx, wanted.key) or charge
            answer = await self._answer(tx, charge, tx.now)
            silent = fresh and (token == "tok_timeout" or await store.made_of(tx, token) == "tok_charge_timeout")  # noqa: S105
        asked = (wanted.amount.amount, wanted.amount.currency, token, wanted.reference, wanted.saves)
        if (charge.amount, charge.currency, charge.token, charge.order, charge.saves) != asked:
            return Answer(outcome=Outcome.FAILED, code="key_reused")
        if silent or (token in _SILENT and answer.outcome is Outcome.UNKNOWN):
            raise ProviderTimeout
        return answer

    async def capture(self, *, key: str, reference: str, amount: Money) -> Answer:
        return await self._once("capture", key, reference, amount)

    async def void(self, *, key: str, reference: str) -> Answer:
        return await self._once("void", key, reference, None)

    async def refund(self, *, key: str, reference: str, amount: Money) -> Answer:
        return await self._once("refund", key, reference, amount)

    async def look_up_refund(self, *, key: str, reference: str) -> Answer:
        not_in_a_transaction()
        async with self._db.reading() as read:
            call, charge = await store.call(read, key), await store.find(read, reference)
        if call is None or charge is None or (call.outcome == Outcome.FAILED and call.code != rules.SENT_BACK):
            return Answer(outcome=Outcome.FAILED, code=NEVER_ARRIVED)
        return Answer(outcome=Outcome(call.outcome), code=call.code, reference=reference, amount=Money(call.amount or 0, charge.currency))

    async def forget(self, *, key: str, token: str) -> Answer:
        not_in_a_transaction()
        async with self._db.writing() as tx:
            made_of, keys = await store.forgetting(tx, token)
            first = key not in keys
            refused = made_of == "tok_forget_fails" or (made_of == "tok_forget_fails_once" and keys[:1] in ([], [key]))
            if first:
                await store.note_forgetting(tx, token, key, forgotten=not refused)
        if first and made_of == "tok_forget_timeout":
            raise ProviderTimeout
        return Answer(outcome=Outcome.FAILED, code="try_again_later") if refused else Answer(outcome=Outcome.FORGOTTEN)

    async def look_up(self, *, key: str) -> Answer:
        not_in_a_transaction()
        async with self._db.reading() as read:
            charge = await store.by_key(read, key)
            if charge is None:
                return Answer(outcome=Outcome.FAILED, code=NEVER_ARRIVED)
            return await self._answer(read, charge, read.now)

    def verify_webhook(self, headers: Mapping[str, str], body: bytes, now: datetime) -> WebhookEvent:
        message_id = signing.verify(SECRET, headers, body, now)
        try:
            return msgspec.convert({**msgspec.json.decode(body), "id": message_id}, WebhookEvent)
        except (msgspec.MsgspecError, TypeError):
            raise BadSignature([FieldError("", "bad_signature")]) from None

    async def decide(self, tx: Writing, reference: str, *, approved: bool) -> Charge | None:
        """Take a person's answer to a challenge; return the charge as it now is. Too late changes nothing."""
        charge = await store.lock(tx, reference)
        if charge is None or charge.state != "challenge" or tx.now >= charge.expires_at:
            return charge
        state, code = ("saved" if charge.saves else "authorized", "") if approved else ("declined", "challenge_failed")
        charge = msgspec.structs.replace(charge, state=state, code=code)
        await store.change(tx, charge)
        await self._announce(tx, charge)
        return charge

    async def end(self, tx: Writing, key: str) -> None:
        """Let a refund that ends later end. Told twice, it ends once."""
        seen = await store.call(tx, key)
        charge = await store.lock(tx, seen.reference) if seen is not None else None
        call = await store.call(tx, key)
        if charge is None or call is None or not call.ends:
            return
        charge, call = rules.ended(charge, call)
        await store.end_call(tx, key, call)
        await store.change(tx, charge)
        await self._announce(tx, charge, call, key)

    async def _once(self, verb: str, key: str, reference: str, amount: Money | None) -> Answer:
        """Do a verb to a charge, unless its key says that it was done."""
        not_in_a_transaction()
        async with self._db.writing() as tx:
            charge = await store.lock(tx, reference)
            if charge is None:
                return Answer(outcome=Outcome.FAILED, code="no_such_payment")
            if amount is not None and amount.currency != charge.currency:
                return Answer(outcome=Outcome.FAILED, code="other_currency", reference=reference)
            call = Call(verb, reference, amount.amount if amount else None)
            before = await store.call(tx, key)
            done = before or await self._do(tx, key, charge, call)
            if (done.verb, done.reference, done.amount) != (call.verb, call.reference, call.amount):
                return Answer(outcome=Outcome.FAILED, code="key_reused", reference=reference)
            silent = before is None and (verb, charge.token) in {("capture", "tok_capture_timeout"), ("void", "tok_void_timeout")}
            answer = Answer(outcome=Outcome(done.outcome), code=done.code, reference=reference, amount=amount or charge.money)
        if silent:
            raise ProviderTimeout
        return answer

    async def _do(self, tx: Writing, key: str, charge: Charge, call: Call) -> Call:
        """Do what a call asks and note it under its key; return it with its outcome."""
        refused = await store.refusals(tx, call.reference, call.verb)
        try:
            changed = rules.after(charge, call, refused_before=refused, now=tx.now)
        except Refused as refusal:
            call = msgspec.structs.replace(call, outcome=Outcome.FAILED, code=str(refusal))
        else:
            call = rules.called(charge, call, first=not await store.calls(tx, call.reference, call.verb))
            await store.change(tx, changed)
            await self._announce(tx, changed, call, key)
            if call.ends:
                await jobs.enqueue(tx, store.END, {"key": key}, at=tx.now + LATE)
        await store.note_call(tx, key, call)
        return call

    async def _answer(self, read: Reading, charge: Charge, now: datetime) -> Answer:
        made = charge.method is not None and (charge.method != charge.token or charge.saves)
        saved = await store.method(read, charge.method) if charge.method and made else None
        outcome, code = rules.outcome(charge, now)
        return Answer(
            outcome=outcome,
            code=code,
            reference=charge.reference,
            challenge_url=f"{self._url}/demo/pay/{charge.reference}" if outcome is Outcome.CHALLENGE else None,
            amount=Money(charge.captured, charge.currency) if outcome is Outcome.CAPTURED else charge.money,
            expires_at=charge.expires_at if outcome in {Outcome.AUTHORIZED, Outcome.CHALLENGE} else None,
            saved_method=saved if outcome in {Outcome.AUTHORIZED, Outcome.CAPTURED, Outcome.SAVED} else None,
            mark="" if charge.token in TOKENS else charge.token,
        )

    async def _announce(self, tx: Writing, charge: Charge, call: Call | None = None, key: str = "") -> None:
        """Write the webhook that tells of a change, by a call under its key; a declined call and an open challenge were answered at once."""
        if call is None:
            if charge.state == "challenge" or (charge.state == "declined" and charge.code != "challenge_failed"):
                return
            answer = await self._answer(tx, charge, charge.appears_at)
        else:
            amount = charge.money if call.amount is None else Money(call.amount, charge.currency)
            answer = Answer(outcome=Outcome(call.outcome), code=call.code, reference=charge.reference, amount=amount)
        body: dict[str, Any] = {
            "kind": f"payment.{answer.outcome}",
            "reference": charge.reference,
            "key": charge.key,
            "refund": key if call and call.verb == "refund" else None,
            "answer": msgspec.to_builtins(answer),
        }
        await store.send_later(tx, body, at=charge.appears_at, times=2 if charge.token == "tok_twice" else 1)  # noqa: S105


class _Wanted(msgspec.Struct, frozen=True):
    """What the sandbox is asked to set aside, or to save for later."""

    key: str
    amount: Money
    token: str
    reference: str
    return_url: str
    customer: str | None
    saves: bool = False


async def _new_charge(tx: Writing, wanted: _Wanted) -> Charge:
    """Return the charge that this token makes."""
    token, good = wanted.token, "saved" if wanted.saves else "authorized"
    state, code, lasts = good, "", SHORT if token == "tok_expires" else AUTHORIZATION_LASTS  # noqa: S105 - names of misbehaviours
    if token == "tok_declined":  # noqa: S105
        state, code = "declined", "insufficient_funds"
    elif token == "tok_challenge":  # noqa: S105
        state, lasts = "challenge", CHALLENGE_LASTS
    elif token == "tok_taken_late":  # noqa: S105
        state = "captured"
    elif token not in TOKENS and not token.startswith(CARD):
        state, code = await _of_saved(tx, wanted, good)
    delay = LATE if token in _SILENT else timedelta(0)
    return Charge(
        reference="ch_" + ids.new().hex,
        key=wanted.key,
        token=token,
        state=state,
        code=code,
        amount=wanted.amount.amount,
        currency=wanted.amount.currency,
        captured=wanted.amount.amount if state == "captured" else 0,
        refunded=0,
        order=wanted.reference,
        return_url=wanted.return_url,
        customer=wanted.customer,
        method=token if token not in TOKENS and not token.startswith(CARD) and state == good else None,
        made_at=tx.now,
        appears_at=tx.now + delay,
        expires_at=tx.now + delay + lasts,
        saves=wanted.saves,
    )


async def _of_saved(tx: Writing, wanted: _Wanted, good: str) -> tuple[str, str]:
    """Return how a charge of a saved method stands, and why; it is its customer's alone."""
    saved = await store.method(tx, wanted.token)
    if saved is None or saved.customer != wanted.customer:
        return "failed", "no_such_token"
    made_of = await store.made_of(tx, wanted.token)
    again = made_of == "tok_charge_fails_once" and not await store.was_declined(tx, wanted.token)
    if not wanted.saves and (made_of == "tok_charge_fails" or again):
        return "declined", "insufficient_funds"
    return good, ""


async def _save(tx: Writing, charge: Charge) -> Charge:
    """Keep the way to pay for the customer, who is made when the shop knows none."""
    customer = charge.customer or "cus_" + ids.new().hex
    digits = int.from_bytes(hashlib.sha256(charge.key.encode()).digest()[:4], "big") % 10_000
    saved = SavedMethod(
        token="pm_" + ids.new().hex,
        brand="Sandbox",
        last4=f"{digits:04}",
        expires_month=12,
        expires_year=tx.now.year + 3,
        customer=customer,
    )
    await store.save_method(tx, saved, charge.token)
    await tx.run(
        "update outside_payments.charge set method = $2, customer = $3 where reference = $1", charge.reference, saved.token, customer
    )
    return msgspec.structs.replace(charge, method=saved.token, customer=customer)


def to_address(address: str) -> Send:
    """Return what delivers webhooks over HTTP to that address."""

    async def send(headers: dict[str, str], body: bytes) -> int:
        # The client takes 6 MB: only the worker, who delivers, pays that.
        delivering = importlib.import_module("stoa.outside.payments.delivering")
        status: int = await delivering.deliver(address, headers, body)
        return status

    return send
