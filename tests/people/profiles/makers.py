"""Addresses for tests."""

from stoa.people.profiles.model import Address


def make_address(**overrides: str) -> Address:
    given = {"name": "Ada Lovelace", "line1": "Torstraße 1", "city": "Berlin", "postal_code": "10115", "country": "DE"}
    return Address(**{**given, **overrides})
