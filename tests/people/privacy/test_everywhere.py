"""An erasure reaches every room: what somebody was called, and their address, is in no column of any table."""

from stoa.base import jobs
from stoa.base.database import Database, Reading, Writing
from stoa.community import circles, discussions, members, moderation, questions, wish_lists
from stoa.community.circles.model import Audience, Kind, NewMember
from stoa.community.discussions.model import Kind as About
from stoa.community.discussions.model import NewPost, NewTopic
from stoa.community.moderation.model import Verdict
from stoa.community.questions.model import New as NewRequest
from stoa.community.wish_lists import claiming
from stoa.community.wish_lists.model import Role as ListRole
from stoa.community.wish_lists.model import Settings, Who
from stoa.deals.group_buys import actions as groups
from stoa.deals.group_buys.model import Kind as Sort
from stoa.deals.group_buys.model import NewDeal, Tier
from stoa.people import privacy, profiles
from stoa.people.permissions.model import Role, Visitor
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import SYSTEM
from stoa.shop import checkout, orders
from stoa.shop.orders.model import OrderId
from tests.community.questions.makers import as_visitor, make_answer, make_question, own
from tests.community.reviews.makers import make_review
from tests.community.wish_lists.makers import Wishes, make_wishes
from tests.people.accounts.makers import PASSWORD, make_person
from tests.people.sessions.makers import make_session
from tests.shop.checkout.makers import RETURN, a_buyer

MAIL, NAME, BYLINE, ABOUT = "quendolin@example.com", "Quendolin Zwirbelfeld", "Quendi Z.", "Baker of quarkstollen"
RECIPIENT, MESSAGE, GIVER = "Ottokar Zwirbelfeld", "For our crooked rooftop", "Auntie Quendi"
STREET = "Wirbelgasse 77"
HERE = Address(name=NAME, line1=STREET, city="Ulm", postal_code="89073", country="DE")
WORDS = (MAIL, NAME, BYLINE, "quendi-z", ABOUT, RECIPIENT, MESSAGE, GIVER, STREET, "quendi", "zwirbel")

UNTIL_IT_ENDS = {"orders.order.email", "orders.order.shipping_address", "orders.order.billing_address", "orders.order.message"}
"""What an order that is still on its way needs to arrive, and loses when it has ended."""
KEPT = {
    "mail.letter.text": "what the shop got in its own letter box from somebody who asked it: 90 days",
    "mail.letter.html": "the same letters",
}
"""The columns that may still hold a word of theirs, and why."""
KNOWN = {
    "accounts.person.id": "an account without a name, so that the id is nobody else's",
    "audit.entry.about": "whom the staff erased: ids, no names, and cannot be changed",
    "base.event.about": "what happened: ids and amounts",
    "base.event.body": "likewise",
    "orders.erasure.person_id": "whose orders lose their names when they end",
    "moderation.piece.id": "a public name about which something was decided: the piece without its words",
    "moderation.case_.piece_id": "the case about it",
    "moderation.decision.piece_id": "the decision about it",
    "moderation.report.piece_id": "the report of it",
}
"""The columns that may still hold the id, which names nobody any more, and why."""


async def words_left(read: Reading, *words: str) -> dict[str, set[str]]:
    """Return in which columns, of all tables of all rooms, which of the words still are."""
    columns = await read.rows(
        """select format('%I.%I', c.table_schema, c.table_name) as t, quote_ident(c.column_name) as c,
            c.table_schema || '.' || c.table_name || '.' || c.column_name as name from information_schema.columns c
        join information_schema.tables using (table_schema, table_name)
        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
            and c.data_type in ('text', 'character varying', 'jsonb', 'json', 'ARRAY', 'bytea', 'uuid', 'tsvector', 'USER-DEFINED')"""
    )
    found: dict[str, set[str]] = {}
    for row in columns:
        text = (
            f"case when pg_typeof({row['c']}) = 'bytea'::regtype then encode({row['c']}::text::bytea, 'escape') else {row['c']}::text end"
        )
        for word in words:
            if await read.value(f"select exists (select from {row['t']} where {text} ilike '%' || $1 || '%')", word):
                found.setdefault(row["name"], set()).add(word)
    return found


