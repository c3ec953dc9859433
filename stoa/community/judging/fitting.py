"""How a judge is taught and tried: logistic regression by AdaGrad (Duchi et al. 2011), the classes weighed alike."""

import math
import random
from collections.abc import Sequence
from typing import Any

import msgspec

from stoa.community.judging.features import SIZE, features
from stoa.community.judging.linear import Judge, rounded
from stoa.community.judging.model import Card, Share, Trial

ROUNDS = 5
STEP = 0.6
SHRINK = 2e-6
Z95 = 1.959964


class Row(msgspec.Struct, frozen=True):
    """A text and whether the judge is to say yes to it."""

    text: str
    yes: bool


def fit(rows: Sequence[Row], card: Card) -> Judge:
    """Return a judge taught with these rows; the same rows give the same judge."""
    seen = [(features(row.text), 1.0 if row.yes else 0.0) for row in rows]
    yes = sum(target for _, target in seen)
    if not 0 < yes < len(seen):
        raise ValueError("a judge is taught with both kinds")
    counts = (len(seen) / (2 * yes), len(seen) / (2 * (len(seen) - yes)))
    weights, squares = [0.0] * SIZE, [1e-6] * SIZE
    bias, chance = 0.0, random.Random(7)  # noqa: S311 - an order, not a secret
    for _ in range(ROUNDS):
        chance.shuffle(seen)
        for found, target in seen:
            score = bias + sum(weights[at] * value for at, value in found.items())
            error = (1 / (1 + math.exp(-max(-40.0, min(40.0, score)))) - target) * (counts[0] if target else counts[1])
            bias -= 0.02 * error
            for at, value in found.items():
                slope = error * value + SHRINK * weights[at]
                squares[at] += slope * slope
                weights[at] -= STEP * slope / math.sqrt(squares[at])
    return rounded(weights, bias, card)


def tried(judge: Judge, rows: Sequence[Row], on: str, doubtful: float = 0.5) -> Trial:
    """Return how the judge does on rows that it was not taught with."""
    said = [(judge.sure(row.text) >= doubtful, row.yes) for row in rows]
    right = sum(1 for one, true in said if one and true)
    return Trial(
        on=on,
        rows=len(rows),
        yes=sum(true for _, true in said),
        doubtful=doubtful,
        precision=share(right, sum(one for one, _ in said)),
        recall=share(right, sum(true for _, true in said)),
        false_alarms=share(sum(1 for one, true in said if one and not true), sum(not true for _, true in said)),
    )


def compared(found: set[Any], true: set[Any], on: str, rows: int) -> Trial:
    """Return how well a finder did that says things of rows: `found` against what a reader found."""
    right = len(found & true)
    return Trial(on, rows, len(true), None, share(right, len(found)), share(right, len(true)), None)


def share(right: int, of: int) -> Share:
    """Return a share with its 95 % interval by the score method (Wilson 1927); nothing is known of none."""
    if of == 0:
        return Share(0.0, 0.0, 1.0, 0, 0)
    rate, z2 = right / of, Z95 * Z95
    middle = (rate + z2 / (2 * of)) / (1 + z2 / of)
    spread = Z95 / (1 + z2 / of) * math.sqrt(rate * (1 - rate) / of + z2 / (4 * of * of))
    return Share(round(rate, 4), round(max(0.0, middle - spread), 4), round(min(1.0, middle + spread), 4), right, of)
