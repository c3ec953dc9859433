"""Zones, rates and calendars for tests."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from stoa.base import ids
from stoa.base.database import Writing
from stoa.people.sessions.model import SYSTEM
from stoa.shop.shipping import actions
from stoa.shop.shipping.model import ClosedDay, Dispatch, Point, PointId, Rate, RateId, RateKind, Sending, Step, Zone, ZoneId

BERLIN = "Europe/Berlin"


def berlin(text: str) -> datetime:
    """Return a moment by Berlin's wall clock."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(BERLIN)).astimezone(ZoneInfo("UTC"))


def a_rate(**overrides: Any) -> Rate:
    given: dict[str, Any] = {
        "id": RateId(ids.new()),
        "code": "standard",
        "name": {"en": "Standard", "de": "Standardversand"},
        "kind": RateKind.FLAT,
        "table": [Step(None, 390)],
    }
    return Rate(**{**given, **overrides})


def a_zone(**overrides: Any) -> Zone:
    given: dict[str, Any] = {
        "id": ZoneId(ids.new()),
        "market": "eu",
        "currency": "EUR",
        "name": "Germany",
        "countries": ["DE"],
        "rates": [a_rate()],
    }
    return Zone(**{**given, **overrides})


def a_point(code: str = "mitte", **overrides: Any) -> Point:
    given: dict[str, Any] = {"id": PointId(ids.new()), "code": code, "name": "Stoa Mitte", "address": ["Torstraße 1", "10119 Berlin"]}
    return Point(**{**given, **overrides})


def sending(*zones: Zone, closed: list[ClosedDay] | None = None, **dispatch: Any) -> Sending:
    return Sending(dispatch=Dispatch(**dispatch), zones=list(zones), closed=closed or [])


def closed(day: str, *, shop: bool = True, countries: tuple[str, ...] = ("DE",)) -> ClosedDay:
    return ClosedDay(date.fromisoformat(day), "Holiday", shop, list(countries))


TWO = time(14)


async def make_zone(tx: Writing, zone: Zone) -> Zone:
    """Write a zone with its rates."""
    await actions.save_zone(tx, SYSTEM, zone)
    for rate in zone.rates:
        await actions.save_rate(tx, SYSTEM, zone.id, rate)
    return zone
