"""The sandbox carrier: parcels that move by the clock."""

import itertools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.base.database import Database
from stoa.outside import carriers
from stoa.outside.carriers.manual import Manual
from stoa.outside.carriers.model import Address, Parcel, Scan, ScanCode
from stoa.outside.carriers.sandbox import Sandbox, working_day_after

ZONE = "Europe/Berlin"
TO = Address("Ada Lovelace", "Elbchaussee 1", "Hamburg", "22765", "DE")
MADE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday
TUESDAY = date(2026, 11, 24)
YEAR = timedelta(days=365)
sandbox = Sandbox(ZONE)


async def number(key: str = "shp_1", made_at: datetime = MADE, promised: date | None = TUESDAY, service: str = "") -> str:
    label = await sandbox.register(key=key, parcel=Parcel("ord_1", 800, made_at, promised), address=TO, service=service)
    return label.tracking


async def scans(tracking: str, now: datetime = MADE + YEAR) -> list[Scan]:
    return (await sandbox.track([tracking], now))[tracking]


async def test_a_parcel_is_delivered_on_the_promised_day() -> None:
    found = await scans(await number())
    assert [scan.code for scan in found] == [
        ScanCode.MADE,
        ScanCode.COLLECTED,
        ScanCode.IN_TRANSIT,
        ScanCode.IN_TRANSIT,
        ScanCode.OUT_FOR_DELIVERY,
        ScanCode.DELIVERED,
    ]
    assert found[0] == Scan(MADE, ScanCode.MADE)
    assert found[1] == Scan(MADE + timedelta(hours=3), ScanCode.COLLECTED, "Hamburg")
    assert found[4].at == datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
    assert found[5].at.astimezone(ZoneInfo(ZONE)).date() == TUESDAY


async def test_it_moves_with_the_clock() -> None:
    tracking = await number()
    assert [scan.code for scan in await scans(tracking, MADE)] == [ScanCode.MADE]
    assert await scans(tracking, MADE - timedelta(minutes=1)) == []
    assert (await scans(tracking, MADE + timedelta(hours=2, minutes=59)))[-1].code is ScanCode.MADE
    assert (await scans(tracking, MADE + timedelta(hours=3)))[-1].code is ScanCode.COLLECTED


async def test_the_same_key_gives_the_same_number() -> None:
    assert await number() == await number()
    assert await number("shp_2") != await number()


async def test_without_a_promise_it_takes_two_working_days() -> None:
    friday = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    found = await scans(await number(made_at=friday, promised=None))
    assert found[-1].at.astimezone(ZoneInfo(ZONE)).date() == date(2026, 12, 1)


async def test_late_is_two_working_days_late() -> None:
    found = await scans(await number(service="late"))
    assert found[-1].code is ScanCode.DELIVERED
    assert found[-1].at.astimezone(ZoneInfo(ZONE)).date() == date(2026, 11, 26)


async def test_lost_never_comes() -> None:
    tracking = await number(service="lost")
    assert tracking.endswith("LOST")
    found = await scans(tracking)
    assert [scan.code for scan in found][-2:] == [ScanCode.IN_TRANSIT, ScanCode.LOST]
    assert found[-1].at == datetime(2026, 11, 29, 11, 0, tzinfo=UTC)


async def test_a_small_share_is_late() -> None:
    late = 0
    for n in range(1000):
        found = await scans(await number(f"key {n}"))
        late += found[-1].at.astimezone(ZoneInfo(ZONE)).date() > TUESDAY
    assert 10 <= late <= 30


async def test_nobody_s_numbers_are_left_out() -> None:
    ours = await number()
    strangers = ["", "SX", "1Z999AA10123456784", "SX0000000000", "SXIIIIIIIIIII", "LOST", "sx" + ours[2:]]
    assert list(await sandbox.track([*strangers, ours], MADE)) == [ours]


@given(
    minutes=st.integers(0, 20_000_000),
    days=st.integers(-3, 40) | st.none(),
    key=st.text(),
    service=st.sampled_from(["", "late", "lost", "express"]),
)
async def test_any_parcel_moves_forward_only(minutes: int, days: int | None, key: str, service: str) -> None:
    made_at = datetime(2020, 1, 2, tzinfo=UTC) + timedelta(minutes=minutes)
    promised = None if days is None else made_at.date() + timedelta(days=days)
    tracking = await number(key, made_at, promised, service)
    found = await scans(tracking, made_at + YEAR)
    assert found[0].at == made_at
    assert all(later.at - earlier.at >= timedelta(minutes=30) for earlier, later in itertools.pairwise(found))
    assert found[-1].code is (ScanCode.LOST if service == "lost" else ScanCode.DELIVERED)
    halfway = found[len(found) // 2].at
    assert await scans(tracking, halfway) == [scan for scan in found if scan.at <= halfway]


def test_working_days_leave_out_the_weekend() -> None:
    friday = date(2026, 11, 27)
    assert working_day_after(friday, 0) == friday
    assert working_day_after(friday, 1) == date(2026, 11, 30)
    assert working_day_after(date(2026, 11, 28), 1) == date(2026, 11, 30)


async def test_manual_asks_nobody() -> None:
    label = await Manual().register(key="k", parcel=Parcel("ord_1", 1, MADE), address=TO, service="")
    assert label.tracking == ""
    assert await Manual().track(["123"], MADE) == {}


async def test_no_call_inside_a_transaction(db: Database) -> None:
    async with db.writing():
        with pytest.raises(RuntimeError, match="never called inside a transaction"):
            await sandbox.track([], MADE)


def test_a_live_shop_has_no_sandbox() -> None:
    assert list(carriers.services(zone=ZONE, sandbox=False)) == ["manual"]
    assert list(carriers.services(zone=ZONE, sandbox=True)) == ["sandbox", "manual"]
