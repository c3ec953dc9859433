"""What moderation does by itself: figures, the look for bias, forgetting; and what it tells by mail."""

import random
from datetime import timedelta

import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database, Writing
from stoa.community import moderation
from stoa.community.moderation import work
from stoa.community.moderation.jobs import count, forget, look_for_bias
from stoa.community.moderation.model import BiasFound, Outcome, PutPiece, State, Verdict
from stoa.community.moderation.reactions import tell_the_admins_of_bias
from stoa.community.moderation.work import Took
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import GUEST
from tests.community.moderation.makers import KIND, STARS, a_piece, make_host, make_member

pytestmark = pytest.mark.anyio


async def _decided(tx: Writing, star: int, verdict: Verdict, host: object) -> None:
    piece = ids.new()
    STARS[piece] = star
    await tx.run(
        """insert into moderation.piece (kind, id, texts, language, path, state, made_at, changed_at, published_at)
        values ($1, $2, '{}', 'en', '', $3, $4, $4, $4)""",
        KIND,
        piece,
        "published" if verdict is Verdict.KEPT else "removed",
        tx.now,
    )
    await tx.run(
        """insert into moderation.decision (id, kind, piece_id, version, verdict, rule, ground, fact, found_by, automated, blind, by, at, key)
        values ($1, $2, $3, 1, $4, $5, $6, 'A fact', 'report', false, true, $7, $8, '')""",
        ids.new(),
        KIND,
        piece,
        verdict.value,
        "spam" if verdict is Verdict.REMOVED else None,
        {} if verdict is Verdict.REMOVED else None,
        host,
        tx.now,
    )


@pytest.mark.parametrize(("by_star", "alarm"), [((0.2, 0.2, 0.2, 0.2, 0.2), False), ((0.6, 0.4, 0.2, 0.1, 0.1), True)])
async def test_the_nightly_look_tells_a_biased_host_from_an_even_one(tx: Writing, by_star: tuple[float, ...], alarm: bool) -> None:
    host = (await make_host(tx)).person
    for star, share in enumerate(by_star, 1):
        for number in range(60):
            await _decided(tx, star, Verdict.REMOVED if number < 60 * share else Verdict.KEPT, host)
    await look_for_bias(tx, {})
    [found] = [one for one in await work.bias(tx) if one.kind == KIND]
    assert found.alarm is alarm
    assert [removed for _, _, removed in found.stars] == [round(60 * share) for share in by_star]
    assert (await tx.value("select count(*) from base.event where kind = 'moderation.BiasFound'")) == int(alarm)
    assert [one.kind for one in await work.alarms(tx)] == ([KIND] if alarm else [])
    await look_for_bias(tx, {})
    assert len([one for one in await work.bias(tx) if one.kind == KIND]) == 1


async def test_hosts_who_decide_blind_raise_no_alarm_in_most_nights(tx: Writing) -> None:
    """Simulated: decisions that know nothing of stars raise the alarm about once in a hundred nights."""
    from stoa.community.moderation import chance

    dice = random.Random(7)
    alarms = 0
    for _ in range(400):
        kept, removed = [0] * 5, [0] * 5
        for _ in range(500):
            star = dice.choices(range(5), [8, 6, 12, 28, 46])[0]
            (removed if dice.random() < 0.15 else kept)[star] += 1
        found = chance.test(kept, removed)
        alarms += found is not None and found.p < chance.ALARM
    assert alarms <= 12
    await look_for_bias(tx, {})
    assert all(one.p is None for one in await work.bias(tx) if one.kind == KIND)


async def test_time_to_publication_is_counted_from_rows(tx: Writing) -> None:
    for _ in range(98):
        await moderation.submit(tx, GUEST, a_piece())
    waited, waiting = a_piece("See www.example.com for the manual that I mean"), a_piece("See www.example.org for the manual that I mean")
    for one in (waited, waiting):
        assert await moderation.submit(tx, GUEST, one) is State.WAITING
    await tx.run("update moderation.piece set made_at = made_at - interval '2 hours' where id = $1", waited.id)
    await tx.run("update moderation.piece set made_at = made_at - interval '30 hours' where id = $1", waiting.id)
    host = await make_host(tx)
    case = await tx.value("select id from moderation.case_ where piece_id = $1", waited.id)
    await moderation.decide(tx, host, case, Verdict.KEPT)
    await moderation.put_pieces(
        tx, KIND, [PutPiece(piece=a_piece(), made_at=tx.now - timedelta(days=age), state=State.PUBLISHED) for age in (1, 29, 31)]
    )
    await count(tx, {})
    found = await work.figures(tx)
    assert found.filed == 2, "what came from files is told beside, and is in none of the times"
    assert found.kinds == {KIND: Took(written=100, at_once=98, median=0.0, most=7200.0, within_a_day=99)}
    assert (found.written, found.at_once, found.within_a_day) == (100, 98, 99)
    assert (found.median, found.most) == (0.0, 7200.0)
    assert found.decided == 1


