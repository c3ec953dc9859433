"""What a deal may come to, before it opens: pure, and within what there is.

Every group that settles is one of these: so many people within one step, each with at least one piece and at most as many as one may
have, of whatever variants there are. Of each step only its ends can be extreme: the fewest people with one piece each, and the most
people with as many pieces as they may have. Whoever withdraws or cannot pay in the end is not reckoned with.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import msgspec

from stoa.base import money
from stoa.base.money import Money
from stoa.deals.group_buys import rules
from stoa.deals.group_buys.model import Case, Forecast, Kind, NewDeal

UNBOUNDED = 10
"""Where neither the deal nor the stock says how many, so many times the last step, or so many teams."""
PLACES_A_SECOND = 50
"""So many places at least one worker settles, also where the disk keeps everything in a slow hour (docs/performance.md)."""
AT_ONCE = 60
"""Within so many seconds of its end a group is settled, unless the desk has said that it takes longer."""
_WHOLE = 1_000_000


class Good(msgspec.Struct, frozen=True):
    """A variant: its usual price and what one pays alone now, how many there are (None: nobody counts), its tax in parts per million.

    `inclusive`: the prices hold the tax.
    """

    usual: int
    alone: int
    free: int | None
    rate: int = 0
    inclusive: bool = True

    def net(self, amount: int) -> int:
        """Return what of an amount is no tax."""
        return amount - money.divide(amount * self.rate, _WHOLE + self.rate) if self.inclusive else amount

    def earns(self, percent: int) -> int:
        """Return what a piece brings in at so much off, net: never more than alone."""
        return self.net(min(rules.price(self.usual, percent), self.alone))

    def gives(self, percent: int) -> int:
        """Return what a piece brings in less than it does alone now, net."""
        return self.net(self.alone) - self.earns(percent)


class _Span(msgspec.Struct, frozen=True):
    """The outcomes of one step: from so many people with a piece each, to so many with so many pieces."""

    percent: int
    few: int
    many: int
    pieces: int


def forecast(deal: NewDeal, goods: Sequence[Good], currency: str) -> Forecast:
    """Return the smallest group that settles, the largest, the one that costs most, and between what the income lies."""
    counts = [one.free for one in goods if one.free is not None]
    there = sum(counts) if len(counts) == len(goods) else None
    short = there is not None and there < deal.minimum
    if short:  # as if there were as many as the smallest group needs
        goods, there = [msgspec.structs.replace(one, free=None) for one in goods], deal.minimum
    spans, open_ended = _spans(deal, there)
    case = partial(_case, goods=goods, currency=currency)
    few = [case(span, span.few, span.few, lambda one, off: one.earns(off)) for span in spans]
    many = [case(span, span.many, span.pieces, lambda one, off: -one.earns(off)) for span in spans]
    given = [case(span, span.many, span.pieces, lambda one, off: -one.gives(off)) for span in spans]
    return Forecast(
        fewest=few[0],
        most=many[-1],
        costliest=max(given, key=lambda one: (one.given, -one.people)),
        least=min(one.income for one in few),
        greatest=max(one.income for one in many),
        short=short,
        open_ended=open_ended,
        settles_in=-(-(deal.minimum if deal.kind is Kind.TEAM else spans[-1].many) // PLACES_A_SECOND),
    )


def _spans(deal: NewDeal, there: int | None) -> tuple[list[_Span], bool]:
    if deal.kind is Kind.TEAM:
        teams = UNBOUNDED if there is None else there // deal.minimum
        people = teams * deal.minimum
        return [_Span(deal.tiers[0].percent, deal.minimum, people, _pieces(deal, people, there))], there is None
    limits = [one for one in (deal.maximum, there) if one is not None]
    most = min(limits, default=deal.tiers[-1].people * UNBOUNDED)
    ends = [*(tier.people - 1 for tier in deal.tiers[1:]), most]
    spans = [
        _Span(tier.percent, tier.people, min(end, most), _pieces(deal, min(end, most), there))
        for tier, end in zip(deal.tiers, ends, strict=True)
        if tier.people <= most
    ]
    return spans, not limits


def _pieces(deal: NewDeal, people: int, there: int | None) -> int:
    most = people * deal.per_person
    return most if there is None else min(most, there)


def _case(span: _Span, people: int, pieces: int, first: Callable[[Good, int], int], *, goods: Iterable[Good], currency: str) -> Case:
    """Return what so many pieces come to, of those variants `first` that it puts first."""
    left, income, given = pieces, 0, 0
    for one in sorted(goods, key=lambda good: first(good, span.percent)):
        taken = left if one.free is None else min(left, max(one.free, 0))
        income, given, left = income + taken * one.earns(span.percent), given + taken * one.gives(span.percent), left - taken
    return Case(people=people, pieces=pieces, percent=span.percent, income=Money(income, currency), given=Money(given, currency))
