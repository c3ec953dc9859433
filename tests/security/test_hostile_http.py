"""What no client would send: the server answers or hangs up, never with a trace, and goes on selling."""

import socket
import time
from collections.abc import Iterator

import pytest
import requests

from tests.api.conftest import Running, running

__all__ = ["running"]
HOST = b"Host: localhost\r\n"
CART = b"POST /api/carts HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\n"
LONGEST_WAIT = 20.0


def say(port: int, *parts: bytes, close: bool = False) -> bytes:
    """Send this, wait until the server hangs up or says nothing more, and return what it said."""
    with socket.create_connection(("127.0.0.1", port), timeout=LONGEST_WAIT) as line:
        heard = b""
        try:
            for part in parts:
                line.sendall(part)
            if close:
                line.shutdown(socket.SHUT_WR)
            while True:
                line.settimeout(1.0 if heard else LONGEST_WAIT)
                more = line.recv(65_536)
                if not more:
                    return heard
                heard += more
        except TimeoutError:
            assert heard, "the server hangs"
            return heard
        except OSError:  # it hung up first
            return heard


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.") else 0


@pytest.fixture(autouse=True)
def goes_on(running: Running) -> Iterator[None]:
    """After whatever was sent, the shop still sells and nothing leaked."""
    yield
    assert requests.post(f"{running.url}/api/carts", timeout=30).status_code == 201


HOSTILE = {
    "nothing that is HTTP": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"\r\n\r\n"),
    "a huge header": (b"GET / HTTP/1.1\r\n" + HOST + b"X-A: " + b"a" * 2_000_000 + b"\r\n\r\n",),
    "a huge cookie": (b"GET / HTTP/1.1\r\n" + HOST + b"Cookie: stoa_session=" + b"a" * 60_000 + b"\r\n\r\n",),
    "many headers": (b"GET / HTTP/1.1\r\n" + HOST + b"".join(b"X-%d: 1\r\n" % n for n in range(5_000)) + b"\r\n",),
    "a huge path": (b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",),
    "a NUL in the path": (b"GET /p/a\x00b HTTP/1.1\r\n" + HOST + b"\r\n",),
    "an escaped NUL in the path": (b"GET /p/a%00b HTTP/1.1\r\n" + HOST + b"\r\n",),
    "an escaped NUL in the query": (b"GET /search?q=%00 HTTP/1.1\r\n" + HOST + b"\r\n",),
    "an overlong encoding": (b"GET /p/%c0%af%c0%ae HTTP/1.1\r\n" + HOST + b"\r\n",),
    "half a character": (b"GET /p/%e2%82 HTTP/1.1\r\n" + HOST + b"\r\n",),
    "a surrogate": (b"GET /p/%ed%a0%80 HTTP/1.1\r\n" + HOST + b"\r\n",),
    "a broken escape": (b"GET /p/%zz%f HTTP/1.1\r\n" + HOST + b"\r\n",),
    "raw bytes in the path": (b"GET /p/\xff\xfe HTTP/1.1\r\n" + HOST + b"\r\n",),
    "raw bytes in the query": (b"GET /search?q=\xff\xfe HTTP/1.1\r\n" + HOST + b"\r\n",),
    "dots in the path": (b"GET /assets/../../../../etc/passwd HTTP/1.1\r\n" + HOST + b"\r\n",),
    "escaped dots": (b"GET /assets/x/..%2f..%2fpyproject.toml HTTP/1.1\r\n" + HOST + b"\r\n",),
    "raw bytes in a cookie": (b"GET / HTTP/1.1\r\n" + HOST + b"Cookie: stoa_session=\xff\xfe; stoa_market=%00%ff; stoa_cart=\xc0\r\n\r\n",),
    "another method": (b"BREW / HTTP/1.1\r\n" + HOST + b"\r\n",),
    "no host": (b"GET / HTTP/1.1\r\n\r\n",),
    "another site's host": (b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",),
    "two lengths": (CART + b"Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}",),
    "length and chunks": (CART + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",),
    "a negative length": (CART + b"Content-Length: -1\r\n\r\n",),
    "an endless length": (CART + b"Content-Length: 99999999999999999999999\r\n\r\n",),
    "bad chunks": (CART + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",),
    "a chunk cut short": (CART + b"Transfer-Encoding: chunked\r\n\r\nff\r\n{}",),
    "a body cut short": (CART + b"Content-Length: 1000\r\n\r\n{",),
    "a bad kind": (b"POST /api/carts HTTP/1.1\r\n" + HOST + b"Content-Type: \xff;;=\r\nContent-Length: 2\r\n\r\n{}",),
    "a form without an end": (
        b"POST /cart/lines HTTP/1.1\r\n" + HOST + b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 50\r\n\r\n--x\r\nContent-Disposition: form-data; name=",
    ),
    "a form without a boundary": (b"POST /cart/lines HTTP/1.1\r\n" + HOST + b"Content-Type: multipart/form-data\r\nContent-Length: 5\r\n\r\nhello",),
    "another version": (b"GET / HTTP/9.9\r\n" + HOST + b"\r\n",),
    "HTTP/2 by surprise": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_answered_or_dropped(running: Running, name: str) -> None:
    heard = say(running.port, *HOSTILE[name], close=True)
    assert status(heard) < 500, heard[:500]
    for secret in (b"Traceback", b"asyncpg", b"stoa/base", b"select ", b"root:x:"):
        assert secret not in heard


def test_ten_megabytes_are_too_much(running: Running) -> None:
    body = b'{"market": "' + b"a" * 10_000_000 + b'"}'
    for path in ("/api/carts", "/sign-in"):
        answer = requests.post(f"{running.url}{path}", data=body, headers={"content-type": "application/json"}, timeout=60)
        assert answer.status_code in {413, 422}
    kept = requests.post(
        f"{running.url}/api/carts", data=body, headers={"content-type": "application/json", "idempotency-key": "big"}, timeout=60
    )
    assert (kept.status_code, kept.json()["code"]) == (413, "too_much")


def test_slow_bodies_hold_nobody_up(running: Running) -> None:
    lines = [socket.create_connection(("127.0.0.1", running.port), timeout=LONGEST_WAIT) for _ in range(40)]
    try:
        for line in lines:
            line.sendall(CART + b"Content-Length: 1000\r\n\r\n{")
        began = time.monotonic()
        assert requests.get(f"{running.url}/api/markets", timeout=LONGEST_WAIT).status_code == 200
        assert time.monotonic() - began < LONGEST_WAIT
        for line in lines:
            line.sendall(b" ")
    finally:
        for line in lines:
            line.close()
