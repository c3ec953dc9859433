"""The written rules (docs/group-buys.md), line by line."""

from datetime import timedelta

import pytest

from stoa.deals.group_buys import rules
from stoa.deals.group_buys.happening import Effect, What
from stoa.deals.group_buys.model import GroupIsOver, GroupNotYet, NoPlaceLeft, PlaceState, State, Tier
from tests.deals.group_buys.groups import FRIDAY, MOMENT, NOON, Group, a_deal, a_team_deal

# --- A team of 3 at 20.00 instead of 25.00, opened at 12:00 ---


def test_a_team_of_three() -> None:
    group = Group(a_team_deal())
    group.join("Ada", NOON)
    assert (group.team.taken, group.team.counted, group.team.deadline) == (1, 1, NOON + timedelta(days=1))
    assert group.authorized == {"Ada": 2000}
    at = NOON.replace(hour=15, minute=10)
    group.happen(What.RESERVED, at, "Ben")
    group.happen(What.GIVEN_UP, at, "Ben")
    assert (group.team.taken, group.team.counted, group.team.state) == (1, 1, State.OPEN)
    group.join("Ben", at + timedelta(minutes=2))
    assert (group.team.taken, group.team.counted) == (2, 2)
    at = NOON.replace(hour=18)
    group.happen(What.RESERVED, at, "Cleo")
    assert (group.team.taken, group.team.counted) == (3, 2)
    with pytest.raises(NoPlaceLeft):
        group.happen(What.RESERVED, at + timedelta(minutes=5), "Dan")
    group.happen(What.GIVEN_UP, at + timedelta(minutes=15), "Cleo")
    assert (group.team.taken, group.team.counted, group.team.state) == (2, 2, State.OPEN)
    at = NOON.replace(hour=18, minute=20)
    group.happen(What.RESERVED, at, "Dan")
    assert group.happen(What.AUTHORIZED, at, "Dan") == [Effect.PLACE_COUNTS, Effect.TIPPED, Effect.TAKE_ALL]
    assert (group.team.taken, group.team.counted, group.team.state) == (3, 3, State.FILLED)
    group.capture_all(at)
    assert (group.team.state, group.paid) == (State.SETTLED, 3 * 2000)


def test_the_same_team_but_dan_never_comes() -> None:
    group = Group(a_team_deal())
    group.join("Ada", NOON)
    group.join("Ben", NOON + timedelta(hours=3))
    assert group.happen(What.TICK, NOON + timedelta(days=1)) == [Effect.LET_ALL_GO]
    assert group.team.state is State.FAILED
    group.let_go(NOON + timedelta(days=1, seconds=20))
    assert (group.team.state, group.team.taken, group.team.counted, group.captured) == (State.SETTLED, 0, 0, {})


# --- A deal: 100.00; 10 people −10 %, 50 people −20 %; minimum 10, maximum 60; Friday 18:00 ---


@pytest.mark.parametrize(
    ("people", "each", "captured"), [(9, None, 0), (10, 9000, 90_000), (49, 9000, 441_000), (50, 8000, 400_000), (59, 8000, 472_000)]
)
def test_a_deal_at_its_deadline(people: int, each: int | None, captured: int) -> None:
    group = Group(a_deal(), usual=10_000)
    group.fill(people, FRIDAY - timedelta(hours=2))
    assert group.captured == {}
    assert set(group.authorized.values()) == {9000}
    group.happen(What.TICK, FRIDAY - MOMENT)
    assert not group.team.ended
    group.happen(What.TICK, FRIDAY)
    group.capture_all(FRIDAY)
    group.let_go(FRIDAY)
    assert (group.team.state, group.paid) == (State.SETTLED, captured)
    assert set(group.captured.values()) == ({each} if each else set())
    assert (group.team.percent is None) is (each is None)


def test_a_deal_that_is_filled_settles_at_once() -> None:
    group = Group(a_deal(), usual=10_000)
    thursday = FRIDAY - timedelta(hours=33)
    group.fill(59, thursday)
    assert (group.team.state, group.team.percent) == (State.TIPPED, None)
    group.happen(What.RESERVED, thursday, "last")
    assert group.happen(What.AUTHORIZED, thursday, "last") == [Effect.PLACE_COUNTS, Effect.TAKE_ALL]
    group.capture_all(thursday)
    assert (group.team.state, group.paid) == (State.SETTLED, 480_000)


