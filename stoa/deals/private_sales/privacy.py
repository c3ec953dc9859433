"""What private sales hold on a person: their clubs, whom they invited by number alone, their places in lines, what was kept for them."""

from typing import Any

from stoa.base.database import Reading, Writing
from stoa.deals.private_sales import club_store, keeping
from stoa.people.privacy import holds
from stoa.people.sessions.model import PersonId


async def export(read: Reading, person: PersonId) -> Any:
    """Return a person's memberships, places in lines and claims."""
    members = await read.rows(
        """select c.name as club, m.name, m.tier, m.quota, m.invited, m.letters, m.since, m.left_at from private_sales.member m
        join private_sales.club c on c.id = m.club_id where m.person_id = $1 order by m.since""",
        person,
    )
    places = await read.rows(
        """select s.title as sale, e.id as entrant, e.entered_at, e.drawn, e.rank, e.admitted_at from private_sales.entrant e
        join private_sales.member m on m.id = e.member_id join private_sales.sale s on s.id = e.sale_id where m.person_id = $1 order by e.entered_at""",
        person,
    )
    kept = await read.rows(
        """select s.title as sale, k.wanted, k.quantity, k.state, k.since, k.until_at, k.email from private_sales.claim k
        join private_sales.member m on m.id = k.member_id join private_sales.sale s on s.id = k.sale_id where m.person_id = $1 order by k.since""",
        person,
    )
    return {"clubs": [dict(row) for row in members], "places": [dict(row) for row in places], "kept": [dict(row) for row in kept]}


async def erase(tx: Writing, person: PersonId) -> None:
    """Take the person, the name and the address from their memberships; a place in the line stays where it is, as nobody's.

    What was kept for them goes to who waits.
    """
    mine = [row["id"] for row in await tx.rows("select id from private_sales.member where person_id = $1", person)]
    await keeping.let_go(tx, mine)
    await tx.run(
        "update private_sales.claim c set email = null from private_sales.member m where m.id = c.member_id and m.person_id = $1", person
    )
    await club_store.withdraw(tx, [one.id for one in await club_store.invitations_of(tx, mine)])
    await tx.run(
        "update private_sales.member set person_id = null, pass = null, name = '', left_at = coalesce(left_at, $2) where person_id = $1",
        person,
        tx.now,
    )


holds("private_sales", export=export, erase=erase)
