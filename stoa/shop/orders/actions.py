"""The verbs of orders. Stock moves with them, in the same transaction."""

import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, overload

import asyncpg

from stoa.base import events, ids
from stoa.base.database import Writing
from stoa.base.money import Money
from stoa.people import accounts
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import SYSTEM, PersonId, Visitor
from stoa.shop import stock
from stoa.shop.catalog.model import SoldVariant, VariantId
from stoa.shop.orders import rules, store
from stoa.shop.orders.model import (
    AddressChanged,
    Delivery,
    Line,
    LineId,
    NewOrder,
    NotSo,
    Order,
    OrderCancelled,
    OrderDelivered,
    OrderHeld,
    OrderId,
    OrderPlaced,
    OrderReleased,
    OrderShipped,
    State,
    TooLate,
    holder_of,
    tell_open,
)
from stoa.shop.orders.rules import Cancellation


async def begin(tx: Writing, actor: Visitor, new: NewOrder, *, hold_reason: str | None = None) -> OrderId:
    """Write what is agreed, still waiting for its payment; its units are allocated from this moment.

    With a reason it is held from the beginning, and agreed (placed) only when somebody releases it.
    Raises stock's OutOfStock, or what the holder of its purpose refuses it with, and then there is no order.
    """
    order_id = OrderId(ids.new())
    await store.insert(tx, order_id, secrets.token_urlsafe(18), new)
    await stock.allocate(tx, new.cart_id or order_id, order_id, _count(new))
    await store.add_entry(tx, order_id, "begun", {}, name(actor))
    holder = holder_of(new.purpose)
    if holder is not None:
        await holder.begin(tx, actor, await store.lock(tx, order_id))
    if hold_reason is not None:
        await store.set_state(tx, order_id, rules.follow(State.PENDING, "hold"), hold_reason=hold_reason)
        await events.record(tx, OrderHeld(about=order_id, reason=hold_reason))
    return order_id


@overload
async def lock(tx: Writing, wanted: OrderId) -> Order: ...
@overload
async def lock(tx: Writing, wanted: Sequence[OrderId]) -> dict[OrderId, Order]: ...
async def lock(tx: Writing, wanted: OrderId | Sequence[OrderId]) -> Order | dict[OrderId, Order]:
    """Lock an order until the transaction ends and return how it stands; or some, in order, with two statements for all of them.

    Whoever locks an order and its payment locks the order first. Raises NoSuchOrder.
    """
    return await (store.lock_all(tx, wanted) if isinstance(wanted, Sequence) else store.lock(tx, wanted))


async def confirm(tx: Writing, order: Order, *, hold_reason: str | None = None) -> None:
    """Agree on an order that is locked: its payment is authorized. With a reason it is held until somebody releases it."""
    state = rules.follow(order.state, "hold" if hold_reason else "confirm")
    await store.set_state(tx, order.id, state, hold_reason=hold_reason, placed=True)
    await _placed(tx, order)
    if hold_reason:
        await events.record(tx, OrderHeld(about=order.id, reason=hold_reason))
        holder = holder_of(order.purpose)
        if holder is not None:
            await holder.placed(tx, SYSTEM, order)
    else:
        await tell_open(tx, rules.opened(order, tx.now))


async def _placed(tx: Writing, order: Order) -> None:
    """Note that it is agreed now; what need not be sent is delivered with that."""
    await store.add_entry(tx, order.id, "placed", {}, "system")
    unshipped = {line.id: line.quantity for line in order.lines if not line.ships}
    if unshipped:
        await store.add_to_lines(tx, order.id, "shipped", unshipped)
        await store.add_to_lines(tx, order.id, "delivered", unshipped)
        await stock.ship(tx, order.id, _variants(order, unshipped))
    if not order.replacement:
        await events.record(tx, OrderPlaced(about=order.id))


async def release(tx: Writing, actor: Visitor, order_id: OrderId, delivery: Delivery | None = None) -> None:
    """End the hold: what the order waited for has happened; `delivery` is the promise as it holds from now on.

    One that was not agreed until now is placed with that.
    """
    order = await store.lock(tx, order_id)
    if delivery is not None and delivery != order.delivery:
        await store.set_delivery(tx, order_id, delivery)
    await store.set_state(tx, order_id, rules.follow(order.state, "release"), placed=True)
    await store.add_entry(tx, order_id, "released", {"reason": order.hold_reason}, name(actor))
    if order.placed_at is None:
        await _placed(tx, order)
    await tell_open(tx, rules.opened(order, tx.now, delivery))
    await events.record(tx, OrderReleased(about=order_id, reason=order.hold_reason or ""))


