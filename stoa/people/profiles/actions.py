"""The verbs of profiles."""

from stoa.base.database import Writing
from stoa.people.permissions.model import PersonId
from stoa.people.profiles import rules, store
from stoa.people.profiles.model import Address, AddressId, NoSuchAddress, TooManyAddresses


async def add_address(tx: Writing, person: PersonId, address: Address, *, usual: bool = False) -> AddressId:
    """Keep an address that `check_address` found good; the same one twice is kept once. The first is the usual one.

    Raises TooManyAddresses.
    """
    kept = await store.lock_person(tx, person)
    same = next((one.id for one in kept if one.address == address), None)
    if same is None and len(kept) >= rules.MOST:
        raise TooManyAddresses(most=rules.MOST)
    found = same or await store.add(tx, person, address, usual=not kept)
    if usual:
        await store.set_usual(tx, person, found)
    return found


async def change_address(tx: Writing, person: PersonId, address_id: AddressId, address: Address) -> None:
    """Put another address in an address's place. Raises NoSuchAddress."""
    if not await store.change(tx, person, address_id, address):
        raise NoSuchAddress


async def make_usual(tx: Writing, person: PersonId, address_id: AddressId) -> None:
    """Offer this address first from now on. Raises NoSuchAddress."""
    kept = await store.lock_person(tx, person)
    if address_id not in {one.id for one in kept}:
        raise NoSuchAddress
    await store.set_usual(tx, person, address_id)


async def remove_address(tx: Writing, person: PersonId, address_id: AddressId) -> None:
    """Forget an address; the latest of the others becomes the usual one if this was it. Raises NoSuchAddress."""
    kept = await store.lock_person(tx, person)
    if not await store.remove(tx, person, address_id):
        raise NoSuchAddress
    rest = [one for one in kept if one.id != address_id]
    if rest and not any(one.usual for one in rest):
        await store.set_usual(tx, person, rest[0].id)


async def forget(tx: Writing, person: PersonId) -> None:
    """Forget all addresses of a person."""
    await store.remove_all(tx, person)
