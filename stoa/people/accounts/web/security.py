"""Passkeys, password, and where somebody is signed in."""

from typing import Any

import msgspec
from litestar import MediaType, Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Kit, Page, faults, framed, go, say, show
from stoa.base.http.panels import Panel
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.refusals import FieldError, Invalid
from stoa.outside import mail
from stoa.people import profiles, sessions
from stoa.people.accounts import proofs, rules, store
from stoa.people.accounts.model import Passkey, PasskeyId
from stoa.people.profiles.model import AccountEntry, Line
from stoa.people.sessions.model import Session, SessionId, Visitor

LINE = Panel(
    """select json_build_object('key', case when k.count > 0 then 'accounts-line-passkeys' else 'accounts-line-devices' end,
        'count', (select count(*) from sessions.session s where s.person_id = :viewer::uuid and s.until_at > :now::timestamptz), 'more', k.count)
    from (select count(*) from accounts.passkey where person_id = :viewer::uuid) k""",
    Line,
)
"""On how many devices somebody is signed in, and how many passkeys they have."""

profiles.offer_entry(AccountEntry("profiles-security", "key", "/account/security", position=70), LINE)


class SecurityPage(Page, kw_only=True, template="accounts/security.html"):
    entries: list[AccountEntry]
    email: str
    passkeys: list[Passkey]
    has_password: bool
    sessions: list[dict[str, Any]]
    errors: dict[str, str]
    summary: list[dict[str, str]]
    least: int
    fresh: bool
    saved: bool


async def _security(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, wrong: list[FieldError] | None = None
) -> Response[str]:
    person = visitor.member
    errors = faults(request, wrong or [])
    shown = SecurityPage(
        entries=profiles.entries(),
        email=visitor.email,
        passkeys=await store.passkeys(read, person),
        has_password=await store.secret(read, person) is not None,
        sessions=[_described(one, visitor) for one in await sessions.list_of(read, person)],
        errors=errors,
        summary=[{"name": name, "text": text} for name, text in errors.items()],
        least=rules.PASSWORD_LEAST,
        fresh=sessions.fresh(visitor, read.now),
        saved="saved" in request.query_params,
        frame=await framed(read, visit),
    )
    return show(request, shown, title=say(request, "accounts-security-title"), robots="noindex")


def _described(one: Session, visitor: Visitor) -> dict[str, Any]:
    return {**msgspec.structs.asdict(one), "here": one.id == visitor.session, "device": sessions.device_name(one.device)}


@page("/account/security", may="member")
async def see_security(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    return await _security(request, read, visit, visitor)


@act("/account/passkeys/options", may="member", media_type=MediaType.JSON)
async def passkey_options(tx: Writing, visitor: Visitor, kit: Kit) -> dict[str, Any]:
    sessions.prove_fresh(visitor, tx.now)
    return await proofs.begin_passkey(tx, visitor, kit.url, kit.settings.shop_name)


@act("/account/passkeys", may="member", media_type=MediaType.JSON)
async def add_passkey(
    request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, kit: Kit, data: dict[str, Any]
) -> dict[str, str]:
    sessions.prove_fresh(visitor, tx.now)
    name = sessions.device_name(request.headers.get("user-agent", "")) or "Passkey"
    await proofs.add_passkey(tx, visitor, kit.url, data, name)
    await mail.post(tx, visitor.email, "accounts/passkey_added", visit.language.code, {}, action=None)
    return {"next": f"{visit.prefix}/account/security?saved"}


@act("/account/passkeys/{passkey:str}/removal", may="member")
async def remove_passkey(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, passkey: str) -> Response[None]:
    sessions.prove_fresh(visitor, tx.now)
    await proofs.drop_passkey(tx, visitor, PasskeyId(ids.parse("pky", passkey)))
    return go(request, "/account/security?saved")


@act("/account/password", may="member")
async def set_password(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Set a password, and end all sessions but this one."""
    sessions.prove_fresh(visitor, tx.now)
    form = await Form.of(request)
    person = visitor.member
    try:
        await proofs.set_password(tx, person, form.typed.get("password", "")[:1_000])
    except Invalid as refusal:
        raise Retype(await _security(request, tx, visit, visitor, refusal.errors)) from None
    await sessions.end_all(tx, person, but=visitor.session)
    await mail.post(tx, visitor.email, "accounts/password_changed", visit.language.code, {})
    return go(request, "/account/security?saved")


@act("/account/password/removal", may="member")
async def remove_password(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor) -> Response[None]:
    sessions.prove_fresh(visitor, tx.now)
    await store.drop_password(tx, visitor.member)
    return go(request, "/account/security?saved")


@act("/account/sessions/{session:str}/end", may="member")
async def end_session(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, session: str) -> Response[None]:
    await sessions.end(tx, visitor.member, SessionId(ids.parse("ses", session)))
    return go(request, "/account/security?saved")


@act("/account/sessions/end", may="member")
async def end_other_sessions(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor) -> Response[None]:
    await sessions.end_all(tx, visitor.member, but=visitor.session)
    return go(request, "/account/security?saved")


HANDLERS = [
    see_security,
    passkey_options,
    add_passkey,
    remove_passkey,
    set_password,
    remove_password,
    end_session,
    end_other_sessions,
]
