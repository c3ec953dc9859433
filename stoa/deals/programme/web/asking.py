"""Who asks for the programme, and which rooms this shop has."""

from typing import Any

from litestar import Request

from stoa.base.database import Reading
from stoa.base.http.pages import kit
from stoa.base.http.visits import Visit
from stoa.deals.programme import queries
from stoa.deals.programme.model import Programme
from stoa.people.sessions.model import Visitor

TAKEN = 12
"""So many of each view stand on the page and in the feeds."""


def without(request: Request[Any, Any, Any]) -> frozenset[str]:
    """Return the rooms that this shop does without: it may have offers and no group buys."""
    return frozenset(name.strip() for name in kit(request).settings.without.split(","))


async def programme(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Programme:
    """Return what this visitor may know of."""
    return await queries.programme(
        read,
        visitor,
        market=visit.market,
        language=visit.language.code,
        take=TAKEN,
        passes=visit.passes,
        without=without(request),
    )
