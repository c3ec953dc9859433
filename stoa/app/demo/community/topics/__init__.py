"""What the demo's members discuss, read from the files beside."""

import tomllib
from pathlib import Path

import msgspec

FOLDER = Path(__file__).parent


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A topic with its posts, begun so many days `ago`; a list is a post and what answers it, `*` marks what helped."""

    kind: str
    language: str
    category: str
    ago: int
    title: str
    question: str
    text: str
    posts: list[str | list[str]]
    pinned: bool = False
    featured: bool = False


def topics() -> list[Topic]:
    """Return all of them: the hosts' own, then members'."""
    found: list[Topic] = []
    for name in ("guides", "shown"):
        with (FOLDER / f"{name}.toml").open("rb") as file:
            found += msgspec.convert(tomllib.load(file)["topic"], list[Topic])
    return found
