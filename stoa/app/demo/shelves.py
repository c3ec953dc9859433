"""The demo shop's shelves: markets, taxes, ways to send, categories, products, their pictures, prices and stock.

Each thing is made by its room's own verb, at the moment of the shop's past at which it would have been made.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

import msgspec

from stoa.app.demo.goods import Goods, pictures
from stoa.app.demo.goods.model import Category, Product, Text
from stoa.app.demo.goods.stage import GROUNDS
from stoa.base import ids
from stoa.base.database import Writing
from stoa.base.money import Money
from stoa.people.permissions.model import SYSTEM
from stoa.shop import catalog, pricing, stock
from stoa.shop.catalog import sizes
from stoa.shop.catalog.model import (
    CategoryId,
    Group,
    NewGroup,
    NewProduct,
    NewVariant,
    Option,
    PictureId,
    ProductId,
    Specification,
    State,
    Value,
    VariantId,
)
from stoa.shop.catalog.model import Text as Said
from stoa.shop.pricing.model import MarketId, NewCost, NewMarket, NewPrice, Rounding, TaxMode
from stoa.shop.shipping.actions import save_dispatch, save_rate, save_zone
from stoa.shop.shipping.model import EVERYWHERE, ClosedDay, Dispatch, Point, PointId, Rate, RateId, RateKind, Step, Zone, ZoneId
from stoa.shop.stock.model import NewItem

EU = ["DE", "AT", "FR", "NL", "BE", "LU", "IT", "ES", "PT", "IE", "DK", "SE", "FI", "PL", "CZ"]
WIDTH = 1280


class Shelf(msgspec.Struct):
    """What stands where: ids by the goods' own names."""

    products: dict[str, ProductId] = {}
    variants: dict[str, VariantId] = {}
    pictures: dict[tuple[str, str], "Drawn"] = {}
    categories: dict[str, CategoryId] = {}
    collections: dict[str, UUID] = {}


class Drawn(msgspec.Struct, frozen=True):
    """A picture that has a row; its files are painted beside (`painting`)."""

    id: PictureId
    digest: str
    width: int
    height: int
    tint: str
    alts: dict[str, str]


def words(text: Text) -> dict[str, str]:
    return {"en": text.en, "de": text.de}


async def open_markets(tx: Writing) -> None:
    """Euros with tax in the prices; pounds and dollars follow them, dollars without tax."""
    eu = await pricing.make_market(
        tx, SYSTEM, NewMarket("eu", {"en": "European Union", "de": "Europäische Union"}, "EUR", EU, TaxMode.INCLUSIVE), example_taxes=True
    )
    await pricing.make_market(
        tx, SYSTEM, _following(eu, "uk", {"en": "United Kingdom", "de": "Vereinigtes Königreich"}, "GBP", "GB", 865_000), example_taxes=True
    )
    us = _following(eu, "us", {"en": "United States", "de": "Vereinigte Staaten"}, "USD", "US", 960_000)
    await pricing.make_market(tx, SYSTEM, us, example_taxes=True)


def _following(eu: MarketId, code: str, name: dict[str, str], currency: str, country: str, rate: int) -> NewMarket:
    mode = TaxMode.EXCLUSIVE if code == "us" else TaxMode.INCLUSIVE
    return NewMarket(code, name, currency, [country], mode, rounding=Rounding(100, 50), follows=eu, rate=rate)


async def open_ways(tx: Writing, year: int) -> None:
    """The packing room's days, and what it costs to send where."""
    feasts = [(1, 1, "New Year"), (5, 1, "Labour Day"), (10, 3, "German Unity Day"), (12, 25, "Christmas Day"), (12, 26, "Boxing Day")]
    closed = [ClosedDay(datetime(y, m, d).date(), name, countries=["DE", "AT"]) for y in (year, year + 1) for m, d, name in feasts]  # noqa: DTZ001
    await save_dispatch(tx, SYSTEM, Dispatch(cutoff=time(15)), closed)
    for zone, rates in _zones():
        await save_zone(tx, SYSTEM, zone)
        for rate in rates:
            await save_rate(tx, SYSTEM, zone.id, rate)


