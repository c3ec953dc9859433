"""Headers as people make them: columns twice, without a name, in other letters, with marks in the wrong place."""

import csv
from pathlib import Path

import pytest

from stoa.base.database import Database
from stoa.base.files.model import ColumnTwice
from stoa.shop.interchange import explain, export_products
from stoa.shop.interchange.model import Format
from tests.shop.interchange.makers import bring, counted, product


def write(folder: Path, text: str) -> Path:
    path = folder / "p.csv"
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("Handle,Title,Variant Price,Vendor,variant  price", "Variant Price (3) = variant price (5)"),
        ("Handle,Title,Price,URL handle,Title", "Handle (1) = URL handle (4); Title (2) = Title (5)"),
        ("Handle,Title,Variant Price,Price / UK,Price / United Kingdom", "Price / UK (4) = Price / United Kingdom (5)"),
        ("Type,Name,Regular price,SKU,REGULAR PRICE", "Regular price (3) = REGULAR PRICE (5)"),
        ("Type,Name,Regular price,Attribute 1 name,Attribute 1 Name", "Attribute 1 name (4) = Attribute 1 Name (5)"),
    ],
)
async def test_columns_that_mean_the_same_are_refused_by_name_and_number(shop: Database, tmp_path: Path, header: str, columns: str) -> None:
    async with shop.reading() as read:
        before = await counted(read)
    with pytest.raises(ColumnTwice) as caught:
        await bring(shop, write(tmp_path, f"{header}\nmug,Mug,12.90,x,9.90\n"))
    assert caught.value.facts == {"name": "p.csv", "columns": columns}
    assert f"“p.csv” mean the same: {columns}." in explain(caught.value)
    assert "bedeuten dasselbe" in explain(caught.value, "de")
    async with shop.reading() as read:
        assert await counted(read) == before


async def test_columns_of_nobody_may_come_twice_or_without_a_name_and_go_out_where_they_stood(shop: Database, tmp_path: Path) -> None:
    came = [["Handle", "Notes", "Title", "", "Notes", "Variant Price"], ["mug", "a", "Wide mug", "b", "c", "12.90"]]
    report = await bring(shop, write(tmp_path, "\n".join(",".join(row) for row in came) + "\n"))
    assert (report.made, report.refused, report.errors) == (1, 0, [])
    await export_products(shop, tmp_path / "out.csv", Format.SHOPIFY)
    with (tmp_path / "out.csv").open(newline="") as file:
        assert [row[: len(came[0])] for row in csv.reader(file)] == came


@pytest.mark.parametrize(
    "header",
    [
        " HANDLE , title,Variant\u00a0 Price ",
        '\ufeff\ufeff"Handle","Title","Variant Price"',
        "Handle,\ufeffTitle,Variant Price\ufeff",
    ],
)
async def test_letters_spaces_and_marks_of_a_header_do_not_matter(shop: Database, tmp_path: Path, header: str) -> None:
    report = await bring(shop, write(tmp_path, f"{header}\nmug,Wide mug,12.90\n"))
    assert (report.made, report.errors) == (1, [])
    assert (await product(shop)).texts["en"].title == "Wide mug"
