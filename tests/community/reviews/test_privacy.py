"""What reviews tells a person it holds, and what an erasure leaves."""

from stoa.base.database import Writing
from stoa.community import reviews
from stoa.community.reviews import privacy, queries, reactions, store
from stoa.community.reviews.model import Basis, Change
from stoa.shop.orders.model import OrderDelivered
from tests.community.reviews.makers import a_member, make_owner, make_review
from tests.people.accounts.makers import make_person
from tests.shop.catalog.makers import make_mug


async def test_words_and_votes_are_told_and_an_erasure_leaves_the_review_without_a_name(tx: Writing) -> None:
    mug = await make_mug(tx)
    owner, order = await make_owner(tx, mug)
    await reactions.plan_to_ask(tx, OrderDelivered(about=order.id, lines={order.lines[0].id: 1}))
    other = a_member(await make_person(tx))
    mine, theirs = await make_review(tx, mug, 5, "Mine", by=owner), await make_review(tx, mug, 1, "Theirs", by=other)
    await reviews.edit(tx, owner, mine, Change(rating=4, text="Mine, still"))
    await reviews.vote(tx, owner, theirs, helpful=True)
    assert owner.person is not None
    told = await privacy.export(tx, owner.person)
    assert [(one["text"], one["edits"][0]["before"]["text"]) for one in told["reviews"]] == [("Mine, still", "Mine")]
    assert [one["review_id"] for one in told["votes"]] == [theirs]
    for _ in range(2):
        await privacy.erase(tx, owner.person)
    one = await store.find(tx, mine)
    assert one is not None
    assert (one.author, one.name, one.text, one.basis) == (None, "", "Mine, still", Basis.ORDER)
    voted = await store.find(tx, theirs)
    assert voted is not None
    assert (voted.helpful, voted.text, voted.author) == (0, "Theirs", other.person)
    assert await queries.voted(tx, owner.person, [theirs]) == {}
    assert await tx.value("select count(*) from reviews.request") == 0
    assert await privacy.export(tx, owner.person) == {"reviews": [], "votes": []}


async def test_a_mailbox_that_comes_back_has_one_voice(tx: Writing) -> None:
    """Whoever has themselves forgotten takes their votes along, with the trust that they gave, and begins anew."""
    author = a_member(await make_person(tx))
    theirs = await make_review(tx, await make_mug(tx), 4, "Theirs", by=author)
    for _ in range(3):
        voter = a_member(await make_person(tx, email="again@mail.example"))
        await reviews.vote(tx, voter, theirs, helpful=True)
        await tx.run("update reviews.vote set credited = true where person_id = $1", voter.person)
        await tx.run(
            "insert into moderation.conduct (person_id, helpful) values ($1, 1) on conflict (person_id) do update set helpful = 1",
            author.person,
        )
        before = await store.find(tx, theirs)
        assert before is not None
        assert before.helpful == 1
        await privacy.erase(tx, voter.member)
        await tx.run("update accounts.person set email = null, name = '', erased_at = $2 where id = $1", voter.person, tx.now)
        assert await tx.value("select helpful from moderation.conduct where person_id = $1", author.person) == 0
    after = await store.find(tx, theirs)
    assert after is not None
    assert (after.helpful, await tx.value("select count(*) from reviews.vote")) == (0, 0)
    assert await tx.value("select weight_up from reviews.review where id = $1", theirs) == 0
