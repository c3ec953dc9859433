"""Members, and who stands how to whom, for tests."""

from stoa.base import ids
from stoa.base.database import Writing
from stoa.community import circles
from stoa.community.circles import actions, store
from stoa.community.circles.model import Audience, Kind, LineId, PersonId, PurchaseState, PutFollow, PutMember
from stoa.people.permissions.model import Role, Visitor, granted
from stoa.people.sessions.model import SYSTEM
from stoa.shop.catalog.model import ProductId
from tests.people.accounts.makers import make_person
from tests.shop.shipping.makers import a_line, make_order

ALL = {kind: Audience.EVERYONE for kind in Kind}


def as_member(person: PersonId) -> Visitor:
    """Return somebody as a signed-in shopper."""
    return Visitor(person=person, permissions=granted({Role.SHOPPER}))


async def make_member(tx: Writing, byline: str = "Lena K.", **shows: Audience) -> PersonId:
    """Make somebody with a public name, who shows these kinds of things to these audiences."""
    person = await make_person(tx, name="Ada Secretname")
    wanted = {Kind(kind): audience for kind, audience in shows.items()}
    await circles.put_members(tx, SYSTEM, [PutMember(person_id=person, byline=byline, shows=wanted)])
    return person


async def make_friends(tx: Writing, one: PersonId, other: PersonId) -> None:
    await circles.put_follows(tx, SYSTEM, [PutFollow(one, other, True), PutFollow(other, one, True)])


async def make_purchase(
    tx: Writing, person: PersonId, product: ProductId | None = None, state: PurchaseState = PurchaseState.DELIVERED
) -> LineId:
    """Have somebody buy a product in an order of its own; return the line."""
    lines = [a_line(ids.new(), product_id=product or ProductId(ids.new()))]  # type: ignore[arg-type]
    order = await make_order(tx, lines=lines, person_id=person)
    line = order.lines[0].id
    counts = {"placed": (0, 0, 0), "delivered": (0, 1, 0), "cancelled": (1, 0, 0), "returned": (0, 1, 1)}[state.value]
    await tx.run("update orders.line set cancelled = $2, shipped = $3, delivered = $3, returned = $4 where id = $1", line, *counts)
    await store.keep_orders(tx, [order.id])
    return line


async def handle_of(tx: Writing, person: PersonId) -> str:
    found = await store.member(tx, person)
    assert found is not None
    return found.handle


__all__ = ["ALL", "actions", "as_member", "handle_of", "make_friends", "make_member", "make_purchase"]
