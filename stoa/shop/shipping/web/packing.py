"""The packing table: what has to leave, the oldest promise first, with one hand on the keyboard."""

from typing import Any

import msgspec
from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.outside import carriers
from stoa.people.sessions.model import Visitor
from stoa.shop import orders, returns, shipping
from stoa.shop.orders.model import Line, LineId, Order, State
from stoa.shop.returns.model import Return
from stoa.shop.shipping import queries, rules
from stoa.shop.shipping.model import TRACKERS, NoSuchShipment, Shipment, ShipmentId, ShipmentState, withheld
from stoa.shop.shipping.queries import Pick, ToPack
from stoa.shop.shipping.web.api import order_id_of


class Left(msgspec.Struct, frozen=True):
    """A line of which something is left, and how many of that are to be sent: the others were withdrawn from."""

    line: Line
    sendable: int

    @property
    def withdrawn(self) -> int:
        return self.line.left - self.sendable


class Packed(msgspec.Struct, frozen=True):
    """So many pieces of a line that lie in the parcel."""

    line: Line
    pieces: int


class PackingPage(Page, template="shipping/packing.html"):
    """The list, and the order that is open beside it: `lines` to be packed, and those `stopped`, of which nothing is, as all that is left of
    them was withdrawn from. `asked` is what its shopper wants back already.
    """

    waiting: list[ToPack]
    order: Order | None = None
    lines: list[Left] = []
    stopped: list[Left] = []
    withdrawn: int = 0
    shipments: list[Shipment] = []
    asked: list[Return] = []
    carriers: list[str] = []
    typed: dict[str, str] = {}
    errors: dict[str, str] = {}


class SlipPage(Page, template="shipping/slip.html"):
    """What is to be packed, or what was, where all of it has left. `withdrawn` pieces are not."""

    order: Order
    lines: list[Packed]
    withdrawn: int


class PickPage(Page, template="shipping/picks.html"):
    picks: list[Pick]


async def _screen(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, order: Order | None, form: Form | None = None
) -> Response[str]:
    content = PackingPage(waiting=await queries.to_pack(read), frame=await framed(read, visit))
    if order is not None:
        lines = await _left(read, order)
        content = msgspec.structs.replace(
            content,
            order=order,
            lines=[one for one in lines if one.sendable],
            stopped=[one for one in lines if not one.sendable],
            withdrawn=sum(one.withdrawn for one in lines),
            shipments=(await shipping.shipments(read, [order.id]))[order.id],
            asked=[one for one in (await returns.of_orders(read, [order.id]))[order.id] if one.waits],
            carriers=choices(order.delivery.carrier if order.delivery else ""),
            typed=form.typed if form else {},
            errors=faults(request, form.errors.values()) if form else {},
        )
    title = say(request, "order-number", number=str(order.number)) if order else say(request, "shipping-packing")
    return show(request, content, title=title, robots="noindex")


async def _left(read: Reading, order: Order) -> list[Left]:
    sendable = rules.sendable(order, await withheld(read, order.id))
    return [Left(line, sendable.get(line.id, 0)) for line in order.lines if line.ships and line.left and order.state is State.OPEN]


def choices(preferred: str) -> list[str]:
    """Return the carriers a parcel may go with, the agreed one first."""
    known = [*carriers.current(), *TRACKERS]
    return sorted(dict.fromkeys([preferred, *known] if preferred else known), key=lambda name: name != preferred)


@page("/desk/packing", may="orders.ship")
async def packing(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    return await _screen(request, read, visit, None)


@page("/desk/packing/picks", may="orders.ship")
async def pick_list(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    """What to fetch from the shelves for all of them, made to be printed."""
    content = PickPage(picks=await queries.picks(read), frame=await framed(read, visit))
    return show(request, content, title=say(request, "shipping-picks"), robots="noindex")


@page("/desk/orders/{order_id:str}/ship", may="orders.ship")
async def pack(request: Request[Any, Any, Any], read: Reading, visit: Visit, order_id: str) -> Response[str]:
    return await _screen(request, read, visit, await orders.get(read, order_id_of(order_id)))


@page("/desk/orders/{order_id:str}/slip", may="orders.ship")
async def slip(request: Request[Any, Any, Any], read: Reading, visit: Visit, order_id: str) -> Response[str]:
    """What lies in the parcel, made to be printed and put in."""
    order = await orders.get(read, order_id_of(order_id))
    left = await _left(read, order)
    to_pack = [Packed(one.line, one.sendable) for one in left if one.sendable]
    sent = [Packed(line, line.shipped) for line in order.lines if line.ships and line.shipped]
    content = SlipPage(
        order=order, lines=to_pack if left else sent, withdrawn=sum(one.withdrawn for one in left), frame=await framed(read, visit)
    )
    return show(request, content, title=say(request, "shipping-slip", number=str(order.number)), robots="noindex")


@act("/desk/orders/{order_id:str}/picking", may="orders.ship")
async def begin(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, order_id: str) -> Response[Any]:
    """Begin to pack; from here on the shopper can no longer change it alone."""
    await orders.start_picking(tx, visitor, order_id_of(order_id))
    return go(request, f"/desk/orders/{order_id}/ship")


@act("/desk/orders/{order_id:str}/shipments", may="orders.ship")
async def ship(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, order_id: str) -> Response[Any]:
    """Hand a parcel over; then the next order is open."""
    order = await orders.get(tx, order_id_of(order_id))
    form = await Form.of(request)
    wanted: dict[LineId, int] = {}
    for line in order.lines:
        if line.ships and line.left:
            wanted[line.id] = form.number(f"line-{ids.show('lin', line.id)}", default=0, most=line.left)
    carrier = form.choice("carrier", choices(order.delivery.carrier if order.delivery else ""))
    tracking = form.text("tracking", required=False, most=80)
    chosen = {line_id: count for line_id, count in wanted.items() if count}
    although = form.ticked("although_withdrawn")
    sendable = rules.sendable(order, {} if although else await withheld(tx, order.id))
    if not chosen:
        form.refuse("pieces", "nothing_chosen")
    elif any(count > sendable.get(line_id, 0) for line_id, count in chosen.items()):
        form.refuse("although_withdrawn", "was_withdrawn")
    if form.errors:
        raise Retype(await _screen(request, tx, visit, order, form))
    await shipping.ship(tx, visitor, order.id, chosen, carrier, tracking or None, although_withdrawn=although)
    following = next((one for one in await queries.to_pack(tx, 1) if one.pieces), None)
    return go(request, f"/desk/orders/{ids.show('ord', following.id)}/ship" if following else "/desk/packing")


@act("/desk/shipments/{shipment_id:str}/state", may="orders.ship")
async def tell(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, shipment_id: str) -> Response[Any]:
    """Say that a parcel has arrived, or is lost, where its carrier does not."""
    form = await Form.of(request)
    state = form.choice("state", [ShipmentState.DELIVERED.value, ShipmentState.LOST.value])
    form.check()
    try:
        found = ShipmentId(ids.parse("shp", shipment_id))
    except ids.UnknownId:
        raise NoSuchShipment from None
    verb = shipping.deliver if state == ShipmentState.DELIVERED.value else shipping.lose
    order_id = await verb(tx, visitor, found)
    return go(request, f"/desk/orders/{ids.show('ord', order_id)}/ship")


HANDLERS = [packing, pick_list, pack, slip, begin, ship, tell]
