"""The verbs of carts."""

from collections.abc import Collection
from uuid import UUID

from stoa.base.database import Reading, Writing
from stoa.people.sessions.model import PersonId, Visitor
from stoa.shop import catalog
from stoa.shop.carts import rules, store
from stoa.shop.carts.model import MOST, Cart, CartId, CartIsFull, NoSuchCart, NotSold, ShipTo
from stoa.shop.catalog.model import VariantId


async def make(
    tx: Writing, market: str, language: str, person: PersonId | None = None, *, purpose: str | None = None, audience: str | None = None
) -> Cart:
    """Make an empty cart; for a member, their open one.

    With a `purpose` it is a new one that stands beside theirs: its order is held for that reason (orders' holders), and its
    prices are also those of the `audience`.
    """
    return await store.insert(tx, market, language, person, purpose, audience)


async def current(read: Reading, token: UUID | None, visitor: Visitor, *, purpose: UUID | None = None) -> Cart | None:
    """Return the visitor's open cart, if there is one: a member's own, a guest's by its token.

    `purpose` is the token of a cart for one purpose: while it is open, that one.
    """
    if purpose is not None:
        found = await store.open_for_purpose(read, purpose, visitor.person)
        if found is not None:
            return found
    if token is None and visitor.person is None:
        return None
    return await store.open_one(read, token, visitor.person)


async def opened(read: Reading, token: UUID, visitor: Visitor) -> Cart:
    """Return the cart that this token opens.

    Raises NoSuchCart when there is none, or it is another member's.
    """
    found = await store.by_token(read, token)
    if found is None or (found.person_id is not None and found.person_id != visitor.person):
        raise NoSuchCart
    return found


async def add(tx: Writing, cart: Cart, variant: VariantId, quantity: int, groups: Collection[str] | None = ()) -> int:
    """Put so many more of a variant in; return how many are in it then, 999 at most.

    What is for some alone is there only for whoever is in one of the `groups` (`catalog.seen_by`), or in a cart with its audience.

    Raises NotSold, CartIsFull, BadQuantity.
    """
    rules.check_quantity(quantity)
    await _check_sold(tx, cart, variant, groups)
    found = await store.add(tx, cart.id, variant, max(quantity, 1), most=MOST)
    if found is None:
        raise CartIsFull
    return found


async def put(tx: Writing, cart: Cart, variant: VariantId, quantity: int, groups: Collection[str] | None = ()) -> None:
    """Set how many of a variant are in the cart; 0 takes it out; `groups` as for `add`. Raises NotSold, CartIsFull, BadQuantity."""
    rules.check_quantity(quantity)
    if not quantity:
        await store.set_lines(tx, cart.id, {variant: 0})
        return
    await _check_sold(tx, cart, variant, groups)
    if not await store.put(tx, cart.id, variant, quantity):
        raise CartIsFull


async def merge(tx: Writing, person: PersonId, token: UUID | None) -> None:
    """Make a guest's cart the person's who has just signed in; with their own one, of each variant the larger quantity, and both codes."""
    found = await store.open_one(tx, token, None) if token is not None else None
    if found is None:
        return
    mine = await store.open_one(tx, None, person)
    if mine is None:
        await store.give(tx, found.id, person)
        return
    if mine.ship_to is None and found.ship_to is not None:
        await store.set_ship_to(tx, mine.id, found.ship_to)
    merged = rules.merge(await store.lines(tx, mine.id), await store.lines(tx, found.id))
    await store.set_lines(tx, mine.id, merged)
    if found.codes:
        await store.set_codes(tx, mine.id, rules.merge_codes(mine.codes, found.codes))
    await store.remove(tx, found.id)


async def lock(tx: Writing, cart_id: CartId) -> Cart:
    """Lock the cart until the transaction ends, so that it becomes one order. Raises NoSuchCart."""
    found = await store.lock(tx, cart_id)
    if found is None:
        raise NoSuchCart
    return found


async def become_order(tx: Writing, cart_id: CartId, order_id: UUID) -> None:
    """Note that the cart is an order now; the next thing put in begins a new one."""
    await store.set_order(tx, cart_id, order_id)


async def reopen(tx: Writing, order_id: UUID) -> None:
    """Give the cart back: its order came to nothing."""
    await store.reopen(tx, order_id)


async def move(tx: Writing, cart: Cart, market: str, language: str) -> None:
    """Price the cart in another market, or speak another language to its owner."""
    if (cart.market, cart.language) != (market, language):
        await store.set_market(tx, cart.id, market, language)


async def send_to(tx: Writing, cart: Cart, to: ShipTo | None) -> None:
    """Have everything in the cart sent to somebody else's address, which its owner is not shown; None: to themselves again.

    The caller has made sure that the address' owner wants that.
    """
    await store.set_ship_to(tx, cart.id, to)


async def _check_sold(tx: Writing, cart: Cart, variant: VariantId, groups: Collection[str] | None) -> None:
    found = (await catalog.sold_variants(tx, [variant], cart.language, cart.seen(groups))).get(variant)
    if found is None or not found.active:
        raise NotSold