def test_two_captures_are_declined_and_the_others_keep_their_price() -> None:
    group = Group(a_deal(), usual=10_000)
    group.fill(50, FRIDAY - timedelta(hours=1))
    group.happen(What.TICK, FRIDAY)
    for name in ("p0", "p1"):
        assert group.happen(What.CAPTURE_DECLINED, FRIDAY, name) == [Effect.PLACE_IN_GRACE]
    group.capture_all(FRIDAY)
    assert (group.team.state, group.team.owed, group.paid) == (State.TIPPED, 2, 48 * 8000)
    group.happen(What.CAPTURED, FRIDAY + timedelta(minutes=40), "p0")
    assert group.paid == 49 * 8000
    assert group.happen(What.GRACE_OVER, FRIDAY + timedelta(hours=1), "p1") == [Effect.PLACE_DECLINED, Effect.SETTLED]
    assert (group.team.state, group.team.percent, group.paid) == (State.SETTLED, 20, 49 * 8000)


def test_at_the_very_deadline_is_too_late() -> None:
    group = Group(a_deal(), usual=10_000)
    group.fill(9, FRIDAY - timedelta(hours=1))
    group.happen(What.RESERVED, FRIDAY - MOMENT, "just")
    group.happen(What.RESERVED, FRIDAY - MOMENT, "late")
    group.happen(What.AUTHORIZED, FRIDAY - MOMENT, "just")
    assert group.happen(What.AUTHORIZED, FRIDAY, "late") == [Effect.TAKE_ALL, Effect.PLACE_GOES]
    assert (group.team.counted, group.team.percent, group.places["late"]) == (10, 10, PlaceState.RESERVED)
    with pytest.raises(GroupIsOver):
        group.happen(What.RESERVED, FRIDAY, "later")
    group.happen(What.GIVEN_UP, FRIDAY, "late")
    group.capture_all(FRIDAY)
    assert (group.team.state, group.paid, group.places["late"]) == (State.SETTLED, 90_000, PlaceState.DECLINED)


# --- How a team ends, and what is told late or twice ---


def test_whoever_counts_may_leave_and_after_the_tip_withdraws() -> None:
    group = Group(a_deal(), usual=10_000)
    group.fill(9, FRIDAY - timedelta(hours=1))
    assert group.happen(What.LEFT, FRIDAY - timedelta(hours=1), "p0") == [Effect.PLACE_LEFT]
    assert (group.team.taken, group.team.counted) == (8, 8)
    group.join("q0", FRIDAY - timedelta(hours=1))
    group.join("q1", FRIDAY - timedelta(hours=1))
    assert group.happen(What.LEFT, FRIDAY - MOMENT, "p1") == [Effect.PLACE_LEFT]
    assert (group.team.state, group.team.counted) == (State.TIPPED, 9)


def test_fifty_count_and_one_withdraws_on_friday_at_five() -> None:
    group = Group(a_deal(), usual=10_000)
    group.fill(50, FRIDAY - timedelta(hours=2))
    group.happen(What.LEFT, FRIDAY - timedelta(hours=1), "p7")
    group.happen(What.TICK, FRIDAY)
    group.capture_all(FRIDAY)
    assert (group.team.state, group.team.percent, group.paid) == (State.SETTLED, 20, 49 * 8000)


@pytest.mark.parametrize("what", [What.LEFT, What.GIVEN_UP])
def test_what_is_left_before_the_tip_was_never_reached(what: What) -> None:
    group = Group(a_deal(tiers=(Tier(10, 10), Tier(11, 20)), minimum=10), usual=10_000)
    group.fill(9, FRIDAY - timedelta(hours=2))
    group.happen(what, FRIDAY - timedelta(hours=1), "p7")
    group.join("q", FRIDAY - timedelta(hours=1))
    group.join("r", FRIDAY - timedelta(hours=1))
    assert (group.team.counted, group.team.reached) == (10, 10)


