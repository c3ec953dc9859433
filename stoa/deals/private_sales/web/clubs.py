"""The visitor's clubs: what is on and what comes, whom they may still invite; and the way in by an invitation."""

from typing import Any

import msgspec
from litestar import Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http import visits
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, framed, go, say, show
from stoa.base.http.panels import Panel
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.refusals import Conflict
from stoa.deals.private_sales import belonging, club_store, clubs, leaving, queries
from stoa.deals.private_sales.model import Club, Invitation, Member, NothingToTakeBack
from stoa.deals.private_sales.queries import Known
from stoa.deals.private_sales.web import asking
from stoa.deals.private_sales.web.asking import Asking
from stoa.people import permissions
from stoa.people.profiles.model import Line
from stoa.people.sessions.model import Visitor

LINE = Panel(
    """select json_build_object('key', case when n.clubs = 0 then 'private-sales-line-none' when n.on > 0 then 'private-sales-line-on'
            when n.coming > 0 then 'private-sales-line-coming' else 'private-sales-line-clubs' end,
        'count', case when n.on > 0 then n.on when n.coming > 0 then n.coming else n.clubs end)
    from (select count(distinct m.id) as clubs,
            count(s.id) filter (where s.opens_at - make_interval(mins => t.ahead_minutes) <= :now::timestamptz) as on,
            count(s.id) filter (where s.opens_at - make_interval(mins => t.ahead_minutes) > :now::timestamptz) as coming
        from private_sales.member m join private_sales.tier t on t.club_id = m.club_id and t.code = m.tier
        left join private_sales.sale s on s.club_id = m.club_id and s.closed_at is null and s.ended_at is null
            and s.preview_at <= :now::timestamptz and s.ends_at > :now::timestamptz
        where m.person_id = :viewer::uuid and m.left_at is null) n""",
    Line,
)
"""How many sales of somebody's clubs are on or come; else how many clubs they are in."""


class Shown(msgspec.Struct, frozen=True):
    """A club as one of its members sees it."""

    club: Club
    name: str
    text: str
    member: Member
    sales: list[tuple[Known, str, str]]
    """Each with its title and its address."""
    invitations: list[Invitation]


class ClubPage(Page, kw_only=True, template="private_sales/club.html"):
    clubs: list[Shown]
    guest: bool
    url: str
    link: str = ""
    problem: str = ""


class InvitationPage(Page, kw_only=True, template="private_sales/invitation.html"):
    name: str
    text: str
    by: str
    invitation: Invitation
    path: str
    guest: bool


@page("/club", may="anyone")
async def overview(request: Asking, read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    return await _overview(request, read, visit, visitor)


async def _overview(
    request: Asking, read: Reading, visit: Visit, visitor: Visitor, link: str = "", problem: str = "", status: int = 200
) -> Response[str]:
    content = ClubPage(
        clubs=await _shown(read, visit, visitor),
        guest=visitor.guest,
        url=f"{visit.url}{visit.prefix}",
        link=link,
        problem=problem,
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "private-sales-club"), status=status, robots="noindex")


async def _shown(read: Reading, visit: Visit, visitor: Visitor) -> list[Shown]:
    members = await club_store.memberships(read, visitor.person, belonging.digests(visit.passes))
    if not members:
        return []
    known = await queries.open_for(read, visitor, visit.passes)
    found = {one.id: one for one in await club_store.clubs_of(read, [one.club_id for one in members])}
    sent = await club_store.invitations_of(read, [one.id for one in members])
    language = visit.language.code
    return [
        Shown(
            club=found[one.club_id],
            name=_in(found[one.club_id].name, language),
            text=_in(found[one.club_id].text, language),
            member=one,
            sales=[
                (sale, _in(sale.sale.title, language), f"/sales/{ids.show('sal', sale.sale.id)}")
                for sale in known
                if sale.sale.club_id == one.club_id
            ],
            invitations=[invitation for invitation in sent if invitation.by_member == one.id],
        )
        for one in members
    ]


def _in(texts: dict[str, str], language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")


def _plain(visitor: Visitor) -> Visitor:
    """Return the visitor as the member that they are, also one of the staff."""
    return msgspec.structs.replace(visitor, permissions=frozenset())


@act("/club/{club_id:str}/invitations", may="anyone")
async def invite(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, club_id: str) -> Response[str]:
    """Make an invitation; its link is shown this once."""
    asking.slow_down(request)
    form = await Form.of(request)
    places = form.number("places", least=1, most=50, default=1)
    form.check()
    try:
        async with tx.attempt():
            token = await clubs.invite(tx, _plain(visitor), asking.club(club_id), places=places, passes=visit.passes)
    except Conflict as refusal:
        raise Retype(
            await _overview(request, tx, visit, visitor, problem=asking.sentence(request, refusal), status=refusal.status), refusal.status
        ) from None
    return await _overview(request, tx, visit, visitor, link=f"{visit.url}{visit.prefix}/club/{token}")


@act("/club/{club_id:str}/invitations/{invitation_id:str}", may="anyone")
async def withdraw(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, club_id: str, invitation_id: str) -> Response[Any]:
    """Take back an invitation that one made."""
    asking.slow_down(request)
    try:
        async with tx.attempt():
            await clubs.withdraw(tx, _plain(visitor), asking.club(club_id), asking.invitation(invitation_id), visit.passes)
    except NothingToTakeBack as refusal:
        problem = asking.sentence(request, refusal)
        raise Retype(await _overview(request, tx, visit, visitor, problem=problem, status=refusal.status), refusal.status) from None
    return go(request, "/club")


@act("/club/{club_id:str}/leave", may="anyone")
async def leave(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, club_id: str) -> Response[Any]:
    """Go out of a club."""
    await leaving.leave(tx, visitor, asking.club(club_id), visit.passes)
    return go(request, "/club")


@page("/club/{invitation:str}", may="anyone")
async def invitation(request: Asking, read: Reading, visit: Visit, visitor: Visitor, invitation: str) -> Response[Any]:
    """What an invitation leads into; who is in it already is taken there."""
    club, found, already = await clubs.invited(read, visitor, invitation, visit.passes)
    if already is not None:
        return go(request, "/club")
    content = InvitationPage(
        name=_in(club.name, visit.language.code),
        text=_in(club.text, visit.language.code),
        by=found.by.partition(" ")[0],
        invitation=found,
        path=f"/club/{invitation}",
        guest=visitor.guest,
        frame=await framed(read, visit),
    )
    return show(request, content, title=content.name, robots="noindex")


@act("/club/{invitation:str}", may="anyone")
async def accept(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, invitation: str) -> Response[Any]:
    """Come in; a guest gets a pass."""
    asking.slow_down(request, "accept", asking.ACCEPTS)
    accepted = await clubs.accept(tx, visitor, invitation, visit.passes)
    answer = go(request, "/club")
    if accepted.token is not None:
        seconds = int(belonging.PASS.total_seconds())
        asking.keep(request, answer, visits.PASS_COOKIE, permissions.with_pass(visit.passes, accepted.token), seconds)
    return asking.mark_device(request, answer)


HANDLERS = [overview, invite, withdraw, leave, invitation, accept]
