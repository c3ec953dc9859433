"""The nouns of money put together for one gift: a pool, and everybody's part of it."""

from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

import msgspec

from stoa.base.money import Money
from stoa.community.wish_lists.model import EntryId, View
from stoa.people.sessions.model import PersonId
from stoa.shop.orders.model import OrderId
from stoa.shop.payments.model import PaymentId

PoolId = NewType("PoolId", UUID)
ShareId = NewType("ShareId", UUID)


class PoolState(StrEnum):
    """Open takes money; full is ordered; missed was not full by its date; closed was given up. The last two give everything back."""

    OPEN = "open"
    FULL = "full"
    MISSED = "missed"
    CLOSED = "closed"


class ShareState(StrEnum):
    """Promised waits for the bank; paid is there; lost never came; returning and returned go back to who gave it."""

    PROMISED = "promised"
    PAID = "paid"
    LOST = "lost"
    RETURNING = "returning"
    RETURNED = "returned"


class Pool(msgspec.Struct, frozen=True, kw_only=True):
    """Money put together for an entry: what it takes, what was promised and what is there, in minor units."""

    id: PoolId
    entry_id: EntryId
    quantity: int
    currency: str
    goal: int
    promised: int
    paid: int
    state: PoolState
    until: datetime
    order_id: OrderId | None
    made_at: datetime

    @property
    def left(self) -> int:
        return self.goal - self.promised

    def money(self, amount: int) -> Money:
        return Money(amount, self.currency)


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's part of a pool."""

    id: ShareId
    pool_id: PoolId
    payment_id: PaymentId
    amount: int
    name: str
    email: str
    message: str
    person: PersonId | None
    guest: bytes | None
    language: str
    state: ShareState
    made_at: datetime
    shown: bool = True
    """Whether others may read the name."""
    view: View = View.NOTHING
    """What who gave it was told that the owner would see of it."""


class Contribution(msgspec.Struct, frozen=True, kw_only=True):
    """Who gives how much, and how it is paid. The mail address is for the receipt and for money that goes back."""

    amount: Money
    name: str
    email: str
    provider: str
    token: str
    message: str = ""
    told: View = View.ALL
    """What the page said that the owner would see, where it said less than the list says by now."""


class ShownPool(msgspec.Struct, frozen=True, kw_only=True):
    """A pool as somebody is shown it; `together` is None where the viewer is not to know how far it is."""

    id: PoolId
    goal: Money
    until: datetime
    quantity: int = 1
    begun: bool = False
    """Whether an order of the shop has its thing already."""
    together: Money | None = None
    left: Money | None = None
    people: int | None = None
    names: list[str] = []
    full: bool = False
    mine: Money | None = None
