"""Topics and posts for tests."""

from typing import Any

from stoa.base.database import Writing
from stoa.community import discussions
from stoa.community.discussions.model import Kind, NewPost, NewTopic, PostId, Topic
from stoa.people.permissions.model import Role, Visitor
from tests.community.questions.makers import member


async def make_topic(tx: Writing, host: Visitor | None = None, **more: Any) -> Topic:
    """Open a guide, as a host."""
    given = {"kind": Kind.GUIDE, "title": "Which mug for which coffee", "text": "It depends.", "language": "en", **more}
    return await discussions.open_topic(tx, host or await member(tx, Role.HOST), NewTopic(**given))


async def make_post(tx: Writing, topic: Topic, text: str = "Mine holds two cups.", visitor: Visitor | None = None, **more: Any) -> PostId:
    """Write in it, as a member."""
    return (await discussions.post(tx, visitor or await member(tx), topic.id, NewPost(**{"text": text, "language": "en", **more})))[0]
