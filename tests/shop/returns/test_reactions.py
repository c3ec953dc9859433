"""People are told what becomes of what they sent back, once; and a label is made once."""

import msgspec
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database, Reading
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import returns
from stoa.shop.orders.model import Order
from stoa.shop.returns import reactions, store
from stoa.shop.returns.jobs import label
from stoa.shop.returns.model import ReturnArrived, ReturnId, ReturnRefused, Wanted
from tests.shop.returns.makers import make_paid
from tests.shop.shipping.makers import an_address

Letter = tuple[str, str]


async def letters(read: Reading, name: str) -> list[Letter]:
    rows = await read.rows('select "to", text from mail.letter where template = $1 order by id', f"returns/{name}")
    return [(row["to"], row["text"]) for row in rows]


@pytest.fixture
async def sent_back(db: Database) -> tuple[Order, ReturnId]:
    """An order that has arrived, and a return of it that somebody asked for."""
    async with db.writing() as tx:
        order = await make_paid(tx, 2, state="delivered")
        [return_id] = await returns.ask(tx, GUEST, order.id, [Wanted(order.lines[0].id, 1)])
    await jobs.drain(db)
    return order, return_id


async def test_a_refused_return_is_told_once_with_the_reason(db: Database, sent_back: tuple[Order, ReturnId]) -> None:
    order, return_id = sent_back
    async with db.writing() as tx:
        await returns.refuse(tx, SYSTEM, return_id, "It was engraved for you.")
    await jobs.drain(db)
    async with db.writing() as tx:
        for _ in range(2):
            await reactions.tell_it_was_refused(tx, ReturnRefused(about=return_id, order=order.id))
        [(to, text)] = await letters(tx, "refused")
        assert to == order.email
        assert "It was engraved for you." in text
        assert str(order.number) in text
        assert await letters(tx, "arrived") == []


async def test_a_return_that_came_back_is_told_once(db: Database, sent_back: tuple[Order, ReturnId]) -> None:
    order, return_id = sent_back
    line = order.lines[0].id
    async with db.writing() as tx:
        await returns.approve(tx, SYSTEM, return_id)
        await returns.receive(tx, SYSTEM, return_id, {line: 1}, {line: 1})
    await jobs.drain(db)
    async with db.writing() as tx:
        for _ in range(2):
            await reactions.tell_it_has_arrived(tx, ReturnArrived(about=return_id, order=order.id))
        [(to, text)] = await letters(tx, "arrived")
        assert to == order.email
        assert str(order.number) in text
        assert await letters(tx, "refused") == []
        assert await tx.value("select count(*) from base.event where about = $1 and kind = 'returns.ReturnArrived'", return_id) == 1


async def test_a_label_is_made_once_however_often_its_job_runs(db: Database, sent_back: tuple[Order, ReturnId]) -> None:
    _, return_id = sent_back
    args = {"return": str(return_id)}
    async with db.writing() as tx:
        await tx.run("update returns.policy set address = $1", msgspec.to_builtins(an_address(name="Stoa")))
        await returns.approve(tx, SYSTEM, return_id)
    await jobs.drain(db)
    async with db.reading() as read:
        made = (await store.get(read, return_id)).tracking
    assert made is not None
    await label(db, args)
    async with db.writing() as tx:  # its worker died after the carrier had answered and before that was written
        await tx.run("update returns.return_ set tracking = null, label = null")
    await label(db, args)
    async with db.reading() as read:
        assert (await store.get(read, return_id)).tracking == made
        assert len(await letters(read, "approved")) == 1


async def test_without_an_address_of_the_shop_there_is_no_label_and_the_letter_goes_all_the_same(
    db: Database, sent_back: tuple[Order, ReturnId]
) -> None:
    order, return_id = sent_back
    async with db.writing() as tx:
        await returns.approve(tx, SYSTEM, return_id)
    await jobs.drain(db)
    async with db.reading() as read:
        assert (await store.get(read, return_id)).tracking == ""
        assert [to for to, _ in await letters(read, "approved")] == [order.email]


async def test_a_label_for_what_is_not_there_is_nothing(db: Database) -> None:
    await label(db, {"return": str(ids.new())})
    async with db.reading() as read:
        assert await read.value("select count(*) from mail.letter") == 0
