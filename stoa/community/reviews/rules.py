"""What follows from reviews: the score, the order, when an owner is asked. How and why: docs/reviews.md."""

import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from stoa.base import ids
from stoa.base.refusals import FieldError
from stoa.community.reviews.asked import Aspect, AspectKind, Terms
from stoa.community.reviews.method import Entry, Heard, Prior, Score
from stoa.community.reviews.model import MOST_PICTURES, MOST_TEXT, MOST_TITLE, Basis, Review, ReviewId, Rewardable, State

# --- the score -------------------------------------------------------------------------------------------------------

PRIOR_WEIGHT = 3.0
"""What is believed beforehand weighs as much as so many fresh reviews by owners."""

LEAST_COUNTED = 20
"""So many reviews a category must have before it is believed of its products what they say."""

BAD = 2
MOST_WITHOUT_PRAISE = 3.0
"""Where two owners or more gave at most two stars (`BAD`), and none gave more, the score is never above this."""

HALF_LIFE = timedelta(days=365)
FLOOR = 0.2
"""A review counts half as much each year, and never less than this."""

BASES = {Basis.ORDER: 1.0, Basis.IMPORTED: 0.5, Basis.NONE: 0.1}
INCENTIVIZED = 0.5

BURST = 0.0125
"""All reviews without an order that were written in one week weigh at most this share of everything else: with stars from
one to five, two such weeks side by side move the score by less than a tenth of a star."""

LEAST_PRIOR, MOST_PRIOR = 3.0, 4.3
_Z = 1.96
_WEEK = 7 * 86_400


def weights(heard: Sequence[Heard], now: datetime) -> list[float]:
    """Return how much each review counts: by its basis, its age, and how many without an order came in the same week."""
    found = []
    weekly: defaultdict[int, float] = defaultdict(float)
    steady = PRIOR_WEIGHT
    for one in heard:
        age = max(0.0, (now - one.made_at) / HALF_LIFE)
        weight = BASES[one.basis] * max(FLOOR, 0.5**age) * (INCENTIVIZED if one.incentivized else 1.0)
        found.append(weight)
        if one.basis is Basis.NONE:
            weekly[_week(one.made_at)] += weight
        else:
            steady += weight
    most = BURST * steady
    return [
        weight * most / (most + weekly[_week(one.made_at)]) if one.basis is Basis.NONE else weight
        for one, weight in zip(heard, found, strict=True)
    ]


