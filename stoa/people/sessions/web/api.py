"""Who asks, and where they are signed in, as JSON."""

from datetime import datetime

import msgspec

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.routes import delete, get
from stoa.people.sessions import actions, devices
from stoa.people.sessions.model import SessionId, Visitor, Way


class Me(msgspec.Struct, frozen=True):
    """Who asks."""

    id: str
    name: str
    email: str
    roles: list[str]
    permissions: list[str]


class SessionView(msgspec.Struct, frozen=True):
    """A browser that is signed in; `current` is the one that asks."""

    id: str
    way: Way
    device: str
    address: str
    made_at: datetime
    seen_at: datetime
    current: bool


@get("/api/me", may="member", tags=["me"])
async def me(visitor: Visitor) -> Me:
    """Who asks: the person signed in."""
    return Me(ids.show("per", visitor.member), visitor.name, visitor.email, sorted(visitor.roles), sorted(visitor.permissions))


@get("/api/me/sessions", may="member", tags=["me"])
async def my_sessions(read: Reading, visitor: Visitor) -> list[SessionView]:
    """Where the person is signed in, the last used first."""
    return [
        SessionView(
            ids.show("ses", one.id),
            one.way,
            devices.device_name(one.device),
            one.address,
            one.made_at,
            one.seen_at,
            one.id == visitor.session,
        )
        for one in await actions.list_of(read, visitor.member)
    ]


@delete("/api/me/sessions/{session_id:str}", may="member", tags=["me"])
async def end_session(tx: Writing, visitor: Visitor, session_id: str) -> None:
    """End one of them."""
    await actions.end(tx, visitor.member, SessionId(ids.parse("ses", session_id)))


HANDLERS = [me, my_sessions, end_session]
