"""Who decides, who looks again, and what is not looked at again."""

import msgspec
import pytest

from stoa.base.database import Writing
from stoa.community import moderation
from stoa.community.moderation import actions, decision_store, report_store, rules, telling, work
from stoa.community.moderation.model import AlreadyDecided, Decision, NotYourOwn, Outcome, Piece, PieceChanged, State, Verdict
from stoa.community.moderation.report_model import NothingToAppeal, Report
from stoa.people.sessions.model import GUEST, Visitor
from tests.community.moderation.makers import KIND, a_piece, case_of, make_host, make_member, state_of

pytestmark = pytest.mark.anyio


async def _kept(tx: Writing, author: Visitor, reporter: Visitor, host: Visitor) -> tuple[Piece, Decision, Report]:
    """Return a piece that was reported and kept."""
    piece = a_piece()
    await moderation.submit(tx, author, piece)
    report = await moderation.report(tx, reporter, KIND, piece.id, "insult", "It insults me")
    case = await moderation.lease(tx, host)
    assert case is not None
    decision = await moderation.decide(tx, host, case, Verdict.KEPT)
    return piece, decision, await report_store.report(tx, report.id)


async def test_nobody_looks_again_at_what_was_taken_back(tx: Writing) -> None:
    author, reporter, host, other = await make_member(tx), await make_member(tx), await make_host(tx), await make_host(tx)
    piece, decision, report = await _kept(tx, author, reporter, host)
    asked = await actions.appeal_report(tx, report, "Read it again")
    await moderation.withdraw(tx, KIND, [piece.id])
    assert (await report_store.appeal(tx, asked)).outcome == "gone"
    with pytest.raises(AlreadyDecided):
        await actions.decide_appeal(tx, other, asked, reverse=True, why="It does insult", rule="insult")
    assert await tx.value("select count(*) from moderation.decision where piece_id = $1", piece.id) == 1
    assert (await work.appeals(tx)).items == []
    assert await tx.value("select count(*) from base.event where kind = 'moderation.AppealDecided' and about = $1", asked) == 1
    await telling.appeal_decided(tx, asked)
    text = await tx.value("select text from mail.letter where template = 'moderation/appeal_decided'")
    assert "There was nothing left to look at" in text
    assert (await report_store.report(tx, report.id)).outcome is Outcome.WRONG
    assert not rules.statement(await decision_store.decision(tx, decision.id), State.WAITING, "en", tx.now).can_appeal


async def test_nobody_asks_for_a_second_look_at_what_was_taken_back(tx: Writing) -> None:
    author, reporter, host = await make_member(tx), await make_member(tx), await make_host(tx)
    piece, _, report = await _kept(tx, author, reporter, host)
    await moderation.withdraw(tx, KIND, [piece.id])
    with pytest.raises(NothingToAppeal):
        await actions.appeal_report(tx, report)


async def test_a_decision_ends_the_second_looks_at_those_before_it(tx: Writing) -> None:
    """What a reporter asks for is done by then; nobody is said to have reversed anything, and nothing is decided twice."""
    author, reporter, host, other = await make_member(tx), await make_member(tx), await make_host(tx), await make_host(tx)
    piece, _, report = await _kept(tx, author, reporter, host)
    asked = await actions.appeal_report(tx, report)
    case = await actions.look_at(tx, other, KIND, piece.id)
    await moderation.decide(tx, other, case, Verdict.KEPT)
    assert (await report_store.appeal(tx, asked)).outcome is None, "keeping it again answers nobody who asked for more"
    await moderation.report(tx, GUEST, KIND, piece.id, "insult")
    case = await moderation.lease(tx, other)
    assert case is not None
    removed = await moderation.decide(tx, other, case, Verdict.REMOVED, "insult", "It calls a reader names")
    assert (await report_store.appeal(tx, asked)).outcome == "gone"
    mine = await moderation.appeal(tx, author, removed.id)
    changed = msgspec.structs.replace(piece, texts={"text": "Softer words about this kettle and its lid."})
    assert await moderation.submit(tx, author, changed) is State.WAITING
    with pytest.raises(NothingToAppeal):
        await actions.decide_appeal(tx, host, mine, reverse=True, why="It was no insult")
    again = await case_of(tx, piece)
    await moderation.lease(tx, host, again["id"])
    await moderation.decide(tx, host, again["id"], Verdict.KEPT)
    assert (await report_store.appeal(tx, mine)).outcome == "gone"
    assert await state_of(tx, piece) is State.PUBLISHED


async def test_whoever_looks_again_takes_away_what_they_read(tx: Writing) -> None:
    author, reporter, host, other = await make_member(tx), await make_member(tx), await make_host(tx), await make_host(tx)
    piece, _, report = await _kept(tx, author, reporter, host)
    asked = await actions.appeal_report(tx, report)
    assert (
        await moderation.submit(tx, author, msgspec.structs.replace(piece, texts={"text": "Softer words about the kettle."}))
        is State.PUBLISHED
    )
    with pytest.raises(PieceChanged):
        await actions.decide_appeal(tx, other, asked, reverse=True, why="It insults", rule="insult", version=1)
    await actions.decide_appeal(tx, other, asked, reverse=True, why="It insults", rule="insult", version=2)
    assert await state_of(tx, piece) is State.REMOVED


async def test_a_host_does_not_decide_what_they_reported_while_there_is_another(tx: Writing) -> None:
    author, host, other = await make_member(tx), await make_host(tx), await make_host(tx)
    piece = a_piece()
    await moderation.submit(tx, author, piece)
    report = await moderation.report(tx, host, KIND, piece.id, "insult", "I say so")
    assert await moderation.lease(tx, host) is None, "it is not handed to them"
    case = (await case_of(tx, piece))["id"]
    await moderation.lease(tx, host, case)
    with pytest.raises(NotYourOwn):
        await moderation.decide(tx, host, case, Verdict.REMOVED, "insult", "I say so.")
    assert await actions.skip(tx, host, case) is None
    assert await moderation.lease(tx, other) == case
    await moderation.decide(tx, other, case, Verdict.KEPT)
    asked = await actions.appeal_report(tx, await report_store.report(tx, report.id))
    with pytest.raises(NotYourOwn):
        await actions.decide_appeal(tx, host, asked, reverse=True, why="I said so", rule="insult")


async def test_the_only_host_decides_what_they_reported_and_earns_nothing(tx: Writing) -> None:
    await tx.run("update accounts.person set roles = '{shopper}' where roles && array['host', 'admin']")
    author, host = await make_member(tx), await make_host(tx)
    piece = a_piece()
    await moderation.submit(tx, author, piece)
    report = await moderation.report(tx, host, KIND, piece.id, "insult")
    case = await moderation.lease(tx, host)
    assert case is not None
    await moderation.decide(tx, host, case, Verdict.REMOVED, "insult", "It insults a reader")
    trust = (await moderation.trust_of(tx, [host.member]))[host.member]
    assert (trust.right_reports, trust.wrong_reports) == (0, 0)
    await telling.report_answered(tx, report.id)
    assert await tx.value("select count(*) from mail.letter") == 0, "nobody writes to themselves"


async def test_only_what_was_never_shown_is_decided_blind(tx: Writing) -> None:
    author, host = await make_member(tx), await make_host(tx)
    shown, waiting = a_piece(), a_piece("Found it cheaper, look at www.example.com/deal before you buy")
    for piece in (shown, waiting):
        await moderation.submit(tx, author, piece)
        case = await actions.look_at(tx, host, KIND, piece.id)
        decided = await moderation.decide(tx, host, case, Verdict.KEPT)
        assert decided.blind == (piece is waiting)
