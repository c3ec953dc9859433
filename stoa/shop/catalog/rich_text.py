"""Rich text: the few tags a description may have; everything else is taken out when it is written, not when it is read."""

import html
import re

import nh3

TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "b", "i", "h2", "h3", "h4", "a", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "sup", "sub"}  # fmt: skip
_SILENCED = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title", "textarea", "xmp"}

_CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=_SILENCED,
    attributes={"*": {"lang", "title"}, "a": {"href"}, "th": {"colspan", "rowspan"}, "td": {"colspan", "rowspan"}},
    link_rel="nofollow noopener",
    url_schemes={"http", "https", "mailto", "tel"},
)
_TAG = re.compile(r"<[a-zA-Z!/]")
_NUL = str.maketrans("", "", "\x00")


def sanitise(text: str) -> str:
    """Return the text as HTML of the allowed tags only, links marked `nofollow noopener`.

    A text without any tag is taken as plain: it is escaped, its blank lines become paragraphs.
    """
    clean = text.translate(_NUL).strip()
    if _TAG.search(clean):
        clean = _CLEANER.clean(clean).strip()
    return clean if _TAG.search(clean) else _paragraphs(html.unescape(clean))


def _paragraphs(words: str) -> str:
    parts = (part.strip() for part in re.split(r"\n\s*\n", words.replace("\r\n", "\n")))
    text = "".join(f"<p>{html.escape(part, quote=False).replace(chr(10), '<br>')}</p>" for part in parts if part)
    return _CLEANER.clean(text)


def plain(text: str, most: int = 160) -> str:
    """Return the words of a rich text, cut at a word after at most so many characters (descriptions for searchers)."""
    words = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())
    if len(words) <= most:
        return words
    return words[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
