"""The account: what is there, in groups, each place with how things stand there, and a card of each room that has one."""

from typing import Any

import msgspec
from litestar import Request, Response

from stoa.base.database import Reading
from stoa.base.http.pages import Page, framed, say, show
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.people.permissions.model import Visitor
from stoa.people.profiles.model import AccountEntry, Group, Line
from stoa.people.profiles.places import OVERVIEW, entries, lines


class Place(msgspec.Struct, frozen=True):
    """A place of the account with how things stand there."""

    entry: AccountEntry
    line: Line | None


class Places(msgspec.Struct, frozen=True):
    """The places of one group."""

    group: Group
    places: list[Place]


class AccountPage(Page, kw_only=True, template="profiles/overview.html"):
    entries: list[AccountEntry]
    groups: list[Places]
    name: str
    email: str
    staff: bool


@page("/account", may="member")
async def see_account(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    said = await lines(read, visitor.member)
    places = [Place(one, said.get(one.href)) for one in entries() if one.href != OVERVIEW]
    shown = AccountPage(
        entries=entries(),
        groups=[Places(group, own) for group in Group if (own := [one for one in places if one.entry.group is group])],
        name=visitor.name,
        email=visitor.email,
        staff=visitor.staff,
        frame=await framed(read, visit),
    )
    return show(request, shown, title=say(request, "profiles-account"), robots="noindex")


HANDLERS = [see_account]
