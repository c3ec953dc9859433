"""Wish lists by API."""

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database, statements
from stoa.community.wish_lists import actions, claiming, joining, putting, queries, store
from stoa.community.wish_lists.model import Kind, Priority, PutEntry, PutList, Role, Settings, View, Who
from stoa.people.permissions.model import Role as Is
from stoa.people.sessions.model import GUEST, SYSTEM
from tests.community.wish_lists.makers import Wishes, guest, make_pool, make_wishes, member
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import make_session, sign_in
from tests.shop.checkout.makers import make_shop
from tests.shop.pricing.makers import make_priced

pytestmark = pytest.mark.anyio


async def wishes_of(db: Database, **overrides: object) -> Wishes:
    async with db.writing() as tx:
        return await make_wishes(tx, **overrides)  # type: ignore[arg-type]


async def test_a_member_keeps_lists(client: httpx.AsyncClient, db: Database) -> None:
    assert (await client.get("/api/lists")).status_code == 401
    async with db.writing() as tx:
        shop = await make_shop(tx)
    await sign_in(client, db, Is.SHOPPER)
    made = await client.post("/api/lists", json={"title": "Birthday", "view": "taken", "date": "2027-03-01"})
    assert made.status_code == 201
    at = f"/api/lists/{made.json()['id']}"
    assert (made.json()["link"], made.json()["role"], made.json()["entries"]) == (None, "owner", [])
    variant = ids.show("var", shop.variant)
    put = await client.put(f"{at}/entries/{variant}", json={"quantity": 2, "note": "In sage", "priority": 2, "watch_below": 1500})
    entry = put.json()["entries"][0]
    assert (entry["quantity"], entry["note"], entry["priority"], entry["taken"], entry["free"]) == (2, "In sage", 2, 0, 2)
    assert entry["price_when_saved"] == {"amount": 2490, "currency": "EUR"}
    again = await client.put(f"{at}/entries/{variant}", json={"had": True})
    assert [(one["quantity"], one["had"]) for one in again.json()["entries"]] == [(2, True)]
    linked = await client.post(f"{at}/link")
    assert linked.json()["link"].startswith("http://localhost:8000/l/")
    assert (await client.get(at)).json()["link"] == linked.json()["link"]
    changed = await client.patch(at, json={"title": "Party", "view": "all"})
    assert (changed.json()["title"], changed.json()["view"]) == ("Party", "all")
    assert [(one["title"], one["entries"], one["shared"]) for one in (await client.get("/api/lists")).json()["items"]] == [
        ("Party", 1, True)
    ]
    assert (await client.delete(f"{at}/entries/{variant}")).status_code == 204
    assert (await client.delete(f"{at}/entries/{variant}")).json()["code"] == "no_such_entry"
    assert (await client.delete(f"{at}/link")).status_code == 204
    assert (await client.delete(at)).status_code == 204
    assert (await client.get(at)).json()["code"] == "no_such_list"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"title": ""}, "/title"),
        ({"title": "x", "kind": "saved"}, "/kind"),
        ({"title": "x", "address_id": "home"}, "/address_id"),
        ({}, "/title"),
    ],
)
async def test_what_is_wrong_is_named(client: httpx.AsyncClient, db: Database, body: dict[str, str], pointer: str) -> None:
    await sign_in(client, db, Is.SHOPPER)
    answer = await client.post("/api/lists", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


async def test_a_guest_promises_and_takes_it_back_with_the_key(client: httpx.AsyncClient, db: Database) -> None:
    wishes = await wishes_of(db, quantity=2)
    at = f"/api/shared-lists/{wishes.secret}"
    seen = await client.get(at)
    assert seen.headers["x-robots-tag"] == "noindex, nofollow"
    assert (seen.json()["role"], seen.json()["view"], seen.json()["link"], seen.json()["ships_to_owner"]) == ("giver", None, None, True)
    assert "Geheimgasse" not in seen.text
    entry = seen.json()["entries"][0]["id"]
    made = await client.post(f"{at}/entries/{entry}/claims", json={"name": "Ada"})
    assert made.status_code == 201
    key, claim = made.json()["key"], made.json()["id"]
    assert len(key) == 43
    seen = await client.get(at)
    assert (seen.json()["entries"][0]["taken"], seen.json()["entries"][0]["free"], seen.json()["entries"][0]["names"]) == (1, 1, [])
    greedy = await client.post(f"{at}/entries/{entry}/claims", json={"name": "Eve", "quantity": 2})
    refused = greedy.json()
    assert (greedy.status_code, refused["code"], refused["facts"]) == (409, "already_taken", {"left": 1})
    assert refused["detail"] == "Only one is left to give."
    assert (await client.delete(f"{at}/claims/{claim}")).status_code == 404
    assert (await client.delete(f"{at}/claims/{claim}", headers={"claim-key": "wrong"})).status_code == 404
    assert (await client.delete(f"{at}/claims/{claim}", headers={"claim-key": key})).status_code == 204
    assert (await client.post(f"/api/shared-lists/{'x' * 32}/entries/{entry}/claims", json={"name": "Ada"})).status_code == 404


async def test_a_part_is_given_by_program(client: httpx.AsyncClient, db: Database) -> None:
    wishes = await wishes_of(db)
    async with db.writing() as tx:
        pool = ids.show("pol", await make_pool(tx, wishes))
    at = f"/api/shared-lists/{wishes.secret}/pools/{pool}/shares"
    body = {"amount": 1000, "name": "Ada", "email": "ada@example.com", "provider": "sandbox", "token": "tok_ok"}
    wrong = await client.post(at, json={**body, "amount": 2800})
    assert (wrong.status_code, wrong.json()["errors"][0]["code"]) == (422, "leaves_too_little")
    assert (await client.post(at, json={**body, "email": "nobody"})).json()["errors"][0]["pointer"] == "/email"
    given = await client.post(at, json=body)
    assert (given.status_code, given.json()["amount"]) == (201, {"amount": 1000, "currency": "EUR"})
    await jobs.drain(db)
    seen = (await client.get(f"/api/shared-lists/{wishes.secret}")).json()["entries"][0]["pool"]
    assert (seen["together"]["amount"], seen["left"]["amount"], seen["people"]) == (1000, 1880, 1)
    async with db.writing() as tx:
        client.cookies.set("stoa_session", await make_session(tx, wishes.person))
    mine = (await client.get(f"/api/lists/{wishes.list.shown_id}")).json()["entries"][0]
    assert (mine["pool"]["together"], mine["pool"]["people"], mine["taken"], mine["free"]) == (None, None, None, None)
    assert (await client.post(at, json=body)).json()["code"] == "own_list"


async def test_nobody_elses_list_answers(client: httpx.AsyncClient, db: Database) -> None:
    wishes = await wishes_of(db)
    await sign_in(client, db, Is.SHOPPER, email="eve@example.com")
    at = f"/api/lists/{wishes.list.shown_id}"
    variant = ids.show("var", wishes.shop.variant)
    for answer in (
        await client.get(at),
        await client.patch(at, json={"title": "Mine"}),
        await client.delete(at),
        await client.post(f"{at}/link"),
        await client.delete(f"{at}/link"),
        await client.put(f"{at}/entries/{variant}", json={}),
        await client.delete(f"{at}/entries/{variant}"),
        await client.get(f"/api/lists/{ids.show('lst', ids.new())}"),
        await client.get("/api/lists/lst_x"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "no_such_list")


async def test_lists_come_from_files_as_they_go_out_and_twice_is_once(db: Database) -> None:
    async with db.writing() as tx:
        shop = await make_shop(tx)
        other = await make_priced(tx, 1200)
        first, second = await make_person(tx), await make_person(tx)
        wanted = [
            PutList(
                owner=person,
                settings=Settings(title=title, kind=kind, view=View.TAKEN, recipient="Us", message="One\nTwo"),
                market="eu",
                language="en",
                shared=kind is Kind.REGISTRY,
                entries=[
                    PutEntry(variant_id=shop.variant, quantity=2, note=" blue ", priority=Priority.HIGH),
                    PutEntry(variant_id=other.variants[0].id, had=True),
                ],
            )
            for person, title, kind in ((first, "Day", Kind.REGISTRY), (first, "", Kind.SAVED), (second, "Day", Kind.LIST))
        ]
        counted: list[str] = []
        token = statements.set(counted)
        made = await putting.put_lists(tx, SYSTEM, wanted)
        statements.reset(token)
        assert len(counted) < 20
        assert await tx.value("select array_agg(kind || ':' || state) from moderation.piece") == ["list:published"]
        secret = (await store.find(tx, made[0])).secret  # type: ignore[union-attr]
        assert await putting.put_lists(tx, SYSTEM, wanted) == made
        assert (await store.find(tx, made[0])).secret == secret  # type: ignore[union-attr]
        out = await queries.exported(tx, None, 10)
        assert await tx.value("select count(*) from wish_lists.entry") == 6
        assert await tx.value("select count(*) from base.event where kind like 'wish_lists.%'") == 0
    assert [(one["title"], one["kind"], one["shared"], len(one["entries"])) for one in out] == [
        ("Day", "registry", True, 2),
        ("", "saved", False, 2),
        ("Day", "list", False, 2),
    ]
    said = {"sku": None, "product": "wide-mug", "choices": ["s0"], "quantity": 2, "note": "blue", "priority": 2, "had": False}
    assert out[0]["entries"][0].items() >= said.items()
    assert (out[0]["secret"], out[1]["secret"]) == (secret, None)  # the link that was given to others goes on working


async def test_a_list_costs_the_same_however_long_it_is(db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx, quantity=2, view=View.ALL)
        for number in range(8):
            product = await make_priced(tx, 1000 + number)
            await actions.save(tx, member(wishes.person), wishes.owner, product.variants[0].id, "eu", "en", list_id=wishes.list.id)
        await claiming.claim(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(), "Ada", 1)
        invitation = await joining.invite(tx, wishes.owner, wishes.list.id, surprised=False)
        await joining.join(tx, await make_person(tx), invitation.secret)
    async with db.reading() as read:
        for role, who, budget in ((Role.OWNER, wishes.owner, 9), (Role.GIVER, guest(2), 8), (Role.GIVER, Who(), 8)):
            counted: list[str] = []
            token = statements.set(counted)
            seen = await queries.see(read, wishes.list, role, who, GUEST, "eu", "en")
            statements.reset(token)
            assert (len(seen.entries), len(counted)) == (9, budget)
