"""What sending costs and when it arrives, decided from values alone.

Dates are days at the packing room. A promise is made of three walks along the calendar:

1. the start: today if it is a working day and its cut-off has not passed, else the next working day;
2. the hand-over: so many working days of the shop after the start;
3. the arrival: so many days after the hand-over on which the carrier delivers in that country.

A cut-off is a moment, not a reading of the clock: in the night when clocks go back its first reading counts, in the
night when they go forward a reading that is skipped means the moment an hour later on the wall (PEP 495, fold 0).
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from stoa.base.money import Money
from stoa.shop.orders.model import LineId, Order
from stoa.shop.shipping.model import (
    EVERYWHERE,
    Arrival,
    ClosedDay,
    Destination,
    Dispatch,
    NothingToShip,
    NotThatMany,
    Parcel,
    Point,
    Promise,
    Rate,
    RateKind,
    Sending,
    Shipment,
    ShipmentState,
    ShippingOption,
    Withdrawn,
    Zone,
)

_DAY = timedelta(days=1)
_AFTERWARDS = 3
"""Days after the latest moment that are looked at too: what is held may have to be paid another way first."""
_LONGEST_WALK = 400
"""Days after which a calendar without an open day counts as open, so that no setting makes a page wait for ever."""


def cutoff_moment(day: date, cutoff: time, zone: str) -> datetime:
    """Return the UTC moment at which the cut-off of that day passes in that time zone."""
    return datetime.combine(day, cutoff, ZoneInfo(zone)).astimezone(UTC)


def works(day: date, dispatch: Dispatch, closed: Collection[date]) -> bool:
    """Return whether the shop packs on that day."""
    return day.isoweekday() in dispatch.working_days and day not in closed


def walk(day: date, steps: int, is_open: Callable[[date], bool]) -> date:
    """Return the day that many open days after `day`; with no steps, the first open day from `day` on."""
    left = max(steps, 1)
    at = day if steps else day - _DAY
    for _ in range(_LONGEST_WALK):
        at += _DAY
        if is_open(at):
            left -= 1
            if left == 0:
                return at
    return day + timedelta(days=steps)


def arrival(rate: Rate, country: str, dispatch: Dispatch, closed: Sequence[ClosedDay], now: datetime) -> Arrival:
    """Return when something ordered now arrives, and until when exactly that stays true."""
    shut = {one.day for one in closed if one.shop}
    idle = {one.day for one in closed if country in one.countries or EVERYWHERE in one.countries}
    cutoff = rate.cutoff or dispatch.cutoff

    def packs(day: date) -> bool:
        return works(day, dispatch, shut)

    def delivers(day: date) -> bool:
        return day.isoweekday() in rate.delivery_days and day not in idle

    start = walk(now.astimezone(ZoneInfo(dispatch.time_zone)).date(), 0, packs)
    if now >= cutoff_moment(start, cutoff, dispatch.time_zone):
        start = walk(start, 1, packs)
    leaves = walk(start, rate.handling_days, packs) if rate.handling_days else start
    # What is fetched where it is packed can be fetched on any day the shop is open.
    there = packs if rate.kind is RateKind.PICKUP and rate.transit_least == 0 else delivers
    first = walk(leaves, rate.transit_least, there)
    last = walk(leaves, max(rate.transit_most, rate.transit_least), there)
    return Arrival(leaves_on=leaves, arrives_on=first, arrives_by=last, order_by=cutoff_moment(start, cutoff, dispatch.time_zone))


def zone_for(zones: Sequence[Zone], to: Destination) -> Zone | None:
    """Return the most precise zone: the longest postal prefix, then a region, a country, everywhere; else none."""
    best, best_rank = None, -1
    for zone in zones:
        rank = _precision(zone, to)
        if rank > best_rank:
            best, best_rank = zone, rank
    return best


def _precision(zone: Zone, to: Destination) -> int:
    if to.country not in zone.countries:
        return 0 if EVERYWHERE in zone.countries else -1
    if zone.postal_codes:
        code = compact(to.postal_code)
        return max((100 + len(prefix) for prefix in zone.postal_codes if code.startswith(compact(prefix))), default=-1)
    if zone.regions:
        return 2 if to.region in zone.regions else -1
    return 1


def compact(postal_code: str) -> str:
    """Return a postal code as it is compared: without spaces and dashes, in capitals."""
    return postal_code.replace(" ", "").replace("-", "").upper()


def price(rate: Rate, parcel: Parcel) -> Money | None:
    """Return what sending the parcel costs by this rate; None when it is too heavy or too dear for its table.

    The table's amounts are minor units of the parcel's currency, which is the zone's.
    """
    measure = {RateKind.WEIGHT: parcel.weight_grams, RateKind.VALUE: parcel.value.amount}.get(rate.kind, 0)
    step = next((step for step in rate.table if step.up_to is None or measure <= step.up_to), None)
    if step is None:
        return None
    free = rate.free_from is not None and parcel.value.amount >= rate.free_from
    return Money(0 if free else step.amount, parcel.value.currency)


def options(sending: Sending, to: Destination, parcel: Parcel, now: datetime, language: str) -> list[ShippingOption]:
    """Return every way to get the parcel there, in the merchant's order; none when the shop does not send there."""
    zone = zone_for([zone for zone in sending.zones if zone.currency == parcel.value.currency], to)
    found: list[ShippingOption] = []
    for rate in zone.rates if zone else []:
        cost = price(rate, parcel)
        if cost is None:
            continue
        when = arrival(rate, to.country, sending.dispatch, sending.closed, now)
        places: list[Point | None] = [*rate.points] if rate.kind is RateKind.PICKUP else [None]
        found += [_option(rate, place, cost, when, language) for place in places]
    return found


