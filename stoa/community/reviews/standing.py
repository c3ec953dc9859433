"""Where products stand, and what people say alike of them: made anew together when something changed, and nightly, because time counts."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from stoa.base.database import Reading, Writing
from stoa.community.reviews import rules, saying
from stoa.community.reviews.method import Heard, Prior, Score, Usual
from stoa.community.reviews.model import Basis, Highlight, HighlightSentence, ReviewId
from stoa.community.reviews.rules import Candidate
from stoa.community.reviews.showing import LEAST_ALIKE, Made, Row, write_panels
from stoa.shop import search
from stoa.shop.catalog.model import ProductId
from stoa.shop.search.model import Merit

MOST_SENTENCES = 12
READ_AT_ONCE = 1_000


async def refresh(tx: Writing, products: Iterable[ProductId]) -> list[ProductId]:
    """Make the standing of these products anew: score, order, highlights, panels, and their place in listings.

    Locks them in order before it reads, so that of two at a time the later one has the last word. Returns those whose
    highlights are not complete yet, because there was too much to read at once.
    """
    wanted = sorted(set(products))
    if not wanted:
        return []
    left = await read_sentences(tx, wanted)
    await tx.run(
        "insert into reviews.standing (product_id) select id from unnest($1::uuid[]) id order by id on conflict do nothing", wanted
    )
    await tx.rows("select product_id from reviews.standing where product_id = any($1) order by product_id for update", wanted)
    rows: dict[ProductId, list[Row]] = {product: [] for product in wanted}
    for row in await tx.all(Row, _ROWS, wanted):
        rows[row.product_id].append(row)
    before = await priors(tx, wanted)
    scores = {
        product: rules.score([Heard(one.rating, one.basis, one.incentivized, one.made_at) for one in found], before[product], tx.now)
        for product, found in rows.items()
    }
    highlights = await _write_highlights(tx, wanted)
    made = {product: Made(found, scores[product], _places(found), highlights[product]) for product, found in rows.items()}
    await _write_standings(tx, made)
    await write_panels(tx, made)
    await search.weigh(
        tx,
        [_merit(product, scores[product], len(found)) for product, found in rows.items()],
    )
    await tx.run("select base.touch(topic) from (select 'product:' || id as topic from unnest($1::uuid[]) id order by 1) t", wanted)
    return left


_ROWS = """select id, product_id, rating, basis, incentivized, made_at, author, language, aspects from reviews.review
    where product_id = any($1) and state = 'published' order by product_id, merit desc, id desc"""


def _merit(product: ProductId, score: Score, count: int) -> Merit:
    """Return what listings show; of what nobody has reviewed, nothing is believed there."""
    return Merit(product, round(score.value * 1000), round(score.value, 1), count) if count else Merit(product, 0, 0.0, 0)


async def priors(read: Reading, products: Sequence[ProductId]) -> dict[ProductId, Prior]:
    """Return what is believed of these products beforehand: of each what its category lets believe, else the one above, else the shop."""
    rows = await read.rows(
        """select p.id, u.mean, u.spread from catalog.product p left join catalog.category c on c.id = p.category_id
        cross join lateral (select mean, spread from reviews.prior u where u.category_id is null or u.category_id = any(c.path)
            order by array_position(c.path, u.category_id) desc nulls last limit 1) u
        where p.id = any($1)""",
        list(products),
    )
    return {product: Prior() for product in products} | {row["id"]: Prior(row["mean"], row["spread"]) for row in rows}


async def usual(read: Reading, language: str) -> list[Usual]:
    """Return what is believed beforehand: the shop's first, then by category, in the order of the tree."""
    return await read.all(
        Usual,
        """select coalesce((select name from catalog.category_text t where t.category_id = c.id
                order by t.language = $1 desc, t.language = 'en' desc, t.language limit 1), c.handle, '') as category, u.mean
        from reviews.prior u left join catalog.category c on c.id = u.category_id
        where u.category_id is null or c.id is not null order by c.path nulls first""",
        language,
    )


async def learn_priors(tx: Writing) -> None:
    """Count the published reviews of every category with those below it, and of the shop, for what is believed of a product beforehand.

    Those without an order do not count: whoever can write as many as they like would move a whole category.
    """
    rows = await tx.rows(
        """select own as category_id, r.rating, count(*)::int as n
        from reviews.review r join catalog.product p on p.id = r.product_id left join catalog.category c on c.id = p.category_id
        cross join lateral unnest(array_append(coalesce(c.path, '{}'), null::uuid)) own
        where r.state = 'published' and r.basis <> 'none' group by 1, 2"""
    )
    stars: dict[UUID | None, list[int]] = {None: [0] * 5}
    for row in rows:
        stars.setdefault(row["category_id"], [0] * 5)[row["rating"] - 1] = row["n"]
    found = {category: rules.prior(counts) for category, counts in stars.items()}
    found[None] = found[None] or Prior()
    await tx.run("delete from reviews.prior")
    await tx.run(
        """insert into reviews.prior (category_id, mean, spread, at)
        select u.category_id, u.mean, u.spread, $2 from jsonb_to_recordset($1) as u (category_id uuid, mean real, spread real)""",
        [{"category_id": category, "mean": one.mean, "spread": one.spread} for category, one in found.items() if one],
        tx.now,
    )


