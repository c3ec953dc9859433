"""Invoices and what corrects them, as values."""

from datetime import UTC, datetime

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from stoa.base import ids, money
from stoa.base.money import Money
from stoa.shop import pricing
from stoa.shop.billing import rules
from stoa.shop.billing.model import Bill, BillLine, Correction, CorrectionId, Entry, Kind, Position, Seller
from stoa.shop.orders.model import LineId, OrderId
from stoa.shop.pricing.model import TaxMode
from stoa.shop.pricing.model.taxes import PricedLine, TaxLine, TaxRate
from tests.shop.returns.makers import a_line, an_order

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SELLER = Seller(["Agora GmbH", "Hamburg"], "DE1")


FULL, LOW = TaxRate("VAT 19 %", 190_000), TaxRate("VAT 7 %", 70_000)
STATE, COUNTY = TaxRate("State tax", 40_000), TaxRate("County tax", 48_750)
RATES = [
    {"standard": [FULL], "reduced": [LOW], "none": []},
    {"standard": [STATE, COUNTY], "reduced": [STATE], "none": []},
    {"standard": [FULL], "reduced": [LOW], "none": [], "shipping": [FULL]},
    {"standard": [], "reduced": [], "none": []},
]


def a_bill(lines: list[PricedLine], shipping: int, rates: dict[str, list[TaxRate]], mode: TaxMode) -> Bill:
    totals = pricing.total(lines, Money(shipping, "EUR"), rates, mode)
    return Bill(
        language="en",
        currency="EUR",
        tax_added=mode is TaxMode.EXCLUSIVE,
        seller=SELLER,
        lines=[
            BillLine(
                id=LineId(ids.new()), title=f"Thing {at}", choices=[], sku=None, tax_class=line.tax_class, quantity=line.quantity,
                unit=line.unit, net=total.net, tax=total.tax,
            )
            for at, (line, total) in enumerate(zip(lines, totals.lines, strict=True))
        ],
        shipping_name="Standard",
        shipping_net=totals.shipping.net,
        shipping_tax=totals.shipping.tax,
        taxes=totals.tax,
    )  # fmt: skip


def issued(number: int, found: tuple[list[Entry], list[TaxLine]]) -> Correction:
    entries, taxes = found
    return Correction(
        id=CorrectionId(ids.new()), number=number, order_id=OrderId(ids.new()), refund_id=None, at=NOON, reason="", currency="EUR",
        amount=sum(one.gross.amount for one in entries), entries=entries, taxes=taxes,
    )  # fmt: skip


priced = st.builds(
    lambda unit, quantity, kind: PricedLine(Money(unit, "EUR"), quantity, kind),
    st.integers(0, 50_000),
    st.integers(1, 6),
    st.sampled_from(["standard", "reduced", "none"]),
)


