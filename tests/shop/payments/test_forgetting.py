"""What was saved is forgotten by the provider too: once it is paid or over, for nobody who still needs it, as often as it takes."""

import contextlib
from datetime import timedelta
from typing import Any

import pytest

from stoa.base import clock, ids, jobs
from stoa.base.database import Database
from stoa.outside import payments as providers
from stoa.outside.payments.model import Answer, Outcome, ProviderTimeout
from stoa.outside.payments.sandbox import Sandbox
from stoa.people.sessions.model import GUEST, SYSTEM, PersonId, Visitor
from stoa.shop import carts, checkout, orders, payments
from stoa.shop.checkout.model import Placed
from stoa.shop.orders.model import Holder, Order, holding
from stoa.shop.payments import forgetting, store
from stoa.shop.payments.privacy import erase
from tests.shop.checkout.makers import RETURN, a_buyer, make_shop

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def held(monkeypatch: pytest.MonkeyPatch) -> None:
    """Orders for a trial save how they are paid."""

    async def nothing(_tx: Any, _actor: Visitor, _order: Order) -> None: ...

    async def saves(_read: Any, _purpose: str) -> bool:
        return True

    monkeypatch.setattr(holding, "_holders", {})
    holding.holder("trial", Holder(begin=nothing, placed=nothing, gone=nothing, saves=saves))


async def order(db: Database, token: str = "tok_ok", visitor: Visitor = GUEST) -> Placed:
    async with db.writing() as tx:
        shop = await make_shop(tx)
        cart = await carts.make(tx, "eu", "en", visitor.person, purpose="trial:later")
        await carts.add(tx, cart, shop.variant, 1)
    return await checkout.place(db, visitor, cart, a_buyer(token), RETURN)


async def end(db: Database, placed: Placed) -> None:
    async with db.writing() as tx:
        await orders.cancel(tx, SYSTEM, placed.order.id, "changed_mind")
    await jobs.drain(db)


async def known(db: Database) -> list[bool]:
    """Return of each method that the provider ever saved whether it still has it."""
    async with db.reading() as read:
        return [row[0] for row in await read.rows("select forgotten_at is null from outside_payments.method order by made_at, token")]


async def asked(db: Database) -> list[tuple[str, int, str, bool]]:
    """Return what was asked for: how it stands, how often it was refused, why, and whether we still hold the token."""
    async with db.reading() as read:
        rows = await read.rows("select state, attempts, code, token is not null as held from payments.forgetting order by id")
    return [(row["state"], row["attempts"], row["code"], row["held"]) for row in rows]


async def test_it_is_forgotten_when_it_is_paid(db: Database) -> None:
    placed = await order(db)
    assert await known(db) == [True]
    async with db.writing() as tx:
        await payments.take(tx, placed.order.id)
        assert await tx.value("select count(*) from payments.forgetting") == 0
    await jobs.drain(db)
    assert await known(db) == [False]
    assert await asked(db) == [("made", 0, "", False)]


async def test_and_when_the_order_has_ended(db: Database) -> None:
    await end(db, await order(db))
    assert await known(db) == [False]


async def test_and_when_another_way_to_pay_took_its_place(db: Database) -> None:
    placed = await order(db, "tok_charge_fails")
    async with db.writing() as tx:
        await payments.take(tx, placed.order.id)
    await jobs.drain(db)
    assert await known(db) == [True]
    async with db.writing() as tx:
        again = await payments.pay_again(tx, placed.order.id, "sandbox", "tok_ok")
    await payments.authorize(db, again, RETURN)
    await jobs.drain(db)
    assert await known(db) == [False]


async def test_what_is_forgotten_pays_no_more(db: Database) -> None:
    sandbox = providers.current()["sandbox"]
    placed = await order(db)
    assert placed.payment is not None
    saved = placed.payment.method
    assert saved is not None
    await end(db, placed)
    answer = await sandbox.authorize(
        key="k", amount=placed.order.total, token=saved.token, reference="ord", return_url=RETURN, customer=saved.customer, absent=True
    )
    assert (answer.outcome, answer.code) == (Outcome.FAILED, "no_such_token")


async def test_a_members_own_stays_until_they_forget_it(db: Database) -> None:
    person = Visitor(person=PersonId(ids.new()))
    placed = await order(db, "tok_ok", person)
    assert placed.payment is not None
    assert placed.payment.method is not None
    async with db.writing() as tx:
        await store.save_method(tx, person.member, "sandbox", placed.payment.method)
        own = (await payments.methods(tx, person.member))[0]
    await end(db, placed)
    assert (await known(db), await asked(db)) == ([True], [])
    async with db.writing() as tx:
        assert not await forgetting.of_person(tx, PersonId(ids.new()), own.id)
        assert await forgetting.of_person(tx, person.member, own.id)
    await jobs.drain(db)
    assert await known(db) == [False]


async def test_what_an_order_still_waits_to_be_paid_with_is_forgotten_after_it(db: Database) -> None:
    person = Visitor(person=PersonId(ids.new()))
    placed = await order(db, "tok_ok", person)
    assert placed.payment is not None
    assert placed.payment.method is not None
    async with db.writing() as tx:
        await store.save_method(tx, person.member, "sandbox", placed.payment.method)
        await erase(tx, person.member)
    await jobs.drain(db)
    assert await known(db) == [True]
    async with db.writing() as tx:
        await payments.take(tx, placed.order.id)
    await jobs.drain(db)
    assert await known(db) == [False]


async def test_no_answer_is_asked_for_with_the_same_key(db: Database) -> None:
    placed = await order(db, "tok_forget_timeout")
    with pytest.raises(ProviderTimeout):
        await end(db, placed)
    assert await asked(db) == [("asked", 0, "", True)]
    async with db.reading() as read:
        found = await read.value("select id from payments.forgetting")
    await forgetting.forget(db, found)
    assert await asked(db) == [("made", 0, "", False)]
    async with db.reading() as read:
        assert len(await read.value("select forget_keys from outside_payments.method")) == 1


async def test_a_refusal_is_tried_again_with_another_key(db: Database) -> None:
    await end(db, await order(db, "tok_forget_fails_once"))
    assert (await known(db), await asked(db)) == ([True], [("asked", 1, "try_again_later", True)])
    clock.set_offset(timedelta(minutes=1))
    await jobs.drain(db)
    assert (await known(db), await asked(db)) == ([False], [("made", 1, "", False)])


async def test_in_the_end_it_is_on_record_that_it_was_refused(db: Database) -> None:
    await end(db, await order(db, "tok_forget_fails"))
    for minutes in (1, 3, 7, 15, 31, 63):
        clock.set_offset(timedelta(minutes=minutes))
        await jobs.drain(db)
    assert await asked(db) == [("failed", 5, "try_again_later", True)]


async def test_told_twice_it_is_asked_for_once(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    keys: list[str] = []
    real = Sandbox.forget

    async def counted(self: Sandbox, *, key: str, token: str) -> Answer:
        keys.append(key)
        return await real(self, key=key, token=token)

    monkeypatch.setattr(Sandbox, "forget", counted)
    placed = await order(db)
    async with db.writing() as tx:
        await orders.cancel(tx, SYSTEM, placed.order.id, "changed_mind")
        for _ in range(3):
            await forgetting.of_order(tx, placed.order.id)
    with contextlib.suppress(ProviderTimeout):
        await jobs.drain(db)
    assert len(keys) == 1
