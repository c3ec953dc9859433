"""A small shop that sells, and people who buy in it."""

from datetime import UTC, datetime

import msgspec

from stoa.base import ids
from stoa.base.database import Database, Writing
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import GUEST, SYSTEM, Visitor
from stoa.shop import carts, checkout, stock
from stoa.shop.carts.model import Cart
from stoa.shop.catalog.model import Product, VariantId
from stoa.shop.checkout.model import Buyer, Placed
from stoa.shop.stock.model import NewItem
from tests.shop.pricing.makers import make_market, make_priced
from tests.shop.shipping.makers import a_rate, a_zone, make_zone

RETURN = "http://localhost:8000"
HOME = Address(name="Ada Kahl", line1="Hafenstraße 12", city="Hamburg", postal_code="20095", country="DE")


class Shop(msgspec.Struct):
    """A market with German tax and a standard rate of 3.90, and one product."""

    product: Product
    variant: VariantId


async def make_shop(tx: Writing, *, price: int = 2490, on_hand: int = 10) -> Shop:
    await make_market(tx)
    await make_zone(tx, a_zone(rates=[a_rate()]))
    await tx.run(
        "insert into pricing.tax_rate (id, country, region, tax_class, name, rate, from_at) values ($1, 'DE', '', 'standard', 'VAT 19 %', 190000, $2)",
        ids.new(),
        datetime(2020, 1, 1, tzinfo=UTC),
    )
    product = await make_priced(tx, price)
    variant = product.variants[0].id
    await stock.make_items(tx, SYSTEM, [NewItem(variant, product.id, on_hand)])
    return Shop(product, variant)


async def make_cart(tx: Writing, variant: VariantId, quantity: int = 1, visitor: Visitor = GUEST) -> Cart:
    cart = await carts.make(tx, "eu", "en", visitor.person)
    await carts.add(tx, cart, variant, quantity)
    return cart


def a_buyer(token: str = "tok_ok", **overrides: object) -> Buyer:
    given = {"email": "ada@example.com", "address": HOME, "provider": "sandbox", "token": token}
    return Buyer(**{**given, **overrides})


async def buy(db: Database, variant: VariantId, token: str = "tok_ok", quantity: int = 1, visitor: Visitor = GUEST) -> Placed:
    """Buy so many in a cart of their own."""
    async with db.writing() as tx:
        cart = await make_cart(tx, variant, quantity, visitor)
    return await checkout.place(db, visitor, cart, a_buyer(token), RETURN)
