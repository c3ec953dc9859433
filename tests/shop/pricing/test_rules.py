"""Totals, parts, conversions, reductions: the tables of docs/money.md, and what must be true of any numbers."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.base.money import MixedCurrencies, Money
from stoa.people.permissions.model import GUEST, SYSTEM, PersonId, Visitor
from stoa.shop.pricing import rules
from stoa.shop.pricing.model import Kind, Market, MarketId, NewOffer, OfferId, Rounding, Scope, TaxMode, UnfitOffer, WasPriceTooHigh
from stoa.shop.pricing.model.taxes import LineTotal, PricedLine, TaxRate, Totals

VAT19, VAT7 = TaxRate("VAT 19 %", 190_000), TaxRate("VAT 7 %", 70_000)
GERMANY = {"standard": [VAT19], "reduced": [VAT7]}
STATE, CITY, DISTRICT = TaxRate("New York State", 40_000), TaxRate("New York City", 45_000), TaxRate("Commuter district", 3_750)
NEW_YORK = {"standard": [STATE, CITY, DISTRICT]}
CALIFORNIA = {"standard": [TaxRate("California", 72_500)], "shipping": []}
ID = UUID(int=1)
NOW = datetime(2026, 3, 15, tzinfo=UTC)


def eur(amount: int) -> Money:
    return Money(amount, "EUR")


def usd(amount: int) -> Money:
    return Money(amount, "USD")


PARCEL = [PricedLine(eur(1290), 3), PricedLine(eur(2490), 1, "reduced")]
CARDS = [PricedLine(usd(1999), 1), PricedLine(usd(350), 2)]


def figures(totals: Totals) -> list[tuple[int, int, int]]:
    """Return net, tax, gross of each line and of the shipping."""
    return [(line.net.amount, line.tax.amount, line.gross.amount) for line in (*totals.lines, totals.shipping)]


def taxes(totals: Totals) -> list[tuple[str, int, int]]:
    return [(line.name, line.base.amount, line.amount.amount) for line in totals.tax]


def test_prices_that_hold_the_tax() -> None:
    found = rules.total(PARCEL, eur(490), GERMANY, TaxMode.INCLUSIVE)
    assert figures(found) == [(3253, 617, 3870), (2328, 162, 2490), (429, 61, 490)]
    assert taxes(found) == [("VAT 19 %", 3503, 665), ("VAT 7 %", 2507, 175)]
    assert (found.subtotal, found.discount, found.total) == (eur(6360), eur(0), eur(6850))


def test_the_gross_amount_does_not_move_with_the_country() -> None:
    denmark = {"standard": [TaxRate("moms 25 %", 250_000)]}
    found = rules.total([PricedLine(eur(1290), 1)], eur(0), denmark, TaxMode.INCLUSIVE)
    assert figures(found)[0] == (1032, 258, 1290)
    assert found.total == eur(1290)


def test_tax_is_rounded_once_for_all_that_is_taxed_alike() -> None:
    found = rules.total([PricedLine(usd(1010), 1)] * 3, usd(0), NEW_YORK, TaxMode.EXCLUSIVE)
    assert figures(found) == [(1010, 90, 1100), (1010, 90, 1100), (1010, 89, 1099), (0, 0, 0)]
    assert found.total == usd(3299)


def test_tax_that_is_added() -> None:
    found = rules.total(CARDS, usd(599), NEW_YORK, TaxMode.EXCLUSIVE)
    assert figures(found) == [(1999, 178, 2177), (700, 62, 762), (599, 53, 652)]
    assert taxes(found) == [("New York State", 3298, 132), ("New York City", 3298, 149), ("Commuter district", 3298, 12)]
    assert found.total == usd(3591)


def test_a_place_with_a_rule_for_shipping() -> None:
    found = rules.total(CARDS, usd(599), CALIFORNIA, TaxMode.EXCLUSIVE)
    assert figures(found) == [(1999, 145, 2144), (700, 51, 751), (599, 0, 599)]
    assert found.total == usd(3494)


def test_a_discount_is_spread_over_the_lines() -> None:
    found = rules.total(PARCEL, eur(490), GERMANY, TaxMode.INCLUSIVE, discount=eur(1000))
    assert figures(found) == [(2742, 520, 3262), (1961, 137, 2098), (429, 61, 490)]
    assert (found.subtotal, found.discount, found.total) == (eur(6360), eur(1000), eur(5850))


def test_a_discount_is_never_more_than_the_goods() -> None:
    found = rules.total(PARCEL, eur(490), GERMANY, TaxMode.INCLUSIVE, discount=eur(10_000))
    assert (found.discount, found.total) == (eur(6360), eur(490))


def test_an_exempt_buyer_pays_the_net_amounts() -> None:
    found = rules.total(PARCEL, eur(490), GERMANY, TaxMode.INCLUSIVE, exempt=True)
    assert figures(found) == [(3253, 0, 3253), (2328, 0, 2328), (429, 0, 429)]
    assert (found.subtotal, found.discount, found.tax, found.total) == (eur(5581), eur(0), [], eur(6010))


def test_nobody_is_taxed_where_no_rate_is_known_and_an_unknown_class_is_standard() -> None:
    assert rules.total(PARCEL, eur(490), {}, TaxMode.INCLUSIVE).tax == []
    found = rules.total([PricedLine(eur(119), 1, "hats")], eur(0), GERMANY, TaxMode.INCLUSIVE)
    assert figures(found)[0] == (100, 19, 119)


def test_an_empty_cart_and_shipping_alone() -> None:
    assert rules.total([], eur(0), GERMANY, TaxMode.INCLUSIVE).total == eur(0)
    assert figures(rules.total([], eur(119), GERMANY, TaxMode.INCLUSIVE)) == [(100, 19, 119)]


def test_currencies_do_not_mix() -> None:
    with pytest.raises(MixedCurrencies):
        rules.total([PricedLine(usd(1), 1)], eur(1), GERMANY, TaxMode.INCLUSIVE)


def test_a_line_is_sent_back_unit_by_unit() -> None:
    line = LineTotal(eur(3253), eur(617), eur(3870))
    parts = [line.part(3, n, 1) for n in range(3)]
    assert [(p.net.amount, p.tax.amount, p.gross.amount) for p in parts] == [(1084, 206, 1290), (1084, 206, 1290), (1085, 205, 1290)]
    with pytest.raises(ValueError):
        line.part(3, 2, 2)


@pytest.mark.parametrize(
    ("amount", "rate", "rounding", "expected"),
    [
        (1290, 860_000, Rounding(), 1109),
        (1290, 952_000, Rounding(5), 1230),
        (1290, 1_080_000, Rounding(100, 90), 1390),
        (1240, 1_000_000, Rounding(100, 90), 1190),
        (20, 1_000_000, Rounding(100, 90), 90),
        (1290, 1_653_000, Rounding(100), 2100),
        (0, 860_000, Rounding(100, 90), 0),
    ],
)
def test_a_converted_price(amount: int, rate: int, rounding: Rounding, expected: int) -> None:
    assert rules.converted(amount, rate, rounding) == expected


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (Kind.PERCENT, 200_000, 1032),
        (Kind.PERCENT, 150_000, 1097),
        (Kind.AMOUNT, 290, 1000),
        (Kind.AMOUNT, 1500, 0),
        (Kind.FIXED, 1000, 1000),
    ],
)
def test_a_reduced_price(kind: Kind, value: int, expected: int) -> None:
    assert rules.reduced(kind, value, 1290) == expected


def test_a_former_price_above_the_low_is_refused() -> None:
    assert rules.check_was(eur(2000), eur(2000), eur(1600)) == eur(2000)
    with pytest.raises(WasPriceTooHigh) as refused:
        rules.check_was(eur(2001), eur(2000), eur(1600))
    assert refused.value.facts == {"claimed": "20.01 EUR", "low30": "20.00 EUR"}
    with pytest.raises(WasPriceTooHigh):
        rules.check_was(eur(1601), None, eur(1600))


@pytest.mark.parametrize(("text", "expected"), [("19", 190_000), ("8.875", 88_750), ("25,5 %", 255_000), ("0", 0), ("0.0001", 1)])
def test_a_percentage(text: str, expected: int) -> None:
    assert rules.ppm(text) == expected
    assert rules.ppm(rules.percent(expected)) == expected


@pytest.mark.parametrize("text", ["", "a lot", "0.00001", "NaN", "1e99", "Infinity"])
def test_no_percentage(text: str) -> None:
    with pytest.raises(ValueError):
        rules.ppm(text)


def test_who_belongs_to_which_audience() -> None:
    assert rules.audiences(GUEST) == ["everyone"]
    assert rules.audiences(Visitor(person=PersonId(ID))) == ["everyone", "members"]
    assert rules.audiences(GUEST, [" spring 26", "A10"]) == ["everyone", "code:A10", "code:SPRING26"]
    assert rules.audiences(SYSTEM) == ["everyone"]


EU = Market(MarketId(ID), "eu", {"en": "Europe"}, "EUR", ["DE"], TaxMode.INCLUSIVE)
TWENTY = NewOffer(reason={"en": " Sale "}, kind=Kind.PERCENT, value=200_000)


def test_an_offer_begins_now_at_the_earliest() -> None:
    early = NewOffer(reason={"en": "Sale"}, kind=Kind.PERCENT, value=1, from_at=NOW - timedelta(days=9))
    assert rules.offer(OfferId(ID), early, None, NOW).from_at == NOW
    assert rules.offer(OfferId(ID), TWENTY, None, NOW).reason == {"en": "Sale"}


def test_the_audience_of_a_code_is_whoever_gives_it() -> None:
    found = rules.offer(OfferId(ID), NewOffer(reason={"en": "Spring"}, kind=Kind.PERCENT, value=1, code="spring 26"), None, NOW)
    assert (found.code, found.audience) == ("SPRING26", "code:SPRING26")


@pytest.mark.parametrize(
    ("new", "pointers"),
    [
        (NewOffer(reason={"en": " "}, kind=Kind.PERCENT, value=0), {"/reason", "/value"}),
        (NewOffer(reason={"en": "x"}, kind=Kind.PERCENT, value=1_000_001), {"/value"}),
        (NewOffer(reason={"en": "x"}, kind=Kind.AMOUNT, value=-1), {"/value", "/market"}),
        (NewOffer(reason={"en": "x"}, kind=Kind.PERCENT, value=1, scope=Scope.PRODUCT), {"/target"}),
        (NewOffer(reason={"en": "x"}, kind=Kind.PERCENT, value=1, target=ID), {"/target"}),
        (NewOffer(reason={"en": "x"}, kind=Kind.PERCENT, value=1, until_at=NOW), {"/until_at"}),
        (NewOffer(reason={"en": "x"}, kind=Kind.PERCENT, value=1, code="ab", audience=" "), {"/code", "/audience"}),
    ],
)
def test_what_an_offer_cannot_be(new: NewOffer, pointers: set[str]) -> None:
    with pytest.raises(UnfitOffer) as refused:
        rules.offer(OfferId(ID), new, None, NOW)
    assert {error.pointer for error in refused.value.errors} == pointers


def test_what_the_log_says_of_an_offer_can_be_read_in_any_language() -> None:
    found = rules.noted(rules.offer(OfferId(ID), TWENTY, None, NOW))
    assert (found["kind"], found["worth"], found["on"], found["group"], found["market"]) == (
        "percent",
        {"share": 200_000},
        "everything",
        "everyone",
        None,
    )
    fixed = NewOffer(reason={"en": "x"}, kind=Kind.FIXED, value=999, scope=Scope.PRODUCT, target=ID, until_at=NOW + timedelta(days=1))
    found = rules.noted(rules.offer(OfferId(ID), fixed, EU, NOW))
    assert (found["worth"], found["on"]) == ({"amount": 999, "currency": "EUR"}, str(ID))
    assert (found["from"], found["until"]) == ("2026-03-15T00:00:00+00:00", "2026-03-16T00:00:00+00:00")


# What must be true of any numbers

RATES = st.lists(
    st.builds(TaxRate, st.sampled_from(["A", "B", "C"]), st.integers(0, 300_000)), max_size=3, unique_by=lambda rate: rate.name
)
TABLES = st.dictionaries(st.sampled_from(["standard", "reduced", "books", "shipping"]), RATES)
LINES = st.lists(
    st.builds(PricedLine, st.integers(0, 1_000_000).map(eur), st.integers(1, 9), st.sampled_from(["standard", "reduced", "books", "none"])),
    max_size=7,
)
AMOUNT = st.integers(0, 50_000).map(eur)


@given(LINES, AMOUNT, TABLES, st.sampled_from(TaxMode), AMOUNT, st.booleans())
def test_the_parts_are_the_whole(
    lines: list[PricedLine], shipping: Money, rates: dict[str, list[TaxRate]], mode: TaxMode, discount: Money, exempt: bool
) -> None:
    found = rules.total(lines, shipping, rates, mode, discount=discount, exempt=exempt)
    parts = [*found.lines, found.shipping]
    for part in parts:
        assert part.net + part.tax == part.gross
        assert min(part.net.amount, part.tax.amount, part.gross.amount) >= 0
    assert sum(part.gross.amount for part in parts) == found.total.amount
    assert sum(part.tax.amount for part in parts) == sum(line.amount.amount for line in found.tax)
    goods = found.subtotal - found.discount
    if exempt or mode is TaxMode.EXCLUSIVE:
        assert sum(line.net.amount for line in found.lines) == goods.amount
    if not exempt and mode is TaxMode.INCLUSIVE:
        assert found.total == goods + shipping


@given(LINES, AMOUNT, TABLES, st.sampled_from(TaxMode), st.builds(PricedLine, st.integers(0, 1_000_000).map(eur), st.integers(1, 9)))
def test_more_is_never_cheaper(
    lines: list[PricedLine], shipping: Money, rates: dict[str, list[TaxRate]], mode: TaxMode, more: PricedLine
) -> None:
    rates = {**rates, "shipping": []}  # spread over goods of other rates, the shipping's tax may fall
    before = rules.total(lines, shipping, rates, mode).total
    assert rules.total([*lines, more], shipping, rates, mode).total >= before


@given(LINES, TABLES, st.sampled_from(TaxMode))
def test_the_tax_is_as_near_as_can_be(lines: list[PricedLine], rates: dict[str, list[TaxRate]], mode: TaxMode) -> None:
    found = rules.total(lines, eur(0), rates, mode)
    groups: dict[tuple[TaxRate, ...], int] = {}
    for line in lines:
        own = tuple(rates.get(line.tax_class, rates.get("standard", [])))
        groups[own] = groups.get(own, 0) + line.unit.amount * line.quantity
    exact = 0.0
    for own, amount in groups.items():
        rate = sum(one.rate for one in own)
        exact += amount * rate / (1_000_000 + rate if mode is TaxMode.INCLUSIVE else 1_000_000)
    assert abs(sum(line.tax.amount for line in found.lines) - exact) <= 0.5 * len(groups) + 0.001


@given(st.integers(0, 10**7), st.integers(0, 10**6), st.lists(st.integers(1, 5), min_size=1, max_size=6))
def test_all_refunds_together_are_the_line(net: int, tax: int, steps: list[int]) -> None:
    line, quantity = LineTotal(eur(net), eur(tax), eur(net + tax)), sum(steps)
    before, parts = 0, []
    for count in steps:
        parts.append(line.part(quantity, before, count))
        before += count
    assert sum(part.gross.amount for part in parts) == net + tax
    assert sum(part.tax.amount for part in parts) == tax
    assert all(part.net + part.tax == part.gross for part in parts)


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(1, 1000), st.integers(0, 999))
def test_a_converted_price_has_its_ending_and_costs_something(amount: int, rate: int, step: int, ending: int) -> None:
    rounding = Rounding(step, ending % step)
    found = rules.converted(amount, rate, rounding)
    assert found > 0
    assert found % step == rounding.ending
    assert 2 * abs(found * 1_000_000 - amount * rate) <= step * 1_000_000 or found <= step


@given(st.sampled_from(Kind), st.integers(0, 1_000_000), st.integers(0, 10**9))
def test_a_reduced_price_is_never_negative(kind: Kind, value: int, base: int) -> None:
    assert rules.reduced(kind, value, base) >= 0
