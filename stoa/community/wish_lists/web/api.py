"""Wish lists by API: one's own, with an account; others' by the secret of their link, without."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Database, Reading, Writing
from stoa.base.http.forms import is_email
from stoa.base.http.pages import kit
from stoa.base.http.routes import delete, get, patch, post, put
from stoa.base.http.visits import Visit
from stoa.base.refusals import FieldError, Invalid
from stoa.community.wish_lists import actions, claiming, pool_store, pooling, queries, store, watching
from stoa.community.wish_lists.model import (
    MOST_NOTE,
    MOST_QUANTITY,
    AlreadyTaken,
    Change,
    ClaimId,
    Day,
    Kind,
    ListIsFull,
    NoSuchClaim,
    NoSuchEntry,
    NoSuchList,
    NoSuchPool,
    NotThatMuch,
    NotWished,
    OwnList,
    PoolIsOver,
    Priority,
    Role,
    SavedStays,
    Settings,
    TooManyLists,
    View,
    Who,
    WishList,
)
from stoa.community.wish_lists.pool_model import Contribution
from stoa.community.wish_lists.web import asking, giving
from stoa.community.wish_lists.web.outgoing import ClaimOut, LinkOut, ListOut, ShareOut, Summaries, SummaryOut, written
from stoa.people.sessions.model import Visitor
from stoa.shop.carts.model import NotSold
from stoa.shop.catalog.model import VariantId
from stoa.shop.payments.model import PaysLater, UnknownProvider
from stoa.shop.stock.model import OutOfStock

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]


class ListIn(msgspec.Struct, kw_only=True):
    """What a list is called and says. It is private until a link is made."""

    title: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    kind: Kind = Kind.LIST
    recipient: Annotated[str, msgspec.Meta(max_length=80)] = ""
    message: Annotated[str, msgspec.Meta(max_length=2000)] = ""
    date: Day | None = None
    view: View = View.NOTHING
    on_page: bool = False
    address_id: str | None = None


class EntryIn(msgspec.Struct, kw_only=True):
    """An entry as it is to be. Left out, a part of one that is there stays as it is."""

    quantity: Annotated[int, msgspec.Meta(ge=1, le=MOST_QUANTITY)] | None = None
    note: Annotated[str, msgspec.Meta(max_length=MOST_NOTE)] | None = None
    priority: Priority | None = None
    had: bool | None = None
    watch_price: bool = False
    watch_stock: bool = False
    watch_below: Annotated[int, msgspec.Meta(ge=1, le=10**12)] | None = None


class ClaimIn(msgspec.Struct, kw_only=True):
    """A promise to give: only a name is asked."""

    name: Name
    quantity: Annotated[int, msgspec.Meta(ge=1, le=MOST_QUANTITY)] = 1


class ShareIn(msgspec.Struct, kw_only=True):
    """A part of a gift: the amount in minor units of the pool's currency, and how it is paid."""

    amount: Annotated[int, msgspec.Meta(ge=1, le=10**12)]
    name: Name
    email: Annotated[str, msgspec.Meta(max_length=254)]
    provider: Annotated[str, msgspec.Meta(max_length=40)]
    token: Annotated[str, msgspec.Meta(max_length=200)] = ""
    message: Annotated[str, msgspec.Meta(max_length=500)] = ""


def _settings(data: ListIn) -> Settings:
    try:
        address = ids.parse("adr", data.address_id) if data.address_id else None
    except ids.UnknownId:
        raise Invalid([FieldError("/address_id", "invalid")]) from None
    if data.kind is Kind.SAVED:
        raise Invalid([FieldError("/kind", "not_a_choice")])
    return Settings(
        title=data.title,
        kind=data.kind,
        recipient=data.recipient,
        message=data.message,
        date=data.date,
        view=data.view,
        on_page=data.on_page,
        address_id=address,
    )


async def _seen(read: Reading, visit: Visit, visitor: Visitor, found: WishList, role: Role, asks: Who) -> ListOut:
    return written(await queries.see(read, found, role, asks, visitor, visit.market, visit.language.code), visit)


