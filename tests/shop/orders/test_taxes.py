"""The taxes of an order whose lines become cheaper: each is what it should be on what is left, and none falls below zero."""

import json
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from stoa.base import money
from stoa.base.database import Writing
from stoa.base.money import Money
from stoa.shop import orders, pricing
from stoa.shop.orders import rules
from stoa.shop.orders.model import Order
from stoa.shop.pricing.model import TaxMode
from stoa.shop.pricing.model.taxes import PricedLine, Rates, TaxRate, Totals, taxes_without
from tests.shop.returns.makers import a_line, an_order, eur
from tests.shop.shipping import makers

STATE, CITY, COMMUTERS = TaxRate("State", 40_000), TaxRate("City", 45_000), TaxRate("Commuters", 3_750)
NEW_YORK: Rates = {"standard": [CITY, STATE, COMMUTERS]}
PLACES: list[Rates] = [
    NEW_YORK,
    {"standard": [CITY, STATE, COMMUTERS], "reduced": [STATE], "none": []},
    {"standard": [CITY, STATE], "reduced": [STATE, COMMUTERS], "none": [CITY], "shipping": [COMMUTERS]},
    {"standard": [TaxRate("VAT 19 %", 190_000)], "reduced": [TaxRate("VAT 7 %", 70_000)], "none": []},
]
MIGRATION = Path(orders.__file__).parent / "migrations" / "0006_tax_classes.sql"

priced = st.builds(
    lambda unit, quantity, kind: PricedLine(eur(unit), quantity, kind),
    st.integers(1, 50_000),
    st.integers(1, 6),
    st.sampled_from(["standard", "reduced", "none"]),
)


def agreed(goods: list[PricedLine], totals: Totals) -> Order:
    """Return the order of these goods, with everything as it was added up."""
    lines = [
        a_line(one.quantity, net=part.net.amount, tax=part.tax.amount, unit=one.unit, tax_class=one.tax_class)
        for one, part in zip(goods, totals.lines, strict=True)
    ]
    tax = money.total([one.amount for one in totals.tax], "EUR")
    given: dict[str, Any] = {"taxes": totals.tax, "subtotal": totals.subtotal, "tax": tax, "total": totals.total}
    return an_order(*lines, shipping_net=totals.shipping.net, shipping_tax=totals.shipping.tax, **given)


def lowered(order: Order, at: int, unit: Money) -> Order:
    """Return the order with the line at that place at that price."""
    line = order.lines[at]
    new = rules.reprice(order, line, unit)
    lines = list(order.lines)
    lines[at] = msgspec.structs.replace(line, unit=unit, net=new.net, tax=new.tax)
    return msgspec.structs.replace(order, lines=lines, subtotal=new.subtotal, taxes=new.taxes, tax=new.order_tax, total=new.total)


def told(order: Order) -> list[tuple[str, int, int]]:
    return [(one.name, one.base.amount, one.amount.amount) for one in order.taxes]


def test_all_three_taxes_of_a_line_fall_with_its_price() -> None:
    goods = [PricedLine(eur(10_000), 1)]
    order = agreed(goods, pricing.total(goods, eur(0), NEW_YORK, TaxMode.EXCLUSIVE))
    assert told(order) == [("City", 10_000, 450), ("State", 10_000, 400), ("Commuters", 10_000, 38)]
    less = lowered(order, 0, eur(4_000))
    assert told(less) == [("City", 4_000, 180), ("State", 4_000, 160), ("Commuters", 4_000, 15)]
    assert told(lowered(less, 0, eur(0))) == [("City", 0, 0), ("State", 0, 0), ("Commuters", 0, 0)]


def test_a_tax_that_is_on_other_goods_stays_as_it_is() -> None:
    goods = [PricedLine(eur(10_000), 1), PricedLine(eur(5_000), 1, "reduced")]
    order = agreed(goods, pricing.total(goods, eur(0), PLACES[1], TaxMode.EXCLUSIVE))
    assert told(lowered(order, 1, eur(1_000))) == [("City", 10_000, 450), ("State", 11_000, 440), ("Commuters", 10_000, 38)]
    none = [PricedLine(eur(10_000), 1), PricedLine(eur(5_000), 1, "none")]
    order = agreed(none, pricing.total(none, eur(0), PLACES[1], TaxMode.EXCLUSIVE))
    assert lowered(order, 1, eur(1_000)).taxes == order.taxes


@given(st.lists(priced, min_size=1, max_size=4), st.integers(0, 2_000), st.sampled_from(PLACES), st.sampled_from(list(TaxMode)), st.data())
def test_however_often_lines_become_cheaper_each_tax_is_right_on_what_is_left(
    goods: list[PricedLine], shipping: int, rates: Rates, mode: TaxMode, data: st.DataObject
) -> None:
    order = agreed(goods, pricing.total(goods, eur(shipping), rates, mode))
    steps = data.draw(st.integers(1, 6))
    for _ in range(steps):
        at = data.draw(st.integers(0, len(goods) - 1))
        if order.lines[at].unit:
            order = lowered(order, at, eur(data.draw(st.integers(0, order.lines[at].unit.amount - 1))))
        assert money.total([one.amount for one in order.taxes], "EUR") == order.tax
        # Each line's tax was rounded, at most by one each time it became cheaper, and so was each tax.
        near = len(goods) + steps + 3
        for one in order.taxes:
            assert min(one.base.amount, one.amount.amount) >= 0
            assert abs(one.amount.amount * 1_000_000 - one.base.amount * one.rate) <= near * 1_000_000


def test_what_rounding_leaves_below_zero_the_largest_bears() -> None:
    goods = [PricedLine(eur(100), 1), PricedLine(eur(100), 1, "reduced")]
    taxes = pricing.total(goods, eur(0), PLACES[1], TaxMode.EXCLUSIVE).tax
    assert [one.amount.amount for one in taxes] == [5, 8, 0]
    assert [one.amount.amount for one in taxes_without(taxes, [2], eur(100), eur(1))] == [5, 7, 0]


async def test_orders_from_before_learn_which_classes_each_tax_is_on(tx: Writing) -> None:
    goods = [PricedLine(eur(10_000), 1), PricedLine(eur(5_000), 2, "reduced"), PricedLine(eur(3_000), 1, "none")]
    for rates in PLACES:
        totals = pricing.total(goods, eur(490), rates, TaxMode.EXCLUSIVE)
        want = agreed(goods, totals)
        lines = [
            makers.a_line(one.variant_id, one.quantity, net=one.net, tax=one.tax, unit=one.unit, tax_class=one.tax_class)
            for one in want.lines
        ]
        made = await makers.make_order(
            tx, lines=lines, tax_mode="exclusive", taxes=totals.tax, subtotal=want.subtotal, shipping_net=want.shipping_net,
            shipping_tax=want.shipping_tax, tax=want.tax, total=want.total,
        )  # fmt: skip
        old = [{name: value for name, value in one.items() if name != "classes"} for one in json.loads(msgspec.json.encode(totals.tax))]
        await tx.run("update orders.order set taxes = $2 where id = $1", made.id, old)
        await tx.run(MIGRATION.read_text())
        assert (await orders.get(tx, made.id)).taxes == totals.tax