async def live(tx: Writing, me: Visitor, other: Visitor, host: Visitor, wishes: Wishes) -> None:
    """Do everything that leaves a name."""
    assert me.person is not None
    mug = wishes.shop.product
    await profiles.add_address(tx, me.person, HERE)
    await make_session(tx, me.person)
    await own(tx, me.person, mug)
    await tx.run("update orders.order set email = $2, message = $3 where person_id = $1", me.person, MAIL, MESSAGE)
    await members.introduce(tx, me, NewMember(byline=BYLINE, about=ABOUT), language="en")
    await circles.show(tx, me, Kind.PAGE, Audience.EVERYONE)
    await make_review(tx, mug, 4, "It holds tea.", by=me)
    question = await make_question(tx, mug, "Does the handle get hot?", me)
    await make_answer(tx, question, "Yes, it does.", other)
    await make_answer(tx, await make_question(tx, mug, "Is it very heavy?", other), "No, it is light.", me)
    await questions.ask(tx, me, NewRequest(product_id=mug.id, text=f"Where is my parcel, order 1234? {NAME}", language="en"))
    topic = await discussions.open_topic(tx, host, NewTopic(kind=About.GUIDE, title="Which mug", text="Try it.", language="en"))
    await discussions.post(tx, me, topic.id, NewPost(text="This one.", language="en"))
    mine = await wish_lists.make(tx, me.person, Settings(title=f"Of {BYLINE}", recipient=RECIPIENT, message=MESSAGE), "eu", "en")
    entry = await wish_lists.save(tx, me, Who(me.person), wishes.shop.variant, "eu", "en", list_id=mine.id)
    await tx.run("update wish_lists.entry set note = $2 where id = $1", entry.id, MESSAGE)
    await wish_lists.share(tx, Who(me.person), mine.id)
    await claiming.claim(tx, wishes.list, ListRole.GIVER, wishes.entry.id, Who(me.person), GIVER, 1)
    await moderation.report(tx, me, "question", question, "spam", f"So says {NAME}")


async def join_a_group(db: Database, me: Visitor, wishes: Wishes) -> OrderId:
    """Pay for the first place of a team; return its order."""
    async with db.writing() as tx:
        new = NewDeal(
            kind=Sort.TEAM, product_id=wishes.shop.product.id, market="eu", title={"en": "Together"}, tiers=(Tier(3, 20),), minimum=3
        )
        deal = await groups.plan(tx, SYSTEM, new)
        _, cart = await groups.start(tx, me, deal, wishes.shop.variant, "en")
    placed = await checkout.place(db, me, cart, a_buyer(email=MAIL, address=HERE, message=MESSAGE), RETURN)
    return placed.order.id


async def take_away(tx: Writing, host: Visitor, reporter: Visitor, kind: str) -> None:
    """Have a host take away the newest piece of a kind, so that there is evidence."""
    piece = await tx.value("select id from moderation.piece where kind = $1 and texts::text ~* 'quendi|zwirbel'", kind)
    await moderation.report(tx, reporter, kind, piece, "privacy", "That is a private matter")
    case = None
    while case is None or await tx.value("select piece_id from moderation.case_ where id = $1", case) != piece:
        case = await moderation.lease(tx, host)
        assert case is not None
        if await tx.value("select piece_id from moderation.case_ where id = $1", case) != piece:
            await moderation.decide(tx, host, case, Verdict.KEPT, None, "")
    await moderation.decide(tx, host, case, Verdict.REMOVED, "privacy", "It names somebody")


async def test_nothing_in_any_table_says_who_it_was(db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx, title="Other day")
        person = await make_person(tx, email=MAIL, name=NAME, password=PASSWORD)
        me = as_visitor(person, email=MAIL)
        other = as_visitor(await make_person(tx, name="Bo"))
        host = as_visitor(await make_person(tx, name="Hanna", roles=frozenset({Role.HOST})), Role.HOST, Role.MERCHANT)
        await live(tx, me, other, host, wishes)
    order = await join_a_group(db, me, wishes)
    await jobs.drain(db)
    async with db.reading() as read:
        before = await words_left(read, *WORDS)
    expected = {
        "accounts.person.email",
        "circles.member.byline",
        "moderation.piece.texts",
        "wish_lists.claim.name",
        "wish_lists.list.recipient",
    }
    assert expected <= set(before), "the scan finds what is there"
    async with db.writing() as tx:
        for kind in ("member", "list", "claim"):
            await take_away(tx, host, other, kind)
    await jobs.drain(db)
    async with db.writing() as tx:
        assert await tx.value("select count(*) from moderation.evidence where texts <> '{}'") == 3
        await privacy.erase(tx, SYSTEM, person)
    await jobs.drain(db)
    async with db.writing() as tx:
        left = await words_left(tx, *WORDS)
        assert set(left) - set(KEPT) == UNTIL_IT_ENDS
        await orders.cancel(tx, SYSTEM, order, "The group is over", by_staff=True)
    await jobs.drain(db)
    async with db.writing() as tx:
        await jobs.enqueue(tx, "orders.forget")
    await jobs.drain(db)
    async with db.reading() as read:
        left, known = await words_left(read, *WORDS), await words_left(read, str(person))
        assert await read.value("select count(*) from moderation.decision where verdict = 'removed'") == 3
    assert {column: words for column, words in left.items() if column not in KEPT} == {}
    assert {column for column in known if column not in KNOWN} == set()
    assert (set(left), set(known)) == (set(KEPT), set(KNOWN)), "what is gone needs no reason any more"
