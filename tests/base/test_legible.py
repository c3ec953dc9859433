"""What people type is kept as it is seen."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.base import legible


def test_nothing_hides_and_nothing_turns_others_around() -> None:
    hidden = "\x00\x1b\x7f\x9f\u061c\u180e\u200b\u200e\u200f\u202a\u202e\u2060\u2066\u206f\ufeff\ufff9\ufffb"
    assert legible.seen("".join(f"a{one}" for one in hidden)) == "a" * len(hidden)


UNSEEN = [letter for letter in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(letter) in {"Cf", "Cc", "Zs", "Zl", "Zp"}]


def test_what_cannot_be_seen_is_nothing_and_goes_from_the_ends() -> None:
    assert len(UNSEEN) > 240
    for kept in (legible.line, legible.paragraphs):
        assert [letter for letter in UNSEEN if kept(letter) or kept(letter * 3)] == []
        assert kept("".join(UNSEEN)) == ""
        assert kept("\u0301\ufe0f\u3164\u2800\u115f") == ""
        hidden = "".join(
            letter for letter in UNSEEN if letter in "\u00ad\u200b\u200c\u200d\u2800\u3164" or unicodedata.category(letter) != "Cf"
        )
        assert kept(f"{hidden}\u3164 Kiel\u2800{hidden}") == "Kiel"


def test_tags_make_flags_and_hide_nothing() -> None:
    wales = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
    assert legible.line(wales) == wales
    assert legible.line("a" + wales[1:] + "b\U000e0001") == "ab"


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


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_plain_letters_take_a_shorter_way_to_the_same_line(text: str) -> None:
    assert legible.line(text) == legible.line(f"{text}é").removesuffix("é").rstrip(" ")
