"""Topics in the database: who writes what where, what hosts do, what came of it."""

from datetime import timedelta
from uuid import UUID

import asyncpg
import pytest

from stoa.base import ids
from stoa.base.database import Writing
from stoa.base.refusals import Unknown
from stoa.community import discussions
from stoa.community.discussions import actions, hosting, outcomes, queries, store
from stoa.community.discussions import jobs as clock
from stoa.community.discussions.model import (
    EndIsPast,
    Kind,
    NewPost,
    NewTopic,
    NoSuchPost,
    NoSuchTopic,
    NotYours,
    PostId,
    PutPost,
    PutTopic,
    State,
    TopicId,
    TopicIsClosed,
    UnfitPost,
    UnfitTopic,
    Wish,
)
from stoa.people.permissions.model import SYSTEM, Role, Visitor
from stoa.people.sessions.model import GUEST
from stoa.shop import carts, catalog, orders
from stoa.shop.catalog.model import Group, NewGroup, NoSuchCategory
from tests.community.discussions.makers import make_post, make_topic
from tests.community.questions.makers import make_owner, make_thing, member
from tests.shop.shipping.makers import a_line, make_order

pytestmark = pytest.mark.anyio


async def kinds(tx: Writing, about: UUID) -> list[str]:
    return [row["kind"] for row in await tx.rows("select kind from base.event where about = $1 order by at, id", about)]


async def shown(tx: Writing, product: UUID) -> list[str]:
    body = await tx.value("select body from discussions.shown where product_id = $1 and language = 'en'", product)
    return [one["title"] for one in body or []]


async def test_a_topic_is_opened_written_in_and_shown_with_the_products_it_names(tx: Writing) -> None:
    mug, pot = await make_thing(tx), await make_thing(tx)
    topic = await make_topic(tx, text=f"Take /p/{mug.handle}, or wait.")
    ada = await member(tx)
    first = await make_post(tx, topic, f"I would rather have /p/{pot.handle} and /p/{mug.handle}.", ada)
    answer = await make_post(tx, topic, "Why?", reply_to=first)
    lifted = await make_post(tx, topic, "Because.", ada, reply_to=answer)
    thread = await discussions.find(tx, topic.handle)
    assert [one.id for one in thread.posts.items] == [first]
    assert [one.id for one in thread.replies[first]] == [answer, lifted]
    assert thread.mentions == [mug.id, pot.id]
    assert (await shown(tx, mug.id), await shown(tx, pot.id)) == ([topic.title], [topic.title])
    assert await kinds(tx, topic.id) == ["discussions.TopicOpened", *["discussions.PostWritten"] * 3]
    assert await tx.value("select number from base.version where topic = $1", f"product:{pot.id}") >= 1


async def test_the_database_refuses_a_reply_to_a_reply(tx: Writing) -> None:
    topic = await make_topic(tx)
    first = await make_post(tx, topic)
    reply = await make_post(tx, topic, "Yes.", reply_to=first)
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        async with tx.attempt():
            await tx.run(
                "insert into discussions.post (id, topic_id, text, language, reply_to, state, made_at) values ($1, $2, 'x', 'en', $3, 'published', $4)",
                ids.new(),
                topic.id,
                reply,
                tx.now,
            )


async def test_owners_are_known_by_their_orders(tx: Writing) -> None:
    mug = await make_thing(tx)
    topic = await make_topic(tx, text=f"About /p/{mug.handle}")
    owner = await make_owner(tx, mug)
    await make_post(tx, topic, "I have it.", Visitor(person=owner))
    await make_post(tx, topic, "I do not.")
    assert [one.owned for one in (await discussions.find(tx, topic.handle)).posts.items] == [[mug.id], []]


async def test_what_is_hidden_is_nowhere(tx: Writing) -> None:
    mug = await make_thing(tx)
    topic = await make_topic(tx)
    post = await make_post(tx, topic, f"See /p/{mug.handle}")
    assert await shown(tx, mug.id) == [topic.title]
    await actions.set_posts(tx, [post], State.REMOVED)
    assert await shown(tx, mug.id) == []
    assert (await discussions.find(tx, topic.handle)).posts.items == []
    with pytest.raises(NoSuchPost):
        await make_post(tx, topic, "Reply", reply_to=post)
    await actions.set_topics(tx, [topic.id], State.REMOVED)
    with pytest.raises(NoSuchTopic):
        await discussions.find(tx, topic.handle)
    with pytest.raises(NoSuchTopic):
        await make_post(tx, topic)
    assert (await discussions.topics(tx, Wish())).items.items == []


