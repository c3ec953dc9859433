"""Everything that moderation holds as JSON lines, out and in again with nothing lost.

A line is `{"table": "piece", "row": {…}}`, in an order in which each line needs only earlier ones. Reading a file twice changes nothing.
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Any

import asyncpg
import msgspec

from stoa.base.database import Reading, Writing
from stoa.base.refusals import FieldError, Invalid

TABLES = (
    "rule", "spam_link", "conduct", "piece", "case_", "decision", "evidence", "report", "appeal", "bias", "collection", "collected", "quiet_mailbox",
)  # fmt: skip
_KEYS = {"conduct": "person_id", "piece": "kind, id", "rule": "code", "spam_link": "domain", "evidence": "decision_id", "bias": "day, kind",
         "collected": "collection_id, kind, piece_id", "quiet_mailbox": "digest"}  # fmt: skip
BATCH = 500


class BadLine(Invalid):
    """A line of the file cannot be understood; `line` is its number."""


async def written(read: Reading) -> AsyncIterator[bytes]:
    """Yield every row as a line; inside one moment (`Database.snapshot`)."""
    for table in TABLES:
        # A decision may name a later one; those that do come last.
        order = "overturned_by is not null, id desc" if table == "decision" else _KEYS.get(table, "id")
        async for row in read.stream(f"select to_jsonb(t) as row from moderation.{table} t order by {order}"):
            yield msgspec.json.encode({"table": table, "row": row["row"]}) + b"\n"


async def put(tx: Writing, lines: Iterable[bytes | str]) -> int:
    """Take in the lines of such a file; return how many rows were new. Raises BadLine, and then nothing was changed."""
    new, table, number = 0, "", 0
    batch: list[dict[str, Any]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        name, row = _parsed(number, line)
        if (name != table or len(batch) >= BATCH) and batch:
            new += await _put(tx, table, batch, number - 1)
            batch = []
        table = name
        batch.append(row)
    return new + (await _put(tx, table, batch, number) if batch else 0)


def _parsed(number: int, line: bytes | str) -> tuple[str, dict[str, Any]]:
    try:
        found = msgspec.json.decode(line, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise BadLine([FieldError(f"/{number}", "invalid")], line=number) from None
    name, row = found.get("table"), found.get("row")
    if name not in TABLES or not isinstance(row, dict):
        raise BadLine([FieldError(f"/{number}", "invalid")], line=number)
    return name, row


async def _put(tx: Writing, table: str, rows: Sequence[dict[str, Any]], line: int) -> int:
    """Write rows of one table. Raises BadLine, with the last line of them, for what the database refuses."""
    try:
        return await _insert(tx, table, rows)
    except asyncpg.PostgresError:
        raise BadLine([FieldError(f"/{line}", "invalid")], line=line) from None


async def _insert(tx: Writing, table: str, rows: Sequence[dict[str, Any]]) -> int:
    return await tx.run(
        f"insert into moderation.{table} select r.* from jsonb_populate_recordset(null::moderation.{table}, $1) r on conflict do nothing",
        rows,
    )
