"""What carts does when others do something: a guest's cart becomes the member's in the moment they sign in."""

from uuid import UUID

from stoa.base.database import Writing
from stoa.base.http.visits import Visit
from stoa.people.sessions import at_sign_in
from stoa.people.sessions.model import PersonId
from stoa.shop.carts import actions


@at_sign_in
async def take_the_cart_along(tx: Writing, person: PersonId, visit: Visit) -> None:
    await actions.merge(tx, person, UUID(visit.cart) if visit.cart else None)