@get("/api/lists", may="member", tags=["Lists"], summary="List one's own lists")
async def lists(read: Reading, visitor: Visitor) -> Summaries:
    """They are few: fifty of one's own at most."""
    found = await queries.lists_of(read, visitor.member)
    return Summaries(items=[SummaryOut.of(one) for one in found])


@post("/api/lists", may="member", tags=["Lists"], summary="Make a list", refuses=(TooManyLists,))
async def make(tx: Writing, visit: Visit, visitor: Visitor, data: ListIn) -> ListOut:
    made = await actions.make(tx, visitor.member, _settings(data), visit.market, visit.language.code)
    return await _seen(tx, visit, visitor, made, Role.OWNER, asking.asks(visit, visitor))


@get("/api/lists/{list_id:str}", may="member", tags=["Lists"], summary="See a list of one's own", refuses=(NoSuchList,))
async def see(read: Reading, visit: Visit, visitor: Visitor, list_id: str) -> ListOut:
    asks = asking.asks(visit, visitor)
    found, role = await actions.opened(read, asking.list_of(list_id), asks)
    return await _seen(read, visit, visitor, found, role, asks)


@patch("/api/lists/{list_id:str}", may="member", tags=["Lists"], summary="Say anew what a list is", refuses=(NoSuchList, SavedStays))
async def change(tx: Writing, visit: Visit, visitor: Visitor, list_id: str, data: ListIn) -> ListOut:
    asks = asking.asks(visit, visitor)
    await actions.set_up(tx, asks, asking.list_of(list_id), _settings(data))
    found, role = await actions.opened(tx, asking.list_of(list_id), asks)
    return await _seen(tx, visit, visitor, found, role, asks)


@delete(
    "/api/lists/{list_id:str}", may="member", status_code=204, tags=["Lists"], summary="Take a list down", refuses=(NoSuchList, SavedStays)
)
async def take_down(tx: Writing, visit: Visit, visitor: Visitor, list_id: str) -> None:
    await actions.take_down(tx, asking.asks(visit, visitor), asking.list_of(list_id))


@put(
    "/api/lists/{list_id:str}/entries/{variant_id:str}",
    may="member",
    tags=["Lists"],
    summary="Put a variant on a list, or change its entry",
    refuses=(NoSuchList, NotSold, ListIsFull),
)
async def put_entry(tx: Writing, visit: Visit, visitor: Visitor, list_id: str, variant_id: str, data: EntryIn) -> ListOut:
    """What is watched is said anew each time."""
    asks, of = asking.asks(visit, visitor), asking.list_of(list_id)
    variant = VariantId(ids.parse("var", variant_id))
    entry = await actions.save(tx, visitor, asks, variant, visit.market, visit.language.code, list_id=of)
    change_ = Change(quantity=data.quantity, note=data.note, priority=data.priority, had=data.had)
    await actions.change(tx, asks, of, entry.id, change_)
    await watching.watch(
        tx, asks, of, entry.id, price=data.watch_price or data.watch_below is not None, stock_=data.watch_stock, below=data.watch_below
    )
    found, role = await actions.opened(tx, of, asks)
    return await _seen(tx, visit, visitor, found, role, asks)


@delete(
    "/api/lists/{list_id:str}/entries/{variant_id:str}",
    may="member",
    status_code=204,
    tags=["Lists"],
    summary="Take a variant off a list",
    refuses=(NoSuchList, NoSuchEntry),
)
async def remove_entry(tx: Writing, visit: Visit, visitor: Visitor, list_id: str, variant_id: str) -> None:
    asks = asking.asks(visit, visitor)
    found, _ = await actions.opened(tx, asking.list_of(list_id), asks)
    entry = await store.entry_of(tx, found.id, VariantId(ids.parse("var", variant_id)))
    if entry is None:
        raise NoSuchEntry
    await actions.remove(tx, asks, found.id, entry.id)


@post("/api/lists/{list_id:str}/link", may="member", tags=["Lists"], summary="Share a list", refuses=(NoSuchList, SavedStays))
async def share(tx: Writing, visit: Visit, visitor: Visitor, list_id: str) -> LinkOut:
    return LinkOut(link=visit.absolute(await actions.share(tx, asking.asks(visit, visitor), asking.list_of(list_id))))


