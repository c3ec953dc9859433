"""Invented customers and their year of orders: believable, harmless, and the same for the same seed."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

from stoa.app.demo.goods.goods import load
from stoa.app.demo.goods.people import people
from stoa.app.demo.goods.year import PastOrder, orders

GOODS = load()
UNTIL = datetime(2026, 11, 20, 12, tzinfo=UTC)
POSTAL = {
    "DE": r"\d{5}",
    "AT": r"\d{4}",
    "FR": r"\d{5}",
    "NL": r"\d{4} [A-Z]{2}",
    "GB": r"[A-Z]{1,2}\d \d[A-Z]{2}",
    "US": r"\d{5}",
}


def _year(seed: int = 1) -> list[PastOrder]:
    return list(orders(GOODS, people(300, seed), seed, UNTIL))


def test_people_are_the_same_for_the_same_seed_only() -> None:
    assert people(300, 1) == people(300, 1)
    assert people(300, 1) != people(300, 2)
    assert people(40, 1) == people(300, 1)[:40]


def test_people_have_reserved_mail_and_fitting_addresses() -> None:
    crowd = people(300, 1)
    assert len({person.email for person in crowd}) == 300
    assert len({person.name for person in crowd}) == 300
    for person in crowd:
        assert re.fullmatch(r"[a-z]+\.[a-z]+\.\d+@example\.(com|org)", person.email)
        assert re.fullmatch(POSTAL[person.address.country], person.address.postal_code)
        assert (person.address.region != "") == (person.address.country == "US")
    assert set(Counter(person.address.country for person in crowd)) == set(POSTAL)


def test_a_year_is_the_same_for_the_same_seed() -> None:
    assert _year() == _year()
    assert _year() != _year(2)


def test_a_year_is_the_right_size_and_in_order() -> None:
    year = _year()
    assert 1_000 <= len(year) <= 1_600
    moments = [order.placed_at for order in year]
    assert moments == sorted(moments)
    assert moments[0] >= UNTIL - timedelta(days=365)
    assert moments[-1] < UNTIL
    assert [order.number for order in year] == list(range(1, len(year) + 1))


def test_lines_are_of_the_catalogue_at_its_price() -> None:
    prices = {variant.sku: variant.price for product in GOODS.products for variant in product.variants}
    for order in _year():
        assert 1 <= len(order.lines) <= 4
        assert len({line.handle for line in order.lines}) == len(order.lines)
        for line in order.lines:
            assert prices[line.sku] == line.price
            assert 1 <= line.quantity <= 4
            assert 0 <= line.returned <= line.quantity
            assert (line.returned > 0) == (line.reason is not None)


def test_sums_are_plausible() -> None:
    year = _year()
    average = sum(order.total for order in year) / len(year)
    assert 5_000 <= average <= 13_000
    by_person = Counter(order.person.number for order in year)
    assert sum(count > 1 for count in by_person.values()) > 0.6 * len(by_person)
    assert max(by_person.values()) < 40
    cancelled = sum(order.status == "cancelled" for order in year)
    returned = sum(order.returned_at is not None for order in year)
    assert 0.01 <= cancelled / len(year) <= 0.06
    assert 0.02 <= returned / len(year) <= 0.1
    assert len({line.handle for order in year for line in order.lines}) == len(GOODS.products)


def test_december_is_the_strongest_month() -> None:
    months = Counter((order.placed_at.year, order.placed_at.month) for order in _year())
    assert months.most_common(1)[0][0] == (2025, 12)


def test_times_of_an_order_follow_each_other() -> None:
    for order in _year():
        if order.delivered_at is not None:
            assert order.placed_at < order.delivered_at < UNTIL
        if order.returned_at is not None:
            assert order.delivered_at is not None
            assert order.delivered_at < order.returned_at < UNTIL
        if order.status == "cancelled":
            assert order.delivered_at is None
