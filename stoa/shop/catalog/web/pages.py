"""The product page: one statement asks every room for its part."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from litestar import MediaType, Request, Response

from stoa.base.database import Reading
from stoa.base.http import beside
from stoa.base.http.beside import Beside, Note, Place, Written
from stoa.base.http.pages import Page, PageQuery, kit, partials, say, show
from stoa.base.http.panels import Kept, Panel
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.people.sessions.model import Visitor
from stoa.shop import pricing, shipping, stock
from stoa.shop.catalog import store
from stoa.shop.catalog.model import NoSuchProduct, State
from stoa.shop.catalog.queries import PRODUCT, SHELF, SHELF_IDS, ShownProduct
from stoa.shop.catalog.restricting import seen_by
from stoa.shop.catalog.rich_text import plain
from stoa.shop.catalog.web import views
from stoa.shop.pricing.model import Prices
from stoa.shop.shipping.model import Promise, Sending
from stoa.shop.stock.model import Availability


class ProductPage(Page, kw_only=True, template="catalog/product.html"):
    """A product that is sold. Below its own panels is a place for those of the community, loaded beside the sale."""

    product: ShownProduct | None
    prices: Prices
    availability: list[Availability]
    sending: Sending | None = None
    view: views.ProductView | None = None
    others: list[dict[str, Any]] = msgspec.field(default_factory=list)
    written: Written | None = None
    beside: Beside = msgspec.field(default_factory=Beside)


class GonePage(ProductPage, template="catalog/gone.html"):
    """A product that was sold: what it was, and what is like it."""


# The same for every product of a category, so asked once for all of them.
LIKE_IT = Kept(
    Panel(
        f"""select json_build_object('products', {SHELF}, 'prices', coalesce((
            select json_agg(json_build_object('product_id', s.product_id, 'varies', s.varies, 'changes_at', s.changes_at,
                'price', json_build_object('amount', s.price, 'currency', s.currency),
                'was', case when s.was is not null then json_build_object('amount', s.was, 'currency', s.currency) end))
            from pricing.shown(array({SHELF_IDS}), :market, :audiences::text[], :now::timestamptz) s), '[]'))""",
        views.Shelf,
    ),
    ("catalog", "pricing", "prices"),
    ("category", "language", "market", "audiences"),
    until="changes_at",
)

TOPICS = """array(select topic from catalog.product p
    cross join unnest(array['catalog', 'pricing', 'prices', 'shipping', 'product:' || p.id]) topic where p.handle = :handle)"""

QUERY = PageQuery(
    ProductPage,
    topics=TOPICS,
    written=beside.written("select 'product:' || p.id from catalog.product p where p.handle = :handle"),
    product=PRODUCT,
    prices=pricing.PRICES,
    availability=stock.AVAILABILITY,
    sending=Kept(shipping.PROMISE, ("shipping",), ("market",)),
)


BESIDE = Place("product")
"""What rooms above show with a product. Their panels may name :product, :viewer (a person or null), :guest (the token of a guest's list
or null), :language, :market and :now."""


@page("/p/{handle:str}", may="anyone")
async def product(handle: str, request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Show a product; lead on from a handle it had before; say of one that is no longer sold that it is gone."""
    audiences, day, release = pricing.audiences(visitor), _day(request, read), kit(request).release
    found = await QUERY.load(read, visit, handle=handle, audiences=audiences, groups=seen_by(visitor), day=day, release=release)
    if found.product is None:
        return await _led_on(read, visit, visitor, handle)
    shelf = await _like_it(found, found.product, read, visit, audiences)
    found.others = views.cards(shelf, found.product, visit)
    if found.product.state is State.ARCHIVED:
        return _gone(request, found, found.product)
    variants = views.offered(found.product, found.prices, found.availability)
    ref, choices = request.query_params.get("v", ""), _asked_choices(request)
    own = views.chosen(found.product, variants, ref, choices)
    if own is None:
        raise NoSuchProduct
    promise = shipping.promised(found.sending, read.now) if found.sending else None
    zone = kit(request).settings.time_zone
    found.view = views.product_view(
        found.product,
        variants,
        own,
        views.promise_view(promise, zone, visit.language.code, read.now),
        visit,
        lambda key, **facts: say(request, key, **facts),
        asked=bool(ref or choices),
    )
    found.until = _until(found, shelf, promise, read.now, zone)
    await _add_beside(request, found, found.product, read, visit, visitor)
    return show(
        request,
        found,
        title=found.product.seo_title or found.product.title,
        description=found.product.seo_description or found.product.subtitle or plain(found.product.description),
        canonical=f"/p/{views.quoted(found.product.handle)}",
    )


