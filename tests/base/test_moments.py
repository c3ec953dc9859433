"""Moments at the ends of the calendar: refused where they come in, by form and by body, in every time zone."""

from datetime import UTC, datetime
from typing import Annotated

import msgspec
import pytest

from stoa.base import locale
from stoa.base.http.bodies import parse
from stoa.base.http.forms import Form
from stoa.base.refusals import Invalid

ZONES = ["Pacific/Auckland", "Europe/Berlin", "UTC", "America/Los_Angeles"]


class Deal(msgspec.Struct, kw_only=True):
    name: str
    until: datetime
    since: Annotated[datetime, msgspec.Meta(tz=True)] | None = None


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    "typed", ["0001-01-01T00:00", "0001-12-31T23:59", "9999-12-31T23:59", "9999-01-01T00:00", "0001-01-01T00:00+14:00", "soon"]
)
def test_a_form_takes_no_moment_at_the_end_of_the_calendar(zone: str, typed: str) -> None:
    form = Form([("until", typed)])
    assert form.moment("until", zone) is None
    assert [one.code for one in form.errors.values()] == ["not_a_moment"]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("typed", ["0002-01-01T00:00", "2026-11-22T12:00", "9998-12-31T23:59"])
def test_a_form_takes_any_other(zone: str, typed: str) -> None:
    form = Form([("until", typed)])
    found = form.moment("until", zone)
    assert found is not None
    assert found.tzinfo is not None
    assert form.errors == {}


@pytest.mark.parametrize(
    "typed", ["0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59Z"]
)
def test_a_body_takes_none_either(typed: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse(msgspec.json.encode({"name": typed, "until": typed, "since": typed}), Deal)
    assert {one.pointer: one.code for one in caught.value.errors} == {"/until": "not_a_moment", "/since": "not_a_moment"}


def test_a_body_takes_any_other() -> None:
    found = parse(b'{"name": "x", "until": "9998-12-31T23:59:59Z", "since": null}', Deal)
    assert (found.until, found.since) == (datetime(9998, 12, 31, 23, 59, 59, tzinfo=UTC), None)


@pytest.mark.parametrize(
    ("typed", "moment", "shown"),
    [
        ("2026-10-25T00:00", "2026-10-24T22:00", "25 October 2026, 00:00"),  # the day of 25 hours begins
        ("2026-10-25T01:59", "2026-10-24T23:59", "25 October 2026, 01:59"),
        ("2026-10-25T02:30", "2026-10-25T00:30", "25 October 2026, 02:30"),  # there are two: the first
        ("2026-10-25T03:00", "2026-10-25T02:00", "25 October 2026, 03:00"),
        ("2026-10-26T00:00", "2026-10-25T23:00", "26 October 2026, 00:00"),  # and ends
        ("2026-03-29T00:00", "2026-03-28T23:00", "29 March 2026, 00:00"),  # the day of 23 hours begins
        ("2026-03-29T02:30", "2026-03-29T01:30", "29 March 2026, 03:30"),  # there is none: an hour later
        ("2026-03-30T00:00", "2026-03-29T22:00", "30 March 2026, 00:00"),  # and ends
    ],
)
def test_what_is_typed_around_a_time_change_is_the_moment_that_is_shown(typed: str, moment: str, shown: str) -> None:
    found = Form([("until", typed)]).moment("until", "Europe/Berlin")
    assert found == datetime.fromisoformat(f"{moment}+00:00")
    assert locale.when(found, "en", "Europe/Berlin") == shown


@pytest.mark.parametrize(
    ("zone", "typed", "moment"),
    [
        ("America/Santiago", "2026-09-06T00:00", "2026-09-06T04:00"),  # clocks go forward at midnight: that day begins at 01:00
        ("America/Santiago", "2026-04-04T23:30", "2026-04-05T02:30"),  # and back at midnight: 23:30 comes twice
        ("Pacific/Apia", "2011-12-30T12:00", "2011-12-30T22:00"),  # a day that never was
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45"),  # half an hour forward
    ],
)
def test_clocks_that_change_at_midnight_or_by_other_than_an_hour(zone: str, typed: str, moment: str) -> None:
    found = Form([("until", typed)]).moment("until", zone)
    assert found == datetime.fromisoformat(f"{moment}+00:00")


@pytest.mark.parametrize(("offset", "taken"), [("+14:00", True), ("-12:00", True), ("+15:59", True), ("-16:00", False), ("-22:54", False)])
def test_a_body_takes_no_moment_of_a_time_zone_that_no_place_has(offset: str, taken: bool) -> None:
    body = msgspec.json.encode({"name": "x", "until": f"4234-05-21T18:20:02{offset}"})
    if taken:
        assert parse(body, Deal).until.year == 4234
        return
    with pytest.raises(Invalid) as caught:
        parse(body, Deal)
    assert [(one.pointer, one.code) for one in caught.value.errors] == [("/until", "not_a_moment")]
