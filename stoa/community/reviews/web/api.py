"""Reviews by API: for everybody to read and write, for members to vote and change."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar import Request
from litestar.params import QueryParameter

from stoa.base import ids, paging
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import is_email
from stoa.base.http.pages import Kit
from stoa.base.http.routes import delete, get, patch, post, put
from stoa.base.http.visits import Visit
from stoa.base.refusals import FieldError, Invalid
from stoa.community import reviews
from stoa.community.moderation.model import StaffStayOut
from stoa.community.reviews import actions, ledger, queries, store
from stoa.community.reviews.model import (
    MOST_TEXT,
    MOST_TITLE,
    Change,
    Highlight,
    New,
    NoSuchReview,
    NotAReview,
    OwnReview,
    ReviewedAlready,
    Sort,
    State,
    Wish,
)
from stoa.community.reviews.web.opened import TO_VOTE, TO_WRITE, key_of, review_id_of, slow_down
from stoa.community.reviews.web.outgoing import OwnList, ReviewList, ReviewOut, aspects, written
from stoa.people.sessions.model import Visitor
from stoa.shop.catalog.model import NoSuchProduct, VariantId
from stoa.shop.catalog.web.about import about

Stars = Annotated[int, msgspec.Meta(ge=1, le=5)]
Line = Annotated[str, msgspec.Meta(max_length=MOST_TITLE)]
Words = Annotated[str, msgspec.Meta(max_length=MOST_TEXT)]
Codes = Annotated[dict[str, str], msgspec.Meta(max_length=40)]
Places = Annotated[dict[str, Stars], msgspec.Meta(max_length=40)]


class ReviewIn(msgspec.Struct, kw_only=True):
    """A review. A guest gives a mail address, which is never shown; `name` is how a guest is called."""

    rating: Stars
    title: Line = ""
    text: Words = ""
    language: Annotated[str, msgspec.Meta(pattern="^[a-z]{2}$")] = "en"
    variant_id: str | None = None
    aspects: Places = {}
    context: Codes = {}
    recommends: bool | None = None
    name: Annotated[str, msgspec.Meta(max_length=60)] = ""
    email: Annotated[str, msgspec.Meta(max_length=254)] = ""


class ChangeIn(msgspec.Struct, kw_only=True):
    """What it says from now on; what is left out stays."""

    rating: Stars | msgspec.UnsetType = msgspec.UNSET
    title: Line | msgspec.UnsetType = msgspec.UNSET
    text: Words | msgspec.UnsetType = msgspec.UNSET
    aspects: Places | msgspec.UnsetType = msgspec.UNSET
    context: Codes | msgspec.UnsetType = msgspec.UNSET
    recommends: bool | msgspec.UnsetType | None = msgspec.UNSET


class WrittenOut(msgspec.Struct, kw_only=True):
    """What was taken. `key` opens a guest's review to them: as `?key=` or in the header `Review-Key`; it is told once."""

    id: str
    moderation_state: State
    key: str | None


class VoteIn(msgspec.Struct, kw_only=True):
    """Whether it helped; null takes the vote back."""

    helpful: bool | None


class VotesOut(msgspec.Struct, kw_only=True):
    helpful: int
    unhelpful: int
    voted: bool | None


class EntryOut(msgspec.Struct, kw_only=True):
    """An entry of the ledger; docs/reviews.md says how the chain is checked.

    `v` says how it and its digest are written; `stars` are null while somebody is to decide.
    """

    v: int
    seq: int | None
    at: str
    kind: str
    review_id: str
    reason: str
    stars: int | None
    digest: str
    previous: str | None
    hash: str | None


class LedgerOut(msgspec.Struct, kw_only=True):
    """Entries, and how many reviews wait for a decision now, the oldest since `waiting_since`."""

    items: list[EntryOut]
    waiting: int
    waiting_since: datetime | None
    next_cursor: str | None
    has_more: bool


