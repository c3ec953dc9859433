"""The verbs of clubs: make one, invite, come in, leave."""

import secrets
from datetime import datetime, timedelta

import msgspec

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.refusals import FieldError
from stoa.deals.private_sales import belonging, club_store, rules
from stoa.deals.private_sales.model import (
    MOST_PLACES,
    MOST_TIERS,
    ONE_TIER,
    Accepted,
    Club,
    ClubId,
    Invitation,
    InvitationId,
    InvitationIsUsedUp,
    Member,
    MemberId,
    NewClub,
    NoInvitationLeft,
    NoSuchClub,
    NoSuchClubInvitation,
    Tier,
    TierIsPromised,
    UnfitSale,
)
from stoa.people import audit
from stoa.people.sessions.model import PersonId, Visitor

LASTS = timedelta(days=14)
"""So long an invitation lives unless it says otherwise."""


async def make_club(tx: Writing, actor: Visitor, new: NewClub) -> ClubId:
    """Make a club with its tiers. Raises UnfitSale."""
    if not any(new.name.values()):
        raise UnfitSale([FieldError("/name", "required")])
    club_id = ClubId(ids.new())
    await club_store.insert_club(tx, club_id, new, rules.tiers(new))
    await audit.note(tx, actor, "private_sales.make_club", club_id, {"name": next(iter(new.name.values()))})
    return club_id


async def change_club(tx: Writing, actor: Visitor, club_id: ClubId, name: dict[str, str], text: dict[str, str], quota: int) -> None:
    """Say a club's name, text and new members' quota anew; who is in it keeps theirs. Raises NoSuchClub, UnfitSale."""
    if not any(name.values()):
        raise UnfitSale([FieldError("/name", "required")])
    if not 0 <= quota <= MOST_PLACES:
        raise UnfitSale([FieldError("/quota", "out_of_range", {"least": 0, "most": MOST_PLACES})])
    if not await club_store.update_club(tx, club_id, name, text, quota):
        raise NoSuchClub
    await audit.note(tx, actor, "private_sales.change_club", club_id, {"name": next(iter(name.values())), "quota": quota})


async def put_tier(tx: Writing, actor: Visitor, club_id: ClubId, tier: Tier) -> None:
    """Make a tier, or change one. How early people come in is not changed while a sale is planned with it. Raises NoSuchClub, UnfitSale, TierIsPromised."""
    if await club_store.club(tx, club_id) is None:
        raise NoSuchClub
    errors = rules.check_tier(tier)
    if errors:
        raise UnfitSale(errors)
    there = {one.code: one.ahead_minutes for one in await club_store.lock_tiers(tx, club_id)}
    if tier.code not in there and len(there) >= MOST_TIERS:
        raise UnfitSale([FieldError("/code", "out_of_range", {"least": 1, "most": MOST_TIERS})])
    if there.get(tier.code, 0) != tier.ahead_minutes and await club_store.has_sale(tx, club_id):
        raise TierIsPromised
    await club_store.put_tier(tx, club_id, tier)
    await audit.note(tx, actor, "private_sales.put_tier", club_id, {"tier": tier.code, "ahead": tier.ahead_minutes})


async def invite(
    tx: Writing,
    actor: Visitor,
    club_id: ClubId,
    *,
    places: int = 1,
    tier: str = ONE_TIER,
    until: datetime | None = None,
    passes: str | None = None,
) -> str:
    """Make an invitation for so many people; return its token, which is not kept.

    The shop invites into any tier as often as it likes. A member invites into the ordinary tier, within their quota.
    Raises NoSuchClub (also for who is not in it), NoInvitationLeft, UnfitSale.
    """
    if await club_store.club(tx, club_id) is None:
        raise NoSuchClub
    if not 1 <= places <= MOST_PLACES:
        raise UnfitSale([FieldError("/places", "out_of_range", {"least": 1, "most": MOST_PLACES})])
    by = None
    if not actor.may("offers.edit"):
        found = await club_store.member_of(tx, club_id, actor.person, belonging.digests(passes))
        if found is None:
            raise NoSuchClub
        by, tier = found.id, ONE_TIER
        if not await club_store.spend(tx, by, places):
            raise NoInvitationLeft
    elif tier not in {one.code for one in await club_store.tiers(tx, club_id)}:
        raise UnfitSale([FieldError("/tier", "not_a_choice")])
    token = secrets.token_urlsafe(16)
    invitation_id = InvitationId(ids.new())
    await club_store.insert_invitation(tx, invitation_id, club_id, belonging.digest(token), by, tier, places, until or tx.now + LASTS)
    if by is None:
        await audit.note(tx, actor, "private_sales.invite", invitation_id, {"tier": tier, "places": places})
    return token


