"""Beside the sale: parts that upper rooms give to a page of the shop, and that the page can do without.

A room below offers a place; rooms above give it parts. The page asks for all of them in one statement, its second, with a
short time-out: when that fails or is late the page is shown without them, and is not kept.

    BESIDE = Place("product")                                   # the shop, in the page's module
    BESIDE.give(Part("reviews", PANEL, "reviews/_panel.html"))   # a room above, in its `web`

A part's template reads `part.value`: what the panel gave, or what `view` made of it; and `about`, what the page says of itself.
A part whose panel asks for nobody in particular is the same for everybody: each process renders it once for as long as the
database answers the same, byte for byte, on the same day.
"""

from __future__ import annotations

import logging
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from stoa.base.database import Reading
from stoa.base.http.panels import HELP_TIMEOUT_MS, Panel, numbered
from stoa.base.http.visits import Visit
from stoa.base.refusals import Busy

log = logging.getLogger("stoa.beside")

View = Callable[[Any, Visit], Any]
Facts = Callable[[Any, Visit], Mapping[str, Any]]
Render = Callable[[str, Mapping[str, Any]], str]

MOST_KEPT_BYTES = 8_000_000
_SOMEBODYS = re.compile(r"(?<!:):(?:viewer|guest)\b")


class Part(msgspec.Struct, frozen=True):
    """One part: what it asks, the partial that shows it, and where it stands.

    `slot` is "lead" (under the title, small), "buy" (a second button below the one that buys; the buying form is `buy`) or "body"
    (below). Parts that ask the same are asked once. A panel that answers null, or a view that gives None, leaves
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

    @property
    def for_all(self) -> bool:
        """Return whether everybody sees the same."""
        return _SOMEBODYS.search(self.panel.sql) is None


class Shown(msgspec.Struct, frozen=True):
    """A part as the page shows it."""

    name: str
    html: str
    facts: Mapping[str, Any] = {}


class Beside(msgspec.Struct):
    """What there is beside the sale. `whole` says that nothing is missing, so that the page may be kept."""

    lead: list[Shown] = []
    buy: list[Shown] = []
    body: list[Shown] = []
    facts: dict[str, Any] = {}
    whole: bool = True


class Place:
    """Where parts may be given: its parameters are those that the page passes to `load`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._parts: dict[str, Part] = {}
        self._statements: dict[tuple[str, ...], _Asked] = {}
        self._shown = _Rendered()

    def give(self, part: Part) -> None:
        """Add a part; one of the same name is replaced."""
        self._parts[part.name] = part
        self._statements.clear()

    def names(self) -> list[str]:
        """Return the parts' names in the order in which they stand."""
        return [part.name for part in self._in_order()]

    async def load(
        self,
        read: Reading,
        visit: Visit,
        render: Render,
        *,
        member: bool,
        about: Mapping[str, str] | None = None,
        without: Iterable[str] = (),
        **given: object,
    ) -> Beside:
        """Ask for every part that this visitor may see, in one statement, and render it. Never raises for a part's sake.

        `about` is what the templates may know of the page.
        """
        parts = [part for part in self._in_order() if part.name not in without and (member or not part.members)]
        if not parts:
            return Beside()
        asked = self._statement(parts)
        try:
            answers = await read.within(HELP_TIMEOUT_MS, asked.sql, *[given[name] for name in asked.names], decoder=_ANSWERS) or []
        except (Busy, msgspec.MsgspecError) as error:
            log.warning("what stands beside %s stayed empty: %r", self.name, error)
            return Beside(whole=False)
        found = Beside()
        for part, place in zip(parts, asked.places, strict=True):
            self._add(found, part, bytes(answers[place]), visit, render, about or {}, read.now)
        return found

    def _add(self, found: Beside, part: Part, answer: bytes, visit: Visit, render: Render, about: Mapping[str, str], now: datetime) -> None:
        """Put a part into its slot. A fault of the part leaves it out: the page sells all the same."""
        key = (part.name, visit.language.code, visit.market, now.date(), *about.items(), answer)
        shown = self._shown.get(key) if part.for_all else None
        if shown is None:
            try:
                shown = _shown(part, answer, visit, render, about)
            except Exception:
                log.exception("%s stayed empty", part.name)
                found.whole = False
                return
            if part.for_all:
                self._shown.keep(key, shown)
        if shown.facts:
            found.facts = {**found.facts, **shown.facts}
        if shown.html:
            slots = {"lead": found.lead, "buy": found.buy, "body": found.body}
            slots[part.slot].append(shown)

    def _in_order(self) -> list[Part]:
        return sorted(self._parts.values(), key=lambda part: (part.position, part.name))

    def _statement(self, parts: list[Part]) -> _Asked:
        key = tuple(part.name for part in parts)
        if key not in self._statements:
            panels = list(dict.fromkeys(part.panel.sql for part in parts))
            answers = ", ".join(f"({sql})" for sql in panels)
            sql, names = numbered(f"select json_build_array({answers})::text")
            self._statements[key] = _Asked(sql, names, [panels.index(part.panel.sql) for part in parts])
        return self._statements[key]


class _Asked(msgspec.Struct, frozen=True):
    """The one statement for some parts: its parameters, and where in the answer each part finds its own."""

    sql: str
    names: list[str]
    places: list[int]


_ANSWERS = msgspec.json.Decoder(list[msgspec.Raw])
_PARTS: dict[Any, msgspec.json.Decoder[Any]] = {}


def _shown(part: Part, answer: bytes, visit: Visit, render: Render, about: Mapping[str, str]) -> Shown:
    """Decode what a panel answered and render it; nothing for null, or for a view that gives None."""
    decoder = _PARTS.get(part.panel.kind)
    if decoder is None:
        decoder = _PARTS[part.panel.kind] = msgspec.json.Decoder(part.panel.kind | None)
    value = decoder.decode(answer)
    if value is None:
        return Shown(part.name, "")
    facts = part.facts(value, visit) if part.facts else {}
    seen = part.view(value, visit) if part.view else value
    html = "" if seen is None else render(part.template, {"part": {"name": part.name, "value": seen}, "about": about})
    return Shown(part.name, html, facts)


class _Rendered:
    """Parts rendered before, the least lately seen given up first; bounded by their size."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Any, Shown] = OrderedDict()
        self._bytes = 0

    def get(self, key: Any) -> Shown | None:
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def keep(self, key: Any, shown: Shown) -> None:
        self._kept[key] = shown
        self._bytes += self._size(key, shown)
        while self._bytes > MOST_KEPT_BYTES:
            self._bytes -= self._size(*self._kept.popitem(last=False))

    @staticmethod
    def _size(key: Any, shown: Shown) -> int:
        return len(key[-1]) + len(shown.html) + 200
