"""Decisions about groups: one state machine, what a price is, what a deal comes to. The page docs/group-buys.md in code."""

from datetime import datetime, timedelta

import msgspec

from stoa.base import money
from stoa.base.refusals import FieldError
from stoa.deals.group_buys.happening import Effect, Happened, What
from stoa.deals.group_buys.model import (
    LONGEST,
    SET_ASIDE,
    Deal,
    GroupIsOver,
    GroupNotYet,
    Kind,
    NewDeal,
    NoPlaceLeft,
    PlaceIsFree,
    PlaceState,
    State,
    Team,
    Tier,
)
from stoa.shop.carts.model import MOST

_OWED = {PlaceState.CAPTURING, PlaceState.GRACE}
_UNPAID = {PlaceState.RESERVED, PlaceState.REFILLING}
_LIST = {What.WAITS, What.STOPS, What.OFFER_OVER, What.CAME_BACK}
Followed = tuple[Team, list[Effect]]

SOON = 10
"""Who is in is reminded once this part of the time is left (a day at most)."""
FEW = 3
"""A team misses few if it misses one, or no more than this part of its size."""


def new_team(deal: NewDeal) -> Team:
    """Return a team of this deal as it begins."""
    most = deal.maximum if deal.kind is Kind.TIERS else deal.minimum
    window = timedelta(hours=deal.window_hours)
    deadline = deal.closes_at if deal.kind is Kind.TIERS else None
    return Team(kind=deal.kind, tiers=deal.tiers, size=deal.minimum, most=most, window=window, deadline=deadline)


