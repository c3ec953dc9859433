"""Private sales by API: the same place in the line, the same limits, the same carts as on the pages.

A member asks with their session, a guest with the cookie that holds their pass.
"""

from datetime import datetime
from typing import Any

import msgspec

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import is_email
from stoa.base.http.routes import delete, get, post
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.base.refusals import FieldError, Invalid
from stoa.deals.private_sales import actions, claim_store, keeping, queries, watching
from stoa.deals.private_sales.line import ClaimIsOver, NothingKept, NotYourTurn, OverTheLimit, Place, SoldOutNow
from stoa.deals.private_sales.model import (
    NoSuchItem,
    NoSuchSale,
    SaleIsOver,
    SaleNotYet,
)
from stoa.deals.private_sales.queries import Known, Listed
from stoa.deals.private_sales.web import asking
from stoa.deals.private_sales.web.asking import Asking
from stoa.people.sessions.model import Visitor

TAGS = ["Private sales"]


class SaleOut(msgspec.Struct, kw_only=True):
    """A sale of one of the caller's clubs. `opens_at` is when it opens for the caller; `phase` is planned, preview, open or ended."""

    id: str
    club_id: str
    title: str
    phase: str
    preview_at: datetime
    opens_at: datetime
    ends_at: datetime


class SaleItemOut(msgspec.Struct, kw_only=True):
    id: str
    variant_id: str
    title: str
    choices: list[str]
    price: Money
    lowest_30_days: Money | None
    free: int


class SaleDetailOut(SaleOut, kw_only=True):
    per_person: int
    cart_minutes: int
    items: list[SaleItemOut]


class PlaceOut(msgspec.Struct, kw_only=True):
    """Where the caller stands: outside, before (the draw), line, inside (until `until`), over (the own time inside) or ended (the sale).

    `ahead` people at most come first; that takes about `minutes` at the pace of the last quarter of an hour, if that is known, and `most_minutes` at most.
    """

    where: str
    entrant: str | None
    opens_at: datetime
    ahead: int
    minutes: int | None
    most_minutes: int | None
    until: datetime | None
    drawn: int | None


class RoundOut(msgspec.Struct, kw_only=True):
    """A draw, made at `opens_at`. `commitment` is the SHA-256 of the seed; both are hexadecimal. `entrants` stand in the order drawn."""

    opens_at: datetime
    commitment: str
    seed: str | None
    waiting: int
    entrants: list[str]


class DrawOut(msgspec.Struct, kw_only=True):
    rounds: list[RoundOut]


class QuantityIn(msgspec.Struct, kw_only=True):
    quantity: int = 1


class WaitIn(msgspec.Struct, kw_only=True):
    """How many one waits for. A guest may say where to write to when some come back (a member's own address is known)."""

    quantity: int = 1
    email: str = ""


class KeptOut(msgspec.Struct, kw_only=True):
    """A claim: waiting (with how many are `ahead`), offered, held (in the cart `cart_id`), ordered or bought; kept until `until`."""

    id: str
    item_id: str
    state: str
    quantity: int
    until: datetime | None
    ahead: int | None
    chance: str | None


class CartKeptOut(msgspec.Struct, kw_only=True):
    """The cart in which the pieces are kept; check it out to buy them."""

    cart_id: str
    until: datetime | None


_TAKING = (NoSuchSale, NoSuchItem, SaleIsOver, NotYourTurn, OverTheLimit)


@get("/api/sales", may="anyone", tags=TAGS, summary="List the sales of one's clubs")
async def sales(read: Reading, visit: Visit, visitor: Visitor) -> list[SaleOut]:
    """Who is in no club has none."""
    return [SaleOut(**_sale(one, visit)) for one in await queries.open_for(read, visitor, visit.passes)]


def _sale(one: Known, visit: Visit) -> dict[str, Any]:
    return {
        "id": ids.show("sal", one.sale.id),
        "club_id": ids.show("clb", one.sale.club_id),
        "title": one.sale.title.get(visit.language.code) or next(iter(one.sale.title.values()), ""),
        "phase": one.phase.value,
        "preview_at": one.sale.preview_at,
        "opens_at": one.opens_at,
        "ends_at": one.sale.ending,
    }


