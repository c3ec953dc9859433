"""What the templates of reviews are given, in the shapes that the components' macros state, and what search engines are told."""

import functools
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import babel
import babel.numbers
import msgspec

from stoa.base import locale
from stoa.base.http.visits import Visit
from stoa.community.reviews.asked import Aspect, AspectKind
from stoa.community.reviews.ledger import Counted
from stoa.community.reviews.model import Highlight
from stoa.community.reviews.queries import Stars
from stoa.community.reviews.showing import Body, Quote, Voice, text
from stoa.shop.catalog.web.views import picture_view

Say = Callable[..., str]
__all__ = ["Say", "aspect_views", "beside", "facts", "histogram", "picture_view", "said_of_aspects", "saying", "score", "stars", "voice"]


def voice(one: Voice, visit: Visit, **more: Any) -> dict[str, Any]:
    """Return a review as the macro `review` takes it."""
    by = {**msgspec.structs.asdict(one.by), "owned": owned_for(one.owner_days, visit.language.code)}
    return {
        "id": one.id,
        "by": by,
        "basis": one.basis,
        "rating": one.rating,
        "title": one.title,
        "text": one.text,
        "language": one.language,
        "at": one.at,
        "pictures": [shot(picture) for picture in one.pictures],
        "helpful": one.helpful,
        "variant": one.variant,
        "recommends": one.recommends,
        "incentivized": one.incentivized,
        "asked": one.asked,
        "edited": one.edited,
        "answers": one.answers,
        "reply": one.reply,
        "replied_at": one.replied_at,
        **more,
    }


def owned_for(days: int | None, language: str) -> str | None:
    """Return how long somebody had had it ("3 months"), as it stands behind "for"; None without an order."""
    return None if days is None else locale.lasting(timedelta(days=max(1, days)), language)


def shot(picture: Any) -> dict[str, Any]:
    return {
        "src": picture.thumb,
        "srcset": "",
        "full": picture.largest,
        "alt": "",
        "width": picture.width,
        "height": picture.height,
        "tint": picture.tint,
    }


def score(body: Body, language: str) -> dict[str, Any]:
    """Return where a product stands; `words` is the number as it is written ("4,3")."""
    words, low, high, plain = (in_words(value, language) for value in (body.score, body.low, body.high, mean(body)))
    return {"value": body.score, "words": words, "low": low, "high": high, "mean": plain, "count": body.count, "verified": body.verified}


def mean(body: Body) -> float:
    """Return the plain mean of the stars that the histogram shows, 0 without any."""
    return round(sum(number * count for number, count in enumerate(body.stars, 1)) / body.count, 2) if body.count else 0.0


@functools.lru_cache(maxsize=200)
def in_words(value: float, language: str) -> str:
    """Return stars as people write them, with one decimal."""
    return str(babel.numbers.format_decimal(value, format="0.0", locale="de" if language == "de" else "en"))


def stars(found: Stars, _visit: Visit) -> dict[str, Any]:
    return {"value": found.value, "count": found.count}


def beside(body: Body, visit: Visit) -> dict[str, Any]:
    """Return what stands with a product; its links begin at the product's own address, which the page knows."""
    return {
        "score": score(body, visit.language.code),
        "rows": [{"stars": number, "count": body.stars[number - 1], "query": f"stars={number}"} for number in (5, 4, 3, 2, 1)],
        "likes": saying(body.likes, "for", visit.language.code),
        "dislikes": saying(body.dislikes, "against", visit.language.code),
        "places": places(body, visit.language.code),
        "photos": [{**shot(one.shot), "review": one.review} for one in body.photos],
        "voices": [voice(one, visit) for one in body.voices],
    }


def places(body: Body, language: str) -> list[dict[str, Any]]:
    """Return what all said beside the stars, the mean as people write it."""
    return [{**msgspec.structs.asdict(one), "mean": in_words(one.mean, language)} for one in body.places]


@functools.lru_cache(maxsize=200)
def named_language(code: str, language: str) -> str:
    """Return what readers of `language` call the one of this code."""
    try:
        return babel.Locale.parse(code).get_display_name("de" if language == "de" else "en") or code
    except (ValueError, babel.UnknownLocaleError):
        return code


def foreign(code: str, language: str) -> str:
    """Return the name of a language for readers of another; nothing where it is theirs."""
    return "" if code == language else named_language(code, language)


def saying(quote: Quote | None, polarity: str, language: str) -> dict[str, Any] | None:
    """Return the sentence that stands for what several say; `query` leads to all of them, `spoken` names a language that is not the reader's."""
    if quote is None:
        return None
    return {
        "quote": quote.quote,
        "aspect": quote.aspect,
        "count": quote.reviews,
        "language": quote.language,
        "spoken": foreign(quote.language, language),
        "query": f"aspect={quote.aspect}&says={polarity}",
    }


