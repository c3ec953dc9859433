"""Judging: small linear models that read a text and say how sure they are of one thing.

Each has a card that says what it was taught with, how often it errs, and what it must not be used for. A judge never removes
anything: it sorts what people look at first. Sentences and aspects are found in what people wrote, never made up.
"""

from stoa.community.judging.linear import cards, judge
from stoa.community.judging.reading import aspects, sentences, spoken
from stoa.community.judging.teaching import teach

__all__ = ["aspects", "cards", "judge", "sentences", "spoken", "teach"]
