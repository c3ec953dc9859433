"""Who is asked, in which order answers stand, what only the shop can answer, and whether asking five owners is enough."""

import heapq
import random
import statistics
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from stoa.base import ids
from stoa.community import judging
from stoa.community.moderation.model import State
from stoa.community.questions import rules
from stoa.community.questions.model import Answer, AnswerId, Basis, QuestionId, Urgent, Why
from stoa.people.permissions.model import PersonId

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
HOURS = timedelta(hours=1)


def an_answer(
    *, helpful: int = 0, unhelpful: int = 0, up: float = 0.0, down: float = 0.0, owner: bool = False, official: bool = False
) -> Answer:
    return Answer(
        id=AnswerId(ids.new()), question_id=QuestionId(ids.new()), author=None, name="", text="Yes.", language="en",
        basis=Basis.OWNER if owner else Basis.NONE, owned_since=NOON if owner else None, official=official, held=False, visible_from=NOON,
        state=State.PUBLISHED, helpful=0, unhelpful=0, made_at=NOON, up=up, down=down,
    )  # fmt: skip


answers = st.builds(
    lambda up, down, kind: an_answer(up=up, down=down, owner=kind == "owner", official=kind == "shop"),
    st.sampled_from([0.0, 0.1, 0.6, 1.0, 3.7]),
    st.sampled_from([0.0, 0.1, 0.6, 1.0, 3.7]),
    st.sampled_from(["owner", "other", "shop"]),
)


@given(st.lists(answers, max_size=12), st.data())
def test_the_shop_stands_below_owners_of_equal_score_and_what_solved_it_first(found: list[Answer], data: st.DataObject) -> None:
    accepted = data.draw(st.sampled_from([None, *(one.id for one in found)]))
    ordered = rules.in_order(found, accepted)
    assert sorted(one.id for one in ordered) == sorted(one.id for one in found)
    if accepted is not None:
        assert ordered[0].id == accepted
    rest = [one for one in ordered if one.id != accepted]
    for at, one in enumerate(rest):
        for below in rest[at + 1 :]:
            assert rules.score(one.up, one.down) >= rules.score(below.up, below.down) - 1e-9
            if one.official and rules.score(one.up, one.down) == rules.score(below.up, below.down):
                assert below.official


@given(st.integers(0, 50), st.integers(0, 50))
def test_more_who_found_it_helpful_never_lower_the_score(helpful: int, unhelpful: int) -> None:
    assert -1 <= rules.score(helpful, unhelpful) < rules.score(helpful + 1, unhelpful) <= 1
    assert rules.score(helpful, unhelpful + 1) < rules.score(helpful, unhelpful)
    assert rules.score(helpful, unhelpful) == pytest.approx(-rules.score(unhelpful, helpful))


@pytest.mark.parametrize(
    ("asked_before", "official", "urgent", "after"),
    [
        (0, True, None, 12),
        (5, True, None, 7),
        (20, True, None, 0),
        (0, True, Urgent.SAFETY, 0),
        (0, True, Urgent.LAW, 0),
        (0, False, None, 0),
    ],
)
def test_the_shop_waits_twelve_hours_from_the_question(asked_before: int, official: bool, urgent: Urgent | None, after: int) -> None:
    found = rules.visible_from(NOON, NOON - asked_before * HOURS, 12 * HOURS, official=official, urgent=urgent)
    assert found == NOON + after * HOURS


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Where is my order?", Why.WORDS),
        ("Can you change order 10234 please", Why.WORDS),
        ("#10234 when?", Why.WORDS),
        ("Wo bleibt mein Paket?", Why.WORDS),
        ("Meine Bestellung stornieren?", Why.WORDS),
        ("I was charged twice", Why.WORDS),
        ("Do you ship to Austria?", Why.JUDGE),
        ("Does the handle get hot?", None),
        ("Is the lid in the order of 12 cm wide?", None),
        ("Does it return to its shape after washing?", None),
        ("Passt sie unter meine Kaffeemaschine?", None),
        ("Kann man sie in die Spülmaschine geben?", None),
    ],
)
def test_what_only_the_shop_can_answer(text: str, why: Why | None) -> None:
    assert rules.for_the_shop(text, judging.judge("for_the_shop").sure(text)) is why


@pytest.mark.parametrize("text", ["Mail me: jo@example.com", "Order 10234 is late", "Bestellnummer: 10234", "it is #10234"])
def test_what_strangers_must_not_read(text: str) -> None:
    assert rules.personal(text)


@pytest.mark.parametrize("text", ["Is it 2000 ml or 1500?", "A 1984 edition?", "in order of 3 sizes", "@ home or in the office?"])
def test_numbers_are_not_secrets(text: str) -> None:
    assert not rules.personal(text)


@given(st.text(max_size=400))
def test_any_text_can_be_compared(text: str) -> None:
    rules.typed(text, "en")
    rules.digest(text)


def test_the_same_question_in_other_dress() -> None:
    assert rules.digest("Passt die Größe?!") == rules.digest("die GRÖSSE passt") != rules.digest("Passt die Farbe?")


def a_candidate(**more: object) -> rules.Candidate:
    return rules.Candidate(**{"person_id": PersonId(ids.new()), "since": NOON - timedelta(days=90), **more})


