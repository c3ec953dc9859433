"""The group price on a product's page: the second button of the buy box, and open teams that one may join."""

from datetime import datetime
from uuid import UUID

import msgspec

from stoa.base import ids, locale
from stoa.base.http.panels import Panel
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.deals.group_buys import rules, store
from stoa.deals.group_buys.model import Kind, PlaceState, State, Tier

TEAMS = 3


class OpenTeam(msgspec.Struct, frozen=True):
    handle: str
    size: int
    counted: int
    deadline: datetime

    @property
    def missing(self) -> int:
        return max(self.size - self.counted, 0)


class Open(msgspec.Struct, frozen=True):
    """A deal as the panel gives it. `alone` is what each variant costs the visitor without the others, now."""

    id: UUID
    kind: Kind
    currency: str
    tiers: tuple[Tier, ...]
    minimum: int
    window_hours: int
    prices: dict[str, int]
    teams: list[OpenTeam]
    there: bool
    """Whether anything of it can be had now."""
    strangers: bool = False
    """Whether the merchant shows its teams to everybody: then whoever starts one is asked."""
    member: bool = False
    """Whether a member looks: a guest has no circle."""
    alone: dict[str, int] | None = None

    def each(self, percent: int) -> dict[str, Money]:
        """Return what each variant costs with the others at so much off: never more than alone."""
        alone = self.alone or {}
        return {
            variant: Money(min(rules.price(usual, percent), alone.get(variant, usual)), self.currency)
            for variant, usual in self.prices.items()
        }

    @property
    def saves(self) -> bool:
        """Return whether anything may come to cost less with the others than it costs alone."""
        alone = self.alone or {}
        return any(price.amount < alone.get(one, self.prices[one]) for one, price in self.each(self.tiers[-1].percent).items())


_NAMES = {
    PlaceState.CAPTURING: "taking",
    PlaceState.CAPTURED: "won",
    PlaceState.GRACE: "grace",
    PlaceState.LEFT: "left",
    PlaceState.DECLINED: "unpaid",
}


class OfOrder(msgspec.Struct, frozen=True):
    """The place that an order has in a team; `key` is the order's, and `leaves` whether the place may still be given up.

    While others may join (`open`), `missing` is how many are needed, and the link is there to be shared.
    """

    handle: str
    place: UUID
    order: UUID
    key: str
    leaves: bool
    open: bool
    there: bool
    """Whether anything is there to be had by those who are missing."""
    missing: int
    deadline: datetime | None
    place_state: PlaceState
    grace_until: datetime | None
    team_state: State
    people: int
    size: int
    percent: int | None
    each: Money
    reason: str
    starter: bool
    kind: Kind
    first: str
    """Who is shown the team first, as its starter chose: link, circle or everybody."""
    member: bool
    strangers: bool
    twice: bool
    """Whether it never counted, since its buyer was in already."""
    link: str = ""

    @property
    def stands(self) -> str:
        """Return what is to be said of it: open, sold-out, on, settling, taking, won, grace, ended, failed, left, twice or unpaid."""
        if self.open:
            return "on" if self.team_state is State.TIPPED else "open" if self.there else "sold-out"
        if self.place_state is PlaceState.RELEASED:
            return "ended" if self.reason else "failed"
        if self.twice:
            return "twice"
        return _NAMES.get(self.place_state, "settling")


class Offered(msgspec.Struct, frozen=True):
    """A deal as the part shows it: `best` is the lowest price that it may come to, `alone` what the cheapest costs alone now."""

    ref: str
    kind: str
    price: Money
    best: Money
    people: int
    most_people: int
    hours: int
    teams: list[OpenTeam]
    saves: bool
    alone: Money
    strangers: bool
    member: bool


class Second(msgspec.Struct, frozen=True):
    """The second button: of which deal, whom with, and what it costs; `by_variant` are the words of that by variant, where they differ.

    It joins the open team that misses fewest, else it starts one. `most` is what one pays at most in a deal whose price still falls.
    """

    ref: str
    kind: str
    people: int
    price: Money
    by_variant: str
    joins: OpenTeam | None
    most: Money
    asks: bool
    """Whether it starts a team that everybody would be shown: then it is asked who sees it."""
    member: bool


_AUDIENCES = """array['everyone'] || case when :viewer::uuid is null then '{}'::text[]
    else 'members'::text || array(select e.audience from permissions.entered e where e.person_id = :viewer::uuid) end"""
"""Whom the prices on the viewer's page are for. A guest's page is kept until one of them changes."""

