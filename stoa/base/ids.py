"""Identifiers: UUIDv7 inside, a prefix and 26 characters outside (`ord_01h455vb4pex5vsknk084sn02q`).

The written form is TypeID 0.3 (a prefix, an underscore, the 128 bits in Crockford's base 32). Each kind of thing has
its own type, `OrderId = NewType("OrderId", UUID)`, so that the type checker refuses one id in place of another.
"""

import os
import threading
import time
from datetime import datetime
from uuid import UUID

from stoa.base.refusals import Missing

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = [a + b for a in _ALPHABET for b in _ALPHABET]
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}

_lock = threading.Lock()
_last = 0


class UnknownId(Missing):
    """What was given is not an id of this kind."""


def new() -> UUID:
    """Return a UUIDv7 (RFC 9562, 5.7) later than every other one made by this process."""
    global _last  # noqa: PLW0603 - one counter a process keeps ids of one millisecond in order
    with _lock:
        ticks = time.time_ns() * 4096 // 1_000_000
        _last = ticks = max(ticks, _last + 1)
    millis, fraction = divmod(ticks, 4096)
    random = int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF
    return UUID(int=(millis & 0xFFFF_FFFF_FFFF) << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | random)


def show(prefix: str, value: UUID) -> str:
    """Return the written form of an id."""
    number = value.int
    pairs = _PAIRS
    return f"{prefix}_" + "".join([pairs[(number >> shift) & 0x3FF] for shift in range(120, -1, -10)])


def parse(prefix: str, text: str) -> UUID:
    """Return the id that `show` wrote.

    Raises UnknownId for any other text, so that a wrong id answers exactly as one that does not exist.
    """
    head, _, body = text.rpartition("_")
    if head != prefix or len(body) != 26 or body[0] > "7":
        raise UnknownId(text[:80])
    number = 0
    for letter in body:
        value = _VALUES.get(letter)
        if value is None:
            raise UnknownId(text[:80])
        number = number << 5 | value
    return UUID(int=number)


def at(moment: datetime, number: int = 0) -> UUID:
    """Return a UUIDv7 as if made then, for what is written later than it happened; equal ones sort by `number`."""
    millis = int(moment.timestamp() * 1000)
    random = int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF
    return UUID(int=(millis & 0xFFFF_FFFF_FFFF) << 80 | 0x7 << 76 | (number & 0xFFF) << 64 | 0b10 << 62 | random)
