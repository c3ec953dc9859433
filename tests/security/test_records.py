"""What is one person's is not there for anybody else: on no address that names it, by no method."""

from typing import Any

import httpx
import msgspec
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.base.http.front import Front
from stoa.community import wish_lists
from stoa.community.wish_lists.model import Settings
from stoa.people import profiles
from stoa.people.permissions.model import PersonId, Role, Visitor, granted
from stoa.people.profiles.model import Address
from stoa.shop import billing, returns
from tests.people.sessions.makers import sign_in
from tests.security.routes import Route, every
from tests.shop.checkout.makers import HOME, buy, make_cart, make_shop

OPEN = {"handle", "provider", "digest", "name", "code", "market", "variant_id"}
OF_GROUPS = {"/t/{handle}/quiet/{order_id}"}
"""Pages of an order that was placed in a group, which hers was not."""

TABLES = (
    "orders.order",
    "orders.line",
    "orders.entry",
    "profiles.address",
    "returns.return_",
    "sessions.session",
    "carts.line",
    "payments.payment",
    "payments.method",
    "accounts.passkey",
    "privacy.export",
    "wish_lists.list",
    "wish_lists.entry",
)


class Held(msgspec.Struct):
    """Ada, and the ids of what is hers, by the places of the paths."""

    person: PersonId
    cookies: dict[str, str]
    known: dict[str, str]


@pytest.fixture
async def ada(db: Database, client: httpx.AsyncClient) -> Held:
    person = await sign_in(client, db, Role.SHOPPER, email="ada@example.com")
    cookies = dict(client.cookies)
    client.cookies.clear()
    visitor = Visitor(person=person, permissions=granted({Role.SHOPPER}))
    async with db.writing() as tx:
        shop = await make_shop(tx)
        address = await profiles.add_address(tx, person, Address(**msgspec.structs.asdict(HOME)), usual=True)
        session = await tx.value("select id from sessions.session")
    placed = await buy(db, shop.variant, quantity=3, visitor=visitor)
    async with db.writing() as tx:
        cart = await make_cart(tx, shop.variant, visitor=visitor)
        method, passkey = ids.new(), ids.new()
        await tx.run(
            """insert into payments.method (id, person_id, provider, token, brand, last4, made_at)
            values ($1, $2, 'sandbox', 'tok_hers', 'Visa', '4242', $3)""",
            method,
            person,
            tx.now,
        )
        await tx.run(
            """insert into accounts.passkey (id, person_id, credential, public_key, sign_count, name, made_at)
            values ($1, $2, 'credential', 'key', 0, 'Her telephone', $3)""",
            passkey,
            person,
            tx.now,
        )
        await tx.run(
            """insert into privacy.export (person_id, asked_at, ready_at, until_at, body)
            values ($1, $2, $2, $2::timestamptz + interval '7 days', 'all about ada@example.com')""",
            person,
            tx.now,
        )
        wishes = await wish_lists.make(tx, person, Settings(title="Ada Kahl wishes"), "eu", "en")
        entry = await wish_lists.save(tx, visitor, wish_lists.who(visitor, None), shop.variant, "eu", "en", list_id=wishes.id)
        made = await returns.cancel(tx, visitor, placed.order.id, {placed.order.lines[0].id: 1})
        corrected = await billing.correct(tx, placed.order.id, 100, [], "A scratch")
        assert corrected is not None
    known = {
        "order_id": placed.order.shown_id,
        "address_id": ids.show("adr", address),
        "session_id": ids.show("ses", session),
        "session": ids.show("ses", session),
        "cart_id": cart.shown_id,
        "variant_id": ids.show("var", shop.variant),
        "return_id": ids.show("ret", made),
        "number": corrected.shown_number,
        "method_id": ids.show("pme", method),
        "passkey": ids.show("pky", passkey),
        "list_id": wishes.shown_id,
        "entry_id": ids.show("ent", entry.id),
        "handle": shop.product.handle,
        "provider": "sandbox",
        "market": "eu",
    }
    return Held(person, cookies, known)


