"""Nothing is lost (X-4): every row of every kind goes out, and comes back in an empty shop as it was."""

import json
import re
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from stoa.base import ids
from stoa.base.database import Database, Reading, Writing
from stoa.base.files import kept
from stoa.community import circles, discussions, members, questions, wish_lists
from stoa.community.circles.model import Audience, NewMember, PutFollow, Source
from stoa.community.circles.model import Kind as Shown
from stoa.community.discussions import deriving, hosting
from stoa.community.discussions.model import Kind as About
from stoa.community.discussions.model import NewPost, NewTopic, PostId
from stoa.community.exchange.model import Kind
from stoa.community.moderation.model import State
from stoa.community.questions import actions as asking
from stoa.community.questions.model import New, NewAnswer, Urgent
from stoa.community.wish_lists import claiming, joining
from stoa.community.wish_lists import store as lists
from stoa.community.wish_lists.model import Kind as Sort
from stoa.community.wish_lists.model import Role, Settings, View, Who
from stoa.people.permissions.model import GUEST, Visitor
from stoa.people.permissions.model import Role as Staff
from stoa.shop.catalog.model import NewVariant, Product
from tests.community.exchange.makers import bring, taken_out
from tests.community.questions.makers import as_visitor, make_answer, make_question, own
from tests.conftest import fresh_database
from tests.people.accounts.makers import make_person
from tests.shop.catalog.makers import make_mug, make_priced

ROOMS = Path(circles.__file__).parent.parent
NAMES = ("ada", "bo", "cy", "host")


class Shop(msgspec.Struct):
    """A shop with its goods and people: the same in both, by other ids."""

    db: Database
    mug: Product
    cup: Product
    people: dict[str, Visitor]

    def names(self) -> dict[str, str]:
        """Return what ids of this shop mean in any."""
        found = {str(visitor.member): f"<{name}>" for name, visitor in self.people.items()}
        for product in (self.mug, self.cup):
            found[str(product.id)] = f"<{product.handle}>"
            found |= {str(variant.id): f"<{product.handle} {number}>" for number, variant in enumerate(product.variants)}
        return found


async def open_shop(db: Database) -> Shop:
    async with db.writing() as tx:
        mug = await make_mug(tx, handle="mug", variants=[NewVariant(choices=["clay"], sku="MUG-C"), NewVariant(choices=["sage"])])
        cup = await make_mug(
            tx, handle="cup", variants=[NewVariant(choices=["clay"], sku="CUP-C"), NewVariant(choices=["sage"], sku="CUP-S")]
        )
        for product in (mug, cup):
            await make_priced(tx, product, 1200, 1300)
        people = {name: await make_person(tx, email=f"{name}@example.com") for name in NAMES}
        await own(tx, people["bo"], mug)
        await tx.run("update orders.order set placed_at = date_trunc('day', placed_at), made_at = date_trunc('day', made_at)")
    roles = {"host": (Staff.HOST, Staff.MERCHANT)}
    return Shop(db, mug, cup, {name: as_visitor(one, *roles.get(name, ()), email=f"{name}@example.com") for name, one in people.items()})


@pytest.fixture
async def full(db: Database) -> Shop:
    return await open_shop(db)


@pytest.fixture
async def empty(server: str, db: Database) -> AsyncIterator[Shop]:
    async with fresh_database(server) as url:
        other = Database(url, now=db._now)
        await other.open()
        yield await open_shop(other)
        await other.close()


MADE = {"questions.passage", "questions.shown", "discussions.mention", "discussions.shown"}
"""What is made of other rows whenever they change: compared all the same."""
NOT_OF_PEOPLE = {"questions.policy", "discussions.led", "discussions.came"}
"""A setting of the shop, and carts and lines of orders, which are in no file."""


async def every_row(read: Reading, shop: Shop, schema: str) -> dict[str, list[str]]:
    """Return every row of every table of a room, with names for ids that differ from shop to shop."""
    tables = await read.rows(
        "select table_name::text as name from information_schema.tables where table_schema = $1 and table_type = 'BASE TABLE'", schema
    )
    found: dict[str, list[str]] = {}
    for name in sorted(f"{schema}.{row['name']}" for row in tables):
        rows = [json.dumps(row["row"], sort_keys=True) for row in await read.rows(f"select to_jsonb(t) as row from {name} t")]
        for word, meaning in shop.names().items():
            rows = [row.replace(word, meaning).replace(word.replace("-", ""), meaning) for row in rows]
        found[name] = sorted(rows)
    return found


