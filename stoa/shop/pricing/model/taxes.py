"""The nouns of a total: lines in money, the taxes on them, and what all comes to."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NewType
from uuid import UUID

import msgspec

from stoa.base.money import Money
from stoa.base.money import total as add

TaxRateId = NewType("TaxRateId", UUID)


STANDARD = "standard"
"""The tax class of goods without one of their own."""


SHIPPING = "shipping"
"""The tax class by which a place may tax shipping otherwise than the goods."""


class TaxRate(msgspec.Struct, frozen=True):
    """A tax on a class of goods in a place; `rate` in parts per million (190000 is 19 %)."""

    name: str
    rate: int


Rates = Mapping[str, Sequence[TaxRate]]
"""The rates of a place by tax class, as `pricing.tax` finds them and `pricing.total` takes them."""


class TaxRule(msgspec.Struct, frozen=True, kw_only=True):
    """A tax rate with the place and the time it holds. An empty region means the whole country.

    `name` is what it is called there; `names` are what readers of these languages see instead.
    """

    id: TaxRateId
    country: str
    region: str = ""
    tax_class: str = STANDARD
    name: str
    names: dict[str, str] = {}
    rate: int
    from_at: datetime
    until_at: datetime | None = None


class PricedLine(msgspec.Struct, frozen=True):
    """A line to be totalled: a unit's price as the market shows it, how many, and their tax class."""

    unit: Money
    quantity: int
    tax_class: str = STANDARD


class LineTotal(msgspec.Struct, frozen=True):
    """A line in money; `net + tax = gross`, always."""

    net: Money
    tax: Money
    gross: Money

    def part(self, quantity: int, before: int, count: int) -> "LineTotal":
        """Return what `count` units of this line of `quantity` come to, when `before` of them were taken out earlier.

        Whatever the steps, all parts together are the line. Raises ValueError when there are not so many.
        """
        if not 0 <= before <= before + count <= quantity:
            raise ValueError(f"{count} after {before} of {quantity}")
        each, taken, code = [1] * quantity, slice(before, before + count), self.gross.currency
        gross = add(self.gross.allocate(each)[taken], code)
        tax = add(self.tax.allocate(each)[taken], code)
        return LineTotal(gross - tax, tax, gross)


class TaxLine(msgspec.Struct, frozen=True):
    """One tax of a total: its name, its rate (parts per million), the net amount it is on, what it comes to, and on which classes of goods."""

    name: str
    rate: int
    base: Money
    amount: Money
    classes: tuple[str, ...] = ()


def taxes_without(taxes: Sequence[TaxLine], on: Collection[int], net: Money, tax: Money) -> list[TaxLine]:
    """Return the taxes of a total from which so much net and tax is gone, that the taxes in these places are on.

    What is left of their sum they share by what each should be on what is left of its base, by largest remainder: the
    sum is right to the cent, and none falls below zero.
    """
    found = list(taxes)
    if not on:
        return found
    left = add((taxes[at].amount for at in on), tax.currency) - tax
    bases = {at: taxes[at].base - net for at in on}
    shares = left.allocate([bases[at].amount * taxes[at].rate for at in on])
    for at, share in zip(on, shares, strict=True):
        found[at] = msgspec.structs.replace(taxes[at], base=bases[at], amount=share)
    return _none_below_zero(found)


def _none_below_zero(taxes: list[TaxLine]) -> list[TaxLine]:
    """Let the largest amounts bear what rounding left of others below zero."""
    for at in sorted(range(len(taxes)), key=lambda at: taxes[at].amount):
        short = taxes[at].amount
        if short.amount >= 0:
            break
        most = max(range(len(taxes)), key=lambda at: taxes[at].amount)
        taxes[at] = msgspec.structs.replace(taxes[at], amount=short * 0)
        taxes[most] = msgspec.structs.replace(taxes[most], amount=taxes[most].amount + short)
    return taxes


class Totals(msgspec.Struct, frozen=True):
    """What is to be paid. `subtotal` is the goods as the market shows them (gross or net); `total` is everything, with tax."""

    lines: list[LineTotal]
    shipping: LineTotal
    subtotal: Money
    discount: Money
    tax: list[TaxLine]
    total: Money
