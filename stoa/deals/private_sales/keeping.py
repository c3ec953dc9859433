"""The verbs of whoever is inside: take pieces into a cart, wait for those that come back, say no thanks. And what orders do to that."""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from stoa.base import events, ids
from stoa.base.database import Reading, Writing
from stoa.deals.private_sales import belonging, claim_store, marking, moving, queries, rules, store
from stoa.deals.private_sales.line import (
    Claim,
    ClaimIsOver,
    ClaimState,
    NothingKept,
    NotYourTurn,
    OnlyWhatIsKept,
    OverTheLimit,
    SoldOutNow,
    Where,
)
from stoa.deals.private_sales.model import (
    PURPOSE,
    ClaimId,
    Item,
    ItemId,
    Member,
    MemberId,
    NoSuchItem,
    NoSuchSale,
    Sale,
    SaleId,
    SaleIsOver,
    WaitingListed,
)
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import Visitor
from stoa.shop import carts, catalog, orders, payments, stock
from stoa.shop.carts.model import Cart, CartId, NoSuchCart
from stoa.shop.orders.model import AddressIsIn, Holder, LineId, Order, holder
from stoa.shop.stock.model import Pass


async def take(
    tx: Writing, visitor: Visitor, item_id: ItemId, quantity: int, device: str, language: str, passes: str | None = None
) -> Cart:
    """Put pieces of an item into the visitor's cart of this sale; they are theirs for its minutes. Whoever waits for them comes first.

    `device` tells one device from another. Raises NoSuchSale, NoSuchItem, SaleIsOver, NotYourTurn, OverTheLimit, SoldOutNow.
    """
    sale, member, item = await _inside(tx, visitor, item_id, passes)
    mark = rules.digest(sale.salt, item.id, "device", device)
    if await claim_store.kept(tx, item.id, member.id, mark) + quantity > sale.per_person:
        raise OverTheLimit(most=sale.per_person)
    if item.reserve < quantity:
        raise SoldOutNow(free=item.reserve)
    mine = [one for one in await claim_store.claims_of(tx, sale.id, member.id) if one.state is ClaimState.HELD]
    live = [one for one in mine if one.until_at is not None and one.until_at > tx.now and not one.offered]
    cart = await _cart(tx, visitor, sale, live[0].cart_id if live else None, language)
    until = min(rules.cart_until(sale, tx.now), sale.closes_at)
    if not await _into(tx, sale, item, cart, quantity, visitor):
        raise SoldOutNow(free=0)
    same = next((one for one in live if one.item_id == item.id and one.cart_id == cart.id), None)
    if same is None:
        await claim_store.insert(
            tx, ClaimId(ids.new()), item, member.id, mark, wanted=quantity, state=ClaimState.HELD, until=until, cart=cart.id
        )
    else:
        await claim_store.add(tx, same.id, quantity)
    await claim_store.set_cart_until(tx, cart.id, until)
    await claim_store.set_reserve(tx, item.id, -quantity)
    return cart


async def wait(
    tx: Writing,
    visitor: Visitor,
    item_id: ItemId,
    quantity: int,
    device: str,
    passes: str | None = None,
    *,
    email: str = "",
    language: str = "en",
) -> ClaimId:
    """Come into the waiting list of an item of which no piece is free. A guest may say where to write to, also later.

    Raises what `take` does, but for SoldOutNow.
    """
    sale, member, item = await _inside(tx, visitor, item_id, passes)
    mark = rules.digest(sale.salt, item.id, "device", device)
    for one in await claim_store.claims_of(tx, sale.id, member.id):
        if one.item_id == item.id and one.state in {ClaimState.WAITING, ClaimState.OFFERED}:
            await _write_to(tx, sale.id, member, one.id, email, language)
            return one.id
    if await claim_store.kept(tx, item.id, member.id, mark) + quantity > sale.per_person:
        raise OverTheLimit(most=sale.per_person)
    claim_id = ClaimId(ids.new())
    await claim_store.insert(tx, claim_id, item, member.id, mark, wanted=quantity, state=ClaimState.WAITING)
    await _write_to(tx, sale.id, member, claim_id, email, language)
    if member.person_id is not None:
        await events.record(tx, WaitingListed(about=sale.id, claim=claim_id))
    await moving.hand_on(tx, item.id)  # a piece may be free after all
    return claim_id


