"""Prices and offers by API, for the staff's programs."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from litestar import Request

from stoa.base import ids, paging
from stoa.base.database import Reading, Writing
from stoa.base.http import answers
from stoa.base.http.answers import PreconditionFailed, tagged
from stoa.base.http.routes import delete, get, post, put
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.people.permissions.model import Visitor
from stoa.shop.catalog.model import NoSuchVariant, VariantId
from stoa.shop.pricing import actions, costing, listing, offering, queries, store
from stoa.shop.pricing.model import (
    EVERYONE,
    Kind,
    NewCost,
    NewOffer,
    NewPrice,
    NoSuchMarket,
    NoSuchOffer,
    NotForSale,
    Offer,
    OfferId,
    Scope,
)

_PREFIXES = {Scope.CATEGORY: "cat", Scope.COLLECTION: "col", Scope.PRODUCT: "prd", Scope.VARIANT: "var"}
MOST_PRICES = 1_000
Word = Annotated[str, msgspec.Meta(max_length=80, pattern=r"^[^\x00-\x1f\x7f]*$")]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class MarketOut(msgspec.Struct):
    """A market: `follows` is the code of the one whose prices it takes."""

    code: str
    name: dict[str, str]
    currency: str
    countries: list[str]
    tax_mode: str
    follows: str | None


class PriceIn(msgspec.Struct):
    """A base price from now on."""

    variant_id: str
    market: str
    price: Money


class PricesIn(msgspec.Struct):
    """Base prices to be set together: all or none."""

    prices: Annotated[list[PriceIn], msgspec.Meta(min_length=1, max_length=MOST_PRICES)]


class PricesSet(msgspec.Struct):
    """How many prices were given."""

    prices: int


class CostIn(msgspec.Struct):
    """What a piece costs the shop itself from now on, in the currency of its first market; null where that is not known any more."""

    variant_id: str
    cost: Money | None


class CostsIn(msgspec.Struct):
    """Costs to be set together: all or none."""

    costs: Annotated[list[CostIn], msgspec.Meta(min_length=1, max_length=MOST_PRICES)]


class CostsSet(msgspec.Struct):
    """How many costs were given."""

    costs: int


class CostOut(msgspec.Struct):
    """What a piece cost the shop from a moment on; null where that was not known."""

    cost: Money | None
    from_at: datetime


class QuoteOut(msgspec.Struct):
    """What a variant costs everyone now. `was` is the lowest price of the 30 days before its reduction, when that is higher."""

    variant_id: str
    market: str
    base: Money
    price: Money
    was: Money | None
    lowest_30_days: Money | None
    offer_id: str | None
    until: datetime | None


class OfferIn(msgspec.Struct, kw_only=True):
    """An offer. `value`: parts per million for `percent` (200000 is 20 %), minor units of the market's currency otherwise."""

    reason: dict[Word, Annotated[str, msgspec.Meta(max_length=120, pattern=r"^[^\x00-\x1f\x7f]*$")]]
    kind: Kind
    value: Annotated[int, msgspec.Meta(ge=0, lt=10**15)]
    scope: Scope = Scope.EVERYTHING
    target: str | None = None
    audience: Word = EVERYONE
    market: Word | None = None
    from_at: Moment | None = None
    until_at: Moment | None = None
    code: Word | None = None
    most_uses: Annotated[int, msgspec.Meta(ge=1, le=10**9)] | None = None
    """How many orders may use the code, in all and of each person."""
    most_per_person: Annotated[int, msgspec.Meta(ge=1, le=10**6)] | None = None


class OfferOut(msgspec.Struct, kw_only=True):
    """An offer as it stands."""

    id: str
    reason: dict[str, str]
    kind: Kind
    value: int
    currency: str | None
    scope: Scope
    target: str | None
    audience: str
    market: str | None
    from_at: datetime
    until_at: datetime | None
    code: str | None
    most_uses: int | None
    most_per_person: int | None
    uses: int
    published_by: str


class OfferList(msgspec.Struct):
    """A page of offers, the latest first."""

    items: list[OfferOut]
    has_more: bool
    next_cursor: str | None


def _out(one: Offer) -> OfferOut:
    return OfferOut(
        id=ids.show("ofr", one.id),
        reason=one.reason,
        kind=one.kind,
        value=one.value,
        currency=one.currency,
        scope=one.scope,
        target=ids.show(_PREFIXES[one.scope], one.target) if one.target else None,
        audience=one.audience,
        market=one.market,
        from_at=one.from_at,
        until_at=one.until_at,
        code=one.code,
        most_uses=one.most_uses,
        most_per_person=one.most_per_person,
        uses=one.uses,
        published_by=one.published_by,
    )


