"""The rates of a place at a time, on a real database."""

import pytest

from stoa.base import ids
from stoa.base.database import Writing
from stoa.people.permissions.model import SYSTEM
from stoa.shop import pricing
from stoa.shop.pricing import taxing
from stoa.shop.pricing.model import NoSuchRate
from stoa.shop.pricing.model.taxes import TaxRate, TaxRateId, TaxRule
from tests.shop.pricing.makers import DAY, START, at, make_market

RULE = TaxRule(id=TaxRateId(ids.new()), country="DE", name="MwSt", rate=190_000, from_at=START)


def rule(**overrides: object) -> TaxRule:
    return TaxRule(**{**{name: getattr(RULE, name) for name in RULE.__struct_fields__}, "id": TaxRateId(ids.new()), **overrides})


async def test_the_rates_of_a_place(tx: Writing) -> None:
    for one in (rule(), rule(tax_class="reduced", name="MwSt erm.", rate=70_000), rule(country="US", region="NY", name="State", rate=40_000),
                rule(country="US", region="NY", name="City", rate=45_000), rule(country="US", region="CA", name="CA", rate=72_500),
                rule(country="US", region="CA", name="Shipping", tax_class="shipping", rate=0), rule(country="DE", region="BUE", name="Büsingen", rate=0)):  # fmt: skip
        await taxing.set_tax(at(tx, START), SYSTEM, one)
    classes = ["standard", "reduced", "hats"]
    standard, reduced = [TaxRate("MwSt", 190_000)], [TaxRate("MwSt erm.", 70_000)]
    assert await pricing.tax(tx, "de", "", classes, START) == {"standard": standard, "reduced": reduced, "hats": standard}
    assert await pricing.tax(tx, "DE", "BUE", ["standard"], START) == {"standard": [TaxRate("Büsingen", 0)]}
    assert await pricing.tax(tx, "US", "NY", ["standard"], START) == {"standard": [TaxRate("City", 45_000), TaxRate("State", 40_000)]}
    assert await pricing.tax(tx, "US", "ca", ["standard"], START) == {
        "standard": [TaxRate("CA", 72_500)],
        "shipping": [TaxRate("Shipping", 0)],
    }
    assert await pricing.tax(tx, "US", "", ["standard"], START) == {"standard": []}
    assert await pricing.tax(tx, "DE", "", ["standard"], START - DAY) == {"standard": []}


async def test_a_new_rate_ends_the_one_before_at_its_time(tx: Writing) -> None:
    await taxing.set_tax(at(tx, START), SYSTEM, rule())
    new = rule(rate=200_000, from_at=START + 30 * DAY)
    await taxing.set_tax(at(tx, START + DAY), SYSTEM, new)
    assert (await pricing.tax(tx, "DE", "", ["standard"], START + 29 * DAY))["standard"] == [TaxRate("MwSt", 190_000)]
    assert (await pricing.tax(tx, "DE", "", ["standard"], START + 30 * DAY))["standard"] == [TaxRate("MwSt", 200_000)]
    await taxing.end_tax(at(tx, START + 40 * DAY), SYSTEM, new.id)
    assert (await pricing.tax(tx, "DE", "", ["standard"], START + 41 * DAY))["standard"] == []
    with pytest.raises(NoSuchRate):
        await taxing.end_tax(at(tx, START + 50 * DAY), SYSTEM, new.id)


async def test_the_examples_fill_in_what_is_missing(tx: Writing) -> None:
    await taxing.set_tax(tx, SYSTEM, rule(name="Ours", rate=160_000))
    assert await taxing.load_examples(tx, SYSTEM, ["DE", "FR"]) == 2
    assert (await pricing.tax(tx, "DE", "", ["standard"], tx.now))["standard"] == [TaxRate("Ours", 160_000)]
    assert (await pricing.tax(tx, "FR", "", ["standard"], tx.now))["standard"] == [TaxRate("TVA 20 %", 200_000)]
    assert await taxing.load_examples(tx, SYSTEM) > 50
    assert await taxing.load_examples(tx, SYSTEM) == 0
    await make_market(tx, "ch", currency="CHF")
    for language, name in (("en", "VAT 20%"), ("de", "MwSt 20 %"), ("xx", "TVA 20 %")):
        assert (await pricing.tax(tx, "FR", "", ["standard"], tx.now, language))["standard"] == [TaxRate(name, 200_000)]
    assert (await pricing.tax(tx, "CH", "", ["standard", "reduced"], tx.now))["reduced"] == [TaxRate("MWST 2.6 %", 26_000)]
