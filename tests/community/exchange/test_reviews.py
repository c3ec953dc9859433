"""Reviews in the formats of others, in and out of a real database (REV-10)."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.community import reviews
from stoa.community.exchange.model import Format
from stoa.community.reviews.model import New, State
from stoa.people.sessions.model import GUEST, Visitor
from stoa.shop.catalog.model import NewVariant
from tests.community.exchange.makers import (
    JUDGEME,
    META,
    SHOPIFY,
    a_google_review,
    bring,
    counted,
    csv_text,
    google,
    make_shop,
    parsed,
    taken_out,
)
from tests.community.reviews.makers import make_review
from tests.people.accounts.makers import make_person
from tests.shop.catalog.makers import make_mug


async def rows(db: Database, columns: str = "*") -> list[dict[str, Any]]:
    async with db.reading() as read:
        return [dict(row) for row in await read.rows(f"select {columns} from reviews.review order by id")]


FILES = [
    (Format.JUDGEME, csv_text(JUDGEME)),
    (Format.SHOPIFY, csv_text(SHOPIFY)),
    (Format.META, csv_text(META)),
    (Format.GOOGLE, google(a_google_review(1), a_google_review(2, "4.4"))),
]


@pytest.mark.parametrize(("wanted", "text"), FILES, ids=[one.value for one, _ in FILES])
async def test_what_comes_in_goes_out_as_it_came_and_again_changes_nothing(db: Database, tmp_path: Path, wanted: Format, text: str) -> None:
    await make_shop(db)
    report = await bring(db, tmp_path, text, f"reviews{wanted.ending}")
    assert (report.format, report.refused, report.errors) == (wanted.value, 0, [])
    assert report.made == text.count("<review>") if wanted is Format.GOOGLE else report.made == 1
    async with db.reading() as read:
        before = await counted(read)
    out = await taken_out(db, wanted)
    if wanted is Format.GOOGLE:
        assert sorted(elements(out), key=str) == sorted(elements(text), key=str)
    else:
        assert [{k: v for k, v in row.items() if v} for row in parsed(out)] == [{k: v for k, v in row.items() if v} for row in parsed(text)]
        assert next(iter(parsed(out))).keys() >= next(iter(parsed(text))).keys()
    for again in (text, out):
        report = await bring(db, tmp_path, again, f"again{wanted.ending}")
        assert (report.made, report.changed, report.refused, report.unchanged) == (0, 0, 0, report.rows)
    async with db.reading() as read:
        assert {**await counted(read)} == before


def elements(text: str) -> list[list[tuple[str, str, dict[str, str]]]]:
    """Return the reviews of a feed, each as its elements in order."""
    return [[(one.tag, (one.text or "").strip(), one.attrib) for one in review.iter()] for review in ET.fromstring(text).iter("review")]  # noqa: S314 - our own


async def test_a_mail_address_is_kept_and_never_shown(db: Database, tmp_path: Path) -> None:
    await make_shop(db)
    report = await bring(db, tmp_path, csv_text({**JUDGEME, "reviewer_name": "ada@example.com"}))
    assert report.notes == {"name_is_an_address": 1}
    assert await rows(db, "name, email, basis, line_id") == [{"name": "", "email": "ada@example.com", "basis": "imported", "line_id": None}]
    for wanted in (Format.GOOGLE, Format.META):
        assert "ada@example.com" not in await taken_out(db, wanted)


async def test_what_somebody_wrote_here_goes_out_and_comes_back_as_it_is(db: Database, tmp_path: Path) -> None:
    """A review of this shop is known again, whatever the format."""
    async with db.writing() as tx:
        product = await make_mug(tx, handle="mug")
        await make_review(tx, product, 4, "Stands firm.", title="Good", name="Eve")
    async with db.reading() as read:
        before = await counted(read)
    for wanted in Format:
        text = await taken_out(db, wanted)
        assert "Stands firm." in text
        report = await bring(db, tmp_path, text, f"own{wanted.ending}", wanted=wanted)
        assert (report.rows, report.unchanged, report.errors) == (1, 1, [])
    async with db.reading() as read:
        assert await counted(read) == before


async def test_a_mended_row_changes_the_review_and_the_file_follows(db: Database, tmp_path: Path) -> None:
    await make_shop(db)
    await bring(db, tmp_path, csv_text(JUDGEME))
    report = await bring(db, tmp_path, csv_text({**JUDGEME, "body": "It leaks.", "rating": "2"}))
    assert (report.made, report.changed) == (0, 1)
    assert [(row["body"], row["rating"]) for row in parsed(await taken_out(db, Format.JUDGEME))] == [("It leaks.", "2")]


async def test_two_reviews_of_one_person_on_one_day_are_two_and_the_same_row_twice_is_one(db: Database, tmp_path: Path) -> None:
    await make_shop(db)
    day = {**JUDGEME, "review_date": "2024-03-01"}
    text = csv_text(day, {**day, "body": "Second."}, day)
    report = await bring(db, tmp_path, text)
    assert (report.made, report.unchanged, report.refused) == (2, 1, 0)
    report = await bring(db, tmp_path, text)
    assert (report.made, report.changed, report.unchanged) == (0, 0, 3)


async def test_products_are_found_by_handle_address_and_article_number(db: Database, tmp_path: Path) -> None:
    async with db.writing() as tx:
        variants = [NewVariant(choices=["clay"], sku="MUG-C"), NewVariant(choices=["sage"], sku="MUG-S")]
        await make_mug(tx, handle="mug", variants=variants)
    by_sku = {**JUDGEME, "product_handle": "", "product_url": "", "product_id": "MUG-S", "reviewer_email": "x@example.com"}
    by_url = {**JUDGEME, "product_handle": "", "product_id": "", "reviewer_email": "y@example.com"}
    report = await bring(db, tmp_path, csv_text(JUDGEME, by_sku, by_url))
    assert (report.made, report.errors) == (3, [])
    assert [row["variant_id"] is not None for row in await rows(db, "variant_id, email")].count(True) == 1


@pytest.mark.parametrize(
    ("wrong", "column", "code"),
    [
        ({"rating": "11"}, "rating", "not_a_rating"),
        ({"rating": "0"}, "rating", "not_a_rating"),
        ({"rating": "NaN"}, "rating", "not_a_number"),
        ({"rating": ""}, "rating", "required"),
        ({"review_date": "0000-00-00 00:00:00 UTC"}, "review_date", "not_a_moment"),
        ({"review_date": "0001-01-01"}, "review_date", "not_a_moment"),
        ({"review_date": "31/12/2023"}, "review_date", "not_a_moment"),
        ({"review_date": "2099-01-01"}, "review_date", "ahead"),
        ({"review_date": ""}, "review_date", "required"),
        ({"product_handle": "no-such-thing", "product_url": ""}, "product_handle", "no_such_product"),
        ({"product_handle": "", "product_url": "", "product_id": ""}, "product_handle", "required"),
        ({"reviewer_email": "not an address"}, "reviewer_email", "not_a_mail_address"),
        ({"picture_urls": "javascript:alert(1)"}, "picture_urls", "not_an_address"),
        ({"title": "x" * 301}, "title", "too_long"),
        ({"body": "x" * 20_001}, "body", "too_long"),
        ({"curated": "perhaps"}, "curated", "not_one_of"),
    ],
)
async def test_a_bad_row_names_line_column_and_reason_and_can_be_mended(
    db: Database, tmp_path: Path, wrong: dict[str, str], column: str, code: str
) -> None:
    await make_shop(db)
    report = await bring(db, tmp_path, csv_text({**JUDGEME, **wrong}, {**JUDGEME, "reviewer_email": "good@example.com"}))
    assert (report.made, report.refused) == (1, 1)
    assert [(one.line, one.column, one.code) for one in report.errors] == [(2, column, code)]
    assert "this cannot be" not in report.errors[0].reason
    rejected = (tmp_path / "reviews.rejected.csv").read_text("utf-8-sig")
    (bad,) = parsed(rejected)
    assert bad.pop("Error").startswith(f"2: {column}: ")
    assert bad == {**JUDGEME, **wrong}
    report = await bring(db, tmp_path, csv_text({**bad, **{name: JUDGEME[name] for name in wrong}}), "mended.csv")
    assert (report.made, report.refused) == (1, 0)


async def test_markup_and_hidden_characters_are_text(db: Database, tmp_path: Path) -> None:
    await make_shop(db)
    await bring(db, tmp_path, csv_text({**JUDGEME, "body": "<script>x</script>\u202eevil\x07", "reviewer_name": "=cmd|' /C calc'!A0"}))
    (one,) = await rows(db, "text, name")
    assert one == {"text": "<script>x</script>evil", "name": "=cmd|' /C calc'!A0"}
    assert ET.fromstring(await taken_out(db, Format.GOOGLE)).find(".//content").text == "<script>x</script>evil"  # type: ignore[union-attr]  # noqa: S314


async def test_states_come_and_go(db: Database, tmp_path: Path) -> None:
    await make_shop(db)
    states = ["published", "unpublished", "spam"]
    wanted = [{**SHOPIFY, "state": state, "email": f"{state}@example.com"} for state in states]
    report = await bring(db, tmp_path, csv_text(*wanted))
    assert (report.made, report.errors) == (3, [])
    assert sorted(row["state"] for row in await rows(db, "state")) == ["published", "removed", "waiting"]
    assert sorted(row["state"] for row in parsed(await taken_out(db, Format.SHOPIFY))) == sorted(states)
    shown = await taken_out(db, Format.META)
    assert len(parsed(shown)) == 1  # Meta knows no states: what is not shown here is not shown there
    feed = await taken_out(db, Format.GOOGLE)
    assert sorted(one.text or "" for one in ET.fromstring(feed).iter("is_spam")) == ["false", "true"]  # noqa: S314 - our own


@pytest.mark.parametrize("wanted", [Format.JUDGEME, Format.SHOPIFY, Format.META, Format.GOOGLE, Format.STOA])
@pytest.mark.parametrize("kind", ["member", "guest"])
async def test_no_file_gives_somebody_who_wrote_here_a_second_voice(db: Database, tmp_path: Path, wanted: Format, kind: str) -> None:
    """Stars, words or the moment changed in the shop's own export: the person's own review stands, and bringing in again changes nothing."""
    async with db.writing() as tx:
        product = await make_mug(tx, handle="mug")
        if kind == "member":
            author = await make_person(tx, email="ada@example.com")
            made = await reviews.write(
                tx, Visitor(person=author, email="ada@example.com"), New(product_id=product.id, rating=2, text="It drips.")
            )
        else:
            made = await reviews.write(
                tx, GUEST, New(product_id=product.id, rating=2, text="It drips.", name="Ada", email="ada@example.com")
            )
        assert made.state is State.PUBLISHED
    async with db.reading() as read:
        before = await counted(read)
    own = await taken_out(db, wanted)
    shown = ids.show("rev", made.id)
    changes = [("It drips.", "It is the best of all."), ("It drips.", "Best!"), (shown, ids.show("rev", ids.new())), (shown, "x-1")]
    if wanted is Format.STOA:
        changes = changes[:3] if kind == "member" else changes[:2]
    for text in (own, *(own.replace(*change) for change in changes), own):
        report = await bring(db, tmp_path, text, f"own{wanted.ending}", wanted=wanted)
        assert (report.rows, report.unchanged, report.made, report.changed, report.errors) == (1, 1, 0, 0, [])
    async with db.reading() as read:
        assert await counted(read) == before
        assert await read.value("select array_agg(rating || text) from reviews.review") == ["2It drips."]
