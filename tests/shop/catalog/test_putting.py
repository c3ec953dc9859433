"""Many products at once, as files say them."""

from typing import Any

import msgspec
import pytest

from stoa.base.database import Writing, statements
from stoa.people.permissions.model import SYSTEM
from stoa.shop import catalog
from stoa.shop.catalog.model import ChangedMeanwhile, HandleTaken, KeptPicture, Product, SkuTaken, State, Text, UnfitProduct
from stoa.shop.catalog.model.putting import ArrangedVariant, PutProduct, WantedPicture
from stoa.shop.catalog.picturing import add_picture
from tests.shop.catalog.makers import GLAZE, make_mug, make_product


def put(handle: str = "mug", **more: Any) -> PutProduct:
    given: dict[str, Any] = {
        "handle": handle,
        "texts": {"en": Text("Mug")},
        "variants": [ArrangedVariant(sku=handle.upper())],
        "state": State.ACTIVE,
    }
    return PutProduct(**{**given, **more})


def as_put(product: Product, **more: Any) -> PutProduct:
    names = ("handle", "texts", "state", "category_id", "vendor", "kind", "tags", "options", "tax_class", "extra")
    given = {name: getattr(product, name) for name in names}
    variants = [ArrangedVariant.of(one) for one in product.variants]
    return PutProduct(**{**given, "id": product.id, "seen": product.changed_at, "variants": variants, **more})


async def happened(tx: Writing) -> list[str]:
    return [row["kind"] for row in await tx.rows("select kind from base.event order by kind")]


async def test_new_ones_and_ones_that_are_there_in_as_many_statements_as_one(tx: Writing) -> None:
    old = await make_mug(tx)
    seen: list[str] = []
    token = statements.set(seen)
    one = await catalog.put_products(tx, SYSTEM, [put("one")])
    first = len(seen)
    many = await catalog.put_products(tx, SYSTEM, [put(f"m{n}") for n in range(20)])
    statements.reset(token)
    assert len(seen) == 2 * first
    assert (len(one), len(many), len(many[3].variants)) == (1, 20, 1)
    found = await catalog.find_product(tx, many[3].product_id)
    assert (found.handle, found.variants[0].id, found.variants[0].sku) == ("m3", many[3].variants[0], "M3")
    (changed,) = await catalog.put_products(tx, SYSTEM, [as_put(old, vendor="Ada")])
    assert changed.variants == [variant.id for variant in old.variants]
    after = await catalog.find_product(tx, old.id)
    assert msgspec.structs.replace(after, vendor="", changed_at=old.changed_at) == old


async def test_events_say_what_became_of_each(tx: Writing) -> None:
    active, draft = await make_mug(tx), await make_product(tx, state=State.DRAFT)
    await tx.run("delete from base.event")
    rows = [ArrangedVariant.of(active.variants[0])]
    await catalog.put_products(tx, SYSTEM, [as_put(active, variants=rows), as_put(draft, state=State.ACTIVE), put(state=State.DRAFT)])
    assert await happened(tx) == ["catalog.ProductChanged", "catalog.ProductPublished", "catalog.VariantEnded"]
    assert [one.id for one in (await catalog.find_product(tx, active.id)).variants] == [active.variants[0].id]
    await catalog.put_products(tx, SYSTEM, [as_put(await catalog.find_product(tx, active.id), state=State.ARCHIVED)])
    assert (await happened(tx))[0] == "catalog.ProductArchived"


async def test_variants_may_swap_what_must_be_theirs_alone(tx: Writing) -> None:
    options = [GLAZE]
    variants = [ArrangedVariant(choices=["clay"], sku="A"), ArrangedVariant(choices=["sage"], sku="B")]
    (made,) = await catalog.put_products(tx, SYSTEM, [put(options=options, variants=variants)])
    other = (await catalog.put_products(tx, SYSTEM, [put("other", variants=[ArrangedVariant(sku="C")])]))[0]
    swapped = [
        ArrangedVariant(id=made.variants[0], choices=["sage"], sku="C"),
        ArrangedVariant(id=made.variants[1], choices=["clay"], sku="A"),
    ]
    given = put("other", id=other.product_id, variants=[ArrangedVariant(id=other.variants[0], sku="B")])
    await catalog.put_products(tx, SYSTEM, [put(id=made.product_id, options=options, variants=swapped), given])
    found = await catalog.find_product(tx, made.product_id)
    assert [(one.id, one.sku, one.choices) for one in found.variants] == [
        (made.variants[0], "C", ["sage"]),
        (made.variants[1], "A", ["clay"]),
    ]


async def test_what_is_anothers_is_refused_and_nothing_written(tx: Writing) -> None:
    await catalog.put_products(tx, SYSTEM, [put()])
    for wanted, refusal in (
        ([put("a"), put("mug")], HandleTaken),
        ([put("a", variants=[ArrangedVariant(sku="MUG")])], SkuTaken),
        ([put("a"), put("b", variants=[ArrangedVariant(sku="A")])], SkuTaken),
        ([put("a"), put("b", texts={"en": Text("")})], UnfitProduct),
    ):
        with pytest.raises(refusal):
            await catalog.put_products(tx, SYSTEM, wanted)
    assert await tx.value("select count(*) from catalog.product") == 1


async def test_what_somebody_else_changed_is_not_written_over(tx: Writing) -> None:
    old = await make_mug(tx)
    await tx.run("update catalog.product set changed_at = changed_at + interval '1 second'")
    with pytest.raises(ChangedMeanwhile):
        await catalog.put_products(tx, SYSTEM, [as_put(old, vendor="Ada")])


async def test_pictures_are_fetched_once_and_described_anew(tx: Writing) -> None:
    url = "https://example.com/a.jpg"
    (made,) = await catalog.put_products(tx, SYSTEM, [put(pictures=[WantedPicture(url, {"en": "A mug"}, 0)])])
    assert await tx.value("select args->>'url' from base.job where kind = 'catalog.fetch_picture'") == url
    await tx.run("delete from base.job")
    await add_picture(tx, SYSTEM, made.product_id, KeptPicture("0" * 32, 10, 10, ""), {"en": "A mug"}, source=url)
    old = await catalog.find_product(tx, made.product_id)
    await catalog.put_products(tx, SYSTEM, [as_put(old, pictures=[WantedPicture(url, {"de": "Eine Tasse"})])])
    assert await tx.value("select count(*) from base.job where kind = 'catalog.fetch_picture'") == 0
    assert (await catalog.find_product(tx, made.product_id)).pictures[0].alts == {"en": "A mug", "de": "Eine Tasse"}


def test_a_product_is_shown_as_it_will_be_kept() -> None:
    kept = catalog.as_kept(put("", texts={"en": Text(" Große Tasse ", description="<p>a<script>b</script></p>")}, tags=["a ", "a"]))
    assert (kept.handle, kept.texts["en"].title, kept.texts["en"].description, kept.tags) == (
        "grosse-tasse",
        "Große Tasse",
        "<p>a</p>",
        ["a"],
    )
    with pytest.raises(UnfitProduct):
        catalog.as_kept(put("no handle"))
