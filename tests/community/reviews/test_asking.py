"""Asking owners: after the wait, twice at most, with a link that opens without an account, and never when something is wrong."""

import re
from datetime import timedelta
from typing import Any

import pytest

from stoa.base.database import Reading, Writing
from stoa.community import reviews
from stoa.community.reviews import asking, jobs, reactions, store
from stoa.community.reviews.model import Basis, Collection, New, NoSuchReviewRequest
from stoa.people.privacy import actions as privacy
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import orders, returns, shipping
from stoa.shop.orders.model import Order, OrderDelivered, OrderPlaced
from stoa.shop.returns.model import Reason, Wanted
from tests.community.reviews.makers import make_delivered, make_owner, make_review
from tests.people.accounts.makers import make_person
from tests.shop.catalog.makers import make_mug
from tests.shop.shipping.makers import a_zone, make_zone


async def _delivered(tx: Writing, **overrides: Any) -> Order:
    order = await make_delivered(tx, await make_mug(tx), **overrides)
    await reactions.plan_to_ask(tx, OrderDelivered(about=order.id, lines={order.lines[0].id: 1}))
    return order


async def _letters(read: Reading, order: Order) -> list[str]:
    rows = await read.rows(
        """select text from mail.letter where lower("to") = $1 and template = 'reviews/request' order by id""", order.email.lower()
    )
    return [row["text"] for row in rows]


async def _days_pass(tx: Writing, days: float) -> None:
    tx.now += timedelta(days=days)
    await jobs.ask(tx, {})


def _token(letter: str) -> str:
    found = re.search(r"/reviews/write/([\w-]+)", letter)
    assert found is not None
    return found[1]


async def test_an_owner_is_asked_after_the_wait_and_twice_at_most(tx: Writing) -> None:
    order = await _delivered(tx, email="once@mail.example")
    await _days_pass(tx, 9.9)
    assert await _letters(tx, order) == []
    await _days_pass(tx, 0.2)
    assert len(await _letters(tx, order)) == 1
    await jobs.ask(tx, {})
    await _days_pass(tx, 13)
    assert len(await _letters(tx, order)) == 1
    await _days_pass(tx, 2)
    for _ in range(5):
        await _days_pass(tx, 30)
    assert len(await _letters(tx, order)) == 2


async def test_nobody_is_asked_while_a_claim_is_open_and_nobody_after_a_return(tx: Writing) -> None:
    order = await _delivered(tx, email="claim@mail.example")
    [claim] = await returns.ask(tx, GUEST, order.id, [Wanted(order.lines[0].id, 1, Reason.DAMAGED)], "A crack", [])
    for _ in range(4):
        await _days_pass(tx, 5)
    assert await _letters(tx, order) == []
    await returns.refuse(tx, SYSTEM, claim, "It is glaze")
    await _days_pass(tx, 4)
    assert len(await _letters(tx, order)) == 1
    other = await _delivered(tx, email="back@mail.example")
    await orders.mark_returned(tx, SYSTEM, other.id, {other.lines[0].id: 1})
    await _days_pass(tx, 20)
    assert await _letters(tx, other) == []
    assert await tx.value("select why from reviews.request where order_id = $1", other.id) == "nothing_left"


async def test_who_has_written_is_not_asked(tx: Writing) -> None:
    mug = await make_mug(tx)
    owner, order = await make_owner(tx, mug, email="wrote@mail.example")
    await reactions.plan_to_ask(tx, OrderDelivered(about=order.id, lines={order.lines[0].id: 1}))
    await make_review(tx, mug, 4, by=owner)
    await _days_pass(tx, 30)
    assert await _letters(tx, order) == []


async def test_the_link_writes_as_the_owner_without_an_account(tx: Writing) -> None:
    order = await _delivered(tx, email="link@mail.example")
    await _days_pass(tx, 11)
    [letter] = await _letters(tx, order)
    opened = await asking.opened(tx, _token(letter))
    [line] = opened.lines
    assert opened.done == set()
    written = await reviews.write(tx, GUEST, New(product_id=line.product_id, rating=4, name="Lena"), line)
    one = await store.find(tx, written.id)
    assert one is not None
    assert (one.basis, one.collection, one.owned_days) == (Basis.ORDER, Collection.POST_FULFILLMENT, 11)
    assert (await asking.opened(tx, _token(letter))).done == {line.line_id}
    assert await tx.value("select count(*) from reviews.link where digest = $1", _token(letter)) == 0
    with pytest.raises(NoSuchReviewRequest):
        await asking.opened(tx, "guessed")
    tx.now += timedelta(days=121)
    with pytest.raises(NoSuchReviewRequest):
        await asking.opened(tx, _token(letter))
    await asking.forget_links(tx)
    assert await tx.value("select count(*) from reviews.link") == 0


async def test_who_asks_not_to_be_asked_is_not(tx: Writing) -> None:
    order = await _delivered(tx, email="Quiet@mail.example")
    await _days_pass(tx, 11)
    await asking.silence(tx, _token((await _letters(tx, order))[0]))
    later = await _delivered(tx, email="quiet@mail.example")
    await _days_pass(tx, 40)
    assert len(await _letters(tx, later)) == 1, "the one from before"
    assert "quiet@" not in str(await tx.rows("select * from reviews.silence")).lower()


