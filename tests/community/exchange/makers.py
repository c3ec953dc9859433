"""Files of reviews, and a shop to bring them into."""

import csv
import io
from pathlib import Path
from typing import Any

from stoa.base.database import Database, Reading
from stoa.base.files.model import Report
from stoa.community.exchange import export_text, import_community
from stoa.community.exchange.model import Format, Kind, Shop
from tests.shop.catalog.makers import make_mug

SHOP = Shop("Corner shop", "https://shop.example")
JUDGEME = {
    "title": "Lovely",
    "body": "It holds tea.\nAnd “coffee”.",
    "rating": "5",
    "review_date": "2024-03-01 09:12:33 UTC",
    "reviewer_name": "Ada L.",
    "reviewer_email": "ada@example.com",
    "product_id": "7712",
    "product_handle": "mug",
    "reply": "Thank you!",
    "picture_urls": "https://pictures.example/a.jpg,https://pictures.example/b.jpg",
    "product_url": "https://old.example/products/mug",
    "curated": "ok",
    "shade of the day": "mauve",
}
SHOPIFY = {
    "product_handle": "mug",
    "state": "published",
    "rating": "4",
    "title": "Good",
    "author": "Bo",
    "email": "bo@example.com",
    "location": "Graz, Austria",
    "body": "A fine mug, a little heavy.",
    "reply": "We know.",
    "created_at": "2017-01-05 10:26:34 -0500",
    "replied_at": "2017-01-06 00:00:00 UTC",
}
META = {
    "aggregator": "Sammler",
    "store.name": "Old shop",
    "store.id": "17",
    "store.storeUrls": '["https://old.example"]',
    "reviewID": "m-1",
    "rating": "3",
    "title": "So so",
    "content": "Chipped after a month.",
    "created_at": "2023-05-06T07:08:09+02:00",
    "updated_at": "",
    "review_image_urls": '["https://pictures.example/c.jpg"]',
    "incentivized": "true",
    "has_verified_purchase": "true",
    "reviewer.name": "Cy",
    "reviewer.isAnonymous": "false",
    "product.name": "Mug of old",
    "product.url": "https://old.example/products/mug",
    "product.productIdentifiers.skus": "['MUG-BLUE']",
    "country": "AT",
}
GOOGLE = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns:vc="http://www.w3.org/2007/XMLSchema-versioning">
<version>2.4</version><aggregator><name>Sammler</name></aggregator><publisher><name>Old shop</name></publisher>
<reviews>
{reviews}
</reviews>
</feed>
"""
REVIEW = """<review><review_id>g-{number}</review_id><reviewer><name>Dee</name><reviewer_id>9</reviewer_id></reviewer>
<is_verified_purchase>true</is_verified_purchase><is_incentivized_review>false</is_incentivized_review>
<review_timestamp>2014-04-21T07:07:07Z</review_timestamp><title>Excellent &amp; light</title><content>Got it for a friend.</content>
<review_language>en</review_language><review_country>US</review_country><pros><pro>Sleek</pro><pro>Light</pro></pros><cons><con>Pricey</con></cons>
<review_url type="singleton">https://old.example/r/1</review_url>
<reviewer_images><reviewer_image><url>https://pictures.example/d.jpg</url></reviewer_image><reviewer_image><url>https://pictures.example/e.jpg</url></reviewer_image></reviewer_images>
<ratings><overall min="1" max="5">{rating}</overall></ratings>
<products><product><product_ids><gtins><gtin>541710238425</gtin></gtins><brands><brand>Acme</brand></brands></product_ids>
<product_name>Mug</product_name><product_url>https://old.example/p/{handle}</product_url></product></products>
<is_spam>false</is_spam><collection_method>post_fulfillment</collection_method><transaction_id>T 7</transaction_id></review>"""


def csv_text(*rows: dict[str, str], separator: str = ",") -> str:
    """Return rows as a CSV with all their columns."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    out = csv.DictWriter(text, names, restval="", delimiter=separator, lineterminator="\n")
    out.writeheader()
    out.writerows(rows)
    return text.getvalue()


def parsed(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV by column."""
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline="")))


def google(*reviews: str) -> str:
    return GOOGLE.format(reviews="\n".join(reviews))


def a_google_review(number: int = 1, rating: str = "5", handle: str = "mug") -> str:
    return REVIEW.format(number=number, rating=rating, handle=handle)


async def make_shop(db: Database, *handles: str) -> None:
    """Make a shop that sells mugs of these handles, the first in two glazes with article numbers."""
    async with db.writing() as tx:
        for handle in handles or ("mug",):
            await make_mug(tx, handle=handle)


async def bring(db: Database, folder: Path, text: str | bytes, name: str = "reviews.csv", kind: Kind = Kind.REVIEWS, **more: Any) -> Report:
    """Write a file and bring it in."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return await import_community(db, path, kind, **{"shop": SHOP, **more})


async def taken_out(db: Database, wanted: Format = Format.STOA, kind: Kind = Kind.REVIEWS) -> str:
    """Return everything of a kind as a file."""
    async with db.snapshot() as read:
        return "".join([part async for part in export_text(read, kind, wanted, shop=SHOP)])


async def counted(read: Reading) -> dict[str, int]:
    """Return how many rows there are of everything that a second import must not touch."""
    tables = (
        "reviews.review",
        "reviews.edit",
        "reviews.reply",
        "reviews.ledger",
        "moderation.piece",
        "moderation.case_",
        "base.event",
        "base.job",
    )
    return {table: int(await read.value(f"select count(*) from {table}")) for table in tables}
