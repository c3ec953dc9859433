"""What returns tells a person it holds, and what an erasure leaves."""

import pytest

from stoa.base.database import Writing
from stoa.people.sessions.model import GUEST
from stoa.shop import returns
from stoa.shop.returns import declaring, privacy
from stoa.shop.returns.model import Reason, Wanted
from tests.people.accounts.makers import make_person
from tests.shop.returns.makers import make_paid

pytestmark = pytest.mark.anyio


async def test_words_and_photos_are_told_and_taken_away_and_the_return_stays(tx: Writing) -> None:
    person, other = await make_person(tx), await make_person(tx)
    order = await make_paid(tx, 2, state="delivered", person_id=person)
    noise = await make_paid(tx, 1, state="delivered", person_id=other)
    for one in (order, noise):
        await returns.ask(tx, GUEST, one.id, [Wanted(one.lines[0].id, 1, Reason.DAMAGED)], "My kitchen", ["ab/800"])
    statement = await returns.declare(tx, name="Lena", order_number=str(order.number), email=order.email, note="", language="en")
    await declaring.match(tx, statement)
    told = await privacy.export(tx, person)
    assert [one["note"] for one in told["returns"]] == ["My kitchen", ""]
    assert [one["name"] for one in told["declarations"]] == ["Lena"]
    for _ in range(2):
        await privacy.erase(tx, person)
    left = await returns.of_orders(tx, [order.id, noise.id])
    assert [(one.note, one.photos, one.trail[0].note) for one in left[order.id]] == [("", [], ""), ("", [], "")]
    assert [(one.note, one.photos) for one in left[noise.id]] == [("My kitchen", ["ab/800"])]
    row = await tx.row("select name, email from returns.statement")
    assert (row["name"], row["email"]) == ("", "")
