"""The rows of questions: written set-wise, read for decisions."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from stoa.base.database import Reading, Writing
from stoa.community.questions.model import Answer, AnswerId, Course, Question, QuestionId, State
from stoa.people.permissions.model import PersonId
from stoa.shop.catalog.model import ProductId, VariantId

QUESTION = """id, product_id, variant_id, author, name, text, language, state, made_at, published_at, merged_into, accepted, answers,
    answered_at, weight"""
ANSWER = """id, question_id, author, name, text, language, basis, owned_since, official, held, visible_from, state, helpful, unhelpful,
    made_at, up::float8 as up, down::float8 as down"""

VOTES = """select a.id, count(*) filter (where v.helpful)::int as helpful, count(*) filter (where not v.helpful)::int as unhelpful,
        coalesce(sum(v.weight) filter (where v.helpful), 0) as up, coalesce(sum(v.weight) filter (where not v.helpful), 0) as down
    from questions.answer a left join questions.vote v on v.answer_id = a.id"""
"""The votes on answers, and what they weigh; the caller adds `where` and `group by a.id`."""


async def find(read: Reading, question_id: QuestionId) -> Question | None:
    return await read.one(Question, f"select {QUESTION} from questions.question where id = $1", question_id)


async def lock(tx: Writing, question_ids: Iterable[QuestionId]) -> list[Question]:
    """Lock questions, in sorted order."""
    return await tx.all(
        Question, f"select {QUESTION} from questions.question where id = any($1) order by id for update", list(question_ids)
    )


async def find_answer(read: Reading, answer_id: AnswerId) -> Answer | None:
    return await read.one(Answer, f"select {ANSWER} from questions.answer where id = $1", answer_id)


async def answers(read: Reading, question_id: QuestionId) -> list[Answer]:
    """Return the answers that can be seen."""
    return await read.all(
        Answer, f"select {ANSWER} from questions.answer where question_id = $1 and state = 'published' and not held", question_id
    )


async def courses(read: Reading, question_ids: Sequence[QuestionId]) -> dict[QuestionId, Course]:
    """Return how far questions have come, by question; those that owners were not looked for have none."""
    if not question_ids:
        return {}
    rows = await read.all(
        Course,
        """select c.question_id, c.rounds, c.next_at, c.handed_at,
            (select count(*) from questions.asked k where k.question_id = c.question_id)::int as owners
        from questions.course c where c.question_id = any($1)""",
        list(question_ids),
    )
    return {one.question_id: one for one in rows}


async def same(read: Reading, product_id: ProductId, digest: str) -> QuestionId | None:
    """Return the question of the same words that stands already."""
    found: QuestionId | None = await read.value(
        """select id from questions.question where product_id = $1 and digest = $2 and state = 'published' and merged_into is null
        order by id limit 1""",
        product_id,
        digest,
    )
    return found


async def sold(read: Reading, product_id: ProductId, variant_id: VariantId | None) -> bool:
    """Return whether the product is shown and the variant is one of its own."""
    return bool(
        await read.value(
            """select true from catalog.product p where p.id = $1 and p.state = 'active'
            and ($2::uuid is null or exists (select from catalog.variant v where v.id = $2 and v.product_id = p.id))""",
            product_id,
            variant_id,
        )
    )


async def insert_questions(tx: Writing, rows: Sequence[dict[str, Any]]) -> list[QuestionId]:
    """Write questions; return the ids of those that were not there yet."""
    made = await tx.rows(
        """insert into questions.question (id, product_id, variant_id, author, name, text, language, digest, state, made_at, published_at,
            routed_at)
        select id, product_id, variant_id, author, name, text, language, digest, state, made_at, published_at, routed_at
        from jsonb_to_recordset($1) as r (id uuid, product_id uuid, variant_id uuid, author uuid, name text, text text, language text,
            digest text, state text, made_at timestamptz, published_at timestamptz, routed_at timestamptz)
        on conflict (id) do nothing returning id""",
        list(rows),
    )
    return [row["id"] for row in made]


async def insert_answers(tx: Writing, rows: Sequence[dict[str, Any]]) -> list[AnswerId]:
    """Write answers; return the ids of those that were not there yet. Owners are those who had it when they wrote, by their orders."""
    made = await tx.rows(
        """insert into questions.answer (id, question_id, author, name, text, language, basis, owned_since, official, urgent, held,
            visible_from, by_link, state, made_at)
        select r.id, r.question_id, r.author, r.name, r.text, r.language, case when o.since is null then 'none' else 'owner' end, o.since,
            r.official, r.urgent, r.held, r.visible_from, r.by_link, r.state, r.made_at
        from jsonb_to_recordset($1) as r (id uuid, question_id uuid, author uuid, name text, text text, language text,
            official boolean, urgent text, held boolean, visible_from timestamptz, by_link boolean, state text, made_at timestamptz)
        cross join lateral (select min(w.since) as since from circles.owned w join questions.question q on q.id = r.question_id
            where not r.official and w.person_id = r.author and w.product_id = q.product_id and w.since <= r.made_at) o
        on conflict (id) do nothing returning id""",
        list(rows),
    )
    return [row["id"] for row in made]


async def set_question_state(tx: Writing, question_ids: Sequence[UUID], state: State) -> list[Question]:
    """Show or hide questions; return those that stand otherwise now."""
    return await tx.all(
        Question,
        f"""update questions.question set state = $2,
            published_at = case when $2 = 'published' then coalesce(published_at, $3) else published_at end
        where id = any($1) and state <> $2 returning {QUESTION}""",
        list(question_ids),
        state.value,
        tx.now,
    )


async def set_answer_state(tx: Writing, answer_ids: Sequence[UUID], state: State) -> list[Answer]:
    """Show or hide answers; return those that stand otherwise now. What solved a question solves it no more when it is hidden."""
    if state is not State.PUBLISHED:
        await tx.run("update questions.question set accepted = null where accepted = any($1)", list(answer_ids))
    return await tx.all(
        Answer,
        f"update questions.answer set state = $2 where id = any($1) and state <> $2 returning {ANSWER}",
        list(answer_ids),
        state.value,
    )


async def held_here(read: Reading, question_id: QuestionId, person: PersonId, *, staff: bool) -> list[Answer]:
    """Return somebody's own answers that others do not see yet; to the staff also what the shop has answered."""
    return await read.all(
        Answer,
        f"""select {ANSWER} from questions.answer where question_id = $1 and (author = $2 or $3 and official)
            and (state = 'waiting' or state = 'published' and held) order by id""",
        question_id,
        person,
        staff,
    )


