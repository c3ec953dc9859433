"""The verbs of sessions and keys."""

import hashlib
import secrets
from collections.abc import Awaitable, Callable

from stoa.base import events, ids
from stoa.base.database import Reading, Writing
from stoa.base.http.visits import Visit
from stoa.people import audit, permissions
from stoa.people.permissions.model import Role, granted
from stoa.people.sessions import rules, store
from stoa.people.sessions.model import (
    GUEST,
    KeyId,
    NoSuchKey,
    NoSuchSession,
    PersonId,
    Session,
    SessionId,
    SignedIn,
    Visitor,
    Way,
)

AtSignIn = Callable[[Writing, PersonId, Visit], Awaitable[None]]

_at_sign_in: list[AtSignIn] = []


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def at_sign_in(hook: AtSignIn) -> AtSignIn:
    """Have a function called in the transaction of every sign-in, with the visit as it was before (its cart, its market)."""
    _at_sign_in.append(hook)
    return hook


async def resolve(read: Reading, *, session: str | None, api_key: str | None, passes: str | None = None) -> Visitor:
    """Return who holds the API key or, without one, the session's token; a guest when it is not known. One statement.

    `passes` are the tokens of a cookie that let into groups of people, beside those that a person is in.
    """
    if api_key is not None:
        row = await store.by_key(read, _digest(api_key))
        if row is None:
            return GUEST
        return Visitor(
            name=row["name"],
            permissions=frozenset(row["scopes"]),
            key=ids.show("key", row["id"]),
            stale=row["seen_at"] is None or read.now - row["seen_at"] > rules.NOTED_EVERY,
        )
    if session is None and passes is None:
        return GUEST
    row = await store.by_session(read, None if session is None else _digest(session), permissions.digests(passes))
    groups = frozenset(row["groups"]) if row is not None else frozenset()
    if row is None or row["id"] is None:
        return Visitor(groups=groups) if groups else GUEST
    roles = frozenset(Role(name) for name in row["roles"])
    return Visitor(
        person=row["person_id"],
        name=row["name"],
        email=row["email"],
        roles=roles,
        permissions=granted(roles),
        groups=groups,
        session=row["id"],
        proved_at=row["proved_at"],
        stale=read.now - row["seen_at"] > rules.NOTED_EVERY,
    )


async def seen(tx: Writing, visitor: Visitor) -> None:
    """Note that a stale visitor's session or key is in use, so that reading requests need not write."""
    if visitor.session is not None:
        await store.note_session(tx, visitor.session)
    elif visitor.key is not None:
        await store.note_key(tx, KeyId(ids.parse("key", visitor.key)))


async def start(tx: Writing, person: PersonId, visit: Visit, *, way: Way, device: str = "") -> str:
    """Start a session in place of the visit's old one; return its token, which is not kept.

    What others have to do at a sign-in (merging carts) is done in the same transaction.
    """
    if visit.session is not None:
        await store.end_by_digest(tx, _digest(visit.session))
    token = secrets.token_urlsafe(32)
    await store.add_session(tx, _digest(token), person, way, device=device, address=visit.address, until=tx.now + rules.LONGEST)
    for hook in _at_sign_in:
        await hook(tx, person, visit)
    await events.record(tx, SignedIn(about=person))
    return token


async def end_here(tx: Writing, visit: Visit) -> None:
    """End the visit's own session, if it has one."""
    if visit.session is not None:
        await store.end_by_digest(tx, _digest(visit.session))


async def end(tx: Writing, person: PersonId, session: SessionId) -> None:
    """End one of a person's sessions. Raises NoSuchSession."""
    if not await store.end_session(tx, person, session):
        raise NoSuchSession


async def end_all(tx: Writing, person: PersonId, *, but: SessionId | None = None) -> int:
    """End all sessions of a person but perhaps one; return how many."""
    return await store.end_all(tx, person, but)


async def list_of(read: Reading, person: PersonId) -> list[Session]:
    """Return a person's living sessions, the last used first."""
    return await store.sessions_of(read, person)


async def make_key(tx: Writing, actor: Visitor, name: str, scopes: list[str]) -> tuple[KeyId, str]:
    """Make an API key; return its id and the key itself, which is shown once and not kept. Raises TooMuchForAKey."""
    rules.check_key(actor, name, scopes)
    secret = f"sk_{secrets.token_urlsafe(32)}"
    made = await store.add_key(tx, _digest(secret), name, secret[:7], scopes, actor.person)
    await audit.note(tx, actor, "sessions.make_key", made, {"name": name, "scopes": sorted(set(scopes))})
    return made, secret


async def end_key(tx: Writing, actor: Visitor, key: KeyId) -> None:
    """End an API key at once. Raises NoSuchKey."""
    if not await store.end_key(tx, key):
        raise NoSuchKey
    await audit.note(tx, actor, "sessions.end_key", key, {})
