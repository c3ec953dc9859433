"""What orders holds on a person, and what of it an erasure takes away: the books stay, the identity goes."""

from typing import Any

import msgspec

from stoa.base.database import Reading, Writing
from stoa.people.privacy import holds
from stoa.people.profiles import offer_entry
from stoa.people.profiles.model import AccountEntry, Group
from stoa.people.sessions.model import PersonId
from stoa.shop.orders import store
from stoa.shop.orders.queries import ACCOUNT_LINE


async def export(read: Reading, person: PersonId) -> Any:
    """Return every order of the person, and where others had something sent to them."""
    own = [msgspec.to_builtins(order.for_buyer()) for order in await store.of_person(read, person)]
    return [*own, *await store.received_by(read, person)]


async def erase(tx: Writing, person: PersonId) -> None:
    """Take names, addresses and mail from the person's orders that have ended; those on their way lose them when they end.

    Amounts, articles and taxes stay: the law asks a merchant to keep them (GDPR article 17, 3 b).
    """
    await store.forget_person(tx, person)


holds("orders", export=export, erase=erase)
offer_entry(AccountEntry("orders-own", "box", "/account/orders", position=10, group=Group.ORDERS), ACCOUNT_LINE)
