"""An order as these pages open it: through its owner's account or the key of its link, and in no other way."""

from typing import Any

import msgspec
from litestar import Request

from stoa.base import ids
from stoa.base.database import Reading
from stoa.people.sessions.model import Visitor
from stoa.shop import orders
from stoa.shop.orders.model import LineId, NoSuchOrder, Order, OrderId
from stoa.shop.returns import queries, rules
from stoa.shop.returns.model import NoSuchReturn, Possible, Return, ReturnId, Terms


class Opened(msgspec.Struct, frozen=True):
    """An order, what was asked for since, and what may be done now."""

    order: Order
    key: str
    returns: list[Return]
    terms: Terms
    possible: Possible

    @property
    def path(self) -> str:
        """Return the address of the order's page, with the key it was opened by."""
        return f"/orders/{self.order.shown_id}{self.query}"

    @property
    def query(self) -> str:
        return f"?key={self.key}" if self.key else ""


async def open_order(read: Reading, visitor: Visitor, order_id: str, key: str) -> Opened:
    """Return it. Raises NoSuchOrder for one that is not the visitor's, whether it exists or not."""
    order = await orders.find(read, order_id_of(order_id), visitor, key)
    known = (await queries.of_orders(read, [order.id]))[order.id]
    terms = await queries.terms(read)
    return Opened(order, key if key == order.key else "", known, terms, rules.possible(order, read.now, known, terms))


def key_of(request: Request[Any, Any, Any]) -> str:
    """Return the key of a guest's order: `?key=`, or the header `Order-Key` of a program."""
    return str(request.headers.get("order-key") or request.query_params.get("key") or "")


def order_id_of(text: str) -> OrderId:
    """Return the id. Raises NoSuchOrder, as for one that is somebody else's."""
    try:
        return OrderId(ids.parse("ord", text))
    except ids.UnknownId:
        raise NoSuchOrder from None


def return_id_of(text: str) -> ReturnId:
    """Return the id. Raises NoSuchReturn."""
    try:
        return ReturnId(ids.parse("ret", text))
    except ids.UnknownId:
        raise NoSuchReturn from None


def line_id_of(text: str) -> LineId:
    """Return the id. Raises UnknownId."""
    return LineId(ids.parse("lin", text))
