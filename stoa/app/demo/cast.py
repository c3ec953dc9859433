"""Who plays in the demo: its customers, and the three people one can sign in as."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import msgspec

from stoa.app.demo.goods.people import Person
from stoa.app.demo.goods.year import PastOrder
from stoa.base import ids
from stoa.base.database import Writing
from stoa.people.permissions.model import PersonId
from stoa.people.profiles.model import Address


class Role(msgspec.Struct, frozen=True):
    """Somebody to sign in as."""

    name: str
    email: str


CAST = {
    "shopper": Role("Mara Lindqvist", "mara@example.com"),
    "merchant": Role("Theo Albers", "theo@example.com"),
    "moderator": Role("Noor van Dijk", "noor@example.com"),
}


class Customer(msgspec.Struct, frozen=True):
    """Somebody who ordered; guests have no `id`."""

    id: PersonId | None
    name: str
    email: str
    language: str
    market: str
    address: Address


MARKETS = {"GB": "uk", "US": "us"}


async def make(tx: Writing, year: Sequence[PastOrder]) -> dict[int, Customer]:
    """Write the customers of that year and return them by number. Two of three have an account; the best one is the shopper of the cast."""
    first: dict[int, datetime] = {}
    for order in year:
        first.setdefault(order.person.number, order.placed_at)
    known = {order.person.number: order.person for order in year}
    counts = Counter(order.person.number for order in year if order.person.address.country == "DE")
    star = min(counts, key=lambda number: (-counts[number], number))
    made = {number: _customer(person, first[number], star=number == star) for number, person in known.items()}
    members = [(number, one) for number, one in made.items() if one.id is not None]
    await tx.copy(
        "accounts.person",
        ["id", "email", "name", "language", "market", "roles", "verified_at", "made_at"],
        [(one.id, one.email, one.name, one.language, one.market, ["shopper"], first[n], first[n]) for n, one in members],
    )
    await tx.copy(
        "profiles.address",
        ["id", "person_id", "usual", "made_at", "name", "company", "line1", "line2", "city", "region", "postal_code", "country", "phone"],
        [
            (ids.at(first[n]), one.id, True, first[n], one.name, "", a.line1, "", a.city, a.region, a.postal_code, a.country, "")
            for n, one in members
            for a in (one.address,)
        ],
    )
    return made


def _customer(person: Person, joined: datetime, *, star: bool) -> Customer:
    name, email = (CAST["shopper"].name, CAST["shopper"].email) if star else (person.name, person.email)
    where = person.address
    return Customer(
        id=PersonId(ids.at(joined)) if star or person.number % 3 else None,
        name=name,
        email=email,
        language="en" if star or person.locale != "de" else "de",
        market=MARKETS.get(where.country, "eu"),
        address=Address(
            name=name, line1=where.street, city=where.city, postal_code=where.postal_code, country=where.country, region=where.region
        ),
    )
