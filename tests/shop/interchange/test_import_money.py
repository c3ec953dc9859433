"""Costs, prices and sales in files, on a real database."""

from pathlib import Path

from stoa.base.database import Database
from stoa.base.money import Money
from stoa.people.permissions.model import SYSTEM
from stoa.shop import pricing
from stoa.shop.interchange import export_products
from stoa.shop.interchange.model import Format
from stoa.shop.pricing.model import NewCost
from tests.shop.interchange.makers import bring, make_file, mug, parsed, product


async def costs(shop: Database, handle: str = "mug") -> list[int | None]:
    found = await product(shop, handle)
    async with shop.reading() as read:
        there = await pricing.costing.costs(read, [one.id for one in found.variants], read.now)
    return [there[one.id].amount if one.id in there else None for one in found.variants]


async def test_what_a_piece_costs_comes_in_and_goes_out(shop: Database, tmp_path: Path) -> None:
    """In each format that knows it; an empty cell leaves it, and what was changed since goes out as it is now."""
    await bring(shop, make_file(tmp_path, [mug(Cost_per_item="4.5")], "a.csv"))
    assert await costs(shop) == [450]
    await bring(shop, make_file(tmp_path, [mug(Cost_per_item="", Vendor="Oak")], "b.csv"))
    assert await costs(shop) == [450]
    again = await bring(shop, make_file(tmp_path, [mug(Cost_per_item="4.5", Vendor="Oak")], "c.csv"))
    async with shop.reading() as read:
        assert await read.value("select count(*) from pricing.cost") == 1, again
    await export_products(shop, tmp_path / "out.csv", Format.SHOPIFY)
    assert parsed(tmp_path / "out.csv")[0]["Cost per item"] == "4.5", "as it came"
    variant = (await product(shop)).variants[0].id
    async with shop.writing() as tx:
        await pricing.costing.set_costs(tx, SYSTEM, [NewCost(variant, Money(620, "EUR"))])
    await export_products(shop, tmp_path / "out.csv", Format.SHOPIFY)
    assert parsed(tmp_path / "out.csv")[0]["Cost per item"] == "6.20"
    await export_products(shop, tmp_path / "woo.csv", Format.WOOCOMMERCE)
    assert parsed(tmp_path / "woo.csv")[0]["Cost of goods"] == "6.20"
    await export_products(shop, tmp_path / "ours.jsonl", Format.STOA)
    assert '"cost":620' in (tmp_path / "ours.jsonl").read_text()
    async with shop.writing() as tx:
        await pricing.costing.set_costs(tx, SYSTEM, [NewCost(variant, None)])
    assert await costs(shop) == [None]
    for name in ("ours.jsonl", "woo.csv", "out.csv"):
        await bring(shop, tmp_path / name, market="eu")
    assert await costs(shop) == [620]
    async with shop.reading() as read:
        assert await read.value("select count(*) from catalog.product") == 1, "each of our files names the product it is of"


async def test_a_cost_is_in_the_money_of_the_first_market(shop: Database, tmp_path: Path) -> None:
    """In a file of another currency it is kept as it came, and not taken for anything."""
    path = make_file(tmp_path, [mug(Cost_per_item="4.5")])
    await bring(shop, path, market="uk")
    assert await costs(shop) == [None]
    await export_products(shop, tmp_path / "out.csv", Format.SHOPIFY, market="uk")
    assert parsed(tmp_path / "out.csv")[0]["Cost per item"] == "4.5"
    refused = await bring(shop, make_file(tmp_path, [mug("bowl", Cost_per_item="cheap")], "bad.csv"))
    assert [(one.column, one.code) for one in refused.errors] == [("Cost per item", "not_an_amount")]


async def test_a_sale_is_an_offer_and_claims_no_former_price(shop: Database, tmp_path: Path) -> None:
    row = {"ID": "7", "Type": "simple", "SKU": "A", "Name": "Mug", "Published": "1", "Regular price": "20", "Sale price": "16"}
    path = make_file(tmp_path, [row])
    await bring(shop, path)
    variant = (await product(shop)).variants[0].id
    async with shop.reading() as read:
        found = (await pricing.quote(read, "eu", [variant], ["everyone"], read.now))[variant]
        assert (found.price.amount, found.base.amount, found.was) == (1600, 2000, None)
    assert (await bring(shop, path)).unchanged == 1
    report = await bring(shop, make_file(tmp_path, [row | {"Sale price": ""}]))
    assert report.changed == 1
    async with shop.reading() as read:
        assert (await pricing.quote(read, "eu", [variant], ["everyone"], read.now))[variant].price.amount == 2000
