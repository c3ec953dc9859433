"""What the desk of reviews says in numbers."""

from datetime import timedelta

import pytest

from stoa.base.database import Writing
from stoa.community import reviews
from stoa.community.moderation import work
from stoa.community.moderation.jobs import count
from stoa.community.reviews import queries
from stoa.community.reviews.queries import View
from stoa.people.sessions.model import SYSTEM
from tests.community.reviews.makers import make_review
from tests.shop.catalog.makers import make_mug

pytestmark = pytest.mark.anyio


async def test_what_needs_the_shop_is_critical_or_names_a_fault_and_has_no_answer(tx: Writing) -> None:
    mug = await make_mug(tx)
    critical, praise = await make_review(tx, mug, 3), await make_review(tx, mug, 5, "It holds tea and looks lovely.")
    fault = await make_review(tx, mug, 4, "Nice colour. The handle broke after a week.")
    answered = await make_review(tx, mug, 1, "The handle broke.")
    await reviews.reply(tx, SYSTEM, answered, "We send another.")
    await reviews.refresh(tx, [mug.id])
    shown = {view: {one.id for one in (await queries.for_desk(tx, view, None)).items} for view in View}
    assert shown == {
        View.NEEDED: {critical, fault},
        View.UNANSWERED: {critical, fault, praise},
        View.CRITICAL: {critical, answered},
        View.ALL: {critical, fault, praise, answered},
    }
    assert (await queries.figures(tx)).needed == 2


async def test_time_until_a_review_can_be_read_is_the_one_that_moderation_counts(tx: Writing) -> None:
    none = await queries.figures(tx)
    assert (none.median, none.most, none.most_span) == (None, None, None)
    for kind, hours in (("review", 0), ("review", 3), ("review", None), ("answer", 9)):
        await tx.run(
            """insert into moderation.piece (kind, id, texts, language, path, state, made_at, changed_at, published_at)
            values ($1, gen_random_uuid(), '{"text": "So"}', 'en', '', $2, $3, $3, $4)""",
            kind,
            "waiting" if hours is None else "published",
            tx.now - timedelta(hours=20),
            None if hours is None else tx.now - timedelta(hours=20 - hours),
        )
    await count(tx, {})
    found, whole = await queries.figures(tx), await work.figures(tx)
    assert found.median_span == timedelta(hours=3)
    assert found.most_span == timedelta(hours=20), "what waits counts as waiting until now"
    assert (whole.written, whole.kinds["review"].written, whole.kinds["review"].most_span) == (4, 3, timedelta(hours=20))
    await tx.run("delete from moderation.piece")
