"""Files in and out on the desk, through the real app."""

import html
import re
from pathlib import Path

import httpx
import pytest

from stoa.base import jobs
from stoa.base.database import Database
from stoa.outside import storage
from stoa.people.permissions.model import Role
from stoa.shop.interchange import runs
from tests.people.sessions.makers import sign_in
from tests.shop.interchange.makers import csv_text, make_markets, mug

PAGES = ("/desk/interchange", "/desk/interchange/export")


@pytest.fixture
async def merchant(client: httpx.AsyncClient, db: Database) -> httpx.AsyncClient:
    await make_markets(db)
    await sign_in(client, db, Role.MERCHANT)
    return client


async def upload(client: httpx.AsyncClient, body: bytes | str, name: str = "products.csv", prefix: str = "") -> httpx.Response:
    return await client.post(f"{prefix}/desk/interchange", files={"file": (name, body, "text/csv")})


async def work(db: Database) -> None:
    """Do the import's own job, and none of those that follow from it."""
    async with db.writing() as tx:
        rows = await tx.rows("delete from base.job where kind = 'interchange.import' returning id, args")
    for row in rows:
        await jobs.perform(db, jobs.Taken(row["id"], "interchange.import", row["args"], 1, 1))


async def stored() -> list[str]:
    return await storage.current().list("interchange")


async def test_a_file_comes_in_by_a_job_and_what_is_wrong_can_be_mended(merchant: httpx.AsyncClient, db: Database) -> None:
    empty = await merchant.get("/desk/interchange")
    assert "Nothing yet" in empty.text
    rows = [mug("good"), mug("bad", Variant_Price="-1")]
    answer = await upload(merchant, csv_text(rows))
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/interchange")
    waiting = (await merchant.get("/desk/interchange")).text
    path = html.unescape(re.search(r'data-running="([^"]*)"', waiting)[1])  # type: ignore[index]
    assert "Waiting for its turn" in waiting
    assert "Waiting for its turn" in (await merchant.get(path)).text
    await work(db)
    done = (await merchant.get(path)).text
    assert "data-running" not in done
    assert "1 made, 0 changed, 0 as they were, 1 refused." in done
    assert "Line 3" in done
    assert "“-1” is less than nothing." in done
    rejected = await merchant.get(f"{path}/rejected")
    assert rejected.headers["content-disposition"] == 'attachment; filename="products.rejected.csv"'
    assert "3: Variant Price: “-1” is less than nothing." in rejected.content.decode("utf-8-sig")
    assert [one.split("/")[2] for one in await stored()] == ["rejected"]
    async with db.reading() as read:
        assert await read.value("select handle from catalog.product") == "good"
    await upload(merchant, csv_text([mug("good")]))
    await work(db)
    assert "Nothing was changed: the shop had the product as the file says." in (await merchant.get("/desk/interchange")).text


async def test_a_large_file_is_kept_in_parts(merchant: httpx.AsyncClient, db: Database) -> None:
    rows = [mug(f"m{number}", Body="x" * 2_000) for number in range(1_200)]
    await upload(merchant, csv_text(rows))
    assert len(await stored()) == 3
    await work(db)
    assert await stored() == []
    async with db.reading() as read:
        assert await read.value("select count(*) from catalog.product") == 1_200


async def test_a_job_that_is_run_again_does_nothing_more(merchant: httpx.AsyncClient, db: Database) -> None:
    await upload(merchant, csv_text([mug()]))
    await work(db)
    async with db.reading() as read:
        (run,) = await runs.latest(read)
    await runs.bring_in(db, run.id)
    async with db.reading() as read:
        assert await runs.latest(read) == [run]


