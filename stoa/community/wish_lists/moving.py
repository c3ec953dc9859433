"""Moving what is wished for from one list to another: what others promised and gave goes along, and stays as secret as it was.

Whether anything was promised is never told by a refusal: whoever is to be surprised would learn it by trying.
"""

from stoa.base.database import Writing
from stoa.community.wish_lists import actions, claim_store, pool_store, pooling, rules, store
from stoa.community.wish_lists.model import (
    MOST_ENTRIES,
    MOST_QUANTITY,
    Change,
    Entry,
    EntryId,
    ListId,
    ListIsFull,
    NoSuchEntry,
    PoolStays,
    Role,
    TooManyOfIt,
    Who,
    WishList,
)
from stoa.community.wish_lists.pool_model import Pool, PoolState


async def move(tx: Writing, asks: Who, list_id: ListId, entry_id: EntryId, to: ListId) -> None:
    """Move an entry to another list of one's own, with what others promised of it; where it is there already, the two become one
    that wishes for as many as both did.

    Money that is put together for it stays where people were shown it: until that is over, it is not moved.
    Raises NoSuchList, NoSuchEntry, PoolStays, ListIsFull, TooManyOfIt.
    """
    found, role = await actions.opened(tx, list_id, asks)
    target, _ = await actions.opened(tx, to, asks)
    if target.id == found.id:
        return
    seen = await store.entry(tx, found.id, entry_id)
    if seen is None:
        raise NoSuchEntry
    known, same = await store.lock_both(tx, entry_id, found.id, seen.variant_id, target.id)
    if known is None:
        raise NoSuchEntry
    pool = await _settled(tx, found, role, known)
    if same is not None:
        await _join(tx, known, same, pool)
        return
    if await store.count_entries(tx, target.id) >= MOST_ENTRIES:
        raise ListIsFull(most=MOST_ENTRIES)
    await store.move_entry(tx, known.id, target.id)


async def _settled(tx: Writing, found: WishList, role: Role, entry: Entry) -> Pool | None:
    """Return what was paid together for an entry, to go along. What nobody gave to is given up.

    Raises PoolStays while money is taken; where whoever moves it is not to know how far that is, for as long as it could be.
    """
    pool = await pool_store.of_entry(tx, entry.id)
    if pool is None or tx.now >= pool.until:
        return pool
    seen = rules.sees(found.view, role)
    if seen.taken and not rules.is_secret(await pool_store.shares(tx, pool.id), seen):
        if pool.state is PoolState.FULL:
            return pool
        if pool.promised == 0:
            await pooling.give_up(tx, pool.id)
            return None
    raise PoolStays


async def _join(tx: Writing, known: Entry, same: Entry, pool: Pool | None) -> None:
    quantity = known.quantity + same.quantity
    if quantity > MOST_QUANTITY:
        raise TooManyOfIt(most=MOST_QUANTITY)
    there = await pool_store.of_entry(tx, same.id)
    if there is not None and (pool is not None or tx.now < there.until):
        raise PoolStays
    await claim_store.move(tx, known.id, same.id)
    if pool is not None:
        await pool_store.move(tx, pool.id, same.id)
    await store.change_entry(tx, same.id, Change(quantity=quantity, note=same.note or known.note))
    await actions.take_off(tx, known)
