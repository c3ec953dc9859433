"""Calendars as RFC 5545 wants them: escaped, folded by octets, in UTC."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.base import calendar
from stoa.base.calendar import Entry

AT = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
ENTRY = Entry(uid="sal_1@shop.example", starts_at=AT, ends_at=AT + timedelta(hours=2), title="Kiln day", changed_at=AT)


def lines(text: str) -> list[str]:
    """Return the content lines, unfolded."""
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_an_entry_is_written_in_utc() -> None:
    berlin = msgspec.structs.replace(ENTRY, starts_at=AT.astimezone(ZoneInfo("Europe/Berlin")))
    found = lines(calendar.write("Stoa", [berlin]))
    assert found[0] == "BEGIN:VCALENDAR"
    assert found[-1] == "END:VCALENDAR"
    assert "DTSTART:20261124T180000Z" in found
    assert "DTEND:20261124T200000Z" in found
    assert "UID:sal_1@shop.example" in found
    assert "STATUS:CONFIRMED" in found
    assert not any(line.startswith(("URL", "LOCATION", "DESCRIPTION", "BEGIN:VALARM")) for line in found)


def test_what_has_a_meaning_is_escaped() -> None:
    found = lines(calendar.write("A, B", [msgspec.structs.replace(ENTRY, title="a;b,c\\d", text="one\r\ntwo\x07")]))
    assert "NAME:A\\, B" in found
    assert "SUMMARY:a\\;b\\,c\\\\d" in found
    assert "DESCRIPTION:one\\ntwo" in found


def test_what_is_cancelled_stays_and_reminds_nobody() -> None:
    entry = msgspec.structs.replace(ENTRY, remind=timedelta(minutes=10))
    assert "TRIGGER:-PT600S" in lines(calendar.write("Stoa", [entry]))
    found = lines(calendar.write("Stoa", [msgspec.structs.replace(entry, cancelled=True)]))
    assert "STATUS:CANCELLED" in found
    assert "BEGIN:VALARM" not in found


def test_an_end_before_the_beginning_is_left_out() -> None:
    found = calendar.write("Stoa", [msgspec.structs.replace(ENTRY, ends_at=AT)])
    assert "DTEND" not in found


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        calendar.write("Stoa", [msgspec.structs.replace(ENTRY, starts_at=datetime(2026, 1, 1))])  # noqa: DTZ001


@given(st.text(max_size=400))
def test_no_text_breaks_out_of_its_line(text: str) -> None:
    written = calendar.write(text, [msgspec.structs.replace(ENTRY, title=text, text=text, url=text, uid=text or "x")])
    for line in written.split("\r\n"):
        assert len(line.encode("utf-8", "replace")) <= 75
        assert not re.search(r"[\r\n]", line)
    assert written.count("\r\nBEGIN:VEVENT\r\n") == 1
    assert [one for one in lines(written) if one.startswith("SUMMARY:") or one == "END:VEVENT"][-1] == "END:VEVENT"