@get("/api/markets", may="anyone")
async def list_markets(read: Reading) -> list[MarketOut]:
    """The shop's markets, the first one first."""
    found = await store.markets(read)
    codes = {one.id: one.code for one in found}
    return [
        MarketOut(one.code, one.name, one.currency, one.countries, one.tax_mode.value, codes[one.follows] if one.follows else None)
        for one in found
    ]


@put("/api/admin/prices", may="catalog.edit")
async def set_prices(tx: Writing, visitor: Visitor, data: PricesIn) -> PricesSet:
    """Set up to 1,000 base prices from now on, all or none."""
    rows = [NewPrice(VariantId(ids.parse("var", one.variant_id)), one.market, one.price) for one in data.prices]
    await actions.set_prices(tx, visitor, rows)
    return PricesSet(len(rows))


@get("/api/admin/variants/{variant_id:str}/prices/{market:str}", may="catalog.edit", refuses=(NoSuchMarket, NotForSale))
async def read_price(read: Reading, variant_id: str, market: str) -> QuoteOut:
    """What a variant costs everyone in a market now, with the honest former price."""
    wanted = VariantId(ids.parse("var", variant_id))
    if market not in {one.code for one in await store.markets(read)}:
        raise NoSuchMarket
    quote = (await queries.quote(read, market, [wanted], [EVERYONE], read.now)).get(wanted)
    if quote is None:
        raise NotForSale(market=market)
    offer = ids.show("ofr", quote.offer_id) if quote.offer_id else None
    return QuoteOut(variant_id, market, quote.base, quote.price, quote.was, quote.low30, offer, quote.until)


@put("/api/admin/costs", may="catalog.edit")
async def set_costs(tx: Writing, visitor: Visitor, data: CostsIn) -> CostsSet:
    """Set up to 1,000 costs of a piece from now on, all or none. What was sold before is judged by the cost of its day."""
    rows = [NewCost(VariantId(ids.parse("var", one.variant_id)), one.cost) for one in data.costs]
    await costing.set_costs(tx, visitor, rows)
    return CostsSet(len(rows))


@get("/api/admin/variants/{variant_id:str}/costs", may="catalog.edit")
async def read_costs(read: Reading, variant_id: str) -> list[CostOut]:
    """What a piece of a variant costs and has cost the shop, the latest first; 100 at most."""
    variant = VariantId(ids.parse("var", variant_id))
    if variant not in await store.known_variants(read, [variant]):
        raise NoSuchVariant
    return [CostOut(one.cost, one.from_at) for one in await costing.history(read, variant)]


@get("/api/admin/offers", may="offers.edit")
async def list_offers(
    read: Reading, visit: Visit, view: Literal["now", "coming", "ended"] = "now", limit: int | None = None, cursor: str | None = None
) -> OfferList:
    """Offers that are open (`view=now`), coming or ended."""
    found = await listing.offers(read, view, read.now, visit.language.code, cursor=cursor, limit=paging.limit(limit))
    return OfferList([_out(one.offer) for one in found.items], found.has_more, found.next_cursor)


@post("/api/admin/offers", may="offers.edit")
async def publish(tx: Writing, visitor: Visitor, data: OfferIn) -> OfferOut:
    """Publish an offer; it holds for the prices at once, or from `from_at`."""
    return _out(await _found(tx, await offering.publish_offer(tx, visitor, _new(data))))


@get("/api/admin/offers/{offer_id:str}", may="offers.edit")
async def read_offer(read: Reading, offer_id: str) -> OfferOut:
    return _out(await _found(read, OfferId(ids.parse("ofr", offer_id))))


@delete("/api/admin/offers/{offer_id:str}", may="offers.edit", status_code=204, refuses=(PreconditionFailed,))
async def end(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, offer_id: str) -> None:
    """End an offer now, or withdraw it before it begins."""
    wanted = OfferId(ids.parse("ofr", offer_id))
    if answers.awaited(request):
        await store.lock(tx)
        await store.lock_offers(tx, [wanted])
        answers.hold_to(request, tagged(_out(await _found(tx, wanted))).headers["etag"])
    await offering.end_offer(tx, visitor, wanted)


def _new(data: OfferIn) -> NewOffer:
    target = ids.parse(_PREFIXES[data.scope], data.target) if data.target and data.scope in _PREFIXES else None
    given = msgspec.structs.asdict(data)
    return NewOffer(**{**given, "target": target, "published_by": "merchant"})


async def _found(read: Reading, offer_id: OfferId) -> Offer:
    found = await store.offers(read, [offer_id])
    if not found:
        raise NoSuchOffer
    return found[0]


HANDLERS = [list_markets, set_prices, read_price, set_costs, read_costs, list_offers, publish, read_offer, end]
