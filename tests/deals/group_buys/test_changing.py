"""What of a deal can be changed, and until when."""

import contextlib
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stoa.base.database import Database
from stoa.deals.group_buys import changing, rules, store, waiting
from stoa.deals.group_buys.changing import Changes
from stoa.deals.group_buys.happening import Happened, What
from stoa.deals.group_buys.model import GroupIsOver, Kind, NewDeal, PlaceState, SomebodyIsIn, Tier, UnfitDeal
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop.catalog.model import ProductId
from stoa.shop.payments.model import PaymentDeclinedNow
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
    for wanted in ({"per_person": 1}, {"title": {"en": "x"}, "per_person": 9}, {"opens_at": later_on}):
        with pytest.raises(SomebodyIsIn):
            await change(db, group, **wanted)
    await change(db, group, title={"en": "Other"}, open_to_strangers=False)
    await cancel(db, mine)
    await change(db, group, per_person=9, maximum=4)
    async with db.reading() as read:
        deal = await store.deal(read, group.deal)
    assert deal is not None
    assert (deal.title, deal.maximum, deal.per_person, deal.open_to_strangers) == ({"en": "Other"}, 4, 9, False)


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


WORSE: dict[str, tuple[dict[str, Any], str, str]] = {
    "a dearer first step": ({"tiers": (Tier(2, 9), Tier(4, 20))}, "/tiers", "not_better"),
    "a dearer last step": ({"tiers": (Tier(2, 10), Tier(4, 19))}, "/tiers", "not_better"),
    "a step that needs more": ({"tiers": (Tier(2, 10), Tier(5, 30))}, "/tiers", "not_better"),
    "a step less": ({"tiers": (Tier(2, 10),)}, "/tiers", "not_better"),
    "a larger minimum": ({"tiers": (Tier(3, 20), Tier(4, 30))}, "/tiers", "same_minimum"),
    "a smaller minimum": ({"tiers": (Tier(1, 10), Tier(4, 20))}, "/tiers", "same_minimum"),
    "fewer places": ({"maximum": 4}, "/maximum", "not_more"),
    "an earlier end": ({"closes_at": timedelta(hours=23)}, "/closes_at", "not_later"),
    "an end after what is set aside has died": ({"closes_at": timedelta(days=6, minutes=1)}, "/closes_at", "within_six_days"),
}


@pytest.mark.parametrize("what", WORSE)
async def test_what_is_worse_for_who_is_in_is_refused(db: Database, what: str) -> None:
    async with db.writing() as tx:
        group, begins = await make_tiers(tx), tx.now
    assert group.team is not None
    await join(db, group.team, group)
    wanted, pointer, code = WORSE[what]
    given = {name: begins + value if isinstance(value, timedelta) else value for name, value in wanted.items()}
    with pytest.raises(UnfitDeal) as refused:
        await change(db, group, **given)
    assert (refused.value.errors[0].pointer, refused.value.errors[0].code) == (pointer, code)
    async with db.reading() as read:
        deal = await store.deal(read, group.deal)
    assert deal is not None
    assert (deal.tiers, deal.maximum) == ((Tier(2, 10), Tier(4, 20)), 5)


async def test_the_steps_fall_while_it_runs(db: Database) -> None:
    """The worked example: 2 people −10 %, 4 people −20 %; two are in, then 2 people −15 %, 3 people −25 %, 6 people −30 %, until two days later."""
    async with db.writing() as tx:
        group, closes = await make_tiers(tx), tx.now + 3 * DAY
    assert group.team is not None
    ada = await join(db, group.team, group)
    await join(db, group.team, group)
    assert ada.order.lines[0].unit.amount == 9000
    await change(db, group, tiers=(Tier(2, 15), Tier(3, 25), Tier(6, 30)), maximum=None, closes_at=closes)
    cleo = await join(db, group.team, group)
    assert cleo.order.lines[0].unit.amount == 8500
    with later(2 * DAY):  # its end was to be a day ago
        assert await standing(db, group.team) == ("tipped", 3, 3)
    with later(3 * DAY):
        assert await standing(db, group.team) == ("settled", 3, 3)
    async with db.reading() as read:
        taken = await read.rows("select captured from payments.payment order by id")
        letters = await read.rows("select text from mail.letter where template = 'group_buys/changed' order by id")
    assert [row[0] for row in taken] == [7500 + 390] * 3
    assert len(letters) == 2  # whoever came afterwards has seen it so
    assert "3 people: €75.00 each" in letters[0][0]
    async with db.reading() as read:
        assert await read.value("select count(*) from pricing.offer where audience = $1 and until_at is null", f"group:{group.deal}") == 0


