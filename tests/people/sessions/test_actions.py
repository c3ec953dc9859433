"""The verbs of sessions and keys."""

from datetime import timedelta

import pytest

from stoa.base import ids
from stoa.base.database import Writing, statements
from stoa.people import accounts, sessions
from stoa.people.accounts.model import Role
from stoa.people.permissions import GUEST, SYSTEM
from stoa.people.permissions.model import PERMISSIONS, Visitor, granted
from stoa.people.sessions import actions, store
from stoa.people.sessions.model import KeyId, NoSuchKey, NoSuchSession, ProveAgain, SessionId, TooMuchForAKey, Way
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import make_session, make_visit


async def who(tx: Writing, token: str) -> Visitor:
    return await sessions.resolve(tx, session=token, api_key=None)


async def test_a_token_says_who_asks_in_one_statement(tx: Writing) -> None:
    person = await make_person(tx, email="ada@example.com", roles=frozenset({Role.AGENT}))
    token = await make_session(tx, person)
    statements.set(seen := [])
    visitor = await who(tx, token)
    statements.set(None)
    assert len(seen) == 1
    assert (visitor.person, visitor.name, visitor.email) == (person, "Ada", "ada@example.com")
    assert visitor.roles == {Role.SHOPPER, Role.AGENT}
    assert visitor.permissions == granted({Role.SHOPPER, Role.AGENT})
    assert (visitor.proved_at, visitor.stale, visitor.key) == (tx.now, False, None)


async def test_only_the_digest_of_a_token_is_kept(tx: Writing) -> None:
    token = await make_session(tx, await make_person(tx))
    assert len(token) == 43
    row = await tx.value("select s::text from sessions.session s")
    assert token not in row
    assert await who(tx, token + "x") == GUEST
    assert await who(tx, "") == GUEST


@pytest.mark.parametrize(
    ("roles", "idle"), [(set(), timedelta(days=30)), ({Role.HOST}, timedelta(hours=12)), ({Role.ADMIN}, timedelta(hours=12))]
)
async def test_an_unused_session_ends_by_itself(tx: Writing, roles: set[Role], idle: timedelta) -> None:
    token = await make_session(tx, await make_person(tx, roles=frozenset(roles)))
    begun = tx.now
    tx.now = begun + idle - timedelta(seconds=1)
    assert not (await who(tx, token)).guest
    tx.now = begun + idle
    assert (await who(tx, token)).guest


async def test_no_session_lives_longer_than_half_a_year(tx: Writing) -> None:
    token = await make_session(tx, await make_person(tx))
    begun = tx.now
    for day in range(20, 180, 20):
        tx.now = begun + timedelta(days=day)
        await sessions.seen(tx, await who(tx, token))
    tx.now = begun + timedelta(days=180)
    assert (await who(tx, token)).guest


async def test_use_is_noted_every_five_minutes(tx: Writing) -> None:
    token = await make_session(tx, await make_person(tx))
    begun = tx.now
    tx.now = begun + timedelta(minutes=5)
    assert not (await who(tx, token)).stale
    tx.now = begun + timedelta(minutes=5, seconds=1)
    visitor = await who(tx, token)
    assert visitor.stale
    await sessions.seen(tx, visitor)
    assert not (await who(tx, token)).stale
    assert await tx.value("select seen_at from sessions.session") == tx.now


async def test_signing_in_gives_a_new_token_and_ends_the_old_session(tx: Writing) -> None:
    mallory = await make_session(tx, await make_person(tx))
    ada = await make_person(tx)
    token = await make_session(tx, ada, session=mallory)
    assert token != mallory
    assert (await who(tx, mallory)).guest
    assert (await who(tx, token)).person == ada
    planted = await make_session(tx, ada, session="planted by somebody")
    assert planted != "planted by somebody"
    assert (await who(tx, "planted by somebody")).guest


async def test_others_take_part_in_a_sign_in(tx: Writing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "_at_sign_in", [])
    seen = []

    @sessions.at_sign_in
    async def merge(tx_: Writing, person, visit) -> None:
        seen.append((tx_ is tx, person, visit.cart))

    person = await make_person(tx)
    await make_session(tx, person, cart="cart token")
    assert seen == [(True, person, "cart token")]
    events = await tx.rows("select kind, body from base.event where about = $1 order by id", person)
    assert [row["kind"] for row in events] == ["accounts.PersonJoined", "sessions.SignedIn"]
    assert "cart token" not in str(events[1]["body"])


