"""Rules, reports, reasons and the hosts' work by API."""

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database, Statement, statements
from stoa.community import moderation
from stoa.community.moderation import work
from stoa.community.moderation.model import Verdict
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import GUEST
from tests.community.moderation.makers import KIND, a_piece, as_member, make_host
from tests.people.sessions.makers import sign_in

pytestmark = pytest.mark.anyio
ADMIN = "/api/admin/moderation"


async def test_anybody_reads_the_rules_and_reports(client: httpx.AsyncClient, db: Database) -> None:
    codes = [one["code"] for one in (await client.get("/api/rules")).json()["items"]]
    assert codes[0] == "illegal"
    assert (await client.get("/de/api/rules")).json()["items"][0]["title"] == "Nichts Verbotenes"
    piece = a_piece()
    async with db.writing() as tx:
        await moderation.submit(tx, GUEST, piece)
    body = {"kind": KIND, "id": ids.show("rev", piece.id), "rule": "spam"}
    made = await client.post("/api/reports", json=body)
    assert made.status_code == 201
    assert made.json()["key"]
    wrong = await client.post("/api/reports", json={**body, "rule": "illegal", "email": "nobody"})
    assert sorted(one["pointer"] for one in wrong.json()["errors"]) == ["/email", "/good_faith", "/note"]
    for other in ({"id": ids.show("rev", ids.new())}, {"kind": "nothing"}, {"id": "rev_x"}):
        answer = await client.post("/api/reports", json={**body, **other})
        assert (answer.status_code, answer.json()["code"]) == (404, "no_such_piece")


async def test_the_queue_is_worked_by_api(client: httpx.AsyncClient, db: Database) -> None:
    person = await sign_in(client, db, Role.SHOPPER)
    pieces = [a_piece() for _ in range(3)]
    async with db.writing() as tx:
        for one, rule in zip(pieces, ("off_topic", "illegal", "insult"), strict=True):
            await moderation.submit(tx, as_member(person), one)
            await moderation.report(tx, GUEST, KIND, one.id, rule, "It breaks a rule, I think")
    assert (await client.get(f"{ADMIN}/queue")).status_code == 403
    await sign_in(client, db, Role.HOST)
    first = (await client.get(f"{ADMIN}/queue?limit=2")).json()
    assert [one["reasons"] for one in first["items"]] == [["report:illegal"], ["report:insult"]]
    assert "stars" not in str(first)
    rest = (await client.get(f"{ADMIN}/queue?limit=2&cursor={first['next_cursor']}")).json()
    assert [one["reasons"] for one in rest["items"]] == [["report:off_topic"]]
    case = (await client.post(f"{ADMIN}/lease")).json()["case_id"]
    assert case == first["items"][0]["id"]
    missing = await client.post(f"{ADMIN}/queue/{case}/decision", json={"verdict": "removed"})
    assert (missing.status_code, missing.json()["code"]) == (422, "reason_missing")
    assert [one["pointer"] for one in missing.json()["errors"]] == ["/rule", "/fact"]
    body = {"verdict": "removed", "rule": "illegal", "fact": "It offers a stolen key", "version": 1}
    made = await client.post(f"{ADMIN}/queue/{case}/decision", json=body)
    assert made.status_code == 201
    assert (made.json()["blind"], made.json()["found_by"], made.json()["fact_language"]) == (False, "report", "en")
    again = await client.post(f"{ADMIN}/queue/{case}/decision", json=body)
    assert (again.status_code, again.json()["code"]) == (409, "already_decided")
    assert [one["id"] for one in (await client.get(f"{ADMIN}/decisions")).json()["items"]] == [made.json()["id"]]
    assert (await client.get(f"/api/decisions/{made.json()['id']}")).status_code == 404


async def test_the_author_reads_the_reasons_and_appeals(client: httpx.AsyncClient, db: Database) -> None:
    person = await sign_in(client, db, Role.SHOPPER)
    piece = a_piece()
    async with db.writing() as tx:
        host = await make_host(tx)
        await moderation.submit(tx, as_member(person), piece)
        await moderation.report(tx, GUEST, KIND, piece.id, "insult")
        case = await moderation.lease(tx, host)
        assert case is not None
        made = await moderation.decide(tx, host, case, Verdict.REMOVED, "insult", "It says fool")
    [mine] = (await client.get("/api/me/decisions")).json()["decisions"]
    assert (mine["id"], mine["fact"], mine["can_appeal"]) == (ids.show("dec", made.id), "It says fool", True)
    asked = await client.post(f"/api/decisions/{mine['id']}/appeal", json={"text": "I quote"})
    assert asked.status_code == 201
    assert (await client.post(f"/api/decisions/{mine['id']}/appeal", json={})).json()["code"] == "already_appealed"
    await sign_in(client, db, Role.HOST)
    [row] = (await client.get(f"{ADMIN}/appeals")).json()["items"]
    assert row["text"] == "I quote"
    look = await client.post(f"{ADMIN}/appeals/{row['id']}/decision", json={"reverse": True, "why": "It is a quote"})
    assert (look.json()["verdict"], look.json()["found_by"]) == ("kept", "appeal")
    await sign_in(client, db, Role.SHOPPER)
    assert (await client.get(f"/api/decisions/{mine['id']}")).status_code == 404


async def test_links_and_the_file(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.ADMIN)
    assert (await client.put(f"{ADMIN}/links/spam.example", json={"note": "Again"})).status_code == 204
    assert [one["domain"] for one in (await client.get(f"{ADMIN}/links")).json()["items"]] == ["spam.example"]
    text = (await client.get(f"{ADMIN}/export")).content
    assert text.count(b"\n") == 10
    assert (await client.delete(f"{ADMIN}/links/spam.example")).status_code == 204
    taken = await client.post(f"{ADMIN}/import", content=text, headers={"content-type": "application/jsonl"})
    assert (taken.status_code, taken.json()) == (201, {"new": 1})
    bad = await client.post(f"{ADMIN}/import", content=b"no line", headers={"content-type": "application/jsonl"})
    assert (bad.status_code, bad.json()["code"]) == (422, "bad_line")
    await sign_in(client, db, Role.HOST)
    assert (await client.post(f"{ADMIN}/import", content=text)).status_code == 403


async def test_lists_take_as_many_statements_however_long_they_are(db: Database) -> None:
    async with db.writing() as tx:
        host = await make_host(tx)
        for _ in range(12):
            piece = a_piece()
            await moderation.submit(tx, host, piece)
            await moderation.report(tx, GUEST, KIND, piece.id, "spam")
        seen: list[str] = []
        token = statements.set(seen)
        await moderation.queue(tx)
        await work.counts(tx)
        await work.decisions(tx)
        statements.reset(token)
    assert len(seen) == 3
    assert all(isinstance(one, Statement) for one in seen)


async def test_what_is_written_takes_few_statements(db: Database) -> None:
    """So that a review is there in far less than a second."""
    async with db.writing() as tx:
        member = as_member((await make_host(tx)).member)
        seen: list[str] = []
        token = statements.set(seen)
        await moderation.submit(tx, member, a_piece("The handle stays cool and the lid closes well, also after a year of use every day."))
        statements.reset(token)
    assert len(seen) == 4
