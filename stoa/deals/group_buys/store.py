"""The SQL of group buys."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from stoa.base.database import Reading, Writing
from stoa.deals.group_buys.model import (
    Deal,
    DealId,
    Forecast,
    Kind,
    NewDeal,
    Place,
    PlaceId,
    PlaceState,
    Team,
    TeamId,
    TeamRow,
)
from stoa.people.sessions.model import PersonId
from stoa.shop import stock
from stoa.shop.catalog.model import ProductId, VariantId
from stoa.shop.orders.model import OrderId

_DEAL = """id, kind, product_id, market, currency, title, tiers, minimum, maximum, window_hours, opens_at, closes_at, open_to_strangers,
    prices, offers, shut, ended_at, ended_reason, per_person, forecast"""
_TEAM = """id, deal_id, handle, kind, tiers, size, most, "window", deadline, state, taken, counted, owed, reached, percent, opened_at, ended_reason,
    waiting, offered, shown_first"""
_PLACE = (
    "id, team_id, order_id, person_id as person, name, quantity, state, starter, joined_at, changed_at, grace_until, waiting_id, shown_to"
)


async def insert_deal(
    tx: Writing, deal_id: DealId, new: NewDeal, prices: Mapping[VariantId, int], currency: str, forecast: Forecast
) -> None:
    await tx.run(
        """insert into group_buys.deal (id, kind, product_id, market, currency, title, tiers, minimum, maximum, window_hours, opens_at, closes_at,
            open_to_strangers, prices, per_person, forecast, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)""",
        deal_id,
        new.kind.value,
        new.product_id,
        new.market,
        currency,
        new.title,
        new.tiers,
        new.minimum,
        new.maximum if new.kind is Kind.TIERS else new.minimum,
        new.window_hours,
        new.opens_at or tx.now,
        new.closes_at,
        new.open_to_strangers,
        {str(variant): amount for variant, amount in prices.items()},
        new.per_person,
        forecast,
        tx.now,
    )


async def set_offers(tx: Writing, deal_id: DealId, offers: Sequence[UUID]) -> None:
    await tx.run("update group_buys.deal set offers = $2 where id = $1", deal_id, list(offers))


async def end_deal(tx: Writing, deal_id: DealId, reason: str) -> bool:
    sql = "update group_buys.deal set shut = true, ended_at = $2, ended_reason = $3 where id = $1 and ended_at is null"
    return await tx.run(sql, deal_id, tx.now, reason) == 1


async def offers_left(read: Reading, deal_id: DealId) -> list[UUID]:
    """Return a deal's prices that have not been ended."""
    sql = """select o.id from group_buys.deal d join pricing.offer o on o.id = any(d.offers)
        where d.id = $1 and (o.until_at is null or o.until_at > $2) order by o.id"""
    return [row[0] for row in await read.rows(sql, deal_id, read.now)]


async def deal(read: Reading, deal_id: DealId) -> Deal | None:
    return await read.one(Deal, f"select {_DEAL} from group_buys.deal where id = $1", deal_id)


async def lock_deal(tx: Writing, deal_id: DealId) -> Deal | None:
    return await tx.one(Deal, f"select {_DEAL} from group_buys.deal where id = $1 for update", deal_id)


async def change_deal(tx: Writing, deal: Deal) -> None:
    await tx.run(
        """update group_buys.deal set title = $2, maximum = $3, per_person = $4, window_hours = $5, opens_at = $6, closes_at = $7,
            open_to_strangers = $8, forecast = $9, tiers = $10, minimum = $11, changed_at = $12 where id = $1""",
        deal.id,
        deal.title,
        deal.maximum,
        deal.per_person,
        deal.window_hours,
        deal.opens_at,
        deal.closes_at,
        deal.open_to_strangers,
        deal.forecast,
        deal.tiers,
        deal.minimum,
        tx.now,
    )


async def lock_teams(tx: Writing, deal_id: DealId) -> list[TeamId]:
    """Lock the teams of a deal that somebody may come into; return them in order."""
    sql = "select id from group_buys.team where deal_id = $1 and state in ('open', 'tipped') and percent is null order by id for update"
    return [row[0] for row in await tx.rows(sql, deal_id)]