@given(st.lists(priced, min_size=1, max_size=5), st.integers(0, 2_000), st.sampled_from(RATES), st.sampled_from(list(TaxMode)), st.data())
def test_whatever_is_given_back_all_corrections_together_never_exceed_the_invoice(
    lines: list[PricedLine], shipping: int, rates: dict[str, list[TaxRate]], mode: TaxMode, data: st.DataObject
) -> None:
    bill = a_bill(lines, shipping, rates, mode)
    total = bill.total.amount
    made: list[Correction] = []
    keys = [None, *(line.id for line in bill.lines)]
    for _ in range(data.draw(st.integers(1, 6))):
        amount = data.draw(st.integers(0, max(total * 2 // 3, 1)))
        wanted = [
            Position(key, 1 if key else 0, data.draw(st.integers(0, max(total // 2, 1))))
            for key in data.draw(st.lists(st.sampled_from(keys), max_size=3))
        ]
        left = total - sum(one.amount for one in made)
        found = rules.correct(bill, made, amount, wanted)
        if found is None:
            assert min(amount, left) == 0
            continue
        made.append(issued(len(made), found))
        assert made[-1].amount == min(amount, left)
        assert made[-1].tax == money.total((one.amount for one in made[-1].taxes), "EUR")
        never_more(bill, made)
    last = rules.correct(bill, made, total + 1)
    if last is not None:
        made.append(issued(len(made), last))
    if total:
        never_more(bill, made)
        assert sum(one.amount for one in made) == total
        for at, tax in enumerate(bill.taxes):
            assert money.total((one.taxes[at].amount for one in made), "EUR") == tax.amount
            assert money.total((one.taxes[at].base for one in made), "EUR") == tax.base
        for line in bill.lines:
            entries = [entry for one in made for entry in one.entries if entry.line == line.id]
            assert money.total((one.net for one in entries), "EUR") == line.net
            assert money.total((one.tax for one in entries), "EUR") == line.tax
    assert rules.correct(bill, made, 1) is None


def never_more(bill: Bill, made: list[Correction]) -> None:
    for one in made:
        assert all(entry.net.amount >= 0 and entry.tax.amount >= 0 for entry in one.entries)
        assert all(tax.amount.amount >= 0 and tax.base.amount >= 0 for tax in one.taxes)
    for line in bill.lines:
        entries = [entry for one in made for entry in one.entries if entry.line == line.id]
        assert money.total((one.net for one in entries), "EUR") <= line.net
        assert money.total((one.tax for one in entries), "EUR") <= line.tax
    way = [entry for one in made for entry in one.entries if entry.line is None]
    assert money.total((one.gross for one in way), "EUR") <= bill.shipping
    for at, tax in enumerate(bill.taxes):
        assert money.total((one.taxes[at].amount for one in made), "EUR") <= tax.amount
        assert money.total((one.taxes[at].base for one in made), "EUR") <= tax.base


def a_small_bill() -> Bill:
    lines = [PricedLine(Money(1190, "EUR"), 2), PricedLine(Money(1070, "EUR"), 1, "reduced")]
    return a_bill(lines, 345, RATES[0], TaxMode.INCLUSIVE)


def said(found: tuple[list[Entry], list[TaxLine]] | None) -> list[tuple[str, int, int, int]]:
    assert found is not None
    return [(one.kind.value, one.pieces, one.net.amount, one.tax.amount) for one in found[0]]


def rated(found: tuple[list[Entry], list[TaxLine]] | None) -> list[tuple[int, int, int]]:
    assert found is not None
    return [(one.rate, one.base.amount, one.amount.amount) for one in found[1]]


def test_a_piece_takes_back_its_own_tax_alone() -> None:
    bill = a_small_bill()
    assert [(one.rate, one.base.amount, one.amount.amount) for one in bill.taxes] == [(190_000, 2200, 418), (70_000, 1100, 77)]
    found = rules.correct(bill, [], 1190, [Position(bill.lines[0].id, 1, 1190)])
    assert said(found) == [("pieces", 1, 1000, 190)]
    assert rated(found) == [(190_000, 1000, 190), (70_000, 0, 0)]
    low = rules.correct(bill, [], 1070, [Position(bill.lines[1].id, 1, 1070)])
    assert rated(low) == [(190_000, 0, 0), (70_000, 1000, 70)]


def test_the_way_there_is_taxed_as_the_goods_by_their_shares() -> None:
    bill = a_small_bill()
    found = rules.correct(bill, [], 345, [Position(None, 0, 345)])
    assert said(found) == [("shipping", 0, 300, 45)]
    assert rated(found) == [(190_000, 200, 38), (70_000, 100, 7)]


def test_a_kindness_is_spread_over_all_that_is_left_by_the_largest_remainders() -> None:
    bill = a_small_bill()
    found = rules.correct(bill, [], 1000)
    assert [kind for kind, *_ in said(found)] == ["goodwill"] * 3
    assert sum(net + tax for _, _, net, tax in said(found)) == 1000
    assert sum(amount for *_, amount in rated(found)) == sum(tax for *_, tax in said(found)) == 130
    one = issued(1, found)  # type: ignore[arg-type]
    assert [(row.kind, row.gross.amount) for row in one.rows()] == [(Kind.GOODWILL, 1000)]


def test_what_was_given_from_a_line_before_cannot_be_given_again() -> None:
    bill = a_small_bill()
    first = issued(1, rules.correct(bill, [], 2000, [Position(bill.lines[0].id, 0, 2000)]))  # type: ignore[arg-type]
    second = rules.correct(bill, [first], 1190, [Position(bill.lines[0].id, 1, 1190)])
    assert second is not None
    assert next((one.kind, one.line, one.gross.amount) for one in second[0]) == (Kind.PIECES, bill.lines[0].id, 380)
    assert sum(one.gross.amount for one in second[0]) == 1190


def test_what_was_cancelled_before_is_not_on_the_invoice() -> None:
    line = a_line(3, net=3000, tax=570, cancelled=1)
    taxes = [TaxLine("VAT 19 %", 190_000, Money(3328, "EUR"), Money(632, "EUR"))]
    order = an_order(line, shipping=390, taxes=taxes)
    bill = rules.bill(order, SELLER)
    assert [(one.quantity, one.net.amount, one.tax.amount) for one in bill.lines] == [(2, 2000, 380)]
    assert [(one.base.amount, one.amount.amount) for one in bill.taxes] == [(2328, 442)]
    assert bill.total == Money(2380 + 390, "EUR")
    gone = msgspec.structs.replace(line, cancelled=3)
    assert rules.bill(an_order(gone, a_line(), shipping=0), SELLER).lines[0].title == "Mug"
    assert len(rules.bill(an_order(gone, a_line(), shipping=0), SELLER).lines) == 1


def test_an_order_without_tax_is_corrected_without_tax() -> None:
    bill = a_bill([PricedLine(Money(999, "EUR"), 1)], 0, RATES[3], TaxMode.INCLUSIVE)
    found = rules.correct(bill, [], 333)
    assert said(found) == [("goodwill", 0, 333, 0)]
    assert rated(found) == []
