"""What group buys hold on a person: the places they took, by the name that their team saw."""

from typing import Any

from stoa.base.database import Reading, Writing
from stoa.people.privacy import holds
from stoa.people.sessions.model import PersonId


async def export(read: Reading, person: PersonId) -> Any:
    """Return the places that a person took in teams."""
    rows = await read.rows(
        """select t.handle as team, p.name, p.quantity, p.state, p.starter, p.joined_at, p.shown_to from group_buys.place p
        join group_buys.team t on t.id = p.team_id where p.person_id = $1 order by p.id""",
        person,
    )
    waited = await read.rows(
        """select t.handle as team, w.email, w.state, w.since, w.offered_until from group_buys.waiting w
        join group_buys.team t on t.id = w.team_id where w.person_id = $1 order by w.id""",
        person,
    )
    return {"places": [dict(row) for row in rows], "waited_for": [dict(row) for row in waited]}


async def erase(tx: Writing, person: PersonId) -> None:
    """Take the person and the name from their places; the places stay counted, and their orders go their own way.

    Of waiting, the address goes as well: what may be kept for them passes on when its time is over.
    """
    await tx.run("update group_buys.place set person_id = null, name = '', shown_to = null where person_id = $1", person)
    await tx.run("update group_buys.waiting set person_id = null, email = null where person_id = $1", person)


holds("group_buys", export=export, erase=erase)