GROUPS = Panel(
    f"""select json_agg(json_build_object('id', d.id, 'kind', d.kind, 'currency', d.currency, 'tiers', d.tiers, 'minimum', d.minimum,
        'window_hours', d.window_hours, 'prices', d.prices, 'there', {store.there(":now::timestamptz")},
        'strangers', d.open_to_strangers, 'member', :viewer::uuid is not null, 'alone', (select json_object_agg(q.variant_id, q.price)
            from pricing.quotes(array(select k::uuid from jsonb_object_keys(d.prices) k), :market, {_AUDIENCES}, :now::timestamptz) q), 'teams', (select coalesce(json_agg(json_build_object('handle', t.handle, 'size', t.size,
            'counted', t.counted, 'deadline', t.deadline)), '[]') from (select x.handle, x.size, x.counted, x.deadline from group_buys.team x
            where x.deal_id = d.id and x.percent is null and x.state in ('open', 'tipped') and x.deadline > :now::timestamptz
            and (x.most is null or x.taken + x.offered < x.most) and (d.kind = 'tiers' or d.open_to_strangers)
            and {store.to_strangers("x", ":now::timestamptz")}
            order by x.size - x.counted, x.deadline limit {TEAMS}) t)) order by d.kind)
    from group_buys.deal d where d.product_id = :product::uuid and d.market = :market and d.ended_at is null and d.opens_at <= :now::timestamptz
    and (d.closes_at is null or d.closes_at > :now::timestamptz)""",
    list[Open],
)


OF_ORDER = Panel(
    f"""select json_build_object('handle', t.handle, 'place', p.id, 'order', o.id, 'key', o.key,
        'leaves', t.state = 'open' and t.deadline > :now::timestamptz and p.state in ('reserved', 'authorized'),
        'open', t.percent is null and t.state in ('open', 'tipped') and t.deadline > :now::timestamptz and p.state in ('reserved', 'authorized'),
        'starter', p.starter, 'kind', t.kind, 'first', t.shown_first, 'member', p.person_id is not null,
        'strangers', (select d.open_to_strangers from group_buys.deal d where d.id = t.deal_id), 'there', (select {store.there(":now::timestamptz")} from group_buys.deal d where d.id = t.deal_id),
        'missing', greatest(t.size - t.counted, 0), 'deadline', t.deadline, 'place_state', p.state, 'grace_until', p.grace_until, 'team_state', t.state, 'people', t.counted,
        'size', t.size, 'percent', t.percent, 'reason', t.ended_reason, 'twice',
        exists (select from orders.entry e where e.order_id = o.id and e.kind = 'cancelled' and e.facts ->> 'reason' = 'group_twice'), 'each', (select json_build_object('amount', l.unit,
            'currency', o.currency) from orders.line l where l.order_id = o.id order by l.id limit 1))
    from group_buys.place p join group_buys.team t on t.id = p.team_id join orders.order o on o.id = p.order_id where p.order_id = :order::uuid""",
    OfOrder,
)


def of_order(found: OfOrder, visit: Visit) -> OfOrder:
    """Return it with the link to share."""
    return msgspec.structs.replace(found, link=visit.absolute(f"/t/{found.handle}"))


def view(found: list[Open], _visit: Visit) -> list[Offered] | None:
    """Return the deals with teams that one may join; without any, the second button says all."""
    shown = [_offered(one) for one in found if one.teams and one.there]
    return shown or None


def _offered(one: Open) -> Offered:
    lowest = [min(one.each(percent).values(), key=lambda price: price.amount) for percent in (one.tiers[0].percent, one.tiers[-1].percent)]
    return Offered(
        ref=ids.show("dea", one.id),
        kind=one.kind.value,
        price=lowest[0],
        best=lowest[1],
        people=one.minimum,
        most_people=one.tiers[-1].people,
        hours=one.window_hours,
        teams=one.teams,
        saves=one.saves,
        alone=min(one.each(0).values(), key=lambda price: price.amount),
        strangers=one.strangers,
        member=one.member,
    )


def second(found: list[Open], visit: Visit) -> Second | None:
    """Return the second button: of several deals the one that is cheaper for sure; none where alone it costs no more, by whatever offer."""
    shown = [one for one in found if (one.kind is Kind.TEAM or one.teams) and one.saves and one.there]
    if not shown:
        return None
    one = max(shown, key=lambda deal: deal.tiers[0].percent)
    team = one.teams[0] if one.teams else None
    prices = one.each(one.tiers[-1].percent)
    words = {ids.show("var", UUID(variant)): locale.money(price, visit.language.code) for variant, price in prices.items()}
    return Second(
        ref=ids.show("dea", one.id),
        kind=one.kind.value,
        people=one.minimum - 1 if one.kind is Kind.TEAM else team.counted if team is not None else 0,
        price=min(prices.values(), key=lambda price: price.amount),
        by_variant=msgspec.json.encode(words).decode() if len(set(words.values())) > 1 else "",
        joins=team,
        most=max(one.each(one.tiers[0].percent).values(), key=lambda price: price.amount),
        asks=one.kind is Kind.TEAM and team is None and one.strangers,
        member=one.member,
    )
