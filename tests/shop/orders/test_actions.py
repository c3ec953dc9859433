"""Orders in the database: stock moves with them, and everything is written down."""

from uuid import UUID

import pytest

from stoa.base import ids
from stoa.base.database import Writing
from stoa.people.sessions.model import GUEST, SYSTEM, PersonId, Visitor
from stoa.shop import orders, shipping, stock
from stoa.shop.orders import actions, queries, store
from stoa.shop.orders.model import NoSuchOrder, NotSo, State, TooLate
from tests.shop.shipping.makers import an_address, make_order


async def kinds(tx: Writing, about: UUID) -> list[str]:
    return [row["kind"] for row in await tx.rows("select kind from base.event where about = $1 order by id", about)]


async def allocated(tx: Writing, variant: UUID) -> tuple[int, int]:
    found = (await stock.availability(tx, [variant]))[variant]
    return found.on_hand, found.allocated


async def test_an_order_is_sent_arrives_and_closes(tx: Writing) -> None:
    order = await make_order(tx, 2, 1)
    first, second = order.lines
    await shipping.ship(tx, SYSTEM, order.id, {first.id: 2}, "manual", "1")
    assert await allocated(tx, first.variant_id) == (8, 0)
    await orders.mark_delivered(tx, SYSTEM, order.id, {first.id: 2})
    assert (await orders.get(tx, order.id)).state == State.OPEN
    await shipping.ship(tx, SYSTEM, order.id, {second.id: 1}, "manual", "2")
    await orders.mark_delivered(tx, SYSTEM, order.id, {second.id: 1})
    assert (await orders.get(tx, order.id)).state == State.CLOSED
    told = await kinds(tx, order.id)
    assert [kind for kind in told if kind != "orders.OrderPlaced"] == ["orders.OrderShipped", "orders.OrderDelivered"] * 2


async def test_a_cancelled_line_frees_its_units_and_says_what_to_give_back(tx: Writing) -> None:
    order = await make_order(tx, 3, 1)
    line = order.lines[0]
    decided = await orders.cancel(tx, SYSTEM, order.id, "changed_mind", {line.id: 2})
    assert decided.refund.amount == 4800
    assert await allocated(tx, line.variant_id) == (10, 1)
    assert (await orders.get(tx, order.id)).state == State.OPEN
    body = await tx.value("select body from base.event where kind = 'orders.OrderCancelled' and about = $1", order.id)
    assert (body["whole"], body["refund"]) == (False, {"amount": 4800, "currency": "EUR"})


async def test_the_last_cancelled_line_cancels_the_order(tx: Writing) -> None:
    order = await make_order(tx, 1, 1)
    await orders.cancel(tx, SYSTEM, order.id, "a", {order.lines[0].id: 1})
    decided = await orders.cancel(tx, SYSTEM, order.id, "b", {order.lines[1].id: 1})
    assert decided.whole
    assert (await orders.get(tx, order.id)).state == State.CANCELLED


async def test_cancelling_the_rest_of_a_part_that_has_arrived_closes_it(tx: Writing) -> None:
    order = await make_order(tx, 1, 1)
    await shipping.ship(tx, SYSTEM, order.id, {order.lines[0].id: 1}, "manual", "3")
    await orders.mark_delivered(tx, SYSTEM, order.id, {order.lines[0].id: 1})
    await orders.cancel(tx, SYSTEM, order.id, "sold out", {order.lines[1].id: 1}, by_staff=True)
    assert (await orders.get(tx, order.id)).state == State.CLOSED


async def test_no_more_is_sent_than_is_left_and_nothing_moves_then(tx: Writing) -> None:
    order = await make_order(tx, 2)
    line = order.lines[0]
    for wanted in ({line.id: 3}, {}, {ids.new(): 1}):
        with pytest.raises(NotSo):
            await orders.mark_shipped(tx, SYSTEM, order.id, wanted)
    with pytest.raises(NotSo):
        await orders.mark_delivered(tx, SYSTEM, order.id, {line.id: 1})
    assert await allocated(tx, line.variant_id) == (10, 2)


async def test_the_shopper_changes_nothing_once_packing_began(tx: Writing) -> None:
    order = await make_order(tx, 1)
    await orders.change_address(tx, GUEST, order.id, an_address(city="Kiel", postal_code="24103"))
    assert (await orders.get(tx, order.id)).shipping_address.city == "Kiel"
    await orders.start_picking(tx, SYSTEM, order.id)
    with pytest.raises(TooLate):
        await orders.change_address(tx, GUEST, order.id, an_address())
    with pytest.raises(TooLate):
        await orders.cancel(tx, GUEST, order.id, "late")


async def test_an_order_is_found_by_its_person_its_key_or_the_staff_and_by_nobody_else(tx: Writing) -> None:
    person, other = Visitor(person=PersonId(ids.new())), Visitor(person=PersonId(ids.new()))
    order = await make_order(tx, 1, person_id=person.person)
    assert (await orders.find(tx, order.id, person)).id == order.id
    assert (await orders.find(tx, order.id, GUEST, order.key)).id == order.id
    assert (await orders.find(tx, order.id, Visitor(permissions=frozenset({"orders.read"})))).id == order.id
    for visitor, key in ((other, None), (GUEST, None), (GUEST, ""), (GUEST, order.key[:-1]), (other, "x")):
        with pytest.raises(NoSuchOrder):
            await orders.find(tx, order.id, visitor, key)


async def test_guests_orders_are_given_to_whoever_proves_the_address(tx: Writing) -> None:
    person = PersonId(ids.new())
    order = await make_order(tx, 1)
    assert await actions.adopt(tx, "somebody@else.example", person) == 0
    assert await actions.adopt(tx, order.email, person) == 1
    assert [one.id for one in (await queries.of_person(tx, person)).items] == [order.id]


async def test_an_erasure_takes_the_identity_from_what_has_ended_and_later_from_the_rest(tx: Writing) -> None:
    person = PersonId(ids.new())
    ended, open_one = await make_order(tx, 1, person_id=person), await make_order(tx, 1, person_id=person)
    await orders.change_address(tx, GUEST, ended.id, an_address(city="Kiel", postal_code="24103"))
    await orders.cancel(tx, SYSTEM, ended.id, "changed_mind")
    await store.forget_person(tx, person)
    erased, kept = await orders.get(tx, ended.id), await orders.get(tx, open_one.id)
    assert (erased.person_id, erased.email, erased.shipping_address.name, erased.shipping_address.country) == (
        None,
        "erased@erased.invalid",
        "",
        "DE",
    )
    assert erased.total == ended.total
    assert "Kiel" not in str(erased)
    assert (kept.person_id, kept.email) == (person, open_one.email)
    await orders.cancel(tx, SYSTEM, open_one.id, "changed_mind")
    assert await store.forget_ended(tx) == 1
    assert (await orders.get(tx, open_one.id)).person_id is None