@get("/api/products/{handle:str}/reviews", may="anyone", tags=["Reviews"], summary="Read a product's reviews", refuses=(NoSuchProduct,))
async def of_product(
    read: Reading,
    visit: Visit,
    handle: str,
    *,
    stars: Stars | None = None,
    owners: bool = False,
    pictures: bool = False,
    language: Annotated[str, QueryParameter(max_length=8)] = "",
    aspect: Annotated[str, QueryParameter(max_length=40)] = "",
    sort: Sort = Sort.HELPFUL,
    cursor: str | None = None,
    limit: int | None = None,
) -> ReviewList:
    """The most helpful first, unless another order is asked for; `owners`: only those that rest on an order."""
    if stars is not None and stars not in range(1, 6):
        raise Invalid([FieldError("/stars", "not_one_of", {"choices": "1, 2, 3, 4, 5"})])
    thing = await about(read, visit, handle=_plain(handle))
    wish = Wish(stars=stars, owners=owners, pictures=pictures, language=_word(language), aspect=_word(aspect), sort=sort)
    found = await reviews.of_product(read, thing.id, wish, cursor, paging.limit(limit))
    stands = (await reviews.standings(read, [thing.id])).get(thing.id)
    return ReviewList(
        score=round(stands.score, 2) if stands else None,
        low=round(stands.low, 2) if stands else None,
        high=round(stands.high, 2) if stands else None,
        count=stands.count if stands else 0,
        verified=stands.verified if stands else 0,
        stars=stands.stars if stands else [0] * 5,
        aspects=await aspects(read, stands, visit.language.code) if stands else [],
        items=await written(read, visit, found.items),
        next_cursor=found.next_cursor,
        has_more=found.has_more,
    )


class SentenceOut(msgspec.Struct, kw_only=True):
    """A sentence as it was written, and where it stands."""

    review_id: str
    url: str
    text: str


class HighlightOut(msgspec.Struct, kw_only=True):
    """What so many reviews say of an aspect (`polarity`: for, against), with twelve of their sentences at most, those that say it best first."""

    aspect: str
    polarity: str
    language: str
    reviews: int
    sentences: list[SentenceOut]


class HighlightList(msgspec.Struct, kw_only=True):
    items: list[HighlightOut]


@get(
    "/api/products/{handle:str}/reviews/highlights",
    may="anyone",
    tags=["Reviews"],
    summary="Read what a product's reviews say alike",
    refuses=(NoSuchProduct,),
)
async def said(read: Reading, visit: Visit, handle: str) -> HighlightList:
    """What three reviews or more say of something, in their own sentences; in the language of the address first, what most say first."""
    thing = await about(read, visit, handle=_plain(handle))
    found = await reviews.highlights(read, thing.id, visit.language.code)
    return HighlightList(items=[_highlight(one, visit) for one in found])


def _highlight(one: Highlight, visit: Visit) -> HighlightOut:
    shown = [(ids.show("rev", sentence.review_id), sentence.text) for sentence in one.sentences]
    return HighlightOut(
        aspect=one.aspect,
        polarity=one.polarity,
        language=one.language,
        reviews=one.reviews,
        sentences=[SentenceOut(review_id=shown_id, url=visit.absolute(f"/reviews/{shown_id}"), text=text) for shown_id, text in shown],
    )


def _plain(text: str) -> str:
    """Return a text that the database can hold."""
    return text.replace("\x00", "")


def _word(text: str) -> str | None:
    return _plain(text) if text else None


@post(
    "/api/products/{handle:str}/reviews",
    may="anyone",
    tags=["Reviews"],
    summary="Write a review",
    refuses=(NoSuchProduct, ReviewedAlready, NotAReview, StaffStayOut),
)
async def write(tx: Writing, visit: Visit, visitor: Visitor, kit: Kit, handle: str, data: ReviewIn) -> WrittenOut:
    """Anybody may; who bought it here writes as its owner."""
    thing = await about(tx, visit, handle=_plain(handle))
    slow_down(kit, visit, visitor, "write", TO_WRITE)
    if data.email and not is_email(data.email):
        raise Invalid([FieldError("/email", "not_an_address")])
    variant = _variant(data.variant_id, thing.variants)
    new = New(
        product_id=thing.id,
        rating=data.rating,
        title=data.title,
        text=data.text,
        language=data.language,
        variant_id=variant,
        aspects=data.aspects,
        context=data.context,
        recommends=data.recommends,
        name=data.name,
        email=data.email,
    )
    made = await reviews.write(tx, visitor, new)
    return WrittenOut(id=ids.show("rev", made.id), moderation_state=made.state, key=made.key)


def _variant(text: str | None, known: list[VariantId]) -> VariantId | None:
    if text is None:
        return known[0] if len(known) == 1 else None
    found = {ids.show("var", one): one for one in known}.get(text)
    if found is None:
        raise Invalid([FieldError("/variant_id", "not_a_choice")])
    return found


