"""Writing, changing, taking back, voting and answering, in the database."""

from datetime import timedelta

import pytest

from stoa.base import ids
from stoa.base.database import Writing
from stoa.community import moderation, reviews
from stoa.community.moderation.model import PutPiece
from stoa.community.moderation.model import State as Seen
from stoa.community.reviews import actions, ledger, store
from stoa.community.reviews.model import (
    Basis,
    Change,
    Collection,
    New,
    NoSuchReview,
    NotAReview,
    OwnReview,
    Review,
    ReviewedAlready,
    ReviewId,
    State,
)
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import GUEST, SYSTEM, Visitor
from stoa.shop import orders
from stoa.shop.catalog.model import NoSuchProduct, ProductId
from tests.community.moderation.makers import a_piece
from tests.community.reviews.makers import a_member, make_delivered, make_owner, make_review
from tests.people.accounts.makers import make_person
from tests.shop.catalog.makers import make_mug, make_product


async def got(tx: Writing, review_id: ReviewId) -> Review:
    found = await store.find(tx, review_id)
    assert found is not None
    return found


async def kinds(tx: Writing, review_id: ReviewId) -> list[tuple[str, int | None]]:
    rows = await tx.rows("select kind, stars from reviews.ledger where review_id = $1 order by id", review_id)
    return [(row["kind"], row["stars"]) for row in rows]


async def test_an_owner_writes_and_only_the_order_makes_them_one(tx: Writing) -> None:
    mug = await make_mug(tx)
    owner, order = await make_owner(tx, mug)
    written = await reviews.write(tx, owner, New(product_id=mug.id, rating=4, title="Nice  mug", text="Holds\r\n\n\n\nmuch."))
    one = await got(tx, written.id)
    assert (written.state, written.key) == (State.PUBLISHED, None)
    assert (one.basis, one.line_id, one.variant_id, one.delivered_at) == (Basis.ORDER, order.lines[0].id, mug.variants[0].id, tx.now)
    assert (one.author, one.title, one.text, one.owned_days) == (owner.person, "Nice mug", "Holds\n\nmuch.", 0)
    assert (one.incentivized, one.collection, one.published_at) == (False, Collection.UNSOLICITED, tx.now)
    assert await kinds(tx, one.id) == [("received", None), ("published", 4)]
    assert await tx.value("select count(*) from reviews.stale where product_id = $1", mug.id) == 1


async def test_without_an_order_anybody_may_write_and_it_is_said(tx: Writing) -> None:
    mug = await make_mug(tx)
    await make_delivered(tx, mug)
    stranger = a_member(await make_person(tx))
    assert (await got(tx, await make_review(tx, mug, 2, by=stranger))).basis is Basis.NONE
    guest = await reviews.write(tx, GUEST, New(product_id=mug.id, rating=5, name="Ida", email="Ida@Mail.Example"))
    one = await got(tx, guest.id)
    assert (one.basis, one.author, one.name, one.email, one.line_id) == (Basis.NONE, None, "Ida", "ida@mail.example", None)
    assert guest.key is not None
    assert guest.key not in str(await tx.row("select * from reviews.review where id = $1", guest.id))


async def test_what_came_back_makes_no_owner(tx: Writing) -> None:
    mug = await make_mug(tx)
    owner, order = await make_owner(tx, mug)
    await orders.mark_returned(tx, SYSTEM, order.id, {order.lines[0].id: 1})
    assert (await got(tx, await make_review(tx, mug, by=owner))).basis is Basis.NONE


async def test_one_each_and_one_a_line(tx: Writing) -> None:
    mug = await make_mug(tx)
    owner, order = await make_owner(tx, mug)
    await make_review(tx, mug, by=owner)
    with pytest.raises(ReviewedAlready):
        await make_review(tx, mug, by=owner)
    [line] = await store.owned_in(tx, order.id)
    with pytest.raises(ReviewedAlready):
        await reviews.write(tx, GUEST, New(product_id=mug.id, rating=1), line)


