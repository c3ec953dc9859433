"""What moderation does with rows: what comes in, who looks, what follows."""

import pytest

from stoa.base import ids
from stoa.base.database import Writing
from stoa.community import moderation
from stoa.community.moderation import actions
from stoa.community.moderation.model import (
    AlreadyDecided,
    LeasedByAnother,
    NoSuchPiece,
    NotYourOwn,
    PieceChanged,
    ReasonMissing,
    State,
    Verdict,
)
from stoa.people.sessions.model import GUEST
from tests.community.moderation.makers import KIND, SHOWN, a_piece, case_of, make_host, make_member, state_of

pytestmark = pytest.mark.anyio


async def test_what_passes_the_checks_is_published_at_once(tx: Writing) -> None:
    piece = a_piece()
    assert await moderation.submit(tx, GUEST, piece) is State.PUBLISHED
    row = await tx.row("select published_at, made_at, version from moderation.piece where id = $1", piece.id)
    assert (row["published_at"], row["made_at"], row["version"]) == (tx.now, tx.now, 1)
    assert await case_of(tx, piece) is None


async def test_a_newcomers_link_is_looked_at_first(tx: Writing) -> None:
    piece = a_piece("Found it cheaper, look at www.example.com/deal before you buy")
    assert await moderation.submit(tx, GUEST, piece) is State.WAITING
    case = await case_of(tx, piece)
    assert case["reasons"] == ["check:links"]


async def test_a_known_spam_link_is_taken_away_and_can_be_appealed(tx: Writing) -> None:
    await tx.run("insert into moderation.spam_link (domain, at) values ('spam.example', $1)", tx.now)
    author, host = await make_member(tx), await make_host(tx)
    piece = a_piece("Look at shop . This is great: https://www.SPAM[.]example/x")
    assert await moderation.submit(tx, author, piece) is State.REMOVED
    decision = await tx.row("select * from moderation.decision where piece_id = $1", piece.id)
    assert (decision["verdict"], decision["rule"], decision["automated"], decision["fact"]) == ("removed", "spam", True, "spam.example")
    assert await tx.value("select count(*) from moderation.evidence where decision_id = $1", decision["id"]) == 1
    asked = await moderation.appeal(tx, author, decision["id"], "It is my own shop")
    await actions.decide_appeal(tx, host, asked, reverse=True, why="It is no spam")
    assert await state_of(tx, piece) is State.PUBLISHED
    assert SHOWN[piece.id] is State.PUBLISHED


async def test_a_case_is_decided_once_and_the_room_is_told(tx: Writing) -> None:
    author, host, other = await make_member(tx), await make_host(tx), await make_host(tx)
    piece = a_piece()
    await moderation.submit(tx, author, piece)
    report = await moderation.report(tx, GUEST, KIND, piece.id, "insult", "It insults me")
    case = await moderation.lease(tx, host)
    assert case is not None
    with pytest.raises(LeasedByAnother):
        await moderation.decide(tx, other, case, Verdict.KEPT)
    with pytest.raises(ReasonMissing):
        await moderation.decide(tx, host, case, Verdict.REMOVED, "insult", " ")
    with pytest.raises(PieceChanged):
        await moderation.decide(tx, host, case, Verdict.KEPT, version=2)
    decision = await moderation.decide(tx, host, case, Verdict.REMOVED, "insult", "It calls a reader an idiot", version=1)
    assert decision.found_by == "report"
    assert not decision.blind, "its stars were public before"
    assert SHOWN[piece.id] is State.REMOVED
    assert await tx.value("select outcome from moderation.report where id = $1", report.id) == "right"
    with pytest.raises(AlreadyDecided):
        await moderation.decide(tx, host, case, Verdict.KEPT)
    with pytest.raises(NoSuchPiece):
        await moderation.report(tx, GUEST, KIND, piece.id, "insult")


async def test_nobody_decides_about_their_own(tx: Writing) -> None:
    host = await make_host(tx)
    piece = a_piece()
    await moderation.submit(tx, host, piece)
    await moderation.report(tx, GUEST, KIND, piece.id, "spam", "Advertising")
    assert await moderation.lease(tx, host) is None
    case = (await case_of(tx, piece))["id"]
    with pytest.raises(NotYourOwn):
        await moderation.decide(tx, host, case, Verdict.KEPT)


async def test_what_was_removed_does_not_come_back_by_changing_it(tx: Writing) -> None:
    author, host = await make_member(tx), await make_host(tx)
    piece = a_piece()
    await moderation.submit(tx, author, piece)
    case = await actions.look_at(tx, host, KIND, piece.id)
    await moderation.decide(tx, host, case, Verdict.REMOVED, "off_topic", "It is about a parcel")
    changed = a_piece(id=piece.id)
    assert await moderation.submit(tx, author, changed) is State.WAITING
    assert (await case_of(tx, piece))["reasons"] == ["changed"]


async def test_the_same_again_changes_nothing(tx: Writing) -> None:
    piece = a_piece()
    await moderation.submit(tx, GUEST, piece)
    assert await moderation.submit(tx, GUEST, piece) is State.PUBLISHED
    assert await tx.value("select version from moderation.piece where id = $1", piece.id) == 1


async def test_what_is_not_there_cannot_be_reported(tx: Writing) -> None:
    with pytest.raises(NoSuchPiece):
        await moderation.report(tx, GUEST, KIND, ids.new(), "spam")


async def test_what_a_model_doubts_is_published_and_looked_at(tx: Writing) -> None:
    piece = a_piece("Shut up you stupid ugly loser, nobody likes you", language="en")
    assert await moderation.submit(tx, GUEST, piece) is State.PUBLISHED
    assert (await case_of(tx, piece))["reasons"] == ["check:toxic"]


async def test_what_its_author_took_away_may_come_back_unless_it_had_to_go(tx: Writing) -> None:
    author, host = await make_member(tx), await make_host(tx)
    kept, gone = a_piece(), a_piece()
    for one, verdict in ((kept, Verdict.KEPT), (gone, Verdict.REMOVED)):
        await moderation.submit(tx, author, one)
        case = await actions.look_at(tx, host, KIND, one.id)
        await moderation.decide(tx, host, case, verdict, "spam", "It names a code")
        await moderation.withdraw(tx, KIND, [one.id])
        with pytest.raises(NoSuchPiece):
            await moderation.report(tx, GUEST, KIND, one.id, "spam")
    assert await moderation.submit(tx, author, kept) is State.PUBLISHED
    assert await moderation.submit(tx, author, gone) is State.WAITING
