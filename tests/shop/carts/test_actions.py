"""Carts in the database."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.base import ids
from stoa.base.database import Writing
from stoa.people.sessions.model import GUEST, PersonId, Visitor
from stoa.shop import carts, stock
from stoa.shop.carts import rules, store
from stoa.shop.carts.model import BadQuantity, CartIsFull, NoSuchCart, NotSold, Wanted
from stoa.shop.catalog.model import State, VariantId
from tests.shop.catalog.makers import make_product
from tests.shop.checkout.makers import make_cart, make_shop

wanted = st.lists(st.builds(Wanted, st.sampled_from([VariantId(ids.new()) for _ in range(5)]), st.integers(1, 999)), max_size=8)


@given(wanted, wanted)
def test_merging_loses_and_doubles_nothing(mine: list[Wanted], found: list[Wanted]) -> None:
    merged = rules.merge(mine, found)
    both = [*mine, *found]
    assert set(merged) == {one.variant_id for one in both}
    assert all(quantity == max(one.quantity for one in both if one.variant_id == variant) for variant, quantity in merged.items())
    assert rules.merge([Wanted(v, q) for v, q in merged.items()], found) == merged


async def test_adding_again_adds_up_to_a_limit(tx: Writing) -> None:
    shop = await make_shop(tx)
    cart = await make_cart(tx, shop.variant, 5)
    assert await carts.add(tx, cart, shop.variant, 2) == 7
    assert await carts.add(tx, cart, shop.variant, 999) == 999
    with pytest.raises(BadQuantity):
        await carts.add(tx, cart, shop.variant, 1000)


async def test_what_is_not_sold_does_not_go_in(tx: Writing) -> None:
    await make_shop(tx)
    draft = await make_product(tx, state=State.DRAFT)
    cart = await carts.make(tx, "eu", "en")
    for variant in (draft.variants[0].id, VariantId(ids.new())):
        with pytest.raises(NotSold):
            await carts.add(tx, cart, variant, 1)


async def test_the_hundred_and_first_thing_is_refused(tx: Writing) -> None:
    shop = await make_shop(tx)
    cart = await carts.make(tx, "eu", "en")
    await store.set_lines(tx, cart.id, {VariantId(ids.new()): 1 for _ in range(100)})
    with pytest.raises(CartIsFull):
        await carts.add(tx, cart, shop.variant, 1)


async def test_a_cart_is_seen_with_prices_and_what_is_there(tx: Writing) -> None:
    shop = await make_shop(tx, price=1000, on_hand=3)
    cart = await make_cart(tx, shop.variant, 5)
    seen = await carts.see(tx, cart, GUEST)
    assert (seen.subtotal.amount, seen.pieces, seen.ready, seen.lines[0].free) == (5000, 5, False, 3)
    await carts.put(tx, cart, shop.variant, 3)
    assert (await carts.see(tx, cart, GUEST)).ready
    await carts.put(tx, cart, shop.variant, 0)
    assert (await carts.see(tx, cart, GUEST)).lines == []


async def test_signing_in_takes_the_cart_along_and_merges_it_with_the_own_one(tx: Writing) -> None:
    shop, person = await make_shop(tx), Visitor(person=PersonId(ids.new()))
    mine = await make_cart(tx, shop.variant, 2, person)
    found = await make_cart(tx, shop.variant, 3)
    await carts.merge(tx, person.person, found.token)
    current = await carts.current(tx, None, person)
    assert current.id == mine.id
    assert [one.quantity for one in await store.lines(tx, mine.id)] == [3]
    await carts.merge(tx, person.person, found.token)
    assert [one.quantity for one in await store.lines(tx, mine.id)] == [3]


async def test_a_members_cart_is_opened_by_nobody_else(tx: Writing) -> None:
    shop, person = await make_shop(tx), Visitor(person=PersonId(ids.new()))
    cart = await make_cart(tx, shop.variant, 1, person)
    assert (await carts.opened(tx, cart.token, person)).id == cart.id
    for visitor in (GUEST, Visitor(person=PersonId(ids.new()))):
        with pytest.raises(NoSuchCart):
            await carts.opened(tx, cart.token, visitor)
        assert await carts.current(tx, cart.token, visitor) is None


async def test_what_its_own_checkout_holds_can_be_had_by_a_cart_and_by_no_other(tx: Writing) -> None:
    shop = await make_shop(tx, on_hand=1)
    mine, others = await make_cart(tx, shop.variant), await make_cart(tx, shop.variant)
    await stock.hold(tx, mine.id, {shop.variant: 1}, tx.now + timedelta(minutes=10))
    seen = [await carts.see(tx, cart, GUEST) for cart in (mine, others)]
    assert [(one.lines[0].free, one.ready) for one in seen] == [(1, True), (0, False)]
