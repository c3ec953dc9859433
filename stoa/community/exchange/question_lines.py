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
from stoa.community.exchange.model import Kind, Pointer
from stoa.community.exchange.running import Outcome
from stoa.community.questions.model import (
    LONGEST_ANSWER,
    LONGEST_NAME,
    LONGEST_QUESTION,
    AnswerId,
    PutAnswer,
    PutQuestion,
    QuestionId,
    State,
    Urgent,
)
from stoa.people.sessions.model import SYSTEM, PersonId
from stoa.shop.catalog.model import ProductId, VariantId

BATCH = 500


class Answer(msgspec.Struct, kw_only=True, omit_defaults=True):
    """An answer; people are mail addresses. Since when its author owns the thing is said for readers: here their orders say it.

    Our own files have the votes as rows; `helpful_by` and `unhelpful_by` are for files that others write.
    """

    id: str
    text: str
    language: str
    made_at: datetime
    author: str = ""
    name: str = ""
    official: bool = False
    owned_since: datetime | None = None
    urgent: Urgent | None = None
    held: bool = False
    visible_from: datetime | None = None
    by_link: bool = False
    state: State = State.PUBLISHED
    helpful_by: list[str] = []
    unhelpful_by: list[str] = []
    accepted: bool = False


class Line(msgspec.Struct, kw_only=True, omit_defaults=True, tag_field="stoa", tag="question/1"):
    """A question with its answers, whatever state they are in; one that was merged names the other, which stands before it.

    `variant` is the article number of the variant that is asked about, `choices` are what it is known by without one.
    """

    id: str
    product: str
    variant: str = ""
    choices: list[str] | None = None
    text: str
    language: str
    made_at: datetime
    author: str = ""
    name: str = ""
    state: State = State.PUBLISHED
    published_at: datetime | None = None
    routed_at: datetime | None = None
    merged_into: str | None = None
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
            _ = found.merged_into is None or ids.parse("que", found.merged_into)
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
        rows = await tx.rows(
            "select id from questions.question where id = any($1)",
            [ids.parse("que", one.id) for _, one in lines] + [ids.parse("que", one.merged_into) for _, one in lines if one.merged_into],
        )
        there = {ids.show("que", row["id"]) for row in rows}
        things = await queries.things(tx, [Pointer("json", [one.product]) for _, one in lines])
        variants = await queries.variants(tx, [(one.variant or None, one.product) for _, one in lines if _word(one)])
        people = await queries.people(tx, [address for _, one in lines for address in _addresses(one)])
        found: list[Outcome] = []
        wanted: list[PutQuestion] = []
        for (row, one), thing in zip(lines, things, strict=True):
            if one.id in there:
                found.append(Outcome(row, "unchanged"))
            elif thing is None or (_word(one) and _word(one) not in variants):
                found.append(unfit(row, "no_such_product", value=one.product[:80]))
            elif one.merged_into is not None and one.merged_into not in there:
                found.append(unfit(row, "names_nothing_here", value=one.merged_into, place="merged_into"))
            else:
                there.add(one.id)
                wanted.append(_wanted(one, thing.id, variants.get(_word(one)), people))
                found.append(Outcome(row, "made"))
        await questions.put_questions(tx, SYSTEM, wanted)
        return found


def _addresses(one: Line) -> list[str]:
    return [one.author, *(who for reply in one.answers for who in (reply.author, *reply.helpful_by, *reply.unhelpful_by))]


def _word(one: Line) -> queries.Word:
    """Return what calls the variant that is asked about; nothing where none is."""
    return (one.variant,) if one.variant else (one.product, *one.choices) if one.choices is not None else ()


def _wanted(one: Line, product: ProductId, variant: VariantId | None, people: dict[str, PersonId]) -> PutQuestion:
    return PutQuestion(
        id=QuestionId(ids.parse("que", one.id)),
        product_id=product,
        variant_id=variant,
        text=one.text,
        language=one.language,
        made_at=one.made_at,
        author=people.get(one.author.lower()),
        name=cells.shown_name(one.name),
        state=one.state,
        published_at=one.published_at,
        routed_at=one.routed_at,
        merged_into=QuestionId(ids.parse("que", one.merged_into)) if one.merged_into else None,
        answers=[
            PutAnswer(
                id=AnswerId(ids.parse("ans", reply.id)),
                text=reply.text,
                language=reply.language,
                made_at=reply.made_at,
                author=people.get(reply.author.lower()),
                name=cells.shown_name(reply.name),
                official=reply.official,
                urgent=reply.urgent,
                held=reply.held,
                visible_from=reply.visible_from,
                by_link=reply.by_link,
                state=reply.state,
                helpful_by=[people[who.lower()] for who in reply.helpful_by if who.lower() in people],
                unhelpful_by=[people[who.lower()] for who in reply.unhelpful_by if who.lower() in people],
                accepted=reply.accepted,
            )
            for reply in one.answers
        ],
    )


async def write(read: Reading) -> AsyncIterator[list[Any]]:
    """Yield every question with its answers, in the order of their ids; those that were merged come last."""
    after: tuple[bool, UUID] | tuple[None, None] = (None, None)
    while rows := await read.rows(
        """select q.id, q.merged_into is not null as merged, json_build_object('product', p.handle, 'variant', coalesce(v.sku, ''),
            'choices', case when coalesce(v.sku, '') = '' then v.choices end, 'text', q.text,
            'language', q.language, 'made_at', q.made_at, 'author', coalesce(w.email, ''), 'name', q.name, 'state', q.state,
            'published_at', q.published_at, 'routed_at', q.routed_at, 'merged_into', q.merged_into, 'answers', coalesce((
                select json_agg(json_build_object('id', a.id, 'text', a.text, 'language', a.language, 'made_at', a.made_at,
                    'author', coalesce(s.email, ''), 'name', a.name, 'official', a.official, 'owned_since', a.owned_since,
                    'urgent', a.urgent, 'held', a.held, 'visible_from', a.visible_from, 'by_link', a.by_link, 'state', a.state,
                    'accepted', a.id is not distinct from q.accepted) order by a.id)
                from questions.answer a left join accounts.person s on s.id = a.author where a.question_id = q.id), '[]')) as line
        from questions.question q join catalog.product p on p.id = q.product_id left join catalog.variant v on v.id = q.variant_id
        left join accounts.person w on w.id = q.author
        where $1::boolean is null or (q.merged_into is not null, q.id) > ($1, $2) order by q.merged_into is not null, q.id limit $3""",
        *after,
        BATCH,
    ):
        after = (rows[-1]["merged"], rows[-1]["id"])
        yield [_line(row["id"], row["line"]) for row in rows]


def _line(question: UUID, said: dict[str, Any]) -> Line:
    answers = [{**one, "id": ids.show("ans", UUID(one["id"]))} for one in said["answers"]]
    into = ids.show("que", UUID(said["merged_into"])) if said["merged_into"] else None
    return msgspec.convert({**said, "stoa": "question/1", "id": ids.show("que", question), "merged_into": into, "answers": answers}, Line)
