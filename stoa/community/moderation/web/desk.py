"""The hosts' first page, whether decisions hang on stars, people, and the models' cards."""

from datetime import timedelta
from typing import Any

import msgspec
from litestar import Response

from stoa.base.database import Reading
from stoa.base.http.pages import Page, framed, say, show
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.community import judging
from stoa.community.judging.model import Card
from stoa.community.moderation import chance, queries, work
from stoa.community.moderation.jobs import BIAS_OF
from stoa.community.moderation.model import Trust
from stoa.community.moderation.web.opened import Asking, age, kind_name, names
from stoa.community.moderation.work import Bias, Counts, Figures
from stoa.people.permissions.model import PersonId

WIDTH, HEIGHT, BAR = 340, 150, 30
"""Of the drawing: as wide as a phone shows it, so that its words are as large there as elsewhere."""
TINY = 0.001


class TodayPage(Page, template="moderation/today.html"):
    counts: Counts
    figures: Figures
    oldest: Any
    oldest_appeal: Any
    alarms: list[str]
    bias: list[Bias]


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """The share of one star's pieces that was taken away, as a bar with its 95 % interval (Wilson), in the drawing's units."""

    stars: int
    kept: int
    removed: int
    percent: int
    x: int
    y: int
    height: int
    low: int
    high: int


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """One kind's last look, drawn, and the chances of the nights before. `classes` are the stars that were tested together."""

    kind: str
    last: Bias
    classes: list[str]
    merged: bool
    bars: list[Bar]
    middle: int
    percent: int
    before: list[Bias]


class BiasPage(Page, template="moderation/bias.html"):
    looks: list[Look]
    alarm: float
    days: int
    width: int = WIDTH
    height: int = HEIGHT
    bar: int = BAR
    tiny: float = TINY


class Person(msgspec.Struct, frozen=True, kw_only=True):
    id: PersonId
    name: str
    trust: Trust


class PeoplePage(Page, template="moderation/people.html"):
    people: list[Person]


class ModelsPage(Page, template="moderation/models.html"):
    spoken: str
    cards: list[Card]


@page("/desk/community", may="community.moderate")
async def today(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    """What waits and how long."""
    counts = await work.counts(read)
    content = TodayPage(
        counts=counts,
        figures=await work.figures(read),
        oldest=age(read.now, counts.oldest),
        oldest_appeal=age(read.now, counts.oldest_appeal),
        alarms=[kind_name(request, one.kind) for one in await work.alarms(read)],
        bias=await work.bias(read, days=4),
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "desk-community"), robots="noindex")


@page("/desk/community/bias", may="community.moderate")
async def bias(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    found = await work.bias(read)
    by_kind: dict[str, list[Bias]] = {}
    for one in found:
        by_kind.setdefault(one.kind, []).append(one)
    looks = [_look(kind_name(request, kind), ones) for kind, ones in sorted(by_kind.items())]
    content = BiasPage(looks=looks, alarm=chance.ALARM, days=BIAS_OF // timedelta(days=1), frame=await framed(read, visit))
    return show(request, content, title=say(request, "desk-bias"), robots="noindex")


def _look(kind: str, ones: list[Bias]) -> Look:
    last = ones[0]
    shares = [(star, kept, removed, *chance.wilson(removed, kept + removed)) for star, kept, removed in last.stars]
    most = max([high for _, kept, removed, _, high in shares if kept + removed] or [1.0]) or 1.0
    step = WIDTH // 5
    bars = [
        Bar(
            stars=star,
            kept=kept,
            removed=removed,
            percent=round(100 * removed / (kept + removed)) if kept + removed else 0,
            x=(star - 1) * step + 2,
            y=HEIGHT - _high(removed / (kept + removed) if kept + removed else 0, most),
            height=_high(removed / (kept + removed) if kept + removed else 0, most),
            low=HEIGHT - _high(low if kept + removed else 0, most),
            high=HEIGHT - _high(high if kept + removed else 0, most),
        )
        for star, kept, removed, low, high in shares
    ]
    total, gone = sum(kept + removed for _, kept, removed in last.stars), sum(removed for _, _, removed in last.stars)
    share = gone / total if total else 0
    compared = chance.classes([kept for _, kept, _ in last.stars], [removed for _, _, removed in last.stars])
    return Look(
        kind=kind,
        last=last,
        classes=[str(low) if low == high else f"{low}–{high}" for low, high in compared],
        merged=any(low != high for low, high in compared),
        bars=bars,
        middle=HEIGHT - _high(share, most),
        percent=round(100 * share),
        before=ones[1:30],
    )


def _high(share: float, most: float) -> int:
    return round(HEIGHT * share / most)


@page("/desk/community/people", may="community.moderate")
async def people(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    """Whose writing was decided about or who reported lately, and how well the community knows them."""
    found = await work.people(read)
    trust, called = await queries.trust_of(read, found), await names(read, found)
    content = PeoplePage(
        people=[Person(id=one, name=called.get(one, ""), trust=trust[one]) for one in found], frame=await framed(read, visit)
    )
    return show(request, content, title=say(request, "moderation-people"), robots="noindex")


@page("/desk/community/models", may="community.moderate")
async def models(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    """What the models are for, and how often they err."""
    spoken = visit.language.code if visit.language in LANGUAGES else LANGUAGES[0].code
    content = ModelsPage(spoken=spoken, cards=judging.cards(spoken), frame=await framed(read, visit))
    return show(request, content, title=say(request, "desk-models"), robots="noindex")


HANDLERS = [today, bias, people, models]
