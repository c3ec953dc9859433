"""The look at every page that tests come past."""

import httpx
import pytest

from tests.legible import ids_are_once, ids_twice


def test_an_id_on_two_elements_is_seen() -> None:
    page = """<label for="a">A</label><input id="a" name="a"><p class="x"
        id='b' data-id="a">id="a"</p><svg><path id="b"/></svg><i id="c" aria-labelledby="a b">"""
    assert ids_twice(page) == ["b"]
    assert ids_twice(page.replace('id="c"', 'id="a"')) == ["a", "b"]


def test_only_pages_are_looked_at() -> None:
    asked = httpx.Request("GET", "http://localhost/x")
    ids_are_once(httpx.Response(200, json={"html": '<i id="a"><i id="a">'}, request=asked))
    ids_are_once(httpx.Response(200, html='<i id="a">', request=asked))
    with pytest.raises(AssertionError, match="more than once: a"):
        ids_are_once(httpx.Response(200, html='<i id="a"><i id="a">', request=asked))
