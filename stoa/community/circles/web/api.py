"""One's own circle and what one shows, by API."""

from datetime import datetime
from typing import Annotated

import msgspec
from litestar.params import QueryParameter

from stoa.base import ids, paging
from stoa.base.database import Reading, Writing
from stoa.base.http.pages import Kit
from stoa.base.http.routes import delete, get, post, put
from stoa.base.http.visits import Visit
from stoa.community.circles import actions, queries, rules
from stoa.community.circles.model import (
    Audience,
    Byline,
    Friends,
    InvitationId,
    Kind,
    LineId,
    NoSuchInvitation,
    NoSuchMember,
    NoSuchPurchase,
    OwnInvitation,
    Purchase,
    PurchaseState,
    Source,
    TooManyFollows,
    TooManyInvitations,
)
from stoa.community.circles.web import circle, invitations
from stoa.people.sessions.model import Visitor

Cursor = Annotated[str | None, QueryParameter(description="Where the last page ended")]
Limit = Annotated[int | None, QueryParameter(description="1 to 100")]


class BylineOut(msgspec.Struct, kw_only=True):
    """What somebody is called in public. `name` is null for who chose none; `page` is there when everybody may see theirs."""

    name: str | None
    page: str | None
    picture: str | None


class PersonOut(msgspec.Struct, kw_only=True):
    """Somebody of one's circle. `friend`: you follow each other; `welcome`: the follower of the two was let in; `muted`: you hear nothing of them."""

    id: str
    byline: BylineOut
    since: datetime
    friend: bool
    welcome: bool
    muted: bool


class PeopleOut(msgspec.Struct, kw_only=True):
    items: list[PersonOut]
    next_cursor: str | None
    has_more: bool


class SuggestionOut(msgspec.Struct, kw_only=True):
    """Somebody whom you might like in your circle. `came`: they came by what you shared, and have agreed; `agreed`: you have."""

    id: str
    byline: BylineOut
    source: Source
    came: bool
    agreed: bool


class InvitationIn(msgspec.Struct, kw_only=True):
    """How many people the link brings in."""

    uses: Annotated[int, msgspec.Meta(ge=1, le=20)] = 1


class InvitationMade(msgspec.Struct, kw_only=True):
    """The link, told this once."""

    url: str


class InvitationOut(msgspec.Struct, kw_only=True):
    """An invitation that is still open; its link was told when it was made."""

    id: str
    uses: int
    ends_at: datetime


class ShowingOut(msgspec.Struct, kw_only=True):
    """To whom each kind of thing is shown, and how many people friends and circle are today."""

    audiences: dict[Kind, Audience]
    friends: int
    circle: int
    page: str | None


class PurchaseOut(msgspec.Struct, kw_only=True):
    """Something you bought. `audience` null follows the setting for purchases; `seen_by` is who sees it as things stand."""

    id: str
    order_id: str
    product: str
    title: str
    at: datetime
    state: PurchaseState
    gift: bool
    audience: Audience | None
    seen_by: Audience


class PurchasesOut(msgspec.Struct, kw_only=True):
    items: list[PurchaseOut]
    next_cursor: str | None
    has_more: bool


class PurchaseIn(msgspec.Struct, kw_only=True):
    """To whom a purchase is shown; a gift is shown to nobody."""

    audience: Audience | None = None
    gift: bool = False


def byline_out(one: Byline) -> BylineOut:
    return BylineOut(name=one.name or None, page=one.href, picture=one.picture)


def _people(found: paging.Slice[Friends]) -> PeopleOut:
    items = [
        PersonOut(
            id=ids.show("per", one.id), byline=byline_out(one.byline), since=one.at, friend=one.friend, welcome=one.welcome, muted=one.muted
        )
        for one in found.items
    ]
    return PeopleOut(items=items, next_cursor=found.next_cursor, has_more=found.has_more)


def _purchase(one: Purchase, setting: Audience) -> PurchaseOut:
    return PurchaseOut(
        id=one.shown_id,
        order_id=ids.show("ord", one.order_id),
        product=one.handle,
        title=one.title,
        at=one.at,
        state=one.state,
        gift=one.gift,
        audience=one.audience,
        seen_by=rules.shown_to(one, setting),
    )


@get("/api/me/circle", may="member", tags=["circle"])
async def my_circle(read: Reading, visitor: Visitor, cursor: Cursor = None, limit: Limit = None) -> PeopleOut:
    """Whom you follow, the latest first."""
    return _people(await queries.follows(read, visitor.member, cursor, paging.limit(limit)))


@get("/api/me/followers", may="member", tags=["circle"])
async def my_followers(read: Reading, visitor: Visitor, cursor: Cursor = None, limit: Limit = None) -> PeopleOut:
    """Who follows you and is not followed back. They see nothing more than strangers do, unless you let them in."""
    return _people(await queries.followers(read, visitor.member, cursor, paging.limit(limit)))


@get("/api/me/blocked", may="member", tags=["circle"])
async def my_blocked(read: Reading, visitor: Visitor) -> PeopleOut:
    """Whom you have blocked."""
    return _people(paging.Slice(await queries.blocked(read, visitor.member)))


