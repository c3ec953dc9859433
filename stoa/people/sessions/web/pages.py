"""Signing in by password or mailed link, signing up, signing out."""

from typing import Any

from litestar import Request, Response

from stoa.base.database import Database, Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Kit, Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.people import accounts
from stoa.people.accounts.model import LINK_LIFE, LinkSpent, Purpose, TooManyGuesses, WrongPassword
from stoa.people.sessions import actions
from stoa.people.sessions.model import Visitor, Way
from stoa.people.sessions.rules import local_path
from stoa.people.sessions.web.entry import admit, drop_cookie, keep_cookie, sign_in_page

_HERE = (Purpose.SIGN_IN, Purpose.SIGN_UP)


class SentPage(Page, kw_only=True, template="sessions/sent.html"):
    """Look into your mail: the same for everybody."""

    email: str
    minutes: int


class LinkPage(Page, kw_only=True, template="sessions/link.html"):
    """The button behind a mailed link; a page alone never uses a link up."""

    email: str
    token: str
    joining: bool


class SignUpPage(Page, kw_only=True, template="sessions/sign_up.html"):
    name: str
    email: str
    next: str
    errors: dict[str, str]
    summary: list[dict[str, str]]
    problem: str


@page("/sign-in", may="anyone")
async def see_sign_in(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[Any]:
    wish = str(request.query_params.get("next", ""))
    again = "again" in request.query_params
    if not visitor.guest and not again:
        return go(request, local_path(wish))
    return await sign_in_page(request, read, visit, email=visitor.email, wish=wish, again=again)


@act("/sign-in", may="anyone")
async def sign_in(request: Request[Any, Any, Any], db: Database, visit: Visit, kit: Kit) -> Response[Any]:
    """By password. The answer to a wrong one is the same whether somebody has the address or not."""
    form = await Form.of(request)
    email = form.email("email")
    password = form.typed.get("password", "")[:1_000]
    if not password:
        form.refuse("password", "required")
    problem, status, after = "", 422, 0
    if not form.errors:
        try:
            person = await accounts.by_password(db, email, password, address=visit.address)
        except WrongPassword:
            problem = say(request, "sessions-wrong")
        except TooManyGuesses as refusal:
            problem, status, after = say(request, "sessions-slow-down", seconds=refusal.retry_after), 429, refusal.retry_after
        else:
            async with db.writing() as tx:
                token = await admit(request, tx, visit, person.id, Way.PASSWORD)
            answer = go(request, local_path(form.typed.get("next", "")))
            keep_cookie(answer, kit, token)
            return answer
    async with db.reading() as read:
        shown = await sign_in_page(request, read, visit, form=form, again="again" in form.typed, problem=problem)
    if after:
        shown.headers["retry-after"] = str(after)
    raise Retype(shown, status)


@page("/sign-in/link", may="anyone")
async def see_link_form(request: Request[Any, Any, Any]) -> Response[Any]:
    return go(request, "/sign-in")


@act("/sign-in/link", may="anyone")
async def send_link(request: Request[Any, Any, Any], tx: Writing, visit: Visit) -> Response[Any]:
    """Mail a link. The answer is the same whether somebody has the address or not; the mail is not."""
    form = await Form.of(request)
    email = form.email("email")
    if form.errors:
        raise Retype(await sign_in_page(request, tx, visit, form=form, again="again" in form.typed))
    await _ask(tx, visit, email, local_path(form.typed.get("next", ""), ""))
    return await _sent(request, tx, visit, email)


async def _ask(tx: Writing, visit: Visit, email: str, wish: str, name: str = "") -> None:
    await accounts.ask_link(tx, email, address=visit.address, language=visit.language.code, name=name, wish=wish)


async def _sent(request: Request[Any, Any, Any], read: Reading, visit: Visit, email: str) -> Response[str]:
    minutes = int(LINK_LIFE.total_seconds() // 60)
    shown = SentPage(email=email, minutes=minutes, frame=await framed(read, visit))
    return show(request, shown, title=say(request, "sessions-sent-title"), robots="noindex")


@page("/sign-in/link/{token:str}", may="anyone")
async def see_link(request: Request[Any, Any, Any], read: Reading, visit: Visit, token: str) -> Response[str]:
    link = await accounts.see_link(read, token)
    if link.purpose not in _HERE:
        raise LinkSpent
    joining = link.purpose is Purpose.SIGN_UP
    shown = LinkPage(email=link.email, token=token, joining=joining, frame=await framed(read, visit))
    return show(request, shown, title=say(request, "sessions-join-title" if joining else "sessions-link-title"), robots="noindex")


@act("/sign-in/link/{token:str}", may="anyone")
async def use_link(request: Request[Any, Any, Any], tx: Writing, visit: Visit, kit: Kit, token: str) -> Response[Any]:
    person, link = await accounts.use_link(tx, token, *_HERE)
    session = await admit(request, tx, visit, person.id, Way.LINK)
    answer = go(request, local_path(link.next))
    keep_cookie(answer, kit, session)
    return answer


@page("/sign-up", may="anyone")
async def see_sign_up(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[Any]:
    wish = str(request.query_params.get("next", ""))
    if not visitor.guest:
        return go(request, local_path(wish))
    return await _sign_up_page(request, read, visit, Form([("next", wish)]))


async def _sign_up_page(request: Request[Any, Any, Any], read: Reading, visit: Visit, form: Form) -> Response[str]:
    errors = faults(request, form.errors.values())
    shown = SignUpPage(
        name=form.typed.get("name", ""),
        email=form.typed.get("email", ""),
        next=local_path(form.typed.get("next", ""), ""),
        errors=errors,
        summary=[{"name": name, "text": text} for name, text in errors.items()],
        problem="",
        frame=await framed(read, visit),
    )
    return show(request, shown, title=say(request, "sessions-sign-up-title"))


@act("/sign-up", may="anyone")
async def sign_up(request: Request[Any, Any, Any], tx: Writing, visit: Visit) -> Response[Any]:
    """Mail a link that makes the account; who has one already gets a link that signs in. The answer is the same."""
    form = await Form.of(request)
    name = form.text("name", most=120)
    email = form.email("email")
    if form.errors:
        raise Retype(await _sign_up_page(request, tx, visit, form))
    await _ask(tx, visit, email, local_path(form.typed.get("next", ""), ""), name)
    return await _sent(request, tx, visit, email)


@act("/sign-out", may="anyone")
async def sign_out(request: Request[Any, Any, Any], tx: Writing, visit: Visit, kit: Kit) -> Response[Any]:
    await actions.end_here(tx, visit)
    answer = go(request, "/")
    drop_cookie(answer, kit)
    return answer


HANDLERS = [see_sign_in, sign_in, see_link_form, send_link, see_link, use_link, see_sign_up, sign_up, sign_out]