async def test_a_forwarded_link_makes_a_stranger_no_owner(tx: Writing) -> None:
    mug = await make_mug(tx)
    owner, order = await make_owner(tx, mug)
    [line] = await store.owned_in(tx, order.id)
    stranger = a_member(await make_person(tx))
    written = await reviews.write(tx, stranger, New(product_id=mug.id, rating=1), line)
    one = await got(tx, written.id)
    assert (one.basis, one.author) == (Basis.NONE, stranger.person)
    by_link = await got(tx, (await reviews.write(tx, GUEST, New(product_id=mug.id, rating=5), line)).id)
    assert (by_link.basis, by_link.author) == (Basis.ORDER, owner.person)
    bowl = await make_product(tx)
    other = await got(tx, (await reviews.write(tx, owner, New(product_id=bowl.id, rating=5), line)).id)
    assert other.basis is Basis.NONE


async def test_what_does_not_fit_is_named(tx: Writing) -> None:
    mug = await make_mug(tx)
    with pytest.raises(NotAReview) as refused:
        await reviews.write(tx, GUEST, New(product_id=mug.id, rating=6, title="x" * 121, text="x" * 5001, aspects={"noise": 3}))
    assert [one.pointer for one in refused.value.errors] == ["/rating", "/title", "/text", "/aspects/noise", "/email"]
    with pytest.raises(NoSuchProduct):
        await reviews.write(tx, GUEST, New(product_id=ProductId(ids.new()), rating=5, email="a@b.example"))


async def test_a_change_is_kept_and_nobody_else_makes_one(tx: Writing) -> None:
    mug = await make_mug(tx)
    owner, _ = await make_owner(tx, mug)
    review_id = await make_review(tx, mug, 5, "Lovely", by=owner)
    merchant = a_member(await make_person(tx), Role.MERCHANT)
    for other in (GUEST, merchant, SYSTEM):
        with pytest.raises(NoSuchReview):
            await reviews.edit(tx, other, review_id, Change(rating=5, text="Better"))
    await reviews.edit(tx, owner, review_id, Change(rating=2, text="Cracked after a week"))
    await reviews.edit(tx, owner, review_id, Change(rating=2, text="Cracked after a week"))
    one = await got(tx, review_id)
    assert (one.rating, one.text, one.version) == (2, "Cracked after a week", 2)
    assert [(e.version, e.before["rating"], e.before["text"]) for e in await store.edits(tx, review_id)] == [(1, 5, "Lovely")]
    assert await kinds(tx, review_id) == [("received", None), ("published", 5), ("edited", 2)]


async def test_a_guest_changes_and_takes_back_by_their_key_alone(tx: Writing) -> None:
    mug = await make_mug(tx)
    written = await reviews.write(tx, GUEST, New(product_id=mug.id, rating=5, text="Mine", name="Ida", email="i@mail.example"))
    key = written.key or ""
    await reviews.edit(tx, GUEST, written.id, Change(rating=3, text="Hm"), key)
    with pytest.raises(NoSuchReview):
        await reviews.withdraw(tx, GUEST, written.id, "guessed")
    await reviews.withdraw(tx, GUEST, written.id, key)
    one = await got(tx, written.id)
    assert (one.state, one.text, one.name, one.email, one.salt, one.rating) == (State.WITHDRAWN, "", "", None, "", 3)
    assert await store.edits(tx, written.id) == []
    assert [kind for kind, _ in await kinds(tx, written.id)] == ["received", "published", "edited", "withdrawn"]
    with pytest.raises(NoSuchReview):
        await reviews.withdraw(tx, GUEST, written.id, key)
    assert (await reviews.verify(tx)).whole


async def test_votes_are_counted_once_each_and_weigh_less_for_the_same_author(tx: Writing) -> None:
    mug, bowl = await make_mug(tx), await make_product(tx)
    author = a_member(await make_person(tx))
    first, second = await make_review(tx, mug, by=author), await make_review(tx, bowl, by=author)
    voter, other = a_member(await make_person(tx)), a_member(await make_person(tx))
    with pytest.raises(OwnReview):
        await reviews.vote(tx, author, first, helpful=True)
    for _ in range(2):
        await reviews.vote(tx, voter, first, helpful=True)
    await reviews.vote(tx, voter, second, helpful=True)
    await reviews.vote(tx, other, first, helpful=False)
    weights = await tx.rows("select weight from reviews.vote where person_id = $1 order by at, weight desc", voter.person)
    assert weights[1]["weight"] == weights[0]["weight"] / 2
    one = await got(tx, first)
    assert (one.helpful, one.unhelpful) == (1, 1)
    assert (await reviews.vote(tx, other, first, helpful=None)).unhelpful == 0


