"""The one tap: the heart beside a product and on a card, and what was saved by it."""

from typing import Any

from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form
from stoa.base.http.pages import fragment, go
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.community.wish_lists import actions, store
from stoa.community.wish_lists.model import Kind, NoSuchEntry
from stoa.community.wish_lists.web import asking, own
from stoa.people.sessions.model import Visitor
from stoa.shop.catalog.model import ProductId, VariantId
from stoa.shop.catalog.web.choosing import meant

MOST_HEARTS = 300


@act("/saved", may="anyone")
async def save(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Save what is meant, or take it off again; answered with the heart, or with the list."""
    asking.slow_down(request, "save", asking.SAVES)
    form = await Form.of(request)
    asks, token = asking.asks_or_new(visit, visitor)
    product, variant = await _meant(tx, form)
    if "remove" in (form.text("save", required=False, most=10), request.query_params.get("save")):
        await actions.unsave(tx, asks, product)
        saved = False
    else:
        chosen = form.text("list", required=False, most=40)
        target = asking.list_of(chosen) if chosen else None
        await actions.save(tx, visitor, asks, variant, visit.market, visit.language.code, list_id=target)
        saved = True
    if visit.wants_fragment is None:
        return asking.remember(request, go(request, "/saved"), token)
    if visit.wants_fragment == "hearts":
        answer = fragment(
            request,
            "wish_lists/_hearts.html",
            hearts=[_heart(product, await store.title_of(tx, product, visit.language.code), saved=saved)],
            done="saved" if saved else "removed",
        )
    else:
        answer = fragment(request, "wish_lists/_saved.html", part={"value": {"saved": saved}}, saved=saved)
    return asking.remember(request, answer, token)


async def _meant(tx: Writing, form: Form) -> tuple[ProductId, VariantId]:
    """Return the product and variant that a form means. Raises NoSuchEntry for nothing that is sold."""
    try:
        given = form.text("product", required=False, most=40)
        product = ProductId(ids.parse("prd", given)) if given else None
        named = form.text("variant", required=False, most=40)
        variant = VariantId(ids.parse("var", named)) if named else None
    except ids.UnknownId:
        raise NoSuchEntry from None
    if variant is None and product is not None:
        variant = await store.first_variant(tx, product)
    if variant is None:
        raise NoSuchEntry
    variant = await meant(tx, form, variant)
    product = await store.product_of(tx, variant)
    if product is None:
        raise NoSuchEntry
    return product, variant


@page("/saved", may="anyone")
async def saved(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    """What the visitor saved, with an account or without."""
    asks = asking.asks(visit, visitor)
    found = await store.saved_of(read, asks)
    return await own.shown(request, read, visit, visitor, found, kind=Kind.SAVED)


@page("/saved/hearts", may="anyone")
async def hearts(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    """The hearts of the cards that are saved, for a listing that everybody sees alike."""
    found = await store.products_saved(read, asking.asks(visit, visitor), visit.language.code, MOST_HEARTS)
    return fragment(request, "wish_lists/_hearts.html", hearts=[_heart(one, title, saved=True) for one, title in found.items()], done="")


def _heart(product: ProductId, title: str, *, saved: bool) -> dict[str, object]:
    return {"id": ids.show("prd", product), "name": title, "saved": saved}


HANDLERS = [save, saved, hearts]
