"""What I am called in public, what I say of myself, and my picture."""

from typing import Any

from litestar import Request, Response

from stoa.base.database import Database, Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.limits import Limits, Rate
from stoa.base.http.pages import Kit, Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.community import circles
from stoa.community.circles.model import Member, NewMember, UnfitMember
from stoa.community.members import actions
from stoa.people import profiles
from stoa.people.profiles.model import AccountEntry
from stoa.people.sessions.model import Visitor
from stoa.shop.catalog.web import sent

OWN = "/account/showing/page"
_RATE = Rate(burst=20, seconds=3_600)


class OwnPage(Page, kw_only=True, template="members/own.html"):
    entries: list[AccountEntry]
    member: Member | None
    values: dict[str, str]
    errors: dict[str, str]
    summary: list[dict[str, str]]


async def _screen(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, form: Form | None = None
) -> Response[str]:
    member = (await circles.members(read, [visitor.member])).get(visitor.member)
    kept = {"byline": member.byline, "about": member.about} if member else {"byline": "", "about": ""}
    errors = faults(request, form.errors.values()) if form else {}
    content = OwnPage(
        entries=profiles.entries(),
        member=member,
        values={**kept, **(form.typed if form else {})},
        errors=errors,
        summary=[{"name": name, "text": text} for name, text in errors.items()],
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "members-own"), robots="noindex")


@page(OWN, may="member")
async def see_own(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    return await _screen(request, read, visit, visitor)


@act(OWN, may="member")
async def change_own(request: Request[Any, Any, Any], db: Database, visit: Visit, visitor: Visitor, kit: Kit) -> Response[Any]:
    """Keep it. The picture is drawn anew and stored first, outside the transaction."""
    limits: Limits = kit.services["limits"]
    limits.take("members-own", str(visitor.member), _RATE)
    form = await Form.of(request)
    picture = await _picture(form)
    async with db.writing() as tx:
        if not form.errors:
            await _keep(tx, visit, visitor, form, picture)
        if form.errors:
            raise Retype(await _screen(request, tx, visit, visitor, form))
    return go(request, "/account/showing?saved")


async def _keep(tx: Writing, visit: Visit, visitor: Visitor, form: Form, picture: str | None) -> None:
    new = NewMember(byline=form.typed.get("byline", ""), about=form.typed.get("about", ""), picture=picture, renew=form.ticked("renew"))
    try:
        await actions.introduce(tx, visitor, new, language=visit.language.code)
    except UnfitMember as refusal:
        for error in refusal.errors:
            form.refuse(error.pointer.removeprefix("/"), error.code, **error.facts)


async def _picture(form: Form) -> str | None:
    """Return digest and width of the picture that came with the form, "" to have none, None to leave it as it is."""
    for kept in await sent.pictures(form, "picture", 1):
        return f"{kept.digest}/{kept.width}"
    return "" if form.ticked("no_picture") else None


HANDLERS = [see_own, change_own]
