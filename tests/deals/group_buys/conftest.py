"""Webhooks that reach the shop."""

import pytest

from stoa.base.database import Database
from stoa.shop import payments
from tests.conftest import Webhooks


@pytest.fixture
def delivered(db: Database, webhooks: Webhooks) -> None:
    """The sandbox's webhooks reach payments, as over the network."""

    async def into(headers: dict[str, str], body: bytes) -> int:
        await payments.receive_webhook(db, "sandbox", headers, body)
        return 204

    webhooks.into = into
