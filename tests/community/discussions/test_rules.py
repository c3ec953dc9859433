"""Which products a text names, and what may be written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.community.discussions import rules
from stoa.community.discussions.model import Kind, NewTopic

SITE = "http://localhost:8000"


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("I like /p/wide-mug.", ["wide-mug"]),
        ("/p/wide-mug and /de/p/oak-board, or /p/wide-mug again", ["wide-mug", "oak-board"]),
        (f"See {SITE}/p/wide-mug?v=var_1 for it", ["wide-mug"]),
        (f"({SITE}/de/p/teekanne-grün)", ["teekanne-grün"]),
        ("https://evil.example/p/wide-mug", []),
        ("and/or/p/wide-mug", []),
        ("nothing /p/ here", []),
        ("/p/wide-mug" * 3, ["wide-mug"]),
    ],
)
def test_a_text_names_products_of_this_shop_alone(text: str, handles: list[str]) -> None:
    assert rules.mentions(text, SITE) == handles


@given(st.text(max_size=300))
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(words for words, _ in rules.pieces(text, SITE)) == text


@given(st.text(max_size=200))
def test_every_title_gives_an_address(title: str) -> None:
    slug = rules.slug(title)
    assert slug
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert "--" not in slug


def test_what_a_topic_needs() -> None:
    def wrong(**more: object) -> list[tuple[str, str]]:
        given = {"kind": Kind.GUIDE, "title": "Which mug", "text": "", "language": "en", **more}
        return [(one.pointer, one.code) for one in rules.wrong_topic(NewTopic(**given))]

    assert wrong() == []
    assert wrong(title="") == [("/title", "required")]
    assert wrong(title="x" * 121) == [("/title", "too_long")]
    assert wrong(kind=Kind.QUESTION) == [("/question", "required")]
    assert wrong(kind=Kind.QUESTION, question="Which?") == [("/question", "too_short")]
    assert wrong(text="x" * 10_001) == [("/text", "too_long")]
    assert [one.code for one in rules.wrong_post("")] == ["required"]
