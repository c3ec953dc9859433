"""What billing holds on a person, and what of it an erasure takes away: the books stay, the identity goes."""

from typing import Any

from stoa.base.database import Reading, Writing
from stoa.people.privacy import holds
from stoa.people.sessions.model import PersonId
from stoa.shop.billing import store


async def export(read: Reading, person: PersonId) -> Any:
    """Return the invoices of the person's orders, and what corrects them."""
    invoices = await read.rows(
        """select i.number, i.at, i.buyer, i.bill from billing.invoice i join orders.order o on o.id = i.order_id
        where o.person_id = $1 order by i.number""",
        person,
    )
    corrections = await read.rows(
        """select c.number, o.number as invoice, c.at, c.reason, c.amount, c.currency, c.entries, c.taxes
        from billing.correction c join orders.order o on o.id = c.order_id where o.person_id = $1 order by c.number""",
        person,
    )
    return {"invoices": [dict(row) for row in invoices], "corrections": [{**row, "number": f"C-{row['number']}"} for row in corrections]}


async def erase(tx: Writing, _person: PersonId) -> None:
    """Take who the buyer was from the invoices of orders that have ended; orders forget them before.

    Numbers, articles, amounts and taxes stay: the law asks a merchant to keep them (GDPR article 17, 3 b).
    """
    await store.forget_buyers(tx)


holds("billing", export=export, erase=erase)