async def _write_to(tx: Writing, sale_id: SaleId, member: Member, claim_id: ClaimId, email: str, language: str) -> None:
    if email and member.person_id is None:
        await claim_store.set_letter(tx, claim_id, email.lower(), language)
        await events.record(tx, WaitingListed(about=sale_id, claim=claim_id))


async def take_offer(tx: Writing, visitor: Visitor, claim_id: ClaimId, language: str, passes: str | None = None) -> Cart:
    """Put what was offered into a cart of its own; it stays theirs until the time that the offer said, and for the sale's minutes at least.

    Raises NothingKept (also for somebody else's), ClaimIsOver.
    """
    return await _take_offer(tx, visitor, await _own(tx, visitor, claim_id, passes), language)


async def take_by_letter(tx: Writing, visitor: Visitor, sale_id: SaleId, key: str, language: str) -> Cart:
    """Put what was offered into a cart, for whoever has the letter that says so. Raises NothingKept, ClaimIsOver."""
    found = await _by_letter(tx, sale_id, key)
    inside = msgspec.structs.replace(visitor, groups=visitor.groups | {belonging.group(found[0].club_id)})
    return await _take_offer(tx, inside, found, language)


async def no_by_letter(tx: Writing, sale_id: SaleId, key: str) -> None:
    """Give back what was offered, or wait no more, for whoever has the letter that says so. Raises NothingKept, ClaimIsOver."""
    found = await _by_letter(tx, sale_id, key)
    if found[1].state not in {ClaimState.WAITING, ClaimState.OFFERED}:
        raise ClaimIsOver
    await _give_back(tx, found)


async def _take_offer(tx: Writing, visitor: Visitor, found: tuple[Sale, Claim, Item], language: str) -> Cart:
    sale, claim, item = found
    if claim.state is not ClaimState.OFFERED or claim.until_at is None or claim.until_at <= tx.now:
        raise ClaimIsOver
    cart = await _cart(tx, visitor, sale, None, language)
    if not await _into(tx, sale, item, cart, claim.quantity, visitor):
        raise ClaimIsOver
    await claim_store.hold(tx, claim.id, cart.id, min(rules.cart_until(sale, tx.now), sale.closes_at))
    return cart


async def no_thanks(tx: Writing, visitor: Visitor, claim_id: ClaimId, passes: str | None = None) -> None:
    """Leave a waiting list, give back what was offered, or put back what is in the cart: the next one gets it at once.

    Raises NothingKept; what is ordered is cancelled like any order (ClaimIsOver).
    """
    found = await _own(tx, visitor, claim_id, passes)
    if found[1].state not in {ClaimState.WAITING, ClaimState.OFFERED, ClaimState.HELD}:
        raise ClaimIsOver
    await _give_back(tx, found)


async def let_go(tx: Writing, members: list[MemberId]) -> None:
    """Give back what is kept for these, and end their waiting: the next one gets it at once. What they ordered stays theirs."""
    for seen in await claim_store.living(tx, members):  # few: one person's pieces
        sale = await store.sale(tx, seen.sale_id)
        item = await claim_store.lock_item(tx, seen.item_id)
        claim = await claim_store.claim(tx, seen.id)
        if sale is not None and item is not None and claim is not None and claim.state is seen.state:
            await _give_back(tx, (sale, claim, item))


async def _give_back(tx: Writing, found: tuple[Sale, Claim, Item]) -> None:
    sale, claim, item = found
    back = claim.quantity if claim.state is ClaimState.OFFERED else 0
    if claim.state is ClaimState.HELD and claim.cart_id is not None:
        passed = await stock.pass_on(tx, [Pass(claim.cart_id, sale.id, item.variant_id, claim.quantity)], sale.closes_at)
        back = claim.quantity if passed[0] else 0
        cart = await _open(tx, claim.cart_id)
        if cart is not None:
            await carts.put(tx, cart, item.variant_id, 0)
    await claim_store.over(tx, [claim.id])
    if back:
        await claim_store.set_reserve(tx, item.id, back)
    await moving.hand_on(tx, item.id)


