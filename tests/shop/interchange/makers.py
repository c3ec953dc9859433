"""Makers of files, and of a shop to bring them into."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from stoa.base.database import Database, Reading
from stoa.base.files.model import Report
from stoa.people.permissions.model import SYSTEM
from stoa.shop import catalog, pricing
from stoa.shop.interchange import import_products
from stoa.shop.interchange.columns import Context
from stoa.shop.pricing.model import Market, MarketId, NewMarket, TaxMode

SHARED = Path(__file__).parents[4] / "shared" / "data"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
EUROPE = Market(MarketId(UUID(int=1)), "eu", {"en": "Europe"}, "EUR", ["DE"], TaxMode.INCLUSIVE)
BRITAIN = Market(MarketId(UUID(int=2)), "uk", {"en": "United Kingdom"}, "GBP", ["GB"], TaxMode.INCLUSIVE)
CONTEXT = Context([EUROPE, BRITAIN], EUROPE, "en", NOW)


async def make_markets(db: Database) -> None:
    """Make a market in euros and one in pounds."""
    async with db.writing() as tx:
        for one in (EUROPE, BRITAIN):
            await pricing.make_market(tx, SYSTEM, NewMarket(one.code, one.name, one.currency, one.countries, one.tax_mode))


def csv_text(rows: list[dict[str, str]], separator: str = ",", newline: str = "\r\n") -> str:
    """Return rows as a CSV with all their columns."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    out = csv.DictWriter(text, names, restval="", delimiter=separator, lineterminator=newline)
    out.writeheader()
    out.writerows(rows)
    return text.getvalue()


def make_file(folder: Path, rows: list[dict[str, str]], name: str = "products.csv", encoding: str = "utf-8") -> Path:
    """Write rows into a CSV file."""
    path = folder / name
    path.write_bytes(csv_text(rows).encode(encoding))
    return path


def parsed(path: Path, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    """Return a CSV file's rows by column."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(encoding), newline="")))


def mug(handle: str = "mug", **more: str) -> dict[str, str]:
    """Return a row of Shopify's first generation."""
    row = {"Handle": handle, "Title": "Wide mug", "Option1 Name": "Title", "Option1 Value": "Default Title", "Variant Price": "12.90"}
    return row | {name.replace("_", " "): value for name, value in more.items()}


async def counted(read: Reading) -> dict[str, int]:
    """Return how many rows there are of everything that a second import must not touch."""
    tables = (
        "catalog.product",
        "catalog.variant",
        "pricing.price",
        "pricing.offer",
        "stock.item",
        "stock.movement",
        "base.event",
        "base.job",
    )
    found = {table: int(await read.value(f"select count(*) from {table}")) for table in tables}
    found["changed"] = int(await read.value("select coalesce(sum(extract(epoch from changed_at) * 1000), 0)::bigint from catalog.product"))
    return found


async def bring(shop: Database, path: Path, **more: Any) -> Report:
    """Have a file brought in."""
    return await import_products(shop, path, **more)


async def product(shop: Database, handle: str = "mug") -> Any:
    """Return the product of a handle."""
    async with shop.reading() as read:
        return await catalog.find_product(read, await read.value("select id from catalog.product where handle = $1", handle))
