"""The desk's screens of the shop as a whole."""

import html
import re
from datetime import timedelta
from typing import Any

import httpx
import pytest

from stoa.app.web.charts import bars
from stoa.base import clock, ids, jobs
from stoa.base.database import Database, statements
from stoa.people import audit
from stoa.people.permissions.model import SYSTEM, Role
from stoa.shop import returns
from stoa.shop.returns.model import Wanted
from tests.people.sessions.makers import sign_in
from tests.shop.checkout.makers import buy, make_shop
from tests.shop.returns.makers import make_paid
from tests.shop.shipping.makers import make_order

TWO_DAYS = [(clock.now().date(), 100), (clock.now().date(), 50)]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(_tx: Any, _args: dict[str, Any]) -> None:
        raise RuntimeError("the printer is on fire")

    monkeypatch.setitem(jobs._kinds, "test.fails", jobs.Kind("test.fails", fail, 1, own_transactions=False))


async def give_up(db: Database) -> str:
    """Let a job fail until it is a dead letter; return its id."""
    async with db.writing() as tx:
        job_id = await jobs.enqueue(tx, "test.fails", {"page": 7})
        await tx.run(
            "update base.job set state = 'dead', attempts_left = 0, attempt = 1, error = 'Traceback\nRuntimeError: the printer is on fire' where id = $1",
            job_id,
        )
    return str(job_id)


def test_a_bar_for_each_value() -> None:
    assert [(bar.y, bar.height) for bar in bars(TWO_DAYS)] == [(0, 180), (90, 90)]
    assert bars([]) == []
    assert [bar.height for bar in bars([(TWO_DAYS[0][0], 0), (TWO_DAYS[0][0], 1), (TWO_DAYS[0][0], 1_000)])] == [0, 2, 180]


async def test_today_shows_each_role_what_it_may(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.HOST)
    seen_by_host = await client.get("/desk")
    await sign_in(client, db, Role.MERCHANT)
    seen_by_merchant = await client.get("/desk")
    assert (seen_by_host.status_code, seen_by_merchant.status_code) == (200, 200)
    assert "To pack" not in seen_by_host.text
    assert "To pack" in seen_by_merchant.text
    assert "/desk/jobs" in seen_by_merchant.text


@pytest.mark.usefixtures("failing")
async def test_a_dead_letter_is_tried_again_or_discarded(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.MERCHANT)
    first, second = await give_up(db), await give_up(db)
    page = await client.get("/desk/jobs")
    assert "the printer is on fire" in page.text
    assert (await client.post(f"/desk/jobs/{first}", data={"do": "retry"})).status_code == 303
    assert (await client.post(f"/desk/jobs/{second}", data={"do": "discard"})).status_code == 303
    assert (await client.post(f"/desk/jobs/{second}", data={"do": "discard"})).status_code == 404
    assert (await client.post(f"/desk/jobs/{first}", data={"do": "burn"})).status_code == 422
    async with db.reading() as read:
        rows = await read.rows("select id::text, state, attempts_left from base.job where kind = 'test.fails'")
        assert [(row["id"], row["state"], row["attempts_left"]) for row in rows] == [(first, "waiting", 1)]
        noted = await read.rows("select verb from audit.entry where verb like 'jobs.%' order by verb")
        assert [row["verb"] for row in noted] == ["jobs.discard", "jobs.retry"]
    async with db.writing() as tx:
        await tx.run("delete from base.job where kind = 'test.fails'")


@pytest.mark.usefixtures("failing")
async def test_all_of_a_kind_that_gave_up_are_decided_at_once(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.MERCHANT)
    for _ in range(3):
        await give_up(db)
    assert "Try again: all of test.fails" in (await client.get("/desk/jobs")).text
    every = {"kind": "test.fails", "do": "retry"}
    assert (await client.post("/desk/jobs", data={**every, "do": "burn"})).status_code == 422
    assert (await client.post("/desk/jobs", data={**every, "kind": "test.other"})).status_code == 303
    assert await states(db) == {"dead": 3}
    assert (await client.post("/desk/jobs", data=every)).status_code == 303
    assert await states(db) == {"waiting": 3}
    async with db.writing() as tx:
        await tx.run("update base.job set state = 'dead' where kind = 'test.fails'")
    assert (await client.post("/desk/jobs", data={**every, "do": "discard"})).status_code == 303
    assert await states(db) == {}
    async with db.reading() as read:
        noted = await read.rows("select verb, facts from audit.entry where verb like 'jobs.%' order by id")
        assert [(row["verb"], row["facts"]["count"]) for row in noted] == [
            ("jobs.retry_all", 0),
            ("jobs.retry_all", 3),
            ("jobs.discard_all", 3),
        ]


