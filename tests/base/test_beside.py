"""What stands beside the sale: in order, for whom it is, and never in the way."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from stoa.base.database import Database, Reading, statements
from stoa.base.http import beside
from stoa.base.http.beside import Beside, Note, Part, Place, Said, Written
from stoa.base.http.panels import Panel, numbered
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES


class Number(msgspec.Struct):
    number: int


def visit() -> Visit:
    return Visit(LANGUAGES[0], "eu", "/", "", None, None, "127.0.0.1", "http://localhost")


def part(name: str, sql: str, **more: Any) -> Part:
    return Part(name, Panel(sql, Number), f"{name}.html", **more)


def render(template: str, context: Mapping[str, Any]) -> str:
    shown = context["part"]["value"]
    return f"{template.removesuffix('.html')} {shown.number if isinstance(shown, Number) else shown} {context['about'].get('handle', '')}".strip()


ONE = "select json_build_object('number', :product::int)"


async def test_parts_stand_in_their_order_and_slots(db: Database) -> None:
    place = Place("shelf")
    place.give(part("second", ONE, position=20))
    place.give(part("first", ONE, position=10, view=lambda value, _: value.number + 1))
    place.give(part("small", ONE, slot="lead", facts=lambda value, _: {"rating": value.number}))
    async with db.reading() as read:
        found = await place.load(read, visit(), render, member=False, product=4)
    assert [(one.name, one.html) for one in found.body] == [("first", "first 5"), ("second", "second 4")]
    assert [one.name for one in found.lead] == ["small"]
    assert found.facts == {"rating": 4}
    assert found.whole


async def test_what_is_for_members_is_not_even_asked_for_a_guest(db: Database) -> None:
    place = Place("shelf")
    place.give(part("circle", "select json_build_object('number', 1 / (:product::int - :product::int))", members=True))
    async with db.reading() as read:
        assert (await place.load(read, visit(), render, member=False, product=1)).whole
        assert not (await place.load(read, visit(), render, member=True, product=1)).whole
        assert (await place.load(read, visit(), render, member=True, without=["circle"], product=1)).whole


@pytest.mark.parametrize(
    "sql",
    [
        "select json_build_object('number', 1) from nowhere.at_all",
        "select json_build_object('number', 'seven')",
        "select json_build_object('number', 1) from pg_sleep(2)",
    ],
    ids=["no table", "wrong type", "slow"],
)
@pytest.mark.usefixtures("hurried")
async def test_a_part_that_fails_leaves_the_page_and_is_not_kept(sql: str, db: Database) -> None:
    place = Place("shelf")
    place.give(part("broken", sql))
    async with db.reading() as read:
        found = await place.load(read, visit(), render, member=False, product=1)
        assert (found.lead, found.body, found.whole) == ([], [], False)
        assert await read.value("select 1") == 1


async def test_a_view_that_fails_leaves_out_its_own_part_alone(db: Database) -> None:
    place = Place("shelf")
    place.give(part("wrong", ONE, view=lambda value, _: value.nothing))
    place.give(part("right", ONE))
    place.give(part("nothing", "select null::json"))
    async with db.reading() as read:
        found = await place.load(read, visit(), render, member=False, product=1)
    assert [one.name for one in found.body] == ["right"]
    assert not found.whole


TOPIC = "product:1"
DAY = date(2026, 3, 1)
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
READ, NAMES = numbered(f"select ({beside.written(':topic').sql})::text")


async def written(read: Reading, **other: Any) -> Written | None:
    """Return what is written down about the topic for this language, market, release and day."""
    given = {"topic": TOPIC, "language": "en", "market": "eu", "release": "r1", "day": DAY, **other}
    return await read.document(msgspec.json.Decoder(Written | None), READ, *[given[name] for name in NAMES])


async def write(db: Database, parts: dict[str, Said], version: int = 1, day: date = DAY, release: str = "r1") -> None:
    await Note(TOPIC, "en", "eu", release, day, version, parts).write(db)


def mixed() -> Place:
    """A place with a part for all, one of somebody's, and one that the hour changes."""
    place = Place("shelf")
    place.give(part("all", ONE, facts=lambda value, _: {"rating": value.number}))
    place.give(part("own", "select json_build_object('number', coalesce(:viewer::int, 7))"))
    place.give(part("timed", "select json_build_object('number', extract(hour from :now::timestamptz))", position=90))
    place.give(part("later", "select json_build_object('number', 1) where :now::timestamptz > '2030-01-01'", position=95))
    return place


async def asked(place: Place, db: Database, found: Written | None, viewer: int | None = None) -> tuple[Beside, list[str]]:
    """Return the page's parts, and what the database was asked."""
    seen: list[str] = []
    async with db.reading() as read:
        token = statements.set(seen)
        try:
            given = {"product": 4, "viewer": viewer, "now": NOW}
            return await place.load(read, visit(), render, member=viewer is not None, written=found, **given), seen
        finally:
            statements.reset(token)