async def invited(read: Reading, token: str) -> tuple[Club, Invitation]:
    """Return what an invitation leads into. Raises NoSuchClubInvitation, InvitationIsUsedUp."""
    found = await club_store.invitation(read, belonging.digest(token))
    club = await club_store.club(read, found.club_id) if found is not None else None
    if found is None or club is None:
        raise NoSuchClubInvitation
    if not found.left or read.now >= found.until_at:
        raise InvitationIsUsedUp
    return club, found


async def accept(tx: Writing, visitor: Visitor, token: str, passes: str | None = None) -> Accepted:
    """Come into a club by an invitation; a guest gets a pass. Whoever is in it already takes nobody's place.

    Raises NoSuchClubInvitation, InvitationIsUsedUp.
    """
    found = await club_store.invitation(tx, belonging.digest(token))
    club = await club_store.club(tx, found.club_id) if found is not None else None
    if found is None or club is None:
        raise NoSuchClubInvitation
    already = await club_store.member_of(tx, club.id, visitor.person, belonging.digests(passes))
    if already is not None:
        return Accepted(await _own(tx, already, visitor))
    if not await club_store.use(tx, found.id):
        raise InvitationIsUsedUp
    new = Member(
        id=MemberId(ids.new()),
        club_id=club.id,
        person_id=visitor.person,
        name=visitor.name.strip()[:80],
        tier=found.tier,
        ahead_minutes=0,
        invited_by=found.by_member,
        quota=club.quota,
        invited=0,
        since=tx.now,
    )
    given = None
    if visitor.person is None:
        given = await belonging.give_pass(tx, club.id)
    else:
        await belonging.let_in(tx, club.id, visitor.person)
    await club_store.insert_member(tx, new, belonging.digest(given) if given is not None else None, found.id)
    member = await club_store.member_of(tx, club.id, visitor.person, [belonging.digest(given)] if given is not None else [])
    return Accepted(member or new, given)


async def _own(tx: Writing, member: Member, visitor: Visitor) -> Member:
    """Make a guest's membership the visitor's own, who has an account now."""
    if visitor.person is None or member.person_id is not None:
        return member
    await belonging.end_pass(tx, member)
    await club_store.make_person(tx, member.id, visitor.person, visitor.name.strip()[:80])
    await belonging.let_in(tx, member.club_id, visitor.person)
    return msgspec.structs.replace(member, person_id=visitor.person)


async def sign_in(tx: Writing, person: PersonId, name: str, passes: str | None) -> None:
    """Make the memberships of a guest who has signed in their own, but for clubs that they are in already."""
    digests = belonging.digests(passes)
    if not digests:
        return
    mine = await club_store.memberships(tx, person, digests)
    clubs = {one.club_id for one in mine if one.person_id is not None}
    for one in mine:
        if one.person_id is None and one.club_id not in clubs:
            clubs.add(one.club_id)
            await _own(tx, one, Visitor(person=person, name=name))


async def look(read: Reading, club_id: ClubId) -> tuple[Club, list[Tier], list[tuple[Member, int]]]:
    """Return a club with its tiers and who is in it, everybody with their depth after whoever invited them. Raises NoSuchClub."""
    club = await club_store.club(read, club_id)
    if club is None:
        raise NoSuchClub
    return club, await club_store.tiers(read, club_id), await club_store.tree(read, club_id)


async def set_member(tx: Writing, actor: Visitor, member_id: MemberId, tier: str, quota: int) -> None:
    """Give a member another tier and another quota. Raises NoSuchClub, UnfitSale."""
    if await club_store.member(tx, member_id) is None:
        raise NoSuchClub
    if not 0 <= quota <= MOST_PLACES or not await club_store.set_tier(tx, member_id, tier, quota):
        raise UnfitSale([FieldError("/tier", "not_a_choice")])
    await audit.note(tx, actor, "private_sales.set_member", member_id, {"tier": tier, "quota": quota})


async def put_out(tx: Writing, actor: Visitor, member_id: MemberId) -> None:
    """Take somebody out of a club; whom they invited stays. Raises NoSuchClub."""
    found = await club_store.member(tx, member_id)
    if found is None:
        raise NoSuchClub
    await belonging.put_out(tx, found)
    await club_store.put_out(tx, member_id)
    await audit.note(tx, actor, "private_sales.put_out", member_id, {})
