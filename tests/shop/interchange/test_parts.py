"""A file that lies in storage in parts, one of which is lost there."""

import html
import re

import httpx
import pytest

from stoa.base.database import Database
from stoa.outside import storage
from tests.shop.interchange.makers import csv_text, mug
from tests.shop.interchange.test_desk import merchant, stored, upload, work

__all__ = ["merchant"]


async def lose(number: int) -> None:
    await storage.current().delete((await stored())[number])


@pytest.mark.parametrize("number", [0, 1, 2])
async def test_a_file_with_a_hole_brings_nothing_in(merchant: httpx.AsyncClient, db: Database, number: int) -> None:
    await upload(merchant, csv_text([mug(f"m{number}", Body="x" * 2_000) for number in range(1_200)]))
    await lose(number)
    await work(db)
    page = html.unescape((await merchant.get("/desk/interchange")).text)
    assert "A part of “products.csv” is gone from the storage." in page
    assert "Bring the file in once more" in page
    async with db.reading() as read:
        assert await read.value("select count(*) from catalog.product") == 0
    assert await stored() == []


async def test_a_part_that_goes_while_it_is_read_is_missed(
    merchant: httpx.AsyncClient, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await upload(merchant, csv_text([mug("good")]))

    async def gone(_key: str) -> None:
        return None

    monkeypatch.setattr(storage.current(), "get", gone)
    await work(db)
    monkeypatch.undo()
    assert "is gone from the storage" in (await merchant.get("/desk/interchange")).text


@pytest.mark.parametrize("number", [0, 1, 2])
async def test_rejected_rows_with_a_hole_are_not_sent(merchant: httpx.AsyncClient, db: Database, number: int) -> None:
    await upload(merchant, csv_text([mug(f"m{number}", Body="x" * 2_000, Variant_Price="-1") for number in range(1_200)]))
    waiting = (await merchant.get("/desk/interchange")).text
    path = html.unescape(re.search(r'data-running="([^"]*)"', waiting)[1])  # type: ignore[index]
    await work(db)
    assert len(await stored()) == 3
    whole = await merchant.get(f"{path}/rejected")
    assert whole.status_code == 200
    assert whole.text.count("is less than nothing") == 1_200
    await lose(number)
    refused = await merchant.get(f"{path}/rejected")
    assert refused.status_code == 409
    assert "is gone from the storage" in html.unescape(refused.text)