async def read_sentences(tx: Writing, products: Sequence[ProductId]) -> list[ProductId]:
    """Read what was written or changed since, sentence by sentence, so much as fits a transaction; return products of which more is left.

    What another transaction reads just now is left to it.
    """
    unread = await tx.rows(
        """select id, product_id, rating, case when title = '' then text else title || E'\\n' || text end as text from reviews.review
        where product_id = any($1) and read_version < version and state = 'published' order by id limit $2 for update skip locked""",
        list(products),
        READ_AT_ONCE + 1,
    )
    if not unread:
        return []
    now, rest = unread[:READ_AT_ONCE], unread[READ_AT_ONCE:]
    # Reading takes half a millisecond for a review: beside the loop, so that the worker's heart goes on beating.
    said = await asyncio.to_thread(lambda: [(row["id"], one) for row in now for one in saying.read(row["text"], row["rating"])])
    done = [row["id"] for row in now]
    await tx.run("delete from reviews.sentence where review_id = any($1)", done)
    await tx.run(
        """insert into reviews.sentence (review_id, aspect, number, polarity, sure, text, language)
        select * from unnest($1::uuid[], $2::text[], $3::smallint[], $4::text[], $5::real[], $6::text[], $7::text[])""",
        [review for review, _ in said],
        [one.aspect for _, one in said],
        [one.number for _, one in said],
        [one.polarity for _, one in said],
        [one.sure for _, one in said],
        [one.text for _, one in said],
        [one.language for _, one in said],
    )
    await tx.run("update reviews.review set read_version = version where id = any($1)", done)
    return list(products) if rest else []


def _places(rows: Sequence[Row]) -> dict[str, list[int]]:
    """Return how often each place from one to five was answered, by aspect."""
    found: dict[str, list[int]] = {}
    for row in rows:
        for code, place in row.aspects.items():
            if place in range(1, 6):
                found.setdefault(code, [0] * 5)[place - 1] += 1
    return found


async def _write_standings(tx: Writing, made: Mapping[ProductId, Made]) -> None:
    written = []
    for product, one in made.items():
        stars = Counter(row.rating for row in one.rows)
        written.append(
            {
                "product_id": product,
                "score": one.score.value if one.rows else 0,
                "low": one.score.low if one.rows else 0,
                "high": one.score.high if one.rows else 0,
                "count": len(one.rows),
                "verified": sum(row.basis is Basis.ORDER for row in one.rows),
                "stars": [stars[number] for number in range(1, 6)],
                "first": rules.first_three([Candidate(row.id, row.rating, str(row.author or row.id)) for row in one.rows]),
                "aspects": one.places,
            }
        )
    await tx.run(
        """update reviews.standing s set score = n.score, low = n.low, high = n.high, count = n.count, verified = n.verified, stars = n.stars,
            first = n.first, aspects = n.aspects, made_at = $2
        from jsonb_to_recordset($1) as n (product_id uuid, score real, low real, high real, count int, verified int, stars int[], first uuid[],
            aspects jsonb)
        where s.product_id = n.product_id""",
        written,
        tx.now,
    )


_SAID = """
with said as (
    select r.product_id, coalesce(s.language, r.language) as language, s.aspect, s.polarity, s.review_id, s.text, s.sure, r.merit,
        row_number() over (partition by s.review_id, s.aspect, s.polarity order by s.sure desc, s.number) as nth
    from reviews.sentence s join reviews.review r on r.id = s.review_id
    where r.product_id = any($1) and r.state = 'published'),
ranked as (
    select *, row_number() over (partition by product_id, language, aspect, polarity order by sure * (0.5 + least(1, length(text) / 120.0)) desc,
        merit desc, review_id) as place, count(*) over (partition by product_id, language, aspect, polarity) as reviews
    from said where nth = 1)
select product_id, language, aspect, polarity, max(reviews)::int as reviews,
    json_agg(json_build_object('review_id', review_id, 'text', text) order by place) as sentences
from ranked where reviews >= $2 and place <= $3 group by product_id, language, aspect, polarity
order by product_id, language, polarity, reviews desc, aspect"""


async def _write_highlights(tx: Writing, products: list[ProductId]) -> dict[ProductId, list[Highlight]]:
    """Write what several reviews say alike, in place of what was there; return it by product, the most frequent first."""
    found: dict[ProductId, list[Highlight]] = defaultdict(list)
    rows = await tx.rows(_SAID, products, LEAST_ALIKE, MOST_SENTENCES)
    for row in rows:
        sentences = [HighlightSentence(ReviewId(UUID(one["review_id"])), one["text"]) for one in row["sentences"]]
        found[row["product_id"]].append(
            Highlight(language=row["language"], aspect=row["aspect"], polarity=row["polarity"], reviews=row["reviews"], sentences=sentences)
        )
    await tx.run("delete from reviews.highlight where product_id = any($1)", products)
    await tx.run(
        """insert into reviews.highlight (product_id, language, aspect, polarity, reviews, sentences)
        select h.* from jsonb_to_recordset($1) as h (product_id uuid, language text, aspect text, polarity text, reviews int, sentences jsonb)""",
        [dict(row) for row in rows],
    )
    return found
