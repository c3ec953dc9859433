"""One club on the desk: its tiers, who invited whom, inviting into it, and its invitations."""

from datetime import datetime
from typing import Any

from litestar import Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, kit, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.base.paging import Slice
from stoa.deals.private_sales import clubs, leaving, roster
from stoa.deals.private_sales.model import (
    MOST_AHEAD,
    MOST_TIERS,
    ONE_TIER,
    Club,
    ClubId,
    Invitation,
    NothingToTakeBack,
    Tier,
    TierIsPromised,
)
from stoa.deals.private_sales.roster import Seat
from stoa.deals.private_sales.web import asking, desk_plan
from stoa.deals.private_sales.web.asking import Asking
from stoa.people.sessions.model import Visitor


class ClubPage(Page, kw_only=True, template="private_sales/desk_club.html"):
    club: Club
    name: str
    tiers: list[Tier]
    options: list[dict[str, str]]
    labels: dict[str, str]
    members: Slice[Seat]
    query: str
    """Who is looked for."""
    languages: list[str]
    whole: bool
    """Whether there are as many tiers as a club may have."""
    link: str = ""
    typed: dict[str, str]
    errors: dict[str, str]
    problem: str = ""


class InvitationsPage(Page, kw_only=True, template="private_sales/desk_invitations.html"):
    ref: str
    name: str
    tiers: dict[str, str]
    invitations: Slice[Invitation]
    now: datetime
    query: str
    problem: str = ""


def _named(club: Club, visit: Visit) -> str:
    return club.name.get(visit.language.code) or next(iter(club.name.values()), "")


def _labels(tiers: list[Tier], visit: Visit) -> dict[str, str]:
    return {one.code: one.name.get(visit.language.code) or next(iter(one.name.values()), one.code) for one in tiers}


async def _club(
    request: Asking,
    read: Reading,
    visit: Visit,
    visitor: Visitor,
    club_id: ClubId,
    form: Form | None = None,
    link: str = "",
    problem: str = "",
    status: int = 200,
) -> Response[str]:
    club, tiers = await clubs.look(read, club_id)
    name, labels = _named(club, visit), _labels(tiers, visit)
    wanted, cursor = asking.wanted(request, visitor)
    content = ClubPage(
        club=club,
        name=name,
        tiers=tiers,
        options=[{"value": code, "label": label} for code, label in labels.items()],
        labels=labels,
        members=await roster.members(read, club.id, wanted, cursor, above=True),
        query=wanted.words,
        languages=[one.code for one in LANGUAGES],
        whole=len(tiers) >= MOST_TIERS,
        link=link,
        typed=form.typed if form is not None else {"places": "1", "tier": ONE_TIER},
        errors=faults(request, form.errors.values()) if form is not None else {},
        problem=problem,
        frame=await framed(read, visit),
    )
    return show(request, content, title=name, status=status, robots="noindex")


@page("/desk/clubs/{club_id:str}", may="offers.edit")
async def club_screen(request: Asking, read: Reading, visit: Visit, visitor: Visitor, club_id: str) -> Response[str]:
    return await _club(request, read, visit, visitor, asking.club(club_id))


@page("/desk/clubs/{club_id:str}/invitations", may="offers.edit")
async def see_invitations(request: Asking, read: Reading, visit: Visit, visitor: Visitor, club_id: str) -> Response[str]:
    """Show the invitations into a club, and who made them; their links are not kept."""
    return await _invitations(request, read, visit, visitor, asking.club(club_id))


async def _invitations(
    request: Asking, read: Reading, visit: Visit, visitor: Visitor, club_id: ClubId, problem: str = "", status: int = 200
) -> Response[str]:
    club, tiers = await clubs.look(read, club_id)
    wanted, cursor = asking.wanted(request, visitor)
    content = InvitationsPage(
        ref=ids.show("clb", club.id),
        name=_named(club, visit),
        tiers=_labels(tiers, visit),
        invitations=await roster.invitations(read, club.id, wanted, cursor),
        now=read.now,
        query=wanted.words,
        problem=problem,
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "private-sales-desk-invitations"), status=status, robots="noindex")


@act("/desk/clubs/{club_id:str}/invitations", may="offers.edit")
async def invite(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, club_id: str) -> Response[str]:
    """Invite into a club; the link is shown this once."""
    form, found = await Form.of(request), asking.club(club_id)
    places, tier = form.number("places", least=1, most=500, default=1), form.text("tier", most=40)
    until = form.moment("until", kit(request).settings.time_zone, required=False)
    if until is not None and until <= tx.now:
        form.refuse("until", "in_the_past")
    if form.errors:
        raise Retype(await _club(request, tx, visit, visitor, found, form, status=422))
    token = await clubs.invite(tx, visitor, found, places=places, tier=tier, until=until)
    return await _club(request, tx, visit, visitor, found, link=f"{visit.url}/club/{token}")


@act("/desk/clubs/{club_id:str}/invitations/{invitation_id:str}", may="offers.edit")
async def withdraw(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, club_id: str, invitation_id: str) -> Response[Any]:
    """Take an invitation back, whoever made it."""
    found = asking.club(club_id)
    try:
        async with tx.attempt():
            await clubs.withdraw(tx, visitor, found, asking.invitation(invitation_id))
    except NothingToTakeBack as refusal:
        raise Retype(
            await _invitations(request, tx, visit, visitor, found, problem=asking.sentence(request, refusal), status=refusal.status)
        ) from None
    return go(request, f"/desk/clubs/{ids.show('clb', found)}/invitations")


@act("/desk/clubs/{club_id:str}/tiers", may="offers.edit")
async def put_tier(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, club_id: str) -> Response[Any]:
    """Make a tier, or change the one that is named."""
    form, found = await Form.of(request), asking.club(club_id)
    code = form.typed.get("code", "").strip() or f"tier-{ids.new().hex[-8:]}"
    names, ahead = desk_plan.texts(form, "name", required=True, most=40), form.number("ahead", least=0, most=MOST_AHEAD, default=0)
    if form.errors:
        raise Retype(await _club(request, tx, visit, visitor, found, form, status=422))
    try:
        async with tx.attempt():
            await clubs.put_tier(tx, visitor, found, Tier(code=code, name=names, ahead_minutes=ahead))
    except TierIsPromised as refusal:
        raise Retype(
            await _club(request, tx, visit, visitor, found, form, problem=asking.sentence(request, refusal), status=refusal.status)
        ) from None
    return go(request, f"/desk/clubs/{ids.show('clb', found)}")


@act("/desk/clubs/{club_id:str}/members/{member_id:str}", may="offers.edit")
async def change_member(request: Asking, tx: Writing, visitor: Visitor, club_id: str, member_id: str) -> Response[Any]:
    """Give a member another tier and quota, or take them out."""
    form, found = await Form.of(request), asking.member(member_id)
    if form.typed.get("do") == "out":
        await leaving.put_out(tx, visitor, found)
    else:
        quota = form.number("quota", least=0, most=500)
        form.check()
        await clubs.set_member(tx, visitor, found, form.text("tier", most=40), quota)
    return go(request, f"/desk/clubs/{ids.show('clb', asking.club(club_id))}")


HANDLERS = [club_screen, see_invitations, invite, withdraw, put_tier, change_member]
