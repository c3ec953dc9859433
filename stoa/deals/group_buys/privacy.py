"""What group buys hold on a person: the places they took, by the name that their team saw."""

from typing import Any

from stoa.base.database import Reading, Writing
from stoa.people.privacy import holds
from stoa.people.sessions.model import PersonId


async def export(read: Reading, person: PersonId) -> Any:
    """Return the places that a person took in teams."""
    rows = await read.rows(
        """select t.handle as team, p.name, p.quantity, p.state, p.starter, p.joined_at from group_buys.place p
        join group_buys.team t on t.id = p.team_id where p.person_id = $1 order by p.id""",
        person,
    )
    return {"places": [dict(row) for row in rows]}


async def erase(tx: Writing, person: PersonId) -> None:
    """Take the person and the name from their places; the places stay counted, and their orders go their own way."""
    await tx.run("update group_buys.place set person_id = null, name = '' where person_id = $1", person)


holds("group_buys", export=export, erase=erase)
