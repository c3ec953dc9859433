"""What pages and other rooms read of private sales."""

from datetime import datetime

import msgspec

from stoa.base.database import Reading
from stoa.deals.private_sales import belonging, claim_store, club_store, rules, store
from stoa.deals.private_sales.model import Claim, ClaimState, Member, NoSuchSale, Phase, Queue, Sale, SaleId
from stoa.people.sessions.model import Visitor


class Known(msgspec.Struct, frozen=True):
    """A sale that a visitor may know of, and when it opens for them."""

    sale: Sale
    opens_at: datetime
    phase: Phase
    member: Member


async def open_for(read: Reading, visitor: Visitor, passes: str | None = None, limit: int = 50) -> list[Known]:
    """Return the sales of the visitor's clubs, those that have not ended first; for everybody else there are none."""
    digests = belonging.digests(passes)
    if visitor.person is None and not digests:
        return []
    members = {one.club_id: one for one in await club_store.memberships(read, visitor.person, digests)}
    found = await store.sales_of(read, list(members), limit) if members else []
    return [_known(one, members[one.club_id], read.now) for one in found]


def _known(sale: Sale, member: Member, now: datetime) -> Known:
    opens_at = rules.opening(sale, member.ahead_minutes)
    return Known(sale, opens_at, rules.phase(sale, opens_at, now), member)


class Listed(msgspec.Struct, frozen=True):
    """What somebody has of a sale, with how it stands with the waiting list if they are in it."""

    claim: Claim
    queue: Queue | None = None
    chance: str = ""


async def lists(read: Reading, visitor: Visitor, sale_id: SaleId, passes: str | None = None) -> list[Listed]:
    """Return what the visitor waits for, is offered, has in carts and has bought in a sale. Raises NoSuchSale."""
    sale = await store.sale(read, sale_id)
    if sale is None:
        raise NoSuchSale
    member = await belonging.member(read, sale.club_id, visitor, passes)
    return await listed(read, sale_id, member)


async def listed(read: Reading, sale_id: SaleId, member: Member) -> list[Listed]:
    """Return what a member has of a sale."""
    found = await claim_store.claims_of(read, sale_id, member.id)
    waiting = [one.id for one in found if one.state is ClaimState.WAITING]
    queues = await claim_store.queues(read, waiting) if waiting else {}
    return [Listed(one, queue, rules.chance(queue) if queue else "") for one in found for queue in [queues.get(one.id)]]


class DrawnRound(msgspec.Struct, frozen=True):
    """A draw as it is published: hexadecimal numbers, and the entrants' public ids in the order that it gave. No seed before it was made."""

    opens_at: datetime
    commitment: str
    seed: str | None
    waiting: int
    entrants: list[str]


class Draw(msgspec.Struct, frozen=True):
    """All draws of a sale."""

    rounds: list[DrawnRound]


async def draw_of(read: Reading, sale_id: SaleId) -> Draw:
    """Return what is published of a sale's draws; it says nothing about people, nor what is sold. Raises NoSuchSale."""
    found = await store.rounds(read, sale_id)
    if not found:
        raise NoSuchSale
    entrants, waiting = await store.drawn(read, sale_id), await store.waiting_for_draw(read, sale_id)
    return Draw(
        [
            DrawnRound(
                opens_at=one.opens_at,
                commitment=one.commitment.hex(),
                seed=one.seed.hex() if one.seed is not None else None,
                waiting=0 if one.drawn_at is not None else waiting.get(one.ahead_minutes, 0),
                entrants=entrants.get(one.ahead_minutes, []),
            )
            for one in found
        ]
    )
