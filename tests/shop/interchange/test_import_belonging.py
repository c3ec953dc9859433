"""What a row belongs to: which product, which variant, whose article number; and what no file changes."""

from pathlib import Path
from typing import Any

from stoa.base.database import Database
from stoa.people.permissions.model import SYSTEM
from stoa.shop import catalog, stock
from stoa.shop.catalog.model import NewProduct, NewVariant, ProductChange, Text
from stoa.shop.interchange import export_products
from stoa.shop.interchange.model import Format
from stoa.shop.stock.model import NewItem
from tests.shop.interchange.makers import bring, counted, make_file, mug, parsed, product


async def test_rows_of_a_product_may_be_scattered(shop: Database, tmp_path: Path) -> None:
    rows = [mug("a", Option1_Name="Size", Option1_Value="S"), mug("b"), {"Handle": "a", "Option1 Value": "L", "Variant Price": "x"}]
    report = await bring(shop, make_file(tmp_path, rows))
    assert (report.made, report.refused, report.rejected_rows) == (1, 1, 2)


async def test_a_row_without_handle_and_title_belongs_to_the_product_above(shop: Database, tmp_path: Path) -> None:
    rows = [mug("a", Option1_Name="Size", Option1_Value="S"), {"Option1 Value": "L", "Variant Price": "5"}, mug("b")]
    await bring(shop, make_file(tmp_path, rows))
    assert [one.choices for one in (await product(shop, "a")).variants] == [["S"], ["L"]]


async def test_an_article_number_belongs_to_one(shop: Database, tmp_path: Path) -> None:
    await bring(shop, make_file(tmp_path, [mug("first", Variant_SKU="A")]))
    report = await bring(
        shop, make_file(tmp_path, [mug("second", Variant_SKU="A"), mug("third", Variant_SKU="B"), mug("fourth", Variant_SKU="B")])
    )
    assert (report.made, report.refused) == (1, 2)
    assert [(one.line, one.column, one.code) for one in report.errors] == [(2, "Variant SKU", "sku_taken"), (4, "Variant SKU", "sku_taken")]
    assert "“first”" in report.errors[0].reason


async def test_two_products_may_swap_their_article_numbers(shop: Database, tmp_path: Path) -> None:
    await bring(shop, make_file(tmp_path, [mug("a", Variant_SKU="A"), mug("b", Variant_SKU="B")]))
    report = await bring(shop, make_file(tmp_path, [mug("a", Variant_SKU="B"), mug("b", Variant_SKU="A")]))
    assert (report.changed, report.refused) == (2, 0)


async def test_a_renamed_product_is_found_by_its_old_handle(shop: Database, tmp_path: Path) -> None:
    path = make_file(tmp_path, [mug()])
    await bring(shop, path)
    async with shop.writing() as tx:
        await catalog.change_product(tx, SYSTEM, (await product(shop)).id, ProductChange(handle="wide-mug"))
    report = await bring(shop, path)
    assert (report.made, report.refused) == (0, 0)
    assert (await product(shop, "wide-mug")).handle == "wide-mug"


async def test_what_belongs_to_orders_stays_theirs(shop: Database, tmp_path: Path) -> None:
    row = mug(Variant_Inventory_Tracker="shopify", Variant_Inventory_Qty="5")
    await bring(shop, make_file(tmp_path, [row]))
    variant = (await product(shop)).variants[0].id
    async with shop.writing() as tx:
        await stock.allocate(tx, variant, variant, {variant: 2})
    await export_products(shop, tmp_path / "out.csv", Format.SHOPIFY)
    assert parsed(tmp_path / "out.csv")[0]["Variant Inventory Qty"] == "3"
    report = await bring(shop, make_file(tmp_path, [row | {"Variant Inventory Qty": "9"}]))
    assert report.changed == 1
    async with shop.reading() as read:
        found = (await stock.availability(read, [variant]))[variant]
        assert (found.free, found.on_hand, found.allocated) == (9, 11, 2)


