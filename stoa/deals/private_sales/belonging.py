"""Who is in a club, as the rest of the shop knows it: a group of people, and a pass for a guest. The one place that speaks of them."""

import hashlib
from datetime import timedelta

from stoa.base.database import Reading, Writing
from stoa.deals.private_sales import club_store
from stoa.deals.private_sales.model import PURPOSE, ClubId, Member, NoSuchSale
from stoa.people import permissions
from stoa.people.sessions.model import PersonId, Visitor

PASS = timedelta(days=180)
"""So long a guest's pass lives."""
LETTER = timedelta(days=1)
"""So long the browser in which a guest's letter was opened sees what their club sees: it is bought in the sale's minutes."""


def group(club_id: ClubId) -> str:
    """Return the group of people that a club is."""
    return f"{PURPOSE}:{club_id}"


def digests(passes: str | None) -> list[bytes]:
    """Return the digests of the passes in a cookie."""
    return permissions.digests(passes)


def digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


async def member(read: Reading, club_id: ClubId, visitor: Visitor, passes: str | None) -> Member:
    """Return the visitor's membership. Raises NoSuchSale: to everybody else there is nothing here."""
    if visitor.guest and group(club_id) not in visitor.groups:
        raise NoSuchSale
    found = await club_store.member_of(read, club_id, visitor.person, digests(passes))
    if found is None:
        raise NoSuchSale
    return found


async def let_in(tx: Writing, club_id: ClubId, person: PersonId) -> None:
    await permissions.enter(tx, person, group(club_id))


async def give_pass(tx: Writing, club_id: ClubId) -> str:
    """Return the token of a new pass for a guest."""
    return await permissions.pass_(tx, group(club_id), tx.now + PASS)


async def end_pass(tx: Writing, member: Member) -> None:
    """End a guest's pass, if that is what they are in by."""
    found = await club_store.pass_of(tx, member.id)
    if found is not None:
        await permissions.end_passes(tx, group(member.club_id), found)


async def put_out(tx: Writing, member: Member) -> None:
    await end_pass(tx, member)
    if member.person_id is not None:
        await permissions.leave(tx, member.person_id, group(member.club_id))
