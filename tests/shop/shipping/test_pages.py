"""The packing table, the settings and the API, through the real app."""

import re

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.people.permissions.model import Role
from stoa.shop import orders, shipping
from stoa.shop.orders.model import Order
from stoa.shop.shipping import queries
from stoa.shop.shipping.model import RateKind, Step
from tests.people.sessions.makers import sign_in
from tests.shop.pricing.makers import make_market
from tests.shop.shipping.makers import a_rate, a_zone, make_order, make_zone

pytestmark = pytest.mark.anyio


async def _order(db: Database, *quantities: int, **overrides: object) -> Order:
    async with db.writing() as tx:
        return await make_order(tx, *quantities, **overrides)


async def _merchant(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.MERCHANT)


async def test_a_rate_says_what_it_goes_from_and_to(client: httpx.AsyncClient, db: Database) -> None:
    table = [Step(1_000, 490), Step(5_000, 990), Step(None, 1490)]
    async with db.writing() as tx:
        await make_market(tx)
        await make_zone(tx, a_zone(rates=[a_rate(kind=RateKind.WEIGHT, table=table, free_from=4900)]))
    await _merchant(client, db)
    shown = (await client.get("/desk/shipping")).text
    assert "€4.90 to €14.90" in shown
    assert "Free delivery from €49" in shown
    assert "…</td>" not in shown


async def test_only_staff_that_may_ship_sees_the_packing_table(client: httpx.AsyncClient, db: Database) -> None:
    order = await _order(db, 1)
    pages = [
        "/desk/packing",
        "/desk/packing/picks",
        f"/desk/orders/{order.shown_id}/ship",
        f"/desk/orders/{order.shown_id}/slip",
        "/desk/shipping",
    ]
    posts = [
        f"/desk/orders/{order.shown_id}/picking",
        f"/desk/orders/{order.shown_id}/shipments",
        "/desk/shipping/days",
        "/desk/shipping/zones",
    ]
    for role, seen, sent in ((None, 303, 401), (Role.SHOPPER, 403, 403), (Role.AGENT, 403, 403), (Role.HOST, 403, 403)):
        client.cookies.clear()
        if role is not None:
            await sign_in(client, db, role)
        assert [(await client.get(path)).status_code for path in pages] == [seen] * len(pages), role
        assert [(await client.post(path)).status_code for path in posts] == [sent] * len(posts), role
    async with db.reading() as read:
        assert (await orders.get(read, order.id)).picking_at is None


async def test_an_order_is_packed_and_handed_over_and_the_next_one_opens(client: httpx.AsyncClient, db: Database) -> None:
    await _merchant(client, db)
    first, second = await _order(db, 2, 1, message="Please ring twice"), await _order(db, 1)
    listed = (await client.get("/desk/packing")).text
    assert listed.index(f">{first.number}<") < listed.index(f">{second.number}<")
    answer = await client.post(f"/desk/orders/{first.shown_id}/picking")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/desk/orders/{first.shown_id}/ship")
    shown = (await client.get(f"/desk/orders/{first.shown_id}/ship")).text
    assert "Please ring twice" in shown
    assert "Lena Kramer" in shown
    mug, bowl = (f"line-{ids.show('lin', line.id)}" for line in first.lines)
    nothing = await client.post(f"/desk/orders/{first.shown_id}/shipments", data={mug: "0", bowl: "0", "carrier": "DHL"})
    assert nothing.status_code == 422
    assert "Please choose something first." in nothing.text
    too_much = await client.post(
        f"/desk/orders/{first.shown_id}/shipments", data={mug: "3", bowl: "0", "carrier": "DHL", "tracking": "T-1"}
    )
    assert too_much.status_code == 422
    assert 'value="T-1"' in too_much.text
    part = await client.post(f"/desk/orders/{first.shown_id}/shipments", data={mug: "2", bowl: "0", "carrier": "DHL", "tracking": "T-1"})
    assert part.headers["location"] == f"/desk/orders/{first.shown_id}/ship"
    rest = await client.post(f"/desk/orders/{first.shown_id}/shipments", data={bowl: "1", "carrier": "manual"})
    assert rest.headers["location"] == f"/desk/orders/{second.shown_id}/ship"
    async with db.reading() as read:
        parcels = (await shipping.shipments(read, [first.id]))[first.id]
        assert [(one.carrier, one.tracking, len(one.lines)) for one in parcels] == [("DHL", "T-1", 1), ("manual", None, 1)]
        assert parcels[0].tracking_url is not None
        assert parcels[0].tracking_url.endswith("tracking-id=T-1")
        assert [one.number for one in await queries.to_pack(read)] == [second.number]
    shown = (await client.get(f"/desk/orders/{first.shown_id}/ship")).text
    assert "Everything of this order has been sent." in shown
    arrived = await client.post(f"/desk/shipments/{ids.show('shp', parcels[1].id)}/state", data={"state": "delivered"})
    assert arrived.headers["location"] == f"/desk/orders/{first.shown_id}/ship"
    unknown = await client.post(f"/desk/shipments/{ids.show('shp', ids.new())}/state", data={"state": "lost"})
    assert unknown.status_code == 404


