"""Discussions: hosted topics about choosing and using things: guides, comparisons, what people made of it, questions worth having.

Hosts open topics, put forward what helps and close what is done; members write, one reply deep, and propose topics. A product
that is named becomes a card that can be bought from. The page says what came of it: what was answered, what was ordered. There are
no messages between people and no counts of who wrote how much.
"""

from stoa.community.discussions.actions import accept, follow, open_topic, post, propose
from stoa.community.discussions.hosting import close, feature, merge, move, pin
from stoa.community.discussions.outcomes import led
from stoa.community.discussions.putting import put_topics
from stoa.community.discussions.queries import find, outcome, topics

__all__ = [
    "accept",
    "close",
    "feature",
    "find",
    "follow",
    "led",
    "merge",
    "move",
    "open_topic",
    "outcome",
    "pin",
    "post",
    "propose",
    "put_topics",
    "topics",
]