async def states(db: Database) -> dict[str, int]:
    async with db.reading() as read:
        rows = await read.rows("select state, count(*) from base.job where kind = 'test.fails' group by state")
    return {row["state"]: row["count"] for row in rows}


async def test_secrets_are_not_shown(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.ADMIN)
    page = await client.get("/desk/settings")
    assert page.status_code == 200
    assert "STOA_DATABASE_URL" in page.text
    assert db.url not in page.text


async def test_the_invariants_are_looked_at_by_themselves(client: httpx.AsyncClient, db: Database) -> None:
    await jobs.kinds()["app.check_invariants"].handler(db, {})
    await sign_in(client, db, Role.MERCHANT)
    async with db.reading() as read:
        found = await read.value("select value from app.fact where name = 'invariants'")
    assert found["broken"] == []
    assert f"{found['stated']} / {found['stated']}" in (await client.get("/desk")).text


async def test_the_demos_clock_moves_forward(client: httpx.AsyncClient, db: Database) -> None:
    assert (await client.get("/demo")).status_code == 200
    assert (await client.post("/demo/clock", data={"step": "day"})).status_code == 303
    assert (await client.post("/demo/clock", data={"step": "year"})).status_code == 422
    async with db.reading() as read:
        assert await read.value("select ahead from base.clock") == timedelta(days=1)


async def test_health(client: httpx.AsyncClient) -> None:
    assert (await client.get("/health/live")).text == "alive"
    assert (await client.get("/health/ready")).text == "ready"


async def test_today_says_what_waits_what_was_sold_and_what_runs_out(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        shop = await make_shop(tx, on_hand=3)
    await buy(db, shop.variant)
    async with db.writing() as tx:
        await make_order(tx, 1, state="held")
        sent = await make_paid(tx, 1, state="delivered", email="ada@example.com")
        await returns.ask(tx, SYSTEM, sent.id, [Wanted(sent.lines[0].id, 1)])
    await sign_in(client, db, Role.MERCHANT)
    token = statements.set(seen := [])
    try:
        page = await client.get("/desk")
    finally:
        statements.reset(token)
    figures = re.findall(r'stat-figure">(?:<a [^>]*>)?([^<]*)<', page.text)
    assert figures[:5] == ["1", "1", "1", "€84.60", "0"]
    assert "Wide mug" in page.text
    assert [len([one for one in seen if table in one]) for table in ("orders.order", "returns.return_")] == [1, 1]


async def test_a_long_list_is_walked_there_and_back(client: httpx.AsyncClient, db: Database) -> None:
    """The keys n and b, or their links: each page is found again as it was, with what was asked for."""
    async with db.writing() as tx:
        for number in range(110):
            await audit.note(tx, SYSTEM, "test.did", ids.new(), {"number": number})
    await sign_in(client, db, Role.ADMIN)

    async def seen(address: str) -> tuple[list[str], dict[str, str]]:
        text = (await client.get(f"/desk/audit{address}")).text
        ways = {key: html.unescape(href) for href, key in re.findall(r'rel="(?:prev|next)" href="([^"]*)" data-key="([nb])"', text)}
        return re.findall(r"<span>[^<]*: (\d+)</span>", text), ways

    first, ways = await seen("?verb=test.did")
    assert (len(first), list(ways)) == (50, ["n"])
    second, ways = await seen(ways["n"])
    back = ways["b"]
    third, ways = await seen(ways["n"])
    assert (len(second), len(third), list(ways)) == (50, 10, ["b"])
    assert len({*first, *second, *third}) == 110
    assert (await seen(ways["b"]))[0] == second
    assert (await seen(back))[0] == first
    assert "verb=test.did" in ways["b"]
    strange = (await client.get("/desk/audit?cursor=%3Cb%3E&before=%22.x")).status_code
    assert strange == 422
