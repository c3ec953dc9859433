"""Anybody may type anybody's mail address into a report: that mailbox says in one tap that it was not them, and has its peace."""

import re
from datetime import timedelta
from html import unescape

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.community import moderation
from stoa.community.moderation import disowning, report_store
from stoa.community.moderation.jobs import forget
from stoa.community.moderation.model import Verdict
from stoa.community.moderation.report_model import NoSuchReport, Report
from stoa.people.sessions.model import GUEST
from tests.community.moderation.makers import KIND, a_piece, make_host, make_member

pytestmark = pytest.mark.anyio

MAILBOX = "victim@example.com"
RIGHT_OF = "select count(*) from moderation.report where by = $1 and outcome = 'right'"


async def letters(db: Database) -> list[str]:
    async with db.reading() as read:
        rows = await read.rows('select template from mail.letter where "to" = $1 order by id', MAILBOX)
    return [row["template"].partition("/")[2] for row in rows]


async def _reported(db: Database, rule: str = "spam", many: int = 1) -> list[Report]:
    made = []
    for _ in range(many):
        async with db.writing() as tx:
            piece = a_piece()
            await moderation.submit(tx, GUEST, piece)
            made.append(await moderation.report(tx, GUEST, KIND, piece.id, rule, "I say so", MAILBOX, name="Victor"))
    await jobs.drain(db)
    return made


async def _link(db: Database) -> str:
    async with db.reading() as read:
        row = await read.row('select text, html, unsubscribe, one_click from mail.letter where "to" = $1 order by id limit 1', MAILBOX)
    assert row is not None
    assert row["one_click"]
    found = re.fullmatch(r"http://localhost:8000(/reports/rpt_\w+/not-me\?key=[\w-]{32})", row["unsubscribe"])
    assert found is not None, row["unsubscribe"]
    assert found[1] in unescape(row["html"])
    return found[1]


@pytest.mark.parametrize("way", ["page", "mail program", "API"])
async def test_one_tap_makes_it_nobodys_and_ends_the_letters(client: httpx.AsyncClient, db: Database, way: str) -> None:
    one, another = await _reported(db, many=2)
    assert await letters(db) == ["report_taken"]
    link = await _link(db)
    for _ in range(2):
        assert "This was not me" in (await client.get(link)).text
    async with db.reading() as read:
        assert (await report_store.report(read, one.id)).email == MAILBOX  # opening it does nothing
    for _ in range(2):
        if way == "API":
            path, _, key = link.partition("?key=")
            assert (await client.post(f"/api{path}", json={"key": key})).status_code == 204
        elif way == "page":
            assert (await client.post(link)).status_code == 303
        else:
            assert (await client.post(link, data={"List-Unsubscribe": "One-Click"})).status_code == 200
    assert "nobody’s report now" in (await client.get(link)).text
    async with db.reading() as read:
        for report in (one, another):  # the letter of the day spoke for both
            found = await report_store.report(read, report.id)
            assert (found.by, found.name, found.email, found.outcome) == (None, "", "", None)
            assert found.disowned_at is not None
        assert await read.value("select count(*) from moderation.case_ where decided_at is null and piece_id = $1", one.piece_id) == 1
    async with db.writing() as tx:
        host = await make_host(tx)
        for _ in range(2):
            case = await moderation.lease(tx, host)
            assert case is not None
            await moderation.decide(tx, host, case, Verdict.KEPT)
    await _reported(db)
    await jobs.drain(db)
    assert await letters(db) == ["report_taken"]


async def test_only_the_letters_key_says_it_and_the_letter_about_the_answer_has_it_too(client: httpx.AsyncClient, db: Database) -> None:
    [one] = await _reported(db)
    shown = ids.show("rpt", one.id)
    for key in ("", "made-up", one.key):  # whoever typed the address knows the last one
        assert (await client.get(f"/reports/{shown}/not-me?key={key}")).status_code == 404
        assert (await client.post(f"/reports/{shown}/not-me?key={key}")).status_code == 404
        assert (await client.post(f"/api/reports/{shown}/not-me", json={"key": key})).status_code == 404
    async with db.writing() as tx:
        member = await make_member(tx)
        piece = a_piece()
        await moderation.submit(tx, GUEST, piece)
        theirs = await moderation.report(tx, member, KIND, piece.id, "spam")
        assert theirs.letter_key is None
        with pytest.raises(NoSuchReport):
            await disowning.of_key(tx, theirs.id, "")
        host = await make_host(tx)
        for _ in range(2):
            case = await moderation.lease(tx, host)
            assert case is not None
            await moderation.decide(tx, host, case, Verdict.KEPT)
    await jobs.drain(db)
    async with db.reading() as read:
        answered = await read.row(
            "select unsubscribe, one_click from mail.letter where template = 'moderation/report_answered' and \"to\" = $1", MAILBOX
        )
        assert answered is not None
        assert answered["one_click"]
        mine = await read.rows(
            "select unsubscribe from mail.letter where template = 'moderation/report_answered' and \"to\" <> $1", MAILBOX
        )
        assert [row["unsubscribe"] for row in mine] == [None]


async def test_who_reads_that_mailbox_keeps_their_standing_and_reports_with_their_account(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        member, host = await make_member(tx), await make_host(tx)
        await tx.run("update accounts.person set email = $2 where id = $1", member.person, MAILBOX)
    await _reported(db)
    await client.post(await _link(db))
    async with db.writing() as tx:
        piece = a_piece()
        await moderation.submit(tx, GUEST, piece)
        own = await moderation.report(tx, member, KIND, piece.id, "spam")
        for _ in range(2):
            case = await moderation.lease(tx, host)
            assert case is not None
            await moderation.decide(tx, host, case, Verdict.REMOVED, "spam", "Advertising")
        assert await tx.value(RIGHT_OF, member.person) == 1
        assert (await report_store.report(tx, own.id)).disowned_at is None
    await jobs.drain(db)
    assert await letters(db) == ["report_taken", "report_answered"]


async def test_a_year_later_the_mailbox_is_forgotten(client: httpx.AsyncClient, db: Database) -> None:
    await _reported(db)
    await client.post(await _link(db))
    async with db.writing() as tx:
        assert await disowning.is_quiet(tx, " Victim@Example.com")
        tx.now += disowning.QUIET - timedelta(days=1)
        await forget(tx, {})
        assert await disowning.is_quiet(tx, MAILBOX)
        tx.now += timedelta(days=2)
        assert not await disowning.is_quiet(tx, MAILBOX)
        await forget(tx, {})
        assert await tx.value("select count(*) from moderation.quiet_mailbox") == 0
