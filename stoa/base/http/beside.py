"""Beside the sale: parts that upper rooms give to a page of the shop, and that the page can do without.

A room below offers a place; rooms above give it parts. The page asks for all of them in one statement, its second, with a
short time-out: when that fails or is late the page is shown without them, and is not kept.

    BESIDE = Place("product")                                   # the shop, in the page's module
    BESIDE.give(Part("reviews", PANEL, "reviews/_panel.html"))   # a room above, in its `web`

A part's template reads `part.value`: what the panel gave, or what `view` made of it; and `about`, what the page says of itself.

What nobody in particular is shown is rendered once for every process: it is written down when it was shown (`base.beside`, after
the answer is sent), and the page's own statement reads it with the rest (`written`). It holds for as long as the version of
what the page is about, the day and the release do; `base.touch` strikes it out in the transaction that changes it. A part is asked
for all the same by a visitor whom its panel names, and by everybody while it shows something that the hour changes (`:now`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec

from stoa.base.database import Database, Reading
from stoa.base.http.panels import HELP_TIMEOUT_MS, Panel, numbered
from stoa.base.http.visits import Visit
from stoa.base.refusals import Busy

log = logging.getLogger("stoa.beside")

View = Callable[[Any, Visit], Any]
Facts = Callable[[Any, Visit], Mapping[str, Any]]
Render = Callable[[str, Mapping[str, Any]], str]

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

    def names_anybody(self, given: Mapping[str, object]) -> bool:
        """Return whether what it shows may be this visitor's alone."""
        return any(given[name] is not None for name in _SOMEBODYS.intersection(self.asks))

    def lasts(self, html: str) -> bool:
        """Return whether what it shows changes only with what it is about; nothing at all is said to change by a touch."""
        return not html or "now" not in self.asks


class Said(msgspec.Struct, array_like=True, frozen=True):
    """What a part says: to the page, and to its structured data."""

    html: str
    facts: Mapping[str, Any] = {}


class Written(msgspec.Struct, frozen=True):
    """What was written down of a page's parts, at which version of what the page is about."""

    version: int
    parts: dict[str, Said]


class Shown(msgspec.Struct, frozen=True):
    """A part as the page shows it."""

    name: str
    html: str


class Beside(msgspec.Struct):
    """What there is beside the sale. `whole` says that nothing is missing, so that the page may be kept.

    `anew` is what is to be written down for the next visitors, None where it stands there already.
    """

    lead: list[Shown] = []
    buy: list[Shown] = []
    body: list[Shown] = []
    facts: dict[str, Any] = {}
    whole: bool = True
    anew: dict[str, Said] | None = None

    def add(self, part: Part, said: Said) -> None:
        if said.facts:
            self.facts = {**self.facts, **said.facts}
        if said.html:
            {"lead": self.lead, "buy": self.buy, "body": self.body}[part.slot].append(Shown(part.name, said.html))


class Place:
    """Where parts may be given: its parameters are those that the page passes to `load`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._parts: dict[str, Part] = {}
        self._statements: dict[tuple[str, ...], _Asked] = {}

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
        written: Written | None = None,
        **given: object,
    ) -> Beside:
        """Ask for every part that this visitor may see, in one statement, and render it. Never raises for a part's sake.

        `about` is what the templates may know of the page; `written` what was written down of it, if that still holds.
        """
        parts = [part for part in self._in_order() if part.name not in without and (member or not part.members)]
        known = written.parts if written else {}
        for_all = {part.name for part in parts if not part.names_anybody(given)}
        said = {name: known[name] for name in for_all & known.keys()}
        found = Beside()
        try:
            answers = await self._statement([part for part in parts if part.name not in said]).answers(read, given)
        except (Busy, msgspec.MsgspecError) as error:
            log.warning("what stands beside %s stayed empty: %r", self.name, error)
            found.whole, answers = False, {}
        fresh = {}
        for part in parts:
            one = said.get(part.name)
            if one is None and part.name in answers:
                one = self._said(found, part, answers[part.name], _On(visit, render, about or {}))
                if one is not None and part.name in for_all and part.lasts(one.html):
                    fresh[part.name] = one
            if one is not None:
                found.add(part, one)
        if fresh:
            found.anew = {**known, **fresh}
        return found

    def _said(self, found: Beside, part: Part, answer: bytes, page: _On) -> Said | None:
        """Return what a part says, None for a fault of the part, which leaves it out: the page sells all the same."""
        try:
            return page.said(part, answer)
        except Exception:
            log.exception("%s stayed empty", part.name)
            found.whole = False
            return None

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


class _On(msgspec.Struct, frozen=True):
    """The page that the parts stand on: for whom, and about what."""

    visit: Visit
    render: Render
    about: Mapping[str, str]

    def said(self, part: Part, answer: bytes) -> Said:
        """Decode what a panel answered and render it; nothing for null, or for a view that gives None."""
        decoder = _PARTS.get(part.panel.kind)
        if decoder is None:
            decoder = _PARTS[part.panel.kind] = msgspec.json.Decoder(part.panel.kind | None)
        value = decoder.decode(answer)
        if value is None:
            return Said("")
        facts = part.facts(value, self.visit) if part.facts else {}
        seen = part.view(value, self.visit) if part.view else value
        html = "" if seen is None else self.render(part.template, {"part": {"name": part.name, "value": seen}, "about": self.about})
        return Said(html, facts)


def written(topic: str) -> Panel:
    """Return the panel of what was written down about this topic: an SQL expression with the page's parameters.

    The page's statement gives `:language`, `:market`, `:release` and `:day`, and counts it only at the version that it reads beside it.
    """
    return Panel(
        f"""select json_build_object('version', b.version, 'parts', b.parts) from base.beside b
            where b.topic = ({topic}) and b.language = :language and b.market = :market and b.release = :release and b.day = :day::date""",
        Written | None,
    )


class Note(msgspec.Struct, frozen=True):
    """What is to be written down of a page when its answer is sent."""

    topic: str
    language: str
    market: str
    release: str
    day: date
    version: int
    parts: dict[str, Said]

    async def write(self, db: Database) -> None:
        """Write it, in the place of what is older; a database that cannot just now leaves it to the next visitor."""
        try:
            async with db.writing() as tx:
                await tx.run(_WRITE, *msgspec.structs.astuple(self)[:-1], self.parts)
        except Busy as error:
            log.warning("what stands beside %s was not written down: %r", self.topic, error)


# Whoever changes the row just now is not waited for: a connection is worth more than what is written.
_WRITE = """insert into base.beside as b (topic, language, market, release, day, version, parts)
    select $1, $2, $3, $4, $5, $6, $7 from set_config('lock_timeout', '50ms', true)
    on conflict (topic, language, market, release) do update set day = excluded.day, version = excluded.version, parts = excluded.parts
    where b.version <= excluded.version or b.day < excluded.day"""