async def held_of(read: Reading, person: PersonId) -> list[Answer]:
    """Return everything that somebody answered and others do not see yet, the newest first."""
    return await read.all(
        Answer,
        f"""select {ANSWER} from questions.answer where author = $1 and (state = 'waiting' or state = 'published' and held)
            order by id desc limit 50""",
        person,
    )


async def rewrite(tx: Writing, answer_id: AnswerId, text: str, language: str) -> None:
    await tx.run("update questions.answer set text = $2, language = $3 where id = $1", answer_id, text, language)


async def release(tx: Writing) -> list[Answer]:
    """Let the shop's answers be seen whose time has come; return them."""
    return await tx.all(Answer, f"update questions.answer set held = false where held and visible_from <= $1 returning {ANSWER}", tx.now)


async def wait(read: Reading, question_id: QuestionId | None = None) -> Any:
    """Return how long the shop's answers wait: to a question that was handed to it, no longer."""
    return await read.value(
        """select case when exists (select from questions.course where question_id = $1 and handed_at is not null)
            then interval '0' else wait end from questions.policy""",
        question_id,
    )


async def accept(tx: Writing, question_id: QuestionId, answer_id: AnswerId | None) -> None:
    await tx.run("update questions.question set accepted = $2 where id = $1", question_id, answer_id)


async def vote(tx: Writing, answer_id: AnswerId, person: PersonId, helpful: bool | None, weight: float = 0.0) -> None:  # noqa: FBT001
    """Write what somebody thinks of an answer, and what it weighs, or take it back; and count again."""
    if helpful is None:
        await tx.run("delete from questions.vote where answer_id = $1 and person_id = $2", answer_id, person)
    else:
        await tx.run(
            """insert into questions.vote (answer_id, person_id, helpful, weight, at) values ($1, $2, $3, $4::float8::numeric, $5)
            on conflict (answer_id, person_id) do update set helpful = excluded.helpful, weight = excluded.weight, at = excluded.at""",
            answer_id,
            person,
            helpful,
            weight,
            tx.now,
        )
    await count_votes(tx, [answer_id])


async def unvote_all(tx: Writing, person: PersonId) -> list[QuestionId]:
    """Take back every vote of a person and count again; return the questions of those answers."""
    rows = await tx.rows(
        """with gone as (delete from questions.vote where person_id = $1 returning answer_id)
        select a.id, a.question_id from questions.answer a join gone on gone.answer_id = a.id order by a.id""",
        person,
    )
    await count_votes(tx, [row["id"] for row in rows])
    return sorted({row["question_id"] for row in rows})


async def earlier_votes(read: Reading, person: PersonId, author: PersonId, besides: AnswerId) -> int:
    """Return on how many other answers of this author the person voted."""
    found: int = await read.value(
        "select count(*) from questions.vote v join questions.answer a on a.id = v.answer_id where v.person_id = $1 and a.author = $2 and a.id <> $3",
        person,
        author,
        besides,
    )
    return found


