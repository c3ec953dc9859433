"""What people type, as it is kept: one form of each letter, nothing that hides, and nothing that turns others around.

Joiners (U+200C, U+200D) stay, because scripts and pictograms need them. One list for the whole shop.
"""

import re
import unicodedata

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_BREAKS = re.compile("\r\n?|[\u2028\u2029]")
_EMPTY_LINES = re.compile(r"\n{3,}")


def seen(text: str) -> str:
    """Return it as NFC (Unicode 15, annex 15), with one kind of line break, without control, direction and unseen characters."""
    if text.isascii() and not _CONTROLS.search(text):
        return text
    return unicodedata.normalize("NFC", _UNSEEN.sub("", _BREAKS.sub("\n", text)))


def line(text: str) -> str:
    """Return it as one line with single spaces."""
    return " ".join(seen(text).split())


def paragraphs(text: str) -> str:
    """Return it with its lines, one empty line at most between them, nothing around it."""
    return _EMPTY_LINES.sub("\n\n", seen(text)).strip()


def shortened(text: str, most: int) -> str:
    """Return its beginning of so many letters at most, whole words of it; one that goes on says so."""
    if len(text) <= most:
        return text
    begins = text[: most + 1]
    whole = begins if begins[-1].isspace() or begins[-2].isspace() else begins.rsplit(None, 1)[0]
    return whole[:most].rstrip(" \n,;:–—-") + " …"