async def test_what_cannot_be_written(tx: Writing) -> None:
    topic = await make_topic(tx)
    with pytest.raises(UnfitPost):
        await make_post(tx, topic, " ")
    with pytest.raises(UnfitTopic):
        await make_topic(tx, title="")
    with pytest.raises(NoSuchPost):
        await make_post(tx, topic, reply_to=PostId(topic.id))
    other = await make_topic(tx)
    with pytest.raises(NoSuchPost):
        await make_post(tx, topic, reply_to=await make_post(tx, other))
    assert other.handle == f"{topic.handle}-2"


async def test_members_propose_and_hosts_open(tx: Writing) -> None:
    ada, host = await member(tx), await member(tx, Role.HOST)
    new = NewTopic(kind=Kind.SHOW, title="Show your shelves", text="Mine is full.", language="en")
    proposed, refused = await discussions.propose(tx, ada, new), await discussions.propose(tx, ada, new)
    for topic in (proposed, refused):
        assert (topic.proposed, topic.state) == (True, State.WAITING)
        await actions.set_topics(tx, [topic.id], State.PUBLISHED)
        with pytest.raises(NoSuchTopic):
            await discussions.find(tx, topic.handle)
    assert [one.id for one in await queries.proposed(tx)] == [proposed.id, refused.id]
    await hosting.decide_proposal(tx, host, proposed.id, opened=True)
    await hosting.decide_proposal(tx, host, refused.id, opened=False)
    assert (await discussions.find(tx, proposed.handle)).topic.author == ada.person
    with pytest.raises(NoSuchTopic):
        await discussions.find(tx, refused.handle)
    for topic in (proposed, refused):
        with pytest.raises(NoSuchTopic):
            await hosting.decide_proposal(tx, host, topic.id, opened=True)
    assert await queries.proposed(tx) == []


async def test_hosts_pin_feature_move_and_close(tx: Writing) -> None:
    host = await member(tx, Role.HOST)
    mug = await make_thing(tx)
    category = await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name="Cups")}, handle="cups"))
    below = await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name="Mugs")}, handle="mugs", parent_id=category))
    old = await make_topic(tx, host, text=f"/p/{mug.handle}", title="The old one")
    new = await make_topic(tx, host, text=f"/p/{mug.handle}", title="The new one")
    await tx.run(
        "update discussions.topic set made_at = made_at - interval '1 day', last_at = last_at - interval '1 day' where id = $1", old.id
    )
    await discussions.feature(tx, host, [old.id], True)
    assert await shown(tx, mug.id) == ["The old one", "The new one"]
    await discussions.pin(tx, host, [old.id], True)
    listed = await discussions.topics(tx, Wish())
    assert ([one.id for one in listed.pinned], [one.id for one in listed.items.items]) == ([old.id], [new.id])
    await discussions.pin(tx, host, [old.id], False)
    assert [one.id for one in (await discussions.topics(tx, Wish())).items.items] == [new.id, old.id]
    await discussions.move(tx, host, [new.id], "mugs")
    assert [one.id for one in (await discussions.topics(tx, Wish(category_id=category))).items.items] == [new.id]
    assert [one.id for one in (await discussions.topics(tx, Wish(category_id=below))).items.items] == [new.id]
    with pytest.raises(NoSuchCategory):
        await discussions.move(tx, host, [new.id], "nowhere")
    await discussions.close(tx, host, [new.id], True)
    with pytest.raises(TopicIsClosed):
        await make_post(tx, new)
    await discussions.close(tx, host, [new.id], False)
    await make_post(tx, new)
    with pytest.raises(NoSuchTopic):
        await discussions.pin(tx, host, [mug.id], True)
    assert await tx.value("select count(*) from audit.entry where verb like 'discussions.%'") >= 6


async def test_merged_topics_are_one(tx: Writing) -> None:
    host, ada = await member(tx, Role.HOST), await member(tx)
    into, source, older = [await make_topic(tx, host, title=f"Topic number {n}") for n in range(3)]
    post = await make_post(tx, source, visitor=ada)
    await make_post(tx, source, "Reply", reply_to=post)
    await discussions.merge(tx, host, [older.id], source.id)
    await discussions.merge(tx, host, [source.id], into.id)
    for topic in (into, source, older):
        thread = await discussions.find(tx, topic.handle)
        assert (thread.topic.id, [one.id for one in thread.posts.items], len(thread.replies[post])) == (into.id, [post], 1)
    assert await queries.follows(tx, ada.member, into.id)
    assert len((await discussions.topics(tx, Wish())).items.items) == 1
    await make_post(tx, source, "Still here.")


