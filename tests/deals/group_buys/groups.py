"""A team with its places and money in memory, and deals to make one of."""

from datetime import UTC, datetime, timedelta

import msgspec

from stoa.base import ids
from stoa.deals.group_buys import rules
from stoa.deals.group_buys.happening import Effect, Happened, What
from stoa.deals.group_buys.model import Kind, NewDeal, PlaceState, Team, Tier
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
    Effect.PLACE_REFILLS: PlaceState.REFILLING,
    Effect.PLACE_RESERVED: PlaceState.RESERVED,
    Effect.PLACE_TAKEN_UP: PlaceState.CAPTURING,
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
        self.long = rules.saves(deal, deal.opens_at or NOON)
        self.saved: set[str] = set()
        self.waiting: list[str] = []
        self.offered: list[str] = []
        self.places: dict[str, PlaceState] = {}
        self.authorized: dict[str, int] = {}
        self.captured: dict[str, int] = {}
        self.effects: list[Effect] = []

    def happen(self, what: What, now: datetime, name: str | None = None, *, offer: bool = False) -> list[Effect]:
        place = self.places.get(name) if name and what is not What.RESERVED else None
        self.team, effects = rules.follow(self.team, Happened(what, place, offer), now)
        for effect in effects:
            self._carry_out(effect, name)
        self.effects += effects
        return effects

    def _carry_out(self, effect: Effect, name: str | None) -> None:
        if effect in PLACE_AFTER and name:
            self.places[name] = PLACE_AFTER[effect]
            self._move_money(effect, name)
        elif effect is Effect.TAKE_ALL:
            self.places = {one: PlaceState.CAPTURING if was is PlaceState.AUTHORIZED else was for one, was in self.places.items()}

        else:
            self._change_list(effect, name)

    def _move_money(self, effect: Effect, name: str) -> None:
        if effect is Effect.PLACE_CAPTURED:
            assert self.team.percent is not None
            self.captured[name] = rules.price(self.usual, self.team.percent)
        elif effect in {Effect.PLACE_COUNTS, Effect.PLACE_TAKEN_UP}:
            if self.long:
                self.saved.add(name)
            else:
                self.authorized[name] = rules.price(self.usual, self.team.tiers[0].percent)

    def _change_list(self, effect: Effect, name: str | None) -> None:
        if effect is Effect.WAITS and name:
            self.waiting.append(name)
        elif effect is Effect.OFFER:
            self.offered.append(self.waiting.pop(0))
        elif effect is Effect.OFFER_AGAIN and name:
            self.offered.append(name)
        elif effect in {Effect.OFFERS_OVER, Effect.LIST_OVER}:
            self.offered.clear()
            if effect is Effect.LIST_OVER:
                self.waiting.clear()

    def take_up(self, name: str, now: datetime) -> None:
        self.happen(What.RESERVED, now, name, offer=True)
        self.offered.remove(name)

    def refuse(self, name: str, now: datetime) -> None:
        self.offered.remove(name)
        self.happen(What.OFFER_OVER, now, name)

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
    def paid(self) -> int:
        return sum(self.captured.values())
