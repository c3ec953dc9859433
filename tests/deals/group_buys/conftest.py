"""Webhooks that reach the shop, and its clock, which nothing else has moved."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from stoa.base import clock
from stoa.base.database import Database
from stoa.shop import payments
from tests.conftest import Webhooks


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """Begin and end with the shop's clock at the real time, wherever another test of this process has left it.

    Who goes two days ahead of now, and meant the now of a clock that was ahead already, would arrive before the end.
    """
    clock.set_offset(timedelta())
    yield
    clock.set_offset(timedelta())


@pytest.fixture
def delivered(db: Database, webhooks: Webhooks) -> None:
    """The sandbox's webhooks reach payments, as over the network."""

    async def into(headers: dict[str, str], body: bytes) -> int:
        await payments.receive_webhook(db, "sandbox", headers, body)
        return 204

    webhooks.into = into
