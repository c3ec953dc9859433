"""The shop's side of questions by API: what it owes, what is the same, how well it works."""

from datetime import datetime
from typing import Annotated

import msgspec
from litestar.params import QueryParameter

from stoa.base import ids, paging
from stoa.base.database import Reading, Writing
from stoa.base.http.routes import get, post
from stoa.base.http.visits import Visit
from stoa.community import questions
from stoa.community.questions import actions, queries, requests, rows
from stoa.community.questions.model import LONGEST_ANSWER, Figures, NoSuchQuestion, NotTheSameProduct
from stoa.community.questions.model import Request as ShopRequest
from stoa.community.questions.web.api import Cursor, Limit, QuestionOut, written
from stoa.community.questions.web.opened import question_id_of, request_id_of
from stoa.people.permissions.model import Visitor


class RequestOut(msgspec.Struct, kw_only=True):
    """A question that only the shop can answer."""

    id: str
    text: str
    email: str
    name: str
    language: str
    state: str
    reply: str
    product: str
    created_at: datetime


class RequestList(msgspec.Struct, kw_only=True):
    items: list[RequestOut]
    next_cursor: str | None
    has_more: bool


class ReplyIn(msgspec.Struct, kw_only=True):
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_ANSWER)]


class MergeIn(msgspec.Struct, kw_only=True):
    into: str


@get("/api/admin/questions/requests", may="customers.read", tags=["Questions"], summary="What only the shop can answer")
async def shop_requests(
    read: Reading,
    visit: Visit,
    done: bool = False,  # noqa: FBT001, FBT002
    cursor: Cursor = None,
    limit: Limit = None,
) -> RequestList:
    """Those that wait, the oldest first; or those that are done, the newest first."""
    found = await rows.requests(read, visit.language.code, open_=not done, cursor=cursor, limit=paging.limit(limit, default=50))
    return RequestList(items=[_request(one) for one in found.items], next_cursor=found.next_cursor, has_more=found.has_more)


def _request(one: ShopRequest) -> RequestOut:
    return RequestOut(
        id=ids.show("ask", one.id), text=one.text, email=one.email, name=one.name, language=one.language, state=one.state, reply=one.reply,
        product=ids.show("prd", one.product_id), created_at=one.made_at,
    )  # fmt: skip


@post(
    "/api/admin/questions/requests/{request_id:str}/reply", may="customers.edit", tags=["Questions"], summary="Answer for the shop, by mail"
)
async def reply(tx: Writing, visitor: Visitor, request_id: str, data: ReplyIn) -> RequestOut:
    wanted = request_id_of(request_id)
    await requests.reply(tx, visitor, wanted, data.text)
    return _request(await requests.lock(tx, wanted))


@post(
    "/api/admin/questions/{question_id:str}/merge",
    may="community.moderate",
    tags=["Questions"],
    summary="Make two questions one",
    refuses=(NoSuchQuestion, NotTheSameProduct),
)
async def merge(tx: Writing, visitor: Visitor, question_id: str, data: MergeIn) -> QuestionOut:
    into = question_id_of(data.into)
    await actions.merge(tx, visitor, [question_id_of(question_id)], into)
    return written(await queries.find(tx, into), tx.now)


@get("/api/admin/questions/figures", may="customers.read", tags=["Questions"], summary="How well it works")
async def figures(read: Reading, days: Annotated[int, QueryParameter(ge=1, le=365)] = 90) -> Figures:
    """Counted from rows: how soon questions are answered, and by whom."""
    return await questions.figures(read, days)


HANDLERS = [shop_requests, reply, merge, figures]
