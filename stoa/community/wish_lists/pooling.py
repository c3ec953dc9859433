"""Money put together for one entry: a held order that several pay, with an exact goal and a date.

Each contribution is taken at once. When all is there the order is released; when the date passes before that, or the wish is taken
back, it is cancelled, and everybody gets back exactly what was theirs.
"""

from datetime import datetime
from uuid import UUID

import msgspec

from stoa.base import events, ids, legible
from stoa.base.database import Database, Reading, Writing
from stoa.base.money import Money
from stoa.community.wish_lists import claim_store, pool_store, rules, store, submitting
from stoa.community.wish_lists.model import (
    GIFT_POOL,
    Entry,
    EntryId,
    ListId,
    NoAddress,
    NoSuchEntry,
    NoSuchPool,
    NotWished,
    PoolFilled,
    PoolIsOver,
    PoolIsRunning,
    PoolMissed,
    PoolOpened,
    ShareReturned,
    Who,
    WishList,
)
from stoa.community.wish_lists.pool_model import Contribution, Pool, PoolId, PoolState, ShareId, ShareState
from stoa.people import profiles
from stoa.people.profiles.model import Address, AddressId
from stoa.people.sessions.model import GUEST, SYSTEM, PersonId
from stoa.shop import catalog, checkout, orders, payments, pricing, stock
from stoa.shop.carts.model import Cart, CartId, NotSold, SeenCart, SeenLine
from stoa.shop.checkout.model import Bill, Buyer
from stoa.shop.orders.model import NewOrder, OrderId
from stoa.shop.payments.model import Payment, PaymentId
from stoa.shop.stock.model import OutOfStock

_ONGOING = (ShareState.PROMISED, ShareState.PAID)


async def open_pool(tx: Writing, found: WishList, entry_id: EntryId, asks: Who, until: datetime | None) -> PoolId:
    """Let others put money together for one of an entry, until a date (60 days from now at the latest).

    Raises NoSuchEntry, NotWished, PoolIsRunning, NoAddress, NotSold, checkout's NoWayThere, stock's OutOfStock.
    """
    entry = await store.lock_entry(tx, found.id, entry_id)
    if entry is None:
        raise NoSuchEntry
    if await pool_store.of_entry(tx, entry_id) is not None:
        raise PoolIsRunning
    # Whether others have promised it already is not asked here: the answer would tell who is to be surprised.
    if entry.had_at is not None or entry.removed_at is not None or asks.person is None:
        raise NotWished
    total = await quoted(tx, found, entry)
    made = await pool_store.insert(tx, entry_id, 1, total.amount, total.currency, rules.pool_until(until, tx.now), asks.person)
    await events.record(tx, PoolOpened(about=made, entry=entry_id))
    return made


async def quoted(read: Reading, found: WishList, entry: Entry) -> Money:
    """Return what putting together one of an entry would take now, sent to the list's owner. Raises as `open_pool`."""
    bill, _ = await _bill(read, found, entry, 1)
    there = (await stock.availability(read, [entry.variant_id])).get(entry.variant_id)
    if there is None or not there.available:
        raise OutOfStock(entry.variant_id, 0)
    return bill.totals.total


async def _bill(read: Reading, found: WishList, entry: Entry, quantity: int) -> tuple[Bill, Address]:
    """Return what an entry comes to, sent to the list's owner in the cheapest way."""
    if found.owner is None or found.address_id is None:
        raise NoAddress
    address = await profiles.address_of(read, found.owner, AddressId(found.address_id))
    if address is None:
        raise NoAddress
    return await checkout.estimate(read, await _seen(read, found, entry, quantity), address), address


async def _seen(read: Reading, found: WishList, entry: Entry, quantity: int) -> SeenCart:
    """Return the entry as a cart would be seen that nobody filled."""
    sold = (await catalog.sold_variants(read, [entry.variant_id], found.language)).get(entry.variant_id)
    quotes = await pricing.quote(read, found.market, [entry.variant_id], pricing.audiences(GUEST), read.now)
    if sold is None or not sold.active or entry.variant_id not in quotes:
        raise NotSold
    line = SeenLine(variant=sold, quantity=quantity, unit=quotes[entry.variant_id].price)
    cart = Cart(
        id=CartId(UUID(int=0)),
        token=UUID(int=0),
        person_id=None,
        market=found.market,
        language=found.language,
        order_id=None,
        changed_at=read.now,
    )
    market = await pricing.market(read, found.market)
    return SeenCart(cart=cart, market=market, lines=[line], subtotal=quotes[entry.variant_id].price * quantity)


