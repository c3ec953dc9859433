"""The nouns of what a merchant asks: beside the stars, by category, and when owners are asked at all."""

from enum import StrEnum

import msgspec

from stoa.shop.catalog.model import CategoryId, Words


class AspectKind(StrEnum):
    """An opinion in one to five, a place on a scale whose middle is best, or what kind of person says so."""

    SCORE = "score"
    SCALE = "scale"
    CONTEXT = "context"


class Choice(msgspec.Struct, frozen=True):
    code: str
    texts: Words


class Aspect(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked about the products of a category; `low` and `high` say what the ends of its scale mean."""

    code: str
    kind: AspectKind = AspectKind.SCORE
    texts: Words
    low: Words = {}
    high: Words = {}
    choices: list[Choice] = []
    position: int = 0


class Terms(msgspec.Struct, frozen=True):
    """When owners are asked: so many days after delivery, once more so many days later, if at all."""

    category_id: CategoryId | None
    enabled: bool
    wait_days: int
    again_days: int
