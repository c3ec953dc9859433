"""Decisions about wish lists: what is free, who sees what, how two lists become one, how much may be given."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import msgspec

from stoa.base.money import exponent
from stoa.base.refusals import FieldError
from stoa.community.wish_lists.model import (
    MOST_KEPT_NOTE,
    MOST_QUANTITY,
    AlreadyTaken,
    Claim,
    Entry,
    NotThatMuch,
    NotWished,
    Priority,
    Role,
    View,
    Watch,
    Who,
)
from stoa.community.wish_lists.pool_model import Pool, PoolState, Share, ShareState, ShownPool
from stoa.community.wish_lists.shown import Giving
from stoa.shop.catalog.model import VariantId

CLAIM_HOLDS = timedelta(hours=48)
INVITATION_HOLDS = timedelta(days=14)
POOL_AT_MOST = timedelta(days=60)
POOL_AT_LEAST = timedelta(hours=1)


class Sees(msgspec.Struct, frozen=True):
    """What a viewer may know of what others give."""

    taken: bool
    names: bool
    surprised: bool = False
    """Whether it is their surprise: then they know of nothing that was given with the promise that they would not."""


def sees(view: View, role: Role) -> Sees:
    """Return what this one may know: a giver what is taken, a co-owner everything, an owner what they chose to."""
    if role is Role.GIVER:
        return Sees(taken=True, names=False)
    if role is Role.CO_OWNER:
        return Sees(taken=True, names=True)
    return Sees(taken=view is not View.NOTHING, names=view is View.ALL, surprised=True)


def stricter(first: View, second: View) -> View:
    """Return the view that shows less."""
    return min(first, second, key=_OPENNESS.index)


_OPENNESS = (View.NOTHING, View.TAKEN, View.ALL)


def known(claims: Iterable[Claim], seen: Sees) -> list[Claim]:
    """Return the promises that a viewer may know of at all."""
    return [one for one in claims if not seen.surprised or one.view is not View.NOTHING]


def taken(claims: Iterable[Claim], pool: Pool | None, now: datetime) -> int:
    """Return how many of an entry are promised, bought, or being paid together."""
    together = pool.quantity if pool is not None and pool.state in {PoolState.OPEN, PoolState.FULL} else 0
    return sum(claim.quantity for claim in claims if claim.counts(now)) + together


def free(entry: Entry, claims: Iterable[Claim], pool: Pool | None, now: datetime) -> int:
    """Return how many of an entry may still be given."""
    if entry.had_at is not None or entry.removed_at is not None:
        return 0
    return max(entry.quantity - taken(claims, pool, now), 0)


def check_claim(entry: Entry, claims: Iterable[Claim], pool: Pool | None, quantity: int, now: datetime) -> None:
    """Raise NotWished or AlreadyTaken where so many cannot be promised."""
    if entry.had_at is not None or entry.removed_at is not None:
        raise NotWished
    left = free(entry, claims, pool, now)
    if quantity > left:
        raise AlreadyTaken(left=left)


def is_of(claim: Claim, who: Who) -> bool:
    """Return whether it is this one's own claim."""
    return (claim.person is not None and claim.person == who.person) or (claim.guest is not None and claim.guest == who.guest)


def givings(claims: Iterable[Claim], seen: Sees, now: datetime) -> list[Giving]:
    """Return what the viewer is told of who gives."""
    if not seen.names:
        return []
    return [
        Giving(
            name=one.name if one.shown else "",
            quantity=one.quantity,
            bought=one.order_id is not None,
            until=None if one.order_id is not None else one.until,
        )
        for one in claims
        if one.counts(now) and (not seen.surprised or one.view is View.ALL)
    ]


def is_idle(entry: Entry, claims: Iterable[Claim], pool: Pool, now: datetime) -> bool:
    """Return whether nobody has given to a pool, and others already promised what it is for.

    Who is to be surprised may open one all the same: a refusal would tell them.
    """
    return pool.promised == 0 and rest(entry, claims, now) < pool.quantity


def rest(entry: Entry, claims: Iterable[Claim], now: datetime) -> int:
    """Return how many of an entry nobody has promised by themselves."""
    return entry.quantity - taken(claims, None, now)


def shown_pool(pool: Pool | None, shares: Sequence[Share], seen: Sees, who: Who, now: datetime) -> ShownPool | None:
    """Return a pool as the viewer may see it: who is to be surprised learns only that there is one, until when, and never how it ended."""
    if pool is None or pool.state not in {PoolState.OPEN, PoolState.FULL}:
        return None
    bare = ShownPool(id=pool.id, goal=pool.money(pool.goal), until=pool.until, quantity=pool.quantity)
    if not seen.taken:
        return bare if now < pool.until else None
    living = [one for one in shares if one.state in {ShareState.PROMISED, ShareState.PAID}]
    if is_secret(living, seen):
        return bare if now < pool.until else None
    mine = sum(
        one.amount
        for one in living
        if (one.person is not None and one.person == who.person) or (one.guest is not None and one.guest == who.guest)
    )
    return msgspec.structs.replace(
        bare,
        together=pool.money(pool.promised),
        left=pool.money(pool.left),
        people=len(living),
        names=[one.name for one in living if one.shown and (not seen.surprised or one.view is View.ALL)] if seen.names else [],
        full=pool.state is PoolState.FULL,
        begun=pool.order_id is not None,
        mine=pool.money(mine) if mine else None,
    )


