"""The verbs of going: leave a club, be taken out of it. Nothing is kept for whoever has gone, so that it goes to who waits."""

from stoa.base.database import Writing
from stoa.deals.private_sales import belonging, club_store, keeping
from stoa.deals.private_sales.model import ClubId, Member, MemberId, NoSuchClub
from stoa.people import audit
from stoa.people.sessions.model import Visitor


async def leave(tx: Writing, visitor: Visitor, club_id: ClubId, passes: str | None = None) -> None:
    """Go out of a club; one comes back by a new invitation. Raises NoSuchClub, also for who is not in it."""
    found = await club_store.member_of(tx, club_id, visitor.person, belonging.digests(passes))
    if found is None:
        raise NoSuchClub
    await _go(tx, found)


async def put_out(tx: Writing, actor: Visitor, member_id: MemberId) -> None:
    """Take somebody out of a club. Raises NoSuchClub."""
    found = await club_store.member(tx, member_id)
    if found is None:
        raise NoSuchClub
    await _go(tx, found)
    await audit.note(tx, actor, "private_sales.put_out", member_id, {})


async def _go(tx: Writing, member: Member) -> None:
    """Whom they invited stays, nobody else comes by their invitations; what they ordered stays ordered."""
    await keeping.let_go(tx, [member.id])
    await belonging.put_out(tx, member)
    await club_store.put_out(tx, member.id)
    await club_store.withdraw(tx, [one.id for one in await club_store.invitations_of(tx, [member.id])])
