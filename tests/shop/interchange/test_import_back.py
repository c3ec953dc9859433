"""What the shop wrote for WooCommerce comes back into it: nothing is made twice, nothing is lost, one changed cell changes one thing."""

import json
from pathlib import Path
from typing import Any

import pytest

from stoa.base.database import Database
from stoa.people.permissions.model import SYSTEM
from stoa.shop import catalog
from stoa.shop.catalog.model import ProductChange
from stoa.shop.interchange import export_products
from stoa.shop.interchange.model import Format
from tests.shop.interchange.makers import bring, counted, make_file, parsed, product
from tests.shop.interchange.test_import import SAMPLES, THERE

KNIFE: dict[str, Any] = {
    "handle": "kitchen-knife",
    "state": "active",
    "vendor": "Solingen",
    "kind": "Tools",
    "tags": ["new", "sharp"],
    "texts": {
        "en": {
            "title": "A knife for the kitchen",
            "subtitle": "Fish & <bread>",
            "description": "<p>Forged.</p>",
            "specifications": [{"name": f"Part {n}", "value": "oak, ash,elm" if n == 1 else "oak, ash"} for n in range(5)],
            "seo_title": "Knives",
        },
        "de": {"title": "Ein Messer"},
    },
    "options": [
        {
            "key": "wood",
            "names": {"en": "Wood", "de": "Holz"},
            "values": [
                {"key": "ash", "names": {"en": "Ash, oiled", "de": "Esche"}},
                {"key": "oak", "names": {"en": "Oak", "de": "Eiche"}},
            ],
        }
    ],
    "variants": [
        {
            "choices": ["ash"],
            "sku": "K01-ASH",
            "prices": {"eu": 4900, "uk": 4500},
            "stock": {"free": 3, "tracked": True, "backorder": False},
        },
        {"choices": ["oak"], "sku": "K01-OAK", "prices": {"eu": 5900}, "weight_grams": 453, "barcode": "4006381333931"},
    ],
    "collections": [],
}
BOARD = {
    "handle": "board",
    "state": "archived",
    "texts": {"en": {"title": "Chopping board", "specifications": [{"name": "Wood", "value": "Beech"}]}},
    "variants": [{"sku": "B01", "prices": {"eu": 3900}, "stock": {"free": 0, "tracked": True, "backorder": True}}],
}
LIKE_A_BOARD = {"handle": "second", "state": "draft", "texts": {"en": {"title": "Chopping board"}}, "variants": [{"prices": {"eu": 4000}}]}
KNIVES_NUMBER = {
    "handle": "k",
    "state": "active",
    "texts": {"en": {"title": "K"}},
    "variants": [{"sku": "kitchen-knife", "prices": {"eu": 1}}],
}


def our_lines(folder: Path, *products: dict[str, Any]) -> Path:
    path = folder / "ours.jsonl"
    lines = [{"stoa": "product/1", **{name: value for name, value in one.items() if name != "collections"}} for one in products]
    path.write_text("".join(json.dumps(one) + "\n" for one in lines))
    return path


@pytest.fixture
async def stocked(shop: Database, tmp_path: Path) -> Database:
    """A shop with products that came from no WooCommerce."""
    report = await bring(shop, our_lines(tmp_path, KNIFE, BOARD, LIKE_A_BOARD, KNIVES_NUMBER))
    assert (report.made, report.errors) == (4, [])
    return shop


async def out(shop: Database, path: Path, wanted: Format = Format.WOOCOMMERCE) -> Path:
    await export_products(shop, path, wanted)
    return path


def without(path: Path, column: str) -> Path:
    """Write a file again without a column, as another shop would."""
    rows = parsed(path)
    return make_file(path.parent, [{name: cell for name, cell in row.items() if name != column} for row in rows], f"without-{path.name}")


async def test_what_was_made_here_comes_back_and_changes_nothing(stocked: Database, tmp_path: Path) -> None:
    file = await out(stocked, tmp_path / "woo.csv")
    async with stocked.reading() as read:
        before = await counted(read)
    for _ in range(2):
        report = await bring(stocked, file)
        assert (report.unchanged, report.made, report.changed, report.errors) == (4, 0, 0, [])
    async with stocked.reading() as read:
        assert await counted(read) == before
    assert (await out(stocked, tmp_path / "again.csv")).read_bytes() == file.read_bytes()


