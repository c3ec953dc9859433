"""Amounts that a provider cannot be asked for: said before anything is set aside."""

import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.base.money import Money
from stoa.outside.payments.model import ONLY_IN_FULL, Outcome
from stoa.outside.payments.stripe import Stripe
from stoa.shop import payments
from stoa.shop.orders.model import OrderId
from stoa.shop.payments.model import TooFine
from tests.outside.payments.fake_stripe import FakeStripe
from tests.shop.payments.test_stripe import theirs

__all__ = ["theirs"]
pytestmark = [pytest.mark.anyio, pytest.mark.filterwarnings("ignore:Use 'content=<...>':DeprecationWarning")]  # the SDK's way with httpx


@pytest.mark.parametrize("currency", ["KWD", "BHD", "JOD", "OMR", "TND"])
async def test_what_stripe_cannot_count_is_refused_before_anything_is_asked(db: Database, theirs: FakeStripe, currency: str) -> None:
    order = OrderId(ids.new())
    async with db.writing() as tx:
        for amount in (5125, 5121, 1):
            with pytest.raises(TooFine) as refused:
                await payments.intend(tx, order, Money(amount, currency), "stripe", "pm_card_visa")
            assert refused.value.facts == {"amount": str(Money(amount, currency))}
        assert await tx.value("select count(*) from payments.payment") == 0
        await payments.intend(tx, order, Money(5125, currency), "sandbox", "tok_ok")
        await payments.intend(tx, OrderId(ids.new()), Money(5120, currency), "stripe", "pm_card_visa")
        await tx.run("delete from payments.payment")
    assert theirs.asked == []


async def test_a_rest_so_fine_is_taken_with_all_of_it() -> None:
    stripe = Stripe("sk_test_1", webhook_secret="", retries=0)
    answer = await stripe.capture(key="c", reference="pi_1", amount=Money(3333, "KWD"))
    assert (answer.outcome, answer.code) == (Outcome.FAILED, ONLY_IN_FULL)
    await stripe.close()
