"""What a sentence says about which aspects: by the words of its language, clause by clause (german.toml, english.toml).

German says much in one word ("abgebrochen", "kuschelweich"), puts "nicht" behind its verb as often as before it, and parts verbs
("löst sich nach kurzer Zeit ab"), as English does ("sent it back"): so words are looked for in a clause as a whole, and what denies
one turns all that it says.
"""

import functools
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec

from stoa.community.judging.features import plain

_MARKS = r"[;:()]|\s[–—-]\s"
_CLAUSE = {
    "de": re.compile(rf"{_MARKS}|,(?!\s+was\b)|\b(?:und|sondern|weil)\b"),
    "en": re.compile(rf"{_MARKS}|,|\b(?:and|but|because|yet|while|although|though|however)\b"),
}
WORDS = {"de": "german.toml", "en": "english.toml"}
_ALIKE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "’": "'"})
_GAP = r"(?:\W+\w+){0,7}?\W+"
LISTED = 2
"""A clause of at most so many words is one of a list: it has no verb."""
VALUES = {"about": 0, "part": 0, "does": 1, "for": 1, "alone_for": 1, "against": -1, "alone_against": -1}


class Term(msgspec.Struct, frozen=True):
    """Words to look for. `kind` is a key of VALUES where it names an aspect, else one of [words]; `denies` says that a "not" is its own."""

    aspect: str
    kind: str
    pattern: re.Pattern[str]
    denies: bool


class Found(msgspec.Struct, frozen=True):
    start: int
    end: int
    term: Term


class Clause(msgspec.Struct, frozen=True):
    """What was found in a clause. `value` is what its words say altogether: above zero for, below against, zero nothing."""

    named: list[Term]
    value: int
    denied: bool
    wished: bool
    words: int


def told(text: str, language: str) -> list[tuple[str, bool, bool]]:
    """Return what a sentence in English ("en") or German ("de") says: the aspect, whether for it, and whether by a word that says both (else by one beside it)."""
    clauses = [_read(part, language) for part in _CLAUSE[language].split(fold(text)) if part.strip()]
    found: defaultdict[tuple[str, bool], bool] = defaultdict(bool)
    for number, clause in enumerate(clauses):
        if number and _carries_on(clause, clauses[number - 1]):
            continue
        beside = clause.value or _borrowed(clauses, number)
        for aspect in dict.fromkeys(term.aspect for term in clause.named):
            terms = [term for term in clause.named if term.aspect == aspect]
            value = _value(terms, clause, beside)
            if value:
                found[aspect, value > 0] |= any(VALUES[term.kind] for term in terms)
    return [(aspect, likes, firm) for (aspect, likes), firm in found.items()]


def _carries_on(clause: Clause, before: Clause) -> bool:
    """Return whether a clause says more of what the one before it names: "(the cloth is soft and) lovely" is not about looks."""
    alone = clause.words <= LISTED and all(term.kind.startswith("alone_") for term in clause.named)
    return alone and any(term.kind in {"about", "part"} for term in before.named)


def _value(terms: list[Term], clause: Clause, beside: int) -> int:
    """Return whether a clause speaks for an aspect (above zero) or against it, by the words that name it, else by those beside them."""
    own = sum(VALUES[term.kind] for term in terms if term.kind not in {"about", "part", "does"})
    if not own:
        return beside or (_turned(1, clause) if any(term.kind == "does" for term in terms) else 0)
    return _turned(own, clause, keep=any(term.denies for term in terms))


def _turned(value: int, clause: Clause, *, keep: bool = False) -> int:
    if clause.denied and not keep:
        value = -value
    return -abs(value) if clause.wished else value


def _borrowed(clauses: list[Clause], number: int) -> int:
    """Return what the clause behind says, else the one before: of a list ("colour and cloth are lovely") also where that names something."""
    near = [clauses[at] for at in (number + 1, number - 1) if 0 <= at < len(clauses)]
    listed = clauses[number].words <= LISTED
    return next((one.value for one in near if one.value and (listed or not one.named)), 0)