async def test_what_is_new_to_who_follows(tx: Writing) -> None:
    ada = await member(tx)
    topic = await make_topic(tx)
    await discussions.follow(tx, ada, topic.id)
    wish = Wish(followed_by=ada.member)
    assert [one.new for one in (await discussions.topics(tx, wish)).items.items] == [False]
    await tx.run("update discussions.following set seen_at = seen_at - interval '1 hour'")
    await make_post(tx, topic)
    assert [one.new for one in (await discussions.topics(tx, wish)).items.items] == [True]
    await actions.seen(tx, ada.member, topic.id)
    assert [one.new for one in (await discussions.topics(tx, wish)).items.items] == [False]
    await discussions.follow(tx, ada, topic.id, on=False)
    assert (await discussions.topics(tx, wish)).items.items == []
    assert await tx.value("select count(*) from mail.letter") == 0


async def test_who_opened_it_or_a_host_says_what_answered_it(tx: Writing) -> None:
    host, ada = await member(tx, Role.HOST), await member(tx)
    topic = await make_topic(tx, host, kind=Kind.QUESTION, question="Which pan for eggs?")
    post = await make_post(tx, topic, "Carbon steel.", ada)
    with pytest.raises(NotYours):
        await discussions.accept(tx, ada, post)
    await discussions.accept(tx, host, post)
    assert (await discussions.outcome(tx, topic.id)).answers == 1
    assert (await discussions.topics(tx, Wish())).items.items[0].answered
    await discussions.accept(tx, await member(tx, Role.HOST), post, on=False)
    assert (await discussions.outcome(tx, topic.id)).answers == 0
    await discussions.accept(tx, host, post)
    await actions.withdraw_post(tx, ada.member, post)
    assert (await discussions.outcome(tx, topic.id)).answers == 0
    with pytest.raises(NoSuchPost):
        await actions.withdraw_post(tx, ada.member, post)


async def test_what_was_ordered_from_a_topic_is_counted_and_the_cart_forgotten(tx: Writing) -> None:
    mug, other = await make_thing(tx), await make_thing(tx)
    topic, last = await make_topic(tx), await make_topic(tx)
    cart = await carts.make(tx, "eu", "en", None)
    for product in (mug, other):
        await discussions.led(tx, topic.id, cart.id, product.variants[0].id)
    await discussions.led(tx, last.id, cart.id, mug.variants[0].id)
    line = a_line(mug.variants[1].id, 2, product_id=mug.id)
    order = await make_order(tx, lines=[line], cart_id=cart.id)
    for _ in range(2):
        await outcomes.ordered(tx, order.id)
    assert (await discussions.outcome(tx, last.id)).products == {mug.id: 1}
    assert (await discussions.outcome(tx, topic.id)).orders == 0
    assert [row["product_id"] for row in await tx.rows("select product_id from discussions.led")] == [mug.id]
    stranger = await make_order(tx, lines=[a_line(other.variants[1].id, 1, product_id=other.id)])
    await outcomes.ordered(tx, stranger.id)
    assert (await discussions.outcome(tx, topic.id)).orders == 0


async def test_what_is_cancelled_was_not_bought_and_what_has_arrived_is_forgotten_but_counted(tx: Writing) -> None:
    mug, cup = await make_thing(tx), await make_thing(tx)
    topic = await make_topic(tx)
    bought = []
    for number in range(2):
        cart = await carts.make(tx, "eu", "en", None)
        for product in (mug, cup):
            await discussions.led(tx, topic.id, cart.id, product.variants[0].id)
        lines = [a_line(product.variants[number].id, 2, product_id=product.id) for product in (mug, cup)]
        order = await make_order(tx, lines=lines, cart_id=cart.id)
        await outcomes.ordered(tx, order.id)
        bought.append(order)
    first, second = bought
    assert (await discussions.outcome(tx, topic.id)).products == {mug.id: 2, cup.id: 2}
    await orders.cancel(tx, SYSTEM, first.id, "changed_mind", {first.lines[0].id: 1})
    await outcomes.cancelled(tx, first.id)
    assert (await discussions.outcome(tx, topic.id)).products == {mug.id: 2, cup.id: 2}  # one mug is left of two
    await orders.cancel(tx, SYSTEM, first.id, "changed_mind", {first.lines[0].id: 1})
    for _ in range(2):
        await outcomes.cancelled(tx, first.id)
    assert (await discussions.outcome(tx, topic.id)).products == {mug.id: 1, cup.id: 2}
    await outcomes.delivered(tx, second.id, [line.id for line in second.lines])
    left = await tx.rows("select cart_id, product_id from discussions.led")
    assert [(row["cart_id"], row["product_id"]) for row in left] == [(first.cart_id, cup.id)]
    await outcomes.cancelled(tx, second.id)
    assert (await discussions.outcome(tx, topic.id)).products == {mug.id: 1, cup.id: 2}


async def test_an_accepted_reply_to_what_was_hidden_answers_nothing(tx: Writing) -> None:
    host = await member(tx, Role.HOST)
    topic = await make_topic(tx, host)
    post = await make_post(tx, topic)
    reply = await make_post(tx, topic, "Two cups and a half.", reply_to=post)
    await discussions.accept(tx, host, reply)
    assert (await discussions.outcome(tx, topic.id)).answers == 1
    await actions.set_posts(tx, [post], State.REMOVED)
    assert (await discussions.outcome(tx, topic.id)).answers == 0


