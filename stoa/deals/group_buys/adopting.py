"""Whoever has proved that a mail address is theirs has the places that were taken with it, and what it waits for."""

from stoa.base.database import Writing
from stoa.people.sessions.model import PersonId


async def adopt(tx: Writing, person: PersonId, email: str | None) -> None:
    """Make the places of a person's orders theirs, and the waiting of their proved mail; safe to run twice.

    Of a team in which they have a place as a member already, another that lives stays its order's alone.
    """
    await tx.run(
        """update group_buys.place p set person_id = $1 from orders.order o where o.id = p.order_id and p.person_id is null
        and (o.person_id = $1 or (o.person_id is null and o.email = $2))
        and (p.state in ('left', 'declined', 'released') or not exists (select from group_buys.place own where own.team_id = p.team_id
            and own.person_id = $1 and own.state in ('reserved', 'authorized', 'capturing', 'grace', 'captured', 'refilling')))""",
        person,
        email,
    )
    if email:
        await tx.run("update group_buys.waiting set person_id = $1 where email = lower($2) and person_id is null", person, email)
