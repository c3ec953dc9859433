"""Long windows, and waiting for a place of a full team: docs/group-buys.md, line by line."""

from datetime import timedelta

import pytest

from stoa.deals.group_buys import rules
from stoa.deals.group_buys.happening import Effect, What
from stoa.deals.group_buys.model import GroupIsOver, NewDeal, NoPlaceLeft, PlaceIsFree, State
from tests.deals.group_buys.groups import FRIDAY, NOON, Group, a_deal, a_team_deal

# --- A long window: the method is saved ---


@pytest.mark.parametrize(
    ("deal", "saves"),
    [
        (a_team_deal(window_hours=24), False),
        (a_team_deal(window_hours=144), False),
        (a_team_deal(window_hours=145), True),
        (a_deal(closes_at=FRIDAY - timedelta(days=4) + timedelta(days=6)), False),
        (a_deal(closes_at=FRIDAY - timedelta(days=4) + timedelta(days=6, minutes=1)), True),
    ],
)
def test_six_days_are_set_aside_and_more_are_saved(deal: NewDeal, saves: bool) -> None:
    assert rules.saves(deal, FRIDAY - timedelta(days=4)) is saves


# --- Waiting for a place ---


def test_who_waits_is_asked_first_when_a_place_becomes_free() -> None:
    group = Group(a_team_deal())
    group.join("Ada", NOON)
    with pytest.raises(PlaceIsFree):
        group.happen(What.WAITS, NOON, "Eve")
    group.join("Ben", NOON)
    group.happen(What.RESERVED, NOON, "Cleo")
    assert group.happen(What.WAITS, NOON, "Eve") == [Effect.WAITS]
    group.happen(What.WAITS, NOON, "Finn")
    at = NOON + timedelta(minutes=15)
    assert group.happen(What.GIVEN_UP, at, "Cleo") == [Effect.PLACE_DECLINED, Effect.OFFER]
    assert (group.offered, group.waiting, group.team.taken, group.team.offered) == (["Eve"], ["Finn"], 2, 1)
    with pytest.raises(NoPlaceLeft):  # it is kept for Eve
        group.happen(What.RESERVED, at, "Dan")
    group.take_up("Eve", at)
    assert group.happen(What.AUTHORIZED, at, "Eve") == [Effect.PLACE_COUNTS, Effect.TIPPED, Effect.TAKE_ALL]
    assert (group.team.counted, group.team.taken, group.team.offered, group.team.waiting) == (3, 3, 0, 1)


def test_no_thanks_and_an_hour_without_an_answer_pass_it_on() -> None:
    group = Group(a_team_deal())
    group.join("Ada", NOON)
    group.join("Ben", NOON)
    group.happen(What.RESERVED, NOON, "Cleo")
    for name in ("Eve", "Finn"):
        group.happen(What.WAITS, NOON, name)
    group.happen(What.LEFT, NOON, "Ben")
    assert group.offered == ["Eve"]
    group.refuse("Eve", NOON)
    assert group.offered == ["Finn"]
    group.refuse("Finn", NOON + timedelta(hours=1))
    assert (group.offered, group.team.offered, group.team.free) == ([], 0, True)
    group.happen(What.RESERVED, NOON + timedelta(hours=1), "Dan")


def test_a_card_that_is_declined_keeps_the_offer() -> None:
    group = Group(a_team_deal())
    group.join("Ada", NOON)
    group.join("Ben", NOON)
    group.happen(What.RESERVED, NOON, "Cleo")
    group.happen(What.WAITS, NOON, "Eve")
    group.happen(What.WAITS, NOON, "Finn")
    group.happen(What.GIVEN_UP, NOON, "Cleo")
    group.take_up("Eve", NOON)
    assert group.happen(What.GIVEN_UP, NOON, "Eve", offer=True) == [Effect.PLACE_DECLINED, Effect.OFFER_AGAIN]
    assert (group.offered, group.waiting) == (["Eve"], ["Finn"])
    group.take_up("Eve", NOON)
    assert group.happen(What.GIVEN_UP, NOON + timedelta(hours=1), "Eve") == [Effect.PLACE_DECLINED, Effect.OFFER]
    assert group.offered == ["Finn"]


def test_eve_is_asked_when_grace_has_passed_and_pays_the_same() -> None:
    group = Group(a_deal(), usual=10_000)
    group.fill(50, FRIDAY - timedelta(hours=1))
    group.happen(What.TICK, FRIDAY)
    group.happen(What.CAPTURE_DECLINED, FRIDAY, "p0")
    group.happen(What.CAPTURE_DECLINED, FRIDAY, "p1")
    group.capture_all(FRIDAY)
    group.happen(What.WAITS, FRIDAY + timedelta(minutes=20), "Eve")
    group.happen(What.CAPTURED, FRIDAY + timedelta(minutes=40), "p0")
    seven = FRIDAY + timedelta(hours=1)
    assert group.happen(What.GRACE_OVER, seven, "p1") == [Effect.PLACE_DECLINED, Effect.OFFER]
    assert (group.team.state, group.team.owed, group.team.offered) == (State.TIPPED, 0, 1)
    group.take_up("Eve", seven + timedelta(minutes=30))
    assert group.happen(What.AUTHORIZED, seven + timedelta(minutes=31), "Eve") == [Effect.PLACE_TAKEN_UP]
    group.capture_all(seven + timedelta(minutes=32))
    assert (group.team.state, group.captured["Eve"], group.paid) == (State.SETTLED, 8000, 400_000)


def test_with_nobody_left_to_ask_it_settles_without() -> None:
    group = Group(a_deal(), usual=10_000)
    group.fill(10, FRIDAY - timedelta(hours=1))
    group.happen(What.TICK, FRIDAY)
    group.happen(What.CAPTURE_DECLINED, FRIDAY, "p0")
    group.capture_all(FRIDAY)
    group.happen(What.WAITS, FRIDAY, "Eve")
    group.happen(What.GRACE_OVER, FRIDAY + timedelta(hours=1), "p0")
    assert group.team.state is State.TIPPED
    group.refuse("Eve", FRIDAY + timedelta(hours=2))
    assert (group.team.state, group.paid) == (State.SETTLED, 81_000)
    with pytest.raises(GroupIsOver):
        group.happen(What.WAITS, FRIDAY + timedelta(hours=2), "Finn")


def test_a_list_ends_with_a_team_that_failed_or_was_ended() -> None:
    for event in (What.TICK, What.ENDED):
        group = Group(a_team_deal())
        group.join("Ada", NOON)
        group.join("Ben", NOON)
        group.happen(What.RESERVED, NOON, "Cleo")
        group.happen(What.WAITS, NOON, "Eve")
        group.happen(What.WAITS, NOON, "Finn")
        group.happen(What.LEFT, NOON, "Ben")
        assert group.happen(event, NOON + timedelta(days=1)) == [Effect.LET_ALL_GO, Effect.LIST_OVER]
        assert (group.team.waiting, group.team.offered, group.offered, group.waiting) == (0, 0, [], [])
