"""The verbs of group buys: plan a deal, start and join teams, leave, end early."""

import secrets
from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

import msgspec

from stoa.base import events, ids, jobs
from stoa.base.database import Reading, Writing
from stoa.base.money import Money
from stoa.base.refusals import FieldError
from stoa.deals.group_buys import elsewhere, ending, forecasting, moving, rules, selling_out, store
from stoa.deals.group_buys.forecasting import Good
from stoa.deals.group_buys.model import (
    PURPOSE,
    AlreadyIn,
    AnotherDealRuns,
    Deal,
    DealId,
    Forecast,
    GroupIsOver,
    GroupNotYet,
    Kind,
    NewDeal,
    NoSuchDeal,
    NoSuchPlace,
    NoSuchTeam,
    OnlyThisProduct,
    Place,
    PlaceId,
    SavesNothing,
    State,
    TeamHasTipped,
    TeamId,
    TeamOpened,
    TeamRow,
    TooManyEach,
    UnfitDeal,
)
from stoa.people import audit
from stoa.people.sessions.model import GUEST, PersonId, Visitor
from stoa.shop import carts, catalog, orders, pricing, stock
from stoa.shop.carts.model import Cart
from stoa.shop.catalog.model import ProductId, VariantId
from stoa.shop.orders.model import Order
from stoa.shop.pricing.model import Kind as OfferKind
from stoa.shop.pricing.model import NewOffer, Scope, TaxMode
from stoa.shop.stock.model import Availability

Audience = Literal["friends", "circle"]
First = Literal["link", "circle", "everybody"]


async def plan(tx: Writing, actor: Visitor, new: NewDeal) -> DealId:
    """Open a deal on a product, now or later: its price, its terms, what it may come to. One of a kind in a market at a time.

    Raises UnfitDeal, AnotherDealRuns, catalog's NoSuchProduct, pricing's NoSuchMarket and OfferReachesNothing.
    """
    if new.opens_at is not None and new.opens_at <= tx.now:
        new = msgspec.structs.replace(new, opens_at=None)
    prices, found = await _forecast(tx, new, {})
    for past in await store.past_end(tx, new.product_id):
        await ending.over(tx, past)
    if await store.runs(tx, new.product_id, new.kind, new.market):
        raise AnotherDealRuns
    deal_id = DealId(ids.new())
    await store.insert_deal(tx, deal_id, new, {one: price.amount for one, price in prices.items()}, found.least.currency, found)
    await publish(tx, actor, deal_id, new, prices)
    if new.kind is Kind.TIERS:
        await _open(tx, deal_id, new)
    await audit.note(
        tx, actor, "group_buys.plan_deal", deal_id, {"tiers": " · ".join(f"{one.people}: {one.percent} %" for one in new.tiers)}
    )
    await tx.run("select base.touch($1)", f"product:{new.product_id}")
    if new.opens_at is not None and new.opens_at > tx.now:
        await jobs.enqueue(tx, "group_buys.opens", {"product": new.product_id}, at=new.opens_at)
    return deal_id


async def publish(tx: Writing, actor: Visitor, deal_id: DealId, new: NewDeal, prices: Mapping[VariantId, Money]) -> None:
    """Publish the price of each variant at the first tier, from so much usually. Raises UnfitDeal where none is lower."""
    await store.set_offers(tx, deal_id, await pricing.publish_offers(tx, actor, _offers(deal_id, new, prices)))


def _offers(deal_id: DealId, new: NewDeal, prices: Mapping[VariantId, Money]) -> list[NewOffer]:
    """Return the price of each variant at the first tier, as an amount: it stays what it is said to be. Raises UnfitDeal where none is lower."""
    first = {one: rules.price(usual.amount, new.tiers[0].percent) for one, usual in prices.items()}
    lower = {one: amount for one, amount in first.items() if amount < prices[one].amount}
    if not lower:
        raise UnfitDeal([FieldError("/tiers", "not_lower")])
    return [
        NewOffer(
            reason=new.title,
            kind=OfferKind.FIXED,
            value=amount,
            scope=Scope.VARIANT,
            target=one,
            audience=audience(deal_id),
            market=new.market,
            published_by="group_buys",
        )
        for one, amount in lower.items()
    ]


async def forecast(read: Reading, new: NewDeal, fixed: Mapping[VariantId, int] | None = None) -> Forecast:
    """Return what a deal may come to, with the stock and the prices of now, or the usual ones it was planned with (`fixed`).

    Raises UnfitDeal, catalog's NoSuchProduct.
    """
    return (await _forecast(read, new, fixed or {}))[1]


