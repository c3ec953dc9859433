"""Decisions of questions, as pure functions: what may be asked, who is asked, in which order answers stand, what was found."""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import msgspec

from stoa.base import legible
from stoa.base.refusals import FieldError
from stoa.community.questions.model import (
    LONGEST_ANSWER,
    LONGEST_NAME,
    LONGEST_QUESTION,
    MOST_ASKED,
    Answer,
    AnswerId,
    Course,
    Question,
    Standing,
    State,
    Urgent,
    Why,
)
from stoa.people.permissions.model import PersonId

SURE_ENOUGH = 0.8
"""So sure must the judge be that only the shop can answer; whoever asks may still say no."""

ONCE_IN = timedelta(days=7)
ROUTE_AFTER = timedelta(minutes=10)

SECOND_ROUND, THIRD_ROUND = timedelta(hours=6), timedelta(hours=12)
"""After so long a silence others are asked: half of those who answer at all have done so by then, and most; there is time left in the day."""

NEXT_ROUND = timedelta(hours=48)
"""So long after a question others are asked once more, and so long these have before the shop is."""

AT_A_TIME = (3, 4, MOST_ASKED, MOST_ASKED)
"""So many are asked in each round at most: few at first, so that others are left for the next question."""

LOOK_AGAIN = timedelta(days=1)
"""How often somebody is looked for, where nobody could be asked."""

SOON_FOR = timedelta(hours=1)
"""So long a question is said to be put to owners soon."""

LOOKED_FOR = timedelta(days=60)
"""So long after it was published a question is put to anybody."""

LINK_LIFE = timedelta(days=14)

