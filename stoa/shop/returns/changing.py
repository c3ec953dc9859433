"""Changing an order before anybody packs it: where it goes, and which size or colour it is."""

import msgspec

from stoa.base.database import Reading, Writing
from stoa.base.money import Money
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import Visitor
from stoa.shop import catalog, orders, payments, pricing, shipping
from stoa.shop.billing.model import Position
from stoa.shop.catalog.model import NoSuchVariant, VariantId
from stoa.shop.orders.model import Delivery, LineId, Order, OrderId, words_of
from stoa.shop.returns import choosing, rules
from stoa.shop.returns.actions import begin, move
from stoa.shop.returns.model import (
    Action,
    Chosen,
    CostsMore,
    Kind,
    NoSuchLine,
    NothingIsSent,
    OtherCountry,
    OtherTaxes,
    ReturnId,
    State,
    Wanted,
)
from stoa.shop.shipping.model import Destination, NotDeliverable, Parcel, ShippingOption


async def change_address(tx: Writing, actor: Visitor, order_id: OrderId, address: Address) -> ReturnId:
    """Send it elsewhere in the same country, where the same taxes are taken, at the price that was agreed; the promise is made anew.

    Raises TooLateToChange, AddressStays, OtherCountry, OtherTaxes, NotDeliverable, CostsMore, and NoSuchOrder.
    """
    order = await orders.lock(tx, order_id)
    fixed = rules.fixed_address(order)
    if fixed is not None or order.shipping_address is None:
        raise fixed or NothingIsSent(number=order.number)
    if address.country != order.shipping_address.country:
        raise OtherCountry
    await _check_taxes(tx, order, order.shipping_address, address)
    delivery = await _delivery(tx, order, address)
    return_id = await begin(tx, actor, order, Kind.ADDRESS_CHANGE, [])
    await orders.change_address(tx, actor, order_id, address, delivery)
    await move(tx, actor, return_id, Kind.ADDRESS_CHANGE, State.ASKED, Action.CARRY_OUT)
    return return_id


async def _check_taxes(read: Reading, order: Order, was: Address, to: Address) -> None:
    """Raise OtherTaxes where the new place takes others of what was ordered: the order's taxes were agreed."""
    if was.region.upper() == to.region.upper():
        return
    classes = sorted({line.tax_class for line in order.lines})
    here = await pricing.tax(read, was.country, was.region, classes, read.now)
    there = await pricing.tax(read, to.country, to.region, classes, read.now)
    if here != there:
        raise OtherTaxes


async def _delivery(read: Reading, order: Order, address: Address) -> Delivery | None:
    """Return the agreed delivery with the days it takes to the new address."""
    agreed = order.delivery
    if agreed is None:
        return None
    weight = sum(line.weight_grams * line.left for line in order.lines if line.ships)
    to = Destination(address.country, address.region, address.postal_code)
    words = await words_of(read, order.purpose, []) if order.hold_reason else None
    parcel = Parcel(weight, order.subtotal)
    if words is not None and words.until > read.now:  # it is let go later: the promise counts from then
        found = await shipping.held_options(read, order.market, to, parcel, words.until, order.language)
    else:
        found = await shipping.options(read, order.market, to, parcel, read.now, order.language)
    same: ShippingOption | None = next((one for one in found if one.code == agreed.code), None)
    if same is None:
        raise NotDeliverable
    if same.price > agreed.price:
        raise CostsMore(more=same.price.amount - agreed.price.amount, currency=order.currency)
    return msgspec.structs.replace(agreed, arrives_on=same.arrives_on, arrives_by=same.arrives_by, days=same.days)


async def change_choice(tx: Writing, actor: Visitor, order_id: OrderId, line_id: LineId, other: VariantId) -> Chosen:
    """Make a line of another size or colour of the same product; what it costs less is given back. Twice is once.

    Raises NoSuchLine, TooLateToChange, ChoiceStays, NoSuchVariant, CostsMore, stock's OutOfStock, and NoSuchOrder.
    """
    order = await orders.lock(tx, order_id)
    line = next((one for one in order.lines if one.id == line_id), None)
    if line is None:
        raise NoSuchLine
    if other == line.variant_id:
        return Chosen(None, Money(0, order.currency))
    fixed = rules.fixed_choice(order, line)
    if fixed is not None:
        raise fixed
    sold = (await catalog.sold_variants(tx, [other], order.language, groups=None)).get(other)
    unit = (await choosing.prices(tx, actor, order, [line.variant_id, other])).unit(line, other)
    if sold is None or not choosing.fits(line, sold) or unit is None:
        raise NoSuchVariant
    return_id = await begin(tx, actor, order, Kind.CHOICE_CHANGE, [Wanted(line_id, line.quantity)])
    back = await orders.change_line(tx, actor, order_id, line_id, sold, unit)
    if back:
        await payments.refund(tx, actor, order_id, back, "choice_changed", [Position(line_id, 0, back.amount)])
    await move(tx, actor, return_id, Kind.CHOICE_CHANGE, State.ASKED, Action.CARRY_OUT)
    return Chosen(return_id, back)
