from datetime import timedelta

from stoa.base import jobs
from stoa.base.database import Database, Writing
from stoa.base.http import idempotency


async def test_answers_are_forgotten_after_a_day_and_no_sooner(db: Database) -> None:
    for key in ("old", "young", "begun"):
        assert await idempotency.begin(db, "anna", key, b"digest") is None
    for key in ("old", "young"):
        await idempotency.finish(db, "anna", key, 201, [(b"content-type", b"application/json"), (b"date", b"now")], b"{}")
    async with db.writing() as tx:
        await _age(tx, "old", idempotency.KEPT + timedelta(seconds=1))
        await _age(tx, "young", idempotency.KEPT - timedelta(minutes=1))
    for _ in range(2):
        async with db.writing() as tx:
            await jobs.enqueue(tx, "base.forget_answers")
        assert await jobs.drain(db) == 1
        async with db.reading() as read:
            assert [row["key"] for row in await read.rows("select key from base.idempotency order by key")] == ["begun", "young"]
    kept = await idempotency.begin(db, "anna", "young", b"digest")
    assert kept is not None
    assert (kept.status, kept.headers, kept.body) == (201, [["content-type", "application/json"]], b"{}")
    assert await idempotency.begin(db, "anna", "old", b"another") is None


async def _age(tx: Writing, key: str, by: timedelta) -> None:
    await tx.run("update base.idempotency set begun_at = clock_timestamp() - $2::interval where key = $1", key, by)