async def set_terms(tx: Writing, team_id: TeamId, team: Team) -> None:
    """Have a team go, fill and end as its deal says now."""
    sql = "update group_buys.team set tiers = $2, size = $3, most = $4, deadline = $5 where id = $1"
    await tx.run(sql, team_id, team.tiers, team.size, team.most, team.deadline)


async def anybody(read: Reading, deal_id: DealId) -> bool:
    """Return whether somebody is in a team of a deal, or was when it ended."""
    sql = """select exists (select from group_buys.team t join group_buys.place p on p.team_id = t.id
        where t.deal_id = $1 and p.state not in ('left', 'declined', 'released'))"""
    return bool(await read.value(sql, deal_id))


async def deals(read: Reading, before: UUID | None = None, limit: int = 100) -> list[Deal]:
    sql = f"select {_DEAL} from group_buys.deal where $1::uuid is null or id < $1 order by id desc limit $2"
    return await read.all(Deal, sql, before, limit)


async def deals_of(read: Reading, product: ProductId) -> list[Deal]:
    """Return what runs for a product now."""
    sql = f"select {_DEAL} from group_buys.deal where product_id = $1 and ended_at is null and opens_at <= $2 order by kind"
    return await read.all(Deal, sql, product, read.now)


async def sees(read: Reading, product: ProductId, groups: Sequence[str] | None) -> bool:
    """Return whether whoever is in these groups may see a product at all; None is the staff."""
    sql = "select exists (select from catalog.product where id = $1 and (audience is null or audience = any($2)))"
    return groups is None or bool(await read.value(sql, product, list(groups)))


async def product_handle(read: Reading, product: ProductId) -> str:
    return await read.value("select handle from catalog.product where id = $1", product) or ""


async def runs(read: Reading, product: ProductId, kind: Kind, market: str) -> bool:
    """Return whether a product has a deal of this kind in a market, now or later."""
    sql = "select exists (select from group_buys.deal where product_id = $1 and kind = $2 and market = $3 and not shut)"
    return bool(await read.value(sql, product, kind.value, market))


async def past_end(read: Reading, product: ProductId) -> list[DealId]:
    """Return a product's deals that take nobody new and still stand in the way of others."""
    sql = "select id from group_buys.deal where product_id = $1 and not shut and kind = 'team' and closes_at <= $2"
    return [row[0] for row in await read.rows(sql, product, read.now)]


async def insert_team(tx: Writing, team_id: TeamId, deal_id: DealId, handle: str, team: Team) -> None:
    await tx.run(
        """insert into group_buys.team (id, deal_id, handle, kind, tiers, size, most, "window", deadline, state, opened_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""",
        team_id,
        deal_id,
        handle,
        team.kind.value,
        team.tiers,
        team.size,
        team.most,
        team.window,
        team.deadline,
        team.state.value,
        tx.now,
    )


async def insert_teams(tx: Writing, rows: Sequence[tuple[TeamId, DealId, str, datetime]]) -> None:
    """Write many teams whose windows have begun, in one statement."""
    await tx.run(
        """insert into group_buys.team (id, deal_id, handle, kind, tiers, size, most, "window", deadline, state, opened_at)
        select r.id, r.deal_id, r.handle, d.kind, d.tiers, d.minimum, d.maximum, make_interval(hours => d.window_hours), r.deadline, 'open', $5
        from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[]) r (id, deal_id, handle, deadline) join group_buys.deal d on d.id = r.deal_id""",
        [row[0] for row in rows],
        [row[1] for row in rows],
        [row[2] for row in rows],
        [row[3] for row in rows],
        tx.now,
    )


async def teams_of_all(read: Reading, deals: Sequence[DealId]) -> list[TeamRow]:
    return await read.all(TeamRow, f"select {_TEAM} from group_buys.team where deal_id = any($1) order by id", list(deals))


async def team(read: Reading, team_id: TeamId) -> TeamRow | None:
    return await read.one(TeamRow, f"select {_TEAM} from group_buys.team where id = $1", team_id)


