"""A report that somebody made with a mail address of somebody else: that mailbox says so, and has its peace.

Anybody may report without an account, and type any address; only the letters go there, so only their reader has the key in them.
"""

import hmac
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256

from stoa.base.database import Reading, Writing
from stoa.community.moderation import report_store
from stoa.community.moderation.report_model import NoSuchReport, Report, ReportId

QUIET = timedelta(days=365)
"""So long nothing about others' reports goes to a mailbox that said so; whoever reads it reports with an account."""


async def of_key(read: Reading, report_id: ReportId, key: str) -> Report:
    """Return the report that a letter with this key was about. Raises NoSuchReport."""
    found = await report_store.report(read, report_id)
    if not found.letter_key or not hmac.compare_digest(key.encode(), found.letter_key.encode()):
        raise NoSuchReport
    return found


async def disown(tx: Writing, report_id: ReportId, key: str) -> None:
    """Make it nobody's report, with all that were made with that mailbox since that morning: one letter a day spoke for them.

    What was reported is looked at all the same, as what a guest without an address reports. Safe to run twice. Raises NoSuchReport.
    """
    found = await of_key(tx, report_id, key)
    if found.disowned_at is not None or not found.email:
        return
    morning = datetime.combine(found.at.astimezone(UTC).date(), time(), UTC)
    await tx.run(
        """update moderation.report set name = '', email = '', disowned_at = $3
        where by is null and email = $1 and (id = $4 or at >= $2)""",
        found.email,
        morning,
        tx.now,
        found.id,
    )
    await tx.run(
        "insert into moderation.quiet_mailbox (digest, at) values ($1, $2) on conflict (digest) do update set at = excluded.at",
        _digest(found.email),
        tx.now,
    )


async def is_quiet(read: Reading, email: str) -> bool:
    """Return whether a mailbox is not to be written to about what a guest reports."""
    if not email:
        return False
    found = await read.value("select true from moderation.quiet_mailbox where digest = $1 and at > $2", _digest(email), read.now - QUIET)
    return bool(found)


async def forget(tx: Writing) -> None:
    """Forget mailboxes whose year is over."""
    await tx.run("delete from moderation.quiet_mailbox where at <= $1", tx.now - QUIET)


def _digest(email: str) -> bytes:
    return sha256(email.strip().lower().encode()).digest()
