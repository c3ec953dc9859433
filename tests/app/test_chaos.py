"""A few rounds of chaos; `bin/chaos --rounds 100` plays more."""

from pathlib import Path

import pytest

from tests.app import chaos

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


async def test_no_order_is_lost_and_nobody_is_charged_wrongly(tmp_path: Path) -> None:
    outcome = await chaos.run(tmp_path, rounds=4, seed=7)
    assert outcome.well, f"{outcome.line()} {outcome}"
    assert outcome.orders > 0
    assert outcome.promised
