"""Reading what people type: folding, words, phrases, exclusions; mending what they mistyped. Pure functions.

Mending is by delete-neighbours (the symmetric-delete idea of Wolf Garbe, SymSpell, 2012): two words at most two
edits apart share a string that is left when up to two letters are taken out of each. The neighbours are kept as
numbers, so that "which words may be meant" is one look into an index, whatever the size of the vocabulary.
"""

import html
import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec
from rapidfuzz.distance import OSA

from stoa.shop.search.model import Asked, Candidate, Term, Wanted, Written

LONGEST_QUERY = 200
MOST_TERMS = 12
LONGEST_WORD = 40
_BODY = 20_000
_HEAD = 10  # letters of a word from which letters are taken out; the rest is compared by distance
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"(?<![^\W_])[^\W_]++(?:[^\w\s]++[^\W_]++)+")
_PART = re.compile(r'(?P<minus>(?<![^\s])-)?(?:"(?P<phrase>[^"]*)"?|(?P<chunk>[^\s"]+))')
_TAG = re.compile(r"<[^>]*>")
_DIGIT = re.compile(r"\d")
_PERSONAL = re.compile(r"@|\d[\d\s/().-]{5,}\d")
_SINGULAR = {
    "knives": "knife", "shelves": "shelf", "scarves": "scarf", "loaves": "loaf", "leaves": "leaf", "halves": "half", "calves": "calf",
    "wolves": "wolf", "hooves": "hoof", "wives": "wife", "men": "man", "women": "woman", "children": "child", "feet": "foot",
    "teeth": "tooth", "mice": "mouse", "geese": "goose",
}  # fmt: skip
"""Plurals that the stemmer does not bring back (snowballstem.org, English)."""
_QUOTES = str.maketrans("“”„«»″", '""""""')


def fold(text: str) -> str:
    """Return the text in small letters without accents ("Käse-Raspel" is "kase-raspel", "Straße" is "strasse")."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join([letter for letter in letters if not unicodedata.combining(letter)])


def words(text: str) -> list[str]:
    """Return the folded words of a text, each cut off after forty letters."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


def plain(markup: str) -> str:
    """Return the text of sanitised HTML."""
    return html.unescape(_TAG.sub(" ", markup))[:_BODY]


def write(text: str, language: str) -> list[str]:
    """Return the words under which a text is found.

    First all its words in their order, then other spellings of some: what a hyphen, dot or apostrophe parts is also
    written in one ("t-shirt": t, shirt, tshirt), and a German umlaut also as two letters ("moebel").
    """
    folded = fold(text)
    plainly = [word[:LONGEST_WORD] for word in _WORD.findall(folded)]
    found = plainly + [joined for run in _RUN.findall(folded) if (joined := join(_WORD.findall(run)))]
    if language == "en":
        found += [_SINGULAR[word] for word in plainly if word in _SINGULAR]
    if language == "de" and not text.isascii():
        spread = words(unicodedata.normalize("NFC", text).translate(_DIGRAPHS))
        found += [one for one, other in zip(spread, plainly, strict=False) if one != other]
    return found


def join(pieces: Sequence[str]) -> str:
    """Return up to four pieces of a word written in one, or nothing."""
    whole = "".join(pieces)
    return whole if 1 < len(pieces) <= 4 and len(whole) <= LONGEST_WORD else ""


def prepare(title: str, names: Iterable[str], lead: Iterable[str], body: str, language: str) -> Written:
    """Return a product's texts as they are indexed, by weight, and the words that go into the vocabulary."""
    parts = [write(text, language) for text in (title, "\n".join(names), "\n".join(lead), plain(body))]
    vocabulary = [{word for word in part if len(word) > 2 and not _DIGIT.search(word)} for part in parts]
    first, second, third, fourth = (" ".join(part) for part in parts)
    return Written(first, second, third, fourth, sorted(set().union(*vocabulary)), sorted(vocabulary[0] | vocabulary[1]))


def brevity(title: str) -> float:
    """Return 1 for a title of one word and less for longer ones: "mug" means the mug before the mug rack."""
    return 1 / (1 + 0.08 * max(0, len(words(title)) - 1))


def worth_mending(word: str) -> bool:
    """Return whether a word may be mistyped and mended: three letters or more, no digit (those are exact)."""
    return len(word) >= 3 and not _DIGIT.search(word)


def parse(text: str) -> Asked:
    """Read a query: words, "a phrase", -without. Never refuses: what cannot be understood is left out."""
    shown = " ".join(unicodedata.normalize("NFC", "".join(c if c.isprintable() else " " for c in text[: LONGEST_QUERY * 2])).split())
    shown = shown[:LONGEST_QUERY]
    terms: list[Term] = []
    for part in _PART.finditer(shown.translate(_QUOTES)):
        phrase = part["phrase"] is not None
        pieces = [_SINGULAR.get(word, word) for word in words(part["phrase"] if phrase else part["chunk"])]
        if pieces:
            terms.append(Term(tuple(pieces), phrase=phrase, minus=part["minus"] is not None))
    terms = terms[:MOST_TERMS]
    if all(term.minus for term in terms):
        terms = [msgspec.structs.replace(term, minus=False) for term in terms]
    return Asked(shown, tuple(terms))


