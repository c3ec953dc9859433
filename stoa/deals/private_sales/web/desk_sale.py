"""One private sale on the desk: where its units are, who waits, what came of it, by whose invitation people came; all of them, page by page; and ending it early."""

from typing import Any, Literal

from litestar import Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.paging import Slice
from stoa.base.refusals import Conflict
from stoa.deals.private_sales import actions, afterwards, roster, store, watching
from stoa.deals.private_sales.afterwards import SeenItem
from stoa.deals.private_sales.model import NoSuchSale, Sale, SaleId
from stoa.deals.private_sales.roster import Came, SeenClaim, Wanted
from stoa.deals.private_sales.watching import Watched
from stoa.deals.private_sales.web import asking
from stoa.deals.private_sales.web.asking import Asking
from stoa.people.sessions.model import Visitor
from stoa.shop import catalog, orders

FIRST = 20
"""So many rows of each list stand on the page of the sale."""
View = Literal["waiting", "kept", "came"]
VIEWS: dict[str, View] = {"waiting": "waiting", "kept": "kept", "came": "came"}


class SalePage(Page, kw_only=True, template="private_sales/desk_sale.html"):
    """A sale as the desk watches it. `names` are the things that are sold, by their items' ids."""

    one: Watched
    title: str
    ref: str
    items: list[SeenItem]
    names: dict[str, str]
    cohort: orders.reports.Cohort
    lists: dict[str, Slice[SeenClaim] | Slice[Came]]
    """The beginning of each list: whoever waits, what is kept, who came."""
    can_show: bool
    can_change: bool
    """Whether it may be planned anew: nobody has been let in."""
    errors: dict[str, str]
    problem: str = ""


class PeoplePage(Page, kw_only=True, template="private_sales/desk_people.html"):
    """One list of a sale, page by page."""

    ref: str
    sale: str
    view: str
    views: list[str]
    rows: Slice[SeenClaim] | Slice[Came]
    names: dict[str, str]
    query: str


def _names(items: list[SeenItem]) -> dict[str, str]:
    return {str(one.id): ", ".join([one.variant.title, *one.variant.choices]) if one.variant else "" for one in items}


async def _rows(
    read: Reading, sale: Sale, view: View, wanted: Wanted, cursor: str | None = None, limit: int = roster.PAGE
) -> Slice[SeenClaim] | Slice[Came]:
    if view == "came":
        return await roster.came(read, sale, wanted, cursor, limit)
    return await roster.claims(read, sale, wanted, waiting=view == "waiting", cursor=cursor, limit=limit)


async def _screen(
    request: Asking, read: Reading, visit: Visit, sale_id: SaleId, form: Form | None = None, problem: str = "", status: int = 200
) -> Response[str]:
    language = visit.language.code
    one = await watching.watched_one(read, sale_id, language)
    sale, items = one.sale, await afterwards.items(read, one.sale, language)
    title = sale.title.get(language) or next(iter(sale.title.values()), "")
    content = SalePage(
        one=one,
        title=title,
        ref=ids.show("sal", sale.id),
        items=items,
        names=_names(items),
        cohort=await afterwards.cohort(read, sale),
        lists={view: await _rows(read, sale, view, Wanted(), limit=FIRST) for view in VIEWS.values()},
        can_show=sale.closed_at is not None and bool(await watching.hidden_after(read, sale.id)),
        can_change=sale.ended_at is None and read.now < (await store.rounds(read, sale.id))[0].opens_at,
        errors=faults(request, form.errors.values()) if form is not None else {},
        problem=problem,
        frame=await framed(read, visit),
    )
    return show(request, content, title=title, status=status, robots="noindex")


@page("/desk/sales/{sale_id:str}", may="offers.edit")
async def watch(request: Asking, read: Reading, visit: Visit, sale_id: str) -> Response[str]:
    return await _screen(request, read, visit, asking.sale(sale_id))


@page("/desk/sales/{sale_id:str}/people", may="offers.edit")
async def people(request: Asking, read: Reading, visit: Visit, visitor: Visitor, sale_id: str) -> Response[str]:
    """Show everybody who waits, for whom something is kept, or who came: page by page, or those who are looked for."""
    sale = await store.sale(read, asking.sale(sale_id))
    if sale is None:
        raise NoSuchSale
    view, (wanted, cursor) = VIEWS.get(request.query_params.get("view", ""), "waiting"), asking.wanted(request, visitor)
    content = PeoplePage(
        ref=ids.show("sal", sale.id),
        sale=sale.title.get(visit.language.code) or next(iter(sale.title.values()), ""),
        view=view,
        views=list(VIEWS),
        rows=await _rows(read, sale, view, wanted, cursor),
        names=_names(await afterwards.items(read, sale, visit.language.code)),
        query=wanted.words,
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, f"private-sales-desk-people-{view}"), robots="noindex")


@act("/desk/sales/{sale_id:str}/end", may="offers.edit")
async def end(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, sale_id: str) -> Response[Any]:
    """End a sale early, with a reason."""
    form = await Form.of(request)
    reason = form.text("reason", most=200)
    found = asking.sale(sale_id)
    if form.errors:
        raise Retype(await _screen(request, tx, visit, found, form, status=422))
    try:
        async with tx.attempt():
            await actions.end_sale(tx, visitor, found, reason)
    except Conflict as refusal:
        raise Retype(await _screen(request, tx, visit, found, None, asking.sentence(request, refusal), refusal.status)) from None
    return go(request, f"/desk/sales/{sale_id}")


@act("/desk/sales/{sale_id:str}/showing", may="offers.edit")
async def show_all(request: Asking, tx: Writing, visitor: Visitor, sale_id: str) -> Response[Any]:
    """Show the products of a sale that is over to everybody."""
    products = await watching.hidden_after(tx, asking.sale(sale_id))
    await catalog.restrict(tx, visitor, products, None)
    return go(request, f"/desk/sales/{sale_id}")


HANDLERS = [watch, people, end, show_all]
