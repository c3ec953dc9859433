"""The SQL of shipping that writes, and reads for decisions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from stoa.base.database import Reading, Writing
from stoa.shop.orders.model import LineId, OrderId
from stoa.shop.shipping.model import ClosedDay, Dispatch, Point, Rate, Scan, ShipmentId, ShipmentState, Zone, ZoneId


async def insert_shipment(tx: Writing, shipment_id: ShipmentId, order_id: OrderId, carrier: str, tracking: str | None) -> None:
    await tx.run(
        "insert into shipping.shipment (id, order_id, carrier, tracking, made_at, seen_at) values ($1, $2, $3, $4, $5, $5)",
        shipment_id,
        order_id,
        carrier,
        tracking,
        tx.now,
    )


async def insert_lines(tx: Writing, shipment_id: ShipmentId, lines: Mapping[LineId, int]) -> None:
    await tx.run(
        "insert into shipping.shipment_line (shipment_id, line_id, quantity) select $1, l.id, l.n from unnest($2::uuid[], $3::int[]) as l (id, n)",
        shipment_id,
        list(lines),
        list(lines.values()),
    )


class Standing(msgspec.Struct, frozen=True):
    """A shipment as decisions see it."""

    id: ShipmentId
    order_id: OrderId
    carrier: str
    tracking: str | None
    state: ShipmentState
    made_at: datetime
    seen_at: datetime
    registered_at: datetime | None


_STANDING = "select id, order_id, carrier, tracking, state, made_at, seen_at, registered_at from shipping.shipment where id = $1"


async def find(read: Reading, shipment_id: ShipmentId) -> Standing | None:
    return await read.one(Standing, _STANDING, shipment_id)


async def lock(tx: Writing, shipment_id: ShipmentId) -> Standing | None:
    return await tx.one(Standing, f"{_STANDING} for update", shipment_id)


async def weight(read: Reading, shipment_id: ShipmentId) -> int:
    """Return the grams of what is in the parcel."""
    found: int = await read.value(
        """select coalesce(sum(l.weight_grams * s.quantity), 0)::bigint from shipping.shipment_line s
        join orders.line l on l.id = s.line_id where s.shipment_id = $1""",
        shipment_id,
    )
    return found


async def lines_of(read: Reading, shipment_id: ShipmentId) -> dict[LineId, int]:
    rows = await read.rows("select line_id, quantity from shipping.shipment_line where shipment_id = $1 order by line_id", shipment_id)
    return {row["line_id"]: row["quantity"] for row in rows}


async def set_registered(tx: Writing, shipment_id: ShipmentId, tracking: str | None, label: str | None, *, followed: bool) -> bool:
    """Keep what the carrier said of it; return False when that was done before. What is followed is looked for from now on."""
    return (
        await tx.run(
            """update shipping.shipment set registered_at = $4, tracking = coalesce(tracking, $2), label = $3,
                look_at = case when $5 and coalesce(tracking, $2) is not null and state in ('made', 'moving') then $4::timestamptz end
            where id = $1 and registered_at is null""",
            shipment_id,
            tracking,
            label,
            tx.now,
            followed,
        )
        == 1
    )


class Followed(msgspec.Struct, frozen=True):
    """A shipment on its way, as its carrier is asked for it."""

    id: ShipmentId
    carrier: str
    tracking: str
    state: ShipmentState
    seen_at: datetime


async def take_to_follow(tx: Writing, batch: int, again: timedelta) -> list[Followed]:
    """Return the shipments that have waited longest for a look, and put off their next one, so that no other worker asks too."""
    return await tx.all(
        Followed,
        """update shipping.shipment s set look_at = $1::timestamptz + $3::interval from (
            select id from shipping.shipment where look_at <= $1 and tracking is not null order by look_at limit $2 for update skip locked) due
        where s.id = due.id returning s.id, s.carrier, s.tracking, s.state, s.seen_at""",
        tx.now,
        batch,
        again,
    )


async def add_scans(tx: Writing, shipment_id: ShipmentId, scans: Iterable[Scan]) -> list[Scan]:
    """Write the scans that are new; return them, the oldest first."""
    given = list(scans)
    rows = await tx.rows(
        """insert into shipping.scan (shipment_id, at, kind, place)
        select $1, s.at, s.kind, s.place from unnest($2::timestamptz[], $3::text[], $4::text[]) as s (at, kind, place)
        on conflict do nothing returning at, kind, place""",
        shipment_id,
        [one.at for one in given],
        [one.kind for one in given],
        [one.place for one in given],
    )
    return sorted((Scan(at=row["at"], kind=row["kind"], place=row["place"]) for row in rows), key=lambda one: one.at)


async def set_state(tx: Writing, shipment_id: ShipmentId, state: ShipmentState, at: datetime) -> None:
    """Write a state reached at that time; one that has ended is not asked for any more, except a lost one, for a while."""
    await tx.run(
        """update shipping.shipment set state = $2, seen_at = greatest(seen_at, $3),
            delivered_at = case when $2 = 'delivered' then $3::timestamptz end,
            lost_at = case when $2 = 'lost' then $3::timestamptz else lost_at end,
            look_at = case when $2 in ('made', 'moving') then look_at end where id = $1""",
        shipment_id,
        state.value,
        at,
    )


async def dispatch(read: Reading) -> Dispatch:
    found = await read.one(Dispatch, "select time_zone, working_days, cutoff, lost_after_days from shipping.dispatch")
    return found or Dispatch()


async def set_dispatch(tx: Writing, new: Dispatch) -> None:
    await tx.run(
        "update shipping.dispatch set time_zone = $1, working_days = $2, cutoff = $3, lost_after_days = $4",
        new.time_zone,
        list(new.working_days),
        new.cutoff,
        new.lost_after_days,
    )


async def save_zone(tx: Writing, zone: Zone) -> None:
    """Write a zone without its rates; a new one goes to the end of its market."""
    await tx.run(
        """insert into shipping.zone (id, market, currency, name, countries, regions, postal_codes, position)
        values ($1, $2, $3, $4, $5, $6, $7, (select coalesce(max(position), 0) + 1 from shipping.zone where market = $2))
        on conflict (id) do update set name = excluded.name, countries = excluded.countries, regions = excluded.regions,
            postal_codes = excluded.postal_codes""",
        zone.id,
        zone.market,
        zone.currency,
        zone.name,
        zone.countries,
        zone.regions,
        zone.postal_codes,
    )


async def delete_zone(tx: Writing, zone_id: ZoneId) -> int:
    return await tx.run("delete from shipping.zone where id = $1", zone_id)


async def save_rate(tx: Writing, zone_id: ZoneId, rate: Rate) -> bool:
    """Write a rate and its places; a new one goes to the end of its zone. Return whether there is such a zone."""
    values: dict[str, Any] = {
        "id": rate.id, "zone_id": zone_id, "code": rate.code, "name": rate.name, "kind": rate.kind.value, "steps": rate.table,
        "free_from": rate.free_from, "tax_class": rate.tax_class, "carrier": rate.carrier, "handling_days": rate.handling_days,
        "transit_least": rate.transit_least, "transit_most": rate.transit_most, "cutoff": rate.cutoff, "delivery_days": list(rate.delivery_days),
    }  # fmt: skip
    columns = ", ".join(values)
    places = ", ".join(f"${n}" for n in range(1, len(values) + 1))
    changes = ", ".join(f"{name} = excluded.{name}" for name in values if name not in {"id", "zone_id"})
    written = await tx.run(
        f"""insert into shipping.rate ({columns}, position)
        select {places}, (select coalesce(max(position), 0) + 1 from shipping.rate where zone_id = $2)
        where exists (select from shipping.zone where id = $2)
        on conflict (id) do update set {changes} where rate.zone_id = excluded.zone_id""",
        *values.values(),
    )
    if written:
        await _replace_points(tx, rate.id, rate.points)
    return written == 1


async def _replace_points(tx: Writing, rate_id: UUID, points: Sequence[Point]) -> None:
    await tx.run("delete from shipping.point where rate_id = $1", rate_id)
    await tx.run_each(
        "insert into shipping.point (id, rate_id, code, name, address, hours, position) values ($1, $2, $3, $4, $5, $6, $7)",
        [(one.id, rate_id, one.code, one.name, one.address, one.hours, position) for position, one in enumerate(points)],
    )


async def delete_rate(tx: Writing, rate_id: UUID) -> int:
    return await tx.run("delete from shipping.rate where id = $1", rate_id)


async def replace_closed_days(tx: Writing, days: Sequence[ClosedDay]) -> None:
    await tx.run("delete from shipping.closed_day")
    await tx.run_each(
        "insert into shipping.closed_day (day, name, shop, countries) values ($1, $2, $3, $4) on conflict (day) do nothing",
        [(one.day, one.name, one.shop, one.countries) for one in days],
    )
