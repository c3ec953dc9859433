"""Several people on one list: co-owners come by an invitation, and a guest's list becomes the person's who signs in."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.community.wish_lists import actions, claiming, gone_store, rules, store, watch_store
from stoa.community.wish_lists.model import (
    MOST_CO_OWNERS,
    Entry,
    EntryId,
    Invitation,
    InvitationIsOver,
    Kind,
    ListId,
    NoSuchList,
    Role,
    SavedStays,
    TooManyCoOwners,
    Watch,
    Who,
    WishList,
)
from stoa.community.wish_lists.rules import Wanted
from stoa.people.sessions.model import PersonId, Visitor
from stoa.shop import carts


async def invite(tx: Writing, asks: Who, list_id: ListId, *, surprised: bool) -> Invitation:
    """Return a link by which others come in as co-owners, for 14 days; an earlier one opens nothing any more.

    A `surprised` co-owner receives too and sees as little as the owner; the other kind sees everything. Raises NoSuchList, SavedStays.
    """
    found = await own(tx, asks, list_id)
    if found.kind is Kind.SAVED:
        raise SavedStays
    made = Invitation(secrets.token_urlsafe(24), surprised, tx.now + rules.INVITATION_HOLDS)
    await store.set_invitation(tx, found.id, made.secret, made.until, surprised=surprised)
    return made


async def uninvite(tx: Writing, asks: Who, list_id: ListId) -> None:
    """Take the invitation back. Raises NoSuchList."""
    await store.remove_invitation(tx, (await own(tx, asks, list_id)).id)


async def see_invitation(read: Reading, secret: str) -> WishList:
    """Return the list an invitation leads to. Raises InvitationIsOver for one that has run out and one that never was."""
    found = await store.invited(read, secret)
    if found is None:
        raise InvitationIsOver
    return found[0]


async def join(tx: Writing, person: PersonId, secret: str) -> WishList:
    """Come in as a co-owner; the owner stays the owner. Raises InvitationIsOver, TooManyCoOwners."""
    found = await store.invited(tx, secret)
    if found is None:
        raise InvitationIsOver
    into, surprised = found
    await store.lock(tx, into.id)
    if into.owner == person:
        return into
    if len(await store.co_owners(tx, into.id)) >= MOST_CO_OWNERS:
        raise TooManyCoOwners(most=MOST_CO_OWNERS)
    await store.add_co_owner(tx, into.id, person, surprised=surprised)
    return into


async def leave(tx: Writing, asks: Who, list_id: ListId, person: PersonId) -> None:
    """Take a co-owner off a list: its owner may do so, and everybody themselves. Raises NoSuchList."""
    _, role = await actions.opened(tx, list_id, asks)
    if role is not Role.OWNER and asks.person != person:
        raise NoSuchList
    if not await store.remove_co_owner(tx, list_id, person):
        raise NoSuchList


async def own(read: Reading, asks: Who, list_id: ListId) -> WishList:
    """Return a list of one's own. Raises NoSuchList, for co-owners too."""
    found, role = await actions.opened(read, list_id, asks)
    if role is not Role.OWNER or found.owner is None:
        raise NoSuchList
    return found


async def merge(tx: Writing, person: PersonId, guest: bytes) -> None:
    """Make what a guest saved and promised the person's who has just signed in: nothing is lost, nothing is there twice."""
    cart = await carts.current(tx, None, Visitor(person=person))
    await claiming.adopt(tx, guest, person, cart.id if cart is not None else None)
    found = await store.saved_of(tx, Who(None, guest))
    if found is None or await store.lock(tx, found.id) is None:
        return
    mine = await store.saved_of(tx, Who(person))
    if mine is None:
        await store.give(tx, found.id, person)
        return
    await store.lock(tx, mine.id)
    await _merge_entries(tx, mine, found, person)
    await gone_store.take_down(tx, found.id)


async def _merge_entries(tx: Writing, mine: WishList, found: WishList, person: PersonId) -> None:
    theirs = {one.variant_id: one for one in await store.entries(tx, found.id) if one.removed_at is None}
    own_entries = {one.variant_id: one for one in await store.entries(tx, mine.id) if one.removed_at is None}
    wanted = rules.merge(
        _wanted(own_entries.values(), await watch_store.watches(tx, mine.id)),
        _wanted(theirs.values(), await watch_store.watches(tx, found.id)),
    )
    changed = {variant: one for variant, one in wanted.items() if variant in theirs}
    rows = [_row(one, number, own_entries.get(variant) or theirs[variant], person) for number, (variant, one) in enumerate(changed.items())]
    await store.set_entries(tx, mine.id, rows)
    now_there = {one.variant_id: one for one in await store.entries(tx, mine.id) if one.removed_at is None}
    for variant, one in changed.items():
        if one.watch is not None:
            await watch_store.set_watch(tx, now_there[variant], msgspec.structs.replace(one.watch, entry_id=now_there[variant].id))


def _wanted(entries: Iterable[Entry], watches: Mapping[EntryId, Watch]) -> list[Wanted]:
    return [
        Wanted(
            variant_id=one.variant_id,
            quantity=one.quantity,
            note=one.note,
            priority=one.priority,
            had_at=one.had_at,
            made_at=one.made_at,
            watch=watches.get(one.id),
        )
        for one in entries
    ]


def _row(one: Wanted, number: int, known: Entry, person: PersonId) -> dict[str, Any]:
    """Return an entry as it is written: merged words, and what was known when it was first put somewhere."""
    return {
        "id": ids.at(one.made_at, number),
        "variant_id": one.variant_id,
        "product_id": known.product_id,
        "quantity": one.quantity,
        "note": one.note,
        "priority": int(one.priority),
        "had_at": one.had_at,
        "market": known.market,
        "currency": known.currency,
        "price": known.price,
        "added_by": known.added_by or person,
        "made_at": one.made_at,
    }