def held_options(sending: Sending, to: Destination, parcel: Parcel, now: datetime, until: datetime, language: str) -> list[ShippingOption]:
    """Return the ways for an order that is held until some moment from `now` to `until`.

    Their dates are those of the latest one; `days` is the longest that it takes from any of these days on, over week-ends and holidays.
    """
    zone, days = ZoneInfo(sending.dispatch.time_zone), Counter[str]()
    first, last = (at.astimezone(zone).date() for at in (now, until))
    for number in range((last - first).days + _AFTERWARDS):
        day = first + _DAY * number
        for one in options(sending, to, parcel, datetime.combine(day, time.max, zone), language):  # after the cut-off: it takes longest
            days[one.code] = max(days[one.code], (one.arrives_by - day).days)
    return [msgspec.structs.replace(one, days=days[one.code]) for one in options(sending, to, parcel, until, language)]


def _option(rate: Rate, place: Point | None, cost: Money, when: Arrival, language: str) -> ShippingOption:
    name = spoken(rate.name, language)
    return ShippingOption(
        code=f"{rate.code}:{place.code}" if place else rate.code,
        name=f"{name}: {place.name}" if place else name,
        price=cost,
        tax_class=rate.tax_class,
        arrives_on=when.arrives_on,
        arrives_by=when.arrives_by,
        order_by=when.order_by,
        pickup=place is not None,
        place=[place.name, *place.address] if place else [],
        hours=place.hours if place else "",
        carrier=rate.carrier,
        free_from=None if rate.free_from is None else Money(rate.free_from, cost.currency),
    )


def spoken(texts: Mapping[str, str], language: str) -> str:
    """Return the text in that language, else in the first there is."""
    return texts.get(language) or next(iter(texts.values()), "")


def promise(sending: Sending, now: datetime, *, country: str = "", weight_grams: int = 0, value: Money | None = None) -> Promise | None:
    """Return what a product page may say before it knows the address; None when the market has no zone.

    Without a country, the first country of the market's first zone stands for the visitor's. Of the ways to send it
    the first counts: the merchant puts the usual one first. Pickup is not promised.
    """
    zones = [zone for zone in sending.zones if value is None or zone.currency == value.currency]
    home = next((zone.countries[0] for zone in zones if zone.countries and zone.countries[0] != EVERYWHERE), "")
    to = Destination(country or home)
    zone = zone_for(zones, to)
    if zone is None:
        return None
    parcel = Parcel(weight_grams, value or Money(0, zone.currency))
    for rate in zone.rates:
        cost = price(rate, parcel)
        if rate.kind is RateKind.PICKUP or cost is None:
            continue
        when = arrival(rate, to.country, sending.dispatch, sending.closed, now)
        free_from = None if rate.free_from is None or not cost else Money(rate.free_from, zone.currency)
        return Promise(
            arrives_on=when.arrives_on,
            arrives_by=when.arrives_by,
            order_by=when.order_by,
            cost=cost or None,
            free_from=free_from,
            country=to.country,
        )
    return None


def sendable(order: Order, withheld: Mapping[LineId, int]) -> dict[LineId, int]:
    """Return how many pieces of each line are to be sent: those that are left, without those that are withheld."""
    found = {line.id: max(0, line.left - withheld.get(line.id, 0)) for line in order.lines if line.ships}
    return {line_id: count for line_id, count in found.items() if count}


def check_shippable(wanted: Mapping[LineId, int], open_: Mapping[LineId, int], withheld: Mapping[LineId, int]) -> None:
    """Refuse a shipment of nothing, of more than the order still waits for, or of what is withheld.

    Raises NothingToShip, NotThatMany, Withdrawn.
    """
    if not wanted or min(wanted.values()) < 1:
        raise NothingToShip
    for line_id, count in wanted.items():
        left = open_.get(line_id, 0)
        if count > left:
            raise NotThatMany(left=left)
        if count > left - withheld.get(line_id, 0):
            raise Withdrawn(pieces=min(left, withheld[line_id]))


def after_scan(state: ShipmentState, kind: str) -> ShipmentState:
    """Return the state after a carrier's scan.

    A delivered shipment stays so; a lost one may be found again. What is on its way back to us will not arrive either.
    """
    if state is ShipmentState.DELIVERED or kind == "delivered":
        return ShipmentState.DELIVERED
    if kind in {"lost", "returned"}:
        return ShipmentState.LOST
    return state if kind == "made" else ShipmentState.MOVING


def is_lost(state: ShipmentState, last_seen: datetime, now: datetime, lost_after_days: int) -> bool:
    """Return whether a shipment on its way has not been seen for so many days of 24 hours that it is given up."""
    return state in {ShipmentState.MADE, ShipmentState.MOVING} and now - last_seen >= timedelta(days=lost_after_days)


def masked(order: Order, shipments: Sequence[Shipment]) -> list[Shipment]:
    """Return parcels as the order's buyer may see them: where the address is hidden, nothing tells where they are."""
    if order.hidden_as is None:
        return list(shipments)
    return [
        msgspec.structs.replace(one, tracking=None, label=None, scans=[msgspec.structs.replace(scan, place="") for scan in one.scans])
        for one in shipments
    ]
