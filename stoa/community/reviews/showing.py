"""What pages show of reviews: the body of the product page, made when it changes, and each review as it is read."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.locale import LANGUAGES
from stoa.community.reviews import naming, rules, store
from stoa.community.reviews.asked import Aspect, AspectKind
from stoa.community.reviews.method import Score
from stoa.community.reviews.model import Basis, Highlight, Review, ReviewId, Shot
from stoa.community.reviews.rules import Candidate
from stoa.people.sessions.model import PersonId
from stoa.shop import catalog
from stoa.shop.catalog.model import ProductId, VariantId, Words

MOST_PHOTOS, LEAST_ALIKE = 8, 3


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
    aspects: dict[str, Any]


class Made(msgspec.Struct, frozen=True):
    """What a product's page is made of; `places`: how often each place from one to five was answered, by aspect."""

    rows: list[Row]
    score: Score
    places: dict[str, list[int]]
    highlights: list[Highlight]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What an author said beside the stars: `words` of what they chose, or of the end of a scale; else the place, 1 to 5."""

    label: str
    words: str = ""
    place: int | None = None
    middle: bool = False


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """What all said of an aspect: its mean, 1 to 5, of so many; `words` and `middle` as in an answer."""

    label: str
    mean: float
    count: int
    words: str = ""
    middle: bool = False


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
    answers: list[Answer] = []
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
    places: list[Place] = []
    photos: list[Photo] = []
    voices: list[Voice] = []


async def write_panels(tx: Writing, made: Mapping[ProductId, Made]) -> None:
    """Write what the product pages show, in every language of the shop."""
    spoken = [one.code for one in LANGUAGES]
    shown = {(product, code): _chosen(one.rows, code) for product, one in made.items() for code in spoken}
    reviews = {one.id: one for one in await store.many(tx, sorted({one for chosen in shown.values() for one in chosen}))}
    names = await naming.authors(tx, list(reviews.values()))
    photos, asked = await _photos(tx, list(made)), await store.aspects_of(tx, list(made))
    products: list[ProductId] = []
    languages: list[str] = []
    bodies: list[Any] = []
    for code in spoken:
        labels = await variant_labels(tx, reviews.values(), code)
        for product, one in made.items():
            aspects = asked.get(product, [])
            body = _body(one, code)
            body.photos = photos.get(product, [])
            body.places = places(one.places, aspects, code)
            body.voices = [
                voice(reviews[found], names[found], labels, answers(reviews[found], aspects, code)) for found in shown[product, code]
            ]
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


def _body(one: Made, language: str) -> Body:
    """Return what follows from the rows alone."""
    return Body(
        score=round(one.score.value, 1) if one.rows else 0.0,
        low=round(one.score.low, 1) if one.rows else 0.0,
        high=round(one.score.high, 1) if one.rows else 0.0,
        count=len(one.rows),
        verified=sum(row.basis is Basis.ORDER for row in one.rows),
        stars=[sum(row.rating == number for row in one.rows) for number in range(1, 6)],
        likes=_quote(one.highlights, language, "for"),
        dislikes=_quote(one.highlights, language, "against"),
    )


def _chosen(found: list[Row], language: str) -> list[ReviewId]:
    """Return the three reviews that a reader of this language sees: those in it first, unless there are fewer than three."""
    own = [one for one in found if one.language == language]
    return rules.first_three(
        [Candidate(one.id, one.rating, str(one.author or one.id)) for one in (own if len(own) >= LEAST_ALIKE else found)]
    )


def _quote(highlights: list[Highlight], language: str, polarity: str) -> Quote | None:
    """Return the sentence of what is said most often in this language; where nothing is, in another, which the page then names."""
    fitting = [one for one in highlights if one.polarity == polarity]
    best = max(fitting, key=lambda one: (one.language == language, one.reviews), default=None)
    return None if best is None else Quote(best.aspect, best.sentences[0].text, best.reviews, best.language)


def places(counted: Mapping[str, Sequence[int]], aspects: Iterable[Aspect], language: str) -> list[Place]:
    """Return what all said of what is asked today, of each aspect that at least three spoke of."""
    found = []
    for one in aspects:
        counts = counted.get(one.code, ())
        if one.kind is not AspectKind.CONTEXT and sum(counts) >= LEAST_ALIKE:
            mean = sum(place * count for place, count in enumerate(counts, 1)) / sum(counts)
            words, middle = _of_scale(one, mean, language)
            found.append(Place(label=text(one.texts, language), mean=round(mean, 2), count=sum(counts), words=words, middle=middle))
    return found


def answers(review: Review, aspects: Iterable[Aspect], language: str) -> list[Answer]:
    """Return what an author answered to what is asked today."""
    found = []
    for one in aspects:
        if one.kind is AspectKind.CONTEXT:
            chosen = next((choice for choice in one.choices if choice.code == review.context.get(one.code)), None)
            found += [Answer(label=text(one.texts, language), words=text(chosen.texts, language))] if chosen else []
        elif review.aspects.get(one.code) in range(1, 6):
            place = review.aspects[one.code]
            words, middle = _of_scale(one, place, language)
            found.append(Answer(label=text(one.texts, language), place=place, words=words, middle=middle))
    return found


def _of_scale(aspect: Aspect, place: float, language: str) -> tuple[str, bool]:
    """Return what a place on a scale means in words, and whether it is its middle; a score is its number."""
    if aspect.kind is not AspectKind.SCALE:
        return "", False
    if 2.5 <= place <= 3.5:
        return "", True
    return text(aspect.low if place < 2.5 else aspect.high, language), False


def text(words: Words, language: str) -> str:
    """Return what the merchant wrote, in this language where they did."""
    return words.get(language) or words.get("en") or next(iter(words.values()), "")


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


async def asked_of(read: Reading, reviews: Sequence[Review]) -> dict[ProductId, list[Aspect]]:
    """Return what is asked of the products of these reviews; nothing is looked up where nobody answered."""
    return await store.aspects_of(read, sorted({one.product_id for one in reviews if one.aspects or one.context}))


def voice(review: Review, by: naming.Named, labels: Mapping[VariantId, str], answers: Sequence[Answer] = ()) -> Voice:
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
        answers=list(answers),
        reply=paragraphs(shown.text) if shown else [],
        replied_at=shown.at if shown else None,
    )


def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n") if part.strip()]
