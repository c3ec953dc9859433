"""A year of invented trade: who ordered what and when, what was cancelled, what came back and why.

Plain values only; writing them to a database is somebody else's work. The same arguments give the same year.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from stoa.app.demo.goods.model import Goods, Product, Text, Variant
from stoa.app.demo.goods.people import Person

DAYS = 365
EARLIER = 40
_PER_DAY = 3.3  # orders on an ordinary weekday in the middle of the year
_WEEK = (1.15, 1.0, 0.95, 1.0, 0.85, 0.8, 1.3)  # Monday to Sunday; Sunday evening is for buying
_HOURS = (1, 0, 0, 0, 0, 1, 2, 4, 6, 7, 8, 8, 9, 8, 7, 7, 7, 8, 10, 13, 15, 14, 9, 4)

Status = Literal["delivered", "shipped", "paid", "cancelled"]

REASONS = (
    Text("Arrived damaged", "Beschädigt angekommen"),
    Text("Too large for the place I had in mind", "Zu groß für den gedachten Platz"),
    Text("The colour looks different at home", "Die Farbe wirkt zu Hause anders"),
    Text("Ordered twice by mistake", "Versehentlich doppelt bestellt"),
    Text("It was a gift and they already had one", "War ein Geschenk und schon vorhanden"),
    Text("Does not fit", "Passt nicht"),
)


@dataclass(frozen=True, slots=True)
class PastLine:
    sku: str
    handle: str
    quantity: int
    price: int  # euro cents each, as it was paid
    returned: int = 0
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class PastOrder:
    """`delivered_at` is None for what is still on its way, unpaid for or cancelled."""

    number: int
    person: Person
    placed_at: datetime
    status: Status
    lines: tuple[PastLine, ...]
    delivered_at: datetime | None = None
    returned_at: datetime | None = None
    gift: bool = False

    @property
    def total(self) -> int:
        """Goods only, in euro cents, before anything was sent back."""
        return sum(line.price * line.quantity for line in self.lines)


def orders(goods: Goods, people: Sequence[Person], seed: int, until: datetime) -> Iterator[PastOrder]:
    """The orders of the year that ends at `until`, oldest first."""
    dice = random.Random(f"year {seed}")
    shelf = _Shelf(goods, dice)
    fresh = list(people)
    dice.shuffle(fresh)
    # The shop is older than its year: some customers knew it before.
    known, fresh = fresh[:EARLIER], fresh[EARLIER:]
    for number, moment in enumerate(_moments(dice, until), 1):
        person = _who(dice, known, fresh)
        yield _order(dice, shelf, number, person, moment, until)


class _Shelf:
    """How often each product is taken: cheap things more often, and each shop has its favourites."""

    def __init__(self, goods: Goods, dice: random.Random) -> None:
        self.products = goods.products
        self.favour = [
            min(3.0, dice.paretovariate(2.2)) * (3000 / (1200 + min(v.price for v in product.variants))) ** 0.6
            for product in goods.products
        ]
        self.by_category: dict[str, list[int]] = {}
        for index, product in enumerate(goods.products):
            self.by_category.setdefault(goods.top_category(product.category).handle, []).append(index)
        self.category = [goods.top_category(product.category).handle for product in goods.products]

    def basket(self, dice: random.Random, size: int, *, december: bool) -> list[Product]:
        """Things bought together often come from one category."""
        weights = [
            favour * (1.8 if december and "gifts-under-30" in product.collections else 1.0)
            for favour, product in zip(self.favour, self.products, strict=True)
        ]
        first = dice.choices(range(len(self.products)), weights)[0]
        chosen = [first]
        while len(chosen) < size:
            pool = self.by_category[self.category[first]] if dice.random() < 0.55 else range(len(self.products))
            index = dice.choices(pool, [weights[at] for at in pool])[0]
            if index not in chosen:
                chosen.append(index)
        return [self.products[index] for index in chosen]


def _moments(dice: random.Random, until: datetime) -> Iterator[datetime]:
    """When orders come in: growth over the year, the rhythm of a week, the weeks before Christmas."""
    start = until - timedelta(days=DAYS)
    for day in range(DAYS + 1):
        date = (start + timedelta(days=day)).replace(hour=0, minute=0, second=0, microsecond=0)
        growth = 0.78 + 0.44 * day / DAYS
        expected = _PER_DAY * growth * _WEEK[date.weekday()] * _season(date)
        count = int(expected) + (dice.random() < expected % 1)
        count = max(0, count + dice.choice((-1, 0, 0, 0, 1)))
        hours = sorted(dice.choices(range(24), _HOURS, k=count))
        minutes = sorted((hour, dice.randint(0, 59), dice.randint(0, 59)) for hour in hours)
        for hour, minute, second in minutes:
            moment = date.replace(hour=hour, minute=minute, second=second)
            if start <= moment < until:
                yield moment


def _season(date: datetime) -> float:
    if date.month == 12:
        return 3.0 if date.day <= 18 else 0.8
    if date.month == 11:
        return 1.3 if date.day < 20 else 1.8
    return {1: 0.75, 2: 0.8, 4: 1.1, 5: 1.1, 7: 0.8, 8: 0.75}.get(date.month, 0.95)


def _who(dice: random.Random, known: list[Person], fresh: list[Person]) -> Person:
    """A new customer or one who comes back; those who came early come back the most."""
    if fresh and (not known or dice.random() < 0.26):
        person = fresh.pop()
        known.append(person)
        return person
    if not known:
        raise ValueError("orders need people")
    return known[int(len(known) * dice.random() ** 1.35)]


def _order(dice: random.Random, shelf: _Shelf, number: int, person: Person, moment: datetime, until: datetime) -> PastOrder:
    size = dice.choices((1, 2, 3, 4), (52, 28, 14, 6))[0]
    december = moment.month == 12
    lines = tuple(_line(dice, product) for product in shelf.basket(dice, size, december=december))
    gift = dice.random() < (0.3 if december else 0.08)
    if dice.random() < 0.03:
        return PastOrder(number, person, moment, "cancelled", lines, gift=gift)
    delivered = moment + timedelta(days=dice.choices((1, 2, 3, 4, 6), (10, 38, 30, 16, 6))[0], hours=dice.randint(8, 20))
    if delivered >= until:
        status: Status = "shipped" if moment + timedelta(hours=30) < until else "paid"
        return PastOrder(number, person, moment, status, lines, gift=gift)
    back = delivered + timedelta(days=dice.randint(2, 13), hours=dice.randint(0, 9))
    if dice.random() < 0.06 and back < until:
        return PastOrder(number, person, moment, "delivered", _send_back(dice, lines), delivered, back, gift)
    return PastOrder(number, person, moment, "delivered", lines, delivered, gift=gift)


def _line(dice: random.Random, product: Product) -> PastLine:
    variant: Variant = dice.choices(product.variants, [2 + len(product.variants) - at for at in range(len(product.variants))])[0]
    several = variant.price < 3500 and dice.random() < 0.24
    return PastLine(variant.sku, product.handle, dice.choice((2, 2, 3, 4)) if several else 1, variant.price)


def _send_back(dice: random.Random, lines: tuple[PastLine, ...]) -> tuple[PastLine, ...]:
    """One line comes back, wholly or in part."""
    at = dice.randrange(len(lines))
    line = lines[at]
    returned = PastLine(line.sku, line.handle, line.quantity, line.price, dice.randint(1, line.quantity), dice.choice(REASONS))
    return (*lines[:at], returned, *lines[at + 1 :])