async def test_the_shop_answers_and_changes_nothing(tx: Writing) -> None:
    mug = await make_mug(tx)
    review_id = await make_review(tx, mug, 1, "It leaks")
    merchant = a_member(await make_person(tx), Role.MERCHANT)
    before = await got(tx, review_id)
    await reviews.reply(tx, merchant, review_id, "We are sorry.")
    await reviews.reply(tx, merchant, review_id, "We are sorry, and send another.")
    after = await got(tx, review_id)
    assert after.reply is not None
    assert (after.reply.text, after.rating, after.text) == ("We are sorry, and send another.", before.rating, before.text)
    assert await tx.value("select count(*) from base.event where kind = 'reviews.ReviewReplied' and about = $1", review_id) == 1
    with pytest.raises(NotAReview):
        await reviews.reply(tx, merchant, review_id, "  ")


async def test_a_removed_review_is_hidden_and_one_restored_is_back(tx: Writing) -> None:
    mug = await make_mug(tx)
    review_id = await make_review(tx, mug, 1)
    await actions.move(tx, [await store.lock(tx, review_id)], State.REMOVED, {review_id: "insults"})
    await actions.move(tx, [await store.lock(tx, review_id)], State.REMOVED, {review_id: "insults"})
    assert (await got(tx, review_id)).state is State.REMOVED
    await actions.move(tx, [await store.lock(tx, review_id)], State.PUBLISHED)
    rows = await tx.rows("select kind, reason from reviews.ledger where review_id = $1 order by id", review_id)
    assert [tuple(row.values()) for row in rows] == [("received", ""), ("published", ""), ("rejected", "insults"), ("restored", "")]
    assert (await ledger.verify(tx)).disagree == 0


async def _known(tx: Writing) -> Visitor:
    """Make somebody whom the community knows: they have written for nine days, and helped."""
    member = a_member(await make_person(tx))
    piece = PutPiece(piece=a_piece(), author=member.person, made_at=tx.now - timedelta(days=9), state=Seen.PUBLISHED)
    await moderation.put_pieces(tx, SYSTEM, [piece])
    await moderation.helped(tx, {member.member: 2})
    return member


async def _helpful(tx: Writing, member: Visitor) -> int:
    return (await moderation.trust_of(tx, [member.member]))[member.member].helpful


async def test_who_is_found_helpful_by_somebody_known_is_trusted_more(tx: Writing) -> None:
    mug, other = await make_mug(tx), await make_mug(tx)
    author, reader = a_member(await make_person(tx)), await _known(tx)
    first, second = await make_review(tx, mug, by=author), await make_review(tx, other, by=author)
    for _ in range(3):
        await reviews.vote(tx, reader, first, helpful=True)
    assert await _helpful(tx, author) == 1
    await reviews.vote(tx, reader, second, helpful=True)
    assert await _helpful(tx, author) == 1, "one voter, one credit"
    await reviews.vote(tx, reader, first, helpful=False)
    assert await _helpful(tx, author) == 0
    await reviews.vote(tx, reader, first, helpful=True)
    await reviews.vote(tx, reader, first, helpful=None)
    assert await _helpful(tx, author) == 0


async def test_a_ring_makes_nobody_trusted(tx: Writing) -> None:
    mug = await make_mug(tx)
    puppet = a_member(await make_person(tx))
    theirs = await make_review(tx, mug, by=puppet)
    for _ in range(12):
        await reviews.vote(tx, a_member(await make_person(tx)), theirs, helpful=True)
    assert await _helpful(tx, puppet) == 0
    one, other = await _known(tx), await _known(tx)
    before = await _helpful(tx, one), await _helpful(tx, other)
    mine, yours = await make_review(tx, mug, by=one), await make_review(tx, mug, by=other)
    await reviews.vote(tx, one, yours, helpful=True)
    await reviews.vote(tx, other, mine, helpful=True)
    assert (await _helpful(tx, one), await _helpful(tx, other)) == (before[0], before[1] + 1), "what is given in return does not count"
