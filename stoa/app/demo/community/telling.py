"""Puts a review together from sentences: whole ones about the product first, and none of them twice on one page.

Pure: the same dice give the same words. What a sentence says of time, delivery and colour is true of the order.
"""

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

import msgspec

from stoa.app.demo.community import voices
from stoa.app.demo.community.voices import Spoken

_EITHER = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_HE = {"der": ("er", "ihn", "den"), "die": ("sie", "sie", "die"), "das": ("es", "es", "das")}
ONLY_STARS, BRIEF, SOME = 0.09, 0.22, 0.7
"""Up to here somebody gives stars alone, a word or two, a few sentences; beyond it, paragraphs."""


ONCE = {"since", "Since", "Since_ago", "days", "choice", "Choice"}
"""What a review speaks of once."""


class Facts(msgspec.Struct, frozen=True):
    """What is true of a review: who speaks how, for how long they have had the thing, how long it travelled, which colour."""

    language: str
    stars: int
    had: timedelta | None = None
    travelled: timedelta | None = None
    choice: str = ""
    manner: str = ""


class Words(msgspec.Struct, frozen=True):
    title: str
    text: str
    complaint: int | None = None
    """Which of the product's own complaints it holds, so that the shop can answer that."""


class Teller:
    """Tells what customers say of one product, and remembers what has been said on its page and how often anywhere."""

    def __init__(self, handle: str, everywhere: Counter[str], dice: random.Random) -> None:
        self._spoken: Spoken = voices.products()[handle]
        self._kinds = [kind for kind in voices.kinds().values() if handle in kind.of]
        self._used_up = handle in voices.anything().used_up
        self._everywhere = everywhere
        self._here: set[str] = set()
        self._slots: set[str] = set()
        self._dice = dice

    def stars(self) -> int:
        """Return how many stars somebody gives: a J whose weight is the product's own."""
        return self._dice.choices((1, 2, 3, 4, 5), shape(self._spoken.stars))[0]

    def tell(self, facts: Facts) -> Words:
        """Return a title and a text; both may be empty."""
        much = self._dice.random()
        if much < ONLY_STARS:
            return Words("", "")
        if much < BRIEF:
            return Words("", self._fill(self._pick(voices.anything().short[_mood(facts.stars)][facts.language], facts, 1), facts))
        title = self._fill(self._pick(voices.anything().title[_mood(facts.stars)][facts.language], facts, 1), facts)
        sentences, complaint = self._sentences(facts, long=much > SOME)
        if not sentences:
            return Words("", "")
        text = _flow(sentences, long=much > SOME)
        return Words(title if self._dice.random() < 0.6 else "", _mannered(text, facts.manner), complaint)

    def _sentences(self, facts: Facts, *, long: bool) -> tuple[list[str], int | None]:
        self._slots.clear()
        count = self._dice.choice((4, 5, 5, 6)) if long else self._dice.choice((1, 2, 2, 3))
        against = {1: min(3, count), 2: max(1, min(3, count - 1)), 3: max(1, count // 2), 4: int(self._dice.random() < 0.55), 5: 0}[
            facts.stars
        ]
        bad, complaint = self._against(against, facts)
        good = self._for(count - len(bad) if facts.stars > 1 else 0, facts)
        found = good + bad if facts.stars >= 3 or self._dice.random() < 0.3 else bad + good
        if found and self._dice.random() < (0.6 if long else 0.35):
            found = self._some(voices.anything().opening[facts.language], 1, facts) + found
        if found and facts.stars >= 3 and self._dice.random() < (0.4 if facts.stars == 4 else 0.15):
            found += self._some(voices.anything().closing[facts.language], 1, facts)
        return [self._fill(one, facts) for one in found], complaint

    def _against(self, count: int, facts: Facts) -> tuple[list[str], int | None]:
        """Return complaints, and which of the product's own is among them."""
        own, said = self._spoken.bad.get(facts.language, []), voices.anything()
        found = self._some(own, count, facts)
        complaint = next((own.index(one) for one in found), None)
        found += self._some(self._of_kind(facts.language, "bad"), min(1, count - len(found)), facts)
        of_anything = said.bad[facts.language] + (said.sorry[facts.language] if facts.stars <= 3 else [])
        return found + self._some(of_anything, min(count - len(found), 1 if found else 2), facts), complaint

    def _for(self, count: int, facts: Facts) -> list[str]:
        """Return praise; who is not pleased praises what is the product's own, and nothing that could be said of anything."""
        said = voices.anything()
        found = self._some(self._spoken.good.get(facts.language, []), max(1, count - self._dice.randint(1, 2)) if count > 0 else 0, facts)
        if self._dice.random() < 0.65 or len(found) == count:
            found = found[: max(1, count - 1)] + self._some(self._of_kind(facts.language, "main"), 1, facts) if count > 1 else found
        found += self._some(self._of_kind(facts.language, "good"), min(1, count - len(found)), facts)
        if facts.stars > 3:
            found += self._some(
                said.good[facts.language] + ([] if self._used_up else said.lasting[facts.language]), count - len(found), facts
            )
        return found

    def _of_kind(self, language: str, side: str) -> list[str]:
        return [one for kind in self._kinds for one in getattr(kind, side).get(language, [])]

    def _some(self, sentences: Sequence[str], count: int, facts: Facts) -> list[str]:
        """Return so many sentences as far as there are; a review speaks of time and of the delivery once."""
        found = []
        for _ in range(max(0, count)):
            for one in self._pick([one for one in sentences if not self._slots.intersection(_SLOT.findall(one))], facts, 1):
                self._slots |= ONCE.intersection(_SLOT.findall(one))
                found.append(one)
        return found

    def _pick(self, sentences: Sequence[str], facts: Facts, count: int) -> list[str]:
        """Return sentences that are not on this page yet and are true, those least used anywhere first."""
        fit = [one for one in sentences if one not in self._here and _true(one, facts)]
        self._dice.shuffle(fit)
        found = sorted(fit, key=lambda one: self._everywhere[one])[:count]
        self._here.update(found)
        self._everywhere.update(found)
        return found

    def _fill(self, sentence: str | Iterable[str], facts: Facts) -> str:
        text = sentence if isinstance(sentence, str) else next(iter(sentence), "")
        spoken, language = self._spoken, facts.language
        name, many = spoken.name[language], spoken.many(language)
        if language == "de":
            article = name.split()[0]
            it, her, accusative = ("sie", "sie", "die") if many else _HE[article]
            object_ = f"{accusative} {name.split(' ', 1)[1]}"
        else:
            it, her, object_ = ("they", "them", name) if many else ("it", "it", name)
        values = {
            "thing": name, "Thing": _capital(name), "noun": name.split(" ", 1)[1], "it": it, "her": her, "acc": object_, "choice": facts.choice,
            "Choice": facts.choice[:1].upper() + facts.choice[1:], "since": _span(facts.had, language),
            "Since": _capital(_span(facts.had, language)), "Since_ago": f"Vor {_span(facts.had, language)}",
            "days": _days(facts.travelled, language),
        }  # fmt: skip
        filled = _SLOT.sub(lambda found: values[found[1]], text)
        return _EITHER.sub(lambda found: found[2] if many else found[1], filled)


def shape(mean: float) -> list[float]:
    """Return how likely one to five stars are where the mean is this: few in the middle, some at the bottom, most at the top."""
    base, low, high = (0.06, 0.04, 0.08, 0.22, 0.6), 0.2, 5.0
    for _ in range(40):
        tilt = (low + high) / 2
        weights = [weight * tilt ** (number - 3) for number, weight in enumerate(base, 1)]
        found = sum(number * weight for number, weight in enumerate(weights, 1)) / sum(weights)
        low, high = (tilt, high) if found < mean else (low, tilt)
    return weights


def _mood(stars: int) -> str:
    return "good" if stars >= 4 else "middling" if stars == 3 else "bad"


def _true(sentence: str, facts: Facts) -> bool:
    """Return whether it can be said by who has had the thing for so long and gives so many stars."""
    if _STARS.search(sentence) and facts.stars != 4:
        return False
    long_ago = next((timedelta(days=days) for pattern, days in _LONG if pattern.search(sentence)), timedelta())
    return (facts.had or timedelta(days=400)) >= long_ago and all(_known(slot, facts) for slot in _SLOT.findall(sentence))


_STARS = re.compile("four stars|ein Stern Abzug")
_LONG = (
    (re.compile(r"\b(a year|two years|18 months|einem Jahr|anderthalb Jahr|vielen Jahren)\b"), 300),
    (re.compile(r"half a year|halben Jahr|all winter|Winter über|the winter|den Winter"), 120),
    (re.compile(r"month|Monat|season|Saison|summer|Sommer|year|Jahr"), 45),
    (re.compile(r"fortnight|three weeks|zwei Wochen|weeks|Wochen"), 21),
)
"""What cannot be said before so many days."""


def _known(slot: str, facts: Facts) -> bool:
    """Return whether there is something true to put there."""
    if slot in {"since", "Since", "Since_ago"}:
        return facts.had is not None and facts.had >= timedelta(days=14)
    if slot == "days":
        return facts.travelled is not None
    return slot not in {"choice", "Choice"} or bool(facts.choice)


def _span(had: timedelta | None, language: str) -> str:
    days = had.days if had else 0
    if days < 60:
        return f"{days // 7} weeks" if language == "en" else f"{_NUMBERS_DE.get(days // 7, days // 7)} Wochen"
    months = days // 30
    return f"{months} months" if language == "en" else f"{_NUMBERS_DE.get(months, months)} Monaten"


_NUMBERS_DE = {
    2: "zwei",
    3: "drei",
    4: "vier",
    5: "fünf",
    6: "sechs",
    7: "sieben",
    8: "acht",
    9: "neun",
    10: "zehn",
    11: "elf",
    12: "zwölf",
}


def _days(travelled: timedelta | None, language: str) -> str:
    days = max(1, travelled.days) if travelled else 1
    if language == "en":
        return f"{days} days" if days > 1 else "one day"
    return f"{_NUMBERS_DE.get(days, days)} Tagen" if days > 1 else "einem Tag"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _flow(sentences: list[str], *, long: bool) -> str:
    """Return the sentences as running text; a long one has two paragraphs."""
    whole = [one if one[-1] in ".!?:" else f"{one}." for one in sentences]
    whole = [_capital(one) for one in whole]
    if long and len(whole) > 3:
        half = (len(whole) + 1) // 2
        return " ".join(whole[:half]) + "\n\n" + " ".join(whole[half:])
    return " ".join(whole)


def _mannered(text: str, manner: str) -> str:
    """Return a text as somebody types it: all small, with a mark of exclamation at the end, or without the last stop."""
    if manner == "small":
        return text.lower()
    if manner == "loud":
        return f"{text.rstrip('.')}!" if text else text
    return text.rstrip(".") if manner == "open" else text