class Contributed(msgspec.Struct, frozen=True):
    """What became of a contribution: its share, and how its payment stands."""

    share: ShareId
    payment: Payment


async def contribute(
    db: Database, found: WishList, pool_id: PoolId, asks: Who, given: Contribution, language: str, return_url: str
) -> Contributed:
    """Give something to a pool. It runs in steps: the provider is never asked inside a transaction.

    The first contribution begins the order, so that its thing is there for those who pay. `return_url` is where a bank's page leads
    back to, the share's id is put behind it. Raises NoSuchPool, PoolIsOver, NotThatMuch, stock's OutOfStock, payments' PaysLater.
    """
    async with db.writing() as tx:
        share, payment_id = await _promise(tx, found, pool_id, asks, given, language)
    payment = await payments.authorize(db, payment_id, f"{return_url}/{ids.show('shr', share)}")
    return Contributed(share, payment)


async def _promise(
    tx: Writing, found: WishList, pool_id: PoolId, asks: Who, given: Contribution, language: str
) -> tuple[ShareId, PaymentId]:
    seen = await pool_store.find(tx, pool_id)
    entry = await store.lock_entry(tx, found.id, seen.entry_id) if seen is not None else None
    pool = await pool_store.lock(tx, pool_id) if entry is not None else None
    if pool is None or entry is None:
        raise NoSuchPool
    if pool.state is not PoolState.OPEN or tx.now >= pool.until:
        raise PoolIsOver
    if rules.is_idle(entry, await claim_store.of_entry(tx, entry.id), pool, tx.now):
        raise PoolIsOver
    if pool.order_id is None:
        pool = await _begin(tx, found, entry, pool)
    rules.check_share(pool, given.amount.amount if given.amount.currency == pool.currency else 0)
    assert pool.order_id is not None  # noqa: S101 - it has just begun
    payment = await payments.intend(tx, pool.order_id, given.amount, given.provider, given.token, person=asks.person, part=True)
    if not await pool_store.promise(tx, pool_id, given.amount.amount):
        raise PoolIsOver
    share = ShareId(ids.new())
    values = {
        "id": share,
        "pool_id": pool_id,
        "payment_id": payment,
        "amount": given.amount.amount,
        "name": legible.line(given.name),
        "email": given.email,
        "message": legible.paragraphs(given.message),
        "person": asks.person,
        "guest": asks.guest,
        "language": language,
        "view": rules.stricter(given.told, found.view).value,
    }
    await pool_store.insert_share(tx, values)
    await submitting.gave(tx, asks, found, values)
    return share, payment


async def _begin(tx: Writing, found: WishList, entry: Entry, pool: Pool) -> Pool:
    """Begin a pool's order, at today's price: its units are allocated from now on."""
    bill, address = await _bill(tx, found, entry, pool.quantity)
    new = _order(bill, found, address)
    order_id = await orders.begin(tx, SYSTEM, new, hold_reason=GIFT_POOL)
    await pool_store.begin(tx, pool.id, order_id, new.total.amount)
    return msgspec.structs.replace(pool, order_id=order_id, goal=new.total.amount)


def _order(bill: Bill, found: WishList, address: Address) -> NewOrder:
    """Return the order of a pool: it goes to the list's owner, and nobody is written to about it but by this room."""
    buyer = Buyer(email="", address=address, option=bill.option.code if bill.option else None, provider="", token="")
    agreed = checkout.agree(bill, buyer, None)
    return msgspec.structs.replace(agreed, cart_id=None, billing_address=None, recipient_id=PersonId(found.owner) if found.owner else None)


