"""When money moves and the provider misbehaves: docs/group-buys.md, line by line, through the real checkout and the sandbox."""

import contextlib
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from stoa.base import jobs
from stoa.base.database import Database
from stoa.base.money import Money
from stoa.deals.group_buys.model import Kind, PlaceState, Tier
from stoa.deals.group_buys.reactions import give_an_hour
from stoa.outside import payments as providers
from stoa.outside.payments.model import Answer, Outcome, ProviderTimeout
from stoa.outside.payments.sandbox import Sandbox
from stoa.shop import orders, payments
from stoa.shop.orders.model import OrderId
from stoa.shop.orders.model import State as OrderState
from stoa.shop.payments.model import CaptureDeclined, PaymentDeclinedNow
from stoa.shop.payments.model import State as PaymentState
from tests.conftest import Webhooks
from tests.deals.group_buys.makers import Group, join, make_tiers, places, standing
from tests.shop.checkout.makers import RETURN

pytestmark = pytest.mark.anyio
Forward = Callable[[timedelta], None]
SHIPPING = 390
FIRST, SECOND = 9000 + SHIPPING, 8000 + SHIPPING
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


async def group_with(db: Database, *tokens: str, days: int = 1, **overrides: Any) -> Group:
    """Open 2 people −10 %, 4 people −20 %, at most 5; so many join, paying like this."""
    async with db.writing() as tx:
        group = await make_tiers(tx, closes_at=tx.now + timedelta(days=days), **overrides)
    assert group.team is not None
    for token in tokens:
        with contextlib.suppress(PaymentDeclinedNow):
            await join(db, group.team, group, token)
    return group


async def stands(db: Database, group: Group) -> tuple[str, int, int]:
    assert group.team is not None
    return await standing(db, group.team)


async def states(db: Database, group: Group) -> list[str]:
    assert group.team is not None
    return [one.state.value for one in await places(db, group.team)]


async def charges(db: Database) -> list[tuple[str, int, int]]:
    """Return how each charge stands at the provider: its state, what was taken, what was given back."""
    async with db.reading() as read:
        return [(one.state, one.captured, one.refunded) for one in await providers.charges(read)]


async def letters(db: Database, template: str) -> int:
    async with db.reading() as read:
        return int(await read.value("select count(*) from mail.letter where template = $1", f"group_buys/{template}"))


async def order_of(db: Database, group: Group, number: int) -> OrderId:
    assert group.team is not None
    return (await places(db, group.team))[number].order_id


# --- Long windows: the method is saved ---


async def test_a_deal_over_nine_days_saves_and_charges_once_at_the_price_reached(db: Database, forward: Forward) -> None:
    group = await group_with(db, *["tok_ok"] * 4, days=9)
    assert await charges(db) == [("saved", 0, 0)] * 4
    assert await stands(db, group) == ("tipped", 4, 4)
    forward(timedelta(days=8))
    assert await stands(db, group) == ("tipped", 4, 4)
    forward(DAY)
    assert await stands(db, group) == ("settled", 4, 4)
    assert sorted(await charges(db)) == [("captured", SECOND, 0)] * 4 + [("saved", 0, 0)] * 4
    async with db.reading() as read:
        assert await read.value("select count(*) from payments.payment where method is not null") == 0
        assert await read.value("select count(*) from payments.method") == 0


async def test_a_long_deal_that_fails_charges_nobody_and_forgets_what_was_saved(db: Database, forward: Forward) -> None:
    group = await group_with(db, "tok_ok", days=9)
    forward(timedelta(days=9))
    assert await stands(db, group) == ("settled", 0, 0)
    assert await charges(db) == [("saved", 0, 0)]
    async with db.reading() as read:
        row = await read.row("select state, method from payments.payment")
    assert (row["state"], row["method"]) == ("voided", None)


async def test_two_charges_are_declined_and_tried_once_more_by_themselves(db: Database, forward: Forward) -> None:
    group = await group_with(db, "tok_ok", "tok_ok", "tok_charge_fails_once", "tok_charge_fails", days=9)
    forward(timedelta(days=9))
    assert await stands(db, group) == ("tipped", 4, 4)
    assert await states(db, group) == ["captured", "captured", "captured", "grace"]
    assert await letters(db, "grace") == 1
    assert sorted(await charges(db)).count(("captured", SECOND, 0)) == 3
    assert sorted(await charges(db)).count(("declined", 0, 0)) == 3
    forward(HOUR)
    assert await stands(db, group) == ("settled", 3, 3)
    assert sorted(await charges(db)).count(("captured", SECOND, 0)) == 3


