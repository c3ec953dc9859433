"""Wish lists as lines of our own format; what others promise and give follows in rows."""

from collections.abc import AsyncIterator, Sequence
from datetime import date as day
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.files.model import Row
from stoa.base.ids import UnknownId
from stoa.community import wish_lists
from stoa.community.exchange import queries
from stoa.community.exchange.lines import OfLines, Wrong, unfit
from stoa.community.exchange.model import Kind
from stoa.community.exchange.running import Outcome
from stoa.community.moderation.model import State
from stoa.community.wish_lists.model import EntryId, ListId, Priority, PutEntry, PutList, Settings, View
from stoa.community.wish_lists.model import Kind as Sort
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
    had_at: datetime | None = None
    added_by: str = ""
    market: str = ""
    currency: str | None = None
    price: int | None = None
    made_at: datetime | None = None
    removed_at: datetime | None = None
    id: UUID | None = None


class Line(msgspec.Struct, kw_only=True, omit_defaults=True, tag_field="stoa", tag="wish-list/1"):
    """A list; `owner` is a member's mail address, `guest` the digest of a cookie. One that was shared keeps its link, or gets one."""

    owner: str = ""
    guest: str = ""
    id: str | None = None
    kind: Sort
    title: str = ""
    recipient: str = ""
    message: str = ""
    date: day | None = None
    view: View = View.NOTHING
    on_page: bool = False
    address: UUID | None = None
    secret: str | None = None
    shared: bool = False
    state: State = State.PUBLISHED
    market: str
    language: str
    made_at: datetime
    changed_at: datetime | None = None
    removed_at: datetime | None = None
    entries: list[Entry] = []


_decoder = msgspec.json.Decoder(Line)


class ListLines(OfLines):
    """Takes lists in, for people who have an account here; the same owner, kind and title is the same list."""

    kind = Kind.WISH_LISTS

    def read(self, line: str) -> Line:
        """Return the list of a line. Raises msgspec.MsgspecError, Wrong."""
        found = _decoder.decode(line)
        if bool(found.owner) == bool(found.guest) or not all(one in "0123456789abcdef" for one in found.guest) or len(found.guest) % 2:
            raise Wrong("not_our_line", why="owner")
        try:
            _ = found.id is None or ids.parse("lst", found.id)
        except UnknownId:
            raise Wrong("not_our_line", why="id") from None
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
        people = await queries.people(tx, [who for _, one in lines for who in (one.owner, *(entry.added_by for entry in one.entries))])
        variants = await queries.variants(tx, [(entry.sku, entry.product) for _, one in lines for entry in one.entries])
        markets = {row["code"] for row in await tx.rows("select code from pricing.market")}
        homes = await queries.homes(tx, [one.address for _, one in lines if one.address is not None])
        before = await _before(tx, list(people.values()), [one for _, one in lines])
        found: list[Outcome] = []
        wanted: list[PutList] = []
        for row, one in lines:
            missing = next((entry for entry in one.entries if _word(entry) not in variants), None)
            owner = people.get(one.owner.lower()) if one.owner else None
            key = _key(one, owner, before)
            if one.owner and owner is None:
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
                address = one.address if one.address is not None and homes.get(one.address) == owner else None
                wanted.append(_wanted(one, owner, address, people, variants))
        await wish_lists.put_lists(tx, SYSTEM, wanted)
        return found


def _word(entry: Entry) -> queries.Word:
    return (entry.sku,) if entry.sku else (entry.product, *entry.choices)


def _key(one: Line, owner: PersonId | None, before: dict[Any, Any]) -> Any:
    """Return what a list is known by: its id where that is here, or is new; else owner, kind and title."""
    loose = (owner or one.guest, one.kind.value, one.title)
    given = ids.parse("lst", one.id) if one.id else None
    return loose if given is None or (one.kind is Sort.SAVED and given not in before and loose in before) else given


