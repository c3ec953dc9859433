"""What is put in order every day: who owns a thing no more, and what need not be known any longer."""

from datetime import timedelta

from stoa.base.database import Writing
from stoa.community.questions import deriving

GUESTS_TOLD = timedelta(days=180)
"""So long a guest is told of answers; then their mail address is forgotten."""

REQUESTS_KEPT = timedelta(days=365)
ASKED_KEPT = timedelta(days=365)


async def disown(tx: Writing) -> int:
    """Take the mark of an owner from answers whose authors have sent the thing back; return how many."""
    rows = await tx.rows(
        """update questions.answer a set basis = 'none', owned_since = null from questions.question q
        where a.basis = 'owner' and a.author is not null and q.id = a.question_id
            and not exists (select from circles.owned w where w.person_id = a.author and w.product_id = q.product_id)
        returning a.question_id"""
    )
    await deriving.changed(tx, {row["question_id"] for row in rows})
    return len(rows)


async def forget(tx: Writing) -> None:
    """Forget guests who have been told, what the shop answered long ago, and who was asked long ago."""
    rows = await tx.rows("delete from questions.follower where email is not null and at < $1 returning question_id", tx.now - GUESTS_TOLD)
    await tx.run("delete from questions.request where done_at < $1", tx.now - REQUESTS_KEPT)
    await tx.run("delete from questions.asked where at < $1", tx.now - ASKED_KEPT)
    await deriving.changed(tx, {row["question_id"] for row in rows})
