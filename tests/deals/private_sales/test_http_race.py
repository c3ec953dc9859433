"""The last units of a sale: two hundred people want them at one moment, through HTTP and real connections."""

import asyncio
from collections import Counter
from pathlib import Path

import httpx
import pytest

from stoa.app.bench.meter import Cores, running
from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.deals.private_sales import clubs
from stoa.outside import payments as providers
from stoa.people.sessions.model import GUEST, SYSTEM
from tests.app import processes
from tests.deals.private_sales.makers import item_of, settle, stock_of
from tests.deals.private_sales.test_buying import open_sale

ALL = Cores(set(), set(), set())
PEOPLE, UNITS = 200, 7


def body(number: int) -> dict[str, object]:
    home = {"name": "Ada Kahl", "line1": f"Hafenstraße {number}", "city": "Hamburg", "postal_code": "20095", "country": "DE"}
    pays = {"provider": "sandbox", "token": f"tok_card_{number}"}
    return {"email": f"ada{number}@example.com", "shipping_address": home, "payment": pays}


@pytest.mark.slow
@pytest.mark.anyio
async def test_two_hundred_want_the_last_seven(db: Database, tmp_path: Path) -> None:
    club, _ = await open_sale(db, 0, units=UNITS, room=PEOPLE)
    async with db.writing() as tx:
        token = await clubs.invite(tx, SYSTEM, club.club, places=PEOPLE)
        passes = [(await clubs.accept(tx, GUEST, token)).token for _ in range(PEOPLE)]
    sale, item = ids.show("sal", club.sale), ids.show("sit", club.item.id)
    with running(db.url, tmp_path, ALL) as (port, _):
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", limits=processes.ANEW, timeout=processes.PATIENCE) as client:
            gate = asyncio.Barrier(PEOPLE)

            async def send(path: str, number: int, json: dict[str, object]) -> httpx.Response:
                mine = {
                    "cookie": f"stoa_pass={passes[number]}; stoa_device={f'device-{number:03}':_<22}",
                    "origin": f"http://127.0.0.1:{port}",
                }
                # What is not had in some seconds, a lock or a connection, is refused with the advice to try again.
                while (answer := await client.post(path, json=json, headers=mine)).status_code == 503:
                    pass
                return answer

            async def buy(number: int) -> tuple[int, str]:
                entered = await send(f"/api/sales/{sale}/line", number, {})
                assert entered.json().get("where") == "inside", entered.text
                await gate.wait()
                kept = await send(f"/api/sales/{sale}/items/{item}/claims", number, {"quantity": 1})
                if kept.status_code != 201:
                    return kept.status_code, kept.json().get("code", "")
                answer = await send(f"/api/carts/{kept.json()['cart_id']}/checkout", number, body(number))
                return answer.status_code, answer.json().get("code", "")

            answers = Counter(await asyncio.gather(*[buy(number) for number in range(PEOPLE)]))
    assert answers == {(201, ""): UNITS, (409, "sold_out_now"): PEOPLE - UNITS}
    await jobs.drain(db)
    await settle(db)
    async with db.writing() as tx:
        assert await tx.value("select count(*) from orders.order where state = 'open'") == UNITS
        assert (await item_of(tx, club)).reserve == 0
        assert await stock_of(tx, club.shop.variant) == (0, 0, UNITS)
        charges = await providers.charges(tx)
    assert [(one.state, one.captured) for one in charges] == [("captured", 1500 + 390)] * UNITS
