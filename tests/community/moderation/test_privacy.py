"""What moderation tells a person it holds, and what an erasure leaves."""

import msgspec
import pytest

from stoa.base.database import Writing
from stoa.community import moderation
from stoa.community.moderation import privacy
from stoa.community.moderation.model import Verdict
from stoa.people.sessions.model import GUEST
from tests.community.moderation.makers import KIND, a_piece, make_host, make_member

pytestmark = pytest.mark.anyio


async def test_all_of_mine_is_told_and_taken_away_and_the_decisions_stay(tx: Writing) -> None:
    author, reader, host = await make_member(tx), await make_member(tx), await make_host(tx)
    piece, other = a_piece(), a_piece()
    await moderation.submit(tx, author, piece)
    await moderation.submit(tx, reader, other)
    await moderation.report(tx, reader, KIND, piece.id, "insult", "It insults me")
    await moderation.report(tx, author, KIND, other.id, "spam", "Advertising")
    for _ in range(2):
        case = await moderation.lease(tx, host)
        assert case is not None
        made = await moderation.decide(tx, host, case, Verdict.REMOVED, "insult", "It says fool")
        if made.piece_id == piece.id:
            await moderation.appeal(tx, author, made.id, "My words")
    await moderation.helped(tx, {author.member: 4})
    told = msgspec.json.decode(msgspec.json.encode(await privacy.export(tx, author.member)))
    assert [len(told[name]) for name in ("pieces", "decisions", "reports", "appeals")] == [1, 1, 1, 1]
    assert told["found_helpful"] == 4
    assert "It insults me" not in str(told), "who reported, and what they said, is theirs"
    assert str(host.person) not in str(told)
    for _ in range(2):
        await privacy.erase(tx, author.member)
    told = await privacy.export(tx, author.member)
    assert told == {"pieces": [], "decisions": [], "reports": [], "appeals": [], "found_helpful": 0}
    assert await tx.value("select count(*) from moderation.decision") == 2
    assert (await tx.row("select email, note from moderation.report where piece_id = $1", other.id))["note"] == ""
    left = msgspec.json.decode(msgspec.json.encode(await privacy.export(tx, reader.member)))
    assert [one["note"] for one in left["reports"]] == ["It insults me"]


async def test_a_guest_holds_nothing(tx: Writing) -> None:
    await moderation.submit(tx, GUEST, a_piece())
    nobody = await make_member(tx)
    assert (await privacy.export(tx, nobody.member))["pieces"] == []
