"""What the templates of discussions are given, in the shapes that they and the components' macros state."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote, unquote

from stoa.base import ids, legible
from stoa.base.http.visits import Visit
from stoa.community.circles.model import Byline
from stoa.community.discussions import rules
from stoa.community.discussions.model import Listed, Photo, Post, PostId, Thread, Topic
from stoa.community.discussions.queries import Named
from stoa.people.permissions.model import PersonId
from stoa.shop.catalog.model import ProductId

Say = Callable[..., str]


def path_of(handle: str) -> str:
    return f"/talk/t/{handle}"


def pst(post_id: PostId) -> str:
    return ids.show("pst", post_id)


def paragraphs(text: str, names: Mapping[str, str], visit: Visit) -> list[list[dict[str, str]]]:
    """Return a text's paragraphs in pieces; a product that it names is a link with the product's name."""
    return [[_piece(words, handle, names, visit) for words, handle in rules.pieces(part, visit.url)] for part in text.split("\n\n") if part]


def _piece(words: str, handle: str, names: Mapping[str, str], visit: Visit) -> dict[str, str]:
    if not handle:
        return {"text": words, "href": ""}
    handle = quote(unquote(handle), safe="")
    return {"text": names.get(handle, words), "href": f"{visit.prefix}/p/{handle}"}


def person(one: Topic | Post, people: Mapping[PersonId, Byline]) -> dict[str, Any]:
    """Return whoever wrote it as the macro byline() takes them; what is official has no name but the shop's."""
    if one.official:
        return {"official": True}
    known = people.get(one.author) if one.author is not None else None
    return {"name": known.name, "initials": known.initials, "picture": known.picture, "href": known.href} if known else {}


def topic_view(thread: Thread, names: Mapping[str, str], visit: Visit, now: datetime) -> dict[str, Any]:
    topic = thread.topic
    return {
        "id": ids.show("top", topic.id),
        "handle": topic.handle,
        "kind": topic.kind.value,
        "title": topic.title,
        "question": topic.question,
        "question_href": f"{visit.prefix}/questions/{ids.show('que', topic.question_id)}" if topic.question_id else "",
        "text": paragraphs(topic.text, names, visit),
        "language": topic.language,
        "by": person(topic, thread.people),
        "pinned": topic.pinned_at is not None,
        "featured": topic.featured(now),
        "closed": topic.closed_at is not None,
        "at": topic.made_at,
    }


def post_view(
    one: Post, thread: Thread, names: Mapping[str, str], titles: Mapping[ProductId, str], visit: Visit, viewer: PersonId | None
) -> dict[str, Any]:
    """Return a post with its replies; `owns` are the names of the topic's things that its author has."""
    return {
        "id": pst(one.id),
        "by": person(one, thread.people),
        "text": paragraphs(one.text, names, visit),
        "language": one.language,
        "pictures": [_picture(photo) for photo in one.pictures],
        "at": one.made_at,
        "accepted": one.accepted_at is not None,
        "own": viewer is not None and one.author == viewer,
        "owns": [titles[product] for product in one.owned if product in titles],
        "replies": [post_view(reply, thread, names, titles, visit, viewer) for reply in thread.replies.get(one.id, [])],
    }


def _picture(photo: Photo) -> dict[str, Any]:
    return {
        "src": photo.src,
        "srcset": photo.srcset,
        "largest": photo.largest,
        "width": photo.width,
        "height": photo.height,
        "tint": photo.tint,
        "alt": "",
    }


def row(one: Listed, visit: Visit) -> dict[str, Any]:
    """Return a topic as a row of a list."""
    return {
        "href": visit.prefix + path_of(one.handle),
        "kind": one.kind.value,
        "title": one.title,
        "question": one.question,
        "lead": plainly(legible.shortened(one.lead, 240), visit),
        "language": one.language,
        "pinned": one.pinned,
        "featured": one.featured,
        "closed": one.closed,
        "answered": one.answered,
        "new": one.new,
        "last_at": one.last_at,
    }


def plainly(text: str, visit: Visit) -> str:
    """Return a text in which products are called by their handles' words, for where there is no room for links."""
    return "".join(handle.replace("-", " ") if handle else words for words, handle in rules.pieces(text, visit.url))


def beside(found: list[Named], visit: Visit) -> list[dict[str, Any]] | None:
    """Return the topics that name a product; without any, nothing is shown."""
    return [
        {
            "href": visit.prefix + path_of(one.handle),
            "kind": one.kind.value,
            "title": one.title,
            "question": one.question,
            "language": one.language,
        }
        for one in found
    ] or None


def page_facts(thread: Thread, visit: Visit, say: Say) -> list[dict[str, Any]]:
    """Return the topic as schema.org DiscussionForumPosting: what the page shows, replies under what they answer."""
    topic = thread.topic
    url = visit.absolute(path_of(topic.handle))
    return [
        {
            "@context": "https://schema.org",
            "@type": "DiscussionForumPosting",
            "@id": url,
            "url": url,
            "mainEntityOfPage": url,
            "headline": topic.title,
            "text": topic.text or topic.question or topic.title,
            "inLanguage": topic.language,
            "datePublished": topic.made_at.isoformat(),
            "author": _author(topic, thread, visit, say),
            "comment": [_comment(one, thread, url, visit, say) for one in thread.posts.items],
        }
    ]


def _comment(one: Post, thread: Thread, url: str, visit: Visit, say: Say) -> dict[str, Any]:
    """Return a post with the replies to it; one of pictures alone has no text, and then these."""
    pictures = [{"@type": "ImageObject", "url": visit.url + photo.largest} for photo in one.pictures]
    replies = [_comment(reply, thread, url, visit, say) for reply in thread.replies.get(one.id, [])]
    return {
        "@type": "Comment",
        "@id": f"{url}#{pst(one.id)}",
        "url": f"{url}#{pst(one.id)}",
        "inLanguage": one.language,
        "datePublished": one.made_at.isoformat(),
        "author": _author(one, thread, visit, say),
        **({"text": one.text} if one.text else {}),
        **({"image": pictures} if pictures else {}),
        **({"comment": replies} if replies else {}),
    }


def _author(one: Topic | Post, thread: Thread, visit: Visit, say: Say) -> dict[str, str]:
    if one.official:
        return {"@type": "Organization", "name": say("voice-official")}
    known = thread.people.get(one.author) if one.author is not None else None
    page = {"url": visit.absolute(known.href)} if known and known.href else {}
    return {"@type": "Person", "name": (known.name if known else "") or say("voice-member"), **page}