async def dump(db: Database) -> dict[str, Any]:
    async with db.reading() as read:
        return {
            table: await read.value(f"select coalesce(jsonb_agg(to_jsonb(t) - 'seen_at' order by t::text), '[]') from {table} t")
            for table in TABLES
        }


def named(app: Front, held: Held) -> list[Route]:
    """Return the shoppers' routes whose address names something that is hers."""
    found = [route for route in every(app) if route.may in {"anyone", "member"} and route.places & (held.known.keys() - OPEN)]
    assert len(found) > 15
    return found


async def test_she_finds_what_is_hers(app: Front, client: httpx.AsyncClient, ada: Held) -> None:
    client.cookies.update(ada.cookies)
    hers = [route for route in named(app, ada) if route.path not in OF_GROUPS]
    seen = {route.path: (await route.ask(client, known=ada.known)).status_code for route in hers if route.method == "GET"}
    assert {path: status for path, status in seen.items() if status not in {200, 303, 409}} == {}


@pytest.mark.parametrize("who", ["guest", "member"])
async def test_nobody_else_finds_it(app: Front, client: httpx.AsyncClient, db: Database, ada: Held, who: str) -> None:
    if who == "member":
        await sign_in(client, db, Role.SHOPPER, email="eve@example.com")
    kept = dict(client.cookies)
    before = await dump(db)
    wrong = []
    for route in named(app, ada):
        client.cookies.clear()
        client.cookies.update(kept)
        keyed = {"params": {"key": "wrong"}} if route.query is None or "key" in route.query else {}
        for options in ({}, keyed, {"headers": {"order-key": "wrong"}}):
            answer = await route.ask(client, known=ada.known, **options)
            away = answer.status_code in {401, 303} and route.may == "member" and who == "guest"
            away = away or (route.path.startswith("/checkout/back/") and answer.headers.get("location") == "/cart")
            away = away or (route.path.startswith("/account/passkeys/") and answer.status_code == 401)  # refused as a passkey is
            # What names something of hers that is not there for others may also be refused for its form first.
            if answer.status_code not in {404, 422} and not away:
                wrong.append((route, answer.status_code, answer.headers.get("location")))
            for hers in ("ada@example.com", "Ada Kahl", "Hafenstra"):
                assert hers not in answer.text, route
    assert wrong == []
    assert await dump(db) == before


async def test_what_is_named_by_who_is_signed_in_is_their_own(client: httpx.AsyncClient, db: Database, ada: Held) -> None:
    """Lists and files without an id in their address: hers for her, nothing of hers for anybody else."""
    lists = {"/account/privacy/export": "all about ada", "/account/payments": "4242", "/account/security": "Her telephone"}
    for path, hers in lists.items():
        client.cookies.clear()
        client.cookies.update(ada.cookies)
        assert hers in (await client.get(path)).text, path
    await sign_in(client, db, Role.SHOPPER, email="eve@example.com")
    for path, hers in lists.items():
        answer = await client.get(path)
        assert answer.status_code == (404 if path.endswith("export") else 200)
        assert hers not in answer.text
        client.cookies.clear()
        assert (await client.get(path)).status_code in {303, 401}
        await sign_in(client, db, Role.SHOPPER, email=f"eve{path.count('a')}{len(path)}@example.com")


@pytest.mark.parametrize("path", ["/account/payments/{method_id}/removal", "/account/passkeys/{passkey}/removal"])
async def test_she_removes_what_is_hers(client: httpx.AsyncClient, db: Database, ada: Held, path: str) -> None:
    """So that what nobody else could remove was there to be removed."""
    client.cookies.update(ada.cookies)
    before = await dump(db)
    assert (await client.post(path.format(**ada.known))).status_code == 303
    after = await dump(db)
    assert {table for table in before if before[table] != after[table]} <= {"payments.method", "accounts.passkey"}
    assert before != after
