"""The programme for feed readers and calendars: Atom (RFC 4287), JSON Feed 1.1, iCalendar (RFC 5545).

Who subscribes is a guest, so there is in them what everybody may know; with a session, what that member may.
"""

import hashlib
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import msgspec
from litestar import Request, Response

from stoa.base import calendar, ids
from stoa.base.calendar import Entry
from stoa.base.database import Reading
from stoa.base.http.answers import known
from stoa.base.http.pages import kit, say
from stoa.base.http.routes import get
from stoa.base.http.visits import Visit
from stoa.deals.programme.model import Kind, Occasion, Programme, View
from stoa.deals.programme.web import asking, words
from stoa.people.sessions.model import Visitor

ATOM = "application/atom+xml; charset=utf-8"
JSON = "application/feed+json; charset=utf-8"
_STARTED = datetime(2020, 1, 1, tzinfo=UTC)
"""When a feed without entries was changed last."""


@get("/deals.atom", may="anyone", include_in_schema=False)
async def atom(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Send the programme as an Atom feed."""
    found = _newest(await asking.programme(request, read, visit, visitor))
    updated = max((one.changed_at for one in found), default=_STARTED)
    here = visit.absolute("/deals.atom")
    head = "".join((
        f"<id>{escape(visit.absolute('/deals'))}</id><title>{escape(_name(request))}</title><updated>{_moment(updated)}</updated>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(here)}/><link href={quoteattr(visit.absolute("/deals"))}/>',
        f"<author><name>{escape(kit(request).settings.shop_name)}</name></author>",
    ))  # fmt: skip
    entries = "".join(_atom_entry(request, visit, one) for one in found)
    language = quoteattr(visit.language.code)
    body = f'<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang={language}>{head}{entries}</feed>'
    return _answer(request, body.encode(), ATOM)


def _atom_entry(request: Request[Any, Any, Any], visit: Visit, one: Occasion) -> str:
    return "".join((
        f"<entry><id>{_urn(one)}</id><title>{escape(words.title(request, one))}</title><updated>{_moment(one.changed_at)}</updated>",
        f"<link href={quoteattr(visit.absolute(one.path))}/><category term={quoteattr(one.kind.value)}/>",
        f"<summary>{escape(words.told(request, visit, one))}</summary></entry>",
    ))  # fmt: skip


@get("/deals.json", may="anyone", include_in_schema=False)
async def feed(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Send the programme as a JSON Feed."""
    found = _newest(await asking.programme(request, read, visit, visitor))
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _name(request),
        "home_page_url": visit.absolute("/deals"),
        "feed_url": visit.absolute("/deals.json"),
        "language": visit.language.code,
        "authors": [{"name": kit(request).settings.shop_name, "url": visit.absolute("/")}],
        "items": [_item(request, visit, one) for one in found],
    }
    return _answer(request, msgspec.json.encode(body), JSON)


def _item(request: Request[Any, Any, Any], visit: Visit, one: Occasion) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": _urn(one),
        "url": visit.absolute(one.path),
        "title": words.title(request, one),
        "content_text": words.told(request, visit, one),
        "date_published": one.changed_at,
        "tags": [one.kind.value, one.view.value],
    }
    return {**found, "image": f"{visit.url}{one.picture.src}"} if one.picture is not None else found


@get("/deals.ics", may="anyone", include_in_schema=False)
async def ics(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Send what is on and what comes as a calendar."""
    found = await asking.programme(request, read, visit, visitor)
    host = visit.url.partition("//")[2].partition("/")[0].partition(":")[0]
    entries = [
        Entry(
            uid=f"{_id(one)}@{host}",
            starts_at=one.begins,
            ends_at=one.ends,
            title=words.title(request, one),
            text=words.told(request, visit, one),
            url=visit.absolute(one.path),
            changed_at=one.changed_at,
        )
        for view in (View.NOW, View.COMING)
        for one in found.of(view)
    ]
    return _answer(request, calendar.write(_name(request), entries).encode(), calendar.MEDIA_TYPE)


def _answer(request: Request[Any, Any, Any], body: bytes, kind: str) -> Response[Any]:
    """Send it with its tag: who has it already is told so. Nobody between keeps it, since it ends to the second."""
    kind = kind.removesuffix("; charset=utf-8") if kind.startswith("text/") else kind  # the framework adds it to texts
    headers = {"etag": f'"{hashlib.sha256(body).hexdigest()[:32]}"', "cache-control": "private, no-cache"}
    if known(request, headers["etag"]):
        return Response(b"", status_code=304, headers=headers, media_type=kind)
    return Response(body, headers=headers, media_type=kind)


def _newest(found: Programme) -> list[Occasion]:
    """Return all of it, what changed last first."""
    return sorted((one for view in View for one in found.of(view)), key=lambda one: (one.changed_at, one.id), reverse=True)


def _name(request: Request[Any, Any, Any]) -> str:
    return say(request, "programme-feed", shop=kit(request).settings.shop_name)


def _id(one: Occasion) -> str:
    prefix = {Kind.OFFER: "ofr", Kind.SALE: "sal"}.get(one.kind, "dea")
    return ids.show(prefix, one.id)


def _urn(one: Occasion) -> str:
    return f"urn:uuid:{one.id}"


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


HANDLERS = [atom, feed, ics]
