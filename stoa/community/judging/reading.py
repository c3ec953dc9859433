"""Sentences, and what they say about a thing: found in the text, never written for it."""

import re

from stoa.community.judging.clauses import told
from stoa.community.judging.model import Polarity, Said, Sentence

_END = re.compile(
    r"[.!?…]+[\"'”’)]*(?=\s|$)|\n+|;\s|\s[–—-]\s|,?\s(?=(?:but|although|however)\s)|,\s(?=(?:aber|obwohl|jedoch)\s)", re.IGNORECASE
)
_NO_END = re.compile(r"(?:\b(?:z|z\.\s?b|d|d\.\s?h|bzw|ca|nr|etc|approx|vs|e\.g|i\.e|mr|mrs|dr|inkl|usw)|\b\d+)\.$", re.IGNORECASE)
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
    counts = _counted(text)
    best = max(counts, key=lambda language: counts[language])
    others = sum(count for language, count in counts.items() if language != best)
    return best if counts[best] >= LEAST_WORDS and counts[best] >= 3 * others else None


def _counted(text: str) -> dict[str, int]:
    words = [word.strip(".,;:!?…\"'()") for word in text.casefold().split()]
    return {language: sum(word in known for word in words) for language, known in _SPOKEN.items()}


def aspects(text: str, stars: int | None = None) -> list[Said]:
    """Return what the sentences of a review say about which aspects; those of which the judge is not sure say nothing.

    `stars` (1 to 5) is what the author gave: it weighs half as much as the sentence itself.
    """
    whole = [one for one in sentences(text) if SHORTEST <= len(one.text) <= LONGEST and not one.text.endswith("?")]
    likeliest = _likeliest(text)
    return [said for one in whole for said in next(filter(None, (_told(one, language, stars) for language in likeliest)), [])]


def _likeliest(text: str) -> list[str]:
    """Return the languages to read a text in: both where it is too short to tell."""
    counts = _counted(text)
    return [language for language, count in counts.items() if count == max(counts.values())]


def _told(sentence: Sentence, language: str, stars: int | None) -> list[Said]:
    found = told(sentence.text, language)
    heard = [(aspect, (1.0 if firm else 0.9) if likes else (0.0 if firm else 0.1)) for aspect, likes, firm in found]
    return [said for aspect, likes in heard for said in _sure(aspect, _with_stars(likes, stars), sentence)]


def _sure(aspect: str, likes: float, sentence: Sentence) -> list[Said]:
    """Return what is said with this leaning, 0 (against) to 1 (for): nothing where it is not sure enough."""
    sure = max(likes, 1 - likes)
    polarity = Polarity.FOR if likes >= 0.5 else Polarity.AGAINST
    return [Said(aspect, polarity, round(sure, 3), sentence)] if sure >= SURE_ENOUGH else []


def _with_stars(heard: float, stars: int | None) -> float:
    return heard if stars is None else (2 * heard + (stars - 1) / 4) / 3


def _trimmed(text: str, start: int, end: int) -> Sentence:
    while start < end and _is_edge(text[start]):
        start += 1
    while end > start and _is_edge(text[end - 1]):
        end -= 1
    return Sentence(text[start:end], start, end)


def _is_edge(character: str) -> bool:
    return character.isspace() or character in ",;–—-"
