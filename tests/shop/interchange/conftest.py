"""A shop that files are brought into."""

import pytest

from stoa.base.database import Database
from tests.shop.interchange.makers import make_markets


@pytest.fixture
async def shop(db: Database) -> Database:
    """A shop with markets and nothing to sell."""
    await make_markets(db)
    return db
