"""What the community's pages need to be seen by everybody who may: made through the rooms' doors in the stocked shop, once."""

import hashlib
from datetime import timedelta
from typing import Any

import httpx
import msgspec

from stoa.app.demo.cast import CAST
from stoa.base import ids
from stoa.base.database import Writing
from stoa.base.http.visits import SESSION_COOKIE
from stoa.community import discussions, members, moderation, questions, reviews, wish_lists
from stoa.community.circles import actions as circles
from stoa.community.circles.model import Audience, Kind, NewMember, PutFollow
from stoa.community.discussions.model import Kind as TopicKind
from stoa.community.discussions.model import NewPost, NewTopic
from stoa.community.moderation import actions as deciding
from stoa.community.moderation import keeping
from stoa.community.moderation.model import Verb, Verdict
from stoa.community.questions.model import New as NewQuestion
from stoa.community.questions.model import NewAnswer
from stoa.community.reviews.model import New as NewReview
from stoa.community.wish_lists import joining, pooling
from stoa.community.wish_lists.model import Kind as ListKind
from stoa.community.wish_lists.model import Settings, Who
from stoa.people.permissions.model import GUEST, PersonId, Role, Visitor, granted
from stoa.people.sessions.model import SYSTEM
from tests.browser.conftest import Shop

LINK, BACK = "an-answers-link-as-a-letter-has-it", "a-link-that-takes-an-answer-back"
WRITE = "a-reviews-link-as-a-letter-has-it"
Paths = dict[str, list[str]]
_made: dict[str, Paths] = {}


class Company(msgspec.Struct):
    """Those who meet, and the product that they talk of."""

    mara: Visitor
    friend: Visitor
    host: Visitor
    product: Any
    paths: Paths

    def add(self, who: str, *paths: str) -> None:
        self.paths.setdefault(who, []).extend(paths)


async def community(shop: Shop) -> Paths:
    """Return the community's addresses for guests and each of the cast."""
    if shop.url not in _made:
        async with shop.db.writing() as tx:
            one = await _company(tx)
            for make in (_members, _reviews, _questions, _topics, _lists, _moderation):
                await make(tx, one)
            await _keep_links(tx)
        one.add("shopper", await _contribution(shop, one.paths["guest"]))
        _made[shop.url] = one.paths
    return _made[shop.url]


async def _keep_links(tx: Writing) -> None:
    """Have links last however far journeys in the same shop move its clock meanwhile: which come first is for the run to say."""
    later = tx.now + timedelta(days=400)
    for sql in (
        "update circles.invitation set until_at = $1 where until_at > $2",
        "update wish_lists.invitation set until = $1 where until > $2",
        "update questions.asked set until_at = $1 where until_at > $2",
        "update reviews.link set until_at = $1 where until_at > $2",
    ):
        await tx.run(sql, later, tx.now)


async def _company(tx: Writing) -> Company:
    async def visitor(sql: str, *facts: object, role: Role = Role.SHOPPER) -> Visitor:
        row = await tx.row(f"select id, email, name from accounts.person where {sql} limit 1", *facts)
        held = frozenset({Role.SHOPPER, role})
        return Visitor(person=PersonId(row["id"]), email=row["email"], name=row["name"], roles=held, permissions=granted(held))

    mara = await visitor("email = $1", CAST["shopper"].email)
    friend = await visitor("id in (select person_id from profiles.address where country = 'DE') and id <> $1 order by id desc", mara.person)
    host = await visitor("email = $1", CAST["moderator"].email, role=Role.HOST)
    product = await tx.row(
        """select p.id, p.handle, c.handle as category, c.id as category_id, o.order_id,
            (select v.id from catalog.variant v where v.product_id = p.id order by v.position limit 1) as variant
        from orders.owned o join catalog.product p on p.id = o.product_id join catalog.category c on c.id = p.category_id
        where o.person_id = $1 and p.state = 'active' and not exists (select from reviews.review where author = $1 and product_id = p.id)
        order by p.handle limit 1""",
        mara.person,
    )
    return Company(mara, friend, host, product, {})


