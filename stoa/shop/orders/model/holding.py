"""Who holds an order for a purpose, what they are asked and told, and who waits for an order to be agreed for good."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from stoa.base.money import Money
from stoa.base.refusals import Refusal
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import Visitor
from stoa.shop.catalog.model import VariantId
from stoa.shop.orders.model.order import LineId, Order

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
