"""The desk's first page: what waits for somebody, what was sold, what runs out, whether all is well."""

from datetime import date, datetime
from typing import Any

import msgspec
from litestar import Request, Response

from stoa.app.web.charts import Bar, bars
from stoa.base.database import Reading
from stoa.base.http.pages import Kit, Page, PageQuery, say, show
from stoa.base.http.panels import Panel
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.people.sessions.model import Visitor
from stoa.shop import catalog
from stoa.shop.catalog.model import ProductId, VariantId

DAYS = 30


class Day(msgspec.Struct, frozen=True):
    """What was ordered on one day of the shop's time zone, in the currency of its first market."""

    day: date
    orders: int
    amount: Money


class Few(msgspec.Struct, frozen=True):
    """A variant of which few are left."""

    variant: VariantId
    free: int


class Scarce(msgspec.Struct, frozen=True):
    """The same, as it is shown."""

    title: str
    choices: list[str]
    free: int
    product: ProductId


class Health(msgspec.Struct, frozen=True):
    """What the last look at the invariants found."""

    stated: int
    broken: list[dict[str, Any]]
    at: datetime


ORDERS = Panel(
    """select json_build_object('pack', count(*) filter (where o.state = 'open' and exists (
            select from orders.line l where l.order_id = o.id and l.ships and l.quantity > l.cancelled + l.shipped)),
        'held', count(*) filter (where o.state = 'held')) from orders.order o where o.state in ('open', 'held')""",
    dict[str, int],
)
RETURNS = Panel("select count(*) from returns.return_ where ended_at is null", int)
DEAD = Panel("select count(*) from base.job where state = 'dead'", int)
HEALTH = Panel(
    """select json_build_object('stated', f.value -> 'stated', 'broken', f.value -> 'broken', 'at', f.changed_at)
    from app.fact f where f.name = 'invariants'""",
    Health | None,
)
SALES = Panel(
    f"""select coalesce(json_agg(json_build_object('day', d.day, 'orders', coalesce(s.orders, 0),
        'amount', json_build_object('amount', coalesce(s.amount, 0), 'currency', m.currency)) order by d.day), '[]')
    from (select currency from pricing.market order by position limit 1) m
    cross join (select (:now at time zone :zone)::date - n as day from generate_series(0, {DAYS - 1}) n) d
    left join (select (o.placed_at at time zone :zone)::date as day, o.currency, count(*) as orders, sum(o.total) as amount
        from orders.order o where o.placed_at > :now - interval '{DAYS + 1} days' and o.state <> 'cancelled' group by 1, 2) s
        on s.day = d.day and s.currency = m.currency""",
    list[Day],
)
SCARCE = Panel(
    """select coalesce(json_agg(json_build_object('variant', s.variant_id, 'free', s.free) order by s.free, s.variant_id), '[]') from (
        select c.variant_id, i.on_hand - i.allocated as free from stock.item i join stock.component c on c.item_id = i.id
        join catalog.variant v on v.id = c.variant_id and v.ended_at is null
        where i.tracked and not i.backorder and i.on_hand - i.allocated <= 5 order by 2, 1 limit 8) s""",
    list[Few],
)


class TodayPage(Page, template="app/today.html"):
    orders: dict[str, int]
    returns: int
    dead: int
    health: Health | None
    sales: list[Day]
    few: list[Few]
    scarce: list[Scarce] = []
    bars: list[Bar] = []
    may: dict[str, bool] = {}


TODAY = PageQuery(TodayPage, orders=ORDERS, returns=RETURNS, dead=DEAD, health=HEALTH, sales=SALES, few=SCARCE)


@page("/desk", may="desk.see")
async def today(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, kit: Kit) -> Response[str]:
    found = await TODAY.load(read, visit, zone=kit.settings.time_zone)
    found.bars = bars([(one.day, one.amount.amount) for one in found.sales])
    sold = await catalog.sold_variants(read, [one.variant for one in found.few], visit.language.code, groups=None)
    found.scarce = [
        Scarce(sold[one.variant].title, sold[one.variant].choices, one.free, sold[one.variant].product_id)
        for one in found.few
        if one.variant in sold
    ]
    found.may = {name: visitor.may(name) for name in ("orders.read", "stock.edit", "jobs.manage", "settings.edit")}
    return show(request, found, title=say(request, "desk-today"))


HANDLERS = [today]
