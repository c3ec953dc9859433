"""The account: what is there, with a card of each room that has one."""

from typing import Any

from litestar import Request, Response

from stoa.base.database import Reading
from stoa.base.http.pages import Page, framed, say, show
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.people.permissions.model import Visitor
from stoa.people.profiles.model import AccountEntry
from stoa.people.profiles.places import entries


class AccountPage(Page, kw_only=True, template="profiles/overview.html"):
    entries: list[AccountEntry]
    name: str
    email: str
    staff: bool


@page("/account", may="member")
async def see_account(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    shown = AccountPage(entries=entries(), name=visitor.name, email=visitor.email, staff=visitor.staff, frame=await framed(read, visit))
    return show(request, shown, title=say(request, "profiles-account"), robots="noindex")


HANDLERS = [see_account]