async def test_the_lists_for_the_shelves_and_the_parcel_are_made_for_paper(client: httpx.AsyncClient, db: Database) -> None:
    await _merchant(client, db)
    order = await _order(db, 3, 1)
    picks = (await client.get("/desk/packing/picks")).text
    assert picks.count("MUG-1") == 2
    assert str(order.number) in picks
    slip = (await client.get(f"/de/desk/orders/{order.shown_id}/slip")).text
    assert f"Lieferschein zur Bestellung {order.number}" in slip
    assert "Lindenweg 4" in slip
    assert "€" not in slip


DAYS = {"time_zone": "Europe/Berlin", "cutoff": "15:30", "lost_after_days": "20", "working_days": ["1", "2", "3"]}


@pytest.mark.parametrize(
    ("sent", "field", "said"),
    [
        ({"countries": "DE, XX, Narnia"}, "countries", "The shop cannot deliver to: XX, NARNIA. Write countries with two letters; it knows AT, AU"),
        ({"countries": ", ;"}, "countries", "This is missing."),
        ({"regions": "zz"}, "regions", "Addresses name a region in US, CA alone."),
        ({"countries": "US, DE", "regions": "ca, zz"}, "regions", "Not a region of US: ZZ."),
        ({"postal_codes": "25849, [, 2599*"}, "postal_codes", "No postal code there begins so: [, 2599*. They look like DE 10115, AT 1010."),
        ({"postal_codes": "D-25849"}, "postal_codes", "No postal code there begins so: D-25849."),
        ({"postal_codes": "258499"}, "postal_codes", "No postal code there begins so: 258499."),
        ({"countries": "*", "postal_codes": "25"}, "postal_codes", "Postal codes belong to a country"),
    ],
)  # fmt: skip
async def test_a_zone_of_places_that_are_none_is_refused_beside_the_field_and_nothing_typed_is_lost(
    client: httpx.AsyncClient, db: Database, sent: dict[str, str], field: str, said: str
) -> None:
    await _merchant(client, db)
    async with db.writing() as tx:
        await make_market(tx)
    typed = {"market": "eu", "name": "Islands", "countries": "DE, AT", "regions": "", "postal_codes": "", **sent}
    answer = await client.post("/desk/shipping/zones", data=typed)
    errors = dict(re.findall(r'id="([a-z_]+)-error">.*?<span>(.*?)</span>', answer.text, re.DOTALL))
    assert (answer.status_code, list(errors)) == (422, [field])
    assert errors[field].startswith(said)
    kept = dict(re.findall(r'<textarea [^>]*name="([a-z_]+)"[^>]*>\n(.*?)</textarea>', answer.text, re.DOTALL))
    assert kept == {name: typed[name] for name in ("countries", "regions", "postal_codes")}
    assert 'value="Islands"' in answer.text
    async with db.reading() as read:
        assert (await queries.everything(read)).zones == []