async def test_no_answer_to_a_charge_is_looked_up_until_it_is_known(db: Database, forward: Forward) -> None:
    group = await group_with(db, "tok_ok", "tok_charge_timeout", days=9)
    forward(timedelta(days=9))
    assert await stands(db, group) == ("tipped", 2, 2)
    assert await states(db, group) == ["captured", "capturing"]
    forward(timedelta(seconds=30))
    async with db.writing() as tx:
        await jobs.enqueue(tx, "payments.ask")
    assert await stands(db, group) == ("settled", 2, 2)
    assert sorted(await charges(db)) == [("captured", FIRST, 0)] * 2 + [("saved", 0, 0)] * 2


# --- Captured ---


async def test_a_capture_without_an_answer_is_asked_for_with_the_same_key_and_nothing_is_sent_meanwhile(
    db: Database, forward: Forward, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked for with others, then by itself at once, and later again: the bank took it the first time, and is silent twice."""
    group = await group_with(db, "tok_ok", "tok_capture_timeout")
    forward(DAY)
    asked: Counter[str] = Counter()
    real = Sandbox.capture

    async def silent(self: Sandbox, *, key: str, reference: str, amount: Money) -> Answer:
        asked[key] += 1
        answer = await real(self, key=key, reference=reference, amount=amount)
        if asked[key] == 2:
            raise ProviderTimeout
        return answer

    monkeypatch.setattr(Sandbox, "capture", silent)
    with pytest.raises(ProviderTimeout):
        await stands(db, group)
    await jobs.drain(db)
    assert await states(db, group) == ["captured", "capturing"]
    async with db.reading() as read:
        assert (await orders.get(read, await order_of(db, group, 1))).state is OrderState.HELD
    forward(timedelta(seconds=31))  # the watch looks after it
    assert await stands(db, group) == ("settled", 2, 2)
    assert await charges(db) == [("captured", FIRST, 0)] * 2
    assert sorted(asked.values()) == [1, 3]


async def test_a_capture_that_never_arrived_is_asked_for_again(db: Database, forward: Forward, monkeypatch: pytest.MonkeyPatch) -> None:
    group = await group_with(db, "tok_ok", "tok_ok")
    forward(DAY)
    keys: list[str] = []
    real = Sandbox.capture

    async def lost(self: Sandbox, *, key: str, reference: str, amount: Money) -> Answer:
        keys.append(key)
        if keys.count(key) < 3:
            raise ProviderTimeout
        return await real(self, key=key, reference=reference, amount=amount)

    monkeypatch.setattr(Sandbox, "capture", lost)
    for _ in range(12):
        with contextlib.suppress(ProviderTimeout):
            if await stands(db, group) == ("settled", 2, 2):
                break
        forward(timedelta(seconds=31))
    assert await charges(db) == [("captured", FIRST, 0)] * 2
    assert len(set(keys)) == 2


@pytest.mark.usefixtures("delivered")
async def test_captured_told_late_and_twice_is_paid_once(db: Database, webhooks: Webhooks, forward: Forward) -> None:
    group = await group_with(db, "tok_twice", "tok_twice", "tok_twice", "tok_twice", "tok_twice")
    assert await stands(db, group) == ("settled", 5, 5)
    for headers, body in list(webhooks.sent):
        assert not await payments.receive_webhook(db, "sandbox", headers, body)
    assert await stands(db, group) == ("settled", 5, 5)
    assert await charges(db) == [("captured", SECOND, 0)] * 5


# --- Declined, expired ---


async def test_an_authorization_that_has_expired_gives_an_hour(db: Database, forward: Forward) -> None:
    group = await group_with(db, "tok_ok", "tok_expires")
    forward(DAY)
    assert await stands(db, group) == ("tipped", 2, 2)
    assert await states(db, group) == ["captured", "grace"]
    assert await letters(db, "grace") == 1
    forward(timedelta(minutes=59))
    async with db.writing() as tx:
        again = await payments.pay_again(tx, await order_of(db, group, 1), "sandbox", "tok_ok")
    await payments.authorize(db, again, RETURN)
    assert await stands(db, group) == ("settled", 2, 2)
    assert sorted(await charges(db)) == [("captured", FIRST, 0), ("captured", FIRST, 0), ("voided", 0, 0)]


async def test_what_is_paid_within_the_hour_counts_though_the_bank_takes_longer(db: Database, forward: Forward) -> None:
    group = await group_with(db, "tok_ok", "tok_expires")
    forward(DAY)
    await stands(db, group)
    forward(timedelta(minutes=59, seconds=50))
    async with db.writing() as tx:
        again = await payments.pay_again(tx, await order_of(db, group, 1), "sandbox", "tok_capture_timeout")
    await payments.authorize(db, again, RETURN)
    forward(timedelta(seconds=20))
    with contextlib.suppress(ProviderTimeout):
        await stands(db, group)
    assert await states(db, group) == ["captured", "grace"]
    async with db.writing() as tx:
        await payments.take(tx, await order_of(db, group, 1))
    assert await stands(db, group) == ("settled", 2, 2)


async def test_an_hour_that_passed_leaves_nothing_charged_and_the_others_their_price(db: Database, forward: Forward) -> None:
    group = await group_with(db, "tok_ok", "tok_ok", "tok_ok", "tok_capture_fails")
    forward(DAY)
    await stands(db, group)
    forward(HOUR)
    assert await stands(db, group) == ("settled", 3, 3)
    assert [one for one in await charges(db) if one[0] == "captured"] == [("captured", SECOND, 0)] * 3
    await give(db, await order_of(db, group, 3))
    assert await states(db, group) == ["captured"] * 3 + ["declined"]


# --- What could not be taken is let go ---


async def let_go(db: Database) -> list[tuple[str, str]]:
    """Return each call that let go of what could not be taken: its outcome, and how the whole of it stands."""
    async with db.reading() as read:
        rows = await read.rows(
            """select s.outcome, l.state from payments.letting_go l left join payments.step s
            on s.payment_id = l.payment_id and s.verb = 'let_go' order by s.id"""
        )
    return [(row["outcome"], row["state"]) for row in rows]


async def test_whoever_pays_another_way_has_what_was_set_aside_first_let_go(db: Database, forward: Forward) -> None:
    group = await group_with(db, "tok_ok", "tok_capture_fails")
    forward(DAY)
    assert await stands(db, group) == ("tipped", 2, 2)
    assert sorted(await charges(db)) == [("captured", FIRST, 0), ("voided", 0, 0)]
    async with db.writing() as tx:
        again = await payments.pay_again(tx, await order_of(db, group, 1), "sandbox", "tok_ok")
    await payments.authorize(db, again, RETURN)
    assert await stands(db, group) == ("settled", 2, 2)
    assert sorted(await charges(db)) == [("captured", FIRST, 0)] * 2 + [("voided", 0, 0)]
    assert await let_go(db) == [("voided", "made")]


async def test_so_has_whoever_pays_nothing_more(db: Database, forward: Forward) -> None:
    group = await group_with(db, "tok_ok", "tok_ok", "tok_capture_fails")
    forward(DAY)
    await stands(db, group)
    forward(HOUR)
    assert await stands(db, group) == ("settled", 2, 2)
    assert sorted(await charges(db)) == [("captured", FIRST, 0)] * 2 + [("voided", 0, 0)]


async def test_no_answer_to_letting_go_is_asked_for_with_the_same_key(db: Database, forward: Forward) -> None:
    group = await group_with(db, "tok_ok", "tok_void_timeout")
    forward(DAY)
    with pytest.raises(ProviderTimeout):
        await stands(db, group)
    assert await let_go(db) == [(None, "asked")]
    async with db.writing() as tx:  # as the worker does with a job that fails
        payment = await payments.of_order(tx, await order_of(db, group, 1))
        assert payment is not None
        await jobs.enqueue(tx, "payments.let_go", {"payment": payment.id})
    await stands(db, group)
    assert await let_go(db) == [(None, "made"), ("voided", "made")]
    async with db.reading() as read:
        assert await read.value("select count(*) from outside_payments.call where verb = 'void'") == 1
    assert sorted(await charges(db)) == [("captured", FIRST, 0), ("voided", 0, 0)]


async def test_what_is_refused_once_is_let_go_with_another_key(db: Database, forward: Forward) -> None:
    group = await group_with(db, "tok_ok", "tok_void_fails_once")
    forward(DAY)
    await stands(db, group)
    assert await let_go(db) == [("failed", "asked")]
    forward(timedelta(minutes=1))
    await stands(db, group)
    assert await let_go(db) == [("failed", "made"), ("voided", "made")]
    assert sorted(await charges(db)) == [("captured", FIRST, 0), ("voided", 0, 0)]


async def test_what_is_never_let_go_is_told_to_the_desk(db: Database, forward: Forward) -> None:
    group = await group_with(db, "tok_ok", "tok_void_fails")
    forward(DAY)
    await stands(db, group)
    for minutes in (1, 2, 4, 8, 16, 32):
        forward(timedelta(minutes=minutes))
        await stands(db, group)
    assert await let_go(db) == [("failed", "failed")] * 6
    async with db.reading() as read:
        facts = await read.value("select facts from orders.entry where kind = 'let_go_failed'")
    assert facts == {"amount": {"amount": FIRST, "currency": "EUR"}, "code": "try_again_later"}


async def give(db: Database, order_id: OrderId) -> None:
    """Tell once more, much too late, that it was declined."""
    async with db.writing() as tx:
        await give_an_hour(tx, CaptureDeclined(about=order_id, code="late"))


# --- Too late ---


async def test_a_late_authorized_for_a_place_given_up_is_released(db: Database, webhooks: Webhooks, forward: Forward) -> None:
    group = await group_with(db, "tok_ok", "tok_late", kind=Kind.TIERS, tiers=(Tier(2, 10),))
    forward(timedelta(minutes=15))
    assert await stands(db, group) == ("open", 1, 1)
    headers, body = webhooks.sent[-1]
    assert await payments.receive_webhook(db, "sandbox", headers, body)
    assert await stands(db, group) == ("open", 1, 1)
    assert await charges(db) == [("authorized", 0, 0), ("voided", 0, 0)]
    assert await states(db, group) == ["authorized", "declined"]


async def test_a_late_captured_for_a_place_given_up_goes_back_and_the_desk_is_told(
    db: Database, webhooks: Webhooks, forward: Forward
) -> None:
    group = await group_with(db, "tok_ok", "tok_taken_late")
    forward(timedelta(minutes=15))
    assert await stands(db, group) == ("open", 1, 1)
    headers, body = webhooks.sent[-1]
    assert await payments.receive_webhook(db, "sandbox", headers, body)
    assert await stands(db, group) == ("open", 1, 1)
    assert await charges(db) == [("authorized", 0, 0), ("captured", FIRST, FIRST)]
    async with db.reading() as read:
        assert await read.value("select count(*) from orders.entry where kind = 'paid_too_late'") == 1


async def test_a_late_captured_for_a_team_that_failed_goes_back(db: Database, forward: Forward) -> None:
    group = await group_with(db, "tok_ok", "tok_taken_late")
    forward(DAY)
    assert await stands(db, group) == ("settled", 0, 0)
    async with db.reading() as read:
        payment = await payments.of_order(read, await order_of(db, group, 1))
    assert payment is not None
    await payments.look_up(db, payment.id)
    await jobs.drain(db)
    assert await charges(db) == [("voided", 0, 0), ("captured", FIRST, FIRST)]


# --- Taken in full ---


async def test_what_is_taken_in_full_is_given_back_in_the_same_settlement(db: Database, forward: Forward) -> None:
    group = await group_with(db, "tok_only_in_full", "tok_only_in_full", "tok_ok", "tok_ok")
    forward(DAY)
    assert await stands(db, group) == ("settled", 4, 4)
    assert await charges(db) == [("captured", FIRST, 1000)] * 2 + [("captured", SECOND, 0)] * 2


async def test_what_was_taken_from_the_first_is_paid_with_that_and_the_difference_goes_back(
    db: Database, forward: Forward, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Sandbox.authorize

    async def at_once(self: Sandbox, **asked: Any) -> Answer:
        await real(self, **asked)
        async with db.writing() as tx:
            await tx.run("update outside_payments.charge set state = 'captured', captured = amount where key = $1", asked["key"])
        found = await self.look_up(key=asked["key"])
        assert found.outcome is Outcome.CAPTURED
        return found

    monkeypatch.setattr(Sandbox, "authorize", at_once)
    group = await group_with(db, *["tok_ok"] * 4)
    assert await stands(db, group) == ("tipped", 4, 4)
    forward(DAY)
    assert await stands(db, group) == ("settled", 4, 4)
    assert await charges(db) == [("captured", FIRST, 1000)] * 4
    assert await states(db, group) == [PlaceState.CAPTURED.value] * 4


async def test_a_declined_joiner_takes_no_place(db: Database) -> None:
    group = await group_with(db, "tok_ok", "tok_declined")
    assert await stands(db, group) == ("open", 1, 1)
    async with db.reading() as read:
        payment = await payments.of_order(read, await order_of(db, group, 1))
    assert payment is not None
    assert payment.state is PaymentState.DECLINED