async def there_and_back(full: Shop, empty: Shop, folder: Path, kind: Kind, schema: str) -> dict[str, list[str]]:
    """Bring the file of one shop into the other, twice, and the first; return the rows, which are the same in both."""
    text = await taken_out(full.db, kind=kind)
    report = await bring(empty.db, folder, text, "own.jsonl", kind)
    assert (report.made, report.errors) == (report.rows, [])
    async with full.db.reading() as one, empty.db.reading() as other:
        before, after = await every_row(one, full, schema), await every_row(other, empty, schema)
    for table in before:
        if table not in NOT_OF_PEOPLE:
            assert after[table] == before[table], table
    for shop in (full, empty):
        report = await bring(shop.db, folder, text, "own.jsonl", kind)
        assert (report.unchanged, report.errors) == (report.rows, [])
        async with shop.db.reading() as read:
            assert await every_row(read, shop, schema) == (before if shop is full else after)
            assert sorted(await taken_out(shop.db, kind=kind)) == sorted(text)
    return before


def states(rows: Sequence[str], field: str = "state") -> set[Any]:
    return {json.loads(row)[field] for row in rows}


async def waiting_in(db: Database, kind: str) -> int:
    """Return how many pieces of a kind somebody has to look at because a file said that they wait."""
    async with db.reading() as read:
        count: int = await read.value(
            "select count(*) from moderation.case_ where kind = $1 and decided_at is null and reasons = '{file}'", kind
        )
    return count


async def ask_everything(tx: Writing, shop: Shop) -> None:
    ada, bo, cy, host = (shop.people[name] for name in NAMES)
    question = await make_question(tx, shop.mug, "Does the handle get hot?", ada, variant_id=shop.mug.variants[1].id)
    good = await make_answer(tx, question, "No, it stays cool.", bo)
    for voter, helpful in ((ada, True), (cy, False)):
        await questions.vote(tx, voter, good, helpful)
    await questions.accept(tx, ada, question, good)
    await questions.answer(tx, host, question, NewAnswer(text="We measured it.", language="en"))
    await questions.answer(tx, host, question, NewAnswer(text="Do not use it in an oven.", language="en", urgent=Urgent.SAFETY))
    await questions.follow(tx, cy, question, "de")
    hidden, waits = await make_answer(tx, question, "Rubbish!", cy), await make_answer(tx, question, "Perhaps.", GUEST, name="Jo")
    await asking.set_answers(tx, [hidden], State.REMOVED)
    await asking.set_answers(tx, [waits], State.WAITING)
    same = await make_question(tx, shop.mug, "Is the handle hot after the microwave?", cy)
    await questions.merge(tx, host, [same], question)
    guest = await make_question(tx, shop.cup, "Is it heavy?", GUEST, name="Kim", email="kim@example.com")
    await asking.set_questions(tx, [guest], State.WAITING)
    gone = await make_question(tx, shop.cup, "Is it ugly or what?", bo)
    await asking.set_questions(tx, [gone], State.REMOVED)
    await questions.set_willing(tx, bo.member, on=True)
    await tx.run(
        """insert into questions.asked (question_id, person_id, at, digest, until_at, state, answer_id, done_at, disown)
        values ($1, $2, $3, sha256('one'), $3, 'answered', $4, $3, sha256('two'))""",
        question,
        bo.member,
        tx.now,
        good,
    )
    await tx.run("update questions.question set routed_at = $2 where id = $1", question, tx.now)
    await tx.run("insert into questions.course (question_id, rounds, next_at, handed_at) values ($1, 2, $2, $2)", question, tx.now)
    await tx.run("update questions.answer set by_link = true where id = $1", good)
    await questions.ask(tx, cy, New(product_id=shop.mug.id, text="Where is my parcel, order 1234?", language="en"))


async def test_questions(full: Shop, empty: Shop, tmp_path: Path) -> None:
    async with full.db.writing() as tx:
        await ask_everything(tx, full)
    rows = await there_and_back(full, empty, tmp_path, Kind.QUESTIONS, "questions")
    assert states(rows["questions.question"]) == {"published", "waiting", "removed"} == states(rows["questions.answer"])
    assert states(rows["questions.answer"], "basis") == {"owner", "none"}
    assert {name for name, found in rows.items() if not found} == set()
    assert (await waiting_in(empty.db, "question"), await waiting_in(empty.db, "answer")) == (1, 1)


