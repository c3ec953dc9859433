"""The page of a credit note, and everywhere that leads to it."""

import html

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.base.money import Money
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import SYSTEM
from stoa.shop import billing, orders, payments
from stoa.shop.billing.model import Kind
from stoa.shop.orders.model import Order
from tests.people.sessions.makers import sign_in
from tests.shop.checkout.makers import buy, make_shop
from tests.shop.payments.test_reactions import hold


@pytest.fixture
async def order(db: Database) -> Order:
    """An order whose way there was given back."""
    async with db.writing() as tx:
        shop = await make_shop(tx)
    found = (await buy(db, shop.variant, quantity=2)).order
    await jobs.drain(db)
    async with db.writing() as tx:
        await tx.run("update orders.order set language = 'de' where id = $1", found.id)
        await payments.refund(tx, SYSTEM, found.id, Money(1000, "EUR"), "Kratzer im Lack")
    await jobs.drain(db)
    return found


async def test_it_says_all_that_it_must_in_german_too(client: httpx.AsyncClient, order: Order) -> None:
    path = f"/orders/{order.shown_id}/corrections/C-1001?key={order.key}"
    shown = html.unescape((await client.get(path)).text)
    for text in (
        "Credit note C-1001",
        f"Invoice {order.number} of",
        "Hafenstraße 12",
        "−€10.00",
        "−€8.40",
        "−€1.60",
        "19 %",
        "Kratzer im Lack",
    ):
        assert text in shown, text
    german = html.unescape((await client.get(f"/de{path}")).text)
    for text in ("Rechnungskorrektur C-1001", f"unsere Rechnung {order.number} vom", "Korrigierte Steuern", "Preisnachlass", "−10,00\xa0€"):
        assert text in german, text
    assert "Gutschrift" not in german


async def test_it_is_seen_by_who_may_see_the_order_alone(client: httpx.AsyncClient, db: Database, order: Order) -> None:
    path = f"/orders/{order.shown_id}/corrections/C-1001"
    for wrong in (
        path,
        f"{path}?key=x",
        f"/orders/{order.shown_id}/corrections/C-1002?key={order.key}",
        "/orders/nonsense/corrections/C-1001",
    ):
        assert (await client.get(wrong)).status_code == 404, wrong
    await sign_in(client, db, Role.MERCHANT)
    assert (await client.get(path)).status_code == 200
    assert (await client.get(path.replace("1001", "x"))).status_code == 404


async def test_the_order_the_invoice_the_desk_the_letter_and_the_api_lead_to_it(
    client: httpx.AsyncClient, db: Database, order: Order
) -> None:
    own = f"/orders/{order.shown_id}"
    keyed = f"/de{own}/corrections/C-1001?key={order.key}"
    for page in (f"{own}?key={order.key}", f"{own}/invoice?key={order.key}"):
        assert f'href="{keyed}"' in html.unescape((await client.get(page)).text), page
    (note,) = (await client.get(f"/api{own}?key={order.key}")).json()["credit_notes"]
    assert {**note, "date": ""} == {"number": "C-1001", "date": "", "amount": {"amount": 1000, "currency": "EUR"}, "link": keyed}
    async with db.reading() as read:
        letter = await read.value("select html from mail.letter where template = 'checkout/refunded'")
    assert keyed in html.unescape(letter)
    await sign_in(client, db, Role.MERCHANT)
    assert f'href="/de{own}/corrections/C-1001"' in html.unescape((await client.get(f"/desk{own}")).text)


async def test_what_is_not_agreed_for_good_is_no_invoice_yet(client: httpx.AsyncClient, db: Database) -> None:
    order = (await hold(db)).order
    page = f"/orders/{order.shown_id}/invoice?key={order.key}"
    shown = (await client.get(page)).text
    assert "This is no invoice yet" in shown
    assert "Pro forma invoice for order" in shown
    async with db.writing() as tx:
        await orders.release(tx, SYSTEM, order.id)
    assert "no invoice yet" not in (await client.get(page)).text


async def test_the_staff_says_what_an_amount_is_for(client: httpx.AsyncClient, db: Database, order: Order) -> None:
    await sign_in(client, db, Role.MERCHANT)
    line = ids.show("lin", order.lines[0].id)
    here = f"/desk/orders/{order.shown_id}"
    assert f'value="{line}"' in (await client.get(here)).text
    given = {"amount": "1.00", "reason": "late"}
    assert (await client.post(f"{here}/refunds", data={**given, "part": "shipping"})).status_code == 303
    assert (await client.post(f"{here}/refunds", data={**given, "part": line})).status_code == 303
    api = f"/api/admin/orders/{order.shown_id}/refunds"
    asked = {"amount": {"amount": 100, "currency": "EUR"}, "reason": "late"}
    refused = await client.post(api, json={**asked, "part": ids.show("lin", ids.new())})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/part")
    assert (await client.post(api, json={**asked, "part": "shipping"})).status_code == 201
    await jobs.drain(db)
    async with db.reading() as read:
        made = await billing.corrections(read, order.id)
    assert [(one.amount, [entry.kind for entry in one.entries]) for one in made[1:]] == [
        (100, [Kind.SHIPPING]),
        (100, [Kind.PRICE]),
        (100, [Kind.SHIPPING]),
    ]
