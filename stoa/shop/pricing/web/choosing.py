"""Where a visitor says which market they buy in."""

from typing import Any

from litestar import Request, Response
from litestar.datastructures import Cookie

from stoa.base.database import Reading
from stoa.base.http import visits
from stoa.base.http.forms import Form
from stoa.base.http.pages import go, kit
from stoa.base.http.routes import act
from stoa.people import sessions
from stoa.shop import pricing

YEAR_SECONDS = 365 * 24 * 3600


@act("/market", may="anyone")
async def choose(request: Request[Any, Any, Any], read: Reading) -> Response[Any]:
    """Keep the chosen market for a year and go back to the page; an unknown one is left out."""
    form = await Form.of(request)
    answer = go(request, sessions.local_path(form.typed.get("back", ""), "/"))
    if form.typed.get("market") in {market.code for market in await pricing.markets(read)}:
        answer.set_cookie(
            Cookie(
                key=visits.MARKET_COOKIE,
                value=form.typed["market"],
                path="/",
                httponly=True,
                samesite="lax",
                secure=kit(request).secure,
                max_age=YEAR_SECONDS,
            )
        )
    return answer


HANDLERS = [choose]