async def _members(tx: Writing, one: Company) -> None:
    assert one.mara.person
    assert one.friend.person
    for who, name in ((one.mara, "Mara L."), (one.friend, "Kim at the stove")):
        made = await members.introduce(tx, who, NewMember(byline=name, about="Cooks for four, most evenings."), language="en")
        for kind in (Kind.PAGE, Kind.PURCHASES, Kind.REVIEWS, Kind.QUESTIONS):
            await circles.show(tx, who, kind, Audience.EVERYONE)
        one.add("guest", f"/people/{made.handle}")
        one.add("shopper", f"/people/{made.handle}")
    both = [PutFollow(one.mara.person, one.friend.person, True), PutFollow(one.friend.person, one.mara.person, True)]
    await circles.put_follows(tx, SYSTEM, both)
    one.add("guest", await circles.invite(tx, one.friend))
    await circles.invite(tx, one.mara)
    one.add("shopper", "/account/circle", "/account/showing", "/account/showing/page", f"/p/{one.product['handle']}")


async def _reviews(tx: Writing, one: Company) -> None:
    at, product = f"/p/{one.product['handle']}", one.product["id"]
    said = NewReview(
        product_id=product, rating=4, title="Sturdy", text="It pours well and it stays warm for an hour. The lid is a bit loose."
    )
    guest = await reviews.write(tx, GUEST, msgspec.structs.replace(said, name="Ina", email="ina@mail.example"))
    own = await reviews.write(
        tx, one.mara, NewReview(product_id=product, rating=5, text="We use it every day since spring, and it looks new.")
    )
    await reviews.reply(tx, one.host, guest.id, "Thank you. Turn the lid to the left until it clicks.")
    await reviews.refresh(tx, [product])
    order = await tx.value(
        """select o.order_id from orders.owned o where o.person_id <> $1 and o.order_id not in (select order_id from reviews.link)
        order by o.order_id desc limit 1""",
        one.mara.person,
    )
    digest = hashlib.sha256(WRITE.encode()).hexdigest()
    await tx.run("insert into reviews.link (digest, order_id, until_at) values ($1, $2, $3)", digest, order, tx.now + timedelta(days=9))
    review = ids.show("rev", guest.id)
    one.add(
        "guest",
        at,
        f"{at}/reviews",
        f"{at}/reviews?stars=1",
        f"{at}/review",
        f"/reviews/{review}",
        f"/reviews/{review}/edit?key={guest.key}",
    )
    one.add(
        "guest",
        "/reviews/method",
        "/reviews/ledger?check",
        f"/reviews/write/{WRITE}",
        f"/reviews/write/{WRITE}/stop",
        f"/report/review/{review}",
    )
    one.add("shopper", "/account/reviews", f"/reviews/{ids.show('rev', own.id)}", f"/reviews/{review}/helpful")
    one.add("merchant", "/desk/community/exchange", "/desk/reviews", f"/desk/reviews/{review}", "/desk/reviews/settings")
    one.add("moderator", f"/desk/community/forward/review/{review}")


