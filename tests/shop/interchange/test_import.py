"""Files in and out of a real database: what comes in, what is refused and can be mended, what a run survives."""

import errno
from pathlib import Path
from typing import Any, TextIO

import pytest

from stoa.base.database import Database, Writing
from stoa.base.files import batches
from stoa.base.files.model import FileIsEmpty, Progress
from stoa.base.files.rejecting import Table
from stoa.base.refusals import Busy
from stoa.shop import pricing, stock
from stoa.shop.catalog.model import State
from stoa.shop.interchange import export_products, importing, notes_of, writing
from stoa.shop.interchange.model import Format, NoMarket
from tests.shop.interchange.makers import SHARED, bring, counted, make_file, mug, parsed, product

SAMPLES = [
    *((Format.SHOPIFY, SHARED / "catalog-shopify" / f"{name}.csv", 20) for name in ("apparel", "home-and-garden", "jewelery")),
    (Format.WOOCOMMERCE, SHARED / "catalog-woocommerce" / "sample_products.csv", 15),
    (Format.WOOCOMMERCE, SHARED / "catalog-woocommerce" / "importer_sample.csv", 5),
]

THERE = {path for _, path, _ in SAMPLES if path.exists()}


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def keyed(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(rows, key=lambda row: [row.get(name, "") for name in ("ID", "SKU", "Name", "Parent", "Position")])


@pytest.mark.parametrize(("wanted", "path", "products"), SAMPLES, ids=lambda value: getattr(value, "stem", None))
async def test_samples_come_in_whole_go_out_as_they_came_and_again_change_nothing(
    shop: Database, tmp_path: Path, wanted: Format, path: Path, products: int
) -> None:
    if path not in THERE:
        pytest.skip(f"{path.name} is not here: the samples lie beside the repository, in ../shared/data")
    report = await bring(shop, path, rejected=tmp_path / "rejected.csv")
    assert (report.format, report.made, report.refused, report.encoding) == (wanted, products, 0, "utf-8")
    async with shop.reading() as read:
        before = await counted(read)
    again = await bring(shop, path, rejected=tmp_path / "rejected.csv")
    assert (again.unchanged, again.made, again.changed, again.pictures) == (products, 0, 0, 0)
    async with shop.reading() as read:
        assert await counted(read) == before
    await export_products(shop, tmp_path / "out.csv", wanted)
    came, out = parsed(path), parsed(tmp_path / "out.csv")
    if wanted is Format.WOOCOMMERCE:
        came, out = keyed(came), keyed(out)
    assert [{name: row[name] for name in came[0]} for row in out] == came
    assert list(out[0])[: len(came[0])] == list(came[0])
    third = await bring(shop, tmp_path / "out.csv")
    assert third.refused == third.made == 0
    await export_products(shop, tmp_path / "out2.csv", wanted)
    assert (tmp_path / "out2.csv").read_bytes() == (tmp_path / "out.csv").read_bytes()


async def test_everything_goes_where_it_belongs(shop: Database, tmp_path: Path) -> None:
    row = mug(
        Body__HTML_="", Vendor="Ada", Type="Cups", Tags="tea, clay", Variant_SKU="M1", Variant_Grams="350", Variant_Barcode="4006381333931"
    )
    row |= {"Variant Inventory Tracker": "shopify", "Variant Inventory Qty": "4", "Variant Inventory Policy": "deny", "Price / UK": "11.00"}
    row |= {
        "Product Category": "Home > Kitchen",
        "Image Src": "https://example.com/1.jpg",
        "Image Alt Text": "A mug",
        "Variant Taxable": "false",
    }
    row["Body (HTML)"] = "<p>Thrown<script>alert(1)</script> by <b>hand</b>.</p>"
    report = await bring(shop, make_file(tmp_path, [row]))
    assert (report.made, report.pictures, report.rejected) == (1, 1, None)
    found = await product(shop)
    assert found.texts["en"].description == "<p>Thrown by <b>hand</b>.</p>"
    assert (found.vendor, found.kind, found.tags, found.tax_class, found.state) == ("Ada", "Cups", ["tea", "clay"], "exempt", State.ACTIVE)
    (variant,) = found.variants
    assert (variant.sku, variant.weight_grams, variant.barcode) == ("M1", 350, "4006381333931")
    async with shop.reading() as read:
        assert (await stock.availability(read, [variant.id]))[variant.id].free == 4
        quotes = [(await pricing.quote(read, code, [variant.id], ["everyone"], read.now))[variant.id].price for code in ("eu", "uk")]
        assert [str(one) for one in quotes] == ["12.90 EUR", "11.00 GBP"]
        assert await read.value("select args->>'url' from base.job where kind = 'catalog.fetch_picture'") == "https://example.com/1.jpg"
        path = await read.rows(
            "select t.name from catalog.category c join catalog.category_text t on t.category_id = c.id order by cardinality(c.path)"
        )
        assert [one["name"] for one in path] == ["Home", "Kitchen"]
        assert await read.value("select count(*) from audit.entry where verb = 'interchange.import'") == 1
        assert await read.value("select count(*) from base.event where kind = 'catalog.ProductPublished'") == 1
        assert (await pricing.quote(read, "eu", [variant.id], ["everyone"], read.now))[variant.id].was is None


async def test_bad_rows_are_named_and_can_be_mended(shop: Database, tmp_path: Path) -> None:
    rows = [
        mug("good"),
        mug("bad", Option1_Name="Size", Option1_Value="S"),
        {"Handle": "bad", "Title": "two\nlines", "Option1 Value": "L", "Variant Price": "-4"},
        {"Handle": "bad", "Option1 Value": "XL", "Variant Price": "abc"},
        mug("also-good"),
    ]
    path = make_file(tmp_path, rows)
    report = await bring(shop, path)
    assert (report.made, report.refused, report.rejected_rows) == (2, 1, 3)
    assert [(one.line, one.column, one.code) for one in report.errors] == [
        (4, "Variant Price", "negative"),
        (6, "Variant Price", "not_an_amount"),
    ]
    assert report.rejected == str(tmp_path / "products.rejected.csv")
    rejected = parsed(tmp_path / "products.rejected.csv")
    assert [row["Error"] for row in rejected] == [
        "3: Nothing is wrong here, but with line 4 of the same product.",
        "4: Variant Price: “-4” is less than nothing.",
        "6: Variant Price: “abc” is not an amount of money.",
    ]
    assert [{name: row[name] for name in row if name != "Error"} for row in rejected] == [
        row for row in parsed(path) if row["Handle"] == "bad"
    ]
    async with shop.reading() as read:
        assert await read.value("select count(*) from catalog.product where handle = 'bad'") == 0
    for row in rejected:
        row["Variant Price"] = "5.00"
    mended = await bring(shop, make_file(tmp_path, rejected, "mended.csv"))
    assert (mended.made, mended.refused) == (1, 0)
    assert "Error" not in str((await product(shop, "bad")).extra)


async def test_an_earlier_file_of_rejected_rows_is_not_written_over(shop: Database, tmp_path: Path) -> None:
    path = make_file(tmp_path, [mug(Variant_Price="-1")])
    first, same = await bring(shop, path), await bring(shop, path)
    assert first.rejected == same.rejected == str(tmp_path / "products.rejected.csv")
    (tmp_path / "products.rejected.csv").write_text("mended by hand")
    third = await bring(shop, path)
    assert third.rejected == str(tmp_path / "products.rejected-2.csv")
    assert (tmp_path / "products.rejected.csv").read_text() == "mended by hand"
    assert names(tmp_path) == ["products.csv", "products.rejected-2.csv", "products.rejected.csv"]


async def test_a_full_disk_does_not_stop_the_good_rows(shop: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: Table, _file: TextIO, _cells: list[str], _reason: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Table, "row", full)
    report = await bring(shop, make_file(tmp_path, [mug(Variant_Price="-1"), mug("good")]))
    assert (report.made, report.refused, report.rejected, report.trouble) == (1, 1, None, "No space left on device")
    assert names(tmp_path) == ["products.csv"]


async def test_a_run_cut_off_and_run_again_makes_no_doubles(shop: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH_ROWS", 3)
    path = make_file(tmp_path, [mug(f"m{number}") for number in range(10)])

    class Killed(BaseException):
        pass

    async def killed(progress: Progress) -> None:
        if progress.stage == "writing" and progress.done >= 6:
            raise Killed

    with pytest.raises(Killed):
        await bring(shop, path, told=killed)
    async with shop.reading() as read:
        assert await read.value("select count(*) from catalog.product") == 6
    report = await bring(shop, path)
    assert (report.made, report.unchanged) == (4, 6)


async def test_what_a_room_refuses_costs_that_product_only(shop: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = writing.write

    async def refusing(tx: Writing, planned: Any, *more: Any) -> Any:
        if any(one.rows[0].cells["handle"] == "m3" for one in planned):
            raise pricing_refusal
        return await write(tx, planned, *more)

    pricing_refusal = NoMarket()
    monkeypatch.setattr(writing, "write", refusing)
    report = await bring(shop, make_file(tmp_path, [mug(f"m{number}") for number in range(7)]))
    assert (report.made, report.refused) == (6, 1)
    assert [(one.line, one.code) for one in report.errors] == [(5, "refused")]


async def test_a_busy_database_is_asked_again(shop: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, asked = writing.write, []

    async def busy(*args: Any) -> Any:
        asked.append(1)
        if len(asked) < 3:
            raise Busy
        return await write(*args)

    async def at_once(_seconds: float) -> None:
        return None

    monkeypatch.setattr(writing, "write", busy)
    monkeypatch.setattr(batches, "pause", at_once)
    assert (await bring(shop, make_file(tmp_path, [mug()]))).made == 1


async def test_strange_files(shop: Database, tmp_path: Path) -> None:
    body = "\ufeffHandle;Title;Variant Price;Note\r\nmug;Große Tasse;12,99;\x00\r\ncup;Teetasse „Rot“;7,50;b\r\n"
    path = tmp_path / "excel.csv"
    path.write_bytes(body.encode("utf-16"))
    report = await bring(shop, path)
    assert (report.made, report.refused, report.encoding, report.separator) == (1, 1, "utf-16", "semicolon")
    assert report.errors[0].code == "zero_byte"
    assert (await product(shop, "cup")).texts["en"].title == "Teetasse „Rot“"
    assert (tmp_path / "excel.rejected.csv").read_bytes().startswith(b"\xef\xbb\xbfHandle;Title;Variant Price;Note;Error")
    path.write_bytes("Handle,Title\nmug,Schöne Tasse\n".encode("cp1252"))
    assert (await bring(shop, path)).encoding == "cp1252"
    assert (await product(shop)).texts["en"].title == "Schöne Tasse"


async def test_a_file_that_stands_twice_in_itself_is_told_by_the_lines_that_say_it_already(shop: Database, tmp_path: Path) -> None:
    sizes = [mug("cup", Option1_Name="Size", Option1_Value=size) for size in ("S", "L")]
    report = await bring(shop, make_file(tmp_path, [mug(), *sizes, mug(), sizes[1]]))
    assert (report.made, report.refused, report.rejected_rows) == (0, 2, 5)
    assert [(one.line, one.column, one.reason) for one in report.errors] == [
        (5, "", "line 2 says this product already, and no choices tell the two rows apart."),
        (6, "Option1 Value", "line 4 says the same variant of this product already: L."),
    ]


async def test_an_encoding_that_was_guessed_is_said(shop: Database, tmp_path: Path) -> None:
    report = await bring(shop, make_file(tmp_path, [mug(Title="Weiße Schüssel")], encoding="cp1252"))
    assert (report.encoding, report.notes) == ("cp1252", {"guessed_encoding": 1})
    assert notes_of(report)[0].startswith("The file is not UTF-8, so it was read as Windows-1252.")
    assert notes_of(report, "de")[0].startswith("Die Datei ist nicht UTF-8")


async def test_a_file_of_nothing_but_a_header_is_refused(shop: Database, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("Handle,Title\n")
    with pytest.raises(FileIsEmpty):
        await bring(shop, path)


async def test_without_a_market_nothing_comes_in(db: Database, tmp_path: Path) -> None:
    with pytest.raises(NoMarket):
        await bring(db, make_file(tmp_path, [mug()]))


async def test_the_other_generation_can_be_asked_for(shop: Database, tmp_path: Path) -> None:
    await bring(shop, make_file(tmp_path, [mug(Variant_SKU="M1", **{"Spin (product.metafields.a.b)": "left"})]))
    await export_products(shop, tmp_path / "one.csv", Format.SHOPIFY)
    await export_products(shop, tmp_path / "two.csv", Format.SHOPIFY, generation=2)
    (one,), (two,) = parsed(tmp_path / "one.csv"), parsed(tmp_path / "two.csv")
    assert (one["Handle"], one["Variant SKU"]) == (two["URL handle"], two["SKU"]) == ("mug", "M1")
    assert one["Spin (product.metafields.a.b)"] == two["Spin (product.metafields.a.b)"] == "left"
    report = await bring(shop, tmp_path / "two.csv")
    assert (report.made, report.refused, report.generation) == (0, 0, 2)
