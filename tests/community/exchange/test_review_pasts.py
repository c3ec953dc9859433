"""Reviews in our own format come back with all they went through: changes, votes, states and reasons, what the shop answered."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from stoa.base import ids, invariants
from stoa.base.database import Database, Reading, Writing
from stoa.community import moderation, reviews
from stoa.community.moderation.model import Verdict
from stoa.community.reviews.model import Change, New, PutReview, ReviewId, State
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import GUEST, SYSTEM, PersonId, Visitor
from stoa.shop import orders
from stoa.shop.catalog.model import Product
from tests.community.exchange.makers import bring, taken_out
from tests.community.reviews.makers import a_member, make_delivered, make_owner
from tests.conftest import fresh_database
from tests.people.accounts.makers import make_person
from tests.shop.catalog.makers import make_mug

PEOPLE = ("ada", "bo", "cy", "host", "shop")
ROWS = {
    "review": "to_jsonb(t) - '{product_id,variant_id,author,read_version}'::text[] || jsonb_build_object('by', (select email from accounts.person where id = t.author))",
    "edit": "to_jsonb(t)",
    "vote": "to_jsonb(t) - 'person_id' || jsonb_build_object('by', (select email from accounts.person where id = t.person_id))",
    "reply": "to_jsonb(t) - 'by' || jsonb_build_object('by', (select email from accounts.person where id = t.by))",
}
"""Every column of every row; members by mail address, since they have other ids in another shop. `read_version` is a job's."""


async def rows(read: Reading) -> dict[str, list[str]]:
    found = {
        table: sorted(json.dumps(row["row"], sort_keys=True) for row in await read.rows(f"select {what} as row from reviews.{table} t"))
        for table, what in ROWS.items()
    }
    pieces = await read.rows("select kind, id, state, texts, pictures from moderation.piece where kind in ('review', 'review_reply')")
    return found | {"piece": sorted(str(dict(row)) for row in pieces)}


async def make_people(tx: Writing) -> dict[str, PersonId]:
    return {name: await make_person(tx, email=f"{name}@example.com") for name in PEOPLE}


async def live(tx: Writing, mug: Product, people: dict[str, PersonId]) -> dict[str, ReviewId]:
    """Let reviews go through everything that can happen to them."""
    ada, bo, cy = (a_member(people[name]) for name in ("ada", "bo", "cy"))
    host, shop = a_member(people["host"], Role.HOST), a_member(people["shop"], Role.MERCHANT)

    async def written(by: Visitor, rating: int, text: str) -> ReviewId:
        new = New(product_id=mug.id, rating=rating, text=text, name="Kim", email="" if by.person else "kim@mail.example")
        return (await reviews.write(tx, by, new)).id

    changed, guest, removed = await written(ada, 5, "Fine."), await written(GUEST, 2, "Thin."), await written(bo, 1, "Bad.")
    await reviews.edit(tx, ada, changed, Change(rating=4, title="Later", text="Fine, but heavy.", recommends=True))
    await reviews.edit(tx, ada, changed, Change(rating=3, text="Heavy."))
    await reviews.vote(tx, bo, changed, helpful=True)
    await reviews.vote(tx, cy, changed, helpful=False)
    await tx.run("update reviews.vote set credited = true where person_id = $1", people["bo"])
    await reviews.vote(tx, a_member(PersonId(ids.new())), changed, helpful=True)
    await reviews.reply(tx, shop, changed, "Thank you.")
    await reviews.reply(tx, shop, changed, "Thank you, Ada.")
    await moderation.report(tx, cy, "review", removed, "insult")
    case = await tx.value("select id from moderation.case_ where piece_id = $1", removed)
    await moderation.lease(tx, host, case)
    await moderation.decide(tx, host, case, Verdict.REMOVED, "insult", "Calls somebody names.")
    await tx.run("update reviews.review set incentivized = true, incentive = $2 where id = $1", guest, ids.new())
    waits = await written(cy, 3, "See www.other-shop.example/deal and www.more.example/x and www.third.example/y")
    then = tx.now - timedelta(days=50)
    given = PutReview(product_id=mug.id, rating=5, made_at=then, text="Good.", source="judgeme", source_id="1", helpful=3, unhelpful=1)
    [came, spam] = await reviews.put_reviews(tx, SYSTEM, [given, msgspec.structs.replace(given, source_id="2", state=State.REMOVED)])
    assert came.id
    assert spam.id
    return {"changed": changed, "guest": guest, "removed": removed, "waits": waits, "came": came.id, "spam": spam.id}


@pytest.fixture
async def full(db: Database) -> Database:
    async with db.writing() as tx:
        mug = await make_mug(tx, handle="mug")
        await live(tx, mug, await make_people(tx))
    return db


@pytest.fixture
async def empty(server: str, db: Database) -> AsyncIterator[Database]:
    """Another shop with the same mug and the same people, in which nobody has written."""
    async with fresh_database(server) as url:
        other = Database(url, now=db._now)
        await other.open()
        async with other.writing() as tx:
            await make_mug(tx, handle="mug")
            await make_people(tx)
        yield other
        await other.close()


