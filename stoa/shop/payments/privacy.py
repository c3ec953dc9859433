"""What payments holds on a person."""

from typing import Any

from stoa.base.database import Reading, Writing
from stoa.base.http.panels import Panel
from stoa.people.privacy import holds
from stoa.people.profiles import offer_entry
from stoa.people.profiles.model import AccountEntry, Group, Line
from stoa.people.sessions.model import PersonId
from stoa.shop.payments import forgetting, store


async def export(read: Reading, person: PersonId) -> Any:
    """Return the saved ways to pay, as people recognise them."""
    return [
        {"brand": one.brand, "last4": one.last4, "expires": f"{one.expires_year}-{one.expires_month}"}
        for one in await store.methods(read, person)
    ]


async def erase(tx: Writing, person: PersonId) -> None:
    """Forget saved ways to pay, at their providers too; payments stay with their orders, without the person."""
    await forgetting.of_person(tx, person)
    await tx.run("update payments.payment set person_id = null, mark = '' where person_id = $1", person)


LINE = Panel(
    """select json_build_object('key', case when count(*) > 0 then 'payments-line' else 'payments-line-none' end, 'count', count(*))
    from payments.method m where m.person_id = :viewer::uuid""",
    Line,
)
"""How many ways to pay somebody has saved."""

holds("payments", export=export, erase=erase)
offer_entry(AccountEntry("payments-methods", "lock", "/account/payments", position=67, group=Group.ORDERS), LINE)
