"""GRP-1 through the real doors: random histories, seeded, so many as STOA_HISTORIES says; some hundred each time."""

import asyncio
import os
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from stoa.app import wiring
from stoa.app.settings import Settings
from stoa.base import clock
from stoa.base.database import Database
from stoa.base.http.rendering import Renderer
from stoa.shop import payments
from tests.conftest import deliver_to, fresh_database
from tests.deals.group_buys.doors import Doors
from tests.shop.checkout.makers import make_shop

GROUPS = [("tiers", 1, 7), ("tiers", 9, 8), ("team", 1, 9), ("team", 9, 10), ("tiers", 1, 11), ("tiers", 9, 12)]
"""Which kind of group, its days (nine are so many that how one pays is saved), and a seed: a test each, which run beside one another."""
MANY = -(-int(os.environ.get("STOA_HISTORIES", "120")) // len(GROUPS))


@pytest.fixture
def doors(server: str, settings: Settings, renderer: Renderer) -> Iterator[type[Doors]]:
    """A database for all histories, and one loop to run them in."""
    loop = asyncio.new_event_loop()
    lent = fresh_database(server)
    db = Database(loop.run_until_complete(lent.__aenter__()), now=clock.now, size=4)

    async def into(headers: dict[str, str], body: bytes) -> int:
        await payments.receive_webhook(db, "sandbox", headers, body)
        return 204

    async def open_shop() -> None:
        await db.open()
        wiring.outside(settings, db, renderer)
        deliver_to(into)
        async with db.writing() as tx:
            await make_shop(tx)

    async def close() -> None:
        await db.close()
        await lent.__aexit__(None, None, None)

    loop.run_until_complete(open_shop())
    Doors.run, Doors.db, Doors.gone, Doors.fault = loop.run_until_complete, db, timedelta(), None
    yield Doors
    loop.run_until_complete(close())
    loop.close()


@pytest.mark.timeout(max(300, MANY * 5))
@pytest.mark.parametrize(("kind", "days", "number"), GROUPS)
def test_any_history_through_the_doors(doors: type[Doors], kind: str, days: int, number: int) -> None:
    """Whatever people, banks, prices, workers and the merchant do: nobody is stuck, and nobody pays more than was said, or for nothing."""
    doors.kind, doors.days = kind, days
    given = settings(
        max_examples=MANY, stateful_step_count=8, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    try:
        run_state_machine_as_test(seed(number)(doors), settings=given)
    except Exception:
        if doors.fault is not None:
            raise doors.fault from None
        raise
