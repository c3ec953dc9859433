"""A running shop: the real server on a database of its own, with a small catalogue, an order and three who ask."""

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from stoa.app import wiring
from stoa.app.bench import meter as bench
from stoa.app.settings import Settings
from stoa.base import clock, ids, invariants
from stoa.base.database import Database
from stoa.base.http.rendering import Renderer
from stoa.base.http.visits import SESSION_COOKIE
from stoa.people import sessions
from stoa.people.permissions.model import PEOPLE_ONLY, PERMISSIONS, SYSTEM, Role, Visitor, granted
from stoa.shop import shipping, stock
from stoa.shop.stock.model import NewItem
from tests.api.peopled import happened
from tests.conftest import ORIGIN, fresh_database
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import make_session
from tests.shop.checkout.makers import buy, make_shop
from tests.shop.pricing.makers import make_offer, make_priced

MEMBER = "ada@example.com"


class Running(msgspec.Struct):
    """Where the shop is, who may ask there (headers by name), and ids that exist, by the names of the paths' places."""

    port: int
    process: int
    database: str
    headers: dict[str, dict[str, str]]
    known: dict[str, dict[str, str]]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def asking(self, who: str) -> dict[str, str]:
        """Return the headers of one who asks; the member signs in anew, for whoever asked before may have ended the session."""
        if who != "member":
            return self.headers[who]
        return {**self.headers[who], "cookie": f"{SESSION_COOKIE}={asyncio.run(_signed_in(self.database))}"}


async def _signed_in(url: str) -> str:
    """Return the token of a new session of the member's."""
    db = Database(url, now=clock.now, size=1)
    await db.open()
    try:
        async with db.writing() as tx:
            return await make_session(tx, await tx.value("select id from accounts.person where email = $1", MEMBER))
    finally:
        await db.close()


async def _prepare(url: str, settings: Settings, renderer: Renderer) -> tuple[dict[str, dict[str, str]], dict[str, str], dict[str, str]]:
    db = Database(url, now=clock.now, size=3)
    await db.open()
    try:
        wiring.outside(settings, db, renderer)
        async with db.writing() as tx:
            shop = await make_shop(tx, on_hand=100_000)
            person = await make_person(tx, email=MEMBER)
            token = await make_session(tx, person)
            scopes = sorted(PERMISSIONS.keys() - PEOPLE_ONLY)
            _, secret = await sessions.make_key(tx, Visitor(permissions=granted({Role.ADMIN})), "All", scopes)
        placed = await buy(db, shop.variant, quantity=3, visitor=Visitor(person=person, permissions=granted({Role.SHOPPER})))
        async with db.writing() as tx:
            second = await make_priced(tx, 1990, handle="other")
            await stock.make_items(tx, SYSTEM, [NewItem(second.variants[0].id, second.id, 1_000)])
            offer = await make_offer(tx)
            sent = await shipping.ship(tx, SYSTEM, placed.order.id, {placed.order.lines[0].id: 1}, "manual", "T1")
        more = await happened(db, second)
    finally:
        await db.close()
    headers = {
        "guest": {},
        "member": {"cookie": f"{SESSION_COOKIE}={token}"},
        "staff": {"authorization": f"Bearer {secret}"},
    }
    other = {
        "product_id": ids.show("prd", second.id),
        "variant_id": ids.show("var", second.variants[0].id),
        "shipment_id": ids.show("shp", sent),
    }
    known = {
        "handle": shop.product.handle,
        "product_id": ids.show("prd", shop.product.id),
        "variant_id": ids.show("var", shop.variant),
        "order_id": placed.order.shown_id,
        "market": "eu",
        "provider": "sandbox",
        **more,
    }
    return headers, known, {**known, **other, "offer_id": ids.show("ofr", offer)}


async def _unsound(url: str) -> list[object]:
    db = Database(url, now=clock.now, size=2)
    await db.open()
    try:
        async with db.snapshot() as read:
            return list(await invariants.check(read))
    finally:
        await db.close()


@pytest.fixture(scope="module")
def running(server: str, renderer: Renderer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The running shop; when the tests are over, every invariant must hold."""
    data: Path = tmp_path_factory.mktemp("running")
    runner = asyncio.Runner()
    lent = fresh_database(server)
    with contextlib.ExitStack() as stack:
        stack.callback(runner.close)
        url = runner.run(lent.__aenter__())
        stack.callback(lambda: runner.run(lent.__aexit__(None, None, None)))
        headers, known, staff = runner.run(_prepare(url, Settings(mode="test", data=data, url=ORIGIN), renderer))
        with bench.running(url, data, bench.Cores(set(), set(), set())) as (port, process):
            headers["member"]["origin"] = f"http://127.0.0.1:{port}"
            yield Running(port, process, url, headers, {"guest": known, "member": known, "staff": staff})
        assert runner.run(_unsound(url)) == []