@delete(
    "/api/lists/{list_id:str}/link", may="member", status_code=204, tags=["Lists"], summary="Stop sharing a list", refuses=(NoSuchList,)
)
async def revoke(tx: Writing, visit: Visit, visitor: Visitor, list_id: str) -> None:
    await actions.revoke(tx, asking.asks(visit, visitor), asking.list_of(list_id))


@get("/api/shared-lists/{secret:str}", may="anyone", tags=["Lists"], summary="See a shared list", refuses=(NoSuchList,))
async def see_shared(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, secret: str) -> Response[ListOut]:
    asks = asking.asks(visit, visitor)
    found, role = await queries.by_link(read, secret, asks)
    view = await queries.see(read, found, role, asks, visitor, visit.market, visit.language.code)
    out = written(view, visit, giving.recipient(request, found))
    return Response(out, headers={"x-robots-tag": "noindex, nofollow"})


@post(
    "/api/shared-lists/{secret:str}/entries/{gift_id:str}/claims",
    may="anyone",
    tags=["Lists"],
    summary="Promise to give something",
    refuses=(NoSuchList, NoSuchEntry, NotWished, AlreadyTaken, OwnList),
)
async def claim(
    request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, secret: str, gift_id: str, data: ClaimIn
) -> ClaimOut:
    asking.slow_down(request, "give", asking.GIFTS)
    asks, token = asking.asks_or_new(visit, visitor)
    found, role = await queries.by_link(tx, secret, asks)
    made = await claiming.claim(tx, found, role, asking.entry_of(gift_id), asks, data.name, data.quantity)
    return ClaimOut(id=ids.show("clm", made.id), entry_id=gift_id, quantity=made.quantity, until=made.until, key=token)


@delete(
    "/api/shared-lists/{secret:str}/claims/{claim_id:str}",
    may="anyone",
    status_code=204,
    tags=["Lists"],
    summary="Take a promise back",
    refuses=(NoSuchList, NoSuchClaim),
)
async def give_up(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, secret: str, claim_id: str) -> None:
    """A guest shows the key they were given in the header `Claim-Key`."""
    key = request.headers.get("claim-key")
    asks = actions.who(visitor, key or visit.list)
    await queries.by_link(tx, secret, asks)
    try:
        wanted = ClaimId(ids.parse("clm", claim_id))
    except ids.UnknownId:
        raise NoSuchClaim from None
    await claiming.give_up(tx, wanted, asks)


@post(
    "/api/shared-lists/{secret:str}/pools/{pool_id:str}/shares",
    may="anyone",
    tags=["Lists"],
    summary="Give a part of a gift",
    status_code=201,
    refuses=(NoSuchList, NoSuchPool, PoolIsOver, NotThatMuch, OutOfStock, PaysLater, UnknownProvider),
)
async def contribute(
    request: Request[Any, Any, Any], db: Database, visit: Visit, visitor: Visitor, secret: str, pool_id: str, data: ShareIn
) -> ShareOut:
    asking.slow_down(request, "money", asking.MONEY)
    if not is_email(data.email):
        raise Invalid([FieldError("/email", "not_an_address")])
    asks = asking.asks(visit, visitor)
    async with db.reading() as read:
        found, role = await queries.by_link(read, secret, asks)
        pool = await pool_store.find(read, asking.pool_of(pool_id))
    if role in {Role.OWNER, Role.SURPRISED}:
        raise OwnList
    if pool is None:
        raise NoSuchPool
    amount = pool.money(data.amount)
    given = Contribution(
        amount=amount, name=data.name, email=data.email.lower(), provider=data.provider, token=data.token, message=data.message
    )
    back = f"{kit(request).url}{visit.prefix}/l/{secret}/shares"
    done = await pooling.contribute(db, found, pool.id, asks, given, visit.language.code, back)
    return ShareOut(
        id=ids.show("shr", done.share), amount=amount, payment_state=done.payment.state.value, challenge_url=done.payment.challenge_url
    )


HANDLERS = [lists, make, see, change, take_down, put_entry, remove_entry, share, revoke, see_shared, claim, give_up, contribute]
