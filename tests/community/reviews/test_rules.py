"""The score, the order, who is rewarded and who is asked, without a database."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any, get_type_hints
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.base import ids
from stoa.community.moderation.model import vote_weight
from stoa.community.reviews import model, rules
from stoa.community.reviews.asked import Aspect, AspectKind, Choice, Terms
from stoa.community.reviews.method import Entry, Heard, Prior
from stoa.community.reviews.model import Basis, Collection, ReviewId, Rewardable, State
from stoa.community.reviews.rules import Ask, Candidate, Later, Situation, Stop
from stoa.shop.catalog.model import CategoryId, ProductId

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

ages = st.floats(0, 4000).map(lambda days: NOW - timedelta(days=days))
stars = st.integers(1, 5)
heard = st.builds(Heard, stars, st.sampled_from(Basis), st.booleans(), ages)
priors = st.builds(Prior, st.floats(rules.LEAST_PRIOR, rules.MOST_PRIOR), st.floats(0.5, 2))


def several(count: int, mean: float, basis: Basis, at: Any) -> list[Heard]:
    """Return so many reviews of that mean, made at the times that `at` gives."""
    fives = round(count * (mean - 4))
    return [Heard(5 if number < fives else 4, basis, False, at(number)) for number in range(count)]


# --- REV-5 -----------------------------------------------------------------------------------------------------------


@given(st.lists(heard, min_size=1, max_size=40), st.data(), priors)
def test_more_stars_never_lower_the_score(all_of: list[Heard], data: st.DataObject, prior: Prior) -> None:
    which = data.draw(st.integers(0, len(all_of) - 1))
    better = data.draw(st.integers(all_of[which].rating, 5))
    after = [*all_of]
    after[which] = msgspec.structs.replace(all_of[which], rating=better)
    before_score, after_score = rules.score(all_of, prior, NOW).value, rules.score(after, prior, NOW).value
    assert after_score >= before_score - 1e-12
    if better > all_of[which].rating:
        assert after_score > before_score or after_score == rules.MOST_WITHOUT_PRAISE


@given(st.lists(heard, max_size=40), st.sampled_from(Basis), st.booleans(), ages, priors)
def test_one_more_good_review_never_lowers_it_and_one_more_bad_never_raises_it(
    before: list[Heard], basis: Basis, paid: bool, at: datetime, prior: Prior
) -> None:
    now = rules.score(before, prior, NOW).value
    assert rules.score([*before, Heard(5, basis, paid, at)], prior, NOW).value >= now - 1e-9
    assert rules.score([*before, Heard(1, basis, paid, at)], prior, NOW).value <= now + 1e-9


@given(st.lists(heard, max_size=40), st.randoms(use_true_random=False), priors)
def test_it_does_not_matter_in_which_order_they_came(before: list[Heard], chance: random.Random, prior: Prior) -> None:
    mixed = chance.sample(before, len(before))
    one, other = rules.score(before, prior, NOW), rules.score(mixed, prior, NOW)
    assert (other.value, other.low, other.high) == pytest.approx((one.value, one.low, one.high), abs=1e-9)


@given(st.lists(st.tuples(st.integers(1, 2), st.booleans(), ages), min_size=2, max_size=6), priors)
def test_two_bad_reviews_of_owners_alone_never_show_above_three(bad: list[tuple[int, bool, datetime]], prior: Prior) -> None:
    """However good its category is, and however long ago they were written."""
    found = rules.score([Heard(rating, Basis.ORDER, paid, at) for rating, paid, at in bad], prior, NOW)
    assert round(found.value, 1) <= 3.0
    assert found.low <= found.value <= found.high


def test_two_fresh_owners_outweigh_most_of_what_is_believed_beforehand() -> None:
    ones = [Heard(1, Basis.ORDER, False, NOW)] * 2
    assert rules.score(ones, Prior(rules.MOST_PRIOR), NOW).value == pytest.approx(2.98)
    assert rules.score(ones, Prior(), NOW).value == pytest.approx(2.8)
    assert rules.score([Heard(5, Basis.ORDER, False, NOW)] * 2, Prior(), NOW).value == pytest.approx(4.4)
    assert rules.score([*ones, Heard(3, Basis.ORDER, False, NOW)], Prior(), NOW).value == pytest.approx(17 / 6)


@given(st.lists(ages, min_size=200, max_size=200), ages, st.sampled_from([Basis.ORDER, Basis.IMPORTED]), st.sampled_from(Basis), priors)
def test_one_five_star_never_outranks_two_hundred_at_4_7(
    times: list[datetime], at: datetime, basis: Basis, alone: Basis, prior: Prior
) -> None:
    many = rules.score(several(200, 4.7, basis, lambda number: times[number]), prior, NOW)
    one = rules.score([Heard(5, alone, False, at)], prior, NOW)
    assert many.value > one.value


@given(st.lists(ages, min_size=200, max_size=200), ages, st.sampled_from([Basis.ORDER, Basis.IMPORTED]), st.sampled_from(Basis))
def test_nor_when_its_own_category_is_the_better_one(times: list[datetime], at: datetime, basis: Basis, alone: Basis) -> None:
    many = rules.score(several(200, 4.7, basis, lambda number: times[number]), Prior(rules.LEAST_PRIOR), NOW)
    assert many.value > rules.score([Heard(5, alone, False, at)], Prior(rules.MOST_PRIOR), NOW).value


@given(st.lists(ages, min_size=200, max_size=200), ages, priors)
def test_nor_when_nobody_has_an_order(times: list[datetime], at: datetime, prior: Prior) -> None:
    many = rules.score(several(200, 4.7, Basis.NONE, lambda number: times[number]), prior, NOW)
    assert many.value > rules.score([Heard(5, Basis.NONE, False, at)], prior, NOW).value


@given(st.integers(15, 200), st.lists(ages, min_size=200, max_size=200), st.sampled_from([Basis.ORDER, Basis.IMPORTED]), ages, priors)
def test_nor_when_fifteen_of_them_are_owners_and_the_others_are_not(
    owners: int, times: list[datetime], alone: Basis, at: datetime, prior: Prior
) -> None:
    mixed = several(owners, 4.7, Basis.ORDER, lambda number: times[number])
    mixed += several(200 - owners, 4.7, Basis.NONE, lambda number: times[owners + number])
    one = rules.score([Heard(5, alone, False, at)], prior, NOW)
    assert rules.score(mixed, prior, NOW).value > one.value


def test_two_fresh_owners_are_enough_and_nobodys_word_is_not() -> None:
    one = rules.score([Heard(5, Basis.ORDER, False, NOW)], Prior(4.3), NOW).value
    others = several(198, 4.7, Basis.NONE, lambda _: NOW)
    owners = [Heard(5, Basis.ORDER, False, NOW), Heard(5, Basis.ORDER, False, NOW)]
    assert rules.score([*owners, *others], Prior(4.3), NOW).value > one
    assert rules.score(others, Prior(4.3), NOW).value < one, "as docs/reviews.md says"


@given(st.lists(st.tuples(stars, ages), min_size=1, max_size=40), st.lists(stars, min_size=1, max_size=200), priors)
def test_where_others_disagree_with_owners_the_owners_are_heard(
    owners: list[tuple[int, datetime]], others: list[int], prior: Prior
) -> None:
    bought = [Heard(rating, Basis.ORDER, False, at) for rating, at in owners]
    said = [Heard(rating, Basis.NONE, False, NOW) for rating in others]
    moved = rules.score([*bought, *said], prior, NOW).value - rules.score(bought, prior, NOW).value
    assert abs(moved) < 0.05


@given(st.lists(heard, max_size=60), st.lists(st.tuples(stars, st.floats(0, 48)), min_size=100, max_size=100), st.floats(0, 900), priors)
def test_a_burst_of_a_hundred_without_an_order_moves_it_less_than_a_tenth(
    before: list[Heard], burst: list[tuple[int, float]], days: float, prior: Prior
) -> None:
    begun = NOW - timedelta(days=days + 2)
    bombs = [Heard(rating, Basis.NONE, False, begun + timedelta(hours=hours)) for rating, hours in burst]
    moved = rules.score([*before, *bombs], prior, NOW).value - rules.score(before, prior, NOW).value
    assert abs(moved) < 0.1


def test_the_worst_burst_of_all_moves_it_less_than_a_tenth() -> None:
    """Ones against fives and fives against ones, over the turn of a week, where nothing else is known."""
    turn = datetime.fromtimestamp(rules._WEEK * (NOW.timestamp() // rules._WEEK), UTC)
    for bombs, others in ((1, 5), (5, 1)):
        before = [Heard(others, Basis.NONE, False, turn - timedelta(days=1)), Heard(others, Basis.NONE, False, turn)]
        burst = [Heard(bombs, Basis.NONE, False, turn - timedelta(hours=number - 50)) for number in range(100)]
        for prior in (Prior(3.0), Prior(4.3)):
            moved = rules.score([*before, *burst], prior, NOW).value - rules.score(before, prior, NOW).value
            assert 0 < abs(moved) < 0.1


def test_fresh_reviews_by_owners_count_most() -> None:
    def weight(basis: Basis, days: float, *, paid: bool = False) -> float:
        return round(rules.weights([Heard(5, basis, paid, NOW - timedelta(days=days))], NOW)[0], 3)

    assert [weight(Basis.ORDER, days) for days in (0, 365, 730, 5000)] == [1.0, 0.5, 0.25, 0.2]
    assert [weight(Basis.IMPORTED, 0), weight(Basis.ORDER, 0, paid=True)] == [0.5, 0.5]
    assert weight(Basis.NONE, 0) == 0.027


def test_the_interval_narrows_with_reviews_and_never_leaves_the_scale() -> None:
    few, many = (rules.score([Heard(5, Basis.ORDER, False, NOW)] * count, Prior(), NOW) for count in (2, 200))
    assert 1 <= few.low < few.value < few.high <= 5
    assert many.high - many.low < few.high - few.low
    assert rules.score([], Prior(), NOW).value == 4.0


def test_what_is_believed_beforehand_is_counted_within_bounds() -> None:
    assert rules.prior([0, 0, 0, 0, 19]) is None
    assert _mean([0, 0, 0, 0, 50]) == rules.MOST_PRIOR
    assert _mean([50, 0, 0, 0, 0]) == rules.LEAST_PRIOR
    assert _mean([5, 5, 10, 30, 50]) == pytest.approx(4.15)


def _mean(stars: list[int]) -> float | None:
    found = rules.prior(stars)
    return found and found.mean


# --- REV-6 -----------------------------------------------------------------------------------------------------------


def test_the_lower_bound_of_helpful_votes() -> None:
    assert rules.wilson(0, 0) == 0
    assert rules.wilson(1, 0) == pytest.approx(0.2065, abs=1e-4)
    assert rules.wilson(95, 5) > rules.wilson(5, 0) > rules.wilson(1, 1)


@given(st.floats(0, 500), st.floats(0, 500), st.floats(0.01, 50))
def test_a_vote_for_it_never_harms(up: float, down: float, more: float) -> None:
    assert 0 <= rules.wilson(up, down) <= rules.wilson(up + more, down) <= 1


def _merit(up: float = 0, down: float = 0, *, years: float = 0, basis: Basis = Basis.NONE, length: int = 0, pictures: int = 0) -> float:
    made = NOW - timedelta(days=365.25 * years)
    return rules.merit(up, down, basis=basis, length=length, pictures=pictures, made_at=made)


def test_what_helped_comes_first_then_what_is_there_to_read_then_the_younger() -> None:
    assert _merit(20, 1, years=5) > _merit(0, 0, basis=Basis.ORDER, length=400, pictures=1)
    assert _merit(basis=Basis.ORDER, length=400) > _merit(years=0)
    assert _merit(years=1) > _merit(years=2)
    assert _merit(years=1) - _merit(years=2) == pytest.approx(0.05)


rated = st.lists(st.tuples(stars, st.integers(0, 30)), max_size=60).map(
    lambda pairs: [Candidate(ReviewId(UUID(int=number)), rating, str(author)) for number, (rating, author) in enumerate(pairs)]
)


@given(rated)
def test_one_of_the_first_three_is_critical_where_one_in_ten_is(ordered: list[Candidate]) -> None:
    first = rules.first_three(ordered)
    by_id = {one.id: one for one in ordered}
    assert len(first) == len(set(first)) == min(3, len({one.author for one in ordered}))
    if len(first) < 3:
        return
    critical = [one for one in ordered if one.rating <= 3]
    pleased = [one for one in ordered if one.rating >= 4]
    if len(critical) >= 0.1 * len(ordered) and critical:
        assert any(by_id[one].rating <= 3 for one in first)
    if len(pleased) >= 0.1 * len(ordered) and pleased and len(critical) < 0.9 * len(ordered):
        assert any(by_id[one].rating >= 4 for one in first)
    assert first[0] == ordered[0].id


def test_otherwise_they_differ_in_stars_where_they_can() -> None:
    ordered = [Candidate(ReviewId(UUID(int=number)), rating, str(number)) for number, rating in enumerate([5, 5, 5, 5, 4, *[5] * 30])]
    assert [one.int for one in rules.first_three(ordered)] == [0, 1, 4]


def test_a_ring_of_votes_weighs_less_with_each() -> None:
    assert [vote_weight(1.0, earlier) for earlier in (0, 1, 3)] == [1.0, 0.5, 0.25]
    assert vote_weight(0.1, 0) == 0.1
    ring = sum(vote_weight(0.1, earlier) for earlier in range(20))
    assert rules.wilson(ring, 0) < rules.wilson(1, 0)


# --- REV-4 -----------------------------------------------------------------------------------------------------------

TELLS = {"rating", "stars", "title", "text", "pros", "cons", "aspects", "recommends", "helpful", "unhelpful", "extra", "context", "score"}


def test_nothing_that_a_reward_hears_of_tells_stars_or_words() -> None:
    heard_by_rewards = (Rewardable, model.ReviewReceived, model.ReviewPublished, model.ReviewRemoved, model.ReviewReplied)
    for kind in heard_by_rewards:
        assert {field.name for field in msgspec.structs.fields(kind)} & TELLS == set()
    assert get_type_hints(rules.earns)["what"] is Rewardable


@given(stars, stars, st.text(max_size=50), st.text(max_size=50), st.sampled_from(Basis), st.sampled_from(State), st.booleans())
def test_reviews_that_differ_in_stars_and_words_earn_the_same(
    one: int, other: int, text: str, other_text: str, basis: Basis, state: State, paid: bool
) -> None:
    """Whatever is said of stars and words, what a reward is given of the two reviews is the same value."""
    same = {"id": ReviewId(UUID(int=1)), "author": None, "product_id": ProductId(UUID(int=2)), "basis": basis, "state": state,
            "collection": Collection.UNSOLICITED, "incentivized": paid, "made_at": NOW, "published_at": NOW}  # fmt: skip
    first = msgspec.convert({**same, "rating": one, "text": text}, Rewardable)
    second = msgspec.convert({**same, "rating": other, "text": other_text}, Rewardable)
    assert first == second
    assert rules.earns(first) is rules.earns(second)


# --- REV-8 -----------------------------------------------------------------------------------------------------------


def _situation(**overrides: Any) -> Situation:
    given = {"since": NOW - timedelta(days=10), "sent": 0, "again_days": 14, "left": 1, "trouble": False, "on_its_way": False,
             "cancelled": False, "silent": False, "reachable": True}  # fmt: skip
    return Situation(**{**given, **overrides})


def test_who_is_asked_when() -> None:
    assert rules.decide(NOW, _situation()) == Ask(NOW + timedelta(days=14))
    assert rules.decide(NOW, _situation(sent=1)) == Ask(None)
    assert rules.decide(NOW, _situation(sent=2)) == Stop("asked")
    assert rules.decide(NOW, _situation(left=0)) == Stop("nothing_left")
    assert rules.decide(NOW, _situation(silent=True)) == Stop("silent")
    assert rules.decide(NOW, _situation(reachable=False)) == Stop("unreachable")
    assert rules.decide(NOW, _situation(trouble=True)) == rules.decide(NOW, _situation(on_its_way=True)) == Later(NOW + timedelta(days=3))
    assert rules.decide(NOW, _situation(trouble=True, since=NOW - timedelta(days=61))) == Stop("too_late")


class _Life(msgspec.Struct):
    """An order's life after delivery, by days: when a claim or return is open, when pieces come back, when a review comes."""

    troubles: list[tuple[float, float]]
    back: float | None
    reviewed: float | None
    rest: float | None
    silent: float | None

    def at(self, day: float, sent: int, since: datetime) -> Situation:
        def has(moment: float | None) -> bool:
            return moment is not None and moment <= day

        gone = has(self.back) or has(self.reviewed)
        return _situation(since=since, sent=sent, left=0 if gone else 1, trouble=any(begin <= day < end for begin, end in self.troubles),
                          on_its_way=self.rest is not None and day < self.rest, silent=has(self.silent))  # fmt: skip


