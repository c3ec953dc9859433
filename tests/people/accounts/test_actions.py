"""The verbs of accounts."""

import re
from datetime import timedelta

import argon2
import pytest

from stoa.base import ids
from stoa.base.database import Database, Reading, Writing
from stoa.base.refusals import Invalid
from stoa.people import accounts
from stoa.people.accounts import actions, jobs, passwords, store
from stoa.people.accounts.model import (
    AddressTaken,
    LastAdmin,
    LinkSpent,
    NoSuchPerson,
    PersonId,
    Purpose,
    Role,
    TooManyGuesses,
    WrongPassword,
)
from stoa.people.permissions import SYSTEM
from tests.people.accounts.makers import PASSWORD, make_person

PURPOSES = (Purpose.SIGN_IN, Purpose.SIGN_UP)


async def letters(read: Reading) -> list[tuple[str, str]]:
    rows = await read.rows('select "to", template from mail.letter order by id')
    return [(row[0], row[1]) for row in rows]


async def mailed_token(read: Reading) -> str:
    """Return the token of the link in the latest mail."""
    text = await read.value("select text from mail.letter order by id desc limit 1")
    found = re.search(r"/(?:sign-in/link|account/email|account/erasure)/([\w-]+)", text)
    assert found is not None, text
    return found[1]


async def kinds(tx: Writing) -> list[str]:
    return [row["kind"] for row in await tx.rows("select kind from base.event order by id")]


async def ask(tx: Writing, email: str, **overrides) -> None:
    """Do what the mailing job does."""
    args = {"email": email, "language": "en", "name": "Ada", "next": "", "purpose": Purpose.SIGN_IN, **overrides}
    await jobs.mail_link(tx, args)


async def test_one_address_has_one_account_however_it_is_written(tx: Writing) -> None:
    person = await make_person(tx, email="Ada@Example.com")
    assert (await accounts.find(tx, person)).email == "ada@example.com"
    with pytest.raises(AddressTaken):
        await accounts.make(tx, "ADA@example.com")
    with pytest.raises(NoSuchPerson):
        await accounts.find(tx, PersonId(ids.new()))


async def test_roles_are_given_taken_and_written_down(tx: Writing) -> None:
    admin = await make_person(tx, roles=frozenset({Role.ADMIN}))
    person = await make_person(tx)
    await accounts.set_roles(tx, SYSTEM, person, frozenset({Role.MERCHANT, Role.HOST}))
    await accounts.set_roles(tx, SYSTEM, person, frozenset({Role.MERCHANT, Role.HOST}))
    await accounts.set_roles(tx, SYSTEM, person, frozenset({Role.HOST}))
    assert (await accounts.find(tx, person)).roles == {Role.SHOPPER, Role.HOST}
    noted = await tx.rows("select verb, facts from audit.entry where about = $1 order by id", person)
    assert [(row["verb"], row["facts"]["before"], row["facts"]["after"]) for row in noted] == [
        ("accounts.set_roles", "shopper", "host, merchant, shopper"),
        ("accounts.set_roles", "host, merchant, shopper", "host, shopper"),
    ]
    with pytest.raises(LastAdmin):
        await accounts.set_roles(tx, SYSTEM, admin, frozenset({Role.MERCHANT}))
    with pytest.raises(NoSuchPerson):
        await accounts.set_roles(tx, SYSTEM, PersonId(ids.new()), frozenset())


async def test_a_link_signs_in_once(tx: Writing) -> None:
    person = await make_person(tx, email="ada@example.com", verified=False)
    await ask(tx, "ada@example.com", next="/cart")
    assert await letters(tx) == [("ada@example.com", "accounts/sign_in")]
    token = await mailed_token(tx)
    assert (await accounts.see_link(tx, token)).email == "ada@example.com"
    assert (await accounts.see_link(tx, token)).next == "/cart"
    found, _ = await accounts.use_link(tx, token, *PURPOSES)
    assert found.id == person
    assert (await accounts.find(tx, person)).verified_at == tx.now
    assert await kinds(tx) == ["accounts.PersonJoined"]
    with pytest.raises(LinkSpent):
        await accounts.use_link(tx, token, *PURPOSES)
    with pytest.raises(LinkSpent):
        await accounts.see_link(tx, token)
    assert await tx.value("select count(*) from accounts.mailed_link where digest = convert_to($1, 'UTF8')", token) == 0


