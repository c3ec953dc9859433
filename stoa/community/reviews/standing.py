"""Where products stand, and what their pages show: made anew together when something changed, and nightly, because time counts."""

import asyncio
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.locale import LANGUAGES
from stoa.community.reviews import naming, rules, saying, store
from stoa.community.reviews.model import (
    Basis,
    Heard,
    Highlight,
    HighlightSentence,
    Prior,
    Review,
    ReviewId,
    Score,
    Shot,
)
from stoa.community.reviews.rules import Candidate
from stoa.people.sessions.model import PersonId
from stoa.shop import catalog, search
from stoa.shop.catalog.model import ProductId, VariantId
from stoa.shop.search.model import Merit

MOST_SENTENCES, MOST_PHOTOS, LEAST_ALIKE = 12, 8, 3
READ_AT_ONCE = 1_000


class Row(msgspec.Struct, frozen=True):
    """What a published review gives to its product's standing."""

    id: ReviewId
    product_id: ProductId
    rating: int
    basis: Basis
    incentivized: bool
    made_at: datetime
    author: PersonId | None
    language: str


class Voice(msgspec.Struct, kw_only=True):
    """A review as the product page shows it."""

    id: str
    by: naming.Named
    owner_days: int | None
    basis: str
    incentivized: bool
    asked: bool
    proof: str | None
    rating: int
    title: str
    text: list[str]
    language: str
    at: datetime
    pictures: list[Shot]
    helpful: int
    variant: str
    recommends: bool | None
    edited: bool
    reply: list[str] = []
    replied_at: datetime | None = None


class Quote(msgspec.Struct, frozen=True):
    """A sentence that stands for what several say of an aspect."""

    aspect: str
    quote: str
    reviews: int
    language: str


class Photo(msgspec.Struct, frozen=True):
    review: str
    shot: Shot


class Body(msgspec.Struct, kw_only=True):
    """What the product page shows of a product's reviews, in one language; `stars` from one to five."""

    score: float = 0.0
    low: float = 0.0
    high: float = 0.0
    count: int = 0
    verified: int = 0
    stars: list[int] = msgspec.field(default_factory=lambda: [0] * 5)
    likes: Quote | None = None
    dislikes: Quote | None = None
    photos: list[Photo] = []
    voices: list[Voice] = []


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
    before = await shop_prior(tx)
    scores = {
        product: rules.score([Heard(one.rating, one.basis, one.incentivized, one.made_at) for one in found], before, tx.now)
        for product, found in rows.items()
    }
    await _write_standings(tx, rows, scores)
    highlights = await _write_highlights(tx, wanted)
    await _write_panels(tx, rows, scores, highlights)
    await search.weigh(
        tx,
        [_merit(product, scores[product], len(found)) for product, found in rows.items()],
    )
    await tx.run("select base.touch(topic) from (select 'product:' || id as topic from unnest($1::uuid[]) id order by 1) t", wanted)
    return left


_ROWS = """select id, product_id, rating, basis, incentivized, made_at, author, language from reviews.review
    where product_id = any($1) and state = 'published' order by product_id, merit desc, id desc"""


def _merit(product: ProductId, score: Score, count: int) -> Merit:
    """Return what listings show; of what nobody has reviewed, nothing is believed there."""
    return Merit(product, round(score.value * 1000), _shown(score.value), count) if count else Merit(product, 0, 0.0, 0)


def _shown(value: float) -> float:
    return round(value, 1)


async def shop_prior(read: Reading) -> Prior:
    return await read.one(Prior, "select mean, spread from reviews.prior") or Prior()


async def learn_prior(tx: Writing) -> None:
    """Count all published reviews, for what is believed of a product before anybody has spoken."""
    counts = {
        row["rating"]: row["n"]
        for row in await tx.rows("select rating, count(*) as n from reviews.review where state = 'published' group by rating")
    }
    found = rules.prior([counts.get(number, 0) for number in range(1, 6)])
    await tx.run("update reviews.prior set mean = $1, spread = $2, at = $3", found.mean, found.spread, tx.now)


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
    # A judge takes a third of a millisecond for a review: beside the loop, so that the worker's heart goes on beating.
    said = await asyncio.to_thread(lambda: [(row["id"], one) for row in now for one in saying.read(row["text"], row["rating"])])
    done = [row["id"] for row in now]
    await tx.run("delete from reviews.sentence where review_id = any($1)", done)
    await tx.run(
        """insert into reviews.sentence (review_id, aspect, number, polarity, sure, text)
        select * from unnest($1::uuid[], $2::text[], $3::smallint[], $4::text[], $5::real[], $6::text[])""",
        [review for review, _ in said],
        [one.aspect for _, one in said],
        [one.number for _, one in said],
        [one.polarity for _, one in said],
        [one.sure for _, one in said],
        [one.text for _, one in said],
    )
    await tx.run("update reviews.review set read_version = version where id = any($1)", done)
    return list(products) if rest else []


async def _write_standings(tx: Writing, rows: dict[ProductId, list[Row]], scores: dict[ProductId, Score]) -> None:
    written = []
    for product, found in rows.items():
        stars, score = Counter(one.rating for one in found), scores[product]
        first = rules.first_three([Candidate(one.id, one.rating, str(one.author or one.id)) for one in found])
        written.append(
            {
                "product_id": product,
                "score": score.value if found else 0,
                "low": score.low if found else 0,
                "high": score.high if found else 0,
                "count": len(found),
                "verified": sum(one.basis is Basis.ORDER for one in found),
                "stars": [stars[number] for number in range(1, 6)],
                "first": first,
            }
        )
    await tx.run(
        """update reviews.standing s set score = n.score, low = n.low, high = n.high, count = n.count, verified = n.verified, stars = n.stars,
            first = n.first, made_at = $2
        from jsonb_to_recordset($1) as n (product_id uuid, score real, low real, high real, count int, verified int, stars int[], first uuid[])
        where s.product_id = n.product_id""",
        written,
        tx.now,
    )


