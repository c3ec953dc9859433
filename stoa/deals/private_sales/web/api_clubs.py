"""Clubs by API, for whoever is in one or has an invitation: come in, invite, take an invitation back, leave."""

from datetime import datetime

import msgspec
from litestar import Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http import visits
from stoa.base.http.routes import delete, get, post
from stoa.base.http.visits import Visit
from stoa.deals.private_sales import belonging, clubs, leaving
from stoa.deals.private_sales.model import (
    Invitation,
    InvitationIsUsedUp,
    InvitationIsWithdrawn,
    NoInvitationLeft,
    NoSuchClub,
    NoSuchClubInvitation,
    NothingToTakeBack,
)
from stoa.deals.private_sales.web import asking
from stoa.deals.private_sales.web.asking import Asking
from stoa.people import permissions
from stoa.people.sessions.model import Visitor

TAGS = ["Private sales"]


class AcceptedOut(msgspec.Struct, kw_only=True):
    """`pass_` is a guest's: the token of the cookie `stoa_pass`."""

    club_id: str
    tier: str
    pass_: str | None = msgspec.field(name="pass", default=None)


class PlacesIn(msgspec.Struct, kw_only=True):
    places: int = 1


class InvitationOut(msgspec.Struct, kw_only=True):
    """The token is shown this once; by its `id` the invitation is taken back."""

    id: str
    token: str
    url: str


class OpenInvitationOut(msgspec.Struct, kw_only=True):
    """An invitation that one made and that still lets somebody in; its link is not kept. `used` of its `places` are taken."""

    id: str
    places: int
    used: int
    made_at: datetime
    until_at: datetime


class OwnInvitationsOut(msgspec.Struct, kw_only=True):
    """`left` is how many one may still invite."""

    left: int
    items: list[OpenInvitationOut]


def shown(token: str, made: Invitation, visit: Visit) -> InvitationOut:
    """Return an invitation that was just made."""
    return InvitationOut(id=ids.show("inv", made.id), token=token, url=f"{visit.url}/club/{token}")


@post(
    "/api/invitations/{invitation:str}",
    may="anyone", status_code=201, tags=TAGS, summary="Come into a club",
    refuses=(NoSuchClubInvitation, InvitationIsUsedUp, InvitationIsWithdrawn),
)  # fmt: skip
async def accept(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, invitation: str) -> Response[AcceptedOut]:
    """A guest is given a pass, in the body and as a cookie."""
    asking.slow_down(request, "accept", asking.ACCEPTS)
    accepted = await clubs.accept(tx, visitor, invitation, visit.passes)
    member = accepted.member
    answer = Response(AcceptedOut(club_id=ids.show("clb", member.club_id), tier=member.tier, pass_=accepted.token), status_code=201)
    if accepted.token is not None:
        held = permissions.with_pass(visit.passes, accepted.token)
        asking.keep(request, answer, visits.PASS_COOKIE, held, int(belonging.PASS.total_seconds()))
    return answer


@get("/api/clubs/{club_id:str}/invitations", may="anyone", tags=TAGS, summary="List one's own invitations", refuses=(NoSuchClub,))
async def own(read: Reading, visit: Visit, visitor: Visitor, club_id: str) -> OwnInvitationsOut:
    """Those that still let somebody in, the newest first."""
    member, sent = await clubs.own_invitations(read, visitor, asking.club(club_id), visit.passes)
    items = [
        OpenInvitationOut(id=ids.show("inv", one.id), places=one.places, used=one.uses, made_at=one.made_at, until_at=one.until_at)
        for one in sent
    ]
    return OwnInvitationsOut(left=member.left, items=items)


@post(
    "/api/clubs/{club_id:str}/invitations",
    may="anyone", status_code=201, tags=TAGS, summary="Invite", refuses=(NoSuchClub, NoInvitationLeft),
)  # fmt: skip
async def invite(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, club_id: str, data: PlacesIn) -> InvitationOut:
    """A member invites within their quota."""
    asking.slow_down(request)
    token = await clubs.invite(tx, visitor, asking.club(club_id), places=data.places, passes=visit.passes)
    return shown(token, await clubs.made(tx, token), visit)


@delete(
    "/api/clubs/{club_id:str}/invitations/{invitation_id:str}",
    may="anyone", status_code=204, tags=TAGS, summary="Take one's invitation back", refuses=(NoSuchClub, NoSuchClubInvitation, NothingToTakeBack),
)  # fmt: skip
async def withdraw(tx: Writing, visit: Visit, visitor: Visitor, club_id: str, invitation_id: str) -> None:
    """Who came by it stays; the places that are left are one's own again. Again, the same answer."""
    await clubs.withdraw(tx, visitor, asking.club(club_id), asking.invitation(invitation_id), visit.passes)


@delete(
    "/api/clubs/{club_id:str}/membership", may="anyone", status_code=204, tags=TAGS, summary="Leave a club", refuses=(NoSuchClub,)
)  # fmt: skip
async def leave(tx: Writing, visit: Visit, visitor: Visitor, club_id: str) -> None:
    """Nothing is kept for one any more, and one's invitations let nobody in; orders stay. One comes back by a new invitation."""
    await leaving.leave(tx, visitor, asking.club(club_id), visit.passes)


HANDLERS = [accept, own, invite, withdraw, leave]
