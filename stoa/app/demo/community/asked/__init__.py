"""What is asked about the goods and who answers, read from the files beside."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec

FOLDER = Path(__file__).parent
SHELVES = ("kitchen", "table", "desk", "bags", "garden", "home")


class Reply(msgspec.Struct, frozen=True):
    """An answer: by the shop (`=` before it), or what solved the question (`*`), or just an answer."""

    text: str
    official: bool
    solved: bool


class Asked(msgspec.Struct, frozen=True):
    handle: str
    language: str
    text: str
    replies: list[Reply]


def questions() -> Iterator[Asked]:
    """Return all that is asked, product by product."""
    for shelf in SHELVES:
        with (FOLDER / f"{shelf}.toml").open("rb") as file:
            found = tomllib.load(file)
        for handle, rows in found.items():
            for language, text, *replies in rows:
                yield Asked(handle, language, text, [Reply(one.lstrip("=*"), one[0] == "=", one[0] == "*") for one in replies])
