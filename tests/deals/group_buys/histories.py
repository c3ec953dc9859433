"""Random histories of a team with people in it, against what must hold in each: GRP-1 in the rules alone.

What is expected is counted here from what people, banks and the clock did, and never asked of the rules.

Faults that were put into the rules to see whether five hundred histories find them. They did: a captured place stays owed; whoever leaves from the
hour of grace stays owed; a place whose hour is over goes on counting, or is offered to nobody; a bank's second no is taken as a first; a place
that counts is captured while its team may fail; a failed team owes only whom it counted; the price is by who is left at the end, not by how many
there were; the deadline itself is in time; it tips by one too many; nobody is asked after a no thanks; it is settled while somebody is asked;
offers outlive the end; whoever comes after it is set aside and not asked for; a price is rounded down.
"""

import sys
from collections import Counter
from datetime import timedelta
from random import Random
from typing import ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from stoa.base.refusals import Conflict
from stoa.deals.group_buys import rules
from stoa.deals.group_buys.happening import Effect, What
from stoa.deals.group_buys.model import GroupIsOver, GroupNotYet, Kind, NoPlaceLeft, PlaceState, State, Tier
from tests.deals.group_buys.bought import COUNTS, IN, OWED, UNPAID, Bought, unit
from tests.deals.group_buys.groups import NOON, a_deal, a_team_deal

_DUE = {
    What.AUTHORIZED: UNPAID, What.GIVEN_UP: IN, What.LEFT: IN, What.RELEASED: IN,
    What.CAPTURED: OWED, What.CAPTURE_DECLINED: {PlaceState.CAPTURING}, What.GRACE_OVER: {PlaceState.GRACE},
}  # fmt: skip
"""What may be told of a place, and in which states it changes anything."""
_WAYS = {What.GIVEN_UP: PlaceState.DECLINED, What.LEFT: PlaceState.LEFT, What.RELEASED: PlaceState.RELEASED}
_HOURS, _LONG = 3, 24 * 9
_YES = 0.7
_WHO = st.integers(0, 30)


