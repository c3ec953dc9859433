"""What is made of the rows when something changes: which products a topic names, when it was last written in, what product pages show."""

from collections.abc import Iterable, Sequence

from stoa.base.database import Writing
from stoa.base.locale import LANGUAGES
from stoa.community.discussions.model import TopicId
from stoa.shop.catalog.model import ProductId

MOST_SHOWN = 3
LANGUAGE_CODES = [one.code for one in LANGUAGES]

STANDS = "t.state = 'published' and t.merged_into is null"

FEATURED = "(t.featured_at is not null and coalesce(t.featured_until > {now}, true))"
"""Whether hosts put a topic forward at a moment."""

NAMED = f"""select n.topic_id, n.product_id, row_number() over (partition by n.topic_id order by min(n.at), min(n.number))::int as number
    from (select t.id as topic_id, p.product_id, '-infinity'::timestamptz as at, p.number
            from discussions.topic t cross join unnest(t.products) with ordinality p (product_id, number) where {STANDS}
        union all
        select t.id, p.product_id, o.made_at, p.number from discussions.topic t join discussions.post o on o.topic_id = t.id
            cross join unnest(o.products) with ordinality p (product_id, number) where {STANDS} and o.state = 'published') n"""
"""Which products topics name, those of the opening text first; the caller adds `where` and `group by n.topic_id, n.product_id`."""

LAST = """select t.id, coalesce(max(o.made_at), t.made_at) as last_at
    from discussions.topic t left join discussions.post o on o.topic_id = t.id and o.state = 'published'"""

BODY = f"""select coalesce(jsonb_agg(jsonb_build_object('handle', x.handle, 'kind', x.kind, 'title', x.title, 'question', x.question,
        'language', x.language) order by x.at), '[]')
    from (select t.*, row_number() over (order by {FEATURED.format(now="i.now")} desc, t.language = i.language desc, t.last_at desc, t.id) as at
        from discussions.mention m join discussions.topic t on t.id = m.topic_id
        where m.product_id = i.product_id and {STANDS}) x where x.at <= {MOST_SHOWN}"""
"""What the page of product `i.product_id` shows in `i.language` at `i.now`: topics that name it, those that hosts put forward first."""


async def changed(tx: Writing, topic_ids: Iterable[TopicId]) -> None:
    """Make everything anew that hangs on these topics, and touch the pages that show them."""
    wanted = sorted(set(topic_ids))
    if not wanted:
        return
    before = await tx.rows("select distinct product_id from discussions.mention where topic_id = any($1)", wanted)
    await tx.run("delete from discussions.mention where topic_id = any($1)", wanted)
    after = await tx.rows(
        f"""insert into discussions.mention (topic_id, product_id, number) {NAMED} where n.topic_id = any($1) group by n.topic_id, n.product_id
        returning product_id""",
        wanted,
    )
    await tx.run(
        f"update discussions.topic t set last_at = l.last_at from ({LAST} where t.id = any($1) group by t.id) l where t.id = l.id and t.last_at <> l.last_at",
        wanted,
    )
    await show(tx, {row["product_id"] for row in (*before, *after)}, wanted)


async def show(tx: Writing, product_ids: Iterable[ProductId], topics: Sequence[TopicId] = ()) -> None:
    """Make what these products' pages show, and touch those whose page shows something else now."""
    products = sorted(set(product_ids))
    rows = await tx.rows(
        f"""insert into discussions.shown (product_id, language, body)
        select i.product_id, i.language, b.body
        from (select *, $3::timestamptz as now from unnest($1::uuid[]) p (product_id) cross join unnest($2::text[]) l (language)) i
        cross join lateral ({BODY}) b (body) order by i.product_id, i.language
        on conflict (product_id, language) do update set body = excluded.body where shown.body <> excluded.body returning product_id""",
        products,
        LANGUAGE_CODES,
        tx.now,
    )
    touched = {f"product:{row['product_id']}" for row in rows} | {f"topic:{one}" for one in topics} | {"topics"}
    await tx.run("select base.touch(t.topic) from unnest($1::text[]) t (topic)", sorted(touched))
