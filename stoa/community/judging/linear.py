"""A linear judge: one weight a feature, a logistic curve, and a card. Read from a file; no library is needed to ask it."""

import base64
import functools
import math
import tomllib
from array import array
from pathlib import Path

import msgspec

from stoa.community.judging.features import SIZE, features
from stoa.community.judging.model import Card, NoSuchJudge

FOLDER = Path(__file__).parent / "weights"
CARDS = Path(__file__).parent / "cards"
IN = {"de": "in_german.toml"}


class Kept(msgspec.Struct):
    """A judge's file: weights in steps of `scale`, one signed byte each."""

    card: Card
    scale: float
    bias: float
    weights: str


class Judge:
    """Says how sure it is that a text is what its card says."""

    def __init__(self, card: Card, weights: "array[int]", scale: float, bias: float) -> None:
        self.card = card
        self._weights, self._scale, self._bias = weights, scale, bias

    def sure(self, text: str) -> float:
        """Return how sure the judge is, 0 to 1; 0 for a text without a word."""
        found = features(text)
        if not found:
            return 0.0
        weight = next(iter(found.values()))
        weights = self._weights
        score = self._scale * weight * sum(weights[at] for at in found) + self._bias
        return 1 / (1 + math.exp(-max(-40.0, min(40.0, score))))

    def keep(self) -> bytes:
        """Return the judge as its file."""
        text = base64.b64encode(self._weights.tobytes()).decode()
        return msgspec.json.format(msgspec.json.encode(Kept(self.card, self._scale, self._bias, text)), indent=1) + b"\n"


def rounded(weights: list[float], bias: float, card: Card) -> Judge:
    """Return a judge whose weights are rounded to a byte each, as they are kept."""
    scale = max((abs(one) for one in weights), default=0.0) / 127 or 1.0
    return Judge(card, array("b", (round(one / scale) for one in weights)), scale, bias)


@functools.cache
def judge(name: str) -> Judge:
    """Return the judge of that name, read once. Raises NoSuchJudge."""
    path = FOLDER / f"{name}.json"
    if not name.isidentifier() or not path.is_file():
        raise NoSuchJudge
    kept = msgspec.json.decode(path.read_bytes(), type=Kept)
    weights = array("b")
    weights.frombytes(base64.b64decode(kept.weights))
    if len(weights) != SIZE:
        raise NoSuchJudge
    return Judge(kept.card, weights, kept.scale, kept.bias)


def cards(language: str = "en") -> list[Card]:
    """Return the cards of all judges, by name, and of what finds aspects; what has no words in that language is said in English."""
    found = [judge(path.stem).card for path in FOLDER.glob("*.json")]
    found += [msgspec.json.decode(path.read_bytes(), type=Card) for path in CARDS.glob("*.json")]
    said = _words(language)
    return [_said(card, said) for card in sorted(found, key=lambda card: card.name)]


@functools.cache
def _words(language: str) -> dict[str, str]:
    """Return what the English of the cards is in that language."""
    path = CARDS / IN.get(language, "")
    return tomllib.loads(path.read_text()) if path.is_file() else {}


def _said(card: Card, words: dict[str, str]) -> Card:
    def say(text: str) -> str:
        return words.get(text, text)

    return msgspec.structs.replace(
        card,
        says=say(card.says),
        taught_with=[say(one) for one in card.taught_with],
        not_for=[say(one) for one in card.not_for],
        not_met=[say(one) for one in card.not_met],
        trials=[msgspec.structs.replace(one, on=say(one.on)) for one in card.trials],
    )