def follow(team: Team, event: Happened, now: datetime) -> Followed:
    """Return the team after the event, and what follows. Time that has passed counts first: at the deadline is too late.

    An event that comes late or twice changes nothing but what the page says of such. Raises NoPlaceLeft, GroupIsOver and
    GroupNotYet for a place that cannot be had.
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
    """End it as it stands: at the lowest price reached, or, where too few count, for nobody's money.

    Places that were kept for others are kept no more; who waits may still come in for one whose payment fails.
    """
    if team.state is State.OPEN:
        # What was reserved or counts is let go; each is owed that outcome.
        over = [Effect.LIST_OVER] if team.waiting or team.offered else []
        return msgspec.structs.replace(team, state=State.FAILED, owed=team.taken, waiting=0, offered=0), [Effect.LET_ALL_GO, *over]
    percent, over = max(team.reached, reached(team.tiers, team.counted)), [Effect.OFFERS_OVER] if team.offered else []
    return msgspec.structs.replace(team, percent=percent, owed=team.counted, offered=0), [Effect.TAKE_ALL, *over]


def _end_list(team: Team, effects: list[Effect]) -> Followed:
    if not team.waiting:
        return team, effects
    return msgspec.structs.replace(team, waiting=0), [*effects, Effect.LIST_OVER]


def _apply(team: Team, event: Happened, now: datetime) -> Followed:
    match event.what:
        case What.TICK:
            return team, []
        case What.ENDED:
            return (team, []) if team.ended else _end_list(*_end(team))
        case What.RESERVED:
            return _reserve_offered(team) if event.offer else _reserve(team)
        case What.AUTHORIZED:
            return _authorize(team, event.place, now)
        case What.GIVEN_UP | What.LEFT | What.RELEASED:
            return _free(team, event)
        case _:
            return _wait(team, event) if event.what in _LIST else _pay(team, event)


def _reserve(team: Team) -> Followed:
    if team.ended:
        raise GroupIsOver
    if team.deadline is None and team.taken:
        raise GroupNotYet
    if not team.free:
        raise NoPlaceLeft
    return msgspec.structs.replace(team, taken=team.taken + 1), [Effect.PLACE_RESERVED]


def _reserve_offered(team: Team) -> Followed:
    """Reserve a place that was kept; after the end it is owed an outcome from the first."""
    if not team.offered:
        raise GroupIsOver
    late = team.percent is not None
    team = msgspec.structs.replace(team, taken=team.taken + 1, offered=team.offered - 1, owed=team.owed + late)
    return team, [Effect.PLACE_REFILLS if late else Effect.PLACE_RESERVED]


def _authorize(team: Team, place: PlaceState | None, now: datetime) -> Followed:
    if place is PlaceState.REFILLING:
        return msgspec.structs.replace(team, counted=team.counted + 1), [Effect.PLACE_TAKEN_UP]
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
    if team.state is State.TIPPED:
        team = msgspec.structs.replace(team, reached=max(team.reached, reached(team.tiers, team.counted)))
    if team.state is State.TIPPED and team.counted == team.most:
        team, after = _end(msgspec.structs.replace(team, state=State.FILLED))
        effects += after
    return team, effects


def _free(team: Team, event: Happened) -> Followed:
    """Free a place: it was never paid, is left, or its team has come to nothing. What was reached since the tip stays so for the others."""
    if event.place not in {PlaceState.AUTHORIZED, *_UNPAID, *_OWED}:
        return team, []
    # At the end whatever counts is owed its outcome, also what is given up in that very moment.
    late = event.place in {PlaceState.REFILLING, *_OWED} or (event.place is PlaceState.AUTHORIZED and team.percent is not None)
    again = not team.ended or (late and team.state is not State.FAILED)
    team = msgspec.structs.replace(
        team,
        taken=team.taken - 1,
        counted=team.counted - (event.place not in _UNPAID),
        owed=team.owed - (late or team.state is State.FAILED),
    )
    team, after = _refill(team, kept=event.offer and event.what is What.GIVEN_UP and event.place in _UNPAID) if again else (team, [])
    if event.what is What.LEFT:
        return team, [Effect.PLACE_LEFT, *after]
    return team, [Effect.PLACE_RELEASED if event.what is What.RELEASED else Effect.PLACE_DECLINED, *after]


def _refill(team: Team, *, kept: bool = False) -> Followed:
    """Offer a place that became free: to the one it was `kept` for, whose payment did not work, or to the first who waits."""
    if kept:
        return msgspec.structs.replace(team, offered=team.offered + 1), [Effect.OFFER_AGAIN]
    if not team.waiting:
        return team, []
    return msgspec.structs.replace(team, waiting=team.waiting - 1, offered=team.offered + 1), [Effect.OFFER]


def _wait(team: Team, event: Happened) -> Followed:
    if event.what is What.STOPS:
        return msgspec.structs.replace(team, waiting=max(team.waiting - 1, 0)), []
    if event.what is What.OFFER_OVER:
        return _refill(msgspec.structs.replace(team, offered=team.offered - 1)) if team.offered else (team, [])
    if event.what is What.CAME_BACK:
        return _refill(team) if team.free and not team.ended else (team, [])
    if team.state in {State.FAILED, State.SETTLED}:
        raise GroupIsOver
    if team.deadline is None:
        raise GroupNotYet
    if team.percent is None and team.free and not event.sold_out:
        raise PlaceIsFree
    return msgspec.structs.replace(team, waiting=team.waiting + 1), [Effect.WAITS]


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
    fewer, after = _refill(fewer)
    return fewer, [Effect.PLACE_DECLINED, *after]


def _settle(team: Team) -> Followed:
    """Call it settled once nothing is owed or offered: each place was paid or given up."""
    if team.owed or team.offered or not team.ended or team.state is State.SETTLED:
        return team, []
    return _end_list(msgspec.structs.replace(team, state=State.SETTLED), [Effect.SETTLED])


def renew(team: Team, deal: NewDeal) -> Followed:
    """Return a team that runs by its deal's changed terms, and what follows: so many have reached more now, and whoever waits for the
    places there are more of is asked.
    """
    fresh = new_team(deal)
    deadline = fresh.deadline if team.kind is Kind.TIERS else team.deadline
    if team.state is State.TIPPED:
        people = max([team.counted, *(tier.people for tier in team.tiers if tier.percent <= team.reached)])
        team = msgspec.structs.replace(team, reached=max(team.reached, reached(fresh.tiers, people)))
    team = msgspec.structs.replace(team, tiers=fresh.tiers, size=fresh.size, most=fresh.most, deadline=deadline)
    effects: list[Effect] = []
    while team.waiting and team.free:
        team, more = _refill(team)
        effects += more
    return team, effects


def worse(before: NewDeal, after: NewDeal) -> list[FieldError]:
    """Return what a change would take from whoever is in, by field: whatever number comes, nobody pays more than was shown as they joined.

    A later end takes nothing as long as what was set aside lives: where one joined by that, six days from the beginning.
    """
    found = []
    if any(reached(after.tiers, tier.people) < tier.percent for tier in before.tiers):
        found.append(FieldError("/tiers", "not_better"))
    elif after.tiers[0].people != before.minimum:
        found.append(FieldError("/tiers", "same_minimum", {"people": before.minimum}))
    if before.kind is Kind.TEAM:  # an end, or other hours, concern those alone who come from now on
        return found
    if after.maximum is not None and (before.maximum is None or after.maximum < before.maximum):
        found.append(FieldError("/maximum", "not_more"))
    if after.closes_at != before.closes_at and before.closes_at is not None and before.opens_at is not None and after.closes_at is not None:
        if after.closes_at < before.closes_at:
            found.append(FieldError("/closes_at", "not_later"))
        elif not saves(before, before.opens_at) and after.closes_at > before.opens_at + SET_ASIDE:
            found.append(FieldError("/closes_at", "within_six_days"))
    return found


def saves(deal: NewDeal | Deal, opens_at: datetime) -> bool:
    """Return whether one joins by saving how one pays: the window is too long to set an amount aside for."""
    window = timedelta(hours=deal.window_hours)
    if deal.kind is Kind.TIERS and deal.closes_at is not None:
        window = deal.closes_at - opens_at
    return window > SET_ASIDE


def reached(tiers: tuple[Tier, ...], people: int) -> int:
    """Return the percent that so many people have reached; the first tier's where they are fewer than it asks for."""
    return max([tier.percent for tier in tiers if tier.people <= people], default=tiers[0].percent)


