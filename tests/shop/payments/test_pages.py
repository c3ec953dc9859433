"""Saved ways to pay, and what providers report."""

import html
import re
from datetime import timedelta

import httpx

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.outside.payments.model import SavedMethod
from stoa.people.permissions.model import Role
from stoa.shop import payments
from stoa.shop.payments import store
from tests.conftest import Webhooks
from tests.people.sessions.makers import sign_in
from tests.shop.checkout.makers import buy, make_shop
from tests.shop.checkout.test_pages import to_pay


async def test_a_member_sees_and_removes_their_own_methods_only(client: httpx.AsyncClient, db: Database) -> None:
    assert (await client.get("/account/payments")).status_code in {303, 401}
    other = await sign_in(client, db, Role.SHOPPER)
    async with db.writing() as tx:
        await store.save_method(tx, other, "sandbox", SavedMethod("pm_1", "Visa", "4242", 12, 2030))
        theirs = (await payments.methods(tx, other))[0]
    assert "Visa ending 4242" in (await client.get("/account/payments")).text
    await sign_in(client, db, Role.SHOPPER)
    assert "ending 4242" not in (await client.get("/account/payments")).text
    path = f"/account/payments/{ids.show('pme', theirs.id)}/removal"
    assert (await client.post(path)).status_code == 404
    assert (await client.post("/account/payments/nonsense/removal")).status_code == 404
    async with db.reading() as read:
        assert len(await payments.methods(read, other)) == 1


async def test_a_card_that_has_expired_is_shown_as_such_and_not_offered(client: httpx.AsyncClient, db: Database) -> None:
    member = await sign_in(client, db, Role.SHOPPER)
    async with db.writing() as tx:
        now = tx.now
        before = now.replace(day=1) - timedelta(days=1)
        await store.save_method(tx, member, "sandbox", SavedMethod("pm_old", "Visa", "1111", before.month, before.year))
        await store.save_method(tx, member, "sandbox", SavedMethod("pm_last", "Visa", "2222", now.month, now.year))
        await store.save_method(tx, member, "sandbox", SavedMethod("pm_wallet", "Wallet", "3333"))
        await store.save_method(tx, member, "gone", SavedMethod("pm_gone", "Visa", "4444", 12, now.year + 1))
        shop = await make_shop(tx)
    shown = html.unescape((await client.get("/account/payments")).text)
    assert f"Expired {before.month}/{before.year}; it is not offered any more" in shown
    assert f"Abgelaufen {before.month}/{before.year}" in html.unescape((await client.get("/de/account/payments")).text)
    assert f"Valid until {now.month}/{now.year}" in shown
    await to_pay(client, shop)
    offered = (await client.get("/checkout/pay")).text
    assert sorted(re.findall(r'value="(\w+:pm_\w+)"', offered)) == ["sandbox:pm_last", "sandbox:pm_wallet"]


async def test_a_providers_message_counts_once_and_only_when_it_is_signed(
    client: httpx.AsyncClient, db: Database, webhooks: Webhooks
) -> None:
    async with db.writing() as tx:
        shop = await make_shop(tx)
    await buy(db, shop.variant, "tok_twice")
    async with db.writing() as tx:
        await tx.run("update base.job set due_at = $1", tx.now)
    webhooks.into = None
    await jobs.drain(db)
    headers, body = webhooks.sent[0]
    first = await client.post("/api/webhooks/sandbox", content=body, headers=headers)
    again = await client.post("/api/webhooks/sandbox", content=body, headers=headers)
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json() == {"taken": False}
    forged = await client.post("/api/webhooks/sandbox", content=body.replace(b"authorized", b"authorised"), headers=headers)
    assert (forged.status_code, forged.json()["code"]) == (422, "bad_signature")
    assert (await client.post("/api/webhooks/nobody", content=body, headers=headers)).status_code == 422
