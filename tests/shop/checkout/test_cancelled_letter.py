"""The letter of a cancellation says what it was, what goes back, and, where it was a part, what is left and what that costs."""

from typing import Any

import msgspec
import pytest

from stoa.base import jobs
from stoa.base.database import Database
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import orders, pricing, returns, shipping
from stoa.shop.orders.model import LineId, Order
from stoa.shop.pricing.model import TaxMode
from stoa.shop.pricing.model.taxes import PricedLine
from tests.shop.orders.test_taxes import NEW_YORK, agreed
from tests.shop.returns.makers import eur, make_paid

pytestmark = pytest.mark.anyio


async def _paid(db: Database, *quantities: int, **overrides: Any) -> Order:
    async with db.writing() as tx:
        return await make_paid(tx, *quantities, **overrides)


async def _told(db: Database, order: Order, lines: dict[LineId, int] | None) -> tuple[str, str, str]:
    """Cancel these; return the subject, the HTML and the text of the last letter about it."""
    async with db.writing() as tx:
        await orders.cancel(tx, SYSTEM, order.id, "shop", lines, by_staff=True)
    await jobs.drain(db)
    async with db.reading() as read:
        [*_, row] = await read.rows("select subject, html, text from mail.letter where template = 'checkout/cancelled' order by id")
    return row["subject"], row["html"], row["text"]


async def test_a_part_says_what_still_comes_the_new_total_and_what_goes_back(db: Database) -> None:
    order = await _paid(db, 3, 1)
    first, second = order.lines
    subject, html, text = await _told(db, order, {first.id: 1})
    assert subject == f"Part of your order {order.number} was cancelled"
    assert (
        f"Of your order {order.number} we have cancelled one piece. What you paid for it, €24.00, is on its way back to you, the way you paid."
        in text
    )
    assert "What you still get" in html
    shown = text.partition("What you still get")[2]
    assert f"2 × {first.title}" in shown
    assert f"1 × {second.title}" in shown
    assert "€48.00" in shown
    before, left = order.total.amount / 100, (order.total.amount - 2400) / 100
    assert f"New total  €{left:.2f}" in text
    assert f"Total before  €{before:.2f}" in text
    assert "It arrives by" in text


async def test_it_says_so_in_german_too(db: Database) -> None:
    order = await _paid(db, 3, language="de")
    subject, html, text = await _told(db, order, {order.lines[0].id: 2})
    assert subject == f"Ein Teil Ihrer Bestellung {order.number} wurde storniert"
    assert "Teilweise storniert" in html
    assert "48,00\xa0€, ist auf dem Weg zurück zu Ihnen, so wie Sie gezahlt haben." in text
    assert "Das bekommen Sie weiterhin" in text
    assert "Neue Summe" in text
    assert "Sie kommt bis" in text


async def test_what_was_sent_already_is_told_apart(db: Database) -> None:
    order = await _paid(db, 3)
    line = order.lines[0].id
    async with db.writing() as tx:
        await shipping.ship(tx, SYSTEM, order.id, {line: 2}, "manual")
    _, _, text = await _told(db, order, {line: 1})
    assert "2 of it were sent already." in text
    assert "It arrives by" not in text


async def test_a_whole_one_lists_nothing(db: Database) -> None:
    order = await _paid(db, 2, 1)
    subject, html, text = await _told(db, order, None)
    assert subject == f"Your order {order.number} was cancelled"
    assert "Partly" not in html
    assert "you still get" not in text
    assert "is on its way back to you" in text


async def test_what_is_left_is_cancelled_in_its_turn(db: Database) -> None:
    order = await _paid(db, 2)
    async with db.writing() as tx:
        for _ in range(2):
            await returns.cancel(tx, GUEST, order.id, {order.lines[0].id: 1})
    await jobs.drain(db)
    async with db.reading() as read:
        letters = await read.rows("select subject, text from mail.letter where template = 'checkout/cancelled' order by id")
    assert all("you still get" not in one["text"] for one in letters)


def test_what_is_kept_of_the_lines_is_what_is_left_of_the_order() -> None:
    goods = [PricedLine(eur(9_999), 7)]
    order = agreed(goods, pricing.total(goods, eur(0), NEW_YORK, TaxMode.EXCLUSIVE))
    for cancelled in range(7):
        line = msgspec.structs.replace(order.lines[0], cancelled=cancelled)
        now = msgspec.structs.replace(order, lines=[line])
        assert line.gross_kept + now.shipping == now.left
        assert line.net_kept.amount + now.shipping_net.amount + sum(one.amount.amount for one in now.taxes_left) == now.left.amount
