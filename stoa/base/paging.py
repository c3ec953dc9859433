"""Pages of long lists: a cursor says where the last page ended, so that inserts neither repeat nor hide a row."""

import base64
import binascii
from datetime import datetime
from typing import Generic, TypeVar, cast

import msgspec

from stoa.base.refusals import FieldError, Invalid

T = TypeVar("T")

LIMIT = 24
MOST = 100


class BadCursor(Invalid):
    """The cursor was not made by this list."""


class BadLimit(Invalid):
    """A page holds one thing at least."""


class Slice(msgspec.Struct, Generic[T], frozen=True):
    """One page: its items, and the cursor of the next page when there is one."""

    items: list[T]
    next_cursor: str | None = None

    @property
    def has_more(self) -> bool:
        return self.next_cursor is not None


def encode(*key: object) -> str:
    """Return the cursor for a sort key (strings, numbers, times, ids)."""
    return base64.urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")


def decode(cursor: str, kinds: type[T]) -> T:
    """Return the sort key, a tuple of the given types. Raises BadCursor."""
    bad = BadCursor([FieldError("/cursor", "bad_cursor")])
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        found = msgspec.json.decode(raw, type=kinds)
    except (binascii.Error, ValueError, msgspec.MsgspecError):
        raise bad from None
    if not all(_storable(one) for one in cast("tuple[object, ...]", found)):
        raise bad
    return found


def _storable(value: object) -> bool:
    """Return whether the database could hold it: somebody else may have written the cursor."""
    if isinstance(value, datetime):
        return value.tzinfo is not None
    return "\x00" not in value if isinstance(value, str) else not isinstance(value, int) or abs(value) < 2**63


def limit(asked: int | None, *, default: int = LIMIT, most: int = MOST) -> int:
    """Return how many items to give: what was asked for, `most` at most. Raises BadLimit for less than one."""
    if asked is None:
        return default
    if asked < 1:
        raise BadLimit([FieldError("/limit", "out_of_range", {"least": 1, "most": most})])
    return min(asked, most)
