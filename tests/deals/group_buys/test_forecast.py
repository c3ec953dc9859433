"""What a deal may come to: every outcome lies within what is said before it opens."""

from collections import Counter
from datetime import timedelta
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.base.database import Database, Writing
from stoa.deals.group_buys import actions, rules
from stoa.deals.group_buys.forecasting import Good, forecast
from stoa.deals.group_buys.model import Kind, NewDeal, Tier, TooManyEach
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import GUEST
from tests.deals.group_buys.groups import a_deal, a_team_deal
from tests.deals.group_buys.makers import make_deal
from tests.people.sessions.makers import sign_in

WHOLE = 1_000_000


def told(deal: NewDeal, *goods: Good) -> dict[str, Any]:
    found = forecast(deal, goods, "EUR")
    cases = {
        name: (one.people, one.pieces, one.percent, one.income.amount, one.given.amount)
        for name, one in (("fewest", found.fewest), ("most", found.most), ("costliest", found.costliest))
    }
    return {**cases, "range": (found.least.amount, found.greatest.amount)}


def test_more_people_may_bring_in_less() -> None:
    """2 people −15 %, 10 people −99 %, 68 pieces at 49.00: the most is what costs most, and least income is not where the fewest are."""
    deal = a_deal(tiers=(Tier(2, 15), Tier(10, 99)), minimum=2, maximum=None, per_person=1)
    assert told(deal, Good(4900, 4900, 68, inclusive=False)) == {
        "fewest": (2, 2, 15, 8330, 1470),
        "most": (68, 68, 99, 3332, 329_868),
        "costliest": (68, 68, 99, 3332, 329_868),
        "range": (490, 37_485),
    }


def test_a_person_has_several_pieces_as_far_as_there_are_any() -> None:
    deal = a_deal(maximum=12, per_person=3)
    assert told(deal, Good(10_000, 10_000, 20))["most"] == (12, 20, 10, 180_000, 20_000)
    assert told(deal, Good(10_000, 10_000, 100))["most"] == (12, 36, 10, 324_000, 36_000)


@pytest.mark.parametrize(
    ("deal", "free", "seconds"),
    [
        (a_deal(maximum=3000), None, 60),
        (a_deal(maximum=3001), None, 61),
        (a_deal(maximum=100_000), None, 2000),
        (a_deal(maximum=100_000), 900, 18),
        (a_deal(maximum=None), 60_000, 1200),
        (a_team_deal(), 60_000, 1),
    ],
)
def test_how_long_settling_takes_is_said_of_the_largest_group(deal: NewDeal, free: int | None, seconds: int) -> None:
    assert forecast(deal, [Good(2500, 2500, free)], "EUR").settles_in == seconds


