"""The nouns of profiles."""

import msgspec


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
