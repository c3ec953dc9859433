"""The staff's screens of products: the list, and one product in every language."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.base.paging import Slice
from stoa.base.refusals import Conflict, Invalid, Refusal
from stoa.people import audit
from stoa.people.sessions.model import Visitor
from stoa.shop import catalog, pricing, stock
from stoa.shop.catalog import group_store, grouping, listing, picturing
from stoa.shop.catalog.listing import ListedProduct
from stoa.shop.catalog.model import Category, Collection, NewProduct, NoSuchProduct, PictureId, Product, State, Text, VariantId
from stoa.shop.catalog.model.putting import ArrangedVariant
from stoa.shop.catalog.web import forms, naming, table
from stoa.shop.pricing.model import Market, NewCost, NewPrice, Quote
from stoa.shop.stock.model import Availability, NewItem

TAX_CLASSES = ("standard", "reduced", "zero", "exempt")


class ProductsPage(Page, kw_only=True, template="catalog/desk_products.html"):
    found: Slice[ListedProduct]
    counts: dict[str, int]
    state: str
    query: str
    total: int
    typed: dict[str, str] = {}
    errors: dict[str, str] = {}


class DeskProductPage(Page, kw_only=True, template="catalog/desk_product.html"):
    """One product. `typed` holds the words' form as it was sent, or what is there, `sent` the pictures'; `problem` says what was refused."""

    product: Product
    ref: str
    title: str
    typed: dict[str, str]
    chosen: list[str]
    table: table.Table
    categories: list[dict[str, str]]
    collections: list[dict[str, str]]
    markets: list[Market]
    there: dict[str, Availability]
    languages: list[str]
    tax_classes: list[str]
    errors: dict[str, str]
    summary: list[dict[str, str]]
    problem: str
    part: str
    sent: dict[str, str]


class Desk(msgspec.Struct):
    """What the screen of one product is made of."""

    product: Product
    categories: list[Category]
    collections: list[Collection]
    markets: list[Market]
    prices: dict[str, dict[VariantId, Quote]]
    stock: dict[VariantId, Availability]
    costs: dict[VariantId, Money]


@page("/desk/products", may="catalog.edit")
async def products(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    """List products of every state; `q` finds them by title, address, vendor or article number."""
    return await _listed(request, read, visit)


async def _listed(request: Request[Any, Any, Any], read: Reading, visit: Visit, refused: Form | None = None) -> Response[str]:
    form = Form([(name, str(value)) for name, value in request.query_params.multi_items()])
    state = form.typed.get("state", "")
    chosen = State(state) if state in list(State) else None
    query = form.typed.get("q", "")
    found = await listing.products(read, visit.language.code, state=chosen, query=query, cursor=form.typed.get("cursor"), limit=50)
    counts = {str(one): count for one, count in (await listing.counts(read)).items()}
    content = ProductsPage(
        found=found,
        counts=counts,
        total=sum(counts.values()),
        state=chosen or "",
        query=query,
        typed=refused.typed if refused else {},
        errors=faults(request, refused.errors.values()) if refused else {},
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "catalog-desk-products"), robots="noindex")


@act("/desk/products", may="catalog.edit")
async def make_product(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Make a draft with nothing but its title, and open it."""
    form = await Form.of(request)
    title = form.text("title", most=255)
    if form.errors:
        raise Retype(await _listed(request, tx, visit, form))
    made = await catalog.create_product(tx, visitor, NewProduct(texts={forms.CODES[0]: Text(title)}))
    return go(request, f"/desk/products/{ids.show('prd', made.id)}")


@page("/desk/products/{product_id:str}", may="catalog.edit")
async def product(request: Request[Any, Any, Any], read: Reading, visit: Visit, product_id: str) -> Response[str]:
    return await screen(request, read, visit, product_of(product_id))


@act("/desk/products/{product_id:str}", may="catalog.edit")
async def save_product(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, product_id: str) -> Response[Any]:
    """Save words, places and state."""
    form = await Form.of(request)

    async def save() -> None:
        change = forms.product_change(form)
        form.check()
        after = await catalog.change_product(tx, visitor, product_of(product_id), change, seen=forms.seen(form))
        await _save_collections(tx, visitor, after, forms.collections(form))

    return await saved_or_again(request, tx, visit, product_id, form, "words", save)


