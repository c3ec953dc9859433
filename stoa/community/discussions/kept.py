"""What of discussions goes into files beside topics and posts: who follows, and what came of them."""

from collections.abc import Sequence

from stoa.base.database import Writing
from stoa.base.files.kept import Kept, Row, keep


async def touch(tx: Writing, rows: Sequence[Row]) -> None:
    """Have pages made anew that say what came of a topic."""
    await tx.run("select base.touch(t.topic) from unnest($1::text[]) t (topic)", sorted({f"topic:{row['topic_id']}" for row in rows}))


TOPIC = {"topic_id": "discussions.topic"}
keep(
    Kept("discussions.following", "discussions", ("topic_id", "person_id"), people=("person_id",), needs=TOPIC),
    Kept("discussions.came_of", "discussions", ("topic_id", "product_id"), products=("product_id",), needs=TOPIC, then=touch),
)
