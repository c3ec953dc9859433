"""What follows from checks, reports, conduct and time, without a database."""

import math
import tomllib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stoa.base import ids
from stoa.community.judging.trying import TRIALS
from stoa.community.moderation import chance, checks, lexicon, rules, texts
from stoa.community.moderation.model import Check, Decision, DecisionId, FoundBy, Level, NotYourOwn, Piece, State, Trust, Verdict, Weighed
from stoa.community.moderation.report_model import AlreadyAppealed, Appeal, AppealId, NothingToAppeal, TooLateToAppeal
from stoa.people.permissions.model import PersonId

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
NAMES = tomllib.loads((TRIALS / "names.toml").read_text())["first"]


def looked(
    text: str, level: Level = Level.NEW, known: tuple[str, ...] = (), copies: tuple[int, int] = (0, 0), language: str = "en"
) -> list[Check]:
    piece = Piece("note", ids.new(), {"text": text}, language=language)
    return checks.look(piece, checks.read(piece), level=level, known_links=known, copies=copies, own_host="shop.example")


def a_decision(**overrides: object) -> Decision:
    given = {
        "id": DecisionId(ids.new()), "kind": "review", "piece_id": ids.new(), "version": 1, "author": PersonId(ids.new()), "case_id": None,
        "verdict": Verdict.REMOVED, "rule": "insult", "ground": {"en": {"title": "Civil", "text": "Be civil."}, "de": {"title": "Höflich", "text": "Höflich sein."}},
        "fact": "It calls a reader a fool", "found_by": FoundBy.REPORT, "automated": False, "blind": True, "by": PersonId(ids.new()), "at": NOW,
        "key": "a-key", "overturned_by": None,
    }  # fmt: skip
    return Decision(**{**given, **overrides})  # type: ignore[arg-type]


# --- what a machine may do ---------------------------------------------------------------------------------------------

verdicts = st.sampled_from([Weighed.PASS, Weighed.LOOK, Weighed.HOLD])
names = st.sampled_from(["links", "copies", "toxic", "spam", "private", "lexicon:threat", "lexicon:insult"])
anything = st.lists(st.builds(Check, names, st.floats(0, 1), verdicts), max_size=8)


@given(
    st.text(max_size=400), st.sampled_from(list(Level)), st.tuples(st.integers(0, 50), st.integers(0, 50)), st.sampled_from(["en", "de"])
)
@example("kill you, idiot, viagra casino bonus https://a.example https://b.example mail me@example.com", Level.NEW, (50, 50), "en")
def test_nothing_but_a_known_link_takes_away(text: str, level: Level, copies: tuple[int, int], language: str) -> None:
    """Whatever somebody writes, whoever they are: without a link that people have marked it is never removed."""
    found = looked(text, level, (), copies, language)
    assert Weighed.REMOVE not in {one.verdict for one in found}
    assert rules.state_of(found) is not State.REMOVED
    assert rules.state_of(looked(text, level, ("spam.example",), copies, language)) is State.REMOVED


@given(st.floats(0, 1), st.sampled_from(rules.JUDGES))
def test_a_model_alone_hides_nothing(sure: float, name: str) -> None:
    found = rules.together([rules.by_links(0, Level.NEW), rules.by_copies(0, 0), rules.by_judge(name, sure)])
    assert rules.state_of(found) is State.PUBLISHED
    assert (found[-1].verdict is Weighed.LOOK) == (sure >= rules.SURE)


@given(st.sampled_from([None, *State]), anything, st.booleans())
def test_no_change_gets_around_a_decision_or_a_look(before: State | None, found: list[Check], open_case: bool) -> None:
    after = rules.state_after(before, found, open_case=open_case)
    if before is State.REMOVED or (before is State.WAITING and open_case):
        assert after is State.WAITING
    else:
        assert after is rules.state_of(found)


