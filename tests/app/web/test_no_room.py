"""A disk that is full: what is sent is refused in words, nothing of it is kept, what was there stays, and once there is room it goes."""

import contextlib
import errno
import io
import resource
from collections.abc import Iterator

import httpx
import pytest
from PIL import Image

from stoa.base import ids
from stoa.base.database import Database
from stoa.outside import storage
from stoa.people.permissions.model import Role
from stoa.shop.catalog import picturing
from stoa.shop.catalog.model import Product
from tests.people.sessions.makers import sign_in
from tests.shop.catalog.makers import make_mug
from tests.shop.interchange.makers import csv_text, make_markets, mug


@contextlib.contextmanager
def no_more_than(size: int) -> Iterator[None]:
    """Let no file that this process writes grow beyond so many bytes: the system refuses it as it does where a disk is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
async def product(db: Database, client: httpx.AsyncClient) -> Product:
    await make_markets(db)
    await sign_in(client, db, Role.MERCHANT)
    async with db.writing() as tx:
        return await make_mug(tx, handle="wide-mug")


def photo() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((1200, 900), 90).convert("RGB").save(out, "JPEG")
    return out.getvalue()


async def test_a_picture(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    path, sent = f"/desk/products/{ids.show('prd', product.id)}/pictures", {"picture": ("mug.jpg", photo(), "image/jpeg")}
    with no_more_than(10_000):
        refused = await client.post(path, files=sent)
    assert (refused.status_code, refused.headers.get("retry-after"), "nothing was changed" in refused.text) == (503, "2", True)
    async with db.reading() as read:
        assert await read.value("select count(*) from catalog.picture") == 0
    assert (await client.post(path, files=sent)).status_code == 303
    async with db.reading() as read:
        assert await read.value("select count(*) from catalog.picture") == 1


async def test_a_file_that_is_brought_in_leaves_no_part_of_itself(client: httpx.AsyncClient, db: Database, product: Product) -> None:
    rows = csv_text([mug(f"mug-{number}", Body_HTML="wide and blue " * 80) for number in range(1_400)])
    sent = {"file": ("products.csv", rows, "text/csv")}
    put, stored = storage.current().put, []

    async def soon_full(key: str, body: bytes, kind: str) -> None:
        with no_more_than(10_000 if stored else len(body)):
            await put(key, body, kind)
        stored.append(key)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(storage.current(), "put", soon_full)
        refused = await client.post("/desk/interchange", files=sent)
    assert (refused.status_code, "nothing was changed" in refused.text, len(stored)) == (503, True, 1)
    assert await storage.current().list("interchange") == []
    async with db.reading() as read:
        assert await read.value("select count(*) from interchange.run") == 0
    assert (await client.post("/desk/interchange", files=sent)).status_code == 303
    assert len(await storage.current().list("interchange")) == 2


@pytest.mark.parametrize(
    ("number", "status", "said"),
    [
        (errno.ENOSPC, 503, "nothing was changed"),
        (errno.EDQUOT, 503, "nothing was changed"),
        (errno.EACCES, 500, "on our side"),
    ],
)
async def test_what_is_sent_and_finds_no_room_while_it_is_read(
    client: httpx.AsyncClient, db: Database, product: Product, monkeypatch: pytest.MonkeyPatch, number: int, status: int, said: str
) -> None:
    """Large uploads are set aside on the disk before a handler sees them."""

    async def away(_content: bytes) -> None:
        raise OSError(number, "as the system says it")

    monkeypatch.setattr(picturing, "keep_picture", away)
    refused = await client.post(
        f"/desk/products/{ids.show('prd', product.id)}/pictures", files={"picture": ("mug.jpg", photo(), "image/jpeg")}
    )
    assert (refused.status_code, said in refused.text) == (status, True)
    assert "as the system says it" not in refused.text
    async with db.reading() as read:
        assert await read.value("select count(*) from catalog.picture") == 0
