import io

import pytest
from PIL import Image

from stoa.base import jobs
from stoa.base.database import Database
from stoa.outside import fetching
from stoa.outside.fetching import Fetched, NotFetched
from stoa.shop import catalog
from stoa.shop.catalog import picturing
from stoa.shop.catalog.jobs import fetch_picture
from tests.shop.catalog.makers import make_mug

URL = "https://example.com/mug.png"


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A web of one picture, whatever is asked for; what was asked for."""
    asked: list[str] = []
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "#b5651d").save(out, "PNG")

    async def fetch(url: str, **_: object) -> Fetched:
        asked.append(url)
        return Fetched(url, "image/png", out.getvalue())

    monkeypatch.setattr(fetching, "fetch", fetch)
    return asked


async def test_a_picture_is_fetched_once(db: Database, web: list[str]) -> None:
    async with db.writing() as tx:
        mug = await make_mug(tx)
        for _ in range(2):
            await picturing.ask_for_picture(tx, mug.id, URL, {"en": "A mug"}, position=3)
    await jobs.drain(db)
    async with db.writing() as tx:
        await picturing.ask_for_picture(tx, mug.id, URL, {"en": "Again"})
        (picture,) = (await catalog.find_product(tx, mug.id)).pictures
    await jobs.drain(db)
    assert web == [URL]
    assert (picture.width, picture.height, picture.alts, picture.position) == (400, 300, {"en": "A mug"}, 3)


async def test_run_twice_it_changes_nothing(db: Database, web: list[str]) -> None:
    async with db.writing() as tx:
        mug = await make_mug(tx)
    for _ in range(2):
        await fetch_picture(db, {"product_id": str(mug.id), "url": URL, "alts": {}, "position": None})
    async with db.reading() as read:
        assert len((await catalog.find_product(read, mug.id)).pictures) == 1
        assert await read.value("select count(*) from base.event where kind = 'catalog.PictureAdded'") == 1


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/a.png", "http://169.254.169.254/latest", "http://[::1]/a.png", "file:///etc/passwd", "http://10.0.0.1/"]
)
async def test_our_own_network_is_not_reached(db: Database, url: str) -> None:
    async with db.writing() as tx:
        mug = await make_mug(tx)
    with pytest.raises(NotFetched):
        await fetch_picture(db, {"product_id": str(mug.id), "url": url, "alts": {}, "position": None})
    async with db.reading() as read:
        assert (await catalog.find_product(read, mug.id)).pictures == []


async def test_a_removed_picture_may_come_again(db: Database, web: list[str]) -> None:
    async with db.writing() as tx:
        mug = await make_mug(tx)
        await picturing.ask_for_picture(tx, mug.id, URL, {})
    await jobs.drain(db)
    async with db.writing() as tx:
        await tx.run("delete from catalog.picture")
        await picturing.ask_for_picture(tx, mug.id, URL, {})
    await jobs.drain(db)
    assert len(web) == 2
    async with db.reading() as read:
        assert len((await catalog.find_product(read, mug.id)).pictures) == 1
