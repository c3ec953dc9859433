"""Panels: a part of a page is one SQL expression that returns JSON, and the type it decodes to.

A page is a list of panels, sent in one statement; what may be missing goes in a second one with a short time-out.
The expression belongs to its room; parameters are named (`:product`), the page gives them.
"""

from __future__ import annotations

import logging
import re
from typing import Any, Generic, TypeVar

import msgspec

from stoa.base.database import Reading
from stoa.base.refusals import Busy

log = logging.getLogger("stoa.panels")

P = TypeVar("P", bound=msgspec.Struct)

_NAMED = re.compile(r"(?<![:\w]):([a-z_]+)\b")
HELP_TIMEOUT_MS = 300
MOST_KEPT = 2_000


class Panel(msgspec.Struct, frozen=True):
    """One expression, `select … ` returning a single JSON value or null, and what it becomes."""

    sql: str
    kind: Any


class Kept(msgspec.Struct, frozen=True):
    """A panel whose answer each process keeps until one of its version topics changes.

    For what hardly ever changes and is on many pages: navigation, markets, ways to deliver. `by` names the parameters
    that it depends on. The versions are read in the page's own statement, so nothing is ever older than the page.
    `until` names the field of the answer that says when it changes by itself, if it does.
    """

    panel: Panel
    topics: tuple[str, ...]
    by: tuple[str, ...] = ()
    until: str = ""

    async def get(self, read: Reading, versions: dict[str, int], given: dict[str, object]) -> Any:
        """Return the answer as of these versions; a statement is sent only when it is not at hand."""
        version = sum(versions[topic] for topic in self.topics)
        key, kept = self._key(given), read.kept.setdefault(Kept, {})
        found = kept.get(key)
        if found is not None and found[0] == version and (found[2] is None or read.now < found[2]):
            return found[1]
        sql, names = numbered(f"select ({self.panel.sql})::text")
        text = await read.value(sql, *[given[name] for name in names])
        value = None if text is None else msgspec.json.decode(text, type=self.panel.kind)
        kept.pop(key, None)
        while len(kept) >= MOST_KEPT:
            del kept[next(iter(kept))]
        kept[key] = (version, value, getattr(value, self.until) if self.until and value is not None else None)
        return value

    def at_hand(self, kept: dict[Any, Any], given: dict[str, object]) -> Any:
        """Return what the process kept last, perhaps older than the database, or None: for pages that must do without it."""
        found = kept.get(Kept, {}).get(self._key(given))
        return None if found is None else found[1]

    def _key(self, given: dict[str, object]) -> tuple[object, ...]:
        """Return what the answer is kept under: its statement, and the parameters that it depends on."""
        values = [given[name] for name in self.by]
        return (self.panel.sql, *[tuple(one) if isinstance(one, list) else one for one in values])


def numbered(sql: str) -> tuple[str, list[str]]:
    """Return a statement with its named parameters numbered, and their names in that order."""
    names: list[str] = []

    def number(match: re.Match[str]) -> str:
        if match[1] not in names:
            names.append(match[1])
        return f"${names.index(match[1]) + 1}"

    return _NAMED.sub(number, sql), names


class Query(Generic[P]):
    """The statement of a page: its panels under their names, decoded into the page's Struct.

    Raises TypeError at import when the Struct's fields and the panels do not agree.
    """

    def __init__(self, kind: type[P], **panels: Panel) -> None:
        fields = {field.name: field.type for field in msgspec.structs.fields(kind)}
        for name, panel in panels.items():
            if name not in fields:
                raise TypeError(f"{kind.__name__} has no field {name}")
            if fields[name] not in (panel.kind, panel.kind | None):
                raise TypeError(f"{kind.__name__}.{name} is {fields[name]}, its panel gives {panel.kind}")
        self.kind = kind
        parts = ", ".join(f"'{name}', ({panel.sql})" for name, panel in panels.items())
        self.sql, self.names = numbered(f"select json_build_object({parts})::text")
        self._decoder = msgspec.json.Decoder(kind)

    async def load(self, read: Reading, /, **given: object) -> P:
        """Send the statement. Raises KeyError for a parameter that was not given."""
        text = await read.value(self.sql, *[given[name] for name in self.names])
        return self._decoder.decode(text)

    async def try_load(self, read: Reading, /, **given: object) -> P | None:
        """Send it as what helps, not what sells: None, and a line in the log, when it fails or is slow."""
        try:
            return await read.within(HELP_TIMEOUT_MS, self.sql, *[given[name] for name in self.names], decoder=self._decoder)
        except (Busy, msgspec.MsgspecError) as error:
            log.warning("a panel of %s stayed empty: %r", self.kind.__name__, error)
            return None
