"""How templates are rendered, and that nothing of a renderer stays when nobody needs it any more."""

import gc
import weakref
from pathlib import Path

from stoa.base.http.rendering import Renderer
from stoa.base.locale import Texts


def _renderer(tmp_path: Path) -> Renderer:
    (tmp_path / "page.html").write_text("{{ once('part.html', it) }} {{ once('part.html', it) }} {{ 3|number }} {{ asset('a.css') }}")
    (tmp_path / "part.html").write_text("{{ subject.count() }}")
    return Renderer({"": tmp_path}, Texts([]), asset=lambda name: f"/{name}")


class _Counted:
    """Says how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def count(self) -> int:
        self.asked += 1
        return self.asked


def test_what_many_pages_show_is_rendered_once_for_as_long_as_it_is_the_same(tmp_path: Path) -> None:
    renderer, one, other = _renderer(tmp_path), _Counted(), _Counted()
    assert renderer.render("en", "page.html", {"it": one}) == "1 1 3 /a.css"
    assert renderer.render("en", "page.html", {"it": one}) == "1 1 3 /a.css"
    assert renderer.render("en", "page.html", {"it": other}) == "1 1 3 /a.css"
    assert (one.asked, other.asked) == (1, 1)


def test_nothing_stays_of_a_renderer_that_nobody_needs(tmp_path: Path) -> None:
    renderer = _renderer(tmp_path)
    renderer.render("de", "page.html", {"it": _Counted()})
    known = [weakref.ref(one) for one in (renderer, renderer.texts, renderer._environments["de"])]
    del renderer
    gc.collect()
    assert [one() for one in known] == [None, None, None]
