"""A large catalogue to measure with: made of words, the same in every run."""

import random
from collections.abc import Callable

from stoa.base import ids
from stoa.base.database import Database, Writing
from stoa.base.money import Money
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog, pricing, search, shipping, stock
from stoa.shop.catalog.model import CategoryId, Group, NewGroup, NewProduct, NewVariant, Option, ProductId, State, Text, Value
from stoa.shop.pricing.model import NewMarket, NewPrice, TaxMode
from stoa.shop.shipping.model import Rate, RateId, RateKind, Step, Zone, ZoneId
from stoa.shop.stock.model import NewItem

_MATERIAL = [
    "oak",
    "linen",
    "canvas",
    "walnut",
    "steel",
    "stoneware",
    "wool",
    "leather",
    "brass",
    "glass",
    "cotton",
    "copper",
    "marble",
    "cork",
    "slate",
    "bamboo",
    "felt",
    "birch",
    "enamel",
    "rattan",
]
_THING = [
    "backpack",
    "lamp",
    "mug",
    "bowl",
    "notebook",
    "blanket",
    "planter",
    "kettle",
    "apron",
    "basket",
    "pan",
    "knife",
    "tray",
    "towel",
    "cushion",
    "clock",
    "mirror",
    "shelf",
    "stool",
    "vase",
    "jug",
    "board",
    "rug",
    "hook",
    "rack",
    "case",
    "pouch",
    "wallet",
    "bottle",
    "brush",
    "candle",
    "frame",
    "ladle",
    "spoon",
    "whisk",
    "grater",
    "peeler",
    "tin",
    "jar",
    "crate",
]
_MANNER = [
    "everyday",
    "folding",
    "stackable",
    "wide",
    "tall",
    "small",
    "large",
    "rustic",
    "plain",
    "woven",
    "ribbed",
    "striped",
    "round",
    "square",
    "deep",
    "shallow",
    "light",
    "heavy",
    "soft",
    "fine",
]
_SYLLABLE = ["ka", "lo", "mi", "ra", "te", "su", "no", "pe", "vi", "da", "ru", "so", "ne", "ti", "ma", "el", "or", "in", "an", "us"]
COLOURS = ("olive", "navy", "charcoal")
DESCRIPTION = "<p>Made to be used daily, and to be mended when it wears. Wipe it clean; it dries overnight.</p>" * 6


def words(chance: random.Random, number: int) -> str:
    """Return a title; its maker's invented name makes the vocabulary as large as a real one."""
    maker = "".join(chance.choice(_SYLLABLE) for _ in range(3))
    return f"{maker.title()} {chance.choice(_MANNER)} {chance.choice(_MATERIAL)} {chance.choice(_THING)} no. {number}"


def invented(chance: random.Random, number: int) -> str:
    """Return so many words of no language."""
    return " ".join("".join(chance.choice(_SYLLABLE) for _ in range(chance.randint(1, 3))) for _ in range(number))


async def _ground(tx: Writing) -> list[CategoryId]:
    await pricing.make_market(tx, SYSTEM, NewMarket("eu", {"en": "Europe"}, "EUR", ["DE", "AT", "FR"], TaxMode.INCLUSIVE))
    await tx.run(
        "insert into pricing.tax_rate (id, country, region, tax_class, name, rate, from_at) values ($1, 'DE', '', 'standard', 'VAT 19 %', 190000, $2::timestamptz - interval '1 day')",
        ids.new(),
        tx.now,
    )
    rate = Rate(id=RateId(ids.new()), code="standard", name={"en": "Standard"}, kind=RateKind.FLAT, table=[Step(None, 390)])
    zone = Zone(id=ZoneId(ids.new()), market="eu", currency="EUR", name="Germany", countries=["DE"])
    await shipping.save_zone(tx, SYSTEM, zone)
    await shipping.save_rate(tx, SYSTEM, zone.id, rate)
    return [
        await catalog.make_category(tx, SYSTEM, NewGroup(handle=f"things-{n}", texts={"en": Group(name=f"Things {n}")})) for n in range(20)
    ]


async def make(db: Database, products: int, progress: Callable[[int, int], None]) -> None:
    """Make so many products of three variants, priced, in stock and indexed."""
    chance = random.Random(7)  # noqa: S311 - the same catalogue in every run
    async with db.writing() as tx:
        categories = await _ground(tx)
    option = Option("colour", {"en": "Colour"}, [Value(key, {"en": key.title()}) for key in COLOURS], swatch=True)
    for batch in _batches(products, 500):
        async with db.writing() as tx:
            news = [_product(chance, number, option, categories) for number in batch]
            made = await catalog.create_products(tx, SYSTEM, news)
            await _sell(tx, chance, made)
        progress(batch[-1] + 1, products)
    async with db.writing() as tx:
        await tx.run("delete from base.job")
    await search.rebuild(db)
    async with db.writing() as tx:
        for table in (
            "catalog.product",
            "catalog.variant",
            "catalog.product_text",
            "pricing.price",
            "stock.item",
            "stock.component",
            "search.document",
        ):
            await tx.run(f"analyze {table}")


def _batches(total: int, size: int) -> list[range]:
    return [range(start, min(start + size, total)) for start in range(0, total, size)]


def _product(chance: random.Random, number: int, option: Option, categories: list[CategoryId]) -> NewProduct:
    return NewProduct(
        texts={"en": Text(words(chance, number), "A thing for every day.", DESCRIPTION)},
        handle=f"product-{number}",
        state=State.ACTIVE,
        category_id=categories[number % len(categories)],
        options=[option],
        variants=[NewVariant(choices=[colour], sku=f"SKU-{number}-{colour}", weight_grams=400) for colour in COLOURS],
    )


async def _sell(tx: Writing, chance: random.Random, made: list[ProductId]) -> None:
    rows = await tx.rows("select id, product_id from catalog.variant where product_id = any($1)", made)
    await pricing.set_prices(tx, SYSTEM, [NewPrice(row["id"], "eu", Money(chance.randrange(500, 20_000, 10), "EUR")) for row in rows])
    await stock.make_items(tx, SYSTEM, [NewItem(row["id"], row["product_id"], 100_000) for row in rows])