def histogram(body: Body, path: str) -> list[dict[str, Any]]:
    """Return the rows of the histogram from five to one, each with the address of those reviews."""
    return [{"stars": number, "count": body.stars[number - 1], "href": f"{path}?stars={number}"} for number in (5, 4, 3, 2, 1)]


def said_of_aspects(found: list[Highlight], path: str, language: str) -> list[dict[str, Any]]:
    """Return what several people say alike, by aspect, with every sentence that says it and where it stands.

    What is said in the reader's language; where nobody says anything in it, what is said in others, each with its name.
    """
    found = [one for one in found if one.language == language] or found
    aspects: dict[str, dict[str, dict[str, Any]]] = {}
    for one in found:
        side = aspects.setdefault(one.aspect, {}).setdefault(
            one.polarity,
            {"says": one.polarity, "count": 0, "href": f"{path}?aspect={one.aspect}&says={one.polarity}", "sentences": []},
        )
        side["count"] += one.reviews
        side["sentences"] += [
            {"review": said.review_id, "text": said.text, "language": one.language, "spoken": foreign(one.language, language)}
            for said in one.sentences
        ]
    return sorted(
        (
            {
                "aspect": aspect,
                "count": sum(side["count"] for side in sides.values()),
                "sides": [sides[p] for p in ("for", "against") if p in sides],
            }
            for aspect, sides in aspects.items()
        ),
        key=lambda entry: (-entry["count"], entry["aspect"]),
    )


def aspect_views(aspects: list[Aspect], typed: Mapping[str, str], language: str) -> list[dict[str, Any]]:
    """Return what is asked beside the stars, in the reader's language, with what was typed."""

    found = []
    for one in aspects:
        name = f"{'context' if one.kind is AspectKind.CONTEXT else 'aspect'}:{one.code}"
        found.append(
            {
                "name": name,
                "kind": one.kind.value,
                "label": text(one.texts, language),
                "low": text(one.low, language),
                "high": text(one.high, language),
                "choices": [{"value": choice.code, "label": text(choice.texts, language)} for choice in one.choices],
                "value": typed.get(name, ""),
            }
        )
    return found


def facts(body: Body, visit: Visit) -> dict[str, Any]:
    """Return what a product's structured data says of its reviews: the plain mean of their stars, as whoever reads it expects (the score is
    more careful, and has its method beside it), and the reviews that are shown.
    """
    if not body.count:
        return {}
    return {
        "aggregateRating": {
            "@type": "AggregateRating",
            "ratingValue": mean(body),
            "reviewCount": body.count,
            "bestRating": 5,
            "worstRating": 1,
        },
        "review": [review_facts(one, visit) for one in body.voices],
    }


def review_facts(one: Voice, visit: Visit) -> dict[str, Any]:
    """Return a review as schema.org says it, with what it rests on (REV-1)."""
    said: dict[str, Any] = {
        "@type": "Review",
        "@id": visit.absolute(f"/reviews/{one.id}"),
        "url": visit.absolute(f"/reviews/{one.id}"),
        "author": {"@type": "Person", "name": one.by.name or "Anonymous"},
        "datePublished": one.at.date().isoformat(),
        "inLanguage": one.language,
        "reviewRating": {"@type": "Rating", "ratingValue": one.rating, "bestRating": 5, "worstRating": 1},
        "reviewBody": "\n".join(one.text),
        "identifier": [{"@type": "PropertyValue", "propertyID": name, "value": value} for name, value in _rests_on(one)],
    }
    if one.title:
        said["name"] = one.title
    if one.pictures:
        said["image"] = [f"{visit.url}{picture.src}" for picture in one.pictures]
    return said


def _rests_on(one: Voice) -> list[tuple[str, str | int | bool]]:
    found: list[tuple[str, str | int | bool]] = [
        ("basis", one.basis),
        ("is_incentivized_review", one.incentivized),
        ("collection_method", "post_fulfillment" if one.asked else "unsolicited"),
        ("moderation_state", "published"),
    ]
    found += [("order_line_hash", one.proof)] if one.proof else []
    found += [("days_of_ownership", one.owner_days)] if one.owner_days is not None else []
    return found + ([("variant", one.variant)] if one.variant else [])


def by_kind(found: list[Counted]) -> list[dict[str, Any]]:
    """Return how often what happened, a row for each kind and reason: of five stars, of four, to one, not told yet, altogether."""
    rows: dict[tuple[str, str], dict[int | None, int]] = {}
    for one in found:
        rows.setdefault((one.kind, one.reason), {})[one.stars] = one.count
    order = ["received", "held", "published", "rejected", "restored", "edited", "withdrawn"]
    return [
        {
            "kind": kind,
            "reason": reason,
            "stars": [counts.get(number, 0) for number in (5, 4, 3, 2, 1)],
            "untold": counts.get(None, 0),
            "all": sum(counts.values()),
        }
        for (kind, reason), counts in sorted(rows.items(), key=lambda row: (order.index(row[0][0]), row[0][1]))
    ]
