"""What pricing holds on a person: which voucher codes they used."""

from typing import Any

from stoa.base.database import Reading, Writing
from stoa.people.privacy import holds
from stoa.people.sessions.model import PersonId
from stoa.shop.pricing import vouchers


async def export(read: Reading, person: PersonId) -> Any:
    """Return the codes that the person used."""
    return [{"voucher_code": one["code"], "used_at": one["at"]} for one in await vouchers.used_by(read, person)]


async def erase(tx: Writing, person: PersonId) -> None:
    """Keep that codes were used, not by whom."""
    await vouchers.forget(tx, person)


holds("pricing", export=export, erase=erase)
