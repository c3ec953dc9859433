"""What a judge sees of a text: words, pairs of words and pieces of words, each hashed to a number."""

import math
import re
import unicodedata
from zlib import crc32

BITS = 16
SIZE = 1 << BITS
MOST_CHARACTERS = 4_000

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?|[!?€$£%]", re.UNICODE)
_LINK = re.compile(r"\b(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.\w+", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"\b[\d#][\d -]{4,}\d\b")


def plain(text: str) -> str:
    """Return the text as judges read it: compatibility forms folded, links and long numbers replaced by a word for them."""
    text = unicodedata.normalize("NFKC", text[:MOST_CHARACTERS]).casefold()
    return _LONG_NUMBER.sub(" zznumber ", _LINK.sub(" zzlink ", text))


def words(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return _WORD.findall(plain(text))


def features(text: str) -> dict[int, float]:
    """Return the hashed features and their weights; the weights' squares sum to one, so that length does not count."""
    found: set[int] = set()
    before = ""
    for word in words(text):
        found.add(_number(word))
        found.add(_number(f"{before} {word}"))
        edged = f"<{word}>"
        found.update(_number(edged[at : at + size]) for size in (3, 4) for at in range(len(edged) - size + 1))
        before = word
    if not found:
        return {}
    weight = 1 / math.sqrt(len(found))
    return dict.fromkeys(found, weight)


def _number(feature: str) -> int:
    return crc32(feature.encode()) & (SIZE - 1)
