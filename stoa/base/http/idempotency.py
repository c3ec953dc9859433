"""Idempotency keys: the same POST with the same `Idempotency-Key` is done once (draft-ietf-httpapi-idempotency-key).

The answer is kept for 24 hours and given again with `Idempotent-Replayed: true`. The same key with another
request is 422, one that is still being worked on 409. A key whose process died is taken over after a minute; the actions behind
are safe to run again.
"""

import hashlib
from datetime import timedelta
from typing import Any

from stoa.base import jobs
from stoa.base.database import Database, Writing
from stoa.base.refusals import Conflict, FieldError, Invalid

KEPT = timedelta(hours=24)
ABANDONED = timedelta(minutes=1)
LONGEST = 255
LEAST_OF_NOBODY = 16
"""A guest of whom nothing is known but the network address, which others may share, is known by the key alone: it must be none that others think of."""
_HEADERS = ("content-type", "location", "etag", "set-cookie")


class KeyReused(Invalid):
    """The key was used with another request."""


class BadKey(Invalid):
    """The key is empty, longer than 255 characters, not of printable ASCII, or too short for a guest of whom nothing else is known."""


class StillRunning(Conflict):
    """The first request with this key has not been answered yet."""


class Answer:
    """An answer as it was sent."""

    def __init__(self, status: int, headers: list[list[str]], body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body


def digest(method: str, path: str, query: bytes, body: bytes) -> bytes:
    return hashlib.sha256(b"\x00".join((method.encode(), path.encode(), query, body))).digest()


async def begin(db: Database, scope: str, key: str, request: bytes, *, least: int = 1) -> Answer | None:
    """Claim the key, of at least so many characters; return the kept answer if there is one.

    Raises BadKey, KeyReused, StillRunning.
    """
    _check(key, least)
    async with db.writing() as tx:
        # Of two at once the second waits here until the first has claimed it, and then finds it claimed.
        claimed = await tx.run(
            """insert into base.idempotency (scope, key, digest, begun_at) values ($1, $2, $3, clock_timestamp())
            on conflict (scope, key) do nothing""",
            scope,
            key,
            request,
        )
        if claimed:
            return None
        return await _claimed_before(tx, scope, key, request)


def _check(key: str, least: int) -> None:
    code = ""
    if not 1 <= len(key) <= LONGEST:
        code = "too_long" if key else "required"
    elif not (key.isascii() and key.isprintable()):
        code = "invalid"
    elif len(key) < least:
        code = "too_short"
    if code:
        raise BadKey([FieldError("/Idempotency-Key", code, {"least": least, "most": LONGEST})], least=least, most=LONGEST)


async def _claimed_before(tx: Writing, scope: str, key: str, request: bytes) -> Answer | None:
    """Return the kept answer, or None where the key was taken over from a process that died."""
    row = await tx.row("select digest, status, headers, body from base.idempotency where scope = $1 and key = $2", scope, key)
    if row is None:
        raise StillRunning
    if row["digest"] != request:
        raise KeyReused([FieldError("/Idempotency-Key", "reused")])
    if row["status"] is not None:
        return Answer(row["status"], row["headers"], row["body"])
    taken_over = await tx.run(
        """update base.idempotency set begun_at = clock_timestamp()
        where scope = $1 and key = $2 and status is null and begun_at < clock_timestamp() - $3::interval""",
        scope,
        key,
        ABANDONED,
    )
    if not taken_over:
        raise StillRunning
    return None


async def finish(db: Database, scope: str, key: str, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    """Keep the answer; one of the server's own faults is not kept, so that it may be tried again."""
    async with db.writing() as tx:
        if status >= 500 or status == 429:
            await tx.run("delete from base.idempotency where scope = $1 and key = $2", scope, key)
            return
        kept = [[name.decode("latin-1"), value.decode("latin-1")] for name, value in headers if name.decode("latin-1").lower() in _HEADERS]
        await tx.run(
            "update base.idempotency set status = $3, headers = $4, body = $5 where scope = $1 and key = $2", scope, key, status, kept, body
        )


@jobs.job("base.forget_answers", every=timedelta(hours=1))
async def forget(tx: Writing, _args: dict[str, Any]) -> None:
    """Forget answers after 24 hours."""
    await tx.run("delete from base.idempotency where begun_at < clock_timestamp() - $1::interval", KEPT)
