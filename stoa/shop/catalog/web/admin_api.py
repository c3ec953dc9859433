"""The catalogue by API, for the staff's programs: every state, every language, every change."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response
from litestar.params import QueryParameter

from stoa.base import ids, paging
from stoa.base.database import Database, Reading, Writing
from stoa.base.http import answers
from stoa.base.http.answers import PreconditionFailed
from stoa.base.http.routes import delete, get, post, put
from stoa.base.http.visits import Visit
from stoa.people.sessions.model import Visitor
from stoa.shop import catalog
from stoa.shop.catalog import actions, listing, picturing, store
from stoa.shop.catalog.model import (
    CategoryId,
    NewProduct,
    NoSuchCategory,
    NoSuchPicture,
    NoSuchProduct,
    NoSuchVariant,
    PictureId,
    Product,
    ProductChange,
    State,
    VariantId,
)
from stoa.shop.catalog.model.putting import ArrangedVariant
from stoa.shop.catalog.web.admin_shapes import (
    ArrangementIn,
    PictureDetail,
    PictureFrom,
    PictureOrder,
    ProductChangeIn,
    ProductDetail,
    ProductIn,
    RowList,
    RowOut,
    VariantIn,
    written,
)


@get("/api/admin/products", may="catalog.edit", tags=["Admin: products"], summary="List all products")
async def listed(
    read: Reading,
    visit: Visit,
    state_: Annotated[State | None, QueryParameter(name="state")] = None,
    words: Annotated[str, QueryParameter(name="query", max_length=200)] = "",
    cursor: Annotated[str | None, QueryParameter(max_length=200)] = None,
    limit: int | None = None,
) -> RowList:
    found = await listing.products(read, visit.language.code, state=state_, query=words, cursor=cursor, limit=paging.limit(limit))
    rows = [
        RowOut(
            id=ids.show("prd", one.id),
            handle=one.handle,
            state=one.state,
            title=one.title,
            vendor=one.vendor,
            variants=one.variants,
            changed_at=one.changed_at,
        )
        for one in found.items
    ]
    return RowList(items=rows, next_cursor=found.next_cursor, has_more=found.has_more)


@post("/api/admin/products", may="catalog.edit", tags=["Admin: products"], summary="Make a product")
async def make(tx: Writing, visitor: Visitor, data: ProductIn) -> Response[ProductDetail]:
    given = {name: getattr(data, name) for name in data.__struct_fields__}
    variants = [_variant(one).as_new() for one in data.variants]
    new = NewProduct(**{**given, "variants": variants, "category_id": _category(data.category_id)})
    return _answer(await catalog.create_product(tx, visitor, new), status=201)


@get("/api/admin/products/{product_id:str}", may="catalog.edit", tags=["Admin: products"], summary="See a product in every language")
async def see(read: Reading, product_id: str) -> Response[ProductDetail]:
    return _answer(await catalog.find_product(read, _product(product_id)))


@put(
    "/api/admin/products/{product_id:str}",
    may="catalog.edit",
    tags=["Admin: products"],
    summary="Change a product",
    refuses=(PreconditionFailed,),
)
async def change(
    tx: Writing, visitor: Visitor, request: Request[Any, Any, Any], product_id: str, data: ProductChangeIn
) -> Response[ProductDetail]:
    given = {name: getattr(data, name) for name in data.__struct_fields__ if getattr(data, name) is not msgspec.UNSET}
    if "category_id" in given:
        given["category_id"] = _category(given["category_id"])
    await _hold(tx, request, _product(product_id))
    return _answer(await catalog.change_product(tx, visitor, _product(product_id), ProductChange(**given)))


@delete(
    "/api/admin/products/{product_id:str}",
    may="catalog.edit",
    tags=["Admin: products"],
    summary="Archive a product",
    refuses=(PreconditionFailed,),
)
async def archive(tx: Writing, visitor: Visitor, request: Request[Any, Any, Any], product_id: str) -> None:
    """Its page answers that it is gone; orders that name it keep doing so."""
    await _hold(tx, request, _product(product_id))
    await actions.archive(tx, visitor, _product(product_id))


@put(
    "/api/admin/products/{product_id:str}/variants",
    may="catalog.edit",
    tags=["Admin: products"],
    summary="Arrange options and variants",
    refuses=(PreconditionFailed,),
)
async def arrange(
    tx: Writing, visitor: Visitor, request: Request[Any, Any, Any], product_id: str, data: ArrangementIn
) -> Response[ProductDetail]:
    rows = [_variant(one) for one in data.variants]
    await _hold(tx, request, _product(product_id))
    return _answer(await catalog.arrange(tx, visitor, _product(product_id), data.options, rows))


@post(
    "/api/admin/products/{product_id:str}/variants",
    may="catalog.edit",
    tags=["Admin: products"],
    summary="Add a variant",
    refuses=(PreconditionFailed,),
)
async def add_variant(
    tx: Writing, visitor: Visitor, request: Request[Any, Any, Any], product_id: str, data: VariantIn
) -> Response[ProductDetail]:
    await _hold(tx, request, _product(product_id))
    await actions.add_variant(tx, visitor, _product(product_id), _variant(data).as_new())
    return _answer(await catalog.find_product(tx, _product(product_id)), status=201)


@put(
    "/api/admin/variants/{variant_id:str}",
    may="catalog.edit",
    tags=["Admin: products"],
    summary="Change a variant",
    refuses=(PreconditionFailed,),
)
async def change_variant(
    tx: Writing, visitor: Visitor, request: Request[Any, Any, Any], variant_id: str, data: VariantIn
) -> Response[ProductDetail]:
    """The `ETag` is its product's."""
    variant = _id("var", variant_id, NoSuchVariant)
    await _hold_product_of(tx, request, variant)
    return _answer(await actions.change_variant(tx, visitor, variant, _variant(data).as_new()))


