"""The verbs of returns: what a shopper asks for, what the shop decides, what comes back and is paid back.

The order's row is locked before anything is decided, so that nobody cancels what is being packed at the same moment.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from stoa.base import events, ids, jobs
from stoa.base.database import Reading, Writing
from stoa.base.money import Money
from stoa.people import audit
from stoa.people.sessions.model import Visitor
from stoa.shop import orders, payments, shipping, stock
from stoa.shop.billing.model import Position
from stoa.shop.orders.model import LineId, Order, OrderId
from stoa.shop.returns import queries, replacing, rules, store, telling, worth
from stoa.shop.returns.model import (
    Action,
    Kind,
    NoSuchReturn,
    NotAsMuch,
    Refund,
    Return,
    ReturnApproved,
    ReturnArrived,
    ReturnAsked,
    ReturnId,
    ReturnRefunded,
    ReturnRefused,
    ReturnReplaced,
    State,
    Terms,
    Wanted,
    Wish,
    WithdrawalReceived,
)
from stoa.shop.shipping.model import Destination, Parcel


async def cancel(tx: Writing, actor: Visitor, order_id: OrderId, lines: Mapping[LineId, int] | None = None) -> ReturnId:
    """Cancel these pieces, or everything left, before anybody packs it; payments gives the money back.

    Raises TooLateToChange, NotThatManyToReturn, NothingChosen, and NoSuchOrder.
    """
    order = await orders.lock(tx, order_id)
    may = rules.possible(order, tx.now)
    if not may.cancel:
        raise rules.too_late(order)
    wanted = rules.chosen(lines, may.cancel)
    return_id = await begin(tx, actor, order, Kind.CANCELLATION, [Wanted(line_id, count) for line_id, count in wanted.items()])
    await orders.cancel(tx, actor, order_id, "shopper", wanted)
    await move(tx, actor, return_id, Kind.CANCELLATION, State.ASKED, Action.CARRY_OUT)
    if wanted == may.cancel:
        await _settle_open(tx, actor, order_id)
    return return_id


async def _settle_open(tx: Writing, actor: Visitor, order_id: OrderId) -> None:
    """End what was asked for an order that is cancelled now: it has been given more than that."""
    for one in (await queries.of_orders(tx, [order_id]))[order_id]:
        if Action.TAKE_BACK in rules.actions(one.kind, one.state):
            await move(tx, actor, one.id, one.kind, one.state, Action.TAKE_BACK)


async def ask(
    tx: Writing,
    actor: Visitor,
    order_id: OrderId,
    wanted: Sequence[Wanted],
    note: str = "",
    photos: Sequence[str] = (),
    wish: Wish = Wish.REFUND,
) -> list[ReturnId]:
    """Ask to give things back; what that is by law (withdrawal, return or claim) follows from reasons and dates.

    While nobody has packed the order, a withdrawal is carried out at once. Its receipt is mailed in either case.
    With a claim somebody says what they would like (`wish`). Raises NothingChosen, NotThatManyToReturn, TooLateToReturn,
    NoneToSendAgain, and NoSuchOrder.
    """
    order = await orders.lock(tx, order_id)
    made = []
    for kind, lines in (await sort(tx, order, wanted)).items():
        claim = kind is Kind.CLAIM
        if claim and wish is Wish.REPLACEMENT:
            await replacing.check(tx, order, lines)
        return_id = await open_return(tx, actor, order, kind, lines, note, photos if claim else (), wish if claim else Wish.REFUND)
        if kind is Kind.WITHDRAWAL:
            await telling.receipt(tx, order, return_id, lines, note)
            await events.record(tx, WithdrawalReceived(about=return_id, order=order_id))
            if rules.changeable(order):
                await _carry_out(tx, actor, return_id, order, lines)
        made.append(return_id)
    return made


async def sort(read: Reading, order: Order, wanted: Sequence[Wanted]) -> dict[Kind, list[Wanted]]:
    """Return what is wanted of a locked order by kind. Raises as `ask`."""
    returns = (await queries.of_orders(read, [order.id]))[order.id]
    return rules.sort(wanted, rules.possible(order, read.now, returns, await queries.terms(read)))


async def open_return(
    tx: Writing,
    actor: Visitor,
    order: Order,
    kind: Kind,
    lines: Sequence[Wanted],
    note: str,
    photos: Sequence[str] = (),
    wish: Wish = Wish.REFUND,
) -> ReturnId:
    """Write what was asked for, in the order's timeline too; somebody decides, or what comes back does."""
    return_id = await begin(tx, actor, order, kind, lines, note, photos, wish)
    await orders.note(tx, actor, order.id, f"{kind.value}_asked", {"pieces": sum(line.quantity for line in lines)}, visible=True)
    await events.record(tx, ReturnAsked(about=return_id, order=order.id, kind=kind))
    return return_id