async def _questions(tx: Writing, one: Company) -> None:
    assert one.mara.person
    at = f"/p/{one.product['handle']}"

    async def ask(text: str) -> Any:
        return await questions.ask(
            tx, GUEST, NewQuestion(product_id=one.product["id"], text=text, language="en", name="Bo", email="bo@mail.example")
        )

    async def send(question: Any, token: str) -> None:
        until = tx.now + timedelta(days=9)
        sql = "insert into questions.asked (question_id, person_id, at, digest, until_at) values ($1, $2, $3, $4, $5)"
        await tx.run(sql, question, one.mara.person, tx.now, hashlib.sha256(token.encode()).digest(), until)

    first, waits, linked = [
        await ask(text) for text in ("Is the handle too hot to hold?", "Does it chip when it falls?", "How heavy is it when full?")
    ]
    await questions.answer(tx, one.friend, first.question_id, NewAnswer(text="Warm, never hot. I lift it without a cloth.", language="en"))
    await send(waits.question_id, LINK)
    await send(linked.question_id, "a link that was used")
    await questions.answer_by_link(tx, "a link that was used", "About a kilo and a half, I would say.")
    await tx.run(
        "update questions.asked set disown = $2 where question_id = $1", linked.question_id, hashlib.sha256(BACK.encode()).digest()
    )
    shops = await ask("Where is my order 10234?")
    answered, open_ = ids.show("que", first.question_id), ids.show("que", waits.question_id)
    one.add(
        "guest",
        f"{at}/questions",
        f"{at}/question",
        f"/questions/{answered}",
        f"/questions/{open_}/quiet?key={waits.key}",
        "/questions/received",
    )
    one.add("guest", f"/questions/requests/{ids.show('ask', shops.request_id)}?key={shops.key}")
    one.add("guest", f"/answer/{LINK}", f"/answer/back/{BACK}", "/answer/done/unknown", f"/report/question/{answered}")
    one.add("shopper", "/account/questions", f"/questions/{open_}")
    one.add("merchant", "/desk/questions", "/desk/questions?view=unanswered")
    one.add("moderator", "/desk/community/questions", f"/desk/community/talk/new?question={answered}")


async def _topics(tx: Writing, one: Company) -> None:
    new = NewTopic(
        kind=TopicKind.GUIDE,
        title="Which one for a small kitchen",
        text=f"It depends on your shelf. Ours is a /p/{one.product['handle']}.",
        language="en",
        category_id=one.product["category_id"],
        products=[one.product["id"]],
    )
    topic = await discussions.open_topic(tx, one.host, new)
    post, _ = await discussions.post(tx, one.mara, topic.id, NewPost(text="I keep mine on the window sill.", language="en"))
    await discussions.post(tx, one.friend, topic.id, NewPost(text="Does the sun not fade it?", language="en", reply_to=post))
    await discussions.follow(tx, one.mara, topic.id)
    await discussions.propose(tx, one.mara, msgspec.structs.replace(new, title="What do you keep on the sill?", products=[]))
    one.add("guest", "/talk", f"/talk/{one.product['category']}", f"/talk/t/{topic.handle}")
    one.add("shopper", "/account/talk", "/talk/proposal", f"/talk/t/{topic.handle}")
    one.add("moderator", "/desk/community/talk", "/desk/community/talk/new", f"/talk/t/{topic.handle}")


async def _lists(tx: Writing, one: Company) -> None:
    assert one.friend.person
    assert one.mara.person
    variants = await tx.rows(
        """select v.id from catalog.variant v join catalog.product p on p.id = v.product_id join stock.component c on c.variant_id = v.id
        join stock.item i on i.id = c.item_id where p.state = 'active' and i.on_hand - i.allocated > 5 order by p.handle, v.position limit 3"""
    )
    address = await tx.value("select id from profiles.address where person_id = $1 limit 1", one.friend.person)
    theirs, mine = Who(one.friend.person), Who(one.mara.person)
    registry = Settings(title="Our wedding", kind=ListKind.REGISTRY, recipient="Kim and Jo", address_id=address)
    made = await wish_lists.make(tx, one.friend.person, registry, "eu", "en")
    entries = [await wish_lists.save(tx, one.friend, theirs, row["id"], "eu", "en", list_id=made.id) for row in variants[:2]]
    shared = await wish_lists.share(tx, theirs, made.id)
    opened, _ = await wish_lists.by_link(tx, shared.removeprefix("/l/"), theirs)
    pool = await pooling.open_pool(tx, opened, entries[1].id, theirs, None)
    joined = await joining.invite(tx, theirs, made.id, surprised=False)
    own = await wish_lists.make(tx, one.mara.person, Settings(title="For the garden"), "eu", "en")
    entry = await wish_lists.save(tx, one.mara, mine, variants[0]["id"], "eu", "en", list_id=own.id)
    await wish_lists.save(tx, one.mara, mine, variants[2]["id"], "eu", "en")
    at = own.path
    one.add(
        "guest",
        "/saved",
        "/promises",
        shared,
        f"{shared}/entries/{ids.show('ent', entries[0].id)}",
        f"{shared}/pools/{ids.show('pol', pool)}",
    )
    one.add(
        "shopper",
        "/saved",
        "/account/lists",
        at,
        f"{at}/settings",
        f"{at}/entries/{ids.show('ent', entry.id)}",
        f"/lists/join/{joined.secret}",
    )


