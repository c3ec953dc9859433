"""Members, and who stands how to whom, for tests."""

from stoa.base import ids
from stoa.base.database import Writing
from stoa.community import circles
from stoa.community.circles import store
from stoa.community.circles.model import Audience, Kind, LineId, PersonId, PurchaseState, PutFollow, PutMember
from stoa.people.permissions.model import Role, Visitor, granted
from stoa.people.sessions.model import SYSTEM
from stoa.shop import orders
from stoa.shop.catalog.model import ProductId, VariantId
from tests.people.accounts.makers import make_person
from tests.shop.shipping.makers import a_line, make_order


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
    waits = state in {PurchaseState.PLACED, PurchaseState.CANCELLED}  # what is not sent has arrived at once
    lines = [a_line(VariantId(ids.new()), product_id=product or ProductId(ids.new()), ships=waits)]
    order = await make_order(tx, lines=lines, person_id=person)
    line = order.lines[0].id
    if state is PurchaseState.CANCELLED:
        await orders.cancel(tx, SYSTEM, order.id, "changed_mind")
    if state is PurchaseState.RETURNED:
        await orders.mark_returned(tx, SYSTEM, order.id, {line: 1})
    await store.keep_orders(tx, [order.id])
    return line


async def handle_of(tx: Writing, person: PersonId) -> str:
    found = await store.member(tx, person)
    assert found is not None
    return found.handle