async def _carry_out(tx: Writing, actor: Visitor, return_id: ReturnId, order: Order, lines: Sequence[Wanted]) -> None:
    """Cancel what was withdrawn from and has not been packed."""
    counts = rules.count(lines)
    decided = await orders.cancel(tx, actor, order.id, "withdrawal", counts)
    nothing = Money(0, order.currency)
    await move(
        tx,
        actor,
        return_id,
        Kind.WITHDRAWAL,
        State.ASKED,
        Action.REFUND,
        refund=Refund(goods=decided.refund, shipping=nothing, tax=nothing),
    )
    await events.record(tx, ReturnRefunded(about=return_id, order=order.id, amount=decided.refund))


async def approve(tx: Writing, actor: Visitor, return_id: ReturnId, note: str = "") -> None:
    """Agree that it comes back; a label is made by a job. Raises NoSuchReturn, NotNow, NotThatManyToReturn."""
    one, order = await _locked(tx, return_id)
    if one.state is State.REFUSED:
        terms, others = await queries.terms(tx), (await queries.of_orders(tx, [order.id]))[order.id]
        rules.check_again(one, rules.possible(order, tx.now, others, terms))
    await move(tx, actor, one.id, one.kind, one.state, Action.APPROVE, note)
    await events.record(tx, ReturnApproved(about=one.id, order=order.id))
    await jobs.enqueue(tx, "returns.label", {"return": one.id})
    await audit.note(tx, actor, "returns.approve", order.id, {"return": one.id})


async def refuse(tx: Writing, actor: Visitor, return_id: ReturnId, note: str) -> None:
    """Refuse it, saying why; the reason is mailed. Raises NoSuchReturn, NotNow."""
    one, order = await _locked(tx, return_id)
    await move(tx, actor, one.id, one.kind, one.state, Action.REFUSE, note)
    await events.record(tx, ReturnRefused(about=one.id, order=order.id))
    await audit.note(tx, actor, "returns.refuse", order.id, {"return": one.id})


async def send(tx: Writing, actor: Visitor, return_id: ReturnId) -> None:
    """Note that the shopper has sent it. Raises NoSuchReturn, NotNow."""
    one, _ = await _locked(tx, return_id)
    await move(tx, actor, one.id, one.kind, one.state, Action.SEND)


async def take_back(tx: Writing, actor: Visitor, return_id: ReturnId) -> None:
    """Let the shopper keep it after all. Raises NoSuchReturn, NotNow."""
    one, order = await _locked(tx, return_id)
    await move(tx, actor, one.id, one.kind, one.state, Action.TAKE_BACK)
    await orders.note(tx, actor, order.id, "return_taken_back", {}, visible=True)


async def receive(
    tx: Writing, actor: Visitor, return_id: ReturnId, received: Mapping[LineId, int], restock: Mapping[LineId, int] | None = None
) -> None:
    """Note what arrived, and put on the shelf again what can be sold again.

    Raises NoSuchReturn, NotNow, NotThatManyToReturn.
    """
    one, order = await _locked(tx, return_id)
    shelf = dict(restock or {})
    rules.check_received(rules.count(one.lines), received)
    rules.check_received(received, shelf)
    await move(tx, actor, one.id, one.kind, one.state, Action.RECEIVE)
    await store.set_received(tx, one.id, rules.spread(one.lines, received, shelf))
    variants = rules.variants(order, shelf)
    if variants:
        await stock.receive(tx, actor, variants, "returned", order.id)
    await orders.note(tx, actor, order.id, "return_arrived", {"pieces": sum(received.values())}, visible=True)
    await events.record(tx, ReturnArrived(about=one.id, order=order.id))
    await audit.note(tx, actor, "returns.receive", order.id, {"return": one.id, "pieces": sum(received.values())})


async def refund(tx: Writing, actor: Visitor, return_id: ReturnId, amount: Money | None = None, note: str = "") -> Money:
    """Pay back what arrived, or what was asked for where nothing has to come back; return the amount.

    Pieces that have not left the house are cancelled instead. With `amount` less is paid back (worn goods), never more.
    Raises NoSuchReturn, NotNow, NotAsMuch.
    """
    one, order = await _locked(tx, return_id)
    rules.follow(one.kind, one.state, Action.REFUND)
    pieces = rules.to_refund(order, one)
    cancelled, returned = rules.split(order, pieces, rules.received(one))
    by_cancelling = Money(0, order.currency)
    if cancelled:
        by_cancelling = (await orders.cancel(tx, actor, order.id, one.kind.value, cancelled, by_staff=True)).refund
        order = await orders.lock(tx, order.id)
    owed = worth.refund_for(order, returned, shipping=await _way_there(tx, one.kind, order))
    paid = worth.agreed(owed, amount, by_cancelling)
    if returned:
        await orders.mark_returned(tx, actor, order.id, returned)
        await payments.refund(tx, actor, order.id, paid.total, one.kind.value, worth.positions(order, returned, paid))
    total = Refund(goods=paid.goods + by_cancelling, shipping=paid.shipping, tax=paid.tax)
    await move(tx, actor, one.id, one.kind, one.state, Action.REFUND, note, refund=total)
    await events.record(tx, ReturnRefunded(about=one.id, order=order.id, amount=total.total))
    await audit.note(tx, actor, "returns.refund", order.id, {"return": one.id, "amount": total.total})
    return total.total


