"""Makers of catalogue things: the least that is needed, and what the test names."""

from typing import Any

from stoa.base.database import Writing
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog
from stoa.shop.catalog.model import NewProduct, NewVariant, Option, Product, State, Text, Value

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
