"""Who an imported review makes an owner: an order of this shop, and nothing else."""

from datetime import timedelta
from pathlib import Path

from stoa.base.database import Database
from tests.community.exchange.makers import JUDGEME, bring, csv_text
from tests.community.reviews.makers import make_delivered
from tests.shop.catalog.makers import make_mug


async def test_an_order_of_the_same_address_delivered_before_makes_an_owner_once(db: Database, tmp_path: Path) -> None:
    async with db.writing() as tx:
        product = await make_mug(tx, handle="mug")
        await make_mug(tx, handle="cup")
        order = await make_delivered(tx, product, email="ada@example.com")
        await tx.run("update orders.order set placed_at = $2, made_at = $2 where id = $1", order.id, tx.now - timedelta(days=30))
        await tx.run("update orders.entry set at = $2 where order_id = $1", order.id, tx.now - timedelta(days=30))
        await tx.run("update shipping.shipment set delivered_at = $2 where order_id = $1", order.id, tx.now - timedelta(days=30))
        day = f"{tx.now - timedelta(days=1):%Y-%m-%d %H:%M:%S} UTC"
    mine = {**JUDGEME, "review_date": day}
    rows = [
        {**mine, "review_date": "2020-01-01", "title": "before it came"},
        {**mine, "title": "owner"},
        {**mine, "title": "again"},
        {**mine, "title": "of another thing", "product_handle": "cup"},
        {**mine, "title": "somebody else", "reviewer_email": "bo@example.com"},
    ]
    report = await bring(db, tmp_path, csv_text(*rows))
    assert (report.made, report.errors, report.notes) == (5, [], {"owner": 1})
    async with db.reading() as read:
        found = await read.rows("select title, basis from reviews.review order by title")
    assert [tuple(row) for row in found] == [
        ("again", "imported"),
        ("before it came", "imported"),
        ("of another thing", "imported"),
        ("owner", "order"),
        ("somebody else", "imported"),
    ]
    report = await bring(db, tmp_path, csv_text(*rows))
    assert (report.unchanged, report.made, report.changed, report.errors) == (5, 0, 0, [])
