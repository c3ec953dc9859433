"""Hosts, authors and reporters at the same moment."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable

import pytest

from stoa.base.database import Database, Writing
from stoa.base.refusals import Refusal
from stoa.community import moderation
from stoa.community.moderation import actions
from stoa.community.moderation.model import State, Verdict
from stoa.people.sessions.model import GUEST
from tests.community.moderation.makers import KIND, SHOWN, a_piece, make_host, make_member, state_of

pytestmark = pytest.mark.anyio

Verb = Callable[[Writing], Awaitable[object]]


async def race(db: Database, verbs: list[Verb]) -> list[object]:
    """Run them all at once, each on a connection of its own; return what each gave, or the refusal's code."""
    gate = asyncio.Event()

    async def run(verb: Verb) -> object:
        await gate.wait()
        try:
            async with db.writing() as tx:
                return await verb(tx)
        except Refusal as refusal:
            return refusal.code

    tasks = [asyncio.create_task(run(verb)) for verb in verbs]
    await asyncio.sleep(0)
    gate.set()
    return await asyncio.gather(*tasks)


async def test_hosts_never_take_the_same_case(db: Database) -> None:
    async with db.writing() as tx:
        hosts = [await make_host(tx) for _ in range(8)]
        for _ in range(5):
            piece = a_piece()
            await moderation.submit(tx, GUEST, piece)
            await moderation.report(tx, GUEST, KIND, piece.id, "spam")
    taken = await race(db, [lambda tx, h=host: moderation.lease(tx, h) for host in hosts])
    cases = [one for one in taken if one is not None]
    assert len(cases) == len(set(cases)) == 5


async def test_a_case_is_decided_once_however_many_decide(db: Database) -> None:
    for _ in range(4):
        async with db.writing() as tx:
            hosts = [await make_host(tx) for _ in range(6)]
            piece = a_piece()
            await moderation.submit(tx, GUEST, piece)
            report = await moderation.report(tx, GUEST, KIND, piece.id, "insult", "It insults me")
            case = await tx.value("select id from moderation.case_ where piece_id = $1", piece.id)
        verbs: list[Verb] = []
        for number, host in enumerate(hosts):
            wanted = (Verdict.REMOVED, "insult", "It insults a reader") if number % 2 else (Verdict.KEPT,)
            verbs.append(lambda tx, h=host, c=case, w=wanted: moderation.decide(tx, h, c, *w))
        outcomes = Counter(one if isinstance(one, str) else "done" for one in await race(db, verbs))
        assert outcomes == {"done": 1, "already_decided": 5}
        async with db.reading() as read:
            verdicts = await read.rows("select verdict from moderation.decision where piece_id = $1", piece.id)
            assert len(verdicts) == 1
            removed = verdicts[0]["verdict"] == "removed"
            assert await state_of(read, piece) is (State.REMOVED if removed else State.PUBLISHED)
            assert SHOWN.get(piece.id, State.PUBLISHED) is await state_of(read, piece)
            outcome = await read.value("select outcome from moderation.report where id = $1", report.id)
            assert outcome == ("right" if removed else "wrong")


async def test_changing_and_deciding_at_once_end_in_one_order(db: Database) -> None:
    """Either the host is told that it changed, or the change waits for a look: what nobody read is never passed as decided."""
    for _ in range(6):
        async with db.writing() as tx:
            author, host = await make_member(tx), await make_host(tx)
            piece = a_piece()
            await moderation.submit(tx, author, piece)
            await moderation.report(tx, GUEST, KIND, piece.id, "insult")
            case = await moderation.lease(tx, host, await tx.value("select id from moderation.case_ where piece_id = $1", piece.id))
            assert case is not None
        changed = a_piece(id=piece.id)
        outcomes = await race(
            db,
            [
                lambda tx, h=host, c=case: moderation.decide(tx, h, c, Verdict.REMOVED, "insult", "It insults a reader", version=1),
                lambda tx, a=author, p=changed: moderation.submit(tx, a, p),
            ],
        )
        async with db.reading() as read:
            after = await state_of(read, piece)
        if outcomes[0] == "piece_changed":
            assert (outcomes[1], after) == (State.PUBLISHED, State.PUBLISHED)
        else:
            assert (outcomes[1], after) == (State.WAITING, State.WAITING)


async def test_reports_at_once_open_one_case(db: Database) -> None:
    async with db.writing() as tx:
        piece = a_piece()
        await moderation.submit(tx, GUEST, piece)
        members = [await make_member(tx) for _ in range(8)]
    await race(db, [lambda tx, m=member: moderation.report(tx, m, KIND, piece.id, "spam") for member in [*members, *members]])
    async with db.reading() as read:
        assert await read.value("select count(*) from moderation.case_ where piece_id = $1", piece.id) == 1
        assert await read.value("select count(*) from moderation.report where piece_id = $1", piece.id) == 8


async def test_an_appeal_is_asked_for_and_decided_once(db: Database) -> None:
    async with db.writing() as tx:
        author, host = await make_member(tx), await make_host(tx)
        hosts = [await make_host(tx) for _ in range(4)]
        piece = a_piece()
        await moderation.submit(tx, author, piece)
        await moderation.report(tx, GUEST, KIND, piece.id, "spam")
        case = await moderation.lease(tx, host)
        assert case is not None
        made = await moderation.decide(tx, host, case, Verdict.REMOVED, "spam", "It names a code")
    asked = await race(db, [lambda tx: moderation.appeal(tx, author, made.id)] * 4)
    appeals = [one for one in asked if not isinstance(one, str)]
    assert len(appeals) == 1
    verbs: list[Verb] = [
        lambda tx, h=one, r=number % 2 == 0: actions.decide_appeal(tx, h, appeals[0], reverse=r, why="Read again")  # type: ignore[arg-type]
        for number, one in enumerate(hosts)
    ]
    outcomes = Counter(one if isinstance(one, str) else "done" for one in await race(db, verbs))
    assert outcomes == {"done": 1, "already_decided": 3}
