"""The nouns of shipping: where things go, what it costs, when they arrive, and the parcels on their way."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, NewType
from urllib.parse import quote
from uuid import UUID

import msgspec

from stoa.base.events import Event
from stoa.base.money import Money
from stoa.base.refusals import Conflict, Invalid, Missing
from stoa.shop.orders.model import LineId, OrderId

ZoneId = NewType("ZoneId", UUID)
RateId = NewType("RateId", UUID)
PointId = NewType("PointId", UUID)
ShipmentId = NewType("ShipmentId", UUID)

EVERYWHERE = "*"
"""A zone with this country takes what no other zone of its market takes."""


class Destination(msgspec.Struct, frozen=True):
    """Where a parcel goes: ISO 3166-1 country, ISO 3166-2 region without the country ("BY"), postal code as written."""

    country: str
    region: str = ""
    postal_code: str = ""


class Parcel(msgspec.Struct, frozen=True):
    """What is sent: its weight in grams, and the value of the goods as the shopper pays it."""

    weight_grams: int
    value: Money


class RateKind(StrEnum):
    """What decides the price: nothing, the parcel's weight, its value; or it is fetched and has places instead."""

    FLAT = "flat"
    WEIGHT = "weight"
    VALUE = "value"
    PICKUP = "pickup"


class Step(msgspec.Struct, frozen=True):
    """A row of a rate's table: up to so many grams or minor units, so much; None is without end."""

    up_to: int | None
    amount: int


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A place where parcels wait to be fetched: the shop itself, a parcel shop, a locker."""

    id: PointId
    code: str
    name: str
    address: list[str] = []
    hours: str = ""


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """A way to send things to a zone: its price table, and how long it takes.

    `handling_days` are working days of the shop from the cut-off to the hand-over (0: the same day); the transit days
    are days on which the carrier delivers (`delivery_days`, 1 is Monday), counted after the hand-over.
    """

    id: RateId
    code: str
    name: dict[str, str]
    kind: RateKind
    table: list[Step]
    free_from: int | None = None
    tax_class: str = "standard"
    carrier: str = ""
    handling_days: int = 0
    transit_least: int = 1
    transit_most: int = 2
    cutoff: time | None = None
    delivery_days: tuple[int, ...] = (1, 2, 3, 4, 5, 6)
    points: list[Point] = []


class Zone(msgspec.Struct, frozen=True, kw_only=True):
    """Places that cost the same to reach. The most precise zone of a market wins: postal code, region, country, everywhere."""

    id: ZoneId
    market: str
    currency: str
    name: str
    countries: list[str]
    regions: list[str] = []
    postal_codes: list[str] = []
    rates: list[Rate] = []


class ClosedDay(msgspec.Struct, frozen=True):
    """A day on which the shop does not pack, or carriers of some countries do not deliver, or both."""

    day: date
    name: str
    shop: bool = True
    countries: list[str] = []


class Dispatch(msgspec.Struct, frozen=True, kw_only=True):
    """How the shop sends: the packing room's time zone, its working days (1 is Monday), its cut-off, when a parcel is given up."""

    time_zone: str = "Europe/Berlin"
    working_days: tuple[int, ...] = (1, 2, 3, 4, 5)
    cutoff: time = time(14)
    lost_after_days: int = 14


