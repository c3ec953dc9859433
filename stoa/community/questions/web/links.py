"""The links in letters: to answer as an owner without signing in, to take that back, to hear no more."""

from typing import Any

from litestar import Response

from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Kit, Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.community import questions
from stoa.community.questions import actions, owners, queries, rules, store
from stoa.community.questions.model import Ask, State, UnfitAnswer
from stoa.community.questions.web import views
from stoa.community.questions.web.asking import ReceivedPage
from stoa.community.questions.web.opened import TO_ANSWER, Asking, key_of, one_click, question_id_of, slow_down
from stoa.people.permissions.model import Visitor


class LinkPage(Page, template="questions/link.html"):
    asked: Ask
    token: str
    typed: dict[str, str]
    errors: dict[str, str]


class BackPage(Page, template="questions/back.html"):
    """What was answered in somebody's name. `notice`: that it was just done; `changes`: whether other words may be given."""

    asked: Ask
    token: str
    text: list[str]
    waiting: bool
    href: str
    notice: str
    changes: bool
    typed: dict[str, str]
    errors: dict[str, str]


class QuietPage(Page, template="questions/quiet.html"):
    q: dict[str, Any]
    query: str
    done: bool


async def _screen(request: Asking, read: Reading, visit: Visit, token: str, asked: Ask, form: Form | None = None) -> Response[str]:
    content = LinkPage(
        asked=asked,
        token=token,
        typed=form.typed if form else {},
        errors=faults(request, form.errors.values()) if form else {},
        frame=await framed(read, visit),
    )
    return show(request, content, title=asked.text, robots="noindex")


@page("/answer/{token:str}", may="anyone")
async def see(request: Asking, read: Reading, visit: Visit, token: str) -> Response[str]:
    """The question that was mailed to an owner. Opening it does nothing: programs that look through mails open links too."""
    return await _screen(request, read, visit, token, await owners.opened(read, token, visit.language.code))


@act("/answer/{token:str}", may="anyone")
async def answer(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, kit: Kit, token: str) -> Response[Any]:
    """Answer in the owner's name, say that one does not know, or be asked no more; a mail program says the last in one step (RFC 8058)."""
    form = await Form.of(request)
    if one_click(form):
        await owners.stop_asking(tx, token)
        return Response("", media_type="text/plain")
    asked = await owners.opened(tx, token, visit.language.code)
    verb = form.typed.get("do", "")
    if verb in {"unknown", "stop"}:
        await owners.decline(tx, token, stop=verb == "stop")
        return go(request, f"/answer/done/{verb}")
    slow_down(kit, visit, visitor, "answer", TO_ANSWER)
    try:
        async with tx.attempt():
            made = await questions.answer_by_link(tx, token, form.typed.get("text", ""))
    except UnfitAnswer as refusal:
        form.errors.update({error.pointer[1:]: error for error in refusal.errors})
        raise Retype(await _screen(request, tx, visit, token, asked, form)) from None
    return go(request, f"/answer/back/{made.back}?done={'answered' if made.state is State.PUBLISHED else 'waiting'}")


@page("/answer/done/{what:str}", may="anyone")
async def done(request: Asking, read: Reading, visit: Visit, what: str) -> Response[str]:
    """Thanks."""
    content = ReceivedPage(what=what if what in {"unknown", "stop", "back"} else "unknown", frame=await framed(read, visit))
    return show(request, content, title=say(request, f"questions-linked-{content.what}"), robots="noindex")


@page("/answer/back/{token:str}", may="anyone")
async def see_back(request: Asking, read: Reading, visit: Visit, token: str) -> Response[str]:
    """What was answered in somebody's name, to change it or take it back."""
    return await _given(request, read, visit, token)


async def _given(request: Asking, read: Reading, visit: Visit, token: str, form: Form | None = None) -> Response[str]:
    asked = await owners.given(read, token, visit.language.code)
    found = await store.find_answer(read, asked.answer_id) if asked.answer_id else None
    question = await store.find(read, found.question_id) if found else None
    done = request.query_params.get("done", "")
    content = BackPage(
        asked=asked,
        token=token,
        text=found.text.split("\n\n") if found else [],
        waiting=found is not None and found.state is State.WAITING,
        href=views.path_of(found.question_id) + f"#{views.ans(found.id)}" if found and found.state is State.PUBLISHED else "",
        notice=done if done in {"answered", "waiting", "changed"} else "",
        changes=found is not None and question is not None and rules.may_be_changed(found, question.accepted),
        typed=form.typed if form else {"text": found.text if found else ""},
        errors=faults(request, form.errors.values()) if form else {},
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "questions-back-title"), robots="noindex")


@act("/answer/back/{token:str}", may="anyone")
async def take_back(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, kit: Kit, token: str) -> Response[Any]:
    """Take it back, whoever wrote it, or give it other words; a mail program says in one step that one will not be asked (RFC 8058)."""
    form = await Form.of(request)
    if one_click(form):
        await owners.stop_asking(tx, token)
        return Response("", media_type="text/plain")
    if form.typed.get("do") != "change":
        await owners.disown(tx, token)
        return go(request, f"/answer/back/{token}")
    slow_down(kit, visit, visitor, "answer", TO_ANSWER)
    try:
        async with tx.attempt():
            await owners.change_given(tx, token, form.typed.get("text", ""))
    except UnfitAnswer as refusal:
        form.errors.update({error.pointer[1:]: error for error in refusal.errors})
        raise Retype(await _given(request, tx, visit, token, form)) from None
    return go(request, f"/answer/back/{token}?done=changed")


async def _quiet(request: Asking, read: Reading, visit: Visit, question_id: str, *, done: bool) -> Response[str]:
    whole = await queries.find(read, question_id_of(question_id), visit.language.code)
    key = key_of(request)
    content = QuietPage(
        q=views.asked(whole.question, whole.people, visit), query=f"?key={key}" if key else "", done=done, frame=await framed(read, visit)
    )
    return show(request, content, title=say(request, "questions-quiet-do"), robots="noindex")


@page("/questions/{question_id:str}/quiet", may="anyone")
async def see_quiet(request: Asking, read: Reading, visit: Visit, question_id: str) -> Response[str]:
    """Ask whether somebody really wants to hear no more."""
    return await _quiet(request, read, visit, question_id, done=False)


@act("/questions/{question_id:str}/quiet", may="anyone")
async def quiet(request: Asking, tx: Writing, visit: Visit, question_id: str) -> Response[str]:
    """Tell the holder of this key nothing more; a mail program says so in one step (RFC 8058), whatever became of the question."""
    await actions.stop(tx, key_of(request))
    if one_click(await Form.of(request)):
        return Response("", media_type="text/plain")
    return await _quiet(request, tx, visit, question_id, done=True)


HANDLERS = [see, answer, done, see_back, take_back, see_quiet, quiet]
