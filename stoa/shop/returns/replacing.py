"""Sending again what arrived broken, was wrong or never came: an order of its own that costs nothing.

Its units are allocated like those of any order, so the last one is never promised twice, and it waits among the others to be packed.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import msgspec

from stoa.base.database import Reading, Writing
from stoa.base.money import Money
from stoa.people.sessions.model import Visitor
from stoa.shop import orders, shipping, stock
from stoa.shop.orders.model import REPLACEMENT, Delivery, LineId, NewLine, NewOrder, Order
from stoa.shop.returns import rules
from stoa.shop.returns.model import NoneToSendAgain, Return, ReturnId, Wanted
from stoa.shop.shipping.model import Destination, Parcel


async def check(read: Reading, order: Order, lines: Sequence[Wanted]) -> None:
    """Refuse to ask for what is not there to be sent again. Whether it still is, is known when somebody agrees. Raises NoneToSendAgain."""
    wanted = rules.variants(order, rules.count(lines))
    known = await stock.availability(read, sorted(wanted))
    for variant, quantity in sorted(wanted.items()):
        found = known.get(variant)
        if found is not None and not found.backorder and found.free is not None and found.free < quantity:
            title = next(line.title for line in order.lines if line.variant_id == variant)
            raise NoneToSendAgain(title=title, free=max(0, found.free))


async def send_again(tx: Writing, actor: Visitor, order: Order, one: Return) -> Order:
    """Make the order that sends a claim's pieces once more; return it. Raises NothingChosen, stock's OutOfStock."""
    pieces = rules.to_send_again(order, one)
    made = await orders.begin(tx, actor, _order(order, pieces, await _delivery(tx, order, pieces), one.id))
    await orders.confirm(tx, await orders.lock(tx, made))
    await orders.note(tx, actor, made, "sends_again", {"number": str(order.number)}, visible=True)
    return await orders.get(tx, made)


def _order(order: Order, pieces: Mapping[LineId, int], delivery: Delivery | None, return_id: ReturnId) -> NewOrder:
    """Return the order that sends these pieces once more, to the same place, for nothing."""
    nothing = Money(0, order.currency)
    fields = NewLine.__struct_fields__
    lines = [
        NewLine(
            **{
                **{name: getattr(line, name) for name in fields},
                "quantity": pieces[line.id],
                "unit": nothing,
                "net": nothing,
                "tax": nothing,
            }
        )
        for line in order.lines
        if line.id in pieces
    ]
    return NewOrder(
        cart_id=None,
        person_id=order.person_id,
        email=order.email,
        market=order.market,
        currency=order.currency,
        language=order.language,
        shipping_address=order.shipping_address,
        billing_address=order.billing_address,
        delivery=delivery,
        tax_mode=order.tax_mode,
        taxes=[],
        lines=lines,
        subtotal=nothing,
        shipping_net=nothing,
        shipping_tax=nothing,
        tax=nothing,
        total=nothing,
        recipient_id=order.recipient_id,
        hidden_as=order.hidden_as,
        purpose=f"{REPLACEMENT}:{return_id}",
    )


async def _delivery(read: Reading, order: Order, pieces: Mapping[LineId, int]) -> Delivery | None:
    """Return the way that was agreed, at no price, with the days it takes from now; where it is gone, as long as it took then."""
    agreed, where = order.delivery, order.shipping_address
    if agreed is None:
        return None
    free = msgspec.structs.replace(agreed, price=Money(0, order.currency))
    if where is not None:
        weight = sum(line.weight_grams * pieces.get(line.id, 0) for line in order.lines)
        to, parcel = Destination(where.country, where.region, where.postal_code), Parcel(weight, order.subtotal)
        found = await shipping.options(read, order.market, to, parcel, read.now, order.language)
        same = next((option for option in found if option.code == agreed.code), None)
        if same is not None:
            return msgspec.structs.replace(free, arrives_on=same.arrives_on, arrives_by=same.arrives_by)
    later = timedelta(days=max(0, (read.now - (order.placed_at or order.made_at)).days))
    return msgspec.structs.replace(free, arrives_on=agreed.arrives_on + later, arrives_by=agreed.arrives_by + later)