async def by_handle(read: Reading, handle: str) -> TeamRow | None:
    return await read.one(TeamRow, f"select {_TEAM} from group_buys.team where handle = $1", handle)


async def lock_team(tx: Writing, team_id: TeamId) -> TeamRow | None:
    return await tx.one(TeamRow, f"select {_TEAM} from group_buys.team where id = $1 for update", team_id)


async def teams_of(read: Reading, deal_id: DealId, limit: int = 200) -> list[TeamRow]:
    return await read.all(TeamRow, f"select {_TEAM} from group_buys.team where deal_id = $1 order by id desc limit $2", deal_id, limit)


def there(now: str) -> str:
    """Return SQL for whether anything of what a deal `d` sells can be had at that moment."""
    return stock.there("c.product_id = d.product_id and d.prices ? c.variant_id::text", now)


def to_strangers(team: str, now: str) -> str:
    """Return SQL for whether a team of this name is shown to strangers at that moment, as far as its starter says."""
    half = f'{team}.deadline - {team}."window" / 2 <= {now}'
    return f"({team}.shown_first = 'everybody' or {team}.shown_first = 'circle' and {half})"


async def open_teams(read: Reading, deal_id: DealId, limit: int) -> list[TeamRow]:
    """Return the teams of a deal that have places left and are shown to strangers, those that miss fewest first; none of what is sold out."""
    return await read.all(
        TeamRow,
        f"""select {_TEAM} from group_buys.team where deal_id = $1 and percent is null and state in ('open', 'tipped')
        and deadline > $2 and (most is null or taken + offered < most) and {to_strangers("team", "$2")}
        and (select {there("$2")} from group_buys.deal d where d.id = $1) order by size - counted, deadline limit $3""",
        deal_id,
        read.now,
        limit,
    )


async def reserve(tx: Writing, team_id: TeamId) -> bool:
    """Take a place, if there is one: the database decides between those who want the last."""
    return (
        await tx.run(
            """update group_buys.team set taken = taken + 1 where id = $1 and (most is null or taken + offered < most) and percent is null
            and state in ('open', 'tipped') and case when deadline is null then taken = 0 else deadline > $2 end""",
            team_id,
            tx.now,
        )
        == 1
    )


async def write_team(tx: Writing, team_id: TeamId, before: Team, after: Team, why: str) -> None:
    await tx.run(
        """with moved as (insert into group_buys.move (team_id, was, now, why, at) select $1, $2, $3, $4, $5 where $2 <> $3)
        update group_buys.team set state = $3, taken = $6, counted = $7, owed = $8, percent = $9, deadline = $10,
            waiting = $11, offered = $12, reached = $13, tipped_at = case when $3 in ('tipped', 'filled') then coalesce(tipped_at, $5) else tipped_at end
        where id = $1""",
        team_id,
        before.state.value,
        after.state.value,
        why,
        tx.now,
        after.taken,
        after.counted,
        after.owed,
        after.percent,
        after.deadline,
        after.waiting,
        after.offered,
        after.reached,
    )


async def set_reason(tx: Writing, team_id: TeamId, reason: str) -> None:
    await tx.run("update group_buys.team set ended_reason = $2 where id = $1", team_id, reason)


async def insert_place(tx: Writing, values: Mapping[str, Any]) -> None:
    await tx.run(
        """insert into group_buys.place (id, team_id, order_id, person_id, name, quantity, state, starter, joined_at, changed_at, waiting_id, first_percent)
        select $1, $2, $3, $4, $5, $6, $9, $7, $8, $8, $10, (d.tiers -> 0 ->> 1)::int
        from group_buys.team t join group_buys.deal d on d.id = t.deal_id where t.id = $2""",
        values["id"],
        values["team_id"],
        values["order_id"],
        values["person"],
        values["name"],
        values["quantity"],
        values["starter"],
        tx.now,
        values["state"].value,
        values["waiting_id"],
    )


async def place(read: Reading, place_id: PlaceId) -> Place | None:
    return next(iter(await places(read, [place_id])), None)