@pytest.mark.parametrize(
    ("body", "name", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00", "mug.png", "is no list of products"),
        (b"PK\x03\x04\x14\x00\x06\x00", "products.xlsx", "Save it there as CSV"),
        (b"Handle,Title\n", "../../etc/passwd", "There is nothing in “passwd”"),
    ],
)
async def test_a_file_of_something_else_says_so(merchant: httpx.AsyncClient, db: Database, body: bytes, name: str, said: str) -> None:
    await upload(merchant, body, name)
    await work(db)
    assert said in html.unescape((await merchant.get("/desk/interchange")).text)
    assert await stored() == []


async def test_no_file_and_an_empty_one_are_refused_at_once(merchant: httpx.AsyncClient) -> None:
    for answer in (await merchant.post("/desk/interchange", data={}), await upload(merchant, b"")):
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
    assert await stored() == []


async def test_a_file_that_is_too_large_is_refused_and_not_kept(merchant: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "FILE_BYTES", 2_500_000)
    answer = await upload(merchant, b"x" * 3_000_000)
    assert answer.status_code == 422
    assert "Files of up to 2 MB" in answer.text
    assert await stored() == []


async def test_in_german(merchant: httpx.AsyncClient, db: Database) -> None:
    await upload(merchant, csv_text([mug(Variant_Price="-1")]), prefix="/de")
    await work(db)
    page = (await merchant.get("/de/desk/interchange")).text
    assert "0 angelegt, 0 geändert, 0 wie zuvor, 1 abgelehnt." in page
    assert "„-1“ ist kleiner als null." in page


@pytest.mark.parametrize(
    ("wanted", "name", "begins"), [("shopify", "csv", "Title,URL handle"), ("woocommerce", "csv", "ID,Type"), ("stoa", "jsonl", "{")]
)
async def test_products_go_out(merchant: httpx.AsyncClient, db: Database, tmp_path: Path, wanted: str, name: str, begins: str) -> None:
    await upload(merchant, csv_text([mug()]))
    await work(db)
    async with db.writing() as tx:
        await tx.run("delete from interchange.layout")
    answer = await merchant.get(f"/desk/interchange/export?format={wanted}")
    assert answer.status_code == 200
    assert re.fullmatch(rf'attachment; filename="products-{wanted}-\d{{4}}-\d\d-\d\d\.{name}"', answer.headers["content-disposition"])
    assert begins in answer.text.split("\n")[0]
    assert "Wide mug" in answer.text


async def test_what_is_not_there_is_not_found(merchant: httpx.AsyncClient, db: Database) -> None:
    await upload(merchant, csv_text([mug()]))
    await work(db)
    async with db.reading() as read:
        (run,) = await runs.latest(read)
    path = re.search(r'id="(run_[^"]*)"', (await merchant.get("/desk/interchange")).text)[1]  # type: ignore[index]
    assert run.report is not None
    assert (await merchant.get(f"/desk/interchange/runs/{path}/rejected")).status_code == 404
    assert (await merchant.get("/desk/interchange/runs/run_x")).status_code == 404
    assert (await merchant.get("/desk/interchange/export?format=xml")).status_code == 422


@pytest.mark.parametrize("role", [None, Role.SHOPPER, Role.HOST, Role.AGENT])
async def test_nobody_else_gets_in(client: httpx.AsyncClient, db: Database, role: Role | None) -> None:
    await make_markets(db)
    if role is not None:
        await sign_in(client, db, role)
    for path in PAGES:
        assert (await client.get(path)).status_code in {303, 401, 403, 404}
    assert (await upload(client, csv_text([mug()]))).status_code in {303, 401, 403, 404}
    async with db.reading() as read:
        assert await read.value("select count(*) from interchange.run") == 0


async def test_another_sites_form_is_refused(merchant: httpx.AsyncClient, db: Database) -> None:
    answer = await merchant.post(
        "/desk/interchange", files={"file": ("p.csv", csv_text([mug()]), "text/csv")}, headers={"origin": "https://evil.example"}
    )
    assert answer.status_code == 403
    async with db.reading() as read:
        assert await read.value("select count(*) from interchange.run") == 0
