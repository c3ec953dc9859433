"""Pictures that shoppers send: bombs, disguises, hidden places. What is shown is drawn anew, and little is decoded at a time."""

import asyncio
import io
import struct
import threading
import zlib

import httpx
import pytest
from PIL import Image

from stoa.base.database import Database
from stoa.shop import catalog
from stoa.shop.catalog import picturing, sizes
from stoa.shop.catalog.model import Product
from tests.people.sessions.makers import sign_in
from tests.shop.catalog.makers import make_mug, make_priced

pytestmark = pytest.mark.anyio


@pytest.fixture
async def mug(db: Database) -> Product:
    async with db.writing() as tx:
        made = await make_mug(tx, handle="wide-mug")
        await make_priced(tx, made, 2400, 2600)
        return made


def a_photo(kind: str = "JPEG", **save: object) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((400, 300)).convert("RGB").save(out, kind, **save)
    return out.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, body: bytes, *more: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(more) + chunk(b"IDAT", zlib.compress(body)) + chunk(b"IEND", b"")


def lottery(frames: int) -> bytes:
    out = io.BytesIO()
    first, *rest = [Image.new("P", (64, 64), number % 256) for number in range(frames)]
    first.save(out, "GIF", save_all=True, append_images=rest, duration=20)
    return out.getvalue()


BOMBS = {
    "so wide that it is never decoded": png(60_000, 60_000, b"\0" * 100),
    "fifty thousand high": png(1, 50_000, b"\0" * 100_000),
    "a lie about its size": png(4_000, 4_000, b"\0" * 10),
    "text that unpacks to much": png(8, 8, b"\0" * 72, chunk(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 50_000_000))),
    "a profile that unpacks to much": png(8, 8, b"\0" * 72, chunk(b"iCCP", b"a\0\0" + zlib.compress(b"\0" * 50_000_000))),
    "half a picture": a_photo()[:2_000],
    "nothing": b"\0" * 2_000,
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a page that says GIF": b"GIF89a/*<script>alert(1)</script>*/=1;",
    "a drawing with a script": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
    "a drawing that fetches": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="http://192.0.2.1/x"/></svg>',
    "a billion laughs": b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>',
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) run\n",
    "TIFF": a_photo("TIFF"),
    "BMP": a_photo("BMP"),
    "PDF": a_photo("PDF"),
}


@pytest.mark.parametrize("name", BOMBS)
async def test_what_is_no_photograph_is_refused_with_words(client: httpx.AsyncClient, db: Database, mug: Product, name: str) -> None:
    await sign_in(client, db)
    form = {"rating": "4", "text": "What I typed is kept."}
    answer = await client.post("/p/wide-mug/review", data=form, files={"pictures": ("x.jpg", BOMBS[name], "image/jpeg")})
    if answer.status_code == 303:  # it holds a picture all the same, and nothing of the rest
        assert name in {"text that unpacks to much", "a profile that unpacks to much"}
        return
    assert answer.status_code == 422
    assert "What I typed is kept." in answer.text
    async with db.reading() as read:
        assert await read.value("select count(*) from reviews.review") == 0


def gps() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F], exif[0x9286] = "Secretcam", "Secretcomment"
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (52.0, 31.0, 12.0), "E", (13.0, 24.0, 18.0)
    return exif


TRACES = {
    "GPS": a_photo(exif=gps()),
    "XMP": a_photo(xmp=b"<x:xmpmeta>Secretcam</x:xmpmeta>"),
    "comment": a_photo(comment=b"Secretcam"),
    "text in PNG": png(8, 8, b"\0" * 72, chunk(b"tEXt", b"Author\0Secretcam")),
    "an archive behind it": a_photo() + b"PK\x03\x04Secretcam",
    "a page behind it": a_photo() + b"<script>Secretcam</script>",
    "frames": lottery(400),
    "a thumbnail that shows what was cut away": a_photo() + b"\xff\xd8Secretcam",
}


@pytest.mark.parametrize("name", TRACES)
def test_nothing_but_what_is_seen_is_kept(name: str) -> None:
    made = sizes.make(TRACES[name])
    for body in made.files.values():
        shown = Image.open(io.BytesIO(body))
        assert (shown.format, getattr(shown, "n_frames", 1)) == ("WEBP", 1)
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(shown.info)
        assert not shown.getexif()
        assert b"Secret" not in body
        assert b"<script" not in body


async def test_it_is_sent_as_a_picture_and_nothing_else(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    await sign_in(client, db)
    files = {"pictures": ('"><script>alert(1)</script>.html', TRACES["a page behind it"], "text/html")}
    sent = await client.post("/p/wide-mug/review", data={"rating": "4", "text": "With a photo"}, files=files)
    assert sent.status_code == 303
    page = (await client.get(sent.headers["location"])).text
    assert "alert(1)" not in page
    async with db.reading() as read:
        digest = await read.value("select pictures->0->>'digest' from reviews.review")
        width = await read.value("select pictures->0->>'width' from reviews.review")
    shown = await client.get(f"/pictures/{digest}/{width}.webp")
    assert (shown.status_code, shown.headers["content-type"], shown.headers["x-content-type-options"]) == (200, "image/webp", "nosniff")


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note how many pictures are decoded at a time."""
    lock, now, most = threading.Lock(), [0], [0]
    gate = threading.Event()

    def make(content: bytes) -> sizes.Sized:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
            if now[0] == picturing.AT_ONCE:
                gate.set()
        gate.wait(60)
        with lock:
            now[0] -= 1
        return sizes.Sized(sizes.digest_of(content), 1, 1, "", {})

    monkeypatch.setattr(picturing.sizes, "make", make)
    return most


async def test_however_many_are_sent_few_are_decoded_at_a_time(db: Database, crowded: list[int]) -> None:
    await asyncio.gather(*(catalog.keep_picture(b"%d" % number) for number in range(20)))
    assert crowded == [picturing.AT_ONCE]
