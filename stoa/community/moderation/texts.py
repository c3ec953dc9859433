"""Reading a text as the checks do: folded, with its links, and as a sketch by which near copies are found."""

import re
import unicodedata
import zlib
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

PLACES = 24
ROWS = 3
SHORTEST = 40
"""Shorter texts ("Fits well, thank you") are often the same by chance."""

_SHINGLE = 5
_NEVER = 2**32
_USER = re.compile(r"(?<=://)[^\s/@]*@")
_DOT = re.compile(r"(?:(?<!\s)\s*)?[\[({]\s*(?:dot|punkt|\.)\s*[\])}]\s*|[\u3002]")
_HOST = re.compile(r"(?<![\w@.-])(?:https?://)?((?:[\w-]+\.)+[^\W\d_]{2,24})(?![\w-])")
_DOTTED = re.compile(r"[\w-]\.[^\W\d_]")
"""Whatever could be a host has this, and most texts have not: it costs a tenth of looking for hosts."""
_LINK = re.compile(
    r"https?://|\bwww\.|(?<![\w-])(?<!\w\.)(?:[\w-]+\.)+(?:(?:com|net|org|de|at|ch|io|shop|info|biz|ru|cn|xyz|top|site|online|store|club|link|click|co|uk|eu|fr|nl|pl|it|es|ly|gg|me|to)\b|[a-z]{2,24}/\w)"
)
_WORD = re.compile(r"\w+")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.,])(?:\+|00)\d[\d /().-]{7,18}\d|(?<![\w.,])0\d{2,5}[ /-]\d[\d -]{4,10}\d")
_SAME = re.compile(r"(\w)\1{2,}")
_SPACED = re.compile(r"\b(?:\w[ .*_-]){2,}\w\b")
_LEET = str.maketrans("013457@$", "oieastas")
_LEETED = re.compile(r"\b(?=\w*[^\W\d_])[\w@$]*[013457@$][\w@$]*")


_IGNORED = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]")
"""What is not seen and is no format character (Unicode, Default_Ignorable_Code_Point)."""


def joined(texts: Mapping[str, str]) -> str:
    """Return what was written as one text."""
    return "\n".join(text for text in in_order(texts) if text)


def in_order(texts: Mapping[str, str]) -> list[str]:
    """Return the texts as people read them, the title first: the database keeps no order of names."""
    return [text for _, text in sorted(texts.items(), key=lambda one: (one[0] != "title", one[0]))]


def clean(text: str) -> str:
    """Return it in one form (NFKC, case folded), without characters that nobody sees: a host's name is read without them too."""
    if text.isascii():
        return text.lower()
    seen = "".join(one for one in unicodedata.normalize("NFKC", _IGNORED.sub("", text)) if unicodedata.category(one) != "Cf")
    return unicodedata.normalize("NFKC", seen).casefold()


def folded(text: str) -> str:
    """Return it as the lexicon reads it: no accents, no digits for letters, no s p a c i n g, no looooong letters."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", clean(text)) if not unicodedata.combining(one))
    plain = _LEETED.sub(lambda m: m[0].translate(_LEET), plain)
    plain = _SPACED.sub(lambda m: re.sub(r"[ .*_-]", "", m[0]), plain)
    return _SAME.sub(r"\1", plain)


def hosts(text: str) -> set[str]:
    """Return every name in it that could be a host's, in the form that the DNS knows."""
    plain = _USER.sub("", _dotted(clean(unquote(text))))
    found: set[str] = set()
    if not _DOTTED.search(plain):
        return found
    for name in _HOST.findall(plain):
        try:
            found.add(name.encode("idna").decode())
        except UnicodeError:
            found.add(name)
    return found


def _dotted(text: str) -> str:
    """Return a cleaned text with dots where they were written otherwise."""
    plain = _DOT.sub(".", text) if any(one in text for one in "[({\u3002") else text
    return plain.replace("hxxp", "http")


def domains(names: set[str]) -> set[str]:
    """Return these names and all that they stand under (`a.b.example` also as `b.example`)."""
    found = set()
    for name in names:
        parts = name.split(".")
        found |= {".".join(parts[start:]) for start in range(len(parts) - 1)}
    return found


def links(text: str, own: str = "") -> int:
    """Return how many links away from the shop are in it."""
    plain = _dotted(clean(text))
    count = 0
    for word in plain.split():
        if _LINK.search(_MAIL.sub(" ", word)) and not (own and own in domains(hosts(word))):
            count += 1
    return count


def private(text: str) -> list[str]:
    """Return what looks like somebody's mail address or telephone number."""
    return [*_MAIL.findall(text), *_PHONE.findall(text)]


def sketch(text: str) -> list[int] | None:
    """Return the text's sketch: the least hash of its five-letter pieces in each of 24 places; None for a short text.

    Of two sketches the share of equal places is about the share of pieces that their texts have in common (one-permutation
    minhash, Li, Owen and Zhang 2012, empty places filled from the next).
    """
    plain = " ".join(_WORD.findall(clean(text)))
    if len(plain) < SHORTEST:
        return None
    starts = range(len(plain) - _SHINGLE + 1)
    if plain.isascii():
        letters = plain.encode()
        pieces = [letters[start : start + _SHINGLE] for start in starts]
    else:
        pieces = [plain[start : start + _SHINGLE].encode() for start in starts]
    lowest = [_NEVER] * PLACES
    for piece in pieces:
        number = zlib.crc32(piece)
        if number < lowest[number % PLACES]:  # noqa: PLR1730 - min() takes twice as long, some hundred times for each text
            lowest[number % PLACES] = number
    least = [_NEVER if number == _NEVER else number // PLACES for number in lowest]
    for _ in range(PLACES):
        if _NEVER not in least:
            break
        least = [least[(place + 1) % PLACES] if value == _NEVER else value for place, value in enumerate(least)]
    return [value & 0x7FFF_FFFF for value in least]


def bands(places: Sequence[int]) -> list[int]:
    """Return what two near copies have at least one of in common: a hash of each three places."""
    return [zlib.crc32(repr((start, *places[start : start + ROWS])).encode()) - 2**31 for start in range(0, PLACES, ROWS)]


def alike(one: Sequence[int], other: Sequence[int]) -> float:
    """Return about how much two texts have in common, 0 to 1."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / PLACES
