"""The nouns of profiles."""

from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

import msgspec

from stoa.base.refusals import Conflict, Missing

AddressId = NewType("AddressId", UUID)


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """Where somebody lives or receives things: ISO 3166-1 country, ISO 3166-2 region without the country."""

    name: str
    line1: str
    city: str
    postal_code: str
    country: str
    company: str = ""
    line2: str = ""
    region: str = ""
    phone: str = ""


class SavedAddress(msgspec.Struct, frozen=True):
    """An address that a person keeps here; `usual` is the one that is offered first."""

    id: AddressId
    address: Address
    usual: bool
    made_at: datetime


class Group(StrEnum):
    """What a place of the account is about; in this order they stand."""

    ORDERS = "orders"
    COMMUNITY = "community"
    DEALS = "deals"
    YOU = "you"


class AccountEntry(msgspec.Struct, frozen=True):
    """A place in the account: its title's text key, its icon, its path, and the path of the card that the overview
    shows of it (a fragment that loads by itself; empty for none). In its group lower positions come first.
    """

    title: str
    icon: str
    href: str
    card: str = ""
    position: int = 50
    group: Group = Group.YOU


class Line(msgspec.Struct, frozen=True):
    """How things stand at a place of the account, in one line: a text's key with what it says (`count`, `more`, `name`).

    `waits` is for what waits for this member, and for nobody else.
    """

    key: str
    count: int = 0
    more: int = 0
    name: str = ""
    waits: bool = False


class NoSuchAddress(Missing):
    """There is no such address, or it is not this person's."""


class TooManyAddresses(Conflict):
    """A person keeps fifty addresses at most."""
