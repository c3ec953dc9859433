"""Refusals: what Stoa says when it will not do a thing.

    Refusal
    ├── Missing       404  there is no such thing, or none that you may see
    ├── Unknown       401  we do not know who asks
    ├── Forbidden     403  we know who asks, and they may not
    ├── Invalid       422  what was sent cannot be understood; `errors` names each field
    ├── Conflict      409  it can be understood and cannot be done as things stand
    ├── Unpaid        402  the payment was refused
    ├── Gone          410  it was here and has ended
    ├── TooMany       429  too often; `retry_after` says when to come back
    ├── TooLarge      413  more than we take at once
    └── Busy          503  not now; nothing was changed, trying again may work

A room names its own for the situation (`OutOfStock`, `CartIsEmpty`). The stable code is the name in snake case; the
sentence for people is the text `refusal-<code>` of the language files, filled with the refusal's facts. Raising rolls
the transaction back (docs/decisions/0005).
"""

import re
from typing import ClassVar

import msgspec

_NEXT_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""Where a word begins in `NotAPicture`: after small letters, and after a word of one letter."""


class FieldError(msgspec.Struct, frozen=True):
    """What is wrong with one field: its JSON Pointer (RFC 6901), a stable code, and the facts of the sentence."""

    pointer: str
    code: str
    facts: dict[str, str | int] = {}


class Refusal(Exception):
    """The root of all of them."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "refused"

    def __init_subclass__(cls) -> None:
        if "code" not in cls.__dict__:
            cls.code = _NEXT_WORD.sub("_", cls.__name__).lower()

    def __init__(self, detail: str = "", **facts: str | int) -> None:
        super().__init__(detail or self.code)
        self.detail = detail
        self.facts = facts


class Missing(Refusal):
    status = 404


class Unknown(Refusal):
    status = 401


class Forbidden(Refusal):
    status = 403


class Invalid(Refusal):
    status = 422

    def __init__(self, errors: list[FieldError] | None = None, detail: str = "", **facts: str | int) -> None:
        super().__init__(detail, **facts)
        self.errors = errors or []


class Conflict(Refusal):
    status = 409


class Unpaid(Refusal):
    status = 402


class Gone(Refusal):
    status = 410


class TooMany(Refusal):
    status = 429

    def __init__(self, retry_after: int, detail: str = "", **facts: str | int) -> None:
        super().__init__(detail, **facts)
        self.retry_after = retry_after


class TooLarge(Refusal):
    status = 413


class Busy(Refusal):
    status = 503
    retry_after = 2
