"""The desk's first page: what waits for somebody, what was sold, what runs out, whether all is well."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, Response

from stoa.app.web.charts import Bar, bars
from stoa.base.database import Reading
from stoa.base.http.pages import Kit, Page, PageQuery, say, show
from stoa.base.http.panels import Panel
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.people.sessions.model import Visitor
from stoa.shop import catalog, orders, stock
from stoa.shop.catalog.model import ProductId
from stoa.shop.orders.model import Day, ToDo
from stoa.shop.stock.model import Few


class Scarce(msgspec.Struct, frozen=True):
    """A variant of which few are left, as it is shown."""

    title: str
    choices: list[str]
    free: int
    product: ProductId


class Health(msgspec.Struct, frozen=True):
    """What the last look at the invariants found."""

    stated: int
    broken: list[dict[str, Any]]
    at: datetime


HEALTH = Panel(
    """select json_build_object('stated', f.value -> 'stated', 'broken', f.value -> 'broken', 'at', f.changed_at)
    from app.fact f where f.name = 'invariants'""",
    Health | None,
)


class TodayPage(Page, template="app/today.html"):
    orders: ToDo
    health: Health | None
    sales: list[Day]
    few: list[Few]
    waiting: dict[str, int] = {}
    scarce: list[Scarce] = []
    bars: list[Bar] = []
    may: dict[str, bool] = {}


TODAY = PageQuery(TodayPage, orders=orders.reports.TO_DO, health=HEALTH, sales=orders.reports.SALES, few=stock.SCARCE)


@page("/desk", may="desk.see")
async def today(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, kit: Kit) -> Response[str]:
    found = await TODAY.load(read, visit, zone=kit.settings.time_zone)
    found.waiting = found.frame["waiting"]
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