_WORD = re.compile(r"[^\W_]+")
_MAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_ORDER = re.compile(r"(?:\b(?:order|bestell\w*|auftrag\w*|rechnung\w*|invoice)\b\D{0,16}|#\s?)\d{4,}", re.IGNORECASE)
_OWN = re.compile(
    r"""\b(?:my|our)\s(?:\w+\s)?(?:order|parcel|package|delivery|shipment|refund|return|invoice|payment|account|password|voucher|gift\scard)\b
    |\b(?:mein|meine|meiner|meinem|meinen|unsere?r?)\s(?:\w+\s)?(?:bestellung|paket|päckchen|lieferung|sendung|rückerstattung|erstattung|retoure
        |rechnung|zahlung|konto|kundenkonto|passwort|gutschein|geschenkkarte)\b
    |\bwhere\s(?:is|are|'s)\smy\b|\bwo\s(?:ist|bleibt|sind|bleiben)\s(?:mein|meine|unsere?)\b
    |\btracking\s(?:number|code|link)\b|\bsendungs(?:nummer|verfolgung)\b
    |\b(?:i|we)\s(?:was|were|have\sbeen|got)\scharged\b|\bdoppelt\sabgebucht\b|\breturn\slabel\b|\bretouren(?:schein|etikett|label)\b
    |\bcancel\s(?:my|the|an?)\s(?:\w+\s)?order\b|\bbestellung\s(?:\w+\s)?stornieren\b
    |\bmy\s(?:item|product|goods)\s(?:\w+\s)?(?:arrived|came)\s(?:broken|damaged)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def wrong_question(text: str, name: str) -> list[FieldError]:
    """Return what is wrong with a question (a line by now) and with how its author calls themselves."""
    wrong = _wrong_length("text", text, 8, LONGEST_QUESTION) + wrong_name(name)
    if not wrong and not _WORD.search(text):
        wrong.append(FieldError("/text", "required"))
    return wrong or ([FieldError("/text", "personal")] if personal(text) else [])


def wrong_answer(text: str, name: str) -> list[FieldError]:
    """Return what is wrong with an answer (paragraphs by now). One word is enough."""
    wrong = _wrong_length("text", text, 2, LONGEST_ANSWER) + wrong_name(name)
    return wrong or ([FieldError("/text", "personal")] if personal(text) else [])


def wrong_name(name: str) -> list[FieldError]:
    return [FieldError("/name", "too_long", {"most": LONGEST_NAME})] if len(name) > LONGEST_NAME else []


def _wrong_length(field: str, text: str, least: int, most: int) -> list[FieldError]:
    if not text:
        return [FieldError(f"/{field}", "required")]
    if len(text) > most:
        return [FieldError(f"/{field}", "too_long", {"most": most})]
    return [FieldError(f"/{field}", "too_short", {"least": least})] if len(text) < least else []


def personal(text: str) -> bool:
    """Return whether a text holds what strangers must not read: a mail address, the number of an order."""
    return bool(_MAIL.search(text) or _ORDER.search(text))


def for_the_shop(text: str, sure: float) -> Why | None:
    """Return why only the shop can answer, or None where owners can. `sure` is the judge's word, 0 to 1."""
    if _ORDER.search(text) or _OWN.search(text):
        return Why.WORDS
    return Why.JUDGE if sure >= SURE_ENOUGH else None


def digest(text: str) -> str:
    """Return what is the same of two questions that differ in case, accents, punctuation and order of words alone."""
    folded = "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
    return " ".join(sorted(set(_WORD.findall(folded))))


def score(up: float, down: float) -> float:
    """Return how surely readers found it helpful, -1 to 1: the lower bound of the share of those who did (Wilson 1927, 95 %), less the
    lower bound of those who did not; 0 without a vote. `up` and `down` are what the votes weigh.
    """
    return _least(up, up + down) - _least(down, up + down)


def _least(part: float, votes: float) -> float:
    """Return the lower bound of a share."""
    if not part:
        return 0.0
    share = part / votes
    return (share + 1.9208 / votes - 1.96 * math.sqrt((share * (1 - share) + 0.9604 / votes) / votes)) / (1 + 3.8416 / votes)


def credit(asker: PersonId | None, before: Answer | None, after: Answer | None) -> dict[PersonId, int]:
    """Return who is found helpful once more, and who once less, when what solved a question changes.

    The shop earns nothing by its own answers, nor does anybody by what they asked themselves.
    """
    found: dict[PersonId, int] = {}
    for one, more in ((before, -1), (after, 1)):
        if one is not None and one.author is not None and one.author != asker and not one.official:
            found[one.author] = found.get(one.author, 0) + more
    return {person: more for person, more in found.items() if more}


def in_order(answers: Iterable[Answer], accepted: AnswerId | None) -> list[Answer]:
    """Return answers as they stand: what solved it, then by score; of equal score owners, then others, then the shop, the oldest first."""
    return sorted(answers, key=lambda one: (one.id != accepted, -round(score(one.up, one.down), 9), place(one), one.id))


def place(one: Answer) -> int:
    """Return who goes first among answers of equal score."""
    return 2 if one.official else 0 if one.owned_since is not None else 1


def may_be_changed(one: Answer, accepted: AnswerId | None) -> bool:
    """Return whether its author may still write it anew: while nobody has said what they think of it."""
    return one.state is not State.REMOVED and one.id != accepted and not one.helpful and not one.unhelpful


def visible_from(now: datetime, published_at: datetime, wait: timedelta, *, official: bool, urgent: Urgent | None) -> datetime:
    """Return when an answer can be seen: the shop's waits until customers had their time, unless safety or law needs it."""
    return now if not official or urgent is not None else max(now, published_at + wait)


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """An owner who lets themselves be asked, with what they did so far. `busy`: how often they were asked in the last ninety
    days; `speaks`: whether the question is in their language.
    """

    person_id: PersonId
    since: datetime
    asked_at: datetime | None = None
    asked: int = 0
    answered: int = 0
    helpful: float = 0.0
    unhelpful: float = 0.0
    accepted: int = 0
    busy: int = 0
    speaks: bool = True


def may_be_asked(one: Candidate, now: datetime) -> bool:
    """Return whether a week has passed since they were asked last."""
    return one.asked_at is None or one.asked_at <= now - ONCE_IN


def promise(one: Candidate) -> float:
    """Return how much is to be expected of asking somebody.

    How probably they answer (what they did when asked, starting from one in three), times how helpful that was (starting from
    one half), less the more often they were asked of late.
    """
    answers = (one.answered + 1) / (one.asked + 3)
    helps = (one.helpful + 2 * one.accepted + 1) / (one.helpful + one.unhelpful + 2 * one.accepted + 2)
    return answers * helps / (1 + 0.25 * one.busy)


def choose(candidates: Sequence[Candidate], now: datetime, most: int = MOST_ASKED) -> list[Candidate]:
    """Return whom to ask: whose language it is, then the most promising, then who was asked longest ago, then who has owned it longest."""
    able = [one for one in candidates if may_be_asked(one, now)]
    never = datetime.min.replace(tzinfo=now.tzinfo)
    return sorted(able, key=lambda one: (not one.speaks, -promise(one), one.asked_at or never, one.since, one.person_id))[:most]


def next_step(rounds: int, now: datetime) -> datetime:
    """Return when a question is carried on that has just been put to owners in this round; 0: nobody could be asked yet."""
    return now + (LOOK_AGAIN, SECOND_ROUND, THIRD_ROUND - SECOND_ROUND, NEXT_ROUND - THIRD_ROUND, NEXT_ROUND)[rounds]


def standing(question: Question, course: Course | None, now: datetime) -> Standing:
    """Return how far a question has come that nobody has answered."""
    since = question.published_at or question.made_at
    if course is None:
        return Standing.SOON if now < since + SOON_FOR else Standing.OPEN
    if course.handed_at is not None:
        return Standing.SHOP
    if course.next_at is None or course.next_at < now - LOOK_AGAIN or since <= now - LOOKED_FOR:
        return Standing.OPEN
    return Standing.ASKED if course.rounds else Standing.NOBODY


def then(question: Question, course: Course, now: datetime) -> datetime:
    """Return when the shop is asked, or others are, unless somebody answers before."""
    due = course.next_at if course.rounds else (question.published_at or question.made_at) + NEXT_ROUND
    return max(now, due or now)


MEANS = {
    "en": {
        "heavy": "weight weigh grams kg", "light": "weight", "weigh": "weight", "weighs": "weight", "big": "size dimensions height width diameter",
        "large": "size dimensions height width diameter", "small": "size dimensions", "tall": "height", "high": "height", "wide": "width diameter",
        "broad": "width", "long": "length", "deep": "depth", "thick": "thickness", "hold": "capacity volume", "holds": "capacity volume",
        "made": "material", "wash": "washing care dishwasher", "washed": "washing care", "clean": "care cleaning", "fabric": "material",
        "loud": "noise", "warranty": "guarantee", "plug": "power", "battery": "batteries power", "where": "origin", "oven": "ovenproof",
        "microwave": "microwavable", "dishwasher": "dishwashing",
    },
    "de": {
        "schwer": "Gewicht wiegt", "leicht": "Gewicht", "wiegt": "Gewicht", "groß": "Größe Maße Höhe Breite Durchmesser", "klein": "Größe Maße",
        "hoch": "Höhe", "breit": "Breite Durchmesser", "lang": "Länge", "tief": "Tiefe", "dick": "Dicke Stärke", "passt": "Größe Volumen Inhalt",
        "fasst": "Volumen Inhalt", "gemacht": "Material", "stoff": "Material", "waschen": "Pflege waschbar Maschinenwäsche", "reinigen": "Pflege",
        "putzen": "Pflege", "spülmaschine": "spülmaschinenfest", "geschirrspüler": "spülmaschinenfest", "mikrowelle": "mikrowellengeeignet",
        "backofen": "ofenfest", "laut": "Geräusch Lautstärke", "garantie": "Gewährleistung", "woher": "Herkunft", "akku": "Batterie Strom",
    },
}  # fmt: skip
"""What a word of a question is called in a table of specifications."""

MOST_WORDS = 6


def typed(text: str, language: str) -> list[str]:
    """Return what to look for: each word with what it may be called, the longest six of them in their order."""
    known = list(dict.fromkeys(_WORD.findall(legible.line(text).casefold())))
    longest = set(sorted(known, key=len, reverse=True)[:MOST_WORDS])
    means = MEANS.get(language, {})
    return [f"{word} {means[word]}" if word in means else word for word in known if word in longest]


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """Something that holds words of what was typed: `matched` of `of`."""

    kind: str
    matched: int
    of: int
    length: int
    accepted: bool = False
    owner: bool = False
    helpful: float = 0.0


def worth_showing(one: Passage) -> bool:
    """Return whether enough of what was typed is in it: of up to two words one in a specification or both, of more at least half."""
    if one.kind == "specification":
        return one.matched >= 1
    return one.matched == one.of or (one.of > 2 and one.matched * 2 >= one.of)


def worth(one: Passage) -> tuple[float, bool, bool, float, int]:
    """Return the key by which what was found is sorted, best last: how much of it matches, then how far it can be trusted, then brevity."""
    return (one.matched / max(1, one.of), one.accepted, one.owner, one.helpful, -one.length)