async def _inside(tx: Writing, visitor: Visitor, item_id: ItemId, passes: str | None) -> tuple[Sale, Member, Item]:
    """Return an item, locked, as it stands after whoever waits for it; the visitor is inside its sale."""
    seen = (await claim_store.names(tx, [item_id])).get(item_id)
    sale = await store.sale(tx, seen.sale_id) if seen is not None else None
    if sale is None:
        raise NoSuchItem
    member = await belonging.member(tx, sale.club_id, visitor, passes)
    if sale.ended_at is not None or tx.now >= sale.ends_at:
        raise SaleIsOver
    entrant = await store.entrant(tx, sale.id, member.id)
    if rules.place(sale, entrant, rules.opening(sale, member.ahead_minutes), tx.now).where is not Where.INSIDE:
        raise NotYourTurn
    item = await moving.hand_on(tx, item_id)
    if item is None:
        raise NoSuchItem
    return sale, member, item


async def _own(tx: Writing, visitor: Visitor, claim_id: ClaimId, passes: str | None) -> tuple[Sale, Claim, Item]:
    """Return what is kept for the visitor; its item is locked. Raises NothingKept."""
    seen = await claim_store.claim(tx, claim_id)
    sale = await store.sale(tx, seen.sale_id) if seen is not None else None
    if seen is None or sale is None:
        raise NothingKept
    try:
        member = await belonging.member(tx, sale.club_id, visitor, passes)
    except NoSuchSale:
        raise NothingKept from None
    item = await claim_store.lock_item(tx, seen.item_id)
    claim = await claim_store.claim(tx, claim_id)
    if item is None or claim is None or claim.member_id != member.id:
        raise NothingKept
    return sale, claim, item


async def _by_letter(tx: Writing, sale_id: SaleId, key: str) -> tuple[Sale, Claim, Item]:
    """Return what a letter is about; its item is locked. Raises NothingKept."""
    sale, seen = await queries.by_letter(tx, sale_id, key)
    item = await claim_store.lock_item(tx, seen.item_id)
    claim = await claim_store.claim(tx, seen.id)
    if item is None or claim is None:
        raise NothingKept
    return sale, claim, item


async def _cart(tx: Writing, visitor: Visitor, sale: Sale, cart_id: UUID | None, language: str) -> Cart:
    """Return the open cart of that id, or a new one for this sale, with its prices."""
    found = await _open(tx, cart_id) if cart_id is not None else None
    if found is not None:
        return found
    return await carts.make(tx, sale.market, language, visitor.person, purpose=sale.audience, audience=sale.audience)


async def _open(tx: Writing, cart_id: UUID) -> Cart | None:
    """Return a cart, locked, unless it has become an order."""
    try:
        found = await carts.lock(tx, CartId(cart_id))
    except NoSuchCart:
        return None
    return found if found.order_id is None else None


async def _into(tx: Writing, sale: Sale, item: Item, cart: Cart, quantity: int, visitor: Visitor) -> bool:
    """Move units of the sale into a cart; False where the shop has not got them any more."""
    passed = await stock.pass_on(tx, [Pass(sale.id, cart.id, item.variant_id, quantity)], sale.closes_at)
    if not passed[0]:
        return False
    await carts.add(tx, cart, item.variant_id, quantity, catalog.seen_by(visitor))
    return True


# What orders do


async def begin(tx: Writing, _actor: Visitor, order: Order) -> None:
    """An order is made of a sale's cart: of all that is kept in it, and for somebody who may have that many.

    Raises ClaimIsOver, OnlyWhatIsKept, OverTheLimit: then there is no order, and nobody is asked for money.
    """
    sale = await _sale_of(tx, order)
    kept = await claim_store.in_cart(tx, order.cart_id) if sale is not None and order.cart_id is not None else []
    if sale is None or not kept or order.cart_id is None:
        raise ClaimIsOver
    ours: dict[UUID, int] = {}
    for claim, variant in kept:
        ours[variant] = ours.get(variant, 0) + claim.quantity
    if order.market != sale.market or {line.variant_id: line.quantity for line in order.lines} != ours:
        raise OnlyWhatIsKept
    await _count(tx, sale, order, marking.of_order(sale, order, kept))
    await _count(tx, sale, order, marking.of_house(sale, order, kept), rules.HOUSE)
    await claim_store.set_ordered(tx, order.cart_id, order.id)