async def test_a_link_runs_out_and_serves_its_purpose_only(tx: Writing) -> None:
    await make_person(tx, email="ada@example.com")
    await ask(tx, "ada@example.com")
    token = await mailed_token(tx)
    for purpose in (Purpose.ERASE, Purpose.CHANGE_EMAIL):
        with pytest.raises(LinkSpent):
            await accounts.use_link(tx, token, purpose)
    tx.now += timedelta(minutes=15)
    with pytest.raises(LinkSpent):
        await accounts.use_link(tx, token, *PURPOSES)


async def test_who_has_no_account_gets_a_link_that_makes_one(tx: Writing) -> None:
    await ask(tx, "new@example.com", name="Grace")
    assert await letters(tx) == [("new@example.com", "accounts/sign_up")]
    assert await store.person_by_email(tx, "new@example.com") is None
    person, _ = await accounts.use_link(tx, await mailed_token(tx), *PURPOSES)
    assert (person.name, person.email, person.roles, person.verified_at) == ("Grace", "new@example.com", {Role.SHOPPER}, tx.now)
    assert await kinds(tx) == ["accounts.PersonJoined"]


async def test_two_sign_up_links_make_one_account(tx: Writing) -> None:
    await ask(tx, "new@example.com", name="Grace")
    first = await mailed_token(tx)
    await ask(tx, "new@example.com", name="Mallory")
    one, _ = await accounts.use_link(tx, await mailed_token(tx), *PURPOSES)
    two, _ = await accounts.use_link(tx, first, *PURPOSES)
    assert one == two
    assert await kinds(tx) == ["accounts.PersonJoined"]


async def test_another_mail_address_is_proved_and_the_old_one_told(tx: Writing) -> None:
    person = await make_person(tx, email="old@example.com")
    await ask(tx, "old@example.com")
    to_old = await mailed_token(tx)
    await jobs.mail_email_change(tx, {"person": str(person), "email": "new@example.com", "language": "de"})
    assert (await accounts.find(tx, person)).email == "old@example.com"
    await accounts.use_link(tx, await mailed_token(tx), Purpose.CHANGE_EMAIL)
    assert (await accounts.find(tx, person)).email == "new@example.com"
    assert (await letters(tx))[1:] == [("new@example.com", "accounts/change_email"), ("old@example.com", "accounts/email_changed")]
    with pytest.raises(LinkSpent):
        await accounts.use_link(tx, to_old, *PURPOSES)


async def test_an_address_that_is_taken_is_told_to_its_owner_alone(tx: Writing) -> None:
    person = await make_person(tx, email="old@example.com")
    await make_person(tx, email="taken@example.com")
    await jobs.mail_email_change(tx, {"person": str(person), "email": "taken@example.com", "language": "en"})
    assert await letters(tx) == [("taken@example.com", "accounts/email_taken")]
    assert await tx.value("select count(*) from accounts.mailed_link") == 0


async def test_an_address_that_was_taken_meanwhile_is_refused(tx: Writing) -> None:
    person = await make_person(tx, email="old@example.com")
    await jobs.mail_email_change(tx, {"person": str(person), "email": "new@example.com", "language": "en"})
    token = await mailed_token(tx)
    await make_person(tx, email="new@example.com")
    with pytest.raises(AddressTaken):
        await accounts.use_link(tx, token, Purpose.CHANGE_EMAIL)
    assert (await accounts.find(tx, person)).email == "old@example.com"


async def test_an_invitation_adds_roles_and_keeps_those_there_are(tx: Writing) -> None:
    path = await accounts.invite(tx, "ada@example.com", frozenset({Role.HOST}), name="Ada")
    assert path.startswith("/sign-in/link/")
    await accounts.invite(tx, "Ada@example.com", frozenset({Role.AGENT}))
    person, _ = await accounts.use_link(tx, path.rpartition("/")[2], Purpose.SIGN_IN)
    assert person.roles == {Role.SHOPPER, Role.HOST, Role.AGENT}


async def test_asking_for_links_is_slowed_down_by_address_and_by_place(tx: Writing) -> None:
    for _ in range(3):
        await accounts.ask_link(tx, "ada@example.com", address="10.0.0.1", language="en")
    tx.now += timedelta(seconds=1)
    await accounts.ask_link(tx, "Ada@example.com", address="10.0.0.2", language="en")
    with pytest.raises(TooManyGuesses) as refused:
        await accounts.ask_link(tx, "ada@example.com", address="10.0.0.3", language="en")
    assert refused.value.retry_after == 61
    await accounts.ask_link(tx, "other@example.com", address="10.0.0.3", language="en")
    assert await tx.value("select count(*) from base.job where kind = 'accounts.mail_link'") == 5