class Sending(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that decides what may be promised in one market: one JSON document, one statement."""

    dispatch: Dispatch
    zones: list[Zone]
    closed: list[ClosedDay]


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """When it comes: between these days, both included, if it is ordered before `order_by`; handed over on `leaves_on`."""

    leaves_on: date
    arrives_on: date
    arrives_by: date
    order_by: datetime


class ShippingOption(msgspec.Struct, frozen=True, kw_only=True):
    """A way to get the parcel, priced and dated. `code` is what checkout sends back; `place` is where to fetch it."""

    code: str
    name: str
    price: Money
    tax_class: str
    arrives_on: date
    arrives_by: date
    order_by: datetime
    pickup: bool = False
    place: list[str] = []
    hours: str = ""
    carrier: str = ""
    free_from: Money | None = None
    days: int = 0
    """Of an order that is held first: so many days at most after it is let go it arrives."""


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """What the product page says: the days between which it arrives, until when one has to order, what delivery costs."""

    arrives_on: date
    arrives_by: date
    order_by: datetime
    cost: Money | None
    free_from: Money | None
    country: str


class ShipmentState(StrEnum):
    """Made: a label exists. Moving: a carrier has scanned it. Delivered and lost end it; a lost one may still turn up."""

    MADE = "made"
    MOVING = "moving"
    DELIVERED = "delivered"
    LOST = "lost"


class Scan(msgspec.Struct, frozen=True, kw_only=True):
    """What a carrier saw: when, its word for it, where."""

    at: datetime
    kind: str
    place: str = ""


class Shipped(msgspec.Struct, frozen=True):
    """So many of an order line in a shipment."""

    line_id: LineId
    quantity: int


TRACKERS = {
    "DHL": "https://www.dhl.com/global-en/home/tracking/tracking-parcel.html?submit=1&tracking-id=",
    "DPD": "https://tracking.dpd.de/status/en_US/parcel/",
    "GLS": "https://gls-group.com/track/",
    "Hermes": "https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation/#",
    "UPS": "https://www.ups.com/track?tracknum=",
    "FedEx": "https://www.fedex.com/fedextrack/?trknbr=",
    "Swiss Post": "https://service.post.ch/ekp-web/ui/entry/search/",
    "USPS": "https://tools.usps.com/go/TrackConfirmAction?tLabels=",
}
"""Where the carriers that a merchant uses by hand show a parcel, by the name that the merchant chooses."""


class Shipment(msgspec.Struct, frozen=True, kw_only=True):
    """A parcel on its way."""

    id: ShipmentId
    order_id: OrderId
    carrier: str
    tracking: str | None
    label: str | None
    state: ShipmentState
    lines: list[Shipped]
    scans: list[Scan]
    made_at: datetime
    delivered_at: datetime | None

    @property
    def tracking_url(self) -> str | None:
        """Return where its carrier shows it, when that is known."""
        where = TRACKERS.get(self.carrier)
        return where + quote(self.tracking, safe="") if where and self.tracking else None


class ShipmentMade(Event, frozen=True, kw_only=True):
    order: UUID


class ShipmentRegistered(Event, frozen=True, kw_only=True):
    """Its carrier knows it: the tracking number, if there is one, can be told."""

    order: UUID


class ShipmentDelivered(Event, frozen=True, kw_only=True):
    order: UUID
    at: datetime


class ShipmentLost(Event, frozen=True, kw_only=True):
    order: UUID


class NoSuchZone(Missing):
    """There is no zone or rate of that id."""


class NoSuchShipment(Missing):
    """There is no shipment of that id."""


class NothingToShip(Invalid):
    """A shipment has at least one line, and each line at least one piece."""


class NotThatMany(Conflict):
    """More pieces than are still to be shipped of a line."""


class Withdrawn(Conflict):
    """Pieces that somebody has withdrawn from are not sent. Facts: pieces, how many of a line."""


class NotShippable(Conflict):
    """The order is not in a state in which parcels leave: unpaid, held or cancelled."""


class NotDeliverable(Conflict):
    """The shop does not send to this address."""


class CodeTaken(Conflict):
    """Another rate of this zone has that code already."""


Withheld = Callable[[Any, OrderId | None], Awaitable[Mapping[LineId, int]]]
_withheld: list[Withheld] = []


def withholds(hook: Withheld) -> Withheld:
    """Have this say how many pieces of each line, of one order or of all, are not to be sent: it is called with the transaction."""
    _withheld.append(hook)
    return hook


async def withheld(read: Any, order_id: OrderId | None = None) -> dict[LineId, int]:
    """Return how many pieces of each line, of an order or of all, are not to be sent; it may be more than are left."""
    found: Counter[LineId] = Counter()
    for hook in _withheld:
        found.update(await hook(read, order_id))
    return dict(found)