def test_of_a_hundred_thousand_orders_nobody_is_asked_while_something_is_wrong() -> None:
    """Zero letters while a claim or return is open or a parcel on its way, never a third, none after a return or a review."""
    chance = random.Random(8)
    letters, wrong = 0, 0

    def maybe(share: float, most: float) -> float | None:
        return chance.random() * most if chance.random() < share else None

    for _ in range(100_000):
        begins = [chance.random() * 60 for _ in range(chance.choice((0, 0, 0, 1, 2)))]
        life = _Life([(one, one + chance.random() * 40) for one in begins], maybe(0.2, 60), maybe(0.3, 60), maybe(0.1, 30), maybe(0.05, 60))
        wait, day, sent = chance.choice((3, 10, 21)), 0.0, 0
        day = float(wait)
        while True:
            now = NOW + timedelta(days=day)
            order = life.at(day, sent, NOW)
            decided = rules.decide(now, order)
            if isinstance(decided, Stop):
                break
            if isinstance(decided, Later):
                day = (decided.until - NOW) / timedelta(days=1)
                continue
            sent += 1
            letters += 1
            wrong += order.trouble or order.on_its_way or order.left == 0 or order.silent or day < wait
            if decided.again is None:
                break
            day = (decided.again - NOW) / timedelta(days=1)
        wrong += sent > 2
    assert wrong == 0
    assert 80_000 < letters < 200_000


