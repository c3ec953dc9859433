"""Products for some: the group sees and buys them; to all others there is nothing at their address."""

from typing import Any

import asyncpg
import msgspec
import pytest

from stoa.base import ids
from stoa.base.database import Database, Writing
from stoa.base.http.panels import Query
from stoa.people.permissions.model import GUEST, SYSTEM, Role, Visitor, granted
from stoa.shop import carts, catalog
from stoa.shop.carts.model import NotSold
from stoa.shop.catalog import restricting, store
from stoa.shop.catalog.model import NoSuchProduct, ProductChange, State
from stoa.shop.catalog.queries import PRODUCT
from tests.shop.catalog.makers import make_mug, make_priced, make_product

NORTH = "club:north"
SEEN = msgspec.defstruct("Seen", [("panel", PRODUCT.kind)])


async def shown(tx: Writing, handle: str, *groups: str) -> Any:
    return (await Query(SEEN, panel=PRODUCT).load(tx, handle=handle, language="en", groups=list(groups))).panel


async def public(tx: Writing, product: Any) -> str:
    return await tx.value("select state from catalog.product where id = $1", product.id)


async def test_only_the_group_sees_it(tx: Writing) -> None:
    mug = await make_mug(tx, handle="mug")
    assert await catalog.restrict(tx, SYSTEM, [mug.id], NORTH) == [mug.id]
    assert await catalog.restrict(tx, SYSTEM, [mug.id], NORTH) == []
    assert await shown(tx, "mug") is None
    assert await shown(tx, "mug", "club:south") is None
    found = await shown(tx, "mug", "club:south", NORTH)
    assert (found.id, found.state) == (mug.id, State.ACTIVE)
    assert await restricting.restricted(tx, NORTH) == [mug.id]
    assert await catalog.restrict(tx, SYSTEM, [mug.id], None) == [mug.id]
    assert (await shown(tx, "mug")).id == mug.id
    rows = await tx.rows("select facts from audit.entry where verb = 'catalog.restrict' order by id")
    assert [row["facts"] for row in rows] == [{"group": NORTH}, {"group": None}]


@pytest.mark.parametrize("state", State)
async def test_to_all_others_it_is_a_draft_whatever_the_shop_does_with_it(tx: Writing, state: State) -> None:
    mug = await make_mug(tx, handle="mug")
    await catalog.restrict(tx, SYSTEM, [mug.id], NORTH)
    changed = await catalog.change_product(tx, SYSTEM, mug.id, ProductChange(state=state, vendor="Hafen"))
    assert (changed.state, changed.audience, changed.vendor) == (state, NORTH, "Hafen")
    assert await public(tx, mug) == "draft"
    assert await shown(tx, "mug") is None
    assert (await shown(tx, "mug", NORTH) is None) == (state is State.DRAFT)
    await catalog.restrict(tx, SYSTEM, [mug.id], None)
    assert await public(tx, mug) == state


async def test_an_old_address_leads_on_for_the_group_alone(tx: Writing) -> None:
    mug = await make_mug(tx, handle="mug")
    await catalog.change_product(tx, SYSTEM, mug.id, ProductChange(handle="cup"))
    await catalog.restrict(tx, SYSTEM, [mug.id], NORTH)
    assert await store.product_redirected(tx, "mug", [NORTH]) == "cup"
    assert await store.product_redirected(tx, "mug", None) == "cup"
    assert await store.product_redirected(tx, "mug", []) is None


async def test_only_the_group_buys_it(tx: Writing) -> None:
    mug = await make_product(tx)
    await make_priced(tx, mug, 2490)
    variant = mug.variants[0].id
    await catalog.restrict(tx, SYSTEM, [mug.id], NORTH)
    cart = await carts.make(tx, "eu", "en")
    for groups in ((), ("club:south",)):
        with pytest.raises(NotSold):
            await carts.add(tx, cart, variant, 1, groups)
        with pytest.raises(NotSold):
            await carts.put(tx, cart, variant, 1, groups)
    assert await carts.add(tx, cart, variant, 2, [NORTH]) == 2
    assert (await carts.see(tx, cart, GUEST)).lines == []
    insider = Visitor(groups=frozenset({NORTH}))
    assert [line.variant.id for line in (await carts.see(tx, cart, insider)).lines] == [variant]
    own = await carts.make(tx, "eu", "en", purpose="sale:x", audience=NORTH)
    assert await carts.add(tx, own, variant, 1) == 1
    assert [line.quantity for line in (await carts.see(tx, own, GUEST)).lines] == [1]


async def test_who_sees_what(tx: Writing) -> None:
    assert catalog.seen_by(GUEST) == []
    assert catalog.seen_by(Visitor(groups=frozenset({NORTH, "club:east"}))) == ["club:east", NORTH]
    assert catalog.seen_by(Visitor(permissions=granted({Role.MERCHANT}))) is None
    assert catalog.seen_by(Visitor(permissions=granted({Role.HOST}))) == []


async def test_many_at_once_or_none(tx: Writing) -> None:
    one, two = await make_product(tx), await make_product(tx)
    with pytest.raises(NoSuchProduct):
        await catalog.restrict(tx, SYSTEM, [one.id, ids.new()], NORTH)
    assert await catalog.restrict(tx, SYSTEM, [two.id, one.id], NORTH) == sorted([one.id, two.id])


async def test_a_group_is_no_state_of_ones_own(db: Database) -> None:
    for group in ("everyone", "club:", "club:a b"):
        with pytest.raises(asyncpg.CheckViolationError):
            async with db.writing() as tx:
                await catalog.restrict(tx, SYSTEM, [(await make_product(tx)).id], group)
