"""The nouns of carriers: what each is asked, and what it may answer."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

import msgspec


class ScanCode(StrEnum):
    """What happened to a parcel."""

    MADE = "made"
    COLLECTED = "collected"
    IN_TRANSIT = "in_transit"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERED = "delivered"
    LOST = "lost"
    RETURNED = "returned"


class Scan(msgspec.Struct, frozen=True):
    """One event of a parcel: when, what, and where (a place's name, or empty)."""

    at: datetime
    code: ScanCode
    place: str = ""


class Label(msgspec.Struct, frozen=True):
    """What a registration gives: the tracking number, and where the label to print is, if the carrier makes one."""

    tracking: str
    label_url: str | None = None


class Address(msgspec.Struct, frozen=True):
    """Where a parcel goes."""

    name: str
    line1: str
    city: str
    postal_code: str
    country: str
    line2: str = ""
    region: str = ""


class Parcel(msgspec.Struct, frozen=True):
    """What is handed over. `made_at` is the shop's time at which it was packed, the same in every repetition."""

    reference: str
    weight_grams: int
    made_at: datetime
    promised_on: date | None = None


class CarrierTimeout(Exception):
    """No answer came. Send the same call with the same key again."""


class Carrier(Protocol):
    """Takes parcels and says where they are. Never called inside a transaction."""

    name: str

    async def register(self, *, key: str, parcel: Parcel, address: Address, service: str) -> Label:
        """Announce a parcel; the same key gives the same label. `service` is the carrier's own word, or empty.

        Raises CarrierTimeout.
        """
        ...

    async def track(self, tracking: Iterable[str], now: datetime) -> dict[str, list[Scan]]:
        """Return every scan so far of each number, oldest first; a number nobody knows is left out.

        Raises CarrierTimeout.
        """
        ...
