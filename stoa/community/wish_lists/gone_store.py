"""The SQL of lists that go: what stays of them for those who promised something, and for how long."""

from datetime import datetime

from stoa.base.database import Reading, Writing
from stoa.community.wish_lists.model import ListId, Who
from stoa.community.wish_lists.store import CLOSED

LEAVES_NOTHING = """not exists (select from wish_lists.pool p join wish_lists.entry e on e.id = p.entry_id where e.list_id = l.id)
    and not exists (select from wish_lists.claim c join wish_lists.entry e on e.id = c.entry_id where e.list_id = l.id
        and (c.person is not null or c.guest is not null or c.order_id is not null) and (c.ended_at is null or c.ended_at = $2))"""
"""Whether nobody but its owner had to do with a list that goes now (`$2`): no money, and no promise that its giver could ask after."""


async def take_down(tx: Writing, list_id: ListId) -> None:
    """Remove a list: wholly, or, where money was put together on it or somebody promised something, from everybody's sight."""
    gone = await tx.run(f"delete from wish_lists.list l where id = $1 and {LEAVES_NOTHING}", list_id, tx.now)
    if not gone:
        await tx.run(
            f"update wish_lists.list set secret = null, {CLOSED}, removed_at = $2, title = '', message = '', recipient = '', address_id = null where id = $1",
            list_id,
            tx.now,
        )
        await tx.run("update wish_lists.entry set note = '' where list_id = $1 and note <> ''", list_id)


async def closed(read: Reading, secret: str, who: Who) -> bool:
    """Return whether a link opened a list once from which this one promised something."""
    found = await read.value(
        """select true from wish_lists.list l join wish_lists.entry e on e.list_id = l.id join wish_lists.claim c on c.entry_id = e.id
        where l.closed_link = sha256(convert_to($1, 'UTF8')) and (c.person = $2 or (c.person is null and c.guest = $3)) limit 1""",
        secret,
        who.person,
        who.guest,
    )
    return bool(found)


async def forget_guests(tx: Writing, before: datetime) -> int:
    """Delete guests' lists that nobody has touched since then."""
    return await tx.run("delete from wish_lists.list where owner is null and changed_at < $1", before)


async def forget_removed(tx: Writing, before: datetime) -> int:
    """Delete lists that went before then, which stood only for what somebody had promised."""
    return await tx.run(
        """delete from wish_lists.list l where removed_at < $1
        and not exists (select from wish_lists.pool p join wish_lists.entry e on e.id = p.entry_id where e.list_id = l.id)""",
        before,
    )
