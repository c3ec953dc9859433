"""Many reviews at once: each what it says, none twice, and no file makes an owner."""

from datetime import timedelta

import msgspec

from stoa.base import ids
from stoa.base.database import Writing, statements
from stoa.community import moderation, reviews
from stoa.community.moderation.keeping import mark_link
from stoa.community.moderation.model import Verdict
from stoa.community.reviews import actions, store
from stoa.community.reviews.model import Basis, Collection, Put, PutReview, Review, ReviewId, State
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import SYSTEM
from stoa.shop import orders
from stoa.shop.catalog.model import ProductId
from tests.community.reviews.makers import a_member, a_put, make_delivered, make_owner, make_review, put
from tests.people.accounts.makers import make_person
from tests.shop.catalog.makers import make_mug


async def got(tx: Writing, review_id: ReviewId | None) -> Review:
    assert review_id is not None
    found = await store.find(tx, review_id)
    assert found is not None
    return found


async def test_everything_a_file_says_is_kept(tx: Writing) -> None:
    mug = await make_mug(tx)
    full = PutReview(
        product_id=mug.id, rating=2, made_at=tx.now - timedelta(days=400), title="Hm", text="So so.", pros="Light", cons="Loud", language="de",
        name="Ida K.", email="Ida@Mail.Example", location="Kiel", variant_id=mug.variants[1].id, aspects={"noise": 2}, context={"height": "tall"},
        picture_urls=["https://pictures.example/1.jpg"], recommends=False, helpful=7, unhelpful=1, incentivized=True,
        collection=Collection.POST_FULFILLMENT, reply="Sorry.", replied_at=tx.now, source="judgeme", source_id="r-1", extra={"curated": "ok"},
    )  # fmt: skip
    [made] = await reviews.put_reviews(tx, SYSTEM, [full])
    assert made.what == "made"
    one = await got(tx, made.id)
    for name in ("product_id", "rating", "made_at", "title", "text", "pros", "cons", "language", "name", "location", "variant_id", "aspects",
                 "context", "picture_urls", "recommends", "incentivized", "collection", "source", "source_id"):  # fmt: skip
        assert getattr(one, name) == getattr(full, name), name
    assert (one.email, one.basis, one.state, one.extra) == (
        "ida@mail.example",
        Basis.IMPORTED,
        State.PUBLISHED,
        {"curated": "ok", "votes": [7, 1]},
    )
    assert one.reply is not None
    assert (one.reply.text, one.reply.at, one.helpful) == ("Sorry.", tx.now, 0)
    rows = await tx.rows("select kind, reason from reviews.ledger order by id")
    assert [tuple(row.values()) for row in rows] == [("received", "file"), ("published", "file")]
    assert await reviews.put_reviews(tx, SYSTEM, [full, full]) == [Put(made.id, "kept"), Put(made.id, "kept")]


async def test_what_changed_in_the_file_changes_here_and_what_was_removed_stays_removed(tx: Writing) -> None:
    mug = await make_mug(tx)
    first = a_put(mug, 5, "Good", now=tx.now, source="shopify", source_id="1")
    [made] = await reviews.put_reviews(tx, SYSTEM, [first])
    changed = msgspec.structs.replace(first, rating=3, text="Less good")
    assert await reviews.put_reviews(tx, SYSTEM, [changed]) == [Put(made.id, "changed")]
    one = await got(tx, made.id)
    assert (one.rating, one.text, one.version, len(await store.edits(tx, one.id))) == (3, "Less good", 2, 1)
    await actions.move(tx, [await store.lock(tx, one.id)], State.REMOVED)
    assert await reviews.put_reviews(tx, SYSTEM, [changed]) == [Put(made.id, "kept")]
    assert (await got(tx, made.id)).state is State.REMOVED
    away = msgspec.structs.replace(a_put(mug, 4, now=tx.now, source="shopify", source_id="2"), state=State.REMOVED)
    [hidden] = await reviews.put_reviews(tx, SYSTEM, [away])
    assert await reviews.put_reviews(tx, SYSTEM, [msgspec.structs.replace(away, state=State.PUBLISHED)]) == [Put(hidden.id, "kept")]
    assert (await reviews.verify(tx)).disagree == 0


async def test_only_a_delivered_line_makes_an_owner(tx: Writing) -> None:
    mug, other = await make_mug(tx), await make_mug(tx)
    owner, order = await make_owner(tx, mug)
    sent = await make_delivered(tx, mug, state="sent")
    line = order.lines[0].id
    claims = [
        a_put(mug, 5, now=tx.now, line_id=sent.lines[0].id), a_put(other, 5, now=tx.now, line_id=line), a_put(mug, 5, now=tx.now, line_id=line),
        a_put(mug, 1, now=tx.now, line_id=line), a_put(mug, 5, now=tx.now, author=owner.person), a_put(other, 5, now=tx.now, author=owner.person),
    ]  # fmt: skip
    found = await reviews.put_reviews(tx, SYSTEM, claims)
    assert [one.what for one in found] == ["refused", "refused", "made", "refused", "refused", "made"]
    one = await got(tx, found[2].id)
    assert (one.basis, one.author, one.line_id, one.delivered_at) == (Basis.ORDER, owner.person, line, tx.now)
    assert (await got(tx, found[5].id)).basis is Basis.NONE
    again, fresh = await make_owner(tx, mug)
    await orders.mark_returned(tx, SYSTEM, fresh.id, {fresh.lines[0].id: 1})
    assert again.person is not None
    assert (await reviews.put_reviews(tx, SYSTEM, [a_put(mug, 5, now=tx.now, line_id=fresh.lines[0].id)]))[0].what == "refused"


