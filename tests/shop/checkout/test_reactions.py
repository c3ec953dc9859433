"""Shoppers are told about their own order, once for each thing that happened."""

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.base.money import Money
from stoa.people.sessions.model import SYSTEM
from stoa.shop import payments
from stoa.shop.checkout import reactions
from stoa.shop.payments.model import RefundId, RefundMade
from tests.shop.checkout.makers import buy, make_shop


def eur(amount: int) -> Money:
    return Money(amount, "EUR")


async def test_each_refund_is_told_once_with_its_amount(db: Database) -> None:
    async with db.writing() as tx:
        shop = await make_shop(tx)
    order = (await buy(db, shop.variant)).order
    await jobs.drain(db)
    for amount in (500, 700):
        async with db.writing() as tx:
            await payments.refund(tx, SYSTEM, order.id, eur(amount), "goodwill")
        await jobs.drain(db)
    async with db.writing() as tx:
        made = await payments.refunds(tx, [order.id])
        for one in (*made, *made):
            event = RefundMade(about=order.id, amount=eur(one.amount), reason=one.reason, refund=one.id)
            await reactions.tell_of_refund(tx, event)
        told = await tx.rows("""select "to", text from mail.letter where template = 'checkout/refunded' order by id""")
        assert [row["to"] for row in told] == [order.email, order.email]
        assert ["5.00" in row["text"] for row in told] == [True, False]
        assert ["7.00" in row["text"] for row in told] == [False, True]
        assert await tx.value("select count(*) from base.event where kind = 'payments.RefundMade'") == 2
        await reactions.tell_of_refund(tx, RefundMade(about=order.id, amount=eur(100), reason="goodwill", refund=RefundId(ids.new())))
        assert await tx.value("select count(*) from mail.letter where template = 'checkout/refunded'") == 3
