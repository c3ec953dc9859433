"""The nouns of the audit log."""

import re
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, NewType
from uuid import UUID

import msgspec

from stoa.base import ids

EntryId = NewType("EntryId", UUID)

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z]{3}_[0-9a-z]{26}")


class Names(msgspec.Struct, frozen=True):
    """How a room names its things: a statement that gives `id`, `name` and `seen_as` (an id or a word, for the path) for ids ($1) in a language ($2).

    `prefix` is that of the written id of `seen_as`, "" for a word; who has not the permission `may` is given no link.
    """

    sql: str
    prefix: str
    path: str
    may: str


class Fact(msgspec.Struct, frozen=True):
    """One thing that was noted beside a verb, ready to be said: `kind` tells how (money, when, yes, number, share, countries, thing, words).

    A share is in parts per million; a thing has its `name` and `href` (`naming.Thing`).
    """

    name: str
    value: Any
    kind: str
    before: Any = None
    before_kind: str = "words"


def facts_of(noted: Mapping[str, Any], things: Mapping[UUID, Any] = MappingProxyType({})) -> list[Fact]:
    """Return what can be said of what was noted: no empty things; of an id the thing it stands for, if that has a name; of a list of ids how many there are."""
    before, after = noted.get("before"), noted.get("after")
    rest = {name: value for name, value in noted.items() if name not in {"before", "after"}}
    if _alone(before) and _alone(after):
        change = [_fact("after", after, things, before)] if _said(before, things) or _said(after, things) else []
        return change + [_fact(name, value, things) for name, value in rest.items() if _said(value, things)]
    was = before if isinstance(before, Mapping) else {}
    now = after if isinstance(after, Mapping) else {}
    shown, gone = (now, was) if now else (was, {})
    names = [*shown, *(name for name in gone if name not in shown)]
    said = [
        _fact(name, shown.get(name), things, gone.get(name))
        for name in names
        if _said(shown.get(name), things) or _said(gone.get(name), things)
    ]
    return said + facts_of(rest, things)


def _alone(value: Any) -> bool:
    """Return whether it is one thing to be said, and no list of facts."""
    return not isinstance(value, Mapping) or set(value) in ({"amount", "currency"}, {"share"}, {"countries"})


def ids_in(noted: Any) -> set[UUID]:
    """Return the ids that stand in what was noted, by themselves."""
    match noted:
        case Mapping():
            return {found for one in noted.values() for found in ids_in(one)}
        case str():
            found = _id(noted)
            return set() if found is None else {found}
    return set()


def _id(value: Any) -> UUID | None:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        return None
    try:
        return UUID(value) if "-" in value else ids.parse(value[:3], value)
    except ids.UnknownId:
        return None


def _said(value: Any, things: Mapping[UUID, Any] = MappingProxyType({})) -> bool:
    if isinstance(value, str) and _ID.fullmatch(value):
        return _id(value) in things
    return value is not None and value not in ("", [], {})


def _fact(name: str, value: Any, things: Mapping[UUID, Any], before: Any = None) -> Fact:
    was, kind = _shown(before, things) if _said(before, things) and before != value else (None, "words")
    if not _said(value, things):
        return Fact(name, None, kind, was, kind)
    return Fact(name, *_shown(value, things), was, kind)


def _shown(value: Any, things: Mapping[UUID, Any]) -> tuple[Any, str]:
    """Return a value as the template takes it, and its kind."""
    known = _id(value)
    found: tuple[Any, str] = (value, "words") if known is None else (things[known], "thing")
    match value:
        case int():
            found = value, "yes" if isinstance(value, bool) else "number"
        case {"amount": int(), "currency": str(), **rest} if not rest:
            found = value, "money"
        case {"share": int() as share, **rest} if not rest:
            found = share / 10_000, "share"
        case {"countries": list() as codes, **rest} if not rest:
            found = codes, "countries"
        case list():
            nameless = bool(value) and not any(_said(one) for one in value)
            found = (len(value), "number") if nameless else (", ".join(str(one) for one in value), "words")
        case Mapping():
            found = ", ".join(f"{name}: {one}" for name, one in value.items() if _said(one)), "words"
        case str() if re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d", value):
            found = datetime.fromisoformat(value), "when"
    return found


class Entry(msgspec.Struct, frozen=True):
    """One thing that was done. `actor` is a person; with a `key`, a program; with neither, the shop itself."""

    id: EntryId
    at: datetime
    actor: UUID | None
    key: str | None
    verb: str
    about: UUID
    facts: dict[str, Any]


class Thing(msgspec.Struct, frozen=True):
    """What something is called now, and where it is to be seen; `href` is empty for who may not."""

    name: str
    href: str


class Told(msgspec.Struct, frozen=True):
    """An entry, ready to be shown."""

    at: datetime
    actor: UUID | None
    key: str | None
    verb: str
    facts: dict[str, Any]
    told: list[Fact]
    about: Thing | None
