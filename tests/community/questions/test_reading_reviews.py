"""What the answer box finds in reviews is what they say now."""

import msgspec

from stoa.base.database import Writing
from stoa.community import reviews
from stoa.community.questions import reactions
from stoa.community.reviews.model import Change, PutReview, ReviewEdited
from stoa.people.sessions.model import SYSTEM
from tests.community.reviews.makers import a_member, make_review
from tests.people.accounts.makers import make_person
from tests.shop.catalog.makers import make_mug


async def edited(tx: Writing) -> list[ReviewEdited]:
    rows = await tx.rows("select about, body from base.event where kind = 'reviews.ReviewEdited' order by id")
    return [msgspec.convert({**row["body"], "about": row["about"]}, ReviewEdited) for row in rows]


async def found(tx: Writing) -> list[str]:
    return [row["text"] for row in await tx.rows("select text from questions.passage where kind = 'review' order by number")]


async def test_what_an_author_changes_is_found_as_it_is_now(tx: Writing) -> None:
    mug, member = await make_mug(tx), a_member(await make_person(tx))
    review = await make_review(tx, mug, 4, "It keeps tea warm for an hour at least.", by=member)
    await reviews.edit(tx, member, review, Change(rating=2, text="It keeps tea warm for ten minutes only."))
    [event] = await edited(tx)
    assert (event.about, event.product_id, event.author) == (review, mug.id, member.person)
    await reactions.read_reviews_again(tx, [event])
    assert await found(tx) == ["It keeps tea warm for ten minutes only."]


async def test_what_a_file_changes_too_and_all_of_it_at_once(tx: Writing) -> None:
    mug = await make_mug(tx)

    def given(text: str) -> list[PutReview]:
        return [
            PutReview(product_id=mug.id, rating=4, made_at=tx.now, text=f"{text} {n} cups.", source="judgeme", source_id=str(n))
            for n in range(3)
        ]

    await reviews.put_reviews(tx, SYSTEM, given("It is large enough for"))
    await reviews.put_reviews(tx, SYSTEM, given("It is too small for"))
    events = await edited(tx)
    await reactions.read_reviews_again(tx, events)
    assert (len(events), sorted(await found(tx))) == (3, [f"It is too small for {n} cups." for n in range(3)])