async def _before(read: Reading, owners: Sequence[PersonId], lines: Sequence[Line]) -> dict[Any, Any]:
    """Return what these people's lists, and those of these ids, say, as `_said` does."""
    rows = await read.rows(
        """select l.id, l.owner, encode(l.guest, 'hex') as guest, l.kind, l.title, l.recipient, l.message, l.date, l.view,
            l.secret is not null as shared, l.removed_at, coalesce((
            select json_agg(json_build_array(e.variant_id, e.quantity, e.note, e.priority, e.had_at is not null)) from wish_lists.entry e
            where e.list_id = l.id and e.removed_at is null), '[]') as entries
        from wish_lists.list l where l.owner = any($1) or l.guest = any($2) or l.id = any($3)""",
        list(owners),
        [bytes.fromhex(one.guest) for one in lines if one.guest],
        [ids.parse("lst", one.id) for one in lines if one.id],
    )
    found: dict[Any, Any] = {}
    for row in rows:
        said = (
            row["recipient"],
            row["message"],
            row["date"],
            row["view"],
            row["shared"],
            {(one[0], *one[1:]) for one in row["entries"]},
        )
        found[row["id"]] = said
        if row["removed_at"] is None:
            found[row["owner"] or row["guest"], row["kind"], row["title"]] = said
    return found


def _said(one: Line, variants: dict[queries.Word, VariantId]) -> tuple[Any, ...]:
    entries = {
        (str(variants[_word(entry)]), entry.quantity, entry.note, int(entry.priority), entry.had or entry.had_at is not None)
        for entry in one.entries
        if entry.removed_at is None
    }
    return one.recipient, one.message, one.date, one.view.value, one.shared, entries


def _same(one: Line, before: tuple[Any, ...] | None, variants: dict[queries.Word, VariantId]) -> bool:
    """Return whether the list says all that the line says already."""
    if before is None:
        return False
    said = _said(one, variants)
    return said[:4] == before[:4] and (before[4] or not said[4]) and said[5] <= before[5]


def _wanted(
    one: Line, owner: PersonId | None, address: UUID | None, people: dict[str, PersonId], variants: dict[queries.Word, VariantId]
) -> PutList:
    return PutList(
        id=ListId(ids.parse("lst", one.id)) if one.id else None,
        owner=owner,
        guest=bytes.fromhex(one.guest) or None,
        settings=Settings(
            title=one.title,
            kind=one.kind,
            recipient=one.recipient,
            message=one.message,
            date=one.date,
            view=one.view,
            on_page=one.on_page,
            address_id=address,
        ),
        market=one.market,
        language=one.language,
        shared=one.shared and one.kind is not Sort.SAVED,
        secret=one.secret,
        state=one.state.value,
        made_at=one.made_at,
        changed_at=one.changed_at,
        removed_at=one.removed_at,
        entries=[_entry(entry, people, variants) for entry in one.entries],
    )


def _entry(entry: Entry, people: dict[str, PersonId], variants: dict[queries.Word, VariantId]) -> PutEntry:
    return PutEntry(
        id=EntryId(entry.id) if entry.id else None,
        variant_id=variants[_word(entry)],
        quantity=entry.quantity,
        note=entry.note,
        priority=entry.priority,
        had=entry.had,
        had_at=entry.had_at,
        added_by=people.get(entry.added_by.lower()),
        market=entry.market,
        currency=entry.currency,
        price=entry.price,
        made_at=entry.made_at,
        removed_at=entry.removed_at,
    )


async def write(read: Reading) -> AsyncIterator[list[Any]]:
    """Yield every list with what is on it, and was, in the order of their ids."""
    after: ListId | None = None
    while found := await wish_lists.exported(read, after, BATCH):
        after = found[-1]["id"]
        yield [msgspec.convert({**one, "id": ids.show("lst", one["id"]), "stoa": "wish-list/1"}, Line) for one in found]