async def test_what_nobody_in_particular_is_shown_is_written_down_and_not_asked_again(db: Database) -> None:
    place = mixed()
    first, seen = await asked(place, db, None)
    assert len(seen) == 1
    assert first.anew == {"all": Said("all 4", {"rating": 4}), "own": Said("own 7"), "later": Said("")}
    await write(db, first.anew)
    async with db.reading() as read:
        found = await written(read)
    again, seen = await asked(place, db, found)
    assert (again.body, again.facts, again.anew) == (first.body, {"rating": 4}, None)
    # Only what the hour changes is asked for.
    assert [(one.count("json_build_object"), "extract(hour" in one) for one in seen] == [(1, True)]


async def test_somebody_is_asked_for_what_is_theirs_and_nothing_of_it_is_written_down(db: Database) -> None:
    place = mixed()
    own, _ = await asked(place, db, None, viewer=3)
    assert [one.html for one in own.body] == ["all 4", "own 3", "timed 9"]
    assert own.anew == {"all": Said("all 4", {"rating": 4}), "later": Said("")}
    after, seen = await asked(place, db, Written(1, {"all": Said("all 4"), "own": Said("own 7"), "later": Said("")}), viewer=3)
    assert [one.html for one in after.body] == ["all 4", "own 3", "timed 9"]
    assert after.anew is None
    assert seen[0].count("json_build_object") == 2
    assert "json_build_object('number', coalesce" in seen[0]


async def test_what_is_written_down_is_completed_by_whoever_saw_more(db: Database) -> None:
    found, _ = await asked(mixed(), db, Written(1, {"all": Said("all 4"), "another room's": Said("x")}))
    assert found.anew == {"all": Said("all 4"), "another room's": Said("x"), "own": Said("own 7"), "later": Said("")}


async def test_nothing_is_sent_where_everything_is_written_down(db: Database) -> None:
    place = Place("shelf")
    place.give(part("all", ONE))
    found, seen = await asked(place, db, Written(1, {"all": Said("all 4")}))
    assert ([one.html for one in found.body], seen, found.whole, found.anew) == (["all 4"], [], True, None)


async def test_what_is_written_down_stands_though_the_rest_fails(db: Database) -> None:
    place = Place("shelf")
    place.give(part("all", ONE))
    place.give(part("own", "select json_build_object('number', 1 / :viewer::int)"))
    found, _ = await asked(place, db, Written(1, {"all": Said("all 4")}), viewer=0)
    assert ([one.html for one in found.body], found.whole, found.anew) == (["all 4"], False, None)


async def test_a_part_that_failed_is_not_written_down(db: Database) -> None:
    place = Place("shelf")
    place.give(part("wrong", ONE, view=lambda value, _: value.nothing))
    place.give(part("right", ONE))
    found, _ = await asked(place, db, None)
    assert (found.anew, found.whole) == ({"right": Said("right 4")}, False)


@pytest.mark.parametrize(
    "other", [{"language": "de"}, {"market": "us"}, {"release": "r2"}, {"day": date(2026, 3, 2)}, {"topic": "product:2"}]
)
async def test_it_is_found_by_its_own_language_market_release_and_day_alone(other: dict[str, Any], db: Database) -> None:
    await write(db, {"all": Said("all 4")})
    async with db.reading() as read:
        assert await written(read) == Written(1, {"all": Said("all 4")})
        assert await written(read, **other) is None


async def test_the_newer_stands_whoever_writes_last(db: Database) -> None:
    await write(db, {"all": Said("new")}, version=3)
    await write(db, {"all": Said("late")}, version=2)
    async with db.reading() as read:
        assert await written(read) == Written(3, {"all": Said("new")})
    await write(db, {"all": Said("tomorrow")}, version=1, day=date(2026, 3, 2))
    async with db.reading() as read:
        assert await written(read, day=date(2026, 3, 2)) == Written(1, {"all": Said("tomorrow")})


async def test_a_touch_strikes_it_out_in_the_same_transaction(db: Database) -> None:
    await write(db, {"all": Said("what somebody takes back")})
    with pytest.raises(RuntimeError, match="undone"):
        async with db.writing() as tx:
            await tx.run("select base.touch($1)", TOPIC)
            assert await written(tx) is None
            raise RuntimeError("undone")
    async with db.writing() as tx:
        assert await written(tx) is not None
        await tx.run("select base.touch($1)", TOPIC)
    async with db.reading() as read:
        assert await read.value("select count(*) from base.beside") == 0


async def test_whoever_changes_it_just_now_is_not_waited_for(db: Database) -> None:
    await write(db, {"all": Said("old")})
    async with db.writing() as tx:
        await tx.run("select from base.beside for update")
        async with asyncio.timeout(30):  # half of what a lock is waited for here
            await write(db, {"all": Said("new")}, version=2)
    async with db.reading() as read:
        assert await written(read) == Written(1, {"all": Said("old")})
