"""The demo shop's catalogue: complete, bilingual, and strict about its own spelling."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from stoa.app.demo.goods.goods import CATALOGUE, load
from stoa.app.demo.goods.model import GoodsError, Text

GOODS = load()
SAME_IN_BOTH = {"Shopper"}


def test_the_shelf_is_full() -> None:
    assert len(GOODS.products) == 66
    assert len(GOODS.collections) == 8
    tops = Counter(GOODS.top_category(product.category).handle for product in GOODS.products)
    assert set(tops) == {"kitchen", "table", "desk", "bags", "garden", "home"}
    assert min(tops.values()) >= 10


def test_handles_codes_and_skus_are_used_once() -> None:
    handles = [product.handle for product in GOODS.products]
    codes = [product.code for product in GOODS.products]
    skus = [variant.sku for product in GOODS.products for variant in product.variants]
    for keys in (handles, codes, skus):
        assert len(keys) == len(set(keys))


def _texts() -> list[tuple[str, Text]]:
    found = [("shop", GOODS.tagline)]
    for product in GOODS.products:
        found += [(product.handle, text) for text in (product.title, product.summary, product.description)]
    for shelf in (GOODS.categories, GOODS.collections):
        found += [(entry.handle, text) for entry in shelf for text in (entry.name, entry.summary)]
    return found


@pytest.mark.parametrize(("handle", "text"), _texts())
def test_german_is_there_and_is_not_english(handle: str, text: Text) -> None:
    assert text.de.strip(), handle
    assert text.en.strip(), handle
    assert text.en != text.de or text.en in SAME_IN_BOTH, handle


def test_summaries_are_one_sentence() -> None:
    for product in GOODS.products:
        for summary in (product.summary.en, product.summary.de):
            assert summary.endswith(".")
            assert not re.search(r"[.!?] [A-ZÄÖÜ]", summary), product.handle


def test_descriptions_use_plain_html_only_and_close_it() -> None:
    for product in GOODS.products:
        for text in (product.description.en, product.description.de):
            tags = re.findall(r"</?(\w+)[^>]*>", text)
            assert set(tags) <= {"p", "ul", "li", "em", "strong"}
            for tag in set(tags):
                assert text.count(f"<{tag}>") == text.count(f"</{tag}>"), product.handle
            assert 2 <= text.count("<p>") + text.count("<ul>") <= 4, product.handle


def test_prices_weights_and_stock_are_possible() -> None:
    variants = [variant for product in GOODS.products for variant in product.variants]
    assert all(variant.price > 0 and variant.grams > 0 and variant.stock >= 0 for variant in variants)
    sold_out = [variant for variant in variants if variant.stock == 0]
    scarce = [variant for variant in variants if 1 <= variant.stock <= 4]
    assert 3 <= len(sold_out) <= 12
    assert 6 <= len(scarce) <= 25


def test_gifts_under_thirty_cost_less_than_thirty() -> None:
    for product in GOODS.products:
        if "gifts-under-30" in product.collections:
            assert max(variant.price for variant in product.variants) < 3000, product.handle


def test_variants_choose_one_value_of_each_option_and_no_pair_twice() -> None:
    for product in GOODS.products:
        assert len(product.options) <= 2
        choices = [variant.choice for variant in product.variants]
        assert len(choices) == len(set(choices))
        used = {key for choice in choices for key in choice}
        assert used == {value.key for option in product.options for value in option.values}, product.handle


def test_reduced_tax_is_for_food_books_and_seeds() -> None:
    reduced = {product.handle for product in GOODS.products if product.tax_class == "reduced"}
    assert reduced == {"olive-oil", "book-mending", "book-bread", "seed-box"}


def test_weight_follows_from_the_variants() -> None:
    weights = [entry.value for entry in GOODS.product("enamel-casserole").specifications if entry.name.en == "Weight"]
    assert weights == [Text("3.6 kg to 5.2 kg", "3,6 kg bis 5,2 kg")]


def _broken(tmp_path: Path, old: str, new: str) -> Path:
    folder = tmp_path / "catalogue"
    shutil.copytree(CATALOGUE, folder)
    shelf = folder / "table.toml"
    text = shelf.read_text(encoding="utf-8")
    assert old in text
    shelf.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('code = "T01"', 'code = "T01"\nshade = "dark"', r"table\.toml, stoneware-mug: unknown key: shade"),
        ('["oat", 2200, 380, 150]', '["oat", 0, 380, 150]', r"table\.toml, stoneware-mug: variant"),
        ('["oat", 2200, 380, 150]', '["plum", 2200, 380, 150]', r"table\.toml, stoneware-mug: variant 'plum'"),
        ('category = "cups-pots"', 'category = "cups"', r"table\.toml, stoneware-mug: 'cups' is not known"),
        ('handle = "breakfast-bowl"', 'handle = "stoneware-mug"', "the same handle twice: stoneware-mug"),
        ('de = "Becher aus Steinzeug"', 'fr = "Tasse"', r"table\.toml, stoneware-mug, title: 'de' is missing"),
    ],
)
def test_a_mistake_is_refused_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(GoodsError, match=message):
        load(_broken(tmp_path, old, new))
