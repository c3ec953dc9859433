"""Stock on the desk: count, receive, and see why a number is what it is."""

from typing import Any

from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.paging import Slice
from stoa.people import audit
from stoa.people.sessions.model import Visitor
from stoa.shop import catalog, stock
from stoa.shop.catalog.model import VariantId
from stoa.shop.stock.model import NoSuchStock, StillAllocated
from stoa.shop.stock.shelf import VIEWS, Movement, Shelved, movements, shelf

MOST = 10_000_000


class ShelfPage(Page, kw_only=True, template="stock/shelf.html"):
    shelf: Slice[Shelved]
    choices: dict[str, list[str]]
    view: str
    views: tuple[str, ...]
    query: str
    problem: str = ""
    at_fault: str = ""
    typed: str = ""
    """What was typed at fault; a field is else empty, so that what is there is not taken for what arrived."""


class MovementsPage(Page, kw_only=True, template="stock/movements.html"):
    variant_id: VariantId
    movements: list[Movement]


async def _shelf(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    *,
    problem: str = "",
    at_fault: str = "",
    typed: str = "",
    status: int = 200,
) -> Response[str]:
    params = request.query_params
    view = params.get("view", "all") if params.get("view", "all") in VIEWS else "all"
    found = await shelf(read, visit.language.code, query=params.get("q", ""), view=view, cursor=params.get("cursor"))
    named = await catalog.sold_variants(read, [one.variant_id for one in found.items], visit.language.code, groups=None)
    content = ShelfPage(
        shelf=found,
        choices={str(variant): one.choices for variant, one in named.items()},
        view=view,
        views=VIEWS,
        query=params.get("q", "")[:100],
        problem=problem,
        at_fault=at_fault,
        typed=typed,
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "stock-title"), status=status)


@page("/desk/stock", may="stock.edit")
async def listing(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    return await _shelf(request, read, visit)


@page("/desk/stock/{variant_id:str}", may="stock.edit")
async def history(request: Request[Any, Any, Any], read: Reading, visit: Visit, variant_id: str) -> Response[str]:
    variant = variant_of(variant_id)
    content = MovementsPage(variant_id=variant, movements=await movements(read, variant), frame=await framed(read, visit))
    return show(request, content, title=say(request, "stock-movements"))


@act("/desk/stock/{variant_id:str}", may="stock.edit")
async def change(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, variant_id: str) -> Response[Any]:
    """Set what was counted, or add what arrived; a wrong number changes nothing."""
    variant = variant_of(variant_id)
    form = await Form.of(request)
    verb = form.choice("do", ("count", "receive"), default="count")
    quantity = form.number("quantity", least=0, most=MOST)
    problem = faults(request, form.errors.values()).get("quantity", "")
    if not form.errors:
        try:
            async with tx.attempt():
                if verb == "receive":
                    await stock.receive(tx, visitor, {variant: quantity})
                else:
                    await stock.count_again(tx, visitor, {variant: quantity})
        except StillAllocated as refusal:
            problem = say(request, "refusal-still-allocated", **refusal.facts)
    if problem:
        typed = form.typed.get("quantity", "")[:20]
        raise Retype(await _shelf(request, tx, visit, problem=problem, at_fault=variant_id, typed=typed, status=422))
    await audit.note(tx, visitor, f"stock.{verb}", variant, {"quantity": quantity})
    return go(request, f"/desk/stock?{visit.query}" if visit.query else "/desk/stock")


def variant_of(text: str) -> VariantId:
    """Return the variant. Raises NoSuchStock."""
    try:
        return VariantId(ids.parse("var", text))
    except ids.UnknownId:
        raise NoSuchStock(text[:40]) from None


HANDLERS = [listing, history, change]
