"""Both storages keep the same promises: the folder, and a bucket on a small S3 of our own."""

import hashlib
import re
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, unquote
from xml.sax.saxutils import escape, unescape

import pytest

from stoa.base.database import Database
from stoa.outside import storage
from stoa.outside.storage import Storage
from stoa.outside.storage.folder import Folder
from stoa.outside.storage.model import BadKey, StorageAway
from stoa.outside.storage.s3 import BadBucket
from tests.outside.fakes import Asked, Said, serving

SIGNED = re.compile(
    r"AWS4-HMAC-SHA256 Credential=KEY/\d{8}/eu-central-1/s3/aws4_request, SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}"
)


class Bucket:
    """A bucket called `shop`, in path style, that refuses what is not signed."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[bytes, str]] = {}
        self.away = False
        self.gone = False
        self.faults: list[int | str] = []
        """What becomes of the next requests: a status, or "cut", which breaks the answer off."""
        self.asked: list[Asked] = []

    async def __call__(self, asked: Asked) -> Said:
        self.asked.append(asked)
        fault = self.faults.pop(0) if self.faults else None
        if isinstance(fault, int):
            return Said(fault, b"<Error><Code>SlowDown</Code></Error>")
        said = self._say(asked)
        if fault == "cut":
            said.length = len(said.body) + 1
        return said

    def _say(self, asked: Asked) -> Said:
        if self.gone:
            return Said(404, b"<Error><Code>NoSuchBucket</Code></Error>")
        if self.away:
            return Said(403, b"<Error><Code>AccessDenied</Code></Error>")
        if not SIGNED.fullmatch(asked.headers.get("authorization", "")) or "x-amz-date" not in asked.headers:
            return Said(403, b"<Error><Code>SignatureDoesNotMatch</Code></Error>")
        declared = asked.headers.get("x-amz-content-sha256", "")
        if declared not in {"UNSIGNED-PAYLOAD", hashlib.sha256(asked.body).hexdigest()}:
            return Said(400, b"<Error><Code>XAmzContentSHA256Mismatch</Code></Error>")
        bucket, _, key = unquote(asked.path)[1:].partition("/")
        if bucket != "shop":
            return Said(404, b"<Error><Code>NoSuchBucket</Code></Error>")
        return self._answer(asked, key)

    def _answer(self, asked: Asked, key: str) -> Said:
        if asked.method == "POST" and "delete" in asked.query:
            gone = [unescape(key) for key in re.findall("<Key>(.*?)</Key>", asked.body.decode())]
            for one in gone:
                self.files.pop(one, None)
            said = "".join(f"<Deleted><Key>{escape(one)}</Key></Deleted>" for one in gone)
            return Said(200, f"<DeleteResult>{said}</DeleteResult>".encode())
        if not key:
            return self._list(asked.query)
        if asked.method == "PUT":
            self.files[key] = (asked.body, asked.headers.get("content-type", ""))
            return Said(200, headers={"etag": '"1"'})
        if key not in self.files:
            return Said(404, b"<Error><Code>NoSuchKey</Code></Error>")
        return Said(200, self.files[key][0], {"etag": '"1"', "last-modified": "Tue, 24 Nov 2026 10:00:00 GMT"})

    def _list(self, query: str) -> Said:
        prefix = parse_qs(query).get("prefix", [""])[0]
        found = "".join(
            f"<Contents><Key>{escape(key)}</Key><LastModified>2026-11-24T10:00:00.000Z</LastModified>"
            f"<ETag>1</ETag><Size>{len(body)}</Size></Contents>"
            for key, (body, _) in sorted(self.files.items())
            if key.startswith(prefix)
        )
        return Said(200, f"<ListBucketResult><IsTruncated>false</IsTruncated>{found}</ListBucketResult>".encode())


@pytest.fixture
def bucket() -> Bucket:
    return Bucket()


@pytest.fixture
async def in_bucket(bucket: Bucket) -> AsyncIterator[Storage]:
    async with serving(bucket) as port:
        yield storage.services(f"s3://KEY:SEC%2FRET@shop/demo?endpoint=http://127.0.0.1:{port}&region=eu-central-1", data=Path("/nowhere"))


@pytest.fixture(params=["folder", "bucket"])
async def kept(request: pytest.FixtureRequest, tmp_path: Path, in_bucket: Storage) -> Storage:
    return storage.services("", data=tmp_path) if request.param == "folder" else in_bucket


async def test_what_is_put_is_got(kept: Storage) -> None:
    assert await kept.get("pictures/1/800.webp") is None
    await kept.put("pictures/1/800.webp", b"first", "image/webp")
    await kept.put("pictures/1/800.webp", b"second \x00\xff", "image/webp")
    assert await kept.get("pictures/1/800.webp") == b"second \x00\xff"
    await kept.put("pictures/1/empty", b"", "image/webp")
    assert await kept.get("pictures/1/empty") == b""
    assert await kept.get("pictures/1") is None


async def test_what_is_deleted_is_gone(kept: Storage) -> None:
    await kept.put("a/b", b"1", "text/plain")
    await kept.delete("a/b")
    await kept.delete("a/b")
    await kept.delete("never/there")
    assert await kept.get("a/b") is None
    assert await kept.list() == []


async def test_lists_are_by_folder(kept: Storage) -> None:
    for key in ("pictures/2", "pictures/1/a", "picturesque", "other/1"):
        await kept.put(key, b"1", "text/plain")
    assert await kept.list("pictures") == ["pictures/1/a", "pictures/2"]
    assert await kept.list("nothing") == []
    assert await kept.list() == ["other/1", "pictures/1/a", "pictures/2", "picturesque"]


@pytest.mark.parametrize(
    "key",
    [
        "",
        "/etc/passwd",
        "../secret",
        "a/../../secret",
        "a//b",
        "a/",
        "a/.",
        ".hidden",
        "a/.unfinished-1",
        "a\x00b",
        "a b",
        "ä",
        "a\\b",
        "x" * 501,
    ],
)
async def test_no_key_leaves_its_place(kept: Storage, key: str) -> None:
    for asked in (kept.get(key), kept.put(key, b"1", "text/plain"), kept.delete(key)):
        with pytest.raises(BadKey):
            await asked


async def test_a_bucket_gets_the_kind_under_its_prefix(bucket: Bucket, in_bucket: Storage) -> None:
    await in_bucket.put("pictures/1", b"1", "image/webp")
    assert bucket.files == {"demo/pictures/1": (b"1", "image/webp")}


async def test_a_bucket_that_refuses_us_is_away(bucket: Bucket, in_bucket: Storage) -> None:
    bucket.away = True
    for asked in (in_bucket.get("a"), in_bucket.put("a", b"1", "text/plain"), in_bucket.delete("a"), in_bucket.list()):
        with pytest.raises(StorageAway):
            await asked


async def test_a_bucket_that_is_not_there_is_away_and_not_empty(bucket: Bucket, in_bucket: Storage) -> None:
    bucket.gone = True
    for asked in (in_bucket.get("a"), in_bucket.put("a", b"1", "text/plain"), in_bucket.delete("a"), in_bucket.list()):
        with pytest.raises(StorageAway):
            await asked


async def test_what_breaks_down_is_tried_again_and_put_whole_or_not_at_all(bucket: Bucket, in_bucket: Storage) -> None:
    bucket.faults = [503, 500]
    await in_bucket.put("pictures/1", b"first", "image/webp")
    assert (len(bucket.asked), bucket.files) == (3, {"demo/pictures/1": (b"first", "image/webp")})
    bucket.faults = [503] * 4
    with pytest.raises(StorageAway):
        await in_bucket.put("pictures/1", b"second", "image/webp")
    assert await in_bucket.get("pictures/1") == b"first"


async def test_half_an_answer_is_no_answer(bucket: Bucket, in_bucket: Storage) -> None:
    await in_bucket.put("pictures/1", b"first", "image/webp")
    bucket.faults = ["cut"] * 9
    for asked in (in_bucket.get("pictures/1"), in_bucket.list()):
        with pytest.raises(StorageAway):
            await asked


async def test_nothing_is_made_public(bucket: Bucket, in_bucket: Storage) -> None:
    await in_bucket.put("pictures/1", b"1", "image/webp")
    [asked] = bucket.asked
    assert [name for name in asked.headers if "acl" in name or "grant" in name] == []
    assert asked.query == ""


async def test_a_folder_that_cannot_be_written_is_away(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageAway):
        await Folder(tmp_path / "file").put("a", b"1", "text/plain")
    await Folder(tmp_path).put("a/b", b"1", "text/plain")
    await Folder(tmp_path).delete("a")
    await Folder(tmp_path / "file").delete("a")
    assert await Folder(tmp_path).get("a/b") == b"1"


async def test_a_write_that_breaks_off_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Folder(tmp_path)
    await kept.put("a/b", b"old", "text/plain")

    def full(_file: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageAway):
        await kept.put("a/b", b"new", "text/plain")
    assert await kept.get("a/b") == b"old"
    assert await kept.list() == ["a/b"]
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]


async def test_nothing_is_stored_inside_a_transaction(kept: Storage, db: Database) -> None:
    async with db.writing():
        with pytest.raises(RuntimeError, match="never called inside a transaction"):
            await kept.put("a", b"1", "text/plain")


def test_the_setting_says_where(tmp_path: Path) -> None:
    assert isinstance(storage.services(f"file://{tmp_path}/x", data=tmp_path), Folder)
    for url in ("ftp://x", "s3://", "s3://shop?colour=red"):
        with pytest.raises(BadBucket):
            storage.services(url, data=tmp_path)
