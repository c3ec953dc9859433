"""A team as people come: server-sent events for its page, and for programs."""

from typing import Any

import msgspec
from litestar import Request, Response

from stoa.base.database import Database
from stoa.base.http import watching
from stoa.base.http.pages import kit
from stoa.base.http.routes import get, page
from stoa.base.http.visits import Visit
from stoa.base.http.watching import Load, Message, Told, Watchers
from stoa.deals.group_buys import queries
from stoa.deals.group_buys.model import NoSuchTeam
from stoa.deals.group_buys.queries import TeamView
from stoa.deals.group_buys.web.api import TeamOut, out
from stoa.deals.group_buys.web.showing import RUNNING, standing
from stoa.people.sessions.model import Visitor

TOPIC = "group"
watching.topic(TOPIC)


@page("/t/{handle:str}/live", may="anyone")
async def shown(request: Request[Any, Any, Any], db: Database, visit: Visit, visitor: Visitor, handle: str) -> Response[Any]:
    """Send the part of the page that says how it stands; in another state than the page's, that the page is to be asked for again."""
    asked = request.query_params.get("state", "")[:20]
    code = visit.language.code

    def say(seen: TeamView) -> Message:
        if seen.stage != asked:
            return Message(seen.version, seen.stage, "turn", last=True)
        html = kit(request).renderer.render(code, "group_buys/_now.html", {"seen": seen, "told": True, **standing(request, seen)})
        return Message(seen.version, html, "part")

    await _see(db, handle, visitor, code)
    seen = request.query_params.get("seen", "")[:80]
    return Told(_watchers(request), TOPIC, handle, ("page", code, asked), _reading(db, handle, code, say), seen)


@get(
    "/api/teams/{handle:str}/live",
    may="anyone",
    opt={"json": False, "gives": "text/event-stream"},
    tags=["Group buys"],
    summary="Watch a team",
    refuses=(NoSuchTeam,),
)
async def told(request: Request[Any, Any, Any], db: Database, visit: Visit, visitor: Visitor, handle: str) -> Response[TeamOut]:
    """Server-sent events: at first, and whenever somebody comes or goes, `event: team` with the team as `GET /api/teams/{handle}` gives it.

    Counts are of those whose payment is set aside. An event says all that there is to say, so one that was missed is no loss; with
    `Last-Event-ID` only what differs is sent. Every ten minutes the connection ends and is to be made again; after the last event
    (`state` is `won` or `failed`) it ends for good. At most 24 connections an address.
    """
    code = visit.language.code

    def say(seen: TeamView) -> Message:
        return Message(seen.version, msgspec.json.encode(out(seen)).decode(), "team", last=seen.state not in RUNNING)

    await _see(db, handle, visitor, code)
    return Told(_watchers(request), TOPIC, handle, ("api", code), _reading(db, handle, code, say))


async def _see(db: Database, handle: str, visitor: Visitor, code: str) -> None:
    """Raise NoSuchTeam where this visitor sees none."""
    async with db.reading() as read:
        await queries.see(read, handle, visitor, code)


def _reading(db: Database, handle: str, code: str, say: Any) -> Load:
    async def load() -> Message | None:
        async with db.reading() as read:
            try:
                seen = await queries.stands(read, handle, code)
            except NoSuchTeam:
                return None
        said: Message = say(seen)
        return said

    return load


def _watchers(request: Request[Any, Any, Any]) -> Watchers:
    found: Watchers = kit(request).services["watchers"]
    return found


HANDLERS = [shown, told]
