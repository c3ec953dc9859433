"""How somebody is called, spoken to and reached."""

from typing import Any

from litestar import Request, Response

from stoa.base import locale
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, say, show
from stoa.base.http.panels import Panel
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.people import profiles, sessions
from stoa.people.accounts import actions
from stoa.people.accounts.model import LinkSpent, Purpose
from stoa.people.profiles.model import AccountEntry, Line
from stoa.people.sessions.model import Visitor

LINE = Panel(
    """select json_build_object('key', 'accounts-line-details', 'name', p.email) from accounts.person p where p.id = :viewer::uuid""", Line
)
"""The address at which somebody is written to."""

profiles.offer_entry(AccountEntry("profiles-details", "pencil", "/account/details", position=60), LINE)


class DetailsPage(Page, kw_only=True, template="accounts/details.html"):
    entries: list[AccountEntry]
    values: dict[str, str]
    errors: dict[str, str]
    summary: list[dict[str, str]]
    languages: list[dict[str, str]]
    email: str
    fresh: bool
    saved: bool
    sent_to: str


class EmailLinkPage(Page, kw_only=True, template="accounts/email_link.html"):
    """The button behind the link to a new address, and what came of it."""

    email: str
    token: str
    done: bool


async def _details(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, form: Form | None = None, sent_to: str = ""
) -> Response[str]:
    person = await actions.find(read, visitor.member)
    values = {"name": person.name, "language": person.language, "new_email": ""}
    errors = faults(request, form.errors.values()) if form else {}
    shown = DetailsPage(
        entries=profiles.entries(),
        values={**values, **(form.typed if form else {})},
        errors=errors,
        summary=[{"name": name, "text": text} for name, text in errors.items()],
        languages=[{"value": one.code, "label": one.name} for one in locale.LANGUAGES],
        email=person.email or "",
        fresh=sessions.fresh(visitor, read.now),
        saved="saved" in request.query_params,
        sent_to=sent_to,
        frame=await framed(read, visit),
    )
    return show(request, shown, title=say(request, "accounts-details-title"), robots="noindex")


@page("/account/details", may="member")
async def see_details(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    return await _details(request, read, visit, visitor)


@act("/account/details", may="member")
async def change_details(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    form = await Form.of(request)
    name = form.text("name", most=120)
    language = form.choice("language", [one.code for one in locale.LANGUAGES])
    if form.errors:
        raise Retype(await _details(request, tx, visit, visitor, form))
    await actions.change(tx, visitor.member, name=name, language=language, market=visit.market)
    return go(request, "/account/details?saved")


@act("/account/email", may="member")
async def ask_email_change(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Mail a link to the new address. The answer does not tell whether somebody has it."""
    sessions.prove_fresh(visitor, tx.now)
    form = await Form.of(request)
    email = form.email("new_email")
    if form.errors:
        raise Retype(await _details(request, tx, visit, visitor, form))
    await actions.ask_email_change(tx, visitor, email, address=visit.address, language=visit.language.code)
    return await _details(request, tx, visit, visitor, sent_to=email)


@page("/account/email/{token:str}", may="anyone")
async def see_email_link(request: Request[Any, Any, Any], read: Reading, visit: Visit, token: str) -> Response[str]:
    link = await actions.see_link(read, token)
    if link.purpose is not Purpose.CHANGE_EMAIL:
        raise LinkSpent
    shown = EmailLinkPage(email=link.email, token=token, done=False, frame=await framed(read, visit))
    return show(request, shown, title=say(request, "accounts-email-confirm-title"), robots="noindex")


@act("/account/email/{token:str}", may="anyone")
async def change_email(request: Request[Any, Any, Any], tx: Writing, visit: Visit, token: str) -> Response[str]:
    _, link = await actions.use_link(tx, token, Purpose.CHANGE_EMAIL)
    shown = EmailLinkPage(email=link.email, token="", done=True, frame=await framed(tx, visit))
    return show(request, shown, title=say(request, "accounts-email-done-title"), robots="noindex")


HANDLERS = [see_details, change_details, ask_email_change, see_email_link, change_email]
