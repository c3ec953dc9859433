from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from stoa.base.database import Writing
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog
from stoa.shop.catalog import actions, picturing, store
from stoa.shop.catalog.actions import archive
from stoa.shop.catalog.model import (
    ChangedMeanwhile,
    HandleTaken,
    KeptPicture,
    NewVariant,
    NoSuchCategory,
    NoSuchPicture,
    NoSuchProduct,
    NoSuchVariant,
    NotReadyToSell,
    Option,
    Product,
    ProductChange,
    SkuTaken,
    State,
    Text,
    UnfitProduct,
    Value,
)
from stoa.shop.catalog.model.putting import ArrangedVariant
from stoa.shop.catalog.picturing import add_picture
from tests.shop.catalog.makers import GLAZE, make_mug, make_product

NOBODY = UUID(int=1)


async def told(tx: Writing) -> list[tuple[str, UUID]]:
    """Return the catalogue's events, in order."""
    return [
        (row["kind"].removeprefix("catalog."), row["about"])
        for row in await tx.rows("select kind, about from base.event where kind like 'catalog.%' order by id")
    ]


async def noted(tx: Writing) -> list[str]:
    return [row["verb"] for row in await tx.rows("select verb from audit.entry order by id")]


async def versions(tx: Writing) -> dict[str, int]:
    return {row["topic"]: row["number"] for row in await tx.rows("select topic, number from base.version")}


def later(tx: Writing, minutes: int = 1) -> Writing:
    """Return the same transaction at a later moment."""
    return Writing(tx._connection, tx.now + timedelta(minutes=minutes))


async def test_a_product_is_made_whole(tx: Writing) -> None:
    mug = await make_mug(tx, tags=[" a", "b", "a"], extra={"column": "kept"})
    assert (mug.handle, mug.tags, mug.extra, mug.options) == ("wide-mug", ["a", "b"], {"column": "kept"}, [GLAZE])
    assert [(one.choices, one.sku, one.position) for one in mug.variants] == [(["clay"], None, 0), (["sage"], None, 1)]
    assert await told(tx) == [("ProductPublished", mug.id)]
    assert await noted(tx) == ["catalog.create_product"]


async def test_a_draft_is_told_to_nobody(tx: Writing) -> None:
    await make_product(tx, state=State.DRAFT)
    assert await told(tx) == []


async def test_sold_variants_in_the_order_asked(tx: Writing) -> None:
    mug = await make_mug(tx)
    wanted = [mug.variants[1].id, mug.variants[0].id, NOBODY]
    sold = await catalog.sold_variants(tx, wanted, "de")
    assert [(one.title, one.choices, one.active) for one in sold.values()] == [
        ("Weite Tasse", ["Salbei"], True),
        ("Weite Tasse", ["Ton"], True),
    ]
    await archive(tx, SYSTEM, mug.id)
    assert [one.active for one in (await catalog.sold_variants(tx, wanted, "xx")).values()] == [False, False]


async def test_ended_variants_are_still_named_but_not_sold(tx: Writing) -> None:
    mug = await make_mug(tx)
    await actions.end_variant(tx, SYSTEM, mug.variants[0].id)
    sold = await catalog.sold_variants(tx, [one.id for one in mug.variants], "en")
    assert [one.active for one in sold.values()] == [False, True]
    assert await told(tx) == [("ProductPublished", mug.id), ("VariantEnded", mug.variants[0].id), ("ProductChanged", mug.id)]


async def test_handles_are_free_ones(tx: Writing) -> None:
    handles = [(await make_product(tx)).handle for _ in range(3)]
    assert handles == ["wide-mug", "wide-mug-2", "wide-mug-3"]
    assert (await make_product(tx, texts={"en": Text("Wide")})).handle == "wide"
    with pytest.raises(HandleTaken):
        await make_product(tx, handle="wide-mug-2")


async def test_a_title_never_takes_an_address_that_was_given_out(tx: Writing) -> None:
    mug = await make_product(tx)
    await catalog.change_product(tx, SYSTEM, mug.id, ProductChange(handle="bowl"))
    assert (await make_product(tx)).handle == "wide-mug-2"
    assert await store.redirected(tx, "product", "wide-mug") == "bowl"
    taken = await make_product(tx, handle="wide-mug")
    assert taken.handle == "wide-mug"
    assert await store.redirected(tx, "product", "wide-mug") is None