async def _moderation(tx: Writing, one: Company) -> None:
    product = one.product["id"]
    bad = await reviews.write(
        tx, GUEST, NewReview(product_id=product, rating=1, text="Buy at my own shop, it is cheaper there.", email="bad@mail.example")
    )
    case = await deciding.look_at(tx, one.host, "review", bad.id)
    gone = await moderation.decide(tx, one.host, case, Verdict.REMOVED, "spam", "It advertises another shop.")
    topic = await tx.value("select id from discussions.topic where state = 'published' order by id desc limit 1")
    post, _ = await discussions.post(tx, one.mara, topic, NewPost(text="All of this is nothing but talk.", language="en"))
    case = await deciding.look_at(tx, one.host, "post", post)
    mine = await moderation.decide(tx, one.host, case, Verdict.REMOVED, "off_topic", "It says nothing of the matter.")
    appeal = await moderation.appeal(tx, one.mara, mine.id, "I meant the kettles.")
    review = await tx.value("select id from reviews.review where email = 'ina@mail.example' order by id desc limit 1")
    report = await moderation.report(tx, GUEST, "review", review, "fake", "It is the same as elsewhere.", "eva@mail.example", name="Eva")
    waits = await tx.value("select id from moderation.case_ where piece_id = $1 and decided_at is null", review)
    texts = {"en": {"title": "Worth reading", "text": "What helped most this month."}, "de": {"title": "Lesenswert", "text": "Was half."}}
    await keeping.make_collection(tx, one.host, "worth-reading", texts)
    await moderation.curate(tx, one.host, Verb.COLLECT, "review", [review], to="worth-reading")
    one.add(
        "guest",
        "/rules",
        f"/reports/{ids.show('rpt', report.id)}?key={report.key}",
        f"/reports/{ids.show('rpt', report.id)}/not-me?key={report.letter_key}",
        f"/decisions/{ids.show('dec', gone.id)}?key={gone.key}",
    )
    one.add("guest", "/collected", "/collected/worth-reading")
    one.add("shopper", "/account/decisions", f"/decisions/{ids.show('dec', mine.id)}")
    desk = "/desk/community"
    one.add(
        "moderator",
        desk,
        *(f"{desk}/{name}" for name in ("queue", "decisions", "appeals", "rules", "rules/spam", "links", "bias", "people", "models")),
    )
    one.add("moderator", f"{desk}/collections", f"{desk}/queue/{ids.show('cas', waits)}", f"{desk}/decisions/{ids.show('dec', gone.id)}")
    one.add("moderator", f"{desk}/appeals/{ids.show('apl', appeal)}", "/desk")


async def _contribution(shop: Shop, paths: list[str]) -> str:
    """Have Mara give a part of the friend's wish; return where she is thanked."""
    [pool] = [path for path in paths if "/pools/" in path]
    cookies = {SESSION_COOKIE: await shop.token("shopper")}
    async with httpx.AsyncClient(base_url=shop.url, headers={"origin": shop.url}, cookies=cookies, timeout=60) as client:
        form = {"amount": "3", "name": "Mara", "email": CAST["shopper"].email, "payment": "sandbox:tok_ok"}
        answer = await client.post(pool, data=form)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]
