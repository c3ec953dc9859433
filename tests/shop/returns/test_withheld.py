"""What somebody has withdrawn from and has not left is not packed: refused, marked, and left out of what is fetched."""

import re

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database, Writing
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import orders, returns, shipping
from stoa.shop.orders.model import Order
from stoa.shop.returns import declaring
from stoa.shop.returns.model import ReturnId, Wanted
from stoa.shop.shipping import queries
from stoa.shop.shipping.model import NotThatMany, Withdrawn
from tests.people.sessions.makers import sign_in
from tests.shop.returns.makers import make_paid

pytestmark = pytest.mark.anyio
PIECES = re.compile(r'<td class="table-num">(\d+)</td>')


async def _withdrawn(tx: Writing, quantity: int = 3, sent: int = 1, wanted: int = 3) -> tuple[Order, ReturnId]:
    """Make an order of which some pieces have left, and withdraw from some."""
    order = await make_paid(tx, quantity)
    line = order.lines[0].id
    await shipping.ship(tx, SYSTEM, order.id, {line: sent}, "manual")
    [return_id] = await returns.ask(tx, GUEST, order.id, [Wanted(line, wanted)])
    return await orders.get(tx, order.id), return_id


async def _listed(tx: Writing) -> list[tuple[int, int, int]]:
    return [(one.number, one.pieces, one.withdrawn) for one in await queries.to_pack(tx)]


async def test_nothing_that_was_withdrawn_is_sent(tx: Writing) -> None:
    order, return_id = await _withdrawn(tx)
    other = await make_paid(tx, 2)
    line = order.lines[0].id
    for count in (1, 2):
        with pytest.raises(Withdrawn) as refused:
            await shipping.ship(tx, SYSTEM, order.id, {line: count}, "manual")
        assert refused.value.facts == {"pieces": 2}
    with pytest.raises(NotThatMany):
        await shipping.ship(tx, SYSTEM, order.id, {line: 3}, "manual")
    assert (await orders.get(tx, order.id)).lines == order.lines
    assert await _listed(tx) == [(other.number, 2, 0), (order.number, 0, 2)]
    assert [(one.pieces, one.numbers) for one in await queries.picks(tx)] == [(2, [other.number])]
    assert await returns.refund(tx, SYSTEM, return_id) == order.total
    assert await _listed(tx) == [(other.number, 2, 0)]


async def test_what_nobody_wants_back_is_sent(tx: Writing) -> None:
    order, return_id = await _withdrawn(tx, 4, 1, 2)
    line = order.lines[0].id
    assert await _listed(tx) == [(order.number, 1, 2)]
    assert [one.pieces for one in await queries.picks(tx)] == [1]
    with pytest.raises(Withdrawn):
        await shipping.ship(tx, SYSTEM, order.id, {line: 2}, "manual")
    await shipping.ship(tx, SYSTEM, order.id, {line: 1}, "manual")
    await returns.take_back(tx, GUEST, return_id)
    assert await _listed(tx) == [(order.number, 2, 0)]
    await shipping.ship(tx, SYSTEM, order.id, {line: 2}, "manual")


async def test_what_had_left_already_can_be_written_down(tx: Writing) -> None:
    order, return_id = await _withdrawn(tx)
    await shipping.ship(tx, SYSTEM, order.id, {order.lines[0].id: 2}, "manual", although_withdrawn=True)
    await returns.receive(tx, SYSTEM, return_id, {order.lines[0].id: 3})
    assert await returns.refund(tx, SYSTEM, return_id) == order.total


async def test_a_declaration_without_proof_keeps_the_order_from_leaving_too(tx: Writing) -> None:
    order = await make_paid(tx, 2)
    told = {"name": "Lena", "order_number": str(order.number), "email": order.email, "note": "", "language": "en"}
    assert await declaring.match(tx, await declaring.declare(tx, **told)) is not None
    with pytest.raises(Withdrawn):
        await shipping.ship(tx, SYSTEM, order.id, {order.lines[0].id: 1}, "manual")


async def test_the_packing_table_says_so_and_the_api_too(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.MERCHANT)
    async with db.writing() as tx:
        order, _ = await _withdrawn(tx, 4, 1, 2)
    line = ids.show("lin", order.lines[0].id)
    assert "2 withdrawn" in (await client.get("/desk/packing")).text
    assert "2 widerrufen" in (await client.get(f"/de/desk/orders/{order.shown_id}/ship")).text
    field = {f"line-{line}": "3", "carrier": "manual"}
    refused = await client.post(f"/desk/orders/{order.shown_id}/shipments", data=field)
    assert refused.status_code == 422
    assert "Some of this was withdrawn from." in refused.text
    api = f"/api/admin/orders/{order.shown_id}/shipments"
    assert (await client.post(api, json={"lines": [{"line_id": line, "quantity": 2}]})).json()["code"] == "withdrawn"
    rest = await client.post(api, json={})
    assert rest.json()["lines"] == [{"line_id": line, "quantity": 1}]
    nothing = await client.post(api, json={})
    assert (nothing.status_code, nothing.json()["code"]) == (409, "withdrawn")
    told = await client.post(f"/desk/orders/{order.shown_id}/shipments", data=field | {f"line-{line}": "1", "although_withdrawn": "yes"})
    assert told.status_code == 303
    assert (await client.post(api, json={"although_withdrawn": True})).status_code == 201
    async with db.reading() as read:
        assert (await orders.get(read, order.id)).lines[0].left == 0


async def test_the_parcel_holds_only_what_is_to_be_packed(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.MERCHANT)
    async with db.writing() as tx:
        order = await make_paid(tx, 5, 3, 2)
        some, all_, gone = (line.id for line in order.lines)
        await orders.cancel(tx, SYSTEM, order.id, "shop", {some: 1, gone: 2}, by_staff=True)
        await shipping.ship(tx, SYSTEM, order.id, {some: 1}, "manual")
        await returns.ask(tx, GUEST, order.id, [Wanted(some, 2), Wanted(all_, 3)])
    here = f"/desk/orders/{order.shown_id}"
    rows = PIECES.findall((await client.get(f"{here}/slip")).text)
    assert rows == ["1"]
    assert "Not to pack: 5 withdrawn" in (await client.get(f"{here}/slip")).text
    page, _, stopped = (await client.get(f"{here}/ship")).text.partition("Not to pack: 5 withdrawn")
    assert f'name="line-{ids.show("lin", some)}"' in page
    assert f'name="line-{ids.show("lin", all_)}"' not in page
    assert f'name="line-{ids.show("lin", all_)}"' in stopped
    assert ids.show("lin", gone) not in page + stopped
    assert "Nicht packen: 5 widerrufen" in (await client.get(f"/de{here}/ship")).text
    async with db.writing() as tx:
        await shipping.ship(tx, SYSTEM, order.id, {some: 1}, "manual")
    assert PIECES.findall((await client.get(f"{here}/slip")).text) == []
    assert "Nothing of this order is to be sent." in (await client.get(f"{here}/ship")).text
    async with db.writing() as tx:
        await shipping.ship(tx, SYSTEM, order.id, {some: 2, all_: 3}, "manual", although_withdrawn=True)
    assert PIECES.findall((await client.get(f"{here}/slip")).text) == ["4", "3"]
