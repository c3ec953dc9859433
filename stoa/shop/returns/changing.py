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
from stoa.shop.returns.model import Action, CostsMore, Kind, NothingIsSent, OtherCountry, ReturnId, State, Wanted
from stoa.shop.shipping.model import Destination, NotDeliverable, Parcel, ShippingOption


async def change_address(tx: Writing, actor: Visitor, order_id: OrderId, address: Address) -> ReturnId:
    """Send it elsewhere in the same country, at the price that was agreed; the promise is made anew.

    Raises TooLateToChange, AddressStays, OtherCountry (its taxes were agreed), NotDeliverable, CostsMore, and NoSuchOrder.
    """
    order = await orders.lock(tx, order_id)
    fixed = rules.fixed_address(order)
    if fixed is not None or order.shipping_address is None:
        raise fixed or NothingIsSent(number=order.number)
    if address.country != order.shipping_address.country:
        raise OtherCountry
    delivery = await _delivery(tx, order, address)
    return_id = await begin(tx, actor, order, Kind.ADDRESS_CHANGE, [])
    await orders.change_address(tx, actor, order_id, address, delivery)
    await move(tx, actor, return_id, Kind.ADDRESS_CHANGE, State.ASKED, Action.CARRY_OUT)
    return return_id


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
    """Return what a piece costs from now on. Raises NoSuchVariant for one that has no price in the order's market."""
    prices = await choice_prices(read, actor, order, [line.variant_id, other])
    if other not in prices:
        raise NoSuchVariant
    return rules.new_unit(line.unit, prices.get(line.variant_id), prices[other])


async def choice_prices(read: Reading, actor: Visitor, order: Order, variants: Sequence[VariantId]) -> dict[VariantId, Money]:
    """Return what these variants cost as choices of an order, where they can be had for it: as they are sold today, or as its holder says."""
    held = holder_of(order.purpose)
    if held is not None:
        return dict(await held.choices(read, order)) if held.choices is not None else {}
    quotes = await pricing.quote(read, order.market, variants, pricing.audiences(actor), read.now)
    return {one: quote.price for one, quote in quotes.items()}