def test_the_nearest_category_says_how_long_to_wait() -> None:
    kitchen, knives = CategoryId(ids.new()), CategoryId(ids.new())
    known = [Terms(None, True, 10, 14), Terms(kitchen, True, 20, 14), Terms(knives, False, 1, 1)]
    assert rules.terms_for([kitchen], known).wait_days == 20
    assert rules.terms_for([kitchen, knives], known).enabled is False
    assert rules.terms_for([], known).wait_days == 10
    assert rules.terms_for([CategoryId(ids.new())], []).wait_days == 10


# --- words -----------------------------------------------------------------------------------------------------------


def test_only_what_is_asked_is_answered() -> None:
    noise = Aspect(code="noise", texts={"en": "Noise"})
    height = Aspect(code="height", kind=AspectKind.CONTEXT, texts={"en": "Height"}, choices=[Choice("tall", {"en": "Tall"})])

    def wrong(aspects: dict[str, int], context: dict[str, str]) -> list[str]:
        return [one.pointer for one in rules.faults(5, "", "", aspects, context, 0, [noise, height])]

    assert wrong({"noise": 5}, {"height": "tall"}) == []
    assert wrong({"noise": 6, "height": 3, "x": 1}, {"height": "short", "noise": "y"}) == [
        "/aspects/noise", "/aspects/height", "/aspects/x", "/context/height", "/context/noise"
    ]  # fmt: skip


# --- the ledger ------------------------------------------------------------------------------------------------------


def test_each_part_of_an_entry_is_in_its_hash() -> None:
    entry = Entry(id=UUID(int=1), seq=None, at=NOW, kind="published", review_id=ReviewId(UUID(int=2)), reason="", stars=5, digest="d",
                  previous=None, hash=None)  # fmt: skip
    known = rules.chained(entry, 1, rules.GENESIS)
    others = [
        rules.chained(msgspec.structs.replace(entry, **change), 1, rules.GENESIS)
        for change in ({"at": NOW + timedelta(microseconds=1)}, {"kind": "rejected"}, {"review_id": ReviewId(UUID(int=3))},
                       {"reason": "x"}, {"stars": 1}, {"digest": "e"})
    ]  # fmt: skip
    others += [rules.chained(entry, 2, rules.GENESIS), rules.chained(entry, 1, "1" * 64)]
    assert known not in others
    assert len(set(others)) == len(others)
