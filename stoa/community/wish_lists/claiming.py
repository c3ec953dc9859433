"""Promising to give something: a claim holds for 48 hours, frees itself, and is bought when its order is placed."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

import msgspec

from stoa.base import events, legible
from stoa.base.database import Writing
from stoa.community import circles
from stoa.community.circles.model import Source
from stoa.community.wish_lists import claim_store, pool_store, rules, store, submitting
from stoa.community.wish_lists.model import (
    Claim,
    ClaimBought,
    ClaimId,
    EntryClaimed,
    EntryId,
    NoSuchClaim,
    NoSuchEntry,
    OwnList,
    Role,
    View,
    Who,
    WishList,
)
from stoa.people.profiles.model import AddressId
from stoa.people.sessions.model import PersonId
from stoa.shop import carts, orders, stock
from stoa.shop.carts.model import Cart, ShipTo
from stoa.shop.catalog.model import VariantId
from stoa.shop.orders.model import OrderId
from stoa.shop.stock.model import OutOfStock


async def claim(
    tx: Writing, found: WishList, role: Role, entry_id: EntryId, asks: Who, name: str, quantity: int, *, told: View = View.ALL
) -> Claim:
    """Promise to give so many of an entry, under a name; one's own claim is made anew and holds 48 hours from now.

    What the owner sees of it is what the list says now, or the page said (`told`) if that was less, whatever the list says later.

    The entry is locked: of two who want the last one, the second is refused. Raises OwnList for whoever receives it, NoSuchEntry,
    NotWished, AlreadyTaken.
    """
    if role in {Role.OWNER, Role.SURPRISED}:
        raise OwnList
    entry = await store.lock_entry(tx, found.id, entry_id)
    if entry is None:
        raise NoSuchEntry
    known = await claim_store.of_entry(tx, entry_id)
    pool = await pool_store.of_entry(tx, entry_id)
    mine = next((one for one in known if one.order_id is None and rules.is_of(one, asks)), None)
    rules.check_claim(entry, [one for one in known if one is not mine], pool, quantity, tx.now)
    named, view = legible.line(name), rules.stricter(told, found.view)
    if mine is not None:
        view = rules.stricter(mine.view, view)
        again = msgspec.structs.replace(mine, name=named, quantity=quantity, until=tx.now + rules.CLAIM_HOLDS, view=view)
        await claim_store.replace(tx, again)
        await submitting.named(tx, asks, found, again)
        return again
    made = Claim(
        id=claim_store.new_id(),
        entry_id=entry.id,
        name=named,
        person=asks.person,
        guest=asks.guest,
        quantity=quantity,
        made_at=tx.now,
        until=tx.now + rules.CLAIM_HOLDS,
        view=view,
    )
    await claim_store.insert(tx, made)
    await submitting.named(tx, asks, found, made)
    if asks.person is not None and found.owner is not None:
        await circles.suggest(tx, found.owner, asks.person, Source.LIST)
    await events.record(tx, EntryClaimed(about=entry.id, claim=made.id))
    return made


async def give_up(tx: Writing, claim_id: ClaimId, asks: Who) -> None:
    """Take a promise back that is one's own and not bought yet. Raises NoSuchClaim."""
    if not await claim_store.end(tx, claim_id, asks):
        raise NoSuchClaim
    await submitting.unnamed(tx, claim_id)


async def buy(
    tx: Writing,
    found: WishList,
    role: Role,
    entry_id: EntryId,
    asks: Who,
    name: str,
    quantity: int,
    cart: Cart,
    *,
    send: bool,
    label: str = "",
    told: View = View.ALL,
) -> Claim:
    """Promise it and put it into the giver's cart in one step; with `send` the cart goes to the list's owner, address unseen,
    known to the giver as the `label`.

    What is sold out is not promised by this way. Raises as `claim`, and carts' NotSold, CartIsFull, stock's OutOfStock.
    """
    made = await claim(tx, found, role, entry_id, asks, name, quantity, told=told)
    variant = (await claim_store.variants(tx, [entry_id]))[entry_id]
    if made.cart_id == cart.id:
        await carts.put(tx, cart, variant, quantity)
        lies = quantity
    else:
        lies = await carts.add(tx, cart, variant, quantity)
    await _check_stock(tx, variant, lies, cart)
    to = None
    if send and found.owner is not None and found.address_id is not None:
        to = ShipTo(found.owner, AddressId(found.address_id), label or found.recipient or found.title, made.id)
        await carts.send_to(tx, cart, to)
    await claim_store.set_cart(tx, made.id, cart.id, sends=to is not None)
    return made


async def _check_stock(tx: Writing, variant: VariantId, quantity: int, cart: Cart) -> None:
    """Raise OutOfStock unless there are so many for this cart, counting what its checkout holds already."""
    there = (await stock.availability(tx, [variant], cart.id)).get(variant)
    if there is None or not there.enough(quantity):
        raise OutOfStock(variant, max(there.free or 0, 0) if there is not None else 0)


async def bought(tx: Writing, order_id: OrderId) -> None:
    """Mark the claims whose things were ordered. Safe to be told twice."""
    order = await orders.get(tx, order_id)
    if order.cart_id is None:
        return
    left = Counter({line.variant_id: line.kept for line in order.lines})
    open_claims = await claim_store.of_cart(tx, order.cart_id, [line.variant_id for line in order.lines])
    entries = await claim_store.variants(tx, [one.entry_id for one in open_claims])
    for one in open_claims:
        variant = entries[one.entry_id]
        quantity = min(one.quantity, left[variant])
        if quantity:
            left[variant] -= quantity
            await claim_store.buy(tx, one.id, order_id, quantity)
            await events.record(tx, ClaimBought(about=one.entry_id, claim=one.id, order=order_id))


async def cancelled(tx: Writing, order_id: OrderId, variants: Sequence[UUID]) -> None:
    """Free what was bought with an order when that was cancelled wholly. Safe to be told twice."""
    order = await orders.get(tx, order_id)
    gone = {line.variant_id for line in order.lines if not line.kept}
    if gone & set(variants):
        await claim_store.free(tx, order_id, [one for one in variants if one in gone])


async def adopt(tx: Writing, guest: bytes, person: PersonId, cart_id: UUID | None) -> None:
    """Make a guest's claims the person's who has just signed in."""
    await claim_store.adopt(tx, guest, person, cart_id)
