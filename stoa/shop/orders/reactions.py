"""What orders does when others do something: a guest's orders become theirs when they sign in with the same address."""

from stoa.base.database import Writing
from stoa.base.http.visits import Visit
from stoa.people import accounts
from stoa.people.sessions import at_sign_in
from stoa.people.sessions.model import PersonId
from stoa.shop.orders import actions


@at_sign_in
async def take_the_orders_along(tx: Writing, person: PersonId, _visit: Visit) -> None:
    """An account exists only after its mail link was pressed, so the address is proved to be theirs."""
    found = await accounts.find(tx, person)
    if found.email:
        await actions.adopt(tx, found.email, person)
