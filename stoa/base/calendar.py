"""Calendars: entries written as iCalendar (RFC 5545, and the names of RFC 7986), for calendar programs to subscribe to.

Moments are written in UTC: each program shows them in its own reader's time zone, summer time included, so that no table of
zones has to travel along.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import msgspec

MEDIA_TYPE = "text/calendar; charset=utf-8"
_OCTETS = 75
"""A line's longest, in octets, its end not counted (RFC 5545, 3.1)."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happens. `uid` is unique in the world and stays when the rest changes (`sale_01h…@shop.example`).

    `changed_at` tells a program which of two is newer; `remind` is how long before it reminds; what is cancelled stays listed.
    """

    uid: str
    starts_at: datetime
    ends_at: datetime | None = None
    title: str
    text: str = ""
    url: str = ""
    place: str = ""
    changed_at: datetime
    cancelled: bool = False
    remind: timedelta | None = None


def write(name: str, entries: Iterable[Entry], *, refresh: timedelta = timedelta(hours=1)) -> str:
    """Return a calendar of that name. Programs that subscribe look again after `refresh`."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Stoa//Stoa//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{_duration(refresh)}",
        f"X-PUBLISHED-TTL:{_duration(refresh)}",
    ]
    for entry in entries:
        lines += _entry(entry)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _entry(entry: Entry) -> list[str]:
    given = [
        ("UID", _text(entry.uid)),
        ("DTSTAMP", _moment(entry.changed_at)),
        ("LAST-MODIFIED", _moment(entry.changed_at)),
        ("SEQUENCE", str(int(entry.changed_at.timestamp()))),
        ("DTSTART", _moment(entry.starts_at)),
        ("DTEND", _moment(entry.ends_at) if entry.ends_at is not None and entry.ends_at > entry.starts_at else ""),
        ("SUMMARY", _text(entry.title)),
        ("DESCRIPTION", _text(entry.text)),
        ("LOCATION", _text(entry.place)),
        ("URL", "".join(_CONTROL.sub("", entry.url).split())),
        ("STATUS", "CANCELLED" if entry.cancelled else "CONFIRMED"),
        ("TRANSP", "TRANSPARENT"),
    ]
    lines = ["BEGIN:VEVENT", *[f"{key}:{value}" for key, value in given if value]]
    if entry.remind is not None and not entry.cancelled:
        trigger = f"TRIGGER:-{_duration(entry.remind)}"
        lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(entry.title)}", trigger, "END:VALARM"]
    return [*lines, "END:VEVENT"]


def _moment(value: datetime) -> str:
    """Return a moment in UTC, to the second. Raises ValueError for one without a zone."""
    if value.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _duration(value: timedelta) -> str:
    """Return a length of time in whole seconds (RFC 5545, 3.3.6)."""
    return f"PT{max(int(value.total_seconds()), 0)}S"


def _text(value: str) -> str:
    """Return a text with what has a meaning escaped (RFC 5545, 3.3.11), without control characters."""
    escaped = value.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return _CONTROL.sub("", escaped).replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a content line in pieces of at most 75 octets, none of which begins within a character."""
    pieces = []
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode("utf-8", "replace"))
        if size + octets > _OCTETS:
            pieces.append(piece)
            piece, size = "", 1  # the space that a continued line begins with
        piece += letter
        size += octets
    return "\r\n ".join([*pieces, piece])