async def test_renaming_in_circles_leaves_no_loop(tx: Writing) -> None:
    a, b = await make_product(tx, handle="a"), await make_product(tx, handle="b")
    for which, handle in ((a, "c"), (b, "a"), (a, "b"), (b, "c"), (a, "a"), (b, "b"), (a, "d")):
        await actions.rename(tx, SYSTEM, which.id, handle)
    assert [(await catalog.find_product(tx, one.id)).handle for one in (a, b)] == ["d", "b"]
    assert {old: await store.redirected(tx, "product", old) for old in "abcd"} == {"a": "d", "b": None, "c": "b", "d": None}


async def test_a_change_changes_only_what_it_names(tx: Writing) -> None:
    mug = await make_mug(tx, vendor="Hollen", tags=["a"])
    after = await catalog.change_product(later(tx), SYSTEM, mug.id, ProductChange(texts={"de": None}, vendor="Werk"))
    assert (after.vendor, after.tags, after.options, after.variants, list(after.texts)) == (
        "Werk",
        ["a"],
        mug.options,
        mug.variants,
        ["en"],
    )
    assert after.changed_at == mug.changed_at + timedelta(minutes=1)
    entry = await tx.value("select facts from audit.entry where verb = 'catalog.change_product'")
    assert entry == {"before": {"vendor": "Hollen"}, "after": {"vendor": "Werk"}, "texts": ["de"]}


@pytest.mark.parametrize(
    ("before", "after", "event"),
    [
        (State.DRAFT, State.ACTIVE, "ProductPublished"),
        (State.ACTIVE, State.ARCHIVED, "ProductArchived"),
        (State.ACTIVE, State.DRAFT, "ProductArchived"),
        (State.ARCHIVED, State.ACTIVE, "ProductPublished"),
        (State.ACTIVE, State.ACTIVE, "ProductChanged"),
        (State.ARCHIVED, State.DRAFT, "ProductChanged"),
    ],
)
async def test_what_is_told_of_a_state(tx: Writing, before: State, after: State, event: str) -> None:
    mug = await make_product(tx, state=before)
    await tx.run("delete from base.event")
    await catalog.change_product(tx, SYSTEM, mug.id, ProductChange(state=after))
    assert await told(tx) == [(event, mug.id)]


async def test_pages_are_made_again(tx: Writing) -> None:
    mug = await make_mug(tx)
    before = await versions(tx)
    await catalog.change_product(tx, SYSTEM, mug.id, ProductChange(vendor="x"))
    after = await versions(tx)
    assert after["catalog"] > before["catalog"]
    assert after[f"product:{mug.id}"] > before.get(f"product:{mug.id}", 0)


async def unchanged(tx: Writing, mug: Product) -> bool:
    return await catalog.find_product(tx, mug.id) == mug


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"handle": "taken"}, HandleTaken),
        ({"handle": "a b"}, UnfitProduct),
        ({"texts": {"en": Text("")}}, UnfitProduct),
        ({"texts": {"en": None}}, NotReadyToSell),
        ({"category_id": NOBODY}, NoSuchCategory),
    ],
)
async def test_a_refused_change_changes_nothing(tx: Writing, change: dict[str, Any], refusal: type[Exception]) -> None:
    await make_product(tx, handle="taken")
    mug = await make_mug(tx)
    with pytest.raises(refusal):
        await catalog.change_product(tx, SYSTEM, mug.id, ProductChange(**change))
    assert await unchanged(tx, mug)


async def test_an_old_look_is_refused(tx: Writing) -> None:
    mug = await make_mug(tx)
    await catalog.change_product(later(tx), SYSTEM, mug.id, ProductChange(vendor="x"), seen=mug.changed_at)
    for verb in (
        catalog.change_product(tx, SYSTEM, mug.id, ProductChange(vendor="y"), seen=mug.changed_at),
        catalog.arrange(tx, SYSTEM, mug.id, mug.options, [], seen=mug.changed_at),
        picturing.arrange_pictures(tx, SYSTEM, mug.id, [], seen=mug.changed_at),
    ):
        with pytest.raises(ChangedMeanwhile):
            await verb
    assert (await catalog.find_product(tx, mug.id)).vendor == "x"


async def test_nobody_is_missing(tx: Writing) -> None:
    for verb in (
        catalog.change_product(tx, SYSTEM, NOBODY, ProductChange(vendor="y")),
        catalog.arrange(tx, SYSTEM, NOBODY, [], []),
        actions.add_variant(tx, SYSTEM, NOBODY, NewVariant()),
        add_picture(tx, SYSTEM, NOBODY, KeptPicture("a" * 32, 1, 1, ""), {}),
    ):
        with pytest.raises(NoSuchProduct):
            await verb
    with pytest.raises(NoSuchVariant):
        await actions.end_variant(tx, SYSTEM, NOBODY)


