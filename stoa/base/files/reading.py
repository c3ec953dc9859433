"""Reading files of unknown make: their encoding, their separator, their rows with the lines they begin at.

Nothing is held but the row at hand. A quote that is never closed would swallow the rest of a file: its row is refused,
and reading goes on at the next line.
"""

import codecs
import contextlib
import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, TextIO, TypeVar

import msgspec

from stoa.base.files.model import ROW_BYTES, FileIsAWorkbook, FileIsEmpty, FileNotReadable, NoSuchFile
from stoa.base.refusals import Invalid

F = TypeVar("F")
_CHUNK = 1 << 20
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .ods begin, and .xls: no text does."""
_ENDLESS = 16 << 20
"""So many characters without the end of a row are no row."""
_MOST_BROKEN = 1_000
_ZERO = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""How JSON writes a character of value zero, which no database keeps in a text."""
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
csv.field_size_limit(_ENDLESS * 2)


class Sheet(msgspec.Struct, frozen=True):
    """What was found out about a file before reading it."""

    path: Path
    size: int
    encoding: str
    separator: str
    header: list[str]
    header_line: int


class Read(msgspec.Struct, frozen=True):
    """A row as it stands in the file. `fault` is a code when it cannot be read as a row; `last` when nothing after it can."""

    line: int
    cells: list[str]
    fault: str = ""
    last: bool = False


def opened(path: Path) -> BinaryIO:
    """Open a file to be read. Raises NoSuchFile, FileNotReadable, FileIsEmpty."""
    try:
        if not path.is_file():
            raise NoSuchFile(name=str(path))
        file = path.open("rb")
    except OSError as error:
        raise FileNotReadable(name=path.name, why=error.strerror or type(error).__name__) from None
    if path.stat().st_size == 0:
        file.close()
        raise FileIsEmpty(name=path.name)
    return file


@contextlib.contextmanager
def readable(path: Path) -> Iterator[None]:
    """Refuse a file that cannot be read to its end: the disk failed, or somebody writes to it. Raises FileNotReadable."""
    try:
        yield
    except OSError as error:
        raise FileNotReadable(name=path.name, why=error.strerror or type(error).__name__) from None
    except UnicodeError as error:
        raise FileNotReadable(name=path.name, why=type(error).__name__) from None