_SAID = """
with said as (
    select r.product_id, r.language, s.aspect, s.polarity, s.review_id, s.text, s.sure, r.merit,
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


async def _write_panels(
    tx: Writing, rows: dict[ProductId, list[Row]], scores: dict[ProductId, Score], highlights: dict[ProductId, list[Highlight]]
) -> None:
    """Write what the product pages show, in every language of the shop."""
    spoken = [one.code for one in LANGUAGES]
    shown = {(product, code): _chosen(found, code) for product, found in rows.items() for code in spoken}
    reviews = {one.id: one for one in await store.many(tx, sorted({one for chosen in shown.values() for one in chosen}))}
    names = await naming.authors(tx, list(reviews.values()))
    photos = await _photos(tx, list(rows))
    products: list[ProductId] = []
    languages: list[str] = []
    bodies: list[Any] = []
    for code in spoken:
        labels = await variant_labels(tx, reviews.values(), code)
        for product, found in rows.items():
            score = scores[product]
            body = Body(
                score=_shown(score.value) if found else 0.0,
                low=_shown(score.low) if found else 0.0,
                high=_shown(score.high) if found else 0.0,
                count=len(found),
                verified=sum(one.basis is Basis.ORDER for one in found),
                stars=[sum(one.rating == number for one in found) for number in range(1, 6)],
                likes=_quote(highlights[product], code, "for"),
                dislikes=_quote(highlights[product], code, "against"),
                photos=photos.get(product, []),
                voices=[voice(reviews[one], names[one], labels) for one in shown[product, code]],
            )
            products.append(product)
            languages.append(code)
            bodies.append(json.loads(msgspec.json.encode(body)))
    await tx.run(
        """insert into reviews.panel (product_id, language, body) select * from unnest($1::uuid[], $2::text[], $3::json[])
        on conflict (product_id, language) do update set body = excluded.body where panel.body::text <> excluded.body::text""",
        products,
        languages,
        bodies,
    )


def _chosen(found: list[Row], language: str) -> list[ReviewId]:
    """Return the three reviews that a reader of this language sees: those in it first, unless there are fewer than three."""
    own = [one for one in found if one.language == language]
    return rules.first_three(
        [Candidate(one.id, one.rating, str(one.author or one.id)) for one in (own if len(own) >= LEAST_ALIKE else found)]
    )


def _quote(highlights: list[Highlight], language: str, polarity: str) -> Quote | None:
    """Return the sentence of what is said most often; in this language, else in another."""
    fitting = [one for one in highlights if one.polarity == polarity]
    best = max(fitting, key=lambda one: (one.language == language, one.reviews), default=None)
    return None if best is None else Quote(best.aspect, best.sentences[0].text, best.reviews, best.language)


async def _photos(read: Reading, products: list[ProductId]) -> dict[ProductId, list[Photo]]:
    rows = await read.rows(
        """select product_id, id, shot from (
            select r.product_id, r.id, p.shot, row_number() over (partition by r.product_id order by r.merit desc, r.id, p.n) as place
            from reviews.review r cross join lateral jsonb_array_elements(r.pictures) with ordinality as p (shot, n)
            where r.product_id = any($1) and r.state = 'published' and r.pictures <> '[]') x
        where place <= $2 order by product_id, place""",
        products,
        MOST_PHOTOS,
    )
    found: dict[ProductId, list[Photo]] = defaultdict(list)
    for row in rows:
        found[row["product_id"]].append(Photo(ids.show("rev", row["id"]), msgspec.convert(row["shot"], Shot)))
    return found


async def variant_labels(read: Reading, reviews: Iterable[Review], language: str) -> dict[VariantId, str]:
    """Return what the variants that these reviews are about are called."""
    return await labels_of(read, sorted({one.variant_id for one in reviews if one.variant_id is not None}), language)


async def labels_of(read: Reading, variants: Sequence[VariantId], language: str) -> dict[VariantId, str]:
    """Return what variants are called by their choices."""
    sold = await catalog.sold_variants(read, variants, language) if variants else {}
    return {variant: " · ".join(one.choices) for variant, one in sold.items()}


def voice(review: Review, by: naming.Named, labels: dict[VariantId, str]) -> Voice:
    """Return a review as pages show it."""
    shown = review.reply if review.reply is not None and review.reply.state.value == "published" else None
    return Voice(
        id=review.shown_id,
        by=by,
        owner_days=review.owned_days,
        basis=review.basis.value,
        incentivized=review.incentivized,
        asked=review.collection.value == "post_fulfillment",
        proof=rules.proof_of_line(review.line_id) if review.line_id else None,
        rating=review.rating,
        title=review.title,
        text=paragraphs(review.text),
        language=review.language,
        at=review.made_at,
        pictures=review.pictures,
        helpful=review.helpful,
        variant=labels.get(review.variant_id, "") if review.variant_id else "",
        recommends=review.recommends,
        edited=review.version > 1,
        reply=paragraphs(shown.text) if shown else [],
        replied_at=shown.at if shown else None,
    )


def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n") if part.strip()]
