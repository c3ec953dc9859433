"""Fetching over real HTTP on this machine, which only tests may allow."""

from typing import Any

import pytest

from stoa.base.database import Database
from stoa.outside.fetching import Fetched, NotFetched, fetch
from tests.app.processes import free_port
from tests.outside.fakes import Asked, Said, serving

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 100
ALLOW = ("127.0.0.1",)


async def get(url: str, **given: Any) -> Fetched:
    return await fetch(url, **{"most_bytes": 1_000, "kinds": ("image/png",), "timeout": 5, "allow": ALLOW, **given})


async def refused(url: str, **given: Any) -> str:
    with pytest.raises(NotFetched) as found:
        await get(url, **given)
    return found.value.code


class Site:
    """Answers by path, and keeps what was asked."""

    def __init__(self, **pages: Said) -> None:
        self.pages = pages
        self.asked: list[Asked] = []

    async def __call__(self, asked: Asked) -> Said:
        self.asked.append(asked)
        return self.pages.get(asked.path[1:], Said(404))


async def local(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


async def test_a_picture_is_fetched_whatever_the_server_calls_it() -> None:
    site = Site(picture=Said(body=PNG, headers={"content-type": "text/plain"}))
    async with serving(site) as port:
        found = await get(f"http://localhost:{port}/picture?size=2", names=local)
    assert found == Fetched(f"http://localhost:{port}/picture?size=2", "image/png", PNG)
    (asked,) = site.asked
    assert asked.headers["host"] == f"localhost:{port}"
    assert asked.headers["accept-encoding"] == "identity"
    assert "cookie" not in asked.headers


async def test_this_machine_is_never_asked() -> None:
    site = Site(picture=Said(body=PNG))
    async with serving(site) as port:
        for host in ("127.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"):  # noqa: S104
            assert await refused(f"http://{host}:{port}/picture", allow=()) == "forbidden_address", host
    assert site.asked == []


async def test_a_name_that_leads_into_our_network_is_never_asked() -> None:
    async def inside(_host: str, _port: int) -> list[str]:
        return ["93.184.216.34", "192.168.1.1"]

    async def metadata(_host: str, _port: int) -> list[str]:
        return ["::ffff:169.254.169.254"]

    for names in (inside, metadata):
        assert await refused("http://shop.example/picture", names=names) == "forbidden_address"


async def test_the_name_is_asked_once_and_that_address_is_used() -> None:
    """A name server that answers otherwise the second time (rebinding) changes nothing."""
    answers = [["127.0.0.1"], ["10.0.0.1"]]

    async def rebinding(_host: str, _port: int) -> list[str]:
        return answers.pop(0)

    site = Site(picture=Said(body=PNG))
    async with serving(site) as port:
        await get(f"http://shop.example:{port}/picture", names=rebinding)
    assert answers == [["10.0.0.1"]]
    assert site.asked[0].headers["host"] == f"shop.example:{port}"


async def test_every_redirect_is_checked_again() -> None:
    site = Site(
        there=Said(302, headers={"location": "/picture"}),
        picture=Said(body=PNG),
        inside=Said(302, headers={"location": "http://10.0.0.1/secret"}),
        file=Said(302, headers={"location": "file:///etc/passwd"}),
        ring=Said(302, headers={"location": "/ring"}),
    )
    async with serving(site) as port:
        here = f"http://127.0.0.1:{port}"
        assert (await get(f"{here}/there")).url == f"{here}/picture"
        assert await refused(f"{here}/inside") == "forbidden_address"
        assert await refused(f"{here}/file") == "bad_address"
        site.asked.clear()
        assert await refused(f"{here}/ring") == "too_many_redirects"
        assert len(site.asked) == 4


async def test_a_file_that_is_too_large_is_left() -> None:
    site = Site(large=Said(body=PNG + b"\x00" * 1_000), exact=Said(body=PNG + b"\x00" * (1_000 - len(PNG))))
    async with serving(site) as port:
        assert await refused(f"http://127.0.0.1:{port}/large") == "too_large"
        assert len((await get(f"http://127.0.0.1:{port}/exact")).body) == 1_000


async def test_a_packed_file_is_not_unpacked() -> None:
    site = Site(bomb=Said(body=b"\x1f\x8b\x08\x00", headers={"content-encoding": "gzip"}))
    async with serving(site) as port:
        assert await refused(f"http://127.0.0.1:{port}/bomb") == "wrong_kind"


@pytest.mark.parametrize(
    ("said", "code", "again"),
    [
        (Said(body=b"<!doctype html>", headers={"content-type": "image/png"}), "wrong_kind", False),
        (Said(404), "not_found", False),
        (Said(410), "not_found", False),
        (Said(403), "refused", False),
        (Said(206, body=PNG), "refused", False),
        (Said(500), "server_fault", True),
        (Said(429), "server_fault", True),
        (Said(body=PNG, length=500), "unreachable", True),
    ],
)
async def test_answers_that_are_no_picture(said: Said, code: str, again: bool) -> None:
    async with serving(Site(page=said)) as port:
        with pytest.raises(NotFetched) as found:
            await get(f"http://127.0.0.1:{port}/page")
    assert (found.value.code, found.value.again) == (code, again)


async def test_a_server_that_does_not_answer_is_left() -> None:
    async with serving(Site(page=Said(hang=True))) as port:
        assert await refused(f"http://127.0.0.1:{port}/page", timeout=0.2) == "too_slow"


async def test_a_server_that_is_not_there() -> None:
    assert await refused(f"http://127.0.0.1:{free_port()}/page") == "unreachable"


async def test_a_name_that_does_not_exist() -> None:
    async def nowhere(_host: str, _port: int) -> list[str]:
        raise OSError("no such name")

    assert await refused("http://shop.example/", names=nowhere) == "unknown_host"


async def test_not_inside_a_transaction(db: Database) -> None:
    async with db.writing():
        with pytest.raises(RuntimeError, match="never called inside a transaction"):
            await get("http://127.0.0.1/")
