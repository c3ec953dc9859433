"""The forms of shipping: tables, days and places that a merchant types line by line."""

import re
from collections.abc import Sequence
from datetime import date, time
from uuid import UUID
from zoneinfo import available_timezones

from stoa.base import ids, money
from stoa.base.http.forms import Form
from stoa.base.locale import LANGUAGES
from stoa.people.profiles import COUNTRIES, REGIONS, region_code
from stoa.shop.shipping.model import EVERYWHERE, ClosedDay, Dispatch, Point, PointId, Rate, RateId, RateKind, Step, Zone, ZoneId
from stoa.shop.shipping.rules import compact

_CODE = re.compile(r"[a-z0-9-]{1,40}")
_SHOWN, _EXAMPLES = 8, 4
_HOUR = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]")


def lines(text: str) -> list[tuple[int, str]]:
    """Return the lines that say something, with their numbers."""
    return [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]


def weekdays(form: Form, name: str) -> tuple[int, ...]:
    """Return the ticked days of the week; at least one."""
    found = tuple(sorted({int(value) for value in form.several(name) if value in {"1", "2", "3", "4", "5", "6", "7"}}))
    if not found:
        form.refuse(name, "required")
    return found


def hour(form: Form, name: str, *, required: bool) -> time | None:
    value = form.text(name, required=required, most=5)
    if not value:
        return None
    if not _HOUR.fullmatch(value):
        form.refuse(name, "not_a_time")
        return None
    hours, _, minutes = value.partition(":")
    return time(int(hours), int(minutes))


def dispatch(form: Form) -> tuple[Dispatch, list[ClosedDay]]:
    """Read when the shop packs, and the days on which it or the carriers do not work."""
    zone = form.text("time_zone", most=60)
    if zone and zone not in available_timezones():
        form.refuse("time_zone", "not_a_time_zone")
    new = Dispatch(
        time_zone=zone,
        working_days=weekdays(form, "working_days"),
        cutoff=hour(form, "cutoff", required=True) or time(14),
        lost_after_days=form.number("lost_after_days", least=1, most=365),
    )
    packing, delivery = _days(form, "closed_packing"), _days(form, "closed_delivery")
    found = [
        ClosedDay(day, packing.get(day, ([], ""))[1] or delivery.get(day, ([], ""))[1], day in packing, delivery.get(day, ([], ""))[0])
        for day in sorted({*packing, *delivery})
    ]
    return new, found


def _days(form: Form, name: str) -> dict[date, tuple[list[str], str]]:
    """Read days, one a line: the date, countries if it is about delivery (none: everywhere), the name."""
    found: dict[date, tuple[list[str], str]] = {}
    for number, line in lines(form.text(name, required=False, most=20_000)):
        written, *words = line.split()
        try:
            day = date.fromisoformat(written)
        except ValueError:
            form.refuse(name, "not_a_day_in_line", line=number, text=written[:20])
            continue
        named = next((n for n, word in enumerate(words) if word != EVERYWHERE and word not in COUNTRIES), len(words))
        found[day] = (words[:named] or [EVERYWHERE], " ".join(words[named:])[:80])
    return found


def zone(form: Form, zone_id: ZoneId, market: str, currency: str) -> Zone:
    """Read a zone: its name, countries, regions and postal codes."""
    name = form.text("name", most=80)
    countries = _codes(form, "countries", required=True)
    unknown = [code for code in countries if code != EVERYWHERE and code not in COUNTRIES]
    if unknown:
        form.refuse("countries", "no_such_countries", codes=_some(unknown), known=", ".join(COUNTRIES))
    elif not countries:
        form.refuse("countries", "required")
    known = [code for code in countries if code in COUNTRIES]
    return Zone(
        id=zone_id,
        market=market,
        currency=currency,
        name=name,
        countries=countries,
        regions=_regions(form, known),
        postal_codes=_prefixes(form, known),
    )


def _regions(form: Form, countries: Sequence[str]) -> list[str]:
    """Read regions, by code or name; addresses elsewhere say none, so that a zone of one would take nothing."""
    typed = _codes(form, "regions")
    asking = [country for country in countries if country in REGIONS]
    if typed and not asking:
        form.refuse("regions", "no_regions_there", known=", ".join(REGIONS))
        return []
    found = {text: [code for country in asking if (code := region_code(country, text)) is not None] for text in typed}
    unknown = [text for text, codes in found.items() if not codes]
    if unknown:
        form.refuse("regions", "no_such_regions", codes=_some(unknown), countries=", ".join(asking))
    return list(dict.fromkeys(code for codes in found.values() for code in codes))


def _prefixes(form: Form, countries: Sequence[str]) -> list[str]:
    """Read how postal codes begin: each has to be possible in one of the countries."""
    typed = _codes(form, "postal_codes")
    wrong = [text for text in typed if not any(COUNTRIES[country].may_begin(compact(text)) for country in countries)]
    if wrong:
        examples = ", ".join(f"{country} {COUNTRIES[country].example}" for country in countries[:_EXAMPLES])
        form.refuse("postal_codes", "no_such_prefixes" if examples else "prefixes_of_no_country", codes=_some(wrong), examples=examples)
    return typed


