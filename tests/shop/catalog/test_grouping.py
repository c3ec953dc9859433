from typing import Any
from uuid import UUID

import pytest

from stoa.base.database import Writing
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog
from stoa.shop.catalog import group_store, grouping, store
from stoa.shop.catalog.model import (
    Category,
    CategoryId,
    ChangedMeanwhile,
    Group,
    HandleTaken,
    InsideItself,
    NewGroup,
    NoSuchCategory,
    NoSuchCollection,
    NoSuchProduct,
    UnfitGroup,
)
from tests.shop.catalog.makers import make_product

NOBODY = UUID(int=1)


async def make(tx: Writing, name: str, parent: CategoryId | None = None, **more: Any) -> CategoryId:
    return await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name=name)}, parent_id=parent, **more))


async def tree(tx: Writing) -> dict[str, list[str]]:
    """Return each category's path, by names."""
    found = await group_store.categories(tx)
    names = {one.id: one.texts["en"].name for one in found}
    return {names[one.id]: [names[step] for step in one.path] for one in found}


async def category(tx: Writing, wanted: CategoryId) -> Category:
    return next(one for one in await group_store.categories(tx) if one.id == wanted)


async def move(tx: Writing, which: CategoryId, parent: CategoryId | None, **more: Any) -> None:
    own = await category(tx, which)
    await grouping.change_category(tx, SYSTEM, which, NewGroup(texts=own.texts, handle=own.handle, parent_id=parent, **more))


async def test_a_branch_moves_with_all_that_is_below_it(tx: Writing) -> None:
    a, b = await make(tx, "a"), await make(tx, "b")
    c = await make(tx, "c", a)
    await make(tx, "d", c)
    await move(tx, c, b)
    assert await tree(tx) == {"a": ["a"], "b": ["b"], "c": ["b", "c"], "d": ["b", "c", "d"]}
    await move(tx, c, None)
    assert await tree(tx) == {"a": ["a"], "b": ["b"], "c": ["c"], "d": ["c", "d"]}


async def test_none_is_put_below_itself(tx: Writing) -> None:
    a = await make(tx, "a")
    b = await make(tx, "b", a)
    for parent in (a, b):
        with pytest.raises(InsideItself):
            await move(tx, a, parent)
    assert await tree(tx) == {"a": ["a"], "b": ["a", "b"]}


async def test_siblings_stand_in_their_order(tx: Writing) -> None:
    a, b = await make(tx, "a"), await make(tx, "b")
    await move(tx, a, None, position=5)
    assert list(await tree(tx)) == ["b", "a"]
    assert (await category(tx, b)).position == 1


async def test_removal_hands_everything_to_the_parent(tx: Writing) -> None:
    a = await make(tx, "a")
    b = await make(tx, "b", a)
    await make(tx, "c", b)
    mug = await make_product(tx, category_id=b)
    await grouping.remove_category(tx, SYSTEM, b)
    assert await tree(tx) == {"a": ["a"], "c": ["a", "c"]}
    assert (await catalog.find_product(tx, mug.id)).category_id == a
    assert await store.redirected(tx, "category", "b") == "a"


async def test_renamed_categories_lead_on(tx: Writing) -> None:
    a = await make(tx, "a")
    for handle in ("one", "two", "a"):
        own = await category(tx, a)
        await grouping.change_category(tx, SYSTEM, a, NewGroup(texts=own.texts, handle=handle))
    assert [await store.redirected(tx, "category", handle) for handle in ("one", "two", "a")] == ["a", "a", None]


async def test_what_is_refused(tx: Writing) -> None:
    a = await make(tx, "a")
    with pytest.raises(HandleTaken):
        await make(tx, "other", handle="a")
    assert (await category(tx, await make(tx, "a"))).handle == "a-2"
    with pytest.raises(UnfitGroup):
        await make(tx, " ")
    with pytest.raises(NoSuchCategory):
        await make(tx, "lost", CategoryId(NOBODY))
    own = await category(tx, a)
    with pytest.raises(ChangedMeanwhile):
        await grouping.change_category(tx, SYSTEM, a, NewGroup(texts=own.texts), seen=own.changed_at.replace(year=2000))


async def test_collections_keep_their_order(tx: Writing) -> None:
    mugs = [(await make_product(tx)).id for _ in range(3)]
    gifts = await catalog.make_collection(tx, SYSTEM, NewGroup(texts={"en": Group(name="Gifts")}))
    await catalog.collect(tx, SYSTEM, gifts, [mugs[2], mugs[0]])
    await catalog.collect(tx, SYSTEM, gifts, [mugs[0], mugs[1]])
    (own,) = await group_store.collections(tx)
    assert own.products == [mugs[2], mugs[0], mugs[1]]
    await grouping.gather(tx, SYSTEM, gifts, [mugs[1]])
    (own,) = await group_store.collections(tx)
    assert own.products == [mugs[1]]
    with pytest.raises(NoSuchProduct):
        await catalog.collect(tx, SYSTEM, gifts, [NOBODY])
    with pytest.raises(NoSuchCollection):
        await catalog.collect(tx, SYSTEM, NOBODY, mugs)
    await grouping.remove_collection(tx, SYSTEM, gifts)
    assert await group_store.collections(tx) == []
    assert (await catalog.find_product(tx, mugs[1])).collections == []
