import codecs
import os
from pathlib import Path

import pytest

from stoa.base.files import reading
from stoa.base.files.model import FileIsEmpty, FileNotReadable, NoSuchFile
from stoa.base.files.reading import Read, Sheet
from stoa.shop.interchange import formats
from stoa.shop.interchange.model import Format, NotAProductFile

HEAD = "Handle,Title,Variant Price\r\n"


def write(folder: Path, body: bytes | str, name: str = "p.csv") -> Path:
    path = folder / name
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return path


def read(path: Path) -> tuple[Sheet, list[Read]]:
    sheet, _ = reading.look(path, formats.of_header, NotAProductFile)
    text, _ = reading.text_of(path, sheet.encoding)
    with text:
        return sheet, list(reading.rows(text, sheet))


@pytest.mark.parametrize(
    ("encoding", "mark", "found"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", codecs.BOM_UTF8, "utf-8-sig"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16"),
        ("cp1252", b"", "cp1252"),
    ],
)
def test_encodings_are_found_out(tmp_path: Path, encoding: str, mark: bytes, found: str) -> None:
    body = HEAD + "a,Weiße Schüssel „groß“,9.90\r\n"
    sheet, rows = read(write(tmp_path, mark + body.encode(encoding)))
    assert sheet.encoding == found
    assert rows == [Read(2, ["a", "Weiße Schüssel „groß“", "9.90"])]


def test_one_byte_that_is_no_utf8_far_down_decides_for_the_whole_file(tmp_path: Path) -> None:
    body = HEAD.encode() + b"a,b,1\r\n" * 300_000 + b"z,caf\xe9,2\r\n"
    sheet, rows = read(write(tmp_path, body))
    assert sheet.encoding == "cp1252"
    assert rows[-1] == Read(300_002, ["z", "café", "2"])


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends_are_found_out(tmp_path: Path, separator: str, newline: str) -> None:
    lines = [separator.join(("Handle", "Title", "Variant Price")), separator.join(("a", '"one', 'two"', "1"))]
    lines = [lines[0], f'a{separator}"one{newline}two"{separator}1', f"b{separator}c{separator}2"]
    sheet, rows = read(write(tmp_path, newline.join(lines) + newline))
    assert sheet.separator == separator
    assert [(row.line, row.cells) for row in rows] == [(2, ["a", f"one{newline}two", "1"]), (4, ["b", "c", "2"])]


def test_lines_are_those_of_an_editor(tmp_path: Path) -> None:
    _, rows = read(write(tmp_path, '\n\nHandle,Title,Variant Price\na,"x\n\ny",1\n\n,,\nb,z,2\n'))
    assert [(row.line, row.cells[0]) for row in rows] == [(4, "a"), (9, "b")]


def test_a_row_of_another_width_is_told(tmp_path: Path) -> None:
    _, rows = read(write(tmp_path, HEAD + "a,b\r\nc,d,1,2\r\ne,f,3\r\n"))
    assert [row.fault for row in rows] == ["too_few_cells", "too_many_cells", ""]


def test_a_quote_that_is_never_closed_costs_its_own_row_only(tmp_path: Path) -> None:
    _, rows = read(write(tmp_path, HEAD + 'a,"b,1\r\nc,d,2\r\ne,f,3\r\n'))
    assert [(row.line, row.cells[0], row.fault) for row in rows] == [(2, "a", "broken_quotes"), (3, "c", ""), (4, "e", "")]


def test_quotes_that_do_not_fit_cost_their_own_row_only(tmp_path: Path) -> None:
    _, rows = read(write(tmp_path, HEAD + 'a,"b"c,1\r\nd,"e ""f""",2\r\n'))
    assert [(row.line, row.fault) for row in rows] == [(2, "broken_quotes"), (3, "")]
    assert rows[1].cells[1] == 'e "f"'


def test_a_row_of_a_megabyte_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    _, rows = read(write(tmp_path, HEAD + f'a,"{"x" * 1_100_000}",1\r\nb,c,2\r\n'))
    assert [(row.line, row.fault) for row in rows] == [(2, "row_too_large"), (3, "")]


def test_a_text_without_end_ends_the_reading_and_says_so(tmp_path: Path) -> None:
    _, rows = read(write(tmp_path, HEAD + 'a,b,1\r\nc,"' + "x\n" * 9_000_000))
    assert [(row.line, row.fault, row.last) for row in rows] == [(2, "", False), (3, "never_closed", True)]


def test_a_zero_byte_costs_its_own_row_only(tmp_path: Path) -> None:
    _, rows = read(write(tmp_path, HEAD + "a,b\x00c,1\r\nd,e,2\r\n"))
    assert [(row.line, row.fault) for row in rows] == [(2, "zero_byte"), (3, "")]


def test_a_byte_that_windows_does_not_know_costs_its_own_row_only(tmp_path: Path) -> None:
    _, rows = read(write(tmp_path, HEAD.encode() + b"a,b\x81,1\r\nc,caf\xe9,2\r\n"))
    assert [row.fault for row in rows] == ["unreadable_character", ""]


def test_a_spreadsheets_own_first_line_is_passed_over(tmp_path: Path) -> None:
    sheet, rows = read(write(tmp_path, "sep=;\nHandle;Title\na;b\n"))
    assert sheet.separator == ";"
    assert rows == [Read(3, ["a", "b"])]


@pytest.mark.parametrize("body", [b"", b"\r\n\r\n", codecs.BOM_UTF8])
def test_an_empty_file_is_refused(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(FileIsEmpty):
        reading.look(write(tmp_path, body), formats.of_header, NotAProductFile)


@pytest.mark.parametrize(
    "body", [b"\x89PNG\r\n\x1a\n\x00\x00\x00", b"%PDF-1.7\nabc", b"{}", b"one,two\n1,2\n", b"x" * 3_000_000, b"\x00" * 5_000]
)
def test_a_file_of_something_else_is_refused(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(NotAProductFile):
        reading.look(write(tmp_path, body), formats.of_header, NotAProductFile)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.csv", Path("/dev/null"), tmp_path / ("x" * 300)):
        with pytest.raises((NoSuchFile, FileNotReadable)):
            reading.look(path, formats.of_header, NotAProductFile)


def test_what_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_args: object, **_more: object) -> None:
        raise PermissionError(13, os.strerror(13))

    path = write(tmp_path, HEAD)
    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(FileNotReadable) as refused:
        reading.look(path, formats.of_header, NotAProductFile)
    assert refused.value.facts == {"name": "p.csv", "why": "Permission denied"}


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (["Handle", "Body (HTML)"], Format.SHOPIFY),
        (["Title"], Format.SHOPIFY),
        (["URL handle", "Price"], Format.SHOPIFY),
        (["ID", "Type", "SKU", "Name"], Format.WOOCOMMERCE),
        (["name", "slug", "sku", "price"], None),
        (["a", "b"], None),
    ],
)
def test_whose_file_it_is_is_seen_from_its_header(header: list[str], found: Format | None) -> None:
    assert formats.of_header(header) is found
