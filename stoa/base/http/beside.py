"""Beside the sale: parts that upper rooms give to a page of the shop, and that the page can do without.

A room below offers a place; rooms above give it parts. The page asks for all of them in one statement, its second, with a
short time-out: when that fails or is late the page is shown without them, and is not kept.

    BESIDE = Place("product")                                   # the shop, in the page's module
    BESIDE.give(Part("reviews", PANEL, "reviews/_panel.html"))   # a room above, in its `web`

A part's template reads `part.value`: what the panel gave, or what `view` made of it; and `about`, what the page says of itself.
A part whose panel asks for nobody in particular is the same for everybody: each process renders it once for as long as the
database answers the same, byte for byte, on the same day. It is not even asked for again while the page says that nothing has
changed since (`as_of`), unless it names `:now`.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
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
_SOMEBODYS = {"viewer", "guest"}


@lru_cache
def _names(sql: str) -> list[str]:
    return numbered(sql)[1]


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
    def asks(self) -> list[str]:
        """Return the parameters that its panel names."""
        return _names(self.panel.sql)

    @property
    def for_all(self) -> bool:
        """Return whether everybody sees the same."""
        return not _SOMEBODYS & set(self.asks)

    @property
    def lasts(self) -> bool:
        """Return whether it changes only with what it is about, not with the hour."""
        return "now" not in self.asks


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

    def add(self, slot: str, shown: Shown) -> None:
        if shown.facts:
            self.facts = {**self.facts, **shown.facts}
        if shown.html:
            {"lead": self.lead, "buy": self.buy, "body": self.body}[slot].append(shown)


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
        as_of: int | None = None,
        **given: object,
    ) -> Beside:
        """Ask for every part that this visitor may see, in one statement, and render it. Never raises for a part's sake.

        `about` is what the templates may know of the page; `as_of` the version of what the page is about, where it has read one:
        it must change with everything that a part shows to everybody.
        """
        parts = [part for part in self._in_order() if part.name not in without and (member or not part.members)]
        page = _On(visit, render, about or {}, read.now.date(), as_of)
        keys = {part.name: page.key(part, given) for part in parts if part.for_all}
        shown = {name: one for name, key in keys.items() if (one := self._shown.as_of(key, as_of)) is not None}
        found = Beside()
        asked = self._statement([part for part in parts if part.name not in shown])
        try:
            answers = await asked.answers(read, given)
        except (Busy, msgspec.MsgspecError) as error:
            log.warning("what stands beside %s stayed empty: %r", self.name, error)
            found.whole, answers = False, {}
        for part in parts:
            if part.name in answers:
                self._show(found, part, answers[part.name], page, keys.get(part.name))
            elif part.name in shown:
                found.add(part.slot, shown[part.name])
        return found

    def _show(self, found: Beside, part: Part, answer: bytes, page: _On, key: _Key | None) -> None:
        """Put a part into its slot. A fault of the part leaves it out: the page sells all the same."""
        shown = self._shown.same(key, answer) if key else None
        if shown is None:
            try:
                shown = page.shown(part, answer)
            except Exception:
                log.exception("%s stayed empty", part.name)
                found.whole = False
                return
        if key:
            self._shown.keep(key, _Held(page.version if part.lasts else None, answer, shown))
        found.add(part.slot, shown)

    def _in_order(self) -> list[Part]:
        return sorted(self._parts.values(), key=lambda part: (part.position, part.name))

    def _statement(self, parts: list[Part]) -> _Asked:
        names = tuple(part.name for part in parts)
        if names not in self._statements:
            panels = list(dict.fromkeys(part.panel.sql for part in parts))
            answers = ", ".join(f"({sql})" for sql in panels)
            sql, params = numbered(f"select json_build_array({answers})::text")
            self._statements[names] = _Asked(sql, params, {part.name: panels.index(part.panel.sql) for part in parts})
        return self._statements[names]


class _Asked(msgspec.Struct, frozen=True):
    """The one statement for some parts: its parameters, and where in the answer each part finds its own."""

    sql: str
    params: list[str]
    places: dict[str, int]

    async def answers(self, read: Reading, given: Mapping[str, object]) -> dict[str, bytes]:
        """Return what each part is answered; nothing is sent where nothing is to be asked. Raises Busy."""
        if not self.places:
            return {}
        found = await read.within(HELP_TIMEOUT_MS, self.sql, *[given[name] for name in self.params], decoder=_ANSWERS) or []
        return {name: bytes(found[place]) for name, place in self.places.items()}


_ANSWERS = msgspec.json.Decoder(list[msgspec.Raw])
_PARTS: dict[Any, msgspec.json.Decoder[Any]] = {}
_Key = tuple[object, ...]


class _On(msgspec.Struct, frozen=True):
    """The page that the parts stand on: for whom, about what, on which day, and as of which version of its subject."""

    visit: Visit
    render: Render
    about: Mapping[str, str]
    day: date
    version: int | None

    def key(self, part: Part, given: Mapping[str, object]) -> _Key:
        """Return under what a part is kept that is the same for everybody: all on which it depends but its subject's version."""
        asked = [given[name] for name in part.asks if name != "now"]
        return (part.name, self.visit.language.code, self.visit.market, self.day, *self.about.values(), *asked)

    def shown(self, part: Part, answer: bytes) -> Shown:
        """Decode what a panel answered and render it; nothing for null, or for a view that gives None."""
        decoder = _PARTS.get(part.panel.kind)
        if decoder is None:
            decoder = _PARTS[part.panel.kind] = msgspec.json.Decoder(part.panel.kind | None)
        value = decoder.decode(answer)
        if value is None:
            return Shown(part.name, "")
        facts = part.facts(value, self.visit) if part.facts else {}
        seen = part.view(value, self.visit) if part.view else value
        html = "" if seen is None else self.render(part.template, {"part": {"name": part.name, "value": seen}, "about": self.about})
        return Shown(part.name, html, facts)


class _Held(msgspec.Struct, frozen=True):
    """A part as it was rendered: of which answer, and as of which version, None where it must be asked for each time."""

    version: int | None
    answer: bytes
    shown: Shown

    @property
    def size(self) -> int:
        return len(self.answer) + len(self.shown.html) + 400


class _Rendered:
    """Parts rendered before, the least lately seen given up first; bounded by their size."""

    def __init__(self) -> None:
        self._kept: OrderedDict[_Key, _Held] = OrderedDict()
        self._bytes = 0

    def as_of(self, key: _Key, version: int | None) -> Shown | None:
        """Return the part if nothing has changed since."""
        held = self._kept.get(key)
        if held is None or version is None or held.version != version:
            return None
        self._kept.move_to_end(key)
        return held.shown

    def same(self, key: _Key, answer: bytes) -> Shown | None:
        """Return the part if it was rendered of this very answer."""
        held = self._kept.get(key)
        return held.shown if held is not None and held.answer == answer else None

    def keep(self, key: _Key, held: _Held) -> None:
        before = self._kept.pop(key, None)
        self._kept[key] = held
        self._bytes += held.size - (before.size if before else 0)
        while self._bytes > MOST_KEPT_BYTES:
            self._bytes -= self._kept.popitem(last=False)[1].size