@act("/desk/products/{product_id:str}/variants", may="catalog.edit")
async def save_variants(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, product_id: str) -> Response[Any]:
    """Save options, variants, their prices, what a piece costs and what is on hand."""
    form = await Form.of(request)
    typed = table.table_from(form)
    meant: list[table.Arrangement] = []

    async def save() -> None:
        wanted = table.arrangement(form, typed, await pricing.markets(tx))
        meant.append(wanted)
        form.check()
        variants = list(wanted.variants)
        if form.typed.get("do") == "combine":
            variants += [ArrangedVariant(choices=choices) for choices in table.combine(wanted.options, variants)]
        after = await catalog.arrange(tx, visitor, product_of(product_id), wanted.options, variants, seen=forms.seen(form))
        await _save_prices(tx, visitor, after, wanted)
        costs = [NewCost(after.variants[number].id, cost) for number, cost in wanted.costs.items()]
        await pricing.costing.set_costs(tx, visitor, costs)
        await _save_stock(tx, visitor, after, wanted, form)

    return await saved_or_again(request, tx, visit, product_id, form, "variants", save, meant)


async def saved_or_again(
    request: Request[Any, Any, Any],
    tx: Writing,
    visit: Visit,
    product_id: str,
    form: Form,
    part: str,
    save: Callable[[], Awaitable[None]],
    meant: Sequence[table.Arrangement] = (),
) -> Response[Any]:
    """Save and go back to the product; or show it again, with everything that was typed and what was refused."""
    try:
        async with tx.attempt():
            await save()
    except (Invalid, Conflict) as refusal:
        if isinstance(refusal, Invalid):
            table.place_errors(form, refusal.errors, meant[0] if meant else None)
        again = await screen(request, tx, visit, product_of(product_id), form=form, part=part, refusal=refusal)
        raise Retype(again, refusal.status) from None
    return go(request, f"/desk/products/{product_id}#{part}")


async def screen(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    product_id: UUID,
    *,
    form: Form | None = None,
    part: str = "",
    refusal: Refusal | None = None,
) -> Response[str]:
    """Show a product's screen; of the part whose form was refused, as it was typed."""
    found = await _gather(read, product_id)
    shown = found.product
    typed = dict(form.typed) if form and part == "words" else _typed(shown)
    typed["seen"] = shown.changed_at.isoformat()
    chosen = form.several("collection") if form and part == "words" else [ids.show("col", one) for one in shown.collections]
    editor = table.table_from(form) if form and part == "variants" else table.table_of(shown, found.prices, found.stock, found.costs)
    language = visit.language.code
    errors = faults(request, form.errors.values()) if form else {}
    content = DeskProductPage(
        product=shown,
        ref=ids.show("prd", shown.id),
        title=title_of(shown, language),
        typed=typed,
        chosen=chosen,
        table=editor,
        categories=choices_of(found.categories, language),
        collections=[{"value": ids.show("col", one.id), "label": name_of(one, language)} for one in found.collections],
        markets=found.markets,
        there={ids.show("var", id_): one for id_, one in found.stock.items()},
        languages=forms.CODES,
        tax_classes=list(dict.fromkeys((*TAX_CLASSES, shown.tax_class))),
        errors=errors,
        summary=naming.summary(request, errors, editor, found.markets),
        problem=say(request, f"refusal-{refusal.code.replace('_', '-')}", **refusal.facts)
        if refusal and not isinstance(refusal, Invalid)
        else "",
        part=part,
        sent=dict(form.typed) if form and part == "pictures" else {},
        frame=await framed(read, visit),
    )
    return show(request, content, title=content.title, robots="noindex")


def product_of(text: str) -> UUID:
    """Return the id. Raises NoSuchProduct."""
    try:
        return ids.parse("prd", text)
    except ids.UnknownId:
        raise NoSuchProduct from None


def title_of(product: Product, language: str) -> str:
    found = product.texts.get(language) or product.texts.get(forms.CODES[0]) or next(iter(product.texts.values()))
    return found.title


def name_of(group: Category | Collection, language: str) -> str:
    return (group.texts.get(language) or group.texts[forms.CODES[0]]).name


def choices_of(categories: list[Category], language: str) -> list[dict[str, str]]:
    """Return the tree as choices of a list, deeper ones indented."""
    return [{"value": ids.show("cat", one.id), "label": "— " * (len(one.path) - 1) + name_of(one, language)} for one in categories]


