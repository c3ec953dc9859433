"""What makes an address one, what a subject may hold, and when a letter is tried again."""

import re
from datetime import timedelta

from stoa.base.refusals import FieldError
from stoa.outside.mail.model import BadAddress

_ADDRESS = re.compile(r"[^@\s<>\"(),:;\\\x00-\x1f\x7f]{1,64}@[^@\s<>\"(),:;\\\x00-\x1f\x7f]{1,253}")
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f]+")

AGAIN = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
]
"""How long a delayed letter waits after each attempt (RFC 5321, 4.5.4.1: go on for days, ever more slowly)."""


def address(text: str) -> str:
    """Return a bare address. Raises BadAddress for anything else: a line break in it would write headers of its own."""
    if not _ADDRESS.fullmatch(text):
        raise BadAddress([FieldError("/to", "not_an_address")])
    return text


def subject(text: str) -> str:
    """Return the text on one line, at most 200 characters."""
    line = _BREAKS.sub(" ", text).strip()
    return line if len(line) <= 200 else line[:199] + "…"


def wait(attempts: int) -> timedelta | None:
    """Return how long to wait after so many attempts; None when it is time to give up."""
    return AGAIN[attempts - 1] if attempts <= len(AGAIN) else None