def _zones() -> Iterator[tuple[Zone, list[Rate]]]:
    shop = Point(
        id=PointId(ids.new()), code="arcade", name="Agora Goods", address=["Stoastraße 12", "20095 Hamburg"],
        hours="Mo–Fr 9–18, Sa 10–14",
    )  # fmt: skip
    at_home = _rate("standard", "Standard", "Standard", 490, free_from=4900)
    tomorrow = _rate("express", "Express", "Express", 990, days=(1, 1))
    fetched = msgspec.structs.replace(
        _rate("pickup", "Fetch it in our shop", "Im Laden abholen", 0, days=(0, 0)), kind=RateKind.PICKUP, points=[shop], carrier=""
    )
    yield _zone("eu", "EUR", "Germany", ["DE"]), [at_home, tomorrow, fetched]
    yield _zone("eu", "EUR", "European Union", [EVERYWHERE]), [_rate("standard", "Standard", "Standard", 890, free_from=9900, days=(3, 5))]
    yield _zone("uk", "GBP", "United Kingdom", ["GB"]), [_rate("standard", "Standard", "Standard", 790, free_from=8900, days=(3, 6))]
    by_weight = msgspec.structs.replace(
        _rate("standard", "Standard", "Standard", 1490, days=(6, 10)),
        kind=RateKind.WEIGHT,
        table=[Step(1000, 1490), Step(5000, 2490), Step(None, 3990)],
    )
    yield _zone("us", "USD", "United States", ["US"]), [by_weight]


def _zone(market: str, currency: str, name: str, countries: list[str]) -> Zone:
    return Zone(id=ZoneId(ids.new()), market=market, currency=currency, name=name, countries=countries)


def _rate(code: str, en: str, de: str, cents: int, *, free_from: int | None = None, days: tuple[int, int] = (1, 3)) -> Rate:
    return Rate(
        id=RateId(ids.new()), code=code, name={"en": en, "de": de}, kind=RateKind.FLAT, table=[Step(None, cents)], free_from=free_from,
        transit_least=days[0], transit_most=days[1], carrier="sandbox",
    )  # fmt: skip


async def put_up(tx: Writing, goods: Goods, on_hand: Mapping[str, int]) -> Shelf:
    """Make categories, collections, products with their pictures, and stock; return what got which id."""
    shelf = Shelf()
    await _categories(tx, goods, shelf)
    made = await catalog.create_products(tx, SYSTEM, [_product(one, shelf) for one in goods.products])
    shelf.products = {one.handle: made_id for one, made_id in zip(goods.products, made, strict=True)}
    rows = await tx.rows("select id, sku from catalog.variant")
    shelf.variants = {row["sku"]: row["id"] for row in rows}
    for number, collection in enumerate(goods.collections):
        new = NewGroup(
            handle=collection.handle,
            texts=_group(collection.name, collection.summary),
            picture_id=await _front(tx) if number == 0 else None,
        )
        shelf.collections[collection.handle] = await catalog.make_collection(tx, SYSTEM, new)
        members = [shelf.products[one.handle] for one in goods.products if collection.handle in one.collections]
        await catalog.collect(tx, SYSTEM, shelf.collections[collection.handle], members)
    await _hang(tx, goods, shelf)
    await stock.make_items(
        tx,
        SYSTEM,
        [
            NewItem(shelf.variants[variant.sku], shelf.products[one.handle], on_hand.get(variant.sku, variant.stock))
            for one in goods.products
            for variant in one.variants
        ],
    )
    return shelf


async def _categories(tx: Writing, goods: Goods, shelf: Shelf) -> None:
    for one in goods.categories:
        picture = await _tile(tx, one) if one.parent is None else None
        new = NewGroup(
            handle=one.handle,
            texts=_group(one.name, one.summary),
            parent_id=shelf.categories[one.parent] if one.parent else None,
            picture_id=picture,
        )
        shelf.categories[one.handle] = await catalog.make_category(tx, SYSTEM, new)


def _group(name: Text, summary: Text) -> dict[str, Group]:
    return {"en": Group(name=name.en, description=summary.en), "de": Group(name=name.de, description=summary.de)}


async def _tile(tx: Writing, one: Category) -> PictureId:
    drawn = _drawn(pictures.draw_category(one.handle), 853, GROUNDS[one.handle].wall, words(one.name))
    await _write(tx, [(drawn, None, 0)])
    return drawn.id


