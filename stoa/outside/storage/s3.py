"""Files in a bucket of any S3-compatible store, asked in path style (the bucket in the path, not in the host's name)."""

from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from stoa.base.database import not_in_a_transaction
from stoa.outside.storage.model import StorageAway, checked


class BadBucket(ValueError):
    """The address of the bucket cannot be understood; the message says what is taken."""


class S3:
    """See the module."""

    def __init__(self, store: S3Store) -> None:
        self._store = store

    async def put(self, key: str, body: bytes, kind: str) -> None:
        not_in_a_transaction()
        try:
            await obstore.put_async(self._store, checked(key), body, attributes={"Content-Type": kind}, use_multipart=False)
        except (BaseError, FileNotFoundError) as error:  # of a bucket that is not there too, it says that a file is not
            raise StorageAway(type(error).__name__) from error

    async def get(self, key: str) -> bytes | None:
        not_in_a_transaction()
        try:
            found = await obstore.get_async(self._store, checked(key))
            return bytes(await found.bytes_async())
        except FileNotFoundError as error:
            _same_bucket(error)
            return None
        except BaseError as error:
            raise StorageAway(type(error).__name__) from error

    async def delete(self, key: str) -> None:
        not_in_a_transaction()
        try:
            await obstore.delete_async(self._store, checked(key))
        except FileNotFoundError as error:
            _same_bucket(error)
        except BaseError as error:
            raise StorageAway(type(error).__name__) from error

    async def list(self, folder: str = "") -> list[str]:
        not_in_a_transaction()
        try:
            pages = [page async for page in obstore.list(self._store, checked(folder) if folder else None)]
        except (BaseError, FileNotFoundError) as error:
            raise StorageAway(type(error).__name__) from error
        return sorted(one["path"] for page in pages for one in page)


def _same_bucket(missing: FileNotFoundError) -> None:
    """Raise StorageAway where not the file is missing, but all of the bucket."""
    if "NoSuchBucket" in str(missing):
        raise StorageAway("NoSuchBucket") from missing


def bucket(url: str) -> S3:
    """Read `s3://KEY:SECRET@bucket/prefix?endpoint=https://…&region=…` (key and secret URL-encoded).

    Without key and secret the machine's own identity is used (environment, instance role). Raises BadBucket.
    """
    parts = urlsplit(url)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if parts.scheme != "s3" or not parts.hostname or set(asked) - {"endpoint", "region"}:
        raise BadBucket("STOA_STORAGE_URL is written: file:///folder, or s3://KEY:SECRET@bucket/prefix?endpoint=https://…&region=…")
    endpoint = asked.get("endpoint")
    given = {"access_key_id": parts.username, "secret_access_key": parts.password, "endpoint": endpoint, "region": asked.get("region")}
    store = S3Store(
        parts.netloc.rpartition("@")[2],
        prefix=parts.path.strip("/") or None,
        virtual_hosted_style_request=False,
        client_options={"allow_http": bool(endpoint and endpoint.startswith("http:")), "timeout": "20s", "connect_timeout": "5s"},
        retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=20)},
        **{name: unquote(value) for name, value in given.items() if value},
    )
    return S3(store)
