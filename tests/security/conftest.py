"""What the attacks share."""

import pytest

from stoa.base.database import Database
from stoa.base.http.front import Front
from stoa.community.moderation import checks
from stoa.people.permissions.model import Role
from tests.community.circles.makers import make_friends
from tests.people.accounts.makers import make_person
from tests.security.hostile import World
from tests.shop.checkout.makers import make_shop


@pytest.fixture
async def world(app: Front, db: Database, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(checks, "copies", lambda *_: (0, 0, False))  # the same attack everywhere would wait for a host
    async with db.writing() as tx:
        shop = await make_shop(tx)
        author, friend = await make_person(tx), await make_person(tx)
        host = await make_person(tx, roles=frozenset({Role.HOST, Role.ADMIN, Role.MERCHANT}))
        await make_friends(tx, author, friend)
    return World(shop, author, friend, host, [])