async def test_two_variants_swap_their_choices_and_numbers(tx: Writing) -> None:
    mug = await make_mug(tx, variants=[NewVariant(choices=["clay"], sku="A"), NewVariant(choices=["sage"], sku="B")])
    clay, sage = mug.variants
    after = await catalog.arrange(
        tx,
        SYSTEM,
        mug.id,
        mug.options,
        [ArrangedVariant(id=sage.id, choices=["clay"], sku="A"), ArrangedVariant(id=clay.id, choices=["sage"], sku="B")],
    )
    assert [(one.id, one.choices, one.sku) for one in after.variants] == [(sage.id, ["clay"], "A"), (clay.id, ["sage"], "B")]


async def test_another_option_for_all(tx: Writing) -> None:
    mug = await make_mug(tx)
    size = Option("size", {"en": "Size"}, [Value("s"), Value("l")])
    rows = [ArrangedVariant(id=one.id, choices=[*one.choices, "s"]) for one in mug.variants]
    after = await catalog.arrange(tx, SYSTEM, mug.id, [GLAZE, size], [*rows, ArrangedVariant(choices=["clay", "l"])])
    assert [one.choices for one in after.variants] == [["clay", "s"], ["sage", "s"], ["clay", "l"]]
    assert [one.id for one in after.variants[:2]] == [one.id for one in mug.variants]


async def test_an_article_number_is_free_again_when_its_variant_ends(tx: Writing) -> None:
    mug = await make_mug(tx, variants=[NewVariant(choices=["clay"], sku="A"), NewVariant(choices=["sage"])])
    with pytest.raises(SkuTaken):
        await make_product(tx, variants=[NewVariant(sku="A")])
    await actions.end_variant(tx, SYSTEM, mug.variants[0].id)
    await make_product(tx, variants=[NewVariant(sku="A")])


async def test_another_products_variant_is_not_arranged(tx: Writing) -> None:
    mug, other = await make_mug(tx), await make_product(tx)
    with pytest.raises(NoSuchVariant):
        await catalog.arrange(tx, SYSTEM, mug.id, [], [ArrangedVariant(id=other.variants[0].id)])
    assert await unchanged(tx, mug)


async def test_the_last_variant_of_what_is_sold_stays(tx: Writing) -> None:
    mug = await make_product(tx)
    with pytest.raises(NotReadyToSell):
        await actions.end_variant(tx, SYSTEM, mug.variants[0].id)
    await archive(tx, SYSTEM, mug.id)
    assert (await actions.end_variant(tx, SYSTEM, mug.variants[0].id)).variants == []


async def test_pictures_in_their_order(tx: Writing) -> None:
    mug = await make_mug(tx)
    ids = [await add_picture(tx, SYSTEM, mug.id, KeptPicture(letter * 32, 640, 480, "#b5651d"), {"en": f" {letter} "}) for letter in "abc"]
    assert await add_picture(tx, SYSTEM, mug.id, KeptPicture("b" * 32, 640, 480, ""), {}) == ids[1]
    await picturing.arrange_pictures(tx, SYSTEM, mug.id, [(ids[2], {"de": "Tasse"}), (ids[0], {"en": ""})])
    after = await catalog.find_product(tx, mug.id)
    assert [(one.id, one.alts) for one in after.pictures] == [(ids[2], {"de": "Tasse"}), (ids[0], {})]
    with pytest.raises(NoSuchPicture):
        await picturing.arrange_pictures(tx, SYSTEM, mug.id, [(ids[1], {})])
    sold = await catalog.sold_variants(tx, [mug.variants[0].id], "de")
    picture = sold[mug.variants[0].id].picture
    assert picture is not None
    assert (picture.alt, picture.src, picture.srcset.count(",")) == ("Tasse", f"/pictures/{'c' * 32}/640.webp", 3)


async def test_a_variants_own_picture_is_of_its_product(tx: Writing) -> None:
    mug, other = await make_mug(tx), await make_product(tx)
    own = await add_picture(tx, SYSTEM, mug.id, KeptPicture("a" * 32, 640, 480, ""), {})
    foreign = await add_picture(tx, SYSTEM, other.id, KeptPicture("b" * 32, 640, 480, ""), {})
    rows = [
        ArrangedVariant(id=one.id, choices=one.choices, picture_id=picture)
        for one, picture in zip(mug.variants, (own, foreign), strict=True)
    ]
    after = await catalog.arrange(tx, SYSTEM, mug.id, mug.options, rows)
    assert [one.picture_id for one in after.variants] == [own, None]
