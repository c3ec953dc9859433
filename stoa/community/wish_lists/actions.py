"""The verbs of lists and their entries."""

import hashlib
import secrets

import msgspec

from stoa.base import events, legible
from stoa.base.database import Reading, Writing
from stoa.base.money import Money
from stoa.community.wish_lists import claim_store, gone_store, leaving, pooling, store, submitting
from stoa.community.wish_lists.model import (
    MOST_ENTRIES,
    MOST_LISTS,
    Change,
    Entry,
    EntryId,
    EntryRemoved,
    EntrySaved,
    Kind,
    ListId,
    ListIsFull,
    ListShared,
    ListUnshared,
    NoSuchEntry,
    NoSuchList,
    Role,
    SavedStays,
    Settings,
    TooManyLists,
    Who,
    WishList,
)
from stoa.people import profiles
from stoa.people.sessions.model import PersonId, Visitor
from stoa.shop import carts, catalog, pricing
from stoa.shop.carts.model import Cart, NotSold
from stoa.shop.catalog.model import ProductId, VariantId

EDITS = {Role.OWNER, Role.SURPRISED, Role.CO_OWNER}


def who(visitor: Visitor, token: str | None) -> Who:
    """Return who asks: the person who is signed in, and the guest whose cookie this browser holds."""
    return Who(visitor.person, digest(token) if token else None, visitor.name)


def digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def new_token() -> str:
    """Return a token for a guest's cookie: 256 bits; the database keeps only its digest."""
    return secrets.token_urlsafe(32)


async def opened(read: Reading, list_id: ListId, asks: Who) -> tuple[WishList, Role]:
    """Return a list that this one may edit. Raises NoSuchList for everybody else's alike."""
    found = await store.find(read, list_id)
    role = await role_of(read, found, asks) if found is not None else Role.GIVER
    if found is None or role not in EDITS:
        raise NoSuchList
    return found, role


async def role_of(read: Reading, found: WishList, asks: Who) -> Role:
    """Return what this one is to a list."""
    if asks.person is not None:
        if found.owner == asks.person:
            return Role.OWNER
        beside = await store.co_owner(read, found.id, asks.person)
        if beside is not None:
            return Role.SURPRISED if beside.surprised else Role.CO_OWNER
    if found.guest is not None and found.guest == asks.guest:
        return Role.OWNER
    return Role.GIVER


async def saved(tx: Writing, asks: Who, market: str, language: str) -> WishList:
    """Return the list of what this one saves with one tap; a new one if there is none."""
    found = await store.saved_of(tx, asks)
    return found or await store.insert(tx, asks, Settings(title="", kind=Kind.SAVED), market, language)


async def save(
    tx: Writing, visitor: Visitor, asks: Who, variant: VariantId, market: str, language: str, *, list_id: ListId | None = None
) -> Entry:
    """Put a variant on a list, the one for one tap unless another is named. What is there already stays as it is.

    Raises NoSuchList, NotSold for what is not in the catalogue, ListIsFull.
    """
    target = (await opened(tx, list_id, asks))[0] if list_id is not None else await saved(tx, asks, market, language)
    known = await store.entry_of(tx, target.id, variant)
    if known is not None:
        return known
    sold = (await catalog.sold_variants(tx, [variant], language, catalog.seen_by(visitor))).get(variant)
    if sold is None:
        raise NotSold
    if await store.count_entries(tx, target.id) >= MOST_ENTRIES:
        raise ListIsFull(most=MOST_ENTRIES)
    price = await _price(tx, visitor, variant, market)
    made = await store.add_entry(tx, target.id, variant, sold.product_id, quantity=1, market=market, price=price, by=asks.person)
    if made is None:  # two taps at once
        known = await store.entry_of(tx, target.id, variant)
        assert known is not None  # noqa: S101 - the other tap has just written it
        return known
    await events.record(tx, EntrySaved(about=made.id, list=target.id, variant=variant))
    return made


async def _price(tx: Writing, visitor: Visitor, variant: VariantId, market: str) -> Money | None:
    quotes = await pricing.quote(tx, market, [variant], pricing.audiences(visitor), tx.now)
    return quotes[variant].price if variant in quotes else None


async def unsave(tx: Writing, asks: Who, product: ProductId) -> None:
    """Take a product, in whatever variants, off the list for one tap."""
    found = await store.saved_of(tx, asks)
    for known in await store.entries(tx, found.id) if found is not None else []:
        if known.product_id == product and known.removed_at is None:
            await take_off(tx, known)


async def change(tx: Writing, asks: Who, list_id: ListId, entry_id: EntryId, said: Change) -> None:
    """Say something else of an entry. Raises NoSuchList, NoSuchEntry."""
    found, _ = await opened(tx, list_id, asks)
    known = await _entry(tx, found, entry_id)
    if said.note is not None:
        said = msgspec.structs.replace(said, note=legible.paragraphs(said.note))
    await store.change_entry(tx, known.id, said)
    if said.note:
        await submitting.list_said(tx, asks, found.id)


