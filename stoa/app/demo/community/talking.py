"""What the demo's members discuss: guides and comparisons that the host opened, and what members show and ask each other."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from stoa.app.demo.community import topics
from stoa.app.demo.community.crowd import Crowd, Soul
from stoa.app.demo.community.moments import awake, not_before
from stoa.app.demo.community.topics import Topic
from stoa.base.database import Writing
from stoa.community import discussions
from stoa.community.discussions.model import Kind, PutPost, PutTopic
from stoa.people.permissions.model import SYSTEM, PersonId
from stoa.shop.catalog.model import CategoryId

HOSTED = {Kind.GUIDE, Kind.COMPARISON}
HOUR = timedelta(hours=1)


async def talk(tx: Writing, crowd: Crowd, host: PersonId, categories: Mapping[str, UUID], dice: random.Random, until: datetime) -> None:
    """Write the topics of the last months, the hosts' own under the host's name."""
    wanted = []
    for one in topics.topics():
        began = awake(until - timedelta(days=one.ago), dice)
        wanted.append(_topic(one, crowd, host, categories, began, until, dice))
    await discussions.put_topics(tx, SYSTEM, sorted(wanted, key=lambda one: one.made_at))


def _topic(
    one: Topic, crowd: Crowd, host: PersonId, categories: Mapping[str, UUID], began: datetime, until: datetime, dice: random.Random
) -> PutTopic:
    # They speak their own language, and had an account when the topic began.
    speakers = [soul for soul in crowd.old_enough(began) if soul.language == one.language and soul.byline and soul is not crowd.mara]
    dice.shuffle(speakers)
    kind = Kind(one.kind)
    opener = host if kind in HOSTED else speakers.pop().visitor.member
    posts = []
    at, newest = began, until - timedelta(hours=3)
    for left, post in zip(range(len(one.posts), 0, -1), one.posts, strict=True):
        # Each leaves room for those that come after it, and a day for the hour at which people are awake.
        pause = timedelta(hours=dice.randint(0, max(0, min(300, one.ago * 8, (newest - at) // HOUR // left - 24))))
        at = min(not_before(awake(at + pause, dice), at, dice), newest)
        posts.append(_post([post] if isinstance(post, str) else post, speakers, one.language, at, until, dice))
    followers = [soul.visitor.member for soul in dice.sample(crowd.members, dice.randint(3, 14))]
    if kind in {Kind.GUIDE, Kind.SHOW}:
        followers.append(crowd.mara.visitor.member)
    return PutTopic(
        kind=kind, title=one.title, question=one.question, text=one.text, language=one.language, made_at=began, author=opener,
        category_id=CategoryId(categories[one.category]), pinned=one.pinned, featured=one.featured, followers=followers, posts=posts,
    )  # fmt: skip


def _post(texts: list[str], speakers: list[Soul], language: str, at: datetime, until: datetime, dice: random.Random) -> PutPost:
    """Return a post with what answers it; the second answer is often the first author's."""
    author = speakers.pop()
    replies, last = [], at
    for number, text in enumerate(texts[1:]):
        last = not_before(awake(last + timedelta(hours=dice.randint(0, 30)), dice), last, dice)
        who = author if number == 1 and texts[1].endswith("?") else speakers.pop()
        replies.append(_said(text, language, min(last, until), who))
    said = _said(texts[0], language, at, author)
    return PutPost(
        text=said.text, language=language, made_at=at, author=said.author, accepted=said.accepted,
        replies=replies,
    )  # fmt: skip


def _said(text: str, language: str, at: datetime, who: Soul) -> PutPost:
    return PutPost(text=text.removeprefix("*"), language=language, made_at=at, author=who.visitor.member, accepted=text.startswith("*"))