def encoding_of(path: Path) -> str:
    """Return the codec that the whole file can be read with: by its mark, else UTF-8, else Windows-1252."""
    with opened(path) as file:
        start = file.read(4)
        if start.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        decoder = codecs.getincrementaldecoder("utf-8")("strict")
        chunk = start
        try:
            while chunk:
                decoder.decode(chunk)
                chunk = file.read(_CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def text_of(path: Path, encoding: str) -> tuple[TextIO, BinaryIO]:
    """Open a file as text, its line ends as they are; return it with the file of bytes below, which knows how far it is."""
    raw = opened(path)
    errors = "strict" if encoding.startswith("utf-8") else "replace"
    return io.TextIOWrapper(raw, encoding=encoding, errors=errors, newline=""), raw


def look(path: Path, format_of: Callable[[list[str]], F | None], unknown: type[Invalid]) -> tuple[Sheet, F]:
    """Find out how a file is written and whose it is. Raises NoSuchFile, FileNotReadable, FileIsEmpty, FileIsAWorkbook, and `unknown` for nobody's."""
    with opened(path) as file:
        if file.read(8).startswith(_WORKBOOK):
            raise FileIsAWorkbook(name=path.name)
    encoding = encoding_of(path)
    text, _ = text_of(path, encoding)
    with text:
        line, head = _head(text, path.name)
        tried = [(separator, _split(head, separator)) for separator in SEPARATORS]
        known = [(separator, header, found) for separator, header in tried if (found := format_of(header)) is not None]
        if not known:
            raise unknown(name=path.name, begins=head[:60].replace("\x00", " ").strip())
        separator, header, found = max(known, key=lambda one: len(one[1]))
    return Sheet(path, path.stat().st_size, encoding, separator, header, line), found


def _head(text: TextIO, name: str) -> tuple[int, str]:
    """Return the header, which may itself hold line ends inside quotes, and the line it begins at."""
    line = 0
    while found := text.readline(_CHUNK):
        line += 1
        if found.strip("\ufeff \t\r\n,;") and not found.lower().startswith("sep="):
            begun = line
            while found.count('"') % 2 and len(found) < _CHUNK and (more := text.readline(_CHUNK)):
                found += more
            return begun, found
    raise FileIsEmpty(name=name)


def _split(head: str, separator: str) -> list[str]:
    try:
        header = next(csv.reader(head.lstrip("\ufeff").splitlines(keepends=True), delimiter=separator))
    except (csv.Error, StopIteration):
        return []
    return [" ".join(name.strip("\ufeff ").split()) for name in header]


class _Endless(Exception):
    """A row does not end."""


class _Lines:
    """The lines of a text, counted; those of the row at hand can be put back."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self.number = 0
        self.row: list[str] = []
        self._size = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._text.readline(_ENDLESS)
        if not line:
            raise StopIteration
        self.number += 1
        self.row.append(line)
        self._size += len(line)
        if self._size >= _ENDLESS:
            raise _Endless
        return line

    def begin(self) -> int:
        """Begin a row; return the line it will begin at."""
        self.row, self._size = [], 0
        return self.number + 1

    def put_back(self) -> bool:
        """Put all lines of this row back but the first; return False where they are too many to be read again."""
        if self._size > ROW_BYTES:
            return False
        self.number -= len(self.row) - 1
        self._again.extendleft(reversed(self.row[1:]))
        return True


def rows(text: TextIO, sheet: Sheet) -> Iterator[Read]:
    """Yield every row below the header; blank lines are passed over."""
    lines = _Lines(text)
    fresh = csv.reader(lines, delimiter=sheet.separator, strict=True)
    broken = 0
    while True:
        line = lines.begin()
        try:
            cells = next(fresh)
        except StopIteration:
            return
        except (csv.Error, _Endless):
            broken += 1
            last = broken > _MOST_BROKEN or not lines.put_back()
            if line > sheet.header_line:
                naive = next(csv.reader([lines.row[0][:ROW_BYTES].replace('"', "")], delimiter=sheet.separator), [])
                yield Read(line, naive, "never_closed" if last else "broken_quotes", last)
            if last:
                return
            fresh = csv.reader(lines, delimiter=sheet.separator, strict=True)
            continue
        if line > sheet.header_line and any(cells) and any(cell.strip() for cell in cells):
            yield Read(line, cells, _fault(cells, lines.row, sheet))


def _fault(cells: list[str], raw: list[str], sheet: Sheet) -> str:
    if sum(map(len, raw)) > ROW_BYTES:
        return "row_too_large"
    if any("\x00" in one for one in raw):
        return "zero_byte"
    if sheet.encoding == "cp1252" and any("\ufffd" in one for one in raw):
        return "unreadable_character"
    if len(cells) != len(sheet.header):
        return "too_few_cells" if len(cells) < len(sheet.header) else "too_many_cells"
    return ""


def look_at_lines(path: Path) -> Sheet:
    """Find out about a file of one JSON object a line. Raises NoSuchFile, FileNotReadable, FileIsEmpty."""
    encoding = encoding_of(path)
    return Sheet(path, path.stat().st_size, encoding, "", ["json"], 0)


def lines(text: TextIO) -> Iterator[Read]:
    """Yield every line that is not blank; one that does not end is the last."""
    number = 0
    while line := text.readline(_ENDLESS):
        number += 1
        last = len(line) >= _ENDLESS and not line.endswith("\n")
        if line.strip():
            fault = "never_closed" if last else "row_too_large" if len(line) > ROW_BYTES else "zero_escape" if _ZERO.search(line) else ""
            yield Read(number, [line[:ROW_BYTES].strip("\ufeff\r\n ")], fault, last)
        if last:
            return
