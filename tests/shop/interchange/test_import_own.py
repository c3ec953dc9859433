"""Our own format, in and out of a real database."""

from pathlib import Path

from stoa.base.database import Database
from stoa.people.permissions.model import SYSTEM
from stoa.shop import catalog
from stoa.shop.catalog.model import Group, NewGroup, ProductChange, Text
from stoa.shop.interchange import export_products
from stoa.shop.interchange.model import Format
from tests.shop.interchange.makers import bring, make_file, mug, product


async def test_our_own_format_loses_nothing(shop: Database, tmp_path: Path) -> None:
    rows = [
        mug(Option1_Name="Size", Option1_Value="S", Variant_SKU="A", Price_x="1"),
        {"Handle": "mug", "Option1 Value": "L", "Variant Price": "9"},
    ]
    await bring(shop, make_file(tmp_path, rows))
    found = await product(shop)
    async with shop.writing() as tx:
        german: dict[str, Text | None] = {"de": Text(title="Weite Tasse", description="<p>Gedreht.</p>")}
        kitchen = await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name="Kitchen"), "de": Group(name="Küche")}))
        cups = NewGroup(texts={"en": Group(name="Cups"), "de": Group(name="Tassen")}, parent_id=kitchen)
        await catalog.change_product(
            tx, SYSTEM, found.id, ProductChange(texts=german, category_id=await catalog.make_category(tx, SYSTEM, cups))
        )
        gifts = await catalog.make_collection(tx, SYSTEM, NewGroup(texts={"en": Group(name="Gifts"), "de": Group(name="Geschenke")}))
        await catalog.collect(tx, SYSTEM, gifts, [found.id])
        await catalog.restrict(tx, SYSTEM, [found.id], "club:north")
    await export_products(shop, tmp_path / "all.jsonl", Format.STOA)
    assert b'"audience":"club:north"' in (tmp_path / "all.jsonl").read_bytes()
    unchanged = await bring(shop, tmp_path / "all.jsonl")
    assert unchanged.errors == []
    assert (unchanged.format, unchanged.unchanged, unchanged.refused) == ("stoa", 1, 0)
    async with shop.writing() as tx:
        await tx.run("delete from stock.movement")
        await tx.run("delete from stock.component")
        await tx.run("delete from stock.item")
        await tx.run("delete from catalog.product")
        await tx.run("delete from catalog.category")
        await tx.run("delete from catalog.collection")
    again = await bring(shop, tmp_path / "all.jsonl")
    assert (again.made, again.notes) == (1, {"groups": 3})
    await export_products(shop, tmp_path / "again.jsonl", Format.STOA)
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "all.jsonl").read_bytes()
    assert (await product(shop)).texts["de"].title == "Weite Tasse"
    assert (await product(shop)).audience == "club:north"


async def test_a_bad_line_of_our_own_format_can_be_mended(shop: Database, tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    good = '{"stoa":"product/1","handle":"mug","state":"active","texts":{"en":{"title":"Mug"}},"variants":[{}]}'
    path.write_text(good + "\n" + good.replace('"mug"', '"cup"').replace("active", "wrong") + "\nnothing\n")
    report = await bring(shop, path)
    assert (report.made, report.refused) == (1, 2)
    rejected = (tmp_path / "p.rejected.jsonl").read_text().splitlines()
    assert rejected[1] == "nothing"
    (tmp_path / "mended.jsonl").write_text(rejected[0].replace("wrong", "active"))
    assert (await bring(shop, tmp_path / "mended.jsonl")).made == 1
