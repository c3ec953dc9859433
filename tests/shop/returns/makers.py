"""Orders and returns as values, for rules."""

from datetime import UTC, datetime
from typing import Any

from stoa.base import ids
from stoa.base.database import Writing
from stoa.base.money import Money
from stoa.outside.payments.model import Answer, Outcome
from stoa.people.sessions.model import SYSTEM
from stoa.shop import orders, payments, shipping
from stoa.shop.catalog.model import ProductId, VariantId
from stoa.shop.orders.model import Delivery, Entry, Line, LineId, Order, OrderId, State
from stoa.shop.payments.actions import record
from stoa.shop.returns.model import Kind, Reason, Return, ReturnId, ReturnLine
from stoa.shop.returns.model import State as ReturnState
from tests.shop.shipping.makers import an_address, make_order

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


def eur(amount: int) -> Money:
    return Money(amount, "EUR")


def a_line(quantity: int = 1, *, net: int = 2017, tax: int = 383, **overrides: Any) -> Line:
    given: dict[str, Any] = {
        "id": LineId(ids.new()), "variant_id": VariantId(ids.new()), "product_id": ProductId(ids.new()), "handle": "mug", "title": "Mug",
        "choices": ["Clay"], "sku": "MUG", "picture": None, "tax_class": "standard", "weight_grams": 400, "ships": True, "quantity": quantity,
        "cancelled": 0, "shipped": 0, "delivered": 0, "returned": 0, "unit": eur((net + tax) // quantity), "net": eur(net), "tax": eur(tax),
    }  # fmt: skip
    return Line(**{**given, **overrides})


def an_order(*lines: Line, shipping: int = 390, delivered: datetime | None = None, **overrides: Any) -> Order:
    """Return an open order; with `delivered`, one whose last piece arrived then."""
    lines = lines or (a_line(),)
    goods = sum(line.gross.amount for line in lines)
    way_tax = round(shipping * 19 / 119)
    given: dict[str, Any] = {
        "id": OrderId(ids.new()), "number": 10001, "key": "secret-key", "cart_id": None, "person_id": None, "email": "lena@mail.example",
        "market": "eu", "currency": "EUR", "language": "en", "state": State.OPEN, "hold_reason": None, "shipping_address": an_address(),
        "billing_address": None, "tax_mode": "inclusive", "taxes": [], "subtotal": eur(goods), "shipping_net": eur(shipping - way_tax),
        "shipping_tax": eur(way_tax), "tax": eur(sum(line.tax.amount for line in lines) + way_tax), "total": eur(goods + shipping),
        "delivery": Delivery(code="standard", name="Standard", price=eur(shipping), arrives_on=NOON.date(), arrives_by=NOON.date()),
        "message": "", "made_at": NOON, "placed_at": NOON, "picking_at": None, "ended_at": None, "lines": list(lines),
        "entries": [Entry(kind="delivered", facts={}, actor="system", visible=True, at=delivered)] if delivered else [],
    }  # fmt: skip
    return Order(**{**given, **overrides})


def a_return(order: Order, quantity: int = 1, *, kind: Kind = Kind.RETURN, state: ReturnState = ReturnState.ASKED) -> Return:
    line = ReturnLine(line_id=order.lines[0].id, quantity=quantity, reason=Reason.NOT_SAID)
    return Return(id=ReturnId(ids.new()), number=1, order_id=order.id, kind=kind, state=state, lines=[line], note="", asked_at=NOON,
                  refund=None, label=None, tracking=None, photos=[], trail=[])  # fmt: skip


async def make_paid(tx: Writing, *quantities: int, state: str = "open", **overrides: Any) -> Order:
    """Make an order whose money has been taken: open, or "sent" or "delivered" in one parcel."""
    order = await make_order(tx, *quantities, state="pending", **overrides)
    await payments.intend(tx, order.id, order.total, "sandbox", "tok_ok")
    payment = await payments.of_order(tx, order.id)
    assert payment is not None
    await record(tx, payment, Answer(outcome=Outcome.CAPTURED, amount=order.total, reference=f"sb_{order.number}"))
    if state in {"sent", "delivered"}:
        parcel = await shipping.ship(tx, SYSTEM, order.id, {line.id: line.quantity for line in order.lines}, "manual")
        if state == "delivered":
            await shipping.deliver(tx, SYSTEM, parcel)
    return await orders.get(tx, order.id)


async def refunds_of(tx: Writing, order: Order) -> list[tuple[int, str]]:
    """Return the refunds that were asked for, and why."""
    return [(one.amount, one.reason) for one in await payments.refunds(tx, [order.id])]
