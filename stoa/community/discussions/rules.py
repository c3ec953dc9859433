"""Decisions of discussions, as pure functions: what may be written, which products a text names, where a topic answers."""

import re
import unicodedata
from collections.abc import Iterable

from stoa.base.refusals import FieldError
from stoa.community.discussions.model import (
    LONGEST_POST,
    LONGEST_QUESTION,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_PRODUCTS,
    Kind,
    NewTopic,
)

_MENTION = re.compile(r"(?P<site>https?://[^\s/]+)?(?:/[a-z]{2})?/p/(?P<handle>[^\s/?#%&,;:!.()\"'<>]+)(?:[?#][^\s]*)?")


def wrong_topic(new: NewTopic) -> list[FieldError]:
    """Return what is wrong with a topic whose texts are tidied. One of the kind question needs its question."""
    wrong = _length("title", new.title, 6, LONGEST_TITLE) + _length("text", new.text, 0, LONGEST_TEXT)
    least = 8 if new.kind is Kind.QUESTION or new.question else 0
    return wrong + _length("question", new.question, least, LONGEST_QUESTION)


def wrong_post(text: str) -> list[FieldError]:
    """Return what is wrong with a post whose text is tidied."""
    return _length("text", text, 2, LONGEST_POST)


def _length(field: str, text: str, least: int, most: int) -> list[FieldError]:
    if least and not text:
        return [FieldError(f"/{field}", "required")]
    if len(text) > most:
        return [FieldError(f"/{field}", "too_long", {"most": most})]
    return [FieldError(f"/{field}", "too_short", {"least": least})] if len(text) < least else []


def mentions(text: str, site: str) -> list[str]:
    """Return the handles of the products that a text names as /p/… or by their whole address in this shop, each once, the first few."""
    return list(dict.fromkeys(handle for handle, _, _ in _found(text, site)))[:MOST_PRODUCTS]


def _found(text: str, site: str) -> Iterable[tuple[str, int, int]]:
    for match in _MENTION.finditer(text):
        before = text[match.start() - 1 : match.start()]
        alone = not before or before.isspace() or before in "(\"'„“«–—"
        if alone and match["site"] in {None, site}:
            yield match["handle"], match.start(), match.end()


def pieces(text: str, site: str) -> list[tuple[str, str]]:
    """Return a text as (words, handle of the product that they name or nothing), in order."""
    parts: list[tuple[str, str]] = []
    at = 0
    for handle, start, end in _found(text, site):
        if start > at:
            parts.append((text[at:start], ""))
        parts.append((text[start:end], handle))
        at = end
    return [*parts, (text[at:], "")] if at < len(text) else parts


def slug(title: str) -> str:
    """Return the end of a topic's address, made of its title."""
    plain = unicodedata.normalize("NFKD", title.casefold().replace("ß", "ss").replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode())
    return "-".join(words)[:80].strip("-") or "topic"
