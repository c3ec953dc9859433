import html.parser
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stoa.shop.catalog.rich_text import TAGS, plain, sanitise

EVERYWHERE = {"lang", "title"}
ALLOWED = {"a": {"href", "rel"}, "th": {"colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
PIECES = ["<script>", "</script>", "<p onclick=", "<img src=x onerror=alert(1)>", "javascript:", "<a href='", "&#106;avascript:", "<svg/onload=x>",
          "<style>", "<iframe src=", "<!--", "-->", "<![CDATA[", "\x00", "<math><mtext>", "<table>", "<noscript>", "'", '"', ">", "<", "/", "=", "&lt;",
          "<p>", "text", "<xmp>", "<textarea>", "</title>", "data:text/html,", "<base href=//x>", "<form><button formaction=x>"]  # fmt: skip


class Reader(html.parser.HTMLParser):
    """Reads as a browser roughly does, and refuses what must not be there."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        for name, value in attrs:
            assert name in ALLOWED.get(tag, set()) | EVERYWHERE
            if name == "href":
                scheme = re.match(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):", value or "")
                assert scheme is None or scheme[1].lower() in {"http", "https", "mailto", "tel"}

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


@given(st.one_of(st.text(), st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=20).map("".join)))
@example("<scr<script>ipt>alert(1)</scr</script>ipt>")
@example("<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>")
@example("<noscript><p title='</noscript><img src=x onerror=alert(1)>'>")
@example("<a href='java\tscript:alert(1)'>x</a>")
@example("<a title lang=de onclick=x style=y>z</a>")
def test_no_script_survives(text: str) -> None:
    clean = sanitise(text)
    Reader(convert_charrefs=True).feed(clean)
    assert sanitise(clean) == clean


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("<p>Thrown <strong>by hand</strong>.</p>", "<p>Thrown <strong>by hand</strong>.</p>"),
        ('<p style="color:red" class=x id=y>a</p>', "<p>a</p>"),
        ('<a href="https://example.com" target=_blank>a</a>', '<a href="https://example.com" rel="nofollow noopener">a</a>'),
        ('<a href="javascript:x">a</a>', '<a rel="nofollow noopener">a</a>'),
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ("<div><h1>a</h1></div>", "<p>a</p>"),
        ("<script>x</script>", ""),
        ("First line\nsecond\n\nNext & last", "<p>First line<br>second</p><p>Next &amp; last</p>"),
        ("3 < 4 & 5 > 2", "<p>3 &lt; 4 &amp; 5 &gt; 2</p>"),
        ("", ""),
    ],
)
def test_what_stays_and_what_goes(text: str, clean: str) -> None:
    assert sanitise(text) == clean


def test_plain_words_end_at_a_word() -> None:
    assert plain("<p>Thrown by&nbsp;hand,</p><p>dipped once</p>", 24) == "Thrown by hand, dipped…"
    assert plain("<p>short</p>") == "short"