async def cancel(
    tx: Writing, actor: Visitor, order_id: OrderId, reason: str, lines: Mapping[LineId, int] | None = None, *, by_staff: bool = False
) -> Cancellation:
    """Cancel these quantities, or everything left; the units are free again at once.

    What is to be given back is in the event, and payments gives it. Raises TooLate, NotSo.
    """
    order = await store.lock(tx, order_id)
    decided = rules.cancel(order, lines, by_staff=by_staff)
    counts = {one.line_id: one.quantity for one in decided.lines}
    await store.add_to_lines(tx, order_id, "cancelled", counts)
    await stock.free(tx, order_id, _variants(order, counts))
    holder = holder_of(order.purpose)
    if decided.whole:
        await store.set_state(tx, order_id, rules.follow(order.state, "cancel"))
        if holder is not None:
            await holder.gone(tx, actor, order)
    elif holder is not None and holder.fewer is not None:
        await holder.fewer(tx, actor, order, counts)
    facts = {"reason": reason, "pieces": sum(counts.values()), "whole": decided.whole, "refund": decided.refund}
    await store.add_entry(tx, order_id, "cancelled", facts, name(actor))
    told = OrderCancelled(
        about=order_id, lines=decided.lines, refund=decided.refund, whole=decided.whole, reason=reason, agreed=order.state == State.OPEN
    )
    await events.record(tx, told)
    if not decided.whole:
        await _close_if_complete(tx, order_id)
    return decided


async def change_address(tx: Writing, actor: Visitor, order_id: OrderId, address: Address, delivery: Delivery | None = None) -> None:
    """Send it elsewhere, at the same price; `delivery` is the new promise, if it changes. Raises TooLate, and what its holder refuses."""
    order = await store.lock(tx, order_id)
    if not rules.changeable(order):
        raise TooLate(number=order.number)
    held = holder_of(order.purpose)
    if held is not None and held.moves is not None:
        await held.moves(tx, order, address)
    await store.set_address(tx, order_id, address, delivery or order.delivery)
    await store.add_entry(tx, order_id, "address_changed", {"city": address.city}, name(actor))
    await events.record(tx, AddressChanged(about=order_id))


async def change_line(
    tx: Writing, actor: Visitor, order_id: OrderId, line_id: LineId, other: SoldVariant | None, unit: Money | None = None
) -> Money:
    """Make a line of another variant of the same product (None: of the same), at the price that was agreed or a lower one.

    Returns what is to be given back for the pieces that are left. Raises TooLate, NotSo for another product, and for another
    variant of a line of which some are cancelled or sent, or with nothing left; stock's OutOfStock.
    """
    order = await store.lock(tx, order_id)
    line = next((one for one in order.lines if one.id == line_id), None)
    if not rules.changeable(order):
        raise TooLate(number=order.number)
    if line is None or not line.left:
        raise NotSo(state=order.state.value)
    if other is not None:
        if line.left != line.quantity or line.product_id != other.product_id:
            raise NotSo(state=order.state.value)
        await _change_choice(tx, actor, order, line, other)
    if unit is None or unit >= line.unit:
        return Money(0, order.currency)
    cheaper = rules.reprice(order, line, unit)
    await store.set_amounts(tx, order_id, line_id, cheaper)
    await store.add_entry(tx, order_id, "price_lowered", {"title": line.title, "amount": cheaper.refund}, name(actor))
    return cheaper.refund


async def _change_choice(tx: Writing, actor: Visitor, order: Order, line: Line, other: SoldVariant) -> None:
    await stock.allocate(tx, order.id, order.id, {other.id: line.quantity})
    await stock.free(tx, order.id, {line.variant_id: line.quantity})
    changed = {
        "variant_id": other.id,
        "choices": other.choices,
        "sku": other.sku,
        "picture": other.picture,
        "weight_grams": other.weight_grams,
    }
    await store.replace_choice(tx, line.id, changed)
    facts = {"title": line.title, "was": " · ".join(line.choices), "now": " · ".join(other.choices)}
    await store.add_entry(tx, order.id, "choice_changed", facts, name(actor))


