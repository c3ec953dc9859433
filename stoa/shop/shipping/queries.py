"""What shipping shows: the settings behind every promise, and parcels by order."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from stoa.base.database import Reading
from stoa.base.http.panels import Panel
from stoa.shop.orders.model import Delivery, Order, OrderId
from stoa.shop.shipping import rules
from stoa.shop.shipping.model import Destination, Parcel, Promise, Sending, Shipment, ShippingOption, withheld

_POINTS = """coalesce((select json_agg(json_build_object('id', p.id, 'code', p.code, 'name', p.name, 'address', p.address, 'hours', p.hours)
    order by p.position, p.id) from shipping.point p where p.rate_id = r.id), '[]')"""

_RATES = f"""coalesce((select json_agg(json_build_object('id', r.id, 'code', r.code, 'name', r.name, 'kind', r.kind, 'table', r.steps,
    'free_from', r.free_from, 'tax_class', r.tax_class, 'carrier', r.carrier, 'handling_days', r.handling_days,
    'transit_least', r.transit_least, 'transit_most', r.transit_most, 'cutoff', r.cutoff, 'delivery_days', r.delivery_days,
    'points', {_POINTS}) order by r.position, r.id) from shipping.rate r where r.zone_id = z.id), '[]')"""

_ZONE = f"""json_build_object('id', z.id, 'market', z.market, 'currency', z.currency, 'name', z.name, 'countries', z.countries,
    'regions', z.regions, 'postal_codes', z.postal_codes, 'rates', {_RATES})"""

_DISPATCH = """(select json_build_object('time_zone', time_zone, 'working_days', working_days, 'cutoff', cutoff,
    'lost_after_days', lost_after_days) from shipping.dispatch)"""


def _sending(zones: str, closed: str) -> str:
    """Return the expression of a Sending document: these zones, and these closed days."""
    return f"""select json_build_object('dispatch', {_DISPATCH},
        'zones', coalesce((select json_agg({_ZONE} order by z.position, z.id) from shipping.zone z where {zones}), '[]'),
        'closed', coalesce((select json_agg(json_build_object('day', c.day, 'name', c.name, 'shop', c.shop, 'countries', c.countries)
            order by c.day) from shipping.closed_day c where {closed}), '[]'))"""


PROMISE = Panel(
    _sending(
        """z.id = (select f.id from shipping.zone f where f.market = coalesce(
            (select code from pricing.market order by code = :market desc, position, code limit 1), :market)
            order by f.position, f.id limit 1)""",
        "c.day >= (:now)::timestamptz::date - 1",
    ),
    Sending,
)
"""For the product page: the first zone of the market (of the shop's first one for an unknown code), from which
`rules.promise` reads the date. Parameters: market, now; an answer of then is good for any later moment too, until a setting changes."""

_ALL = _sending("z.market = $1", "c.day between $2::timestamptz::date - 1 and $2::timestamptz::date + 120") + "::text"
_DECODER = msgspec.json.Decoder(Sending)


async def sending(read: Reading, market_code: str, now: datetime) -> Sending:
    """Return what decides prices and dates in a market (one statement)."""
    found = await read.document(_DECODER, _ALL, market_code, now)
    if found is None:
        raise LookupError("shipping.dispatch has its one row from the first migration on")
    return found


async def calendar(read: Reading, now: datetime) -> Sending:
    """Return the packing room's days and the closed ones, without zones (one statement)."""
    return await sending(read, "", now)


async def options(read: Reading, market_code: str, to: Destination, parcel: Parcel, now: datetime, language: str) -> list[ShippingOption]:
    """Return every way to get the parcel there, priced and dated, the usual one first (one statement)."""
    return rules.options(await sending(read, market_code, now), to, parcel, now, language)


async def held_options(
    read: Reading, market_code: str, to: Destination, parcel: Parcel, until: datetime, language: str
) -> list[ShippingOption]:
    """Return every way for an order that is held, until then at the latest (one statement)."""
    return rules.held_options(await sending(read, market_code, read.now), to, parcel, read.now, until, language)


async def anew(read: Reading, order: Order) -> Delivery | None:
    """Return how a held order comes if it is let go now: the agreed way, with the days that are true from now on."""
    agreed, where = order.delivery, order.shipping_address
    if agreed is None or where is None:
        return agreed
    to = Destination(where.country, where.region, where.postal_code)
    weight = sum(line.weight_grams * line.left for line in order.lines if line.ships)
    found = await options(read, order.market, to, Parcel(weight, order.subtotal), read.now, order.language)
    same = next((one for one in found if one.code == agreed.code), None)
    if same is None:  # the merchant has ended that way meanwhile; what was agreed holds
        return agreed
    return msgspec.structs.replace(agreed, arrives_on=same.arrives_on, arrives_by=same.arrives_by, days=0)


async def promise(read: Reading, market_code: str, country: str | None, now: datetime) -> Promise | None:
    """Return when something light ordered now arrives in that country (one statement)."""
    return rules.promise(await sending(read, market_code, now), now, country=country or "")


_EVERY_ZONE = f"""select json_build_object('dispatch', {_DISPATCH},
    'zones', coalesce((select json_agg({_ZONE} order by z.market, z.position, z.id) from shipping.zone z), '[]'),
    'closed', coalesce((select json_agg(json_build_object('day', c.day, 'name', c.name, 'shop', c.shop, 'countries', c.countries)
        order by c.day) from shipping.closed_day c), '[]'))::text"""


async def everything(read: Reading) -> Sending:
    """Return the settings of all markets and every closed day, for the desk (one statement)."""
    found = await read.document(_DECODER, _EVERY_ZONE)
    if found is None:
        raise LookupError("shipping.dispatch has its one row from the first migration on")
    return found


class ToPack(msgspec.Struct, frozen=True, kw_only=True):
    """An order that waits to be packed: how many pieces, and how many more that were withdrawn from and are not sent."""

    id: OrderId
    number: int
    name: str
    country: str
    delivery: str
    pieces: int
    withdrawn: int
    promised_by: date | None
    picking_at: datetime | None
    message: str


_TO_PACK = """
select o.id, o.number, coalesce(o.shipping_address ->> 'name', o.email) as name, coalesce(o.shipping_address ->> 'country', '') as country,
    coalesce(o.delivery ->> 'name', '') as delivery, l.pieces - l.withdrawn as pieces, l.withdrawn,
    (o.delivery ->> 'arrives_by')::date as promised_by, o.picking_at, o.message
from orders.order o cross join lateral (select sum(t.quantity - t.cancelled - t.shipped)::int as pieces,
        sum(least(t.quantity - t.cancelled - t.shipped, coalesce(h.pieces, 0)))::int as withdrawn
    from orders.line t left join unnest($2::uuid[], $3::int[]) h (id, pieces) on h.id = t.id where t.order_id = o.id and t.ships) l
where o.state = 'open' and l.pieces > 0
order by l.pieces = l.withdrawn, (o.delivery ->> 'arrives_by')::date nulls last, o.placed_at, o.id limit $1
"""


async def to_pack(read: Reading, limit: int = 200) -> list[ToPack]:
    """Return the orders that wait to be packed, the oldest promise first, and then those of which nothing is to be sent (two statements)."""
    held = await withheld(read)
    return await read.all(ToPack, _TO_PACK, limit, list(held), list(held.values()))


class Pick(msgspec.Struct, frozen=True, kw_only=True):
    """A variant to be fetched from the shelves, for how many orders, and how often."""

    title: str
    choices: list[str]
    sku: str | None
    pieces: int
    numbers: list[int]


async def picks(read: Reading, limit: int = 200) -> list[Pick]:
    """Return what the first orders to be packed need together, by article number (two statements)."""
    held = await withheld(read)
    return await read.all(
        Pick,
        f"""select l.title, l.choices, l.sku, sum(l.quantity - l.cancelled - l.shipped - coalesce(h.pieces, 0))::int as pieces,
            array_agg(distinct p.number order by p.number) as numbers
        from ({_TO_PACK}) p join orders.line l on l.order_id = p.id left join unnest($2::uuid[], $3::int[]) h (id, pieces) on h.id = l.id
        where l.ships and l.quantity > l.cancelled + l.shipped + coalesce(h.pieces, 0)
        group by l.variant_id, l.title, l.choices, l.sku order by l.sku nulls last, l.title, l.choices""",
        limit,
        list(held),
        list(held.values()),
    )


_SHIPMENTS = """
select s.id, s.order_id, s.carrier, s.tracking, s.label, s.state, s.made_at, s.delivered_at,
    (select coalesce(jsonb_agg(jsonb_build_object('line_id', l.line_id, 'quantity', l.quantity) order by l.line_id), '[]')
        from shipping.shipment_line l where l.shipment_id = s.id) as lines,
    (select coalesce(jsonb_agg(jsonb_build_object('at', c.at, 'kind', c.kind, 'place', c.place) order by c.at), '[]')
        from shipping.scan c where c.shipment_id = s.id) as scans
from shipping.shipment s where s.order_id = any($1) order by s.id
"""


async def shipments(read: Reading, order_ids: Sequence[OrderId]) -> dict[OrderId, list[Shipment]]:
    """Return the shipments of these orders, the oldest first (one statement)."""
    found: dict[OrderId, list[Shipment]] = {order_id: [] for order_id in order_ids}
    for shipment in await read.all(Shipment, _SHIPMENTS, list(order_ids)):
        found[shipment.order_id].append(shipment)
    return found
