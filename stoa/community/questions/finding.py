"""What may answer a question while it is being typed: answers, questions that wait, sentences of reviews, lines of specifications.

One statement. Each kind is looked for by itself, so that many sentences of reviews never push an answer out; what holds every
word comes first, and where there are three words or more, what holds two of them. Nothing is kept of what was typed.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import ids, legible
from stoa.base.database import Reading
from stoa.base.locale import LANGUAGES
from stoa.community.questions import rules
from stoa.community.questions.model import Found, FoundKind, QuestionId, Source
from stoa.shop.catalog.model import ProductId

LEAST_LETTERS = 3
MOST = {"answer": 3, "question": 2, "specification": 2, "review": 3}
_LOOKED_AT = 60

_FEW = 1_500
"""So many passages of a product are looked at one by one; of more, the index of words finds some."""

_MATCHED = "(select count(*) from unnest(w.each) e where s.words @@ e)::int as matched"

_PASSAGES = f"""select p.kind, p.source_id, p.about_id, p.text, p.asked, p.source, p.matched
    from wanted w cross join unnest(array['answer', 'question', 'review']) k (kind)
    cross join lateral (
        (select s.*, {_MATCHED} from questions.passage s
            where not w.many and s.product_id = $1 and s.language = $3 and s.kind = k.kind
                and (s.words @@ coalesce(w.some, w.every)) is true  -- by product, never by word
            order by matched desc limit {_LOOKED_AT})
        union all
        (select s.*, {_MATCHED} from questions.passage s
            where w.many and s.words @@ (questions.scope($1, $3, k.kind)::tsquery && w.every) limit {_LOOKED_AT})
        union all
        (select s.*, {_MATCHED} from questions.passage s
            where w.many and w.some is not null
                and s.words @@ (questions.scope($1, $3, k.kind)::tsquery && w.some && !!w.every) limit {_LOOKED_AT})) p
    where p.kind <> 'review' or exists (select from reviews.review r where r.id = p.about_id and r.state = 'published'
        and (strpos(r.text, p.text) > 0 or strpos(r.title, p.text) > 0 or strpos(r.pros, p.text) > 0 or strpos(r.cons, p.text) > 0))"""

_SQL = f"""with typed as materialized (select questions.asked_for($3, $2) as each),
wanted as materialized (
    select each, cardinality(each) as size,
        (select count(*) > {_FEW} from (select from questions.passage where product_id = $1 and language = $3 limit {_FEW + 1}) s) as many,
        (select string_agg('(' || e::text || ')', ' & ')::tsquery from unnest(each) e) as every,
        (select string_agg('(' || a.e::text || ') & (' || b.e::text || ')', ' | ')::tsquery
            from unnest(each) with ordinality a (e, at) join unnest(each) with ordinality b (e, at) on a.at < b.at
            where cardinality(each) > 2) as some
    from typed where each is not null),
said as (select s.value ->> 'name' as name, s.value ->> 'value' as value, s.at
    from catalog.product p
    left join catalog.product_text t on t.product_id = p.id and t.language = $3
    left join catalog.product_text f on f.product_id = p.id and f.language = $4
    cross join lateral jsonb_array_elements(case when t.specifications is null or t.specifications = '[]' then coalesce(f.specifications, '[]')
        else t.specifications end) with ordinality s (value, at)
    where p.id = $1)
select coalesce((select size from wanted), 0) as size, (select handle from catalog.product where id = $1) as handle,
    coalesce((select json_agg(x) from ({_PASSAGES}) x), '[]') as passages,
    coalesce((select json_agg(x) from (
        select said.name, said.value, m.matched from said cross join wanted w
        cross join lateral (select count(*)::int as matched from unnest(w.each) e
            where to_tsvector(search.config($3), said.name || ' ' || said.value) @@ e) m
        where m.matched > 0 order by m.matched desc, said.at limit 5) x), '[]') as lines"""


class _Hit(msgspec.Struct):
    kind: str
    source_id: UUID
    about_id: UUID
    text: str
    asked: str
    source: dict[str, Any]
    matched: int


async def similar(read: Reading, text: str, product: ProductId, language: str) -> list[Found]:
    """Return what may answer a question about a product, the best of each kind, each with its source; of fewer than three letters, nothing."""
    language = language if language in {one.code for one in LANGUAGES} else LANGUAGES[0].code
    words = rules.typed(text, language)
    if len(legible.line(text)) < LEAST_LETTERS or not words:
        return []
    row = await read.row(_SQL, product, words, language, LANGUAGES[0].code)
    hits = msgspec.convert(row["passages"], list[_Hit])
    found = [_passage(hit) for hit in _best(hits, row["size"])]
    lines = [
        Found(kind=FoundKind.SPECIFICATION, text=f"{one['name']}: {one['value']}", href=f"/p/{row['handle']}#specs", source=Source())
        for one in row["lines"][: MOST["specification"]]
        if rules.worth_showing(rules.Passage(kind="specification", matched=one["matched"], of=row["size"], length=0))
    ]
    answers = [one for one in found if one.kind in {FoundKind.ANSWER, FoundKind.QUESTION}]
    return [*answers, *lines, *(one for one in found if one.kind is FoundKind.REVIEW)]


def _best(hits: Sequence[_Hit], size: int) -> list[_Hit]:
    """Return the best few of each kind; of answers to one question, one."""
    weighed = [(_weighed(hit, size), hit) for hit in hits]
    weighed = [(one, hit) for one, hit in weighed if rules.worth_showing(one)]
    weighed.sort(key=lambda pair: (pair[1].kind, rules.worth(pair[0])), reverse=True)
    found: list[_Hit] = []
    seen: set[UUID] = set()
    left = dict(MOST)
    for _, hit in weighed:
        if left[hit.kind] and hit.about_id not in seen:
            left[hit.kind] -= 1
            seen.add(hit.about_id)
            found.append(hit)
    order = ["answer", "question", "review"]
    return sorted(found, key=lambda hit: order.index(hit.kind))


def _weighed(hit: _Hit, size: int) -> rules.Passage:
    return rules.Passage(
        kind=hit.kind,
        matched=hit.matched,
        of=size,
        length=len(hit.text),
        accepted=bool(hit.source.get("accepted")),
        owner=bool(hit.source.get("owner")),
        helpful=float(hit.source.get("helpful") or 0),
    )


def _passage(hit: _Hit) -> Found:
    source = msgspec.convert({name: hit.source[name] for name in Source.__struct_fields__ if name in hit.source}, Source)
    if hit.kind == "review":
        return Found(kind=FoundKind.REVIEW, text=hit.text, href=f"/reviews/{ids.show('rev', hit.about_id)}", source=source)
    question = f"/questions/{ids.show('que', hit.about_id)}"
    href = f"{question}#{ids.show('ans', hit.source_id)}" if hit.kind == "answer" else question
    return Found(kind=FoundKind(hit.kind), text=hit.text, href=href, source=source, asked=hit.asked, question_id=QuestionId(hit.about_id))
