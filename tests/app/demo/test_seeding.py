"""The demo shop fills an empty database, once, and everything that must be true of a shop is true of it."""

from datetime import timedelta

import httpx

from stoa.app.demo import seeding
from stoa.app.demo.cast import CAST
from stoa.base.database import Database


def silent(_words: str, _done: int, _total: int) -> None:
    """Say nothing."""


async def test_it_fills_an_empty_shop_and_leaves_a_full_one_alone(db: Database, client: httpx.AsyncClient) -> None:
    sold = await seeding.fill(db, silent)
    assert sold is not None
    assert len(sold) > 500
    assert await seeding.fill(db, silent) is None
    async with db.reading() as read:
        # Every sum on the books was paid: what customers paid is what their orders came to, less what was given back.
        rows = await read.rows(
            """select o.state, o.total, p.captured, p.refunded, p.state as payment from orders.order o
            join payments.payment p on p.order_id = o.id"""
        )
        assert {row["payment"] for row in rows if row["state"] == "cancelled"} == {"voided"}
        # What is put together for a gift is held until all of it is there.
        assert {row["payment"] for row in rows if row["state"] == "held"} == {"authorized"}
        assert [row for row in rows if row["state"] not in {"cancelled", "held"} and row["captured"] != row["total"]] == []
        assert sum(row["refunded"] for row in rows) == await read.value("select sum(refund) from returns.return_")
        # A former price beside a lower one is the lowest of the thirty days before.
        offers = await read.rows(
            """select q.price, q.was, q.low30, q.base from pricing.quotes((select array_agg(id) from catalog.variant), 'eu', '{everyone}', $1) q
            where q.offer_id is not null""",
            read.now,
        )
        assert offers
        assert all(row["was"] is None or row["was"] == row["low30"] for row in offers)
        assert any(row["was"] is not None and row["was"] < row["base"] for row in offers)
        # The shopper of the cast has bought before, and the newest order of all waits to be packed.
        assert await read.value(
            "select count(*) from orders.order o join accounts.person p on p.id = o.person_id where p.email = $1", CAST["shopper"].email
        )
        assert await read.value("select state from orders.order where state <> 'held' order by number desc limit 1") in {
            "open",
            "cancelled",
        }
        assert await read.value("select max(placed_at) > $1::timestamptz from orders.order", read.now - timedelta(days=2))
    page = await client.get("/p/oak-board")
    assert page.status_code == 200
