"""The merchant's settings: where the shop sends, how, for how much, and on which days."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response

from stoa.base import ids, money
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, kit, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.base.money import Money
from stoa.outside import carriers
from stoa.people.sessions.model import Visitor
from stoa.shop import pricing
from stoa.shop.pricing.model import Market
from stoa.shop.shipping import actions, queries, rules
from stoa.shop.shipping.model import (
    TRACKERS,
    Arrival,
    CodeTaken,
    NoSuchZone,
    Rate,
    RateKind,
    Sending,
    Zone,
    ZoneId,
)
from stoa.shop.shipping.web import forms


class Span(msgspec.Struct, frozen=True):
    """What a rate costs, by weight or value: at least, and at most; and from what value on nothing."""

    least: Money
    most: Money
    free_from: Money | None


class SettingsPage(Page, template="shipping/settings.html"):
    """Every zone with its rates, and the form that is open beside them: `part` is days, zone, rate or nothing."""

    sending: Sending
    markets: list[Market]
    part: str
    action: str
    removal: str
    typed: dict[str, Any]
    errors: dict[str, str]
    languages: list[str]
    kinds: list[str]
    carriers: list[str]
    cutoff: str
    prices: dict[str, Span]
    """What each rate costs."""
    example: Arrival | None = None
    """What somebody who orders now is promised by the rate that is open."""


def span_of(rate: Rate, currency: str) -> Span:
    """Return what a rate's table goes from and to."""
    amounts = [step.amount for step in rate.table]
    free = None if rate.free_from is None else Money(rate.free_from, currency)
    return Span(Money(min(amounts), currency), Money(max(amounts), currency), free)


async def _screen(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    part: str = "",
    *,
    typed: dict[str, Any] | None = None,
    form: Form | None = None,
    action: str = "",
    removal: str = "",
    example: Arrival | None = None,
) -> Response[str]:
    sending = await queries.everything(read)
    content = SettingsPage(
        sending=sending,
        markets=await pricing.markets(read),
        part=part,
        action=action,
        removal=removal,
        typed={**form.typed, "several": {name: form.several(name) for name in ("working_days", "delivery_days")}} if form else typed or {},
        errors=faults(request, form.errors.values()) if form else {},
        languages=[one.code for one in LANGUAGES],
        kinds=[one.value for one in RateKind],
        carriers=[*carriers.current(), *TRACKERS],
        cutoff=f"{sending.dispatch.cutoff:%H:%M}",
        prices={str(rate.id): span_of(rate, zone.currency) for zone in sending.zones for rate in zone.rates if rate.table},
        example=example,
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "shipping-settings"), robots="noindex")