@get("/api/sales/{sale_id:str}", may="anyone", tags=TAGS, summary="See a sale", refuses=(NoSuchSale,))
async def sale(read: Reading, visit: Visit, visitor: Visitor, sale_id: str) -> SaleDetailOut:
    seen = await queries.see(read, visitor, asking.sale(sale_id), visit.language.code, visit.passes)
    known = Known(seen.sale, seen.opens_at, seen.phase, seen.member)
    items = [
        SaleItemOut(
            id=ids.show("sit", one.item.id),
            variant_id=ids.show("var", one.variant.id),
            title=one.variant.title,
            choices=one.variant.choices,
            price=one.price,
            lowest_30_days=one.was,
            free=one.item.reserve,
        )
        for one in seen.items
    ]
    return SaleDetailOut(**_sale(known, visit), per_person=seen.sale.per_person, cart_minutes=seen.sale.cart_minutes, items=items)


@post(
    "/api/sales/{sale_id:str}/line",
    may="anyone",
    status_code=200,
    tags=TAGS,
    summary="Enter the line",
    refuses=(NoSuchSale, SaleNotYet, SaleIsOver),
)
async def enter(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, sale_id: str) -> PlaceOut:
    """Who is in it keeps their place, whichever way they ask."""
    asking.slow_down(request)
    return _place(await actions.enter(tx, visitor, asking.sale(sale_id), visit.passes))


@get("/api/sales/{sale_id:str}/line", may="anyone", tags=TAGS, summary="See one's place in the line", refuses=(NoSuchSale,))
async def line(read: Reading, visit: Visit, visitor: Visitor, sale_id: str) -> PlaceOut:
    return _place((await queries.place_of(read, visitor, asking.sale(sale_id), visit.passes))[1])


