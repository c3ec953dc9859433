"""What is typed is understood: folding, phrases, exclusions, slips of the finger."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.shop.search import rules
from stoa.shop.search.model import Candidate, Term


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Käse-Raspel", "kase-raspel"),
        ("Straße", "strasse"),
        ("CRÈME brûlée", "creme brulee"),
        ("Sörup", "sorup"),
        ("Łódź Øre Æble", "lodz ore aeble"),
        ("ＦＵＬＬ width", "full width"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
    ],
)
def test_folding_takes_case_and_accents_away(text, folded):
    assert rules.fold(text) == folded


def test_a_text_is_found_under_its_other_spellings():
    assert rules.write("T-Shirt", "en") == ["t", "shirt", "tshirt"]
    assert rules.write("Möbelöl", "de") == ["mobelol", "moebeloel"]
    assert rules.write("Möbelöl", "en") == ["mobelol"]
    assert rules.write("Chef's knife, 0.5 l", "en") == ["chef", "s", "knife", "0", "5", "l", "chefs", "05"]
    assert rules.write("https://shop.example.com/a/b/c", "en") == ["https", "shop", "example", "com", "a", "b", "c"]


def test_a_description_is_indexed_without_its_markup():
    written = rules.prepare("Mug", ["Hollen"], [], "<p>Fired at <em>1240</em>&nbsp;°C &amp; glazed</p>", "en")
    assert written.body == "fired at 1240 c glazed"
    assert written.title == "mug"
    assert written.vocabulary == ["fired", "glazed", "hollen", "mug"]


def test_a_query_has_words_phrases_and_exclusions():
    asked = rules.parse('  Canvas  „tote bag“ -leather -"for kids" t-shirt ')
    assert asked.text == 'Canvas „tote bag“ -leather -"for kids" t-shirt'
    assert asked.terms == (
        Term(("canvas",)),
        Term(("tote", "bag"), phrase=True),
        Term(("leather",), minus=True),
        Term(("for", "kids"), phrase=True, minus=True),
        Term(("t", "shirt")),
    )


def test_only_exclusions_are_taken_as_wishes():
    assert rules.parse("-wool").terms == (Term(("wool",)),)


@pytest.mark.parametrize("text", ["", "   ", '"', '""', "-", "--", "&|!():*<->", "\x00", "'", "\\", "%_", "🦜", "- -"])
def test_nothing_to_look_for_is_no_error(text):
    assert rules.parse(text).terms == ()


def test_a_very_long_query_is_cut_off():
    asked = rules.parse("a" * 10_000)
    assert asked.terms == (Term(("a" * 40,)),)
    assert len(rules.parse("word " * 2_000).terms) == 12


@given(st.text(max_size=400))
def test_whatever_is_typed_becomes_a_query_of_plain_words(text):
    asked = rules.parse(text)
    wanted = rules.ask(asked, {})
    for part in (wanted.must, wanted.last, wanted.prefix, wanted.some, wanted.none):
        bare = part.replace(" <-> ", " ").replace(":*", "")
        assert all(c.isalnum() or c in " ()&|!" for c in bare), part
    asked.text.encode()
    assert "\x00" not in asked.text


def test_the_database_is_asked_for_every_term_and_the_last_as_a_beginning():
    wanted = rules.ask(rules.parse('canvas "tote bag" -leather backp'), {})
    assert (wanted.must, wanted.last, wanted.prefix) == ("canvas & (tote <-> bag)", "backp", "backp:*")
    assert (wanted.some, wanted.none, wanted.terms) == ("canvas | (tote <-> bag) | backp", "!(leather)", 3)


def test_a_hyphenated_word_may_be_written_in_one_and_is_no_beginning():
    wanted = rules.ask(rules.parse("AB-1234"), {})
    assert (wanted.must, wanted.last, wanted.prefix) == ("", "((ab <-> 1234) | ab1234)", "")


def test_the_longest_run_of_words_with_another_meaning_counts():
    meaning = {"chopping board": ["cutting board", "brett"], "board": ["plank"], "oak": ["eiche"]}
    wanted = rules.ask(rules.parse("oak chopping board"), meaning)
    assert wanted.must == "(oak | eiche)"
    assert wanted.last == "(chopping & board | (cutting <-> board) | brett)"


def test_grams_pairs_and_splits():
    asked = rules.parse('tea pot "of iron"')
    assert rules.grams(asked) == ["tea", "pot", "of", "iron", "tea pot", "pot of", "of iron", "tea pot of", "pot of iron"]
    assert rules.pairs(asked) == {"tea pot": "teapot"}
    assert rules.splits("teapot") == [("tea", "pot")]
    assert rules.splits("12345678") == []


def near(word, vocabulary):
    mine = set(rules.neighbours(word))
    return [Candidate(one) for one in vocabulary if mine & set(rules.neighbours(one))]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("canvs", "canvas"),
        ("cnavas", "canvas"),
        ("cannvas", "canvas"),
        ("bakcpack", "backpack"),
        ("bckpak", "backpack"),
        ("lether", "leather"),
        ("mgu", "mug"),
        ("scheidebrett", "schneidebrett"),
        ("schneidberett", "schneidebrett"),
        ("anvas", "canvas"),
        ("waterprooof", "waterproof"),
    ],
)
def test_slips_are_mended(typed, meant):
    vocabulary = ["canvas", "backpack", "leather", "mug", "schneidebrett", "waterproof", "feather", "bag", "black"]
    assert rules.mend(typed, near(typed, vocabulary)) == meant


def test_what_is_too_far_is_left_alone():
    assert rules.mend("xylophone", [Candidate("canvas")]) is None
    assert rules.mend("ab", [Candidate("abc")]) is None
    assert rules.mend("bags", [Candidate("bottle"), Candidate("bowls")]) is None


def test_of_equal_slips_the_same_first_letter_and_then_the_commoner_word_wins():
    assert rules.mend("bett", [Candidate("fett", 90), Candidate("belt", 3), Candidate("best", 2)]) == "belt"
    assert rules.mend("bett", [Candidate("belt", 30), Candidate("best", 2, named=True)]) == "best"


def test_the_mended_query_keeps_the_rest_as_it_was_typed():
    assert rules.replace(rules.parse("Red CANVS, -leather"), {"canvs": "canvas"}) == "Red canvas, -leather"


def slip(word, rng):
    """One letter dropped, doubled, swapped or wrong."""
    at = rng.randrange(len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + rng.choice(string.ascii_lowercase) + word[at + 1 :]


def test_neighbours_never_miss_a_word_within_reach():
    rng = random.Random(7)
    for _ in range(2_000):
        word = "".join(rng.choice("abcdefghiklmnoprstuw") for _ in range(rng.randrange(6, 22)))
        typed = slip(slip(word, rng), rng)
        if len(typed) >= 6:
            assert set(rules.neighbours(word)) & set(rules.neighbours(typed)), (word, typed)


def test_queries_that_may_name_a_person_are_known():
    for text in ("lena@example.com", "0151 2345678", "DE89 3704 0044 0532 0130 00", "4111-1111-1111-1111"):
        assert rules.is_personal(text)
    for text in ("canvas bag 20 l", "AB-1234", "mug 380 ml"):
        assert not rules.is_personal(text)
