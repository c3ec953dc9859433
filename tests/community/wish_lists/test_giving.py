"""Promises and gifts: who may, how long, and when they are bought."""

from datetime import timedelta

import pytest

from stoa.base import events, jobs
from stoa.base.database import Database, Writing
from stoa.community.wish_lists import actions, claim_store, claiming, joining, queries, store
from stoa.community.wish_lists import model as m
from stoa.community.wish_lists.model import Change, Claim, Role, View, Who
from stoa.people import privacy
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import carts, checkout, orders
from stoa.shop.orders.model import Order, OrderPlaced
from tests.community.wish_lists.makers import HERS, Wishes, guest, make_wishes, member
from tests.people.accounts.makers import make_person
from tests.shop.checkout.makers import RETURN, a_buyer

pytestmark = pytest.mark.anyio


async def claim(tx: Writing, wishes: Wishes, by: int = 1, quantity: int = 1, name: str = "Ada") -> Claim:
    return await claiming.claim(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(by), name, quantity)


async def test_a_claim_holds_and_is_made_anew_by_the_same_giver(tx: Writing) -> None:
    wishes = await make_wishes(tx, quantity=2)
    first = await claim(tx, wishes)
    assert (first.until, first.name, first.quantity) == (tx.now + timedelta(hours=48), "Ada", 1)
    again = await claim(tx, wishes, quantity=2, name="Ada K.")
    assert (again.id, again.quantity, again.name) == (first.id, 2, "Ada K.")
    with pytest.raises(m.AlreadyTaken):
        await claim(tx, wishes, by=2)
    rows = await tx.rows("select kind from base.event where kind = 'wish_lists.EntryClaimed'")
    assert len(rows) == 1


async def test_an_ended_claim_is_free_without_anybody_cleaning(tx: Writing) -> None:
    wishes = await make_wishes(tx)
    await claim(tx, wishes)
    await tx.run("update wish_lists.claim set until = $1, made_at = $1::timestamptz - interval '48 hours'", tx.now)
    other = await claim(tx, wishes, by=2, name="Eve")
    kept = await claim_store.of_entry(tx, wishes.entry.id)
    assert [one.name for one in kept if one.counts(tx.now)] == ["Eve"]
    with pytest.raises(m.AlreadyTaken):
        await claim(tx, wishes)
    await claiming.give_up(tx, other.id, guest(2))
    await claim(tx, wishes)


async def test_only_who_promised_takes_it_back(tx: Writing) -> None:
    wishes = await make_wishes(tx)
    made = await claim(tx, wishes)
    for who in (guest(2), Who(), wishes.owner, Who(await make_person(tx))):
        with pytest.raises(m.NoSuchClaim):
            await claiming.give_up(tx, made.id, who)
    await claiming.give_up(tx, made.id, guest())
    with pytest.raises(m.NoSuchClaim):
        await claiming.give_up(tx, made.id, guest())


@pytest.mark.parametrize("role", [Role.OWNER, Role.SURPRISED])
async def test_nobody_gives_to_themselves(tx: Writing, role: Role) -> None:
    wishes = await make_wishes(tx)
    with pytest.raises(m.OwnList):
        await claiming.claim(tx, wishes.list, role, wishes.entry.id, wishes.owner, "Edda", 1)


async def test_what_was_promised_stays_visible_to_who_promised_it(tx: Writing) -> None:
    wishes = await make_wishes(tx)
    await claim(tx, wishes)
    await actions.remove(tx, wishes.owner, wishes.list.id, wishes.entry.id)
    counts = {}
    for number, who, role in ((1, guest(), Role.GIVER), (2, guest(2), Role.GIVER), (3, wishes.owner, Role.OWNER)):
        counts[number] = len((await queries.see(tx, wishes.list, role, who, GUEST, "eu", "en")).entries)
    assert counts == {1: 1, 2: 0, 3: 0}
    with pytest.raises(m.NotWished):
        await claim(tx, wishes, by=2)


async def test_what_the_owner_has_already_is_not_promised(tx: Writing) -> None:
    wishes = await make_wishes(tx)
    await actions.change(tx, wishes.owner, wishes.list.id, wishes.entry.id, Change(had=True))
    with pytest.raises(m.NotWished):
        await claim(tx, wishes)