def single_words(asked: Asked) -> list[str]:
    """Return the words of the query that stand alone, are wanted, and could be mistyped; each once."""
    return list(dict.fromkeys(t.pieces[0] for t in asked.terms if len(t.pieces) == 1 and not t.minus and not t.phrase))


def grams(asked: Asked) -> list[str]:
    """Return every run of one to three neighbouring words of the query: what a synonym may stand for."""
    wanted = [word for term in asked.terms if not term.minus for word in term.pieces]
    return list(dict.fromkeys(" ".join(wanted[i : i + n]) for n in (1, 2, 3) for i in range(len(wanted) - n + 1)))


def pairs(asked: Asked) -> dict[str, str]:
    """Return neighbouring words, and the two written in one: "tea pot" may be a teapot."""
    alone = [t.pieces[0] if len(t.pieces) == 1 and not t.phrase and not t.minus else "" for t in asked.terms]
    return {f"{one} {other}": one + other for one, other in pairwise(alone) if one and other and len(one + other) <= LONGEST_WORD}


def splits(word: str) -> list[tuple[str, str]]:
    """Return the ways to take a word as two of at least three letters each: "teapot" may be a tea pot."""
    return [(word[:at], word[at:]) for at in range(3, len(word) - 2)] if worth_mending(word) else []


def edits(word: str) -> int:
    """Return how many slips a word of this length may hold: none up to two letters, one up to five, else two."""
    return 0 if len(word) < 3 else 1 if len(word) < 6 else 2


def neighbours(word: str) -> list[int]:
    """Return the numbers of what is left of a word's first ten letters when up to two are taken out."""
    head = word[:_HEAD]
    left = {head}
    ring = {head}
    for _ in range(2 if len(word) > 4 else 1):
        ring = {one[:at] + one[at + 1 :] for one in ring for at in range(len(one)) if len(one) > 2}
        left |= ring
    return sorted(zlib.crc32(one.encode()) - 2**31 for one in left)


def mend(word: str, candidates: Iterable[Candidate]) -> str | None:
    """Return the word that was probably meant: the fewest slips, then the same first letter, then a name, then the more common.

    A slip is a letter too many, too few, wrong, or swapped with its neighbour. None when nothing is near enough.
    """
    most = edits(word)
    near = [
        (OSA.distance(word, one.word, score_cutoff=most), one.word[0] != word[0], not one.named, -one.products, one.word)
        for one in candidates
    ]
    best = min((entry for entry in near if entry[0] <= most), default=None)
    return best[-1] if best else None


def replace(asked: Asked, mended: dict[str, str]) -> str:
    """Return the query's text with some of its words replaced."""
    return _WORD.sub(lambda word: mended.get(fold(word[0]), word[0]), asked.text)


def ask(asked: Asked, meaning: dict[str, list[str]]) -> Wanted:
    """Return what the database is asked for: every term, or what it may mean instead.

    `meaning` gives other words for runs of one to three words of the query (synonyms, "teapot" for "tea pot"); the longest run counts.
    The last word is also taken as the beginning of a word, for those who are still typing.
    """
    wanted = [term for term in asked.terms if not term.minus]
    clauses: list[str] = []
    at = 0
    while at < len(wanted):
        step, others = _longest(wanted[at : at + 3], meaning)
        own = " & ".join(_clause(term) for term in wanted[at : at + step])
        clauses.append(f"({own} | {' | '.join(_adjacent(words(one)) for one in others)})" if others else own)
        at += step
    last = wanted[-1] if wanted else None
    begun = last.pieces[0] if last and len(last.pieces) == 1 and not last.phrase and len(last.pieces[0]) > 1 else ""
    return Wanted(
        must=" & ".join(clauses[:-1]),
        last=clauses[-1] if clauses else "",
        prefix=f"{begun}:*" if begun else "",
        some=" | ".join(clauses),
        none=" & ".join(f"!({_clause(term)})" for term in asked.terms if term.minus),
        terms=len(wanted),
    )


def _longest(terms: Sequence[Term], meaning: dict[str, list[str]]) -> tuple[int, list[str]]:
    """Return how many of the next terms go together, and what they may be called instead."""
    for count in range(len(terms), 0, -1):
        others = meaning.get(" ".join(word for term in terms[:count] for word in term.pieces), [])
        if others:
            return count, others
    return 1, []


def _clause(term: Term) -> str:
    joined = "" if term.phrase else join(term.pieces)
    return f"({_adjacent(term.pieces)} | {joined})" if joined else _adjacent(term.pieces)


def _adjacent(pieces: Sequence[str]) -> str:
    return pieces[0] if len(pieces) == 1 else f"({' <-> '.join(pieces)})"


def fold_terms(terms: Iterable[str]) -> list[str]:
    """Return synonyms as they are looked for: folded, each once, none of more than three words."""
    folded = [" ".join(words(term)[:3]) for term in terms]
    return list(dict.fromkeys(term for term in folded if term))[:20]


def is_personal(text: str) -> bool:
    """Return whether a query may name a person: a mail address, a telephone, card or account number."""
    return bool(_PERSONAL.search(text))


NOTHING = Wanted("", "", "", "", "", 1)
"""What a query without a word asks for: nothing is found."""
