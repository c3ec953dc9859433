"""What shipping reads, each in a known number of statements."""

from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from stoa.base import ids
from stoa.base.database import Writing, statements
from stoa.base.http.panels import Kept, Query
from stoa.base.money import Money
from stoa.people.sessions.model import SYSTEM
from stoa.shop import shipping
from stoa.shop.shipping import actions
from stoa.shop.shipping.model import CodeTaken, Destination, Dispatch, NoSuchZone, Parcel, RateKind, Sending, Step, ZoneId
from tests.shop.shipping.makers import a_point, a_rate, a_zone, berlin, closed, make_zone

pytestmark = pytest.mark.anyio


async def test_options_come_in_one_statement_with_everything_that_decides_them(tx: Writing) -> None:
    home = a_zone(rates=[
        a_rate(free_from=5000, cutoff=berlin("2026-11-18T16:00").time()),
        a_rate(code="shop", kind=RateKind.PICKUP, table=[Step(None, 0)], transit_least=0, transit_most=0, points=[a_point(), a_point("nord")]),
    ])  # fmt: skip
    await make_zone(tx, home)
    await make_zone(tx, a_zone(market="ch", currency="CHF", countries=["CH"]))
    holiday = closed("2026-11-19")
    await actions.save_dispatch(tx, SYSTEM, Dispatch(working_days=(1, 2, 3, 4)), [holiday])
    now = berlin("2026-11-18T17:00")
    statements.set(seen := [])
    found = await shipping.options(tx, "eu", Destination("DE"), Parcel(500, Money(1000, "EUR")), now, "de")
    statements.set(None)
    assert len(seen) == 1
    assert [(o.code, o.price.amount, str(o.arrives_on)) for o in found] == [
        ("standard", 390, "2026-11-24"),
        ("shop:mitte", 0, "2026-11-23"),
        ("shop:nord", 0, "2026-11-23"),
    ]
    sending = await shipping.sending(tx, "eu", now)
    assert sending == Sending(dispatch=Dispatch(working_days=(1, 2, 3, 4)), zones=[home], closed=[holiday])


async def test_the_panel_brings_the_markets_first_zone(tx: Writing) -> None:
    first, second = a_zone(), a_zone(countries=["AT"])
    for zone in (first, second):
        await make_zone(tx, zone)

    class Both(msgspec.Struct):
        promise: Sending

    page = await Query(Both, promise=shipping.PROMISE).load(tx, market="eu", now=tx.now)
    assert page.promise.zones == [first]
    found = shipping.promised(page.promise, berlin("2026-11-18T09:00"))
    assert found is not None
    assert str(found.arrives_on) == "2026-11-19"
    nowhere = await Query(Both, promise=shipping.PROMISE).load(tx, market="moon", now=tx.now)
    assert shipping.promised(nowhere.promise, tx.now) is None
    assert await shipping.promise(tx, "eu", "AT", tx.now) is not None
    assert await shipping.promise(tx, "eu", "FR", tx.now) is None


async def test_rates_change_in_place_and_codes_are_unique_in_a_zone(tx: Writing) -> None:
    zone = a_zone()
    await make_zone(tx, zone)
    rate = msgspec.structs.replace(zone.rates[0], table=[Step(1000, 100), Step(None, 200)], kind=RateKind.WEIGHT)
    await actions.save_rate(tx, SYSTEM, zone.id, rate)
    assert (await shipping.sending(tx, "eu", tx.now)).zones[0].rates == [rate]
    with pytest.raises(CodeTaken):
        await actions.save_rate(tx, SYSTEM, zone.id, a_rate())
    with pytest.raises(NoSuchZone):
        await actions.save_rate(tx, SYSTEM, ZoneId(ids.new()), a_rate())
    await actions.remove_rate(tx, SYSTEM, rate.id)
    with pytest.raises(NoSuchZone):
        await actions.remove_rate(tx, SYSTEM, rate.id)
    assert (await shipping.sending(tx, "eu", tx.now)).zones[0].rates == []
    await actions.remove_zone(tx, SYSTEM, zone.id)
    with pytest.raises(NoSuchZone):
        await actions.remove_zone(tx, SYSTEM, zone.id)
    assert (await shipping.sending(tx, "eu", tx.now)).zones == []


async def test_a_change_of_settings_touches_kept_pages_and_is_written_down(tx: Writing) -> None:
    zone = a_zone()
    await make_zone(tx, zone)
    before = await tx.value("select number from base.version where topic = 'shipping'")
    await actions.save_dispatch(tx, SYSTEM, Dispatch(), [])
    assert await tx.value("select number from base.version where topic = 'shipping'") == before + 1
    verbs = await tx.rows("select verb, about from audit.entry order by id")
    assert [(row["verb"], row["about"]) for row in verbs] == [
        ("shipping.change_zone", zone.id), ("shipping.change_rate", zone.rates[0].id), ("shipping.change_days", UUID(int=0)),
    ]  # fmt: skip


async def test_closed_days_far_away_are_left_out(tx: Writing) -> None:
    days = [closed(str((tx.now + timedelta(days=n)).date())) for n in (-2, 0, 60, 130)]
    await actions.save_dispatch(tx, SYSTEM, Dispatch(), days)
    assert (await shipping.sending(tx, "eu", tx.now)).closed == days[1:3]


async def test_a_promise_kept_for_months_knows_the_closed_days_of_then(tx: Writing) -> None:
    await make_zone(tx, a_zone())
    later = berlin("2026-11-18T09:00") + timedelta(days=150)
    await actions.save_dispatch(tx, SYSTEM, Dispatch(), [closed(str((later + timedelta(days=n)).date())) for n in range(4)])
    kept = Kept(shipping.PROMISE, ("shipping",), ("market",))
    first, again = [await kept.get(tx, {"shipping": 1}, {"market": "eu", "now": now}) for now in (berlin("2026-11-18T09:00"), later)]
    assert again is first
    promised = shipping.promised(again, later)
    assert promised == await shipping.promise(tx, "eu", None, later)
    assert promised != shipping.promised(msgspec.structs.replace(again, closed=[]), later)
