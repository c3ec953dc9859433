"""Random histories of a team, against what must hold in each: GRP-1 in the rules alone."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from stoa.base.refusals import Conflict
from stoa.deals.group_buys.happening import Effect, What
from stoa.deals.group_buys.model import GroupIsOver, Kind, PlaceIsFree, PlaceState, State, Tier
from tests.deals.group_buys.groups import NOON, Group, a_deal, a_team_deal

NAMES = [f"n{number}" for number in range(10)]
_TELL = sorted({What.AUTHORIZED, What.GIVEN_UP, What.LEFT, What.CAPTURED, What.CAPTURE_DECLINED, What.GRACE_OVER, What.RELEASED})
_UNPAID = {PlaceState.RESERVED, PlaceState.REFILLING}
_COUNTS = {PlaceState.AUTHORIZED, PlaceState.CAPTURING, PlaceState.GRACE, PlaceState.CAPTURED}
_HOURS = 3
_LONG = 24 * 9


class Histories(RuleBasedStateMachine):
    """Whatever happens, in any order, early, late and twice: places are counted, and money agrees with how the team ended.

    Windows are short (amounts are set aside) and long (methods are saved); charges that fail are tried once more; people wait,
    are asked, come in, say no or nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        tiers = {"tiers": (Tier(3, 10), Tier(5, 20)), "minimum": 3, "maximum": 6, "opens_at": NOON}
        self.kinds: dict[tuple[Kind, bool], Callable[[], Group]] = {
            (Kind.TIERS, False): lambda: Group(a_deal(**tiers, closes_at=NOON + timedelta(hours=_HOURS))),
            (Kind.TIERS, True): lambda: Group(a_deal(**tiers, closes_at=NOON + timedelta(hours=_LONG))),
            (Kind.TEAM, False): lambda: Group(a_team_deal(window_hours=_HOURS)),
            (Kind.TEAM, True): lambda: Group(a_team_deal(window_hours=_LONG)),
        }
        self.group = self.kinds[Kind.TIERS, False]()
        self.now = NOON
        self.tipped = False
        self.reached = 0
        self.begun = False
        self.retried: set[str] = set()

    @rule(kind=st.sampled_from(Kind), long=st.booleans())
    def begin(self, kind: Kind, long: bool) -> None:
        if not self.begun:
            self.group = self.kinds[kind, long]()

    @rule(name=st.sampled_from(NAMES))
    def reserve(self, name: str) -> None:
        self.begun = True
        if self._new(name):
            self._try(What.RESERVED, name)

    @rule(name=st.sampled_from(NAMES))
    def join(self, name: str) -> None:
        self.reserve(name)
        if self.group.places.get(name) in _UNPAID:
            self.group.happen(What.AUTHORIZED, self.now, name)

    @rule(name=st.sampled_from(NAMES), what=st.sampled_from(_TELL), kept=st.booleans())
    def tell(self, name: str, what: What, kept: bool) -> None:
        was = self.group.places.get(name)
        if was is None or (what is What.RELEASED and self.group.team.state is not State.FAILED):
            return
        if what is What.CAPTURE_DECLINED and was is PlaceState.GRACE:
            self.retried.add(name)
        self.group.happen(what, self.now, name, offer=kept)

    @rule(name=st.sampled_from(NAMES))
    def wait_for_a_place(self, name: str) -> None:
        team = self.group.team
        if not self._new(name):
            return
        try:
            self.group.happen(What.WAITS, self.now, name)
        except PlaceIsFree:
            assert team.free
            assert team.percent is None
        except Conflict:
            assert name not in self.group.waiting

    @rule(number=st.integers(0, 3))
    def stop_waiting(self, number: int) -> None:
        if number < len(self.group.waiting):
            self.group.waiting.pop(number)
            self.group.happen(What.STOPS, self.now)

    @rule(takes=st.booleans(), pays=st.booleans())
    def answer(self, takes: bool, pays: bool) -> None:
        """Whoever was asked first takes the place, or leaves it; nobody takes one after its time."""
        group = self.group
        if not group.offered:
            return
        name = group.offered[0]
        if not takes:
            group.refuse(name, self.now)
            return
        if group.team.percent is None and group.team.deadline is not None and self.now >= group.team.deadline:
            return
        group.take_up(name, self.now)
        if pays:
            group.happen(What.AUTHORIZED, self.now, name)

    @rule(minutes=st.integers(1, 90))
    def pass_time(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes * (_LONG // _HOURS if self.group.long else 1))

    @rule()
    def watch(self) -> None:
        self.group.happen(What.TICK, self.now)

    @rule()
    def end_early(self) -> None:
        self.begun = True
        self.group.happen(What.ENDED, self.now)

    def _new(self, name: str) -> bool:
        return name not in self.group.places and name not in self.group.waiting and name not in self.group.offered

    def _try(self, what: What, name: str) -> None:
        try:
            self.group.happen(what, self.now, name)
        except Conflict:
            assert name not in self.group.places

    @invariant()
    def places_are_counted(self) -> None:
        team, states = self.group.team, list(self.group.places.values())
        assert team.taken == sum(one in _COUNTS | _UNPAID for one in states)
        assert team.counted == sum(one in _COUNTS for one in states)
        assert (team.waiting, team.offered) == (len(self.group.waiting), len(self.group.offered))
        assert team.most is None or team.taken + team.offered <= team.most
        assert 0 <= team.owed <= team.taken

    @invariant()
    def nobody_waits_beside_a_free_place(self) -> None:
        team = self.group.team
        if not team.ended and team.waiting:
            assert not team.free

    @invariant()
    def money_agrees(self) -> None:
        group = self.group
        self.tipped = self.tipped or Effect.TIPPED in group.effects
        if self.tipped:
            assert group.team.state in {State.TIPPED, State.FILLED, State.SETTLED}
        if group.captured:
            assert self.tipped
            assert set(group.captured) == {one for one, state in group.places.items() if state is PlaceState.CAPTURED}
            assert len(set(group.captured.values())) == 1
        if group.long:
            assert group.authorized == {}
            assert set(group.captured) <= group.saved
        else:
            assert all(amount <= group.authorized[one] for one, amount in group.captured.items())
        if group.team.percent is not None:
            assert self.tipped
            assert group.team.percent >= group.team.reached
        assert group.team.reached >= self.reached
        self.reached = group.team.reached
        if group.team.state is State.SETTLED:
            assert not (_COUNTS - {PlaceState.CAPTURED} | {PlaceState.REFILLING}) & set(group.places.values())
            assert not group.waiting
            assert not group.offered
        for once in (Effect.TIPPED, Effect.TAKE_ALL, Effect.LET_ALL_GO, Effect.SETTLED):
            assert group.effects.count(once) <= 1

    def teardown(self) -> None:
        """Let the worker wake and do what is due: nothing may stay owed, and nobody may stay asked."""
        group, late = self.group, self.now + timedelta(days=90)
        group.happen(What.TICK, late)
        for _ in NAMES:
            for name, state in list(group.places.items()):
                if state in _UNPAID:
                    group.happen(What.GIVEN_UP, late, name)
                elif state is PlaceState.GRACE:
                    group.happen(What.GRACE_OVER, late, name)
            group.capture_all(late)
            group.let_go(late)
            for name in list(group.offered):
                group.refuse(name, late)
        if group.team.deadline is None:
            group.happen(What.ENDED, late)
        if self.begun:
            assert group.team.state is State.SETTLED
            try:
                group.happen(What.RESERVED, late, "late")
            except GroupIsOver:
                assert "late" not in group.places
        if group.team.percent is None:
            assert group.captured == {}
        else:
            assert len(group.captured) == group.team.counted
