"""What follows from an order, without a database."""

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.base import ids, money
from stoa.base.money import Money
from stoa.shop.orders import rules
from stoa.shop.orders.model import Line, LineId, NotSo, Order, State, TooLate
from tests.shop.returns.makers import a_line, an_order

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def taken(order: Order, cancellation: rules.Cancellation) -> Order:
    """Return the order as the cancellation leaves it."""
    counts = {one.line_id: one.quantity for one in cancellation.lines}
    lines = [msgspec.structs.replace(line, cancelled=line.cancelled + counts.get(line.id, 0)) for line in order.lines]
    return msgspec.structs.replace(order, lines=lines, state=State.CANCELLED if cancellation.whole else order.state)


lines = st.builds(
    lambda quantity, net, tax: a_line(quantity, net=net, tax=tax), st.integers(1, 9), st.integers(0, 99_999), st.integers(0, 19_999)
)


@given(st.lists(lines, min_size=1, max_size=5), st.integers(0, 2_000), st.data())
def test_however_an_order_is_taken_apart_the_parts_are_the_whole(parts: list[Line], shipping: int, data: st.DataObject) -> None:
    order = an_order(*parts, shipping=shipping)
    total, back = order.total, Money(0, "EUR")
    while order.state != State.CANCELLED:
        open_lines = [line for line in order.lines if line.left]
        line = data.draw(st.sampled_from(open_lines))
        decided = rules.cancel(order, {line.id: data.draw(st.integers(1, line.left))})
        back += decided.refund
        order = taken(order, decided)
        if order.state != State.CANCELLED:
            assert rules.still_owed(order) == total - back
    assert back == total


@given(st.integers(0, 10**9), st.integers(1, 50), st.data())
def test_parts_of_a_line_sum_to_it(amount: int, quantity: int, data: st.DataObject) -> None:
    whole, before, found = Money(amount, "EUR"), 0, []
    while before < quantity:
        count = data.draw(st.integers(1, quantity - before))
        found.append(whole.part(before, count, quantity))
        before += count
    assert money.total(found, "EUR") == whole


def test_everything_left_with_shipping_is_given_back() -> None:
    order = an_order(a_line(2), a_line(1), shipping=390)
    decided = rules.cancel(order, None)
    assert (decided.whole, decided.refund) == (True, order.total)


def test_shipping_stays_while_something_is_sent() -> None:
    order = an_order(a_line(2), a_line(1), shipping=390)
    decided = rules.cancel(order, {order.lines[1].id: 1})
    assert (decided.whole, decided.refund) == (False, order.lines[1].gross)


@pytest.mark.parametrize("changes", [{"picking_at": NOON}, {"state": State.CLOSED}, {"state": State.CANCELLED}])
def test_nobody_changes_an_order_that_is_being_packed_or_has_ended(changes: dict[str, object]) -> None:
    order = msgspec.structs.replace(an_order(), **changes)
    assert not rules.changeable(order)
    with pytest.raises(TooLate if "picking_at" in changes else NotSo):
        rules.cancel(order, None)


def test_the_staff_may_cancel_what_has_not_left_the_house() -> None:
    order = msgspec.structs.replace(an_order(a_line(3)), picking_at=NOON)
    line = msgspec.structs.replace(order.lines[0], shipped=2)
    order = msgspec.structs.replace(order, lines=[line])
    assert [(one.line_id, one.quantity) for one in rules.cancel(order, None, by_staff=True).lines] == [(line.id, 1)]


@pytest.mark.parametrize("quantity", [0, -1, 4])
def test_not_more_than_is_left_nor_nothing(quantity: int) -> None:
    order = an_order(a_line(3))
    with pytest.raises(NotSo):
        rules.cancel(order, {order.lines[0].id: quantity})
    with pytest.raises(NotSo):
        rules.cancel(order, {LineId(ids.new()): 1})


ALLOWED = {
    (State.PENDING, "confirm"), (State.PENDING, "hold"), (State.PENDING, "cancel"), (State.HELD, "release"), (State.HELD, "cancel"),
    (State.OPEN, "cancel"), (State.OPEN, "close"),
}  # fmt: skip


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("verb", ["confirm", "hold", "release", "cancel", "close"])
def test_only_the_written_ways_lead_on(state: State, verb: str) -> None:
    if (state, verb) in ALLOWED:
        assert rules.follow(state, verb) in State
    else:
        with pytest.raises(NotSo):
            rules.follow(state, verb)


def test_every_state_that_has_not_ended_can_end() -> None:
    reach = {State.CLOSED: True, State.CANCELLED: True}
    for _ in State:
        for state, verb in ALLOWED:
            if reach.get(rules.follow(state, verb)):
                reach[state] = True
    assert set(reach) == set(State)


@given(st.integers(1, 9), st.integers(1, 99_999), st.integers(0, 19_999), st.data())
def test_a_cheaper_line_lowers_every_sum_by_the_same(quantity: int, net: int, tax: int, data: st.DataObject) -> None:
    line = a_line(quantity, net=net, tax=tax, unit=Money(data.draw(st.integers(2, 50_000)), "EUR"))
    order = an_order(line, a_line())
    unit = Money(data.draw(st.integers(0, line.unit.amount - 1)), "EUR")
    new = rules.reprice(order, line, unit)
    assert new.net + new.tax + new.refund == line.gross
    assert (order.total - new.total, order.tax - new.order_tax) == (new.refund, line.tax - new.tax)
    assert min(new.net, new.tax, new.refund) >= Money(0, "EUR")
    fewer = msgspec.structs.replace(line, cancelled=data.draw(st.integers(0, quantity)))
    before, less = (an_order(one, a_line()) for one in (fewer, msgspec.structs.replace(fewer, unit=unit, net=new.net, tax=new.tax)))
    assert rules.reprice(before, fewer, unit).refund == rules.still_owed(before) - rules.still_owed(less)
