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
from stoa.shop.catalog.model import NoSuchVariant, VariantId
from stoa.shop.orders.model import AddressIsIn, LineId, NoSuchOrder, Order, State
from stoa.shop.returns import choosing
from stoa.shop.returns.choosing import Choosing
from stoa.shop.returns.model import (
    AddressIsHidden,
    CancelledAlready,
    ChoiceStays,
    CostsMore,
    IsPickedUp,
    Kind,
    NoSuchLine,
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
from stoa.shop.stock.model import OutOfStock


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
    change_choice: dict[str, int]
    withdraw: dict[str, int]
    withdraw_until: date | None
    send_back: dict[str, int]
    send_back_until: date | None
    claim: dict[str, int]


class ReturnList(msgspec.Struct, kw_only=True):
    items: list[ReturnOut]
    possible: PossibleOut


class OtherOut(msgspec.Struct, kw_only=True):
    """Another size or colour of the same product. `difference` is what the line as it stands would cost more, or less where it is below 0.

    Only what is `possible` can be taken: there are `enough`, and it costs no more; what costs less is given back.
    """

    variant_id: str
    choices: list[str]
    difference: Money
    enough: bool
    possible: bool


class ChoosingOut(msgspec.Struct, kw_only=True):
    """A line that may still be changed, as it is, and what else it could be."""

    line_id: str
    title: str
    variant_id: str
    choices: list[str]
    quantity: int
    unit: Money
    others: list[OtherOut]


class ChoiceList(msgspec.Struct, kw_only=True):
    items: list[ChoosingOut]


class ChoiceIn(msgspec.Struct, kw_only=True):
    variant_id: str


class ChosenOut(msgspec.Struct, kw_only=True):
    """The line as it is now, all that there is to pay of the order, and what was given back with the change.

    `change` is null where the line was of this choice before.
    """

    line_id: str
    variant_id: str
    choices: list[str]
    quantity: int
    unit: Money
    left: Money
    given_back: Money
    change: ReturnOut | None


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
    "/api/orders/{order_id:str}/choices",
    may="anyone",
    query=("key",),
    tags=["Orders"],
    summary="What else the lines of an order could be",
    refuses=(NoSuchOrder,),
)
async def choices(read: Reading, visitor: Visitor, request: Request[Any, Any, Any], order_id: str) -> ChoiceList:
    """Other sizes and colours, and what each costs more or less; none once the order is being packed."""
    opened = await open_order(read, visitor, order_id, key_of(request))
    return ChoiceList(items=[_choosing(one) for one in await choosing.choosing(read, visitor, opened.order)])


def _choosing(one: Choosing) -> ChoosingOut:
    line = one.line
    return ChoosingOut(
        line_id=ids.show("lin", line.id),
        title=line.title,
        variant_id=ids.show("var", line.variant_id),
        choices=line.choices,
        quantity=line.quantity,
        unit=line.unit,
        others=[
            OtherOut(
                variant_id=ids.show("var", other.id),
                choices=other.choices,
                difference=other.difference,
                enough=other.enough,
                possible=other.usable,
            )
            for other in one.others
        ],
    )


@put(
    "/api/orders/{order_id:str}/lines/{line_id:str}/variant",
    may="anyone",
    query=("key",),
    tags=["Orders"],
    summary="Take another size or colour",
    refuses=(NoSuchOrder, NoSuchLine, NoSuchVariant, TooLateToChange, CancelledAlready, SentInPlace, ChoiceStays, CostsMore, OutOfStock),
)
async def change_choice(
    tx: Writing, visitor: Visitor, request: Request[Any, Any, Any], order_id: str, line_id: str, data: ChoiceIn
) -> ChosenOut:
    """Until it is packed, the whole line and at no higher price; what it costs less is given back the way it came. Twice is once."""
    opened = await open_order(tx, visitor, order_id, key_of(request))
    wanted, line = VariantId(ids.parse("var", data.variant_id)), line_id_of(line_id)
    made = await returns.change_choice(tx, visitor, opened.order.id, line, wanted)
    order = await orders.get(tx, opened.order.id)
    now = next(one for one in order.lines if one.id == line)
    known = (await returns.of_orders(tx, [order.id]))[order.id]
    return ChosenOut(
        line_id=line_id,
        variant_id=ids.show("var", now.variant_id),
        choices=now.choices,
        quantity=now.quantity,
        unit=now.unit,
        left=order.left,
        given_back=made.back,
        change=next((written(one) for one in known if one.id == made.change), None),
    )


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
        change_choice=_shown(may.change_choice),
        withdraw=_shown(may.withdraw),
        withdraw_until=may.withdraw_until,
        send_back=_shown(may.send_back),
        send_back_until=may.send_back_until,
        claim=_shown(may.claim),
    )
    return ReturnList(items=[written(one) for one in known if one.order_id == order.id], possible=possible)


HANDLERS = [cancel, change_address, choices, change_choice, listed, ask]
