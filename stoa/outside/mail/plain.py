"""The text part of a mail, made from its HTML: what a reader without pictures and styles sees, links written out."""

import re
from html.parser import HTMLParser

_BLOCKS = {"p", "div", "h1", "h2", "h3", "ul", "ol", "table", "blockquote", "section", "article", "header", "footer"}
_LINES = {"br", "tr", "li"}
_SILENT = {"style", "script", "title", "head"}
_SPACES = re.compile(r"[ \t\r\n\f]+")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0
        self._links: list[tuple[str, int]] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        given = dict(attrs)
        if self._hidden or given.get("class") == "preview":
            if tag not in {"br", "img", "meta", "link"}:
                self._hidden.append(tag)
            return
        if tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag in _LINES:
            self.parts.append("\n- " if tag == "li" else "\n")
        elif tag in {"td", "th"} and self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append("  ")
        elif tag == "img" and given.get("alt"):
            self.parts.append(f"[{given['alt']}]")
        elif tag == "a":
            self._links.append((given.get("href") or "", len(self.parts)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self._silent:
            self._silent -= 1
        if self._hidden:
            if self._hidden[-1] == tag:
                self._hidden.pop()
            return
        if tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag == "a" and self._links:
            href, start = self._links.pop()
            if href and href not in "".join(self.parts[start:]):
                self.parts.append(f": {href}")

    def handle_data(self, data: str) -> None:
        if self._silent or self._hidden:
            return
        words = _SPACES.sub(" ", data)
        if words.startswith(" ") and (not self.parts or self.parts[-1].endswith(("\n", " "))):
            words = words[1:]
        if words:
            self.parts.append(words)


def plain(html: str) -> str:
    """Return the letter as text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = [line.rstrip() for line in "".join(reader.parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
