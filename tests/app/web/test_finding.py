"""The box above the desk finds what the person at it may see, and opens the only thing that fits."""

from html import unescape
from zoneinfo import ZoneInfo

import httpx
import pytest

from stoa.app.settings import Settings
from stoa.base import ids
from stoa.base.database import Database
from stoa.people.permissions.model import Role
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import sign_in
from tests.shop.checkout.makers import buy, make_shop


@pytest.fixture
async def filled(db: Database) -> dict[str, str]:
    """One order of a guest, one product, one customer; the addresses of their screens."""
    async with db.writing() as tx:
        shop = await make_shop(tx)
        person = await make_person(tx, email="mug.lover@example.com", name="Mara Wide")
    placed = await buy(db, shop.variant)
    return {
        "order": f"/desk/orders/{placed.order.shown_id}",
        "number": str(placed.order.number),
        "product": f"/desk/products/{ids.show('prd', shop.product.id)}",
        "person": f"/desk/customers/{ids.show('per', person)}",
    }


async def find(client: httpx.AsyncClient, words: str) -> httpx.Response:
    return await client.get("/desk/find", params={"q": words})


async def test_the_only_thing_that_fits_is_opened(client: httpx.AsyncClient, db: Database, filled: dict[str, str]) -> None:
    await sign_in(client, db, Role.MERCHANT, email="staff@example.com")
    for words, kind in (
        (filled["number"], "order"),
        (f"#{filled['number']}", "order"),
        ("ada@example.com", "order"),
        ("mug.lover", "person"),
        ("wide mug", "product"),
    ):
        answer = await find(client, words)
        assert (answer.status_code, answer.headers.get("location")) == (303, filled[kind]), words


async def test_more_than_one_is_listed_by_kind(client: httpx.AsyncClient, db: Database, filled: dict[str, str]) -> None:
    await sign_in(client, db, Role.MERCHANT, email="staff@example.com")
    page = await find(client, "wide")
    assert page.status_code == 200
    text = unescape(page.text)
    assert filled["product"] in text
    assert filled["person"] in text
    assert filled["order"] not in text
    for nothing in ("nobody knows this", "%", "_", "\\", ""):
        answer = await find(client, nothing)
        assert answer.status_code == 200
        assert filled["product"] not in unescape(answer.text)


@pytest.mark.parametrize(("role", "status"), [(Role.HOST, 200), (Role.SHOPPER, 403)])
async def test_nobody_finds_what_they_may_not_see(
    client: httpx.AsyncClient, db: Database, filled: dict[str, str], role: Role, status: int
) -> None:
    await sign_in(client, db, role, email="staff@example.com")
    for words in (filled["number"], "wide", "mug.lover"):
        answer = await find(client, words)
        assert answer.status_code == status
        assert not any(path in unescape(answer.text) for path in filled.values() if path.startswith("/desk/"))


async def test_a_bar_of_the_chart_opens_the_orders_of_its_day(
    client: httpx.AsyncClient, db: Database, filled: dict[str, str], settings: Settings
) -> None:
    await sign_in(client, db, Role.MERCHANT, email="staff@example.com")
    async with db.reading() as read:
        # A day of the shop's, which begins before or after one of UTC.
        day = f"{read.now.astimezone(ZoneInfo(settings.time_zone)):%Y-%m-%d}"
    assert f"/desk/orders?view=all&amp;day={day}" in (await client.get("/desk")).text
    assert filled["order"] in (await client.get("/desk/orders", params={"day": day})).text
    for other in ("2020-01-01", "2020-13-99", "x"):
        shown = filled["order"] in (await client.get("/desk/orders", params={"day": other, "view": "all"})).text
        assert shown == (other != "2020-01-01")
