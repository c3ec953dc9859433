"""Stripe's objects, as the answers of the protocol. Pure: dictionaries in, values out (docs.stripe.com/api)."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from stoa.base.money import Money
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
_REFUND = {"succeeded": Outcome.REFUNDED, "pending": Outcome.REFUNDED, "failed": Outcome.FAILED, "canceled": Outcome.FAILED}


def of_intent(intent: Mapping[str, Any]) -> Answer:
    """Read a PaymentIntent."""
    outcome = _STATUS.get(intent["status"], Outcome.UNKNOWN)
    currency = intent["currency"].upper()
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
        amount=Money(amount, currency),
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
    """Read a Refund; a pending one will come to the shopper without our doing."""
    outcome = _REFUND.get(refund.get("status") or "", Outcome.UNKNOWN)
    return Answer(
        outcome=outcome,
        reference=refund.get("payment_intent"),
        code=refund.get("failure_reason") or "",
        amount=Money(refund["amount"], refund["currency"].upper()),
    )


def of_event(event: Mapping[str, Any]) -> WebhookEvent:
    """Read a webhook's event; one that is about no payment has the outcome UNKNOWN and no reference."""
    kind, found = event["type"], event["data"]["object"]
    answer = Answer(outcome=Outcome.UNKNOWN)
    if kind.startswith("payment_intent."):
        answer = of_intent(found)
    elif kind.startswith("setup_intent."):
        answer = of_setup(found)
    elif kind.startswith("checkout.session."):
        answer = of_session(found)
    elif kind.startswith("refund."):
        answer = of_refund(found)
    key = (found.get("metadata") or {}).get("key", "")
    return WebhookEvent(id=event["id"], kind=kind, reference=answer.reference or "", key=key, answer=answer)


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