async def _gather(read: Reading, product_id: UUID) -> Desk:
    product = await catalog.find_product(read, product_id)
    variants = [one.id for one in product.variants]
    markets = await pricing.markets(read)
    return Desk(
        product=product,
        categories=await group_store.categories(read),
        collections=await group_store.collections(read),
        markets=markets,
        prices={market.code: await pricing.quote(read, market.code, variants, [], read.now) for market in markets},
        stock=await stock.availability(read, variants),
        costs=await pricing.costing.costs(read, variants, read.now),
    )


def _typed(product: Product) -> dict[str, str]:
    typed = {
        "handle": product.handle,
        "state": str(product.state),
        "category": ids.show("cat", product.category_id) if product.category_id else "",
        "vendor": product.vendor,
        "kind": product.kind,
        "tags": ", ".join(product.tags),
        "tax_class": product.tax_class,
    }
    for code, text in product.texts.items():
        typed |= {f"{name}-{code}": getattr(text, name) for name in ("title", "subtitle", "description", "seo_title", "seo_description")}
        typed[f"specifications-{code}"] = forms.written_specifications(text.specifications)
    return typed


async def _save_collections(tx: Writing, visitor: Visitor, product: Product, wanted: list[Any]) -> None:
    for one in await group_store.collections(tx):
        if one.id in wanted and product.id not in one.products:
            await catalog.collect(tx, visitor, one.id, [product.id])
        elif one.id not in wanted and product.id in one.products:
            await grouping.gather(tx, visitor, one.id, [other for other in one.products if other != product.id])


async def _save_prices(tx: Writing, visitor: Visitor, product: Product, wanted: table.Arrangement) -> None:
    """Set the prices that differ from those there are."""
    variants = [one.id for one in product.variants]
    there = {market.code: await pricing.quote(tx, market.code, variants, [], tx.now) for market in await pricing.markets(tx)}
    rows = [
        NewPrice(product.variants[number].id, code, price)
        for number, prices in wanted.prices.items()
        for code, price in prices
        if (found := there[code].get(product.variants[number].id)) is None or found.base != price
    ]
    await pricing.set_prices(tx, visitor, rows)


async def _save_stock(tx: Writing, visitor: Visitor, product: Product, wanted: table.Arrangement, form: Form) -> None:
    """Write down what was counted; a count of what was sold meanwhile is asked for again."""
    there = await stock.availability(tx, [one.id for one in product.variants])
    counted: dict[VariantId, int] = {}
    fresh: list[NewItem] = []
    for number, (units, was) in wanted.stock.items():
        variant = product.variants[number].id
        if variant not in there:
            fresh.append(NewItem(variant, product.id, on_hand=units))
        elif str(there[variant].on_hand) != was:
            form.refuse(f"variant-{wanted.rows[number]}-stock", "counted_meanwhile", now=there[variant].on_hand)
        else:
            counted[variant] = units
    form.check()
    await stock.make_items(tx, visitor, fresh)
    if counted:
        await stock.count_again(tx, visitor, counted)
        await audit.note(tx, visitor, "stock.count_again", product.id, {ids.show("var", one): units for one, units in counted.items()})


def pictures_of(form: Form) -> list[tuple[PictureId, dict[str, str]]]:
    """Return a product's pictures in the order typed, but those to be removed."""
    numbered = []
    for place, text in enumerate(form.several("picture")):
        if form.ticked(f"remove-{text}"):
            continue
        alts = {code: form.typed.get(f"alt-{text}-{code}", "") for code in forms.CODES}
        numbered.append((form.number(f"place-{text}", default=place), place, PictureId(ids.parse("pic", text)), alts))
    return [(picture_id, alts) for _, _, picture_id, alts in sorted(numbered, key=lambda one: one[:2])]


@act("/desk/products/{product_id:str}/pictures/order", may="catalog.edit")
async def order_pictures(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, product_id: str) -> Response[Any]:
    """Save the pictures' order and descriptions; remove those that are ticked."""
    form = await Form.of(request)

    async def save() -> None:
        wanted = pictures_of(form)
        form.check()
        await picturing.arrange_pictures(tx, visitor, product_of(product_id), wanted, seen=forms.seen(form))

    return await saved_or_again(request, tx, visit, product_id, form, "pictures", save)


HANDLERS = [products, make_product, product, save_product, save_variants, order_pictures]
