"""A product's questions, one question with its answers, and what is found while one types."""

from typing import Any
from urllib.parse import urlencode

from litestar import Response

from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Kit, Page, faults, fragment, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.community import moderation, questions
from stoa.community.questions import actions, finding, owners, queries, store, submitting
from stoa.community.questions.model import NewAnswer, NoSuchAnswer, Order, QuestionId, UnfitAnswer, Urgent, Whole
from stoa.community.questions.web import views
from stoa.community.questions.web.opened import TO_ANSWER, TO_TYPE, Asking, answer_id_of, key_of, product_id_of, question_id_of, slow_down
from stoa.people.permissions.model import Visitor
from stoa.shop import catalog
from stoa.shop.catalog.web.about import about
from stoa.shop.catalog.web.views import quoted

NOTICES = ("asked", "waiting", "same", "same-told", "answered", "held", "accepted", "changed", "gone")


class ListPage(Page, template="questions/list.html"):
    product: str
    handle: str
    product_title: str
    product_picture: dict[str, Any] | None
    items: list[dict[str, Any]]
    order: str
    orders: list[str]
    next_cursor: str | None
    typed: str = ""


class QuestionPage(Page, template="questions/question.html"):
    """A question. `mine` is what this visitor may do with it and has done; `stands`: how far it has come, while nobody has answered."""

    product: str
    handle: str
    product_title: str
    product_picture: dict[str, Any] | None
    q: dict[str, Any]
    answers: list[dict[str, Any]]
    variant: list[str]
    facts: list[dict[str, Any]]
    gathered: list[Any]
    host: bool
    mine: dict[str, Any]
    notice: str
    stands: dict[str, Any] | None
    typed: dict[str, str]
    errors: dict[str, str]


@page("/p/{handle:str}/questions", may="anyone")
async def listing(request: Asking, read: Reading, visit: Visit, handle: str) -> Response[str]:
    """Every question about a product, those that helped most first."""
    asked = request.query_params.get("order", "")
    order = Order(asked) if asked in list(Order) else Order.HELPFUL
    thing = await about(read, visit, handle=handle)
    found = await queries.of_product(read, handle, order=order, cursor=request.query_params.get("cursor"), language=visit.language.code)
    content = ListPage(
        **thing.context,
        items=[views.listed(one, visit) for one in found.items.items],
        order=order.value,
        orders=[one.value for one in Order],
        next_cursor=found.items.next_cursor,
        frame=await framed(read, visit),
    )
    title = say(request, "questions-list-title", title=thing.title)
    return show(request, content, title=title, canonical=f"/p/{quoted(handle)}/questions")


@page("/questions/suggest", may="anyone")
async def suggest(request: Asking, read: Reading, visit: Visit, visitor: Visitor, kit: Kit) -> Response[str]:
    """What is known already, while one types: a part of a page."""
    slow_down(kit, visit, visitor, "type", TO_TYPE)
    product = product_id_of(request.query_params.get("product", ""))
    found = await finding.similar(read, request.query_params.get("q", "")[:300], product, visit.language.code)
    return fragment(request, "questions/_found.html", found=[views.found_view(one, visit) for one in found])


@page("/questions/{question_id:str}", may="anyone")
async def see(request: Asking, read: Reading, visit: Visit, visitor: Visitor, question_id: str) -> Response[Any]:
    """A question; one that was merged leads to the other, with the key of the letter that led here."""
    wanted = question_id_of(question_id)
    whole = await queries.find(read, wanted, visit.language.code)
    if whole.question.id != wanted:
        key = key_of(request)
        answer = go(request, views.path_of(whole.question.id) + (f"?{urlencode({'key': key})}" if key else ""))
        answer.status_code = 301
        return answer
    return await screen(request, read, visit, visitor, whole)


async def screen(request: Asking, read: Reading, visit: Visit, visitor: Visitor, whole: Whole, form: Form | None = None) -> Response[str]:
    question = whole.question
    thing = await about(read, visit, product=question.product_id)
    mine = await _mine(request, read, visitor, whole)
    variants = await catalog.sold_variants(read, [question.variant_id], visit.language.code) if question.variant_id else {}
    voted = await queries.votes(read, visitor.person, question.id) if visitor.person else {}
    answers = [
        {
            **views.answer_view(one, whole.people, visit, accepted=one.id == question.accepted),
            "voted": voted.get(one.id),
            "own": visitor.person is not None and one.author == visitor.person,
        }
        for one in whole.answers
    ]
    notice = request.query_params.get("done", "")
    content = QuestionPage(
        **thing.context,
        q=views.asked(question, whole.people, visit),
        answers=answers,
        variant=variants[question.variant_id].choices if question.variant_id in variants else [],
        facts=views.page_facts(whole, visit, lambda key, **facts: say(request, key, **facts)),
        gathered=await moderation.gathered(
            read,
            visit.language.code,
            [(submitting.QUESTION, question.id), *((submitting.ANSWER, one.id) for one in whole.answers)],
            limit=3,
        ),
        host=visitor.may("community.moderate"),
        mine=mine,
        notice=notice if notice in NOTICES else "",
        stands=None if answers else views.stands(whole, read.now),
        typed=form.typed if form else {},
        errors=faults(request, form.errors.values()) if form else {},
        frame=await framed(read, visit),
    )
    return show(request, content, title=question.text, description=say(request, "questions-list-title", title=thing.title))


