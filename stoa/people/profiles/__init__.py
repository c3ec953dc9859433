"""Profiles: how people are called and spoken to, and where they live.

An address is checked by the rules of its country (postal code, region) before it is kept. A person has as many as
they like, one of them the usual one. Rooms above put their places into the account by `profiles.offer_entry`.
"""

from stoa.people.profiles.actions import add_address, change_address, forget, make_usual, remove_address
from stoa.people.profiles.countries import COUNTRIES, REGIONS, region_code
from stoa.people.profiles.places import entries, lines, offer_entry
from stoa.people.profiles.queries import address_of, addresses, usual_address
from stoa.people.profiles.rules import check_address

__all__ = [
    "COUNTRIES",
    "REGIONS",
    "add_address",
    "address_of",
    "addresses",
    "change_address",
    "check_address",
    "entries",
    "forget",
    "lines",
    "make_usual",
    "offer_entry",
    "region_code",
    "remove_address",
    "usual_address",
]