async def remove(tx: Writing, asks: Who, list_id: ListId, entry_id: EntryId) -> None:
    """Take something off a list. Money that was put together for it goes back. Raises NoSuchList, NoSuchEntry."""
    found, _ = await opened(tx, list_id, asks)
    await take_off(tx, await _entry(tx, found, entry_id))


async def take_off(tx: Writing, known: Entry) -> None:
    """Take an entry off its list, which the caller may edit."""
    await pooling.close_of_entry(tx, known.id)
    await store.remove_entry(tx, known.id)
    await events.record(tx, EntryRemoved(about=known.id, list=known.list_id, variant=known.variant_id))


async def move_to_cart(tx: Writing, asks: Who, list_id: ListId, entry_id: EntryId, cart: Cart) -> int:
    """Put an entry's variant into one's own cart, once; it stays on the list until it is ordered. Return how many lie there.

    Raises NoSuchList, NoSuchEntry, carts' NotSold and CartIsFull.
    """
    found, _ = await opened(tx, list_id, asks)
    known = await _entry(tx, found, entry_id)
    return await carts.add(tx, cart, known.variant_id, known.quantity)


async def make(tx: Writing, person: PersonId, settings: Settings, market: str, language: str) -> WishList:
    """Make a list, private until its owner shares it. Raises TooManyLists."""
    if await store.count_lists(tx, person) >= MOST_LISTS:
        raise TooManyLists(most=MOST_LISTS)
    asks = Who(person)
    return await store.insert(tx, asks, await _checked(tx, person, settings), market, language)


async def set_up(tx: Writing, asks: Who, list_id: ListId, settings: Settings) -> None:
    """Say anew what a list is. Raises NoSuchList (co-owners too: the list is its owner's), SavedStays."""
    found = await _own(tx, list_id, asks)
    if (found.kind is Kind.SAVED) != (settings.kind is Kind.SAVED):
        raise SavedStays
    if settings.address_id != found.address_id:
        await claim_store.keep_from_address(tx, found.id)
    await store.set_settings(tx, found.id, await _checked(tx, PersonId(found.owner), settings) if found.owner else settings)
    await submitting.list_said(tx, asks, found.id)


async def _checked(tx: Writing, person: PersonId, settings: Settings) -> Settings:
    """Return settings with clean words, and without an address that is not the person's."""
    own = {one.id for one in await profiles.addresses(tx, person)} if settings.address_id is not None else set()
    return msgspec.structs.replace(
        settings,
        title=legible.line(settings.title),
        recipient=legible.line(settings.recipient),
        message=legible.paragraphs(settings.message),
        address_id=settings.address_id if settings.address_id in own else None,
    )


async def share(tx: Writing, asks: Who, list_id: ListId) -> str:
    """Return the path of the link that shows a list to others; the one there is, or a new one of 192 random bits.

    Raises NoSuchList, SavedStays.
    """
    found = await _own(tx, list_id, asks)
    if found.kind is Kind.SAVED:
        raise SavedStays
    if found.secret is None:
        await store.set_secret(tx, found.id, secrets.token_urlsafe(24))
        found = await _own(tx, list_id, asks)
        await submitting.list_said(tx, asks, found.id)
        await events.record(tx, ListShared(about=found.id))
    return f"/l/{found.secret}"


async def revoke(tx: Writing, asks: Who, list_id: ListId) -> None:
    """Let the link open nothing any more, nor send anything to the list's address; a new one will be another. Raises NoSuchList."""
    found = await _own(tx, list_id, asks)
    if await store.set_secret(tx, found.id, None):
        await claim_store.keep_from_address(tx, found.id)
        if not found.on_page:
            await submitting.list_hidden(tx, found.id)
        await events.record(tx, ListUnshared(about=found.id))


async def take_down(tx: Writing, asks: Who, list_id: ListId) -> None:
    """Remove a list. Money that was put together on it goes back, and who promised something is told. Raises NoSuchList, SavedStays."""
    found = await _own(tx, list_id, asks)
    if found.kind is Kind.SAVED:
        raise SavedStays
    await submitting.list_hidden(tx, found.id)
    await leaving.end(tx, found.id)
    await gone_store.take_down(tx, found.id)


async def _own(tx: Writing, list_id: ListId, asks: Who) -> WishList:
    found, role = await opened(tx, list_id, asks)
    if role is not Role.OWNER:
        raise NoSuchList
    return found


async def _entry(read: Reading, found: WishList, entry_id: EntryId) -> Entry:
    known = await store.entry(read, found.id, entry_id)
    if known is None:
        raise NoSuchEntry
    return known
