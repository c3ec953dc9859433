"""Clubs by API, for the staff's programs: their tiers, who is in them, whom they may invite."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec

from stoa.base import ids, paging
from stoa.base.database import Reading, Writing
from stoa.base.http.routes import delete, get, patch, post, put
from stoa.base.http.visits import Visit
from stoa.base.refusals import FieldError
from stoa.deals.private_sales import club_store, clubs, leaving, roster, rules
from stoa.deals.private_sales.model import (
    MOST_PLACES,
    Club,
    ClubId,
    Invitation,
    Member,
    NewClub,
    NoSuchClub,
    NoSuchClubInvitation,
    NothingToTakeBack,
    Tier,
    TierIsPromised,
    UnfitSale,
)
from stoa.deals.private_sales.roster import Wanted
from stoa.deals.private_sales.web import asking
from stoa.deals.private_sales.web.api_clubs import InvitationOut, shown
from stoa.people.sessions.model import Visitor

TAGS = ["Private sales"]
Words = dict[Annotated[str, msgspec.Meta(max_length=10)], Annotated[str, msgspec.Meta(max_length=2000)]]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
Words100 = Annotated[str, msgspec.Meta(max_length=100)]


class TierIn(msgspec.Struct, kw_only=True):
    """A tier: who is in it comes in so many minutes before the others."""

    name: Words
    ahead_minutes: Count = 0


class TierOut(TierIn, kw_only=True):
    code: str


class NewTierIn(TierIn, kw_only=True):
    code: Annotated[str, msgspec.Meta(max_length=40)]


class ClubIn(msgspec.Struct, kw_only=True):
    """A club. `quota` is how many people each new member may invite. There is always the tier `member`, without early access."""

    name: Words
    text: Words = {}
    quota: Count = 3
    tiers: Annotated[list[NewTierIn], msgspec.Meta(max_length=8)] = []


class ClubChange(msgspec.Struct, kw_only=True):
    name: Words | None = None
    text: Words | None = None
    quota: Count | None = None


class AdminClubOut(msgspec.Struct, kw_only=True):
    id: str
    name: dict[str, str]
    text: dict[str, str]
    quota: int
    tiers: list[TierOut]


class ClubList(msgspec.Struct, kw_only=True):
    items: list[AdminClubOut]
    has_more: bool
    next_cursor: str | None


class MemberOut(msgspec.Struct, kw_only=True):
    """Somebody in a club: a person, or a guest with a pass. `invited` of `quota` is how many they have invited."""

    id: str
    person_id: str | None
    name: str
    tier: str
    quota: int
    invited: int
    invited_by: str | None
    since: datetime


class MemberList(msgspec.Struct, kw_only=True):
    items: list[MemberOut]
    has_more: bool
    next_cursor: str | None


class MemberChange(msgspec.Struct, kw_only=True):
    tier: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    quota: Count | None = None


class AdminInvitationIn(msgspec.Struct, kw_only=True):
    """A link that lets so many people into a tier, until then; two weeks without a time."""

    places: Annotated[int, msgspec.Meta(ge=1, le=MOST_PLACES)] = 1
    tier: Annotated[str, msgspec.Meta(max_length=40)] = "member"
    until_at: Moment | None = None


class MadeInvitationOut(msgspec.Struct, kw_only=True):
    """An invitation that was made; its link is not kept. `by` is the member who made it, none for the shop; `used` of its `places` are taken.

    Since `withdrawn_at` its link lets nobody in any more: it was taken back, or its time was over before everybody came.
    """

    id: str
    by: str | None
    tier: str
    places: int
    used: int
    made_at: datetime
    until_at: datetime
    withdrawn_at: datetime | None


class InvitationList(msgspec.Struct, kw_only=True):
    items: list[MadeInvitationOut]
    has_more: bool
    next_cursor: str | None


@get("/api/admin/clubs", may="offers.edit", tags=TAGS, summary="List clubs")
async def list_clubs(read: Reading, limit: int | None = None, cursor: str | None = None) -> ClubList:
    """The newest first, without their tiers."""
    count, before = paging.limit(limit), ClubId(paging.decode(cursor, tuple[UUID])[0]) if cursor else None
    rows = await club_store.clubs(read, count + 1, before)
    more = paging.encode(rows[count - 1].id) if len(rows) > count else None
    return ClubList(items=[_club(one, []) for one in rows[:count]], has_more=more is not None, next_cursor=more)


def _club(one: Club, tiers: list[Tier]) -> AdminClubOut:
    found = [TierOut(code=tier.code, name=tier.name, ahead_minutes=tier.ahead_minutes) for tier in tiers]
    return AdminClubOut(id=ids.show("clb", one.id), name=one.name, text=one.text, quota=one.quota, tiers=found)


async def _found(read: Reading, club_id: str) -> AdminClubOut:
    found = await club_store.club(read, asking.club(club_id))
    if found is None:
        raise NoSuchClub
    return _club(found, await club_store.tiers(read, found.id))


@post("/api/admin/clubs", may="offers.edit", tags=TAGS, summary="Make a club", refuses=(UnfitSale,))
async def make_club(tx: Writing, visitor: Visitor, data: ClubIn) -> AdminClubOut:
    tiers = tuple(Tier(code=one.code, name=one.name, ahead_minutes=one.ahead_minutes) for one in data.tiers)
    for one in tiers:
        if errors := rules.check_tier(one):
            raise UnfitSale(errors)
    made = await clubs.make_club(tx, visitor, NewClub(name=data.name, text=data.text, quota=data.quota, tiers=tiers))
    return await _found(tx, ids.show("clb", made))


@get("/api/admin/clubs/{club_id:str}", may="offers.edit", tags=TAGS, summary="See a club", refuses=(NoSuchClub,))
async def see_club(read: Reading, club_id: str) -> AdminClubOut:
    return await _found(read, club_id)


@patch("/api/admin/clubs/{club_id:str}", may="offers.edit", tags=TAGS, summary="Change a club", refuses=(NoSuchClub, UnfitSale))
async def change_club(tx: Writing, visitor: Visitor, club_id: str, data: ClubChange) -> AdminClubOut:
    """A new quota is that of new members."""
    was = await club_store.club(tx, asking.club(club_id))
    if was is None:
        raise NoSuchClub
    said = given(data)
    await clubs.change_club(tx, visitor, was.id, said.get("name", was.name), said.get("text", was.text), said.get("quota", was.quota))
    return await _found(tx, club_id)


def given(data: msgspec.Struct) -> dict[str, Any]:
    """Return what a change says."""
    return {name: value for name, value in msgspec.structs.asdict(data).items() if value is not None}


@put(
    "/api/admin/clubs/{club_id:str}/tiers/{code:str}",
    may="offers.edit", tags=TAGS, summary="Make or change a tier", refuses=(NoSuchClub, UnfitSale, TierIsPromised),
)  # fmt: skip
async def put_tier(tx: Writing, visitor: Visitor, club_id: str, code: str, data: TierIn) -> AdminClubOut:
    """How early its people come in is not changed while a sale is planned with it."""
    await clubs.put_tier(tx, visitor, asking.club(club_id), Tier(code=code, name=data.name, ahead_minutes=data.ahead_minutes))
    return await _found(tx, club_id)


@get("/api/admin/clubs/{club_id:str}/members", may="offers.edit", tags=TAGS, summary="List a club's members", refuses=(NoSuchClub,))
async def list_members(
    read: Reading, visitor: Visitor, club_id: str, q: Words100 = "", limit: int | None = None, cursor: str | None = None
) -> MemberList:
    """In the order in which they came; `invited_by` makes the tree of who invited whom.

    With `q` those whose name holds it, or, for keys that may read customers, whose mail address begins with it.
    """
    found = await _found(read, club_id)
    page = await roster.members(read, asking.club(found.id), wanted(q, visitor), cursor, paging.limit(limit))
    return MemberList(items=[_member(one.member) for one in page.items], has_more=page.has_more, next_cursor=page.next_cursor)


def wanted(query: str, visitor: Visitor) -> Wanted:
    """Return who is looked for: only who may read customers looks through their addresses."""
    return Wanted(query, mails=visitor.may("customers.read"))


def _member(one: Member) -> MemberOut:
    return MemberOut(
        id=ids.show("mem", one.id),
        person_id=ids.show("per", one.person_id) if one.person_id is not None else None,
        name=one.name,
        tier=one.tier,
        quota=one.quota,
        invited=one.invited,
        invited_by=ids.show("mem", one.invited_by) if one.invited_by is not None else None,
        since=one.since,
    )


async def _in(read: Reading, club_id: str, member_id: str) -> Member:
    found = await club_store.member(read, asking.member(member_id))
    if found is None or found.club_id != asking.club(club_id):
        raise NoSuchClub
    return found


@patch(
    "/api/admin/clubs/{club_id:str}/members/{member_id:str}",
    may="offers.edit", tags=TAGS, summary="Change a member's tier or quota", refuses=(NoSuchClub, UnfitSale),
)  # fmt: skip
async def change_member(tx: Writing, visitor: Visitor, club_id: str, member_id: str, data: MemberChange) -> MemberOut:
    """A quota is never less than whom they have invited."""
    was = await _in(tx, club_id, member_id)
    said = given(data)
    await clubs.set_member(tx, visitor, was.id, said.get("tier", was.tier), said.get("quota", was.quota))
    return _member(await _in(tx, club_id, member_id))


@delete(
    "/api/admin/clubs/{club_id:str}/members/{member_id:str}",
    may="offers.edit", status_code=204, tags=TAGS, summary="Take somebody out of a club", refuses=(NoSuchClub,),
)  # fmt: skip
async def put_out(tx: Writing, visitor: Visitor, club_id: str, member_id: str) -> None:
    """Whom they invited stays."""
    await leaving.put_out(tx, visitor, (await _in(tx, club_id, member_id)).id)


@get(
    "/api/admin/clubs/{club_id:str}/invitations",
    may="offers.edit",
    tags=TAGS,
    summary="List invitations into a club",
    refuses=(NoSuchClub,),
)
async def list_invitations(
    read: Reading, visitor: Visitor, club_id: str, q: Words100 = "", limit: int | None = None, cursor: str | None = None
) -> InvitationList:
    """The newest first; with `q` those of the members that it finds."""
    found = await _found(read, club_id)
    page = await roster.invitations(read, asking.club(found.id), wanted(q, visitor), cursor, paging.limit(limit))
    return InvitationList(items=[_invitation(one) for one in page.items], has_more=page.has_more, next_cursor=page.next_cursor)


def _invitation(one: Invitation) -> MadeInvitationOut:
    by = ids.show("mem", one.by_member) if one.by_member is not None else None
    return MadeInvitationOut(
        id=ids.show("inv", one.id),
        by=by,
        tier=one.tier,
        places=one.places,
        used=one.uses,
        made_at=one.made_at,
        until_at=one.until_at,
        withdrawn_at=one.withdrawn_at,
    )


@post(
    "/api/admin/clubs/{club_id:str}/invitations",
    may="offers.edit", tags=TAGS, summary="Invite for the shop", refuses=(NoSuchClub, UnfitSale),
)  # fmt: skip
async def invite(tx: Writing, visit: Visit, visitor: Visitor, club_id: str, data: AdminInvitationIn) -> InvitationOut:
    """Into any tier, for nobody's quota."""
    if data.until_at is not None and data.until_at <= tx.now:
        raise UnfitSale([FieldError("/until_at", "in_the_past")])
    token = await clubs.invite(tx, visitor, asking.club(club_id), places=data.places, tier=data.tier, until=data.until_at)
    return shown(token, await clubs.made(tx, token), visit)


@delete(
    "/api/admin/clubs/{club_id:str}/invitations/{invitation_id:str}",
    may="offers.edit", status_code=204, tags=TAGS, summary="Take an invitation back", refuses=(NoSuchClub, NoSuchClubInvitation, NothingToTakeBack),
)  # fmt: skip
async def withdraw(tx: Writing, visitor: Visitor, club_id: str, invitation_id: str) -> None:
    """Whoever made it. Who came by it stays; a member may invite as many others. Again, the same answer."""
    await clubs.withdraw(tx, visitor, asking.club(club_id), asking.invitation(invitation_id))


HANDLERS = [
    list_clubs,
    make_club,
    see_club,
    change_club,
    put_tier,
    list_members,
    change_member,
    put_out,
    list_invitations,
    invite,
    withdraw,
]
