"""Groups of people: who is in one is known with who asks, in one statement; a guest by a pass."""

from datetime import timedelta

import asyncpg
import pytest

from stoa.base.database import Database, Writing
from stoa.people import permissions, sessions
from stoa.people.permissions import jobs
from stoa.people.permissions.model import GUEST
from stoa.shop import pricing
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import make_session

NORTH, SOUTH = "club:north", "club:south"


async def resolved(tx: Writing, session: str | None = None, passes: str | None = None) -> permissions.Visitor:
    return await sessions.resolve(tx, session=session, api_key=None, passes=passes)


async def test_a_person_enters_and_leaves(tx: Writing) -> None:
    person, other = await make_person(tx), await make_person(tx)
    token = await make_session(tx, person)
    assert (await resolved(tx, token)).groups == frozenset()
    assert await permissions.enter(tx, [person, other], NORTH) == 2
    assert await permissions.enter(tx, person, NORTH) == 0
    await permissions.enter(tx, person, SOUTH)
    assert (await resolved(tx, token)).groups == {NORTH, SOUTH}
    assert await permissions.members(tx, NORTH) == sorted([person, other])
    assert await permissions.leave(tx, [person, other], NORTH) == 2
    assert await permissions.leave(tx, person, NORTH) == 0
    assert (await resolved(tx, token)).groups == {SOUTH}


async def test_a_pass_lets_a_guest_in_until_its_time(tx: Writing) -> None:
    until = tx.now + timedelta(hours=1)
    token = await permissions.pass_(tx, NORTH, until)
    found = await resolved(tx, passes=token)
    assert (found.guest, found.groups, found.permissions) == (True, {NORTH}, frozenset())
    assert await resolved(tx, passes="wrong") == GUEST
    assert await resolved(tx, session="unknown", passes=token) == found
    assert await tx.value("select count(*) from permissions.pass where encode(digest, 'escape') like '%' || $1 || '%'", token) == 0
    await tx.run("update permissions.pass set until_at = $1", tx.now)
    assert await resolved(tx, passes=token) == GUEST
    await jobs.forget(tx, {})
    assert await permissions.end_passes(tx, NORTH) == 1
    assert await permissions.end_passes(tx, NORTH) == 0


async def test_a_member_with_a_pass_is_in_both(tx: Writing) -> None:
    person = await make_person(tx)
    token = await make_session(tx, person)
    await permissions.enter(tx, person, SOUTH)
    one = await permissions.pass_(tx, NORTH, tx.now + timedelta(hours=1))
    two = await permissions.pass_(tx, "club:east", tx.now + timedelta(hours=1))
    cookie = permissions.with_pass(permissions.with_pass(None, one), two)
    found = await resolved(tx, token, cookie)
    assert (found.person, found.groups) == (person, {NORTH, SOUTH, "club:east"})
    assert pricing.audiences(found) == ["everyone", "members", "club:east", NORTH, SOUTH]


async def test_who_asks_is_one_statement(tx: Writing, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = []
    ask = type(tx).row

    async def row(self: Writing, sql: str, *values: object) -> object:
        sent.append(sql)
        return await ask(self, sql, *values)

    monkeypatch.setattr(type(tx), "row", row)
    await resolved(tx)
    assert sent == []
    await resolved(tx, session="unknown", passes="wrong.wrong")
    assert len(sent) == 1


async def test_a_group_is_closed(tx: Writing) -> None:
    person = await make_person(tx)
    session = await make_session(tx, person)
    await permissions.enter(tx, person, NORTH)
    token = await permissions.pass_(tx, NORTH, tx.now + timedelta(hours=1))
    await permissions.close(tx, NORTH)
    assert (await resolved(tx, session, token)).groups == frozenset()


async def test_a_person_is_told_and_forgotten(tx: Writing) -> None:
    person = await make_person(tx)
    await permissions.enter(tx, person, NORTH)
    assert await permissions.groups_of(tx, person) == [(NORTH, tx.now)]
    await permissions.forget(tx, person)
    assert await permissions.groups_of(tx, person) == []


async def test_a_group_has_a_room_and_a_name(db: Database) -> None:
    with pytest.raises(asyncpg.CheckViolationError):
        async with db.writing() as tx:
            await permissions.enter(tx, await make_person(tx), "everyone")


def test_a_cookie_holds_the_last_eight() -> None:
    cookie: str | None = None
    for number in range(10):
        cookie = permissions.with_pass(cookie, f"t{number}")
    assert cookie == "t2.t3.t4.t5.t6.t7.t8.t9"
    assert permissions.with_pass(cookie, "t5") == "t2.t3.t4.t6.t7.t8.t9.t5"
    assert len(permissions.digests("x." * 50)) == 8