async def test_evidence_and_names_go_after_a_year(tx: Writing) -> None:
    author, host = await make_member(tx), await make_host(tx)
    piece = a_piece()
    await moderation.submit(tx, author, piece)
    report = await moderation.report(tx, GUEST, KIND, piece.id, "spam", "Advertising", "mo@example.com", name="Mo")
    case = await moderation.lease(tx, host)
    assert case is not None
    made = await moderation.decide(tx, host, case, Verdict.REMOVED, "spam", "It names a code")
    await forget(tx, {})
    assert await work.evidence(tx, made.id) is not None
    await tx.run("update moderation.evidence set at = at - interval '366 days'")
    await tx.run("update moderation.report set answered_at = answered_at - interval '366 days'")
    await forget(tx, {})
    assert await work.evidence(tx, made.id) is None
    assert await tx.value("select texts from moderation.piece where id = $1", piece.id) == {}
    assert await tx.value("select email || name from moderation.report where id = $1", report.id) == ""


async def test_what_its_author_takes_away_leaves_the_queue_and_its_reporters_are_told(db: Database) -> None:
    """`hear:moderation.tell_the_reporter`, `hear:moderation.confirm_a_report`, and no letter to anybody else."""
    piece = a_piece()
    async with db.writing() as tx:
        author = await make_member(tx)
        await moderation.submit(tx, author, piece)
        report = await moderation.report(tx, GUEST, KIND, piece.id, "spam", "Advertising", "mo@example.com")
    await jobs.drain(db)
    async with db.writing() as tx:
        await moderation.withdraw(tx, KIND, [piece.id])
        assert (await moderation.queue(tx)).items == []
        assert await tx.value("select outcome from moderation.report where id = $1", report.id) == Outcome.GONE
    await jobs.drain(db)
    async with db.reading() as read:
        rows = await read.rows('select template, "to" from mail.letter order by id')
        assert [(row["template"], row["to"]) for row in rows] == [
            ("moderation/report_taken", "mo@example.com"),
            ("moderation/report_answered", "mo@example.com"),
        ]
    async with db.writing() as tx:
        quiet = a_piece()
        await moderation.submit(tx, author, quiet)
        await moderation.withdraw(tx, KIND, [quiet.id])
        assert await tx.value("select count(*) from moderation.piece where id = $1", quiet.id) == 0


NAMED = (
    "moderation.figures",
    "moderation.bias",
    "moderation.forget",
    "hear:moderation.tell_the_author",
    "hear:moderation.tell_of_the_second_look",
)
"""Jobs whose work is tested here and in test_pages."""


def test_they_are_there() -> None:
    assert set(NAMED) <= set(jobs.kinds())


async def test_a_mailbox_that_nobody_confirmed_gets_one_letter_a_day_and_no_strangers_words(db: Database) -> None:
    """Whoever types somebody else's address can neither write to them nor flood them."""
    words = "You have won! Claim your prize at http://prize.evil.example/"
    async with db.writing() as tx:
        host = await make_host(tx)
        pieces = [a_piece() for _ in range(5)]
        for piece in pieces:
            await moderation.submit(tx, GUEST, piece)
            await moderation.report(tx, GUEST, KIND, piece.id, "insult", words, "victim@example.com")
    await jobs.drain(db)
    async with db.writing() as tx:
        case = await moderation.lease(tx, host)
        assert case is not None
        await moderation.decide(tx, host, case, Verdict.KEPT)
    await jobs.drain(db)
    async with db.reading() as read:
        rows = await read.rows(
            """select template, text || html as said from mail.letter where "to" = 'victim@example.com' order by template"""
        )
    assert [row["template"] for row in rows] == ["moderation/report_answered", "moderation/report_taken"]
    assert not any("prize" in row["said"] for row in rows)


async def test_the_alarm_reaches_every_admin_by_letter_once_a_month(tx: Writing) -> None:
    for role in (Role.ADMIN, Role.ADMIN, Role.HOST, Role.MERCHANT):
        await make_member(tx, role)
    admins = await tx.value("select count(*) from accounts.person where 'admin' = any(roles)")
    for _ in range(2):
        await tell_the_admins_of_bias(tx, BiasFound(about=ids.new(), kind=KIND, p=0.001))
    assert await tx.value("select count(*) from mail.letter where template = 'moderation/bias_found'") == admins >= 2
    tx.now += timedelta(days=31)
    await tell_the_admins_of_bias(tx, BiasFound(about=ids.new(), kind=KIND, p=0.001))
    assert await tx.value("select count(*) from mail.letter where template = 'moderation/bias_found'") == 2 * admins
