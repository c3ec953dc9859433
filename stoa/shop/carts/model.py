"""The nouns of carts: what somebody means to buy."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

import msgspec

from stoa.base import ids
from stoa.base.money import Money
from stoa.base.refusals import Conflict, Invalid, Missing
from stoa.people.profiles.model import AddressId
from stoa.people.sessions.model import PersonId
from stoa.shop.catalog.model import SoldVariant, VariantId
from stoa.shop.pricing.model import Market, OfferId

CartId = NewType("CartId", UUID)

MOST = 999
"""Units of one variant in a cart."""
MOST_LINES = 100
MOST_CODES = 5
"""Voucher codes in a cart."""


class ShipTo(msgspec.Struct, frozen=True):
    """Another person's address that things go to without being shown: whose, which, and what the buyer knows it as.

    `claim` is the promise that gave the right to; without one, whoever said so answers for it.
    """

    person_id: PersonId
    address_id: AddressId
    label: str
    claim: UUID | None = None


class Stray(StrEnum):
    """Why a cart may not go to the hidden address that it was to go to: the right is gone, or more is in it than was promised."""

    GONE = "gone"
    MORE = "more"


class Cart(msgspec.Struct, frozen=True, kw_only=True):
    """A cart without its lines. `token` opens it: it is random, and its written form is the cart's id outside."""

    id: CartId
    token: UUID
    person_id: PersonId | None
    market: str
    language: str
    order_id: UUID | None
    changed_at: datetime
    ship_to: ShipTo | None = None
    codes: list[str] = []
    purpose: str | None = None
    """What it is for, where it is not its owner's usual one; its order is held for that."""
    audience: str | None = None
    """Whose prices it has, beside its owner's own."""

    @property
    def shown_id(self) -> str:
        return ids.show("crt", self.token)

    def seen(self, groups: Collection[str] | None) -> Collection[str] | None:
        """Return the groups whose products can be in it, for an owner who is in these: its audience too; None stays all."""
        return groups if groups is None or self.audience is None else [*groups, self.audience]


class Wanted(msgspec.Struct, frozen=True):
    variant_id: VariantId
    quantity: int


class SeenLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line as it stands now: its price (None when it cannot be bought here any more) and how many can be had.

    `code` is the voucher code that its price comes from (by its offer `offer_id`), and `saves` what the line would cost more without.
    """

    variant: SoldVariant
    quantity: int
    unit: Money | None
    was: Money | None = None
    free: int | None = None
    code: str | None = None
    offer_id: OfferId | None = None
    saves: Money | None = None

    @property
    def sum(self) -> Money | None:
        return self.unit * self.quantity if self.unit is not None else None

    @property
    def sold(self) -> bool:
        """Return whether it is on sale here at all."""
        return self.variant.active and self.unit is not None

    @property
    def enough(self) -> bool:
        return self.free is None or self.free >= self.quantity


class SeenCode(msgspec.Struct, frozen=True, kw_only=True):
    """A voucher code in a cart: whether it still holds, and what it saves. One that is used up does not hold; one that is limited may come to that."""

    code: str
    lives: bool
    saves: Money
    used_up: bool = False
    limited: bool = False


class SeenCart(msgspec.Struct, frozen=True, kw_only=True):
    """A cart with everything a page or a checkout needs, at one moment. `stray` says why it may not go where it was to, if so."""

    cart: Cart
    market: Market
    lines: list[SeenLine]
    subtotal: Money
    codes: list[SeenCode] = []
    stray: Stray | None = None

    @property
    def ended(self) -> list[str]:
        """Return the voucher codes that no longer hold."""
        return [one.code for one in self.codes if not one.lives]

    @property
    def used_up(self) -> list[str]:
        """Return those of them that were used as often as they may be."""
        return [one.code for one in self.codes if one.used_up]

    @property
    def pieces(self) -> int:
        return sum(line.quantity for line in self.lines)

    @property
    def ready(self) -> bool:
        """Return whether everything in it can be bought as it stands."""
        return bool(self.lines) and all(line.sold and line.enough for line in self.lines)


Warrant = Callable[[Any, Cart, Mapping[VariantId, int]], Awaitable[Stray | None]]
"""What is asked, with the transaction, whether so many of these variants may go from a cart to its hidden address."""
_warrants: list[Warrant] = []


def warrants(given: Warrant) -> None:
    """Have this asked of every cart that goes to a hidden address by somebody's promise. Whoever keeps promises gives it."""
    _warrants.append(given)


async def stray(read: Any, cart: Cart, lines: Collection[SeenLine]) -> Stray | None:
    """Return why a cart with these lines may not go to the hidden address that it was to go to; None where it may, or goes to its owner."""
    if cart.ship_to is None or cart.ship_to.claim is None or not lines:
        return None
    wanted = {line.variant.id: line.quantity for line in lines if line.variant.ships}
    for asked in _warrants:
        if (found := await asked(read, cart, wanted)) is not None:
            return found
    return None


class NoSuchCart(Missing):
    """There is no such cart, or it has become an order."""


class NotSold(Conflict):
    """The variant is not on sale here."""


class CartIsFull(Conflict):
    """A cart holds at most 100 different things."""


class TooManyCodes(Conflict):
    """A cart takes at most five voucher codes."""


class BadQuantity(Invalid):
    """A quantity is a whole number from 0 to 999; 0 takes the line out."""
