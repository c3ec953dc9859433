"""Every opening as a calendar entry and in a feed: for who is signed in, and for programs by the member's own address."""

from datetime import UTC, datetime, timedelta
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from litestar import Response

from stoa.base import calendar, ids, locale
from stoa.base.calendar import Entry
from stoa.base.database import Reading
from stoa.base.http import visits
from stoa.base.http.pages import kit, say
from stoa.base.http.routes import get
from stoa.base.http.visits import Visit
from stoa.deals.private_sales import club_store, queries
from stoa.deals.private_sales.model import Member, NoSuchClub, NoSuchSale
from stoa.deals.private_sales.queries import Known
from stoa.deals.private_sales.web import asking
from stoa.deals.private_sales.web.asking import Asking
from stoa.people.sessions.model import Visitor

ATOM = "application/atom+xml; charset=utf-8"
REMINDS = timedelta(minutes=10)


@get("/sales/{sale_id:str}/opening.ics", may="anyone", include_in_schema=False)
async def opening(request: Asking, read: Reading, visit: Visit, visitor: Visitor, sale_id: str) -> Response[Any]:
    """Send one sale as a calendar entry, at the hour at which it opens for this member."""
    asked = asking.sale(sale_id)
    found = next((one for one in await queries.open_for(read, visitor, visit.passes) if one.sale.id == asked), None)
    if found is None:
        raise NoSuchSale
    return _answer(calendar.write(kit(request).settings.shop_name, [_entry(request, visit, found)]), "text/calendar")


@get("/club/calendar/{key:str}", may="anyone", include_in_schema=False)
async def ics(request: Asking, read: Reading, visit: Visit, key: str) -> Response[Any]:
    """Send the openings of a member's club as a calendar; its address is the member's own."""
    found = await _known(read, key)
    name = say(request, "private-sales-feed", shop=kit(request).settings.shop_name)
    return _answer(calendar.write(name, [_entry(request, visit, one) for one in found]), "text/calendar")


@get("/club/calendar/{key:str}/{sale_id:str}", may="anyone", include_in_schema=False)
async def one_ics(request: Asking, read: Reading, visit: Visit, key: str, sale_id: str) -> Response[Any]:
    """Send one opening as a calendar entry, for whoever has the letter about it."""
    asked = asking.sale(sale_id)
    found = [_entry(request, visit, one) for one in await _known(read, key) if one.sale.id == asked]
    if not found:
        raise NoSuchSale
    return _answer(calendar.write(kit(request).settings.shop_name, found), "text/calendar")


@get("/club/feed/{key:str}", may="anyone", include_in_schema=False)
async def atom(request: Asking, read: Reading, visit: Visit, key: str) -> Response[Any]:
    """Send the openings of a member's club as an Atom feed."""
    found = sorted(await _known(read, key), key=lambda one: (_changed(one), one.sale.id), reverse=True)
    here, name = visit.absolute(visit.path), say(request, "private-sales-feed", shop=kit(request).settings.shop_name)
    updated = _changed(found[0]) if found else datetime(2020, 1, 1, tzinfo=UTC)
    head = "".join((
        f"<id>{escape(here)}</id><title>{escape(name)}</title><updated>{_moment(updated)}</updated>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(here)}/><link href={quoteattr(visit.absolute("/club"))}/>',
        f"<author><name>{escape(kit(request).settings.shop_name)}</name></author>",
    ))  # fmt: skip
    entries = "".join(_atom_entry(request, visit, one) for one in found)
    language = quoteattr(visit.language.code)
    body = f'<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang={language}>{head}{entries}</feed>'
    return _answer(body, ATOM)


async def _known(read: Reading, key: str) -> list[Known]:
    member: Member | None = await club_store.by_feed(read, key)
    if member is None:
        raise NoSuchClub
    return await queries.openings(read, member)


def _entry(request: Asking, visit: Visit, one: Known) -> Entry:
    host = visit.url.partition("//")[2].partition("/")[0].partition(":")[0]
    return Entry(
        uid=f"{ids.show('sal', one.sale.id)}@{host}",
        starts_at=one.opens_at,
        ends_at=one.sale.ending,
        title=_title(visit, one),
        text=_words(request, one),
        url=visit.absolute(_path(one)),
        changed_at=_changed(one),
        cancelled=one.sale.ended_at is not None and one.sale.ended_at <= one.opens_at,
        remind=REMINDS,
    )


def _atom_entry(request: Asking, visit: Visit, one: Known) -> str:
    return "".join((
        f"<entry><id>urn:uuid:{one.sale.id}</id><title>{escape(_title(visit, one))}</title><updated>{_moment(_changed(one))}</updated>",
        f"<link href={quoteattr(visit.absolute(_path(one)))}/><summary>{escape(_words(request, one))}</summary></entry>",
    ))  # fmt: skip


def _words(request: Asking, one: Known) -> str:
    """Return when it opens and ends for this member, in the shop's time zone; calendars show it in their reader's."""
    code, zone = visits.of(request).language.code, kit(request).settings.time_zone
    return say(
        request,
        "private-sales-feed-entry",
        opens=locale.when(one.opens_at, code, zone),
        ends=locale.when(one.sale.ends_at, code, zone),
    )


def _title(visit: Visit, one: Known) -> str:
    return one.sale.title.get(visit.language.code) or next(iter(one.sale.title.values()), "")


def _path(one: Known) -> str:
    return f"/sales/{ids.show('sal', one.sale.id)}"


def _changed(one: Known) -> datetime:
    return max(at for at in (one.changed_at, one.sale.opened_at, one.sale.ended_at) if at is not None)


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _answer(body: str, kind: str) -> Response[Any]:
    return Response(body.encode(), headers={"cache-control": "private, no-cache"}, media_type=kind)


HANDLERS = [opening, ics, one_ics, atom]
