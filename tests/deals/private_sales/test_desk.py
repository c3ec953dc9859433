"""The merchant's screens of private sales: clubs and their tiers, planning a sale, planning it anew, watching and ending it."""

import re
from html import unescape

import httpx
import msgspec
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.deals.private_sales import actions, club_store, moving, store
from stoa.deals.private_sales.model import NewItem
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import SYSTEM
from stoa.shop import stock
from stoa.shop.stock.model import NewItem as Stocked
from tests.deals.group_buys.test_pages import named_wrong
from tests.deals.private_sales.makers import make_club, make_sale, member, stock_of
from tests.deals.private_sales.test_pages import another, come_in, path, planned
from tests.people.sessions.makers import sign_in
from tests.shop.checkout.makers import make_shop
from tests.shop.pricing.makers import make_priced

pytestmark = pytest.mark.anyio


async def test_a_merchant_makes_a_club_plans_watches_and_ends(db: Database, client: httpx.AsyncClient) -> None:
    other = await planned(db)
    async with db.writing() as tx:
        await actions.end_sale(tx, SYSTEM, other.sale, "over")
        await tx.run("update private_sales.sale set closes_at = $1", tx.now)
        await moving.turn(tx, other.sale)
    assert (await client.get("/desk/sales")).status_code in {302, 303, 401, 403, 404}
    await sign_in(client, db, Role.MERCHANT)
    made = await client.post("/desk/clubs", data={"name-en": "The attic", "quota": "2", "tier-en": "Gold", "ahead": "15"})
    club = made.headers["location"].rpartition("/")[2]
    invited = await client.post(f"/desk/clubs/{club}/invitations", data={"places": "5", "tier": "first"})
    assert "It is shown this once." in invited.text
    assert "15 minutes before the others" in invited.text
    typed = {
        "club": club, "title-en": "Attic night", "market": "eu", "preview_at": "2020-01-01T10:00", "opens_at": "2020-01-01T10:00",
        "ends_at": "2020-01-01T12:00", "product-1": other.shop.product.handle, "price-1": "19.00", "units-1": "2", "cart_minutes": "10",
        "offer_hours": "2", "per_person": "1", "room": "50", "hidden": "yes",
    }  # fmt: skip
    wrong = await client.post("/desk/sales", data=typed)
    assert wrong.status_code == 422
    assert "Choose a time in the future." in wrong.text
    assert 'value="Attic night"' in wrong.text
    times = {"preview_at": "2099-01-01T10:00", "opens_at": "2099-01-01T11:00", "ends_at": "2099-01-01T12:00"}
    unknown = await client.post("/desk/sales", data={**typed, **times, "product-2": "nothing", "price-2": "1", "units-2": "1"})
    assert unknown.status_code == 422
    scarce = await client.post("/desk/sales", data={**typed, **times, "units-1": "99"})
    assert scarce.status_code == 409
    assert "There are not that many: of" in scarce.text
    assert (await client.post("/desk/sales", data={**typed, **times})).headers["location"].startswith("/desk/sales/sal_")
    desk = await client.get("/desk/sales")
    assert "Attic night" in desk.text
    assert "0 of 2 bought" in desk.text
    async with db.reading() as read:
        (sale,) = [one.id for one in await store.sales(read) if one.ended_at is None]
    ended = await client.post(f"/desk/sales/{ids.show('sal', sale)}/end", data={"reason": "The roof leaks"})
    assert ended.status_code == 303
    assert "The roof leaks" in (await client.get("/desk/sales")).text
    assert (await client.post(f"/desk/sales/{ids.show('sal', sale)}/end", data={"reason": "again"})).status_code == 409


async def test_a_merchant_shows_what_was_hidden_once_it_is_over(db: Database, client: httpx.AsyncClient) -> None:
    club = await planned(db)
    await sign_in(client, db, Role.MERCHANT)
    address = f"/desk/sales/{ids.show('sal', club.sale)}/showing"
    assert (await client.post(address)).status_code == 404
    async with db.writing() as tx:
        await actions.end_sale(tx, SYSTEM, club.sale, "over")
        await tx.run("update private_sales.sale set closes_at = $1", tx.now)
        await moving.turn(tx, club.sale)
    guest = another(client)
    assert (await guest.get(f"/p/{club.shop.product.handle}")).status_code == 404
    assert (await client.post(address)).status_code == 303
    assert (await guest.get(f"/p/{club.shop.product.handle}")).status_code == 200


