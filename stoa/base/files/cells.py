"""What a cell says: amounts, numbers, yes and no. Pure; a text that could mean two things is refused, never guessed."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from stoa.base import money
from stoa.base.files.model import Cells, Fault

_YES = {"true", "yes", "1", "y", "t", "on", "wahr", "ja"}
_NO = {"false", "no", "0", "n", "f", "off", "falsch", "nein"}
_THOUSAND = re.compile(r"[+-]?[1-9][0-9]{0,2}([.,])[0-9]{3}")
_PLAIN = re.compile(r"[+-]?[0-9][0-9.,' \u00a0\u202f]*")
MOST_UNITS = 10**12
MOST_PIECES = 2**31 - 1
ADDRESS = re.compile(r"https?://[^\s/]")
"""How the address of a picture begins."""


class Wrong(Exception):
    """A cell cannot be understood; it becomes a `Fault` where its field is known."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def at(self, field: str) -> Fault:
        """Return it as a fault of that field."""
        return Fault(field, self.code, self.facts)


def amount(text: str, currency: str) -> int:
    """Return an amount of money in minor units. Raises Wrong: `1,000` is refused, it may be a thousand or one."""
    found = text.strip().removesuffix(currency).strip().lstrip("'")
    if found.startswith("-"):
        raise Wrong("negative", value=text[:40])
    if not _PLAIN.fullmatch(found):
        raise Wrong("not_an_amount", value=text[:40])
    if _THOUSAND.fullmatch(found) and money.exponent(currency) != 3:
        raise Wrong("ambiguous_amount", value=text[:40])
    try:
        minor = money.parse(found.replace("\u202f", ""), currency).amount
    except ValueError:
        raise Wrong("not_an_amount", value=text[:40]) from None
    return minor


def written(amount_: int, currency: str) -> str:
    """Return an amount as files write it: with a point and all its decimals."""
    return f"{money.Money(amount_, currency).decimal():f}"


def decimal(text: str) -> Decimal:
    """Return a number, with a point or a comma. Raises Wrong: `1,000` is refused, it may be a thousand or one; `453.592` is one."""
    said = text.strip().lstrip("'")
    if not said.isascii() or "_" in said:
        raise Wrong("not_a_number", value=text[:40])
    if "," in said and _THOUSAND.fullmatch(said):
        raise Wrong("ambiguous_number", value=text[:40])
    try:
        found = Decimal(said.replace(",", "."))
    except InvalidOperation:
        raise Wrong("not_a_number", value=text[:40]) from None
    if not found.is_finite() or abs(found) >= MOST_UNITS:
        raise Wrong("not_a_number", value=text[:40])
    return found


def whole(text: str) -> int:
    """Return a whole number; `10.0` is one. Raises Wrong."""
    found = decimal(text)
    if found != found.to_integral_value():
        raise Wrong("not_a_whole_number", value=text[:40])
    return int(found)


def pieces(text: str) -> int:
    """Return a number of pieces, less than none too. Raises Wrong: `1.000` is refused like `1,000`, for nobody counts thousandths."""
    return _counted(whole(_unambiguous(text)), text)


def cut_pieces(text: str) -> int:
    """Return a number of pieces where parts of them are counted too; those are left out. Raises Wrong, as `pieces` does."""
    return _counted(int(decimal(_unambiguous(text))), text)


def _unambiguous(text: str) -> str:
    if _THOUSAND.fullmatch(text.strip().lstrip("'")):
        raise Wrong("ambiguous_number", value=text[:40])
    return text


def _counted(found: int, text: str) -> int:
    if found > MOST_PIECES:
        raise Wrong("too_many_pieces", value=text[:40], most=MOST_PIECES)
    return found


def yes(text: str) -> bool:
    """Return whether it says yes. Raises Wrong."""
    word = text.strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Wrong("not_yes_or_no", value=text[:40])


def remembered(came: Cells, ours: Cells, fields: Iterable[str], before: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return what has to be kept so that `ours`, the row as we would write it, can be made the row that came again.

    A text where we have nothing to say; a pair (what came, what we would write) otherwise. What an earlier file said in
    other columns stays.
    """
    seen = set(fields)
    kept = {field: value for field, value in (before or {}).items() if field not in seen}
    for field in seen:
        was, our = came.get(field, ""), ours.get(field, "")
        if was != our:
            kept[field] = was if not our else [was, our]
    return dict(sorted(kept.items()))


def recalled(ours: Cells, kept: dict[str, Any]) -> Cells:
    """Return the row as it came, but for the cells whose meaning has changed since: those as we write them."""
    found = dict(ours)
    for field, value in kept.items():
        was, our = (value, "") if isinstance(value, str) else (value[0], value[1])
        if found.get(field, "") == our:
            if was:
                found[field] = was
            else:
                found.pop(field, None)
    return found
