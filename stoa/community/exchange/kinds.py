"""Who takes lines of our own format in, and who writes them, for each kind of thing."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import msgspec

from stoa.base.database import Reading
from stoa.base.files.layout import Layout
from stoa.community.exchange import circle_lines, list_lines, question_lines, review_lines, row_lines, topic_lines
from stoa.community.exchange.model import Kind
from stoa.community.exchange.running import Taker

TAKERS: dict[Kind, Callable[[Layout], Taker]] = {
    Kind.REVIEWS: review_lines.ReviewLines,
    Kind.QUESTIONS: question_lines.QuestionLines,
    Kind.DISCUSSIONS: topic_lines.TopicLines,
    Kind.WISH_LISTS: list_lines.ListLines,
    Kind.CIRCLES: circle_lines.CircleLines,
}
WRITERS: dict[Kind, Callable[[Reading], AsyncIterator[list[Any]]]] = {
    Kind.QUESTIONS: question_lines.write,
    Kind.DISCUSSIONS: topic_lines.write,
    Kind.WISH_LISTS: list_lines.write,
    Kind.CIRCLES: circle_lines.write,
}
_encoder = msgspec.json.Encoder()


async def written(read: Reading, kind: Kind, *, decided: bool = False) -> AsyncIterator[str]:
    """Yield every line of a kind, in parts of many: things, then the rows that hang on them. `decided`: no review that waits."""
    things = review_lines.write(read, decided=decided) if kind is Kind.REVIEWS else WRITERS[kind](read)
    for lines in (things, row_lines.write(read, kind)):
        async for found in lines:
            yield "".join(f"{_encoder.encode(one).decode()}\n" for one in found)
