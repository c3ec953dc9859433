"""What returns holds on a person, and what of it an erasure takes away: that something came back stays, the words go."""

from typing import Any

import msgspec

from stoa.base.database import Reading, Writing
from stoa.people.privacy import holds
from stoa.people.sessions.model import PersonId
from stoa.shop.returns import store


async def export(read: Reading, person: PersonId) -> Any:
    """Return everything the person asked for after ordering, and every declaration for one of their orders."""
    return {
        "returns": [msgspec.to_builtins(one) for one in await store.of_person(read, person)],
        "declarations": [msgspec.to_builtins(one) for one in await store.statements_of_person(read, person)],
    }


async def erase(tx: Writing, person: PersonId) -> None:
    """Take away what the person wrote and photographed, and the name and address of their declarations."""
    await store.forget_person(tx, person)


holds("returns", export=export, erase=erase)