def test_who_helped_before_and_is_not_busy_is_asked_first() -> None:
    helper = a_candidate(asked=4, answered=4, helpful=9, unhelpful=0, accepted=2)
    asked_often = a_candidate(asked=4, answered=4, helpful=9, accepted=2, busy=8)
    new = a_candidate()
    asked_all_the_time = a_candidate(asked=4, answered=4, helpful=9, accepted=2, busy=20)
    silent = a_candidate(asked=6, answered=0)
    lately = a_candidate(asked=4, answered=4, helpful=9, accepted=2, asked_at=NOON - timedelta(days=6))
    found = rules.choose([silent, lately, asked_all_the_time, new, asked_often, helper], NOON)
    assert found == [helper, asked_often, new, asked_all_the_time, silent]
    assert [round(rules.promise(one), 3) for one in found] == [0.667, 0.222, 0.167, 0.111, 0.056]
    assert rules.choose([lately], NOON) == []
    a_week_ago = a_candidate(asked_at=NOON - timedelta(days=7))
    assert rules.choose([a_week_ago], NOON) == [a_week_ago]


def test_of_equal_promise_who_was_never_asked_goes_first_then_who_has_owned_it_longest() -> None:
    lately = a_candidate(asked_at=NOON - timedelta(days=8))
    long_ago = a_candidate(asked_at=NOON - timedelta(days=80))
    newer, older = a_candidate(since=NOON - timedelta(days=9)), a_candidate(since=NOON - timedelta(days=10))
    assert rules.choose([lately, newer, long_ago, older], NOON) == [older, newer, long_ago, lately]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 20)), max_size=20))
def test_never_more_than_five_and_never_twice_a_week(people: list[tuple[int, int, int]]) -> None:
    candidates = [
        a_candidate(asked=asked, answered=min(asked, answered), asked_at=NOON - timedelta(days=days) if days else None)
        for asked, answered, days in people
    ]
    chosen = rules.choose(candidates, NOON)
    assert len(chosen) <= 5
    assert all(one.asked_at is None or one.asked_at <= NOON - rules.ONCE_IN for one in chosen)
    assert len(set(chosen)) == len(chosen)


ONE_ROUND = (timedelta(0),)
ROUNDS = (timedelta(0), rules.SECOND_ROUND, rules.THIRD_ROUND, rules.NEXT_ROUND)
SEEDS = (18, 19, 20, 21)


def a_quarter_of_a_year(mean: float, rounds: tuple[timedelta, ...], seed: int) -> tuple[float, float]:
    """Return the share of questions that somebody answers within a day, and within four, over ninety days.

    The rules choose. Assumed, none of it measured: 400 products that are bought unevenly (Zipf), 1,500 members who let themselves be
    asked and own up to 3 of them, 25 questions a day, asked of products as often as those are bought. Somebody who is asked answers
    with a probability of their own, evenly spread around `mean` (0.15 to either side at 0.2, 0.25 else), after 20 minutes to 30 hours
    (log-normal, median 6). Nobody else answers. `rounds`: how long after the first others are asked, while there is no answer.
    """
    chance, spread = random.Random(seed), 0.15 if mean < 0.25 else 0.25
    weights = [1 / (rank + 3) for rank in range(400)]
    owned: dict[int, list[int]] = {}
    habits: list[float] = []
    for person in range(1_500):
        habits.append(chance.uniform(mean - spread, mean + spread))
        for product in set(chance.choices(range(400), weights, k=3)):
            owned.setdefault(product, []).append(person)
    known = [rules.Candidate(person_id=PersonId(ids.new()), since=NOON) for _ in habits]
    people = {one.person_id: person for person, one in enumerate(known)}
    begins = [NOON + number * timedelta(days=1) / 25 for number in range(90 * 25)]
    about = [chance.choices(range(400), weights)[0] for _ in begins]
    answered: dict[int, datetime] = {}
    asked: dict[int, set[int]] = {}
    due = [(begin + rules.ROUTE_AFTER + wait, question, -1 - at) for question, begin in enumerate(begins) for at, wait in enumerate(rounds)]
    heapq.heapify(due)
    while due:
        now, question, by = heapq.heappop(due)
        if by >= 0:
            answered.setdefault(question, now)
            known[by] = replace(known[by], answered=known[by].answered + 1)
        elif question not in answered:
            before = asked.setdefault(question, set())
            most = 5 if rounds == ONE_ROUND else rules.AT_A_TIME[-1 - by]
            chosen = rules.choose([known[one] for one in owned.get(about[question], []) if one not in before], now, most)
            assert len(chosen) <= most <= 5
            for one in chosen:
                assert one.asked_at is None or now - one.asked_at >= rules.ONCE_IN
                person = people[one.person_id]
                before.add(person)
                known[person] = replace(one, asked_at=now, asked=one.asked + 1, busy=one.busy + 1)
                if chance.random() < habits[person]:
                    takes = timedelta(hours=min(30.0, max(0.33, chance.lognormvariate(1.8, 0.9))))
                    heapq.heappush(due, (now + takes, question, person))
    took = [answered[question] - begin for question, begin in enumerate(begins) if question in answered]
    day, four = (sum(one <= timedelta(days=days) for one in took) / len(begins) for days in (1, 4))
    return day, four


@pytest.mark.parametrize(
    ("mean", "rounds", "shares"),
    [
        (0.2, ONE_ROUND, (0.57, 0.59)),
        (0.2, ROUNDS, (0.66, 0.75)),
        (0.3, ROUNDS, (0.78, 0.84)),
        (0.4, ONE_ROUND, (0.81, 0.82)),
        (0.4, ROUNDS, (0.85, 0.89)),
    ],
)
def test_how_many_are_answered_in_a_day_hangs_on_how_many_of_those_asked_answer(
    mean: float, rounds: tuple[timedelta, ...], shares: tuple[float, float]
) -> None:
    found = [a_quarter_of_a_year(mean, rounds, seed) for seed in SEEDS]
    assert tuple(round(statistics.mean(one[at] for one in found), 2) for at in (0, 1)) == shares
