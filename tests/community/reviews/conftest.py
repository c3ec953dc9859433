"""What reviews are of."""

import pytest

from stoa.base.database import Database
from stoa.shop.catalog.model import Product
from tests.shop.catalog.makers import make_mug, make_priced


@pytest.fixture
async def mug(db: Database) -> Product:
    async with db.writing() as tx:
        made = await make_mug(tx, handle="wide-mug")
        await make_priced(tx, made, 2400, 2600)
        return made
