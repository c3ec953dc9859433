"""Whether decisions hang on stars (REV-2), without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.community.moderation import chance


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
