from stoa.base.database import Writing
from stoa.shop import catalog
from tests.shop.catalog.makers import make_mug


async def test_a_product_is_made_whole(tx: Writing) -> None:
    mug = await make_mug(tx)
    assert mug.handle == "wide-mug"
    sold = await catalog.sold_variants(tx, [one.id for one in mug.variants], "de")
    assert [(one.title, one.choices, one.active) for one in sold.values()] == [
        ("Weite Tasse", ["Ton"], True),
        ("Weite Tasse", ["Salbei"], True),
    ]
