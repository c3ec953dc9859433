"""Changing an order before anybody packs it: where it goes, and which size or colour it is."""

from collections.abc import Sequence

import msgspec

from stoa.base.database import Reading, Writing
from stoa.base.money import Money
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import Visitor
from stoa.shop import catalog, orders, payments, pricing, shipping
from stoa.shop.billing.model import Position
from stoa.shop.catalog.model import NoSuchVariant, VariantId
from stoa.shop.orders.model import Delivery, Line, LineId, Order, OrderId, holder_of, words_of
from stoa.shop.returns import rules
from stoa.shop.returns.actions import begin, move
from stoa.shop.returns.model import Action, CostsMore, Kind, NothingIsSent, OtherCountry, OtherTaxes, ReturnId, State, Wanted
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


async def change_choice(tx: Writing, actor: Visitor, order_id: OrderId, line_id: LineId, other: VariantId) -> ReturnId:
    """Make a line of another size or colour of the same product; what it costs less is given back.

    Raises TooLateToChange, NoSuchVariant, CostsMore, stock's OutOfStock, and NoSuchOrder.
    """
    order = await orders.lock(tx, order_id)
    line = next((one for one in order.lines if one.id == line_id), None)
    if line is None or line_id not in rules.possible(order, tx.now).change_choice:
        raise rules.too_late(order)
    sold = (await catalog.sold_variants(tx, [other], order.language, groups=None)).get(other)
    if sold is None or not sold.active or sold.product_id != line.product_id or other == line.variant_id:
        raise NoSuchVariant
    unit = await _unit(tx, actor, order, line, other)
    return_id = await begin(tx, actor, order, Kind.CHOICE_CHANGE, [Wanted(line_id, line.quantity)])
    back = await orders.change_line(tx, actor, order_id, line_id, sold, unit)
    if back:
        await payments.refund(tx, actor, order_id, back, "choice_changed", [Position(line_id, 0, back.amount)])
    await move(tx, actor, return_id, Kind.CHOICE_CHANGE, State.ASKED, Action.CARRY_OUT)
    return return_id


async def _unit(read: Reading, actor: Visitor, order: Order, line: Line, other: VariantId) -> Money:
    """Return what a piece costs from now on. Raises NoSuchVariant for one that has no price in the order's market, CostsMore."""
    found = (await choice_prices(read, actor, order, line, [other])).get(other)
    if found is None:
        raise NoSuchVariant
    return rules.new_unit(line.unit, *found)


async def choice_prices(
    read: Reading, actor: Visitor, order: Order, line: Line, variants: Sequence[VariantId]
) -> dict[VariantId, tuple[Money | None, Money]]:
    """Return what the line's variant and each of these cost as choices of an order, of those that can be had for it.

    Both as its holder says, or as they were sold when it was made, with its voucher codes; what was not sold then is
    compared as it is today.
    """
    held = holder_of(order.purpose)
    if held is not None:
        said = await held.choices(read, order) if held.choices is not None else {}
        return {one: (said.get(line.variant_id), said[one]) for one in variants if one in said}
    audiences, wanted = pricing.audiences(actor, order.codes), [line.variant_id, *variants]
    then = await pricing.quote(read, order.market, wanted, audiences, order.made_at)
    now = then
    if any(one not in then for one in wanted):
        now = await pricing.quote(read, order.market, wanted, audiences, read.now)
    found = {}
    for one in variants:
        quotes = then if one in then and line.variant_id in then else now
        if one in quotes:
            found[one] = (quotes[line.variant_id].price if line.variant_id in quotes else None, quotes[one].price)
    return found
