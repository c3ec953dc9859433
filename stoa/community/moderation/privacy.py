"""What moderation holds on a person, and what of it an erasure takes away: what was decided stays, about nobody."""

from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec

from stoa.base.database import Reading, Writing
from stoa.community.moderation import entering, host_store, keepers
from stoa.people.permissions.model import PersonId
from stoa.people.privacy import holds


async def export(read: Reading, person: PersonId) -> Any:
    """Return what the person wrote as moderation keeps it, what was decided about it, what they reported and appealed.

    Who decided is not among it, nor who reported what they wrote.
    """
    pieces = await read.rows(
        "select kind, id, texts, pictures, language, state, made_at from moderation.piece where author = $1 order by made_at, id", person
    )
    decisions = await read.rows(
        """select id, kind, piece_id, verdict, rule, fact, found_by, automated, at from moderation.decision where author = $1 order by id""",
        person,
    )
    reports = await read.rows(
        "select id, kind, piece_id, rule, note, at, outcome, answered_at from moderation.report where by = $1 order by id", person
    )
    appeals = await read.rows(
        "select id, decision_id, text, at, outcome, why, decided_at from moderation.appeal where by = $1 order by id", person
    )
    helpful = await read.value("select helpful from moderation.conduct where person_id = $1", person)
    return {
        "pieces": [msgspec.to_builtins(dict(row)) for row in pieces],
        "decisions": [msgspec.to_builtins(dict(row)) for row in decisions],
        "reports": [msgspec.to_builtins(dict(row)) for row in reports],
        "appeals": [msgspec.to_builtins(dict(row)) for row in appeals],
        "found_helpful": helpful or 0,
    }


async def erase(tx: Writing, person: PersonId) -> None:
    """Take the person's name from what they wrote, reported and asked for; cases stay, so that the queue loses nothing.

    What says who they are (their public name and words, names on gifts) is forgotten, the evidence of it too.
    """
    for kind, pieces in groupby(await host_store.about_person(tx, person, keepers.personal()), key=itemgetter(0)):
        await entering.withdraw(tx, kind, [piece for _, piece in pieces], erased=True)
    await host_store.forget_person(tx, person)


holds("moderation", export=export, erase=erase)
