"""Decisions of the checkout: how long units are promised, what is agreed."""

from datetime import datetime, timedelta

import msgspec

from stoa.base import money
from stoa.base.money import Money
from stoa.base.refusals import FieldError
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import PersonId
from stoa.shop.carts.model import SeenCart, ShipTo, Stray
from stoa.shop.catalog.model import VariantId
from stoa.shop.checkout.model import (
    AddressIsGone,
    Bill,
    Buyer,
    CartIsEmpty,
    Draft,
    NoSuchOption,
    NotSoldAnyMore,
    NoWayThere,
    OnlyWhatWasPromised,
    TotalWentUp,
)
from stoa.shop.orders.model import Delivery, NewLine, NewOrder
from stoa.shop.pricing.model import CodeIsOver, CodeIsUsedUp
from stoa.shop.pricing.model.taxes import PricedLine
from stoa.shop.shipping.model import Parcel, ShippingOption

HOLD = timedelta(minutes=10)
HARD_CAP = timedelta(minutes=30)
PAUSE = timedelta(minutes=3)
"""So long after that the same cart is promised nothing, so that whoever was refused meanwhile can have what it held."""


def hold_until(began_at: datetime, now: datetime) -> datetime:
    """Return until when a step of the checkout promises the units: ten minutes, thirty after it began at the latest."""
    return min(now + HOLD, began_at + HARD_CAP)


def begins_anew(began_at: datetime, now: datetime) -> bool:
    """Return whether the promise has run out for good, and long enough ago that a step begins a new one."""
    return now >= began_at + HARD_CAP + PAUSE


def hold_prices(seen: SeenCart, draft: Draft | None, now: datetime) -> SeenCart:
    """Return the cart at the prices that were shown when its checkout began, for as long as they hold.

    A price that has fallen since is given; one that has risen does not count until then (docs/money.md, the guarantee).
    In another market nothing is held: its prices are of another currency.
    """
    if draft is None or not _holds(draft, seen, now):
        return seen
    lines = []
    for line in seen.lines:
        held = draft.held.get(line.variant.id)
        cheaper = held is not None and line.unit is not None and held < line.unit.amount
        lines.append(
            msgspec.structs.replace(line, unit=Money(held, line.unit.currency)) if cheaper and held is not None and line.unit else line
        )
    subtotal = money.total((line.sum for line in lines if line.sum is not None and line.variant.active), seen.market.currency)
    return msgspec.structs.replace(seen, lines=lines, subtotal=subtotal)


def _holds(draft: Draft, seen: SeenCart, now: datetime) -> bool:
    """Return whether the checkout's prices hold for this cart: in the market where it began, until then."""
    return bool(draft.held) and draft.market == seen.cart.market and now < draft.held_until


def mask(to: ShipTo, country: str = "") -> Address:
    """Return a hidden address as the screens show it."""
    return Address(name=to.label, line1="", city="", postal_code="", country=country)


def check_cart(seen: SeenCart) -> None:
    """Raise CartIsEmpty or NotSoldAnyMore for a cart that cannot be bought, and as `check_way`."""
    if not seen.lines:
        raise CartIsEmpty
    check_way(seen)
    for line in seen.lines:
        if not line.sold:
            raise NotSoldAnyMore(title=line.variant.title)


def check_way(seen: SeenCart) -> None:
    """Raise AddressIsGone or OnlyWhatWasPromised for a cart that may not go to the hidden address that it was to go to."""
    if seen.stray is Stray.GONE:
        raise AddressIsGone
    if seen.stray is Stray.MORE:
        raise OnlyWhatWasPromised(who=seen.cart.ship_to.label if seen.cart.ship_to else "")


def check_codes(seen: SeenCart, draft: Draft | None, now: datetime) -> None:
    """Raise CodeIsUsedUp for a voucher code that others were quicker with, and CodeIsOver for one that has ended, unless the prices
    it made still hold for this checkout: of what is limited none do.
    """
    if seen.used_up:
        raise CodeIsUsedUp(code=seen.used_up[0], yours=0)
    if seen.ended and not (draft is not None and _holds(draft, seen, now)):
        raise CodeIsOver(code=seen.ended[0])


