"""Decisions about private sales: what may be planned, where somebody stands, how long it takes, what counts as one person."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from stoa.base.money import Money
from stoa.base.refusals import FieldError
from stoa.deals.private_sales.line import Entrant, Place, Queue, Where
from stoa.deals.private_sales.model import (
    MOST_AHEAD,
    MOST_ITEMS,
    MOST_TIERS,
    ONE_TIER,
    Forecast,
    Item,
    MemberId,
    NewClub,
    NewSale,
    Phase,
    Sale,
    Tier,
)
from stoa.shop.catalog.model import VariantId

HOUSE = 8
"""As many people of one house may buy, whatever flats they name: nobody can check a flat."""
LOOKED_BACK = timedelta(minutes=15)
"""The pace of a line is that of so long."""


def check(new: NewSale, now: datetime) -> list[FieldError]:
    """Return what makes no sense about a sale."""
    errors = []
    if not any(new.title.values()):
        errors.append(FieldError("/title", "required"))
    if new.opens_at <= now:
        errors.append(FieldError("/opens_at", "in_the_past"))
    if new.preview_at > new.opens_at:
        errors.append(FieldError("/preview_at", "after_opening"))
    if new.ends_at <= new.opens_at:
        errors.append(FieldError("/ends_at", "before_opening"))
    if not 1 <= len(new.items) <= MOST_ITEMS or len({one.variant_id for one in new.items}) < len(new.items):
        errors.append(FieldError("/items", "no_items"))
    if any(one.units < 1 or one.price < 0 for one in new.items):
        errors.append(FieldError("/items", "out_of_range", {"least": 1, "most": 1_000_000}))
    bounds = {"cart_minutes": (1, 120), "offer_hours": (1, 72), "per_person": (1, 1000), "room": (1, 100_000)}
    for name, (least, most) in bounds.items():
        if not least <= getattr(new, name) <= most:
            errors.append(FieldError(f"/{name}", "out_of_range", {"least": least, "most": most}))
    return errors


def tiers(new: NewClub) -> list[Tier]:
    """Return a club's tiers: those that were given, and the one that every club has."""
    given = list(new.tiers)[:MOST_TIERS]
    if not any(one.code == ONE_TIER for one in given):
        given.append(Tier(code=ONE_TIER, name={"en": "Member", "de": "Mitglied"}))
    return given


def check_tier(tier: Tier) -> list[FieldError]:
    """Return what makes no sense about a tier."""
    errors = []
    if not re.fullmatch(r"[a-z0-9-]{1,40}", tier.code):
        errors.append(FieldError("/code", "not_a_choice"))
    if not any(tier.name.values()):
        errors.append(FieldError("/name", "required"))
    if not 0 <= tier.ahead_minutes <= MOST_AHEAD:
        errors.append(FieldError("/ahead_minutes", "out_of_range", {"least": 0, "most": MOST_AHEAD}))
    if tier.code == ONE_TIER and tier.ahead_minutes:
        errors.append(FieldError("/ahead_minutes", "out_of_range", {"least": 0, "most": 0}))
    return errors


def rounds(opens_at: datetime, ahead: Iterable[int]) -> list[tuple[int, datetime]]:
    """Return the moments at which people are let in, the earliest first: so many minutes before the opening, and then."""
    return [(minutes, opens_at - timedelta(minutes=minutes)) for minutes in sorted({0, *ahead}, reverse=True)]


def commitment(seed: bytes) -> bytes:
    """Return what is published of a seed before the draw."""
    return hashlib.sha256(seed).digest()


def draw(seed: bytes, entrants: Iterable[UUID]) -> list[UUID]:
    """Return the entrants in the order of the draw: by SHA-256 of the seed and each one's public id, as text."""
    return sorted(entrants, key=lambda one: hashlib.sha256(seed + str(one).encode()).digest())


def opening(sale: Sale, ahead_minutes: int) -> datetime:
    """Return when a sale opens for a tier, as far as its rounds go: tiers that came later than the sale have the opening before theirs."""
    return sale.opens_at - timedelta(minutes=ahead_minutes)


def phase(sale: Sale, opens_at: datetime, now: datetime) -> Phase:
    """Return where a sale stands for somebody who is let in from `opens_at` on."""
    if sale.ended_at is not None or now >= sale.ends_at:
        return Phase.ENDED
    if now >= opens_at:
        return Phase.OPEN
    return Phase.PREVIEW if now >= sale.preview_at else Phase.PLANNED


def place(sale: Sale, entrant: Entrant | None, opens_at: datetime, now: datetime) -> Place:
    """Return where somebody stands in the line."""
    if phase(sale, opens_at, now) is Phase.ENDED:
        return Place(
            where=Where.ENDED, opens_at=opens_at, entrant=entrant.id if entrant else None, drawn=entrant.drawn if entrant else None
        )
    if entrant is None:
        return Place(where=Where.OUTSIDE, opens_at=opens_at)
    where = Where.BEFORE if entrant.rank is None else Where.LINE
    if entrant.admitted_until is not None:
        where = Where.INSIDE if now < entrant.admitted_until else Where.OVER
    ahead = max(entrant.rank - sale.admitted_through - 1, 0) if where is Where.LINE and entrant.rank is not None else 0
    return Place(
        where=where,
        entrant=entrant.id,
        opens_at=entrant.opens_at,
        ahead=ahead,
        about=about(ahead, sale.pace) if where is Where.LINE else None,
        at_most=at_most(sale, ahead) if where is Where.LINE else None,
        until=entrant.admitted_until,
        drawn=entrant.drawn,
    )


