"""The product page: one statement asks every room for its part."""

from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

import msgspec
from litestar import MediaType, Request, Response

from stoa.base import ids
from stoa.base.database import Reading
from stoa.base.http.pages import Page, PageQuery, kit, say, show
from stoa.base.http.panels import Kept, Panel
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.people.sessions.model import Visitor
from stoa.shop import pricing, shipping, stock
from stoa.shop.catalog import store
from stoa.shop.catalog.model import NoSuchProduct, State
from stoa.shop.catalog.queries import PRODUCT, RELATED, RELATED_IDS, RelatedProduct, ShownProduct
from stoa.shop.catalog.rich_text import plain
from stoa.shop.catalog.web import views
from stoa.shop.pricing.model import Prices, Shown
from stoa.shop.shipping.model import Sending
from stoa.shop.stock.model import Availability


class ProductPage(Page, kw_only=True, template="catalog/product.html"):
    """A product that is sold. Below its own panels is a place for those of the community, loaded beside the sale."""

    product: ShownProduct | None
    prices: Prices
    availability: list[Availability]
    sending: Sending | None = None
    related: list[RelatedProduct]
    related_prices: list[Shown]
    view: views.ProductView | None = None
    others: list[dict[str, Any]] = msgspec.field(default_factory=list)


class GonePage(ProductPage, template="catalog/gone.html"):
    """A product that was sold: what it was, and what is like it."""


RELATED_PRICES = Panel(
    f"""select coalesce(json_agg(json_build_object('product_id', s.product_id, 'varies', s.varies, 'changes_at', s.changes_at,
        'price', json_build_object('amount', s.price, 'currency', s.currency),
        'was', case when s.was is not null then json_build_object('amount', s.was, 'currency', s.currency) end)), '[]')
    from pricing.shown(array({RELATED_IDS}), :market, :audiences::text[], :now::timestamptz) s""",
    list[Shown],
)

TOPICS = """array(select topic from catalog.product p
    cross join unnest(array['catalog', 'pricing', 'prices', 'shipping', 'product:' || p.id]) topic where p.handle = :handle)"""

QUERY = PageQuery(
    ProductPage,
    topics=TOPICS,
    product=PRODUCT,
    prices=pricing.PRICES,
    availability=stock.AVAILABILITY,
    sending=Kept(shipping.PROMISE, ("shipping",), ("market",)),
    related=RELATED,
    related_prices=RELATED_PRICES,
)


@page("/p/{handle:str}", may="anyone")
async def product(handle: str, request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Show a product; lead on from a handle it had before; say of one that is no longer sold that it is gone."""
    found = await QUERY.load(read, visit, handle=handle, audiences=pricing.audiences(visitor))
    if found.product is None:
        return await _led_on(read, visit, handle)
    found.others = views.cards(found.related, found.related_prices, visit)
    if found.product.state is State.ARCHIVED:
        return _gone(request, found, found.product)
    known = views.shelf(found.product, found.prices, found.availability)
    variant, choices = _asked_variant(request), _asked_choices(request)
    own = views.chosen(known, variant, choices)
    if own is None:
        raise NoSuchProduct
    promise = shipping.promised(found.sending, read.now) if found.sending else None
    changes: list[datetime | None] = [found.prices.changes_at, *(one.until for one in found.availability)]
    changes += [*(one.changes_at for one in found.related_prices), promise.order_by if promise else None]
    promised = views.promise_view(promise, kit(request).settings.time_zone, visit.language.code, read.now)
    asked = variant is not None or bool(choices)
    found.view = views.product_view(known, own, promised, visit, lambda key, **facts: say(request, key, **facts), changes, asked=asked)
    found.until = found.view.until
    return show(
        request,
        found,
        title=found.product.seo_title or found.product.title,
        description=found.product.seo_description or found.product.subtitle or plain(found.product.description),
        canonical=f"/p/{quote(found.product.handle)}",
    )


async def _led_on(read: Reading, visit: Visit, handle: str) -> Response[Any]:
    """Answer a handle that is not in use: 301 to what it named, or NoSuchProduct."""
    now_called = await store.redirected(read, "product", handle)
    if now_called is None:
        raise NoSuchProduct
    query = f"?{visit.query}" if visit.query else ""
    return Response(None, status_code=301, headers={"location": f"{visit.prefix}/p/{quote(now_called)}{query}"}, media_type=MediaType.TEXT)


def _gone(request: Request[Any, Any, Any], found: ProductPage, product: ShownProduct) -> Response[Any]:
    gone = GonePage(**{name: getattr(found, name) for name in found.__struct_fields__})
    gone.topics = None
    return show(request, gone, title=product.title, status=410, robots="noindex")


def _asked_variant(request: Request[Any, Any, Any]) -> UUID | None:
    text = request.query_params.get("v")
    try:
        return ids.parse("var", text) if text else None
    except ids.UnknownId:
        return None


def _asked_choices(request: Request[Any, Any, Any]) -> dict[str, str]:
    return {name.removeprefix("option:"): value for name, value in request.query_params.items() if name.startswith("option:")}
