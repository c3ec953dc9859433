"""Rows of rooms' tables as lines of our own format: what hangs on things, by names another shop knows too."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.files import kept
from stoa.base.files.kept import Kept
from stoa.base.files.model import Row
from stoa.base.ids import UnknownId
from stoa.community.exchange import queries
from stoa.community.exchange.model import Kind, Wrong
from stoa.community.exchange.running import Outcome

BATCH = 500

_PERSON = "(select coalesce(p.email, p.id::text) from (select t.{0} as id) w left join accounts.person p on p.id = w.id)"
_PRODUCT = "(select p.handle from catalog.product p where p.id = t.{0})"
_VARIANT = """(select json_build_object('sku', v.sku, 'product', p.handle, 'choices', v.choices)
    from catalog.variant v join catalog.product p on p.id = v.product_id where v.id = t.{0})"""


class RowLine(msgspec.Struct, kw_only=True, tag_field="stoa", tag="row/1"):
    """One row: the table, and its columns. Members are mail addresses, products handles, variants as in `Sort`."""

    table: str
    row: dict[str, Any]


class Sort(msgspec.Struct, kw_only=True):
    """A variant: by its article number, else by its product's handle and choices."""

    sku: str | None = None
    product: str
    choices: list[str] = []

    @property
    def word(self) -> queries.Word:
        return (self.sku,) if self.sku else (self.product, *self.choices)


_decoder = msgspec.json.Decoder(RowLine)


def read(kind: Kind, line: str) -> RowLine | None:
    """Return the row of a line; None for a line that is something else. Raises Wrong for a table that this kind of file has not."""
    if '"row/1"' not in line:
        return None
    try:
        found = _decoder.decode(line)
    except msgspec.ValidationError:
        return None
    if found.table not in {one.table for one in kept.of(kind.value)}:
        raise Wrong("not_our_line", why=found.table[:60])
    return found


async def write(read: Reading, kind: Kind) -> AsyncIterator[list[Any]]:
    """Yield every row of every table that goes into this kind of file; inside one moment."""
    for one in kept.of(kind.value):
        names = [f"'{column}', {form.format(column)}" for columns, form in _forms(one) for column in columns]
        more = f" || jsonb_build_object({', '.join(names)})" if names else ""
        rows = []
        sql = f"select to_jsonb(t){more} as row from {one.table} t where {one.where} order by {', '.join(one.key)}"
        async for row in read.stream(sql):
            rows.append(RowLine(table=one.table, row=_called(one, row["row"])))
            if len(rows) == BATCH:
                yield rows
                rows = []
        if rows:
            yield rows


def _called(one: Kept, row: dict[str, Any]) -> dict[str, Any]:
    """Return a row in which those who were erased, and have no address any more, are called by an id that is nobody's."""
    return row | {who: ids.show("per", UUID(row[who])) for who in one.people if row[who] is not None and "@" not in row[who]}


def _forms(one: Kept) -> list[tuple[Sequence[str], str]]:
    return [(one.people, _PERSON), (one.products, _PRODUCT), (one.variants, _VARIANT)]


async def put(tx: Writing, kind: Kind, lines: Sequence[tuple[Row, RowLine]]) -> list[Outcome]:
    """Write rows, table by table in the order in which they need each other; one that is there already stays."""
    found: list[Outcome] = []
    for one in kept.of(kind.value):
        mine = [(row, line) for row, line in lines if line.table == one.table]
        if mine:
            found += await _put(tx, one, mine)
    return found


async def _put(tx: Writing, one: Kept, lines: Sequence[tuple[Row, RowLine]]) -> list[Outcome]:
    columns = {row["name"] for row in await tx.rows(_COLUMNS, one.table)}
    names = await _Names.of(tx, one, [line.row for _, line in lines])
    found: list[Outcome] = []
    good: list[tuple[Row, dict[str, Any]]] = []
    for row, line in lines:
        try:
            good.append((row, names.resolved(one, line.row, columns)))
        except Wrong as wrong:
            found.append(Outcome(row, "refused", [wrong.fault]))
    made, changed = await _insert(tx, one, [values for _, values in good])
    if one.then is not None and made | changed:
        await one.then(tx, [values for _, values in good if _key(one, values) in made | changed])
    for row, values in good:
        key = _key(one, values)
        found.append(Outcome(row, "made" if key in made else "changed" if key in changed else "unchanged"))
        made.discard(key)
    return found


