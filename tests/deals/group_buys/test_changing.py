"""What of a deal can be changed, and until when."""

from datetime import timedelta

import pytest

from stoa.base.database import Database
from stoa.deals.group_buys import changing, store
from stoa.deals.group_buys.changing import Changes
from stoa.deals.group_buys.model import GroupIsOver, SomebodyIsIn, UnfitDeal
from stoa.people.sessions.model import SYSTEM
from tests.deals.group_buys.makers import Group, cancel, join, make_deal, make_tiers, now, standing, start
from tests.deals.group_buys.test_over import later

pytestmark = pytest.mark.anyio
DAY = timedelta(days=1)


async def change(db: Database, group: Group, **wanted: object) -> None:
    async with db.writing() as tx:
        await changing.change(tx, SYSTEM, group.deal, Changes(**wanted))  # type: ignore[arg-type]


async def test_all_of_it_before_anybody_is_in(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)
        closes = tx.now + timedelta(hours=3)
    assert group.team is not None
    await change(db, group, title={"en": "Other"}, maximum=4, per_person=2, closes_at=closes)
    async with db.reading() as read:
        deal, team = await store.deal(read, group.deal), await now(read, group.team)
    assert deal is not None
    assert deal.forecast is not None
    assert (deal.title, deal.maximum, deal.per_person, deal.closes_at) == ({"en": "Other"}, 4, 2, closes)
    assert (team.most, team.deadline, deal.forecast.most.people, deal.forecast.most.pieces) == (4, closes, 4, 8)
    await join(db, group.team, group)
    with later(timedelta(hours=3)):  # it ends when it says now, not when it was planned to
        assert await standing(db, group.team) == ("settled", 0, 0)


async def test_what_somebody_joined_stays(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)
        later_on = tx.now + 2 * DAY
    assert group.team is not None
    mine = await join(db, group.team, group)
    for wanted in ({"maximum": 9}, {"closes_at": later_on}, {"per_person": 1}, {"title": {"en": "x"}, "maximum": None}):
        with pytest.raises(SomebodyIsIn):
            await change(db, group, **wanted)
    await change(db, group, title={"en": "Other"}, open_to_strangers=False)
    await cancel(db, mine)
    await change(db, group, maximum=9)
    async with db.reading() as read:
        deal = await store.deal(read, group.deal)
    assert deal is not None
    assert (deal.title, deal.maximum, deal.open_to_strangers) == ({"en": "Other"}, 9, False)


async def test_a_team_price_is_changed_for_those_who_come(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
        end = tx.now + DAY
    first, _ = await start(db, group)
    await change(db, group, window_hours=48, closes_at=end)
    with pytest.raises(SomebodyIsIn):
        await change(db, group, per_person=1)
    second, _ = await start(db, group)
    async with db.reading() as read:
        one, two = await now(read, first), await now(read, second)
    assert (one.window, two.window) == (timedelta(hours=24), timedelta(hours=48))


async def test_what_makes_no_sense_is_refused(db: Database) -> None:
    async with db.writing() as tx:
        group, past = await make_tiers(tx), tx.now - DAY
    for wanted, field in (({"maximum": 3}, "/maximum"), ({"closes_at": past}, "/closes_at"), ({"opens_at": past}, "/opens_at")):
        with pytest.raises(UnfitDeal) as refused:
            await change(db, group, **wanted)
        assert refused.value.errors[0].pointer == field
    with later(DAY):
        assert group.team is not None
        await standing(db, group.team)
        with pytest.raises(GroupIsOver):
            await change(db, group, title={"en": "Late"})