async def start_picking(tx: Writing, actor: Visitor, order_id: OrderId) -> None:
    """Note that somebody packs it now; from here on the shopper can no longer change it alone. Raises NotSo."""
    order = await store.lock(tx, order_id)
    if order.state != State.OPEN:
        raise NotSo(state=order.state.value)
    if await store.set_picking(tx, order_id):
        await store.add_entry(tx, order_id, "picking", {}, name(actor))


async def note(
    tx: Writing, actor: Visitor, order_id: OrderId, kind: str, facts: Mapping[str, Any] | None = None, *, visible: bool = False
) -> None:
    """Write something into the order's timeline; the shopper sees it if `visible`."""
    await store.add_entry(tx, order_id, kind, facts or {}, name(actor), visible=visible)


async def mark_shipped(tx: Writing, actor: Visitor, order_id: OrderId, lines: Mapping[LineId, int]) -> None:
    """Send these quantities: their units leave stock. Raises NotSo for more than is left, or an order that is not open."""
    order = await store.lock(tx, order_id)
    if order.state != State.OPEN:
        raise NotSo(state=order.state.value)
    await _raise_counts(tx, order, "shipped", lines)
    await store.set_picking(tx, order_id)
    await stock.ship(tx, order_id, _variants(order, lines))
    await store.add_entry(tx, order_id, "shipped", {"pieces": sum(lines.values())}, name(actor))
    await events.record(tx, OrderShipped(about=order_id, lines=dict(lines)))


async def mark_delivered(tx: Writing, actor: Visitor, order_id: OrderId, lines: Mapping[LineId, int]) -> None:
    """Note that these quantities arrived; the order closes with the last. Raises NotSo for more than were sent."""
    order = await store.lock(tx, order_id)
    await _raise_counts(tx, order, "delivered", lines)
    await store.add_entry(tx, order_id, "delivered", {"pieces": sum(lines.values())}, name(actor))
    await _hand_over(tx, order)
    await events.record(tx, OrderDelivered(about=order_id, lines=dict(lines)))
    await _close_if_complete(tx, order_id)


async def _hand_over(tx: Writing, order: Order) -> None:
    """Make an order that has no buyer of its own (several paid it) the recipient's, who has it now and may send it back."""
    if order.person_id is None and order.recipient_id is not None and order.hidden_as is None:
        found = await accounts.people(tx, [order.recipient_id])
        person = found.get(order.recipient_id)
        if person is not None and person.email is not None:
            await store.hand_over(tx, order.id, person.email, person.id)


async def mark_returned(tx: Writing, actor: Visitor, order_id: OrderId, lines: Mapping[LineId, int]) -> None:
    """Note that these quantities came back. Raises NotSo for more than arrived."""
    order = await store.lock(tx, order_id)
    await _raise_counts(tx, order, "returned", lines)
    await store.add_entry(tx, order_id, "returned", {"pieces": sum(lines.values())}, name(actor))


async def adopt(tx: Writing, email: str, person: PersonId) -> int:
    """Give a person the guest orders of their mail address, once they have proved that it is theirs."""
    return await store.give_to(tx, email, person)


async def _raise_counts(tx: Writing, order: Order, column: str, lines: Mapping[LineId, int]) -> None:
    known = {line.id for line in order.lines}
    if not lines or not set(lines) <= known or min(lines.values()) < 1:
        raise NotSo(state=order.state.value)
    try:
        async with tx.attempt():
            await store.add_to_lines(tx, order.id, column, lines)
    except asyncpg.CheckViolationError:
        raise NotSo(state=order.state.value) from None


async def _close_if_complete(tx: Writing, order_id: OrderId) -> None:
    order = await store.lock(tx, order_id)
    if order.state == State.OPEN and rules.complete(order.lines):
        await store.set_state(tx, order_id, rules.follow(order.state, "close"))


def _count(new: NewOrder) -> dict[VariantId, int]:
    wanted: Counter[VariantId] = Counter()
    for line in new.lines:
        wanted[line.variant_id] += line.quantity
    return dict(wanted)


def _variants(order: Order, lines: Mapping[LineId, int]) -> dict[VariantId, int]:
    wanted: Counter[VariantId] = Counter()
    for line in order.lines:
        if line.id in lines:
            wanted[line.variant_id] += lines[line.id]
    return dict(wanted)


def name(actor: Visitor) -> str:
    """Return how an actor is named in the timeline: who they are, never their mail address."""
    return str(actor.person) if actor.person else actor.name or "guest"
