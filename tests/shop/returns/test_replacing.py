"""Sending again what was broken, wrong or missing: for nothing, from what is there, once."""

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database, Writing
from stoa.base.http.visits import SESSION_COOKIE
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import orders, returns, shipping
from stoa.shop.orders.model import Order, State
from stoa.shop.returns.model import Kind, NoneToSendAgain, NothingChosen, NotNow, Reason, Return, ReturnId, Wanted, Wish
from stoa.shop.returns.model import State as At
from stoa.shop.shipping import queries as packing
from stoa.shop.stock.model import OutOfStock
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import make_session
from tests.shop.returns.makers import eur, make_paid, refunds_of
from tests.shop.shipping.makers import a_zone, make_zone

pytestmark = pytest.mark.anyio


async def claim(tx: Writing, order: Order, quantity: int = 1, wish: Wish = Wish.REPLACEMENT) -> ReturnId:
    wanted = [Wanted(order.lines[0].id, quantity, Reason.DAMAGED)]
    [made] = await returns.ask(tx, GUEST, order.id, wanted, "It is cracked.", wish=wish)
    return made


async def known(tx: Writing, order: Order) -> list[Return]:
    return (await returns.of_orders(tx, [order.id]))[order.id]


async def stock_of(tx: Writing) -> list[tuple[int, int]]:
    return [tuple(row) for row in await tx.rows("select on_hand, allocated from stock.item order by id")]


async def test_one_button_sends_it_again_for_nothing(tx: Writing) -> None:
    await make_zone(tx, a_zone())
    order = await make_paid(tx, 2, 1, state="delivered")
    asked = await claim(tx, order)
    assert await stock_of(tx) == [(8, 0), (9, 0)]
    made = await orders.get(tx, await returns.replace(tx, SYSTEM, asked))
    assert (made.state, made.total, made.shipping, made.replacement) == (State.OPEN, eur(0), eur(0), True)
    assert [(line.variant_id, line.quantity, line.gross) for line in made.lines] == [(order.lines[0].variant_id, 1, eur(0))]
    assert (made.email, made.shipping_address, made.delivery and made.delivery.price) == (order.email, order.shipping_address, eur(0))
    assert await stock_of(tx) == [(8, 1), (9, 0)]
    [one] = await known(tx, order)
    assert (one.kind, one.state, one.wish, one.refund) == (Kind.CLAIM, At.REPLACED, Wish.REPLACEMENT, None)
    assert one.replacement is not None
    assert (one.replacement.id, one.replacement.number, one.replacement.key) == (made.id, made.number, made.key)
    assert [(trace.action, trace.state) for trace in one.trail] == [("ask", At.ASKED), ("replace", At.REPLACED)]
    assert await refunds_of(tx, order) == []
    assert await tx.value("select count(*) from payments.payment where order_id = $1", made.id) == 0
    kinds = [row["kind"] for row in await tx.rows("select kind from base.event where about = $1 order by id", made.id)]
    assert kinds == []  # nothing was sold: nobody confirms, counts or shows a purchase


async def test_it_is_packed_and_arrives_like_any_order(tx: Writing) -> None:
    order = await make_paid(tx, 1, state="sent")
    made = await orders.get(tx, await returns.replace(tx, SYSTEM, await claim(tx, order)))
    assert made.id in [one.id for one in await packing.to_pack(tx)]
    parcel = await shipping.ship(tx, SYSTEM, made.id, {made.lines[0].id: 1}, "manual")
    await shipping.deliver(tx, SYSTEM, parcel)
    assert (await orders.get(tx, made.id)).state is State.CLOSED
    assert await stock_of(tx) == [(8, 0)]


async def test_what_is_not_there_is_not_promised(tx: Writing) -> None:
    order = await make_paid(tx, 2, state="delivered", on_hand=3)
    with pytest.raises(NoneToSendAgain) as refused:
        await claim(tx, order, 2)
    assert refused.value.facts == {"title": "Mug", "free": 1}
    assert await known(tx, order) == []
    asked = await claim(tx, order)
    await make_last_one_go(tx)
    with pytest.raises(OutOfStock):
        async with tx.attempt():
            await returns.replace(tx, SYSTEM, asked)
    [one] = await known(tx, order)
    assert (one.state, one.replacement) == (At.ASKED, None)
    assert await returns.refund(tx, SYSTEM, asked) == eur(2400)


async def make_last_one_go(tx: Writing) -> None:
    await tx.run("update stock.item set on_hand = 0")
    await tx.run(
        "insert into stock.movement (item_id, on_hand, allocated, reason, actor, at) select id, -1, 0, 'lost', 'x', $1 from stock.item",
        tx.now,
    )


@pytest.mark.parametrize("verb", [returns.replace, returns.refund])
async def test_it_is_answered_once(tx: Writing, verb: object) -> None:
    order = await make_paid(tx, 1, state="delivered")
    asked = await claim(tx, order, wish=Wish.REFUND)
    await returns.replace(tx, SYSTEM, asked)
    with pytest.raises(NotNow):
        await verb(tx, SYSTEM, asked)  # type: ignore[operator]
    assert await tx.value("select count(*) from orders.order") == 2


async def test_only_claims_are_answered_so(tx: Writing) -> None:
    order = await make_paid(tx, 1, state="delivered")
    [asked] = await returns.ask(tx, GUEST, order.id, [Wanted(order.lines[0].id, 1, Reason.TOO_SMALL)], wish=Wish.REPLACEMENT)
    assert (await known(tx, order))[0].wish is Wish.REFUND
    with pytest.raises(NotNow):
        await returns.replace(tx, SYSTEM, asked)