async def test_regions_go_by_code_or_name_and_postal_codes_as_people_write_them(client: httpx.AsyncClient, db: Database) -> None:
    await _merchant(client, db)
    async with db.writing() as tx:
        await make_market(tx)
    sent = {"market": "eu", "name": "West", "countries": "us, gb", "regions": "California; us-ny, ca", "postal_codes": "SW1A 1\n10001-2"}
    assert (await client.post("/desk/shipping/zones", data=sent)).status_code == 303
    async with db.reading() as read:
        [zone] = (await queries.everything(read)).zones
    assert (zone.countries, zone.regions, zone.postal_codes) == (["US", "GB"], ["CA", "NY"], ["SW1A 1", "10001-2"])


async def test_a_merchant_sets_days_zones_and_rates(client: httpx.AsyncClient, db: Database) -> None:
    await _merchant(client, db)
    async with db.writing() as tx:
        await make_market(tx)
    closed = {"closed_packing": "2030-12-24 Christmas Eve\n2030-12-31", "closed_delivery": "2030-12-24 DE AT\n2030-10-03 DE Unity"}
    assert (await client.post("/desk/shipping/days", data=DAYS | closed)).status_code == 303
    zone = {"market": "eu", "name": "Germany", "countries": "de, AT", "postal_codes": ""}
    made = await client.post("/desk/shipping/zones", data=zone)
    assert made.status_code == 303
    new_rate = made.headers["location"]
    rate = {
        "code": "standard", "name-en": "Standard", "name-de": "Standardversand", "kind": "weight", "table": "1000 3.90\n* 5,90",
        "free_from": "50", "tax_class": "standard", "carrier": "DHL", "handling_days": "1", "transit_least": "1", "transit_most": "3",
        "delivery_days": ["1", "2", "3", "4", "5"],
    }  # fmt: skip
    assert (await client.get(new_rate)).status_code == 200
    assert (await client.post(new_rate.removesuffix("/new"), data=rate)).status_code == 303
    async with db.reading() as read:
        found = await queries.everything(read)
    [kept] = found.zones
    assert (kept.countries, kept.currency) == (["DE", "AT"], "EUR")
    [one] = kept.rates
    assert [(step.up_to, step.amount) for step in one.table] == [(1000, 390), (None, 590)]
    assert (one.free_from, one.handling_days, one.delivery_days) == (5000, 1, (1, 2, 3, 4, 5))
    assert (found.dispatch.working_days, f"{found.dispatch.cutoff:%H:%M}", found.dispatch.lost_after_days) == ((1, 2, 3), "15:30", 20)
    assert [(f"{day.day}", day.name, day.shop, day.countries) for day in found.closed] == [
        ("2030-10-03", "Unity", False, ["DE"]),
        ("2030-12-24", "Christmas Eve", True, ["DE", "AT"]),
        ("2030-12-31", "", True, []),
    ]
    # What was saved comes back as it was typed.
    days = (await client.get("/desk/shipping/days")).text
    assert "2030-12-24 Christmas Eve" in days
    assert "2030-10-03 DE Unity" in days
    assert "Germany" in (await client.get("/desk/shipping")).text
    here = f"/desk/shipping/zones/{ids.show('zon', kept.id)}"
    rate_path = f"{here}/rates/{ids.show('rat', one.id)}"
    shown = (await client.get(rate_path)).text
    assert "1000 3.90\n* 5.90" in shown
    assert "Who orders now reads" in shown
    assert (
        await client.post(rate_path, data=rate | {"kind": "pickup", "table": "* 0", "points": "mitte | Stoa Mitte | Torstraße 1, Berlin"})
    ).status_code == 303
    assert (await client.post(f"{here}/rates", data=rate)).status_code == 422
    assert (await client.post(here, data=zone | {"name": "Home"})).status_code == 303
    async with db.reading() as read:
        [kept] = (await queries.everything(read)).zones
    assert (kept.name, [point.name for point in kept.rates[0].points]) == ("Home", ["Stoa Mitte"])
    assert (await client.post(f"{rate_path}/removal")).status_code == 303
    assert (await client.get(rate_path)).status_code == 404
    assert (await client.post(f"{here}/removal")).status_code == 303
    assert (await client.get(here)).status_code == 404


