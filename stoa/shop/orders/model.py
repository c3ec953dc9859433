"""The nouns of orders: what was agreed, and what has happened to it since."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple, NewType
from uuid import UUID

import msgspec

from stoa.base import ids
from stoa.base.events import Event
from stoa.base.money import Money
from stoa.base.money import total as add
from stoa.base.refusals import Conflict, Missing, Refusal
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import PersonId, Visitor
from stoa.shop.carts.model import CartId
from stoa.shop.catalog.model import Picture, ProductId, VariantId
from stoa.shop.pricing.model import TaxLine, taxes_without

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


Hook = Callable[[Any, Visitor, Order], Awaitable[None]]
"""What is called with the transaction, who acts, and the order as it was before."""
Fewer = Callable[[Any, Visitor, Order, Mapping[LineId, int]], Awaitable[None]]
"""The same, with how many pieces of each line are cancelled."""


class Piece(NamedTuple):
    """So many of a variant, at so much each."""

    variant_id: VariantId
    quantity: int
    unit: Money


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What a shopper is told of a purpose before they pay: what happens to their money, until when, and what if not.

    `notes` are texts with their facts, each of which may say `amount`, all that there is to pay. `until` is the latest moment at which it
    is let go. `back` names the link out of the checkout, which leads `home`.
    """

    notes: list[tuple[str, dict[str, Any]]]
    until: datetime
    back: str
    home: str


class InGroup(msgspec.Struct, frozen=True, kw_only=True):
    """What programs are told of an order that was made with others: with whom, its place among them, how that stands, and whether it
    may still be given up.
    """

    team: str
    place_id: str
    state: str
    leaves: bool


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Whoever holds orders made for a purpose, and what they are told in the very transactions that change one.

    `begin`: it is made, and no payment is asked for yet; raising refuses it. `placed`: its amount is set aside, and it is
    held. `gone`: all of it is cancelled; raising refuses that. `saves`, of a purpose: whether nothing is set aside for such
    an order, and how it is paid is saved until its holder asks for the money. `home`, of a purpose and a refusal: the page that says
    what else there is for somebody who was refused. `words`, of a purpose and what is wanted: what is said of it before one pays.
    `tells`, of an order and "placed" or "cancelled": whether its holder writes to its buyer of that, and the shop need not.
    `fewer`: some of its pieces are cancelled, and are free again. `choices`, of an order:
    what each variant that a line of it may be changed to costs there; without it nothing is changed to anything else.
    `shows`, of an order: what programs are told of it. `moves`: it is to go to this address instead; raising refuses that.
    """

    begin: Hook
    placed: Hook
    gone: Hook
    saves: Callable[[Any, str], Awaitable[bool]] | None = None
    home: Callable[[Any, str, Refusal], Awaitable[str]] | None = None
    words: Callable[[Any, str, Sequence[Piece]], Awaitable[Words]] | None = None
    tells: Callable[[Any, Order, str], Awaitable[bool]] | None = None
    fewer: Fewer | None = None
    choices: Callable[[Any, Order], Awaitable[Mapping[VariantId, Money]]] | None = None
    shows: Callable[[Any, Order], Awaitable[InGroup | None]] | None = None
    moves: Callable[[Any, Order, Address], Awaitable[None]] | None = None


class ToDo(msgspec.Struct, frozen=True):
    """How many orders have something to be packed, and how many are held."""

    pack: int
    held: int


class Day(msgspec.Struct, frozen=True):
    """What was ordered on one day."""

    day: date
    orders: int
    amount: Money


_holders: dict[str, Holder] = {}
Opened = Callable[[Any, Order], Awaitable[None]]
"""What is called with the transaction and the order as it is agreed, with the lines and the timeline of the moment before."""
_opened: list[Opened] = []


def when_open(hook: Opened) -> Opened:
    """Have this called in the very transaction in which an order is agreed for good, and may be sent."""
    _opened.append(hook)
    return hook


async def tell_open(tx: Any, order: Order) -> None:
    """Tell those who wait for it that the order is agreed for good."""
    for hook in _opened:
        await hook(tx, order)


def holder(prefix: str, given: Holder) -> None:
    """Have orders with a purpose of this prefix held by somebody. Raises ValueError for a prefix that is taken."""
    if prefix in _holders:
        raise ValueError(f"two hold orders for {prefix}")
    _holders[prefix] = given


def holder_of(purpose: str | None) -> Holder | None:
    """Return who holds orders for this purpose, if anybody does."""
    return _holders.get(purpose.partition(":")[0]) if purpose else None


async def words_of(read: Any, purpose: str | None, pieces: Sequence[Piece]) -> Words | None:
    """Return what is to be said before one pays for this purpose; None where nothing is."""
    found = holder_of(purpose)
    return await found.words(read, purpose, pieces) if found is not None and found.words is not None and purpose is not None else None


async def group_of(read: Any, order: Order) -> InGroup | None:
    """Return what programs are told of the group that an order was made in, if it was."""
    found = holder_of(order.purpose)
    return await found.shows(read, order) if found is not None and found.shows is not None else None


async def told_by_holder(read: Any, order: Order, what: str) -> bool:
    """Return whether whoever holds this order writes to its buyer of it, so that the shop need not."""
    found = holder_of(order.purpose)
    return found is not None and found.tells is not None and await found.tells(read, order, what)


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


class LineCancelled(msgspec.Struct, frozen=True):
    line_id: LineId
    variant_id: VariantId
    quantity: int
    amount: int = 0
    """What is to be given back for it, tax included, in minor units."""


class OrderPlaced(Event, frozen=True):
    """It is agreed, and its payment is authorized; a replacement is not: it was agreed before. `about` is the order, as in all events here."""


class OrderHeld(Event, frozen=True, kw_only=True):
    reason: str


class OrderReleased(Event, frozen=True, kw_only=True):
    reason: str


class OrderCancelled(Event, frozen=True, kw_only=True):
    """Some or all of it was cancelled: which lines, what is to be given back, whether nothing is left, whether it was agreed for good."""

    lines: list[LineCancelled]
    refund: Money
    whole: bool
    reason: str
    agreed: bool = False


class OrderShipped(Event, frozen=True, kw_only=True):
    lines: dict[LineId, int]


class OrderDelivered(Event, frozen=True, kw_only=True):
    lines: dict[LineId, int]


class AddressChanged(Event, frozen=True):
    """It goes elsewhere now."""


class AddressIsIn(Conflict):
    """What this order is part of has one household once, and somebody at this address is in already: it is not sent there."""


class NoSuchOrder(Missing):
    """There is no such order, or it is not yours to see."""


class TooLate(Conflict):
    """The order is past the point where this could be done."""


class NotSo(Conflict):
    """The order is not in a state in which this can happen; `state` says in which."""
