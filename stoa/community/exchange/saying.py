"""Reading one review's cells, gathering everything that is wrong with them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from stoa.base import legible
from stoa.base.files.reader import Reader
from stoa.community.exchange import cells
from stoa.community.exchange.model import Pointer
from stoa.community.reviews.model import State

T = TypeVar("T")
NEVER = datetime(1995, 1, 1, tzinfo=UTC)
"""Stands for a moment that could not be read; its row never goes in."""


def required(rows: Reader, field: str) -> str:
    """Return a cell that must say something."""
    found = rows.cell(0, field)
    if not found:
        rows.refuse(0, field, "required")
    return found


def stars(rows: Reader, field: str, least: str = "1", most: str = "5") -> int:
    """Return the stars; a rating between two is rounded, and noted."""
    if not required(rows, field):
        return 1
    found, rounded = rows.of(0, field, cells.stars, (1, False), least, most)
    if rounded:
        rows.notes.append("rounded")
    return found


def moment(rows: Reader, field: str, now: datetime) -> datetime:
    """Return when it was written."""
    return rows.of(0, field, cells.moment, NEVER, now) if required(rows, field) else NEVER


def text(rows: Reader, field: str, what: str, *, line: bool = False) -> str:
    """Return a text as it will be kept; one that is too long is wrong."""
    found = (legible.line if line else legible.paragraphs)(rows.rows[0].cells.get(field, ""))
    if len(found) > cells.MOST[what]:
        rows.refuse(0, field, "too_long", most=cells.MOST[what])
    return found


def name(rows: Reader, field: str) -> str:
    """Return what the author is called; a mail address is no name."""
    found = text(rows, field, "name", line=True)
    shown = cells.shown_name(found)
    if found and not shown:
        rows.notes.append("name_is_an_address")
    return shown


def mail(rows: Reader, field: str) -> str:
    """Return the author's mail address, which is never shown."""
    return rows.of(0, field, cells.mail, "")


def addresses(rows: Reader, field: str) -> list[str]:
    """Return the addresses of pictures."""
    return rows.of(0, field, cells.addresses, [])


def choice(rows: Reader, field: str, words: Mapping[str, T], default: T) -> T:
    """Return what one of these words means."""
    found = rows.cell(0, field).lower()
    if found not in words and found:
        rows.refuse(0, field, "not_one_of", value=found[:40], words=", ".join(word for word in words if word))
    return words.get(found, default)


def pointer(
    field: str, *, handles: Sequence[str] = (), addresses: Sequence[str] = (), skus: Sequence[str] = (), codes: Sequence[str] = ()
) -> Pointer:
    """Return which product is meant, by everything that is said of it."""
    named = [one.strip().lower() for one in handles] + [cells.handle_of(one) for one in addresses]
    return Pointer(field, [one for one in dict.fromkeys(named) if one], [one for one in skus if one], [one for one in codes if one])


def state_of_spam(spam: bool) -> State:  # noqa: FBT001 - as the file says it
    """Return the state of a review that a feed calls spam, or not."""
    return State.REMOVED if spam else State.PUBLISHED


def spam_of_state(state: State) -> str:
    """Return what a feed says of it: what was removed here is spam there."""
    return "true" if state is State.REMOVED else "false"
