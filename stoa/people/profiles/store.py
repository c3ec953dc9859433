"""The SQL of profiles."""

from typing import Any

import msgspec

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.people.permissions.model import PersonId
from stoa.people.profiles.model import Address, AddressId, SavedAddress

_COLUMNS = "name, company, line1, line2, city, region, postal_code, country, phone"
_FIELDS = _COLUMNS.split(", ")


def _saved(row: Any) -> SavedAddress:
    address = msgspec.convert({name: row[name] for name in _FIELDS}, Address)
    return SavedAddress(row["id"], address, row["usual"], row["made_at"])


def _values(address: Address) -> list[str]:
    return [getattr(address, name) for name in _FIELDS]


async def addresses(read: Reading, person: PersonId) -> list[SavedAddress]:
    rows = await read.rows(
        f"select id, {_COLUMNS}, usual, made_at from profiles.address where person_id = $1 order by usual desc, id desc", person
    )
    return [_saved(row) for row in rows]


async def lock_person(tx: Writing, person: PersonId) -> list[SavedAddress]:
    """Return a person's addresses, and let nobody else change them before this transaction ends."""
    await tx.value("select id from accounts.person where id = $1 for update", person)
    return await addresses(tx, person)


async def add(tx: Writing, person: PersonId, address: Address, *, usual: bool) -> AddressId:
    return await tx.value(  # type: ignore[no-any-return]
        f"""insert into profiles.address (id, person_id, usual, made_at, {_COLUMNS})
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id""",
        ids.new(),
        person,
        usual,
        tx.now,
        *_values(address),
    )


async def change(tx: Writing, person: PersonId, address_id: AddressId, address: Address) -> int:
    return await tx.run(
        f"update profiles.address set ({_COLUMNS}) = ($3, $4, $5, $6, $7, $8, $9, $10, $11) where id = $1 and person_id = $2",
        address_id,
        person,
        *_values(address),
    )


async def remove(tx: Writing, person: PersonId, address_id: AddressId) -> int:
    return await tx.run("delete from profiles.address where id = $1 and person_id = $2", address_id, person)


async def set_usual(tx: Writing, person: PersonId, address_id: AddressId) -> None:
    await tx.run("update profiles.address set usual = false where person_id = $1 and usual and id <> $2", person, address_id)
    await tx.run("update profiles.address set usual = true where person_id = $1 and id = $2 and not usual", person, address_id)


async def remove_all(tx: Writing, person: PersonId) -> None:
    await tx.run("delete from profiles.address where person_id = $1", person)
