"""What only the shop is asked, what hosts gather, and how guests call themselves who give."""

import tomllib
from pathlib import Path
from typing import Any

import msgspec

FOLDER = Path(__file__).parent


class ForTheShop(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question about an order, so many days `ago`; without a `reply` it waits."""

    handle: str
    language: str
    ago: int
    text: str
    reply: str = ""


class Gathered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A collection, begun so many days `ago`."""

    handle: str
    ago: int
    texts: dict[str, dict[str, str]]


def asked() -> list[ForTheShop]:
    return msgspec.convert(_file()["asked"], list[ForTheShop])


def gathered() -> list[Gathered]:
    return msgspec.convert(_file()["gathered"], list[Gathered])


def givers() -> list[str]:
    return msgspec.convert(_file()["givers"], list[str])


def _file() -> dict[str, Any]:
    with (FOLDER / "around.toml").open("rb") as file:
        return tomllib.load(file)
