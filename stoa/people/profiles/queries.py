"""Reading profiles."""

from stoa.base.database import Reading
from stoa.base.http.panels import Panel
from stoa.people.permissions.model import PersonId
from stoa.people.profiles import store
from stoa.people.profiles.model import Address, AddressId, Line, NoSuchAddress, SavedAddress

ADDRESSES_LINE = Panel(
    """select json_build_object('key', case when count(*) > 0 then 'profiles-line-addresses' else 'profiles-line-no-address' end, 'count', count(*),
        'name', coalesce((array_agg(a.city order by a.usual desc, a.id))[1], '')) from profiles.address a where a.person_id = :viewer::uuid""",
    Line,
)
"""How many addresses somebody keeps, and where the usual one is."""


async def addresses(read: Reading, person: PersonId) -> list[SavedAddress]:
    """Return a person's addresses, the usual one first."""
    return await store.addresses(read, person)


async def usual_address(read: Reading, person: PersonId) -> SavedAddress | None:
    """Return the address that is offered first."""
    found = await store.addresses(read, person)
    return found[0] if found else None


async def address_of(read: Reading, person: PersonId, address_id: AddressId) -> Address | None:
    """Return a person's address by its id, for rooms that send something there."""
    return next((one.address for one in await store.addresses(read, person) if one.id == address_id), None)


def pick(found: list[SavedAddress], address_id: object) -> SavedAddress:
    """Return the one with that id. Raises NoSuchAddress."""
    for one in found:
        if one.id == address_id:
            return one
    raise NoSuchAddress