async def _mine(request: Asking, read: Reading, visitor: Visitor, whole: Whole) -> dict[str, Any]:
    """Return what the visitor may do here and has done."""
    question, key = whole.question, key_of(request)
    address = await store.asker(read, question.id, None, key) if visitor.person is None and key else None
    asker = address is not None or (visitor.person is not None and await actions.asked_it(read, visitor, question, key))
    found: dict[str, Any] = {
        "member": visitor.person is not None,
        "official": visitor.staff,
        "asker": asker,
        "query": f"?key={key}" if asker and key else "",
        "follows": False,
        "told_at": address or "",
        "held": [],
        "owns": False,
        "own_unanswered": question.author is not None and question.author == visitor.person and not whole.answers,
    }
    if visitor.person is not None:
        found["held"] = [
            views.held_view(one, question.accepted, own=one.author == visitor.person)
            for one in await store.held_here(read, question.id, visitor.person, staff=visitor.staff)
        ]
        found["follows"] = await queries.follows(read, visitor.person, question.id)
        found["told_at"] = (visitor.email or "") if found["follows"] else ""
        found["owns"] = not visitor.staff and await queries.owns(read, visitor.person, question.product_id)
    if visitor.staff:
        waits = (question.published_at or question.made_at) + await store.wait(read, question.id)
        found["waits_until"] = waits if waits > read.now else None
    return found


@act("/questions/{question_id:str}/answers", may="anyone")
async def answer(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, kit: Kit, question_id: str) -> Response[Any]:
    """Answer; a guest may, with or without a name."""
    whole = await queries.find(tx, question_id_of(question_id), visit.language.code)
    form = await Form.of(request)
    urgent = form.choice("urgent", ["", *Urgent], default="") if visitor.staff else ""
    new = NewAnswer(
        text=form.typed.get("text", ""),
        language=visit.language.code,
        name=form.typed.get("name", ""),
        urgent=Urgent(urgent) if urgent else None,
    )
    try:
        async with tx.attempt():
            made, state = await questions.answer(tx, visitor, whole.question.id, new)
    except UnfitAnswer as refusal:
        form.errors.update({error.pointer[1:]: error for error in refusal.errors})
        raise Retype(await screen(request, tx, visit, visitor, whole, form)) from None
    slow_down(kit, visit, visitor, "answer", TO_ANSWER)
    if visitor.person is not None:
        await owners.answered_here(tx, visitor.person, whole.question.id, made)
    found = await store.find_answer(tx, made)
    return go(request, views.after_answering(whole.question.id, made, state, held=found is not None and found.held))


@act("/answers/{answer_id:str}/vote", may="member")
async def vote(request: Asking, tx: Writing, visitor: Visitor, answer_id: str) -> Response[Any]:
    """Say that it helped; once more takes it back."""
    form = await Form.of(request)
    said = {"yes": True, "no": False}.get(form.typed.get("helpful", ""))
    found = await questions.vote(tx, visitor, answer_id_of(answer_id), said)
    return go(request, f"{views.path_of(found.question_id)}#{answer_id}")


@act("/answers/{answer_id:str}/text", may="member")
async def change_answer(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, kit: Kit, answer_id: str) -> Response[Any]:
    """Give one's own answer other words."""
    wanted = answer_id_of(answer_id)
    form = await Form.of(request)
    slow_down(kit, visit, visitor, "answer", TO_ANSWER)
    found = await store.find_answer(tx, wanted)
    if found is None:
        raise NoSuchAnswer
    try:
        async with tx.attempt():
            await actions.change_answer(tx, visitor, wanted, form.typed.get("text", ""))
    except UnfitAnswer as refusal:
        form.errors.update({error.pointer[1:]: error for error in refusal.errors})
        whole = await queries.find(tx, found.question_id, visit.language.code)
        raise Retype(await screen(request, tx, visit, visitor, whole, form)) from None
    return go(request, f"{views.path_of(found.question_id)}?done=changed#answer")


@act("/answers/{answer_id:str}/withdrawal", may="member")
async def withdraw_answer(request: Asking, tx: Writing, visitor: Visitor, answer_id: str) -> Response[Any]:
    """Take one's own answer away."""
    wanted = answer_id_of(answer_id)
    form = await Form.of(request)
    found = await store.find_answer(tx, wanted)
    await actions.withdraw_answer(tx, visitor.member, wanted)
    here = form.typed.get("from") == "question" and found is not None
    return go(request, f"{views.path_of(found.question_id)}?done=gone" if found and here else "/account/questions")


@act("/questions/{question_id:str}/withdrawal", may="member")
async def withdraw(request: Asking, tx: Writing, visitor: Visitor, question_id: str) -> Response[Any]:
    """Take one's own question away while nobody has answered."""
    await actions.withdraw_question(tx, visitor.member, question_id_of(question_id))
    return go(request, "/account/questions")


@act("/questions/{question_id:str}/following", may="member")
async def follow(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, question_id: str) -> Response[Any]:
    """Be told of answers, or no longer."""
    form = await Form.of(request)
    wanted = question_id_of(question_id)
    await questions.follow(tx, visitor, wanted, visit.language.code, on=bool(form.typed.get("on")))
    return go(request, views.path_of(wanted))


@act("/questions/{question_id:str}/accepted", may="anyone")
async def accept(request: Asking, tx: Writing, visitor: Visitor, question_id: str) -> Response[Any]:
    """Say what solved it: whoever asked, by account or by the key in their letter."""
    form = await Form.of(request)
    wanted: QuestionId = question_id_of(question_id)
    said = form.typed.get("answer", "")
    key = key_of(request)
    await questions.accept(tx, visitor, wanted, answer_id_of(said) if said else None, key)
    return go(request, f"{views.path_of(wanted)}?done=accepted" + (f"&key={key}" if key else ""))


HANDLERS = [listing, suggest, see, answer, vote, change_answer, withdraw_answer, withdraw, follow, accept]