async def replace(tx: Writing, actor: Visitor, return_id: ReturnId, note: str = "") -> OrderId:
    """Answer a claim by sending its pieces again, for nothing: an order of its own, with its units, that waits to be packed. Return it.

    Raises NoSuchReturn, NotNow, NothingChosen, stock's OutOfStock.
    """
    one, order = await _locked(tx, return_id)
    rules.follow(one.kind, one.state, Action.REPLACE)
    made = await replacing.send_again(tx, actor, order, one)
    await move(tx, actor, one.id, one.kind, one.state, Action.REPLACE, note, replacement=made.id)
    pieces = sum(line.quantity for line in made.lines)
    await orders.note(tx, actor, order.id, "sent_again", {"pieces": pieces, "number": str(made.number)}, visible=True)
    await events.record(tx, ReturnReplaced(about=one.id, order=order.id, replacement=made.id))
    await audit.note(tx, actor, "returns.replace", order.id, {"return": one.id, "order": made.number, "pieces": pieces})
    return made.id


async def give(tx: Writing, actor: Visitor, order_id: OrderId, amount: Money, reason: str, what: Sequence[Position] = ()) -> None:
    """Give an amount back without anything coming back (a kindness, a mistake), for `what` of the order. Raises NotAsMuch."""
    order = await orders.lock(tx, order_id)
    payment = await payments.of_order(tx, order_id)
    left = payment.left if payment else sum(part.left for part in await payments.parts(tx, order_id))
    if amount.currency != order.currency or not 0 < amount.amount <= left:
        raise NotAsMuch(most=left, currency=order.currency)
    await payments.refund(tx, actor, order_id, amount, reason, what)
    await audit.note(tx, actor, "orders.refund", order_id, {"amount": amount, "reason": reason})


async def save_policy(tx: Writing, actor: Visitor, terms: Terms) -> None:
    """Set how long what may be done, and where things are sent back to."""
    await store.set_policy(tx, terms)
    await audit.note(tx, actor, "returns.change_policy", UUID(int=0), {"return_days": terms.return_days})


async def _way_there(read: Reading, kind: Kind, order: Order) -> Money | None:
    """Return how much of the way there is owed with the last piece: all for a claim, the ordinary for a withdrawal."""
    if kind is Kind.CLAIM:
        return order.shipping
    if kind is not Kind.WITHDRAWAL:
        return None
    if order.shipping_address is None or order.delivery is None or order.delivery.pickup:
        return order.shipping
    where = order.shipping_address
    parcel = Parcel(sum(line.weight_grams * line.kept for line in order.lines if line.ships), order.subtotal)
    found = await shipping.options(read, order.market, Destination(where.country, where.region, where.postal_code), parcel, read.now, "en")
    cheapest = min((option.price for option in found if not option.pickup), default=None)
    return worth.standard_shipping(order, cheapest)


async def _locked(tx: Writing, return_id: ReturnId) -> tuple[Return, Order]:
    """Lock the order, then the return: everybody does it in this order."""
    order_id = await store.order_of(tx, return_id)
    if order_id is None:
        raise NoSuchReturn
    order = await orders.lock(tx, order_id)
    one = await store.lock(tx, return_id)
    if one is None:
        raise NoSuchReturn
    return one, order


async def begin(
    tx: Writing,
    actor: Visitor,
    order: Order,
    kind: Kind,
    wanted: Sequence[Wanted],
    note: str = "",
    photos: Sequence[str] = (),
    wish: Wish = Wish.REFUND,
) -> ReturnId:
    return_id = ReturnId(ids.new())
    await store.insert(tx, return_id, order.id, kind, order.currency, note, photos, wanted, wish)
    await store.add_trace(tx, return_id, "ask", State.ASKED, name(actor), note)
    return return_id


async def move(
    tx: Writing,
    actor: Visitor,
    return_id: ReturnId,
    kind: Kind,
    state: State,
    action: Action,
    note: str = "",
    *,
    refund: Refund | None = None,
    replacement: OrderId | None = None,
) -> State:
    after = rules.follow(kind, state, action)
    await store.set_state(tx, return_id, after, ended=after in rules.ENDED, refund=refund, replacement=replacement)
    await store.add_trace(tx, return_id, action.value, after, name(actor), note)
    return after


def name(actor: Visitor) -> str:
    """Return how an actor stands in the trail: never by mail address."""
    return str(actor.person) if actor.person else actor.name or "guest"
