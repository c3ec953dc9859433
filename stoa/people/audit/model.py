"""The nouns of the audit log."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NewType
from uuid import UUID

import msgspec

EntryId = NewType("EntryId", UUID)

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z]{3}_[0-9a-z]{26}")


class Fact(msgspec.Struct, frozen=True):
    """One thing that was noted beside a verb, ready to be said: `kind` tells how (money, when, yes, number, words)."""

    name: str
    value: Any
    kind: str
    before: Any = None


def facts_of(noted: Mapping[str, Any]) -> list[Fact]:
    """Return what can be said of what was noted: no empty things, and no ids, which say nothing; of a list of ids how many there are."""
    before, after = noted.get("before"), noted.get("after")
    if isinstance(after, Mapping):
        was = before if isinstance(before, Mapping) else {}
        rest = {name: value for name, value in noted.items() if name not in {"before", "after"}}
        return [_fact(name, value, was.get(name)) for name, value in after.items() if _said(value) or _said(was.get(name))] + facts_of(rest)
    return [_fact(name, value) for name, value in noted.items() if _said(value)]


def _said(value: Any) -> bool:
    return value is not None and value not in ("", [], {}) and not (isinstance(value, str) and _ID.fullmatch(value))


def _fact(name: str, value: Any, before: Any = None) -> Fact:
    was = _shown(before)[0] if _said(before) else None
    return Fact(name, *_shown(value), was)


def _shown(value: Any) -> tuple[Any, str]:
    """Return a value as the template takes it, and its kind."""
    match value:
        case int():
            return value, "yes" if isinstance(value, bool) else "number"
        case {"amount": int(), "currency": str(), **rest} if not rest:
            return value, "money"
        case list():
            nameless = bool(value) and not any(_said(one) for one in value)
            return (len(value), "number") if nameless else (", ".join(str(one) for one in value), "words")
        case Mapping():
            return ", ".join(f"{name}: {one}" for name, one in value.items() if _said(one)), "words"
        case str() if re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d", value):
            return datetime.fromisoformat(value), "when"
    return value, "words"


class Entry(msgspec.Struct, frozen=True):
    """One thing that was done. `actor` is a person; with a `key`, a program; with neither, the shop itself."""

    id: EntryId
    at: datetime
    actor: UUID | None
    key: str | None
    verb: str
    about: UUID
    facts: dict[str, Any]

    @property
    def told(self) -> list[Fact]:
        return facts_of(self.facts)
