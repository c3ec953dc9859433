"""What the database refuses in the middle of a request is told as what it is and never as a fault of ours; nothing of the request is kept."""

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database, Writing
from stoa.shop.carts import store
from tests.shop.checkout.makers import Shop, make_shop

CUT = "select pg_terminate_backend(pg_backend_pid())"


def _raised(code: str) -> str:
    return f"do $$ begin raise exception 'as it was said' using errcode = '{code}'; end $$"


SAID = [
    (CUT, 503, "database_busy"),
    (_raised("55P03"), 503, "database_busy"),  # a lock that was not had in time
    (_raised("40P01"), 503, "database_busy"),  # two that waited for each other
    (_raised("53100"), 503, "database_busy"),  # the disk is full
    (_raised("53200"), 503, "database_busy"),  # memory is
    (_raised("23505"), 409, "already_there"),  # another was first
]
"""What happens in the database, and what the shop answers."""


@pytest.fixture
async def shop(db: Database) -> Shop:
    async with db.writing() as tx:
        return await make_shop(tx)


@pytest.fixture
def happening(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have this happen right after a line was put into a cart, once."""
    will: list[str] = []
    put = store.put

    async def interrupted(tx: Writing, *given: object) -> bool:
        done = await put(tx, *given)  # type: ignore[arg-type]
        if will:
            await tx.run(will.pop())
        return done

    monkeypatch.setattr(store, "put", interrupted)
    return will


@pytest.mark.parametrize(("happens", "status", "code"), SAID)
async def test_a_program_is_told_and_nothing_was_changed(
    client: httpx.AsyncClient, db: Database, shop: Shop, happening: list[str], happens: str, status: int, code: str
) -> None:
    cart = (await client.post("/api/carts", json={})).json()["id"]
    line = f"/api/carts/{cart}/lines/{ids.show('var', shop.variant)}"
    happening.append(happens)
    refused = await client.put(line, json={"quantity": 1})
    assert (refused.status_code, refused.headers["content-type"], refused.json()["code"]) == (status, "application/problem+json", code)
    assert "othing was changed" in refused.json()["detail"]
    assert refused.headers.get("retry-after") == ("2" if status == 503 else None)
    async with db.reading() as read:
        assert await read.value("select count(*) from carts.line") == 0
    assert (await client.put(line, json={"quantity": 1})).status_code == 200


async def test_a_person_is_told_by_a_page(client: httpx.AsyncClient, db: Database, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    async def cut(tx: Writing, *_given: object, **_named: object) -> int:
        return int(await tx.value(CUT))

    with monkeypatch.context() as patched:
        patched.setattr(store, "add", cut)
        refused = await client.post("/cart/lines", data={"variant": ids.show("var", shop.variant), "quantity": "1"})
    assert (refused.status_code, refused.headers["retry-after"], "nothing was changed" in refused.text) == (503, "2", True)
    assert (await client.post("/cart/lines", data={"variant": ids.show("var", shop.variant), "quantity": "1"})).status_code == 303
    async with db.reading() as read:
        assert await read.value("select sum(quantity) from carts.line") == 1


async def test_a_fault_of_ours_stays_one(client: httpx.AsyncClient, shop: Shop, happening: list[str]) -> None:
    cart = (await client.post("/api/carts", json={})).json()["id"]
    happening.append("select no_such_column")
    answer = await client.put(f"/api/carts/{cart}/lines/{ids.show('var', shop.variant)}", json={"quantity": 1})
    assert (answer.status_code, answer.json()["code"]) == (500, "fault")
