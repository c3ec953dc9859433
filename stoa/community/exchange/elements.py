"""Reviews in XML, one at a time: each `<review>` with the line it begins at, its elements as cells by their paths, and back.

Nothing is held but the review at hand. A document that declares types of its own (entities) is read no further.
"""

import contextlib
from collections import deque
from collections.abc import Iterator, Sequence
from typing import BinaryIO, TextIO
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from stoa.base.files.model import ROW_BYTES
from stoa.base.files.reading import Read
from stoa.community.exchange.google import COLUMNS, VERSION
from stoa.community.exchange.model import Shop

_CHUNK = 1 << 16
_DEEPEST = 12
_MOST_CELLS = 400
_ORDER = {path.partition("@")[0]: number for number, path in enumerate(COLUMNS)}
_SCHEMA = f"http://www.google.com/shopping/reviews/schema/product/{VERSION}/product_reviews.xsd"
TAIL = "</reviews>\n</feed>\n"


def head(shop: Shop) -> str:
    """Return what a feed begins with."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="{_SCHEMA}">\n'
        f"<version>{VERSION}</version>\n<publisher><name>{text_of(shop.name)}</name></publisher>\n<reviews>\n"
    )


def text_of(said: str) -> str:
    """Return a text as XML holds it; characters that it cannot hold are left out."""
    return escape(_held(said))


def _held(said: str) -> str:
    return "".join(one for one in said if one in "\t\n" or " " <= one < "\ud800" or (one >= "\ue000" and one not in "\ufffe\uffff"))


class Reviews:
    """A document as it is read: the cells of each review, as [path, text, path, text …]."""

    def __init__(self) -> None:
        self.ready: deque[Read] = deque()
        self.reviews = 0
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._said
        parser.StartDoctypeDeclHandler = self._typed
        self._path: list[str] = []
        self._inside: int | None = None
        self._cells: dict[str, str] = {}
        self._text: list[str] = []
        self._size = self._line = 0
        self._begun = ""

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        """Take more of the document; what is broken is the last row."""
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as error:
            why = expat.ErrorString(error.code) if error.code else "types"
            self.ready.append(Read(error.lineno, ["", why], "broken_document", last=True))
        except _Typed:
            self.ready.append(Read(self._parser.CurrentLineNumber, ["", ""], "document_types", last=True))
        except (ValueError, LookupError) as error:  # an encoding that nobody knows
            self.ready.append(Read(self._parser.CurrentLineNumber, ["", str(error)[:100]], "broken_document", last=True))

    def _typed(self, *_declared: object) -> None:
        raise _Typed

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name.rpartition(":")[2])
        if self._inside is None:
            if self._path[-1] == "review" and self._path[-2:-1] == ["reviews"]:
                self._inside, self._line, self._size, self._cells = len(self._path), self._parser.CurrentLineNumber, 0, {}
        elif len(self._path) - self._inside <= _DEEPEST:
            self._text = []
            for attribute, value in attributes.items():
                self._keep(f"{self._here()}@{attribute}", value)

    def _here(self) -> str:
        return "/".join(self._path[self._inside or 0 :])

    def _said(self, text: str) -> None:
        if self._inside is not None:
            self._size += len(text)
            if self._size <= ROW_BYTES:
                self._text.append(text)

    def _keep(self, path: str, said: str) -> None:
        if not said.strip() or len(self._cells) > _MOST_CELLS:
            return
        element, at, attribute = path.partition("@")
        number = 1
        while (name := f"{element}{at}{attribute}" if number == 1 else f"{element}{at}{attribute}#{number}") in self._cells:
            number += 1
        self._cells[name] = said

    def _end(self, name: str) -> None:
        del name
        if self._inside is not None:
            if len(self._path) > self._inside:
                self._keep(self._here(), "".join(self._text).strip())
                self._text = []
            else:
                fault = "row_too_large" if self._size > ROW_BYTES else "too_many_elements" if len(self._cells) > _MOST_CELLS else ""
                self.ready.append(Read(self._line, [part for one in self._cells.items() for part in one], fault))
                self._inside = None
        self._path.pop()


class Document:
    """A feed of rejected reviews, each below a comment that says why."""

    ending, encoding = ".xml", "utf-8"

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def begin(self, file: TextIO) -> None:
        file.write(head(self._shop))

    def row(self, file: TextIO, cells: list[str], reason: str) -> None:
        file.write(f"<!-- {_held(reason).replace('--', '- -')} -->\n")
        if cells:
            file.write(element(cells_of(cells)))

    def end(self, file: TextIO) -> None:
        file.write(TAIL)


class _Typed(Exception):
    """The document declares types."""


def rows(raw: BinaryIO) -> Iterator[Read]:
    """Yield every review of a document; one that is broken ends there, and its last row says where."""
    found = Reviews()
    with contextlib.closing(raw):
        while True:
            chunk = raw.read(_CHUNK)
            found.feed(chunk, last=not chunk)
            while found.ready:
                one = found.ready.popleft()
                yield one
                if one.last:
                    return
            if not chunk:
                return


def cells_of(pairs: Sequence[str]) -> dict[str, str]:
    """Return the cells of a row: by path."""
    return dict(zip(pairs[::2], pairs[1::2], strict=False)) if len(pairs) % 2 == 0 else {}


def element(cells: dict[str, str]) -> str:
    """Return a `<review>` of these cells: elements in the order of the schema, unknown ones last."""
    attributes: dict[str, list[str]] = {}
    elements: list[tuple[str, int, str]] = []
    for name, said in cells.items():
        plain, _, again = name.partition("#")
        path, at, attribute = plain.partition("@")
        if at:
            attributes.setdefault(f"{path}#{again}", []).append(f" {attribute}={quoteattr(_held(said))}")
        else:
            elements.append((path, int(again or 1), said))
    elements.sort(key=lambda one: (_place(one[0]), one[1]))
    out: list[str] = ["<review>"]
    open_: list[str] = []
    for path, number, said in elements:
        parts = path.split("/")
        shared = 0
        while shared < min(len(open_), len(parts) - 1) and open_[shared] == parts[shared]:
            shared += 1
        if number > 1 and parts[-2:-1] == ["reviewer_image"]:
            shared = min(shared, len(parts) - 2)
        while len(open_) > shared:
            out.append(f"</{open_.pop()}>")
        for part in parts[shared:-1]:
            out.append(f"<{part}>")
            open_.append(part)
        more = "".join(attributes.get(f"{path}#{number if number > 1 else ''}", []))
        out.append(f"<{parts[-1]}{more}>{text_of(said)}</{parts[-1]}>")
    while open_:
        out.append(f"</{open_.pop()}>")
    return "".join([*out, "</review>\n"])


def _place(path: str) -> tuple[int, str]:
    """Return where an element stands: unknown ones after those of the same parent that are known."""
    if path in _ORDER:
        return _ORDER[path], ""
    parent = path.rpartition("/")[0]
    beside = [place for known, place in _ORDER.items() if parent and known.startswith(f"{parent}/")]
    return (max(beside) if beside else len(_ORDER)), path
