"""Wish lists of members as lines of our own format. What others promised is not in them: an owner may read the file."""

from collections.abc import AsyncIterator, Sequence
from datetime import date as day
from datetime import datetime
from typing import Any

import msgspec

from stoa.base.database import Reading, Writing
from stoa.base.files.model import Row
from stoa.community import wish_lists
from stoa.community.exchange import queries
from stoa.community.exchange.lines import OfLines, Wrong, unfit
from stoa.community.exchange.model import Kind
from stoa.community.exchange.running import Outcome
from stoa.community.wish_lists.model import Kind as Sort
from stoa.community.wish_lists.model import ListId, Priority, PutEntry, PutList, Settings, View
from stoa.people.sessions.model import SYSTEM, PersonId
from stoa.shop.catalog.model import VariantId

BATCH = 200
_MOST = {"title": 120, "recipient": 80, "message": 2_000}
_MOST_NOTE, _MOST_QUANTITY, _MOST_ENTRIES = 4_000, 99, 2_000


class Entry(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A thing on a list: by its article number, else by its product's handle and choices."""

    sku: str | None = None
    product: str
    choices: list[str] = []
    quantity: int = 1
    note: str = ""
    priority: Priority = Priority.NORMAL
    had: bool = False
    made_at: datetime | None = None


class Line(msgspec.Struct, kw_only=True, omit_defaults=True, tag_field="stoa", tag="wish-list/1"):
    """A list; `owner` is a member's mail address. One that was shared gets a link of its own, where it has none."""

    owner: str
    kind: Sort
    title: str = ""
    recipient: str = ""
    message: str = ""
    date: day | None = None
    view: View = View.NOTHING
    shared: bool = False
    market: str
    language: str
    made_at: datetime
    entries: list[Entry] = []


_decoder = msgspec.json.Decoder(Line)


class ListLines(OfLines):
    """Takes lists in, for people who have an account here; the same owner, kind and title is the same list."""

    kind = Kind.WISH_LISTS

    def read(self, line: str) -> Line:
        """Return the list of a line. Raises msgspec.MsgspecError, Wrong."""
        found = _decoder.decode(line)
        for field, most in _MOST.items():
            if len(getattr(found, field)) > most:
                raise Wrong("too_long", most=most)
        if len(found.entries) > _MOST_ENTRIES:
            raise Wrong("too_many", most=_MOST_ENTRIES)
        for entry in found.entries:
            if not 1 <= entry.quantity <= _MOST_QUANTITY:
                raise Wrong("out_of_range")
            if len(entry.note) > _MOST_NOTE:
                raise Wrong("too_long", most=_MOST_NOTE)
        return found

    async def put(self, tx: Writing, lines: Sequence[tuple[Row, Any]]) -> list[Outcome]:
        """Write lists; those that are as the file says already stay untouched."""
        people = await queries.people(tx, [one.owner for _, one in lines])
        variants = await _variants(tx, [entry for _, one in lines for entry in one.entries])
        markets = {row["code"] for row in await tx.rows("select code from pricing.market")}
        before = await _before(tx, list(people.values()))
        found: list[Outcome] = []
        wanted: list[PutList] = []
        for row, one in lines:
            missing = next((entry for entry in one.entries if _word(entry) not in variants), None)
            owner = people.get(one.owner.lower())
            key = (owner, one.kind.value, one.title)
            if owner is None:
                found.append(unfit(row, "no_such_member", value=one.owner[:80]))
            elif one.market not in markets:
                found.append(unfit(row, "no_such_market", value=one.market[:40]))
            elif missing is not None:
                found.append(unfit(row, "no_such_product", value=(missing.sku or missing.product)[:80]))
            elif _same(one, before.get(key), variants):
                found.append(Outcome(row, "unchanged"))
            else:
                found.append(Outcome(row, "changed" if key in before else "made"))
                before[key] = _said(one, variants)
                wanted.append(_wanted(one, owner, variants))
        await wish_lists.put_lists(tx, SYSTEM, wanted)
        return found


_Word = tuple[str, ...]


def _word(entry: Entry) -> _Word:
    return (entry.sku,) if entry.sku else (entry.product, *entry.choices)


async def _variants(read: Reading, entries: Sequence[Entry]) -> dict[_Word, VariantId]:
    """Return the variants that entries mean."""
    named = [entry for entry in entries if not entry.sku]
    rows = await read.rows(
        """select v.sku, null::text as handle, null::text[] as choices, v.id from catalog.variant v where v.sku = any($1) and v.ended_at is null
        union all select null, p.handle, v.choices, v.id from catalog.product p join catalog.variant v on v.product_id = p.id and v.ended_at is null
        where p.handle = any($2)""",
        sorted({entry.sku for entry in entries if entry.sku}),
        sorted({entry.product for entry in named}),
    )
    return {(row["sku"],) if row["sku"] else (row["handle"], *row["choices"]): row["id"] for row in rows}


async def _before(read: Reading, owners: Sequence[PersonId]) -> dict[Any, Any]:
    """Return what these people's lists say, as `_said` does."""
    rows = await read.rows(
        """select l.owner, l.kind, l.title, l.recipient, l.message, l.date, l.view, l.secret is not null as shared, coalesce((
            select json_agg(json_build_array(e.variant_id, e.quantity, e.note, e.priority, e.had_at is not null)) from wish_lists.entry e
            where e.list_id = l.id and e.removed_at is null), '[]') as entries
        from wish_lists.list l where l.owner = any($1) and l.removed_at is null""",
        list(owners),
    )
    return {
        (row["owner"], row["kind"], row["title"]): (
            row["recipient"],
            row["message"],
            row["date"],
            row["view"],
            row["shared"],
            {(one[0], *one[1:]) for one in row["entries"]},
        )
        for row in rows
    }


def _said(one: Line, variants: dict[_Word, VariantId]) -> tuple[Any, ...]:
    entries = {(str(variants[_word(entry)]), entry.quantity, entry.note, int(entry.priority), entry.had) for entry in one.entries}
    return one.recipient, one.message, one.date, one.view.value, one.shared, entries


def _same(one: Line, before: tuple[Any, ...] | None, variants: dict[_Word, VariantId]) -> bool:
    """Return whether the list says all that the line says already."""
    if before is None:
        return False
    said = _said(one, variants)
    return said[:4] == before[:4] and (before[4] or not said[4]) and said[5] <= before[5]


def _wanted(one: Line, owner: PersonId, variants: dict[_Word, VariantId]) -> PutList:
    settings = Settings(title=one.title, kind=one.kind, recipient=one.recipient, message=one.message, date=one.date, view=one.view)
    return PutList(
        owner=owner,
        settings=settings,
        market=one.market,
        language=one.language,
        shared=one.shared and one.kind is not Sort.SAVED,
        made_at=one.made_at,
        entries=[
            PutEntry(
                variant_id=variants[_word(entry)],
                quantity=entry.quantity,
                note=entry.note,
                priority=entry.priority,
                had=entry.had,
                made_at=entry.made_at,
            )
            for entry in one.entries
        ],
    )


async def write(read: Reading) -> AsyncIterator[list[Any]]:
    """Yield every member's list with what is on it, in the order of their ids."""
    after: ListId | None = None
    while found := await wish_lists.exported(read, after, BATCH):
        after = found[-1]["id"]
        yield [
            msgspec.convert({**{name: value for name, value in one.items() if name != "id"}, "stoa": "wish-list/1"}, Line) for one in found
        ]
