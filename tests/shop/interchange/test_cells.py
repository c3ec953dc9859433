import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.base.files import cells
from stoa.base.files.cells import Wrong


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("12.99", 1299), ("12,99", 1299), ("500", 50000), ("1,299.00", 129900), ("1.299,00", 129900), ("0.500", 50), (" 7 ", 700),
        ("12.99 EUR", 1299), ("1'299.00", 129900), ("0", 0), ("9.9000", 990),
    ],
)  # fmt: skip
def test_amounts_are_read_with_a_point_or_a_comma(text: str, minor: int) -> None:
    assert cells.amount(text, "EUR") == minor


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-5", "negative"), ("1,000", "ambiguous_amount"), ("1.000", "ambiguous_amount"), ("12.999", "ambiguous_amount"), ("abc", "not_an_amount"),
        ("$12", "not_an_amount"), ("12.345678", "not_an_amount"), ("1e5", "not_an_amount"), ("NaN", "not_an_amount"), ("９", "not_an_amount"),
        ("9" * 30, "not_an_amount"),
    ],
)  # fmt: skip
def test_an_amount_that_is_none_or_could_be_two_is_refused(text: str, code: str) -> None:
    with pytest.raises(Wrong) as wrong:
        cells.amount(text, "EUR")
    assert wrong.value.code == code


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("12.0", 12), ("-3", -3), ("0.000", 0), ("2147483647", 2**31 - 1)])
def test_pieces_are_counted(text: str, number: int) -> None:
    assert cells.pieces(text) == cells.cut_pieces(text) == number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("10,000", "ambiguous_number"), ("1.000", "ambiguous_number"), ("-2,500", "ambiguous_number"), ("2147483648", "too_many_pieces"),
        ("１０", "not_a_number"), ("1_0", "not_a_number"), ("abc", "not_a_number"), ("∞", "not_a_number"),
    ],
)  # fmt: skip
def test_a_number_of_pieces_that_could_be_two_or_none_is_refused(text: str, code: str) -> None:
    for parse in (cells.pieces, cells.cut_pieces):
        with pytest.raises(Wrong) as wrong:
            parse(text)
        assert wrong.value.code == code


def test_parts_of_pieces_are_left_out_where_they_are_counted_and_a_weight_has_three_decimals() -> None:
    assert cells.cut_pieces("1.5") == 1
    assert (str(cells.decimal("453.592")), str(cells.decimal("0,350"))) == ("453.592", "0.350")
    with pytest.raises(Wrong):
        cells.decimal("1,200")


def test_a_currency_of_three_decimals_has_no_doubt_about_three_digits() -> None:
    assert cells.amount("1.000", "KWD") == 1000
    assert cells.amount("12", "JPY") == 12


@pytest.mark.parametrize(("text", "number"), [("10", 10), ("10.0", 10), ("-3", -3), ("'7", 7)])
def test_whole_numbers(text: str, number: int) -> None:
    assert cells.whole(text) == number


@pytest.mark.parametrize("text", ["many", "1.5", "Infinity", "nan", "9" * 20, "0x10"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(Wrong):
        cells.whole(text)


@given(st.text(max_size=30))
def test_no_text_makes_a_parser_fail_otherwise(text: str) -> None:
    for parse in (cells.whole, cells.decimal, cells.yes):
        with contextlib.suppress(Wrong):
            parse(text)
    with contextlib.suppress(Wrong):
        assert cells.amount(text, "EUR") >= 0


_fields = st.dictionaries(st.sampled_from("abcdef"), st.text(min_size=1, max_size=5), max_size=6)


@given(_fields, _fields)
def test_a_row_is_recalled_as_it_came(came: dict[str, str], ours: dict[str, str]) -> None:
    kept = cells.remembered(came, ours, "abcdef")
    assert cells.recalled(ours, kept) == came


@given(_fields, _fields, st.sampled_from("abcdef"), st.text(min_size=6, max_size=8))
def test_a_cell_that_was_changed_since_is_written_as_it_is_now(came: dict[str, str], ours: dict[str, str], field: str, now: str) -> None:
    kept = cells.remembered(came, ours, "abcdef")
    assert cells.recalled({**ours, field: now}, kept) == {**came, field: now}
