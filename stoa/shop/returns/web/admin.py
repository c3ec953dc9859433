"""Returns and refunds by API, for the staff."""

from typing import Annotated

import msgspec

from stoa.base import ids, paging
from stoa.base.database import Reading, Writing
from stoa.base.http.routes import get, post
from stoa.base.money import Money
from stoa.base.refusals import FieldError, Invalid
from stoa.people.sessions.model import Visitor
from stoa.shop import orders, payments, returns
from stoa.shop.billing.model import meant
from stoa.shop.returns import queries
from stoa.shop.returns.model import Kind, NotNow, State
from stoa.shop.returns.web.api import PiecesIn, ReturnOut, written
from stoa.shop.returns.web.opened import line_id_of, order_id_of, return_id_of
from stoa.shop.stock.model import OutOfStock


class RowOut(msgspec.Struct, kw_only=True):
    """A return as a row of a list."""

    id: str
    number: int
    order_id: str
    kind: Kind
    state: State
    pieces: int
    refund: Money | None


class RowList(msgspec.Struct, kw_only=True):
    items: list[RowOut]
    next_cursor: str | None
    has_more: bool


class RefundIn(msgspec.Struct, kw_only=True):
    """An amount to give back, without anything coming back: for a `part` of the order (`shipping`, or the id of a line), or for all of it."""

    amount: Money
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    part: str = ""


class RefundOut(msgspec.Struct, kw_only=True):
    """How an order's money stands: what was taken, what was given back, what is on its way back."""

    order_id: str
    captured: Money
    refunded: Money
    refunding: Money


class NoteIn(msgspec.Struct, kw_only=True):
    note: Annotated[str, msgspec.Meta(max_length=1_000)] = ""


class RefusalIn(msgspec.Struct, kw_only=True):
    """Why; it is mailed to the shopper."""

    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=1_000)]


class ArrivalIn(msgspec.Struct, kw_only=True):
    """What came back, and what of it can be sold again."""

    received: Annotated[list[PiecesIn], msgspec.Meta(max_length=500)]
    restocked: Annotated[list[PiecesIn], msgspec.Meta(max_length=500)] = []


class ReturnRefundIn(msgspec.Struct, kw_only=True):
    """Without an amount, all that is owed."""

    amount: Money | None = None
    note: Annotated[str, msgspec.Meta(max_length=1_000)] = ""


@post("/api/admin/orders/{order_id:str}/refunds", may="orders.refund", tags=["Admin: orders"], summary="Give money back")
async def give(tx: Writing, visitor: Visitor, order_id: str, data: RefundIn) -> RefundOut:
    order = await orders.get(tx, order_id_of(order_id))
    if data.part not in {"", "shipping", *(ids.show("lin", line.id) for line in order.lines)}:
        raise Invalid([FieldError("/part", "not_a_choice")])
    await returns.give(tx, visitor, order.id, data.amount, data.reason, meant(data.part, data.amount.amount))
    payment = await payments.of_order(tx, order.id)
    nothing = Money(0, order.currency)
    return RefundOut(
        order_id=order.shown_id,
        captured=payment.money(payment.captured) if payment else nothing,
        refunded=payment.money(payment.refunded) if payment else nothing,
        refunding=payment.money(payment.refunding) if payment else nothing,
    )


@get("/api/admin/returns", may="orders.read", tags=["Admin: returns"], summary="List what waits for a decision, or has ended")
async def listed(read: Reading, *, ended: bool = False, cursor: str | None = None, limit: int | None = None) -> RowList:
    found = await queries.listed(read, ended=ended, cursor=cursor, limit=paging.limit(limit))
    items = [
        RowOut(
            id=ids.show("ret", one.id),
            number=one.number,
            order_id=ids.show("ord", one.order_id),
            kind=one.kind,
            state=one.state,
            pieces=one.pieces,
            refund=one.refund,
        )
        for one in found.items
    ]
    return RowList(items=items, next_cursor=found.next_cursor, has_more=found.has_more)


@get("/api/admin/returns/{return_id:str}", may="orders.read", tags=["Admin: returns"], summary="See a return")
async def see(read: Reading, return_id: str) -> ReturnOut:
    return written(await queries.find(read, return_id_of(return_id)))


@post("/api/admin/returns/{return_id:str}/approval", may="orders.change", tags=["Admin: returns"], summary="Approve")
async def approve(tx: Writing, visitor: Visitor, return_id: str, data: NoteIn | None = None) -> ReturnOut:
    await returns.approve(tx, visitor, return_id_of(return_id), data.note if data else "")
    return written(await queries.find(tx, return_id_of(return_id)))


@post("/api/admin/returns/{return_id:str}/refusal", may="orders.change", tags=["Admin: returns"], summary="Refuse")
async def refuse(tx: Writing, visitor: Visitor, return_id: str, data: RefusalIn) -> ReturnOut:
    await returns.refuse(tx, visitor, return_id_of(return_id), data.reason)
    return written(await queries.find(tx, return_id_of(return_id)))


@post("/api/admin/returns/{return_id:str}/arrival", may="orders.change", tags=["Admin: returns"], summary="Note what came back")
async def receive(tx: Writing, visitor: Visitor, return_id: str, data: ArrivalIn) -> ReturnOut:
    received = {line_id_of(one.line_id): one.quantity for one in data.received}
    restocked = {line_id_of(one.line_id): one.quantity for one in data.restocked}
    await returns.receive(tx, visitor, return_id_of(return_id), received, restocked)
    return written(await queries.find(tx, return_id_of(return_id)))


@post("/api/admin/returns/{return_id:str}/refund", may="orders.refund", tags=["Admin: returns"], summary="Pay back what is owed")
async def refund(tx: Writing, visitor: Visitor, return_id: str, data: ReturnRefundIn | None = None) -> ReturnOut:
    await returns.refund(tx, visitor, return_id_of(return_id), data.amount if data else None, data.note if data else "")
    return written(await queries.find(tx, return_id_of(return_id)))


@post(
    "/api/admin/returns/{return_id:str}/replacement",
    may="orders.refund",
    tags=["Admin: returns"],
    summary="Send a claim's pieces again",
    refuses=(NotNow, OutOfStock),
)
async def replace(tx: Writing, visitor: Visitor, return_id: str, data: NoteIn | None = None) -> ReturnOut:
    """For nothing, by an order of its own that waits to be packed; the shopper is told."""
    await returns.replace(tx, visitor, return_id_of(return_id), data.note if data else "")
    return written(await queries.find(tx, return_id_of(return_id)))


HANDLERS = [give, listed, see, approve, refuse, receive, refund, replace]
