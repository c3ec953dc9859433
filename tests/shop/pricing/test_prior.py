"""The former price: every row of the table in docs/money.md."""

from datetime import UTC, datetime
from typing import Any

import pytest

from stoa.base.database import Writing
from stoa.base.money import Money
from stoa.people.permissions.model import SYSTEM
from stoa.shop import pricing
from tests.shop.pricing.makers import at, make_market, make_offer, make_priced, price_of


def day(month: int, number: int) -> datetime:
    return datetime(2026, month, number, tzinfo=UTC)


ASKED = day(3, 15)
JANUARY = day(1, 1)
TWENTY, FORTY = 200_000, 400_000
Offer = dict[str, Any]


def off(value: int, from_at: datetime, until_at: datetime | None = None, **more: Any) -> Offer:
    return {"value": value, "from_at": from_at, "until_at": until_at, **more}


MEMBERS_FIRST = off(FORTY, day(3, 1), day(3, 2), audience="members")

TABLE: list[tuple[str, datetime, list[Offer | tuple[datetime, int]], list[str], tuple[int, int | None, int | None]]] = [
    ("nothing", JANUARY, [], [], (2000, None, None)),
    ("20 %", JANUARY, [off(TWENTY, day(3, 10))], [], (1600, 2000, 2000)),
    ("after a deeper one", JANUARY, [off(FORTY, day(3, 1), day(3, 3)), off(TWENTY, day(3, 10))], [], (1600, 1200, None)),
    ("long after a deeper one", JANUARY, [off(FORTY, day(2, 1), day(2, 3)), off(TWENTY, day(3, 10))], [], (1600, 2000, 2000)),
    ("a deeper step", JANUARY, [off(TWENTY, day(3, 10)), off(FORTY, day(3, 14))], [], (1200, 1600, 1600)),
    ("a deeper one inside", JANUARY, [off(TWENTY, day(3, 1)), off(FORTY, day(3, 10), day(3, 12))], [], (1600, 1200, None)),
    ("without a gap", JANUARY, [off(TWENTY, day(3, 1), day(3, 10)), off(TWENTY, day(3, 10))], [], (1600, 2000, 2000)),
    ("with a gap", JANUARY, [off(TWENTY, day(3, 1), day(3, 9)), off(TWENTY, day(3, 10))], [], (1600, 1600, None)),
    ("raised just before", JANUARY, [(day(3, 5), 2500), off(TWENTY, day(3, 10))], [], (2000, 2000, None)),
    ("raised long before", JANUARY, [(day(2, 5), 2500), off(TWENTY, day(3, 10))], [], (2000, 2500, 2500)),
    ("members had less, a guest asks", JANUARY, [MEMBERS_FIRST, off(TWENTY, day(3, 10))], [], (1600, 2000, 2000)),
    ("members had less, a member asks", JANUARY, [MEMBERS_FIRST, off(TWENTY, day(3, 10))], ["members"], (1600, 1200, None)),
    ("new", day(3, 8), [off(TWENTY, day(3, 10))], [], (1600, 2000, 2000)),
    ("new with an offer", day(3, 10), [off(TWENTY, day(3, 10))], [], (1600, None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("what", "first", "happened", "audiences", "expected"), TABLE, ids=[row[0] for row in TABLE])
async def test_the_former_price(
    tx: Writing, what: str, first: datetime, happened: list[Any], audiences: list[str], expected: tuple[int, int | None, int | None]
) -> None:
    await make_market(at(tx, JANUARY))
    variant = (await make_priced(at(tx, first), 2000)).variants[0].id
    for one in happened:
        if isinstance(one, tuple):
            await pricing.set_price(at(tx, one[0]), SYSTEM, variant, "eu", Money(one[1], "EUR"))
        else:
            await make_offer(at(tx, one["from_at"]), **one)
    assert await price_of(at(tx, ASKED), variant, *audiences) == expected


@pytest.mark.parametrize(("what", "first", "happened", "audiences", "expected"), TABLE, ids=[row[0] for row in TABLE])
async def test_it_is_the_same_when_offers_were_published_long_before_they_began(
    tx: Writing, what: str, first: datetime, happened: list[Any], audiences: list[str], expected: tuple[int, int | None, int | None]
) -> None:
    await make_market(at(tx, JANUARY))
    variant = (await make_priced(at(tx, first), 2000)).variants[0].id
    for one in (one for one in happened if isinstance(one, dict)):
        await make_offer(at(tx, first), **one)
    for one in (one for one in happened if isinstance(one, tuple)):
        await pricing.set_price(at(tx, one[0]), SYSTEM, variant, "eu", Money(one[1], "EUR"))
    assert await price_of(at(tx, ASKED), variant, *audiences) == expected
