"""Private sales on the desk: all of them, planning one, planning it anew until it opens, making a club."""

from collections.abc import Awaitable, Callable
from typing import Any

from litestar import Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import go, kit, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.refusals import Conflict
from stoa.deals.private_sales import actions, changing, clubs, store, watching
from stoa.deals.private_sales.model import NewClub, NewItem, NewSale, NoSuchSale, Sale, SaleId, Tier, UnfitSale
from stoa.deals.private_sales.watching import Watched
from stoa.deals.private_sales.web import asking, desk_plan
from stoa.deals.private_sales.web.asking import Asking
from stoa.deals.private_sales.web.desk_plan import PlanPage
from stoa.people.sessions.model import Visitor
from stoa.shop import catalog
from stoa.shop.catalog.model import NoSuchProduct
from stoa.shop.stock.model import OutOfStock

Again = Callable[..., Awaitable[Response[str]]]
"""Shows the form once more, with what was typed, and a problem; its status."""


class SalesPage(PlanPage, kw_only=True, template="private_sales/desk.html"):
    """All sales, and the form that plans another."""

    sales: list[Watched]
    next_cursor: str | None


def _all(request: Asking, read: Reading, visit: Visit) -> Again:
    async def again(form: Form, problem: str = "", status: int = 200, **more: Any) -> Response[str]:
        found = await watching.watched(read, visit.language.code, request.query_params.get("cursor"))
        content = SalesPage(
            sales=found.items, next_cursor=found.next_cursor, **await desk_plan.shown(request, read, visit, form, problem, **more)
        )
        return show(request, content, title=say(request, "private-sales-desk"), status=status, robots="noindex")

    return again


@page("/desk/sales", may="offers.edit")
async def overview(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    return await _all(request, read, visit)(Form([*desk_plan.USUAL.items(), ("quota", "3")]))


@act("/desk/sales", may="offers.edit")
async def plan(request: Asking, tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Plan a sale; or say what it may come to, or give the form another row, with all that was typed."""

    async def carry_out(new: NewSale) -> SaleId:
        return await actions.plan_sale(tx, visitor, new)

    return await _planned(request, tx, visit, _all(request, tx, visit), carry_out)


def _one(request: Asking, read: Reading, visit: Visit, sale: Sale, *, by_row: bool) -> Again:
    async def again(form: Form, problem: str = "", status: int = 200, **more: Any) -> Response[str]:
        name = sale.title.get(visit.language.code) or next(iter(sale.title.values()), "")
        fields = await desk_plan.shown(request, read, visit, form, problem, **more)
        fields["clubs"] = [one for one in fields["clubs"] if one.id == sale.club_id]
        content = PlanPage(ref=ids.show("sal", sale.id), sale=name, by_row=by_row, **fields)
        return show(request, content, title=say(request, "private-sales-desk-change", name=name), status=status, robots="noindex")

    return again


@page("/desk/sales/{sale_id:str}/plan", may="offers.edit")
async def plan_of(request: Asking, read: Reading, visit: Visit, sale_id: str) -> Response[str]:
    sale = await _found(read, sale_id)
    typed, by_row = await desk_plan.as_typed(read, sale, await store.items(read, sale.id), kit(request).settings.time_zone)
    return await _one(request, read, visit, sale, by_row=by_row)(Form(list(typed.items())))


@act("/desk/sales/{sale_id:str}/plan", may="offers.edit")
async def change(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, sale_id: str) -> Response[Any]:
    """Plan a sale anew, until the first people are let in."""
    sale = await _found(tx, sale_id)
    sold = await store.items(tx, sale.id)
    _, by_row = await desk_plan.as_typed(tx, sale, sold, kit(request).settings.time_zone)
    kept = None if by_row else [NewItem(one.variant_id, one.price, one.units) for one in sold]

    async def carry_out(new: NewSale) -> SaleId:
        await changing.change_sale(tx, visitor, sale.id, new)
        return sale.id

    return await _planned(request, tx, visit, _one(request, tx, visit, sale, by_row=by_row), carry_out, sale, kept)


async def _found(read: Reading, sale_id: str) -> Sale:
    sale = await store.sale(read, asking.sale(sale_id))
    if sale is None:
        raise NoSuchSale
    return sale


async def _planned(
    request: Asking,
    tx: Writing,
    visit: Visit,
    again: Again,
    carry_out: Callable[[NewSale], Awaitable[SaleId]],
    was: Sale | None = None,
    kept: list[NewItem] | None = None,
) -> Response[Any]:
    """Do what the form asks for. `kept` is what is sold where that is not typed."""
    form = await Form.of(request)
    if form.typed.get("do") == "row":
        form.typed["rows"] = str(desk_plan.rows_of(form) + 1)
        return await again(form, added=True)
    if form.typed.get("do") == "forecast":
        return await _foresee(tx, form, again, was.id if was is not None else None)
    given, market = await desk_plan.typed(request, tx, form, was)
    found = await desk_plan.items(tx, form, market) if kept is None else [(1, one) for one in kept]
    rows, sold = [row for row, _ in found], [one for _, one in found]
    if form.errors:
        raise Retype(await again(form, status=422))
    try:
        async with tx.attempt():
            planned = await carry_out(NewSale(**given, items=tuple(sold)))
    except UnfitSale as unfit:
        desk_plan.refuse(form, unfit, rows)
        raise Retype(await again(form, status=422)) from None
    except OutOfStock as short:
        row = rows[[one.variant_id for one in sold].index(short.variant_id)]
        form.refuse(f"units-{row}", "only_so_many", free=short.free)
        title = (await catalog.sold_variants(tx, [short.variant_id], visit.language.code, None))[short.variant_id].title
        raise Retype(await again(form, say(request, "private-sales-desk-short", title=title, free=short.free), 409)) from None
    except (Conflict, NoSuchProduct) as refusal:
        raise Retype(await again(form, asking.sentence(request, refusal), refusal.status)) from None
    return go(request, f"/desk/sales/{ids.show('sal', planned)}")


async def _foresee(tx: Writing, form: Form, again: Again, of: SaleId | None) -> Response[str]:
    """Say what a sale of the things typed may come to; nothing is planned."""
    market = form.choice("market", [one["value"] for one in await desk_plan.markets(tx, "en")])
    found = await desk_plan.items(tx, form, market)
    if form.errors:
        raise Retype(await again(form, status=422))
    try:
        foreseen = await changing.forecast(tx, market, [one for _, one in found], of)
    except UnfitSale as unfit:
        desk_plan.refuse(form, unfit, [row for row, _ in found])
        raise Retype(await again(form, status=422)) from None
    return await again(form, foreseen=foreseen)


@act("/desk/clubs", may="offers.edit")
async def make_club(request: Asking, tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Make a club, perhaps with a tier that comes in earlier."""
    form = await Form.of(request)
    names, ahead = desk_plan.texts(form, "name", required=True), form.number("ahead", least=0, most=10_080, default=0)
    early = desk_plan.texts(form, "tier", required=ahead > 0, most=40)
    quota = form.number("quota", least=0, most=500, default=3)
    if early and not ahead:
        form.refuse("ahead", "required")
    if form.errors:
        raise Retype(await _all(request, tx, visit)(form, status=422))
    tiers = (Tier(code="first", name=early, ahead_minutes=ahead),) if early else ()
    made = await clubs.make_club(tx, visitor, NewClub(name=names, quota=quota, tiers=tiers))
    return go(request, f"/desk/clubs/{ids.show('clb', made)}")


HANDLERS = [overview, plan, plan_of, change, make_club]
