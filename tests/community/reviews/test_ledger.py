"""The ledger: added to, chained, and telling when somebody changed it."""

import hashlib

import asyncpg
import pytest

from stoa.base.database import Writing
from stoa.community import reviews
from stoa.community.reviews import actions, jobs, ledger, rules, store
from stoa.community.reviews.ledger import Counted
from stoa.community.reviews.model import State
from tests.community.reviews.makers import make_review
from tests.shop.catalog.makers import make_mug


async def _three(tx: Writing) -> None:
    mug = await make_mug(tx)
    for rating in (5, 1, 3):
        await make_review(tx, mug, rating, f"Said {rating}")
    await jobs.seal(tx, {})


async def _force(tx: Writing, sql: str) -> None:
    """Do what the triggers refuse, as somebody who owns the database can."""
    await tx.run("alter table reviews.ledger disable trigger user")
    await tx.run(sql)
    await tx.run("alter table reviews.ledger enable trigger user")


async def test_the_whole_chain_is_checked(tx: Writing) -> None:
    await _three(tx)
    proof = await reviews.verify(tx)
    assert (proof.entries, proof.loose, proof.whole, proof.broken) == (6, 0, True, None)
    entries = await ledger.page(tx, 0, 10)
    assert [one.seq for one in entries] == [1, 2, 3, 4, 5, 6]
    assert entries[0].previous == rules.GENESIS
    assert entries[-1].hash == proof.head


async def test_anybody_checks_it_with_ten_lines(tx: Writing) -> None:
    """The program of docs/reviews.md, as a stranger would write it, on what the ledger gives away."""
    await _three(tx)
    previous = "0" * 64
    for one in await ledger.page(tx, 0, 10):
        at = one.at.isoformat(timespec="microseconds").replace("+00:00", "Z")
        line = "|".join((previous, str(one.seq), at, one.kind, str(one.review_id), one.reason, str(one.stars), one.digest))
        previous = hashlib.sha256(line.encode()).hexdigest()
        assert one.hash == previous


@pytest.mark.parametrize(
    "change",
    [
        "update reviews.ledger set stars = 5 where seq = 4",
        "update reviews.ledger set kind = 'published' where seq = 3",
        "update reviews.ledger set at = at + interval '1 microsecond' where seq = 2",
        "update reviews.ledger set reason = 'spam' where seq = 5",
        "update reviews.ledger set digest = repeat('0', 64) where seq = 3",
        "update reviews.ledger set hash = repeat('0', 64) where seq = 6",
    ],
)
async def test_one_row_changed_by_force_is_found(tx: Writing, change: str) -> None:
    await _three(tx)
    async with _undone(tx):
        await _force(tx, change)
        proof = await reviews.verify(tx)
        assert not proof.whole
        assert proof.broken == int(change.rpartition(" ")[2])


async def test_a_row_taken_out_and_a_review_suppressed_are_found(tx: Writing) -> None:
    await _three(tx)
    async with _undone(tx):
        await _force(tx, "delete from reviews.ledger where seq = 3")
        assert (await reviews.verify(tx)).broken == 3
    async with _undone(tx):
        await tx.run("update reviews.review set state = 'removed' where rating = 1")
        assert (await reviews.verify(tx)).disagree == 1
    async with _undone(tx):
        await tx.run("update reviews.review set rating = 5 where rating = 1")
        assert (await reviews.verify(tx)).disagree == 1
    async with _undone(tx):
        await tx.run("update reviews.review set state = 'waiting', rating = 2 where rating = 1")
        assert (await reviews.verify(tx)).disagree == 1


@pytest.mark.parametrize(
    "change",
    [
        "update reviews.ledger set stars = 5 where seq = 4",
        "update reviews.ledger set seq = null, previous = null, hash = null where seq = 4",
        "delete from reviews.ledger where seq = 4",
        "truncate reviews.ledger",
    ],
)
async def test_the_database_refuses_changes(tx: Writing, change: str) -> None:
    await _three(tx)
    with pytest.raises(asyncpg.RestrictViolationError):
        async with tx.attempt():
            await tx.run(change)


async def test_an_entry_that_is_not_chained_yet_cannot_be_changed_either(tx: Writing) -> None:
    await make_review(tx, await make_mug(tx))
    for change in ("update reviews.ledger set stars = 1", "update reviews.ledger set seq = 1, previous = 'x', hash = 'y', stars = 1"):
        with pytest.raises(asyncpg.RestrictViolationError):
            async with tx.attempt():
                await tx.run(change)
    assert (await reviews.verify(tx)).loose == 2


async def test_entries_are_counted_by_kind_reason_and_stars(tx: Writing) -> None:
    mug = await make_mug(tx)
    review_id = await make_review(tx, mug, 1)
    await make_review(tx, mug, 5)
    await actions.move(tx, [await store.lock(tx, review_id)], State.REMOVED, {review_id: "insults"})
    assert await ledger.counts(tx) == []
    await jobs.seal(tx, {})
    assert sorted(await ledger.counts(tx), key=str) == sorted(
        [
            *(Counted(kind, "", stars, 1) for kind in ("published", "received") for stars in (1, 5)),
            Counted("rejected", "insults", 1, 1),
        ],
        key=str,
    )


async def test_the_stars_of_what_waits_for_a_decision_are_told_with_the_decision(tx: Writing) -> None:
    mug = await make_mug(tx)
    review_id = await make_review(tx, mug, 1)
    await actions.move(tx, [await store.lock(tx, review_id)], State.WAITING, {})
    await jobs.seal(tx, {})
    assert await ledger.page(tx, 0, 10) == []
    assert await ledger.counts(tx) == []
    await actions.move(tx, [await store.lock(tx, review_id)], State.PUBLISHED, {})
    await jobs.seal(tx, {})
    assert {one.kind for one in await ledger.page(tx, 0, 10)} >= {"received", "published"}
    proof = await reviews.verify(tx)
    assert (proof.loose, proof.whole) == (0, True)


async def test_the_words_are_proved_by_their_salt(tx: Writing) -> None:
    review_id = await make_review(tx, await make_mug(tx), 4, "Good")
    one = await store.find(tx, review_id)
    assert one is not None
    digest = hashlib.sha256(f"{one.salt}\n{one.id}\n1\n4\n\nGood".encode()).hexdigest()
    assert {row["digest"] for row in await tx.rows("select digest from reviews.ledger")} == {digest}


class _Undo(Exception):
    pass


class _undone:  # noqa: N801 - reads as a word
    """What is done inside is undone, so that the invariants hold again."""

    def __init__(self, tx: Writing) -> None:
        self._point = tx.attempt()

    async def __aenter__(self) -> None:
        await self._point.__aenter__()

    async def __aexit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if error is not None:
            await self._point.__aexit__(type(error), error, error.__traceback__)
            return False
        undo = _Undo()
        try:
            await self._point.__aexit__(_Undo, undo, None)
        except _Undo:
            return True
        return True
