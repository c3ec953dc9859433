"""The desk's page and the feeds, through the real app."""

import html
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.community.exchange import export_community
from stoa.community.exchange.model import Format, Kind
from stoa.community.moderation.model import State
from stoa.community.reviews import governing
from stoa.people.permissions.model import Role
from tests.community.exchange.makers import JUDGEME, a_google_review, csv_text, google, make_shop, parsed
from tests.community.reviews.makers import make_review
from tests.people.sessions.makers import sign_in
from tests.shop.catalog.makers import make_mug

PLACE = "/desk/community/exchange"


@pytest.fixture
async def merchant(client: httpx.AsyncClient, db: Database) -> httpx.AsyncClient:
    await make_shop(db)
    await sign_in(client, db, Role.MERCHANT)
    return client


async def upload(
    client: httpx.AsyncClient, body: bytes | str, name: str = "reviews.csv", kind: str = "reviews", **more: str
) -> httpx.Response:
    return await client.post(PLACE, data={"kind": kind, **more}, files={"file": (name, body, "text/csv")})


async def work(db: Database) -> None:
    """Do the import's own job, and none of those that follow from it."""
    async with db.writing() as tx:
        rows = await tx.rows("delete from base.job where kind = 'interchange.import' returning id, args")
    for row in rows:
        await jobs.perform(db, jobs.Taken(row["id"], "interchange.import", row["args"], 1, 1))


async def test_reviews_come_in_by_a_job_and_what_is_wrong_can_be_mended(merchant: httpx.AsyncClient, db: Database) -> None:
    assert "Nothing yet" in (await merchant.get(PLACE)).text
    bad = {**JUDGEME, "rating": "11", "reviewer_email": "bad@example.com"}
    answer = await upload(merchant, csv_text(JUDGEME, bad), language="de")
    assert answer.status_code == 303
    where, _, run = answer.headers["location"].partition("#")
    assert where == PLACE
    assert f'<article class="card stack" id="{run}"' in (await merchant.get(PLACE)).text, (
        "on a phone the page opens at what becomes of the file"
    )
    path = html.unescape(re.search(r'data-running="([^"]*)"', (await merchant.get(PLACE)).text)[1])  # type: ignore[index]
    await work(db)
    done = (await merchant.get(path)).text
    assert "1 made, 0 changed, 0 as they were, 1 refused." in done
    assert "“11” is no rating from 1 to 5." in done
    rejected = await merchant.get(f"{path}/rejected")
    assert rejected.headers["content-disposition"] == 'attachment; filename="reviews.rejected.csv"'
    assert [row["Error"] for row in parsed(rejected.content.decode("utf-8-sig"))] == ["4: rating: “11” is no rating from 1 to 5."]
    async with db.reading() as read:
        assert await read.value("select language from reviews.review") == "de"
    await upload(merchant, csv_text(JUDGEME), language="de")
    await work(db)
    assert "Nothing was changed: the shop had it as the file says." in (await merchant.get(PLACE)).text
    assert "reviews.csv" not in (await merchant.get("/desk/interchange")).text


async def test_everything_can_be_taken_out(merchant: httpx.AsyncClient, db: Database) -> None:
    await upload(merchant, csv_text(JUDGEME))
    await work(db)
    for kind, wanted, begins in (
        ("reviews", "judgeme", "title,body,rating"),
        ("reviews", "shopify", "product_handle,state"),
        ("reviews", "google", "<?xml"),
        ("reviews", "meta", "aggregator,store.name"),
        ("reviews", "stoa", '{"stoa":"review/1"'),
        ("questions", "stoa", ""),
        ("circles", "stoa", ""),
        ("wish-lists", "stoa", ""),
        ("discussions", "stoa", ""),
    ):
        answer = await merchant.get(f"{PLACE}/export", params={"kind": kind, "format": wanted})
        assert (answer.status_code, answer.text.startswith(begins)) == (200, True), kind
        assert f"{kind}-{wanted}-" in answer.headers["content-disposition"]
    for query in ("kind=reviews&format=doc", "kind=circles&format=meta", "kind=x"):
        assert (await merchant.get(f"{PLACE}/export?{query}")).status_code == 422


