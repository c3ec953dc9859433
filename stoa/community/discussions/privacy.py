"""What discussions holds on a person, and what of it an erasure takes away: what was written stays, for others, without a name."""

from typing import Any

from stoa.base.database import Reading, Writing
from stoa.community.discussions import deriving
from stoa.people.permissions.model import PersonId
from stoa.people.privacy import holds


async def export(read: Reading, person: PersonId) -> Any:
    """Return the topics the person opened or proposed, what they wrote, and which topics they follow."""

    async def rows(sql: str) -> list[dict[str, Any]]:
        return [dict(row) for row in await read.rows(sql, person)]

    return {
        "topics": await rows(
            "select id, handle, kind, title, question, text, state, made_at from discussions.topic where author = $1 order by id"
        ),
        "posts": await rows(
            "select id, topic_id, text, pictures, reply_to, state, made_at from discussions.post where author = $1 order by id"
        ),
        "follows": await rows("select topic_id, at, seen_at from discussions.following where person_id = $1 order by at"),
    }


async def erase(tx: Writing, person: PersonId) -> None:
    """Take away who it was, and their pictures; the words stay."""
    topics = await tx.rows(
        """with own as (update discussions.topic set author = null where author = $1 returning id),
        written as (update discussions.post set author = null, pictures = '[]' where author = $1 returning topic_id)
        select id from own union select topic_id from written""",
        person,
    )
    await tx.run("delete from discussions.following where person_id = $1", person)
    await deriving.changed(tx, [row["id"] for row in topics])


holds("discussions", export=export, erase=erase)