_COLUMNS = """select attname::text as name from pg_attribute where attrelid = $1::text::regclass and attnum > 0 and not attisdropped
    and attgenerated = ''"""


def _key(one: Kept, values: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(values[column]).lower() for column in one.key)


async def _insert(tx: Writing, one: Kept, rows: Sequence[dict[str, Any]]) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    """Write rows of one table; return the keys of those that are new, and of those that say something else now."""
    made: set[tuple[str, ...]] = set()
    changed: set[tuple[str, ...]] = set()
    for columns in {tuple(sorted(row)) for row in rows}:
        wanted = {_key(one, row): row for row in rows if tuple(sorted(row)) == columns}
        also = [column for column in one.also if column in columns]
        new = ", ".join(f"excluded.{column}" for column in also)
        old = ", ".join(f"t.{column}" for column in also)
        anew = f"update set {', '.join(f'{column} = excluded.{column}' for column in also)} where {one.yields} and ({old}) is distinct from ({new})"
        result = await tx.rows(
            f"""insert into {one.table} as t ({", ".join(columns)}) select {", ".join(columns)} from jsonb_populate_recordset(null::{one.table}, $1)
            on conflict ({", ".join(one.key)}) do {anew if also else "nothing"}
            returning (xmax = 0) as made, {", ".join(f"{column}::text" for column in one.key)}""",
            list(wanted.values()),
        )
        for row in result:
            (made if row["made"] else changed).add(tuple(row[column].lower() for column in one.key))
    return made, changed


class _Names(msgspec.Struct):
    """What the names of many rows mean here."""

    people: dict[str, Any]
    products: dict[str, Any]
    variants: dict[queries.Word, Any]
    there: dict[str, set[str]]

    @classmethod
    async def of(cls, read: Reading, one: Kept, rows: Sequence[Mapping[str, Any]]) -> "_Names":
        """Ask for all of them at once: a statement for each sort of name."""

        def said(columns: Sequence[str]) -> list[Any]:
            return [row[column] for row in rows for column in columns if row.get(column) is not None]

        people = await queries.people(read, [str(word) for word in said(one.people)]) if one.people else {}
        handles = [str(word) for word in said(one.products)]
        found = await read.rows("select handle, id from catalog.product where handle = any($1)", handles) if handles else []
        sorts = [sort for word in said(one.variants) if (sort := _sort(word)) is not None]
        variants = await queries.variants(read, [(sort.sku, sort.product) for sort in sorts]) if sorts else {}
        there: dict[str, set[str]] = {}
        for column, table in one.needs.items():
            wanted = [word for word in said([column]) if _is_id(word)]
            rows_there = await read.rows(f"select id from {table} where id = any($1::uuid[])", wanted)
            there[column] = {str(row["id"]) for row in rows_there}
        return cls(people, {row["handle"]: row["id"] for row in found}, variants, there)

    def resolved(self, one: Kept, row: Mapping[str, Any], columns: set[str]) -> dict[str, Any]:
        """Return a row with ids for names. Raises Wrong for what is not here, and for columns that are unknown or missing."""
        strange = (set(row) - columns) | (set(one.key) - {name for name, value in row.items() if value is not None})
        if strange:
            raise Wrong("not_our_line", why=min(strange)[:60])
        found = dict(row)
        for column in (*one.people, *one.products, *one.variants):
            if row.get(column) is not None:
                found[column] = str(self._meant(one, column, row[column]))
        for column in one.needs:
            if row.get(column) is not None and str(row[column]).lower() not in self.there[column]:
                raise Wrong("names_nothing_here", value=str(row[column])[:80], place=column)
        return found

    def _meant(self, one: Kept, column: str, word: Any) -> Any:
        if column in one.people:
            return self.people.get(str(word).lower()) or _nobody(str(word))
        sort = _sort(word) if column in one.variants else None
        meant = self.products.get(str(word)) if column in one.products else self.variants.get(sort.word) if sort else None
        if meant is None:
            raise Wrong("no_such_product", value=str(word)[:80])
        return meant


def _nobody(word: str) -> UUID:
    """Return the id of somebody who was erased. Raises Wrong for whom nobody here is."""
    try:
        return ids.parse("per", word)
    except UnknownId:
        raise Wrong("no_such_member", value=word[:80]) from None


def _sort(word: Any) -> Sort | None:
    try:
        return msgspec.convert(word, Sort)
    except msgspec.ValidationError:
        return None


def _is_id(word: Any) -> bool:
    try:
        return bool(UUID(str(word)))
    except ValueError:
        return False
