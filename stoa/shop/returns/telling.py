"""The letters of returns: receipts, decisions, labels. Each is posted once; of money given back checkout tells."""

from collections.abc import Mapping, Sequence

from stoa.base.database import Writing
from stoa.outside import mail
from stoa.shop import orders
from stoa.shop.orders.model import Order, OrderId
from stoa.shop.returns import queries, rules, store
from stoa.shop.returns.model import Return, ReturnId, ReturnLine, Wanted


async def receipt(tx: Writing, order: Order, return_id: ReturnId, wanted: Sequence[Wanted], note: str) -> None:
    """Confirm that a withdrawal was received: what was declared, on which day and at what time."""
    facts = {
        "name": order.hidden_as or (order.shipping_address.name if order.shipping_address else ""),
        "number": str(order.number),
        "email": order.email,
        "note": note,
        "at": tx.now,
        "lines": _lines(order, wanted),
    }
    await _post(tx, order, "receipt", return_id, facts)


async def asked(tx: Writing, return_id: ReturnId) -> None:
    """Confirm that a return or claim was received."""
    one, order = await _both(tx, return_id)
    await _post(tx, order, "asked", return_id, {"number": str(order.number), "kind": one.kind.value, "lines": _lines(order, one.lines)})


async def approval(tx: Writing, return_id: ReturnId) -> None:
    """Say how it is to be sent back, with the label if there is one."""
    one, order = await _both(tx, return_id)
    to = (await queries.terms(tx)).address
    address = [to.name, to.company, to.line1, to.line2, f"{to.postal_code} {to.city}"] if to else []
    facts = {
        "number": str(order.number),
        "return_number": str(one.number),
        "address": [line for line in address if line],
        "tracking": one.tracking or "",
        "label": one.label or "",
        "lines": _lines(order, one.lines),
    }
    await _post(tx, order, "approved", return_id, facts)


async def refusal(tx: Writing, return_id: ReturnId) -> None:
    """Say that it was refused, and why."""
    one, order = await _both(tx, return_id)
    why = next((trace.note for trace in reversed(one.trail) if trace.action == "refuse"), "")
    await _post(tx, order, "refused", return_id, {"number": str(order.number), "why": why, "lines": _lines(order, one.lines)})


async def sent_again(tx: Writing, return_id: ReturnId, replacement: OrderId) -> None:
    """Say that the pieces are sent once more, with the link to the order that does it."""
    one, order = await _both(tx, return_id)
    made = await orders.get(tx, replacement)
    facts = {
        "number": str(order.number),
        "again": str(made.number),
        "arrives_by": made.delivery.arrives_by if made.delivery else None,
        "lines": _lines(made, [Wanted(line.id, line.quantity) for line in made.lines]),
    }
    key = f"replaced:{one.id}"
    await mail.post(tx, order.email, "returns/replaced", order.language, facts, key=key, action=made.path)


async def arrival(tx: Writing, return_id: ReturnId) -> None:
    """Say that the parcel is back."""
    one, order = await _both(tx, return_id)
    await _post(tx, order, "arrived", return_id, {"number": str(order.number), "lines": _lines(order, one.lines)})


async def _post(tx: Writing, order: Order, name: str, return_id: ReturnId, facts: Mapping[str, object]) -> None:
    await mail.post(tx, order.email, f"returns/{name}", order.language, facts, key=f"{name}:{return_id}", action=order.path)


async def _both(tx: Writing, return_id: ReturnId) -> tuple[Return, Order]:
    one = await store.get(tx, return_id)
    return one, await orders.get(tx, one.order_id)


def _lines(order: Order, lines: Sequence[Wanted] | Sequence[ReturnLine]) -> list[dict[str, object]]:
    counts = rules.count(lines)
    return [{"title": line.title, "choices": line.choices, "quantity": counts[line.id]} for line in order.lines if line.id in counts]
