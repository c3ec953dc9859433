"""Sentences and what they say: taken from the text, at their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.community import judging
from stoa.community.judging.model import Polarity


@given(st.text(max_size=400))
def test_every_sentence_is_a_piece_of_its_text(text: str) -> None:
    for one in judging.sentences(text):
        assert text[one.start : one.end] == one.text
        assert one.text == one.text.strip()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It fits. I love it!", ["It fits.", "I love it!"]),
        ("Holds 1.5 litres, e.g. soup. Good.", ["Holds 1.5 litres, e.g. soup.", "Good."]),
        ("Nice colour, but it broke.", ["Nice colour", "but it broke."]),
        ("Passt z. B. aufs Regal. Schön", ["Passt z. B. aufs Regal.", "Schön"]),
        ("  ", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [one.text for one in judging.sentences(text)] == parts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The fabric is so soft and lovely.", {("material", Polarity.FOR), ("comfort", Polarity.FOR)}),
        ("Unfortunately it is much too small.", {("size", Polarity.AGAINST)}),
        ("The handle is not good.", {("handling", Polarity.AGAINST)}),
        ("Die Farbe ist wunderschön.", {("colour", Polarity.FOR)}),
        ("Leider ist der Deckel nicht dicht.", {("handling", Polarity.AGAINST)}),
        ("Does the fabric shrink in the wash?", set()),
        ("I bought two of them in May.", set()),
    ],
)
def test_aspects(text: str, said: set[tuple[str, Polarity]]) -> None:
    assert {(one.aspect, one.polarity) for one in judging.aspects(text)} == said


def test_the_language_a_text_is_plainly_written_in() -> None:
    assert judging.spoken("It is the best of them, and I like that they have it in blue.") == "en"
    assert judging.spoken("Das ist sehr schön und ich bin zufrieden, aber nicht mit dem Deckel.") == "de"
    assert judging.spoken("Très bien, je suis contente de mon achat.") is None
    assert judging.spoken("Super") is None
    assert judging.spoken("It is the best. Das ist nicht das, was ich wollte.") is None