@get("/api/reviews/{review_id:str}", may="anyone", query=("key",), tags=["Reviews"], summary="Read a review", refuses=(NoSuchReview,))
async def see(read: Reading, visit: Visit, visitor: Visitor, request: Request[Any, Any, Any], review_id: str) -> ReviewOut:
    """Its author sees it in every state."""
    wanted, key = review_id_of(review_id), key_of(request)
    opened = bool(key) and await store.opens(read, wanted, actions.digest(key))
    review = await queries.see(read, wanted, by=visitor.person, opened=opened)
    about = (await queries.products(read, [review.product_id], visit.language.code)).get(review.product_id)
    if about is not None and about.hidden and not opened and (visitor.person is None or review.author != visitor.person):
        raise NoSuchReview
    [found] = await written(read, visit, [review])
    return found


@patch(
    "/api/reviews/{review_id:str}",
    may="anyone",
    query=("key",),
    tags=["Reviews"],
    summary="Change your review",
    refuses=(NoSuchReview, NotAReview, StaffStayOut),
)
async def change(
    tx: Writing, visit: Visit, visitor: Visitor, kit: Kit, request: Request[Any, Any, Any], review_id: str, data: ChangeIn
) -> ReviewOut:
    """By account, or a guest by the key; what it said before is kept."""
    wanted, key = review_id_of(review_id), key_of(request)
    before = await actions.own(tx, visitor, wanted, key)
    slow_down(kit, visit, visitor, "write", TO_WRITE)
    given = {name: value for name in ChangeIn.__struct_fields__ if (value := getattr(data, name)) is not msgspec.UNSET}
    kept = {name: getattr(before, name) for name in Change.__struct_fields__}
    await reviews.edit(tx, visitor, wanted, Change(**{**kept, **given}), key)
    [found] = await written(tx, visit, [await queries.see(tx, wanted, by=visitor.person, opened=True)])
    return found


@delete(
    "/api/reviews/{review_id:str}", may="anyone", query=("key",), tags=["Reviews"], summary="Take your review back", refuses=(NoSuchReview,)
)
async def withdraw(tx: Writing, visitor: Visitor, request: Request[Any, Any, Any], review_id: str) -> None:
    """Its words and pictures are gone at once; that there was one stays in the ledger."""
    await reviews.withdraw(tx, visitor, review_id_of(review_id), key_of(request))


@put(
    "/api/reviews/{review_id:str}/vote",
    may="member",
    tags=["Reviews"],
    summary="Say whether it helped",
    refuses=(NoSuchReview, OwnReview, StaffStayOut),
)
async def vote(tx: Writing, visit: Visit, visitor: Visitor, kit: Kit, review_id: str, data: VoteIn) -> VotesOut:
    wanted = review_id_of(review_id)
    slow_down(kit, visit, visitor, "vote", TO_VOTE)
    after = await reviews.vote(tx, visitor, wanted, helpful=data.helpful)
    return VotesOut(helpful=after.helpful, unhelpful=after.unhelpful, voted=data.helpful)


@get("/api/me/reviews", may="member", tags=["Reviews"], summary="Read your own reviews")
async def mine(read: Reading, visit: Visit, visitor: Visitor, *, cursor: str | None = None, limit: int | None = None) -> OwnList:
    found = await queries.of_person(read, visitor.member, cursor, paging.limit(limit))
    return OwnList(items=await written(read, visit, found.items), next_cursor=found.next_cursor, has_more=found.has_more)


@get("/api/reviews/ledger", may="anyone", tags=["Reviews"], summary="Read the publication ledger")
async def read_ledger(read: Reading, *, cursor: str | None = None, limit: int | None = None) -> LedgerOut:
    """Every entry with the hash that chains it to all before it, the oldest first."""
    after = paging.decode(cursor, tuple[int])[0] if cursor else 0
    most = paging.limit(limit)
    found = await ledger.page(read, after, most + 1)
    items = [msgspec.convert(ledger.public(one), EntryOut) for one in found[:most]]
    more = paging.encode(found[most - 1].seq) if len(found) > most else None
    waits = await ledger.waiting(read)
    return LedgerOut(items=items, waiting=waits.count, waiting_since=waits.since, next_cursor=more, has_more=more is not None)


HANDLERS = [of_product, said, write, see, change, withdraw, vote, mine, read_ledger]
