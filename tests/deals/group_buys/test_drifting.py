"""The desk is told when what a deal costs alone is not what it was when it was planned."""

from html import unescape

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.base.http.waiting import waiting
from stoa.base.money import Money
from stoa.deals.group_buys import drifting, store
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import SYSTEM
from stoa.shop import pricing
from tests.deals.group_buys.makers import Group, make_tiers
from tests.people.sessions.makers import sign_in

pytestmark = pytest.mark.anyio


async def usual(db: Database, group: Group, amount: int) -> None:
    async with db.writing() as tx:
        await pricing.set_price(tx, SYSTEM, group.shop.variant, "eu", Money(amount, "EUR"))


async def told(db: Database, group: Group) -> tuple[list[tuple[int, int, int, bool]], int]:
    """Return of each variant what it was to cost, usually costs and costs at the last step, whether that saves; and the count on the desk."""
    async with db.reading() as read:
        deal = await store.deal(read, group.deal)
        assert deal is not None
        found = await drifting.drift(read, deal, "en")
        counts = await waiting(read)
    return [(one.planned.amount, one.alone.amount, one.last.amount, one.saves) for one in found], counts["/desk/deals"]


async def test_the_usual_price_moves_while_a_deal_runs(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)  # 100.00: 90.00, 80.00
    assert await told(db, group) == ([], 0)
    await usual(db, group, 12_000)
    assert await told(db, group) == ([(10_000, 12_000, 8_000, True)], 0)
    await sign_in(client, db, Role.MERCHANT)
    path = f"/desk/deals/{ids.show('dea', group.deal)}"
    page = unescape((await client.get(path)).text)
    assert "What it costs alone has changed since this was planned" in page
    assert "usually €100.00 when it was planned, alone €120.00 now, with others €90.00, at the last step €80.00" in page
    await usual(db, group, 8_000)
    assert await told(db, group) == ([(10_000, 8_000, 8_000, False)], 1)
    page = unescape((await client.get(path)).text)
    assert "With others it saves nothing now" in page
    assert "It is not sold to groups for now." in page
    seen = (await client.get(f"/api/admin/deals/{ids.show('dea', group.deal)}")).json()
    assert [(one["alone"]["amount"], one["saves"]) for one in seen["drift"]] == [(8_000, False)]
    # Steps that save again are what there is to do about it.
    steps = {"people-1": "2", "percent-1": "25", "people-2": "4", "percent-2": "30", "rows": "2"}
    changed = await client.post(path, data={**steps, "title-en": "Together", "strangers": "yes", "per_person": "10"})
    assert changed.status_code == 303
    assert await told(db, group) == ([(10_000, 8_000, 7_000, True)], 0)
    await usual(db, group, 10_000)
    assert await told(db, group) == ([], 0)
