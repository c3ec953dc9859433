"""The list of words that make somebody look (`lexicon.toml`), read once."""

import re
import tomllib
from pathlib import Path

import msgspec

from stoa.community.moderation.model import Weighed
from stoa.community.moderation.texts import folded


class Entry(msgspec.Struct, frozen=True):
    """The words of one kind, what follows from seeing one, and how much harm that may be."""

    name: str
    verdict: Weighed
    severity: int
    pattern: re.Pattern[str]


class Found(msgspec.Struct, frozen=True):
    """A word of the list, as it stood in the text."""

    name: str
    verdict: Weighed
    severity: int
    seen: str


def _pattern(words: list[str]) -> re.Pattern[str]:
    parts = [re.escape(folded(word.removesuffix("*"))).replace(r"\ ", r"\W+") + (r"\w*" if word.endswith("*") else "") for word in words]
    return re.compile(r"\b(?:" + "|".join(parts) + r")\b")


ENTRIES = [
    Entry(name, Weighed(given["verdict"]), given["severity"], _pattern(given["words"]))
    for name, given in tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text()).items()
]


def find(text: str) -> list[Found]:
    """Return the words of the list that are in the text, one of each kind, the worst first."""
    plain = folded(text)
    found = [Found(one.name, one.verdict, one.severity, match[0]) for one in ENTRIES if (match := one.pattern.search(plain))]
    return sorted(found, key=lambda one: -one.severity)
