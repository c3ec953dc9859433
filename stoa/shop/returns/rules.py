"""What may be done with an order after it was placed, which state follows which, and what is given back.

Withdrawal: fourteen days from the day after the last piece arrived (Directive 2011/83/EU, Art. 9), and a period that
would end on a Saturday, Sunday or holiday ends with the next working day (Regulation 1182/71, Art. 3). Before that day
begins it may be declared at any time.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from stoa.base.refusals import Conflict
from stoa.shop.catalog.model import VariantId
from stoa.shop.orders.model import Line, LineId, Order, holder_of
from stoa.shop.orders.model import State as OrderState
from stoa.shop.returns.model import (
    CLAIMS,
    Action,
    AddressIsHidden,
    CancelledAlready,
    ChoiceStays,
    IsPickedUp,
    Kind,
    NothingChosen,
    NothingIsSent,
    NotNow,
    NotThatManyToReturn,
    Possible,
    Return,
    ReturnLine,
    SentInPlace,
    State,
    Terms,
    TooLateToChange,
    TooLateToReturn,
    Wanted,
)

ENDED = frozenset({State.REFUNDED, State.REFUSED, State.TAKEN_BACK, State.DONE, State.REPLACED})

_AT_ONCE = {(State.ASKED, Action.CARRY_OUT): State.DONE}
_SENT_BACK = {
    (State.ASKED, Action.APPROVE): State.APPROVED,
    (State.ASKED, Action.REFUSE): State.REFUSED,
    (State.ASKED, Action.TAKE_BACK): State.TAKEN_BACK,
    (State.ASKED, Action.RECEIVE): State.ARRIVED,
    (State.ASKED, Action.REFUND): State.REFUNDED,
    (State.APPROVED, Action.SEND): State.ON_THE_WAY,
    (State.APPROVED, Action.RECEIVE): State.ARRIVED,
    (State.APPROVED, Action.REFUND): State.REFUNDED,
    (State.APPROVED, Action.TAKE_BACK): State.TAKEN_BACK,
    (State.ON_THE_WAY, Action.RECEIVE): State.ARRIVED,
    (State.ON_THE_WAY, Action.REFUND): State.REFUNDED,
    (State.ARRIVED, Action.REFUND): State.REFUNDED,
    (State.REFUSED, Action.APPROVE): State.APPROVED,
}
_INSPECTED = {**_SENT_BACK, (State.ARRIVED, Action.REFUSE): State.REFUSED}

_CLAIMED = {
    **_INSPECTED,
    **{(at, Action.REPLACE): State.REPLACED for at in (State.ASKED, State.APPROVED, State.ON_THE_WAY, State.ARRIVED)},
}

TABLES: Mapping[Kind, Mapping[tuple[State, Action], State]] = {
    Kind.CANCELLATION: _AT_ONCE,
    Kind.ADDRESS_CHANGE: _AT_ONCE,
    Kind.CHOICE_CHANGE: _AT_ONCE,
    Kind.WITHDRAWAL: _SENT_BACK,  # what was withdrawn from and has arrived is paid back, worn or not
    Kind.RETURN: _INSPECTED,
    Kind.CLAIM: _CLAIMED,
}
"""The state machine of each kind. Everything begins as asked."""


def follow(kind: Kind, state: State, action: Action) -> State:
    """Return the state after the action. Raises NotNow for an action that this state does not know."""
    found = TABLES[kind].get((state, action))
    if found is None:
        raise NotNow(state=state.value, action=action.value)
    return found


def actions(kind: Kind, state: State) -> list[Action]:
    """Return what may be done with a return in this state."""
    return [action for (at, action) in TABLES[kind] if at is state]


def changeable(order: Order) -> bool:
    """Return whether the shopper may still change it alone: it is not being packed, and nothing of it has left."""
    alive = order.state in {OrderState.PENDING, OrderState.HELD, OrderState.OPEN}
    return alive and order.picking_at is None and not any(line.shipped for line in order.lines if line.ships)


def too_late(order: Order) -> TooLateToChange:
    """Return why an order can no longer be changed."""
    gone = order.state is OrderState.CANCELLED or not any(line.left for line in order.lines)
    if order.replacement and not gone and changeable(order):
        return SentInPlace(number=order.number)
    return (CancelledAlready if gone else TooLateToChange)(number=order.number)


def fixed_address(order: Order) -> Conflict | None:
    """Return why the shopper cannot have an order sent elsewhere; None where they can."""
    if order.replacement or not changeable(order) or not any(line.left for line in order.lines):
        return too_late(order)
    if order.delivery and order.delivery.pickup:
        return IsPickedUp(number=order.number)
    if order.hidden_as is not None:
        return AddressIsHidden(number=order.number)
    return NothingIsSent(number=order.number) if order.shipping_address is None else None


def fixed_choice(order: Order, line: Line) -> Conflict | None:
    """Return why the shopper cannot have another size or colour of a line; None where they can."""
    if order.replacement or not changeable(order) or not any(one.left for one in order.lines):
        return too_late(order)
    held = holder_of(order.purpose)
    fixed = held is not None and held.choices is None
    return ChoiceStays(number=order.number) if fixed or line.left != line.quantity else None


def delivered_at(order: Order) -> datetime | None:
    """Return when the last piece arrived; None while something is still to come."""
    if any(line.delivered < line.kept for line in order.lines):
        return None
    return max((entry.at for entry in order.entries if entry.kind == "delivered"), default=order.placed_at)


def withdraw_until(delivered: date, days: int, holidays: Collection[date]) -> date:
    """Return the last day on which a withdrawal may be declared."""
    last = delivered + timedelta(days=days)
    while last.isoweekday() > 5 or last in holidays:
        last += timedelta(days=1)
    return last


def asked_already(returns: Iterable[Return]) -> dict[LineId, int]:
    """Return how many pieces of each line are in returns that have not ended; what has ended is in the order itself."""
    total: dict[LineId, int] = {}
    for one in returns:
        if one.state not in ENDED:
            for line in one.lines:
                total[line.line_id] = total.get(line.line_id, 0) + line.quantity
    return total


def possible(order: Order, now: datetime, returns: Sequence[Return] = (), terms: Terms | None = None) -> Possible:
    """Return everything that may be done with an order now, piece by piece, and until when."""
    if order.replacement:
        return Possible()  # what is wrong with it is said of the order whose pieces it replaces
    terms = terms or Terms()
    pending = asked_already(returns)

    def open_of(line: Line, count: int) -> int:
        return max(0, count - line.returned - pending.get(line.id, 0))

    def each(counts: Mapping[LineId, int]) -> dict[LineId, int]:
        return {line_id: count for line_id, count in counts.items() if count}

    if changeable(order):
        left = each({line.id: line.left for line in order.lines})
        choices = {line.id: line.quantity for line in order.lines if fixed_choice(order, line) is None}
        movable = fixed_address(order) is None
        return Possible(cancel=left, change_address=movable, change_choice=choices, withdraw=left if order.placed_at else {})
    if order.placed_at is None or order.state is OrderState.CANCELLED:
        return Possible()
    arrived = delivered_at(order)
    day = arrived and local_day(arrived, terms)
    last = day and withdraw_until(day, terms.withdrawal_days, terms.holidays)
    back_until = day and last and max(last, day + timedelta(days=terms.return_days))
    ends = {Kind.WITHDRAWAL: last, Kind.RETURN: back_until, Kind.CLAIM: day and day + timedelta(days=terms.claim_days)}
    today = local_day(now, terms)
    over = [kind for kind, end in ends.items() if end is not None and today > end]
    withdraw = each({line.id: open_of(line, line.kept) for line in order.lines})
    send_back = each({line.id: open_of(line, line.delivered) for line in order.lines})
    claim = each({line.id: open_of(line, line.shipped) for line in order.lines if line.ships})
    return Possible(
        withdraw={} if Kind.WITHDRAWAL in over else withdraw,
        withdraw_until=last,
        send_back={} if Kind.RETURN in over else send_back,
        send_back_until=back_until,
        claim={} if Kind.CLAIM in over else claim,
        over=over,
    )


def local_day(moment: datetime, terms: Terms) -> date:
    """Return the day of a moment where the shop is."""
    return moment.astimezone(ZoneInfo(terms.time_zone)).date()


def sort(wanted: Sequence[Wanted], may: Possible) -> dict[Kind, list[Wanted]]:
    """Return what is wanted by kind: damaged, wrong and missing things are claims; what may be withdrawn from is; the rest returns.

    So nobody has to know the difference to have their better right. Raises NothingChosen, NotThatManyToReturn,
    TooLateToReturn.
    """
    found: dict[Kind, list[Wanted]] = {}
    chosen: dict[LineId, int] = {}
    for one in wanted:
        if one.quantity < 1:
            continue
        kind = Kind.CLAIM if one.reason in CLAIMS else Kind.RETURN if Kind.WITHDRAWAL in may.over else Kind.WITHDRAWAL
        if kind in may.over:
            raise TooLateToReturn
        open_ = {Kind.CLAIM: may.claim, Kind.WITHDRAWAL: may.withdraw, Kind.RETURN: may.send_back}[kind]
        chosen[one.line_id] = chosen.get(one.line_id, 0) + one.quantity
        if chosen[one.line_id] > open_.get(one.line_id, 0):
            raise NotThatManyToReturn(left=open_.get(one.line_id, 0))
        found.setdefault(kind, []).append(one)
    if not found:
        raise NothingChosen
    return found


def chosen(lines: Mapping[LineId, int] | None, open_: Mapping[LineId, int]) -> dict[LineId, int]:
    """Return the pieces that were chosen, None meaning all. Raises NothingChosen, NotThatManyToReturn."""
    wanted = dict(open_) if lines is None else {line_id: count for line_id, count in lines.items() if count}
    if not wanted:
        raise NothingChosen
    for line_id, quantity in wanted.items():
        if not 0 < quantity <= open_.get(line_id, 0):
            raise NotThatManyToReturn(left=open_.get(line_id, 0))
    return wanted


def count(lines: Iterable[Wanted | ReturnLine]) -> dict[LineId, int]:
    """Return how many pieces of each line that is, whatever the reasons."""
    total: dict[LineId, int] = {}
    for line in lines:
        total[line.line_id] = total.get(line.line_id, 0) + line.quantity
    return total


def check_again(one: Return, may: Possible) -> None:
    """Refuse to take up a refused return whose pieces have been given back otherwise. Raises NotThatManyToReturn."""
    open_ = {Kind.CLAIM: may.claim, Kind.WITHDRAWAL: may.withdraw or may.send_back}.get(one.kind, may.send_back)
    for line_id, quantity in count(one.lines).items():
        if quantity > open_.get(line_id, 0):
            raise NotThatManyToReturn(left=open_.get(line_id, 0))


def check_received(announced: Mapping[LineId, int], received: Mapping[LineId, int]) -> None:
    """Refuse to receive more than was announced. Raises NotThatManyToReturn."""
    for line_id, quantity in received.items():
        if not 0 <= quantity <= announced.get(line_id, 0):
            raise NotThatManyToReturn(left=announced.get(line_id, 0))


def spread(lines: Iterable[ReturnLine], received: Mapping[LineId, int], shelf: Mapping[LineId, int]) -> list[tuple[LineId, str, int, int]]:
    """Return line, reason, received and restocked of each row: what came fills the rows of its line one after another."""
    came, kept = dict(received), dict(shelf)
    rows = []
    for line in lines:
        here = min(line.quantity, came.get(line.line_id, 0))
        up = min(here, kept.get(line.line_id, 0))
        came[line.line_id] = came.get(line.line_id, 0) - here
        kept[line.line_id] = kept.get(line.line_id, 0) - up
        rows.append((line.line_id, line.reason.value, here, up))
    return rows


def variants(order: Order, pieces: Mapping[LineId, int]) -> dict[VariantId, int]:
    """Return how many units of each variant these pieces are."""
    total: dict[VariantId, int] = {}
    for line in order.lines:
        if pieces.get(line.id, 0):
            total[line.variant_id] = total.get(line.variant_id, 0) + pieces[line.id]
    return total


def received(one: Return) -> dict[LineId, int]:
    """Return how many pieces of each line have come back."""
    total: dict[LineId, int] = {}
    for line in one.lines:
        total[line.line_id] = total.get(line.line_id, 0) + line.received
    return total


def to_refund(order: Order, one: Return) -> dict[LineId, int]:
    """Return the pieces that are paid for now: what arrived, or else what was asked for, as far as the order still has them.

    Raises NothingChosen when that is nothing.
    """
    asked = received(one) if one.state is State.ARRIVED else count(one.lines)
    left = {line.id: line.kept - line.returned for line in order.lines}
    found = {line_id: min(quantity, left.get(line_id, 0)) for line_id, quantity in asked.items()}
    found = {line_id: quantity for line_id, quantity in found.items() if quantity}
    if not found:
        raise NothingChosen
    return found


def to_send_again(order: Order, one: Return) -> dict[LineId, int]:
    """Return the pieces that a claim may have sent again: what was asked for, as far as it was not paid back. Raises NothingChosen."""
    left = {line.id: line.kept - line.returned for line in order.lines if line.ships}
    found = {line_id: min(quantity, left.get(line_id, 0)) for line_id, quantity in count(one.lines).items()}
    found = {line_id: quantity for line_id, quantity in found.items() if quantity > 0}
    if not found:
        raise NothingChosen
    return found


def split(order: Order, pieces: Mapping[LineId, int], received: Mapping[LineId, int]) -> tuple[dict[LineId, int], dict[LineId, int]]:
    """Return which pieces are cancelled and which come back.

    What has not left the house is cancelled, unless it was received: then it had left.
    """
    cancelled, returned = {}, {}
    for line in order.lines:
        count = pieces.get(line.id, 0)
        unsent = min(line.left, count - min(count, received.get(line.id, 0)))
        if unsent:
            cancelled[line.id] = unsent
        if count - unsent:
            returned[line.id] = count - unsent
    return cancelled, returned


def order_number(text: str) -> int | None:
    """Return the order number that somebody typed ("#10 001", "Order 10001"), if there is one."""
    digits = "".join(letter for letter in text if letter.isascii() and letter.isdigit())
    return int(digits) if 0 < len(digits) <= 18 else None


def due_by(asked: datetime) -> datetime:
    """Return until when a withdrawal must be paid back: fourteen days after it was declared (Art. 13 (1))."""
    return asked.astimezone(UTC) + timedelta(days=14)
