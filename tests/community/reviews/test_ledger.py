"""The ledger: added to, chained, and telling when somebody changed it."""

import hashlib
import io
import re
import textwrap
from datetime import timedelta
from pathlib import Path

import asyncpg
import httpx
import msgspec
import pytest

from stoa.base import ids
from stoa.base.database import Database, Writing
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.community import reviews
from stoa.community.reviews import actions, jobs, ledger, rules, store
from stoa.community.reviews.ledger import Counted
from stoa.community.reviews.method import Waiting
from stoa.community.reviews.model import Change, ReviewId, State
from stoa.community.reviews.web.outgoing import written
from tests.community.reviews.makers import a_member, a_put, a_shot, make_review, put
from tests.people.accounts.makers import make_person
from tests.shop.catalog.makers import make_mug

_VISIT = Visit(LANGUAGES[0], "US", "/", "", None, None, "127.0.0.1", "https://shop.example")


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


PROGRAMS = [
    textwrap.dedent(one) for one in re.findall(r"(?<=\n\n)((?:    .+\n)+)", Path("docs/reviews.md").read_text()) if "import hashlib" in one
]
"""What docs/reviews.md gives a stranger: how the chain is checked, and how a digest is made."""


def _run(program: str, given: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(given))
    exec(compile(program, "docs/reviews.md", "exec"), {})  # noqa: S102 - the program that we tell people to run
    return capsys.readouterr().out.strip()


async def _file(tx: Writing) -> str:
    return "".join([msgspec.json.encode(ledger.public(one)).decode() + "\n" async for one in ledger.entries(tx)])