async def _front(tx: Writing) -> PictureId:
    """Write the picture that the front page opens with; it is the first collection's."""
    alts = {
        "en": "Morning in a covered colonnade, a table of goods in its shade",
        "de": "Morgen in einem Säulengang, in seinem Schatten ein Tisch mit Waren",
    }
    drawn = _drawn(pictures.draw_hero(), 534, "#d8cbb2", alts)
    await _write(tx, [(drawn, None, 0)])
    return drawn.id


def _product(one: Product, shelf: Shelf) -> NewProduct:
    def said(language: str) -> Said:
        def own(text: Text) -> str:
            return str(getattr(text, language))

        return Said(
            title=own(one.title),
            subtitle=own(one.summary),
            description=own(one.description),
            specifications=[Specification(own(row.name), own(row.value)) for row in one.specifications],
        )

    options = [
        Option(
            option.key,
            words(option.name),
            [Value(value.key, words(value.name), (value.hex or "").lower()) for value in option.values],
            swatch=option.key == "colour",
        )
        for option in one.options
    ]
    return NewProduct(
        handle=one.handle,
        texts={"en": said("en"), "de": said("de")},
        state=State.ACTIVE,
        category_id=shelf.categories[one.category],
        vendor=one.brand,
        tags=list(one.tags),
        options=options,
        tax_class=one.tax_class,
        variants=[NewVariant(choices=list(v.choice), sku=v.sku, weight_grams=v.grams) for v in one.variants],
        extra={"search_words": {"en": list(one.synonyms_en), "de": list(one.synonyms_de)}},
    )


async def _hang(tx: Writing, goods: Goods, shelf: Shelf) -> None:
    """Write every product's pictures, and which variant shows which. What they will look like is known before they are painted."""
    rows = []
    for product in goods.products:
        tint = GROUNDS[goods.top_category(product.category).handle].wall
        for position, view in enumerate(pictures.views(product.handle)):
            drawn = _drawn(pictures.draw(product.handle, view.name), WIDTH, tint, {"en": view.alt_en, "de": view.alt_de})
            shelf.pictures[product.handle, view.name] = drawn
            rows.append((drawn, shelf.products[product.handle], position))
    await _write(tx, rows)
    shown = [
        (shelf.variants[variant.sku], shelf.pictures[product.handle, key].id)
        for product in goods.products
        for variant in product.variants
        for key in variant.choice
        if (product.handle, key) in shelf.pictures
    ]
    await tx.run(
        "update catalog.variant v set picture_id = s.picture_id from unnest($1::uuid[], $2::uuid[]) as s (id, picture_id) where v.id = s.id",
        [variant for variant, _ in shown],
        [picture for _, picture in shown],
    )


def _drawn(svg: str, height: int, tint: str, alts: dict[str, str]) -> Drawn:
    return Drawn(PictureId(ids.new()), sizes.digest_of(svg.encode()), WIDTH, height, tint.lower(), alts)


async def _write(tx: Writing, rows: Sequence[tuple[Drawn, ProductId | None, int]]) -> None:
    await tx.copy(
        "catalog.picture",
        ["id", "product_id", "position", "digest", "width", "height", "tint", "alts", "made_at"],
        [(d.id, product, position, d.digest, d.width, d.height, d.tint, d.alts, tx.now) for d, product, position in rows],
    )


async def mark_prices(tx: Writing, goods: Goods, shelf: Shelf, *, before: bool) -> None:
    """Set the catalogue's prices; `before`: those of an earlier time, when one product in five cost a little less, and what the pieces cost the shop."""
    prices = []
    for number, product in enumerate(goods.products):
        for variant in product.variants:
            cents = variant.price
            if before and number % 5 == 2:
                cents = max(90, (cents * 93 // 100) // 100 * 100 + 90)
            prices.append(NewPrice(shelf.variants[variant.sku], "eu", Money(min(cents, variant.price), "EUR")))
    await pricing.set_prices(tx, SYSTEM, prices)
    if before:
        await pricing.costing.set_costs(tx, SYSTEM, [NewCost(one.variant_id, _cost(one.price)) for one in prices])


def _cost(price: Money) -> Money:
    """Return what a piece may have cost the shop: two fifths of its price, a little less of a dear one."""
    return Money(price.amount * (40 if price.amount < 5_000 else 36) // 100, price.currency)


EARLIER = timedelta(days=130)
"""So long ago the prices of some products rose to what they are."""
