"""Cancelling, changing and returning by API: with one's account, or the key of the order's link."""

from datetime import date, datetime
from typing import Annotated, Any

import msgspec
from litestar import Request

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.routes import get, post, put
from stoa.base.money import Money
from stoa.base.refusals import Invalid
from stoa.people import profiles
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import Visitor
from stoa.shop import orders, returns
from stoa.shop.orders.model import AddressIsIn, LineId, NoSuchOrder, Order, State
from stoa.shop.returns.model import (
    AddressIsHidden,
    CancelledAlready,
    IsPickedUp,
    Kind,
    NothingIsSent,
    NotThatManyToReturn,
    Possible,
    Reason,
    Return,
    SentInPlace,
    TooLateToChange,
    Wanted,
    Wish,
)
from stoa.shop.returns.model import State as ReturnState
from stoa.shop.returns.web.opened import key_of, line_id_of, open_order


class PiecesIn(msgspec.Struct, kw_only=True):
    line_id: str
    quantity: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]


class ReturnedIn(PiecesIn, kw_only=True):
    """Pieces that come back, and why; nobody has to say why."""

    reason: Reason = Reason.NOT_SAID


class CancellationIn(msgspec.Struct, kw_only=True):
    """What to cancel; without lines everything that is left."""

    lines: Annotated[list[PiecesIn], msgspec.Meta(max_length=500)] | None = None


class ReturnIn(msgspec.Struct, kw_only=True):
    lines: Annotated[list[ReturnedIn], msgspec.Meta(min_length=1, max_length=500)]
    note: Annotated[str, msgspec.Meta(max_length=2_000)] = ""
    wish: Wish = Wish.REFUND
    """For what is damaged, wrong or missing: the money, or the same again."""


class LineOut(msgspec.Struct, kw_only=True):
    line_id: str
    quantity: int
    reason: Reason
    received: int


class TraceOut(msgspec.Struct, kw_only=True):
    at: datetime
    action: str
    state: ReturnState


class ReturnOut(msgspec.Struct, kw_only=True):
    """What was asked for, where it stands, and its trail. `refund` is what was given back for it, `replacement_id` the order that sends it again."""

    id: str
    number: int
    order_id: str
    kind: Kind
    state: ReturnState
    lines: list[LineOut]
    refund: Money | None
    wish: Wish
    replacement_id: str | None
    tracking: str | None
    label_url: str | None
    created_at: datetime
    trail: list[TraceOut]


class PossibleOut(msgspec.Struct, kw_only=True):
    """What may be done now: pieces by line id, and until which day."""

    cancel: dict[str, int]
    change_address: bool
    withdraw: dict[str, int]
    withdraw_until: date | None
    send_back: dict[str, int]
    send_back_until: date | None
    claim: dict[str, int]


class ReturnList(msgspec.Struct, kw_only=True):
    items: list[ReturnOut]
    possible: PossibleOut


class CancelledOut(msgspec.Struct, kw_only=True):
    """The cancellation, and how the order stands now."""

    order_id: str
    order_state: State
    cancellation: ReturnOut
    lines: dict[str, int]
    """How many of each line are cancelled now."""


def written(one: Return) -> ReturnOut:
    return ReturnOut(
        id=ids.show("ret", one.id),
        number=one.number,
        order_id=ids.show("ord", one.order_id),
        kind=one.kind,
        state=one.state,
        lines=[
            LineOut(line_id=ids.show("lin", line.line_id), quantity=line.quantity, reason=line.reason, received=line.received)
            for line in one.lines
        ],
        refund=one.refund,
        wish=one.wish,
        replacement_id=ids.show("ord", one.replacement.id) if one.replacement else None,
        tracking=one.tracking or None,
        label_url=one.label,
        created_at=one.asked_at,
        trail=[TraceOut(at=trace.at, action=trace.action, state=trace.state) for trace in one.trail],
    )


