"""Invented customers, always the same ones for the same seed. Their mail goes to reserved example domains."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass

from stoa.app.demo.goods.places import COUNTRIES, Country, Town

_LETTERS = "ABDEFGHJLNPRTUWXYZ"


@dataclass(frozen=True, slots=True)
class Address:
    street: str
    postal_code: str
    city: str
    region: str
    country: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who shops. `locale` is the language they would choose in a browser."""

    number: int
    given_name: str
    family_name: str
    email: str
    locale: str
    address: Address

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


def people(n: int, seed: int) -> list[Person]:
    """`n` customers with different names and addresses for mail."""
    dice = random.Random(f"people {seed}")
    shares = [country.share for country in COUNTRIES]
    found: list[Person] = []
    names: set[tuple[str, str]] = set()
    while len(found) < n:
        country = dice.choices(COUNTRIES, shares)[0]
        name = (dice.choice(country.given), dice.choice(country.family))
        # Once most pairs are taken, somebody may well share a name; the mail address still differs.
        if name in names and len(found) < 500:
            continue
        names.add(name)
        found.append(_person(dice, len(found) + 1, name, country))
    return found


def _person(dice: random.Random, number: int, name: tuple[str, str], country: Country) -> Person:
    domain = dice.choice(("example.com", "example.org"))
    email = f"{_plain(name[0])}.{_plain(name[1])}.{number}@{domain}"
    return Person(number, *name, email, country.locale, _address(dice, country))


def _address(dice: random.Random, country: Country) -> Address:
    town = dice.choice(country.towns)
    number = dice.randint(1, 1900) if country.code == "US" else dice.randint(1, 120)
    street = country.street.format(street=dice.choice(country.streets), number=number)
    return Address(street, _postal_code(dice, town), town.name, town.region, country.code)


def _postal_code(dice: random.Random, town: Town) -> str:
    code = ""
    for sign in town.code:
        if sign == "#":
            # No zero: some district numbers ending in zero are not given to streets.
            code += str(dice.randint(1, 9))
        elif sign == "@":
            code += dice.choice(_LETTERS)
        else:
            code += sign
    return code


def _plain(name: str) -> str:
    """Lower-case Latin letters, as a mail address wants them."""
    for umlaut, pair in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("-", "")):
        name = name.lower().replace(umlaut, pair)
    parts = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in parts if sign.isascii() and sign.isalpha())
