"""Naming: what the things are called that entries are about, in the reader's language, and where they are to be seen.

Rooms above say how their things are named; an entry holds ids alone, so a name is always the one of today, and what was
erased or removed has none.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from stoa.base import ids
from stoa.base.database import Reading
from stoa.people.audit.model import Entry, Names, Thing, Told, facts_of, ids_in
from stoa.people.permissions.model import Visitor

_sources: dict[str, Names] = {}


def give_names(**sources: Names) -> None:
    """Say how things are named (called by rooms when their pages are loaded); one of the same kind is replaced."""
    _sources.update(sources)


async def told(read: Reading, entries: Sequence[Entry], language: str, reader: Visitor) -> list[Told]:
    """Return entries with the names of what they are about, and of what stands in them: one statement for all."""
    wanted = {one for entry in entries for one in (entry.about, *ids_in(entry.facts))}
    things = await _things(read, sorted(wanted), language, reader)
    return [Told(one.at, one.actor, one.key, one.verb, one.facts, facts_of(one.facts, things), things.get(one.about)) for one in entries]


async def _things(read: Reading, wanted: Sequence[UUID], language: str, reader: Visitor) -> Mapping[UUID, Thing]:
    if not wanted or not _sources:
        return {}
    parts = [f"select '{kind}' as kind, id, name, seen_as::text from ({one.sql}) {kind}" for kind, one in _sources.items()]
    found: dict[UUID, Thing] = {}
    for row in await read.rows(" union all ".join(parts), wanted, language):
        source = _sources[row["kind"]]
        shown = ids.show(source.prefix, UUID(row["seen_as"])) if source.prefix else row["seen_as"]
        found[row["id"]] = Thing(row["name"], source.path.format(shown) if reader.may(source.may) else "")
    return found
