"""What follows from reports, conduct and time, without a database."""

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.base import ids
from stoa.community.moderation import rules
from stoa.community.moderation.model import Decision, DecisionId, FoundBy, Level, NotYourOwn, State, Trust, Verdict
from stoa.community.moderation.report_model import AlreadyAppealed, Appeal, AppealId, NothingToAppeal, TooLateToAppeal
from stoa.people.permissions.model import PersonId

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def a_decision(**overrides: object) -> Decision:
    given = {
        "id": DecisionId(ids.new()), "kind": "review", "piece_id": ids.new(), "version": 1, "author": PersonId(ids.new()), "case_id": None,
        "verdict": Verdict.REMOVED, "rule": "insult", "ground": {"en": {"title": "Civil", "text": "Be civil."}, "de": {"title": "Höflich", "text": "Höflich sein."}},
        "fact": "It calls a reader a fool", "found_by": FoundBy.REPORT, "automated": False, "blind": True, "by": PersonId(ids.new()), "at": NOW,
        "key": "a-key", "overturned_by": None,
    }  # fmt: skip
    return Decision(**{**given, **overrides})  # type: ignore[arg-type]


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