@pytest.mark.anyio
async def test_the_desk_says_what_cannot_be_settled_in_a_minute(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx, on_hand=50_000)
    await sign_in(client, db, Role.MERCHANT)
    typed = {
        "product": group.shop.product.handle, "market": "eu", "kind": "tiers", "title-en": "Kiln day", "people-1": "10", "percent-1": "10",
        "closes_at": "2999-01-01T10:00", "window_hours": "24", "per_person": "1",
    }  # fmt: skip
    async with db.reading() as read:
        typed["closes_at"] = (read.now + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    small = await client.post("/desk/deals", data={**typed, "maximum": "3000", "do": "preview"})
    assert "The money is asked for within a minute of its end." in small.text
    large = await client.post("/desk/deals", data={**typed, "maximum": "9000", "do": "preview"})
    assert "about 3 minutes after the end" in large.text
    planned = await client.post("/desk/deals", data={**typed, "maximum": "9001", "do": "plan"})
    assert planned.status_code == 303
    assert "about 4 minutes after the end" in (await client.get(planned.headers["location"])).text


def test_any_number_of_teams_opens_as_long_as_there_are_pieces() -> None:
    found = told(a_team_deal(per_person=2), Good(2500, 2500, 14))
    assert (found["fewest"], found["most"]) == ((3, 3, 20, 6000, 1500), (12, 14, 20, 28_000, 7000))


def test_given_away_is_against_what_one_pays_alone_now_and_net_of_tax() -> None:
    """An offer takes it to 21.12 while 19.20 is the group's price; 19 % tax is in both."""
    found = told(a_team_deal(per_person=1), Good(2400, 2112, 3, rate=190_000))
    assert found["costliest"] == (3, 3, 20, 3 * 1613, 3 * (1775 - 1613))
    cheaper = told(a_team_deal(per_person=1), Good(2400, 1800, 3))
    assert cheaper["costliest"] == (3, 3, 20, 5400, 0)


def test_dear_and_cheap_variants() -> None:
    deal = a_deal(tiers=(Tier(2, 10),), minimum=2, maximum=3, per_person=1)
    found = told(deal, Good(1000, 1000, 1), Good(2000, 2000, None))
    assert (found["fewest"], found["most"], found["range"]) == ((2, 2, 10, 2700, 300), (3, 3, 10, 5400, 600), (2700, 5400))


def test_what_nothing_limits_and_what_is_too_little_is_said() -> None:
    free = forecast(a_deal(maximum=None), [Good(1000, 1000, None)], "EUR")
    assert (free.open_ended, free.short, free.most.people) == (True, False, 500)
    short = forecast(a_deal(), [Good(1000, 1000, 4)], "EUR")
    assert (short.open_ended, short.short, short.most.people, short.most.pieces) == (False, True, 10, 10)


goods = st.builds(
    Good,
    usual=st.integers(100, 20_000),
    alone=st.integers(1, 20_000),
    free=st.integers(0, 40),
    rate=st.sampled_from([0, 70_000, 190_000]),
    inclusive=st.booleans(),
).map(lambda one: Good(one.usual, min(one.alone, one.usual), one.free, one.rate, one.inclusive))


@st.composite
def deals(draw: st.DrawFn) -> NewDeal:
    per_person = draw(st.integers(1, 4))
    if draw(st.booleans()):
        size = draw(st.integers(2, 6))
        return a_team_deal(tiers=(Tier(size, draw(st.integers(1, 99))),), minimum=size, per_person=per_person)
    people = sorted(draw(st.sets(st.integers(2, 30), min_size=1, max_size=5)))
    percents = sorted(draw(st.sets(st.integers(1, 99), min_size=len(people), max_size=len(people))))
    maximum = draw(st.none() | st.integers(people[-1], people[-1] + 20))
    tiers = tuple(Tier(*both) for both in zip(people, percents, strict=True))
    return a_deal(tiers=tiers, minimum=people[0], maximum=maximum, per_person=per_person)


@given(deal=deals(), sorts=st.lists(goods, min_size=1, max_size=4), data=st.data())
def test_every_outcome_lies_within(deal: NewDeal, sorts: list[Good], data: st.DataObject) -> None:
    """People come, each takes some pieces of what is left, and the group settles: by the rules that settle real ones."""
    units = [number for number, one in enumerate(sorts) for _ in range(one.free or 0)]
    if len(units) < deal.minimum:
        return
    units = data.draw(st.permutations(units))
    most = len(units) if deal.maximum is None or deal.kind is Kind.TEAM else min(deal.maximum, len(units))
    people = data.draw(st.integers(deal.minimum, most))
    if deal.kind is Kind.TEAM:
        people -= people % deal.minimum
    pieces = data.draw(st.integers(people, min(people * deal.per_person, len(units))))
    percent = rules.reached(deal.tiers, people)
    bought = Counter(units[:pieces])
    income = given_away = 0
    for number, count in bought.items():
        one = sorts[number]
        paid = min(rules.price(one.usual, percent), one.alone)
        income += count * one.net(paid)
        given_away += count * (one.net(one.alone) - one.net(paid))
    found = forecast(deal, sorts, "EUR")
    assert found.least.amount <= income <= found.greatest.amount
    assert 0 <= given_away <= found.costliest.given.amount
    assert found.fewest.people <= people <= found.most.people


@pytest.mark.anyio
async def test_nobody_has_more_pieces_than_one_may(tx: Writing) -> None:
    group = await make_deal(tx, per_person=2)
    await actions.start(tx, GUEST, group.deal, group.shop.variant, "en", 2)
    with pytest.raises(TooManyEach) as refused:
        await actions.start(tx, GUEST, group.deal, group.shop.variant, "en", 3)
    assert refused.value.facts == {"most": 2}
