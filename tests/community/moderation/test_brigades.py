"""Many against one: brigades, copies of somebody's words, sock puppets. Simulated with rows, as they would come."""

import random
from datetime import timedelta

import pytest

from stoa.base import ids
from stoa.base.database import Writing
from stoa.community import moderation
from stoa.community.moderation.model import NoSuchPiece, State
from stoa.people.permissions.model import PersonId
from stoa.people.sessions.model import GUEST
from tests.community.moderation.makers import KIND, a_piece, as_member, case_of, make_member, state_of

pytestmark = pytest.mark.anyio

LONG = "I have used this kettle for three months now and it pours without dripping, and the handle stays cool even when it boils."


async def _members(tx: Writing, count: int, *, days: int = 400, active: bool = True) -> list[PersonId]:
    """Make many members at once, who came by yesterday or not for a year."""
    people = [PersonId(ids.new()) for _ in range(count)]
    await tx.run(
        """insert into accounts.person (id, email, name, language, made_at)
        select w, w || '@mail.example', '', 'en', $2 from unnest($1::uuid[]) w""",
        people,
        tx.now - timedelta(days=days),
    )
    if active:
        await tx.run(
            """insert into sessions.session (id, digest, person_id, way, device, address, made_at, proved_at, seen_at, until_at)
            select w, sha256(w::text::bytea), w, 'link', '', '', $2::timestamptz, $2, $2, $2::timestamptz + interval '30 days' from unnest($1::uuid[]) w""",
            people,
            tx.now - timedelta(days=1),
        )
    return people


async def _were_right(tx: Writing, people: list[PersonId], times: int) -> None:
    """Let each of them have been right that often."""
    old = a_piece()
    await moderation.submit(tx, GUEST, old)
    for number in range(times):
        await tx.run(
            """insert into moderation.report (id, kind, piece_id, version, by, language, rule, note, at, outcome, answered_at, key)
            select gen_random_uuid(), $2, $3, 1, w, 'en', 'spam', $5, $4, 'gone', $4, '' from unnest($1::uuid[]) w""",
            people,
            KIND,
            old.id,
            tx.now,
            str(number),
        )
    decision = ids.new()
    await tx.run(
        """insert into moderation.decision (id, kind, piece_id, version, verdict, found_by, automated, blind, by, at, key)
        values ($1, $2, $3, 1, 'kept', 'host', false, true, $4, $5, '')""",
        decision,
        KIND,
        old.id,
        people[0],
        tx.now,
    )
    await tx.run("update moderation.report set outcome = 'right', decision_id = $1 where piece_id = $2", decision, old.id)


@pytest.mark.parametrize(("members", "share_active", "seed"), [(20, 1.0, 1), (60, 0.5, 2), (200, 0.2, 3), (400, 1.0, 4)])
async def test_five_in_a_hundred_silence_nobody_however_right_they_were(tx: Writing, members: int, share_active: float, seed: int) -> None:
    """A brigade that has earned the best record there is reports one piece together: it stays, and a host looks."""
    chance = random.Random(seed)
    count = -(-members * 5 // 100)
    brigade = await _members(tx, count)
    await _members(tx, int(members * share_active) - count)
    await _members(tx, members - int(members * share_active), active=False)
    await _were_right(tx, brigade, 30)
    piece = a_piece()
    await moderation.submit(tx, GUEST, piece)
    rules = [rule.code for rule in await moderation.rules_of(tx, "en")]
    for person in chance.sample(brigade, len(brigade)):
        await moderation.report(tx, as_member(person), KIND, piece.id, chance.choice(rules), "It has to go")
    assert await state_of(tx, piece) is State.PUBLISHED
    case = await case_of(tx, piece)
    assert case["harm"] >= 1
    assert await tx.value("select count(*) from moderation.report where piece_id = $1 and outcome is null", piece.id) == count


async def test_sock_puppets_and_guests_weigh_nothing(tx: Writing) -> None:
    await _members(tx, 30)
    piece = a_piece()
    await moderation.submit(tx, GUEST, piece)
    for puppet in await _members(tx, 60, days=2):
        await moderation.report(tx, as_member(puppet), KIND, piece.id, "illegal", "It has to go")
    for number in range(60):
        await moderation.report(tx, GUEST, KIND, piece.id, "illegal", "It has to go", f"guest{number}@mail.example")
    assert await state_of(tx, piece) is State.PUBLISHED


async def test_enough_members_who_were_right_before_hide_it_until_a_host_has_looked(tx: Writing) -> None:
    good = await _members(tx, 5)
    await _members(tx, 15)
    await _were_right(tx, good, 20)
    piece = a_piece()
    await moderation.submit(tx, GUEST, piece)
    for person in good[:3]:
        await moderation.report(tx, as_member(person), KIND, piece.id, "harm", "It tells people to remove the guard")
    assert await state_of(tx, piece) is State.PUBLISHED
    await moderation.report(tx, as_member(good[3]), KIND, piece.id, "harm", "It tells people to remove the guard")
    assert await state_of(tx, piece) is State.WAITING
    with pytest.raises(NoSuchPiece):
        await moderation.report(tx, as_member(good[4]), KIND, piece.id, "harm")


async def test_somebody_reports_a_piece_once(tx: Writing) -> None:
    piece, member = a_piece(), await make_member(tx)
    await moderation.submit(tx, GUEST, piece)
    first = await moderation.report(tx, member, KIND, piece.id, "spam", "Advertising")
    again = await moderation.report(tx, member, KIND, piece.id, "hate", "Worse")
    assert again.id == first.id
    assert await tx.value("select count(*) from moderation.report") == 1
    guest = [await moderation.report(tx, GUEST, KIND, piece.id, "spam", "", "mo@example.com") for _ in range(2)]
    assert guest[0].id == guest[1].id


async def test_the_same_text_under_several_names_is_looked_at(tx: Writing) -> None:
    people = [await make_member(tx) for _ in range(4)]
    texts = [LONG, LONG.replace("three", "two"), LONG.upper(), LONG + " Really."]
    states = [await moderation.submit(tx, who, a_piece(text)) for who, text in zip(people, texts, strict=True)]
    assert states == [State.PUBLISHED, State.PUBLISHED, State.WAITING, State.WAITING]
    assert await tx.value("select array_agg(reasons order by opened_at, id) from moderation.case_") == [["check:copies"]] * 3


async def test_who_wrote_it_first_is_not_silenced_by_copying_it(tx: Writing) -> None:
    """A brigade that copies somebody's words does not catch them when they mend a letter."""
    first = a_piece(LONG)
    author = await make_member(tx)
    await moderation.submit(tx, author, first)
    await tx.run("update moderation.piece set made_at = made_at - interval '1 hour' where id = $1", first.id)
    for _ in range(5):
        await moderation.submit(tx, await make_member(tx), a_piece(LONG))
    assert await moderation.submit(tx, author, a_piece(LONG + " Still good.", id=first.id)) is State.PUBLISHED


async def test_trust_is_counted_from_what_happened(tx: Writing) -> None:
    member = await make_member(tx)
    for _ in range(3):
        await moderation.submit(tx, member, a_piece())
    await moderation.helped(tx, {member.member: 2})
    await moderation.helped(tx, {member.member: 3})
    await moderation.helped(tx, {member.member: -1})
    trust = (await moderation.trust_of(tx, [member.member]))[member.member]
    assert (trust.kept, trust.removed, trust.helpful, trust.level, trust.score) == (3, 0, 4, "new", 15.0)
    await moderation.helped(tx, {member.member: -50})
    assert (await moderation.trust_of(tx, [member.member]))[member.member].helpful == 0
