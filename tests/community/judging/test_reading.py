"""Sentences and what they say: taken from the text, at their places."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.community import judging
from stoa.community.judging.clauses import VALUES
from stoa.community.judging.model import Polarity

FOLDER = Path(judging.__file__).parent


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
        ("Schön, aber dünn.", ["Schön", "aber dünn."]),
        ("Schick ist sie, wärmt aber kaum.", ["Schick ist sie, wärmt aber kaum."]),
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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Das Hemd fällt klein aus.", {"size against"}),
        ("Die Bürste hält, was sie verspricht.", {"quality for"}),
        ("Sie ist nicht zu eng.", {"fit for"}),
        ("Der Lack blättert nach einem Monat schon ab.", {"durability against"}),
        ("Der Henkel ist abgebrochen.", {"durability against"}),
        ("Der Henkel ist leider klein.", {"handling against"}),
        ("Kratzt kein bisschen und ist kuschelweich.", {"comfort for"}),
        ("Schöner Baumwollstoff, nur die Naht ist schief.", {"material for", "quality against"}),
        ("Die Qualitaet koennte besser sein.", {"quality against"}),
        ("Lässt sich nur schwer reinigen.", {"cleaning against"}),
        ("Nicht nur schön, auch sehr leise.", {"looks for", "noise for"}),
        ("Ich habe die Größe M genommen.", set()),
        ("Wir schicken Ihnen eine neue.", set()),
    ],
)
def test_what_german_sentences_say(text: str, said: set[str]) -> None:
    assert {f"{one.aspect} {one.polarity}" for one in judging.aspects(text)} == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Runs small, I had to exchange it.", {"size against"}),
        ("Fits true to size.", {"size for"}),
        ("The waist doesn't gap and the legs aren't too long.", {"fit for"}),
        ("It doesn\u2019t wrinkle.", {"cleaning for"}),
        ("The colors and the print are lovely.", {"colour for", "looks for"}),
        ("It is nicely made, but it looks cheap.", {"quality for", "looks against"}),
        ("The lid is hard to open.", {"handling against"}),
        ("I wish it were longer.", {"fit against"}),
        ("You can't go wrong with this price.", set()),
        ("I was worried it would be too thin.", set()),
        ("I wanted to love it.", set()),
    ],
)
def test_what_english_sentences_say(text: str, said: set[str]) -> None:
    assert {f"{one.aspect} {one.polarity}" for one in judging.aspects(text)} == said


def test_every_word_that_names_an_aspect_is_of_one_that_both_languages_have() -> None:
    german, english = (tomllib.loads((FOLDER / name).read_text()) for name in ("german.toml", "english.toml"))
    assert set(german["aspects"]) == set(english["aspects"])
    assert {kind for kinds in [*german["aspects"].values(), *english["aspects"].values()] for kind in kinds} <= set(VALUES)
    assert set(german["words"]) <= set(english["words"]) == {"good", "bad", "sorry", "doubts", "denies", "wishes", "neutral"}


def test_stars_that_disagree_silence_what_is_only_said_beside() -> None:
    assert [one.polarity for one in judging.aspects("Die Qualität ist gut.", 4)] == [Polarity.FOR]
    assert judging.aspects("Die Qualität ist gut.", 1) == []
    assert [one.polarity for one in judging.aspects("Der Stoff kratzt und ist eingelaufen.", 5)] == [Polarity.AGAINST] * 2


def test_the_language_a_text_is_plainly_written_in() -> None:
    assert judging.spoken("It is the best of them, and I like that they have it in blue.") == "en"
    assert judging.spoken("Das ist sehr schön und ich bin zufrieden, aber nicht mit dem Deckel.") == "de"
    assert judging.spoken("Très bien, je suis contente de mon achat.") is None
    assert judging.spoken("Super") is None
    assert judging.spoken("It is the best. Das ist nicht das, was ich wollte.") is None