def test_no_model_is_asked_about_a_few_words() -> None:
    assert [rules.judges(words) for words in (0, 4, 5, 7, 8)] == [[], [], ["toxic"], ["toxic"], ["toxic", "spam"]]
    assert {one.name for one in looked("you stupid big bitch")} & set(rules.JUDGES) == set()
    assert {one.name for one in looked("you stupid big ugly bitch")} & set(rules.JUDGES) == {"toxic"}


@pytest.mark.parametrize("name", sorted({name for names in NAMES.values() for name in names}))
def test_of_a_name_nothing_is_thought(name: str) -> None:
    """Whatever the model says of it: no field that is a name, and no form of it that fits one, is ever put before a host."""
    for said in (name, f"Aunt {name}", f"Oma {name} und Opa {name}", f"Your loving big brother {name} and his sister {name}"):
        for field in ("name", "byline", "recipient"):
            piece = Piece("claim", ids.new(), {field: said}, language="en")
            found = checks.look(piece, checks.read(piece), level=Level.NEW, known_links=[])
            assert checks.reasons(found) == []
            assert not {one.name for one in found} & set(rules.JUDGES)


def test_a_word_of_the_list_is_found_in_a_name_too() -> None:
    piece = Piece("claim", ids.new(), {"name": "Kill yourself"}, language="en")
    assert any(
        one.startswith("check:lexicon") for one in checks.reasons(checks.look(piece, checks.read(piece), level=Level.NEW, known_links=[]))
    )


def test_names_beside_what_somebody_says_do_not_change_what_a_model_thinks_of_it() -> None:
    said = "The lid does not fit the pot, which I find a shame."
    alone, named = [
        checks.look(piece, checks.read(piece), level=Level.NEW, known_links=[])
        for piece in (Piece("question", ids.new(), {"text": said}), Piece("question", ids.new(), {"text": said, "name": "Youssef Assad"}))
    ]
    assert [one for one in alone if one.name in rules.JUDGES] == [one for one in named if one.name in rules.JUDGES] != []


@pytest.mark.parametrize("name", rules.JUDGES)
def test_a_model_alone_goes_before_nobody_s_report(name: str) -> None:
    """The mildest rule has severity 1 (off_topic)."""
    alone = rules.harm(checks.severities([rules.by_judge(name, 1.0)]), visible=True)
    assert (
        alone
        <= rules.harm([1], visible=True)
        < rules.harm(checks.severities([Check("lexicon:insult", 3.0, Weighed.LOOK, "idiot")]), visible=True)
    )


def test_a_model_and_a_word_of_the_list_together_let_somebody_look_first() -> None:
    word = Check("lexicon:insult", 3.0, Weighed.LOOK, "idiot")
    assert rules.state_of(rules.together([word])) is State.PUBLISHED
    assert rules.state_of(rules.together([word, rules.by_judge("toxic", 0.95)])) is State.WAITING
    assert rules.state_of(rules.together([word, rules.by_judge("toxic", 0.5)])) is State.PUBLISHED


@pytest.mark.parametrize(
    ("count", "level", "verdict"),
    [
        (0, Level.NEW, "pass"),
        (1, Level.NEW, "hold"),
        (3, Level.KNOWN, "pass"),
        (4, Level.KNOWN, "look"),
        (8, Level.TRUSTED, "pass"),
        (9, Level.TRUSTED, "look"),
    ],
)
def test_links_weigh_by_how_well_somebody_is_known(count: int, level: Level, verdict: str) -> None:
    assert rules.by_links(count, level).verdict == verdict


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("See https://a.example/x and www.b.example now", 2),
        ("Write to me@c.com", 0),
        ("It broke.The lid too", 0),
        ("deal[.]com and deal (dot) com", 2),
        ("hxxps://d.example/1", 1),
        ("On shop.example/p/mug and www.shop.example", 0),
        ("amazon.de has it", 1),
    ],
)
def test_links_are_counted_as_people_write_them(text: str, count: int) -> None:
    assert texts.links(text, "shop.example") == count


