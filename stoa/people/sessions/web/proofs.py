"""Signing in with a passkey: the two calls that the button on the sign-in page makes."""

from typing import Any

from litestar import MediaType, Request, Response

from stoa.base.database import Writing
from stoa.base.http.limits import Limits, Rate
from stoa.base.http.pages import Kit
from stoa.base.http.routes import act
from stoa.base.http.visits import Visit
from stoa.people import accounts
from stoa.people.sessions.model import Way
from stoa.people.sessions.rules import local_path
from stoa.people.sessions.web.entry import admit, keep_cookie

_RATE = Rate(burst=20, seconds=60)


@act("/sign-in/passkey/options", may="anyone", media_type=MediaType.JSON)
async def passkey_options(tx: Writing, visit: Visit, kit: Kit) -> dict[str, Any]:
    """Return a challenge, good once and for five minutes."""
    limits: Limits = kit.services["limits"]
    limits.take("passkey", visit.address, _RATE)
    return await accounts.challenge(tx, kit.url)


@act("/sign-in/passkey", may="anyone", media_type=MediaType.JSON)
async def sign_in_by_passkey(request: Request[Any, Any, Any], tx: Writing, visit: Visit, kit: Kit, data: dict[str, Any]) -> Response[Any]:
    person = await accounts.by_passkey(tx, kit.url, data)
    token = await admit(request, tx, visit, person.id, Way.PASSKEY)
    wish = local_path(str(request.query_params.get("next", "")))
    answer = Response({"next": visit.prefix + wish}, media_type=MediaType.JSON)
    keep_cookie(answer, kit, token)
    return answer


HANDLERS = [passkey_options, sign_in_by_passkey]