async def test_sessions_are_listed_and_ended_by_their_person_alone(tx: Writing) -> None:
    ada, bob = await make_person(tx), await make_person(tx)
    first, second = await make_session(tx, ada), await make_session(tx, ada)
    await make_session(tx, bob)
    listed = await sessions.list_of(tx, ada)
    assert len(listed) == 2
    assert {one.way for one in listed} == {Way.LINK}
    with pytest.raises(NoSuchSession):
        await sessions.end(tx, bob, listed[0].id)
    here = (await who(tx, first)).session
    assert await sessions.end_all(tx, ada, but=here) == 1
    assert (await who(tx, second)).guest
    assert not (await who(tx, first)).guest
    assert here is not None
    await sessions.end(tx, ada, here)
    assert (await who(tx, first)).guest
    with pytest.raises(NoSuchSession):
        await sessions.end(tx, ada, SessionId(ids.new()))


async def test_signing_out_ends_the_visits_own_session(tx: Writing) -> None:
    token = await make_session(tx, await make_person(tx))
    await sessions.end_here(tx, make_visit(session=token))
    await sessions.end_here(tx, make_visit())
    assert (await who(tx, token)).guest


async def test_a_role_that_is_taken_ends_with_the_next_request(tx: Writing) -> None:
    person = await make_person(tx, roles=frozenset({Role.MERCHANT}))
    token = await make_session(tx, person)
    assert (await who(tx, token)).may("catalog.edit")
    await accounts.set_roles(tx, SYSTEM, person, frozenset())
    assert not (await who(tx, token)).may("catalog.edit")


async def test_a_dangerous_thing_needs_a_fresh_sign_in(tx: Writing) -> None:
    token = await make_session(tx, await make_person(tx))
    visitor = await who(tx, token)
    sessions.prove_fresh(visitor, tx.now + timedelta(minutes=30))
    with pytest.raises(ProveAgain):
        sessions.prove_fresh(visitor, tx.now + timedelta(minutes=30, seconds=1))
    with pytest.raises(ProveAgain):
        sessions.prove_fresh(GUEST, tx.now)


async def test_a_key_asks_with_its_scopes_until_it_is_ended(tx: Writing) -> None:
    maker = await make_person(tx, roles=frozenset({Role.ADMIN}))
    actor = await who(tx, await make_session(tx, maker))
    key, secret = await sessions.make_key(tx, actor, "Warehouse", ["orders.read", "stock.edit", "orders.read"])
    assert secret.startswith("sk_")
    assert secret not in await tx.value("select k::text from sessions.api_key k")
    visitor = await sessions.resolve(tx, session="ignored", api_key=secret)
    assert (visitor.person, visitor.name, visitor.key) == (None, "Warehouse", ids.show("key", key))
    assert visitor.permissions == {"orders.read", "stock.edit"}
    assert visitor.stale
    await sessions.seen(tx, visitor)
    assert not (await sessions.resolve(tx, session=None, api_key=secret)).stale
    await sessions.end_key(tx, actor, key)
    assert await sessions.resolve(tx, session=None, api_key=secret) == GUEST
    with pytest.raises(NoSuchKey):
        await sessions.end_key(tx, actor, key)
    with pytest.raises(NoSuchKey):
        await sessions.end_key(tx, actor, KeyId(ids.new()))
    noted = await tx.rows("select verb, actor from audit.entry where about = $1 order by id", key)
    assert [tuple(row) for row in noted] == [("sessions.make_key", maker), ("sessions.end_key", maker)]
    assert [(one.name, one.scopes, one.ended_at) for one in await store.keys(tx)] == [("Warehouse", ["orders.read", "stock.edit"], tx.now)]


@pytest.mark.parametrize(
    ("roles", "name", "scopes", "pointers"),
    [
        ({Role.ADMIN}, "", ["orders.read"], ["/name"]),
        ({Role.ADMIN}, "x", [], ["/scopes"]),
        ({Role.ADMIN}, "", [], ["/name", "/scopes"]),
        ({Role.MERCHANT}, "x", ["community.moderate"], ["/scopes"]),
        ({Role.ADMIN}, "x", ["staff.manage"], ["/scopes"]),
        ({Role.ADMIN}, "x", ["keys.manage"], ["/scopes"]),
        ({Role.ADMIN}, "x", ["member"], ["/scopes"]),
        ({Role.ADMIN}, "x", ["anyone"], ["/scopes"]),
        ({Role.ADMIN}, "x", ["no.such"], ["/scopes"]),
    ],
)
async def test_a_key_gets_no_more_than_its_maker_may_give(
    tx: Writing, roles: set[Role], name: str, scopes: list[str], pointers: list[str]
) -> None:
    maker = Visitor(roles=frozenset(roles), permissions=granted(roles))
    with pytest.raises(TooMuchForAKey) as refused:
        await sessions.make_key(tx, maker, name, scopes)
    assert [error.pointer for error in refused.value.errors] == pointers
    assert await tx.value("select count(*) from sessions.api_key") == 0


def test_every_permission_names_only_roles() -> None:
    assert all(holders <= set(Role) for holders in PERMISSIONS.values())
