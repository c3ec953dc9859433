"""Prices and dates of sending, from values alone."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stoa.base.money import Money
from stoa.shop.orders.model import LineId
from stoa.shop.shipping import rules
from stoa.shop.shipping.model import (
    Arrival,
    ClosedDay,
    Destination,
    Dispatch,
    NothingToShip,
    NotThatMany,
    Parcel,
    Rate,
    RateKind,
    ShipmentState,
    Step,
)
from tests.shop.shipping.makers import BERLIN, a_point, a_rate, a_zone, berlin, closed, sending


def arrives(now: str, *, days: list[ClosedDay] | None = None, dispatch: dict[str, Any] | None = None, **rate: Any) -> Arrival:
    return rules.arrival(a_rate(**rate), "DE", Dispatch(**(dispatch or {})), days or [], berlin(now))


# 2026-11-20 is a Friday; the shop packs Monday to Friday until 14:00, the carrier delivers Monday to Saturday.
@pytest.mark.parametrize(
    ("now", "leaves", "first", "last"),
    [
        ("2026-11-18T09:00", "2026-11-18", "2026-11-19", "2026-11-20"),
        ("2026-11-18T13:59:59", "2026-11-18", "2026-11-19", "2026-11-20"),
        ("2026-11-18T14:00", "2026-11-19", "2026-11-20", "2026-11-21"),
        ("2026-11-18T23:59:59", "2026-11-19", "2026-11-20", "2026-11-21"),
        ("2026-11-19T00:00", "2026-11-19", "2026-11-20", "2026-11-21"),
        ("2026-11-20T13:00", "2026-11-20", "2026-11-21", "2026-11-23"),
        ("2026-11-20T14:00", "2026-11-23", "2026-11-24", "2026-11-25"),
        ("2026-11-21T10:00", "2026-11-23", "2026-11-24", "2026-11-25"),
        ("2026-11-22T23:59:59", "2026-11-23", "2026-11-24", "2026-11-25"),
    ],
)
def test_a_promise_goes_round_cut_off_midnight_and_week_end(now: str, leaves: str, first: str, last: str) -> None:
    found = arrives(now)
    assert [str(found.leaves_on), str(found.arrives_on), str(found.arrives_by)] == [leaves, first, last]


def test_a_promise_holds_until_the_cut_off_of_the_day_it_starts_from() -> None:
    assert arrives("2026-11-18T09:00").order_by == berlin("2026-11-18T14:00")
    assert arrives("2026-11-20T14:00").order_by == berlin("2026-11-23T14:00")


def test_closed_days_move_packing_and_delivery_each_on_its_own() -> None:
    both = closed("2026-12-25")
    assert str(arrives("2026-12-24T09:00", days=[both]).arrives_on) == "2026-12-26"
    packing_only = closed("2026-12-24", countries=())
    found = arrives("2026-12-24T09:00", days=[packing_only])
    assert [str(found.leaves_on), str(found.arrives_on)] == ["2026-12-25", "2026-12-26"]
    delivery_only = closed("2026-12-25", shop=False)
    found = arrives("2026-12-24T15:00", days=[delivery_only])
    assert [str(found.leaves_on), str(found.arrives_on)] == ["2026-12-25", "2026-12-26"]
    elsewhere = closed("2026-12-25", shop=False, countries=("FR",))
    assert str(arrives("2026-12-24T09:00", days=[elsewhere]).arrives_on) == "2026-12-25"
    everywhere = closed("2026-12-25", shop=False, countries=("*",))
    assert str(arrives("2026-12-24T09:00", days=[everywhere]).arrives_on) == "2026-12-26"


def test_handling_takes_working_days_and_a_rate_may_have_its_own_cut_off() -> None:
    assert str(arrives("2026-11-19T09:00", handling_days=2).leaves_on) == "2026-11-23"
    assert str(arrives("2026-11-18T15:00", cutoff=time(16)).leaves_on) == "2026-11-18"


def test_what_is_fetched_at_the_shop_waits_there_the_day_it_is_packed() -> None:
    found = arrives("2026-11-20T09:00", kind=RateKind.PICKUP, transit_least=0, transit_most=0, delivery_days=[1])
    assert found.arrives_on == found.arrives_by == date(2026, 11, 20)


def test_clocks_going_back_and_forward_do_not_move_a_cut_off() -> None:
    # In the night to 25 October 2026 the hour from 2 to 3 comes twice; the first 02:30 is the cut-off.
    night = {"working_days": [1, 2, 3, 4, 5, 6, 7], "cutoff": time(2, 30)}
    cutoff = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    rate, dispatch = a_rate(), Dispatch(**night)
    before = rules.arrival(rate, "DE", dispatch, [], cutoff - timedelta(seconds=1))
    assert [before.leaves_on, before.order_by] == [date(2026, 10, 25), cutoff]
    for minutes in (0, 15, 45, 60, 90):  # the wall reads 02:30, 02:45, 02:15, 02:30, 03:00
        assert rules.arrival(rate, "DE", dispatch, [], cutoff + timedelta(minutes=minutes)).leaves_on == date(2026, 10, 26)
    # On 29 March 2026 there is no 02:30: the cut-off is 03:30 on the wall, 01:30 UTC.
    assert rules.cutoff_moment(date(2026, 3, 29), time(2, 30), BERLIN) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    # And on both days 14:00 stays 14:00.
    assert rules.cutoff_moment(date(2026, 10, 25), time(14), BERLIN) == datetime(2026, 10, 25, 13, tzinfo=UTC)
    assert rules.cutoff_moment(date(2026, 3, 29), time(14), BERLIN) == datetime(2026, 3, 29, 12, tzinfo=UTC)


def test_a_calendar_without_an_open_day_still_answers() -> None:
    shut = [closed(str(date(2026, 1, 1) + timedelta(days=n))) for n in range(900)]
    assert arrives("2026-03-02T09:00", days=shut).arrives_on >= date(2026, 3, 2)


def slow(rate: Rate, dispatch: Dispatch, shut: set[date], idle: set[date], now: datetime) -> tuple[date, date, date]:
    """The promise by looking at each day in turn, written without the walk."""
    zone, cutoff = ZoneInfo(dispatch.time_zone), rate.cutoff or dispatch.cutoff
    packing, delivering = [], []
    day = now.astimezone(zone).date()
    for n in range(300):
        at = day + timedelta(days=n)
        if at.isoweekday() in dispatch.working_days and at not in shut:
            packing.append(at)
        if at.isoweekday() in rate.delivery_days and at not in idle:
            delivering.append(at)
    reachable = [at for at in packing if now.timestamp() < datetime.combine(at, cutoff, zone).timestamp()]
    leaves = reachable[rate.handling_days]

    def after(count: int) -> date:
        return next(at for at in delivering if at >= leaves) if count == 0 else [at for at in delivering if at > leaves][count - 1]

    return leaves, after(rate.transit_least), after(rate.transit_most)


weekdays = st.sets(st.integers(1, 7), min_size=1).map(sorted)
# Around both clock changes, Christmas, and the end of February in a leap year.
moments = st.sampled_from(["2026-03-27", "2026-10-23", "2026-12-22", "2028-02-27"]).flatmap(
    lambda day: st.integers(0, 6 * 24 * 60 * 60).map(lambda s: datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(seconds=s))
)
cutoffs = st.sampled_from([time(0), time(2), time(2, 30), time(3), time(14), time(23, 59, 59)])
calendars = st.sets(st.sampled_from(["2026-03-28", "2026-03-30", "2026-10-26", "2026-12-24", "2026-12-25", "2026-12-26", "2028-02-29"]))


@settings(max_examples=300, deadline=None)
@given(
    now=moments,
    cutoff=cutoffs,
    working=weekdays,
    delivery=weekdays,
    handling=st.integers(0, 4),
    transit=st.tuples(st.integers(0, 5), st.integers(0, 5)),
    shut=calendars,
    idle=calendars,
    zone=st.sampled_from([BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]),
)
def test_a_promise_is_what_a_slow_count_of_days_says(
    now: datetime, cutoff: time, working: list[int], delivery: list[int], handling: int, transit: tuple[int, int],
    shut: set[str], idle: set[str], zone: str,
) -> None:  # fmt: skip
    rate = a_rate(handling_days=handling, transit_least=min(transit), transit_most=max(transit), delivery_days=delivery)
    dispatch = Dispatch(time_zone=zone, working_days=working, cutoff=cutoff)
    days = [closed(day, shop=day in shut, countries=("DE",) if day in idle else ()) for day in shut | idle]
    found = rules.arrival(rate, "DE", dispatch, days, now)
    expected = slow(rate, dispatch, {date.fromisoformat(d) for d in shut}, {date.fromisoformat(d) for d in idle}, now)
    assert (found.leaves_on, found.arrives_on, found.arrives_by) == expected
    # It stays exactly so until `order_by`, and is never better a moment later.
    assert now < found.order_by
    assert rules.arrival(rate, "DE", dispatch, days, found.order_by - timedelta(microseconds=1)) == found
    later = rules.arrival(rate, "DE", dispatch, days, found.order_by)
    assert later.leaves_on > found.leaves_on
    assert later.arrives_on >= found.arrives_on


def test_the_most_precise_zone_wins() -> None:
    world, germany = a_zone(name="world", countries=["*"]), a_zone(name="germany")
    bavaria, islands = a_zone(name="bavaria", regions=["BY"]), a_zone(name="islands", postal_codes=["2599", "25 96"])
    sylt = a_zone(name="sylt", postal_codes=["25996"])
    zones = [world, germany, bavaria, islands, sylt]

    def name(*to: str) -> str | None:
        found = rules.zone_for(zones, Destination(*to))
        return found and found.name

    assert name("JP") == "world"
    assert name("DE") == "germany"
    assert name("DE", "BY", "80331") == "bavaria"
    assert name("DE", "SH", "25992") == "islands"
    assert name("DE", "SH", "259 96") == "sylt"
    assert name("AT", "BY", "25996") == "world"
    assert rules.zone_for([germany], Destination("AT")) is None
    assert rules.zone_for([bavaria], Destination("DE")) is None


def test_a_price_is_read_from_the_table_of_its_measure() -> None:
    by_weight = a_rate(kind=RateKind.WEIGHT, table=[Step(1000, 390), Step(5000, 590)])
    by_value = a_rate(kind=RateKind.VALUE, table=[Step(4999, 390), Step(None, 0)])

    def cost(rate: Rate, weight: int, value: int) -> int | None:
        found = rules.price(rate, Parcel(weight, Money(value, "EUR")))
        return None if found is None else found.amount

    assert [cost(by_weight, grams, 100) for grams in (0, 1000, 1001, 5000, 5001)] == [390, 390, 590, 590, None]
    assert [cost(by_value, 100, value) for value in (0, 4999, 5000)] == [390, 390, 0]
    free = a_rate(free_from=5000)
    assert [cost(free, 100, value) for value in (4999, 5000)] == [390, 0]
    # A parcel that is too heavy is not sent for nothing because it is dear.
    assert cost(a_rate(kind=RateKind.WEIGHT, table=[Step(1000, 390)], free_from=5000), 1001, 9000) is None


def test_options_carry_price_date_and_place_in_the_merchants_order() -> None:
    pickup = a_rate(code="shop", name={"en": "Pick up", "de": "Abholen"}, kind=RateKind.PICKUP, table=[Step(None, 0)],
                    transit_least=0, transit_most=0, points=[a_point(), a_point("nord", name="Stoa Nord")])  # fmt: skip
    heavy = a_rate(code="letter", kind=RateKind.WEIGHT, table=[Step(500, 200)])
    there = sending(a_zone(rates=[a_rate(free_from=5000), heavy, pickup]))
    found = rules.options(there, Destination("DE"), Parcel(800, Money(2000, "EUR")), berlin("2026-11-18T09:00"), "de")
    assert [(o.code, o.name, o.price.amount, str(o.arrives_on), o.pickup) for o in found] == [
        ("standard", "Standardversand", 390, "2026-11-19", False),
        ("shop:mitte", "Abholen: Stoa Mitte", 0, "2026-11-18", True),
        ("shop:nord", "Abholen: Stoa Nord", 0, "2026-11-18", True),
    ]
    assert found[0].free_from == Money(5000, "EUR")
    assert found[1].place == ["Stoa Mitte", "Torstraße 1", "10119 Berlin"]
    assert rules.options(there, Destination("AT"), Parcel(800, Money(2000, "EUR")), berlin("2026-11-18T09:00"), "de") == []
    assert rules.options(there, Destination("DE"), Parcel(800, Money(2000, "CHF")), berlin("2026-11-18T09:00"), "de") == []


def test_a_product_page_promises_the_usual_way_to_the_markets_first_country() -> None:
    there = sending(a_zone(rates=[a_rate(code="shop", kind=RateKind.PICKUP, points=[a_point()]), a_rate(free_from=5000)]))
    now = berlin("2026-11-18T09:00")
    found = rules.promise(there, now, weight_grams=500, value=Money(2000, "EUR"))
    assert found is not None
    assert (str(found.arrives_on), found.cost, found.free_from, found.country) == (
        "2026-11-19", Money(390, "EUR"), Money(5000, "EUR"), "DE",
    )  # fmt: skip
    free = rules.promise(there, now, value=Money(5000, "EUR"))
    assert free is not None
    assert (free.cost, free.free_from) == (None, None)
    assert rules.promise(there, now, country="AT") is None
    assert rules.promise(sending(), now) is None


def test_a_shipment_takes_only_what_is_open() -> None:
    one, other = LineId(UUID(int=1)), LineId(UUID(int=2))
    rules.check_shippable({one: 2}, {one: 2, other: 1}, {other: 1})
    for nothing in ({}, {one: 0}, {one: -1, other: 1}):
        with pytest.raises(NothingToShip):
            rules.check_shippable(nothing, {one: 2, other: 1}, {})
    for more in ({one: 3}, {LineId(UUID(int=3)): 1}):
        with pytest.raises(NotThatMany):
            rules.check_shippable(more, {one: 2}, {})


@given(st.lists(st.sampled_from(["made", "collected", "in_transit", "out_for_delivery", "returned", "lost", "delivered"])))
def test_a_delivered_shipment_stays_delivered_whatever_is_scanned(kinds: list[str]) -> None:
    state = ShipmentState.MADE
    for n, kind in enumerate(kinds):
        state = rules.after_scan(state, kind)
        assert (state is ShipmentState.DELIVERED) == ("delivered" in kinds[: n + 1])


def test_a_shipment_is_given_up_after_so_many_days_without_a_scan() -> None:
    seen = datetime(2026, 11, 1, 12, tzinfo=UTC)
    assert not rules.is_lost(ShipmentState.MOVING, seen, seen + timedelta(days=14, seconds=-1), 14)
    assert rules.is_lost(ShipmentState.MOVING, seen, seen + timedelta(days=14), 14)
    assert not rules.is_lost(ShipmentState.DELIVERED, seen, seen + timedelta(days=99), 14)