def test_a_marked_domain_is_found_however_it_is_written() -> None:
    for text in (
        "SPAM.example",
        "go to deals.spam.example/x",
        "spam[.]example",
        "s\u200bpam.exa\u00admple",
        "https://user:x@spam.example:80/",
        "spam.example.",
    ):
        assert "spam.example" in texts.domains(texts.hosts(text)), text
    for text in ("notspam.example", "spam.example.com", "spam example", "me@spam.examples"):
        assert "spam.example" not in texts.domains(texts.hosts(text)), text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("You IDIOT, read the manual", "insult"),
        ("1d10t", "insult"),
        ("i d i o t", "insult"),
        ("Du Arschloch!", "insult"),
        ("I will find you", "threat"),
        ("Ich weiß, wo du wohnst", "threat"),
        ("ich weiß wo du wohnst", "threat"),
        ("Kredit ohne Schufa", "spam"),
        ("I received this product for free", "fake"),
    ],
)
def test_the_list_finds_what_is_plain(text: str, name: str | None) -> None:
    assert ([one.name for one in lexicon.find(text)] or [None])[0] == name


@pytest.mark.parametrize(
    "text",
    [
        "The kettle is a killer and the price insane, I hate the lid",
        "Scunthorpe delivers from Essex; the cockpit of the assassin's boat",
        "Ein Wahnsinn, dieser Griff. Todesmutig gekauft, nie bereut.",
        "Funktioniert nicht, zurückgeschickt, nie wieder dieser Schrott",
    ],
)
def test_the_list_leaves_harsh_words_about_things_alone(text: str) -> None:
    assert lexicon.find(text) == []


# --- near copies -------------------------------------------------------------------------------------------------------

REVIEW = "I have used this kettle for three months now and it pours without dripping. The handle stays cool, and it is quieter than the one I had."


def test_near_copies_are_found_and_others_are_not() -> None:
    def alike(one: str, other: str) -> float:
        a, b = texts.sketch(one), texts.sketch(other)
        assert a is not None
        assert b is not None
        return texts.alike(a, b)

    near = REVIEW.replace("three months", "two months").upper() + "!!"
    assert alike(REVIEW, REVIEW) == 1.0
    assert alike(REVIEW, near) >= rules.NEAR_COPY
    other = "The pan is heavier than I thought, yet it browns evenly and the handle does not wobble. I would buy it in the larger size next time."
    assert alike(REVIEW, other) < 0.3
    assert texts.sketch("Fits well, thank you") is None
    assert set(texts.bands(texts.sketch(REVIEW) or [])) & set(texts.bands(texts.sketch(near) or []))


def test_many_with_one_text_are_looked_at_first() -> None:
    assert rules.by_copies(0, 0).verdict == "pass"
    assert rules.by_copies(1, 0).verdict == "look"
    assert rules.by_copies(2, 0).verdict == "hold"
    assert rules.by_copies(0, 2).verdict == "pass"
    assert rules.by_copies(0, 3).verdict == "look"


# --- brigades (QA-4) ---------------------------------------------------------------------------------------------------


@given(st.integers(1, 200_000), st.floats(0, 1), st.integers(0, 500))
def test_a_brigade_of_five_in_a_hundred_silences_nobody(members: int, active_share: float, right: int) -> None:
    """However active the others are and however right each of the brigade was before."""
    brigade = math.ceil(members * 0.05)
    active = max(brigade, int(members * active_share))
    weights = [rules.weight(right, 0, NOW - timedelta(days=400), NOW)] * brigade
    assert not rules.hides(weights, active, members)


def test_a_small_community_can_hide_what_hurts_until_somebody_looks() -> None:
    good = rules.weight(20, 0, NOW - timedelta(days=90), NOW)
    assert rules.hides([good] * 4, 20, 25)
    assert not rules.hides([0.5] * 4, 20, 25)
    assert not rules.hides([good] * 4, 400, 500)


