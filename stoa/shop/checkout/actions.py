"""The verbs of checkout."""

import contextlib
from collections import Counter
from datetime import datetime

import msgspec

from stoa.base import ids
from stoa.base.database import Database, DatabaseBusy, Reading, Writing
from stoa.base.money import Money
from stoa.people import profiles
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import Visitor
from stoa.shop import carts, orders, payments, pricing, shipping, stock
from stoa.shop.carts.model import Cart, SeenCart
from stoa.shop.catalog.model import VariantId
from stoa.shop.checkout import rules, store
from stoa.shop.checkout.model import AddressIsGone, Bill, Buyer, Draft, Placed
from stoa.shop.orders.model import OrderId, Piece, Words, holder_of, words_of
from stoa.shop.payments.model import PAY_LATER, PaymentDeclinedNow, PaymentId, PaysLater
from stoa.shop.payments.model import State as PaymentState
from stoa.shop.shipping.model import Destination, ShippingOption

QUEUES = 4
"""How often an order waits for units, at most: each time as long as a lock is waited for (docs/scarcity.md)."""


async def begin(tx: Writing, visitor: Visitor, cart: Cart, email: str = "", address: Address | None = None) -> Draft:
    """Enter the checkout: the cart's units are promised from now on.

    Raises CartIsEmpty, NotSoldAnyMore, stock's OutOfStock.
    """
    seen = await carts.see(tx, cart, visitor)
    rules.check_cart(seen)
    address = address if cart.ship_to is None else None
    found = await store.find(tx, cart.id)
    anew = found is not None and rules.begins_anew(found.began_at, tx.now)
    began_at = tx.now if found is None or anew else found.began_at
    until = rules.hold_until(began_at, tx.now)
    draft = await store.begin(tx, cart, email, address, rules.prices_to_hold(seen), until, anew=anew)
    await _hold(tx, seen, until)
    return draft


async def say_where(tx: Writing, visitor: Visitor, cart: Cart, draft: Draft, email: str, address: Address) -> None:
    """Note the address; the promise is extended. A cart that was to go to somebody else goes there instead.

    Raises NoWayThere, OutOfStock.
    """
    if cart.ship_to is not None:
        await carts.send_to(tx, cart, None)
        cart = msgspec.structs.replace(cart, ship_to=None)
    seen = await carts.see(tx, cart, visitor)
    rules.check_cart(seen)
    if any(line.variant.ships for line in seen.lines):
        rules.choose(await _options(tx, seen, address), None)
    await _note(tx, draft, seen, email=email, address=address)


async def say_who(tx: Writing, visitor: Visitor, cart: Cart, draft: Draft, email: str) -> None:
    """Note the mail address of somebody who sends to an address they do not see; the promise is extended.

    Raises AddressIsGone, NoWayThere, OutOfStock.
    """
    seen = await carts.see(tx, cart, visitor)
    rules.check_cart(seen)
    where = await _where(tx, cart, None)
    if where is not None and any(line.variant.ships for line in seen.lines):
        rules.choose(await _options(tx, seen, where), None)
    await _note(tx, draft, seen, email=email)


async def say_how(tx: Writing, visitor: Visitor, cart: Cart, draft: Draft, code: str, message: str) -> None:
    """Note the way it is to come; the promise is extended. Raises OutOfStock."""
    seen = await carts.see(tx, cart, visitor)
    rules.check_cart(seen)
    await _note(tx, draft, seen, option_code=code, message=message)


async def bill(
    read: Reading, visitor: Visitor, cart: Cart, address: Address | None, code: str | None = None, draft: Draft | None = None
) -> Bill:
    """Return what the cart comes to at this address, or where it is sent to, at the prices that its checkout holds.

    Raises NoWayThere, AddressIsGone, OnlyWhatWasPromised.
    """
    address = await _where(read, cart, address)
    seen = rules.hold_prices(await carts.see(read, cart, visitor), draft, read.now)
    rules.check_way(seen)
    if address is None:
        nothing = Money(0, seen.market.currency)
        country = seen.market.countries[0] if seen.market.countries else ""
        rates = await pricing.tax(read, country, "", _classes(seen), read.now, seen.cart.language)
        return Bill(seen=seen, options=[], option=None, totals=pricing.total(rules.priced(seen), nothing, rates, seen.market.tax_mode))
    return await estimate(read, seen, address, code)


async def estimate(read: Reading, seen: SeenCart, address: Address, code: str | None = None) -> Bill:
    """Return what these lines come to at an address, whether anybody has a cart of them or not. Raises NoWayThere."""
    ships = any(line.variant.ships for line in seen.lines)
    options = await _options(read, seen, address) if ships else []
    option = rules.choose(options, code) if ships else None
    nothing = Money(0, seen.market.currency)
    rates = await pricing.tax(read, address.country, address.region, _classes(seen), read.now, seen.cart.language)
    totals = pricing.total(rules.priced(seen), option.price if option else nothing, rates, seen.market.tax_mode)
    return Bill(seen=seen, options=options, option=option, totals=totals)


async def place(db: Database, visitor: Visitor, cart: Cart, buyer: Buyer, return_url: str, *, hold_reason: str | None = None) -> Placed:
    """Make the cart an order and have it paid. Pressed twice, it is the same order.

    The units are allocated before the provider is asked; a payment that is declined frees them and gives the cart back.
    A cart for one purpose becomes an order that is held for it. Raises PaymentDeclinedNow, CartIsEmpty, NotSoldAnyMore, NoWayThere, NoSuchOption,
    TotalWentUp, OutOfStock, CodeIsOver, CodeIsUsedUp,
    PaysLater, and what the holder of such orders refuses them with.
    """
    order_id, payment_id = await _agreed(db, visitor, cart, buyer, hold_reason)
    payment = None
    if payment_id is not None:
        shown = ids.show("ord", order_id)
        payment = await payments.authorize(db, payment_id, f"{return_url}/checkout/back/{shown}")
        if payment.state in {PaymentState.DECLINED, PaymentState.FAILED}:
            async with db.writing() as tx:
                await pricing.vouchers.give_back(tx, order_id)
                await carts.reopen(tx, order_id)
            raise PaymentDeclinedNow(payment.code)
    async with db.reading() as read:
        return Placed(order=(await orders.get(read, order_id)).for_buyer(), payment=payment)