def _week(at: datetime) -> int:
    return int(at.timestamp() // _WEEK)


def score(heard: Sequence[Heard], prior: Prior, now: datetime) -> Score:
    """Return the posterior mean of a product's stars with its 95 % interval, beginning at what is believed beforehand."""
    given = weights(heard, now)
    total = PRIOR_WEIGHT + sum(given)
    mean = (PRIOR_WEIGHT * prior.mean + sum(w * one.rating for w, one in zip(given, heard, strict=True))) / total
    owners = [one.rating for one in heard if one.basis is Basis.ORDER]
    if len(owners) >= 2 and max(owners) <= BAD:
        mean = min(mean, MOST_WITHOUT_PRAISE)
    spread = PRIOR_WEIGHT * (prior.spread + (prior.mean - mean) ** 2)
    spread += sum(w * (one.rating - mean) ** 2 for w, one in zip(given, heard, strict=True))
    reach = _Z * math.sqrt(spread / total / (total + 1))
    return Score(mean, max(1.0, mean - reach), min(5.0, mean + reach))


def prior(stars: Sequence[int]) -> Prior | None:
    """Return what the reviews of a category let one believe of any product in it, None where they are too few; `stars` counts those of
    one star, of two, to five.
    """
    total = sum(stars)
    if total < LEAST_COUNTED:
        return None
    mean = sum(number * count for number, count in enumerate(stars, 1)) / total
    spread = sum((number - mean) ** 2 * count for number, count in enumerate(stars, 1)) / total
    return Prior(min(MOST_PRIOR, max(LEAST_PRIOR, mean)), max(0.5, spread))


# --- the order -------------------------------------------------------------------------------------------------------

_BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
CRITICAL, PLEASED = 3, 4
SHARE_SHOWN = 0.1


def wilson(up: float, down: float, z: float = _Z) -> float:
    """Return the lower bound of the share of helpful votes (Wilson 1927), 0 without votes; votes may weigh less than one."""
    n = up + down
    if n <= 0:
        return 0.0
    share = up / n
    return max(0.0, (share + z * z / (2 * n) - z * math.sqrt((share * (1 - share) + z * z / (4 * n)) / n)) / (1 + z * z / n))


def merit(up: float, down: float, *, basis: Basis, length: int, pictures: int, made_at: datetime) -> float:
    """Return by how much a review comes first: helpful votes, what there is to read and see, and its day.

    A year younger is worth a twentieth; the difference of two reviews does not change with time, so it is written once.
    """
    substance = 0.08 * (basis is Basis.ORDER) + 0.06 * min(1.0, length / 400) + 0.04 * (pictures > 0)
    years = (made_at - _BEGINNING) / timedelta(days=365.25)
    return wilson(up, down) + substance + 0.05 * years


def merit_of(review: Review, up: float, down: float) -> float:
    """Return a review's merit with votes that weigh this; what another shop counted was nobody's here and weighs a tenth."""
    for_it, against = review.extra.get("votes", (0, 0))
    return merit(
        up + for_it / 10,
        down + against / 10,
        basis=review.basis,
        length=len(review.text),
        pictures=len(review.pictures) + len(review.picture_urls),
        made_at=review.made_at,
    )


class Candidate(msgspec.Struct, frozen=True):
    """A review that may come first."""

    id: ReviewId
    rating: int
    author: str


def first_three(ordered: Sequence[Candidate]) -> list[ReviewId]:
    """Return which three of a product's reviews, given by merit, come first.

    Nobody speaks twice. When at least one in ten is critical (three stars or less), one of the three is; the same for
    those that are pleased. Otherwise the third has other stars than the two before it, where one of the first ten does.
    """
    chosen: list[Candidate] = []
    for one in ordered:
        if len(chosen) == 3:
            break
        if one.author not in {other.author for other in chosen}:
            chosen.append(one)
    for side in (range(1, CRITICAL + 1), range(PLEASED, 6)):
        fitting = [one for one in ordered if one.rating in side]
        if len(chosen) == 3 and fitting and len(fitting) >= SHARE_SHOWN * len(ordered) and not any(one.rating in side for one in chosen):
            chosen[2] = next((one for one in fitting if one.author not in {other.author for other in chosen[:2]}), fitting[0])
    if len(chosen) == 3 and len({one.rating for one in chosen}) == 1:
        others = {chosen[0].author, chosen[1].author}
        same_side = [one for one in ordered[:10] if one.rating != chosen[0].rating and one.author not in others]
        chosen[2] = next(iter(same_side), chosen[2])
    return [one.id for one in chosen]


CREDITED = 0.5
"""A vote that weighs more than this makes its author more trusted: the first for them by somebody whom the community knows."""


def makes_trusted(*, helpful: bool, by_member: bool, weight: float, mutual: bool, earned: bool) -> bool:
    """Return whether a vote counts towards the trust of the review's author: not one of many, of somebody new, or in return.

    `mutual` says that the author's vote counts towards the voter's; one that counted before (`earned`) goes on while it stays.
    """
    return helpful and by_member and (earned or (weight > CREDITED and not mutual))


# --- words -----------------------------------------------------------------------------------------------------------


def faults(
    rating: int, title: str, text: str, said: dict[str, int], context: dict[str, str], pictures: int, aspects: Iterable[Aspect]
) -> list[FieldError]:
    """Return what is wrong with a review as it was written. Words are welcome and not needed."""
    known = {one.code: one for one in aspects}
    found = [] if 1 <= rating <= 5 else [FieldError("/rating", "required")]
    found += [FieldError("/title", "too_long", {"most": MOST_TITLE})] if len(title) > MOST_TITLE else []
    found += [FieldError("/text", "too_long", {"most": MOST_TEXT})] if len(text) > MOST_TEXT else []
    found += [FieldError("/pictures", "too_many_pictures", {"most": MOST_PICTURES})] if pictures > MOST_PICTURES else []
    for code, place in said.items():
        if code not in known or known[code].kind is AspectKind.CONTEXT or not 1 <= place <= 5:
            found.append(FieldError(f"/aspects/{code[:40]}", "not_a_choice"))
    for code, value in context.items():
        one = known.get(code)
        if one is None or one.kind is not AspectKind.CONTEXT or value not in {choice.code for choice in one.choices}:
            found.append(FieldError(f"/context/{code[:40]}", "not_a_choice"))
    return found


# --- the ledger ------------------------------------------------------------------------------------------------------

GENESIS = "0" * 64


VERSION = 2
"""How entries are written now. Those of version 1 told stars at once (so they waited), and bound stars, title and text alone."""


def digest(review: Review, v: int = VERSION) -> str:
    """Return what the ledger says of everything that a review says; whoever has its salt can check it."""
    if v == 1:
        said = "\n".join((str(review.id), str(review.version), str(review.rating), review.title, review.text))
    else:
        said = json.dumps(_said(review), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(f"{review.salt}\n{said}".encode()).hexdigest()


def _said(review: Review) -> dict[str, object]:
    """Return what the digest binds, as the API of reviews names and writes it; of pictures their own digests."""
    return {
        "uuid": str(review.id),
        "version": review.version,
        "product_id": ids.show("prd", review.product_id),
        "basis": review.basis.value,
        "rating": review.rating,
        "title": review.title,
        "text": review.text,
        "pros": review.pros,
        "cons": review.cons,
        "language": review.language,
        "aspects": review.aspects,
        "context": review.context,
        "pictures": [shot.digest for shot in review.pictures],
        "recommends": review.recommends,
    }


def chained(entry: Entry, seq: int, previous: str) -> str:
    """Return the hash of an entry that follows the one whose hash is `previous`."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    parts = [previous, str(seq), at, entry.kind, str(entry.review_id), entry.reason, str(entry.stars or ""), entry.digest]
    parts += [str(entry.v)] if entry.v > 1 else []
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


def told(kind: str, review: Review) -> int | None:
    """Return the stars that an entry tells of a review: none while somebody is to decide."""
    return None if kind in {"received", "held"} or (kind == "edited" and review.state is State.WAITING) else review.rating


STATES = {
    "received": State.WAITING,
    "held": State.WAITING,
    "published": State.PUBLISHED,
    "restored": State.PUBLISHED,
    "rejected": State.REMOVED,
    "withdrawn": State.WITHDRAWN,
}
"""The state that an entry leaves a review in; an edit leaves it as it was."""


def proof_of_line(line_id: object) -> str:
    """Return the order line that a review rests on, hashed: the same line gives the same, and nobody finds it from that."""
    return hashlib.sha256(f"order line {line_id}".encode()).hexdigest()[:32]


# --- rewards ---------------------------------------------------------------------------------------------------------


def earns(what: Rewardable) -> bool:
    """Return whether a review may be rewarded: it rests on an order, is shown, and was not rewarded before.

    The stars and the words are not among what is asked, so they cannot matter (16 CFR 465.4).
    """
    return what.basis is Basis.ORDER and what.author is not None and what.state is State.PUBLISHED and not what.incentivized


# --- asking ----------------------------------------------------------------------------------------------------------

MOST_LETTERS = 2
PATIENCE = timedelta(days=60)
"""For so long a request waits for what is wrong to be put right, or for the rest to arrive."""


class Stop(msgspec.Struct, frozen=True):
    """Nobody is asked any more; `why` is kept."""

    why: str


class Later(msgspec.Struct, frozen=True):
    until: datetime


class Ask(msgspec.Struct, frozen=True):
    """A letter leaves now; `again` is when the second one is due, if it is the first."""

    again: datetime | None


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """How an order stands when its owner might be asked. `left`: lines that are there, not sent back and not reviewed."""

    since: datetime
    sent: int
    again_days: int
    left: int
    trouble: bool
    on_its_way: bool
    cancelled: bool
    silent: bool
    reachable: bool


def decide(now: datetime, order: Situation) -> Stop | Later | Ask:
    """Return whether to ask for reviews of an order now: never while something is wrong, at most twice.

    What is being sent back or claimed is looked at again in three days, so is what is still on its way.
    """
    if order.silent or not order.reachable:
        return Stop("silent" if order.silent else "unreachable")
    if order.sent >= MOST_LETTERS:
        return Stop("asked")
    if order.cancelled or order.left == 0:
        return Stop("nothing_left")
    if order.trouble or order.on_its_way:
        if now - order.since > PATIENCE:
            return Stop("too_late")
        return Later(now + timedelta(days=3))
    return Ask(now + timedelta(days=order.again_days) if order.sent + 1 < MOST_LETTERS else None)


def terms_for(path: Sequence[object], known: Iterable[Terms]) -> Terms:
    """Return the terms of a product by the path of its category from the root: the nearest ones that there are."""
    by = {one.category_id: one for one in known}
    for category in reversed(path):
        if category in by:
            return by[category]  # type: ignore[index]
    return by.get(None) or Terms(None, True, 10, 14)  # noqa: FBT003 - a struct's fields in order


def shown_state(state: State, *, mine: bool) -> bool:
    """Return whether a review is shown to this reader at all: others see what is published."""
    return state is State.PUBLISHED or (mine and state is not State.WITHDRAWN)
