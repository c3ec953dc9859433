"""The shop's clock, moved by tests, and webhooks that reach the shop."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from stoa.base import clock
from stoa.base.database import Database
from stoa.shop import payments
from tests.conftest import Webhooks


@pytest.fixture
def forward() -> Iterator[Callable[[timedelta], None]]:
    """Advance the shop's clock, for everything that this process does."""
    gone = [timedelta()]

    def forward(by: timedelta) -> None:
        gone[0] += by
        clock.set_offset(gone[0])

    yield forward
    clock.set_offset(timedelta())


@pytest.fixture
def delivered(db: Database, webhooks: Webhooks) -> None:
    """The sandbox's webhooks reach payments, as over the network."""

    async def into(headers: dict[str, str], body: bytes) -> int:
        await payments.receive_webhook(db, "sandbox", headers, body)
        return 204

    webhooks.into = into