async def test_what_is_about_nothing_is_refused_alone(tx: Writing) -> None:
    mug = await make_mug(tx)
    nothing = msgspec.structs.replace(a_put(mug, 5, now=tx.now), product_id=ProductId(ids.new()))
    found = await reviews.put_reviews(tx, SYSTEM, [nothing, a_put(mug, 0, now=tx.now), a_put(mug, 5, now=tx.now)])
    assert [one.what for one in found] == ["refused", "refused", "made"]


async def test_many_cost_as_many_statements_as_few(tx: Writing) -> None:
    mug = await make_mug(tx)

    async def cost(count: int) -> int:
        seen: list[str] = []
        token = statements.set(seen)
        try:
            await reviews.put_reviews(
                tx, SYSTEM, [a_put(mug, 1 + n % 5, f"Number {n} of {count}", now=tx.now, days=n) for n in range(count)]
            )
        finally:
            statements.reset(token)
        return len(seen)

    few = await cost(3)
    assert await cost(300) == few
    assert few < 35


async def test_they_are_listed_whole_for_files(tx: Writing) -> None:
    mug = await make_mug(tx)
    made = await put(tx, *[a_put(mug, 5, now=tx.now, days=n) for n in range(5)])
    first = await reviews.listed(tx, None, 3)
    rest = await reviews.listed(tx, first[-1].id, 3)
    assert [one.id for one in [*first, *rest]] == sorted(made)


async def test_what_is_here_by_its_id_stays_as_its_author_left_it(tx: Writing) -> None:
    mug = await make_mug(tx)
    mine = await make_review(tx, mug, 5, "Mine")
    fresh = ReviewId(ids.new())
    files = [a_put(mug, 1, "Theirs", now=tx.now, id=one, source="stoa", source_id=str(one)) for one in (mine, fresh, fresh)]
    assert await reviews.put_reviews(tx, SYSTEM, files) == [Put(mine, "kept"), Put(fresh, "made"), Put(fresh, "kept")]
    assert (await got(tx, mine)).text == "Mine"


async def test_who_has_written_of_it_is_not_made_to_write_again(tx: Writing) -> None:
    mug = await make_mug(tx)
    owner, first = await make_owner(tx, mug)
    again = await make_delivered(tx, mug, person_id=owner.person)
    await make_review(tx, mug, 5, by=owner)
    lines = {first.lines[0].id, again.lines[0].id}
    found = await reviews.put_reviews(tx, SYSTEM, [a_put(mug, 1, now=tx.now, line_id=line) for line in lines])
    assert [one.what for one in found] == ["refused", "refused"]


async def test_what_waits_in_a_file_waits_for_a_host_and_no_file_moves_what_they_decide(tx: Writing) -> None:
    mug, host = await make_mug(tx), a_member(await make_person(tx), Role.HOST)
    first = a_put(mug, 4, "Fine", now=tx.now, source="judgeme", source_id="1", state=State.WAITING)
    [made] = await reviews.put_reviews(tx, SYSTEM, [first])
    [case] = (await moderation.queue(tx)).items
    assert (case.piece_id, case.reasons) == (made.id, ["file"])
    assert await reviews.put_reviews(tx, SYSTEM, [first]) == [Put(made.id, "kept")]
    await moderation.lease(tx, host, case.id)
    await moderation.decide(tx, host, case.id, Verdict.KEPT)
    assert (await got(tx, made.id)).state is State.PUBLISHED
    assert await reviews.put_reviews(tx, SYSTEM, [first]) == [Put(made.id, "kept")]
    assert (await got(tx, made.id)).state is State.PUBLISHED


async def test_a_file_that_publishes_what_it_had_waiting_spares_the_host_a_look(tx: Writing) -> None:
    mug = await make_mug(tx)
    first = a_put(mug, 4, "Fine", now=tx.now, source="judgeme", source_id="1", state=State.WAITING)
    await put(tx, first)
    [done] = await reviews.put_reviews(tx, SYSTEM, [msgspec.structs.replace(first, state=State.PUBLISHED)])
    assert ((await got(tx, done.id)).state, done.what) == (State.PUBLISHED, "changed")
    assert (await moderation.queue(tx)).items == []


async def test_what_a_file_changes_is_looked_at_too(tx: Writing) -> None:
    mug, host = await make_mug(tx), a_member(await make_person(tx), Role.HOST)
    await mark_link(tx, host, "spam.example")
    first = a_put(mug, 4, "Fine", now=tx.now, source="judgeme", source_id="1")
    [made] = await put(tx, first)
    await put(tx, msgspec.structs.replace(first, text="See www.spam.example"))
    assert (await got(tx, made)).state is State.REMOVED
    rows = await tx.rows("select kind, reason from reviews.ledger where review_id = $1 order by id", made)
    assert [tuple(row.values()) for row in rows][-2:] == [("edited", "file"), ("rejected", "spam")]


async def test_the_shops_answers_from_files_can_be_reported(tx: Writing) -> None:
    mug, somebody = await make_mug(tx), a_member(await make_person(tx))
    [made] = await put(tx, a_put(mug, 4, "Fine", now=tx.now, source="judgeme", source_id="1", reply="Thanks."))
    assert (await moderation.report(tx, somebody, "review_reply", made, "insult")).piece_id == made


async def test_votes_of_another_shop_go_on_counting_when_somebody_votes_here(tx: Writing) -> None:
    mug, somebody = await make_mug(tx), a_member(await make_person(tx))
    [made] = await put(tx, a_put(mug, 4, "Fine", now=tx.now, source="judgeme", source_id="1", helpful=90))
    before = await tx.value("select merit from reviews.review where id = $1", made)
    await reviews.vote(tx, somebody, made, helpful=True)
    assert await tx.value("select merit from reviews.review where id = $1", made) > before
