"""Private sales by API, for the staff's programs: plan, watch, change, end."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec

from stoa.base import ids, paging
from stoa.base.database import Reading, Writing
from stoa.base.http.routes import get, patch, post
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.deals.private_sales import actions, afterwards, changing, roster, rules, store, watching
from stoa.deals.private_sales.model import (
    MOST_ITEMS,
    ClubId,
    NewItem,
    NewSale,
    NoSuchClub,
    NoSuchSale,
    Sale,
    SaleHasOpened,
    SaleId,
    SaleIsOver,
    UnfitSale,
)
from stoa.deals.private_sales.web import asking
from stoa.deals.private_sales.web.admin_clubs import TAGS, Count, Moment, Words, Words100, given, wanted
from stoa.people.sessions.model import Visitor
from stoa.shop import catalog
from stoa.shop.catalog.model import VariantId
from stoa.shop.pricing.model import NoSuchMarket
from stoa.shop.stock.model import OutOfStock


class SaleItemIn(msgspec.Struct, kw_only=True):
    """A variant: what it costs in the sale, in minor units of its market's currency, and how many are set aside."""

    variant_id: str
    price: Annotated[int, msgspec.Meta(ge=0, lt=10**12)]
    units: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]


Items = Annotated[list[SaleItemIn], msgspec.Meta(min_length=1, max_length=MOST_ITEMS)]


class SaleIn(msgspec.Struct, kw_only=True):
    """A sale. `per_person` is pieces of each item; `room` how many people choose at the same time, each `cart_minutes`."""

    club_id: str
    title: Words
    text: Words = {}
    market: Annotated[str, msgspec.Meta(max_length=40)]
    preview_at: Moment
    opens_at: Moment
    ends_at: Moment
    items: Items
    cart_minutes: Count = 10
    offer_hours: Count = 2
    per_person: Count = 1
    room: Count = 200
    hidden: bool = True


class SaleChange(msgspec.Struct, kw_only=True):
    """What is to be different; `items` are all items."""

    title: Words | None = None
    text: Words | None = None
    market: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    preview_at: Moment | None = None
    opens_at: Moment | None = None
    ends_at: Moment | None = None
    items: Items | None = None
    cart_minutes: Count | None = None
    offer_hours: Count | None = None
    per_person: Count | None = None
    room: Count | None = None
    hidden: bool | None = None


class ForecastIn(msgspec.Struct, kw_only=True):
    """What is to be sold; by the sale `sale_id` instead of what it sells, or by a new one."""

    market: Annotated[str, msgspec.Meta(max_length=40)]
    items: Items
    sale_id: str | None = None


class ForecastOut(msgspec.Struct, kw_only=True):
    """At the least nobody buys. At the most all `units` are bought: `income`, `given` less than usually.

    `margin` is what is left of it without tax, less what the pieces cost; `worst` if only what is sold below its cost is bought, `best` if only
    what is not. These are of the `known` of the `items` whose cost is known.
    """

    units: int
    income: Money
    given: Money
    margin: Money | None
    worst: Money | None
    best: Money | None
    known: int
    items: int


class SoldItemOut(msgspec.Struct, kw_only=True):
    """Where an item's `units` are: `bought`, `kept` (offered, in carts, being paid), `free`; `waiting` people wait for it."""

    id: str
    variant_id: str
    title: str
    choices: list[str]
    price: Money
    usual: Money
    units: int
    bought: int
    kept: int
    free: int
    waiting: int


class MarginOut(msgspec.Struct, kw_only=True):
    """Income without tax, less what the pieces cost on the day they were ordered: of the `known` of the `lines` whose cost was known."""

    amount: Money | None
    known: int
    lines: int


class ResultOut(msgspec.Struct, kw_only=True):
    """What came of it. What was cancelled or sent back counts no more; `again` is how many customers have bought something else since."""

    customers: int
    new: int
    again: int
    pieces: int
    revenue: Money
    given: Money
    margin: MarginOut


class AdminSaleOut(msgspec.Struct, kw_only=True):
    """A sale as the staff sees it. `phase`: planned, preview, open or ended; it is `closed_at` when the last thing kept for somebody has run out."""

    id: str
    club_id: str
    title: dict[str, str]
    text: dict[str, str]
    market: str
    phase: str
    preview_at: datetime
    opens_at: datetime
    ends_at: datetime
    ended_at: datetime | None
    ended_reason: str
    closed_at: datetime | None
    cart_minutes: int
    offer_hours: int
    per_person: int
    room: int
    hidden: bool