class Histories(RuleBasedStateMachine):
    """Whatever happens, in any order, early, late and twice: places are counted, and money agrees with how the team ended.

    It begins with three to six who join; who goes, waits, is asked, cancels a piece, what each bank says, and when the clock or the
    merchant ends it, is by chance. Windows are short (amounts are set aside) and long (methods are saved). Each step acts on somebody.
    """

    seen: ClassVar[Counter[str]] = Counter()
    """How many histories had what in them: test_histories says how many must."""

    @initialize(
        kind=st.sampled_from(Kind), long=st.booleans(), size=st.sampled_from([2, 3, 3, 4, 5]), room=st.sampled_from([0, 0, 1, None]),
        usual=st.sampled_from([2500, 1995, 333]), people=st.integers(3, 6),
        lingers=st.booleans(), over=st.booleans(), wait=st.integers(0, 3), luck=st.integers(0, 99_999),
    )  # fmt: skip
    def gather(
        self, kind: Kind, long: bool, size: int, room: int | None, usual: int, people: int, lingers: bool, over: bool, wait: int, luck: int
    ) -> None:
        """Have people join, the last of them perhaps without paying yet; in half of the histories their time is over then, so that every order of what banks say comes before all else."""
        hours = _LONG if long else _HOURS
        if kind is Kind.TEAM:
            deal = a_team_deal(window_hours=hours, tiers=(Tier(size, 20),), minimum=size)
        else:
            most = None if room is None else max(size + 2, people) + room
            tiers, closes = (Tier(size, 10), Tier(size + 2, 20)), NOON + timedelta(hours=hours)
            deal = a_deal(tiers=tiers, minimum=size, maximum=most, opens_at=NOON, closes_at=closes)
        self.group, self.now, self.luck = Bought(deal, usual), NOON, Random(luck)
        self.met, self.reached = {kind.value, "long" if long else "short"}, 0
        self.percent: int | None = None
        for number in range(people):
            if not self.group.team.ended:
                self.come(pays=number < people - lingers)
        if over and not self.group.team.ended:
            self.deadline(0, watch=True)
        if self._may_wait():
            self.wait(wait)

    # --- What people do ---

    @rule(pays=st.booleans())
    def come(self, pays: bool) -> None:
        """Somebody wants a place: they get it, or are told why not."""
        group, name = self.group, self._somebody()
        why = self._refused()
        if why is None:
            group.happen(What.RESERVED, self.now, name)
            assert group.places[name] is PlaceState.RESERVED
            if pays:
                self._pay(name)
        else:
            with pytest.raises(why):
                group.happen(What.RESERVED, self.now, name)
            assert name not in group.places

    def _refused(self) -> type[Conflict] | None:
        group, team = self.group, self.group.team
        if self._late():
            return GroupIsOver
        taken = len(group.who({*IN, PlaceState.CAPTURED}))
        if taken and team.deadline is None:
            return GroupNotYet
        return NoPlaceLeft if group.most is not None and taken + len(group.offered) >= group.most else None

    @precondition(lambda self: self.group.who(UNPAID))
    @rule(who=_WHO)
    def pay(self, who: int) -> None:
        self._pay(self._one(UNPAID, who))

    def _pay(self, name: str) -> None:
        """Their bank says yes: they count; whoever comes after the end for a place that became free is asked for the money at once."""
        group, was, late = self.group, self.group.places[name], self._late()
        group.happen(What.AUTHORIZED, self.now, name)
        if was is PlaceState.REFILLING:
            assert group.places[name] is PlaceState.CAPTURING
            self.met.add("came after the end")
        elif late:
            assert group.places[name] is PlaceState.RESERVED
            assert group.effects[-1] is Effect.PLACE_GOES
        else:
            assert group.places[name] is (PlaceState.CAPTURING if group.team.ended else PlaceState.AUTHORIZED)

    @precondition(lambda self: self.group.who(IN))
    @rule(who=_WHO, leaves=st.booleans())
    def go(self, who: int, leaves: bool) -> None:
        """Somebody goes: before the tip or after it, while their money is asked for, or from the hour of grace."""
        name = self._one(IN, who)
        self._part(name, What.LEFT if leaves else What.GIVEN_UP, kept=name in self.group.asked and not leaves)

    def _part(self, name: str, what: What, *, kept: bool = False) -> None:
        """Let somebody's place become free: it is kept for them once more, or is for the first who waits, where it can be had still."""
        group, was = self.group, self.group.places[name]
        group.happen(What.TICK, self.now)
        now, waiting, offered = group.places[name], list(group.waiting), list(group.offered)
        group.happen(what, self.now, name, offer=kept)
        assert group.places[name] is _WAYS.get(what, PlaceState.DECLINED)
        given = group.team.percent is None or now in {PlaceState.REFILLING, *OWED}
        if group.effects[-1] is Effect.SETTLED or (group.team.ended and not given) or Effect.LET_ALL_GO in group.effects:
            assert not set(group.offered) - set(offered)
        elif kept and was in UNPAID:
            assert group.offered == [*offered, name]
        else:
            assert group.offered == offered + waiting[:1]
            self.met |= {"asked"} if waiting else set()

    @precondition(lambda self: any(self.group.pieces[one] > 1 for one in self.group.who(COUNTS)))
    @rule(who=_WHO)
    def cancel_a_piece(self, who: int) -> None:
        several = [one for one in self.group.who(COUNTS) if self.group.pieces[one] > 1]
        self.group.cancel_piece(several[who % len(several)])
        self.met.add("cancelled a piece")

    @precondition(lambda self: self._may_wait())
    @rule(people=st.integers(1, 3))
    def wait(self, people: int) -> None:
        """Some wait for a place of a full team; while money is asked for, of any: places may become free."""
        for _ in range(people):
            self._wait(self._somebody())

    def _may_wait(self) -> bool:
        team = self.group.team
        return team.state not in {State.FAILED, State.SETTLED} and (team.ended or not team.free)

    def _wait(self, name: str) -> None:
        group = self.group
        group.happen(What.TICK, self.now)
        if group.team.deadline is not None and self._may_wait():
            group.happen(What.WAITS, self.now, name)
            assert group.waiting[-1] == name
        else:
            with pytest.raises((GroupIsOver, GroupNotYet)):
                group.happen(What.WAITS, self.now, name)

    @precondition(lambda self: self.group.waiting)
    @rule(who=_WHO)
    def stop_waiting(self, who: int) -> None:
        self.group.waiting.pop(who % len(self.group.waiting))
        self.group.happen(What.STOPS, self.now)

    @precondition(lambda self: self.group.offered)
    @rule(takes=st.booleans(), pays=st.booleans())
    def answer(self, takes: bool, pays: bool) -> None:
        """Whoever was asked first takes the place, or leaves it; nobody takes one after its time."""
        group, name = self.group, self.group.offered[0]
        if not takes or (group.team.percent is None and self._late()):
            return self._no_thanks(name)
        self.group.asked.add(name)
        group.take_up(name, self.now)
        assert group.places[name] is (PlaceState.RESERVED if group.team.percent is None else PlaceState.REFILLING)
        if pays:
            self._pay(name)
        return None

    def _no_thanks(self, name: str) -> None:
        self.group.happen(What.TICK, self.now)
        if name in self.group.offered:
            waiting = list(self.group.waiting)
            self.group.refuse(name, self.now)
            assert set(waiting[:1]) <= set(self.group.offered)

    # --- What banks, the clock and the merchant do ---

    @precondition(lambda self: self.group.who(OWED))
    @rule(who=_WHO)
    def bank_takes(self, who: int) -> None:
        """A bank says yes to what is asked for; in grace to another card, or at the second try."""
        self._bank(self._one(OWED, who), takes=True)

    @precondition(lambda self: self.group.who(OWED))
    @rule(who=_WHO)
    def bank_refuses(self, who: int) -> None:
        """A bank says no; in grace, the hour is over."""
        self._bank(self._one(OWED, who), takes=False)

    @precondition(lambda self: self.group.who(OWED))
    @rule(many=st.integers(2, 5))
    def banks(self, many: int) -> None:
        """Some banks answer at once, in any order."""
        for _ in range(many):
            if self.group.who(OWED):
                self._bank(self.luck.choice(self.group.who(OWED)), takes=self.luck.random() < _YES)

    def _bank(self, name: str, takes: bool) -> None:
        group, was = self.group, self.group.places[name]
        if takes:
            group.happen(What.CAPTURED, self.now, name)
            assert group.places[name] is PlaceState.CAPTURED
            self.met.add("captured")
        elif was is PlaceState.CAPTURING:
            group.happen(What.CAPTURE_DECLINED, self.now, name)
            assert group.places[name] is PlaceState.GRACE
            self.met.add("grace")
        else:
            self._part(name, What.GRACE_OVER)

    @precondition(lambda self: self.group.team.ended and self._to_let_go())
    @rule(who=_WHO)
    def let_go(self, who: int) -> None:
        """A worker cancels the order of one who pays nothing: of a team that failed, or who had not paid when it ended."""
        found = self._to_let_go()
        self._let_go(found[who % len(found)])

    def _to_let_go(self) -> list[str]:
        failed = self.group.team.state is State.FAILED
        return self.group.who({PlaceState.RESERVED, PlaceState.AUTHORIZED} if failed else {PlaceState.RESERVED})

    def _let_go(self, name: str) -> None:
        self._part(name, What.RELEASED if self.group.team.state is State.FAILED else What.GIVEN_UP)
        assert name not in self.group.captured

    @rule(minutes=st.integers(1, 45), watch=st.booleans())
    def pass_time(self, minutes: int, watch: bool) -> None:
        self.now += timedelta(minutes=minutes * (_LONG // _HOURS if self.group.long else 1))
        if watch:
            over, effects = self.group.team.ended, self.group.happen(What.TICK, self.now)
            assert effects == [] if over else True

    @precondition(lambda self: not self.group.team.ended)
    @rule(off=st.sampled_from([-1, 0, 0, 1]), watch=st.booleans())
    def deadline(self, off: int, watch: bool) -> None:
        """The clock comes to the end, or to the second before or after it; a worker may see it at once, or somebody else be first."""
        if self.group.team.deadline is not None:
            self.now = max(self.now, self.group.team.deadline + timedelta(seconds=off))
        if watch:
            self.group.happen(What.TICK, self.now)

    @precondition(lambda self: not self.group.team.ended)
    @rule(sure=st.sampled_from([False, False, True]))
    def merchant(self, sure: bool) -> None:
        """The merchant has more places and a lower price for more people, or ends it."""
        group = self.group
        if sure or group.most is None or group.team.kind is Kind.TEAM or self._late():
            group.happen(What.ENDED, self.now)
        else:
            self._better()

    def _better(self) -> None:
        group, waiting, offered = self.group, list(self.group.waiting), list(self.group.offered)
        assert group.most is not None
        group.most += 2
        group.tiers = (*group.tiers, Tier(group.most, group.tiers[-1].percent + 10))
        terms = a_deal(tiers=group.tiers, minimum=group.size, maximum=group.most, opens_at=NOON, closes_at=group.team.deadline)
        group.team, effects = rules.renew(group.team, terms)
        for effect in effects:
            group._carry_out(effect, None)
        assert group.offered == offered + waiting[:2]

    @rule(who=_WHO, what=st.sampled_from(sorted(_DUE)))
    def tell_again(self, who: int, what: What) -> None:
        """What is told late, early or twice changes nothing."""
        group = self.group
        untouched = [one for one, state in group.places.items() if state not in _DUE[what]]
        if untouched:
            group.happen(What.TICK, self.now)
            name = untouched[who % len(untouched)]
            if group.places[name] not in _DUE[what]:
                before = group.team, dict(group.places), dict(group.captured)
                assert group.happen(what, self.now, name) == []
                assert (group.team, group.places, group.captured) == before

    # --- What must be so ---

    def _somebody(self) -> str:
        name = f"n{len(self.group.pieces)}"
        self.group.pieces[name] = self.luck.randint(1, 3)
        return name

    def _one(self, states: set[PlaceState], who: int) -> str:
        found = self.group.who(states)
        return found[who % len(found)]

    def _late(self) -> bool:
        team = self.group.team
        return team.ended or (team.deadline is not None and self.now >= team.deadline)

    @invariant()
    def places_are_counted(self) -> None:
        group, team = self.group, self.group.team
        assert team.taken == len(group.who({*IN, PlaceState.CAPTURED}))
        assert team.counted == group.counted
        assert (team.waiting, team.offered) == (len(group.waiting), len(group.offered))
        assert group.most is None or team.taken + team.offered <= group.most
        # What is owed after the end: money of who counts, an answer of who was asked, an end for whoever failed with their team.
        owed = group.who(IN if team.state is State.FAILED else {PlaceState.REFILLING, *OWED}) if team.ended else []
        assert team.owed == len(owed)

    @invariant()
    def nobody_waits_beside_a_free_place(self) -> None:
        team = self.group.team
        if team.waiting and not team.ended:
            assert not team.free
        assert not (team.state in {State.FAILED, State.SETTLED} and (team.waiting or team.offered))

    @invariant()
    def it_ends_as_people_made_it(self) -> None:
        group, team = self.group, self.group.team
        enough = {State.TIPPED, State.FILLED, State.SETTLED}
        assert team.state in (enough if group.enough else {State.OPEN, State.FAILED, State.SETTLED})
        assert (team.percent is not None) is (group.enough and team.ended)
        assert team.reached >= self.reached
        assert self.percent in {None, team.percent}
        assert (team.state is State.SETTLED) is (
            team.ended and not group.who(IN if not group.enough else IN - {PlaceState.RESERVED}) and not group.offered
        )
        self.reached, self.percent = team.reached, team.percent
        for once in (Effect.TIPPED, Effect.TAKE_ALL, Effect.LET_ALL_GO, Effect.SETTLED):
            assert group.effects.count(once) <= 1

    @invariant()
    def money_agrees(self) -> None:
        """Nobody pays in a team that failed; in one that tipped each pays the pieces that are left, at what so many have reached."""
        group = self.group
        if not group.enough:
            assert group.captured == {}
            return
        assert group.team.reached == group.percent
        if group.captured:
            assert group.team.percent == group.percent
        assert sorted(group.captured) == sorted(group.who({PlaceState.CAPTURED}))
        for name, amount in group.captured.items():
            assert amount - group.refunded[name] == group.pieces[name] * unit(group.usual, group.percent)
            assert name in group.saved if group.long else amount <= group.authorized[name]
        assert not (group.long and group.authorized)

    def teardown(self) -> None:
        """Time goes by, and what is due is done in any order: nothing may stay owed, and nobody may stay asked."""
        if not hasattr(self, "group") or sys.exception() is not None:
            return  # cut off, or found wanting
        self._count()
        group, self.now = self.group, self.now + timedelta(days=90)
        group.happen(What.TICK if group.team.deadline else What.ENDED, self.now)
        while due := [*group.who({*UNPAID, *OWED, PlaceState.AUTHORIZED}), *group.offered]:
            self._come_to_an_end(self.luck.choice(due))
            self.places_are_counted()
            self.it_ends_as_people_made_it()
        self.money_agrees()
        assert group.team.state is State.SETTLED
        assert group.team.percent is None if not group.enough else len(group.captured) == group.counted
        with pytest.raises(GroupIsOver):
            group.happen(What.RESERVED, self.now, "late")

    def _come_to_an_end(self, name: str) -> None:
        group = self.group
        if name in group.offered:
            self._no_thanks(name)
        elif group.places[name] in OWED:
            self._bank(name, takes=self.luck.random() < _YES)
        elif group.places[name] is PlaceState.REFILLING:
            self._part(name, What.GIVEN_UP)
        else:
            self._let_go(name)

    def _count(self) -> None:
        group = self.group
        self.met |= {"tipped"} if group.enough else {"failed with people in it"} if group.team.ended and group.places else set()
        self.met |= {f"{group.team.kind} tipped, {'long' if group.long else 'short'}"} if group.enough else set()
        Histories.seen.update([*self.met, "all"])
