"""Files that are none, or are broken: clear answers, never a trace, and nothing half done."""

import codecs
from pathlib import Path

import pytest

from stoa.base.database import Database
from stoa.base.files.model import FileIsAWorkbook, FileIsEmpty, NoSuchFile
from stoa.community.exchange import explain, import_community
from stoa.community.exchange.model import Format, Kind, NotAFileOfReviews, NotInThisFormat
from tests.community.exchange.makers import JUDGEME, a_google_review, bring, csv_text, google, make_shop

HEAD = "title,body,rating,review_date,reviewer_name,reviewer_email,product_handle\n"
ROW = "Fine,Good,5,2024-01-01,Ann,ann@example.com,mug\n"


async def count(db: Database) -> int:
    async with db.reading() as read:
        return int(await read.value("select count(*) from reviews.review"))


@pytest.mark.parametrize(
    ("body", "name", "refusal"),
    [
        (b"", "r.csv", FileIsEmpty),
        (b"", "r.xml", FileIsEmpty),
        (b"", "r.jsonl", FileIsEmpty),
        (HEAD.encode(), "r.csv", FileIsEmpty),
        (b"\n\n \n", "r.csv", FileIsEmpty),
        (b"\n\n \n", "r.jsonl", FileIsEmpty),
        (google().encode(), "r.xml", FileIsEmpty),
        (b"Handle,Title\na,b\n", "r.csv", NotAFileOfReviews),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "r.csv", NotAFileOfReviews),
        (b"\x00" * 5_000, "r.csv", NotAFileOfReviews),
        (b"PK\x03\x04" + bytes(range(256)) * 40, "r.csv", FileIsAWorkbook),
    ],
)
async def test_a_file_of_something_else_says_so(db: Database, tmp_path: Path, body: bytes, name: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal) as refused:
        await bring(db, tmp_path, body, name)
    assert "this cannot be" not in explain(refused.value)  # type: ignore[arg-type]
    assert await count(db) == 0


async def test_no_file_and_the_formats_of_others_for_other_things(db: Database, tmp_path: Path) -> None:
    with pytest.raises(NoSuchFile):
        await import_community(db, tmp_path / "nowhere.csv", Kind.REVIEWS)
    with pytest.raises(NoSuchFile):
        await import_community(db, tmp_path, Kind.REVIEWS)
    with pytest.raises(NotInThisFormat) as refused:
        await import_community(db, tmp_path, Kind.CIRCLES, Format.META)
    assert "only reviews have the formats of others" in explain(refused.value)


async def test_windows_1252_and_utf_16_are_read(db: Database, tmp_path: Path) -> None:
    await make_shop(db)
    text = csv_text({**JUDGEME, "body": "Größe „L“, weiß"}, separator=";")
    report = await bring(db, tmp_path, text.encode("cp1252"))
    assert (report.made, report.encoding, report.separator) == (1, "cp1252", "semicolon")
    report = await bring(db, tmp_path, codecs.BOM_UTF16_LE + text.encode("utf-16-le"), "wide.csv")
    assert (report.unchanged, report.encoding) == (1, "utf-16")


async def test_one_broken_row_costs_that_row_alone(db: Database, tmp_path: Path) -> None:
    await make_shop(db)
    rows = [
        ROW,
        ROW.replace("Good", "zero\x00byte").replace("ann@", "b@"),
        ROW.replace("Good", "x" * 1_100_000).replace("ann@", "c@"),
        "too,few\n",
        ROW.replace("\n", ",more\n"),
        ROW.replace("Fine", '"Fi"ne').replace("ann@", "d@"),
        ROW.replace("ann@", "e@"),
    ]
    report = await bring(db, tmp_path, HEAD + "".join(rows))
    assert (report.made, report.refused) == (2, 5)
    assert [(one.line, one.code) for one in report.errors] == [
        (3, "zero_byte"),
        (4, "row_too_large"),
        (5, "too_few_cells"),
        (6, "too_many_cells"),
        (7, "broken_quotes"),
    ]
    assert report.rejected is not None