async def talk_about_everything(tx: Writing, shop: Shop) -> None:
    ada, bo, cy, host = (shop.people[name] for name in NAMES)
    new = NewTopic(kind=About.GUIDE, title="Which mug", text="Try /p/mug.", language="en")
    topic = await hosting.open_with(tx, host, new, await make_question(tx, shop.cup, "Is it light?", ada))
    made: list[PostId] = []
    for visitor, text in ((ada, "Mine: /p/cup"), (bo, "Nice."), (cy, "Buy elsewhere!"), (bo, "Hm.")):
        made.append((await discussions.post(tx, visitor, topic.id, NewPost(text=text, language="en")))[0])
    await discussions.post(tx, cy, topic.id, NewPost(text="Thank you.", language="de", reply_to=made[0]))
    await discussions.accept(tx, host, made[0])
    await tx.run("update discussions.post set state = 'removed' where id = $1", made[2])
    await tx.run("update discussions.post set state = 'waiting' where id = $1", made[3])
    for verb in (hosting.pin, hosting.feature, hosting.close):
        await verb(tx, host, [topic.id], True)
    other = await discussions.open_topic(tx, host, msgspec.structs.replace(new, title="Which cup"))
    await hosting.merge(tx, host, [other.id], topic.id)
    await discussions.propose(tx, ada, msgspec.structs.replace(new, title="Show me yours", kind=About.SHOW))
    removed = await discussions.open_topic(tx, host, msgspec.structs.replace(new, title="Which plate"))
    waits = await discussions.open_topic(tx, host, msgspec.structs.replace(new, title="Which bowl"))
    await tx.run("update discussions.topic set state = 'removed' where id = $1", removed.id)
    await tx.run("update discussions.topic set state = 'waiting' where id = $1", waits.id)
    await tx.run("insert into discussions.came_of (topic_id, product_id, orders, brought) values ($1, $2, 3, 3)", topic.id, shop.mug.id)
    await deriving.changed(tx, [topic.id, other.id, removed.id, waits.id])


async def test_discussions(full: Shop, empty: Shop, tmp_path: Path) -> None:
    async with full.db.writing() as tx:
        await talk_about_everything(tx, full)
    rows = await there_and_back(full, empty, tmp_path, Kind.DISCUSSIONS, "discussions")
    assert states(rows["discussions.topic"]) == {"published", "waiting", "removed"} == states(rows["discussions.post"])
    assert {name for name, found in rows.items() if not found} == {"discussions.led", "discussions.came"}
    assert (await waiting_in(empty.db, "topic"), await waiting_in(empty.db, "post")) == (1, 1)  # a proposal waits elsewhere


async def wish_for_everything(tx: Writing, shop: Shop) -> None:
    ada, bo, cy, _ = (shop.people[name] for name in NAMES)
    asks, guest = Who(ada.member), Who(None, b"g" * 32)
    for who, visitor in ((asks, ada), (guest, GUEST)):
        await wish_lists.save(tx, visitor, who, shop.mug.variants[0].id, "eu", "en")
    settings = Settings(
        title="Kitchen",
        kind=Sort.REGISTRY,
        recipient="Ada and Bo",
        message="Thanks!",
        date=(tx.now + timedelta(days=9)).date(),
        on_page=True,
        view=View.ALL,
    )
    made = await wish_lists.make(tx, ada.member, settings, "eu", "en")
    again = await wish_lists.make(tx, ada.member, Settings(title="Kitchen"), "eu", "de")
    await wish_lists.share(tx, asks, made.id)
    entries = [await wish_lists.save(tx, ada, asks, one.id, "eu", "en", list_id=made.id) for one in (*full_variants(shop),)]
    await tx.run(
        "update wish_lists.entry set quantity = 3, note = 'the big one', priority = 2, had_at = $2 where id = $1", entries[0].id, tx.now
    )
    await wish_lists.watch(tx, asks, made.id, entries[0].id, price=True, stock_=True, below=900)
    found = await lists.find(tx, made.id)
    assert found is not None
    kept = await claiming.claim(tx, found, Role.GIVER, entries[1].id, Who(bo.member), "Bo", 1)
    given_up = await claiming.claim(tx, found, Role.GIVER, entries[2].id, Who(None, b"h" * 32), "Granny", 1)
    await claiming.give_up(tx, given_up.id, Who(None, b"h" * 32))
    await tx.run("update wish_lists.claim set name_state = 'waiting' where id = $1", kept.id)
    await tx.run("update wish_lists.entry set removed_at = $2 where id = $1", entries[1].id, tx.now)
    await tx.run(
        """insert into wish_lists.pool (id, entry_id, quantity, currency, goal, state, until, opened_by, made_at, ended_at)
        values ($1, $2, 1, 'EUR', 1300, 'missed', $4, $3, $4, $4)""",
        ids.new(), entries[2].id, ada.member, tx.now,
    )  # fmt: skip
    secret = (await joining.invite(tx, asks, again.id, surprised=True)).secret
    await wish_lists.join(tx, cy.member, secret)
    await joining.invite(tx, asks, again.id, surprised=False)
    await lists.set_state(tx, [made.id], "waiting")
    await tx.run("update wish_lists.list set changed_at = made_at + interval '1 hour'")


