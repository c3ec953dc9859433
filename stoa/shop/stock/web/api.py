"""Stock by API, for the staff."""

from typing import Annotated

import msgspec
from litestar.params import QueryParameter

from stoa.base import ids, paging
from stoa.base.database import Reading, Writing
from stoa.base.http.routes import get, post, put
from stoa.base.http.visits import Visit
from stoa.people import audit
from stoa.people.sessions.model import Visitor
from stoa.shop import stock
from stoa.shop.stock.shelf import Shelved, shelf
from stoa.shop.stock.web.desk import MOST, variant_of


class StockOut(msgspec.Struct, kw_only=True):
    """What is kept of a variant: on hand, allocated to orders, held for minutes or an event, and free."""

    variant_id: str
    product: str
    sku: str
    on_hand: int
    allocated: int
    held: int
    free: int
    tracked: bool
    backorder: bool


class StockList(msgspec.Struct, kw_only=True):
    items: list[StockOut]
    next_cursor: str | None
    has_more: bool


class Count(msgspec.Struct, kw_only=True):
    """What was counted."""

    on_hand: Annotated[int, msgspec.Meta(ge=0, le=MOST)]


class Arrival(msgspec.Struct, kw_only=True):
    """How many arrived."""

    quantity: Annotated[int, msgspec.Meta(ge=1, le=MOST)]


class Level(msgspec.Struct, kw_only=True):
    """How a variant stands now; `free` is null where nobody counts."""

    variant_id: str
    on_hand: int
    allocated: int
    free: int | None


def _written(one: Shelved) -> StockOut:
    return StockOut(
        variant_id=ids.show("var", one.variant_id),
        product=one.handle,
        sku=one.sku,
        on_hand=one.on_hand,
        allocated=one.allocated,
        held=one.held,
        free=one.free,
        tracked=one.tracked,
        backorder=one.backorder,
    )


@get("/api/admin/stock", may="stock.edit", tags=["Admin: stock"], summary="List what is kept")
async def listing(
    read: Reading,
    visit: Visit,
    search: Annotated[str, QueryParameter(name="query")] = "",
    cursor: str | None = None,
    limit: int | None = None,
) -> StockList:
    found = await shelf(read, visit.language.code, query=search, cursor=cursor, limit=paging.limit(limit))
    return StockList(items=[_written(one) for one in found.items], next_cursor=found.next_cursor, has_more=found.has_more)


@put("/api/admin/stock/{variant_id:str}", may="stock.edit", tags=["Admin: stock"], summary="Set what was counted")
async def count(tx: Writing, visitor: Visitor, variant_id: str, data: Count) -> Level:
    variant = variant_of(variant_id)
    await stock.count_again(tx, visitor, {variant: data.on_hand})
    await audit.note(tx, visitor, "stock.count", variant, {"quantity": data.on_hand})
    return await _level(tx, variant_id)


@post("/api/admin/stock/{variant_id:str}/arrivals", may="stock.edit", tags=["Admin: stock"], summary="Add what arrived")
async def receive(tx: Writing, visitor: Visitor, variant_id: str, data: Arrival) -> Level:
    variant = variant_of(variant_id)
    await stock.receive(tx, visitor, {variant: data.quantity})
    await audit.note(tx, visitor, "stock.receive", variant, {"quantity": data.quantity})
    return await _level(tx, variant_id)


async def _level(read: Reading, variant_id: str) -> Level:
    variant = variant_of(variant_id)
    found = (await stock.availability(read, [variant]))[variant]
    return Level(variant_id=variant_id, on_hand=found.on_hand, allocated=found.allocated, free=found.free)


HANDLERS = [listing, count, receive]