def is_secret(shares: Iterable[Share], seen: Sees) -> bool:
    """Return whether somebody gave to it who was told that this viewer would see nothing of that."""
    ongoing = {ShareState.PROMISED, ShareState.PAID}
    return seen.surprised and any(one.view is View.NOTHING for one in shares if one.state in ongoing)


def counted(pool: Pool | None, shares: Iterable[Share], seen: Sees, now: datetime) -> Pool | None:
    """Return a pool where it counts as taken for a viewer: of a secret one it is not told by this either how it ended."""
    return None if pool is not None and now >= pool.until and is_secret(shares, seen) else pool


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """An entry as far as it is a person's own doing: what two lists are merged by."""

    variant_id: VariantId
    quantity: int
    note: str
    priority: Priority
    had_at: datetime | None
    made_at: datetime
    watch: Watch | None = None


def merge(mine: Iterable[Wanted], found: Iterable[Wanted]) -> dict[VariantId, Wanted]:
    """Return what two lists of one person come to: each thing once, with all that was said of it.

    Of quantities the larger, of notes both where they differ, of priorities the higher; what is watched stays watched. The same
    list merged again changes nothing.
    """
    merged: dict[VariantId, Wanted] = {}
    for one in (*mine, *found):
        known = merged.get(one.variant_id)
        merged[one.variant_id] = one if known is None else _both(known, one)
    return merged


def _both(first: Wanted, second: Wanted) -> Wanted:
    return Wanted(
        variant_id=first.variant_id,
        quantity=min(max(first.quantity, second.quantity), MOST_QUANTITY),
        note=_notes(first.note, second.note),
        priority=max(first.priority, second.priority),
        had_at=first.had_at or second.had_at,
        made_at=min(first.made_at, second.made_at),
        watch=_watches(first.watch, second.watch),
    )


def _notes(first: str, second: str) -> str:
    """Return the first note, and below it what only the second says."""
    known = set(first.split("\n"))
    new = dict.fromkeys(line for line in second.split("\n") if line and line not in known)
    return "\n".join([first, *new])[:MOST_KEPT_NOTE] if first and new else first or second


def _watches(first: Watch | None, second: Watch | None) -> Watch | None:
    if first is None or second is None:
        return first or second
    limits = [one.below for one in (first, second) if one.price]
    return msgspec.structs.replace(
        first,
        price=first.price or second.price,
        stock=first.stock or second.stock,
        below=None if None in limits else max((one for one in limits if one is not None), default=None),
    )


def least(goal: int, currency: str) -> int:
    """Return the smallest part that is taken of a goal: one unit of the currency, or a fiftieth of the goal, in whole units."""
    unit = int(10 ** exponent(currency))
    return min(goal, max(unit, -(-goal // (50 * unit)) * unit))


def check_share(pool: Pool, amount: int) -> None:
    """Raise NotThatMuch unless the amount fits: not more than is missing, and what is left then is nothing or worth giving."""
    low = least(pool.goal, pool.currency)
    if 0 < amount == pool.left:
        return
    if amount > pool.left:
        raise NotThatMuch([FieldError("/amount", "more_than_missing")], left=pool.left, least=min(low, pool.left))
    if amount < low:
        raise NotThatMuch([FieldError("/amount", "too_little")], left=pool.left, least=min(low, pool.left))
    if pool.left - amount < low:
        raise NotThatMuch([FieldError("/amount", "leaves_too_little")], left=pool.left, least=min(low, pool.left))


def pool_until(asked: datetime | None, now: datetime) -> datetime:
    """Return until when money is taken: as asked, within an hour and sixty days from now; thirty days if nobody says."""
    return min(max(asked or now + POOL_AT_MOST / 2, now + POOL_AT_LEAST), now + POOL_AT_MOST)


def is_news(price: int, low30: int | None, below: int | None, told: int | None) -> bool:
    """Return whether a price is worth telling: lower than at any time in the 30 days before it, within the limit, not told before."""
    return low30 is not None and price < low30 and (below is None or price <= below) and (told is None or price < told)


def suggested(pool: Pool) -> list[int]:
    """Return amounts worth offering: a quarter, a half and the whole of what is missing, in whole units, each of them allowed."""
    unit = int(10 ** exponent(pool.currency))
    rounded = [-(-pool.left * part // (4 * unit)) * unit for part in (1, 2)]
    return sorted({amount for amount in [*rounded, pool.left] if _fits(pool, amount)})


def _fits(pool: Pool, amount: int) -> bool:
    try:
        check_share(pool, amount)
    except NotThatMuch:
        return False
    return amount > 0