async def _agreed(db: Database, visitor: Visitor, cart: Cart, buyer: Buyer, hold_reason: str | None) -> tuple[OrderId, PaymentId | None]:
    """Make the cart an order; who stood too long in the queue for the last units stands in it again: who is too late is told what is so."""
    for left in range(QUEUES - 1, -1, -1):
        try:
            async with db.writing() as tx:
                return await _agree(tx, visitor, cart, buyer, hold_reason)
        except DatabaseBusy:
            if not left:
                raise
    raise AssertionError


async def _agree(tx: Writing, visitor: Visitor, cart: Cart, buyer: Buyer, hold_reason: str | None) -> tuple[OrderId, PaymentId | None]:
    """Write the order and the intent to pay it; the cart is locked, so it is one order however often it is sent."""
    locked = await carts.lock(tx, cart.id)
    if locked.order_id is not None:
        payment = await payments.of_order(tx, OrderId(locked.order_id))
        return OrderId(locked.order_id), payment.id if payment is not None else None
    draft = await store.find(tx, cart.id)
    found = await bill(tx, visitor, locked, buyer.address, buyer.option, draft)
    rules.check_option(found, buyer)
    hold_reason = hold_reason or locked.purpose
    if locked.purpose is not None and buyer.provider in PAY_LATER:
        raise PaysLater
    rules.check_cart(found.seen)
    rules.check_codes(found.seen, draft, tx.now)
    buyer = msgspec.structs.replace(buyer, address=await _where(tx, locked, buyer.address))
    new = rules.agree(found, buyer, visitor.person)
    order_id = await orders.begin(tx, visitor, new)
    codes = {line.offer_id for line in found.seen.lines if line.offer_id is not None}
    await pricing.vouchers.use(tx, codes, order_id, visitor.person, new.email)
    await carts.become_order(tx, cart.id, order_id)
    await store.remove(tx, cart.id)
    if not new.total:
        await orders.confirm(tx, await orders.lock(tx, order_id), hold_reason=hold_reason)
        return order_id, None
    payment_id = await payments.intend(
        tx,
        order_id,
        new.total,
        buyer.provider,
        buyer.token,
        person=visitor.person,
        save=buyer.save,
        hold_reason=hold_reason,
        later=await pays_later(tx, locked),
    )
    return order_id, payment_id


async def pays_later(read: Reading, cart: Cart) -> bool:
    """Return whether nothing is set aside for what comes of this cart: how it is paid is saved, and charged when its holder asks."""
    holder = holder_of(cart.purpose)
    return cart.purpose is not None and holder is not None and holder.saves is not None and await holder.saves(read, cart.purpose)


async def words_for(read: Reading, seen: SeenCart) -> Words | None:
    """Return what is said before one pays of what this cart is for, by whoever will hold its order."""
    pieces = [Piece(line.variant.id, line.quantity, line.unit) for line in seen.lines if line.unit is not None]
    return await words_of(read, seen.cart.purpose, pieces)


async def come_back(db: Database, order_id: OrderId) -> None:
    """Find out how the payment stands, when the shopper comes back from their bank; the bank's own message may be quicker."""
    async with db.reading() as read:
        payment = await payments.of_order(read, order_id)
    if payment is not None:
        with contextlib.suppress(DatabaseBusy):  # who writes it down just now does so, or it is asked again
            await payments.look_up(db, payment.id)


async def give_up(tx: Writing, cart: Cart) -> None:
    """Leave the checkout: nothing is promised any more, the cart stays."""
    await stock.release(tx, cart.id)
    await store.remove(tx, cart.id)


async def _note(tx: Writing, draft: Draft, seen: SeenCart, **said: object) -> None:
    """Write what a step says (`store.say`); what was promised is promised for longer."""
    until = rules.hold_until(draft.began_at, tx.now)
    await _hold(tx, seen, until)
    await store.say(tx, seen.cart.id, until, **said)


async def _hold(tx: Writing, seen: SeenCart, until: datetime) -> None:
    wanted: Counter[VariantId] = Counter()
    for line in seen.lines:
        wanted[line.variant.id] += line.quantity
    await stock.hold(tx, seen.cart.id, dict(wanted), until)


async def _where(read: Reading, cart: Cart, address: Address | None) -> Address | None:
    """Return where a cart goes: the hidden address that it is sent to, or what its owner said. Raises AddressIsGone."""
    if cart.ship_to is None:
        return address
    found = await profiles.address_of(read, cart.ship_to.person_id, cart.ship_to.address_id)
    if found is None:
        raise AddressIsGone
    return found


async def _options(read: Reading, seen: SeenCart, address: Address) -> list[ShippingOption]:
    to = Destination(address.country, address.region, address.postal_code)
    words = await words_for(read, seen)
    if words is not None and words.until > read.now:
        found = await shipping.held_options(read, seen.cart.market, to, rules.parcel(seen), words.until, seen.cart.language)
    else:
        found = await shipping.options(read, seen.cart.market, to, rules.parcel(seen), read.now, seen.cart.language)
    return found if seen.cart.ship_to is None else [one for one in found if not one.pickup]


def _classes(seen: SeenCart) -> list[str]:
    return sorted({line.variant.tax_class for line in seen.lines})
