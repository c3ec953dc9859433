"""What two ask for at once."""

import asyncio

from stoa.base.database import Database
from stoa.people import accounts
from stoa.people.accounts.model import LastAdmin, LinkSpent, PersonId, Purpose, Role, TooManyGuesses, WrongPassword
from stoa.people.permissions import SYSTEM
from tests.people.accounts.makers import PASSWORD, make_person


async def test_a_link_pressed_twice_at_once_signs_in_once(db: Database) -> None:
    async with db.writing() as tx:
        path = await accounts.invite(tx, "ada@example.com")
    token = path.rpartition("/")[2]
    both = asyncio.Barrier(2)

    async def press() -> str:
        async with db.writing() as tx:
            await tx.value("select 1")
            await both.wait()
            try:
                await accounts.use_link(tx, token, Purpose.SIGN_IN)
            except LinkSpent:
                return "spent"
            return "signed in"

    assert sorted(await asyncio.gather(press(), press())) == ["signed in", "spent"]


async def test_guesses_at_once_are_each_counted(db: Database) -> None:
    async with db.writing() as tx:
        await make_person(tx, email="ada@example.com", password=PASSWORD)
        now = tx.now
    # Of one moment, however long twenty of them take: after two seconds of the shop's clock one more would be looked at.
    at_once = Database(db.url, now=lambda: now, size=12)

    async def guess(number: int) -> str:
        try:
            await accounts.by_password(at_once, "ada@example.com", f"wrong {number}", address=f"place {number}")
        except WrongPassword:
            return "looked at"
        except TooManyGuesses:
            return "refused"
        return "in"

    answers = await asyncio.gather(*[guess(number) for number in range(20)])
    await at_once.close()
    assert sorted(answers) == ["looked at"] * 6 + ["refused"] * 14


async def test_two_administrators_cannot_dismiss_each_other(db: Database) -> None:
    async with db.writing() as tx:
        both = [await make_person(tx, roles=frozenset({Role.ADMIN})) for _ in range(2)]

    async def dismiss(person: PersonId) -> str:
        try:
            async with db.writing() as tx:
                await accounts.set_roles(tx, SYSTEM, person, frozenset())
        except LastAdmin:
            return "refused"
        return "done"

    assert sorted(await asyncio.gather(*[dismiss(person) for person in both])) == ["done", "refused"]
