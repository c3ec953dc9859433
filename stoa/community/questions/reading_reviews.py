"""The one place that reads reviews: their sentences are found while somebody types a question.

Sentences are kept when a review is published and forgotten when it is removed; a sentence that its review does not hold any more
is never shown (`finding`).
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from stoa.base.database import Writing
from stoa.community import judging

SHORTEST, LONGEST = 20, 240
MOST_SENTENCES = 12


async def take(tx: Writing, review_ids: Sequence[UUID]) -> None:
    """Keep the sentences of these reviews as they are now, of those that are shown. Safe to run twice."""
    wanted = sorted(set(review_ids))
    await tx.run("delete from questions.passage where about_id = any($1) and kind = 'review'", wanted)
    rows = await tx.rows(
        """select id, product_id, language, title, text, pros, cons, rating, basis, made_at from reviews.review
        where id = any($1) and state = 'published'""",
        wanted,
    )
    passages = [
        {
            "source_id": row["id"],
            "number": number,
            "product_id": row["product_id"],
            "language": row["language"],
            "text": text,
            "source": {"at": row["made_at"], "owner": row["basis"] == "order", "rating": row["rating"]},
        }
        for row in rows
        for number, text in enumerate(_sentences(row))
    ]
    await tx.run(
        """insert into questions.passage (kind, source_id, number, about_id, product_id, language, text, source, words)
        select 'review', source_id, number, source_id, product_id, language, text, source,
            questions.words(product_id, language, 'review', text, '')
        from jsonb_to_recordset($1) as r (source_id uuid, number int, product_id uuid, language text, text text, source jsonb)""",
        passages,
    )


def _sentences(row: Any) -> list[str]:
    """Return what a review says, sentence by sentence, each once."""
    found = [one.text for part in ("title", "text", "pros", "cons") for one in judging.sentences(row[part])]
    return [text for text in dict.fromkeys(found) if SHORTEST <= len(text) <= LONGEST][:MOST_SENTENCES]
