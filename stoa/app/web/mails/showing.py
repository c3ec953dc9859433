"""A letter inside a page of ours."""

from typing import Any

import nh3
from litestar import Request

from stoa.base import ids, paging
from stoa.base.database import Reading
from stoa.base.http.pages import say
from stoa.base.paging import Slice
from stoa.outside import mail
from stoa.outside.mail import LetterLine
from stoa.outside.mail.model import Letter, LetterId, NoSuchLetter, State

PREFIX = "ltr"
LIMIT = 50
_TAGS = {
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "strong",
    "em",
    "b",
    "i",
    "br",
    "blockquote",
}
_CLASSES = {"div": {"letter", "preview", "foot"}, "p": {"from"}, "td": {"end"}, "th": {"end"}}
_SILENT = {"style", "script", "title"}


def body(letter: Letter, *, links: bool) -> str:
    """Return the letter's HTML, fit to stand in a page.

    Without links none can be followed: some let their reader in, and only the reader may use them.
    """
    if not links:
        return nh3.clean(letter.html, tags=_TAGS, clean_content_tags=_SILENT, allowed_classes=_CLASSES, attributes={})
    return nh3.clean(
        letter.html,
        tags=_TAGS | {"a"},
        clean_content_tags=_SILENT,
        allowed_classes={**_CLASSES, "a": {"go"}},
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
    )


async def find(read: Reading, letter: str) -> Letter:
    """Return the letter of that shown id. Raises UnknownId, NoSuchLetter."""
    found = await mail.find(read, LetterId(ids.parse(PREFIX, letter)))
    if found is None:
        raise NoSuchLetter
    return found


def asked_state(request: Request[Any, Any, Any]) -> State | None:
    """Return the state that the address asks for, if it is one."""
    text = request.query_params.get("state", "")
    return State(text) if text in set(State) else None


def asked_address(request: Request[Any, Any, Any]) -> str:
    """Return the mail address whose letters are asked for; nothing for everybody's."""
    return request.query_params.get("to", "").strip()


async def listed(request: Request[Any, Any, Any], read: Reading, state: State | None = None) -> Slice[LetterLine]:
    """Return the page of the list that the address asks for (`?to=`, `?cursor=`). Raises BadCursor."""
    to, cursor = asked_address(request) or None, request.query_params.get("cursor")
    return await mail.letters(read, state=state, to=to, cursor=cursor, limit=paging.limit(LIMIT))


def badge(request: Request[Any, Any, Any], state: State) -> dict[str, str]:
    """Return a state's word and colour."""
    return {"text": say(request, f"mail-state-{state}"), "kind": {State.SENT: "good", State.WAITING: "wait", State.FAILED: "bad"}[state]}
