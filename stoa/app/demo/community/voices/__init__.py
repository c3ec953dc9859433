"""What customers say, in their words: sentences by product, by kind of product and of anything, read from the files beside."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from stoa.community.reviews.asked import Aspect

FOLDER = Path(__file__).parent
SHELVES = ("kitchen", "table", "desk", "bags", "garden", "home")

Said = dict[str, list[str]]
"""Sentences by language."""


class Spoken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said of a product: what people call it, how many stars they give it on average, what they praise and do not."""

    name: dict[str, str]
    stars: float
    good: Said
    bad: Said
    plural: bool = False
    plural_en: bool = False

    def many(self, language: str) -> bool:
        """Return whether its name stands for several things in this language."""
        return self.plural or (self.plural_en and language == "en")


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said of things of a kind; `of` are the products, `main` is what everybody comes to speak of."""

    of: list[str]
    main: Said
    good: Said
    bad: Said


class Anything(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said of anything: `lasting` of what is not used up, `sorry` by who is not pleased; short words and titles by how pleased somebody is (`good`, `middling`, `bad`)."""

    used_up: list[str]
    opening: Said
    good: Said
    lasting: Said
    bad: Said
    sorry: Said
    closing: Said
    later: Said
    short: dict[str, Said]
    title: dict[str, Said]


@cache
def products() -> dict[str, Spoken]:
    """Return what is said of each product, by its handle."""
    found: dict[str, Any] = {}
    for shelf in SHELVES:
        found |= _open(shelf)
    return msgspec.convert(found, dict[str, Spoken])


@cache
def replies() -> dict[str, Said]:
    """Return what the shop answers: by product, in the order of its complaints, and to anything."""
    return msgspec.convert(_open("replies"), dict[str, Said])


@cache
def kinds() -> dict[str, Kind]:
    return msgspec.convert(_open("kinds"), dict[str, Kind])


@cache
def anything() -> Anything:
    return msgspec.convert(_open("common"), Anything)


def _open(name: str) -> dict[str, Any]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


class People(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What people call themselves when it is not their name, and what they say of themselves."""

    nicknames: Said
    about: Said


@cache
def people() -> People:
    return msgspec.convert(_open("people"), People)


class Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What members call their lists, and what they note beside a thing."""

    titles: Said
    notes: Said


@cache
def lists() -> Lists:
    return msgspec.convert(_open("lists"), Lists)


class Beside(Aspect, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked beside the stars about what stands in a category."""

    category: str


@cache
def aspects() -> list[Beside]:
    return msgspec.convert(_open("aspects")["aspect"], list[Beside])
