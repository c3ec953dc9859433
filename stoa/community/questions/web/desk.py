"""The desk: what the shop owes an answer to, what nobody has answered, who answers; and for hosts, what is the same question."""

from datetime import timedelta
from typing import Any

from litestar import Response

from stoa.base import locale
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, say, show
from stoa.base.http.panels import Panel
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.http.waiting import waits
from stoa.base.paging import Slice
from stoa.community import questions
from stoa.community.questions import requests, rows, store
from stoa.community.questions.model import Figures, UnfitAnswer
from stoa.community.questions.rows import Owed, Pair, Row
from stoa.community.questions.web.opened import Asking, question_id_of, request_id_of
from stoa.people.permissions.model import Visitor

VIEWS = ("shop", "handed", "done", "unanswered")
LISTS = {"handed": rows.handed, "unanswered": rows.unanswered}
ALIKE_SINCE = timedelta(days=30)


class DeskPage(Page, template="questions/desk.html"):
    view: str
    views: list[dict[str, Any]]
    stats: list[dict[str, Any]]
    requests: list[Owed]
    rows: list[Row]
    next_cursor: str | None
    wait_hours: int
    typed: dict[str, str]
    errors: dict[str, str]


class AlikePage(Page, template="questions/desk_alike.html"):
    alike: list[Pair]
    rows: list[Row]
    next_cursor: str | None


@page("/desk/questions", may="customers.edit")
async def see(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    """What waits for the shop."""
    return await _screen(request, read, visit)


async def _screen(request: Asking, read: Reading, visit: Visit, form: Form | None = None) -> Response[str]:
    view = request.query_params.get("view", "shop")
    view = view if view in VIEWS else "shop"
    language, cursor = visit.language.code, request.query_params.get("cursor")
    found: Slice[Row] = await LISTS[view](read, language, cursor=cursor) if view in LISTS else Slice([])
    owed: Slice[Owed] = await rows.requests(read, language, open_=view == "shop", cursor=cursor) if view not in LISTS else Slice([])
    figures = await questions.figures(read)
    content = DeskPage(
        view=view,
        views=[
            {
                "label": say(request, f"questions-view-{one}"),
                "href": f"{visit.prefix}/desk/questions?view={one}",
                "count": None,
                "current": one == view,
            }
            for one in VIEWS
        ],
        stats=_stats(request, visit, figures),
        requests=owed.items,
        rows=found.items,
        next_cursor=found.next_cursor or owed.next_cursor,
        wait_hours=round((await store.wait(read)).total_seconds() / 3600),
        typed=form.typed if form else {},
        errors=faults(request, form.errors.values()) if form else {},
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "questions-desk"), robots="noindex")


def _stats(request: Asking, visit: Visit, figures: Figures) -> list[dict[str, Any]]:
    """Return how it goes, each number from rows of the last ninety days."""

    def share(part: int, whole: int) -> str:
        return say(request, "questions-desk-share", share=round(100 * part / whole)) if whole else "–"

    def stat(name: str, figure: str, **facts: object) -> dict[str, Any]:
        return {
            "label": say(request, f"questions-stat-{name}"),
            "figure": figure,
            "note": say(request, f"questions-stat-{name}-note", **facts),
        }

    median = timedelta(hours=figures.median_hours) if figures.median_hours is not None else None
    return [
        stat(
            "customers",
            share(figures.by_customers, figures.by_customers + figures.by_shop),
            customers=figures.by_customers,
            shop=figures.by_shop,
        ),
        stat("day", share(figures.answered_in_a_day, figures.asked), answered=figures.answered_in_a_day, asked=figures.asked),
        stat("median", locale.span(median, visit.language.code) if median is not None else "–", answered=figures.answered),
        stat("links", share(figures.links_answered, figures.links_sent), answered=figures.links_answered, sent=figures.links_sent),
        stat("willing", locale.number(figures.willing, visit.language.code)),
    ]


@act("/desk/questions/requests/{request_id:str}", may="customers.edit")
async def reply(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, request_id: str) -> Response[Any]:
    """Answer for the shop, by mail."""
    wanted = request_id_of(request_id)
    form = await Form.of(request)
    field = f"text-{request_id}"
    try:
        async with tx.attempt():
            await requests.reply(tx, visitor, wanted, form.typed.get(field, ""))
    except UnfitAnswer:
        form.refuse(field, "required")
        raise Retype(await _screen(request, tx, visit, form)) from None
    return go(request, "/desk/questions")


@page("/desk/community/questions", may="community.moderate")
async def see_alike(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    """What may be the same question, and the newest ones."""
    found = await rows.newest(read, visit.language.code, cursor=request.query_params.get("cursor"))
    content = AlikePage(
        alike=await rows.alike(read, visit.language.code, read.now - ALIKE_SINCE),
        rows=found.items,
        next_cursor=found.next_cursor,
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "questions-desk-hosts"), robots="noindex")


@act("/desk/community/questions/{question_id:str}/merge", may="community.moderate")
async def merge(request: Asking, tx: Writing, visitor: Visitor, question_id: str) -> Response[Any]:
    """Make it one with another."""
    form = await Form.of(request)
    wanted = question_id_of(question_id)
    await questions.merge(tx, visitor, [wanted], question_id_of(form.typed.get("into", "")))
    return go(request, "/desk/community/questions")


waits("/desk/questions", Panel("select count(*) from questions.request where state = 'open'", int))

HANDLERS = [see, reply, see_alike, merge]