class SaleList(msgspec.Struct, kw_only=True):
    items: list[AdminSaleOut]
    has_more: bool
    next_cursor: str | None


class AdminSaleDetailOut(AdminSaleOut, kw_only=True):
    items: list[SoldItemOut]
    result: ResultOut


class ClaimOut(msgspec.Struct, kw_only=True):
    """What somebody waits for (`wanted`), is offered, has in a cart, has ordered or bought (`quantity`). A guest has no `person_id`."""

    id: str
    item_id: str
    member_id: str
    person_id: str | None
    state: str
    wanted: int
    quantity: int
    since: datetime
    until: datetime | None
    order_id: str | None


class ClaimList(msgspec.Struct, kw_only=True):
    items: list[ClaimOut]
    has_more: bool
    next_cursor: str | None


class ReasonIn(msgspec.Struct, kw_only=True):
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class ShownOut(msgspec.Struct, kw_only=True):
    """The products that everybody sees now."""

    products: list[str]


def _sale(one: Sale, now: datetime) -> dict[str, Any]:
    names = ("title", "text", "market", "preview_at", "opens_at", "ends_at", "ended_at", "ended_reason", "closed_at", "cart_minutes",
             "offer_hours", "per_person", "room", "hidden")  # fmt: skip
    said = {name: getattr(one, name) for name in names}
    phase = rules.phase(one, one.opens_at, now).value
    return {"id": ids.show("sal", one.id), "club_id": ids.show("clb", one.club_id), "phase": phase, **said}


async def _kept(read: Reading, sale_id: str) -> Sale:
    found = await store.sale(read, asking.sale(sale_id))
    if found is None:
        raise NoSuchSale
    return found


async def _detail(read: Reading, visit: Visit, sale_id: SaleId) -> AdminSaleDetailOut:
    found = await _kept(read, ids.show("sal", sale_id))
    came = await afterwards.cohort(read, found)
    items = [
        SoldItemOut(
            id=ids.show("sit", one.id),
            variant_id=ids.show("var", one.variant_id),
            title=one.variant.title if one.variant else "",
            choices=one.variant.choices if one.variant else [],
            **{name: getattr(one, name) for name in ("price", "usual", "units", "bought", "kept", "free", "waiting")},
        )
        for one in await afterwards.items(read, found, visit.language.code)
    ]
    result = ResultOut(
        **{name: getattr(came, name) for name in ("customers", "new", "again", "pieces", "revenue", "given")},
        margin=MarginOut(**msgspec.structs.asdict(came.margin)),
    )
    return AdminSaleDetailOut(**_sale(found, read.now), items=items, result=result)


def _items(data: list[SaleItemIn]) -> tuple[NewItem, ...]:
    return tuple(
        NewItem(VariantId(asking.named("var", one.variant_id, f"/items/{number}/variant_id")), one.price, one.units)
        for number, one in enumerate(data)
    )


@get("/api/admin/sales", may="offers.edit", tags=TAGS, summary="List private sales")
async def list_sales(read: Reading, limit: int | None = None, cursor: str | None = None) -> SaleList:
    """The one planned last first."""
    count = paging.limit(limit)
    after = SaleId(paging.decode(cursor, tuple[UUID])[0]) if cursor else None
    rows = await store.sales(read, count + 1, after)
    more = len(rows) > count
    return SaleList(
        items=[AdminSaleOut(**_sale(one, read.now)) for one in rows[:count]],
        has_more=more,
        next_cursor=paging.encode(rows[count - 1].id) if more else None,
    )


@post(
    "/api/admin/sales",
    may="offers.edit",
    tags=TAGS,
    summary="Plan a private sale",
    refuses=(NoSuchClub, UnfitSale, NoSuchMarket, OutOfStock),
)
async def plan(tx: Writing, visit: Visit, visitor: Visitor, data: SaleIn) -> AdminSaleDetailOut:
    """Its units are set aside from now on; its draws are sealed."""
    new = {**msgspec.structs.asdict(data), "club_id": ClubId(asking.named("clb", data.club_id, "/club_id")), "items": _items(data.items)}
    return await _detail(tx, visit, await actions.plan_sale(tx, visitor, NewSale(**new)))


