"""Stripe, through its SDK: PaymentIntents that are captured later.

`token` is what Stripe gave for a card: a payment method (`pm_…`, also a saved one) or a confirmation token (`ctoken_…`).
With `hosted` or nothing instead, the shopper is sent to Stripe's own page (a Checkout Session): the answer is a CHALLENGE, and no
script of a third party runs in the shop. Until the shopper has paid there, the reference is the session's.
"""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

import stripe
from stripe import HTTPXClient, StripeClient

from stoa.base.database import not_in_a_transaction
from stoa.base.money import Money
from stoa.base.refusals import FieldError
from stoa.outside.payments.model import NEVER_ARRIVED, ONLY_IN_FULL, Answer, BadSignature, Outcome, ProviderTimeout, WebhookEvent
from stoa.outside.payments.stripe_answers import NotCounted, counted, of_event, of_intent, of_refund, of_session, of_setup

HOSTED = "hosted"
_INTENT = ["latest_charge", "payment_method"]
_SESSION = ["payment_intent", *[f"payment_intent.{part}" for part in _INTENT]]
_SETUP = ["payment_method"]
_SETUP_SESSION = ["setup_intent", *[f"setup_intent.{part}" for part in _SETUP]]
_HOUR = 3_600
_PAGES = 10
_PAGE = 100

stripe.enable_telemetry = False


