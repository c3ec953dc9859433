"""Another size costs as much less as it would have cost then; another place only where the same taxes are taken."""

from typing import Any

import pytest

from stoa.base import ids
from stoa.base.database import Writing
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import catalog, orders, payments, pricing, returns, stock
from stoa.shop.catalog.model import Product, VariantId
from stoa.shop.orders.model import Order
from stoa.shop.pricing import taxing
from stoa.shop.pricing.model import Kind
from stoa.shop.pricing.model.taxes import TaxRateId, TaxRule
from stoa.shop.returns import choosing
from stoa.shop.returns.model import CostsMore, OtherTaxes
from stoa.shop.stock.model import NewItem
from tests.shop.pricing import makers as priced
from tests.shop.pricing.makers import DAY, START, at, eur
from tests.shop.returns.makers import make_paid
from tests.shop.shipping.makers import a_line, a_rate, a_zone, an_address, make_zone

pytestmark = pytest.mark.anyio


async def _sold(tx: Writing, *amounts: int) -> Product:
    """Make a product in so many sizes at these prices; all but the first in stock, which an order is made of."""
    await priced.make_market(at(tx, START))
    product = await priced.make_priced(at(tx, START), *amounts)
    await stock.make_items(tx, SYSTEM, [NewItem(one.id, product.id, on_hand=9) for one in product.variants[1:]])
    return product


async def _ordered(tx: Writing, product: Product, unit: int, quantity: int = 1, **overrides: Any) -> Order:
    variant = product.variants[0].id
    line = a_line(variant, quantity, product_id=product.id, unit=eur(unit), net=eur(unit * quantity), tax=eur(0))
    return await make_paid(tx, quantity, lines=[line], **overrides)


async def _changed(tx: Writing, order: Order, other: VariantId) -> tuple[int, list[int]]:
    """Change the order's line; return its new unit and what is given back."""
    await returns.change_choice(tx, GUEST, order.id, order.lines[0].id, other)
    [line] = (await orders.get(tx, order.id)).lines
    return line.unit.amount, [one.amount for one in await payments.refunds(tx, [order.id])]


async def test_a_voucher_lowers_the_smaller_size_too(tx: Writing) -> None:
    product = await _sold(tx, 3400, 2200)
    await priced.make_offer(at(tx, START), value=500_000, code="HALF")
    order = await _ordered(tx, product, 1700, 2, codes=["HALF"])
    assert await _changed(tx, order, product.variants[1].id) == (1100, [1200])


async def test_a_sale_that_has_ended_still_counts_for_what_was_bought_in_it(tx: Writing) -> None:
    product = await _sold(tx, 3400, 2200)
    await priced.make_offer(at(tx, START), kind=Kind.FIXED, value=1500, market="eu", until_at=tx.now + DAY)
    order = await _ordered(tx, product, 1500)
    later = at(tx, tx.now + 2 * DAY)
    assert (await pricing.quote(later, "eu", [product.variants[0].id], ["everyone"], later.now))[product.variants[0].id].price == eur(3400)
    assert await _changed(later, order, product.variants[1].id) == (1500, [])


async def test_what_lowered_a_price_unseen_lowers_the_other_by_the_same_share(tx: Writing) -> None:
    product = await _sold(tx, 3400, 2200)
    assert await _changed(tx, await _ordered(tx, product, 1700), product.variants[1].id) == (1100, [600])


async def test_a_size_that_was_not_sold_then_is_compared_as_it_is_today(tx: Writing) -> None:
    product = await _sold(tx, 3400, 2200)
    await tx.run("update pricing.price set from_at = $2 where variant_id = $1", product.variants[1].id, tx.now + DAY)
    order, later = await _ordered(tx, product, 3400), at(tx, tx.now + 2 * DAY)
    await pricing.set_price(later, SYSTEM, product.variants[0].id, "eu", eur(4400))
    assert await _changed(later, order, product.variants[1].id) == (1700, [1700])


async def test_the_page_says_what_is_given_back(tx: Writing) -> None:
    product = await _sold(tx, 3400, 2200, 4000)
    await priced.make_offer(at(tx, START), value=500_000, code="HALF")
    order = await _ordered(tx, product, 1700, 2, codes=["HALF"])
    [found] = await choosing.choosing(tx, GUEST, order)
    assert [one.difference.amount for one in found.others] == [-1200, 600]
    with pytest.raises(CostsMore):
        await _changed(tx, order, product.variants[2].id)
    assert (await orders.get(tx, order.id)).lines == order.lines
    assert await catalog.sold_variants(tx, [product.variants[2].id], "en", groups=None)


def _tax(region: str, rate: int, name: str = "Sales tax") -> TaxRule:
    return TaxRule(id=TaxRateId(ids.new()), country="US", region=region, name=name, rate=rate, from_at=START)


async def test_an_address_goes_no_further_than_its_taxes(tx: Writing) -> None:
    for one in (_tax("NY", 40_000), _tax("NJ", 66_250), _tax("IN", 70_000), _tax("MS", 70_000, "Mississippi")):
        await taxing.set_tax(at(tx, START), SYSTEM, one)
    await make_zone(tx, a_zone(countries=["US"], rates=[a_rate()]))

    def there(region: str, city: str = "") -> Any:
        return an_address(country="US", region=region, city=city or region, postal_code="10001")

    for was, to in [("OR", "NY"), ("NY", "OR"), ("NY", "NJ"), ("IN", "MS")]:
        order = await make_paid(tx, 1, shipping_address=there(was))
        with pytest.raises(OtherTaxes):
            await returns.change_address(tx, GUEST, order.id, there(to))
        assert await orders.get(tx, order.id) == order
    for was, to in [("NY", "ny"), ("OR", "MT")]:
        order = await make_paid(tx, 1, shipping_address=there(was))
        await returns.change_address(tx, GUEST, order.id, there(to, "Albany"))
        after = await orders.get(tx, order.id)
        assert after.shipping_address is not None
        assert (after.shipping_address.city, after.total) == ("Albany", order.total)