async def test_anybody_checks_it_with_ten_lines(tx: Writing, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    await _three(tx)
    lines = await _file(tx)
    proof = await reviews.verify(tx)
    assert _run(PROGRAMS[0], lines, capsys, monkeypatch) == f"6 entries, the last hash is {proof.head}"
    for old, new in (('"v":2', '"v":1'), ('"stars":1', '"stars":4'), ('"stars":null', '"stars":5'), ('"received"', '"held"')):
        with pytest.raises(AssertionError, match="is wrong"):
            _run(PROGRAMS[0], lines.replace(old, new, 1), capsys, monkeypatch)


async def _as_it_was_written_earlier(tx: Writing, review_id: ReviewId, *kinds: str) -> None:
    """Write entries as version 1 had them: with stars at once, and a digest of stars, title and text."""
    one = await store.find(tx, review_id)
    assert one is not None
    await _force(tx, f"delete from reviews.ledger where review_id = '{review_id}'")
    digest = hashlib.sha256(f"{one.salt}\n{one.id}\n{one.version}\n{one.rating}\n{one.title}\n{one.text}".encode()).hexdigest()
    for kind in kinds:
        await tx.run(
            "insert into reviews.ledger (id, at, kind, review_id, stars, digest) values ($1, $2, $3, $4, $5, $6)",
            ids.new(), tx.now, kind, review_id, one.rating, digest,
        )  # fmt: skip


async def test_a_ledger_of_the_earlier_way_still_verifies(
    tx: Writing, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    mug = await make_mug(tx)
    old, waits = await make_review(tx, mug, 4, "Good"), await make_review(tx, mug, 1, "Broken")
    await actions.move(tx, [await store.lock(tx, waits)], State.WAITING, {})
    await _as_it_was_written_earlier(tx, old, "received", "published")
    await _as_it_was_written_earlier(tx, waits, "received")
    await make_review(tx, mug, 5)
    await jobs.seal(tx, {})
    entries = await ledger.page(tx, 0, 10)
    assert [(one.v, one.kind, one.stars) for one in entries] == [
        (1, "received", 4), (1, "published", 4), (2, "received", None), (2, "published", 5),
    ]  # fmt: skip
    first = entries[0]
    at = first.at.isoformat(timespec="microseconds").replace("+00:00", "Z")
    line = "|".join(("0" * 64, "1", at, "received", str(old), "", "4", first.digest))
    assert first.hash == hashlib.sha256(line.encode()).hexdigest()
    proof = await reviews.verify(tx)
    assert (proof.loose, proof.whole) == (1, True), "what tells its stars waits with its review"
    assert (await ledger.waiting(tx)).count == 1
    await actions.move(tx, [await store.lock(tx, waits)], State.PUBLISHED, {})
    await jobs.seal(tx, {})
    proof = await reviews.verify(tx)
    assert (proof.entries, proof.loose, proof.whole) == (6, 0, True)
    earlier = (await _file(tx)).replace('"v":1,', "")
    assert _run(PROGRAMS[0], earlier, capsys, monkeypatch) == f"6 entries, the last hash is {proof.head}"


@pytest.mark.parametrize(
    "change",
    [
        "update reviews.ledger set stars = 5 where seq = 4",
        "update reviews.ledger set kind = 'restored' where seq = 4",
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
            *(Counted("published", "", stars, 1) for stars in (1, 5)),
            Counted("received", "", None, 2),
            Counted("rejected", "insults", 1, 1),
        ],
        key=str,
    )


async def _waits(tx: Writing, monkeypatch: pytest.MonkeyPatch) -> None:
    async def wait(*_given: object) -> State:
        return State.WAITING

    monkeypatch.setattr("stoa.community.reviews.submitting.submit", wait)


async def test_what_is_never_decided_is_there_for_everybody_without_its_stars(tx: Writing, monkeypatch: pytest.MonkeyPatch) -> None:
    await _waits(tx, monkeypatch)
    mug, member = await make_mug(tx), a_member(await make_person(tx))
    first = tx.now
    review_id = await make_review(tx, mug, 1, by=member)
    tx.now += timedelta(days=9)
    await make_review(tx, mug, 5)
    await reviews.edit(tx, member, review_id, Change(rating=2, text="Still"))
    await jobs.seal(tx, {})
    entries = await ledger.page(tx, 0, 10)
    assert [(one.seq, one.kind, one.stars) for one in entries] == [(1, "received", None), (2, "received", None), (3, "edited", None)]
    assert await ledger.counts(tx) == [Counted("edited", "", None, 1), Counted("received", "", None, 2)]
    assert await ledger.waiting(tx) == Waiting(2, first)
    assert (await reviews.verify(tx)).whole
    await actions.move(tx, [await store.lock(tx, review_id)], State.PUBLISHED, {})
    await jobs.seal(tx, {})
    assert [(one.kind, one.stars) for one in await ledger.page(tx, 3, 10)] == [("published", 2)]
    assert await ledger.waiting(tx) == Waiting(1, tx.now)
    assert (await reviews.verify(tx)).whole


async def test_what_is_taken_off_until_somebody_decides_is_told(tx: Writing) -> None:
    review_id = await make_review(tx, await make_mug(tx), 1)
    tx.now += timedelta(days=3)
    await actions.move(tx, [await store.lock(tx, review_id)], State.WAITING, {})
    await jobs.seal(tx, {})
    assert [(one.kind, one.stars) for one in await ledger.page(tx, 0, 10)] == [("received", None), ("published", 1), ("held", None)]
    assert await ledger.waiting(tx) == Waiting(1, tx.now)
    assert (await reviews.verify(tx)).whole


async def test_the_salt_that_was_shown_does_not_tell_the_stars_of_a_change_that_waits(tx: Writing, monkeypatch: pytest.MonkeyPatch) -> None:
    member = a_member(await make_person(tx))
    review_id = await make_review(tx, await make_mug(tx), 5, "Good", by=member)
    shown = await store.find(tx, review_id)
    await _waits(tx, monkeypatch)
    await reviews.edit(tx, member, review_id, Change(rating=1, text="It broke"))
    changed = await store.find(tx, review_id)
    assert shown is not None
    assert changed is not None
    guesses = {rules.digest(msgspec.structs.replace(changed, salt=shown.salt, rating=stars)) for stars in range(1, 6)}
    rows = await tx.rows("select kind, stars, digest from reviews.ledger order by id")
    assert [(row["kind"], row["stars"]) for row in rows] == [("received", None), ("published", 5), ("edited", None), ("held", None)]
    assert guesses.isdisjoint({row["digest"] for row in rows})
    assert rows[-1]["digest"] == rules.digest(changed)
    [edit] = await store.edits(tx, review_id)
    assert edit.before["salt"] == shown.salt


async def test_a_change_that_is_shown_at_once_tells_its_stars(tx: Writing) -> None:
    member = a_member(await make_person(tx))
    review_id = await make_review(tx, await make_mug(tx), 5, "Good", by=member)
    await reviews.edit(tx, member, review_id, Change(rating=3, text="Fair"))
    await jobs.seal(tx, {})
    assert [(one.kind, one.stars) for one in await ledger.page(tx, 0, 10)] == [("received", None), ("published", 5), ("edited", 3)]


async def test_all_that_is_said_is_proved_by_its_salt(
    tx: Writing, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program of docs/reviews.md on what the API gives."""
    mug = await make_mug(tx)
    said = {
        "aspects": {"fit": 4},
        "context": {"height": "tall"},
        "pictures": [a_shot()],
        "pros": "Süß",
        "cons": "Heavy",
        "recommends": True,
    }
    [review_id] = await put(tx, a_put(mug, 4, "Good “mug”\nand more", now=tx.now, source="judgeme", source_id="1", **said))
    one = await store.find(tx, review_id)
    assert one is not None
    [out] = await written(tx, _VISIT, [one])
    digest = _run(PROGRAMS[1], msgspec.json.encode(out).decode(), capsys, monkeypatch)
    assert {row["digest"] for row in await tx.rows("select digest from reviews.ledger")} == {digest}


@pytest.mark.parametrize(
    "change",
    [
        "title = 'Better'", "text = 'Better'", "pros = 'Light'", "cons = ''", """aspects = '{"fit": 5}'""", """context = '{"height": "small"}'""",
        "recommends = false", "pictures = '[]'", "language = 'de'", "product_id = gen_random_uuid()", "version = 2", "salt = ''",
    ],
)  # fmt: skip
async def test_whatever_is_changed_in_a_review_unseen_is_found(tx: Writing, change: str) -> None:
    mug = await make_mug(tx)
    said = {
        "aspects": {"fit": 4},
        "context": {"height": "tall"},
        "pictures": [a_shot()],
        "pros": "Sweet",
        "cons": "Heavy",
        "recommends": True,
    }
    await put(tx, a_put(mug, 4, "Good", now=tx.now, source="judgeme", source_id="1", **said))
    await make_review(tx, mug, 2)
    await jobs.seal(tx, {})
    assert (await reviews.verify(tx)).whole
    async with _undone(tx):
        await tx.run(f"update reviews.review set {change} where source_id = '1'")
        proof = await reviews.verify(tx)
        assert (proof.broken, proof.disagree, proof.whole) == (None, 1, False)


async def test_what_was_taken_back_or_forgotten_says_nothing_and_is_no_fault(tx: Writing) -> None:
    mug, member = await make_mug(tx), a_member(await make_person(tx))
    await reviews.withdraw(tx, member, await make_review(tx, mug, 4, "Good", by=member))
    removed = await make_review(tx, mug, 1, "Insult")
    await actions.move(tx, [await store.lock(tx, removed)], State.REMOVED, {removed: "insults"})
    assert (await reviews.verify(tx)).whole
    await store.empty(tx, [removed])
    assert (await reviews.verify(tx)).whole


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


@pytest.mark.parametrize(
    ("p", "alarm", "said", "german"),
    [
        (None, False, "too little to test", "zu wenig"),
        (0.4, False, "it did not", "nicht, soweit"),
        (0.001, True, "more than chance allows", "mehr als der Zufall"),
    ],
)
async def test_everybody_reads_whether_removals_hang_on_stars(
    client: httpx.AsyncClient, db: Database, p: float | None, alarm: bool, said: str, german: str
) -> None:
    async with db.writing() as tx:
        await tx.run(
            "insert into moderation.bias (day, kind, stars, p, alarm, at) values ($1::timestamptz::date, 'review', '[]', $2, $3, $1)",
            tx.now,
            p,
            alarm,
        )
    assert said in (await client.get("/reviews/ledger")).text
    assert german in (await client.get("/de/reviews/ledger")).text
