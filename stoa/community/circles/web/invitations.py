"""The page behind an invitation's link."""

from typing import Any
from urllib.parse import quote

from litestar import Request, Response

from stoa.base.database import Reading, Writing
from stoa.base.http.limits import Limits, Rate
from stoa.base.http.pages import Kit, Page, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.community.circles import actions, queries
from stoa.community.circles.model import Byline
from stoa.people.sessions.model import Visitor

_RATE = Rate(burst=30, seconds=600)


class InvitationPage(Page, kw_only=True, template="circles/invitation.html"):
    """Who invites; `own` is the inviter looking at what they made."""

    byline: Byline
    own: bool
    guest: bool
    path: str
    sign_in: str


def slow(kit: Kit, visit: Visit) -> None:
    """Let nobody try many tokens. Raises SlowDown."""
    limits: Limits = kit.services["limits"]
    limits.take("circle-invitation", visit.address, _RATE)


@page("/circle/invitation/{token:str}", may="anyone")
async def see_invitation(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, kit: Kit, token: str
) -> Response[str]:
    slow(kit, visit)
    found = await queries.invitation(read, visitor.person, token)
    path = f"/circle/invitation/{quote(token, safe='')}"
    shown = InvitationPage(
        byline=found.byline,
        own=found.by == visitor.person,
        guest=visitor.person is None,
        path=path,
        sign_in=f"/sign-in?next={quote(path, safe='')}",
        frame=await framed(read, visit),
    )
    answer = show(request, shown, title=say(request, "circles-invitation-title"), robots="noindex")
    answer.headers["cache-control"] = "no-store"
    return answer


@act("/circle/invitation/{token:str}", may="member")
async def accept(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, kit: Kit, token: str) -> Response[Any]:
    slow(kit, visit)
    await actions.accept(tx, visitor, token)
    return go(request, "/account/circle")


HANDLERS = [see_invitation, accept]
