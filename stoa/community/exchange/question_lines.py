"""Questions with their answers as lines of our own format."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.files.model import Row
from stoa.base.ids import UnknownId
from stoa.community import questions
from stoa.community.exchange import cells, queries
from stoa.community.exchange.lines import OfLines, Wrong, unfit
from stoa.community.exchange.model import Kind, Pointer, Thing
from stoa.community.exchange.running import Outcome
from stoa.community.questions.model import LONGEST_ANSWER, LONGEST_NAME, LONGEST_QUESTION, AnswerId, PutAnswer, PutQuestion, QuestionId
from stoa.people.sessions.model import SYSTEM, PersonId

BATCH = 500


class Answer(msgspec.Struct, kw_only=True, omit_defaults=True):
    """An answer; people are mail addresses."""

    id: str
    text: str
    language: str
    made_at: datetime
    author: str = ""
    name: str = ""
    official: bool = False
    owned_since: datetime | None = None
    helpful_by: list[str] = []
    unhelpful_by: list[str] = []
    accepted: bool = False


class Line(msgspec.Struct, kw_only=True, omit_defaults=True, tag_field="stoa", tag="question/1"):
    """A question that can be read, with the answers that can be read."""

    id: str
    product: str
    variant: str = ""
    text: str
    language: str
    made_at: datetime
    author: str = ""
    name: str = ""
    answers: list[Answer] = []


_decoder = msgspec.json.Decoder(Line)


class QuestionLines(OfLines):
    """Takes questions in by the ids they have."""

    kind = Kind.QUESTIONS

    def read(self, line: str) -> Line:
        """Return the question of a line. Raises msgspec.MsgspecError, Wrong."""
        found = _decoder.decode(line)
        try:
            ids.parse("que", found.id)
            _ = [ids.parse("ans", one.id) for one in found.answers]
        except UnknownId:
            raise Wrong("not_our_line", why="id") from None
        texts = [(found.text, LONGEST_QUESTION), *((one.text, LONGEST_ANSWER) for one in found.answers)]
        if any(not text.strip() for text, _ in texts):
            raise Wrong("required")
        for text, most in [*texts, (found.name, LONGEST_NAME), *((one.name, LONGEST_NAME) for one in found.answers)]:
            if len(text) > most:
                raise Wrong("too_long", most=most)
        return found

    async def put(self, tx: Writing, lines: Sequence[tuple[Row, Any]]) -> list[Outcome]:
        """Write questions that are not here yet; those that are stay as they are."""
        rows = await tx.rows("select id from questions.question where id = any($1)", [ids.parse("que", one.id) for _, one in lines])
        there = {ids.show("que", row["id"]) for row in rows}
        things = await queries.things(tx, [Pointer("json", [one.product], [one.variant] if one.variant else []) for _, one in lines])
        people = await queries.people(tx, [address for _, one in lines for address in _addresses(one)])
        found: list[Outcome] = []
        wanted: list[PutQuestion] = []
        for (row, one), thing in zip(lines, things, strict=True):
            if one.id in there:
                found.append(Outcome(row, "unchanged"))
            elif thing is None:
                found.append(unfit(row, "no_such_product", value=one.product[:80]))
            else:
                there.add(one.id)
                wanted.append(_wanted(one, thing, people))
                found.append(Outcome(row, "made"))
        await questions.put_questions(tx, SYSTEM, wanted)
        return found


def _addresses(one: Line) -> list[str]:
    return [one.author, *(who for reply in one.answers for who in (reply.author, *reply.helpful_by, *reply.unhelpful_by))]


def _wanted(one: Line, thing: Thing, people: dict[str, PersonId]) -> PutQuestion:
    return PutQuestion(
        id=QuestionId(ids.parse("que", one.id)),
        product_id=thing.id,
        variant_id=thing.variant_id,
        text=one.text,
        language=one.language,
        made_at=one.made_at,
        author=people.get(one.author.lower()),
        name=cells.shown_name(one.name),
        answers=[
            PutAnswer(
                id=AnswerId(ids.parse("ans", reply.id)),
                text=reply.text,
                language=reply.language,
                made_at=reply.made_at,
                author=people.get(reply.author.lower()),
                name=cells.shown_name(reply.name),
                official=reply.official,
                helpful_by=[people[who.lower()] for who in reply.helpful_by if who.lower() in people],
                unhelpful_by=[people[who.lower()] for who in reply.unhelpful_by if who.lower() in people],
                accepted=reply.accepted,
            )
            for reply in one.answers
        ],
    )


async def write(read: Reading) -> AsyncIterator[list[Any]]:
    """Yield every question that can be read, in the order of their ids, with its answers."""
    after: UUID | None = None
    while rows := await read.rows(
        """select q.id, json_build_object('product', p.handle, 'variant', coalesce(v.sku, ''), 'text', q.text, 'language', q.language,
            'made_at', q.made_at, 'author', coalesce(w.email, ''), 'name', q.name, 'answers', coalesce((
                select json_agg(json_build_object('id', a.id, 'text', a.text, 'language', a.language, 'made_at', a.made_at,
                    'author', coalesce(s.email, ''), 'name', a.name, 'official', a.official, 'owned_since', a.owned_since,
                    'accepted', a.id is not distinct from q.accepted, 'helpful_by', coalesce((select json_agg(h.email order by h.email)
                        from questions.vote t join accounts.person h on h.id = t.person_id where t.answer_id = a.id and t.helpful and h.email is not null), '[]'),
                    'unhelpful_by', coalesce((select json_agg(h.email order by h.email)
                        from questions.vote t join accounts.person h on h.id = t.person_id where t.answer_id = a.id and not t.helpful and h.email is not null), '[]'))
                    order by a.id)
                from questions.answer a left join accounts.person s on s.id = a.author where a.question_id = q.id and a.state = 'published'), '[]')) as line
        from questions.question q join catalog.product p on p.id = q.product_id left join catalog.variant v on v.id = q.variant_id
        left join accounts.person w on w.id = q.author
        where q.state = 'published' and q.merged_into is null and ($1::uuid is null or q.id > $1) order by q.id limit $2""",
        after,
        BATCH,
    ):
        after = rows[-1]["id"]
        yield [_line(row["id"], row["line"]) for row in rows]


def _line(question: UUID, said: dict[str, Any]) -> Line:
    answers = [{**one, "id": ids.show("ans", UUID(one["id"]))} for one in said["answers"]]
    return msgspec.convert({**said, "stoa": "question/1", "id": ids.show("que", question), "answers": answers}, Line)
