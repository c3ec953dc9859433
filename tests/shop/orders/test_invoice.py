"""The invoice: everything that makes it one, and who is told what it lacks."""

from datetime import timedelta

import httpx
import msgspec
import pytest

from stoa.app import wiring
from stoa.app.settings import Settings
from stoa.base import clock
from stoa.base.database import Database
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import SYSTEM
from stoa.shop import orders, payments, shipping
from stoa.shop.orders.model import Order
from stoa.shop.orders.web import invoicing
from tests.conftest import ORIGIN
from tests.people.sessions.makers import sign_in
from tests.shop.checkout.makers import buy, make_shop


@pytest.fixture
async def order(db: Database) -> Order:
    async with db.writing() as tx:
        shop = await make_shop(tx)
    return (await buy(db, shop.variant, quantity=2)).order


def invoice_of(order: Order, language: str = "") -> str:
    return f"{language}/orders/{order.shown_id}/invoice?key={order.key}"


async def test_an_invoice_says_all_that_it_must(db: Database, settings: Settings, order: Order) -> None:
    known = msgspec.structs.replace(
        settings, database_url=db.url, seller="Agora GmbH; Speicherweg 4; 20457 Hamburg", tax_number="DE123456789"
    )
    transport = httpx.ASGITransport(app=wiring.build(known, db))
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        shown = (await client.get(invoice_of(order))).text
        for text in (
            "Agora GmbH",
            "20457 Hamburg",
            "DE123456789",
            "Hafenstraße 12",
            str(order.number),
            "€53.70",
            "€45.13",
            "€8.57",
            "19 %",
        ):
            assert text in shown, text
        assert "with the parcel" in shown
        assert "STOA_SELLER" not in shown
        german = (await client.get(invoice_of(order, "/de"))).text
        for text in ("Rechnungsnummer", "Rechnungsdatum", "Lieferdatum", "Einzelpreis", "USt-IdNr.", "53,70\xa0€"):
            assert text in german, text


async def test_the_staff_alone_is_told_what_it_lacks(client: httpx.AsyncClient, db: Database, order: Order) -> None:
    assert "STOA_SELLER" not in (await client.get(invoice_of(order))).text
    await sign_in(client, db, Role.MERCHANT)
    assert "STOA_SELLER" in (await client.get(invoice_of(order))).text
    await sign_in(client, db, Role.ADMIN)
    assert "Invoices lack who sells" in (await client.get("/desk/settings")).text


async def test_it_was_supplied_when_the_last_piece_left(db: Database, order: Order) -> None:
    assert invoicing.supplied_at(order) is None
    async with db.writing() as tx:
        await shipping.ship(tx, SYSTEM, order.id, {order.lines[0].id: 1}, "manual")
        assert invoicing.supplied_at(await orders.get(tx, order.id)) is None
        tx.now = clock.now() + timedelta(days=1)
        await shipping.ship(tx, SYSTEM, order.id, {order.lines[0].id: 1}, "manual")
        assert invoicing.supplied_at(await orders.get(tx, order.id)) == tx.now


async def test_what_was_given_back_since_is_told(client: httpx.AsyncClient, db: Database, order: Order) -> None:
    async with db.writing() as tx:
        await tx.run("update payments.payment set state = 'captured', captured = due where order_id = $1", order.id)
        await payments.refund(tx, SYSTEM, order.id, order.shipping, "late")
    shown = (await client.get(invoice_of(order))).text
    assert "Given back since" in shown
    assert "€3.90" in shown