@page("/desk/shipping", may="settings.edit")
async def overview(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    return await _screen(request, read, visit)


@page("/desk/shipping/days", may="settings.edit")
async def days(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    sending = await queries.everything(read)
    recent = [day for day in sending.closed if day.day >= (read.now - timedelta(days=30)).date()]
    typed = {
        "time_zone": sending.dispatch.time_zone,
        "cutoff": f"{sending.dispatch.cutoff:%H:%M}",
        "lost_after_days": sending.dispatch.lost_after_days,
        "closed_packing": forms.written_days(recent, packing=True),
        "closed_delivery": forms.written_days(recent, packing=False),
        "several": {"working_days": [str(day) for day in sending.dispatch.working_days]},
    }
    return await _screen(request, read, visit, "days", typed=typed, action="/desk/shipping/days")


@act("/desk/shipping/days", may="settings.edit")
async def save_days(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    form = await Form.of(request)
    new, closed = forms.dispatch(form)
    if form.errors:
        raise Retype(await _screen(request, tx, visit, "days", form=form, action="/desk/shipping/days"))
    await actions.save_dispatch(tx, visitor, new, closed)
    return go(request, "/desk/shipping/days")


@page("/desk/shipping/zones/new", may="settings.edit")
async def new_zone(request: Request[Any, Any, Any], read: Reading, visit: Visit, market: str = "") -> Response[str]:
    typed: dict[str, Any] = {"market": market or kit(request).settings.market}
    return await _screen(request, read, visit, "zone", typed=typed, action="/desk/shipping/zones")


@act("/desk/shipping/zones", may="settings.edit")
async def make_zone(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    form = await Form.of(request)
    markets = {one.code: one for one in await pricing.markets(tx)}
    market = form.choice("market", list(markets))
    chosen = markets.get(market)
    zone = forms.zone(form, ZoneId(ids.new()), market, chosen.currency if chosen else "EUR")
    if form.errors:
        raise Retype(await _screen(request, tx, visit, "zone", form=form, action="/desk/shipping/zones"))
    await actions.save_zone(tx, visitor, zone)
    return go(request, f"/desk/shipping/zones/{ids.show('zon', zone.id)}/rates/new")


@page("/desk/shipping/zones/{zone_id:str}", may="settings.edit")
async def one_zone(request: Request[Any, Any, Any], read: Reading, visit: Visit, zone_id: str) -> Response[str]:
    zone = await _zone(read, zone_id)
    typed = {
        "market": zone.market,
        "name": zone.name,
        "countries": ", ".join(zone.countries),
        "regions": ", ".join(zone.regions),
        "postal_codes": ", ".join(zone.postal_codes),
        "kept": True,
    }
    here = f"/desk/shipping/zones/{zone_id}"
    return await _screen(request, read, visit, "zone", typed=typed, action=here, removal=f"{here}/removal")


@act("/desk/shipping/zones/{zone_id:str}", may="settings.edit")
async def save_zone(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, zone_id: str) -> Response[Any]:
    before = await _zone(tx, zone_id)
    form = await Form.of(request)
    zone = forms.zone(form, before.id, before.market, before.currency)
    here = f"/desk/shipping/zones/{zone_id}"
    if form.errors:
        raise Retype(await _screen(request, tx, visit, "zone", form=form, action=here, removal=f"{here}/removal"))
    await actions.save_zone(tx, visitor, zone)
    return go(request, "/desk/shipping")


@act("/desk/shipping/zones/{zone_id:str}/removal", may="settings.edit")
async def remove_zone(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, zone_id: str) -> Response[Any]:
    await actions.remove_zone(tx, visitor, (await _zone(tx, zone_id)).id)
    return go(request, "/desk/shipping")


@page("/desk/shipping/zones/{zone_id:str}/rates/new", may="settings.edit")
async def new_rate(request: Request[Any, Any, Any], read: Reading, visit: Visit, zone_id: str) -> Response[str]:
    zone = await _zone(read, zone_id)
    typed = {
        "kind": RateKind.FLAT.value, "transit_least": 1, "transit_most": 2, "handling_days": 0, "tax_class": "standard",
        "several": {"delivery_days": ["1", "2", "3", "4", "5", "6"]}, "zone": zone.name,
    }  # fmt: skip
    return await _screen(request, read, visit, "rate", typed=typed, action=f"/desk/shipping/zones/{zone_id}/rates")


@act("/desk/shipping/zones/{zone_id:str}/rates", may="settings.edit")
async def make_rate(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, zone_id: str) -> Response[Any]:
    return await _save_rate(request, tx, visit, visitor, await _zone(tx, zone_id), ids.new(), f"/desk/shipping/zones/{zone_id}/rates")


@page("/desk/shipping/zones/{zone_id:str}/rates/{rate_id:str}", may="settings.edit")
async def one_rate(request: Request[Any, Any, Any], read: Reading, visit: Visit, zone_id: str, rate_id: str) -> Response[str]:
    zone = await _zone(read, zone_id)
    rate = _rate(zone, rate_id)
    sending = await queries.everything(read)
    example = rules.arrival(rate, zone.countries[0], sending.dispatch, sending.closed, read.now)
    here = f"/desk/shipping/zones/{zone_id}/rates/{rate_id}"
    return await _screen(request, read, visit, "rate", typed=_typed(zone, rate), action=here, removal=f"{here}/removal", example=example)


def _typed(zone: Zone, rate: Rate) -> dict[str, Any]:
    free_from = "" if rate.free_from is None else f"{money.Money(rate.free_from, zone.currency).decimal():f}"
    return {
        "code": rate.code, "kind": rate.kind.value, **{f"name-{code}": text for code, text in rate.name.items()}, "free_from": free_from,
        "table": forms.written_table(rate, zone.currency), "points": forms.written_points(rate), "tax_class": rate.tax_class,
        "carrier": rate.carrier, "handling_days": rate.handling_days, "transit_least": rate.transit_least, "transit_most": rate.transit_most,
        "cutoff": f"{rate.cutoff:%H:%M}" if rate.cutoff else "", "several": {"delivery_days": [str(day) for day in rate.delivery_days]},
        "zone": zone.name,
    }  # fmt: skip


@act("/desk/shipping/zones/{zone_id:str}/rates/{rate_id:str}", may="settings.edit")
async def save_rate(
    request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, zone_id: str, rate_id: str
) -> Response[Any]:
    zone = await _zone(tx, zone_id)
    here = f"/desk/shipping/zones/{zone_id}/rates/{rate_id}"
    return await _save_rate(request, tx, visit, visitor, zone, _rate(zone, rate_id).id, here, f"{here}/removal")


async def _save_rate(
    request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, zone: Zone, rate_id: UUID, action: str, removal: str = ""
) -> Response[Any]:
    form = await Form.of(request)
    rate = forms.rate(form, rate_id, zone.currency)
    if not form.errors:
        try:
            await actions.save_rate(tx, visitor, zone.id, rate)
        except CodeTaken:
            form.refuse("code", "taken")
    if form.errors:
        raise Retype(await _screen(request, tx, visit, "rate", form=form, action=action, removal=removal))
    return go(request, "/desk/shipping")


@act("/desk/shipping/zones/{zone_id:str}/rates/{rate_id:str}/removal", may="settings.edit")
async def remove_rate(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, zone_id: str, rate_id: str) -> Response[Any]:
    await actions.remove_rate(tx, visitor, _rate(await _zone(tx, zone_id), rate_id).id)
    return go(request, "/desk/shipping")


async def _zone(read: Reading, shown: str) -> Zone:
    """Return the zone. Raises NoSuchZone."""
    try:
        wanted = ids.parse("zon", shown)
    except ids.UnknownId:
        raise NoSuchZone from None
    found = next((zone for zone in (await queries.everything(read)).zones if zone.id == wanted), None)
    if found is None:
        raise NoSuchZone
    return found


def _rate(zone: Zone, shown: str) -> Rate:
    try:
        wanted = ids.parse("rat", shown)
    except ids.UnknownId:
        raise NoSuchZone from None
    found = next((rate for rate in zone.rates if rate.id == wanted), None)
    if found is None:
        raise NoSuchZone
    return found


HANDLERS = [
    overview, days, save_days, new_zone, make_zone, one_zone, save_zone, remove_zone, new_rate, make_rate, one_rate, save_rate, remove_rate,
]  # fmt: skip
