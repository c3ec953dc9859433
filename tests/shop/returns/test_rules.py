"""What may be done with an order, which state follows which, and what is given back."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stoa.base import money
from stoa.base.money import Money
from stoa.shop.orders import rules as order_rules
from stoa.shop.orders.model import Line, LineId, Order, State
from stoa.shop.returns import rules, worth
from stoa.shop.returns.model import (
    Action,
    CostsMore,
    Kind,
    NothingChosen,
    NotNow,
    NotThatManyToReturn,
    Possible,
    Reason,
    Terms,
    TooLateToReturn,
    Wanted,
)
from stoa.shop.returns.model import State as At
from tests.shop.returns.makers import NOON, a_line, a_return, an_order, eur

REPLACE = msgspec.structs.replace


@given(kind=st.sampled_from(list(Kind)), tried=st.lists(st.sampled_from(list(Action)), max_size=12))
def test_no_sequence_of_actions_leaves_the_table(kind: Kind, tried: list[Action]) -> None:
    state, known = At.ASKED, {At.ASKED, *rules.TABLES[kind].values()}
    for action in tried:
        try:
            after = rules.follow(kind, state, action)
        except NotNow:
            assert action not in rules.actions(kind, state)
            continue
        assert rules.TABLES[kind][state, action] is after
        assert action in rules.actions(kind, state)
        state = after
        assert state in known


@pytest.mark.parametrize("kind", list(Kind))
def test_every_state_can_be_reached_and_can_end(kind: Kind) -> None:
    table = rules.TABLES[kind]
    reached = {At.ASKED}
    while more := {after for (at, _), after in table.items() if at in reached} - reached:
        reached |= more
    assert reached == {At.ASKED, *table.values()} == {At.ASKED, *(at for at, _ in table), *table.values()}
    ending = set(rules.ENDED)
    while more := {at for (at, _), after in table.items() if after in ending} - ending:
        ending |= more
    assert reached <= ending
    # What was paid back, taken back or carried out stays so; only a refusal can be thought over.
    assert {at for at, _ in table if at in rules.ENDED} <= {At.REFUSED}


def test_a_withdrawal_that_has_arrived_cannot_be_refused() -> None:
    with pytest.raises(NotNow):
        rules.follow(Kind.WITHDRAWAL, At.ARRIVED, Action.REFUSE)
    assert rules.follow(Kind.RETURN, At.ARRIVED, Action.REFUSE) is At.REFUSED


def test_until_it_is_packed_everything_may_be_changed() -> None:
    order = an_order(a_line(3, cancelled=1), a_line(1, ships=False, shipped=1, delivered=1), a_line(2))
    mug, download, bowl = (line.id for line in order.lines)
    may = rules.possible(order, NOON)
    assert may == Possible(cancel={mug: 2, bowl: 2}, change_address=True, change_choice={bowl: 2}, withdraw={mug: 2, bowl: 2})
    assert download not in may.cancel
    assert not rules.possible(REPLACE(order, delivery=REPLACE(order.delivery, pickup=True)), NOON).change_address
    assert rules.possible(REPLACE(order, picking_at=NOON), NOON).cancel == {}
    for changed, why in (
        (order, None),
        (REPLACE(order, delivery=REPLACE(order.delivery, pickup=True)), "is_picked_up"),
        (REPLACE(order, hidden_as="Lena's list"), "address_is_hidden"),
        (REPLACE(order, shipping_address=None), "nothing_is_sent"),
        (REPLACE(order, purpose="replacement:x"), "sent_in_place"),
        (REPLACE(order, picking_at=NOON, hidden_as="Lena's list"), "too_late_to_change"),
        (REPLACE(order, state=State.CANCELLED), "cancelled_already"),
    ):
        fixed = rules.fixed_address(changed)
        assert (fixed and fixed.code, rules.possible(changed, NOON).change_address) == (why, why is None)
    for state in (State.CANCELLED, State.PENDING):
        ended = REPLACE(order, state=state, picking_at=NOON, placed_at=None)
        assert not rules.possible(ended, NOON).anything


def test_while_it_is_on_its_way_it_may_be_withdrawn_from_and_claimed() -> None:
    order = an_order(a_line(3, shipped=2, delivered=1), picking_at=NOON)
    mug = order.lines[0].id
    assert rules.possible(order, NOON) == Possible(withdraw={mug: 3}, send_back={mug: 1}, claim={mug: 2})
    asked = [a_return(order, 1), a_return(order, 1, state=At.REFUSED), a_return(order, 1, state=At.REFUNDED)]
    assert rules.possible(order, NOON, asked) == Possible(withdraw={mug: 2}, claim={mug: 1})


@pytest.mark.parametrize(
    ("arrived", "holidays", "until"),
    [
        ("2026-11-18T11:00", [], "2026-12-02"),  # a Wednesday
        ("2026-11-20T11:00", [], "2026-12-04"),
        ("2026-11-21T11:00", [], "2026-12-07"),  # would end on a Saturday
        ("2026-11-22T11:00", [], "2026-12-07"),  # on a Sunday
        ("2026-12-11T11:00", ["2026-12-25", "2026-12-26"], "2026-12-28"),  # on Christmas Day, a Friday
        ("2026-11-18T23:30", [], "2026-12-03"),  # in Berlin it is half past midnight already
    ],
)  # fmt: skip
def test_a_withdrawal_may_be_declared_until_the_end_of_the_fourteenth_day(arrived: str, holidays: list[str], until: str) -> None:
    at = datetime.fromisoformat(arrived).replace(tzinfo=UTC)
    order = an_order(a_line(2, shipped=2, delivered=2), picking_at=at, delivered=at, state=State.CLOSED)
    terms = Terms(holidays=frozenset(date.fromisoformat(day) for day in holidays), return_days=14)
    mug = order.lines[0].id
    last = date.fromisoformat(until)
    end = datetime(last.year, last.month, last.day, 23, tzinfo=UTC)  # midnight in Berlin
    in_time = rules.possible(order, end - timedelta(seconds=1), [], terms)
    assert (in_time.withdraw, in_time.withdraw_until, in_time.send_back_until) == ({mug: 2}, last, last)
    late = rules.possible(order, end, [], terms)
    assert (late.withdraw, late.send_back, late.claim) == ({}, {}, {mug: 2})
    assert not rules.possible(order, end + timedelta(days=740), [], terms).anything


def test_the_shop_takes_back_for_longer_than_the_law_says() -> None:
    order = an_order(a_line(2, shipped=2, delivered=2, returned=1), delivered=NOON, picking_at=NOON, state=State.CLOSED)
    mug = order.lines[0].id
    may = rules.possible(order, NOON + timedelta(days=20), [], Terms(return_days=30))
    assert (may.withdraw, may.send_back, may.send_back_until) == ({}, {mug: 1}, date(2026, 12, 18))


def test_what_is_wanted_is_sorted_into_the_better_right() -> None:
    one, other = a_line(2).id, a_line(2).id
    may = Possible(withdraw={one: 2, other: 2}, send_back={one: 2, other: 2}, claim={one: 2})
    wanted = [Wanted(one, 1, Reason.DAMAGED), Wanted(other, 2, Reason.TOO_SMALL), Wanted(one, 1), Wanted(one, 0)]
    assert rules.sort(wanted, may) == {Kind.CLAIM: [wanted[0]], Kind.WITHDRAWAL: [wanted[1], wanted[2]]}
    late = Possible(send_back={one: 1}, over=[Kind.WITHDRAWAL, Kind.CLAIM])
    assert rules.sort([Wanted(one, 1)], late) == {Kind.RETURN: [Wanted(one, 1)]}
    for refused, asked, right in [
        (NothingChosen, [Wanted(one, 0)], may),
        (NothingChosen, [], may),
        (NotThatManyToReturn, [Wanted(one, 1, Reason.WRONG), Wanted(one, 2)], may),
        (NotThatManyToReturn, [Wanted(other, 1)], late),
        (TooLateToReturn, [Wanted(one, 1, Reason.WRONG)], late),
        (TooLateToReturn, [Wanted(one, 1)], Possible(over=[Kind.WITHDRAWAL, Kind.RETURN])),
        (NotThatManyToReturn, [Wanted(one, 1)], Possible()),
    ]:
        with pytest.raises(refused):
            rules.sort(asked, right)


def test_the_way_there_is_given_back_with_the_last_piece_as_far_as_it_was_ordinary() -> None:
    order = an_order(a_line(2, net=4034, tax=766, shipped=2, delivered=2), shipping=990)
    mug = order.lines[0].id
    one = worth.refund_for(order, {mug: 1}, shipping=order.shipping)
    assert (one.goods, one.shipping, one.tax) == (eur(2400), eur(0), eur(383))
    both = worth.refund_for(order, {mug: 2}, shipping=order.shipping)
    assert (both.total, both.tax) == (order.total, order.tax)
    ordinary = worth.standard_shipping(order, eur(390))
    assert ordinary == eur(390)
    assert worth.refund_for(order, {mug: 2}, shipping=ordinary).total == eur(4800 + 390)
    assert worth.refund_for(order, {mug: 2}).total == eur(4800)
    assert worth.standard_shipping(order, None) == worth.standard_shipping(order, eur(1200)) == eur(990)
    # Prices without tax: the agreed 8.32 became 9.90 with tax, so 4.16 becomes 4.95.
    without_tax = REPLACE(order, delivery=REPLACE(order.delivery, price=eur(832)))
    assert worth.standard_shipping(without_tax, eur(416)) == eur(495)
    for more in ({mug: 3}, {mug: -1}, {LineId(order.id): 1}):
        with pytest.raises(NotThatManyToReturn):
            worth.refund_for(order, more)


lines_ = st.builds(
    lambda quantity, net, tax: a_line(quantity, net=net, tax=tax, shipped=0),
    st.integers(1, 7),
    st.integers(0, 10_000),
    st.integers(0, 2_000),
)


@settings(max_examples=200, deadline=None)
@given(
    lines=st.lists(lines_, min_size=1, max_size=3),
    shipping=st.integers(0, 999),
    steps=st.lists(st.tuples(st.booleans(), st.integers(0, 2), st.integers(1, 4)), max_size=12),
)
def test_however_an_order_is_taken_apart_the_parts_make_the_whole(
    lines: list[Line], shipping: int, steps: list[tuple[bool, int, int]]
) -> None:
    order = an_order(*lines, shipping=shipping)
    given_back = Money(0, "EUR")
    for cancels, position, count in steps:
        line = order.lines[position % len(order.lines)]
        if cancels:
            taken = min(count, line.left)
            if not taken or line.returned:
                continue
            decided = order_rules.cancel(order, {line.id: taken}, by_staff=True)
            given_back += decided.refund
            order = _with(order, line, cancelled=line.cancelled + taken)
        else:
            taken = min(count, line.kept - line.returned)
            if not taken:
                continue
            given_back += worth.refund_for(order, {line.id: taken}, shipping=order.shipping).total
            sent = max(line.shipped, line.returned + taken)
            order = _with(order, line, shipped=sent, delivered=sent, returned=line.returned + taken)
        assert given_back <= order.total
    rest = {line.id: line.kept - line.returned for line in order.lines if line.kept - line.returned}
    if rest:
        given_back += worth.refund_for(order, rest, shipping=order.shipping).total
        assert given_back == order.total


def _with(order: Order, line: Line, **changes: int) -> Order:
    return REPLACE(order, lines=[REPLACE(one, **changes) if one.id == line.id else one for one in order.lines])


def test_another_size_costs_less_or_the_same_never_more() -> None:
    agreed = eur(2400)
    assert worth.new_unit(agreed, eur(2400), eur(2400)) == agreed
    assert worth.new_unit(agreed, eur(2000), eur(2000)) == agreed  # both are cheaper today: nothing to do with the choice
    assert worth.new_unit(agreed, eur(2400), eur(2100)) == eur(2100)
    assert worth.new_unit(agreed, eur(3000), eur(100)) == eur(80)
    assert worth.new_unit(eur(0), eur(0), eur(0)) == eur(0)
    assert worth.new_unit(agreed, None, eur(2300)) == eur(2300)
    for was, other in [(eur(2400), eur(2401)), (None, eur(2500)), (eur(2000), eur(2400))]:
        with pytest.raises(CostsMore):
            worth.new_unit(agreed, was, other)


@given(st.integers(1, 500_000), st.integers(0, 500_000), st.integers(10, 90))
def test_reduced_goods_become_as_cheap_as_the_other_reduced_never_free(was: int, other: int, percent: int) -> None:
    """However the reduction is known: by what both cost with it, or by the share that is left of the usual price."""
    other = min(was, other)
    agreed, less = (eur(money.divide(price * (100 - percent), 100)) for price in (was, other))
    assert worth.new_unit(agreed, agreed, less) == less
    assert abs(worth.new_unit(agreed, eur(was), eur(other)).amount - less.amount) <= 1
    assert worth.new_unit(agreed, eur(was), eur(other)) <= agreed


def test_what_has_not_left_is_cancelled_and_what_came_back_is_returned() -> None:
    order = an_order(a_line(3, shipped=1), a_line(2, shipped=2))
    mug, bowl = (line.id for line in order.lines)
    assert rules.split(order, {mug: 3, bowl: 1}, {}) == ({mug: 2}, {mug: 1, bowl: 1})
    assert rules.split(order, {mug: 1}, {mug: 1}) == ({}, {mug: 1})
    assert rules.split(order, {mug: 1}, {}) == ({mug: 1}, {})


def test_no_more_is_received_than_was_announced() -> None:
    mug, bowl = a_line().id, a_line().id
    rules.check_received({mug: 2}, {mug: 2})
    rules.check_received({mug: 2}, {mug: 0})
    for wrong in ({mug: 3}, {bowl: 1}, {mug: -1}):
        with pytest.raises(NotThatManyToReturn):
            rules.check_received({mug: 2}, wrong)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("10001", 10001), ("#10 001", 10001), ("Order 10001", 10001), ("", None), ("none", None), ("9" * 30, None), ("١٢", None)],
)
def test_an_order_number_is_read_as_people_type_it(typed: str, number: int | None) -> None:
    assert rules.order_number(typed) == number