def _read(clause: str, language: str) -> Clause:
    """Return what a clause names. Some words count only where nothing else is named: the handle of "the handle broke" is no aspect of its own."""
    found = _apart(list(_met(clause, language)))
    named = [one.term for one in found if one.term.aspect]
    for kind in ("alone_for", "alone_against", "part"):
        others = {term.aspect for term in named if term.kind != kind}
        named = [term for term in named if term.kind != kind or not others - {term.aspect}]
    kinds = [one.term.kind for one in found if not one.term.aspect]
    if "doubts" in kinds:
        return Clause([], 0, denied=False, wished=False, words=0)
    first = Clause(named, 0, "denies" in kinds, "wishes" in kinds, len(clause.split()))
    keep = any(one.term.denies for one in found)
    value = -1 if "sorry" in kinds else _turned(kinds.count("good") - kinds.count("bad"), first, keep=keep)
    return msgspec.structs.replace(first, value=value)


def _apart(found: list[Found]) -> list[Found]:
    """Leave out what is but a part of something longer: "passt" of "passt zu". Words that judge stay, save in phrases."""
    return [
        one
        for one in found
        if not any(
            other.start <= one.start
            and one.end <= other.end
            and other.end - other.start > one.end - one.start
            and _holds(other.term, one.term)
            for other in found
        )
    ]


def _holds(longer: Term, shorter: Term) -> bool:
    if not longer.aspect:
        return True
    return longer.denies if shorter.kind == "denies" else bool(shorter.aspect)


def fold(text: str) -> str:
    """Return a text as its words are looked for: folded, "ä" and "ae" alike, and so are both apostrophes."""
    return plain(text).translate(_ALIKE)


_WORD = re.compile(r"\w+")


def _met(clause: str, language: str) -> Iterator[Found]:
    """Yield the terms of a clause, each where its first word stands: only those whose first word may be the one there are tried."""
    whole, beginnings, endings = _lexicon(language)
    for word in _WORD.finditer(clause):
        met = [*whole.get(word[0], [])]
        for at in range(1, len(word[0]) + 1):
            met += beginnings.get(word[0][:at], [])
            met += endings.get(word[0][-at:], [])
        for term in met:
            match = term.pattern.match(clause, word.start())
            if match:
                yield Found(match.start(), match.end(), term)


Terms = defaultdict[str, list[Term]]


@functools.cache
def _lexicon(language: str) -> tuple[Terms, Terms, Terms]:
    """Return all terms of a language by their first words: by the word, by its beginning, by its ending."""
    read = tomllib.loads((Path(__file__).parent / WORDS[language]).read_text())
    denies = re.compile(rf"\b(?:{'|'.join(_word(fold(one)) for one in read['words']['denies'])})\b")
    said = [(aspect, kind, term) for aspect, kinds in read["aspects"].items() for kind, those in kinds.items() for term in those]
    said += [("", kind, term) for kind, those in read["words"].items() for term in those]
    whole, beginnings, endings = Terms(list), Terms(list), Terms(list)
    for aspect, kind, words in said:
        term = Term(aspect, kind, _pattern(words), kind != "denies" and bool(denies.search(words)))
        for first in fold(words).split()[0].split("|"):
            stem = re.findall(r"\w+", first)[0]
            (endings if first.startswith("*") else beginnings if first == f"{stem}*" else whole)[stem].append(term)
    return whole, beginnings, endings


def _pattern(term: str) -> re.Pattern[str]:
    parts = [r"\W+".join(_word(word) for word in part.split()) for part in fold(term).split(" .. ")]
    return re.compile(rf"\b{_GAP.join(parts)}\b")


def _word(word: str) -> str:
    return "(?:" + "|".join(re.escape(one).replace(r"\*", r"\w*") for one in word.split("|")) + ")"
