"""What everybody may check: the ledger, and what waits."""

import httpx
import msgspec
import pytest

from stoa.base import jobs
from stoa.base.database import Database
from stoa.community import reviews
from stoa.community.moderation.model import State as Seen
from stoa.community.reviews import governing
from stoa.shop.catalog.model import Product
from tests.community.reviews.makers import make_review

pytestmark = pytest.mark.anyio


async def test_the_ledger_is_read_checked_and_taken_along(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        for rating in (1, 5):
            await make_review(tx, mug, rating)
    async with db.writing() as tx:
        await jobs.enqueue(tx, "reviews.seal")
    await jobs.drain(db)
    page = (await client.get("/reviews/ledger?check=1")).text
    assert "4 entries, unbroken" in page
    lines = (await client.get("/reviews/ledger.jsonl")).text.splitlines()
    assert [msgspec.json.decode(line)["seq"] for line in lines] == [1, 2, 3, 4]
    english, german = (await client.get("/reviews/method")).text, (await client.get("/de/reviews/method")).text
    assert ("1.25%" in english, "1,25\xa0%" in german, "1.25" in german) == (True, True, False)
    assert ("4.0 stars" in english, "4,0 Sterne" in german) == (True, True)
    assert ("as if 3 owners" in english, "als hätten das 3 Käuferinnen" in german) == (True, True)
    assert ("never stands above 3." in english, "nie über 3." in german) == (True, True)
    async with db.writing() as tx:
        await tx.run("alter table reviews.ledger disable trigger user")
        await tx.run("update reviews.ledger set stars = 3 where seq = 2")
        assert "First wrong entry: 2" in (await _beside(client, tx))
        await tx.run("update reviews.ledger set stars = 1 where seq = 2")
        await tx.run("alter table reviews.ledger enable trigger user")


async def test_what_waits_is_told_to_everybody_without_its_stars(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    assert "No review waits for a decision." in (await client.get("/reviews/ledger")).text
    async with db.writing() as tx:
        review_id = await make_review(tx, mug, 1)
        await governing.set_state(tx, [review_id], Seen.WAITING)
        since = tx.now
        await jobs.enqueue(tx, "reviews.seal")
    await jobs.drain(db)
    page = (await client.get("/reviews/ledger")).text
    assert "One review waits for a decision." in page
    assert f'datetime="{since.isoformat(timespec="seconds")[:16]}' in page.partition("The oldest has waited since")[2]
    assert "Held for a decision" in page
    found = (await client.get("/api/reviews/ledger")).json()
    assert (found["waiting"], found["waiting_since"][:16]) == (1, since.isoformat()[:16])
    assert [(one["kind"], one["stars"]) for one in found["items"]] == [("received", None), ("published", 1), ("held", None)]


async def _beside(client: httpx.AsyncClient, tx: object) -> str:
    """The check sees what is committed; here it is asked of the transaction that changed it."""
    del client
    proof = await reviews.verify(tx)  # type: ignore[arg-type]
    return f"First wrong entry: {proof.broken}"
