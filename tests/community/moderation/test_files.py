"""Everything out as a file and in again; pieces from files of other rooms."""

from datetime import timedelta

import pytest

from stoa.base.database import Database
from stoa.community import moderation
from stoa.community.moderation import actions, disowning, files, keeping
from stoa.community.moderation.files import BadLine
from stoa.community.moderation.model import PutPiece, State, Verb, Verdict
from stoa.people.sessions.model import GUEST, SYSTEM
from tests.community.moderation.makers import KIND, a_piece, case_of, make_host, make_member, state_of
from tests.conftest import fresh_database

pytestmark = pytest.mark.anyio


async def _lived(db: Database) -> None:
    """Let there be a row of everything, also a decision that another one has overturned."""
    async with db.writing() as tx:
        author, host, other = await make_member(tx), await make_host(tx), await make_host(tx)
        await keeping.mark_link(tx, host, "spam.example", "Again and again")
        await moderation.submit(tx, author, a_piece("Come to spam.example for the same thing at half the price"))
        pieces = [a_piece() for _ in range(3)]
        for one in pieces:
            await moderation.submit(tx, author, one)
            await moderation.report(tx, GUEST, KIND, one.id, "insult", "It insults me", "mo@example.com")
        case = await moderation.lease(tx, host)
        assert case is not None
        made = await moderation.decide(tx, host, case, Verdict.REMOVED, "insult", "It says fool")
        asked = await moderation.appeal(tx, author, made.id, "It quotes the manual")
        await actions.decide_appeal(tx, other, asked, reverse=True, why="It does")
        foreign = a_piece()
        await moderation.submit(tx, author, foreign)
        typed = await moderation.report(tx, GUEST, KIND, foreign.id, "insult", "It insults me", "victim@example.com")
        await disowning.disown(tx, typed.id, typed.letter_key or "")
        await moderation.helped(tx, {author.member: 3})
        await keeping.make_collection(tx, host, "care", {"en": {"title": "Care"}})
        await moderation.curate(tx, host, Verb.COLLECT, KIND, [pieces[2].id], to="care")


async def _lines(db: Database) -> list[bytes]:
    async with db.snapshot() as read:
        return [line async for line in files.written(read)]


async def test_nothing_is_lost_on_the_way_out_and_in(db: Database, server: str) -> None:
    await _lived(db)
    lines = await _lines(db)
    assert {table for table in files.TABLES if f'"table":"{table}"'.encode() in b"".join(lines)} >= set(files.TABLES) - {"bias"}
    async with fresh_database(server) as url:
        other = Database(url, now=db._now, size=2)
        await other.open()
        async with other.writing() as tx:
            assert await files.put(tx, lines) == len(lines) - 9, "the nine rules are there already"
        async with other.writing() as tx:
            assert await files.put(tx, lines) == 0
        assert await _lines(other) == lines
        await other.close()


async def test_a_bad_line_is_named_and_nothing_taken_in(db: Database) -> None:
    await _lived(db)
    lines = await _lines(db)
    for bad in (
        b"{",
        b'{"table": "person", "row": {}}',
        b'{"table": "piece", "row": {"kind": "x"}}',
        b'{"table": "spam_link", "row": {"domain": 1}}',
    ):
        with pytest.raises(BadLine):
            async with db.writing() as tx:
                await tx.run("delete from moderation.spam_link")
                await files.put(tx, [*lines[:10], bad])
    assert await _lines(db) == lines


async def test_pieces_of_files_keep_their_state_and_time_and_come_once(db: Database) -> None:
    async with db.writing() as tx:
        host = await make_host(tx)
        await keeping.mark_link(tx, host, "spam.example")
        long_ago = tx.now - timedelta(days=300)
        author = (await make_member(tx)).person
        pieces = [
            PutPiece(piece=a_piece(), author=author, made_at=long_ago, state=State.PUBLISHED),
            PutPiece(piece=a_piece("See www.example.com, you idiot"), made_at=long_ago, state=State.PUBLISHED),
            PutPiece(piece=a_piece("See deals.spam.example for more"), made_at=long_ago, state=State.PUBLISHED),
            PutPiece(piece=a_piece("See www.example.com for more"), made_at=long_ago),
            PutPiece(piece=a_piece(), state=State.REMOVED),
        ]
        wanted = [State.PUBLISHED, State.PUBLISHED, State.REMOVED, State.WAITING, State.REMOVED]
        for _ in range(2):
            assert await moderation.put_pieces(tx, SYSTEM, pieces) == wanted
        assert await tx.value("select count(*) from moderation.piece where version = 1") == 5
        assert await tx.value("select published_at from moderation.piece where id = $1", pieces[0].piece.id) == long_ago
        assert await case_of(tx, pieces[1].piece) is None
        assert "check:links" in (await case_of(tx, pieces[3].piece))["reasons"]
        assert [await state_of(tx, one.piece) for one in pieces] == wanted
