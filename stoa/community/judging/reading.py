"""Sentences, and what they say about a thing: found in the text, never written for it."""

import functools
import re
import tomllib
from pathlib import Path

from stoa.community.judging.features import plain
from stoa.community.judging.linear import judge
from stoa.community.judging.model import Polarity, Said, Sentence

_END = re.compile(r"[.!?…]+[\"'”’)]*(?=\s|$)|\n+|;\s|\s[–—-]\s|,?\s(?=(?:but|although|however|aber|obwohl|jedoch)\s)", re.IGNORECASE)
_NO_END = re.compile(r"(?:\b(?:z|z\.\s?b|d|d\.\s?h|bzw|ca|nr|etc|approx|vs|e\.g|i\.e|mr|mrs|dr|inkl|usw)|\b\d+)\.$", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:not|no|never|n't|nothing|hardly|nicht|kein\w*|nie|kaum)\b|n't\b", re.IGNORECASE)
SHORTEST, LONGEST = 12, 240
SURE_ENOUGH = 0.65


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of a text with their places; a clause after "but" is one of its own."""
    found, start = [], 0
    for match in _END.finditer(text):
        if match[0].startswith(".") and _NO_END.search(text[start : match.start() + 1]):
            continue
        found.append(_trimmed(text, start, match.end()))
        start = match.end()
    found.append(_trimmed(text, start, len(text)))
    return [one for one in found if one.text]


_SPOKEN = {
    "en": frozenset(
        [
            "the",
            "and",
            "is",
            "it",
            "of",
            "to",
            "for",
            "this",
            "but",
            "not",
            "very",
            "my",
            "on",
            "with",
            "are",
            "that",
            "they",
            "had",
            "too",
            "you",
            "she",
            "he",
            "have",
            "from",
            "it's",
            "i'm",
            "i",
        ]
    ),
    "de": frozenset(
        [
            "und",
            "der",
            "das",
            "ist",
            "nicht",
            "ich",
            "ein",
            "eine",
            "mit",
            "auf",
            "für",
            "sehr",
            "aber",
            "auch",
            "zu",
            "den",
            "dem",
            "sie",
            "er",
            "sich",
            "noch",
            "nach",
            "schon",
            "wir",
            "mir",
            "kein",
            "es",
        ]
    ),
}
"""Words that every text of a language is full of, and that the others have not."""
LEAST_WORDS = 3


def spoken(text: str) -> str | None:
    """Return the language a text is plainly written in, English or German; None for a short text, a mixed one, any other."""
    words = [word.strip(".,;:!?…\"'()") for word in text.casefold().split()]
    counts = {language: sum(word in known for word in words) for language, known in _SPOKEN.items()}
    best = max(counts, key=lambda language: counts[language])
    others = sum(count for language, count in counts.items() if language != best)
    return best if counts[best] >= LEAST_WORDS and counts[best] >= 3 * others else None


def aspects(text: str, stars: int | None = None) -> list[Said]:
    """Return what the sentences of a review say about which aspects; those of which the judge is not sure say nothing.

    `stars` (1 to 5) is what the author gave: it weighs as much as the sentence itself.
    """
    return [said for sentence in sentences(text) if SHORTEST <= len(sentence.text) <= LONGEST for said in _said(sentence, stars)]


def _said(sentence: Sentence, stars: int | None) -> list[Said]:
    named = _named(sentence.text)
    if not named or sentence.text.rstrip().endswith("?"):
        return []
    likes = _likes(sentence.text, stars)
    sure = max(likes, 1 - likes)
    if sure < SURE_ENOUGH:
        return []
    polarity = Polarity.FOR if likes >= 0.5 else Polarity.AGAINST
    return [Said(aspect, polarity, round(sure, 3), sentence) for aspect in named]


def _likes(text: str, stars: int | None) -> float:
    """Return how much a sentence speaks for the thing, 0 to 1: by its plain words, else by the judge, and by the stars."""
    folded, (_, *patterns) = plain(text), _lexicon()
    good, bad, sorry = (sum(1 for _ in pattern.finditer(folded)) for pattern in patterns)
    if sorry:
        good, bad = 0, 1
    elif _DENIES.search(folded):
        good, bad = bad, good
    heard = judge("pleased").sure(text) if good == bad else 0.9 if good > bad else 0.1
    return heard if stars is None else (2 * heard + (stars - 1) / 4) / 3


def _named(text: str) -> list[str]:
    folded = plain(text)
    return [name for name, pattern in _lexicon()[0] if pattern.search(folded)]


@functools.cache
def _lexicon() -> tuple[list[tuple[str, re.Pattern[str]]], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    read = tomllib.loads((Path(__file__).parent / "aspects.toml").read_text())
    named = [(name, _any_of(terms)) for name, terms in read["aspects"].items()]
    return named, *(_any_of(read["words"][kind]) for kind in ("good", "bad", "sorry"))  # type: ignore[return-value]


def _any_of(terms: list[str]) -> re.Pattern[str]:
    """Return a pattern of whole words; a term that ends in * is the beginning of one."""
    parts = [re.escape(term[:-1]) + r"\w*" if term.endswith("*") else re.escape(term) for term in terms]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")


def _trimmed(text: str, start: int, end: int) -> Sentence:
    while start < end and _is_edge(text[start]):
        start += 1
    while end > start and _is_edge(text[end - 1]):
        end -= 1
    return Sentence(text[start:end], start, end)


def _is_edge(character: str) -> bool:
    return character.isspace() or character in ",;–—-"
