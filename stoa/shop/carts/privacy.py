"""What carts holds on a person."""

from typing import Any

from stoa.base.database import Reading, Writing
from stoa.people.privacy import holds
from stoa.people.sessions.model import PersonId


async def export(read: Reading, person: PersonId) -> Any:
    """Return what is in the person's open cart, and the voucher codes they gave."""
    rows = await read.rows(
        """select l.variant_id, l.quantity, l.added_at from carts.line l join carts.cart c on c.id = l.cart_id
        where c.person_id = $1 and c.order_id is null""",
        person,
    )
    codes = await read.value("select codes from carts.cart where person_id = $1 and order_id is null", person)
    return [dict(row) for row in rows] + [{"voucher_code": code} for code in codes or []]


async def erase(tx: Writing, person: PersonId) -> None:
    """Empty and forget the person's carts; those that became orders lose their owner."""
    await tx.run("delete from carts.cart where person_id = $1 and order_id is null", person)
    await tx.run("update carts.cart set person_id = null where person_id = $1", person)


holds("carts", export=export, erase=erase)