async def insert_votes(tx: Writing, rows: Sequence[tuple[AnswerId, PersonId, bool, float, datetime]]) -> None:
    """Write votes of many."""
    if not rows:
        return
    answers_, people, helpful, weights, at = zip(*rows, strict=True)
    await tx.run(
        """insert into questions.vote (answer_id, person_id, helpful, weight, at)
        select a, p, h, w::numeric, t from unnest($1::uuid[], $2::uuid[], $3::boolean[], $4::float8[], $5::timestamptz[]) r (a, p, h, w, t)
        on conflict do nothing""",
        list(answers_),
        list(people),
        list(helpful),
        list(weights),
        list(at),
    )
    await count_votes(tx, list(dict.fromkeys(answers_)))


async def count_votes(tx: Writing, answer_ids: Sequence[UUID]) -> None:
    """Count the votes of answers anew: how many they are, and what they weigh."""
    await tx.run(
        f"""update questions.answer a set helpful = v.helpful, unhelpful = v.unhelpful, up = v.up, down = v.down
        from ({VOTES} where a.id = any($1) group by a.id) v
        where a.id = v.id and (a.helpful, a.unhelpful, a.up, a.down) is distinct from (v.helpful, v.unhelpful, v.up, v.down)""",
        list(answer_ids),
    )


async def follow(
    tx: Writing, question_id: QuestionId, person: PersonId | None, email: str | None, language: str, key: str, *, asker: bool
) -> None:
    """Let somebody be told; nothing when they are already."""
    await tx.run(
        """insert into questions.follower (key, question_id, person_id, email, language, asker, at)
        values ($5, $1, $2, $3, $4, $6, $7) on conflict do nothing""",
        question_id,
        person,
        email,
        language,
        key,
        asker,
        tx.now,
    )


async def unfollow(tx: Writing, question_id: QuestionId, person: PersonId) -> int:
    return await tx.run("delete from questions.follower where question_id = $1 and person_id = $2", question_id, person)


async def unfollow_by_key(tx: Writing, key: str) -> QuestionId | None:
    """Let the holder of this key be told no more, also of a question that theirs became part of; return of which."""
    found: QuestionId | None = await tx.value(
        "delete from questions.follower where key = $1 or (also <> '{}' and also @> array[$1]) returning question_id", key
    )
    return found


async def asker(read: Reading, question_id: QuestionId, person: PersonId | None, key: str) -> str | None:
    """Return where this person, or the holder of this key, is told of answers to their question, or to one that became part of it.

    None: it was not theirs. Empty: by their account.
    """
    found: str | None = await read.value(
        """select coalesce(email, '') from questions.follower where question_id = $1 and asker
        and (person_id = $2 or ($3 <> '' and (key = $3 or also @> array[$3]))) limit 1""",
        question_id,
        person,
        key,
    )
    return found


async def told_at(read: Reading, key: str) -> str:
    """Return where the holder of this key is told of answers; empty if they are not."""
    found: str | None = await read.value(
        """select coalesce(p.email, f.email) from questions.follower f left join accounts.person p on p.id = f.person_id where f.key = $1""",
        key,
    )
    return found or ""


async def merge(tx: Writing, sources: Sequence[QuestionId], into: QuestionId) -> None:
    """Bring the answers and followers of some questions to another, which takes over what solved them."""
    ids = list(sources)
    await tx.run("update questions.answer set question_id = $2 where question_id = any($1)", ids, into)
    await _merge_followers(tx, ids, into)
    await tx.run(
        """update questions.question t set accepted = coalesce(t.accepted, (
            select s.accepted from questions.question s where s.id = any($1) and s.accepted is not null order by s.id limit 1)) where t.id = $2""",
        ids,
        into,
    )
    await tx.run("update questions.question set merged_into = $2, accepted = null where id = any($1) or merged_into = any($1)", ids, into)


async def _merge_followers(tx: Writing, sources: Sequence[QuestionId], into: QuestionId) -> None:
    """Have whoever follows several of these questions follow the one, once; every key that they were mailed goes on to do what it did."""
    await tx.run(
        """with known as (
            select key, first_value(key) over (partition by coalesce(person_id::text, email) order by question_id <> $2, question_id) as stays
            from questions.follower where question_id = any($1) or question_id = $2),
        gone as (delete from questions.follower f using known k where f.key = k.key and k.stays <> k.key
            returning k.stays, array_append(f.also, f.key) as keys, f.asker)
        update questions.follower f set also = f.also || g.keys, asker = f.asker or g.asker
        from (select stays, array_agg(one) as keys, bool_or(asker) as asker from gone, unnest(keys) one group by stays) g where f.key = g.stays""",
        list(sources),
        into,
    )
    await tx.run("update questions.follower set question_id = $2 where question_id = any($1)", list(sources), into)