async def _forecast(read: Reading, new: NewDeal, fixed: Mapping[VariantId, int]) -> tuple[dict[VariantId, Money], Forecast]:
    errors = rules.check(new, read.now)
    if errors:
        raise UnfitDeal(errors)
    product = await catalog.find_product(read, new.product_id)
    variants = [one.id for one in product.variants]
    quotes = await pricing.quote(read, new.market, variants, pricing.audiences(GUEST), read.now)
    prices = {one: quote.base for one, quote in quotes.items()}
    if not prices:
        raise UnfitDeal([FieldError("/product", "no_price")])
    there = await stock.availability(read, list(quotes))
    market = await pricing.market(read, new.market)
    rates = await pricing.tax(read, market.countries[0] if market.countries else "", "", [product.tax_class], read.now)
    tax = sum(one.rate for one in rates.get(product.tax_class, []))
    goods = [
        Good(fixed.get(one, quote.base.amount), quote.price.amount, _left(there.get(one)), tax, market.tax_mode is TaxMode.INCLUSIVE)
        for one, quote in quotes.items()
    ]
    return prices, forecasting.forecast(new, goods, market.currency)


def _left(found: Availability | None) -> int | None:
    if found is None:
        return 0
    return None if found.backorder else found.free


def audience(deal_id: DealId) -> str:
    """Return the audience of a deal's price."""
    return f"{PURPOSE}:{deal_id}"


def purpose(team_id: TeamId) -> str:
    """Return the purpose of a team's carts and orders."""
    return f"{PURPOSE}:{team_id}"


async def _open(tx: Writing, deal_id: DealId, new: NewDeal) -> TeamId:
    team_id = TeamId(ids.new())
    await store.insert_team(tx, team_id, deal_id, secrets.token_hex(16), rules.new_team(new))
    if new.kind is Kind.TIERS and new.closes_at is not None:
        await moving.tick_later(tx, team_id, new.closes_at)
    await events.record(tx, TeamOpened(about=team_id, deal=deal_id))
    return team_id


async def start(
    tx: Writing, visitor: Visitor, deal_id: DealId, variant: VariantId, language: str, quantity: int = 1, *, first: First = "everybody"
) -> tuple[TeamRow, Cart]:
    """Start a team of a deal, which these see `first`; return it with the cart that takes its first place. Its time begins when that is paid.

    Raises NoSuchDeal, GroupNotYet, GroupIsOver, OnlyThisProduct, carts' NotSold; AlreadyIn for a member of an open team for the product.
    """
    deal = await _deal(tx, deal_id)
    if deal.kind is not Kind.TEAM or not await store.sees(tx, deal.product_id, catalog.seen_by(visitor)):
        raise NoSuchDeal
    check_open(deal, tx)
    if not deal.starts(tx.now):
        raise GroupIsOver
    await refuse_second(tx, visitor, deal.product_id)
    team_id = await _open(tx, deal_id, terms(deal))
    if first != "everybody":
        await store.set_first(tx, team_id, narrowed(first, visitor.person))
    found = await store.team(tx, team_id)
    if found is None:
        raise NoSuchTeam
    return found, await cart_for(tx, visitor, deal, purpose(found.id), variant, language, quantity)


async def join(tx: Writing, visitor: Visitor, handle: str, variant: VariantId, language: str, quantity: int = 1) -> Cart:
    """Return a cart that takes a place in the team, however many pieces; the place is had when it is ordered.

    Raises NoSuchTeam, NoPlaceLeft, GroupIsOver, GroupNotYet, AlreadyIn, OnlyThisProduct, carts' NotSold.
    """
    found = await store.by_handle(tx, handle)
    if found is None:
        raise NoSuchTeam
    deal = await _deal(tx, found.deal_id)
    if not await store.sees(tx, deal.product_id, catalog.seen_by(visitor)):
        raise NoSuchTeam
    check_open(deal, tx)
    await elsewhere.refuse_full(tx, deal, found)
    if visitor.person is not None and await store.in_team(tx, found.id, visitor.person) is not None:
        raise AlreadyIn(team=found.path)
    return await cart_for(tx, visitor, deal, purpose(found.id), variant, language, quantity)


async def refuse_second(read: Reading, visitor: Visitor, product: ProductId) -> None:
    """Raise AlreadyIn, with the team's address, for a member who has a place in a team for the product that still fills."""
    own = await store.open_team_of(read, product, visitor.person) if visitor.person is not None else None
    if own is not None:
        raise AlreadyIn(team=own.path)


async def refuse_second_of(read: Reading, visitor: Visitor, handle: str) -> None:
    """Raise AlreadyIn for a member who has a place in a team that still fills, this one or another for the same product."""
    found = await store.by_handle(read, handle)
    deal = await store.deal(read, found.deal_id) if found is not None else None
    if deal is not None:
        await refuse_second(read, visitor, deal.product_id)


async def cart_for(tx: Writing, visitor: Visitor, deal: Deal, made_for: str, variant: VariantId, language: str, quantity: int = 1) -> Cart:
    """Return a cart of its own with what is wanted at the deal's price.

    Raises OnlyThisProduct, TooManyEach, SavesNothing, stock's OutOfStock, carts' NotSold.
    """
    if variant not in deal.prices:
        raise OnlyThisProduct
    if quantity > deal.per_person:
        raise TooManyEach(most=deal.per_person)
    await _refuse_nothing(tx, visitor, deal, variant)
    await selling_out.refuse_sold_out(tx, variant, quantity)
    cart = await carts.make(tx, deal.market, language, visitor.person, purpose=made_for, audience=audience(deal.id))
    await carts.add(tx, cart, variant, quantity)
    return cart