async def _add_beside(
    request: Request[Any, Any, Any], found: ProductPage, product: ShownProduct, read: Reading, visit: Visit, visitor: Visitor
) -> None:
    """Ask for what stands beside the sale, or take it as it was written down; a page that had to do without it is not kept."""
    topic = f"product:{product.id}"
    version = found.versions.get(topic, 0) if found.versions else 0
    found.beside = await BESIDE.load(
        read,
        visit,
        partials(request),
        member=visitor.person is not None,
        about={"handle": product.handle},
        written=found.written if found.written is not None and found.written.version == version else None,
        product=product.id,
        viewer=visitor.person,
        guest=visit.list,
        language=visit.language.code,
        market=visit.market,
        now=read.now,
    )
    if found.view is not None and found.beside.facts:
        found.view.facts[0].update(found.beside.facts)
    if not found.beside.whole:
        found.topics = None
    elif found.beside.anew is not None and visit.market in {one["code"] for one in found.frame["markets"]}:
        note = Note(topic, visit.language.code, visit.market, kit(request).release, _day(request, read), version, found.beside.anew)
        request.scope["afterwards"] = note.write  # type: ignore[typeddict-unknown-key]


def _day(request: Request[Any, Any, Any], read: Reading) -> date:
    return read.now.astimezone(ZoneInfo(kit(request).settings.time_zone)).date()


async def _led_on(read: Reading, visit: Visit, visitor: Visitor, handle: str) -> Response[Any]:
    """Answer a handle that is not in use: 301 to what it named, or NoSuchProduct."""
    now_called = await store.product_redirected(read, handle, seen_by(visitor))
    if now_called is None:
        raise NoSuchProduct
    query = f"?{visit.query}" if visit.query else ""
    return Response(
        None, status_code=301, headers={"location": f"{visit.prefix}/p/{views.quoted(now_called)}{query}"}, media_type=MediaType.TEXT
    )


def _gone(request: Request[Any, Any, Any], found: ProductPage, product: ShownProduct) -> Response[Any]:
    gone = GonePage(**{name: getattr(found, name) for name in found.__struct_fields__})
    gone.topics = None
    return show(request, gone, title=product.title, status=410, robots="noindex")


async def _like_it(found: ProductPage, product: ShownProduct, read: Reading, visit: Visit, audiences: list[str]) -> views.Shelf | None:
    """Return what stands on the product's shelf, the product itself among it; None for one of no category."""
    if product.category_id is None or found.versions is None:
        return None
    given = {
        "category": product.category_id,
        "language": visit.language.code,
        "market": visit.market,
        "audiences": audiences,
        "now": read.now,
    }
    shelf: views.Shelf = await LIKE_IT.get(read, found.versions, given)
    return shelf


def _until(found: ProductPage, shelf: views.Shelf | None, promise: Promise | None, now: datetime, zone: str) -> datetime:
    """Return the first moment at which something on the page changes by itself: at the latest the words for days, at midnight."""
    midnight = (now.astimezone(ZoneInfo(zone)) + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    moments = [midnight, found.prices.changes_at, promise.order_by if promise else None, shelf.changes_at if shelf else None]
    moments += [one.until for one in found.availability]
    return min(one for one in moments if one is not None)


def _asked_choices(request: Request[Any, Any, Any]) -> dict[str, str]:
    return {name.removeprefix("option:"): value for name, value in request.query_params.items() if name.startswith("option:")}
