"""What makes two mail addresses one, and two addresses: country, postal code, street, number and flat, however they are written (docs/private-sales.md)."""

import re
import unicodedata
from typing import Protocol


class Address(Protocol):
    """Where something is sent."""

    @property
    def line1(self) -> str: ...

    @property
    def line2(self) -> str: ...

    @property
    def postal_code(self) -> str: ...

    @property
    def country(self) -> str: ...


_STREET = re.compile(r"(strasse|str\.?|street|st\.?|road|rd\.?|avenue|ave\.?|platz|pl\.?|weg|allee)(?![a-z])")
_NUMBER = re.compile(r"\d+[a-z]?(?![a-z0-9])")
_ONE = r"(?:\d{1,4}\s?[a-z]?|[a-z]\s?-?\d{0,3})(?![a-z0-9])"
"""What a flat is called: a number, perhaps with a letter, or a letter, perhaps with a number. Whatever is longer is a name of something."""
_WORDS = {
    "flat": r"wohnung|wohng?|whg|wg|appartement|apartment|appt?|apt|flat|unit|suite|ste|zimmer|room|rm|top|tuer|tur|door|#",
    "stair": r"stiege|stg|treppe|aufgang|eingang|staircase|stair|entrance|block|blk|building|bldg|haus",
    "floor": r"stock(?:werk)?|etage|floor|fl|geschoss|og",
}
_NAMED = {what: re.compile(rf"(?<![a-z])(?:{words})(?:\s*(?:nr|no))?[\s.:#-]*({_ONE})") for what, words in _WORDS.items()}
_FLOOR_AFTER = re.compile(r"(?<![a-z0-9])(\d{1,2})\s*(?:\.|st|nd|rd|th)?\s*(?:og|stock(?:werk)?|etage|floor|geschoss)(?![a-z])")
_GROUND = re.compile(r"(?<![a-z])(?:eg|erdgeschoss|ground floor)(?![a-z])")
_SIDE = re.compile(r"(?<![a-z])(links|left|li|rechts|right|re|mitte|middle)(?![a-z])")
_SLASHED = re.compile(r"(\d+[a-z]?)((?:\s*/\s*\d+[a-z]?){1,3})(?![a-z0-9])")


def mail_mark(email: str) -> str:
    """Return what makes two mail addresses one: what follows a plus sign and, where the post office ignores them, dots do not count."""
    name, _, host = email.casefold().strip().rpartition("@")
    name = name.partition("+")[0]
    if host in {"gmail.com", "googlemail.com"}:
        name, host = name.replace(".", ""), "gmail.com"
    return f"{name}@{host}"


def address_mark(address: Address) -> str:
    """Return what makes two addresses one. Names do not count, nor what stands in the second line and names no flat."""
    line, unit = _apart(address)
    return "|".join((_house(address, line), unit))


def house_mark(address: Address) -> str:
    """Return what makes two addresses one house, whatever their flats."""
    return _house(address, _apart(address)[0])


def _house(address: Address, line: str) -> str:
    numbers = _NUMBER.findall(line)
    letters = re.sub(r"[^a-z]", "", _STREET.sub("", _NUMBER.sub(" ", line)))
    code = re.sub(r"[^a-z0-9]", "", _plain(address.postal_code))
    return "|".join((address.country.casefold(), code, letters, numbers[0] if numbers else ""))


def _apart(address: Address) -> tuple[str, str]:
    """Return the line of street and number, and the flat in one way of writing it; empty where none is named."""
    whole = _plain(address.line1)
    line, found = _flats(whole)
    if not _NUMBER.search(line):  # a village where the house is all there is: Haus 12
        line, found = whole, {}
    _, more = _flats(_plain(address.line2))
    slashed = _SLASHED.search(line)
    if slashed is not None:
        parts = [_bare(part) for part in slashed[0].split("/")]
        # Where the street comes afterwards the flat stands first (5/12 High Street), otherwise last (Hauptstraße 12/5).
        first = slashed.start() == 0 and len(parts) == 2
        number, rest = (parts[1], parts[:1]) if first else (parts[0], parts[1:])
        found |= dict(zip(("flat", "stair", "floor"), reversed(rest), strict=False))
        line = f"{line[: slashed.start()]} {number} {line[slashed.end() :]}"
    found = {**more, **found}
    return line, ",".join(f"{what}{found[what]}" for what in sorted(found))


def _flats(line: str) -> tuple[str, dict[str, str]]:
    """Take out of a line what names a flat: return what is left, and the flat's parts."""
    found: dict[str, str] = {}
    for what, pattern in (("floor", _FLOOR_AFTER), *_NAMED.items()):
        match = pattern.search(line)
        if match is not None:
            found.setdefault(what, _bare(match[1]))
            line = f"{line[: match.start()]} {line[match.end() :]}"
    for what, pattern in (("floor", _GROUND), ("side", _SIDE)):
        match = pattern.search(line)
        if match is not None and (what == "floor" or found):
            found.setdefault(what, "0" if what == "floor" else match[1][0])
            line = f"{line[: match.start()]} {line[match.end() :]}"
    return line, found


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text).lstrip("0")


def _plain(text: str) -> str:
    """Return a line in small letters without accents; of German umlauts either way of writing is the same."""
    line = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    line = "".join(one for one in line if not unicodedata.combining(one))
    line = re.sub(r"([aou])e", r"\1", line)
    return re.sub(r"(\d)\s+([a-z])(?![a-z0-9])", r"\1\2", line)
