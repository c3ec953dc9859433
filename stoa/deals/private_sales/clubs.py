"""The verbs of clubs: make one, invite, take an invitation back, come in."""

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
    InvitationIsWithdrawn,
    Member,
    MemberId,
    NewClub,
    NoInvitationLeft,
    NoSuchClub,
    NoSuchClubInvitation,
    NothingToTakeBack,
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


async def withdraw(tx: Writing, actor: Visitor, club_id: ClubId, invitation_id: InvitationId, passes: str | None = None) -> None:
    """Take an invitation back: its link lets nobody in any more, who came by it stays, and the places that are left may be given to others.

    A member takes back their own, the shop any. Taken back already, nothing changes. Raises NoSuchClubInvitation, NothingToTakeBack.
    """
    found = await club_store.invitation_of(tx, club_id, invitation_id)
    if found is None:
        raise NoSuchClubInvitation
    if not actor.may("offers.edit"):
        own = await club_store.member_of(tx, club_id, actor.person, belonging.digests(passes))
        if own is None or own.id != found.by_member:
            raise NoSuchClubInvitation
    if not await club_store.withdraw(tx, [invitation_id]):
        if found.withdrawn_at is None:
            raise NothingToTakeBack
        return
    if actor.may("offers.edit"):
        await audit.note(tx, actor, "private_sales.withdraw", invitation_id, {"places": found.left})


async def own_invitations(read: Reading, visitor: Visitor, club_id: ClubId, passes: str | None = None) -> tuple[Member, list[Invitation]]:
    """Return a member with those of their invitations that still let somebody in, the newest first. Raises NoSuchClub."""
    found = await club_store.member_of(read, club_id, visitor.person, belonging.digests(passes))
    if found is None:
        raise NoSuchClub
    return found, await club_store.invitations_of(read, [found.id])


async def lapse(tx: Writing) -> bool:
    """Give back what nobody came by in time; return whether there was any."""
    return bool(await club_store.withdraw(tx, await club_store.unused(tx)))


async def made(read: Reading, token: str) -> Invitation:
    """Return the invitation that has this token. Raises NoSuchClubInvitation."""
    found = await club_store.invitation(read, belonging.digest(token))
    if found is None:
        raise NoSuchClubInvitation
    return found


async def invited(read: Reading, visitor: Visitor, token: str, passes: str | None = None) -> tuple[Club, Invitation, Member | None]:
    """Return what an invitation leads into, and who the visitor is there already, whatever has become of it since.

    Raises NoSuchClubInvitation; for who is not in it InvitationIsWithdrawn, InvitationIsUsedUp.
    """
    found = await made(read, token)
    club, _ = await look(read, found.club_id)
    already = await club_store.member_of(read, club.id, visitor.person, belonging.digests(passes))
    if already is None:
        _check(found, read.now)
    return club, found, already


def _check(found: Invitation, now: datetime) -> None:
    if found.left and now >= found.until_at:  # whether or not what was left has been given back since
        raise InvitationIsUsedUp
    if found.withdrawn_at is not None:
        raise InvitationIsWithdrawn
    if not found.left:
        raise InvitationIsUsedUp


async def accept(tx: Writing, visitor: Visitor, token: str, passes: str | None = None) -> Accepted:
    """Come into a club by an invitation; a guest gets a pass. Whoever is in it already takes nobody's place.

    Raises NoSuchClubInvitation, InvitationIsWithdrawn, InvitationIsUsedUp.
    """
    club, found, already = await invited(tx, visitor, token, passes)
    if already is not None:
        return Accepted(await _own(tx, already, visitor))
    if not await club_store.use(tx, found.id):
        _check(await made(tx, token), tx.now)  # others were faster, or it has just been taken back
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


async def look(read: Reading, club_id: ClubId) -> tuple[Club, list[Tier]]:
    """Return a club with its tiers. Raises NoSuchClub."""
    club = await club_store.club(read, club_id)
    if club is None:
        raise NoSuchClub
    return club, await club_store.tiers(read, club_id)


async def set_member(tx: Writing, actor: Visitor, member_id: MemberId, tier: str, quota: int) -> None:
    """Give a member another tier and another quota. Raises NoSuchClub, UnfitSale."""
    if await club_store.member(tx, member_id) is None:
        raise NoSuchClub
    if not 0 <= quota <= MOST_PLACES or not await club_store.set_tier(tx, member_id, tier, quota):
        raise UnfitSale([FieldError("/tier", "not_a_choice")])
    await audit.note(tx, actor, "private_sales.set_member", member_id, {"tier": tier, "quota": quota})
