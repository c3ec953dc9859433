"""WooCommerce's CSV, without a database."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stoa.base.files.layout import Layout
from stoa.base.files.model import Row
from stoa.shop.catalog.model import Specification, State
from stoa.shop.interchange import formats, planning, woocommerce, woocommerce_rows
from stoa.shop.interchange.model import Format, Goods, Sale, Stock
from stoa.shop.interchange.planning import Planned
from tests.shop.interchange.makers import CONTEXT

CODEC = formats.codec(Format.WOOCOMMERCE)


def laid(rows: list[dict[str, str]]) -> tuple[Layout, list[Row]]:
    names = list(dict.fromkeys(name for row in rows for name in row))
    layout = woocommerce.layout(names, CONTEXT)
    return layout, [layout.row(number, [row.get(name, "") for name in names]) for number, row in enumerate(rows, 2)]


def planned(rows: list[dict[str, str]], before: Goods | None = None) -> Planned:
    layout, found = laid(rows)
    return planning.plan(CODEC, layout, found, before, CONTEXT, planning.handle_of(CODEC, found))


def goods(rows: list[dict[str, str]], before: Goods | None = None) -> Goods:
    found = planned(rows, before)
    assert found.faults == []
    assert found.after is not None
    return found.after


def simple(**more: str) -> dict[str, str]:
    row = {"ID": "7", "Type": "simple", "SKU": "A", "Name": "Wide mug", "Published": "1", "Regular price": "20"}
    return row | {name.replace("_", " "): value for name, value in more.items()}


def tee(*rows: dict[str, str]) -> list[dict[str, str]]:
    parent = {
        "ID": "1",
        "Type": "variable",
        "SKU": "P",
        "Name": "Tee",
        "Attribute 1 name": "Material",
        "Attribute 1 value(s)": "Wool, Silk",
    }
    parent |= {"Attribute 2 name": "Size", "Attribute 2 value(s)": "S, M, L", "Regular price": ""}
    own = {"Type": "variation", "Parent": "id:1", "Attribute 2 name": "Size", "Regular price": "9"}
    return [parent, *({**own, **row} for row in rows)]


def test_attributes_are_options_where_variations_choose_by_them_and_specifications_elsewhere() -> None:
    found = goods(tee({"SKU": "S", "Attribute 2 value(s)": "S"}, {"SKU": "L", "Attribute 2 value(s)": "L"}))
    assert [(option.key, [value.key for value in option.values]) for option in found.options] == [("Size", ["S", "L"])]
    assert found.texts["en"].specifications == [Specification("Material", "Wool, Silk")]
    assert [(piece.sku, piece.choices, piece.prices) for piece in found.pieces] == [("S", ["S"], {"eu": 900}), ("L", ["L"], {"eu": 900})]


def test_a_choice_left_open_is_any() -> None:
    found = planned(tee({"SKU": "S", "Attribute 2 value(s)": ""}))
    assert found.after is not None
    assert (found.after.pieces[0].choices, found.notes) == ([woocommerce.ANY], ["any_choice"])


def test_a_new_value_is_written_under_the_number_that_the_file_gave_the_attribute() -> None:
    found = goods(tee({"SKU": "S", "Attribute 2 value(s)": "S"}))
    option = found.options[0]
    option = msgspec.structs.replace(
        option, values=[*option.values, msgspec.structs.replace(option.values[0], key="XL", names={"en": "XL"})]
    )
    row = woocommerce_rows.write(msgspec.structs.replace(found, options=[option]), CONTEXT)[0]
    assert [row[f"attribute{n}_{part}"] for n in (1, 2) for part in ("name", "values")] == ["Material", "Wool, Silk", "Size", "S, XL"]


@pytest.mark.parametrize(
    ("more", "sale", "notes"),
    [
        ({"Sale_price": "16"}, Sale(1600), []),
        ({"Sale_price": "16", "Date_sale_price_ends": "2026-12-24"}, Sale(1600, None, datetime(2026, 12, 25, tzinfo=UTC)), []),
        (
            {"Sale_price": "16", "Date_sale_price_ends": "2026-12-24 8:30:00"},
            Sale(1600, None, datetime(2026, 12, 24, 8, 30, tzinfo=UTC)),
            [],
        ),
        ({"Sale_price": "16", "Date_sale_price_starts": "2026-12-01"}, Sale(1600, datetime(2026, 12, 1, tzinfo=UTC)), []),
        ({"Sale_price": "16", "Date_sale_price_starts": "2017-01-01"}, Sale(1600), []),
        ({"Sale_price": "16", "Date_sale_price_ends": "2020-01-01"}, None, []),
        ({"Sale_price": "20"}, None, ["sale_not_lower"]),
    ],
)
def test_sales(more: dict[str, str], sale: Sale | None, notes: list[str]) -> None:
    found = planned([simple(**more)])
    assert found.after is not None
    assert (found.after.pieces[0].sale, found.notes) == (sale, notes)


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ({}, {"state": State.ACTIVE}),
        ({"Published": "-1"}, {"state": State.DRAFT}),
        ({"Visibility in catalog": "hidden"}, {"state": State.DRAFT}),
        ({"Type": "external"}, {"state": State.DRAFT}),
        ({"Tax status": "none"}, {"tax_class": "exempt"}),
        ({"Tax class": "reduced-rate"}, {"tax_class": "reduced"}),
        ({"Categories": "Clothing, Clothing > T-shirts"}, {"category": ["Clothing", "T-shirts"]}),
        ({"Categories": "Tea\\, Coffee"}, {"category": ["Tea, Coffee"]}),
        ({"Tags": "a, b"}, {"tags": ["a", "b"]}),
    ],
)
def test_what_it_is(more: dict[str, str], wanted: dict[str, Any]) -> None:
    found = goods([simple() | more])
    assert {name: getattr(found, name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("more", "stock"),
    [
        ({}, Stock()),
        ({"Stock": "5"}, Stock(5, tracked=True)),
        ({"Stock": "", "In stock?": "0"}, Stock(0, tracked=True)),
        ({"Stock": "-2", "Backorders allowed?": "notify"}, Stock(0, tracked=True, backorder=True)),
        ({"Stock": "", "In stock?": "1"}, Stock()),
    ],
)
def test_how_many_there_are(more: dict[str, str], stock: Stock) -> None:
    assert goods([simple() | more]).pieces[0].stock == stock


def test_weights_and_things_that_are_not_sent() -> None:
    found = goods([simple(Type="simple, virtual", **{"Weight_(lbs)": "2.5"})])
    assert (found.pieces[0].weight_grams, found.pieces[0].ships) == (1134, False)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"Name": ""}, ("title", "required")),
        ({"Type": "subscription"}, ("type", "unknown_type")),
        ({"Published": "2"}, ("published", "unknown_status")),
        ({"Regular price": "-1"}, ("regular_price", "negative")),
        ({"Stock": "many"}, ("stock", "not_a_number")),
        ({"Sale price": "16", "Date sale price ends": "soon"}, ("sale_until", "not_a_moment")),
        ({"Images": "mug.jpg"}, ("images", "not_an_address")),
    ],
)
def test_a_bad_cell_is_named(more: dict[str, str], fault: tuple[str, str]) -> None:
    assert [(one.field, one.code) for _, one in planned([simple() | more]).faults] == [fault]


_cell = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=12)
_maybe = st.one_of(st.just(""), _cell)
_price = st.one_of(st.just(""), st.decimals(0, 99, places=2).map(str), st.sampled_from(["5", "12,99"]))
_shared = {
    "Stock": st.sampled_from(["", "0", "7", "-1"]),
    "In stock?": st.sampled_from(["", "0", "1"]),
    "Backorders allowed?": st.sampled_from(["", "0", "1", "notify"]),
    "Weight (kg)": st.sampled_from(["", "1", "0.25", "1,5"]),
    "Regular price": _price,
    "Sale price": _price,
    "Date sale price ends": st.sampled_from(["", "2030-01-01", "2030-01-01 0:00:00", "2019-01-01"]),
    "Meta: x": _maybe,
    "Position": _maybe,
    "Tax class": st.sampled_from(["", "standard", "parent", "reduced-rate"]),
    "Images": st.sampled_from(["", "https://e.com/a.jpg", "https://e.com/a.jpg, https://e.com/b.jpg"]),
}


@st.composite
def _products(draw: st.DrawFn) -> list[dict[str, str]]:
    """Any product that WooCommerce could write, with variations that number their attributes as they like."""
    sizes = draw(st.lists(st.sampled_from("SMLX"), unique=True, max_size=4))
    row = {
        "ID": "1",
        "SKU": draw(st.sampled_from(["", "P"])),
        "Type": "variable" if sizes else "simple",
        "Name": draw(_cell.filter(str.strip)),
    }
    row |= {name: draw(cell) for name, cell in _shared.items()}
    row |= {
        "Description": draw(_maybe),
        "Short description": draw(_maybe),
        "Tags": draw(_maybe),
        "Published": draw(st.sampled_from(["", "0", "1", "-1"])),
    }
    row |= {
        "Categories": draw(st.sampled_from(["", "A > B", "A > B, C", "A, A > B"])),
        "Attribute 1 name": draw(st.sampled_from(["", "Glaze"])),
    }
    row |= {"Attribute 1 value(s)": draw(st.sampled_from(["", "Clay, Sage"])), "Attribute 2 name": "Size" if sizes else ""}
    row |= {"Attribute 2 value(s)": draw(st.sampled_from(["S, M, L, X", "", "S|M"])) if sizes else ""}
    number = draw(st.integers(1, 2))
    rows = [row]
    for size in sizes:
        own = {
            "ID": f"2{size}",
            "Type": "variation",
            "Parent": draw(st.sampled_from(["id:1", "P"])),
            "SKU": draw(st.sampled_from(["", f"S{size}"])),
        }
        own |= {
            f"Attribute {number} name": "Size",
            f"Attribute {number} value(s)": size,
            "Published": draw(st.sampled_from(["", "1", "0"])),
        }
        rows.append(own | {name: draw(cell) for name, cell in _shared.items()})
    return rows


@settings(max_examples=300, deadline=None)
@given(_products())
def test_any_product_is_written_as_it_came_and_again_changes_nothing(rows: list[dict[str, str]]) -> None:
    layout, came = laid(rows)
    found = planned(rows)
    assert found.faults == []
    assert found.after is not None
    again = woocommerce_rows.write(found.after, CONTEXT)
    assert [{f: c for f, c in row.items() if f in layout.known} for row in again] == [row.cells for row in came]
    assert planned(rows, found.after).after is None
