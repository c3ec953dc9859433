"""What is sold is found, what changed is found as it is now, what is gone is not."""

from stoa.base.database import Writing
from tests.shop.search.makers import make_found, titles


async def test_a_product_is_found_in_each_language(tx: Writing):
    await make_found(tx, "Salad bowl", de="Salatschüssel")
    assert await titles(tx, "bowls") == ["Salad bowl"]
    for query in ("Salatschüssel", "salatschuessel", "SALATSCHUSSEL", "salatsch", "Salatschüsseln"):
        assert await titles(tx, query, language="de") == ["Salatschüssel"]
    assert await titles(tx, "Salatschüssel") == []
