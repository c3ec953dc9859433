"""Stripe's objects, as the answers of the protocol. Pure: dictionaries in, values out (docs.stripe.com/api)."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from stoa.base.money import Money, divide, exponent
from stoa.outside.payments.model import Answer, Outcome, SavedMethod, WebhookEvent

AUTHORIZATION_LASTS = timedelta(days=7)
"""How long most cards set money aside, where the charge does not say (docs.stripe.com, "Place a hold")."""

_STATUS = {
    "requires_capture": Outcome.AUTHORIZED,
    "succeeded": Outcome.CAPTURED,
    "requires_action": Outcome.CHALLENGE,
    "requires_payment_method": Outcome.DECLINED,
    "canceled": Outcome.VOIDED,
}
_SETUP = {
    "succeeded": Outcome.SAVED,
    "requires_action": Outcome.CHALLENGE,
    "requires_payment_method": Outcome.DECLINED,
    "canceled": Outcome.VOIDED,
}
_AS_HUNDREDTHS = frozenset({"ISK", "UGX"})
"""Have no hundredths, and are counted in them (docs.stripe.com/currencies, "Special cases")."""
_AS_WHOLE = frozenset({"MGA"})
"""Is counted without the two decimals that ISO 4217 gives it ("Zero-decimal currencies"). Of three decimals the last has to be 0."""
_DONE = frozenset({Outcome.AUTHORIZED, Outcome.CAPTURED, Outcome.SAVED})
_NAMED = ("payment_method", "latest_charge", "payment_intent", "setup_intent")
_REFUND = {"succeeded": Outcome.REFUNDED, "failed": Outcome.FAILED, "canceled": Outcome.FAILED}


class NotCounted(Exception):
    """Stripe cannot be asked for this amount: it is finer than what Stripe counts in."""


def counted(amount: Money) -> int:
    """Return an amount as Stripe counts it. Raises NotCounted."""
    if amount.currency in _AS_HUNDREDTHS:
        return amount.amount * 100
    step = 100 if amount.currency in _AS_WHOLE else 10 if exponent(amount.currency) == 3 else 1
    if amount.amount % step:
        raise NotCounted(str(amount))
    return amount.amount // 100 if amount.currency in _AS_WHOLE else amount.amount


def money_of(count: int, currency: str) -> Money:
    """Return what Stripe counted so, in minor units of the currency."""
    known = currency.upper()
    if known in _AS_HUNDREDTHS:
        return Money(divide(count, 100), known)
    return Money(count * 100 if known in _AS_WHOLE else count, known)


def of_intent(intent: Mapping[str, Any]) -> Answer:
    """Read a PaymentIntent."""
    outcome = _STATUS.get(intent["status"], Outcome.UNKNOWN)
    amount, code = intent["amount"], ""
    if outcome is Outcome.AUTHORIZED:
        amount = intent.get("amount_capturable") or amount
    elif outcome is Outcome.CAPTURED:
        amount = intent.get("amount_received") or amount
    elif outcome is Outcome.VOIDED:
        code = intent.get("cancellation_reason") or ""
    elif outcome is Outcome.DECLINED:
        error = intent.get("last_payment_error") or {}
        code = error.get("decline_code") or error.get("code") or "declined"
        if (intent.get("metadata") or {}).get("hosted"):
            # On the hosted page the shopper may simply try another card.
            outcome = Outcome.CHALLENGE
    return Answer(
        outcome=outcome,
        reference=intent["id"],
        code=code,
        challenge_url=_confirming(intent) if outcome is Outcome.CHALLENGE else None,
        amount=money_of(amount, intent["currency"]),
        expires_at=_until(intent) if outcome is Outcome.AUTHORIZED else None,
        saved_method=_saved(intent) if outcome in {Outcome.AUTHORIZED, Outcome.CAPTURED} and intent.get("setup_future_usage") else None,
        mark=_mark(intent),
    )


def of_setup(intent: Mapping[str, Any]) -> Answer:
    """Read a SetupIntent: a way to pay that is kept, with nothing set aside."""
    outcome = _SETUP.get(intent["status"], Outcome.UNKNOWN)
    error = intent.get("last_setup_error") or {}
    return Answer(
        outcome=outcome,
        reference=intent["id"],
        code=(error.get("decline_code") or error.get("code") or "declined") if outcome is Outcome.DECLINED else "",
        challenge_url=_confirming(intent) if outcome is Outcome.CHALLENGE else None,
        saved_method=_saved(intent) if outcome is Outcome.SAVED else None,
    )


def _confirming(intent: Mapping[str, Any]) -> str | None:
    found: str | None = ((intent.get("next_action") or {}).get("redirect_to_url") or {}).get("url")
    return found


def of_session(session: Mapping[str, Any]) -> Answer:
    """Read a Checkout Session (the hosted page), its `payment_intent` expanded."""
    intent = session.get("payment_intent")
    if isinstance(intent, Mapping) and session.get("status") != "open":
        return of_intent(intent)
    setup = session.get("setup_intent")
    if isinstance(setup, Mapping) and session.get("status") != "open":
        return of_setup(setup)
    if session.get("status") == "expired":
        return Answer(outcome=Outcome.DECLINED, reference=session["id"], code="challenge_expired")
    return Answer(outcome=Outcome.CHALLENGE, reference=session["id"], challenge_url=session.get("url"))


def of_refund(refund: Mapping[str, Any]) -> Answer:
    """Read a Refund; one that is neither made nor failed (`pending`, `requires_action`) may still become both, without our doing."""
    outcome = _REFUND.get(refund.get("status") or "", Outcome.PENDING)
    return Answer(
        outcome=outcome,
        reference=refund.get("payment_intent"),
        code=refund.get("failure_reason") or ("" if outcome is not Outcome.FAILED else refund["status"]),
        amount=money_of(refund["amount"], refund["currency"]),
    )


def of_event(event: Mapping[str, Any]) -> WebhookEvent:
    """Read a webhook's event; one that is about no payment has the outcome UNKNOWN and no reference.

    What an event's object refers to (the card, the charge, the intent of a session) it only names.
    """
    kind, found = event["type"], event["data"]["object"]
    answer = Answer(outcome=Outcome.UNKNOWN)
    if kind.startswith("payment_intent."):
        answer = of_intent(found)
    elif kind.startswith("setup_intent."):
        answer = of_setup(found)
    elif kind.startswith("checkout.session."):
        answer = of_session(found)
    key = (found.get("metadata") or {}).get("key", "")
    if found.get("object") == "refund":
        answer = of_refund(found)
        return WebhookEvent(id=event["id"], kind=kind, reference=answer.reference or "", key="", answer=answer, refund=key)
    done = answer.outcome in _DONE or (kind.startswith("checkout.session.") and found.get("status") == "complete")
    whole = not (done and any(isinstance(found.get(name), str) for name in _NAMED))
    return WebhookEvent(id=event["id"], kind=kind, reference=answer.reference or "", key=key, answer=answer, whole=whole)


def _until(intent: Mapping[str, Any]) -> datetime:
    charge = intent.get("latest_charge")
    card = ((charge.get("payment_method_details") or {}).get("card") or {}) if isinstance(charge, Mapping) else {}
    if card.get("capture_before"):
        return datetime.fromtimestamp(card["capture_before"], UTC)
    return datetime.fromtimestamp(intent["created"], UTC) + AUTHORIZATION_LASTS


def _mark(intent: Mapping[str, Any]) -> str:
    """Return the fingerprint of what pays: Stripe gives the same one to a card or an account wherever it turns up."""
    charge = intent.get("latest_charge")
    details = charge.get("payment_method_details") if isinstance(charge, Mapping) else intent.get("payment_method")
    if not isinstance(details, Mapping):
        return ""
    kind = details.get("type") or "card"
    found = (details.get(kind) or {}).get("fingerprint")
    return f"{kind}:{found}" if found else ""


def _saved(intent: Mapping[str, Any]) -> SavedMethod | None:
    method = intent.get("payment_method")
    if not isinstance(method, Mapping):
        return None
    card = method.get("card") or {}
    customer = intent.get("customer")
    return SavedMethod(
        token=method["id"],
        brand=card.get("brand") or method.get("type") or "",
        last4=card.get("last4") or "",
        expires_month=card.get("exp_month"),
        expires_year=card.get("exp_year"),
        customer=customer if isinstance(customer, str) else (customer or {}).get("id"),
    )