async def test_one_changed_cell_changes_one_product(shop: Database, tmp_path: Path) -> None:
    rows = [mug(f"m{number}", Title=f"Mug {number}") for number in range(5)]
    await bring(shop, make_file(tmp_path, rows))
    async with shop.reading() as read:
        before = await counted(read)
    rows[2]["Variant Price"] = "14.00"
    report = await bring(shop, make_file(tmp_path, rows))
    assert (report.changed, report.unchanged) == (1, 4)
    async with shop.reading() as read:
        after = await counted(read)
        assert after["pricing.price"] - before["pricing.price"] <= 1
        assert after["stock.movement"] == before["stock.movement"]


async def test_no_file_opens_a_product_for_some(shop: Database, tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    line = '{"stoa":"product/1","handle":"mug","state":"active","texts":{"en":{"title":"Mug"}},"variants":[{}]}'
    path.write_text(line.replace('"variants"', '"audience":"club:north","variants"'))
    assert (await bring(shop, path)).made == 1
    path.write_text(line.replace('"Mug"', '"Cup"'))
    assert (await bring(shop, path)).changed == 1
    found = await product(shop)
    assert (found.texts["en"].title, found.audience) == ("Cup", "club:north")
    assert (await bring(shop, path)).unchanged == 1
    path.write_text(line.replace('"variants"', '"audience":"everyone","variants"'))
    assert (await bring(shop, path)).refused == 1


async def test_a_product_of_the_same_name_gets_a_handle_of_its_own(shop: Database, tmp_path: Path) -> None:
    rows = [{"ID": str(n), "Type": "simple", "SKU": f"S{n}", "Name": "Mug", "Regular price": "5"} for n in (1, 2)]
    path = make_file(tmp_path, rows)
    assert (await bring(shop, path)).made == 2
    assert {(await product(shop)).variants[0].sku, (await product(shop, "mug-s2")).variants[0].sku} == {"S1", "S2"}
    assert (await bring(shop, path)).unchanged == 2


async def test_a_variation_needs_its_parent(shop: Database, tmp_path: Path) -> None:
    row = {"ID": "9", "Type": "variation", "Name": "Mug", "Regular price": "5", "Parent": "id:8"}
    report = await bring(shop, make_file(tmp_path, [row]))
    assert (report.made, [(one.column, one.code) for one in report.errors]) == (0, [("Parent", "parent_missing")])


async def test_variations_may_come_before_their_parent(shop: Database, tmp_path: Path) -> None:
    rows = [
        {
            "ID": "9",
            "Type": "variation",
            "SKU": "A",
            "Regular price": "5",
            "Parent": "id:8",
            "Attribute 1 name": "Size",
            "Attribute 1 value(s)": "S",
        },
        {"ID": "8", "Type": "variable", "SKU": "P", "Name": "Tee", "Attribute 1 name": "Size", "Attribute 1 value(s)": "S, M"},
    ]
    path = make_file(tmp_path, rows)
    report = await bring(shop, path)
    assert (report.made, report.errors) == (1, [])
    assert [one.sku for one in (await product(shop, "tee")).variants] == ["A"]
    assert (await bring(shop, path)).unchanged == 1


async def test_a_bundle_is_not_counted_by_a_file(shop: Database, tmp_path: Path) -> None:
    row = mug(Variant_Inventory_Tracker="shopify", Variant_Inventory_Qty="5")
    await bring(shop, make_file(tmp_path, [row]))
    found = await product(shop)
    async with shop.writing() as tx:
        other = await catalog.create_product(tx, SYSTEM, catalog_new("part"))
        (item,) = (await stock.make_items(tx, SYSTEM, [NewItem(other.variants[0].id, other.id, on_hand=8)])).values()
        await stock.compose(tx, found.variants[0].id, found.id, {item: 2})
    report = await bring(shop, make_file(tmp_path, [row | {"Variant Inventory Qty": "3"}]))
    assert [(one.column, one.code) for one in report.errors] == [("Variant Inventory Qty", "bundle")]


def catalog_new(title: str) -> Any:
    return NewProduct(texts={"en": Text(title)}, variants=[NewVariant()])
