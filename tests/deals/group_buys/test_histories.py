"""GRP-1 in full: ten thousand random histories of a team, in four parts; a few hundred each time."""

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.deals.group_buys.histories import Histories

PARTS, EACH = 4, 2_500

Histories.TestCase.settings = settings(max_examples=400, stateful_step_count=40, deadline=None)
test_any_history = Histories.TestCase


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", range(PARTS))
def test_ten_thousand_histories(part: int) -> None:
    """Zero captured payments in failed teams, none missing in settled ones, whatever happens in whatever order."""
    assert part < PARTS
    run_state_machine_as_test(Histories, settings=settings(max_examples=EACH, stateful_step_count=30, deadline=None))