@pytest.mark.parametrize("place", [PlaceState.CAPTURING, PlaceState.GRACE])
def test_a_place_withdrawn_from_after_the_end_is_asked_for_by_who_waits(place: PlaceState) -> None:
    group = Group(a_deal(tiers=(Tier(2, 10),), minimum=2, maximum=2), usual=10_000)
    group.fill(2, FRIDAY - timedelta(hours=2))
    group.happen(What.WAITS, FRIDAY, "eve")
    if place is PlaceState.GRACE:
        group.happen(What.CAPTURE_DECLINED, FRIDAY, "p0")
    assert group.places["p0"] is place
    assert group.happen(What.LEFT, FRIDAY, "p0") == [Effect.PLACE_LEFT, Effect.OFFER]
    assert group.offered == ["eve"]
    assert group.team.owed == 1


def test_a_team_that_has_tipped_stays_tipped() -> None:
    group = Group(a_deal(), usual=10_000)
    group.fill(10, FRIDAY - timedelta(hours=1))
    group.happen(What.GIVEN_UP, FRIDAY - timedelta(minutes=30), "p3")
    assert (group.team.state, group.team.counted) == (State.TIPPED, 9)
    group.happen(What.TICK, FRIDAY)
    assert group.team.percent == 10


@pytest.mark.parametrize(("people", "state"), [(4, State.FAILED), (10, State.TIPPED)])
def test_the_merchant_ends_it(people: int, state: State) -> None:
    group = Group(a_deal(), usual=10_000)
    group.fill(people, FRIDAY - timedelta(hours=1))
    group.happen(What.ENDED, FRIDAY - timedelta(minutes=50))
    assert group.team.state is state
    assert group.happen(What.ENDED, FRIDAY - timedelta(minutes=49)) == []
    group.capture_all(FRIDAY)
    group.let_go(FRIDAY)
    assert (group.team.state, group.paid) == (State.SETTLED, 90_000 if people == 10 else 0)


def test_told_late_or_twice_nothing_changes() -> None:
    group = Group(a_team_deal())
    for name in ("Ada", "Ben", "Cleo"):
        group.join(name, NOON)
    group.capture_all(NOON)
    settled = group.team
    for what in (What.CAPTURED, What.AUTHORIZED, What.CAPTURE_DECLINED, What.GRACE_OVER, What.LEFT, What.RELEASED):
        assert group.happen(what, NOON, "Ada") == []
    assert group.happen(What.TICK, NOON + timedelta(days=9)) == []
    assert group.team == settled


def test_nobody_joins_before_the_starter_has_paid_who_may_try_again() -> None:
    group = Group(a_team_deal())
    group.happen(What.RESERVED, NOON, "Ada")
    with pytest.raises(GroupNotYet):
        group.happen(What.RESERVED, NOON, "Ben")
    assert group.happen(What.GIVEN_UP, NOON + timedelta(minutes=15), "Ada") == [Effect.PLACE_DECLINED]
    group.join("Ada", NOON + timedelta(minutes=16))
    assert group.team.deadline == NOON + timedelta(days=1, minutes=16)


def test_a_team_that_nobody_began_ends_without_a_trace() -> None:
    group = Group(a_team_deal())
    assert group.happen(What.ENDED, NOON + timedelta(days=1)) == [Effect.LET_ALL_GO, Effect.SETTLED]
    assert (group.team.state, group.team.percent) == (State.SETTLED, None)


# --- What a deal comes to ---


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"tiers": ()}, "/tiers"),
        ({"tiers": (Tier(10, 20), Tier(50, 10))}, "/tiers"),
        ({"tiers": (Tier(10, 100),)}, "/tiers"),
        ({"minimum": 5}, "/minimum"),
        ({"tiers": (Tier(1, 10),), "minimum": 1}, "/minimum"),
        ({"maximum": 40}, "/maximum"),
        ({"closes_at": None}, "/closes_at"),
        ({"closes_at": FRIDAY + timedelta(days=60)}, "/closes_at"),
    ],
)
def test_a_deal_that_makes_no_sense(changes: dict[str, object], field: str) -> None:
    assert [one.pointer for one in rules.check(a_deal(**changes), NOON)] == [field]


def test_a_deal_that_makes_sense() -> None:
    assert rules.check(a_deal(), NOON) == []
    assert rules.check(a_team_deal(), NOON) == []
    assert [one.pointer for one in rules.check(a_team_deal(window_hours=1_500), NOON)] == ["/window_hours"]
