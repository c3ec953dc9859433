"""What the demo's host had to decide, and what waits for her today, read from the files beside."""

import tomllib
from pathlib import Path
from typing import Any

import msgspec

FOLDER = Path(__file__).parent


class Wrote(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a member wrote of a product."""

    handle: str
    language: str
    stars: int
    text: str


class Removed(Wrote, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was taken away: by which rule, what a reporter said, what the host wrote down."""

    rule: str
    note: str
    fact: str


class Reported(Wrote, frozen=True, kw_only=True, forbid_unknown_fields=True):
    rule: str
    notes: list[str]


class Post(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A post of a discussion that somebody complained of."""

    begins: str
    language: str
    rule: str
    note: str


class Copied(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One text under several products, by several accounts."""

    handles: list[str]
    language: str
    stars: int
    text: str


class Link(Wrote, frozen=True, kw_only=True, forbid_unknown_fields=True):
    domain: str
    note: str
    appeal: str


class Past(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was decided: pieces that were removed, and what people said of those that stayed, with the host's reasons."""

    removed: list[Removed]
    notes: dict[str, list[str]]
    reasons: dict[str, list[str]]


class Open(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    reported: list[Reported]
    posts: list[Post]
    written: list[Wrote]
    copied: list[Copied]
    link: Link


def past() -> Past:
    return msgspec.convert(_read("past"), Past)


def waiting() -> Open:
    return msgspec.convert(_read("open"), Open)


def _read(name: str) -> dict[str, Any]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