async def _refuse_nothing(read: Reading, visitor: Visitor, deal: Deal, variant: VariantId) -> None:
    """Raise SavesNothing for what costs the visitor as little alone now as it may ever come to with the others."""
    alone = (await pricing.quote(read, deal.market, [variant], pricing.audiences(visitor), read.now)).get(variant)
    if alone is not None and rules.price(deal.prices[variant], deal.tiers[-1].percent) >= alone.price.amount:
        raise SavesNothing(product=f"/p/{await store.product_handle(read, deal.product_id)}")


async def leave(tx: Writing, visitor: Visitor, place_id: PlaceId, key: str | None = None) -> None:
    """Give a place up in one tap, until the team tips: its order is cancelled, its amount let go. Afterwards one cancels the order. Safe to run twice.

    Raises NoSuchPlace for one that is not the visitor's own (or opened by its order's key), TeamHasTipped.
    """
    place, order = await own_place(tx, visitor, place_id, key)
    if place.state in moving.OUT:  # it is given up: said again, it stays so
        return
    team = await store.team(tx, place.team_id)
    if team is not None and team.state not in {State.OPEN, State.FAILED}:
        raise TeamHasTipped
    await orders.cancel(tx, visitor, order.id, "group_left")


async def own_place(read: Reading, visitor: Visitor, place_id: PlaceId, key: str | None = None) -> tuple[Place, Order]:
    """Return a place that is the visitor's own, or opened by its order's key, with the order. Raises NoSuchPlace."""
    place = await store.place(read, place_id)
    order = await orders.get(read, place.order_id) if place is not None else None
    own = order is not None and visitor.person is not None and order.person_id == visitor.person
    opened = order is not None and key is not None and secrets.compare_digest(order.key.encode(), key.encode())
    if place is None or order is None or not (own or opened):
        raise NoSuchPlace
    return place, order


async def show_place(tx: Writing, visitor: Visitor, place_id: PlaceId, audience: Audience | None) -> None:
    """Show one's friends or circle that one is in, or with None nobody. Raises NoSuchPlace for one that is not the visitor's own."""
    place = await store.place(tx, place_id)
    if place is None or visitor.person is None or place.person != visitor.person:
        raise NoSuchPlace
    await store.set_shown(tx, place_id, audience)


async def show_first(tx: Writing, visitor: Visitor, place_id: PlaceId, first: First, key: str | None = None) -> Order:
    """Say who sees a team that one has started: who has its link alone; one's circle first, and strangers from the middle of its time on; or everybody.

    Whoever shows it to their circle shows that they are in; a guest has none, and shows it to nobody then. Return the place's order.
    Raises NoSuchPlace for one that is not the visitor's own (or opened by its order's key), or did not start it.
    """
    place, order = await own_place(tx, visitor, place_id, key)
    team = await store.team(tx, place.team_id) if place.starter else None
    if team is None or team.kind is not Kind.TEAM:
        raise NoSuchPlace
    await store.set_first(tx, team.id, narrowed(first, place.person))
    if team.deadline is not None:
        await moving.show_first(tx, team.id, place)
    await tx.run("select base.touch($1)", f"product:{(await _deal(tx, team.deal_id)).product_id}")
    return order


def narrowed(first: First, person: PersonId | None) -> First:
    """Return who sees a team of a member or a guest: where there is no circle, nobody is meant."""
    return "link" if first == "circle" and person is None else first


async def end_early(tx: Writing, actor: Visitor, deal_id: DealId, reason: str) -> None:
    """End a deal with a reason: teams that have tipped settle as at their deadline, the others fail. Nobody joins any more.

    Raises NoSuchDeal; GroupIsOver for one that has ended, and for a group with steps that is being settled.
    """
    deal = await _deal(tx, deal_id)
    teams = await store.live_teams(tx, deal_id)
    if (deal.kind is Kind.TIERS and not teams) or not await store.end_deal(tx, deal_id, reason):
        raise GroupIsOver
    for team_id in teams:
        await moving.end(tx, team_id, reason)
    await ending.withdraw(tx, actor, deal)
    await audit.note(tx, actor, "group_buys.end_deal", deal_id, {"reason": reason})


async def _deal(read: Reading, deal_id: UUID) -> Deal:
    found = await store.deal(read, DealId(deal_id))
    if found is None:
        raise NoSuchDeal
    return found


def check_open(deal: Deal, read: Reading) -> None:
    """Raise GroupNotYet before a deal opens, GroupIsOver after it has ended."""
    if deal.ended_at is not None:
        raise GroupIsOver
    if read.now < deal.opens_at:
        raise GroupNotYet


def terms(deal: Deal) -> NewDeal:
    """Return what a deal says as it was planned."""
    given: dict[str, Any] = {name: getattr(deal, name) for name in NewDeal.__struct_fields__}
    return NewDeal(**given)