def _shown(counts: dict[LineId, int]) -> dict[str, int]:
    return {ids.show("lin", line_id): count for line_id, count in counts.items()}


@post(
    "/api/orders/{order_id:str}/cancellation",
    may="anyone",
    query=("key",),
    tags=["Orders"],
    summary="Cancel an order, or some of it",
    refuses=(NoSuchOrder, TooLateToChange, CancelledAlready, NotThatManyToReturn),
)
async def cancel(
    tx: Writing, visitor: Visitor, request: Request[Any, Any, Any], order_id: str, data: CancellationIn | None = None
) -> CancelledOut:
    """Until it is packed; the money goes back the way it came."""
    opened = await open_order(tx, visitor, order_id, key_of(request))
    wanted: dict[LineId, int] | None = None
    if data is not None and data.lines is not None:
        wanted = {}
        for one in data.lines:
            line_id = line_id_of(one.line_id)
            wanted[line_id] = wanted.get(line_id, 0) + one.quantity
    return_id = await returns.cancel(tx, visitor, opened.order.id, wanted)
    order = await orders.get(tx, opened.order.id)
    known = (await returns.of_orders(tx, [order.id]))[order.id]
    made = next(one for one in known if one.id == return_id)
    return CancelledOut(
        order_id=order.shown_id,
        order_state=order.state,
        cancellation=written(made),
        lines=_shown({line.id: line.cancelled for line in order.lines if line.cancelled}),
    )


@put(
    "/api/orders/{order_id:str}/shipping-address",
    may="anyone",
    query=("key",),
    tags=["Orders"],
    summary="Send an order elsewhere",
    refuses=(TooLateToChange, CancelledAlready, SentInPlace, IsPickedUp, AddressIsHidden, NothingIsSent, AddressIsIn),
)
async def change_address(tx: Writing, visitor: Visitor, request: Request[Any, Any, Any], order_id: str, data: Address) -> Address:
    """Until it is packed, within its country."""
    opened = await open_order(tx, visitor, order_id, key_of(request))
    address, wrong = profiles.check_address(msgspec.structs.asdict(data))
    if wrong:
        raise Invalid(wrong)
    await returns.change_address(tx, visitor, opened.order.id, address)
    return address


@get(
    "/api/orders/{order_id:str}/returns", may="anyone", query=("key",), tags=["Orders"], summary="What may be done, and what was asked for"
)
async def listed(read: Reading, visitor: Visitor, request: Request[Any, Any, Any], order_id: str) -> ReturnList:
    opened = await open_order(read, visitor, order_id, key_of(request))
    return _list(opened.order, opened.returns, opened.possible)


@post("/api/orders/{order_id:str}/returns", may="anyone", query=("key",), tags=["Orders"], summary="Withdraw, send back or claim")
async def ask(tx: Writing, visitor: Visitor, request: Request[Any, Any, Any], order_id: str, data: ReturnIn) -> ReturnList:
    """Reasons and dates decide which it is; the receipt of a withdrawal is mailed at once."""
    opened = await open_order(tx, visitor, order_id, key_of(request))
    wanted = [Wanted(line_id_of(one.line_id), one.quantity, one.reason) for one in data.lines]
    await returns.ask(tx, visitor, opened.order.id, wanted, data.note, wish=data.wish)
    after = await open_order(tx, visitor, order_id, key_of(request))
    return _list(after.order, after.returns, after.possible)


def _list(order: Order, known: list[Return], may: Possible) -> ReturnList:
    possible = PossibleOut(
        cancel=_shown(may.cancel),
        change_address=may.change_address,
        withdraw=_shown(may.withdraw),
        withdraw_until=may.withdraw_until,
        send_back=_shown(may.send_back),
        send_back_until=may.send_back_until,
        claim=_shown(may.claim),
    )
    return ReturnList(items=[written(one) for one in known if one.order_id == order.id], possible=possible)


HANDLERS = [cancel, change_address, listed, ask]