def _place(one: Place) -> PlaceOut:
    return PlaceOut(
        where=one.where.value,
        entrant=str(one.entrant) if one.entrant is not None else None,
        opens_at=one.opens_at,
        ahead=one.ahead,
        minutes=int(one.about.total_seconds() // 60) if one.about is not None else None,
        most_minutes=int(one.at_most.total_seconds() // 60) if one.at_most is not None else None,
        until=one.until,
        drawn=one.drawn,
    )


@get("/api/sales/{sale_id:str}/draw", may="anyone", tags=TAGS, summary="Check a draw", refuses=(NoSuchSale,))
async def draw(read: Reading, sale_id: str) -> DrawOut:
    """Published for whoever has the address; it says neither what is sold nor who comes."""
    found = await watching.draw_of(read, asking.sale(sale_id))
    return DrawOut(rounds=[RoundOut(**{name: getattr(one, name) for name in RoundOut.__struct_fields__}) for one in found.rounds])


@get("/api/sales/{sale_id:str}/claims", may="anyone", tags=TAGS, summary="List what is kept for one", refuses=(NoSuchSale,))
async def claims(read: Reading, visit: Visit, visitor: Visitor, sale_id: str) -> list[KeptOut]:
    return [_kept(one) for one in await queries.lists(read, visitor, asking.sale(sale_id), visit.passes)]


def _kept(one: Listed) -> KeptOut:
    return KeptOut(
        id=ids.show("clm", one.claim.id),
        item_id=ids.show("sit", one.claim.item_id),
        state=one.claim.state.value,
        quantity=one.claim.quantity or one.claim.wanted,
        until=one.claim.until_at,
        ahead=one.queue.ahead if one.queue is not None else None,
        chance=one.chance or None,
    )


@post(
    "/api/sales/{sale_id:str}/items/{item_id:str}/claims",
    may="anyone", status_code=201, tags=TAGS, summary="Take pieces", refuses=(*_TAKING, SoldOutNow),
)  # fmt: skip
async def take(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, sale_id: str, item_id: str, data: QuantityIn) -> CartKeptOut:
    """They are the caller's for the sale's minutes; check the cart out to buy them."""
    asking.slow_down(request)
    asking.sale(sale_id)
    cart = await keeping.take(tx, visitor, asking.item(item_id), _many(data), asking.device(request), visit.language.code, visit.passes)
    kept = await claim_store.in_cart(tx, cart.id)
    return CartKeptOut(cart_id=cart.shown_id, until=kept[0][0].until_at if kept else None)


def _many(data: QuantityIn | WaitIn) -> int:
    if not 1 <= data.quantity <= 1000:
        raise OverTheLimit(most=1000)
    return data.quantity


@post(
    "/api/sales/{sale_id:str}/items/{item_id:str}/waiting",
    may="anyone", status_code=201, tags=TAGS, summary="Wait for pieces that come back", refuses=_TAKING,
)  # fmt: skip
async def wait(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, sale_id: str, item_id: str, data: WaitIn) -> KeptOut:
    asking.slow_down(request)
    if data.email and not is_email(data.email):
        raise Invalid([FieldError("/email", "not_an_address")])
    where = {"email": data.email, "language": visit.language.code}
    claim = await keeping.wait(tx, visitor, asking.item(item_id), _many(data), asking.device(request), visit.passes, **where)
    found = await queries.lists(tx, visitor, asking.sale(sale_id), visit.passes)
    one = next((one for one in found if one.claim.id == claim), None)
    if one is None:
        raise NoSuchSale
    return _kept(one)


@post(
    "/api/sales/{sale_id:str}/claims/{claim_id:str}/cart",
    may="anyone", status_code=201, tags=TAGS, summary="Take what was offered", refuses=(NothingKept, ClaimIsOver),
)  # fmt: skip
async def take_offer(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, sale_id: str, claim_id: str) -> CartKeptOut:
    asking.slow_down(request)
    asking.sale(sale_id)
    cart = await keeping.take_offer(tx, visitor, asking.claim(claim_id), visit.language.code, visit.passes)
    kept = await claim_store.in_cart(tx, cart.id)
    return CartKeptOut(cart_id=cart.shown_id, until=kept[0][0].until_at if kept else None)


@delete(
    "/api/sales/{sale_id:str}/claims/{claim_id:str}",
    may="anyone", status_code=204, tags=TAGS, summary="Give back, or leave a waiting list", refuses=(NothingKept, ClaimIsOver),
)  # fmt: skip
async def no_thanks(tx: Writing, visit: Visit, visitor: Visitor, sale_id: str, claim_id: str) -> None:
    asking.sale(sale_id)
    await keeping.no_thanks(tx, visitor, asking.claim(claim_id), visit.passes)


@post(
    "/api/sales/{sale_id:str}/offers/{key:str}",
    may="anyone", status_code=201, tags=TAGS, summary="Take what a letter offers", refuses=(NothingKept, ClaimIsOver),
)  # fmt: skip
async def take_by_letter(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, sale_id: str, key: str) -> CartKeptOut:
    """The key is that of the letter's link; check the cart out to buy what was kept."""
    asking.slow_down(request)
    cart = await keeping.take_by_letter(tx, visitor, asking.sale(sale_id), key, visit.language.code)
    kept = await claim_store.in_cart(tx, cart.id)
    return CartKeptOut(cart_id=cart.shown_id, until=kept[0][0].until_at if kept else None)


@delete(
    "/api/sales/{sale_id:str}/offers/{key:str}",
    may="anyone", status_code=204, tags=TAGS, summary="Leave what a letter offers to the next", refuses=(NothingKept, ClaimIsOver),
)  # fmt: skip
async def no_by_letter(request: Asking, tx: Writing, sale_id: str, key: str) -> None:
    asking.slow_down(request)
    await keeping.no_by_letter(tx, asking.sale(sale_id), key)


HANDLERS = [sales, sale, enter, line, draw, claims, take, wait, take_offer, no_thanks, take_by_letter, no_by_letter]