async def test_what_cannot_be_understood_is_named_and_kept(client: httpx.AsyncClient, db: Database) -> None:
    await _merchant(client, db)
    async with db.writing() as tx:
        await make_market(tx)
        zone = await make_zone(tx, a_zone(rates=[a_rate()]))
    here = f"/desk/shipping/zones/{ids.show('zon', zone.id)}"
    wrong = {"time_zone": "Mars/Base", "cutoff": "25:00", "lost_after_days": "0", "closed_packing": "2030-12-24 Eve\nsometime"}
    answer = await client.post("/desk/shipping/days", data=wrong)
    assert answer.status_code == 422
    for sentence in ("This is not a time zone", "Write a time as 14:00", "Line 2 does not begin with a day", "nothing was changed"):
        assert sentence in answer.text
    assert "2030-12-24 Eve\nsometime" in answer.text
    answer = await client.post("/desk/shipping/zones", data={"market": "moon", "name": "", "countries": "Atlantis"})
    assert answer.status_code == 422
    assert "Write countries with two letters" in answer.text
    rate = {"code": "Äh", "name-en": "", "kind": "flat", "table": "1000 3.90\n* x", "transit_least": "3", "transit_most": "1", "points": ""}
    answer = await client.post(f"{here}/rates", data=rate)
    assert answer.status_code == 422
    for sentence in ("Small letters, digits and dashes only", "Line 1 is not a step"):
        assert sentence in answer.text
    async with db.reading() as read:
        assert (await queries.everything(read)).zones == [zone]


async def test_the_staffs_api_sends_parcels(client: httpx.AsyncClient, db: Database) -> None:
    order = await _order(db, 2, 1)
    path = f"/api/admin/orders/{order.shown_id}/shipments"
    assert (await client.post(path, json={})).status_code == 401
    await sign_in(client, db, Role.SHOPPER)
    assert (await client.post(path, json={})).status_code == 403
    client.cookies.clear()
    await _merchant(client, db)
    line = ids.show("lin", order.lines[0].id)
    one = await client.post(path, json={"lines": [{"line_id": line, "quantity": 1}], "carrier": "sandbox", "tracking": "SX1"})
    assert one.status_code == 201
    assert one.json()["lines"] == [{"line_id": line, "quantity": 1}]
    assert (one.json()["state"], one.json()["tracking"], one.json()["order_id"]) == ("made", "SX1", order.shown_id)
    assert (await client.post(path, json={"lines": [{"line_id": line, "quantity": 2}]})).json()["code"] == "not_that_many"
    assert (await client.post(path, json={"lines": []})).json()["code"] == "nothing_to_ship"
    rest = await client.post(path, json={})
    assert sorted(one["quantity"] for one in rest.json()["lines"]) == [1, 1]
    listed = (await client.get(path)).json()["items"]
    assert [parcel["id"] for parcel in listed] == [one.json()["id"], rest.json()["id"]]
    arrived = await client.post(f"/api/admin/shipments/{rest.json()['id']}/delivery")
    assert arrived.status_code == 204
    assert (await client.get(path)).json()["items"][1]["state"] == "delivered"
    for unknown in ("nonsense", ids.show("ord", ids.new())):
        assert (await client.get(f"/api/admin/orders/{unknown}/shipments")).status_code == 404
    assert (await client.post("/api/admin/shipments/shp_nonsense/delivery")).status_code == 404