def about(ahead: int, pace: float) -> timedelta | None:
    """Return how long so many people take at a pace (people a minute), rounded up to whole minutes; None while no pace is known."""
    if pace <= 0:
        return None
    return timedelta(minutes=max(1, -(-(ahead + 1) // max(pace, 1e-6))))


def at_most(sale: Sale, ahead: int) -> timedelta:
    """Return how long so many people take if each stays for all of their minutes, `room` of them at a time."""
    return timedelta(minutes=sale.cart_minutes) * (ahead // sale.room + 1)


def missed(sale: Sale, free_since: datetime | None, now: datetime) -> int:
    """Return how many waves should have come in since the room became free while people waited: none ever, unless nothing ran.

    They come in together with the next one, so that nobody waits longer than they were told, nor has minutes that nobody told them of.
    """
    return 0 if free_since is None else max(int((now - free_since) / timedelta(minutes=sale.cart_minutes)), 0)


def pace(waves: Sequence[tuple[datetime, int]], now: datetime) -> float:
    """Return how many people a minute were let in of late. `waves` say through which rank people were in since when, the oldest first."""
    if not waves:
        return 0.0
    began, first = waves[0]
    minutes = max((now - began).total_seconds() / 60, 1.0)
    return (waves[-1][1] - first) / minutes if len(waves) > 1 else 0.0


def look_again(found: Place) -> int:
    """Return after how many seconds a page may look again: those whose turn is far ask seldom, so that all can be answered."""
    if found.where is Where.LINE:
        minutes = found.about.total_seconds() / 60 if found.about is not None else found.ahead / 50
        return 5 if minutes <= 2 else 15 if minutes <= 10 else 60
    return 15 if found.where is Where.BEFORE else 10


def chance(queue: Queue) -> str:
    """Return in one word how likely somebody who waits gets a piece: by what is still in carts, and how much came back so far."""
    if not queue.in_carts:
        return "none"
    expected = queue.in_carts * (queue.returned + 1) / (queue.ended + 2)
    wanted = queue.pieces_ahead + 1
    return "good" if expected >= wanted else "some" if queue.in_carts >= wanted else "small"


def cart_until(sale: Sale, now: datetime) -> datetime:
    """Return until when pieces are kept in a cart into which something is put now."""
    return now + timedelta(minutes=sale.cart_minutes)


def allot(free: int, wanted: Sequence[int]) -> list[int]:
    """Return how many pieces each gets who waits, in order: all that they want while there are as many; the last one perhaps fewer."""
    given = []
    for one in wanted:
        if free <= 0:
            break
        given.append(min(one, free))
        free -= given[-1]
    return given


def takes_turns(sale: Sale, now: datetime) -> bool:
    """Return whether units that come back go to whoever waits for them."""
    return sale.ended_at is None and now < sale.ends_at


def forecast(items: Sequence[Item], nets: Sequence[int], costs: Mapping[VariantId, int], currency: str) -> Forecast:
    """Return what these items may come to; `nets` is what all units of each bring without tax, `costs` what a piece costs, where it is known."""
    left = [net - costs[one.variant_id] * one.units for one, net in zip(items, nets, strict=True) if one.variant_id in costs]
    return Forecast(
        units=sum(one.units for one in items),
        income=Money(sum(one.price * one.units for one in items), currency),
        given=Money(sum((one.usual - one.price) * one.units for one in items), currency),
        margin=Money(sum(left), currency) if left else None,
        worst=Money(sum(min(one, 0) for one in left), currency) if left else None,
        best=Money(sum(max(one, 0) for one in left), currency) if left else None,
        known=len(left),
        items=len(items),
    )


# What counts as one person (docs/private-sales.md)


def digest(salt: bytes, item: UUID, kind: str, value: str) -> bytes:
    """Return a mark as it is kept: it says nothing about whoever has it, nor who of one sale was in another."""
    return hashlib.sha256(b"\x00".join((salt, item.bytes, kind.encode(), value.encode()))).digest()


def tree(invited_by: Mapping[MemberId, MemberId | None]) -> list[tuple[MemberId, int]]:
    """Return people in the order of the tree of invitations, each after whoever invited them and so many steps below the first; else in that of their ids."""
    below: dict[MemberId | None, list[MemberId]] = {}
    for one, by in sorted(invited_by.items(), reverse=True):
        below.setdefault(by if by in invited_by else None, []).append(one)
    found: list[tuple[MemberId, int]] = []
    left = [(one, 0) for one in below.get(None, [])]
    while left:
        one, depth = left.pop()
        found.append((one, depth))
        left += [(child, depth + 1) for child in below.get(one, [])]
    return found
