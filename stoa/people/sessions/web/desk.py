"""The staff's screen of API keys."""

from typing import Any

from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.refusals import FieldError
from stoa.people.sessions import actions, rules, store
from stoa.people.sessions.model import ApiKey, KeyId, TooMuchForAKey, Visitor


class KeysPage(Page, kw_only=True, template="sessions/desk_keys.html"):
    """All keys; `secret` is the one just made, shown this once."""

    keys: list[ApiKey]
    scopes: list[str]
    fresh: bool
    secret: str
    values: dict[str, str]
    ticked: list[str]
    errors: dict[str, str]
    summary: list[dict[str, str]]


async def _keys(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    visitor: Visitor,
    *,
    form: Form | None = None,
    wrong: list[FieldError] | None = None,
    secret: str = "",
) -> Response[str]:
    errors = faults(request, wrong or [])
    shown = KeysPage(
        keys=await store.keys(read),
        scopes=rules.grantable(visitor),
        fresh=rules.fresh(visitor, read.now),
        secret=secret,
        values={"name": "", **(form.typed if form else {})},
        ticked=form.several("scopes") if form else [],
        errors=errors,
        summary=[{"name": name, "text": text} for name, text in errors.items()],
        frame=await framed(read, visit),
    )
    answer = show(request, shown, title=say(request, "sessions-keys-title"), robots="noindex")
    answer.headers["cache-control"] = "no-store"
    return answer


@page("/desk/keys", may="keys.manage")
async def see_keys(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    return await _keys(request, read, visit, visitor)


@act("/desk/keys", may="keys.manage")
async def make_key(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[str]:
    rules.prove_fresh(visitor, tx.now)
    form = await Form.of(request)
    try:
        _, secret = await actions.make_key(tx, visitor, form.text("name", most=80), form.several("scopes"))
    except TooMuchForAKey as refusal:
        raise Retype(await _keys(request, tx, visit, visitor, form=form, wrong=refusal.errors)) from None
    return await _keys(request, tx, visit, visitor, secret=secret)


@act("/desk/keys/{key:str}/end", may="keys.manage")
async def end_key(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, key: str) -> Response[None]:
    await actions.end_key(tx, visitor, KeyId(ids.parse("key", key)))
    return go(request, "/desk/keys")


HANDLERS = [see_keys, make_key, end_key]
