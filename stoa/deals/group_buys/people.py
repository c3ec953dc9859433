"""What pages read of people in teams: who of somebody's circle is in, and somebody's own teams."""

from datetime import datetime
from uuid import UUID

import msgspec

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.http.panels import Panel
from stoa.base.money import Money
from stoa.base.paging import Slice
from stoa.community.circles.model import Byline
from stoa.deals.group_buys import store
from stoa.deals.group_buys.model import PlaceId, PlaceState, State, TeamId
from stoa.people.sessions.model import PersonId
from stoa.shop.catalog.model import Picture
from stoa.shop.orders.model import OrderId

_SHOWN = """p.shown_to is not null and p.state in ('authorized', 'capturing', 'grace', 'captured')
    and circles.reach(p.shown_to) >= circles.distance(f.follower, p.person_id)
    and not exists (select from circles.mute m where m.person_id = f.follower and m.other_id = p.person_id)"""
"""Of places `p` of those whom `f` follows: whose owner counts, and lets the follower see it."""

_faces = msgspec.json.Decoder(list[Byline])


async def circle_in(read: Reading, team: TeamId, viewer: PersonId) -> list[Byline]:
    """Return who of the viewer's circle is in and shows it, the first three."""
    text = await read.value(
        f"""select coalesce(json_agg(circles.byline(x.person_id)), '[]')::text from (
            select p.person_id from group_buys.place p join circles.follow f on f.follower = $2 and f.followed = p.person_id
            where p.team_id = $1 and {_SHOWN} order by p.id limit 3) x""",
        team,
        viewer,
    )
    return _faces.decode(text)


class CircleTeam(msgspec.Struct, frozen=True):
    """An open team of a product with somebody of the viewer's circle; `missing` is how many more it needs."""

    handle: str
    missing: int
    count: int
    people: list[Byline]


CIRCLE_TEAM = Panel(
    f"""select json_build_object('handle', x.handle, 'missing', x.missing, 'count', x.count, 'people', x.people) from (
        select t.handle, greatest(t.size - t.counted, 0) as missing, count(*) as count, json_agg(circles.byline(p.person_id) order by p.id) as people
        from circles.follow f join group_buys.place p on p.person_id = f.followed and {_SHOWN}
        join group_buys.team t on t.id = p.team_id and t.percent is null and t.state in ('open', 'tipped') and t.deadline > :now::timestamptz
            and t.shown_first <> 'link' and (t.most is null or t.taken + t.offered < t.most)
        join group_buys.deal d on d.id = t.deal_id and d.product_id = :product::uuid and d.market = :market and d.ended_at is null and {store.there(":now::timestamptz")}
        where f.follower = :viewer::uuid and not exists (select from group_buys.place own where own.team_id = t.id
            and own.person_id = :viewer::uuid and own.state in ('reserved', 'authorized', 'capturing', 'grace', 'captured', 'refilling'))
        group by t.id order by t.size - t.counted, t.deadline limit 1) x""",
    CircleTeam,
)
"""The open team of a product that misses fewest, of those where somebody of the viewer's circle is in and shows it; null for none."""


class OwnTeam(msgspec.Struct, frozen=True, kw_only=True):
    """A place of one's own, with how its team stands."""

    id: PlaceId
    state: PlaceState
    handle: str
    team_state: State
    percent: int | None
    size: int
    counted: int
    deadline: datetime | None
    grace_until: datetime | None
    order_id: OrderId
    title: str
    total: Money
    picture: Picture | None
    sold_out: bool
    now: datetime

    @property
    def missing(self) -> int:
        return max(self.size - self.counted, 0)

    @property
    def running(self) -> bool:
        return (
            self.percent is None and self.team_state in {State.OPEN, State.TIPPED} and (self.deadline is None or self.now < self.deadline)
        )

    @property
    def leaves(self) -> bool:
        return self.running and self.team_state is State.OPEN and self.state in {PlaceState.RESERVED, PlaceState.AUTHORIZED}

    @property
    def stands(self) -> str:
        """Return how it stands in one word: missing, sold_out, tipped, ending, paid, grace, left, declined or released."""
        if self.state in {PlaceState.CAPTURED, PlaceState.GRACE, PlaceState.LEFT, PlaceState.DECLINED, PlaceState.RELEASED}:
            return {"captured": "paid"}.get(self.state.value, self.state.value)
        if not self.running:
            return "ending"
        return "tipped" if not self.missing else "sold_out" if self.sold_out else "missing"


_own = msgspec.json.Decoder(list[OwnTeam])


async def own_teams(read: Reading, person: PersonId, cursor: str | None = None, limit: int = 20) -> Slice[OwnTeam]:
    """Return a member's places in teams, the latest first."""
    after = paging.decode(cursor, tuple[UUID])[0] if cursor else None
    text = await read.value(
        f"""select coalesce(json_agg(json_build_object('id', p.id, 'state', p.state, 'handle', t.handle, 'team_state', t.state, 'percent', t.percent,
            'size', t.size, 'counted', t.counted, 'deadline', t.deadline, 'grace_until', p.grace_until, 'order_id', p.order_id,
            'title', l.title, 'total', json_build_object('amount', o.total, 'currency', o.currency), 'picture', l.picture, 'sold_out', t.state = 'open' and t.deadline > $4 and (t.most is null or t.taken + t.offered < t.most)
                and not (select {store.there("$4")} from group_buys.deal d where d.id = t.deal_id), 'now', $4::timestamptz)
            order by p.id desc), '[]')::text
        from (select id, team_id, order_id, state, grace_until from group_buys.place
            where person_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3) p
        join group_buys.team t on t.id = p.team_id join orders.order o on o.id = p.order_id
        join lateral (select title, picture from orders.line where order_id = p.order_id order by id limit 1) l on true""",
        person,
        after,
        limit + 1,
        read.now,
    )
    found = _own.decode(text)
    return Slice(found[:limit], paging.encode(found[limit - 1].id) if len(found) > limit else None)


class OwnWaiting(msgspec.Struct, frozen=True):
    """A place that one waits for; `offered_until` while one is kept."""

    handle: str
    key: str
    state: str
    offered_until: datetime | None
    title: str


async def own_waiting(read: Reading, person: PersonId, language: str) -> list[OwnWaiting]:
    """Return what a member waits for, the latest first, fifty at most."""
    return await read.all(
        OwnWaiting,
        """select t.handle, w.key, w.state, w.offered_until, coalesce((select x.title from catalog.product_text x where x.product_id = d.product_id
            order by x.language = $2 desc limit 1), '') as title
        from group_buys.waiting w join group_buys.team t on t.id = w.team_id join group_buys.deal d on d.id = t.deal_id
        where w.person_id = $1 and w.state in ('waiting', 'offered') order by w.id desc limit 50""",
        person,
        language,
    )