async def test_every_row_comes_back_in_an_empty_shop(full: Database, empty: Database, tmp_path: Path) -> None:
    text = await taken_out(full)
    report = await bring(empty, tmp_path, text, "own.jsonl")
    assert (report.made, report.errors) == (6, [])
    async with full.reading() as before, empty.reading() as after:
        was, comes = await rows(before), await rows(after)
    assert {name: len(found) for name, found in was.items()} == {"review": 6, "edit": 2, "vote": 3, "reply": 1, "piece": 7}
    for name, found in was.items():
        assert comes[name] == found, name
    assert await taken_out(empty) == text
    async with empty.writing() as tx:
        assert await invariants.check(tx) == []
    report = await bring(empty, tmp_path, text, "own.jsonl")
    assert (report.unchanged, report.errors) == (6, [])


async def test_what_was_removed_says_by_which_rule_in_the_ledger(full: Database, empty: Database, tmp_path: Path) -> None:
    await bring(empty, tmp_path, await taken_out(full), "own.jsonl")
    async with empty.reading() as read:
        found = await read.rows("select reason from reviews.ledger where kind = 'rejected' order by reason")
        assert [row["reason"] for row in found] == ["file", "insult"]
        assert (await reviews.verify(read)).disagree == 0


async def test_what_waits_waits_for_a_host_here_too(full: Database, empty: Database, tmp_path: Path) -> None:
    await bring(empty, tmp_path, await taken_out(full), "own.jsonl")
    async with empty.reading() as read:
        [case] = (await moderation.queue(read)).items
        assert (case.kind, case.reasons, case.state) == ("review", ["file"], State.WAITING)


async def test_a_guests_link_opens_it_again(full: Database, empty: Database, tmp_path: Path) -> None:
    async with full.reading() as read:
        digest = await read.value("select key_digest from reviews.review where key_digest is not null")
    await bring(empty, tmp_path, await taken_out(full), "own.jsonl")
    async with empty.reading() as read:
        assert await read.value("select name from reviews.review where key_digest = $1", digest) == "Kim"


async def test_who_voted_and_has_no_account_here_counts_as_nobody(full: Database, empty: Database, tmp_path: Path) -> None:
    async with empty.writing() as tx:
        await tx.run("update accounts.person set email = 'x@example.com' where email = 'bo@example.com'")
    await bring(empty, tmp_path, await taken_out(full), "own.jsonl")
    async with empty.reading() as read:
        assert await read.value("select helpful from reviews.review where version = 3") == 2
        voters = await read.rows("select p.email from reviews.vote v left join accounts.person p on p.id = v.person_id order by 1")
    assert [row["email"] for row in voters] == ["cy@example.com", None, None]
    assert "bo@example.com" not in json.dumps([one.get("voters") for one in map(json.loads, (await taken_out(empty)).splitlines())])


async def test_an_order_of_another_shop_finds_its_way_back(db: Database, empty: Database, tmp_path: Path) -> None:
    async with db.writing() as tx:
        mug = await make_mug(tx, handle="mug")
        owner, order = await make_owner(tx, mug)
        await reviews.write(tx, owner, New(product_id=mug.id, rating=5, text="Mine."))
        await make_delivered(tx, mug)
        assert (await orders.find(tx, order.id, owner)).id == order.id
    text = await taken_out(db)
    await bring(empty, tmp_path, text, "own.jsonl")
    async with empty.reading() as read:
        assert await read.value("select basis from reviews.review") == "imported"
    [line], [again] = ([json.loads(one) for one in found.splitlines()] for found in (text, await taken_out(empty)))
    assert line["basis"] == "order"
    assert {**again, "author": "", "email": ""} == {**line, "author": "", "email": ""}


async def refused(db: Database, folder: Path, line: dict[str, Any], **more: Any) -> list[str]:
    report = await bring(db, folder, json.dumps({**line, "id": ids.show("rev", ids.new()), **more}), "own.jsonl")
    return [one.code for one in report.errors]


async def test_a_past_that_no_review_has_is_a_bad_line(full: Database, tmp_path: Path) -> None:
    line = json.loads((await taken_out(full)).splitlines()[0])
    vote = {"by": "bo@example.com", "helpful": True, "weight": 1.0, "at": "2024-01-01T00:00:00Z"}
    was = {"version": 1, "at": "2024-01-01T00:00:00Z", "before": {"rating": 3}}
    for more in (
        {"voters": [{**vote, "weight": 400}]}, {"voters": [{**vote, "at": "2024-01-01T00:00:00"}]}, {"voters": [{"by": "x"}]}, {"version": 0},
        {"version": 2**40}, {"version": 1, "edits": [was]}, {"version": 3, "edits": [{**was, "before": {"state": "x"}}]},
        {"reply": {"text": "x", "at": "2024-01-01T00:00:00Z", "state": "withdrawn"}}, {"removed": "yes"}, {"incentive": "x"},
    ):  # fmt: skip
        assert await refused(full, tmp_path, line, author="", **more) == ["not_our_line"], more


async def test_nobody_votes_for_themselves_or_twice_by_file(full: Database, empty: Database, tmp_path: Path) -> None:
    line = next(one for one in map(json.loads, (await taken_out(full)).splitlines()) if one.get("author") == "ada@example.com")
    line["voters"] = [
        {"by": by, "helpful": True, "weight": 1.0, "at": "2024-01-01T00:00:00Z"}
        for by in ("ada@example.com", "BO@example.com", "bo@example.com")
    ]
    await bring(empty, tmp_path, json.dumps(line), "own.jsonl")
    async with empty.reading() as read:
        assert await read.value("select helpful from reviews.review") == 1
