"""The verbs of profiles."""

import asyncio

import pytest

from stoa.base import ids
from stoa.base.database import Database, Writing
from stoa.people import profiles
from stoa.people.profiles import places
from stoa.people.profiles.model import AccountEntry, AddressId, NoSuchAddress, TooManyAddresses
from tests.people.accounts.makers import make_person
from tests.people.profiles.makers import make_address


async def lines(tx: Writing, person) -> list[tuple[str, bool]]:
    return [(one.address.line1, one.usual) for one in await profiles.addresses(tx, person)]


async def test_the_first_is_the_usual_one_and_the_same_is_kept_once(tx: Writing) -> None:
    person = await make_person(tx)
    assert await profiles.usual_address(tx, person) is None
    first = await profiles.add_address(tx, person, make_address(line1="A"))
    await profiles.add_address(tx, person, make_address(line1="B"))
    assert await profiles.add_address(tx, person, make_address(line1="A")) == first
    assert await lines(tx, person) == [("A", True), ("B", False)]
    third = await profiles.add_address(tx, person, make_address(line1="C"), usual=True)
    assert await lines(tx, person) == [("C", True), ("B", False), ("A", False)]
    await profiles.remove_address(tx, person, third)
    assert await lines(tx, person) == [("B", True), ("A", False)]
    await profiles.make_usual(tx, person, first)
    await profiles.change_address(tx, person, first, make_address(line1="Z"))
    assert await lines(tx, person) == [("Z", True), ("B", False)]


async def test_nobody_reaches_anothers_address(tx: Writing) -> None:
    ada, eve = await make_person(tx), await make_person(tx)
    kept = await profiles.add_address(tx, ada, make_address())
    for attack in (
        profiles.change_address(tx, eve, kept, make_address(line1="Hers")),
        profiles.make_usual(tx, eve, kept),
        profiles.remove_address(tx, eve, kept),
        profiles.remove_address(tx, ada, AddressId(ids.new())),
    ):
        with pytest.raises(NoSuchAddress):
            await attack
    assert await lines(tx, ada) == [("Torstraße 1", True)]


async def test_fifty_are_enough(tx: Writing) -> None:
    person = await make_person(tx)
    for number in range(50):
        await profiles.add_address(tx, person, make_address(line1=str(number)))
    with pytest.raises(TooManyAddresses):
        await profiles.add_address(tx, person, make_address(line1="50"))


async def test_two_first_addresses_at_once_leave_one_usual(db: Database) -> None:
    async with db.writing() as tx:
        person = await make_person(tx)

    async def add(line: str) -> None:
        async with db.writing() as tx:
            await profiles.add_address(tx, person, make_address(line1=line), usual=True)

    await asyncio.gather(add("A"), add("B"), add("C"))
    async with db.reading() as read:
        assert [one.usual for one in await profiles.addresses(read, person)] == [True, False, False]


def test_rooms_put_their_places_into_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_entries", dict(places._entries))
    entry = AccountEntry("orders-account", "box", "/account/orders-of-a-test", card="/account/orders/card", position=10)
    before = [one.href for one in profiles.entries()]
    profiles.offer_entry(entry)
    profiles.offer_entry(entry)
    found = profiles.entries()
    assert found[0].href == "/account"
    assert [one for one in found if one.href not in before] == [entry]