class Stripe:
    """See the module. `url` names another server than Stripe's (tests); `timeout` is in seconds for each call."""

    name = "stripe"

    def __init__(self, key: str, *, webhook_secret: str, url: str = "", timeout: float = 20, retries: int = 1) -> None:
        self._webhook_secret = webhook_secret
        self._http = HTTPXClient(timeout=timeout)
        self._api = StripeClient(key, base_addresses={"api": url} if url else {}, http_client=self._http, max_network_retries=retries)

    async def close(self) -> None:
        """Let the kept connections go."""
        await self._http.close_async()

    def takes(self, amount: Money) -> bool:
        """Of currencies with three decimals the last has to be 0 (docs.stripe.com/currencies)."""
        try:
            return counted(amount) >= 0
        except NotCounted:
            return False

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
        absent: bool = False,
    ) -> Answer:
        not_in_a_transaction()

        async def ask() -> Answer:
            who = customer or (await self._customer(key) if save else None)
            known = {"customer": who} if who else {}
            later: dict[str, Any] = {"setup_future_usage": "off_session"} if save else {"off_session": True} if absent else {}
            metadata = {"key": key, "order": reference}
            if token in {"", HOSTED}:
                return await self._host(key, amount, reference, return_url, metadata, known, later)
            how = _how(token)
            intent = await self._api.v1.payment_intents.create_async(
                {
                    **_charge(amount),
                    **how,
                    **known,
                    **later,
                    "confirm": True,
                    "capture_method": "manual",
                    "return_url": return_url,
                    "metadata": metadata,
                    "expand": _INTENT,
                },
                {"idempotency_key": key},
            )
            return of_intent(intent.to_dict())

        return await _asking(ask)

    async def save(self, *, key: str, amount: Money, token: str, reference: str, return_url: str, customer: str | None = None) -> Answer:
        """A SetupIntent; without a card's token the shopper is sent to Stripe's own page for it."""
        not_in_a_transaction()

        async def ask() -> Answer:
            who = customer or await self._customer(key)
            wanted: dict[str, Any] = {"customer": who, "metadata": {"key": key, "order": reference}}
            if token in {"", HOSTED}:
                pages = {"success_url": return_url, "cancel_url": return_url, "expand": _SETUP_SESSION}
                hosted: Any = {"mode": "setup", "currency": amount.currency.lower(), **wanted, **pages}
                return of_session((await self._api.v1.checkout.sessions.create_async(hosted, {"idempotency_key": key})).to_dict())
            wanted |= {**_how(token), "confirm": True, "usage": "off_session", "return_url": return_url, "expand": _SETUP}
            made: Any = wanted
            return of_setup((await self._api.v1.setup_intents.create_async(made, {"idempotency_key": key})).to_dict())

        return await _asking(ask)

    async def capture(self, *, key: str, reference: str, amount: Money) -> Answer:
        not_in_a_transaction()
        if not self.takes(amount):
            return Answer(outcome=Outcome.FAILED, code=ONLY_IN_FULL, reference=reference)

        async def ask() -> Answer:
            intent = await self._api.v1.payment_intents.capture_async(
                await self._intent(reference), {"amount_to_capture": counted(amount), "expand": _INTENT}, {"idempotency_key": key}
            )
            return of_intent(intent.to_dict())

        answer = await _asking(ask)
        # A key older than a day is forgotten by Stripe: what it did then shows in the intent.
        done = answer.code == "is_captured" and answer.amount == amount
        return Answer(outcome=Outcome.CAPTURED, reference=answer.reference, amount=amount) if done else answer

    async def void(self, *, key: str, reference: str) -> Answer:
        not_in_a_transaction()

        async def ask() -> Answer:
            if reference.startswith("cs_"):
                session = await self._api.v1.checkout.sessions.retrieve_async(reference)
                if session.status == "open":
                    await self._api.v1.checkout.sessions.expire_async(reference, options={"idempotency_key": key})
                if session.status != "complete":
                    return Answer(outcome=Outcome.VOIDED, reference=reference)
            intent = await self._api.v1.payment_intents.cancel_async(await self._intent(reference), options={"idempotency_key": key})
            return of_intent(intent.to_dict())

        answer = await _asking(ask)
        return Answer(outcome=Outcome.VOIDED, reference=answer.reference) if answer.code == "is_voided" else answer

    async def refund(self, *, key: str, reference: str, amount: Money) -> Answer:
        not_in_a_transaction()

        async def ask() -> Answer:
            refund = await self._api.v1.refunds.create_async(
                {"payment_intent": await self._intent(reference), "amount": counted(amount), "metadata": {"key": key}},
                {"idempotency_key": key},
            )
            return of_refund(refund.to_dict())

        return await _asking(ask)

    async def look_up_refund(self, *, key: str, reference: str) -> Answer:
        """Read all refunds of the charge: whatever else is refused here, it says nothing of the one that is asked for."""
        not_in_a_transaction()
        try:
            of_charge: Any = {"payment_intent": await self._intent(reference)}
            async for one in _newest(self._api.v1.refunds.list_async, of_charge):
                if (one.get("metadata") or {}).get("key") == key:
                    return of_refund(one)
        except stripe.StripeError as error:
            raise ProviderTimeout(type(error).__name__) from error
        return Answer(outcome=Outcome.FAILED, code=NEVER_ARRIVED)

    async def forget(self, *, key: str, token: str) -> Answer:
        """Detach a payment method from its customer; one that is attached to nobody is forgotten already, and can never be used again."""
        not_in_a_transaction()

        async def ask() -> Answer:
            try:
                await self._api.v1.payment_methods.detach_async(token, options={"idempotency_key": key})
            except stripe.InvalidRequestError as error:
                # Stripe refuses to detach what is not attached, and says so in words only.
                if error.code != "resource_missing" and (await self._api.v1.payment_methods.retrieve_async(token)).customer is not None:
                    raise
            return Answer(outcome=Outcome.FORGOTTEN)

        return await _asking(ask)

    async def look_up(self, *, key: str) -> Answer:
        """Search by the key; since a search lags behind by up to a minute, look through the newest as well."""
        not_in_a_transaction()

        async def ask() -> Answer:
            quoted = key.replace("\\", "\\\\").replace("'", "\\'")
            expand = [f"data.{part}" for part in _INTENT]
            found = await self._api.v1.payment_intents.search_async({"query": f"metadata['key']:'{quoted}'", "expand": expand})
            if found.data:
                return of_intent(found.data[0].to_dict())
            now = int(time.time())
            intents = self._api.v1.payment_intents.list_async
            sessions = self._api.v1.checkout.sessions.list_async
            setups = self._api.v1.setup_intents.list_async
            # A session is answered within a day, and makes its intent only then.
            for listing, since, more, read in (
                (intents, now - 2 * _HOUR, expand, of_intent),
                (setups, now - 2 * _HOUR, [f"data.{part}" for part in _SETUP], of_setup),
                (sessions, now - 25 * _HOUR, [f"data.{part}" for part in ("payment_intent", *_SETUP_SESSION)], of_session),
            ):
                async for one in _newest(listing, {"created": {"gte": since}, "expand": more}):
                    if (one.get("metadata") or {}).get("key") == key:
                        return read(one)
            return Answer(outcome=Outcome.FAILED, code=NEVER_ARRIVED)

        return await _asking(ask)

    def verify_webhook(self, headers: Mapping[str, str], body: bytes, now: datetime) -> WebhookEvent:  # noqa: ARG002 - real time
        """Stripe's clock is the real one, so `now` is not asked."""
        signature = next((value for name, value in headers.items() if name.lower() == "stripe-signature"), None)
        try:
            if not self._webhook_secret:
                raise BadSignature([FieldError("/stripe-signature", "bad_signature")])
            return of_event(self._api.construct_event(body, signature, self._webhook_secret).to_dict())
        except (stripe.SignatureVerificationError, ValueError, KeyError, AttributeError, TypeError):
            raise BadSignature([FieldError("/stripe-signature", "bad_signature")]) from None

    async def _customer(self, key: str) -> str:
        made = await self._api.v1.customers.create_async({}, {"idempotency_key": f"{key}-customer"})
        return str(made.id)

    async def _host(
        self, key: str, amount: Money, reference: str, back: str, metadata: dict[str, str], known: dict[str, str], later: dict[str, str]
    ) -> Answer:
        charge = _charge(amount)
        price = {"currency": charge["currency"], "unit_amount": charge["amount"], "product_data": {"name": reference}}
        wanted: Any = {
            "mode": "payment",
            "line_items": [{"price_data": price, "quantity": 1}],
            "payment_intent_data": {"capture_method": "manual", "metadata": {**metadata, "hosted": "yes"}, **later},
            "metadata": metadata,
            "success_url": back,
            "cancel_url": back,
            "expand": _SESSION,
            **known,
        }
        session = await self._api.v1.checkout.sessions.create_async(wanted, {"idempotency_key": key})
        return of_session(session.to_dict())

    async def _intent(self, reference: str) -> str:
        """Return the intent's id, for a session's that of the intent it made."""
        if not reference.startswith("cs_"):
            return reference
        session = await self._api.v1.checkout.sessions.retrieve_async(reference)
        return str(session.payment_intent)


