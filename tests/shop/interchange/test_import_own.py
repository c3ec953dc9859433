"""Our own format, in and out of a real database."""

import json
from pathlib import Path
from typing import Any

import pytest

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


GOOD: dict[str, Any] = {"stoa": "product/1", "handle": "mug", "state": "active", "texts": {"en": {"title": "Mug"}}, "variants": [{}]}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"vendor": "a\0b"}, r"this line holds \u0000"),
        ({"extra": {"a": {"b": ["\0"]}}}, r"this line holds \u0000"),
        ({"variants": [{"stock": {"free": 10**30, "tracked": True, "backorder": False}}]}, "at `$.variants[0].stock.free`"),
        ({"variants": [{"stock": {"free": -1, "tracked": True, "backorder": False}}]}, "at `$.variants[0].stock.free`"),
        ({"variants": [{"prices": {"eu": 10**30}}]}, "at `$.variants[0].prices[...]`"),
        ({"variants": [{"sale": {"amount": 10**30}}]}, "at `$.variants[0].sale.amount`"),
        ({"variants": [{"weight_grams": 10**30}]}, "/variants/0/weight_grams: this number is too large or too small."),
        ({"variants": [{"image": "javascript:x"}]}, "“javascript:x” is no address of a picture"),
        ({"images": [{"src": "x.jpg"}]}, "“x.jpg” is no address of a picture"),
        ({"vender": "Ada"}, "Object contains unknown field `vender`"),
    ],
)
async def test_a_line_that_no_shop_could_keep_is_told_and_costs_itself_alone(
    shop: Database, tmp_path: Path, wrong: dict[str, Any], said: str
) -> None:
    lines = [{**GOOD, "handle": "cup"}, {**GOOD, **wrong}]
    (tmp_path / "p.jsonl").write_text("\n".join(json.dumps(line) for line in lines) + "\n")
    report = await bring(shop, tmp_path / "p.jsonl")
    assert (report.made, report.refused, [one.line for one in report.errors]) == (1, 1, [2])
    assert said in json.loads((tmp_path / "p.rejected.jsonl").read_text())["error"]


async def test_a_backslash_before_a_u_is_no_zero(shop: Database, tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text(json.dumps({**GOOD, "vendor": r"a\u0000b"}) + "\n")
    assert (await bring(shop, tmp_path / "p.jsonl")).made == 1


async def test_a_category_that_cannot_be_is_named_and_the_others_come_in(shop: Database, tmp_path: Path) -> None:
    name = {"en": {"name": "Cups"}}
    lines = [
        {"stoa": "category/1", "handle": "A B", "texts": name},
        {"stoa": "category/1", "handle": "cups", "texts": name, "parent": "kitchen"},
        {"stoa": "collection/1", "handle": "gifts", "texts": {"en": {"name": ""}}, "products": ["mug"]},
        {"stoa": "collection/1", "handle": "new", "texts": name, "products": ["mug", "nowhere"]},
        GOOD,
    ]
    (tmp_path / "p.jsonl").write_text("\n".join(json.dumps(line, separators=(",", ":")) for line in lines) + "\n")
    report = await bring(shop, tmp_path / "p.jsonl")
    assert (report.made, report.refused, report.rejected_rows, report.notes) == (1, 3, 3, {"groups": 1})
    assert [(one.line, one.column, one.code) for one in report.errors] == [
        (1, "/handle", "not_a_handle"),
        (2, "parent", "no_such_category"),
        (3, "/texts/en/name", "required"),
    ]
    mended = (tmp_path / "p.rejected.jsonl").read_text().replace('"parent": "kitchen"', '"parent": ""')
    (tmp_path / "mended.jsonl").write_text(mended)
    again = await bring(shop, tmp_path / "mended.jsonl")
    assert (again.refused, again.notes) == (2, {"groups": 1})
    async with shop.reading() as read:
        assert await read.value("select array_agg(handle) from catalog.category") == ["cups"]
        assert await read.value("select count(*) from catalog.collection_product") == 1
