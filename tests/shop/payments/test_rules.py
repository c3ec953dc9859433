"""What a provider's answer means, without a database."""

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.base import ids
from stoa.outside.payments.model import Answer, Outcome
from stoa.shop.orders.model import OrderId
from stoa.shop.orders.model import State as OrderState
from stoa.shop.payments import rules
from stoa.shop.payments.model import Payment, PaymentId, State, TooMuchBack
from stoa.shop.payments.rules import Effect

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def a_payment(**overrides: object) -> Payment:
    given = {
        "id": PaymentId(ids.new()), "order_id": OrderId(ids.new()), "person_id": None, "provider": "sandbox", "token": "tok_ok", "save": False,
        "reference": "ch_1", "state": State.INTENDED, "hold_reason": None, "currency": "EUR", "amount": 1000, "due": 1000, "captured": 0,
        "refunding": 0, "refunded": 0, "code": "", "challenge_url": None, "instructions": None, "expires_at": None, "asked": 0, "made_at": NOON,
    }  # fmt: skip
    return Payment(**{**given, **overrides})


def decide(state: State, order: OrderState, outcome: Outcome, **more: object) -> rules.Decision | None:
    return rules.decide(a_payment(state=state, **more), order, Answer(outcome=outcome))


def test_an_authorized_order_is_confirmed_and_captured_once() -> None:
    assert decide(State.INTENDED, OrderState.PENDING, Outcome.AUTHORIZED) == rules.Decision(
        State.AUTHORIZED, (Effect.CONFIRM, Effect.CAPTURE)
    )
    assert decide(State.AUTHORIZED, OrderState.OPEN, Outcome.AUTHORIZED) is None


def test_a_held_order_is_authorized_and_not_captured() -> None:
    assert decide(State.INTENDED, OrderState.PENDING, Outcome.AUTHORIZED, hold_reason="team") == rules.Decision(
        State.AUTHORIZED, (Effect.CONFIRM,)
    )


@pytest.mark.parametrize("order", [OrderState.CANCELLED, OrderState.OPEN, OrderState.CLOSED])
def test_money_for_an_order_that_does_not_wait_for_it_is_let_go_or_given_back(order: OrderState) -> None:
    assert decide(State.UNKNOWN, order, Outcome.AUTHORIZED) == rules.Decision(State.VOIDING, (Effect.VOID,))
    assert decide(State.UNKNOWN, order, Outcome.CAPTURED) == rules.Decision(State.CAPTURED, (Effect.REFUND_ALL,))


def test_a_decline_cancels_what_waits_and_nothing_else() -> None:
    assert decide(State.CHALLENGE, OrderState.PENDING, Outcome.DECLINED) == rules.Decision(State.DECLINED, (Effect.CANCEL,))
    assert decide(State.CHALLENGE, OrderState.CANCELLED, Outcome.DECLINED) == rules.Decision(State.DECLINED)


@given(st.lists(st.sampled_from(list(Outcome)), max_size=12), st.sampled_from(list(OrderState)))
def test_whatever_a_provider_says_and_repeats_the_order_is_settled_at_most_once(outcomes: list[Outcome], order: OrderState) -> None:
    payment, effects = a_payment(), []
    for outcome in outcomes:
        decided = rules.decide(payment, order, Answer(outcome=outcome))
        if decided is None:
            continue
        payment = msgspec.structs.replace(payment, state=decided.state)
        effects += decided.effects
        if Effect.CONFIRM in decided.effects or Effect.RELEASE in decided.effects:
            order = OrderState.OPEN
        elif Effect.AWAIT in decided.effects:
            order = OrderState.HELD if order == OrderState.PENDING else order
        elif Effect.CANCEL in decided.effects:
            order = OrderState.CANCELLED
    settled = [one for one in effects if one in {Effect.CONFIRM, Effect.RELEASE, Effect.VOID, Effect.CANCEL, Effect.REFUND_ALL}]
    assert len(settled) <= 1
    assert effects.count(Effect.CAPTURE) <= 1


@given(st.integers(1, 10_000), st.lists(st.integers(0, 5_000), max_size=10), st.booleans())
def test_never_more_is_given_back_than_is_there(amount: int, asked: list[int], captured: bool) -> None:
    payment = a_payment(
        amount=amount, due=amount, state=State.CAPTURED if captured else State.AUTHORIZED, captured=amount if captured else 0
    )
    for one in asked:
        left = payment.captured - payment.refunding if captured else payment.due
        if one > left:
            with pytest.raises(TooMuchBack):
                rules.give_back(payment, one)
            continue
        back = rules.give_back(payment, one)
        payment = msgspec.structs.replace(payment, due=back.due, refunding=payment.refunding + back.refund)
    assert payment.due + payment.refunding <= amount + (payment.refunding if captured else 0)
    assert payment.refunding <= payment.captured


def test_asking_again_slows_down_to_five_minutes() -> None:
    assert [rules.ask_again_after(n) for n in (0, 1, 2, 5, 6, 7, 50)] == [5, 10, 20, 160, 300, 300, 300]