def _some(texts: Sequence[str]) -> str:
    """Return the first few of what was typed, for the sentence that refuses them."""
    return ", ".join(text[:20] for text in texts[:_SHOWN]) + (" …" if len(texts) > _SHOWN else "")


def _codes(form: Form, name: str, *, required: bool = False) -> list[str]:
    text = form.text(name, required=required, most=10_000)
    return list(dict.fromkeys(part.strip().upper() for part in re.split(r"[,;\n]", text) if part.strip()))


def rate(form: Form, rate_id: UUID, currency: str) -> Rate:
    """Read a way to send things, with its table and its places."""
    code = form.text("code", most=40)
    if code and not _CODE.fullmatch(code):
        form.refuse("code", "not_a_code")
    kind = RateKind(form.choice("kind", [one.value for one in RateKind], default=RateKind.FLAT.value) or RateKind.FLAT)
    names = {one.code: form.text(f"name-{one.code}", required=one is LANGUAGES[0], most=80) for one in LANGUAGES}
    free_from = form.amount("free_from", currency, required=False)
    least = form.number("transit_least", most=60)
    most = form.number("transit_most", most=60)
    if most < least:
        form.refuse("transit_most", "out_of_range", least=least, most=60)
    return Rate(
        id=RateId(rate_id),
        code=code,
        name={language: text for language, text in names.items() if text},
        kind=kind,
        table=table(form, kind, currency),
        free_from=free_from.amount if free_from else None,
        tax_class=form.text("tax_class", most=40),
        carrier=form.text("carrier", required=False, most=40),
        handling_days=form.number("handling_days", most=60, default=0),
        transit_least=least,
        transit_most=max(least, most),
        cutoff=hour(form, "cutoff", required=False),
        delivery_days=weekdays(form, "delivery_days"),
        points=points(form) if kind is RateKind.PICKUP else [],
    )


def table(form: Form, kind: RateKind, currency: str) -> list[Step]:
    """Read a price table, a step a line: up to how much (grams or an amount), and the price; `*` is without end."""
    found: list[Step] = []
    for number, line in lines(form.text("table", most=5_000)):
        limit, _, cost = line.rpartition(" ")
        try:
            step = Step(_limit(limit.strip() or "*", kind, currency), money.parse(cost, currency).amount)
        except ValueError:
            form.refuse("table", "not_a_step_in_line", line=number)
            continue
        before = found[-1].up_to if found else -1
        if step.amount < 0 or before is None or (step.up_to is not None and step.up_to <= before):
            form.refuse("table", "not_a_step_in_line", line=number)
        found.append(step)
    return found


def _limit(text: str, kind: RateKind, currency: str) -> int | None:
    if text == "*":
        return None
    if kind is RateKind.VALUE:
        return money.parse(text, currency).amount
    if kind is RateKind.WEIGHT:
        return int(text.removesuffix("g").strip())
    raise ValueError(text)


def points(form: Form) -> list[Point]:
    """Read places to fetch from, one a line: code | name | address, with commas | hours."""
    found: list[Point] = []
    for number, line in lines(form.text("points", most=20_000)):
        code, name, address, hours, *_ = [*(part.strip() for part in line.split("|")), "", "", ""]
        if not _CODE.fullmatch(code) or not name or any(one.code == code for one in found):
            form.refuse("points", "not_a_place_in_line", line=number)
            continue
        shown = [part.strip() for part in address.split(",") if part.strip()]
        found.append(Point(id=PointId(ids.new()), code=code, name=name[:80], address=shown[:6], hours=hours[:120]))
    return found


def written_days(days: Sequence[ClosedDay], *, packing: bool) -> str:
    """Return closed days as they are typed."""
    rows = [day for day in days if (day.shop if packing else day.countries)]
    return "\n".join(
        " ".join([day.day.isoformat(), *([] if packing or day.countries == [EVERYWHERE] else day.countries), day.name]).rstrip()
        for day in rows
    )


def written_table(rate: Rate, currency: str) -> str:
    """Return a price table as it is typed."""

    def amount(minor: int) -> str:
        return f"{money.Money(minor, currency).decimal():f}"

    def limit(step: Step) -> str:
        if step.up_to is None:
            return "*"
        return amount(step.up_to) if rate.kind is RateKind.VALUE else str(step.up_to)

    return "\n".join(f"{limit(step)} {amount(step.amount)}" for step in rate.table)


def written_points(rate: Rate) -> str:
    """Return the places to fetch from as they are typed."""
    return "\n".join(" | ".join([one.code, one.name, ", ".join(one.address), one.hours]).rstrip(" |") for one in rate.points)
