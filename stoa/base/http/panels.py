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


class Panel(msgspec.Struct, frozen=True):
    """One expression, `select … ` returning a single JSON value or null, and what it becomes."""

    sql: str
    kind: Any


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
        self.names: list[str] = []
        self.sql = _NAMED.sub(self._number, f"select json_build_object({parts})::text")
        self._decoder = msgspec.json.Decoder(kind)

    def _number(self, match: re.Match[str]) -> str:
        name = match[1]
        if name not in self.names:
            self.names.append(name)
        return f"${self.names.index(name) + 1}"

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
