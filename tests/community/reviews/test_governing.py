"""How moderation decides about reviews: by words alone, and with what follows in the ledger."""

import msgspec

from stoa.base.database import Writing
from stoa.community import moderation, reviews
from stoa.community.circles.model import BylineChanged
from stoa.community.moderation import keeping
from stoa.community.moderation.model import Excerpt, Level
from stoa.community.moderation.model import State as Seen
from stoa.community.reviews import governing, jobs, queries, reactions, store, submitting
from stoa.community.reviews.model import Change, State
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import SYSTEM
from tests.community.reviews.makers import a_member, make_review
from tests.people.accounts.makers import make_person
from tests.shop.catalog.makers import make_mug


async def test_who_decides_sees_no_stars(tx: Writing) -> None:
    mug = await make_mug(tx)
    one, other = await make_review(tx, mug, 1, "The same words"), await make_review(tx, mug, 5, "The same words")
    shown = await governing.show(tx, [one, other])
    assert msgspec.structs.replace(shown[one], path="") == msgspec.structs.replace(shown[other], path="")
    assert {field.name for field in msgspec.structs.fields(Excerpt)} & {"rating", "stars"} == set()
    assert await governing.stars(tx, [one, other]) == {one: 1, other: 5}


async def test_what_is_decided_is_done_and_the_ledger_says_why(tx: Writing) -> None:
    mug = await make_mug(tx)
    host = a_member(await make_person(tx))
    review_id = await make_review(tx, mug, 1, "Words")
    await governing.set_state(tx, [review_id], Seen.WAITING)
    waits = await store.find(tx, review_id)
    assert waits is not None
    assert waits.state is State.WAITING
    await governing.set_state(tx, [review_id], Seen.REMOVED)
    await governing.set_state(tx, [review_id], Seen.PUBLISHED)
    rows = await tx.rows("select kind from reviews.ledger where review_id = $1 order by id", review_id)
    assert [row["kind"] for row in rows] == ["received", "published", "held", "rejected", "restored"]
    assert (await reviews.verify(tx)).disagree == 0
    del host


async def test_a_machine_gives_its_reason_too(tx: Writing) -> None:
    await keeping.mark_link(tx, a_member(await make_person(tx), Role.HOST), "evil.example")
    mug = await make_mug(tx)
    written = await make_review(tx, mug, 1, "Look at https://evil.example/now")
    author = a_member(await make_person(tx))
    changed = await make_review(tx, mug, 4, "Holds much", by=author)
    await reviews.edit(tx, author, changed, Change(rating=4, text="Look at https://evil.example/now"))
    rows = await tx.rows("select kind, reason from reviews.ledger where review_id = any($1) order by review_id, id", [written, changed])
    assert [tuple(row) for row in rows] == [
        ("received", ""),
        ("rejected", "spam"),
        ("received", ""),
        ("published", ""),
        ("edited", ""),
        ("rejected", "spam"),
    ]
    assert (await reviews.verify(tx)).disagree == 0


async def test_a_report_can_be_made_of_what_is_shown(tx: Writing) -> None:
    mug = await make_mug(tx)
    review_id = await make_review(tx, mug, 1, "Words")
    reporter = a_member(await make_person(tx))
    rule = (await moderation.rules_of(tx, "en"))[0].code
    made = await moderation.report(tx, reporter, submitting.KIND, review_id, rule)
    assert made.piece_id == review_id


async def test_the_shops_answer_keeps_the_same_rules(tx: Writing) -> None:
    mug = await make_mug(tx)
    review_id = await make_review(tx, mug, 1)
    await reviews.reply(tx, SYSTEM, review_id, "We are sorry.")
    await governing.set_reply_state(tx, [review_id], Seen.REMOVED)
    await jobs.refresh(tx, {})
    assert (await queries.body(tx, mug.id, "en")).voices[0].reply == []
    assert (await governing.show_replies(tx, [review_id]))[review_id].paragraphs == ["We are sorry."]


async def test_a_name_changes_on_the_product_page_too(tx: Writing) -> None:
    mug = await make_mug(tx)
    author = a_member(await make_person(tx))
    await make_review(tx, mug, by=author)
    await jobs.refresh(tx, {})
    await reactions.call_them_otherwise(tx, BylineChanged(about=author.member))
    assert await tx.value("select count(*) from reviews.stale where product_id = $1", mug.id) == 1
    await jobs.refresh(tx, {})


async def test_sock_puppets_weigh_little(tx: Writing) -> None:
    mug = await make_mug(tx)
    review_id = await make_review(tx, mug)
    for _ in range(5):
        await reviews.vote(tx, a_member(await make_person(tx)), review_id, helpful=True)
    row = await tx.row("select helpful, weight_up from reviews.review where id = $1", review_id)
    assert (row["helpful"], round(row["weight_up"], 3)) == (5, round(5 * Level.NEW.weight, 3))