def _how(token: str) -> dict[str, str]:
    return {"confirmation_token": token} if token.startswith("ctoken_") else {"payment_method": token}


def _charge(amount: Money) -> dict[str, Any]:
    return {"amount": counted(amount), "currency": amount.currency.lower()}


async def _newest(listing: Callable[[Any], Awaitable[Any]], wanted: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
    """Yield what there is of that, newest first. Raises ProviderTimeout where it is more than can be looked through."""
    after: dict[str, str] = {}
    for _ in range(_PAGES):
        page = await listing({**wanted, "limit": _PAGE, **after})
        for one in page.data:
            yield one.to_dict()
        if not page.has_more:
            return
        after = {"starting_after": page.data[-1].id}
    raise ProviderTimeout


async def _asking(ask: Callable[[], Awaitable[Answer]]) -> Answer:
    """Ask, and turn Stripe's errors into answers. Raises ProviderTimeout where nothing is known."""
    try:
        return await ask()
    except NotCounted:
        return Answer(outcome=Outcome.FAILED, code="bad_amount")
    except stripe.CardError as error:
        intent = _intent_of(error)
        code = getattr(error.error, "decline_code", None) or error.code or "declined"
        return Answer(outcome=Outcome.DECLINED, code=code, reference=intent.get("id"))
    except stripe.IdempotencyError:
        return Answer(outcome=Outcome.FAILED, code="key_reused")
    except stripe.InvalidRequestError as error:
        return _refused(error)
    except (stripe.AuthenticationError, stripe.PermissionError) as error:
        return Answer(outcome=Outcome.FAILED, code=error.code or "not_authorized_at_provider")
    except stripe.StripeError as error:
        # No connection, a fault of theirs, or too many calls: it may have been done or not.
        raise ProviderTimeout(type(error).__name__) from error


def _refused(error: Any) -> Answer:
    """Say what a refused request found: an intent in another state says in which."""
    intent = _intent_of(error)
    if error.code == "payment_intent_unexpected_state" and intent:
        found = of_intent(intent)
        return Answer(outcome=Outcome.FAILED, code=f"is_{found.outcome}", reference=found.reference, amount=found.amount)
    known = {"resource_missing": "no_such_payment", "charge_already_refunded": "more_than_captured", "amount_too_large": "bad_amount"}
    return Answer(outcome=Outcome.FAILED, code=known.get(error.code or "", error.code or "refused"))


def _intent_of(error: Any) -> dict[str, Any]:
    body = error.json_body if isinstance(error.json_body, dict) else {}
    found: dict[str, Any] = (body.get("error") or {}).get("payment_intent") or {}
    return found
