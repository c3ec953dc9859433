"""What a machine may do with what somebody wrote, and how alike two texts are, without a database."""

import tomllib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stoa.base import ids
from stoa.community.judging.trying import TRIALS
from stoa.community.moderation import checks, lexicon, rules, texts
from stoa.community.moderation.model import Check, Level, Piece, State, Weighed

NAMES = tomllib.loads((TRIALS / "names.toml").read_text())["first"]


def looked(
    text: str, level: Level = Level.NEW, known: tuple[str, ...] = (), copies: tuple[int, int] = (0, 0), language: str = "en"
) -> list[Check]:
    piece = Piece("note", ids.new(), {"text": text}, language=language)
    return checks.look(piece, checks.read(piece), level=level, known_links=known, copies=copies, own_host="shop.example")


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
