"""Every picture of the demo shop draws, is safe to serve, small, and always the same."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from stoa.app.demo.goods.drawings.everything import DRAWINGS, PROPS
from stoa.app.demo.goods.goods import load
from stoa.app.demo.goods.pictures import draw, draw_category, draw_hero, draw_mark, views

GOODS = load()
ALL_VIEWS = [(product.handle, view.name) for product in GOODS.products for view in views(product.handle)]
LIMIT = 40_000


def _check(svg: str, size: str) -> None:
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("viewBox") == size
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not names & {"script", "image", "foreignObject", "text", "use", "style", "a"}
    assert "href" not in svg
    assert "nan" not in svg
    assert set(re.findall(r"url\(([^)]*)\)", svg)) <= {"#shadow", "#contact", "#glow", "#day"}


@pytest.mark.parametrize(("handle", "view"), ALL_VIEWS)
def test_every_view_draws(handle: str, view: str) -> None:
    svg = draw(handle, view)
    _check(svg, "0 0 1200 1200")
    assert len(svg.encode()) <= LIMIT
    assert svg == draw(handle, view)


def test_every_product_shows_each_colour_and_one_view_in_use() -> None:
    for product in GOODS.products:
        names = [view.name for view in views(product.handle)]
        assert names[-1] == "in-use"
        assert names[:-1] == ([colour.key for colour in product.colours] or ["main"])


def test_alternative_texts_are_there_in_both_languages() -> None:
    for product in GOODS.products:
        for view in views(product.handle):
            assert product.title.en in view.alt_en
            assert product.title.de in view.alt_de


def test_colours_of_a_product_look_different() -> None:
    for product in GOODS.products:
        pictures = {draw(product.handle, view.name) for view in views(product.handle)}
        assert len(pictures) == len(views(product.handle)), product.handle


def test_every_drawing_belongs_to_a_product_and_every_prop_exists() -> None:
    assert set(DRAWINGS) == {product.handle for product in GOODS.products}
    for drawing in DRAWINGS.values():
        assert all(prop.name in PROPS or prop.name in DRAWINGS for prop in drawing.use.props)


def test_unknown_views_are_refused() -> None:
    with pytest.raises(KeyError):
        draw("stoneware-mug", "purple")
    with pytest.raises(KeyError):
        draw("no-such-thing", "main")
    with pytest.raises(KeyError):
        draw_category("cups-pots")


@pytest.mark.parametrize("handle", ["kitchen", "table", "desk", "bags", "garden", "home"])
def test_category_tiles(handle: str) -> None:
    svg = draw_category(handle)
    _check(svg, "0 0 1200 800")
    assert len(svg.encode()) <= LIMIT


def test_hero_and_mark() -> None:
    _check(draw_hero(), "0 0 2400 1000")
    assert len(draw_hero().encode()) <= 90_000
    _check(draw_mark(), "0 0 16 16")
    assert len(draw_mark()) < 700