async def buy(db: Database, wishes: Wishes, by: int = 1, quantity: int = 1) -> Order:
    async with db.writing() as tx:
        cart = await carts.make(tx, "eu", "en")
        await claiming.buy(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(by), "Ada", quantity, cart, send=True, label="Edda")
        cart = await carts.opened(tx, cart.token, GUEST)
    placed = await checkout.place(db, GUEST, cart, a_buyer(address=None), RETURN)
    await jobs.drain(db)
    return placed.order


async def test_a_claim_becomes_bought_when_its_order_is_placed_and_free_when_that_is_cancelled(db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx, quantity=2)
    order = await buy(db, wishes, quantity=2)
    async with db.writing() as tx:
        claims = await claim_store.of_entry(tx, wishes.entry.id)
        assert [(one.order_id, one.quantity, one.bought_at is not None) for one in claims] == [(order.id, 2, True)]
        assert all(one.counts(tx.now + timedelta(days=999)) for one in claims)
        stored = await orders.get(tx, order.id)
        assert (stored.shipping_address, stored.hidden_as, stored.recipient_id) == (HERS, "Edda", wishes.person)
        with pytest.raises(m.NoSuchClaim):
            await claiming.give_up(tx, claims[0].id, guest())
        await events.record(tx, OrderPlaced(about=order.id))
    await jobs.drain(db)
    async with db.writing() as tx:
        assert len(await claim_store.of_entry(tx, wishes.entry.id)) == 1
        await orders.cancel(tx, GUEST, order.id, "changed my mind")
    await jobs.drain(db)
    async with db.reading() as read:
        assert await claim_store.of_entry(read, wishes.entry.id) == []
        kinds = [row["kind"] for row in await read.rows("select kind from base.event where kind like 'wish_lists.%' order by id")]
    assert kinds == ["wish_lists.EntrySaved", "wish_lists.ListShared", "wish_lists.EntryClaimed", "wish_lists.ClaimBought"]


async def test_a_gift_that_is_bought_after_its_promise_ran_out_is_bought_all_the_same(db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx)
        cart = await carts.make(tx, "eu", "en")
        await claiming.buy(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(), "Ada", 1, cart, send=False)
        await tx.run("update wish_lists.claim set made_at = made_at - interval '3 days', until = until - interval '3 days'")
    placed = await checkout.place(db, GUEST, cart, a_buyer(), RETURN)
    await jobs.drain(db)
    async with db.reading() as read:
        claims = await claim_store.of_entry(read, wishes.entry.id)
        assert [one.order_id for one in claims] == [placed.order.id]
        assert (await orders.get(read, placed.order.id)).hidden_as is None


async def test_a_promise_goes_along_at_sign_in_and_its_thing_too(db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx)
        person = await make_person(tx)
        cart = await carts.make(tx, "eu", "en")
        await claiming.buy(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(), "Ada", 1, cart, send=True, label="Edda")
        await carts.make(tx, "eu", "en", person)
        await carts.merge(tx, person, cart.token)
        assert guest().guest is not None
        await joining.merge(tx, person, guest().guest)
        mine = await carts.current(tx, None, member(person))
        assert mine is not None
        assert mine.ship_to is not None
    placed = await checkout.place(db, member(person), mine, a_buyer(address=None), RETURN)
    await jobs.drain(db)
    async with db.reading() as read:
        claims = await claim_store.of_entry(read, wishes.entry.id)
    assert [(one.order_id, one.person) for one in claims] == [(placed.order.id, person)]


async def test_who_erases_themselves_leaves_no_name(db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx, view=View.ALL)
        giver = await make_person(tx)
        await claiming.claim(tx, wishes.list, Role.GIVER, wishes.entry.id, Who(giver), "Secret Ada", 1)
        file = await privacy.export(tx, giver)
        assert b"Secret Ada" in file
        assert b"Our day" not in file
        own = await privacy.export(tx, wishes.person)
        assert b"Our day" in own
        assert b"Secret Ada" not in own
        await privacy.erase(tx, SYSTEM, giver)
        assert await tx.rows("select name, person from wish_lists.claim") == [("–", None)]
        await privacy.erase(tx, SYSTEM, wishes.person)
        assert await store.find(tx, wishes.list.id) is None
        assert await tx.value("select count(*) from wish_lists.list") == 0
