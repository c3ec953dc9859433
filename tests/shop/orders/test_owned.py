"""Who owns what: what has arrived and was not sent back."""

from stoa.base.database import Writing
from stoa.people.sessions.model import SYSTEM
from stoa.shop import orders
from tests.people.accounts.makers import make_person
from tests.shop.returns.makers import make_paid


async def test_what_has_arrived_is_owned_until_it_comes_back(tx: Writing) -> None:
    person = await make_person(tx)
    kept = await make_paid(tx, 2, state="delivered", person_id=person)
    await make_paid(tx, 1, state="sent", person_id=person)
    await make_paid(tx, 1, state="delivered")
    rows = await tx.rows("select * from orders.owned")
    assert [(row["person_id"], row["line_id"], row["pieces"], row["since"]) for row in rows] == [(person, kept.lines[0].id, 2, tx.now)]
    await orders.mark_returned(tx, SYSTEM, kept.id, {kept.lines[0].id: 2})
    assert await tx.rows("select * from orders.owned") == []


async def test_who_gives_something_to_somebody_else_owns_nothing_nor_does_who_is_surprised(tx: Writing) -> None:
    giver, recipient = await make_person(tx), await make_person(tx)
    await make_paid(tx, 1, state="delivered", person_id=giver, recipient_id=recipient, hidden_as="Edda")
    await make_paid(tx, 1, state="delivered", person_id=None, recipient_id=recipient)  # what several paid together
    assert await tx.rows("select * from orders.owned") == []
