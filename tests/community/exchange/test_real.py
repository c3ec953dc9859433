"""Twenty-three thousand reviews that people wrote (Women's E-Commerce Clothing Reviews), as Judge.me would write them."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stoa.base.database import Database
from stoa.community.exchange import import_community
from stoa.community.exchange.model import Format, Kind
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog
from stoa.shop.catalog.model import State, Text
from stoa.shop.catalog.model.putting import ArrangedVariant, PutProduct
from tests.community.exchange.makers import SHOP, taken_out
from tests.community.exchange.makers import parsed as rows_of

REAL = Path(__file__).parents[4] / "shared" / "data" / "reviews-womens-clothing" / "reviews.csv"
COLUMNS = ["title", "body", "rating", "review_date", "reviewer_name", "product_handle", "age"]
FIRST = datetime(2016, 1, 1, tzinfo=UTC)
MOST = 3_000


def converted(path: Path, into: Path) -> set[str]:
    """Write the reviews as Judge.me would; return the handles of what they are about."""
    handles = set()
    with path.open(encoding="utf-8", newline="") as file, into.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        for number, row in enumerate(csv.DictReader(file)):
            if number >= MOST:
                break
            handle = f"clothing-{row['Clothing ID']}"
            handles.add(handle)
            at = FIRST + timedelta(minutes=7 * number)
            writer.writerow(
                [
                    row["Title"],
                    row["Review Text"],
                    row["Rating"],
                    f"{at:%Y-%m-%d %H:%M:%S} UTC",
                    f"Reviewer {row['row']}",
                    handle,
                    row["Age"],
                ]
            )
    return handles


async def test_real_reviews_come_in_and_go_out_as_they_came(db: Database, tmp_path: Path) -> None:
    if not REAL.exists():
        pytest.skip(f"{REAL.name} is not here: the reviews lie beside the repository, in ../shared/data/reviews-womens-clothing")
    path = tmp_path / "judgeme.csv"
    handles = sorted(converted(REAL, path))
    async with db.writing() as tx:
        await catalog.put_products(
            tx,
            SYSTEM,
            [PutProduct(handle=one, state=State.ACTIVE, texts={"en": Text(one)}, variants=[ArrangedVariant()]) for one in handles],
        )
    report = await import_community(db, path, Kind.REVIEWS, shop=SHOP)
    assert (report.rows, report.made, report.errors) == (MOST, MOST, [])
    came = sorted((tuple(row[name] for name in COLUMNS) for row in rows_of(path.read_bytes().decode())), key=lambda row: row[3])
    went = sorted((tuple(row[name] for name in COLUMNS) for row in rows_of(await taken_out(db, Format.JUDGEME))), key=lambda row: row[3])
    assert went == came
    report = await import_community(db, path, Kind.REVIEWS, shop=SHOP)
    assert (report.unchanged, report.made, report.changed) == (MOST, 0, 0)
