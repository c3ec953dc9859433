"""Files in and out of a real database."""

import errno
from pathlib import Path
from typing import Any, TextIO

import pytest

from stoa.base.database import Database, Writing
from stoa.base.files import batches
from stoa.base.files.model import FileIsEmpty, Progress, Report
from stoa.base.files.rejecting import Table
from stoa.base.money import Money
from stoa.base.refusals import Busy
from stoa.people.permissions.model import SYSTEM
from stoa.shop import catalog, pricing, stock
from stoa.shop.catalog.model import Group, NewGroup, NewProduct, NewVariant, ProductChange, State, Text
from stoa.shop.interchange import export_products, import_products, importing, writing
from stoa.shop.interchange.model import Format, NoMarket
from stoa.shop.pricing.model import NewCost
from stoa.shop.stock.model import NewItem
from tests.shop.interchange.makers import SHARED, counted, make_file, make_markets, mug, parsed

SAMPLES = [
    *((Format.SHOPIFY, SHARED / "catalog-shopify" / f"{name}.csv", 20) for name in ("apparel", "home-and-garden", "jewelery")),
    (Format.WOOCOMMERCE, SHARED / "catalog-woocommerce" / "sample_products.csv", 15),
    (Format.WOOCOMMERCE, SHARED / "catalog-woocommerce" / "importer_sample.csv", 5),
]

THERE = {path for _, path, _ in SAMPLES if path.exists()}


@pytest.fixture
async def shop(db: Database) -> Database:
    """A shop with markets and nothing to sell."""
    await make_markets(db)
    return db


async def bring(shop: Database, path: Path, **more: Any) -> Report:
    return await import_products(shop, path, **more)


async def product(shop: Database, handle: str = "mug") -> Any:
    async with shop.reading() as read:
        return await catalog.find_product(read, await read.value("select id from catalog.product where handle = $1", handle))


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
    assert await costs(shop, "wide-mug") == [620], "a file of WooCommerce's finds nothing by handle: it is a product of its own"


async def test_a_cost_is_in_the_money_of_the_first_market(shop: Database, tmp_path: Path) -> None:
    """In a file of another currency it is kept as it came, and not taken for anything."""
    path = make_file(tmp_path, [mug(Cost_per_item="4.5")])
    await bring(shop, path, market="uk")
    assert await costs(shop) == [None]
    await export_products(shop, tmp_path / "out.csv", Format.SHOPIFY, market="uk")
    assert parsed(tmp_path / "out.csv")[0]["Cost per item"] == "4.5"
    refused = await bring(shop, make_file(tmp_path, [mug("bowl", Cost_per_item="cheap")], "bad.csv"))
    assert [(one.column, one.code) for one in refused.errors] == [("Cost per item", "not_an_amount")]


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
