"""What questions are asked about."""

import pytest

from stoa.base.database import Database
from stoa.shop.catalog.model import Product
from tests.community.questions.makers import make_thing


@pytest.fixture
async def product(db: Database) -> Product:
    async with db.writing() as tx:
        return await make_thing(tx)
