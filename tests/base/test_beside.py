"""What stands beside the sale: in order, for whom it is, and never in the way."""

from typing import Any

import msgspec
import pytest

from stoa.base.database import Database
from stoa.base.http.beside import Part, Place
from stoa.base.http.panels import Panel
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES


class Number(msgspec.Struct):
    number: int


def visit() -> Visit:
    return Visit(LANGUAGES[0], "eu", "/", "", None, None, "127.0.0.1", "http://localhost")


def part(name: str, sql: str, **more: Any) -> Part:
    return Part(name, Panel(sql, Number), f"{name}.html", **more)


ONE = "select json_build_object('number', :product::int)"


async def test_parts_stand_in_their_order_and_slots(db: Database) -> None:
    place = Place("shelf")
    place.give(part("second", ONE, position=20))
    place.give(part("first", ONE, position=10, view=lambda value, _: value.number + 1))
    place.give(part("small", ONE, slot="lead", facts=lambda value, _: {"rating": value.number}))
    async with db.reading() as read:
        found = await place.load(read, visit(), member=False, product=4)
    assert [(one.name, one.value) for one in found.body] == [("first", 5), ("second", Number(4))]
    assert [one.name for one in found.lead] == ["small"]
    assert found.facts == {"rating": 4}
    assert found.whole


async def test_what_is_for_members_is_not_even_asked_for_a_guest(db: Database) -> None:
    place = Place("shelf")
    place.give(part("circle", "select json_build_object('number', 1 / (:product::int - :product::int))", members=True))
    async with db.reading() as read:
        assert (await place.load(read, visit(), member=False, product=1)).whole
        assert not (await place.load(read, visit(), member=True, product=1)).whole
        assert (await place.load(read, visit(), member=True, without=["circle"], product=1)).whole


@pytest.mark.parametrize(
    "sql",
    [
        "select json_build_object('number', 1) from nowhere.at_all",
        "select json_build_object('number', 'seven')",
        "select json_build_object('number', 1) from pg_sleep(2)",
    ],
    ids=["no table", "wrong type", "slow"],
)
async def test_a_part_that_fails_leaves_the_page_and_is_not_kept(sql: str, db: Database) -> None:
    place = Place("shelf")
    place.give(part("broken", sql))
    async with db.reading() as read:
        found = await place.load(read, visit(), member=False, product=1)
        assert (found.lead, found.body, found.whole) == ([], [], False)
        assert await read.value("select 1") == 1


async def test_a_view_that_fails_leaves_out_its_own_part_alone(db: Database) -> None:
    place = Place("shelf")
    place.give(part("wrong", ONE, view=lambda value, _: value.nothing))
    place.give(part("right", ONE))
    place.give(part("nothing", "select null::json"))
    async with db.reading() as read:
        found = await place.load(read, visit(), member=False, product=1)
    assert [one.name for one in found.body] == ["right"]
    assert not found.whole
