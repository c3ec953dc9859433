"""What of discussions goes into files beside topics and posts: who follows, and what came of them."""

from collections.abc import Sequence
from uuid import UUID

from stoa.base.database import Writing
from stoa.base.files.kept import Kept, Row, keep


async def brought(tx: Writing, rows: Sequence[Row]) -> None:
    """Note of what came of topics elsewhere that no line of an order here says it; have the pages made anew that do."""
    await tx.run(
        """update discussions.came_of o set brought = o.orders - (select count(*) from discussions.came c
            where c.topic_id = o.topic_id and c.product_id = o.product_id) where o.topic_id = any($1)""",
        sorted({UUID(str(row["topic_id"])) for row in rows}),
    )
    await tx.run("select base.touch(t.topic) from unnest($1::text[]) t (topic)", sorted({f"topic:{row['topic_id']}" for row in rows}))


TOPIC = {"topic_id": "discussions.topic"}
keep(
    Kept("discussions.following", "discussions", ("topic_id", "person_id"), people=("person_id",), needs=TOPIC),
    Kept("discussions.came_of", "discussions", ("topic_id", "product_id"), products=("product_id",), needs=TOPIC, then=brought),
)
