"""The catalogue by API, for everybody: what is sold, what it costs and whether it is there."""

import hashlib
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from litestar import MediaType, Request, Response
from litestar.params import QueryParameter

from stoa.base import ids, paging
from stoa.base.database import Reading
from stoa.base.http.panels import Query
from stoa.base.http.routes import get
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.base.money import Money
from stoa.people.sessions.model import Visitor
from stoa.shop import pricing, search, stock
from stoa.shop.catalog import group_store, store
from stoa.shop.catalog.model import Category, NoSuchProduct, Picture, ProductIsGone, Specification, State
from stoa.shop.catalog.queries import PRODUCT, ShownProduct
from stoa.shop.catalog.restricting import seen_by
from stoa.shop.catalog.rules import label
from stoa.shop.pricing.model import NoSuchMarket, Prices
from stoa.shop.search.model import FoundProduct, Wish
from stoa.shop.stock.model import Availability

FIRST = LANGUAGES[0].code


class PictureOut(msgspec.Struct, kw_only=True):
    """A picture: the address of a middling size, every size for `srcset`, and the pixels of the largest."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str


class ListedOut(msgspec.Struct, kw_only=True):
    """A product in a list. `price` is its cheapest variant's; `varies` when others cost more; `stock` is in, few or out.

    `stars` is the score of its reviews, null without any.
    """

    id: str
    handle: str
    title: str
    vendor: str
    price: Money
    was: Money | None
    varies: bool
    stock: str
    stars: float | None
    reviews: int
    picture: PictureOut | None
    url: str


class ProductList(msgspec.Struct, kw_only=True):
    """A page of products, with the prices of `market`."""

    market: str
    items: list[ListedOut]
    next_cursor: str | None
    has_more: bool
    total: int


class Link(msgspec.Struct, kw_only=True):
    handle: str
    name: str


class OptionOut(msgspec.Struct, kw_only=True):
    key: str
    label: str
    values: list[dict[str, str]]


class VariantOut(msgspec.Struct, kw_only=True):
    """A variant. `price` is null where it is not sold; `available` is how many can be had, null where nobody counts."""

    id: str
    choices: dict[str, str]
    sku: str | None
    price: Money | None
    was: Money | None
    lowest_30_days: Money | None
    available: int | None
    in_stock: bool


class ProductOut(msgspec.Struct, kw_only=True):
    """A product whole, in the language of the request, with the prices of `market`. The description is HTML of a few harmless tags."""

    id: str
    market: str
    handle: str
    title: str
    subtitle: str
    description: str
    vendor: str
    specifications: list[Specification]
    categories: list[Link]
    options: list[OptionOut]
    variants: list[VariantOut]
    pictures: list[PictureOut]
    url: str
    changed_at: datetime


class CategoryOut(msgspec.Struct, kw_only=True):
    """A category with those right below it."""

    id: str
    handle: str
    name: str
    children: list["CategoryOut"]


class CategoryTree(msgspec.Struct, kw_only=True):
    items: list[CategoryOut]


class _Asked(msgspec.Struct):
    product: ShownProduct | None
    prices: Prices
    availability: list[Availability]


_QUERY = Query(_Asked, product=PRODUCT, prices=pricing.PRICES, availability=stock.AVAILABILITY)


_Market = Annotated[str | None, QueryParameter(description="The code of the market to ask prices of; else the visitor's.", max_length=60)]


async def _market(read: Reading, asked: str | None, visit: Visit) -> str:
    """Return the market to ask prices of: the one that is named, else the visitor's, else the shop's first. Raises NoSuchMarket."""
    codes = [one.code for one in await pricing.markets(read)]
    if asked is not None and asked not in codes:
        raise NoSuchMarket(asked[:40])
    wanted = asked or visit.market
    return wanted if wanted in codes else next(iter(codes), wanted)


@get("/api/products", may="anyone", tags=["Products"], summary="List or search products", refuses=(NoSuchMarket,))
async def products(
    read: Reading,
    visit: Visit,
    visitor: Visitor,
    words: Annotated[str, QueryParameter(name="query", description="Words to search for.", max_length=200)] = "",
    category: Annotated[str | None, QueryParameter(description="A category's handle.", max_length=120)] = None,
    collection: Annotated[str | None, QueryParameter(description="A collection's handle.", max_length=120)] = None,
    market: _Market = None,
    cursor: Annotated[str | None, QueryParameter(max_length=200)] = None,
    limit: int | None = None,
) -> ProductList:
    code = await _market(read, market, visit)
    wish = Wish(
        language=visit.language.code,
        market=code,
        query=words,
        category=category,
        collection=collection,
        cursor=cursor,
        limit=paging.limit(limit),
        audiences=tuple(pricing.audiences(visitor)),
        facets=False,
    )
    found = await search.find(read, wish)
    items = [_listed(one, visit) for one in found.products]
    return ProductList(market=code, items=items, next_cursor=found.next_cursor, has_more=found.next_cursor is not None, total=found.total)


@get(
    "/api/products/{handle:str}",
    may="anyone",
    tags=["Products"],
    summary="See a product",
    refuses=(NoSuchProduct, ProductIsGone, NoSuchMarket),
)
async def product(
    handle: str, request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, market: _Market = None
) -> Response[ProductOut | None]:
    code = await _market(read, market, visit)
    found = await _QUERY.load(
        read,
        handle=handle,
        language=visit.language.code,
        market=code,
        audiences=pricing.audiences(visitor),
        groups=seen_by(visitor),
        now=read.now,
    )
    if found.product is None:
        now_called = await store.product_redirected(read, handle, seen_by(visitor))
        if now_called is None:
            raise NoSuchProduct
        same = f"?market={quote(code)}" if market is not None else ""
        return Response(None, status_code=301, headers={"location": f"{visit.prefix}/api/products/{quote(now_called)}{same}"})
    if found.product.state is State.ARCHIVED:
        raise ProductIsGone
    return tagged(request, written(found.product, found.prices, found.availability, visit, code))


@get("/api/categories", may="anyone", tags=["Products"], summary="See the tree of categories")
async def categories(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[CategoryTree | None]:
    found = await group_store.categories(read)
    return tagged(request, CategoryTree(items=_below(found, None, visit.language.code)))


def tagged(request: Request[Any, Any, Any], body: Any) -> Response[Any]:
    """Answer with the body and its ETag, or 304 to whoever has it already (RFC 9110, 13.1.2)."""
    etag = f'"{hashlib.sha256(msgspec.json.encode(body)).hexdigest()[:32]}"'
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    headers = {"etag": etag, "vary": "cookie, authorization"}
    if etag in known or "*" in known:
        return Response(None, status_code=304, headers=headers, media_type=MediaType.TEXT)
    return Response(body, headers=headers)


def written(product: ShownProduct, prices: Prices, availability: list[Availability], visit: Visit, market: str) -> ProductOut:
    """Return a product as the API writes it, with the prices of that market."""
    quotes = {one.variant_id: one for one in prices.variants}
    there = {one.variant_id: one for one in availability}
    language = visit.language.code
    keys = [option.key for option in product.options]
    variants = []
    for one in product.variants:
        quoted, free = quotes.get(one.id), there.get(one.id)
        variants.append(
            VariantOut(
                id=ids.show("var", one.id),
                choices=dict(zip(keys, one.choices, strict=True)),
                sku=one.sku,
                price=quoted.price if quoted else None,
                was=quoted.was if quoted else None,
                lowest_30_days=quoted.low30 if quoted else None,
                available=None if free is None or free.free is None else max(free.free, 0),
                in_stock=quoted is not None and (free is None or free.available),
            )
        )
    options = [
        OptionOut(
            key=option.key,
            label=label(option.names, option.key, language, FIRST),
            values=[{"key": value.key, "label": label(value.names, value.key, language, FIRST)} for value in option.values],
        )
        for option in product.options
    ]
    return ProductOut(
        id=ids.show("prd", product.id),
        market=market,
        handle=product.handle,
        title=product.title,
        subtitle=product.subtitle,
        description=product.description,
        vendor=product.vendor,
        specifications=product.specifications,
        categories=[Link(handle=link.handle, name=link.name) for link in product.trail],
        options=options,
        variants=variants,
        pictures=[picture_out(one, visit) for one in product.pictures],
        url=visit.absolute(f"/p/{quote(product.handle)}"),
        changed_at=product.changed_at,
    )


def picture_out(picture: Picture, visit: Visit) -> PictureOut:
    """Return a picture as the API writes it, with full addresses."""
    srcset = ", ".join(f"{visit.url}{one}" for one in picture.srcset.split(", "))
    return PictureOut(src=f"{visit.url}{picture.src}", srcset=srcset, width=picture.width, height=picture.height, alt=picture.alt)


def _listed(one: FoundProduct, visit: Visit) -> ListedOut:
    return ListedOut(
        id=ids.show("prd", one.id),
        handle=one.card.handle,
        title=one.card.title,
        vendor=one.card.vendor,
        price=one.price,
        was=one.was,
        varies=one.varies,
        stock=one.stock,
        stars=one.stars if one.voices else None,
        reviews=one.voices,
        picture=picture_out(one.card.picture, visit) if one.card.picture else None,
        url=visit.absolute(f"/p/{quote(one.card.handle)}"),
    )


def _below(found: list[Category], parent: object, language: str) -> list[CategoryOut]:
    return [
        CategoryOut(
            id=ids.show("cat", one.id),
            handle=one.handle,
            name=(one.texts.get(language) or one.texts[FIRST]).name,
            children=_below(found, one.id, language),
        )
        for one in found
        if one.parent_id == parent
    ]


HANDLERS = [products, product, categories]
