"""What stands beside the sale: in order, for whom it is, and never in the way."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from stoa.base.database import Database, statements
from stoa.base.http import beside
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


async def test_what_is_the_same_for_everybody_is_rendered_once(db: Database) -> None:
    place, seen = Place("shelf"), []
    place.give(part("all", ONE, facts=lambda value, _: {"rating": value.number}))
    place.give(part("own", "select json_build_object('number', coalesce(:viewer::int, 7))"))

    def counted(template: str, context: Mapping[str, Any]) -> str:
        seen.append(template)
        return render(template, context)

    async with db.reading() as read:
        for number, handle in [(1, "mug"), (1, "mug"), (2, "mug"), (1, "cup")]:
            found = await place.load(read, visit(), counted, member=False, about={"handle": handle}, product=number, viewer=None)
            assert [one.html for one in found.body] == [f"all {number} {handle}", f"own 7 {handle}"]
            assert found.facts == {"rating": number}
    assert (seen.count("all.html"), seen.count("own.html")) == (3, 4)


async def test_what_was_rendered_is_kept_within_bounds(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "MOST_KEPT_BYTES", 1_000)
    place, seen = Place("shelf"), []
    place.give(part("all", ONE))

    def counted(template: str, context: Mapping[str, Any]) -> str:
        seen.append(context["part"]["value"].number)
        return render(template, context)

    async with db.reading() as read:
        for number in (1, 2, 3, 4, 5, 6, 6, 1):
            await place.load(read, visit(), counted, member=False, product=number)
    assert seen == [1, 2, 3, 4, 5, 6, 1]


async def test_what_has_not_changed_is_not_asked_again(db: Database) -> None:
    place = Place("shelf")
    place.give(part("all", ONE))
    place.give(part("own", "select json_build_object('number', coalesce(:viewer::int, 7))"))
    place.give(part("timed", "select json_build_object('number', extract(hour from :now::timestamptz))", position=90))
    async with db.reading() as read:
        seen: list[str] = []
        token = statements.set(seen)
        try:
            for product, version in [(4, 1), (4, 1), (5, 1), (4, 2), (4, None)]:
                found = await place.load(
                    read,
                    visit(),
                    render,
                    member=False,
                    as_of=version,
                    product=product,
                    viewer=None,
                    now=datetime(2026, 3, 1, 9, tzinfo=UTC),
                )
                assert [one.html for one in found.body] == [f"all {product}", "own 7", "timed 9"]
        finally:
            statements.reset(token)
    # The second is asked for what is somebody's, and for what the hour changes, and for nothing else.
    assert [one.count("json_build_object") for one in seen] == [3, 2, 3, 3, 3]


async def test_what_is_at_hand_stands_though_the_rest_fails(db: Database) -> None:
    place = Place("shelf")
    place.give(part("all", ONE))
    place.give(part("own", "select json_build_object('number', 1 / :viewer::int)"))
    async with db.reading() as read:
        assert (await place.load(read, visit(), render, member=False, as_of=1, product=4, viewer=1)).whole
        found = await place.load(read, visit(), render, member=False, as_of=1, product=4, viewer=0)
    assert [one.html for one in found.body] == ["all 4"]
    assert not found.whole


async def test_nothing_is_sent_where_everything_is_at_hand(db: Database) -> None:
    place = Place("shelf")
    place.give(part("all", ONE))
    async with db.reading() as read:
        first = await place.load(read, visit(), render, member=False, as_of=1, product=4)
        seen: list[str] = []
        token = statements.set(seen)
        again = await place.load(read, visit(), render, member=False, as_of=1, product=4)
        statements.reset(token)
    assert (seen, again) == ([], first)