@delete(
    "/api/admin/variants/{variant_id:str}",
    may="catalog.edit",
    tags=["Admin: products"],
    summary="End a variant",
    refuses=(PreconditionFailed,),
)
async def end_variant(tx: Writing, visitor: Visitor, request: Request[Any, Any, Any], variant_id: str) -> None:
    """The `ETag` is its product's."""
    variant = _id("var", variant_id, NoSuchVariant)
    await _hold_product_of(tx, request, variant)
    await actions.end_variant(tx, visitor, variant)


@post(
    "/api/admin/products/{product_id:str}/pictures",
    may="catalog.edit",
    tags=["Admin: products"],
    summary="Have a picture fetched",
    status_code=202,
)
async def fetch_picture(tx: Writing, product_id: str, data: PictureFrom) -> None:
    product = await catalog.find_product(tx, _product(product_id))
    await picturing.ask_for_picture(tx, product.id, data.url, data.alts)


@put(
    "/api/admin/products/{product_id:str}/pictures",
    may="catalog.edit",
    tags=["Admin: products"],
    summary="Order pictures, describe them, remove others",
    refuses=(PreconditionFailed,),
)
async def arrange_pictures(
    tx: Writing, visitor: Visitor, request: Request[Any, Any, Any], product_id: str, data: list[PictureOrder]
) -> Response[ProductDetail]:
    rows = [(PictureId(_id("pic", one.id, NoSuchPicture)), one.alts) for one in data]
    await _hold(tx, request, _product(product_id))
    await picturing.arrange_pictures(tx, visitor, _product(product_id), rows)
    return _answer(await catalog.find_product(tx, _product(product_id)))


@post("/api/admin/products/{product_id:str}/picture-files", may="catalog.edit", tags=["Admin: products"], summary="Upload a picture")
async def upload_picture(db: Database, visitor: Visitor, request: Request[Any, Any, Any], product_id: str) -> PictureDetail:
    """Take the request's body as the file of a picture: JPEG, PNG, WebP, GIF, AVIF or a simple SVG drawing."""
    kept = await picturing.keep_picture(await request.body())
    async with db.writing() as tx:
        picture_id = await picturing.add_picture(tx, visitor, _product(product_id), kept, {})
        product = await catalog.find_product(tx, _product(product_id))
    return next(one for one in written(product).pictures if one.id == ids.show("pic", picture_id))


def _answer(product: Product, status: int = 200) -> Response[ProductDetail]:
    return Response(written(product), status_code=status, headers={"etag": _etag(product.changed_at)})


def _etag(changed_at: datetime) -> str:
    return f'"{changed_at.timestamp():.6f}"'


async def _hold(tx: Writing, request: Request[Any, Any, Any], product_id: UUID) -> None:
    """Keep other editors away from a product that `If-Match` is about, and look at it. Raises NoSuchProduct, PreconditionFailed."""
    if answers.awaited(request):
        await store.lock(tx, [product_id])
        answers.hold_to(request, _etag((await catalog.find_product(tx, product_id)).changed_at))


async def _hold_product_of(tx: Writing, request: Request[Any, Any, Any], variant_id: UUID) -> None:
    product_id = await store.product_of_variant(tx, variant_id)
    if product_id is None:
        raise NoSuchVariant
    await _hold(tx, request, product_id)


def _variant(given: VariantIn) -> ArrangedVariant:
    return ArrangedVariant(
        id=VariantId(_id("var", given.id, NoSuchVariant)) if given.id else None,
        picture_id=PictureId(_id("pic", given.picture_id, NoSuchPicture)) if given.picture_id else None,
        choices=given.choices,
        sku=given.sku.strip(),
        barcode=given.barcode.strip(),
        weight_grams=given.weight_grams,
        ships=given.ships,
        extra=given.extra,
    )


def _product(text: str) -> UUID:
    return _id("prd", text, NoSuchProduct)


def _category(text: str | None) -> CategoryId | None:
    return CategoryId(_id("cat", text, NoSuchCategory)) if text else None


def _id(prefix: str, text: str, missing: type[Exception]) -> UUID:
    try:
        return ids.parse(prefix, text)
    except ids.UnknownId:
        raise missing from None


HANDLERS = [
    listed, make, see, change, archive, arrange, add_variant, change_variant, end_variant, fetch_picture, arrange_pictures, upload_picture,
]  # fmt: skip
