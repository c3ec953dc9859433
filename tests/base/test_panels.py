"""What a process keeps of a panel is what the database says: until a version changes, or the answer does by itself."""

from datetime import datetime, timedelta

import msgspec
import pytest

from stoa.base.database import Reading, Writing, statements
from stoa.base.http import panels
from stoa.base.http.panels import Kept, Panel

pytestmark = pytest.mark.anyio


class Said(msgspec.Struct):
    words: str
    changes_at: datetime | None = None


def looking(tx: Writing, now: datetime | None = None) -> Reading:
    """Return the same connection at another moment, with nothing kept yet."""
    return Reading(tx._connection, now or tx.now, {})


def saying(words: str, until: str = "null") -> Panel:
    return Panel(f"select json_build_object('words', '{words} ' || :number::text, 'changes_at', {until})", Said)


def sent_from_here() -> list[str]:
    """Return the list of what this test sends."""
    found: list[str] = []
    statements.set(found)
    return found


async def test_it_is_asked_once_for_each_version_and_parameter(tx: Writing) -> None:
    sent = sent_from_here()
    kept, read = Kept(saying("hello"), ("a", "b"), ("number",)), looking(tx)
    for versions, number, words, asked in [
        ({"a": 1, "b": 1}, "1", "hello 1", 1),
        ({"a": 1, "b": 1}, "1", "hello 1", 1),
        ({"a": 1, "b": 1}, "2", "hello 2", 2),
        ({"a": 1, "b": 2}, "1", "hello 1", 3),
        ({"a": 1, "b": 2}, "1", "hello 1", 3),
    ]:
        assert (await kept.get(read, versions, {"number": number})).words == words
        assert len(sent) == asked


async def test_it_is_asked_again_when_it_changes_by_itself(tx: Writing) -> None:
    sent = sent_from_here()
    noon = datetime.fromisoformat("2026-03-28T12:00:00+00:00")
    kept = Kept(saying("until noon", f"'{noon.isoformat()}'"), ("a",), until="changes_at")
    read, given = looking(tx, noon - timedelta(seconds=1)), {"number": "1"}
    for moment, asked in [(noon - timedelta(seconds=1), 1), (noon - timedelta(microseconds=1), 1), (noon, 2), (noon, 3)]:
        read.now = moment
        await kept.get(read, {"a": 1}, given)
        assert len(sent) == asked


async def test_the_longest_kept_is_given_up_first(tx: Writing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "MOST_KEPT", 2)
    sent = sent_from_here()
    kept, read = Kept(saying("hello"), ("a",), ("number",)), looking(tx)
    for number, asked in [("1", 1), ("2", 2), ("3", 3), ("2", 3), ("1", 4), ("3", 4)]:
        await kept.get(read, {"a": 1}, {"number": number})
        assert len(sent) == asked
    assert kept.at_hand(read.kept, {"number": "3"}).words == "hello 3"
    assert kept.at_hand(read.kept, {"number": "2"}) is None