@post(
    "/api/admin/sales/forecast",
    may="offers.edit", status_code=200, tags=TAGS, summary="What a sale may come to", refuses=(NoSuchSale, UnfitSale, NoSuchMarket),
)  # fmt: skip
async def forecast(read: Reading, data: ForecastIn) -> ForecastOut:
    """Nothing is planned by it."""
    of = SaleId(asking.named("sal", data.sale_id, "/sale_id")) if data.sale_id is not None else None
    found = await changing.forecast(read, data.market, _items(data.items), of)
    return ForecastOut(**msgspec.structs.asdict(found))


@get("/api/admin/sales/{sale_id:str}", may="offers.edit", tags=TAGS, summary="See a private sale", refuses=(NoSuchSale,))
async def see(read: Reading, visit: Visit, sale_id: str) -> AdminSaleDetailOut:
    """With where its units are, and what came of it so far."""
    return await _detail(read, visit, asking.sale(sale_id))


@patch(
    "/api/admin/sales/{sale_id:str}",
    may="offers.edit", tags=TAGS, summary="Change a sale before it opens", refuses=(NoSuchSale, SaleHasOpened, UnfitSale, NoSuchMarket, OutOfStock),
)  # fmt: skip
async def change(tx: Writing, visit: Visit, visitor: Visitor, sale_id: str, data: SaleChange) -> AdminSaleDetailOut:
    """Until the first people are let in. Its draws stay as they were sealed."""
    was = await _kept(tx, sale_id)
    names = set(NewSale.__struct_fields__) - {"items"}
    there: dict[str, Any] = {name: getattr(was, name) for name in names}
    items = _items(data.items) if data.items is not None else tuple(
        NewItem(one.variant_id, one.price, one.units) for one in await store.items(tx, was.id)
    )  # fmt: skip
    await changing.change_sale(tx, visitor, was.id, NewSale(**{**there, **given(data), "items": items}))
    return await _detail(tx, visit, was.id)


@post(
    "/api/admin/sales/{sale_id:str}/end",
    may="offers.edit", status_code=200, tags=TAGS, summary="End a sale early", refuses=(NoSuchSale, SaleIsOver),
)  # fmt: skip
async def end(tx: Writing, visit: Visit, visitor: Visitor, sale_id: str, data: ReasonIn) -> AdminSaleDetailOut:
    """Nobody is let in any more; what is kept for somebody may be bought in its time."""
    await actions.end_sale(tx, visitor, asking.sale(sale_id), data.reason)
    return await _detail(tx, visit, asking.sale(sale_id))


@post(
    "/api/admin/sales/{sale_id:str}/showing",
    may="offers.edit", status_code=200, tags=TAGS, summary="Show a sale's hidden products to everybody", refuses=(NoSuchSale,),
)  # fmt: skip
async def show_products(tx: Writing, visitor: Visitor, sale_id: str) -> ShownOut:
    """After it has closed. Asked once more, there are none left."""
    products = await watching.hidden_after(tx, asking.sale(sale_id))
    await catalog.restrict(tx, visitor, products, None)
    return ShownOut(products=[ids.show("prd", one) for one in products])


@get("/api/admin/sales/{sale_id:str}/claims", may="offers.edit", tags=TAGS, summary="List what is kept for whom", refuses=(NoSuchSale,))
async def list_claims(
    read: Reading,
    visitor: Visitor,
    sale_id: str,
    view: Literal["kept", "waiting"] = "kept",
    q: Words100 = "",
    limit: int | None = None,
    cursor: str | None = None,
) -> ClaimList:
    """The latest first; with `view=waiting` the waiting lists, in order. With `q` those of the members that it finds."""
    sale, people, count = await _kept(read, sale_id), wanted(q, visitor), paging.limit(limit)
    found = await roster.claims(read, sale, people, waiting=view == "waiting", cursor=cursor, limit=count)
    items = [
        ClaimOut(
            id=ids.show("clm", one.id),
            item_id=ids.show("sit", one.item_id),
            member_id=ids.show("mem", one.member_id),
            person_id=ids.show("per", one.person_id) if one.person_id is not None else None,
            state=one.state.value,
            wanted=one.wanted,
            quantity=one.quantity,
            since=one.since,
            until=one.until_at,
            order_id=ids.show("ord", one.order_id) if one.order_id is not None else None,
        )
        for one in found.items
    ]
    return ClaimList(items=items, has_more=found.has_more, next_cursor=found.next_cursor)


HANDLERS = [list_sales, plan, forecast, see, change, end, show_products, list_claims]