async def paid(tx: Writing, payment_id: PaymentId) -> None:
    """Count a contribution that has arrived; with the last one the order is released. Safe to be told twice."""
    seen = await pool_store.share_of(tx, payment_id)
    if seen is None:
        return
    pool = await _locked_with_order(tx, seen.pool_id)
    if not await pool_store.set_share(tx, seen.id, ShareState.PAID, [ShareState.PROMISED]):
        return
    await pool_store.pay(tx, pool.id, seen.amount)
    if pool.paid + seen.amount == pool.goal and pool.order_id is not None:
        await pool_store.end(tx, pool.id, PoolState.FULL)
        await orders.release(tx, SYSTEM, pool.order_id)
        await events.record(tx, PoolFilled(about=pool.id, order=pool.order_id))


async def lost(tx: Writing, payment_id: PaymentId) -> None:
    """Free what a contribution had promised that will not come; with the only one the order goes too. Safe to be told twice."""
    seen = await pool_store.share_of(tx, payment_id)
    if seen is None:
        return
    pool = await _locked_with_order(tx, seen.pool_id)
    if not await pool_store.set_share(tx, seen.id, ShareState.LOST, [ShareState.PROMISED]):
        return
    if pool.state is not PoolState.OPEN:
        return
    await pool_store.lose(tx, pool.id, seen.amount)
    if pool.promised == seen.amount and pool.order_id is not None:
        await pool_store.unbegin(tx, pool.id)
        await orders.cancel(tx, SYSTEM, pool.order_id, GIFT_POOL, by_staff=True)


async def returned(tx: Writing, payment_id: PaymentId, amount: Money) -> ShareId | None:
    """Note that somebody has their money back; return whose share it was, for the letter that is owed."""
    seen = await pool_store.share_of(tx, payment_id)
    if seen is None:
        return None
    if amount.amount == seen.amount and await pool_store.set_share(
        tx, seen.id, ShareState.RETURNED, [*_ONGOING, ShareState.RETURNING, ShareState.LOST]
    ):
        await events.record(tx, ShareReturned(about=seen.id, amount=amount))
    return seen.id


async def give_up(tx: Writing, pool_id: PoolId, *, missed: bool = False) -> None:
    """End a pool that is not full: its order is cancelled, and everybody gets their money back."""
    pool = await _locked_with_order(tx, pool_id)
    if not await pool_store.end(tx, pool.id, PoolState.MISSED if missed else PoolState.CLOSED):
        return
    await pool_store.give_back(tx, pool.id)
    if pool.order_id is not None:
        await orders.cancel(tx, SYSTEM, pool.order_id, "gift_pool_missed", by_staff=True)
    await events.record(tx, PoolMissed(about=pool.id))


async def order_was_cancelled(tx: Writing, order_id: OrderId) -> None:
    """The whole order of a pool was cancelled by somebody else: what is wished for is free again, the money goes back."""
    pool_id = await pool_store.of_order(tx, order_id)
    if pool_id is None:
        return
    pool = await _locked_with_order(tx, pool_id)
    ended = await pool_store.end(tx, pool.id, PoolState.CLOSED) or await pool_store.reopen_none(tx, pool.id)
    if ended:
        await pool_store.give_back(tx, pool.id)


async def end_overdue(tx: Writing) -> int:
    """End the pools whose date has passed; return how many."""
    found = await pool_store.overdue(tx)
    for pool_id in found:
        await give_up(tx, pool_id, missed=True)
    return len(found)


async def close_of_entry(tx: Writing, entry_id: EntryId) -> None:
    """Give up what was put together for an entry that is not wished for any more."""
    for pool_id in await pool_store.open_of(tx, entry=entry_id):
        await give_up(tx, pool_id)


async def close_of_list(tx: Writing, list_id: ListId) -> None:
    for pool_id in await pool_store.open_of(tx, of=list_id):
        await give_up(tx, pool_id)


async def _locked_with_order(tx: Writing, pool_id: PoolId) -> Pool:
    """Lock the order first, then its pool: payments tell of an order that they have locked."""
    seen = await pool_store.find(tx, pool_id)
    if seen is None:
        raise NoSuchPool
    if seen.order_id is not None:
        await orders.lock(tx, seen.order_id)
    pool = await pool_store.lock(tx, pool_id)
    assert pool is not None  # noqa: S101 - it was there, and pools stay
    return pool