async def test_what_was_paid_back_is_not_sent_again(tx: Writing) -> None:
    order = await make_paid(tx, 1, state="delivered")
    asked = await claim(tx, order)
    await orders.mark_returned(tx, SYSTEM, order.id, {order.lines[0].id: 1})
    with pytest.raises(NothingChosen):
        await returns.replace(tx, SYSTEM, asked)
    await orders_untouched(tx)


async def orders_untouched(tx: Writing) -> None:
    assert await tx.value("select count(*) from orders.order") == 1
    await tx.run("update returns.return_ set state = 'taken_back', ended_at = $1", tx.now)
    await tx.run(
        "insert into returns.trail (return_id, at, action, state, actor) select id, $1, 'x', 'taken_back', 'x' from returns.return_", tx.now
    )


async def test_what_is_wrong_again_is_said_of_the_first_order(tx: Writing) -> None:
    order = await make_paid(tx, 1, state="delivered")
    made = await orders.get(tx, await returns.replace(tx, SYSTEM, await claim(tx, order)))
    assert not (await returns.possible(tx, made)).anything
    assert (await returns.possible(tx, order)).claim == {order.lines[0].id: 1}


@pytest.mark.parametrize(("language", "words"), [("en", "We send it again"), ("de", "Wir schicken es noch einmal")])
async def test_the_shopper_is_told_and_led_to_it(db: Database, language: str, words: str) -> None:
    """The reaction to ReturnReplaced; and nothing else speaks of a purchase."""
    async with db.writing() as tx:
        order = await make_paid(tx, 1, state="delivered", language=language)
        made = await returns.replace(tx, SYSTEM, await claim(tx, order))
    await jobs.drain(db)
    async with db.reading() as read:
        letters = await read.rows(
            """select "to", subject, html, template from mail.letter where html like '%' || $1 || '%'""", ids.show("ord", made)
        )
        [letter] = letters
        assert await read.value("select count(*) from mail.letter where template = 'checkout/placed'") == 1
    assert (letter["to"], letter["template"]) == (order.email, "returns/replaced")
    assert words in letter["subject"]
    assert words in letter["html"]


async def test_a_shopper_asks_and_the_desk_agrees(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        order = await make_paid(tx, 1, state="delivered", on_hand=2)
        merchant = await make_session(tx, await make_person(tx, roles={Role.MERCHANT}))
        agent = await make_session(tx, await make_person(tx))
    at, line = f"/orders/{order.shown_id}/return?key={order.key}", ids.show("lin", order.lines[0].id)
    assert "Please send it again" in (await client.get(at)).text
    form = {f"pieces-{line}": "1", f"reason-{line}": "damaged", "wish": "replacement", "note": "Cracked at the rim"}
    async with db.writing() as tx:
        await tx.run("update stock.item set on_hand = 0")
        await tx.run(
            "insert into stock.movement (item_id, on_hand, allocated, reason, actor, at) select id, -1, 0, 'lost', 'x', $1 from stock.item",
            tx.now,
        )
    refused = await client.post(at, data=form)
    assert refused.status_code == 409
    assert "Nothing of “Mug” is left to be sent again" in refused.text
    assert "Cracked at the rim" in refused.text
    async with db.writing() as tx:
        await tx.run("update stock.item set on_hand = 1")
        await tx.run(
            "insert into stock.movement (item_id, on_hand, allocated, reason, actor, at) select id, 1, 0, 'found', 'x', $1 from stock.item",
            tx.now,
        )
    assert (await client.post(at, data=form)).status_code == 303
    async with db.reading() as read:
        asked = ids.show("ret", await read.value("select id from returns.return_"))
    assert (await client.post(f"/desk/returns/{asked}/replacement")).status_code in {303, 401, 403, 404}
    client.cookies.set(SESSION_COOKIE, agent)
    assert (await client.post(f"/desk/returns/{asked}/replacement")).status_code in {403, 404}
    client.cookies.set(SESSION_COOKIE, merchant)
    pane = (await client.get(f"/desk/returns/{asked}")).text
    assert "The shopper would like it to be sent again." in pane
    assert (await client.post(f"/desk/returns/{asked}/replacement")).status_code == 303
    async with db.reading() as read:
        [one] = (await returns.of_orders(read, [order.id]))[order.id]
    assert one.replacement is not None
    assert f"Sent again with order {one.replacement.number}" in (await client.get(f"/desk/returns/{asked}")).text
    packing = (await client.get("/desk/packing")).text
    assert str(one.replacement.number) in packing
    assert (await client.get(f"/desk/orders/{ids.show('ord', one.replacement.id)}")).status_code == 200
    client.cookies.clear()
    page = await client.get(f"/orders/{ids.show('ord', one.replacement.id)}?key={one.replacement.key}")
    assert page.status_code == 200
    assert "nothing to pay" in page.text
    assert (await client.post(f"/desk/returns/{asked}/replacement")).status_code != 200


async def test_by_api(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        order = await make_paid(tx, 1, state="delivered")
        merchant = await make_session(tx, await make_person(tx, roles={Role.MERCHANT}))
    line = ids.show("lin", order.lines[0].id)
    asked = await client.post(
        f"/api/orders/{order.shown_id}/returns?key={order.key}",
        json={"lines": [{"line_id": line, "quantity": 1, "reason": "missing"}], "wish": "replacement"},
    )
    [one] = asked.json()["items"]
    assert (one["wish"], one["replacement_id"]) == ("replacement", None)
    path = f"/api/admin/returns/{one['id']}/replacement"
    assert (await client.post(path)).status_code in {401, 403}
    client.cookies.set(SESSION_COOKIE, merchant)
    done = (await client.post(path)).json()
    assert (done["state"], done["replacement_id"][:4]) == ("replaced", "ord_")
    again = await client.post(path)
    assert (again.status_code, again.json()["code"]) == (409, "not_now")
