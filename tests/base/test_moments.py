"""Moments at the ends of the calendar: refused where they come in, by form and by body, in every time zone."""

from datetime import UTC, datetime
from typing import Annotated

import msgspec
import pytest

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