def prices_to_hold(seen: SeenCart) -> dict[VariantId, int]:
    """Return the prices that a checkout holds: those shown, but without codes that may be used up before it ends."""
    limited = {one.code for one in seen.codes if one.limited}
    held = {}
    for line in seen.lines:
        if line.unit is not None:
            without = line.saves.amount // line.quantity if line.code in limited and line.saves is not None else 0
            held[line.variant.id] = line.unit.amount + without
    return held


def parcel(seen: SeenCart) -> Parcel:
    """Return what would be sent."""
    weight = sum(line.variant.weight_grams * line.quantity for line in seen.lines if line.variant.ships)
    return Parcel(weight, seen.subtotal)


def priced(seen: SeenCart) -> list[PricedLine]:
    return [PricedLine(line.unit or Money(0, seen.market.currency), line.quantity, line.variant.tax_class) for line in seen.lines]


def choose(options: list[ShippingOption], code: str | None) -> ShippingOption:
    """Return the option of that code, or the cheapest, the soonest of equals. Raises NoWayThere."""
    if not options:
        raise NoWayThere
    chosen = next((option for option in options if option.code == code), None)
    return chosen or min(options, key=lambda option: (option.pickup, option.price.amount, option.arrives_by))


def check_option(bill: Bill, buyer: Buyer) -> None:
    """Raise NoSuchOption where somebody insists on a way that there is not."""
    if buyer.insists and bill.ships and buyer.option not in {None, bill.option.code if bill.option else None}:
        offered = ", ".join(option.code for option in bill.options)
        raise NoSuchOption([FieldError("/shipping_option", "not_a_choice")], options=offered)


def agree(bill: Bill, buyer: Buyer, person: PersonId | None) -> NewOrder:
    """Return what is agreed, everything as it was shown. Raises TotalWentUp."""
    totals, seen, option = bill.totals, bill.seen, bill.option
    if buyer.expected is not None and totals.total.amount > buyer.expected:
        raise TotalWentUp(shown=buyer.expected, now=totals.total.amount)
    lines = [
        NewLine(
            variant_id=line.variant.id,
            product_id=line.variant.product_id,
            handle=line.variant.handle,
            title=line.variant.title,
            choices=line.variant.choices,
            sku=line.variant.sku,
            picture=line.variant.picture,
            tax_class=line.variant.tax_class,
            weight_grams=line.variant.weight_grams,
            ships=line.variant.ships,
            quantity=line.quantity,
            unit=line.unit or Money(0, seen.market.currency),
            net=total.net,
            tax=total.tax,
        )
        for line, total in zip(seen.lines, totals.lines, strict=True)
    ]
    delivery = None
    if option is not None:
        delivery = Delivery(
            code=option.code,
            name=option.name,
            price=option.price,
            arrives_on=option.arrives_on,
            arrives_by=option.arrives_by,
            pickup=option.pickup,
            place=option.place,
            carrier=option.carrier,
            days=option.days,
        )
    return NewOrder(
        cart_id=seen.cart.id,
        person_id=person,
        email=buyer.email,
        market=seen.cart.market,
        currency=seen.market.currency,
        language=seen.cart.language,
        shipping_address=buyer.address,
        billing_address=buyer.address if seen.cart.ship_to is None else None,
        delivery=delivery,
        tax_mode=seen.market.tax_mode.value,
        taxes=totals.tax,
        lines=lines,
        subtotal=totals.subtotal,
        shipping_net=totals.shipping.net,
        shipping_tax=totals.shipping.tax,
        tax=sum((line.amount for line in totals.tax), Money(0, seen.market.currency)),
        total=totals.total,
        message=buyer.message,
        codes=sorted({line.code for line in seen.lines if line.code is not None}),
        recipient_id=seen.cart.ship_to.person_id if seen.cart.ship_to else None,
        hidden_as=seen.cart.ship_to.label if seen.cart.ship_to else None,
        purpose=seen.cart.purpose,
    )
