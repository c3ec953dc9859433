"""CLUB-4: a bot with ten thousand accounts gets what one person gets; as many people as it can really be, within one percent of the units."""

import random
from uuid import UUID

import pytest

from stoa.base import ids, likeness
from stoa.base.database import Writing
from stoa.deals.private_sales import claim_store, rules, store
from stoa.deals.private_sales.line import OverTheLimit
from stoa.deals.private_sales.model import Sale
from stoa.people.profiles.model import Address
from tests.deals.private_sales.makers import Club, crowd, make_sale, open_now, sale_of
from tests.shop.checkout.makers import HOME

pytestmark = pytest.mark.anyio
ACCOUNTS, PEOPLE, UNITS = 10_000, 1_000, 500
SPELLINGS = ("Hafenstraße {}", "Hafenstrasse {}", "Hafenstr. {}", "HAFENSTRASSE  {}", "{} Hafenstraße", "Hafen-Straße {}")


class Someone:
    """A made-up buyer: how they look to the shop when they order."""

    def __init__(self, mail: str, address: Address, card: str) -> None:
        self.mail, self.address, self.card = mail, address, card


def a_person(number: int) -> Someone:
    home = Address(name=f"Person {number}", line1=f"Deichweg {number}", city="Hamburg", postal_code="20457", country="DE")
    return Someone(f"person{number}@example.com", home, f"tok_card_{number}")


def an_account(number: int, chance: random.Random, identities: int) -> Someone:
    """Return one account of the bot: its mail, its address and its card look different and are of few."""
    which = number % identities
    address = Address(
        name=f"Name {number}",
        line1=chance.choice(SPELLINGS).format(100 + which),
        line2=f"Flat {number}",
        city="Hamburg",
        postal_code=chance.choice(["20095", "20 095"]),
        country="DE",
    )
    mail = f"b.o.t{which}+{number}@{chance.choice(['gmail.com', 'googlemail.com'])}"
    return Someone(mail, address, f"tok_card_bot_{which}")


async def buys(tx: Writing, sale: Sale, item: UUID, who: Someone) -> bool:
    """Count one piece for who orders it, as an order and its payment do; return whether they may have it."""
    marks = [("mail", likeness.mail_mark(who.mail)), ("address", likeness.address_mark(who.address)), ("payment", f"sandbox:{who.card}")]
    counted = {rules.digest(sale.salt, item, kind, value): 1 for kind, value in marks}

    try:
        async with tx.attempt():
            await _count(tx, sale, counted)
    except OverTheLimit:
        return False
    return True


async def _count(tx: Writing, sale: Sale, marks: dict[bytes, int]) -> None:
    if not await claim_store.count(tx, sale.id, ids.new(), marks, sale.per_person):
        raise OverTheLimit


@pytest.mark.parametrize("identities", [1, 5])
async def test_ten_thousand_accounts_are_as_many_people_as_they_really_are(tx: Writing, identities: int) -> None:
    """Everybody waits and is drawn; whoever's turn it is orders, until nothing is left: ten of the bot's accounts to each person."""
    chance = random.Random(4)
    club: Club = await make_sale(tx, units=UNITS, room=100_000)
    await crowd(tx, club.sale, ACCOUNTS + PEOPLE)
    await open_now(tx, club)
    drawn = await store.drawn(tx, club.sale)
    order = [number for number, _ in enumerate(drawn[0])]
    chance.shuffle(order)  # who stands behind which place
    everybody = [an_account(number, chance, identities) if number < ACCOUNTS else a_person(number) for number in order]
    sale = await sale_of(tx, club.sale)
    left, of_bot, of_people = UNITS, 0, 0
    for number, who in zip(order, everybody, strict=True):
        if left and await buys(tx, sale, club.item.id, who):
            left -= 1
            of_bot, of_people = (of_bot + 1, of_people) if number < ACCOUNTS else (of_bot, of_people + 1)
    fair = UNITS * identities / (PEOPLE + identities)
    assert of_bot <= identities * sale.per_person
    assert of_bot - fair <= UNITS / 100
    assert (left, of_people) == (0, UNITS - of_bot)


async def test_neighbours_with_other_numbers_are_other_people(tx: Writing) -> None:
    club = await make_sale(tx)
    sale = await sale_of(tx, club.sale)
    assert await buys(tx, sale, club.item.id, Someone("a@example.com", HOME, "one"))
    assert not await buys(tx, sale, club.item.id, Someone("b@example.com", HOME, "two"))
    assert await tx.value("select count(*) from private_sales.taken") == 3
    next_door = Address(name="B", line1="Hafenstraße 14", city="Hamburg", postal_code="20095", country="DE")
    assert await buys(tx, sale, club.item.id, Someone("b@example.com", next_door, "two"))
    await tx.run("delete from private_sales.taken")
    await tx.run("delete from private_sales.tally")
