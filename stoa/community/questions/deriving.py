"""What is made of the rows when something changes: counts, what the product page shows, what is found while somebody types.

Each is one statement for as many questions or products as changed; the same SQL says in `invariants` what must be there.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from stoa.base.database import Writing
from stoa.base.locale import LANGUAGES
from stoa.community.questions.model import QuestionId
from stoa.shop.catalog.model import ProductId

MOST_SHOWN = 4
ANSWERS_SHOWN = 2
LANGUAGE_CODES = [one.code for one in LANGUAGES]

SEEN = "a.state = 'published' and not a.held"
STANDS = "q.state = 'published' and q.merged_into is null"

COUNTED = f"""select q.id, count(a.id)::int as answers, min(greatest(a.made_at, a.visible_from)) as answered_at,
        (coalesce(sum(greatest(a.up - a.down, 0)), 0) + (select count(*) from questions.follower f where f.question_id = q.id)
            + 3 * count(a.id) filter (where a.id = q.accepted))::int as weight
    from questions.question q left join questions.answer a on a.question_id = q.id and {SEEN}
    where q.merged_into is null"""
"""Of questions: how many answers can be seen, since when, and how much they matter to others."""

ORDER = """(a.id = q.accepted) is true desc, round(questions.score(a.up, a.down)::numeric, 9) desc,
    case when a.official then 2 when a.owned_since is not null then 0 else 1 end, a.id"""
"""The order in which answers stand. The same as `rules.in_order`; a test holds the two against each other."""

_ANSWERS = f"""select coalesce(jsonb_agg(x.one order by x.at), '[]') from (
    select row_number() over (order by {ORDER}) as at, jsonb_build_object('id', a.id, 'author', a.author, 'name', a.name, 'text', a.text,
        'language', a.language, 'owned_since', a.owned_since, 'official', a.official, 'accepted', (a.id = q.accepted) is true,
        'helpful', a.helpful, 'made_at', a.made_at) as one
    from questions.answer a where a.question_id = q.id and {SEEN} order by {ORDER} limit {ANSWERS_SHOWN}) x"""

BODY = f"""select jsonb_build_object('count', count(*), 'answered', count(*) filter (where q.answers > 0),
        'items', coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'author', q.author, 'name', q.name, 'text', q.text, 'language', q.language,
            'made_at', q.made_at, 'answers', ({_ANSWERS}), 'more', greatest(q.answers - {ANSWERS_SHOWN}, 0)) order by q.at)
            filter (where q.at <= {MOST_SHOWN}), '[]'))
    from (select q.*, row_number() over (order by q.answers > 0 desc, q.language = i.language desc, q.weight desc, q.id desc) as at
        from questions.question q where q.product_id = i.product_id and {STANDS}) q"""
"""What the page of product `i.product_id` shows in `i.language`: the questions that matter most, each with its best answers."""

_SPEAKERS = """select item ->> 'author' as id from jsonb_array_elements(b.body -> 'items') item
    union select answer ->> 'author' from jsonb_array_elements(b.body -> 'items') item, jsonb_array_elements(item -> 'answers') answer"""


async def changed(tx: Writing, question_ids: Iterable[QuestionId]) -> None:
    """Make everything anew that hangs on these questions, and touch the pages that show them."""
    ids = list(dict.fromkeys(question_ids))
    if not ids:
        return
    await count(tx, ids)
    await index(tx, ids)
    products = await tx.rows("select distinct product_id from questions.question where id = any($1)", ids)
    await show(tx, [row["product_id"] for row in products], questions=ids)


async def count(tx: Writing, question_ids: Sequence[QuestionId]) -> None:
    await tx.run(
        f"""update questions.question q set answers = c.answers, answered_at = c.answered_at, weight = c.weight
        from ({COUNTED} and q.id = any($1) group by q.id) c
        where q.id = c.id and (q.answers, q.answered_at, q.weight) is distinct from (c.answers, c.answered_at, c.weight)""",
        list(question_ids),
    )
    await tx.run(
        """update questions.question set answers = 0, answered_at = null, weight = 0
        where id = any($1) and merged_into is not null and (answers > 0 or weight > 0)""",
        list(question_ids),
    )


async def index(tx: Writing, question_ids: Sequence[QuestionId]) -> None:
    """Write what is found of these questions: answers under their question, or the question alone while it waits."""
    await tx.run("delete from questions.passage where about_id = any($1) and kind in ('answer', 'question')", list(question_ids))
    await tx.run(
        f"""insert into questions.passage (kind, source_id, about_id, product_id, language, text, asked, source, words)
        select 'answer', a.id, q.id, q.product_id, q.language, a.text, q.text,
            jsonb_build_object('at', a.made_at, 'owner', a.owned_since is not null, 'official', a.official, 'accepted', (a.id = q.accepted) is true,
                'helpful', a.up - a.down),
            questions.words(q.product_id, q.language, 'answer', q.text, a.text)
        from questions.question q join questions.answer a on a.question_id = q.id where q.id = any($1) and {STANDS} and {SEEN}
        union all
        select 'question', q.id, q.id, q.product_id, q.language, q.text, '', jsonb_build_object('at', q.made_at),
            questions.words(q.product_id, q.language, 'question', q.text, '')
        from questions.question q where q.id = any($1) and {STANDS} and q.answers = 0""",
        list(question_ids),
    )


async def show(tx: Writing, product_ids: Iterable[ProductId], *, questions: Sequence[QuestionId] = ()) -> None:
    """Make what these products' pages show, and touch them, and the pages of these questions."""
    products = sorted(set(product_ids))
    if not products:
        return
    await tx.run(
        f"""insert into questions.shown (product_id, language, body, people)
        select i.product_id, i.language, b.body, coalesce((select jsonb_object_agg(s.id, circles.byline(s.id::uuid)) from ({_SPEAKERS}) s
            where s.id is not null), '{{}}')
        from (select * from unnest($1::uuid[]) p (product_id) cross join unnest($2::text[]) l (language)) i
        cross join lateral ({BODY}) b (body)
        order by i.product_id, i.language
        on conflict (product_id, language) do update set body = excluded.body, people = excluded.people""",
        products,
        LANGUAGE_CODES,
    )
    await touch(tx, [*(f"product:{one}" for one in products), *(f"question:{one}" for one in questions)])


async def touch(tx: Writing, topics: Iterable[str]) -> None:
    """Have pages made anew that hang on these topics."""
    await tx.run("select base.touch(t.topic) from unnest($1::text[]) t (topic)", sorted(set(topics)))


async def products_of_speaker(tx: Writing, person: UUID) -> list[ProductId]:
    """Return the products on whose pages somebody speaks."""
    rows = await tx.rows("select distinct product_id from questions.shown where people ? $1", str(person))
    return [row["product_id"] for row in rows]
