"""What people type is kept as it is seen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.base import legible


def test_nothing_hides_and_nothing_turns_others_around() -> None:
    hidden = "\x00\x1b\x7f\x9f\u061c\u180e\u200b\u200e\u200f\u202a\u202e\u2060\u2066\u206f\ufeff\ufff9\ufffb"
    assert legible.seen("".join(f"a{one}" for one in hidden)) == "a" * len(hidden)


def test_what_scripts_and_pictograms_need_stays() -> None:
    for text in ("می\u200cخواهم", "👩\u200d🚀", "a\tb\nc", "Straße"):
        assert legible.seen(text) == text


def test_letters_have_one_form_and_lines_one_end() -> None:
    assert legible.seen("e\u200b\u0301") == "é"
    assert legible.seen("e\u0301\r\nx\ry\u2028z") == "é\nx\ny\nz"


def test_a_line_is_one_line_and_paragraphs_stay() -> None:
    assert legible.line("  a \n b\u200b  c ") == "a b c"
    assert legible.paragraphs("\n a\r\n\r\n\r\n\r\nb ") == "a\n\nb"


@given(st.text())
def test_twice_is_once(text: str) -> None:
    for kept in (legible.line, legible.paragraphs):
        found = kept(text)
        assert kept(found) == found
        assert unicodedata.is_normalized("NFC", found)


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("One two", 7, "One two"),
        ("One two three", 7, "One two …"),
        ("One two three", 9, "One two …"),
        ("One two, three", 9, "One two …"),
        ("Donaudampfschifffahrt", 5, "Donau …"),
        ("One\n\ntwo three", 9, "One\n\ntwo …"),
        ("", 3, ""),
    ],
)
def test_a_text_is_shortened_between_words(text: str, most: int, shown: str) -> None:
    assert legible.shortened(text, most) == shown
