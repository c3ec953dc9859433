"""The nouns of billing: an invoice as it was issued, what corrects it."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

import msgspec

from stoa.base import ids, locale, money
from stoa.base.money import Money
from stoa.base.refusals import Missing
from stoa.people.profiles.model import Address
from stoa.shop.orders.model import LineId, Order, OrderId
from stoa.shop.pricing.model.taxes import TaxLine

CorrectionId = NewType("CorrectionId", UUID)


class Seller(msgspec.Struct, frozen=True):
    """Who sells: name and address, line by line, and the number they are known to the tax office by."""

    lines: list[str]
    tax_number: str

    @property
    def whole(self) -> bool:
        """Return whether an invoice says of them what it must."""
        return len(self.lines) > 1 and bool(self.tax_number)

    @classmethod
    def read(cls, seller: str, shop_name: str, tax_number: str) -> "Seller":
        """Return who sells, as the shop was started: the parts of STOA_SELLER, or its name alone."""
        return cls([line for part in seller.split(";") if (line := part.strip())] or [shop_name], tax_number.strip())


class BillLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line as it was invoiced: the price of a unit, and net and tax of all its units together."""

    id: LineId
    title: str
    choices: list[str]
    sku: str | None
    tax_class: str
    quantity: int
    unit: Money
    net: Money
    tax: Money

    @property
    def gross(self) -> Money:
        return self.net + self.tax

    @property
    def name(self) -> str:
        return ", ".join([self.title, *([" · ".join(self.choices)] if self.choices else [])])


class Bill(msgspec.Struct, frozen=True, kw_only=True):
    """What an invoice says of goods, delivery and taxes, and who sold them."""

    language: str
    currency: str
    tax_added: bool
    seller: Seller
    lines: list[BillLine]
    shipping_name: str
    shipping_net: Money
    shipping_tax: Money
    taxes: list[TaxLine]

    @property
    def shipping(self) -> Money:
        return self.shipping_net + self.shipping_tax

    @property
    def net(self) -> Money:
        return money.total((line.net for line in self.lines), self.currency) + self.shipping_net

    @property
    def tax(self) -> Money:
        return money.total((line.tax for line in self.lines), self.currency) + self.shipping_tax

    @property
    def total(self) -> Money:
        return self.net + self.tax


class Invoice(msgspec.Struct, frozen=True, kw_only=True):
    """An order's invoice. Its number is the order's; whom it is for is taken from it when they ask to be forgotten."""

    order_id: OrderId
    number: int
    at: datetime
    buyer: Address | None
    bill: Bill


class Kind(StrEnum):
    """What an amount is given back for: pieces of a line, a lower price of it, the way there, or nothing in particular."""

    PIECES = "pieces"
    PRICE = "price"
    SHIPPING = "shipping"
    GOODWILL = "goodwill"


class Position(msgspec.Struct, frozen=True):
    """What an amount is meant for: so many pieces of a line (0: its price), or of no line, the way there. Tax included, in minor units."""

    line: LineId | None
    pieces: int
    amount: int


def meant(part: str, amount: int) -> list[Position]:
    """Return what an amount is meant for: "shipping", the written id of a line, or "" for nothing in particular. Raises UnknownId."""
    if not part:
        return []
    return [Position(None if part == "shipping" else LineId(ids.parse("lin", part)), 0, amount)]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What of a line (None: the way there) a correction takes back."""

    line: LineId | None
    kind: Kind
    pieces: int
    name: str
    net: Money
    tax: Money

    @property
    def gross(self) -> Money:
        return self.net + self.tax


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What is taken back of an invoice, issued when the money is back or was never to be taken."""

    id: CorrectionId
    number: int
    order_id: OrderId
    refund_id: UUID | None
    at: datetime
    reason: str
    amount: int
    currency: str
    entries: list[Entry]
    taxes: list[TaxLine]

    @property
    def shown_number(self) -> str:
        """Return its number in a series of its own, which no invoice can have."""
        return f"C-{self.number}"

    @property
    def total(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def tax(self) -> Money:
        return money.total((one.tax for one in self.entries), self.currency)

    @property
    def net(self) -> Money:
        return self.total - self.tax

    def rows(self) -> list[Entry]:
        """Return what is to be read: what was given for nothing in particular as one."""
        named, rest = [one for one in self.entries if one.kind != Kind.GOODWILL], [one for one in self.entries if one.kind == Kind.GOODWILL]
        if not rest:
            return named
        net, tax = money.total((one.net for one in rest), self.currency), money.total((one.tax for one in rest), self.currency)
        return [*named, Entry(line=None, kind=Kind.GOODWILL, pieces=0, name="", net=net, tax=tax)]

    def link(self, order: Order, key: str = "") -> "Link":
        """Return how it is pointed at: for whoever opened the order with its key, with that."""
        path = f"/orders/{order.shown_id}/corrections/{self.shown_number}"
        path = f"{path}?key={key}" if key else path
        return Link(self.shown_number, self.at, self.total, path, locale.language(order.language).prefix + path)


class Link(msgspec.Struct, frozen=True):
    """A correction in a list: number, day, amount, the path of its page, and its address in the language of the order."""

    number: str
    at: datetime
    amount: Money
    path: str
    href: str


class NoSuchCorrection(Missing):
    """There is no such correction of this order's invoice."""


def numbered(found: Sequence[Correction], text: str) -> Correction:
    """Return the one of that number. Raises NoSuchCorrection."""
    for one in found:
        if one.shown_number == text:
            return one
    raise NoSuchCorrection