@put("/api/me/circle/{person_id:str}/{verb:str}", may="member", tags=["circle"], status_code=204, refuses=(NoSuchMember, TooManyFollows))
async def do_to_somebody(tx: Writing, visitor: Visitor, kit: Kit, person_id: str, verb: str) -> None:
    """Do something about somebody: `follow`, `unfollow`, `welcome`, `turn-away`, `mute`, `unmute`, `block`, `unblock`, `agree` or `decline`
    (to a suggestion). Who is not to be seen by you is not there."""
    if verb not in circle.VERBS:
        raise NoSuchMember
    other = circle.person_of(person_id)
    circle.slow(kit, visitor)
    await circle.VERBS[verb](tx, visitor, other)


@get("/api/me/suggestions", may="member", tags=["circle"])
async def my_suggestions(read: Reading, visitor: Visitor) -> list[SuggestionOut]:
    """Who might belong to your circle: whose link or list you came by, and who came by yours and said yes."""
    return [
        SuggestionOut(id=ids.show("per", one.id), byline=byline_out(one.byline), source=one.source, came=one.came, agreed=one.asked)
        for one in await queries.suggestions(read, visitor.member)
    ]


@get("/api/me/invitations", may="member", tags=["circle"])
async def my_invitations(read: Reading, visitor: Visitor) -> list[InvitationOut]:
    """Your open invitations."""
    return [
        InvitationOut(id=ids.show("inv", one.id), uses=one.uses, ends_at=one.until_at)
        for one in await queries.invitations(read, visitor.member)
    ]


@post("/api/me/invitations", may="member", tags=["circle"], refuses=(TooManyInvitations,))
async def make_invitation(tx: Writing, visit: Visit, visitor: Visitor, kit: Kit, data: InvitationIn) -> InvitationMade:
    """Make a link that brings people into your circle; it works for 14 days."""
    circle.slow_inviting(kit, visitor)
    return InvitationMade(url=visit.absolute(await actions.invite(tx, visitor, uses=data.uses)))


@delete("/api/me/invitations/{invitation_id:str}", may="member", tags=["circle"], refuses=(NoSuchInvitation,))
async def end_invitation(tx: Writing, visitor: Visitor, invitation_id: str) -> None:
    """Make an invitation lead nowhere."""
    await actions.end_invitation(tx, visitor, InvitationId(ids.parse("inv", invitation_id)))


@post(
    "/api/circle/invitations/{token:str}",
    may="member",
    tags=["circle"],
    status_code=204,
    refuses=(NoSuchInvitation, OwnInvitation),
)
async def accept_invitation(tx: Writing, visit: Visit, visitor: Visitor, kit: Kit, token: str) -> None:
    """Come into the inviter's circle, and take them into yours."""
    invitations.slow(kit, visit)
    await actions.accept(tx, visitor, token)


@get("/api/me/showing", may="member", tags=["circle"])
async def my_showing(read: Reading, visitor: Visitor) -> ShowingOut:
    """To whom you show what."""
    return await _showing(read, visitor)


async def _showing(read: Reading, visitor: Visitor) -> ShowingOut:
    found = await queries.shown(read, visitor.member)
    return ShowingOut(
        audiences={kind: found.of(kind) for kind in Kind},
        friends=found.friends,
        circle=found.circle,
        page=f"/people/{found.member.handle}" if found.member else None,
    )


@put("/api/me/showing", may="member", tags=["circle"])
async def change_showing(tx: Writing, visitor: Visitor, data: dict[Kind, Audience]) -> ShowingOut:
    """Say to whom you show kinds of things; those that are not named stay as they are."""
    await actions.show_all(tx, visitor, data)
    return await _showing(tx, visitor)


@get("/api/me/purchases", may="member", tags=["circle"])
async def my_purchases(read: Reading, visitor: Visitor, cursor: Cursor = None, limit: Limit = None) -> PurchasesOut:
    """What you bought, the latest first, and who sees it."""
    setting = (await queries.shown(read, visitor.member)).of(Kind.PURCHASES)
    found = await queries.purchases(read, visitor.member, cursor, paging.limit(limit))
    return PurchasesOut(items=[_purchase(one, setting) for one in found.items], next_cursor=found.next_cursor, has_more=found.has_more)


@put("/api/me/purchases/{line_id:str}/showing", may="member", tags=["circle"], status_code=204, refuses=(NoSuchPurchase,))
async def change_purchase(tx: Writing, visitor: Visitor, line_id: str, data: PurchaseIn) -> None:
    """Say to whom you show one purchase."""
    await actions.show_purchase(tx, visitor, LineId(ids.parse("lin", line_id)), data.audience, gift=data.gift)


HANDLERS = [
    my_circle, my_followers, my_blocked, do_to_somebody, my_suggestions, my_invitations, make_invitation, end_invitation, accept_invitation,
    my_showing, change_showing, my_purchases, change_purchase,
]  # fmt: skip
