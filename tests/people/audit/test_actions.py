"""The audit log."""

import html

import asyncpg
import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database, Writing
from stoa.people import audit
from stoa.people.accounts.model import Role
from stoa.people.permissions import SYSTEM, Visitor
from tests.people.sessions.makers import sign_in


async def test_what_was_done_is_written_and_read_back(tx: Writing) -> None:
    thing, other, person = ids.new(), ids.new(), ids.new()
    await audit.note(tx, Visitor(person=person), "orders.refund", thing, {"before": "1", "after": "2"})
    await audit.note(tx, Visitor(key="key_x"), "orders.ship", thing, {})
    await audit.note(tx, SYSTEM, "stock.count", other, {})
    found = (await audit.history(tx)).items
    assert [(one.verb, one.actor, one.key, one.about) for one in found] == [
        ("stock.count", None, None, other),
        ("orders.ship", None, "key_x", thing),
        ("orders.refund", person, None, thing),
    ]
    assert [one.verb for one in (await audit.history(tx, about=thing)).items] == ["orders.ship", "orders.refund"]
    assert [one.verb for one in (await audit.history(tx, actor=person)).items] == ["orders.refund"]
    assert [one.verb for one in (await audit.history(tx, verb="orders.")).items] == ["orders.ship", "orders.refund"]
    assert (await audit.history(tx, until=tx.now)).items == []
    assert len((await audit.history(tx, since=tx.now)).items) == 3


async def test_the_log_is_read_page_by_page(tx: Writing) -> None:
    for number in range(5):
        await audit.note(tx, SYSTEM, "stock.count", ids.new(), {"number": number})
    first = await audit.history(tx, limit=2)
    await audit.note(tx, SYSTEM, "stock.count", ids.new(), {"number": 5})
    second = await audit.history(tx, limit=2, cursor=first.next_cursor or "")
    third = await audit.history(tx, limit=2, cursor=second.next_cursor or "")
    assert [one.facts["number"] for page in (first, second, third) for one in page.items] == [4, 3, 2, 1, 0]
    assert third.next_cursor is None


@pytest.mark.parametrize("attack", ["update audit.entry set verb = 'a.b'", "delete from audit.entry", "truncate audit.entry"])
async def test_nothing_written_is_changed(tx: Writing, attack: str) -> None:
    await audit.note(tx, SYSTEM, "stock.count", ids.new(), {})
    with pytest.raises(asyncpg.RestrictViolationError):
        async with tx.attempt():
            await tx.run(attack)
    assert await tx.value("select count(*) from audit.entry where verb = 'stock.count'") == 1


async def test_the_desk_shows_and_filters_it(client: httpx.AsyncClient, db: Database) -> None:
    person = await sign_in(client, db, Role.MERCHANT, name="Mara")
    thing = ids.new()
    async with db.writing() as tx:
        await audit.note(tx, Visitor(person=person), "orders.refund", thing, {"before": "48 €", "after": "36 €"})
        await audit.note(tx, SYSTEM, "stock.count", ids.new(), {"why": "<script>"})
    text = html.unescape((await client.get("/desk/audit")).text)
    assert "Mara" in text
    assert "<del>48 €</del> <ins>36 €</ins>" in text
    assert "why: &lt;script&gt;" in (await client.get("/desk/audit")).text
    for query, wanted in [({"verb": "stock.count"}, 1), ({"about": ids.show("ord", thing)}, 1), ({"actor": ids.show("per", person)}, 1),
                          ({"day": "2001-01-01"}, 0), ({"day": "nonsense"}, 3), ({}, 3)]:  # fmt: skip
        page = await client.get("/desk/audit", params=query)
        assert (query, page.text.count("<li><time")) == (query, wanted)
    assert (await client.get("/desk/audit?about=nonsense")).status_code == 404
    for day in ("0001-01-01", "9999-12-31", "soon"):
        assert (await client.get("/desk/audit", params={"day": day})).status_code == 200