async def place_of(read: Reading, order_id: OrderId) -> Place | None:
    return next(iter(await places_by_order(read, [order_id])), None)


async def places(read: Reading, place_ids: Sequence[PlaceId]) -> list[Place]:
    return await read.all(Place, f"select {_PLACE} from group_buys.place where id = any($1) order by id", list(place_ids))


async def places_by_order(read: Reading, order_ids: Sequence[OrderId]) -> list[Place]:
    return await read.all(Place, f"select {_PLACE} from group_buys.place where order_id = any($1) order by id", list(order_ids))


async def places_of(read: Reading, team_id: TeamId) -> list[Place]:
    return await read.all(Place, f"select {_PLACE} from group_buys.place where team_id = $1 order by id", team_id)


async def in_team(read: Reading, team_id: TeamId, person: PersonId) -> Place | None:
    """Return a member's living place in a team."""
    return await read.one(
        Place,
        f"""select {_PLACE} from group_buys.place where team_id = $1 and person_id = $2
        and state in ('reserved', 'authorized', 'capturing', 'grace', 'captured', 'refilling')""",
        team_id,
        person,
    )


async def open_team_of(read: Reading, product: ProductId, person: PersonId) -> TeamRow | None:
    """Return the team of a product that still fills and in which a member has a place, the latest; also one that waits for its first payment."""
    return await read.one(
        TeamRow,
        f"""select {_TEAM} from group_buys.team where id = (
            select t.id from group_buys.place p join group_buys.team t on t.id = p.team_id join group_buys.deal d on d.id = t.deal_id
            where p.person_id = $2 and p.state in ('reserved', 'authorized') and d.product_id = $1 and t.percent is null
                and t.state in ('open', 'tipped') and (t.deadline is null or t.deadline > $3)
            order by p.id desc limit 1)""",
        product,
        person,
        read.now,
    )


async def set_place(tx: Writing, place_id: PlaceId, state: PlaceState, grace_until: datetime | None = None) -> None:
    await tx.run(
        "update group_buys.place set state = $2, changed_at = $3, grace_until = $4 where id = $1",
        place_id,
        state.value,
        tx.now,
        grace_until,
    )


async def set_quantity(tx: Writing, place_id: PlaceId, quantity: int) -> None:
    await tx.run("update group_buys.place set quantity = $2 where id = $1", place_id, quantity)


async def set_shown(tx: Writing, place_id: PlaceId, audience: str | None) -> None:
    await tx.run("update group_buys.place set shown_to = $2 where id = $1", place_id, audience)


async def set_first(tx: Writing, team_id: TeamId, first: str) -> None:
    await tx.run("update group_buys.team set shown_first = $2 where id = $1", team_id, first)


async def take_all(tx: Writing, team_id: TeamId) -> list[PlaceId]:
    """Ask for the money of each place that counts; return them in order."""
    rows = await tx.rows(
        """with asked as (update group_buys.place set state = 'capturing', changed_at = $2 where team_id = $1 and state = 'authorized' returning id)
        select id from asked order by id""",
        team_id,
        tx.now,
    )
    return [row[0] for row in rows]


async def waiting(read: Reading, team_id: TeamId, *states: PlaceState) -> list[PlaceId]:
    rows = await read.rows(
        "select id from group_buys.place where team_id = $1 and state = any($2) order by id", team_id, [one.value for one in states]
    )
    return [row[0] for row in rows]


async def counting(read: Reading, teams: Sequence[TeamId]) -> list[PlaceId]:
    """Return the places of these teams whose payment counts, in order."""
    rows = await read.rows("select id from group_buys.place where team_id = any($1) and state = 'authorized' order by id", list(teams))
    return [row[0] for row in rows]


async def live_teams(read: Reading, deal_id: DealId) -> Sequence[TeamId]:
    """Return the teams of a deal whose outcome is still open, in order."""
    rows = await read.rows(
        "select id from group_buys.team where deal_id = $1 and state in ('open', 'tipped') and percent is null order by id", deal_id
    )
    return [row[0] for row in rows]
