"""Shopify's CSV, without a database: what rows mean, and that they are written as they came."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stoa.base.files.layout import Layout
from stoa.base.files.model import Row
from stoa.shop.catalog.model import State
from stoa.shop.interchange import formats, planning, shopify, shopify_rows
from stoa.shop.interchange.model import Format, Goods, Piece, Stock
from stoa.shop.interchange.planning import Planned
from tests.shop.interchange.makers import CONTEXT, mug

CODEC = formats.codec(Format.SHOPIFY)


def planned(rows: list[dict[str, str]], before: Goods | None = None, columns: list[str] | None = None) -> Planned:
    layout, found = laid(rows, columns)
    return planning.plan(CODEC, layout, found, before, CONTEXT, planning.handle_of(CODEC, found))


def laid(rows: list[dict[str, str]], columns: list[str] | None = None) -> tuple[Layout, list[Row]]:
    names = columns or list(dict.fromkeys(name for row in rows for name in row))
    layout = shopify.layout(names, CONTEXT)
    return layout, [layout.row(number, [row.get(name, "") for name in names]) for number, row in enumerate(rows, 2)]


def goods(rows: list[dict[str, str]], before: Goods | None = None) -> Goods:
    found = planned(rows, before)
    assert found.faults == []
    assert found.after is not None
    return found.after


def faults(rows: list[dict[str, str]]) -> list[tuple[int, str, str]]:
    return [(place, fault.field, fault.code) for place, fault in planned(rows).faults]


def test_a_product_of_one_variant() -> None:
    found = goods(
        [mug(Body__HTML_="", Variant_SKU="M1", Variant_Grams="350", Variant_Inventory_Tracker="shopify", Variant_Inventory_Qty="4")]
    )
    assert (found.handle, found.state, found.options) == ("mug", State.ACTIVE, [])
    assert found.texts["en"].title == "Wide mug"
    assert found.pieces == [
        Piece(sku="M1", weight_grams=350, prices={"eu": 1290}, stock=Stock(4, tracked=True), extra=found.pieces[0].extra)
    ]


def test_variants_and_pictures_share_rows() -> None:
    rows = [
        mug(Option1_Name="Size", Option1_Value="S", Image_Src="https://e.com/1.jpg", Image_Position="1", Image_Alt_Text="One"),
        {"Handle": "mug", "Option1 Value": "L", "Variant Price": "15", "Image Src": "https://e.com/2.jpg", "Image Position": "2"},
        {"Handle": "mug", "Image Src": "https://e.com/3.jpg", "Image Position": "3"},
    ]
    found = goods(rows)
    assert [piece.choices for piece in found.pieces] == [["S"], ["L"]]
    assert [(one.src[-5:], one.alts) for one in found.images] == [("1.jpg", {"en": "One"}), ("2.jpg", {}), ("3.jpg", {})]
    assert [option.key for option in found.options] == ["Size"]


def test_both_generations_mean_the_same() -> None:
    first = goods([mug(Variant_SKU="M1", Variant_Grams="350", Variant_Inventory_Policy="continue")])
    second = goods(
        [
            {
                "URL handle": "mug", "Title": "Wide mug", "Option1 name": "Title", "Option1 value": "Default Title", "Price": "12.90", "SKU": "M1",
                "Weight value (grams)": "350", "Continue selling when out of stock": "CONTINUE",
            }
        ]
    )  # fmt: skip
    blank: dict[str, Any] = {"extra": {}}
    plain = [msgspec.structs.replace(one, pieces=[msgspec.structs.replace(one.pieces[0], **blank)], **blank) for one in (first, second)]
    assert plain[0] == plain[1]
    assert (shopify.recognise(["Handle", "Title"]), shopify.recognise(["URL handle", "Title"])) == (1, 2)


def test_only_a_title_is_needed() -> None:
    found = goods([{"Title": "Wide Mug, Größe 2"}])
    assert (found.handle, found.pieces[0].prices, found.pieces[0].stock) == ("wide-mug-groesse-2", {}, Stock())


def test_a_price_of_another_market_is_that_markets() -> None:
    found = goods([mug(**{"Price_/_United_Kingdom": "11.00", "Price_/_Mars": "3", "Compare-at_price_/_United_Kingdom": "20"})])
    assert found.pieces[0].prices == {"eu": 1290, "uk": 1100}
    assert found.extra["shopify"]["cells"]["Price / Mars"] == "3"


def test_a_compare_at_price_is_kept_and_no_price() -> None:
    found = planned([mug(Variant_Compare_At_Price="75")])
    assert found.after is not None
    assert found.after.pieces[0].extra["shopify"]["compare_at"] == "75"
    assert found.after.pieces[0].prices == {"eu": 1290}
    assert found.notes == ["compare_at"]


@pytest.mark.parametrize(
    ("more", "state", "notes"),
    [
        ({}, State.ACTIVE, []),
        ({"Published": "false"}, State.DRAFT, []),
        ({"Published": "TRUE", "Status": "Draft"}, State.DRAFT, []),
        ({"Status": "archived"}, State.ARCHIVED, []),
        ({"Status": "active", "Published": "true"}, State.ACTIVE, []),
        ({"Gift_Card": "true"}, State.DRAFT, ["gift_card"]),
    ],
)
def test_what_is_sold(more: dict[str, str], state: State, notes: list[str]) -> None:
    found = planned([mug(**more)])
    assert found.after is not None
    assert (found.after.state, found.notes) == (state, notes)


def test_fewer_than_none_are_none() -> None:
    found = planned([mug(Variant_Inventory_Qty="-3")])
    assert found.after is not None
    assert (found.after.pieces[0].stock, found.notes) == (Stock(0, tracked=True), ["negative_stock"])


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"Title": ""}, (0, "title", "required")),
        ({"Variant_Price": "-1"}, (0, "price", "negative")),
        ({"Variant_Price": "1,000"}, (0, "price", "ambiguous_amount")),
        ({"Variant_Price": "free"}, (0, "price", "not_an_amount")),
        ({"Variant_Inventory_Qty": "many"}, (0, "quantity", "not_a_number")),
        ({"Variant_Inventory_Qty": "1.5"}, (0, "quantity", "not_a_whole_number")),
        ({"Status": "sold out"}, (0, "status", "unknown_status")),
        ({"Published": "maybe"}, (0, "published", "not_yes_or_no")),
        ({"Variant_Grams": "-3"}, (0, "grams", "negative")),
        ({"Image_Src": "mug.jpg"}, (0, "image", "not_an_address")),
        ({"Title": "x" * 256}, (0, "title", "too_long")),
        ({"Vendor": "x" * 201}, (0, "vendor", "too_long")),
        ({"Option1_Name": "", "Option1_Value": "Red"}, (0, "option1_value", "option_without_name")),
        ({"Variant_Grams": "99999999999"}, (0, "grams", "out_of_range")),
    ],
)
def test_a_bad_cell_is_named(more: dict[str, str], fault: tuple[int, str, str]) -> None:
    assert faults([mug(**more)]) == [fault]


def test_everything_wrong_is_said_at_once() -> None:
    rows = [
        mug(Option1_Name="Size", Option1_Value="S", Variant_Price="-1"),
        mug(Option1_Name="", Option1_Value="S", Variant_Price="x", Title=""),
    ]
    assert faults(rows) == [(0, "price", "negative"), (1, "price", "not_an_amount")]
    assert faults([mug(Option1_Name="Size", Option1_Value="S"), mug(Option1_Name="", Option1_Value="S")]) == [
        (1, "option1_value", "same_variant")
    ]
    assert faults([mug(), mug(Title="")]) == [(1, "", "same_product")]
    assert faults([mug(Option1_Name="Size", Option1_Value="S"), mug(Option1_Name="", Option1_Value="", Variant_SKU="x")]) == [
        (1, "option1_value", "choice_missing")
    ]


def test_four_options_and_three_hundred_variants() -> None:
    rows = [
        {"Handle": "tee", "Title": "Tee", **{f"Option{n} Name": f"O{n}" for n in range(1, 5)}, **dict.fromkeys(("Option2 Value", "Option3 Value"), "x"),
         "Option1 Value": str(number), "Option4 Value": "y", "Variant Price": "1"}
        for number in range(250)
    ]  # fmt: skip
    found = goods(rows)
    assert (len(found.options), len(found.pieces), found.pieces[7].choices) == (4, 250, ["7", "x", "x", "y"])


def test_a_missing_column_leaves_what_was() -> None:
    before = goods([mug(Vendor="Ada", Tags="a, b", Variant_SKU="M1", Variant_Inventory_Qty="4")])
    after = goods([{"Handle": "mug", "Variant SKU": "M1", "Variant Price": "13.50"}], before)
    assert (after.vendor, after.tags, after.texts["en"].title) == ("Ada", ["a", "b"], "Wide mug")
    assert (after.pieces[0].prices, after.pieces[0].stock) == ({"eu": 1350}, Stock(4, tracked=True))


def test_an_empty_cell_empties_but_for_a_price() -> None:
    before = goods([mug(Vendor="Ada", Variant_SKU="M1")])
    after = goods([mug(Vendor="", Variant_SKU="", Variant_Price="")], before)
    assert (after.vendor, after.pieces[0].sku, after.pieces[0].prices) == ("", "", {"eu": 1290})


def test_a_variant_is_found_by_its_number_even_when_its_choice_is_renamed() -> None:
    before = goods(
        [mug(Option1_Name="Size", Option1_Value="S", Variant_SKU="A"), {"Handle": "mug", "Option1 Value": "L", "Variant SKU": "B"}]
    )
    after = goods(
        [mug(Option1_Name="Size", Option1_Value="Small", Variant_SKU="A"), {"Handle": "mug", "Option1 Value": "L", "Variant SKU": "B"}],
        before,
    )
    assert [(piece.sku, piece.choices) for piece in after.pieces] == [("A", ["Small"]), ("B", ["L"])]


def test_variants_that_the_file_does_not_name_stay() -> None:
    before = goods([mug(Option1_Name="Size", Option1_Value="S"), {"Handle": "mug", "Option1 Value": "L"}])
    after = goods([mug(Option1_Name="Size", Option1_Value="M")], before)
    assert [piece.choices for piece in after.pieces] == [["M"], ["S"], ["L"]]


def test_what_changed_in_the_shop_is_written_and_the_rest_as_it_came() -> None:
    rows = [mug(Published="TRUE", Variant_Price="12.9", Variant_Compare_At_Price="20", **{"My field (product.metafields.a.b)": "x"})]
    layout, _ = laid(rows)
    found = goods(rows)
    changed = msgspec.structs.replace(found, pieces=[msgspec.structs.replace(found.pieces[0], prices={"eu": 990})], state=State.DRAFT)
    (row,) = shopify_rows.write(changed, CONTEXT)
    assert (row["price"], row["published"], row["compare_at"]) == ("9.90", "false", "20")
    (row,) = shopify_rows.write(found, CONTEXT)
    assert layout.cells(row) == list(rows[0].values())


_cell = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=12)
_maybe = st.one_of(st.just(""), _cell)
_yes = st.sampled_from(["true", "false", "TRUE", "False", "yes", ""])
_price = st.one_of(st.just(""), st.decimals(0, 9999, places=2).map(str), st.sampled_from(["5", "7.5", "12,99"]))
_image = st.one_of(st.just(""), st.sampled_from(["https://e.com/a.jpg", "https://e.com/b.jpg", " https://e.com/c.jpg"]))


@st.composite
def _products(draw: st.DrawFn) -> list[dict[str, str]]:
    """Any product that Shopify could write: variants with pictures in their rows or not, rows of pictures between, unknown columns."""
    sizes = draw(st.lists(st.sampled_from("SMLX"), unique=True, max_size=4))
    rows = []
    for number in range(draw(st.integers(max(len(sizes), 1), 6))):
        row = {
            "Handle": "mug",
            "Image Src": draw(_image),
            "Image Alt Text": draw(_maybe),
            "Extra": draw(_maybe),
            "Tags": draw(_maybe) if number else "",
        }
        if number < max(len(sizes), 1):
            row |= {
                "Option1 Value": sizes[number] if sizes else "Default Title",
                "Variant SKU": draw(st.sampled_from(["", f"S{number}", f" S{number} "])),
            }
            row |= {"Variant Price": draw(_price), "Variant Requires Shipping": draw(_yes), "Variant Compare At Price": draw(_price)}
            row |= {
                "Variant Inventory Qty": draw(st.sampled_from(["", "0", "7", "-2"])),
                "Variant Grams": draw(st.sampled_from(["", "0", "453.6"])),
            }
            row |= {"Cost per item": draw(_price), "Variant Weight Unit": draw(_maybe), "x (variant.metafields.y)": draw(_maybe)}
        if number == 0:
            row |= {"Title": draw(_cell.filter(str.strip)), "Body (HTML)": draw(_maybe), "Vendor": draw(_maybe), "Published": draw(_yes)}
            row |= {
                "Option1 Name": "Size" if sizes else "Title",
                "Status": draw(st.sampled_from(["", "Active", "draft"])),
                "Gift Card": draw(_yes),
            }
            row |= {"Tags": draw(_maybe), "Type": draw(_maybe), "Product Category": draw(_maybe), "SEO Title": draw(_maybe)}
        rows.append(row)
    order = draw(st.permutations(range(1, len(rows))))
    return [rows[0], *(rows[place] for place in order)]


@settings(max_examples=300, deadline=None)
@given(_products())
def test_any_product_is_written_as_it_came_and_again_changes_nothing(rows: list[dict[str, str]]) -> None:
    layout, came = laid(rows)
    found = planned(rows)
    assert found.faults == []
    assert found.after is not None
    untold = {"price"}
    again = shopify_rows.write(found.after, CONTEXT)
    assert [{f: c for f, c in row.items() if f in layout.known} for row in again] == [
        {f: c for f, c in row.cells.items() if f not in untold or c} for row in came
    ]
    assert planned(rows, found.after).after is None
