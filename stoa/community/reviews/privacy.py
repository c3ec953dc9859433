"""What reviews holds on a person, and what of it an erasure takes away: what others rely on stays, without a name."""

from typing import Any

import msgspec

from stoa.base.database import Reading, Writing
from stoa.community.reviews import actions, asking, past, store
from stoa.people.privacy import holds
from stoa.people.sessions.model import PersonId


async def export(read: Reading, person: PersonId) -> Any:
    """Return everything the person wrote, with what it said before, and every vote of theirs."""
    text = await read.value(
        f"select coalesce(json_agg({store.REVIEW} order by r.id), '[]')::text from reviews.review r where r.author = $1", person
    )
    written = store.MANY.decode(text)
    pasts = await past.histories(read, [one.id for one in written])
    return {
        "reviews": [
            {**msgspec.to_builtins(one), "edits": [msgspec.to_builtins(edit) for edit in reversed(pasts[one.id].edits)]} for one in written
        ],
        "votes": [
            dict(row) for row in await read.rows("select review_id, helpful, at from reviews.vote where person_id = $1 order by at", person)
        ],
    }


async def erase(tx: Writing, person: PersonId) -> None:
    """Take the person from what they wrote, and their votes: a mailbox has one voice, also when it comes back as somebody new.

    Reviews stay as a former member's. Who wants them gone takes them back first.
    """
    rows = await tx.rows(
        """update reviews.review set author = null, name = '', email = null, location = '', key_digest = null,
            extra = jsonb_strip_nulls(jsonb_build_object('votes', extra->'votes')) where author = $1
        returning id, product_id""",
        person,
    )
    await asking.stop(tx, person)
    await actions.mark(tx, [*(row["product_id"] for row in rows), *await actions.unvote_all(tx, person)])


holds("reviews", export=export, erase=erase)