def price(usual: int, percent: int) -> int:
    """Return a price with so many percent off, in minor units, rounded half up as offers round."""
    return usual - money.divide(usual * percent, 100)


def check(deal: NewDeal, now: datetime) -> list[FieldError]:
    """Return what makes no sense about a deal, by field."""
    found = check_times(deal, now)
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
    if not 1 <= deal.per_person <= MOST:
        found.append(FieldError("/per_person", "out_of_range", {"least": 1, "most": MOST}))
    if deal.kind is Kind.TEAM and len(deal.tiers) > 1:
        found.append(FieldError("/tiers", "one_tier"))
    return found


def check_times(deal: NewDeal, now: datetime) -> list[FieldError]:
    """Return what makes no sense about when a deal runs, by field."""
    found, opens = [], deal.opens_at or now
    if deal.kind is Kind.TIERS and (deal.closes_at is None or not opens < deal.closes_at <= opens + LONGEST):
        found.append(FieldError("/closes_at", "within_sixty_days"))
    if deal.kind is Kind.TEAM and deal.closes_at is not None and deal.closes_at <= max(opens, now):
        found.append(FieldError("/closes_at", "in_the_past" if deal.closes_at <= now else "before_opening"))
    if deal.kind is Kind.TEAM and not 1 <= deal.window_hours <= LONGEST // timedelta(hours=1):
        found.append(FieldError("/window_hours", "out_of_range", {"least": 1, "most": LONGEST // timedelta(hours=1)}))
    return found
