"""The written rules (docs/group-buys.md), line by line, and random histories against what must hold in each."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from stoa.base import ids
from stoa.base.money import Money
from stoa.deals.group_buys import rules
from stoa.deals.group_buys.model import (
    Effect,
    GroupIsOver,
    GroupNotYet,
    Happened,
    Kind,
    NewDeal,
    NoPlaceLeft,
    PlaceState,
    State,
    Team,
    TeamHasTipped,
    Tier,
    What,
)
from stoa.shop.catalog.model import ProductId

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
FRIDAY = datetime(2026, 5, 8, 18, tzinfo=UTC)
MOMENT = timedelta(milliseconds=100)

PLACE_AFTER = {
    Effect.PLACE_COUNTS: PlaceState.AUTHORIZED,
    Effect.PLACE_LEFT: PlaceState.LEFT,
    Effect.PLACE_DECLINED: PlaceState.DECLINED,
    Effect.PLACE_RELEASED: PlaceState.RELEASED,
    Effect.PLACE_CAPTURED: PlaceState.CAPTURED,
    Effect.PLACE_IN_GRACE: PlaceState.GRACE,
}


def a_deal(**overrides: object) -> NewDeal:
    given = {
        "kind": Kind.TIERS,
        "product_id": ProductId(ids.new()),
        "market": "eu",
        "title": {"en": "Mugs"},
        "tiers": (Tier(10, 10), Tier(50, 20)),
        "minimum": 10,
        "maximum": 60,
        "opens_at": FRIDAY - timedelta(days=4),
        "closes_at": FRIDAY,
    }
    return msgspec.convert({**given, **overrides}, NewDeal, strict=False)


def a_team_deal(**overrides: object) -> NewDeal:
    return a_deal(**{"kind": Kind.TEAM, "tiers": (Tier(3, 20),), "minimum": 3, "maximum": None, "closes_at": None, **overrides})


class Group:
    """A team with its places and the money of each, as the room around the rules keeps them."""

    def __init__(self, deal: NewDeal, usual: int = 2500) -> None:
        self.team: Team = rules.new_team(deal)
        self.usual = usual
        self.places: dict[str, PlaceState] = {}
        self.authorized: dict[str, int] = {}
        self.captured: dict[str, int] = {}
        self.refunded: set[str] = set()
        self.effects: list[Effect] = []

    def happen(self, what: What, now: datetime, name: str | None = None) -> list[Effect]:
        place = self.places.get(name) if name else None
        self.team, effects = rules.follow(self.team, Happened(what, place), now)
        for effect in effects:
            self._carry_out(effect, name)
        self.effects += effects
        return effects

    def _carry_out(self, effect: Effect, name: str | None) -> None:
        if effect is Effect.PLACE_RESERVED and name:
            self.places[name] = PlaceState.RESERVED
        elif effect in PLACE_AFTER and name:
            self.places[name] = PLACE_AFTER[effect]
            if effect is Effect.PLACE_COUNTS:
                self.authorized[name] = rules.price(self.usual, self.team.tiers[0].percent)
            elif effect is Effect.PLACE_CAPTURED:
                assert self.team.percent is not None
                self.captured[name] = rules.price(self.usual, self.team.percent)
        elif effect is Effect.TAKE_ALL:
            self.places = {one: PlaceState.CAPTURING if was is PlaceState.AUTHORIZED else was for one, was in self.places.items()}

    def join(self, name: str, now: datetime) -> None:
        self.happen(What.RESERVED, now, name)
        self.happen(What.AUTHORIZED, now, name)

    def fill(self, people: int, now: datetime) -> None:
        for number in range(people):
            self.join(f"p{number}", now)

    def capture_all(self, now: datetime) -> None:
        for name in [one for one, state in self.places.items() if state is PlaceState.CAPTURING]:
            self.happen(What.CAPTURED, now, name)

    def let_go(self, now: datetime) -> None:
        """Do what a failed team owes: every order is cancelled."""
        for name in [one for one, state in self.places.items() if state in {PlaceState.RESERVED, PlaceState.AUTHORIZED}]:
            self.happen(What.RELEASED, now, name)

    @property
    def kept(self) -> int:
        return sum(self.captured.values())


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
    assert (group.team.state, group.kept) == (State.SETTLED, 3 * 2000)


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
    assert (group.team.state, group.kept) == (State.SETTLED, captured)
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
    assert (group.team.state, group.kept) == (State.SETTLED, 480_000)


def test_two_captures_are_declined_and_the_others_keep_their_price() -> None:
    group = Group(a_deal(), usual=10_000)
    group.fill(50, FRIDAY - timedelta(hours=1))
    group.happen(What.TICK, FRIDAY)
    for name in ("p0", "p1"):
        assert group.happen(What.CAPTURE_DECLINED, FRIDAY, name) == [Effect.PLACE_IN_GRACE]
    group.capture_all(FRIDAY)
    assert (group.team.state, group.team.owed, group.kept) == (State.TIPPED, 2, 48 * 8000)
    group.happen(What.CAPTURED, FRIDAY + timedelta(minutes=40), "p0")
    assert group.kept == 49 * 8000
    assert group.happen(What.GRACE_OVER, FRIDAY + timedelta(hours=1), "p1") == [Effect.PLACE_DECLINED, Effect.SETTLED]
    assert (group.team.state, group.team.percent, group.kept) == (State.SETTLED, 20, 49 * 8000)


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
    assert (group.team.state, group.kept, group.places["late"]) == (State.SETTLED, 90_000, PlaceState.DECLINED)


# --- How a team ends, and what is told late or twice ---


def test_whoever_counts_may_leave_until_the_tip() -> None:
    group = Group(a_deal(), usual=10_000)
    group.fill(9, FRIDAY - timedelta(hours=1))
    assert group.happen(What.LEFT, FRIDAY - timedelta(hours=1), "p0") == [Effect.PLACE_LEFT]
    assert (group.team.taken, group.team.counted) == (8, 8)
    group.join("q0", FRIDAY - timedelta(hours=1))
    group.join("q1", FRIDAY - timedelta(hours=1))
    with pytest.raises(TeamHasTipped):
        group.happen(What.LEFT, FRIDAY - MOMENT, "p1")
    assert group.team.state is State.TIPPED


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
    assert (group.team.state, group.kept) == (State.SETTLED, 90_000 if people == 10 else 0)


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


def test_what_is_forecast() -> None:
    found = rules.forecast(a_deal(), Money(10_000, "EUR"), 200)
    assert (found.worst.people, found.worst.each.amount, found.worst.income.amount, found.worst.given.amount) == (10, 9000, 90_000, 10_000)
    assert (found.best.people, found.best.each.amount, found.best.income.amount, found.best.given.amount) == (60, 8000, 480_000, 120_000)
    assert rules.forecast(a_deal(), Money(10_000, "EUR"), 40).best.people == 40
    assert rules.forecast(a_deal(maximum=None), Money(10_000, "EUR"), None).best.people == 500


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
        ({"closes_at": FRIDAY + timedelta(days=9)}, "/closes_at"),
    ],
)
def test_a_deal_that_makes_no_sense(changes: dict[str, object], field: str) -> None:
    assert [one.pointer for one in rules.check(a_deal(**changes), NOON)] == [field]


def test_a_deal_that_makes_sense() -> None:
    assert rules.check(a_deal(), NOON) == []
    assert rules.check(a_team_deal(), NOON) == []
    assert [one.pointer for one in rules.check(a_team_deal(window_hours=200), NOON)] == ["/window_hours"]


# --- Any history ---

NAMES = [f"n{number}" for number in range(9)]


class Histories(RuleBasedStateMachine):
    """Whatever happens, in any order, early, late and twice: places are counted, and money agrees with how the team ended."""

    def __init__(self) -> None:
        super().__init__()
        tiers = a_deal(tiers=(Tier(3, 10), Tier(5, 20)), minimum=3, maximum=6, opens_at=NOON, closes_at=NOON + timedelta(hours=3))
        self.kinds = {Kind.TIERS: tiers, Kind.TEAM: a_team_deal(window_hours=3)}
        self.group = Group(tiers)
        self.now = NOON
        self.tipped = False
        self.begun = False

    @rule(kind=st.sampled_from(Kind))
    def begin(self, kind: Kind) -> None:
        if not self.begun:
            self.group = Group(self.kinds[kind])

    @rule(name=st.sampled_from(NAMES))
    def reserve(self, name: str) -> None:
        self.begun = True
        if name not in self.group.places:
            try:
                self.group.happen(What.RESERVED, self.now, name)
            except (NoPlaceLeft, GroupIsOver, GroupNotYet):
                assert name not in self.group.places

    @rule(name=st.sampled_from(NAMES), what=st.sampled_from([one for one in What if one not in {What.TICK, What.RESERVED, What.ENDED}]))
    def tell(self, name: str, what: What) -> None:
        was = self.group.places.get(name)
        if was is None or (what is What.RELEASED and self.group.team.state is not State.FAILED):
            return
        try:
            self.group.happen(what, self.now, name)
        except TeamHasTipped:
            assert self.tipped
            assert self.group.places[name] is was

    @rule(minutes=st.integers(1, 90))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def watch(self) -> None:
        self.group.happen(What.TICK, self.now)

    @rule()
    def end_early(self) -> None:
        self.begun = True
        self.group.happen(What.ENDED, self.now)

    @invariant()
    def places_are_counted(self) -> None:
        team, states = self.group.team, list(self.group.places.values())
        holds = {PlaceState.RESERVED, PlaceState.AUTHORIZED, PlaceState.CAPTURING, PlaceState.GRACE, PlaceState.CAPTURED}
        assert team.taken == sum(one in holds for one in states)
        assert team.counted == sum(one in holds - {PlaceState.RESERVED} for one in states)
        assert team.most is None or team.taken <= team.most

    @invariant()
    def money_agrees(self) -> None:
        group = self.group
        self.tipped = self.tipped or Effect.TIPPED in group.effects
        if self.tipped:
            assert group.team.state in {State.TIPPED, State.FILLED, State.SETTLED}
        if group.captured:
            assert self.tipped
            assert set(group.captured) == {one for one, state in group.places.items() if state is PlaceState.CAPTURED}
        if group.team.percent is not None:
            assert self.tipped
            assert all(amount <= group.authorized[one] for one, amount in group.captured.items())
        if group.team.state is State.SETTLED:
            assert not {PlaceState.AUTHORIZED, PlaceState.CAPTURING, PlaceState.GRACE} & set(group.places.values())
        for once in (Effect.TIPPED, Effect.TAKE_ALL, Effect.LET_ALL_GO, Effect.SETTLED):
            assert group.effects.count(once) <= 1

    def teardown(self) -> None:
        """Let the worker wake and do what is due: nothing may stay owed."""
        group, late = self.group, self.now + timedelta(days=30)
        group.happen(What.TICK, late)
        for name, state in list(group.places.items()):
            if state is PlaceState.RESERVED:
                group.happen(What.GIVEN_UP, late, name)
            elif state is PlaceState.GRACE:
                group.happen(What.GRACE_OVER, late, name)
        group.capture_all(late)
        group.let_go(late)
        if group.team.deadline is None:
            group.happen(What.ENDED, late)
        if self.begun:
            assert group.team.state is State.SETTLED
        if group.team.percent is None:
            assert group.captured == {}
        else:
            assert len(group.captured) == group.team.counted


Histories.TestCase.settings = settings(max_examples=400, stateful_step_count=40, deadline=None)
test_any_history = Histories.TestCase