async def test_a_host_changes_members_and_takes_them_out(db: Database, client: httpx.AsyncClient) -> None:
    club = await planned(db)
    await come_in(db, client, club)
    assert (await client.get(path(club))).status_code == 200
    host = another(client)
    await sign_in(host, db, Role.MERCHANT)
    async with db.reading() as read:
        member = ids.show("mem", await read.value("select id from private_sales.member"))
    desk = f"/desk/clubs/{ids.show('clb', club.club)}"
    assert "A guest" in (await host.get(desk)).text
    assert (await host.post(f"{desk}/members/{member}", data={"tier": "gold", "quota": "9"})).status_code == 303
    assert "You may invite 9 more people." in (await client.get("/club")).text
    assert (await host.post(f"{desk}/members/{member}", data={"tier": "none", "quota": "9"})).status_code == 422
    assert (await client.get(f"/p/{club.shop.product.handle}")).status_code == 200
    assert (await host.post(f"{desk}/members/{member}", data={"do": "out"})).status_code == 303
    assert (await client.get(f"/p/{club.shop.product.handle}")).status_code == 404
    assert (await client.get(path(club))).status_code == 404


async def test_a_sale_of_any_number_of_products_is_planned_row_by_row(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        club = await make_club(tx)
        shop = await make_shop(tx, price=2500, on_hand=9)
        handles = [shop.product.handle]
        for _ in range(6):
            product = await make_priced(tx, 2500)
            await stock.make_items(tx, SYSTEM, [Stocked(product.variants[0].id, product.id, 9)])
            handles.append(product.handle)
    await sign_in(client, db, Role.MERCHANT)
    first = await client.get("/desk/sales")
    assert ('name="product-4"' in first.text, 'name="product-5"' in first.text) == (True, False)
    typed = {
        "club": ids.show("clb", club), "title-en": "Seven", "market": "eu", "preview_at": "2099-01-01T10:00", "opens_at": "2099-01-01T11:00",
        "ends_at": "2099-01-01T12:00", "cart_minutes": "10", "offer_hours": "2", "per_person": "1", "room": "50", "rows": "4",
        "product-1": handles[0], "price-1": "19.00", "units-1": "2",
    }  # fmt: skip
    more = await client.post("/desk/sales", data={**typed, "do": "row"})
    assert more.status_code == 200
    assert ('name="rows" value="5"' in more.text, 'name="product-5"' in more.text, 'value="Seven"' in more.text) == (True, True, True)
    assert f'value="{handles[0]}"' in more.text
    for row, handle in enumerate(handles, 1):
        typed |= {f"product-{row}": handle, f"price-{row}": "19.00", f"units-{row}": "2"}
    typed |= {"rows": "9"}
    wrong = {"price-3": "99.00", "product-5": "nothing", "product-6": handles[0], "price-8": "5.00"}
    refused = await client.post("/desk/sales", data={**typed, **wrong})
    assert refused.status_code == 422
    for field, sentence in {
        "product-5": "There is no product", "product-6": "This product stands in row 1 already.", "product-8": "required|fill|needed",
    }.items():  # fmt: skip
        found = re.search(rf'id="{field}-error"[^>]*>(.*?)</', unescape(refused.text), re.DOTALL)
        assert found is not None, field
        assert field == "product-8" or sentence in refused.text
    high = await client.post("/desk/sales", data={**typed, "price-3": "99.00", "price-7": "25.00"})
    assert high.status_code == 422
    assert [row for row in range(1, 10) if f'id="price-{row}-error"' in high.text] == [3, 7]
    scarce = await client.post("/desk/sales", data={**typed, "units-4": "10"})
    assert (scarce.status_code, 'id="units-4-error"' in scarce.text) == (409, True)
    assert "There are 9 of each at most." in scarce.text
    foreseen = await client.post("/desk/sales", data={**typed, "do": "forecast", "title-en": ""})
    assert foreseen.status_code == 200
    assert "At the least nobody buys" in foreseen.text
    assert "none of this has a cost" in foreseen.text
    assert (await client.post("/desk/sales", data=typed)).headers["location"].startswith("/desk/sales/sal_")
    async with db.reading() as read:
        (sale,) = await store.sales(read)
        assert [one.units for one in await store.items(read, sale.id)] == [2] * 7


async def test_a_sale_has_an_end_of_rows(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        await make_club(tx)
    await sign_in(client, db, Role.MERCHANT)
    for rows in ("99", "100", "5000", "-1", "x"):
        page = await client.post("/desk/sales", data={"do": "row", "rows": rows})
        assert page.status_code == 200
        shown = page.text.count("<fieldset")
        assert shown == {"99": 100, "100": 100}.get(rows, 5)
        assert ('value="row"' in page.text) is (shown < 100)


def typed_in(page: str) -> dict[str, str]:
    """Return what stands in the fields of the form that plans a sale."""
    form = page[page.index('data-fragment="sale-rows"') :]
    found = {
        name: unescape(value)
        for name, value in re.findall(r'<input class="input" id="([^"]+)" name="[^"]+" type="[^"]+" value="([^"]*)"', form)
    }
    chosen = re.findall(r'name="(club|market)".*?<option value="([^"]+)"(?: selected)?>', form, re.DOTALL)
    texts = re.findall(r'name="(text-\w+)"[^>]*>\n([^<]*)</textarea>', form)
    rows = re.findall(r'name="(rows)" value="(\d+)"', form)
    hidden = {"hidden": "yes"} if re.search(r'name="hidden" value="yes" checked', form) else {}
    return {**found, **dict(chosen), **{name: unescape(text) for name, text in texts}, **dict(rows), **hidden}


async def test_a_merchant_plans_a_sale_anew_until_it_opens(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        club = await make_sale(tx, on_hand=9, text={"en": "From the cellar"})
        await actions.enter(tx, await member(tx, club.club), club.sale)
        sealed = [one.commitment for one in await store.rounds(tx, club.sale)]
    desk = f"/desk{path(club)}"
    assert (await client.get(f"{desk}/plan")).status_code == 303
    await sign_in(client, db, Role.MERCHANT)
    assert f'href="{desk}/plan"' in unescape((await client.get(desk)).text)
    typed = typed_in((await client.get(f"{desk}/plan")).text)
    assert (typed["title-de"], typed["text-en"], typed["product-1"]) == ("Kellernacht", "From the cellar", club.shop.product.handle)
    assert (typed["price-1"], typed["units-1"], typed["hidden"]) == ("15.00", "5", "yes")
    async with db.reading() as read:
        before = await store.sale(read, club.sale)
    assert (await client.post(f"{desk}/plan", data=typed)).headers["location"] == desk
    async with db.reading() as read:
        same = await store.sale(read, club.sale)
        assert same is not None
        assert before is not None
        assert msgspec.structs.replace(same, changed_at=before.changed_at) == before  # a moment has seconds, its field has none
    high = await client.post(f"{desk}/plan", data={**typed, "price-1": "25.00", "title-en": "Attic night"})
    assert (high.status_code, 'id="price-1-error"' in high.text, 'value="Attic night"' in high.text) == (422, True, True)
    scarce = await client.post(f"{desk}/plan", data={**typed, "units-1": "10"})
    assert (scarce.status_code, "There are 9 of each at most." in scarce.text) == (409, True)
    foreseen = await client.post(f"{desk}/plan", data={**typed, "units-1": "8", "do": "forecast"})
    assert "At the least nobody buys" in foreseen.text
    changed = {"title-en": "Attic night", "price-1": "12.00", "units-1": "7", "per_person": "2", "ends_at": "2099-01-01T12:00"}
    assert (await client.post(f"{desk}/plan", data={**typed, **changed})).status_code == 303
    async with db.writing() as tx:
        sale, (item,) = await store.sale(tx, club.sale), await store.items(tx, club.sale)
        assert sale is not None
        assert (sale.title, sale.per_person, sale.opens_at) == ({"en": "Attic night", "de": "Kellernacht"}, 2, before.opens_at)
        assert (item.price, item.units) == (1200, 7)
        assert await stock_of(tx, club.shop.variant) == (2, 7, 0)
        assert [one.commitment for one in await store.rounds(tx, club.sale)] == sealed
        assert await store.waiting_for_draw(tx, club.sale) == {0: 1}
        await tx.run("update private_sales.round set opens_at = $1", tx.now)
    assert f'href="{desk}/plan"' not in unescape((await client.get(desk)).text)
    late = await client.post(f"{desk}/plan", data={**typed, "title-en": "Too late"})
    assert (late.status_code, 'value="Too late"' in late.text) == (409, True)


async def test_things_that_fit_into_no_rows_stay_as_they_are(db: Database, client: httpx.AsyncClient) -> None:
    """Of a product with two variants one is sold: a row would be both."""
    async with db.writing() as tx:
        await make_shop(tx)
        two = await make_priced(tx, 2500, 2500)
        await stock.make_items(tx, SYSTEM, [Stocked(one.id, two.id, 9) for one in two.variants])
        club = await make_sale(tx, items=(NewItem(two.variants[1].id, 1500, 5),))
    await sign_in(client, db, Role.MERCHANT)
    page = await client.get(f"/desk{path(club)}/plan")
    assert "it stays as it is" in page.text
    assert 'name="product-1"' not in page.text
    typed = typed_in(page.text)
    assert (
        await client.post(f"/desk{path(club)}/plan", data={**typed, "title-en": "Attic night", "product-1": "nothing"})
    ).status_code == 303
    async with db.reading() as read:
        (item,) = await store.items(read, club.sale)
        assert (item.variant_id, item.price, item.units) == (two.variants[1].id, 1500, 5)


async def test_a_merchant_makes_and_changes_tiers(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        club = await make_club(tx)
    desk = f"/desk/clubs/{ids.show('clb', club)}"
    assert (await client.post(f"{desk}/tiers", data={"name-en": "Silver"})).status_code == 401
    await sign_in(client, db, Role.MERCHANT)
    assert (await client.post(f"{desk}/tiers", data={"code": "", "name-en": "Silver", "ahead": "10"})).headers["location"] == desk
    assert (await client.post(f"{desk}/tiers", data={"code": "gold", "name-en": "Golden", "ahead": "45"})).headers["location"] == desk
    async with db.reading() as read:
        tiers = {one.name["en"]: one.ahead_minutes for one in await club_store.tiers(read, club)}
    assert tiers == {"Golden": 45, "Silver": 10, "Member": 0}
    nameless = await client.post(f"{desk}/tiers", data={"code": "gold", "name-en": "", "ahead": "44"})
    assert (nameless.status_code, 'id="name-en-gold-error"' in nameless.text, 'value="44"' in nameless.text) == (422, True, True)
    async with db.writing() as tx:
        await make_sale(tx, club_id=club)
    promised = await client.post(f"{desk}/tiers", data={"code": "gold", "name-en": "Golden", "ahead": "50"})
    assert promised.status_code == 409
    assert (await client.post(f"{desk}/tiers", data={"code": "gold", "name-en": "Gold", "ahead": "45"})).status_code == 303
    assert (await client.post("/desk/clubs/clb_0123/tiers", data={"name-en": "Silver"})).status_code == 404


async def test_an_invitation_lives_into_the_future(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        club = await make_club(tx)
    await sign_in(client, db, Role.MERCHANT)
    desk = f"/desk/clubs/{ids.show('clb', club)}/invitations"
    past = await client.post(desk, data={"places": "7", "tier": "gold", "until": "2020-01-01T10:00"})
    assert (past.status_code, "Choose a time in the future." in past.text, 'value="7"' in past.text) == (422, True, True)
    async with db.reading() as read:
        assert await read.value("select count(*) from private_sales.invitation") == 0


async def test_a_tier_has_a_name_and_comes_in_early(db: Database, client: httpx.AsyncClient) -> None:
    await sign_in(client, db, Role.MERCHANT)
    for wrong, field in (({"ahead": "15"}, "tier-en"), ({"tier-en": "Gold"}, "ahead")):
        refused = await client.post("/desk/clubs", data={"name-en": "The attic", "quota": "2", **wrong})
        assert (refused.status_code, f'id="{field}-error"' in refused.text) == (422, True)
    async with db.reading() as read:
        assert await read.value("select count(*) from private_sales.club") == 0


async def test_what_is_wrong_in_a_form_is_named(db: Database, client: httpx.AsyncClient) -> None:
    club = await planned(db)
    await sign_in(client, db, Role.MERCHANT)
    typed = {"club": ids.show("clb", club.club), "market": "eu", "price-2": "1", "units-1": "0", "product-1": "nothing", "price-1": "x"}
    assert set(named_wrong((await client.post("/desk/sales", data=typed)).text)) == {
        ("title-en", "Name (en)"), ("preview_at", "Preview from"), ("opens_at", "Opens at"), ("ends_at", "Ends at"),
        ("per_person", "Pieces of each thing for a person"), ("room", "People inside at the same time"),
        ("cart_minutes", "Minutes to choose and to buy"), ("offer_hours", "Hours that a piece that came back is kept"),
        ("product-1", "Product 1"), ("price-1", "Product 1, Price in the sale"), ("units-1", "Product 1, Pieces of each variant"),
        ("product-2", "Product 2"),
    }  # fmt: skip
    made = await client.post("/desk/clubs", data={"name-en": "", "name-de": "", "quota": "x", "tier-en": "Gold", "ahead": ""})
    assert set(named_wrong(made.text)) == {
        ("name-en", "Name (en)"), ("quota", "Whom each may invite"), ("ahead", "Minutes before the others"),
    }  # fmt: skip
    place = f"/desk/clubs/{ids.show('clb', club.club)}"
    assert named_wrong((await client.post(f"{place}/invitations", data={"places": "0", "tier": "member"})).text) == [
        ("places", "For how many people")
    ]
    tier = await client.post(f"{place}/tiers", data={"code": "", "name-en": "", "ahead": "-1"})
    assert named_wrong(tier.text) == [("name-en-new", "What it is called (en)"), ("ahead-new", "Minutes before the others")]
    ended = await client.post(f"/desk/sales/{ids.show('sal', club.sale)}/end", data={"reason": ""})
    assert [field for field, name in named_wrong(ended.text) if name] == ["reason"]
