"""The hosts' screens: what was proposed, which questions are worth a topic, opening one, and what is done to topics."""

from typing import Any

from litestar import Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.community import discussions, questions
from stoa.community.discussions import hosting, queries, store
from stoa.community.discussions.model import NoSuchTopic, State, UnfitTopic, Wish
from stoa.community.discussions.web import views
from stoa.community.discussions.web.opened import Asking, topic_id_of, uuid_or_none
from stoa.community.discussions.web.pages import fields, read_topic, screen
from stoa.community.questions.model import QuestionId
from stoa.people.permissions.model import Visitor

VERBS = {"pin": hosting.pin, "feature": hosting.feature, "close": hosting.close}


class DeskPage(Page, template="discussions/desk.html"):
    proposed: list[dict[str, Any]]
    worth: list[Any]
    rows: list[dict[str, Any]]
    next_cursor: str | None


class NewPage(Page, template="discussions/desk_new.html"):
    kinds: list[dict[str, str]]
    places: list[dict[str, str]]
    typed: dict[str, str]
    errors: dict[str, str]


@page("/desk/community/talk", may="community.moderate")
async def see(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    """Topics, what members proposed, and questions worth having."""
    found = await discussions.topics(read, Wish(cursor=request.query_params.get("cursor"), limit=50))
    proposed = await queries.proposed(read)
    content = DeskPage(
        proposed=[
            {
                "id": ids.show("top", one.id),
                "kind": one.kind.value,
                "title": one.title,
                "question": one.question,
                "paragraphs": [part for part in one.text.split("\n\n") if part],
            }
            for one in proposed
        ],
        worth=await questions.worth_a_topic(read, visit.language.code),
        rows=[views.row(one, visit) for one in (*found.pinned, *found.items.items)],
        next_cursor=found.items.next_cursor,
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "discussions-title"), robots="noindex")


@page("/desk/community/talk/new", may="community.moderate")
async def write(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    """Open a topic, perhaps with a question that was asked with a product."""
    typed = {"kind": "question"}
    asked = uuid_or_none(request.query_params.get("question", ""), "que")
    if asked is not None:
        whole = await questions.find(read, QuestionId(asked), visit.language.code)
        typed |= {
            "question": whole.question.text,
            "question_id": ids.show("que", whole.question.id),
            "title": whole.question.text[:120],
            "text": f"/p/{whole.handle}",
        }
    return await _screen(request, read, visit, typed)


async def _screen(request: Asking, read: Reading, visit: Visit, typed: dict[str, str], form: Form | None = None) -> Response[str]:
    content = NewPage(
        **await fields(request, read, visit),
        typed=typed,
        errors=faults(request, form.errors.values()) if form else {},
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "discussions-open"), robots="noindex")


@act("/desk/community/talk", may="community.moderate")
async def open_topic(request: Asking, tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    form = await Form.of(request)
    asked = uuid_or_none(form.typed.get("question_id", ""), "que")
    try:
        async with tx.attempt():
            made = await hosting.open_with(tx, visitor, await read_topic(form, tx, visit), QuestionId(asked) if asked else None)
    except UnfitTopic as refusal:
        form.errors.update({error.pointer[1:]: error for error in refusal.errors})
        raise Retype(await _screen(request, tx, visit, form.typed, form)) from None
    return go(request, views.path_of(made.handle))


@act("/desk/community/talk/{topic_id:str}/proposal", may="community.moderate")
async def decide(request: Asking, tx: Writing, visitor: Visitor, topic_id: str) -> Response[Any]:
    """Open what a member proposed, or not."""
    form = await Form.of(request)
    wanted = topic_id_of(topic_id)
    verb = form.choice("do", ["open", "refuse"])
    form.check()
    await hosting.decide_proposal(tx, visitor, wanted, opened=verb == "open")
    return go(request, "/desk/community/talk")


@act("/desk/community/talk/{topic_id:str}/{verb:str}", may="community.moderate")
async def host(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, topic_id: str, verb: str) -> Response[Any]:
    """Pin, feature, close, move or merge a topic."""
    form = await Form.of(request)
    wanted = topic_id_of(topic_id)
    topic = await store.find_id(tx, wanted)
    if topic is None or verb not in {*VERBS, "move", "merge"}:
        raise NoSuchTopic
    if verb == "move":
        await hosting.move(tx, visitor, [wanted], form.typed.get("to", "") or None)
    elif verb == "merge":
        into = await store.find(tx, form.typed.get("into", "").strip().rstrip("/").rpartition("/")[2])
        if into is None or into.state is not State.PUBLISHED or into.id == wanted:
            form.refuse("into", "no_other_topic")
            raise Retype(await screen(request, tx, visit, visitor, await discussions.find(tx, topic.handle), form))
        await hosting.merge(tx, visitor, [wanted], into.id)
        return go(request, views.path_of(into.handle))
    else:
        await VERBS[verb](tx, visitor, [wanted], bool(form.typed.get("on")))
    return go(request, f"{views.path_of(topic.handle)}?done=hosted")


HANDLERS = [see, write, open_topic, decide, host]
