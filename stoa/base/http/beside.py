"""Beside the sale: parts that upper rooms give to a page of the shop, and that the page can do without.

A room below offers a place; rooms above give it parts. The page asks for all of them in one statement, its second, with a
short time-out: when that fails or is late the page is shown without them, and is not kept.

    BESIDE = Place("product")                                   # the shop, in the page's module
    BESIDE.give(Part("reviews", PANEL, "reviews/_panel.html"))   # a room above, in its `web`

A part's template reads `part.value`: what the panel gave, or what `view` made of it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from stoa.base.database import Reading
from stoa.base.http.panels import HELP_TIMEOUT_MS, Panel, numbered
from stoa.base.http.visits import Visit
from stoa.base.refusals import Busy

log = logging.getLogger("stoa.beside")

View = Callable[[Any, Visit], Any]
Facts = Callable[[Any, Visit], Mapping[str, Any]]


class Part(msgspec.Struct, frozen=True):
    """One part: what it asks, the partial that shows it, and where it stands.

    `slot` is "lead" (under the title, small) or "body" (below). A panel that answers null, or a view that gives None, leaves
    its place empty. `facts` is what it adds to the page's structured data. `members` is for what a guest never sees.
    """

    name: str
    panel: Panel
    template: str
    slot: str = "body"
    position: int = 50
    view: View | None = None
    facts: Facts | None = None
    members: bool = False


class Shown(msgspec.Struct, frozen=True):
    """A part as the page's template gets it."""

    name: str
    template: str
    value: Any


class Beside(msgspec.Struct):
    """What there is beside the sale. `whole` says that nothing is missing, so that the page may be kept."""

    lead: list[Shown] = []
    body: list[Shown] = []
    facts: dict[str, Any] = {}
    whole: bool = True


class Place:
    """Where parts may be given: its parameters are those that the page passes to `load`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._parts: dict[str, Part] = {}
        self._statements: dict[tuple[str, ...], tuple[str, list[str], msgspec.json.Decoder[Any]]] = {}

    def give(self, part: Part) -> None:
        """Add a part; one of the same name is replaced."""
        self._parts[part.name] = part
        self._statements.clear()

    def names(self) -> list[str]:
        """Return the parts' names in the order in which they stand."""
        return [part.name for part in self._in_order()]

    async def load(self, read: Reading, visit: Visit, *, member: bool, without: Iterable[str] = (), **given: object) -> Beside:
        """Ask for every part that this visitor may see, in one statement. Never raises for a part's sake."""
        parts = [part for part in self._in_order() if part.name not in without and (member or not part.members)]
        if not parts:
            return Beside()
        sql, names, decoder = self._statement(parts)
        try:
            values = await read.within(HELP_TIMEOUT_MS, sql, *[given[name] for name in names], decoder=decoder)
        except (Busy, msgspec.MsgspecError) as error:
            log.warning("what stands beside %s stayed empty: %r", self.name, error)
            return Beside(whole=False)
        found = Beside()
        for part in parts:
            _add(found, part, getattr(values, part.name), visit)
        return found

    def _in_order(self) -> list[Part]:
        return sorted(self._parts.values(), key=lambda part: (part.position, part.name))

    def _statement(self, parts: list[Part]) -> tuple[str, list[str], msgspec.json.Decoder[Any]]:
        key = tuple(part.name for part in parts)
        if key not in self._statements:
            pairs = ", ".join(f"'{part.name}', ({part.panel.sql})" for part in parts)
            sql, names = numbered(f"select json_build_object({pairs})::text")
            kind = msgspec.defstruct("Values", [(part.name, part.panel.kind | None, None) for part in parts])
            self._statements[key] = (sql, names, msgspec.json.Decoder(kind))
        return self._statements[key]


def _add(found: Beside, part: Part, value: Any, visit: Visit) -> None:
    """Put a part into its slot. A fault of the part leaves it out: the page sells all the same."""
    if value is None:
        return
    try:
        facts = part.facts(value, visit) if part.facts else {}
        shown = part.view(value, visit) if part.view else value
    except Exception:
        log.exception("%s stayed empty", part.name)
        found.whole = False
        return
    found.facts = {**found.facts, **facts}
    if shown is not None:
        (found.lead if part.slot == "lead" else found.body).append(Shown(part.name, part.template, shown))
