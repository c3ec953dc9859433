"""What is held on me, and away with it."""

import asyncio
from typing import Any

from litestar import Request, Response

from stoa.base.database import Database, Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Kit, Page, framed, go, say, show
from stoa.base.http.panels import Panel
from stoa.base.http.routes import act, page
from stoa.base.http.visits import SESSION_COOKIE, Visit
from stoa.people import accounts, profiles
from stoa.people.accounts.model import LinkSpent, Purpose, TooManyGuesses, WrongPassword
from stoa.people.permissions.model import Visitor
from stoa.people.privacy import actions
from stoa.people.privacy.holdings import holdings
from stoa.people.privacy.model import ExportState
from stoa.people.profiles.model import AccountEntry, Line

AT_ONCE_SECONDS = 3
LINE = Panel("select json_build_object('key', 'privacy-line')", Line)

profiles.offer_entry(AccountEntry("profiles-privacy", "eye", "/account/privacy", position=75), LINE)


class PrivacyPage(Page, kw_only=True, template="privacy/privacy.html"):
    entries: list[AccountEntry]
    held: list[str]
    export: ExportState | None
    asked: bool
    link_sent: bool
    problem: str


class ErasurePage(Page, kw_only=True, template="privacy/erasure.html"):
    """The last question, and what came of it."""

    email: str
    token: str
    done: bool


async def _privacy(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, *, link_sent: bool = False, problem: str = ""
) -> Response[str]:
    shown = PrivacyPage(
        entries=profiles.entries(),
        held=[one.name for one in holdings()],
        export=await actions.exported(read, visitor.member),
        asked="asked" in request.query_params,
        link_sent=link_sent,
        problem=problem,
        frame=await framed(read, visit),
    )
    return show(request, shown, title=say(request, "privacy-title"), robots="noindex")


@page("/account/privacy", may="member")
async def see_privacy(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    return await _privacy(request, read, visit, visitor)


def _file(body: bytes) -> Response[bytes]:
    headers = {"content-disposition": 'attachment; filename="my-data.json"', "cache-control": "no-store"}
    return Response(body, media_type="application/json", headers=headers)


@act("/account/privacy/export", may="member")
async def make_export(request: Request[Any, Any, Any], db: Database, visitor: Visitor) -> Response[Any]:
    """Give all that is held, at once where that takes a moment; else a job makes it and a mail says when."""
    person = visitor.member
    try:
        async with asyncio.timeout(AT_ONCE_SECONDS), db.snapshot() as read:
            return _file(await actions.export(read, person))
    except TimeoutError:
        async with db.writing() as tx:
            await actions.ask_export(tx, person)
        return go(request, "/account/privacy?asked")


@page("/account/privacy/export", may="member")
async def fetch_export(read: Reading, visitor: Visitor) -> Response[bytes]:
    return _file(await actions.fetch(read, visitor.member))


@act("/account/privacy/erasure", may="member")
async def erase_by_password(request: Request[Any, Any, Any], db: Database, visit: Visit, visitor: Visitor, kit: Kit) -> Response[Any]:
    """Erase after the password was given once more."""
    form = await Form.of(request)
    status, problem = 422, ""
    try:
        person = await accounts.by_password(db, visitor.email, form.typed.get("password", "")[:1_000], address=visit.address)
    except WrongPassword:
        problem = say(request, "privacy-wrong-password")
    except TooManyGuesses as refusal:
        status, problem = 429, say(request, "sessions-slow-down", seconds=refusal.retry_after)
    if problem:
        async with db.reading() as read:
            raise Retype(await _privacy(request, read, visit, visitor, problem=problem), status)
    async with db.writing() as tx:
        await actions.erase(tx, visitor, person.id)
        return await _gone(request, tx, visit, kit)


@act("/account/privacy/erasure-link", may="member")
async def send_erasure_link(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[str]:
    """Mail the link that asks the last question."""
    await accounts.ask_link(tx, visitor.email, address=visit.address, language=visit.language.code, purpose=Purpose.ERASE)
    return await _privacy(request, tx, visit, visitor, link_sent=True)


@page("/account/erasure/{token:str}", may="anyone")
async def see_erasure(request: Request[Any, Any, Any], read: Reading, visit: Visit, token: str) -> Response[str]:
    link = await accounts.see_link(read, token)
    if link.purpose is not Purpose.ERASE:
        raise LinkSpent
    shown = ErasurePage(email=link.email, token=token, done=False, frame=await framed(read, visit))
    return show(request, shown, title=say(request, "privacy-erase-title"), robots="noindex")


@act("/account/erasure/{token:str}", may="anyone")
async def erase_by_link(request: Request[Any, Any, Any], tx: Writing, visit: Visit, kit: Kit, token: str) -> Response[str]:
    person, _ = await accounts.use_link(tx, token, Purpose.ERASE)
    await actions.erase(tx, Visitor(person=person.id), person.id)
    return await _gone(request, tx, visit, kit)


async def _gone(request: Request[Any, Any, Any], read: Reading, visit: Visit, kit: Kit) -> Response[str]:
    shown = ErasurePage(email="", token="", done=True, frame=await framed(read, visit))
    answer = show(request, shown, title=say(request, "privacy-erased-title"), robots="noindex")
    answer.set_cookie(key=SESSION_COOKIE, value="", max_age=0, path="/", httponly=True, samesite="lax", secure=kit.secure)
    return answer


HANDLERS = [see_privacy, make_export, fetch_export, erase_by_password, send_erasure_link, see_erasure, erase_by_link]