async def test_a_team_price_falls_for_the_teams_that_run(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
    team, _ = await start(db, group)
    await change(db, group, tiers=(Tier(3, 40),))
    for wanted, code in (((Tier(3, 39),), "not_better"), ((Tier(2, 50),), "same_minimum"), ((Tier(4, 50),), "same_minimum")):
        with pytest.raises(UnfitDeal) as refused:
            await change(db, group, tiers=wanted)
        assert refused.value.errors[0].code == code
    await join(db, team, group)
    await join(db, team, group)
    assert await standing(db, team) == ("settled", 3, 3)
    async with db.reading() as read:
        assert [row[0] for row in await read.rows("select captured from payments.payment")] == [1500 + 390] * 3


async def test_before_anybody_is_in_its_steps_may_be_any(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx)
    assert group.team is not None
    await change(db, group, tiers=(Tier(3, 5), Tier(5, 8)))
    async with db.reading() as read:
        team = await now(read, group.team)
    assert (team.size, team.tiers) == (3, (Tier(3, 5), Tier(5, 8)))
    placed = await join(db, group.team, group)
    assert placed.order.lines[0].unit.amount == 9500


async def test_whoever_waits_is_asked_for_the_places_there_are_more_of(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx, maximum=4)
    assert group.team is not None
    for _ in range(3):
        await join(db, group.team, group)
    with contextlib.suppress(PaymentDeclinedNow):
        await join(db, group.team, group, "tok_challenge")  # at the bank still: every place is taken, and not every one counts
    async with db.writing() as tx:
        for name in ("eve", "finn"):
            await waiting.wait(tx, GUEST, group.team.handle, group.shop.variant, "en", f"{name}@example.com")
    await change(db, group, maximum=5)
    async with db.reading() as read:
        team = await now(read, group.team)
        asked = await read.rows("select email, state from group_buys.waiting order by id")
    assert (team.waiting, team.offered, team.most) == (1, 1, 5)
    assert [tuple(row) for row in asked] == [("eve@example.com", "offered"), ("finn@example.com", "waiting")]


async def test_an_end_that_has_come_is_not_put_off(db: Database) -> None:
    async with db.writing() as tx:
        group, closes = await make_tiers(tx), tx.now + 3 * DAY
    assert group.team is not None
    await join(db, group.team, group)
    with later(DAY), pytest.raises(GroupIsOver):
        await change(db, group, closes_at=closes)


steps = st.lists(st.tuples(st.integers(2, 9), st.integers(1, 60)), min_size=1, max_size=4).map(
    lambda found: tuple(
        Tier(people, percent) for people, percent in zip(sorted({one for one, _ in found}), sorted({two for _, two in found}), strict=False)
    )
)
FIRST = datetime(2026, 11, 24, 12, tzinfo=UTC)


def terms(tiers: tuple[Tier, ...], **overrides: object) -> NewDeal:
    given = {"opens_at": FIRST, "closes_at": FIRST + DAY, "maximum": None, **overrides}
    return NewDeal(
        kind=Kind.TIERS, product_id=ProductId(UUID(int=1)), market="eu", title={"en": "x"}, tiers=tiers, minimum=tiers[0].people, **given
    )  # type: ignore[arg-type]


@settings(max_examples=400)
@given(
    st.lists(steps, min_size=2, max_size=8),
    st.lists(st.sampled_from(["come", "leave", "change", "tick"]), max_size=40),
    st.integers(1, 99_999),
)
def test_nobody_pays_more_than_was_shown_as_they_joined(drawn: list[tuple[Tier, ...]], happens: list[str], usual: int) -> None:
    """Whatever is changed, whoever comes and goes: at the end each pays at most what the page, as they joined, said of so many people."""
    now_are, wanted = terms(drawn[0]), iter(drawn[1:])
    team, promised = rules.new_team(now_are), []
    for what in happens:
        if what == "come":
            team, _ = rules.follow(team, Happened(What.RESERVED), FIRST)
            promised.append(now_are.tiers)
            team, _ = rules.follow(team, Happened(What.AUTHORIZED, PlaceState.RESERVED), FIRST)
        elif what == "leave" and promised:
            promised.pop(0)
            team, _ = rules.follow(team, Happened(What.LEFT, PlaceState.AUTHORIZED), FIRST)
        elif what == "change" and (tiers := next(wanted, None)) is not None:
            after = terms(tiers)
            if not rules.check(after, FIRST) and not (promised and rules.worse(now_are, after)):
                now_are = after
                team, _ = rules.renew(team, after)
    team, _ = rules.follow(team, Happened(What.TICK), FIRST + DAY)
    if team.percent is None:
        return
    pays = rules.price(usual, team.percent)
    for shown in promised:
        assert pays <= rules.price(usual, rules.reached(shown, team.counted))