def full_variants(shop: Shop) -> list[Any]:
    return [shop.mug.variants[1], shop.cup.variants[0], shop.cup.variants[1]]


async def test_wish_lists(full: Shop, empty: Shop, tmp_path: Path) -> None:
    async with full.db.writing() as tx:
        await wish_for_everything(tx, full)
    rows = await there_and_back(full, empty, tmp_path, Kind.WISH_LISTS, "wish_lists")
    assert {name for name, found in rows.items() if not found} == {"wish_lists.share"}
    assert (await waiting_in(empty.db, "list"), await waiting_in(empty.db, "claim")) == (1, 1)


async def know_everybody(tx: Writing, shop: Shop) -> None:
    ada, bo, cy, host = (shop.people[name] for name in NAMES)
    for visitor, name in ((ada, "Ada K."), (bo, "Bo"), (cy, "Cy")):
        await members.introduce(tx, visitor, NewMember(byline=name, about="I like mugs."), language="en")
    await circles.set_state(tx, [bo.member], "waiting")
    await circles.set_state(tx, [cy.member], "removed")
    await circles.put_follows(tx, host, [PutFollow(ada.member, bo.member, True), PutFollow(bo.member, ada.member)])
    await tx.run("update circles.follow set at = at - interval '3 days'")
    for kind, audience in ((Shown.PAGE, Audience.EVERYONE), (Shown.PURCHASES, Audience.FRIENDS), (Shown.LISTS, Audience.NOBODY)):
        await circles.show(tx, ada, kind, audience)
    await circles.show(tx, host, Shown.REVIEWS, Audience.EVERYONE)
    await tx.run("insert into circles.block (person_id, other_id, at) values ($1, $2, $3)", ada.member, cy.member, tx.now)
    await tx.run("insert into circles.mute (person_id, other_id, at) values ($1, $2, $3)", ada.member, bo.member, tx.now)
    await tx.run(
        "insert into circles.invitation (id, digest, by_id, at, until_at, uses) values ($1, sha256('x'), $2, $3, $3, 2)",
        ids.new(),
        bo.member,
        tx.now,
    )
    await circles.suggest(tx, bo.member, cy.member, Source.LINK)


async def test_circles(full: Shop, empty: Shop, tmp_path: Path) -> None:
    async with full.db.writing() as tx:
        await know_everybody(tx, full)
    rows = await there_and_back(full, empty, tmp_path, Kind.CIRCLES, "circles")
    assert states(rows["circles.member"]) == {"published", "waiting", "removed"}
    assert {name for name, found in rows.items() if not found} == {"circles.purchase"}
    assert await waiting_in(empty.db, "member") == 1


