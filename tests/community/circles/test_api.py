"""One's own circle by API, and that nobody finds anything by trying."""

import httpx
import msgspec
import pytest

from stoa.app import wiring
from stoa.app.settings import Settings
from stoa.base import ids
from stoa.base.database import Database
from stoa.community.circles.model import Audience, Kind
from tests.community.circles.makers import handle_of, make_member, make_purchase
from tests.conftest import ORIGIN
from tests.people.sessions.makers import sign_in


async def test_the_circle_by_api(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db)
    async with db.writing() as tx:
        lena = await make_member(tx, "Lena K.", page=Audience.EVERYONE)
        handle = await handle_of(tx, lena)
    found = (await client.get(f"/api/people/{handle}")).json()
    assert (found["name"], found["follows"]) == ("Lena K.", False)
    assert (await client.put(f"/api/me/circle/{found['id']}/follow")).status_code == 204
    circle = (await client.get("/api/me/circle")).json()
    assert [(one["id"], one["byline"]["name"], one["friend"]) for one in circle["items"]] == [(found["id"], "Lena K.", False)]
    assert (await client.put(f"/api/me/circle/{found['id']}/adore")).status_code == 404
    assert (await client.put(f"/api/me/circle/{found['id']}/block")).status_code == 204
    assert (await client.get("/api/me/circle")).json()["items"] == []
    assert [one["id"] for one in (await client.get("/api/me/blocked")).json()["items"]] == [found["id"]]
    assert (await client.get(f"/api/people/{handle}")).status_code == 404
    client.cookies.clear()
    assert (await client.get(f"/api/people/{handle}")).json()["id"] is None


async def test_what_one_shows_by_api(client: httpx.AsyncClient, db: Database) -> None:
    me = await sign_in(client, db)
    async with db.writing() as tx:
        line = ids.show("lin", await make_purchase(tx, me))
        others = ids.show("lin", await make_purchase(tx, await make_member(tx)))
    assert set((await client.get("/api/me/showing")).json()["audiences"].values()) == {"nobody"}
    changed = await client.put("/api/me/showing", json={"purchases": "friends"})
    assert changed.json()["audiences"] == {**dict.fromkeys(Kind, "nobody"), "purchases": "friends"}
    assert (await client.put("/api/me/showing", json={"purchases": "world"})).status_code == 422
    assert [one["seen_by"] for one in (await client.get("/api/me/purchases")).json()["items"]] == ["friends"]
    assert (await client.put(f"/api/me/purchases/{line}/showing", json={"audience": "everyone", "gift": True})).status_code == 204
    assert [one["seen_by"] for one in (await client.get("/api/me/purchases")).json()["items"]] == ["nobody"]
    assert (await client.put(f"/api/me/purchases/{others}/showing", json={})).json()["code"] == "no_such_purchase"


async def test_invitations_by_api(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db)
    made = await client.post("/api/me/invitations", json={"uses": 3})
    assert made.status_code == 201
    token = made.json()["url"].rpartition("/")[2]
    listed = (await client.get("/api/me/invitations")).json()
    assert [one["uses"] for one in listed] == [3]
    assert token not in str(listed)
    assert (await client.post(f"/api/circle/invitations/{token}")).json()["code"] == "own_invitation"
    assert (await client.post("/api/me/invitations", json={"uses": 21})).status_code == 422
    client.cookies.clear()
    await sign_in(client, db)
    assert (await client.post(f"/api/circle/invitations/{token}")).status_code == 204
    assert (await client.delete(f"/api/me/invitations/{listed[0]['id']}")).status_code == 404


@pytest.mark.parametrize(
    ("path", "most"), [("/people/lena-k-{:08d}", 120), ("/api/people/lena-k-{:08d}", 120), ("/circle/invitation/{:032d}", 30)]
)
async def test_whoever_tries_many_is_slowed_down_whether_they_hit_or_miss(db: Database, settings: Settings, path: str, most: int) -> None:
    app = wiring.build(msgspec.structs.replace(settings, database_url=db.url, rate_limits=True), db)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=ORIGIN) as client:
        async with db.writing() as tx:
            lena = await make_member(tx, "Lena K.", page=Audience.EVERYONE)
            handle = await handle_of(tx, lena)
        statuses = [(await client.get(path.format(number))).status_code for number in range(most + 1)]
        assert statuses == [404] * most + [429]
        if "people" in path:
            there = await client.get(path.partition("lena")[0] + handle)
            assert there.status_code == 429