async def test_a_changed_cell_changes_that_and_loses_nothing(stocked: Database, tmp_path: Path) -> None:
    ours = (await out(stocked, tmp_path / "before.jsonl", Format.STOA)).read_text()
    file = await out(stocked, tmp_path / "woo.csv")
    file.write_text(file.read_text().replace("Forged.", "Hammered.").replace("Beech", "Maple"))
    report = await bring(stocked, file)
    assert (report.changed, report.unchanged, report.errors) == (2, 2, [])

    def told(text: str) -> list[Any]:
        found = [json.loads(line) for line in text.splitlines()]
        for one in found:  # what is kept for the way back is no part of the product
            one.pop("extra", None)
            for variant in one["variants"]:
                variant.pop("extra", None)
        return found

    after = (await out(stocked, tmp_path / "after.jsonl", Format.STOA)).read_text()
    assert told(after) == told(ours.replace("Forged.", "Hammered.").replace("Beech", "Maple"))
    assert (await bring(stocked, file)).unchanged == 4


async def test_it_fills_an_empty_shop_with_the_same(stocked: Database, tmp_path: Path) -> None:
    file = await out(stocked, tmp_path / "woo.csv")
    async with stocked.writing() as tx:
        for table in ("stock.movement", "stock.component", "stock.item", "catalog.product", "interchange.layout"):
            await tx.run(f"delete from {table}")
    report = await bring(stocked, file)
    assert (report.made, report.errors) == (4, [])
    assert (await out(stocked, tmp_path / "again.csv")).read_bytes() == file.read_bytes()
    assert (await bring(stocked, file)).unchanged == 4


async def test_without_our_column_it_is_found_by_its_article_numbers(stocked: Database, tmp_path: Path) -> None:
    file = without(await out(stocked, tmp_path / "woo.csv"), "Meta: stoa_handle")
    rows = [row for row in parsed(file) if "K01" in row["SKU"] or (row["SKU"] in {"kitchen-knife", "B01"} and row["Name"] != "K")]
    report = await bring(stocked, make_file(tmp_path, rows))
    assert (report.unchanged, report.made, report.errors) == (2, 0, [])
    for row in rows:
        row["SKU"] = "" if row["SKU"] == "K01-OAK" else row["SKU"]
    rows[0]["Name"] = "A fine knife"
    report = await bring(stocked, make_file(tmp_path, rows))
    assert (report.changed, report.made, report.errors) == (1, 0, [])
    assert [one.sku for one in (await product(stocked, "kitchen-knife")).variants] == ["K01-ASH", None]


async def test_a_parents_number_that_is_a_handle_finds_it_where_no_variant_has_a_number(shop: Database, tmp_path: Path) -> None:
    plain = {**KNIFE, "variants": [{**one, "sku": ""} for one in KNIFE["variants"]]}
    await bring(shop, our_lines(tmp_path, plain))
    file = without(await out(shop, tmp_path / "woo.csv"), "Meta: stoa_handle")
    report = await bring(shop, file)
    assert (report.unchanged, report.made, report.errors) == (1, 0, [])


async def test_a_simple_products_number_does_not_end_the_variants_of_another(stocked: Database, tmp_path: Path) -> None:
    row = {"ID": "7", "Type": "simple", "SKU": "K01-ASH", "Name": "Something else", "Regular price": "5"}
    report = await bring(stocked, make_file(tmp_path, [row]))
    assert [(one.column, one.code) for one in report.errors] == [("SKU", "sku_taken")]
    assert len((await product(stocked, "kitchen-knife")).variants) == 2


async def test_a_renamed_product_comes_back_to_its_old_name(stocked: Database, tmp_path: Path) -> None:
    file = await out(stocked, tmp_path / "woo.csv")
    async with stocked.writing() as tx:
        await catalog.change_product(tx, SYSTEM, (await product(stocked, "board")).id, ProductChange(handle="chopping-board"))
    report = await bring(stocked, file)
    assert (report.made, report.errors) == (0, [])
    assert (await product(stocked, "chopping-board")).variants[0].sku == "B01"
    assert (await bring(stocked, file)).unchanged == 4


@pytest.mark.parametrize("wanted", [*Format])
@pytest.mark.parametrize("path", [path for _, path, _ in SAMPLES], ids=lambda path: path.stem)
async def test_every_sample_goes_out_in_every_format_and_comes_back(shop: Database, tmp_path: Path, path: Path, wanted: Format) -> None:
    if path not in THERE:
        pytest.skip(f"{path.name} is not here: the samples lie beside the repository, in ../shared/data")
    made = (await bring(shop, path, rejected=tmp_path / "rejected.csv")).made
    file = await out(shop, tmp_path / ("all.jsonl" if wanted is Format.STOA else "all.csv"), wanted)
    async with shop.reading() as read:
        before = await counted(read)
    report = await bring(shop, file)
    assert (report.unchanged, report.made, report.changed, report.errors) == (made, 0, 0, [])
    async with shop.reading() as read:
        assert await counted(read) == before
