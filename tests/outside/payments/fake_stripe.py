"""A small Stripe: its HTTP interface as far as the shop uses it, kept in memory (docs.stripe.com/api)."""

import json
from typing import Any
from urllib.parse import parse_qsl

from tests.outside.fakes import Asked, Said

Thing = dict[str, Any]


def fields(text: str) -> Thing:
    """Read `a[b]=1&c[0]=2` into nested dictionaries."""
    found: Thing = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        parts = name.replace("]", "").split("[")
        here = found
        for part in parts[:-1]:
            here = here.setdefault(part, {})
        here[parts[-1]] = value
    return found


class Refused(Exception):
    def __init__(self, status: int, **error: Any) -> None:
        super().__init__(error)
        self.status, self.error = status, error


class FakeStripe:
    """Answers as Stripe does. `next_fault` spoils the next call: "500", "429", "before" (hangs, nothing done), "after" (done, hangs)."""

    def __init__(self) -> None:
        self.intents: dict[str, Thing] = {}
        self.setups: dict[str, Thing] = {}
        self.sessions: dict[str, Thing] = {}
        self.refunds: list[Thing] = []
        self.refunds_are = "succeeded"
        """How the next refunds stand at first."""
        self.customers: list[str] = []
        self.attached: dict[str, str] = {}
        """Payment methods by the customer that they are attached to."""
        self.refuses_to_detach = False
        self.searchable = True
        self.next_fault = ""
        self.asked: list[Asked] = []
        self._answers: dict[str, tuple[str, Said]] = {}

    async def __call__(self, asked: Asked) -> Said:
        self.asked.append(asked)
        fault, self.next_fault = self.next_fault, ""
        if asked.headers.get("authorization") != "Bearer sk_test_1":
            return self._error(401, type="invalid_request_error", message="Invalid API Key")
        if fault == "before":
            return Said(hang=True)
        if fault in {"500", "429"}:
            return self._error(int(fault), type="api_error", message="sorry")
        said = self._once(asked)
        return Said(hang=True) if fault == "after" else said

    def _once(self, asked: Asked) -> Said:
        key = asked.headers.get("idempotency-key")
        request = f"{asked.method} {asked.target} {asked.body.decode()}"
        if asked.method == "POST" and key in self._answers:
            before, said = self._answers[key]
            if before != request:
                return self._error(
                    400, type="idempotency_error", message="Keys for idempotent requests can only be used with the same parameters."
                )
            return said
        try:
            found = self._route(asked, fields(asked.body.decode() or asked.query))
        except Refused as refused:
            said = self._error(refused.status, **refused.error)
        else:
            said = Said(200, json.dumps(found).encode(), {"content-type": "application/json"})
        if asked.method == "POST" and key:
            self._answers[key] = (request, said)
        return said

    @staticmethod
    def _error(status: int, **error: Any) -> Said:
        return Said(status, json.dumps({"error": error}).encode(), {"content-type": "application/json"})

    def _route(self, asked: Asked, given: Thing) -> Any:
        method, path = asked.method, asked.path.removeprefix("/v1/").split("/")
        if path[0] == "payment_intents":
            return self._intent_route(method, path[1:], given)
        if path[0] == "setup_intents":
            return self._setup(given) if method == "POST" else self._list(list(self.setups.values())[::-1], given)
        if path[:2] == ["checkout", "sessions"]:
            return self._session_route(method, path[2:], given)
        if path[0] == "payment_methods":
            return self._method(method, path[1:])
        if path == ["refunds"]:
            intent = self._find(given["payment_intent"])
            mine = [one for one in self.refunds[::-1] if one["payment_intent"] == intent["id"]]
            return self._refund(intent, int(given["amount"]), given["metadata"]) if method == "POST" else self._list(mine, given)
        assert (method, path) == ("POST", ["customers"])
        self.customers.append(f"cus_{len(self.customers) + 1}")
        return {"id": self.customers[-1], "object": "customer"}

    def _method(self, method: str, path: list[str]) -> Thing:
        name = path[0]
        if name == "pm_nothing":
            raise Refused(404, type="invalid_request_error", code="resource_missing", message="No such PaymentMethod")
        found = {"object": "payment_method", "id": name, "customer": self.attached.get(name)}
        if (method, path[1:]) == ("GET", []):
            return found
        assert (method, path[1:]) == ("POST", ["detach"])
        if name not in self.attached or self.refuses_to_detach:
            raise Refused(400, type="invalid_request_error", message="The payment method you provided cannot be detached.")
        del self.attached[name]
        return {**found, "customer": None}

    def _intent_route(self, method: str, path: list[str], given: Thing) -> Any:
        match method, path:
            case "POST", []:
                return self._make_intent(given)
            case "POST", [name, "capture"]:
                return self._capture(self._find(name), int(given["amount_to_capture"]))
            case "POST", [name, "cancel"]:
                return self._cancel(self._find(name))
            case "GET", ["search"]:
                key = given["query"].removeprefix("metadata['key']:'").removesuffix("'")
                found = [one for one in self.intents.values() if one["metadata"].get("key") == key] if self.searchable else []
                return {"object": "search_result", "data": found, "has_more": False, "url": "/v1/payment_intents/search"}
        assert (method, path) == ("GET", [])
        return self._list(list(self.intents.values())[::-1], given)

    def _session_route(self, method: str, path: list[str], given: Thing) -> Any:
        match method, path:
            case "POST", []:
                return self._make_session(given)
            case "GET", []:
                return self._list(list(self.sessions.values())[::-1], given)
            case "GET", [name]:
                return self._plain_session(self.sessions[name])
        assert path[1:] == ["expire"]
        self.sessions[path[0]]["status"] = "expired"
        return self.sessions[path[0]]

    @staticmethod
    def _list(found: list[Thing], given: Thing) -> Thing:
        if "starting_after" in given:
            found = found[[one["id"] for one in found].index(given["starting_after"]) + 1 :]
        limit = int(given["limit"])
        return {"object": "list", "data": found[:limit], "has_more": len(found) > limit, "url": "/"}

    @staticmethod
    def _plain_session(session: Thing) -> Thing:
        intent = session["payment_intent"]
        return {**session, "payment_intent": intent["id"] if intent else None}

    def _find(self, name: str) -> Thing:
        if name not in self.intents:
            raise Refused(404, type="invalid_request_error", code="resource_missing", message=f"No such payment_intent: '{name}'")
        return self.intents[name]

    def _new(self, amount: int, currency: str, metadata: Thing, **more: Any) -> Thing:
        name = f"pi_{len(self.intents) + 1}"
        self.intents[name] = intent = {
            "id": name,
            "object": "payment_intent",
            "amount": amount,
            "currency": currency,
            "created": 1_790_000_000,
            "metadata": metadata,
            "status": "requires_capture",
            "amount_capturable": amount,
            "amount_received": 0,
            "amount_refunded": 0,
            "latest_charge": {"object": "charge", "id": "ch_1", "payment_method_details": {"card": {"capture_before": 1_790_400_000}}},
            "payment_method": {
                "object": "payment_method",
                "id": "pm_card_visa",
                "type": "card",
                "card": {"brand": "visa", "last4": "4242", "exp_month": 8, "exp_year": 2030},
            },
            **more,
        }
        return intent

    def _make_intent(self, given: Thing) -> Thing:
        more = {name: given[name] for name in ("customer", "setup_future_usage") if name in given}
        method = given.get("payment_method") or given.get("confirmation_token")
        if method == "pm_nothing":
            raise Refused(404, type="invalid_request_error", code="resource_missing", message="No such PaymentMethod")
        intent = self._new(int(given["amount"]), given["currency"], given["metadata"], **more)
        if method == "pm_card_chargeDeclined":
            error = {
                "type": "card_error",
                "code": "card_declined",
                "decline_code": "insufficient_funds",
                "message": "Your card was declined.",
            }
            intent.update(status="requires_payment_method", amount_capturable=0, last_payment_error=error)
            raise Refused(402, **error, payment_intent=intent)
        if method == "pm_card_authenticationRequired":
            challenge = {
                "type": "redirect_to_url",
                "redirect_to_url": {"url": "https://hooks.stripe.example/3ds", "return_url": given["return_url"]},
            }
            intent.update(status="requires_action", amount_capturable=0, next_action=challenge)
        return intent

    def _setup(self, given: Thing) -> Thing:
        name = f"seti_{len(self.setups) + 1}"
        card = {"brand": "visa", "last4": "4242", "exp_month": 8, "exp_year": 2030}
        self.setups[name] = setup = {
            "id": name,
            "object": "setup_intent",
            "created": 1_790_000_000,
            "metadata": given["metadata"],
            "customer": given["customer"],
            "status": "succeeded",
            "payment_method": {"object": "payment_method", "id": given["payment_method"], "type": "card", "card": card},
        }
        self.attached[given["payment_method"]] = given["customer"]
        if given["payment_method"] == "pm_card_authenticationRequired":
            setup.update(
                status="requires_action",
                next_action={"type": "redirect_to_url", "redirect_to_url": {"url": "https://hooks.stripe.example/3ds"}},
            )
        return setup

    def _unexpected(self, intent: Thing) -> Refused:
        return Refused(
            400, type="invalid_request_error", code="payment_intent_unexpected_state", message="not in that state", payment_intent=intent
        )

    def _capture(self, intent: Thing, amount: int) -> Thing:
        if intent["status"] != "requires_capture":
            raise self._unexpected(intent)
        if amount > intent["amount_capturable"]:
            raise Refused(400, type="invalid_request_error", code="amount_too_large", message="too much")
        intent.update(status="succeeded", amount_received=amount, amount_capturable=0)
        return intent

    def _cancel(self, intent: Thing) -> Thing:
        if intent["status"] in {"succeeded", "canceled"}:
            raise self._unexpected(intent)
        intent.update(status="canceled", amount_capturable=0, cancellation_reason=None)
        return intent

    def forget_keys(self) -> None:
        """A day goes by: no idempotency key is known any more."""
        self._answers.clear()

    def _refund(self, intent: Thing, amount: int, metadata: Thing) -> Thing:
        if intent["amount_refunded"] + amount > intent["amount_received"]:
            raise Refused(400, type="invalid_request_error", code="charge_already_refunded", message="too much")
        intent["amount_refunded"] += amount
        refund = {
            "id": f"re_{len(self.refunds) + 1}",
            "object": "refund",
            "amount": amount,
            "currency": intent["currency"],
            "payment_intent": intent["id"],
            "status": self.refunds_are,
            "metadata": metadata,
        }
        self.refunds.append(refund)
        return refund

    def _make_session(self, given: Thing) -> Thing:
        name = f"cs_{len(self.sessions) + 1}"
        self.sessions[name] = {
            "id": name,
            "object": "checkout.session",
            "status": "open",
            "url": f"https://checkout.stripe.example/{name}",
            "metadata": given["metadata"],
            "payment_intent": None,
            "asked": given,
        }
        return self.sessions[name]

    def pay_on_the_page(self, name: str) -> Thing:
        """A shopper pays on the hosted page."""
        session = self.sessions[name]
        price = session["asked"]["line_items"]["0"]["price_data"]
        intent = self._new(int(price["unit_amount"]), price["currency"], session["asked"]["payment_intent_data"]["metadata"])
        session.update(status="complete", payment_intent=intent, url=None)
        return intent
