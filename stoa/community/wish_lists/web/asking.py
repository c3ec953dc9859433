"""Who asks: a member by their session, a guest by a cookie that holds a token of their own."""

from typing import Any
from uuid import UUID

from litestar import Request, Response
from litestar.datastructures import Cookie

from stoa.base import ids
from stoa.base.http import visits
from stoa.base.http.limits import Rate
from stoa.base.http.pages import kit
from stoa.base.http.visits import Visit
from stoa.community.wish_lists import actions
from stoa.community.wish_lists.jobs import KEPT
from stoa.community.wish_lists.model import EntryId, ListId, NoSuchEntry, NoSuchList, NoSuchPool, Who
from stoa.community.wish_lists.pool_model import PoolId
from stoa.people.sessions.model import Visitor

SAVES = Rate(burst=240, seconds=3600)
GIFTS = Rate(burst=30, seconds=3600)
MONEY = Rate(burst=12, seconds=3600)
LOOKS = Rate(burst=300, seconds=3600)


def asks(visit: Visit, visitor: Visitor) -> Who:
    """Return who asks, as far as it is known."""
    return actions.who(visitor, visit.list)


def asks_or_new(visit: Visit, visitor: Visitor) -> tuple[Who, str | None]:
    """Return who asks, and the token to be kept by the browser of a guest who had none."""
    if visitor.person is not None or visit.list:
        return asks(visit, visitor), None
    token = actions.new_token()
    return actions.who(visitor, token), token


def remember(request: Request[Any, Any, Any], response: Response[Any], token: str | None) -> Response[Any]:
    """Have the guest's browser keep their token."""
    if token is not None:
        response.set_cookie(
            Cookie(
                key=visits.LIST_COOKIE,
                value=token,
                path="/",
                httponly=True,
                samesite="lax",
                secure=kit(request).secure,
                max_age=int(KEPT.total_seconds()),
            )
        )
    return response


def slow_down(request: Request[Any, Any, Any], purpose: str, rate: Rate) -> None:
    """Take one of the visitor's turns. Raises SlowDown."""
    kit(request).services["limits"].take(f"wish_lists.{purpose}", visits.of(request).address, rate)


def list_of(text: str) -> ListId:
    """Return the id. Raises NoSuchList, as for a list that is somebody else's."""
    return ListId(_parsed("lst", text, NoSuchList))


def entry_of(text: str) -> EntryId:
    return EntryId(_parsed("ent", text, NoSuchEntry))


def pool_of(text: str) -> PoolId:
    return PoolId(_parsed("pol", text, NoSuchPool))


def _parsed(prefix: str, text: str, refusal: type[Exception]) -> UUID:
    try:
        return ids.parse(prefix, text)
    except ids.UnknownId:
        raise refusal from None