async def test_a_row_that_names_what_is_not_here_says_so_and_the_others_go_in(full: Shop, empty: Shop, tmp_path: Path) -> None:
    async with full.db.writing() as tx:
        await know_everybody(tx, full)
    good = [line for line in (await taken_out(full.db, kind=Kind.CIRCLES)).splitlines() if '"circles.mute"' in line]
    mute = json.loads(good[0])
    bad = [
        mute | {"row": mute["row"] | {"person_id": "nobody@example.com"}},
        mute | {"row": mute["row"] | {"mood": "cross"}},
        mute | {"row": {"person_id": "ada@example.com"}},
        mute | {"table": "accounts.person"},
        mute | {"row": mute["row"] | {"other_id": "ada@example.com"}},
        mute | {"row": mute["row"] | {"at": "yesterday-ish"}},
    ]
    text = "\n".join([*good, *map(json.dumps, bad)])
    report = await bring(empty.db, tmp_path, text, "own.jsonl", Kind.CIRCLES)
    assert (report.made, report.refused) == (1, 6)
    assert [(one.line, one.code) for one in report.errors] == [
        (2, "no_such_member"),
        (3, "not_our_line"),
        (4, "not_our_line"),
        (5, "not_our_line"),
        (6, "refused"),
        (7, "refused"),
    ]
    assert "mute_check" in report.errors[4].reason


async def test_rows_of_things_and_orders_that_are_not_here_are_bad_rows(full: Shop, empty: Shop, tmp_path: Path) -> None:
    async with full.db.writing() as tx:
        await ask_everything(tx, full)
        await wish_for_everything(tx, full)
        line = await own(tx, full.people["ada"].member, full.mug)
        await tx.run(
            """insert into circles.purchase (line_id, order_id, person_id, product_id, variant_id, at, state, gift)
            select l.id, l.order_id, $2, l.product_id, l.variant_id, $3, 'delivered', true from orders.line l where l.id = $1""",
            line, full.people["ada"].member, tx.now,
        )  # fmt: skip
    for kind, table, column in (
        (Kind.QUESTIONS, "questions.vote", "answer_id"),
        (Kind.WISH_LISTS, "wish_lists.claim", "entry_id"),
        (Kind.CIRCLES, "circles.purchase", "order_id"),
    ):
        text = "".join(f"{one}\n" for one in (await taken_out(full.db, kind=kind)).splitlines() if f'"{table}"' in one)
        report = await bring(empty.db, tmp_path, text, f"{kind}.jsonl", kind)
        assert report.rows == report.refused > 0
        assert {one.code for one in report.errors} == {"names_nothing_here"}
        assert f"“{column}”" in report.errors[0].reason
        assert report.rejected is not None


async def test_an_older_file_shows_no_more_than_its_owner_does_by_now(full: Shop, tmp_path: Path) -> None:
    async with full.db.writing() as tx:
        await know_everybody(tx, full)
    text = await taken_out(full.db, kind=Kind.CIRCLES)
    async with full.db.writing() as tx:
        await circles.show(tx, full.people["ada"], Shown.PURCHASES, Audience.NOBODY)
    await bring(full.db, tmp_path, text, "own.jsonl", Kind.CIRCLES)
    async with full.db.reading() as read:
        shown = await read.value("select audience from circles.showing where kind = 'purchases'")
    assert shown == "nobody"


async def test_a_block_ends_what_an_older_file_brings_back(full: Shop, tmp_path: Path) -> None:
    async with full.db.writing() as tx:
        await know_everybody(tx, full)
    text = await taken_out(full.db, kind=Kind.CIRCLES)
    ada, bo = full.people["ada"], full.people["bo"]
    async with full.db.writing() as tx:
        await tx.run("delete from circles.follow")
        await tx.run("insert into circles.block (person_id, other_id, at) values ($1, $2, $3)", bo.member, ada.member, tx.now)
    await bring(full.db, tmp_path, text, "own.jsonl", Kind.CIRCLES)
    async with full.db.reading() as read:
        assert await read.value("select count(*) from circles.follow") == 0


def test_every_table_of_people_goes_into_a_file() -> None:
    """A table that is added later has to say where it goes."""
    kept_tables = {one.table for kind in Kind for one in kept.of(kind.value)}
    things = {
        "questions": {"question", "answer"},
        "discussions": {"topic", "post"},
        "wish_lists": {"list", "entry"},
        "circles": {"member", "follow"},
    }
    for room, named in things.items():
        text = "".join(path.read_text() for path in sorted((ROOMS / room / "migrations").glob("*.sql")))
        tables = {f"{room}.{one}" for one in re.findall(rf"create table {room}\.(\w+)", text)}
        assert tables - kept_tables - {f"{room}.{one}" for one in named} - MADE - NOT_OF_PEOPLE == set()
