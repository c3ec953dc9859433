"""Makers of catalogue things: the least that is needed, and what the test names."""

from typing import Any

from stoa.base.database import Writing
from stoa.base.money import Money
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog, pricing, stock
from stoa.shop.catalog.model import NewProduct, NewVariant, Option, Product, State, Text, Value
from stoa.shop.pricing.model import NewMarket, TaxMode
from stoa.shop.stock.model import NewItem

GLAZE = Option(
    "glaze",
    {"en": "Glaze", "de": "Glasur"},
    [Value("clay", {"en": "Clay", "de": "Ton"}, "#b5651d"), Value("sage", {"en": "Sage", "de": "Salbei"}, "#9caf88")],
    swatch=True,
)


async def make_product(tx: Writing, **overrides: Any) -> Product:
    """Make an active product of one variant."""
    given = {"texts": {"en": Text("Wide mug")}, "variants": [NewVariant()], "state": State.ACTIVE, **overrides}
    return await catalog.create_product(tx, SYSTEM, NewProduct(**given))


async def make_mug(tx: Writing, **overrides: Any) -> Product:
    """Make an active product of two glazes."""
    texts = {"en": Text("Wide mug", "For both hands", "<p>Thrown by hand.</p>"), "de": Text("Weite Tasse")}
    given = {"texts": texts, "options": [GLAZE], "variants": [NewVariant(choices=["clay"]), NewVariant(choices=["sage"])], **overrides}
    return await make_product(tx, **given)


async def make_priced(tx: Writing, product: Product, *amounts: int, on_hand: int = 9) -> None:
    """Give a product's variants prices and stock."""
    if not await tx.value("select 1 from pricing.market where code = 'eu'"):
        await pricing.make_market(
            tx, SYSTEM, NewMarket(code="eu", name={"en": "EU"}, currency="EUR", countries=["DE"], tax_mode=TaxMode.INCLUSIVE)
        )
    for variant, amount in zip(product.variants, amounts, strict=True):
        await pricing.set_price(tx, SYSTEM, variant.id, "eu", Money(amount, "EUR"))
    await stock.make_items(tx, SYSTEM, [NewItem(one.id, product.id, on_hand=on_hand) for one in product.variants])
