"""Decisions about groups: one state machine, what a price is, what a deal comes to. The page docs/group-buys.md in code."""

from datetime import datetime, timedelta

import msgspec

from stoa.base import money
from stoa.base.money import Money
from stoa.base.refusals import FieldError
from stoa.deals.group_buys.model import (
    LONGEST,
    Case,
    Effect,
    Forecast,
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

_OWED = {PlaceState.CAPTURING, PlaceState.GRACE}
_RUNS = {State.OPEN, State.TIPPED, State.FILLED}
Followed = tuple[Team, list[Effect]]


def new_team(deal: NewDeal) -> Team:
    """Return a team of this deal as it begins."""
    most = deal.maximum if deal.kind is Kind.TIERS else deal.minimum
    window = timedelta(hours=deal.window_hours)
    return Team(kind=deal.kind, tiers=deal.tiers, size=deal.minimum, most=most, window=window, deadline=deal.closes_at)


def follow(team: Team, event: Happened, now: datetime) -> Followed:
    """Return the team after the event, and what follows. Time that has passed counts first: at the deadline is too late.

    An event that comes late or twice changes nothing but what the page says of such. Raises NoPlaceLeft, GroupIsOver and
    GroupNotYet for a place that cannot be had, TeamHasTipped for one that cannot be left any more.
    """
    team, before = _pass_time(team, now)
    team, after = _apply(team, event, now)
    team, last = _settle(team)
    return team, [*before, *after, *last]


def _pass_time(team: Team, now: datetime) -> Followed:
    if team.ended or team.deadline is None or now < team.deadline:
        return team, []
    return _end(team)


def _end(team: Team) -> Followed:
    """End it as it stands: at the lowest price reached, or, where too few count, for nobody's money."""
    if team.state is State.OPEN:
        # What was reserved or counts is let go; each is owed that outcome.
        return msgspec.structs.replace(team, state=State.FAILED, owed=team.taken), [Effect.LET_ALL_GO]
    percent = reached(team.tiers, team.counted)
    return msgspec.structs.replace(team, percent=percent, owed=team.counted), [Effect.TAKE_ALL]


def _apply(team: Team, event: Happened, now: datetime) -> Followed:
    match event.what:
        case What.TICK:
            return team, []
        case What.ENDED:
            return (team, []) if team.ended else _end(team)
        case What.RESERVED:
            return _reserve(team)
        case What.AUTHORIZED:
            return _authorize(team, event.place, now)
        case What.GIVEN_UP | What.LEFT | What.RELEASED:
            return _free(team, event)
        case _:
            return _pay(team, event)


def _reserve(team: Team) -> Followed:
    if team.ended:
        raise GroupIsOver
    if team.deadline is None and team.taken:
        raise GroupNotYet
    if team.most is not None and team.taken >= team.most:
        raise NoPlaceLeft
    return msgspec.structs.replace(team, taken=team.taken + 1), [Effect.PLACE_RESERVED]


def _authorize(team: Team, place: PlaceState | None, now: datetime) -> Followed:
    if place is not PlaceState.RESERVED:
        return team, []
    if team.ended:
        return team, [Effect.PLACE_GOES]
    deadline = team.deadline or now + team.window
    team = msgspec.structs.replace(team, counted=team.counted + 1, deadline=deadline)
    effects = [Effect.PLACE_COUNTS]
    if team.state is State.OPEN and team.counted >= team.size:
        team = msgspec.structs.replace(team, state=State.TIPPED)
        effects.append(Effect.TIPPED)
    if team.state is State.TIPPED and team.counted == team.most:
        team, after = _end(msgspec.structs.replace(team, state=State.FILLED))
        effects += after
    return team, effects


def _free(team: Team, event: Happened) -> Followed:
    """Free a place: it was never paid, is left, or its team has come to nothing."""
    if event.place not in {PlaceState.RESERVED, PlaceState.AUTHORIZED, *_OWED}:
        return team, []
    if (
        event.what is What.LEFT
        and event.place is not PlaceState.RESERVED
        and team.state is not State.OPEN
        and team.state is not State.FAILED
    ):
        raise TeamHasTipped
    counted = event.place is not PlaceState.RESERVED
    owed = team.state is State.FAILED or event.place in _OWED
    team = msgspec.structs.replace(
        team,
        taken=team.taken - 1,
        counted=team.counted - 1 if counted else team.counted,
        owed=team.owed - 1 if owed else team.owed,
    )
    if event.what is What.LEFT:
        return team, [Effect.PLACE_LEFT]
    return team, [Effect.PLACE_RELEASED if event.what is What.RELEASED else Effect.PLACE_DECLINED]


def _pay(team: Team, event: Happened) -> Followed:
    if event.place not in _OWED:
        return team, []
    if event.what is What.CAPTURED:
        return msgspec.structs.replace(team, owed=team.owed - 1), [Effect.PLACE_CAPTURED]
    if event.what is What.CAPTURE_DECLINED:
        return team, ([Effect.PLACE_IN_GRACE] if event.place is PlaceState.CAPTURING else [])
    if event.place is not PlaceState.GRACE:
        return team, []
    fewer = msgspec.structs.replace(team, owed=team.owed - 1, counted=team.counted - 1, taken=team.taken - 1)
    return fewer, [Effect.PLACE_DECLINED]


def _settle(team: Team) -> Followed:
    """Call it settled once nothing is owed: each place was paid or given up."""
    if team.owed or not team.ended or team.state is State.SETTLED:
        return team, []
    return msgspec.structs.replace(team, state=State.SETTLED), [Effect.SETTLED]


def reached(tiers: tuple[Tier, ...], people: int) -> int:
    """Return the percent that so many people have reached; the first tier's where they are fewer than it asks for."""
    return max([tier.percent for tier in tiers if tier.people <= people], default=tiers[0].percent)


def price(usual: int, percent: int) -> int:
    """Return a price with so many percent off, in minor units, rounded half up as offers round."""
    return usual - money.divide(usual * percent, 100)


def check(deal: NewDeal, now: datetime) -> list[FieldError]:
    """Return what makes no sense about a deal, by field."""
    found = []
    opens = deal.opens_at or now
    if not deal.tiers or any(not 0 < tier.percent < 100 or tier.people < 1 for tier in deal.tiers):
        found.append(FieldError("/tiers", "out_of_range", {"least": 1, "most": 99}))
    elif any(one.people >= two.people or one.percent >= two.percent for one, two in zip(deal.tiers, deal.tiers[1:], strict=False)):
        found.append(FieldError("/tiers", "not_rising"))
    elif deal.tiers[0].people != deal.minimum:
        found.append(FieldError("/minimum", "first_tier"))
    if deal.minimum < 2:
        found.append(FieldError("/minimum", "out_of_range", {"least": 2, "most": 100_000}))
    if deal.maximum is not None and deal.maximum < max([deal.minimum, *(tier.people for tier in deal.tiers)]):
        found.append(FieldError("/maximum", "too_few"))
    if deal.kind is Kind.TIERS and (deal.closes_at is None or not opens < deal.closes_at <= opens + LONGEST):
        found.append(FieldError("/closes_at", "within_six_days"))
    if deal.kind is Kind.TEAM and not 1 <= deal.window_hours <= LONGEST // timedelta(hours=1):
        found.append(FieldError("/window_hours", "out_of_range", {"least": 1, "most": LONGEST // timedelta(hours=1)}))
    if deal.kind is Kind.TEAM and len(deal.tiers) > 1:
        found.append(FieldError("/tiers", "one_tier"))
    return found


def forecast(deal: NewDeal, usual: Money, free: int | None) -> Forecast:
    """Return what a deal comes to at its smallest and at its largest, each buying one piece at `usual` without it.

    The largest is its maximum, or as many as there are units; where neither says, ten times the last tier.
    """
    last = max([deal.minimum, *(tier.people for tier in deal.tiers)])
    limits = [one for one in (deal.maximum if deal.kind is Kind.TIERS else deal.minimum, free) if one is not None]
    most = max(min(limits, default=last * 10), deal.minimum)
    return Forecast(_case(deal, usual, deal.minimum), _case(deal, usual, most))


def _case(deal: NewDeal, usual: Money, people: int) -> Case:
    each = Money(price(usual.amount, reached(deal.tiers, people)), usual.currency)
    return Case(people, each, each * people, (usual - each) * people)