async def test_carts_that_came_to_nothing_are_forgotten(tx: Writing) -> None:
    mug = await make_thing(tx)
    topic = await make_topic(tx)
    cart = await carts.make(tx, "eu", "en", None)
    await discussions.led(tx, topic.id, cart.id, mug.variants[0].id)
    assert await outcomes.forget(tx) == 0
    await tx.run("update discussions.led set at = at - interval '61 days'")
    assert await outcomes.forget(tx) == 1


async def test_many_are_put_at_once_and_twice_changes_nothing(tx: Writing) -> None:
    mug = await make_thing(tx)
    ada, bob = await member(tx), await member(tx)
    at = tx.now - timedelta(days=50)
    wanted = [
        PutTopic(
            id=TopicId(ids.new()), kind=Kind.QUESTION, title="Which mug?", question="Which mug for cocoa?", text="Tell.", language="en",
            made_at=at, author=ada.person, followers=[ada.member, bob.member], pinned=True,
            posts=[
                PutPost(
                    text=f"This: /p/{mug.handle}", language="en", made_at=at + timedelta(days=1), author=bob.person, accepted=True,
                    replies=[PutPost(text="Thank you.", language="en", made_at=at + timedelta(days=2), author=ada.person)],
                )
            ],
        ),
        PutTopic(id=TopicId(ids.new()), kind=Kind.SHOW, title="Which mug?", text="Show it.", language="de", made_at=at),
    ]  # fmt: skip
    made = await discussions.put_topics(tx, SYSTEM, wanted)
    assert await discussions.put_topics(tx, SYSTEM, wanted) == made == [one.id for one in wanted]
    thread = await discussions.find(tx, "which-mug")
    assert (thread.topic.last_at, len(thread.posts.items), len(thread.replies), thread.outcome.answers) == (at + timedelta(days=2), 1, 1, 1)
    assert await shown(tx, mug.id) == ["Which mug?"]
    assert (await discussions.find(tx, "which-mug-2")).topic.kind is Kind.SHOW


async def test_a_guest_does_not_write(tx: Writing) -> None:
    topic = await make_topic(tx)
    with pytest.raises(Unknown):
        await discussions.post(tx, GUEST, topic.id, NewPost(text="Hello there", language="en"))


async def test_what_is_put_forward_for_a_time_ends_by_itself(tx: Writing) -> None:
    host = await member(tx, Role.HOST)
    mug = await make_thing(tx)
    old = await make_topic(tx, host, text=f"/p/{mug.handle}", title="The old one")
    await make_topic(tx, host, text=f"/p/{mug.handle}", title="The new one")
    await tx.run(
        "update discussions.topic set made_at = made_at - interval '1 day', last_at = last_at - interval '1 day' where id = $1", old.id
    )
    end = tx.now + timedelta(hours=3)
    for past in (tx.now, tx.now - timedelta(days=1)):
        with pytest.raises(EndIsPast):
            await hosting.feature(tx, host, [old.id], True, past)
    assert not (await discussions.topics(tx, Wish())).items.items[1].featured
    await hosting.feature(tx, host, [old.id], True, end)
    assert await shown(tx, mug.id) == ["The old one", "The new one"]
    assert await tx.value("select due_at from base.job where kind = 'discussions.feature_ends'") == end
    stands = (await queries.standing(tx, [old.id]))[old.id]
    assert stands.featured_until == end
    tx.now = end - timedelta(seconds=1)
    assert (await store.find_id(tx, old.id)).featured(tx.now)  # type: ignore[union-attr]
    assert [one.featured for one in (await discussions.topics(tx, Wish())).items.items] == [False, True]
    tx.now = end  # nobody has cleaned anything up
    assert not (await store.find_id(tx, old.id)).featured(tx.now)  # type: ignore[union-attr]
    assert [one.featured for one in (await discussions.topics(tx, Wish())).items.items] == [False, False]
    stands = (await queries.standing(tx, [old.id]))[old.id]
    assert (stands.featured_at, stands.featured_until) == (None, None)
    before = await tx.value("select number from base.version where topic = $1", f"product:{mug.id}")
    for _ in range(2):
        await clock.feature_ends(tx, {"topic": str(old.id)})
    assert await shown(tx, mug.id) == ["The new one", "The old one"]
    assert await tx.value("select number from base.version where topic = $1", f"product:{mug.id}") == before + 1, "kept pages fall once"
    await hosting.feature(tx, host, [old.id], True)
    assert (await queries.standing(tx, [old.id]))[old.id].featured_until is None, "a new one lasts until it is said otherwise"
