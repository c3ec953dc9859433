"""Kept pages take the memory that they are said to take, and no more."""

import random
import tracemalloc
from datetime import UTC, datetime
from typing import Any

from stoa.base.http import keeping
from stoa.base.http.keeping import Pages
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ALWAYS = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"strict-origin-when-cross-origin")]


def visit(number: int) -> Visit:
    path = f"/p/product-{number}"
    return Visit(language=LANGUAGES[0], market="eu", path=path, query="", session=None, cart=None, address="", url="http://localhost")


def keep(pages: Pages, number: int, body: bytes) -> None:
    topics = [
        f"product:018f0000-0000-7000-8000-{number:012}",
        *[f"{room}:{number}" for room in ("reviews", "questions", "lists", "groups")],
    ]
    headers = [*ALWAYS, (b"content-type", b"text/html; charset=utf-8"), (b"link", f"</p/product-{number}>; rel=canonical".encode())]
    pages.keep(visit(number), topics, number + 10_000, None, headers, body)


def text(chance: random.Random) -> bytes:
    return " ".join(chance.choices([f"word{number}" for number in range(2_000)], k=3_000)).encode()


def test_what_is_kept_is_reckoned_honestly_and_stays_within_its_bounds() -> None:
    nothing: Any = None  # nobody asks the database
    pages, chance = Pages(nothing, lambda: NOW), random.Random(7)
    bodies = [text(chance) for _ in range(20)]
    keep(pages, 0, bodies[0])
    tracemalloc.start()
    try:
        before = pages._size
        for number in range(1, 400):
            keep(pages, number, bodies[number % 20])
        taken, said = tracemalloc.get_traced_memory()[0], pages._size - before
    finally:
        tracemalloc.stop()
    assert 0.75 < taken / said < 1.1

    while len(pages._kept) == number + 1:
        number += 1
        keep(pages, number, bodies[number % 20])
    assert pages._size <= keeping.KEPT_BYTES
    assert next(iter(pages._kept))[2] == "/p/product-1"  # the longest unasked is forgotten
