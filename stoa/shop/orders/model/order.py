"""An order as it is agreed and as it stands: its lines, its way there, its sums, its timeline."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

import msgspec

from stoa.base import ids
from stoa.base.money import Money
from stoa.base.money import total as add
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import PersonId
from stoa.shop.carts.model import CartId
from stoa.shop.catalog.model import Picture, ProductId, VariantId
from stoa.shop.pricing.model.taxes import TaxLine, taxes_without

OrderId = NewType("OrderId", UUID)
LineId = NewType("LineId", UUID)


REPLACEMENT = "replacement"
"""The prefix of the purpose of an order that is sent in place of another's pieces: `replacement:<return>`."""


class State(StrEnum):
    """Pending waits for the payment's outcome; held for an event; open is to be sent; the others have ended."""

    PENDING = "pending"
    HELD = "held"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """How it was agreed to come, as it was shown: the option, its price, the days."""

    code: str
    name: str
    price: Money
    arrives_on: date
    arrives_by: date
    pickup: bool = False
    place: list[str] = []
    carrier: str = ""
    days: int = 0
    """Of an order that is held: so many days at most after it is let go it arrives. Its dates are those of the latest moment of that."""


class NewLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line as it is agreed: the unit price, and net and tax of all its units together."""

    variant_id: VariantId
    product_id: ProductId
    handle: str
    title: str
    choices: list[str]
    sku: str | None
    picture: Picture | None
    tax_class: str
    weight_grams: int
    ships: bool
    quantity: int
    unit: Money
    net: Money
    tax: Money


class NewOrder(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is agreed when a cart becomes an order."""

    cart_id: CartId | None
    person_id: PersonId | None
    email: str
    market: str
    currency: str
    language: str
    shipping_address: Address | None
    billing_address: Address | None
    delivery: Delivery | None
    tax_mode: str
    taxes: list[TaxLine]
    lines: list[NewLine]
    subtotal: Money
    shipping_net: Money
    shipping_tax: Money
    tax: Money
    total: Money
    message: str = ""
    recipient_id: PersonId | None = None
    hidden_as: str | None = None
    purpose: str | None = None
    codes: list[str] = []


class Line(NewLine, frozen=True, kw_only=True):
    """A line as it stands: how many were ordered, cancelled, sent, arrived, came back."""

    id: LineId
    cancelled: int
    shipped: int
    delivered: int
    returned: int

    @property
    def gross(self) -> Money:
        return self.net + self.tax

    @property
    def gross_kept(self) -> Money:
        """Return what the pieces cost that were not cancelled."""
        return self.gross - self.gross.share(self.cancelled, self.quantity)

    @property
    def net_kept(self) -> Money:
        """Return the same without tax."""
        return self.gross_kept - (self.tax - self.tax.share(self.cancelled, self.quantity))

    @property
    def left(self) -> int:
        """Return how many are agreed and neither cancelled nor sent."""
        return self.quantity - self.cancelled - self.shipped

    @property
    def kept(self) -> int:
        """Return how many were not cancelled."""
        return self.quantity - self.cancelled


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened; `kind` names the sentence, `facts` fill it."""

    kind: str
    facts: dict[str, Any]
    actor: str
    visible: bool
    at: datetime


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """An order whole, with its lines and what happened to it."""

    id: OrderId
    number: int
    key: str
    cart_id: CartId | None
    person_id: PersonId | None
    email: str
    market: str
    currency: str
    language: str
    state: State
    hold_reason: str | None
    shipping_address: Address | None
    billing_address: Address | None
    delivery: Delivery | None
    tax_mode: str
    taxes: list[TaxLine]
    subtotal: Money
    shipping_net: Money
    shipping_tax: Money
    tax: Money
    total: Money
    message: str
    made_at: datetime
    placed_at: datetime | None
    picking_at: datetime | None
    ended_at: datetime | None
    lines: list[Line]
    entries: list[Entry] = []
    recipient_id: PersonId | None = None
    """Whose address it goes to, where that is not its buyer's."""
    purpose: str | None = None
    """What it was made for, as `prefix:rest`: who registered for the prefix (`holder`) decides when it is released."""
    hidden_as: str | None = None
    """What its buyer knows that address as: they are not shown it."""
    codes: list[str] = []
    """The voucher codes that made its prices."""

    @property
    def shown_id(self) -> str:
        return ids.show("ord", self.id)

    @property
    def replacement(self) -> bool:
        """Return whether it is sent in place of another order's pieces: nothing is paid for it, and nothing was sold by it."""
        return self.purpose is not None and self.purpose.startswith(f"{REPLACEMENT}:")

    @property
    def shipping(self) -> Money:
        return self.shipping_net + self.shipping_tax

    @property
    def tax_added(self) -> bool:
        """Return whether prices were shown without tax, and it was added to their sum."""
        return self.tax_mode == "exclusive"

    @property
    def shipping_shown(self) -> Money:
        """Return the price of delivery as the market shows prices: with tax, or without where it is added."""
        return self.shipping_net if self.tax_added else self.shipping

    @property
    def cancelled(self) -> Money:
        """Return what the cancelled pieces cost, with the way there where nothing is left."""
        if not any(line.kept for line in self.lines):
            return self.total
        return add((line.gross.share(line.cancelled, line.quantity) for line in self.lines), self.currency)

    @property
    def left(self) -> Money:
        """Return what there is to pay of it: the total, without what was cancelled."""
        return self.total - self.cancelled

    @property
    def taxes_left(self) -> list[TaxLine]:
        """Return the taxes of what was not cancelled."""
        if not self.left:
            return []
        taxes = self.taxes
        for line in self.lines:
            tax = line.tax.share(line.cancelled, line.quantity)
            net = line.gross.share(line.cancelled, line.quantity) - tax
            taxes = taxes_without(taxes, self.taxes_on(line.tax_class), net, tax)
        return taxes

    def taxes_on(self, tax_class: str) -> list[int]:
        """Return which of its taxes are on goods of a class, by their places."""
        return [at for at, one in enumerate(self.taxes) if tax_class in one.classes]

    @property
    def path(self) -> str:
        """Return the address of its page, for whoever has the link."""
        return f"/orders/{self.shown_id}?key={self.key}"

    def for_buyer(self) -> "Order":
        """Return the order as its buyer may see it: an address that is somebody else's stays hidden, but for its country."""
        if self.hidden_as is None or self.shipping_address is None:
            return self
        mask = Address(name=self.hidden_as, line1="", city="", postal_code="", country=self.shipping_address.country)
        entries = [msgspec.structs.replace(one, facts={k: v for k, v in one.facts.items() if k != "city"}) for one in self.entries]
        return msgspec.structs.replace(self, shipping_address=mask, recipient_id=None, entries=entries)


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """An order as a row of a list."""

    id: OrderId
    number: int
    email: str
    name: str
    state: State
    total: Money
    pieces: int
    shipped: int
    delivered: int
    promised_by: date | None
    picking_at: datetime | None
    made_at: datetime
    title: str = ""


class ToDo(msgspec.Struct, frozen=True):
    """How many orders have something to be packed, and how many are held."""

    pack: int
    held: int


class Day(msgspec.Struct, frozen=True):
    """What was ordered on one day."""

    day: date
    orders: int
    amount: Money
