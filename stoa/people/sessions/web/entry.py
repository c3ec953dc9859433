"""What the ways of signing in share: the page, the cookie, and where to go next."""

from typing import Any

from litestar import Request, Response

from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form
from stoa.base.http.pages import Kit, Page, faults, framed, say, show
from stoa.base.http.visits import SESSION_COOKIE, Visit
from stoa.people.accounts.model import PersonId
from stoa.people.sessions import actions, rules
from stoa.people.sessions.model import Way
from stoa.people.sessions.rules import local_path


class SignInPage(Page, kw_only=True, template="sessions/sign_in.html"):
    """Three ways in. `problem` says what went wrong with the last try."""

    email: str
    next: str
    again: bool
    errors: dict[str, str]
    summary: list[dict[str, str]]
    problem: str


async def sign_in_page(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    *,
    form: Form | None = None,
    email: str = "",
    wish: str = "",
    again: bool = False,
    problem: str = "",
) -> Response[str]:
    """Return the sign-in page, with what was typed but the password."""
    errors = faults(request, form.errors.values()) if form else {}
    page = SignInPage(
        email=form.typed.get("email", "") if form else email,
        next=local_path(form.typed.get("next", "") if form else wish, ""),
        again=again,
        errors=errors,
        summary=[{"name": name, "text": text} for name, text in errors.items()],
        problem=problem,
        frame=await framed(read, visit),
    )
    return show(request, page, title=say(request, "sessions-sign-in-title"), robots="noindex")


async def admit(request: Request[Any, Any, Any], tx: Writing, visit: Visit, person: PersonId, way: Way) -> str:
    """Start a session for this browser; return its token."""
    return await actions.start(tx, person, visit, way=way, device=request.headers.get("user-agent", ""))


def keep_cookie(response: Response[Any], kit: Kit, token: str) -> None:
    """Give the browser its token: out of scripts' reach, not sent along with other sites' forms."""
    response.set_cookie(
        key=SESSION_COOKIE,
        value=token,
        max_age=int(rules.LONGEST.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",
        secure=kit.secure,
    )


def drop_cookie(response: Response[Any], kit: Kit) -> None:
    response.set_cookie(key=SESSION_COOKIE, value="", max_age=0, path="/", httponly=True, samesite="lax", secure=kit.secure)
