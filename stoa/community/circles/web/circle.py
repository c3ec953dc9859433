"""My circle: whom I follow, who would like to come in, whom I have blocked; and what can be done with each."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form
from stoa.base.http.limits import Limits, Rate
from stoa.base.http.pages import Kit, Page, framed, go, say, show
from stoa.base.http.panels import Panel
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.paging import Slice
from stoa.community.circles import actions, queries
from stoa.community.circles.model import Friends, Invitation, InvitationId, PersonId, Suggested
from stoa.people import profiles
from stoa.people.profiles.model import AccountEntry, Line
from stoa.people.sessions.model import Visitor

CIRCLE = "/account/circle"
_HANDLE = re.compile(r"[a-z0-9-]{1,60}")
_RATE = Rate(burst=120, seconds=3_600)
_INVITING = Rate(burst=40, seconds=86_400)

LINE = Panel(
    """select json_build_object('key', case when n.asking > 0 then 'circles-line-asking' when n.followers > 0 then 'circles-line-followers'
            when n.follows > 0 then 'circles-line-follows' else 'circles-line-none' end,
        'count', case when n.asking > 0 then n.asking when n.followers > 0 then n.followers else n.follows end, 'waits', n.asking > 0)
    from (select (select count(*) from circles.suggestion where a_id = :viewer::uuid and b_agreed_at is not null and a_agreed_at is null
            and declined_at is null) as asking,
        (select count(*) from circles.follow where followed = :viewer::uuid) as followers,
        (select count(*) from circles.follow where follower = :viewer::uuid) as follows) n""",
    Line,
)
"""How many would like to be friends; else how many follow somebody, or whom they follow."""

Act = Callable[[Writing, Visitor, PersonId], Awaitable[Any]]
VERBS: dict[str, Act] = {
    "follow": actions.follow,
    "unfollow": actions.unfollow,
    "welcome": actions.welcome,
    "turn-away": actions.turn_away,
    "mute": actions.mute,
    "unmute": actions.unmute,
    "block": actions.block,
    "unblock": actions.unblock,
    "agree": actions.agree,
    "decline": actions.decline,
}
"""What a member may do about another."""


class CirclePage(Page, kw_only=True, template="circles/circle.html"):
    """`link` is an invitation just made, shown this once."""

    entries: list[AccountEntry]
    follows: Slice[Friends]
    followers: Slice[Friends]
    suggested: list[Suggested]
    invitations: list[Invitation]
    blocked: list[Friends]
    link: str
    first: bool


def person_of(text: str) -> PersonId:
    """Return the person of a written id. Raises UnknownId, a 404."""
    return PersonId(ids.parse("per", text))


def slow(kit: Kit, who: Visitor) -> None:
    """Let nobody do this to hundreds of people an hour. Raises SlowDown."""
    limits: Limits = kit.services["limits"]
    limits.take("circle", str(who.member), _RATE)


def slow_inviting(kit: Kit, who: Visitor) -> None:
    limits: Limits = kit.services["limits"]
    limits.take("circle-invite", str(who.member), _INVITING)


async def _screen(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, link: str = "") -> Response[str]:
    me, cursor = visitor.member, request.query_params.get("cursor")
    first = cursor is None
    shown = CirclePage(
        entries=profiles.entries(),
        follows=await queries.follows(read, me, cursor),
        followers=await queries.followers(read, me) if first else Slice([]),
        suggested=await queries.suggestions(read, me) if first else [],
        invitations=await queries.invitations(read, me) if first else [],
        blocked=await queries.blocked(read, me) if first else [],
        link=link,
        first=first,
        frame=await framed(read, visit),
    )
    answer = show(request, shown, title=say(request, "circles-title"), robots="noindex")
    answer.headers["cache-control"] = "no-store"
    return answer


@page(CIRCLE, may="member")
async def see_circle(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    return await _screen(request, read, visit, visitor)


@act(f"{CIRCLE}/people/{{person_id:str}}", may="member")
async def do(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, kit: Kit, person_id: str) -> Response[Any]:
    """Do one of `VERBS` to somebody, and lead back to where it was asked: the circle, or the person's page."""
    form = await Form.of(request)
    verb = form.choice("do", VERBS)
    form.check()
    other = person_of(person_id)
    slow(kit, visitor)
    await VERBS[verb](tx, visitor, other)
    handle = form.typed.get("handle", "")
    back = f"/people/{handle}" if _HANDLE.fullmatch(handle) and verb != "block" else CIRCLE
    return go(request, back)


@act(f"{CIRCLE}/invitations", may="member")
async def invite(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, kit: Kit) -> Response[str]:
    """Make an invitation; its link is on the page that answers, and on no other."""
    form = await Form.of(request)
    uses = form.number("uses", least=1, most=20, default=1)
    form.check()
    slow_inviting(kit, visitor)
    path = await actions.invite(tx, visitor, uses=uses)
    return await _screen(request, tx, visit, visitor, link=visit.absolute(path))


@act(f"{CIRCLE}/invitations/{{invitation_id:str}}/end", may="member")
async def end(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, invitation_id: str) -> Response[Any]:
    await actions.end_invitation(tx, visitor, InvitationId(ids.parse("inv", invitation_id)))
    return go(request, CIRCLE)


HANDLERS = [see_circle, do, invite, end]