async def test_what_is_not_sent_is_asked_about_too_and_a_category_may_be_left_alone(tx: Writing) -> None:
    order = await make_delivered(tx, await make_mug(tx), state="open", email="download@mail.example")
    await reactions.plan_to_ask_of_what_is_not_sent(tx, OrderPlaced(about=order.id))
    assert await tx.value("select count(*) from reviews.request") == 0
    await tx.run("update orders.line set ships = false where order_id = $1", order.id)
    await reactions.plan_to_ask_of_what_is_not_sent(tx, OrderPlaced(about=order.id))
    assert await tx.value("select count(*) from reviews.request where order_id = $1", order.id) == 1
    await tx.run("update orders.line set ships = true where order_id = $1", order.id)
    await tx.run("update reviews.terms set enabled = false")
    silent = await _delivered(tx, email="none@mail.example")
    assert await tx.value("select count(*) from reviews.request where order_id = $1", silent.id) == 0


async def test_the_author_is_told_of_the_answer_once(tx: Writing) -> None:
    mug = await make_mug(tx)
    review_id = await make_review(tx, mug, 2, "It leaks", email="author@mail.example")
    await reviews.reply(tx, SYSTEM, review_id, "We send another.")
    for _ in range(2):
        event = reactions.ReviewReplied(about=review_id, product_id=mug.id, author=None)
        await reactions.tell_of_the_answer(tx, event)
    [letter] = await tx.rows("""select "to" as address, text from mail.letter where template = 'reviews/answered'""")
    assert letter["address"] == "author@mail.example"
    assert "We send another." in letter["text"]


async def test_what_was_sent_again_is_not_asked_about_twice(tx: Writing) -> None:
    await make_zone(tx, a_zone())
    order = await _delivered(tx, email="again@mail.example")
    await _days_pass(tx, 5)
    [claim] = await returns.ask(tx, GUEST, order.id, [Wanted(order.lines[0].id, 1, Reason.DAMAGED)], "A crack", [])
    made = await orders.get(tx, await returns.replace(tx, SYSTEM, claim))
    await _days_pass(tx, 10)
    assert await _letters(tx, order) == [], "it is on its way"
    parcel = await shipping.ship(tx, SYSTEM, made.id, {made.lines[0].id: 1}, "manual")
    await shipping.deliver(tx, SYSTEM, parcel)
    await reactions.plan_to_ask(tx, OrderDelivered(about=made.id, lines={made.lines[0].id: 1}))
    await _days_pass(tx, 9)
    assert await _letters(tx, order) == [], "the wait begins with what works"
    for _ in range(8):
        await _days_pass(tx, 10)
    letters = await _letters(tx, order)
    assert len(letters) == 2
    opened = await asking.opened(tx, _token(letters[0]))
    assert [one.line_id for one in opened.lines] == [order.lines[0].id]


async def test_a_replacement_makes_no_second_owner(tx: Writing) -> None:
    await make_zone(tx, a_zone())
    order = await _delivered(tx, email="second@mail.example")
    [claim] = await returns.ask(tx, GUEST, order.id, [Wanted(order.lines[0].id, 1, Reason.DAMAGED)], "A crack", [])
    made = await orders.get(tx, await returns.replace(tx, SYSTEM, claim))
    parcel = await shipping.ship(tx, SYSTEM, made.id, {made.lines[0].id: 1}, "manual")
    await shipping.deliver(tx, SYSTEM, parcel)
    [bought] = await store.owned_in(tx, made.id)
    assert bought.line_id == order.lines[0].id
    assert await store.owned_lines(tx, [made.lines[0].id]) == []


async def test_the_letter_can_be_ended_by_the_mail_program(tx: Writing) -> None:
    order = await _delivered(tx, email="click@mail.example")
    await _days_pass(tx, 11)
    [row] = await tx.rows("select unsubscribe, one_click from mail.letter where template = 'reviews/request'")
    assert row["one_click"]
    assert row["unsubscribe"].endswith(f"/reviews/write/{_token((await _letters(tx, order))[0])}/stop")


async def test_it_can_be_ended_when_nothing_of_the_order_is_left(tx: Writing) -> None:
    order = await _delivered(tx, email="left@mail.example")
    await _days_pass(tx, 11)
    token = _token((await _letters(tx, order))[0])
    await orders.mark_returned(tx, SYSTEM, order.id, {order.lines[0].id: 1})
    for _ in range(2):
        await asking.silence(tx, token)
    assert await tx.value("select count(*) from reviews.silence") == 1


async def test_who_was_forgotten_is_not_asked_of_what_arrives_later(tx: Writing) -> None:
    person = await make_person(tx)
    order = await make_delivered(tx, await make_mug(tx), state="sent", person_id=person, email="gone@mail.example")
    await privacy.erase(tx, SYSTEM, person)
    [parcel] = (await shipping.shipments(tx, [order.id]))[order.id]
    await shipping.deliver(tx, SYSTEM, parcel.id)
    await reactions.plan_to_ask(tx, OrderDelivered(about=order.id, lines={order.lines[0].id: 1}))
    await _days_pass(tx, 20)
    assert await _letters(tx, order) == []