async def test_a_document_that_breaks_off_keeps_what_was_whole(db: Database, tmp_path: Path) -> None:
    await make_shop(db)
    text = google(a_google_review(1), a_google_review(2))
    cut = text[: text.index("g-2") + 200]
    report = await bring(db, tmp_path, cut, "r.xml")
    assert (report.made, report.refused) == (1, 1)
    assert [one.code for one in report.errors] == ["broken_document"]
    assert "Nothing after it could be read" in report.errors[0].reason
    report = await bring(db, tmp_path, text, "r.xml")
    assert (report.made, report.unchanged) == (1, 1)


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><feed><reviews><review>&b;</review></reviews></feed>',
        '<!DOCTYPE feed SYSTEM "file:///etc/passwd"><feed><reviews/></feed>',
        "<feed><reviews><review>\x00</review></reviews></feed>",
        "<feed><reviews><review></reviews></feed>",
        '<?xml version="1.0" encoding="no-such"?><feed/>',
        "<" * 3_000,
        "<feed>" + "<a>" * 30_000,
    ],
)
async def test_dangerous_and_broken_documents_are_refused(db: Database, tmp_path: Path, text: str) -> None:
    report = await bring(db, tmp_path, text, "r.xml", wanted=Format.GOOGLE)
    assert (report.made, report.refused) == (0, 1)
    assert report.errors[0].code in {"document_types", "broken_document"}


async def test_a_bad_element_is_named_and_comes_back_to_be_mended(db: Database, tmp_path: Path) -> None:
    await make_shop(db)
    huge = a_google_review(4).replace("Got it", "x" * 1_100_000)
    many = a_google_review(5).replace("<pro>Sleek</pro>", "<pro>x</pro>" * 500)
    report = await bring(
        db, tmp_path, google(a_google_review(1), a_google_review(2, "11"), a_google_review(3, handle="nothing"), huge, many), "r.xml"
    )
    assert (report.made, report.refused) == (1, 4)
    assert [(one.column, one.code) for one in report.errors] == [
        ("ratings/overall", "not_a_rating"),
        ("products/product/product_url", "no_such_product"),
        ("", "row_too_large"),
        ("", "too_many_elements"),
    ]
    rejected = (tmp_path / "r.rejected.xml").read_text()
    assert f"<!-- {report.errors[0].line}: ratings/overall: “11” is no rating from 1 to 5. -->" in rejected
    report = await bring(db, tmp_path, rejected.replace(">11<", ">4<"), "mended.xml")
    assert (report.made, report.refused) == (1, 3)


@pytest.mark.parametrize("kind", list(Kind))
async def test_bad_lines_say_why(db: Database, tmp_path: Path, kind: Kind) -> None:
    lines = [
        "{",
        "[]",
        "null",
        '"x"',
        "{}",
        '{"stoa":"review/9"}',
        '{"stoa":"question/1","id":7}',
        "\x00\x01",
        '{"stoa":"member/1","member":"\\u0000"}',
        "[" * 100_000,
        '{"stoa":"wish-list/1","owner":"a","kind":"list","market":"eu","language":"en","made_at":"0000-01-01T00:00:00Z"}',
        '{"stoa":"topic/1","id":"top_x","kind":"guide","title":"t","language":"en","made_at":"2020-01-01T00:00:00Z"}',
        '{"stoa":"member/1","member":"\\ud800"}',
        '{"stoa":"review/1","extra":' + '{"a":' * 50_000,
        '{"stoa":"follow/1","follower":"nobody@example.com","followed":"nobody@example.com"}',
    ]
    report = await bring(db, tmp_path, "\n".join(lines), "x.jsonl", kind)
    assert (report.rows, report.refused, report.made) == (len(lines), len(lines), 0)
    assert all("this cannot be" not in one.reason for one in report.errors)


async def test_a_made_up_review_of_our_own_format_cannot_claim_an_order(db: Database, tmp_path: Path) -> None:
    await make_shop(db)
    line = (
        '{"stoa":"review/1","id":"rev_01h455vb4pex5vsknk084sn02q","product":"mug","rating":5,"language":"en","basis":"order",'
        '"line":"lin_01h455vb4pex5vsknk084sn02q","collection":"post_fulfillment","state":"published","made_at":"2024-01-01T00:00:00Z"}'
    )
    report = await bring(db, tmp_path, line, "x.jsonl")
    assert (report.made, report.errors) == (1, [])
    async with db.reading() as read:
        assert await read.value("select basis from reviews.review") == "imported"
    bad = line.replace('"rating":5', '"rating":77').replace("02q", "02r")
    report = await bring(db, tmp_path, bad, "y.jsonl")
    assert [one.code for one in report.errors] == ["not_a_rating"]
