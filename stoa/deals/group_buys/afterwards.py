"""What the desk reads of one deal: its teams and places, what happened to them, and what came of it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from stoa.base.database import Reading
from stoa.deals.group_buys import store
from stoa.deals.group_buys.model import Deal, Kind, PlaceId, PlaceState, State
from stoa.shop import orders
from stoa.shop.orders.model import OrderId

MOST = 200
"""Rows of a list on the desk's page."""


class Watched(msgspec.Struct, frozen=True):
    """A deal as the desk watches it: its teams that began, the people who count in them, those who wait, and how it stands."""

    deal: Deal
    title: str
    teams: int
    people: int
    waiting: int
    state: str


def standing(deal: Deal, live: int, now: datetime) -> str:
    """Return how a deal stands in one word: coming, running, closing (nobody new comes in; so many teams are `live`) or over."""
    if deal.ended_at is not None:
        return "over"
    if deal.opens_at > now:
        return "coming"
    closing = (deal.closes_at is not None and deal.closes_at <= now) or (deal.kind is Kind.TIERS and not live)
    return "closing" if closing else "running"


async def watched(read: Reading, language: str, before: UUID | None = None, limit: int = 100) -> list[Watched]:
    """Return the deals with how many teams and people are in, the newest first."""
    return await watch(read, language, await store.deals(read, before, limit))


async def watch(read: Reading, language: str, deals: Sequence[Deal]) -> list[Watched]:
    """Return these deals with how many teams and people are in, in two statements at most."""
    rows = await read.rows(
        """select deal_id, count(*) filter (where deadline is not null) as teams, coalesce(sum(counted), 0)::int as people,
            coalesce(sum(waiting + offered), 0)::int as waiting, count(*) filter (where state in ('open', 'tipped') and percent is null) as live
        from group_buys.team where deal_id = any($1) group by deal_id""",
        [deal.id for deal in deals],
    )
    counts = {row["deal_id"]: row for row in rows}
    found = []
    for deal in deals:
        row = counts.get(deal.id, {"teams": 0, "people": 0, "waiting": 0, "live": 0})
        title = deal.title.get(language) or next(iter(deal.title.values()), "")
        state = standing(deal, row["live"], read.now)
        found.append(Watched(deal, title, row["teams"], row["people"], row["waiting"], state))
    return found


class SeenPlace(msgspec.Struct, frozen=True):
    """A place with its order, for the desk: whose it is, and how many pieces of it are neither cancelled nor sent back."""

    id: PlaceId
    team: str
    order_id: OrderId
    number: int
    name: str
    state: PlaceState
    quantity: int
    left: int
    starter: bool
    joined_at: datetime
    grace_until: datetime | None
    cancelled: bool

    @property
    def stands(self) -> str:
        """Return how it stands in one word: its state, or that it was paid and its order is cancelled, or all of it sent back."""
        if self.state is PlaceState.CAPTURED and not self.left:
            return "cancelled" if self.cancelled else "returned"
        return self.state.value


async def places(read: Reading, deal: Deal) -> list[SeenPlace]:
    """Return the places taken in a deal's teams, the latest first."""
    return await read.all(
        SeenPlace,
        """select p.id, t.handle as team, p.order_id, o.number, coalesce(nullif(o.shipping_address ->> 'name', ''), nullif(p.name, ''), o.email) as name,
            p.state, p.quantity, p.starter, p.joined_at, p.grace_until, o.state = 'cancelled' as cancelled,
            (select coalesce(sum(l.quantity - l.cancelled - l.returned), 0) from orders.line l where l.order_id = o.id)::int as left
        from group_buys.team t join group_buys.place p on p.team_id = t.id join orders.order o on o.id = p.order_id
        where t.deal_id = $1 order by p.id desc limit $2""",
        deal.id,
        MOST,
    )


class Move(msgspec.Struct, frozen=True):
    """How a team came to stand as it does."""

    team: str
    was: State
    now: State
    why: str
    at: datetime


async def moves(read: Reading, deal: Deal) -> list[Move]:
    """Return what happened to a deal's teams, the latest first."""
    return await read.all(
        Move,
        """select t.handle as team, m.was, m.now, m.why, m.at from group_buys.team t join group_buys.move m on m.team_id = t.id
        where t.deal_id = $1 order by m.id desc limit $2""",
        deal.id,
        MOST,
    )


class Cohort(orders.reports.Cohort, frozen=True):
    """Those who bought by a deal, and what came of it: `tipped` of the `teams` that began got their price."""

    teams: int
    tipped: int


async def cohort(read: Reading, deal: Deal) -> Cohort:
    """Return what came of a deal so far: of the orders of its places that were paid."""
    row = await read.row(
        """select count(*) filter (where t.deadline is not null) as teams, count(*) filter (where t.tipped_at is not null) as tipped,
            array(select p.order_id from group_buys.team o join group_buys.place p on p.team_id = o.id and p.state = 'captured'
                where o.deal_id = $1) as paid
        from group_buys.team t where t.deal_id = $1""",
        deal.id,
    )
    came = await orders.reports.cohort(read, row["paid"], deal.prices, deal.currency)
    return Cohort(**msgspec.structs.asdict(came), teams=row["teams"], tipped=row["tipped"])


class Named(msgspec.Struct, frozen=True):
    """A product as the desk finds it by what somebody typed."""

    id: UUID
    handle: str
    title: str


async def products_called(read: Reading, typed: str, language: str) -> list[Named]:
    """Return the product of a handle, of an article number, or those whose name is this or holds it; nine at most."""
    text = typed.strip()
    rows = await read.all(
        Named,
        """select p.id, p.handle, coalesce((select x.title from catalog.product_text x where x.product_id = p.id order by x.language = $2 desc limit 1),
            p.handle) as title
        from catalog.product p where p.handle = lower($1)
            or exists (select from catalog.variant v where v.product_id = p.id and v.sku = $1 and v.ended_at is null)
            or (p.state <> 'archived' and exists (select from catalog.product_text x where x.product_id = p.id and strpos(lower(x.title), lower($1)) > 0))
        order by p.handle = lower($1) desc, title limit 9""",
        text,
        language,
    )
    exact = [one for one in rows if text.lower() in {one.handle, one.title.lower()}]
    return exact[:1] or rows
