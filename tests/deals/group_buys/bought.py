"""A team in memory where people buy pieces: what was set aside, asked for and given back is counted, and how many were ever in."""

from collections import Counter
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from stoa.deals.group_buys.happening import Effect, What
from stoa.deals.group_buys.model import NewDeal, PlaceState
from tests.deals.group_buys.groups import Group

UNPAID = {PlaceState.RESERVED, PlaceState.REFILLING}
OWED = {PlaceState.CAPTURING, PlaceState.GRACE}
COUNTS = {PlaceState.AUTHORIZED, PlaceState.CAPTURED, *OWED}
IN = {*UNPAID, *OWED, PlaceState.AUTHORIZED}


def unit(usual: int, percent: int) -> int:
    """Return what a piece costs at so much off, by the schoolbook: what is taken off is rounded half up."""
    return usual - int((Decimal(usual) * percent / 100).quantize(Decimal(1), ROUND_HALF_UP))


class Bought(Group):
    """A team where each buys some pieces and may cancel some: what is asked for is for those that are left.

    It counts for itself who was in before the end: whether they were ever `enough`, and the `peak` since then.
    """

    def __init__(self, deal: NewDeal, usual: int) -> None:
        super().__init__(deal, usual)
        self.size, self.tiers, self.most = deal.minimum, deal.tiers, self.team.most
        self.pieces: dict[str, int] = {}
        self.refunded: Counter[str] = Counter()
        self.asked: set[str] = set()
        self.peak = 0

    def happen(self, what: What, now: datetime, name: str | None = None, *, offer: bool = False) -> list[Effect]:
        over, offered = self.team.ended, set(self.offered)
        effects = super().happen(what, now, name, offer=offer)
        if not over and (self.peak or self.counted >= self.size):
            self.peak = max(self.peak, self.counted)
        if self.team.ended and not over:  # whoever was asked before the end, was asked for something else
            assert not offered & set(self.offered)
        return effects

    @property
    def enough(self) -> bool:
        return self.peak > 0

    @property
    def counted(self) -> int:
        return len(self.who(COUNTS))

    @property
    def percent(self) -> int:
        """Return how much less so many have made it."""
        return max(tier.percent for tier in self.tiers if tier.people <= self.peak)

    def who(self, states: set[PlaceState]) -> list[str]:
        return [one for one, state in self.places.items() if state in states]

    def cancel_piece(self, name: str) -> None:
        self.pieces[name] -= 1
        if name in self.captured:
            self.refunded[name] += unit(self.usual, self.percent)

    def _move_money(self, effect: Effect, name: str) -> None:
        super()._move_money(effect, name)
        if effect is Effect.PLACE_CAPTURED:
            self.captured[name] *= self.pieces[name]
        elif name in self.authorized and effect in {Effect.PLACE_COUNTS, Effect.PLACE_TAKEN_UP}:
            self.authorized[name] *= self.pieces[name]
