"""A person's addresses, as JSON."""

import msgspec

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.routes import delete, get, post
from stoa.base.refusals import Invalid
from stoa.people.permissions.model import Visitor
from stoa.people.profiles import actions, queries, rules
from stoa.people.profiles.model import Address, AddressId


class AddressView(msgspec.Struct, frozen=True):
    """An address that is kept; `usual` is the one that is offered first."""

    id: str
    usual: bool
    address: Address


class NewAddress(msgspec.Struct, frozen=True, kw_only=True):
    """An address to keep. Lengths and postal codes are checked by the country's rules."""

    name: str
    line1: str
    city: str
    country: str
    postal_code: str = ""
    company: str = ""
    line2: str = ""
    region: str = ""
    phone: str = ""
    usual: bool = False


@get("/api/me/addresses", may="member", tags=["me"])
async def my_addresses(read: Reading, visitor: Visitor) -> list[AddressView]:
    """The addresses that the person keeps, the usual one first."""
    return [AddressView(ids.show("adr", one.id), one.usual, one.address) for one in await queries.addresses(read, visitor.member)]


@post("/api/me/addresses", may="member", tags=["me"])
async def add_address(tx: Writing, visitor: Visitor, data: NewAddress) -> AddressView:
    """Keep an address; the same one twice is kept once. 422 with a pointer to each field that is wrong."""
    address, wrong = rules.check_address(msgspec.structs.asdict(data))
    if wrong:
        raise Invalid(wrong)
    made = await actions.add_address(tx, visitor.member, address, usual=data.usual)
    found = queries.pick(await queries.addresses(tx, visitor.member), made)
    return AddressView(ids.show("adr", found.id), found.usual, found.address)


@delete("/api/me/addresses/{address_id:str}", may="member", tags=["me"])
async def remove_address(tx: Writing, visitor: Visitor, address_id: str) -> None:
    """Forget an address."""
    await actions.remove_address(tx, visitor.member, AddressId(ids.parse("adr", address_id)))


HANDLERS = [my_addresses, add_address, remove_address]