async def test_what_is_no_file_is_refused_at_once(merchant: httpx.AsyncClient, db: Database) -> None:
    for answer in (
        await merchant.post(PLACE, data={"kind": "reviews"}),
        await upload(merchant, b""),
        await upload(merchant, b"x", kind="no"),
    ):
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
    await upload(merchant, b"\x89PNG\r\n\x1a\n", "a.png")
    await work(db)
    assert "is no file of reviews" in html.unescape((await merchant.get(PLACE)).text)


async def test_an_unknown_run_and_one_of_products_are_not_found(merchant: httpx.AsyncClient, db: Database) -> None:
    await merchant.post("/desk/interchange", files={"file": ("p.csv", "Handle,Title\na,b\n", "text/csv")})
    async with db.reading() as read:
        path = re.search(r'data-running="[^"]*(run_\w+)"', (await merchant.get("/desk/interchange")).text)
        assert path is not None
        assert await read.value("select kind from interchange.run") == "products"
    for run in (path[1], "run_x"):
        assert (await merchant.get(f"{PLACE}/runs/{run}")).status_code == 404
        assert (await merchant.get(f"{PLACE}/runs/{run}/rejected")).status_code == 404


@pytest.mark.parametrize("role", [None, Role.SHOPPER, Role.HOST, Role.AGENT])
async def test_nobody_else_sees_these_files(client: httpx.AsyncClient, db: Database, role: Role | None) -> None:
    if role is not None:
        await sign_in(client, db, role)
    for path in (PLACE, f"{PLACE}/export?kind=reviews&format=stoa"):
        answer = await client.get(path)
        assert answer.status_code in {303, 401, 403}
        assert "review/1" not in answer.text


async def test_feeds_have_published_reviews_alone_and_say_what_this_shop_knows(merchant: httpx.AsyncClient, db: Database) -> None:
    spam = a_google_review(2).replace("<is_spam>false", "<is_spam>true")
    await upload(merchant, google(a_google_review(1), spam), "r.xml")
    await work(db)
    merchant.cookies.clear()
    answer = await merchant.get("/feeds/reviews.google.xml")
    assert (answer.status_code, answer.text[:5]) == (200, "<?xml")
    (review,) = ET.fromstring(answer.text).iter("review")  # noqa: S314 - our own
    said = {one.tag: one.text for one in review.iter()}
    # Another shop said that this was a purchase; this one knows of none.
    assert said["is_verified_purchase"] == "false"
    assert (said["review_id"] or "").startswith("rev_")
    assert said["review_url"] == f"http://localhost:8000/reviews/{said['review_id']}"
    assert (said["is_incentivized_review"], said["collection_method"], said["review_language"], said["overall"]) == (
        "false",
        "post_fulfillment",
        "en",
        "5",
    )
    (row,) = parsed((await merchant.get("/feeds/reviews.meta.csv")).text)
    assert (row["reviewID"], row["has_verified_purchase"], row["rating"]) == (said["review_id"], "false", "5")
    again = await merchant.get("/feeds/reviews.google.xml", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_in_german(merchant: httpx.AsyncClient) -> None:
    assert "Dateien der Community" in (await merchant.get(f"/de{PLACE}")).text


async def test_stars_of_what_waits_for_a_decision_are_in_no_file_of_the_desk(
    merchant: httpx.AsyncClient, db: Database, tmp_path: Path
) -> None:
    async with db.writing() as tx:
        mug = await make_mug(tx)
        await make_review(tx, mug, 5, "Everybody reads this")
        waits = await make_review(tx, mug, 1, "Nobody has decided this")
        await governing.set_state(tx, [waits], State.WAITING)
    page = (await merchant.get("/desk/community/exchange")).text
    assert "Reviews that wait for a decision are left out" in page
    for wanted in Format:
        text = (await merchant.get(f"/desk/community/exchange/export?kind=reviews&format={wanted}")).text
        assert "Everybody reads this" in text, wanted
        assert "Nobody has decided this" not in text, wanted
        assert ids.show("rev", waits) not in text, wanted
    await export_community(db, tmp_path / "all.jsonl", Kind.REVIEWS)
    assert "Nobody has decided this" in (tmp_path / "all.jsonl").read_text()
