"""The judges that ship: what they say of plain cases, and that their cards are true to their files."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from stoa.app.commands.models import written
from stoa.community import judging
from stoa.community.judging.features import features
from stoa.community.judging.fitting import Row, fit, share, tried
from stoa.community.judging.linear import CARDS, IN
from stoa.community.judging.model import Card, NoSuchJudge
from stoa.community.judging.teaching import harmless
from stoa.community.judging.trying import CUSTOMERS, PUBLIC, TRIALS, _public_trials, own_trials

EMPTY = Card("test", "that a text is about cats", [], 0, ["en"], [], [], date(2026, 1, 1))


@pytest.mark.parametrize(
    ("name", "yes", "no"),
    [
        ("toxic", "you are a stupid bitch, kill yourself", "The mug is heavy and the glaze is uneven at the rim."),
        ("spam", "WIN a FREE prize!! Text WINNER to 80086 now, claim £500 cash", "I have had this lamp for a year and it still works."),
        ("for_the_shop", "Where is my order? It was due on Monday.", "Does the lid fit the small pot as well?"),
        ("for_the_shop", "Ich warte seit einer Woche auf meine Bestellung", "Ist die Tasse spülmaschinenfest?"),
    ],
)
def test_plain_cases(name: str, yes: str, no: str) -> None:
    assert judging.judge(name).sure(yes) > 0.75
    assert judging.judge(name).sure(no) < 0.4


def test_there_is_nothing_to_say_of_nothing() -> None:
    assert judging.judge("toxic").sure("") == 0
    assert judging.judge("toxic").sure(" \n\u2014 ") == 0
    with pytest.raises(NoSuchJudge):
        judging.judge("../toxic")
    with pytest.raises(NoSuchJudge):
        judging.judge("wisdom")


def test_a_text_of_any_length_is_read_to_a_limit() -> None:
    assert features("word " * 4_000) == features("word " * 800)
    assert sum(value * value for value in features("a few words, and more").values()) == pytest.approx(1)


def test_every_card_says_how_often_it_errs_on_rows_it_never_saw() -> None:
    cards = judging.cards()
    assert [card.name for card in cards] == ["aspects", "for_the_shop", "spam", "toxic"]
    for card in cards:
        assert card.taught_with
        assert card.not_for
        assert card.trials
        for trial in card.trials:
            assert trial.precision.low <= trial.precision.value <= trial.precision.high
            assert trial.recall.of == trial.yes
            assert trial.recall.right <= trial.yes


def test_every_card_is_said_in_german_too() -> None:
    kept = tomllib.loads((CARDS / IN["de"]).read_text())
    said = {text for card in judging.cards() for text in _texts(card)}
    assert said - set(kept) == set(), "no German of what teaching wrote"
    assert set(kept) - said == set(), "German of what no card says any more"
    assert [card.name for card in judging.cards("de")] == [card.name for card in judging.cards()]
    for english, german in zip(judging.cards(), judging.cards("de"), strict=True):
        assert _texts(german) == [kept[text] for text in _texts(english)]
        assert [trial.precision for trial in german.trials] == [trial.precision for trial in english.trials]
    assert judging.cards("fr") == judging.cards()


def _texts(card: Card) -> list[str]:
    return [card.says, *card.taught_with, *card.not_for, *card.not_met, *[trial.on for trial in card.trials]]


def test_the_card_of_aspects_has_no_threshold_and_says_what_its_trials_owe() -> None:
    card = judging.cards()[0]
    assert {(one.doubtful, one.false_alarms) for one in card.trials} == {(None, None)}
    page = written([card])
    assert "| – |" in page
    assert "| 0.0 |" not in page
    assert page.count("- **Not met**: ") == len(card.not_met) == 3
    ours = own_trials()
    assert [one.on for one in card.trials[7:]] == [one.on for one in ours]
    assert [(one.precision, one.recall) for one in card.trials[7:]] == [(one.precision, one.recall) for one in ours], (
        "the card is of these lists"
    )


def test_sentences_that_were_kept_are_read_well_in_both_languages() -> None:
    for name in ("German", "English"):
        trial = next(one for one in own_trials() if f"{name} sentences" in one.on)
        assert trial.rows >= 100
        assert trial.recall.low > 0.65
        assert trial.precision.low > 0.7


def test_what_customers_say_is_found_by_the_card() -> None:
    trial = judging.cards()[0].trials[0]
    assert trial.on.startswith(CUSTOMERS)
    assert (trial.rows, trial.yes) == (70, 223)
    assert trial.recall.low > 0.75
    assert trial.precision.low > 0.65


def test_the_german_trial_has_rows_of_every_aspect_for_and_against() -> None:
    read = tomllib.loads((TRIALS / "german.toml").read_text())
    named = set(tomllib.loads((TRIALS.parent / "german.toml").read_text())["aspects"])
    sentences = [one for review in read["reviews"] for one in review["sentences"]]
    assert len(sentences) >= 120
    assert {said for one in sentences for said in one["says"]} == {f"{name} {how}" for name in named for how in ("for", "against")}


@pytest.mark.parametrize("name", ["toxic", "spam"])
def test_the_cards_of_judges_of_harm_say_how_they_do_on_names_and_short_answers(name: str) -> None:
    card = judging.judge(name).card
    for on, rows in harmless().items():
        assert len(rows) >= 30
        shown = {one.doubtful: one for one in card.trials if one.on == on}
        assert shown == {doubtful: tried(judging.judge(name), rows, on, doubtful) for doubtful in (0.5, 0.9)}, "the card is of these lists"
    assert any("names" in use for use in card.not_for)


def test_a_taught_judge_is_the_same_each_time_and_tells_apart_what_it_learned() -> None:
    rows = [Row(f"the cat number {n} purrs", yes=True) for n in range(40)] + [
        Row(f"the dog number {n} barks", yes=False) for n in range(40)
    ]
    first, second = fit(rows, EMPTY), fit(rows, EMPTY)
    assert first.keep() == second.keep()
    trial = tried(first, [Row("a cat purrs", yes=True), Row("some dog barks", yes=False)], "two")
    assert (trial.precision.right, trial.recall.right, trial.false_alarms.right) == (1, 1, 0)
    with pytest.raises(ValueError, match="both kinds"):
        fit(rows[:40], EMPTY)


def test_a_share_has_wilsons_interval() -> None:
    found = share(8, 10)
    assert (found.value, round(found.low, 3), round(found.high, 3)) == (0.8, 0.49, 0.943)
    assert (share(0, 0).low, share(0, 0).high) == (0, 1)
    assert share(0, 20).low == 0
    assert share(20, 20).high == 1


def test_the_public_set_is_read_by_its_labels(tmp_path: Path) -> None:
    """Two right, one for where it is against, one that only the words found; a feature that is no aspect of ours is none."""
    lines = [
        "[t] a camera",
        "size[+2]##The size is perfect for my pocket.",
        "look[-1], battery life[+3]##I love the design and the battery.",
        "noise [-2][u]##You hear it through two doors.",
        "lens cap[-1]##We lost it.",
    ]
    for name in ("CanonG3.txt", "DVD.txt", "Nikon.txt", "Nokia6610.txt"):
        (tmp_path / name).write_text("\n".join(lines) if name == "DVD.txt" else "", "latin-1")
    whole, named, polarity = _public_trials(tmp_path)
    assert PUBLIC in whole.on
    assert (whole.rows, whole.yes) == (4, 3)
    shares = [one for one in (whole.precision, whole.recall, named.precision, polarity.precision) if one is not None]
    assert [(one.right, one.of) for one in shares] == [(2, 4), (2, 3), (3, 4), (2, 3)]


def test_what_the_public_set_showed_stays_where_its_files_are_not(tmp_path: Path) -> None:
    kept = _public_trials(tmp_path / "nowhere")
    assert [PUBLIC in one.on for one in kept] == [True, True, True]
    assert kept[0].yes > 100