async def test_a_password_opens_and_a_wrong_one_does_not(db: Database) -> None:
    async with db.writing() as tx:
        person = await make_person(tx, email="ada@example.com", password=PASSWORD)
        await make_person(tx, email="without@example.com")
    assert (await accounts.by_password(db, "ADA@example.com", PASSWORD, address="a")).id == person
    for email, password in [("ada@example.com", "wrong"), ("without@example.com", PASSWORD), ("nobody@example.com", PASSWORD)]:
        with pytest.raises(WrongPassword):
            await accounts.by_password(db, email, password, address="a")


async def test_a_hash_is_looked_at_for_nobody_too(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    really = passwords.fits

    async def fits(kept: str, password: str) -> bool:
        looked.append(kept)
        return await really(kept, password)

    monkeypatch.setattr(passwords, "fits", fits)
    async with db.writing() as tx:
        await make_person(tx, email="without@example.com")
    for email in ("without@example.com", "nobody@example.com"):
        with pytest.raises(WrongPassword):
            await accounts.by_password(db, email, PASSWORD, address="a")
    assert looked == [passwords.NOBODY, passwords.NOBODY]


async def test_failures_are_counted_and_forgiven(db: Database) -> None:
    async with db.writing() as tx:
        await make_person(tx, email="ada@example.com", password=PASSWORD)
    for _ in range(4):
        with pytest.raises(WrongPassword):
            await accounts.by_password(db, "ada@example.com", "wrong", address="a")
    await accounts.by_password(db, "ada@example.com", PASSWORD, address="a")
    async with db.reading() as read:
        rows = await read.rows("select kind, failures, until_at from accounts.attempt order by kind")
    assert [tuple(row) for row in rows] == [("password_address", 4, None)]


async def test_somebody_and_nobody_are_slowed_down_alike(db: Database) -> None:
    async with db.writing() as tx:
        await make_person(tx, email="ada@example.com", password=PASSWORD)
    for email, address in [("ada@example.com", "a"), ("nobody@example.com", "b")]:
        for _ in range(6):
            with pytest.raises(WrongPassword):
                await accounts.by_password(db, email, "wrong", address=address)
        with pytest.raises(TooManyGuesses):
            await accounts.by_password(db, email, PASSWORD, address=address)
    async with db.reading() as read:
        rows = await read.rows("select failures from accounts.attempt order by kind, failures")
    assert [row[0] for row in rows] == [6, 6, 6, 6]


async def test_an_old_hash_is_made_anew(db: Database) -> None:
    old = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    async with db.writing() as tx:
        person = await make_person(tx, email="ada@example.com")
        await store.set_password(tx, person, old)
    await accounts.by_password(db, "ada@example.com", PASSWORD, address="a")
    async with db.reading() as read:
        kept = await store.secret(read, person)
    assert kept is not None
    assert not passwords.outdated(kept.hash)
    assert (await accounts.by_password(db, "ada@example.com", PASSWORD, address="a")).id == person


async def test_too_easy_a_password_is_refused(tx: Writing) -> None:
    person = await make_person(tx)
    with pytest.raises(Invalid) as refused:
        await accounts.set_password(tx, person, "short")
    assert [(error.pointer, error.code, error.facts) for error in refused.value.errors] == [("/password", "too_short", {"least": 10})]
    assert await store.secret(tx, person) is None


async def test_what_has_run_out_is_cleared_away(tx: Writing) -> None:
    await make_person(tx, email="ada@example.com")
    await ask(tx, "ada@example.com")
    await actions.count(tx, "password", "ada@example.com", "a")
    await accounts.challenge(tx, "http://localhost")
    tx.now += timedelta(hours=23)
    await jobs.forget(tx, {})
    assert await tx.value("select count(*) from accounts.mailed_link") == 1
    assert await tx.value("select count(*) from accounts.attempt") == 2
    assert await tx.value("select count(*) from accounts.challenge") == 0
    tx.now += timedelta(days=8)
    await jobs.forget(tx, {})
    assert await tx.value("select count(*) from accounts.mailed_link") == 0
    assert await tx.value("select count(*) from accounts.attempt") == 0