def test_a_report_weighs_what_its_reporter_was_worth() -> None:
    old = NOW - timedelta(days=30)
    assert rules.weight(0, 0, old, NOW) == 0.5
    assert rules.weight(9, 0, old, NOW) == 10 / 11
    assert rules.weight(0, 9, old, NOW) == 1 / 11
    assert rules.weight(50, 0, NOW - timedelta(days=6), NOW) == 0.0
    assert rules.weight(0, 0, None, NOW) == 0.0


@given(st.integers(0, 100), st.integers(0, 100))
def test_being_right_never_makes_a_report_weigh_less(right: int, wrong: int) -> None:
    old = NOW - timedelta(days=30)
    weight = rules.weight(right, wrong, old, NOW)
    assert 0 < weight < 1
    assert rules.weight(right + 1, wrong, old, NOW) > weight > rules.weight(right, wrong + 1, old, NOW)


# --- urgency and trust -------------------------------------------------------------------------------------------------


def test_harm_comes_first() -> None:
    assert rules.harm([5], visible=True) == 6
    assert rules.harm([5], visible=False) == 5
    assert rules.harm([1], visible=True) == 1
    assert rules.harm([3], visible=True, weight=4.5) == 6
    assert rules.harm([], visible=True) == 1
    assert rules.harm([5, 5], visible=True, weight=100) <= rules.MOST_HARM


def conduct(**overrides: object) -> Trust:
    trust = Trust(**overrides)  # type: ignore[arg-type]
    return Trust(**{**overrides, "score": rules.score(trust)})  # type: ignore[arg-type]


def test_trust_takes_time_help_and_grows_dearer_with_the_community() -> None:
    long_ago = NOW - timedelta(days=60)
    helper = conduct(kept=6, helpful=10, since=long_ago)
    assert rules.level(helper, 20, NOW) is Level.TRUSTED
    assert rules.level(helper, 20_000, NOW) is Level.KNOWN
    assert rules.level(conduct(kept=6, helpful=10, since=NOW - timedelta(days=5)), 20, NOW) is Level.KNOWN
    assert rules.level(conduct(kept=6, helpful=10, since=NOW), 20, NOW) is Level.NEW
    assert rules.level(conduct(kept=6, helpful=10, removed=1, since=long_ago), 20, NOW) is Level.KNOWN
    assert rules.level(conduct(kept=6, removed=2, since=long_ago), 20, NOW) is Level.NEW
    assert rules.needed(20_000) > rules.needed(200) > rules.needed(20)


# --- reasons and second looks ------------------------------------------------------------------------------------------


def test_the_statement_is_made_of_the_record() -> None:
    told = rules.statement(a_decision(), State.REMOVED, "de", NOW)
    assert (told.fact, told.rule_title, told.rule_text) == ("It calls a reader a fool", "Höflich", "Höflich sein.")
    assert (told.automated_decision, told.automated_means, told.can_appeal) == (False, False, True)
    assert told.appeal_until == NOW + timedelta(days=183)
    by_machine = rules.statement(a_decision(automated=True, found_by=FoundBy.KNOWN_LINK, by=None), State.REMOVED, "en", NOW)
    assert (by_machine.automated_decision, by_machine.automated_means, by_machine.can_appeal) == (True, True, True)
    found = rules.statement(a_decision(found_by=FoundBy.CHECK), State.REMOVED, "xx", NOW)
    assert (found.rule_title, found.automated_decision, found.automated_means) == ("Civil", False, True)


