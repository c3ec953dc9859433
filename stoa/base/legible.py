"""What people type, as it is kept: one form of each letter, nothing that hides, and nothing that turns others around.

Joiners (U+200C, U+200D) stay between letters, because scripts and pictograms need them, and so do the tags that make the flag of a region
(after U+1F3F4). What has nothing in it that can be seen is nothing. One list for the whole shop.
"""

import re
import unicodedata

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0001]"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+"
)
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Letters, marks and a pattern that are drawn as nothing."""
_EDGES = "".join(letter for letter in map(chr, range(0x3001)) if letter.isspace()) + "\u200c\u200d" + _FILLERS
_UNSEEN_ALONE = frozenset({"Cc", "Cf", "Cs", "Mn", "Me", "Zl", "Zp", "Zs"})
_UNSEEN_LETTERS = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp", "Zs"})
_SELECTORS = frozenset(map(chr, [*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))
"""What chooses between the shapes of the letter before it."""
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_BREAKS = re.compile("\r\n?|[\u2028\u2029]")
_EMPTY_LINES = re.compile(r"\n{3,}")


def seen(text: str) -> str:
    """Return it as NFC (Unicode 15, annex 15), with one kind of line break, without control, direction and unseen characters."""
    if text.isascii() and not _CONTROLS.search(text):
        return text
    return unicodedata.normalize("NFC", _UNSEEN.sub("", _BREAKS.sub("\n", text)))


def hides(text: str) -> bool:
    """Return whether there is anything in it that is not seen: a space, a control, a mark of direction, a letter without a shape."""
    return any(unicodedata.category(letter) in _UNSEEN_LETTERS or letter in _FILLERS or letter in _SELECTORS for letter in text)


def _trimmed(text: str) -> str:
    """Return it without what cannot be seen around it; nothing where nothing of it can be."""
    kept = text.strip(_EDGES)
    shown = any(unicodedata.category(letter) not in _UNSEEN_ALONE and letter not in _FILLERS for letter in kept)
    return kept if shown else ""


def line(text: str) -> str:
    """Return it as one line with single spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return _trimmed(" ".join(seen(text).split()))


def paragraphs(text: str) -> str:
    """Return it with its lines, one empty line at most between them, nothing around it."""
    return _trimmed(_EMPTY_LINES.sub("\n\n", seen(text)).strip())


def shortened(text: str, most: int) -> str:
    """Return its beginning of so many letters at most, whole words of it; one that goes on says so."""
    if len(text) <= most:
        return text
    begins = text[: most + 1]
    whole = begins if begins[-1].isspace() or begins[-2].isspace() else begins.rsplit(None, 1)[0]
    return whole[:most].rstrip(" \n,;:–—-") + " …"