async def placed(tx: Writing, actor: Visitor, order: Order) -> None:
    """Its amount is set aside: unless as much was bought in the same way of paying already, it is agreed."""
    sale = await _sale_of(tx, order)
    bought = await claim_store.ordered(tx, order.id)
    payment = await payments.of_order(tx, order.id)
    if sale is None:
        return
    if payment is not None:
        try:
            async with tx.attempt():
                await _count(tx, sale, order, marking.of_payment(sale, payment, bought))
        except OverTheLimit:
            await moving.cancel_soon(tx, order.id)
            return
    await claim_store.set_bought(tx, order.id)
    await orders.release(tx, actor, order.id)


async def gone(tx: Writing, _actor: Visitor, order: Order) -> None:
    """An order came to nothing: its units are the cart's again for as long as they were kept, or somebody else's."""
    sale = await _sale_of(tx, order)
    given = await claim_store.ordered(tx, order.id)
    if sale is None or not given:
        return
    await claim_store.uncount(tx, order.id)
    kept = sale.closed_at is None and tx.now < sale.closes_at and order.cart_id is not None
    await claim_store.give_back(tx, order.id, kept=kept)
    if kept and order.cart_id is not None:
        await stock.hold(tx, order.cart_id, await claim_store.held_in(tx, order.cart_id), sale.closes_at)
        await moving.hand_on_soon(tx, [claim.item_id for claim, _ in given])


async def fewer(tx: Writing, _actor: Visitor, order: Order, lines: Mapping[LineId, int]) -> None:
    """Some pieces are cancelled: they stay the sale's, and go to whoever waits for them; their buyer may have as many again."""
    sale = await _sale_of(tx, order)
    wanted = {line.variant_id: lines[line.id] for line in order.lines if lines.get(line.id)}
    given = await claim_store.ordered(tx, order.id) if sale is not None else []
    if sale is None or not given:
        return
    kept = sale.closed_at is None and tx.now < sale.closes_at and order.cart_id is not None
    back: list[tuple[Claim, UUID]] = []
    for claim, variant in given:
        count = min(claim.quantity, wanted.get(variant, 0))  # type: ignore[call-overload]
        if count:
            wanted[variant] -= count  # type: ignore[index]
            await claim_store.part(tx, claim, ClaimId(ids.new()), count, kept=kept)
            back.append((msgspec.structs.replace(claim, quantity=count), variant))
    payment = await payments.of_order(tx, order.id)
    found = [marking.of_order(sale, order, back), marking.of_house(sale, order, back)]
    found += [marking.of_payment(sale, payment, back)] if payment is not None else []
    await claim_store.lessen(tx, order.id, {mark: count for marks in found for mark, count in marks.items()})
    if kept and order.cart_id is not None:
        await stock.hold(tx, order.cart_id, await claim_store.held_in(tx, order.cart_id), sale.closes_at)
        await moving.hand_on_soon(tx, [claim.item_id for claim, _ in back])


async def moves(tx: Writing, order: Order, address: Address) -> None:
    """It is to go to another door: its pieces count there from now on, and no more at the old one. Raises AddressIsIn where that has had its share."""
    sale = await _sale_of(tx, order)
    given = await claim_store.ordered(tx, order.id)
    if sale is None or not given:
        return
    there = msgspec.structs.replace(order, shipping_address=address)
    old, old_house, new, new_house = (of(sale, one, given) for one in (order, there) for of in (marking.of_order, marking.of_house))
    await claim_store.lock_marks(tx, {*old, *old_house, *new, *new_house})
    await claim_store.lessen(tx, order.id, {one: count for one, count in (old | old_house).items() if one not in new | new_house})
    try:
        await _count(tx, sale, order, {one: count for one, count in new.items() if one not in old})
        await _count(tx, sale, order, {one: count for one, count in new_house.items() if one not in old_house}, rules.HOUSE)
    except OverTheLimit:
        raise AddressIsIn from None


async def _count(tx: Writing, sale: Sale, order: Order, marks: Mapping[bytes, int], people: int = 1) -> None:
    """Count pieces for marks of so many people. Raises OverTheLimit; what was counted until then is to be undone."""
    if not await claim_store.count(tx, sale.id, order.id, marks, sale.per_person * people):
        raise OverTheLimit(most=sale.per_person)


holder(PURPOSE, Holder(begin=begin, placed=placed, gone=gone, fewer=fewer, moves=moves))


async def _sale_of(read: Reading, order: Order) -> Sale | None:
    try:
        return await store.sale(read, SaleId(UUID((order.purpose or "").partition(":")[2])))
    except ValueError:
        return None