def test_a_second_look_is_asked_for_once_in_six_months_about_what_stands() -> None:
    decision = a_decision()
    rules.check_appeal(decision, State.REMOVED, None, NOW + timedelta(days=182), reporter=False)
    asked = Appeal(
        id=AppealId(ids.new()),
        decision_id=decision.id,
        report_id=None,
        by=None,
        text="",
        at=NOW,
        outcome=None,
        why="",
        decided_by=None,
        decided_at=None,
    )
    with pytest.raises(AlreadyAppealed):
        rules.check_appeal(decision, State.REMOVED, asked, NOW, reporter=False)
    with pytest.raises(TooLateToAppeal):
        rules.check_appeal(decision, State.REMOVED, None, NOW + timedelta(days=183), reporter=False)
    for state, overrides, reporter in (
        (State.PUBLISHED, {}, False),
        (State.REMOVED, {"overturned_by": DecisionId(ids.new())}, False),
        (State.REMOVED, {}, True),
        (State.PUBLISHED, {"verdict": Verdict.KEPT}, False),
    ):
        with pytest.raises(NothingToAppeal):
            rules.check_appeal(a_decision(**overrides), state, None, NOW, reporter=reporter)
    rules.check_appeal(a_decision(verdict=Verdict.KEPT), State.PUBLISHED, None, NOW, reporter=True)


def test_another_host_looks_again_where_there_is_one() -> None:
    decision = a_decision()
    rules.check_second_look(decision, decision.by, decision.author, 1)
    with pytest.raises(NotYourOwn):
        rules.check_second_look(decision, decision.by, decision.author, 2)
    with pytest.raises(NotYourOwn):
        rules.check_second_look(decision, decision.author, decision.author, 1)


def test_only_its_author_and_the_key_open_a_decision() -> None:
    decision = a_decision()
    assert rules.concerns(decision, decision.author, "")
    assert rules.concerns(decision, None, "a-key")
    assert not rules.concerns(decision, None, "")
    assert not rules.concerns(decision, PersonId(ids.new()), "a-kez")
    assert not rules.concerns(a_decision(author=None), None, "")


# --- whether decisions hang on stars (REV-2) ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chi2", "freedom", "p"), [(9.488, 4, 0.05), (13.277, 4, 0.01), (3.841, 1, 0.05), (6.635, 1, 0.01), (7.815, 3, 0.05), (5.991, 2, 0.05)]
)
def test_the_chance_is_that_of_the_tables(chi2: float, freedom: int, p: float) -> None:
    assert chance.tail(chi2, freedom) == pytest.approx(p, abs=2e-5)


def test_which_stars_are_tested_together_is_told() -> None:
    assert chance.classes([90, 90, 180, 360, 720], [10, 10, 20, 40, 80]) == [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]
    assert chance.classes([7, 3, 4, 9, 28], [3, 2, 2, 3, 12]) == [(1, 4), (5, 5)]
    assert chance.classes([20, 0, 8, 18, 40], [10, 0, 4, 6, 10]) == [(1, 1), (3, 4), (5, 5)], "a star that nobody gave is in none"
    assert chance.classes([3, 0, 0, 0, 0], [1, 0, 0, 0, 0]) == [(1, 1)]
    assert chance.classes([0] * 5, [0] * 5) == []


def test_an_even_hand_raises_no_alarm_and_a_biased_one_does() -> None:
    even = chance.test([90, 90, 180, 360, 720], [10, 10, 20, 40, 80])
    assert even is not None
    assert (even.freedom, even.chi2) == (4, pytest.approx(0, abs=1e-9))
    biased = chance.test([50, 80, 180, 380, 750], [50, 20, 20, 20, 50])
    assert biased is not None
    assert biased.p < chance.ALARM
    assert chance.test([3, 2, 0, 1, 4], [1, 0, 0, 0, 1]) is None
    assert chance.test([100, 100, 100, 100, 100], [0, 0, 0, 0, 0]) is None


def test_small_classes_are_put_together_with_their_neighbours() -> None:
    found = chance.test([4, 6, 100, 100, 100], [1, 1, 20, 20, 20])
    assert found is not None
    assert found.freedom == 2, "five and seven pieces become one class, and that joins the next"


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=5, max_size=5))
def test_the_test_says_a_chance_or_nothing(table: list[tuple[int, int]]) -> None:
    found = chance.test([kept for kept, _ in table], [removed for _, removed in table])
    if found is not None:
        assert 0 <= found.p <= 1
        assert 1 <= found.freedom <= 4
        assert found.chi2 >= 0


# --- what is typed -----------------------------------------------------------------------------------------------------
