"""Reviews by API, for the shop: answering, and bringing many in."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from stoa.base import ids, paging
from stoa.base.database import Reading, Writing
from stoa.base.http.routes import get, post, put
from stoa.base.http.visits import Visit
from stoa.base.refusals import FieldError, Invalid
from stoa.community import reviews
from stoa.community.reviews import actions, queries, settings, store
from stoa.community.reviews.model import MOST_TEXT, MOST_TITLE, NoSuchReview, NotAReview, PutReview
from stoa.community.reviews.queries import View
from stoa.community.reviews.web.api import Stars
from stoa.community.reviews.web.opened import review_id_of
from stoa.community.reviews.web.outgoing import OwnList, ReplyOut, ReviewOut, written
from stoa.people.sessions.model import Visitor
from stoa.shop.catalog.model import CategoryId, ProductId
from stoa.shop.orders.model import LineId


class ReplyIn(msgspec.Struct, kw_only=True):
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=actions.MOST_REPLY)]


class PutIn(msgspec.Struct, kw_only=True):
    """A review from elsewhere. `source` and `source_id` name it there: it is taken once, and changed when it comes again.

    `line_id` makes it an owner's, if that line was delivered and kept.
    """

    product_id: str
    rating: Stars
    created_at: datetime
    source: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    source_id: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    title: Annotated[str, msgspec.Meta(max_length=MOST_TITLE)] = ""
    text: Annotated[str, msgspec.Meta(max_length=MOST_TEXT)] = ""
    language: Annotated[str, msgspec.Meta(pattern="^[a-z]{2}$")] = "en"
    name: Annotated[str, msgspec.Meta(max_length=60)] = ""
    line_id: str | None = None
    incentivized: bool = False


class PutsIn(msgspec.Struct, kw_only=True):
    items: Annotated[list[PutIn], msgspec.Meta(min_length=1, max_length=500)]


class PutOut(msgspec.Struct, kw_only=True):
    """What became of one: made, changed, kept or refused."""

    id: str | None
    outcome: str


class PutsOut(msgspec.Struct, kw_only=True):
    items: list[PutOut]


class TermsOut(msgspec.Struct, kw_only=True):
    """When owners of a category's products are asked; without a category, all others."""

    category_id: str | None
    name: str
    own: bool
    enabled: bool
    wait_days: int
    again_days: int


class TermsList(msgspec.Struct, kw_only=True):
    items: list[TermsOut]


class TermsIn(msgspec.Struct, kw_only=True):
    category_id: str | None = None
    enabled: bool
    wait_days: Annotated[int, msgspec.Meta(ge=0, le=365)]
    again_days: Annotated[int, msgspec.Meta(ge=1, le=365)] = 14


@get("/api/admin/reviews", may="reviews.answer", tags=["Admin: reviews"], summary="List reviews that are decided", refuses=(ids.UnknownId,))
async def listed(
    read: Reading,
    visit: Visit,
    *,
    view: View = View.ALL,
    product_id: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> OwnList:
    """What waits for a decision is in no view: whoever decides sees no stars. `needed`: critical or naming a fault, and unanswered."""
    product = ProductId(ids.parse("prd", product_id)) if product_id else None
    found = await queries.for_desk(read, view, product, cursor, paging.limit(limit))
    return OwnList(items=await written(read, visit, found.items), next_cursor=found.next_cursor, has_more=found.has_more)


@get("/api/admin/reviews/{review_id:str}", may="reviews.answer", tags=["Admin: reviews"], summary="See a review", refuses=(NoSuchReview,))
async def see(read: Reading, visit: Visit, review_id: str) -> ReviewOut:
    """Not found as long as somebody has to decide about it: whoever decides sees no stars."""
    return (await written(read, visit, [await queries.decided(read, review_id_of(review_id))]))[0]


@put(
    "/api/admin/reviews/{review_id:str}/reply",
    may="reviews.answer",
    tags=["Admin: reviews"],
    summary="Answer a review",
    refuses=(NoSuchReview, NotAReview),
)
async def reply(tx: Writing, visitor: Visitor, review_id: str, data: ReplyIn) -> ReplyOut:
    """The author is told, once. Nothing else of a review is the shop's to change."""
    wanted = review_id_of(review_id)
    await reviews.reply(tx, visitor, wanted, data.text)
    found = await store.find(tx, wanted)
    if found is None or found.reply is None:
        raise NoSuchReview
    return ReplyOut(text=found.reply.text, created_at=found.reply.at)


@post("/api/admin/reviews", may="catalog.edit", tags=["Admin: reviews"], summary="Bring reviews in")
async def bring(tx: Writing, visitor: Visitor, data: PutsIn) -> PutsOut:
    """Five hundred at most; they are labelled as brought in unless a delivered line proves them."""
    wanted = [
        PutReview(
            product_id=ProductId(_id(f"/items/{number}/product_id", "prd", one.product_id)),
            rating=one.rating,
            made_at=one.created_at,
            source=one.source,
            source_id=one.source_id,
            title=one.title,
            text=one.text,
            language=one.language,
            name=one.name,
            line_id=LineId(_id(f"/items/{number}/line_id", "lin", one.line_id)) if one.line_id else None,
            incentivized=one.incentivized,
        )
        for number, one in enumerate(data.items)
    ]
    found = await reviews.put_reviews(tx, visitor, wanted)
    return PutsOut(items=[PutOut(id=ids.show("rev", one.id) if one.id else None, outcome=one.what) for one in found])


def _id(pointer: str, prefix: str, text: str) -> UUID:
    try:
        return ids.parse(prefix, text)
    except ids.UnknownId:
        raise Invalid([FieldError(pointer, "invalid")]) from None


@get("/api/admin/reviews/terms", may="settings.edit", tags=["Admin: reviews"], summary="See when owners are asked")
async def see_terms(read: Reading, visit: Visit) -> TermsList:
    return await _terms(read, visit)


async def _terms(read: Reading, visit: Visit) -> TermsList:
    found = await settings.groups(read, visit.language.code)
    return TermsList(
        items=[
            TermsOut(
                category_id=ids.show("cat", one.id) if one.id else None,
                name=one.name,
                own=one.own,
                enabled=one.enabled,
                wait_days=one.wait_days,
                again_days=one.again_days,
            )
            for one in found
        ]
    )


@put("/api/admin/reviews/terms", may="settings.edit", tags=["Admin: reviews"], summary="Say when owners are asked")
async def set_terms(tx: Writing, visit: Visit, visitor: Visitor, data: TermsIn) -> TermsList:
    category = CategoryId(_id("/category_id", "cat", data.category_id)) if data.category_id else None
    known = {one.id for one in await settings.groups(tx, visit.language.code)}
    if category not in known:
        raise Invalid([FieldError("/category_id", "not_a_choice")])
    await settings.set_terms(tx, visitor, category, enabled=data.enabled, wait_days=data.wait_days, again_days=data.again_days)
    return await _terms(tx, visit)


HANDLERS = [listed, see, reply, bring, see_terms, set_terms]
