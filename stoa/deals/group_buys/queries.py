"""What pages read of group buys."""

import zlib
from collections.abc import Mapping
from datetime import datetime

import msgspec

from stoa.base.database import Reading
from stoa.base.money import Money
from stoa.deals.group_buys import rules, store
from stoa.deals.group_buys.model import Deal, DealId, Kind, NoSuchDeal, NoSuchTeam, Place, PlaceState, State, TeamRow
from stoa.people.sessions.model import GUEST, SYSTEM, Visitor
from stoa.shop import catalog, pricing, stock
from stoa.shop.catalog.model import Picture, ProductId, SoldVariant, VariantId
from stoa.shop.stock.model import Availability


class Step(msgspec.Struct, frozen=True):
    """A tier as a page shows it: what one pays from so many people on, and whether that is reached."""

    people: int
    percent: int
    price: Money
    reached: bool


class Choice(msgspec.Struct, frozen=True):
    """A variant that can be had at the group's price: its words, what it costs with the others and what alone today, and whether there is one."""

    variant: SoldVariant
    alone: Money
    price: Money
    there: bool

    @property
    def words(self) -> str:
        return " · ".join(self.variant.choices)


class TeamView(msgspec.Struct, frozen=True):
    """A team as somebody sees it who has its link: counts are of people whose payment is authorized."""

    team: TeamRow
    deal: Deal
    title: str
    picture: Picture | None
    choices: list[Choice]
    steps: list[Step]
    open: bool
    """Whether somebody may join now."""
    now: datetime
    place: Place | None = None
    """The viewer's own."""
    may_wait: bool = False
    """Whether somebody may wait for a place: it is full, sold out, or being settled."""
    later: bool = False
    """Whether how one pays is saved, and nothing set aside."""
    sold_out: bool = False
    """Whether there are places, and nothing to be had in them just now."""
    saves: bool = True
    """Whether anything may come to cost the viewer less with the others than alone now."""

    @property
    def missing(self) -> int:
        return self.team.missing

    @property
    def varies(self) -> bool:
        """Return whether what one pays differs from variant to variant."""
        return len({one.price for one in self.choices}) > 1

    @property
    def most(self) -> Money | None:
        """Return what one pays at most, which is what is set aside; None where that is known already."""
        return self.most_for(self.first) if self.first is not None else None

    def most_for(self, one: Choice) -> Money | None:
        """Return what one pays at most for a variant; None where what one pays is known already."""
        if len(self.team.tiers) == 1 or self.team.percent is not None:
            return None
        usual = self.deal.prices[one.variant.id]
        return min(Money(rules.price(usual, self.team.tiers[0].percent), self.deal.currency), one.alone)

    @property
    def pays(self) -> Money | None:
        """Return what is set aside of whoever joins now, or charged at most: the figure that the page and its button say."""
        return self.most or (self.first.price if self.first is not None else None)

    @property
    def stands_at(self) -> Money | None:
        """Return what it comes to as it stands, where that is reached for sure and less than what is set aside."""
        reached = self.team.state is State.TIPPED and self.first is not None and self.most is not None and self.first.price < self.most
        return self.first.price if reached and self.first is not None else None

    @property
    def reason(self) -> str:
        """Return what the merchant says who ended it before its time."""
        return self.team.ended_reason if self.state in {"failed", "won"} else ""

    @property
    def mine(self) -> bool:
        return self.place is not None

    @property
    def leaves(self) -> bool:
        """Return whether the viewer may still give their place up."""
        return self.place is not None and self.team.state is State.OPEN and self.place.state in {PlaceState.RESERVED, PlaceState.AUTHORIZED}

    @property
    def first(self) -> Choice | None:
        return next((one for one in self.choices if one.there), self.choices[0] if self.choices else None)

    @property
    def version(self) -> str:
        """Return what differs whenever anything differs that those who watch are told."""
        terms = zlib.crc32(repr((self.team.tiers, self.team.most, self.team.deadline)).encode())
        return f"{self.stage}.{self.team.counted}.{self.team.percent or 0}.{terms:x}"

    @property
    def state(self) -> str:
        """Return how it stands in one word: open, full, sold_out, tipped, ending, failed or won."""
        if self.team.state is State.FAILED or (self.team.state is State.SETTLED and self.team.percent is None):
            return "failed"
        if self.team.percent is not None:
            return "won"
        if self.team.deadline is not None and self.now >= self.team.deadline:
            return "ending"
        if self.team.state is State.TIPPED:
            return "tipped"
        return "open" if self.open else "sold_out" if self.sold_out else "full"

    @property
    def stage(self) -> str:
        """Return the state, and of one that has tipped whether it is sold out: what a page is made anew for."""
        return f"{self.state}-sold-out" if self.sold_out and self.state == "tipped" else self.state


async def see(read: Reading, handle: str, visitor: Visitor, language: str) -> TeamView:
    """Return a team by its link, to whoever may see its product, and to members who are in.

    Raises NoSuchTeam, also for one that has not begun.
    """
    seen = await stands(read, handle, language, visitor)
    if not seen.mine and not await store.sees(read, seen.deal.product_id, catalog.seen_by(visitor)):
        raise NoSuchTeam
    return seen


async def stands(read: Reading, handle: str, language: str, visitor: Visitor = GUEST) -> TeamView:
    """Return how a team stands, whoever asks. Raises NoSuchTeam."""
    team = await store.by_handle(read, handle)
    deal = await store.deal(read, team.deal_id) if team is not None else None
    if team is None or deal is None or (team.deadline is None and deal.kind is Kind.TEAM):
        raise NoSuchTeam
    return await _view(read, team, deal, visitor, language)


async def _view(read: Reading, team: TeamRow, deal: Deal, visitor: Visitor, language: str) -> TeamView:
    percent = team.percent if team.percent is not None else max(team.reached, rules.reached(team.tiers, team.counted))
    sold = await catalog.sold_variants(read, list(deal.prices), language, None)
    found = await _choices(read, deal, percent, sold, visitor, language)
    shown = next((one.variant for one in found if one.there), None) or next(iter(sold.values()), None)
    lowest, alone = min(deal.prices.values()), min((one.alone.amount for one in found), default=max(deal.prices.values()))
    steps = [
        Step(
            tier.people,
            tier.percent,
            Money(min(rules.price(lowest, tier.percent), alone), deal.currency),
            team.counted >= tier.people or tier.percent <= team.reached,
        )
        for tier in team.tiers
    ]
    running = (
        not team.ended and deal.ended_at is None and deal.opens_at <= read.now and team.deadline is not None and read.now < team.deadline
    )
    there = any(one.there for one in found)
    return TeamView(
        team=team,
        deal=deal,
        title=shown.title if shown is not None else deal.title.get(language) or next(iter(deal.title.values()), ""),
        picture=shown.picture if shown is not None else None,
        choices=found,
        steps=steps,
        open=team.free and running and there,
        sold_out=team.free and running and not there,
        now=read.now,
        place=await store.in_team(read, team.id, visitor.person) if visitor.person is not None else None,
        may_wait=_may_wait(team, deal, read.now, there=there),
        later=rules.saves(deal, deal.opens_at),
        saves=any(rules.price(deal.prices[one.variant.id], deal.tiers[-1].percent) < one.alone.amount for one in found),
    )


def _may_wait(team: TeamRow, deal: Deal, now: datetime, *, there: bool) -> bool:
    if deal.ended_at is not None or team.deadline is None or team.state in {State.FAILED, State.SETTLED}:
        return False
    return team.percent is not None or (now < team.deadline and not (team.free and there))


def _is_there(found: Availability | None) -> bool:
    return found is not None and (found.free is None or found.free > 0 or found.backorder)


async def open_teams(read: Reading, product: ProductId, limit: int = 3) -> list[TeamRow]:
    """Return a product's open teams that take strangers and have places left, those that miss fewest first."""
    found: list[TeamRow] = []
    for deal in await store.deals_of(read, product):
        if deal.open_to_strangers:
            found += await store.open_teams(read, deal.id, limit)
    return found[:limit]


async def next_team(read: Reading, seen: TeamView) -> TeamRow | None:
    """Return the team of the same deal that whoever came too late may join: of those that take strangers the one that misses fewest."""
    if not seen.deal.open_to_strangers or seen.deal.kind is not Kind.TEAM or seen.deal.ended_at is not None:
        return None
    found = await store.open_teams(read, seen.deal.id, 2)
    return next((one for one in found if one.id != seen.team.id), None)


async def startable(read: Reading, deal_id: DealId, language: str, visitor: Visitor = SYSTEM) -> tuple[Deal, list[Choice]]:
    """Return a deal of which one may start a team, and what of its product may be had. Raises NoSuchDeal."""
    deal = await store.deal(read, deal_id)
    if deal is None or not deal.starts(read.now):
        raise NoSuchDeal
    found = await choices(read, deal, deal.tiers[0].percent, language, visitor)
    if not found or not await store.sees(read, deal.product_id, catalog.seen_by(visitor)):
        raise NoSuchDeal
    return deal, found


async def choices(read: Reading, deal: Deal, percent: int, language: str, visitor: Visitor) -> list[Choice]:
    """Return what of a deal's product may be had, and what each variant costs at so much off."""
    return await _choices(read, deal, percent, await catalog.sold_variants(read, list(deal.prices), language), visitor, language)


async def _choices(
    read: Reading, deal: Deal, percent: int, sold: Mapping[VariantId, SoldVariant], visitor: Visitor, language: str
) -> list[Choice]:
    variants = list(deal.prices)
    there = await stock.availability(read, variants)
    quotes = await pricing.quote(read, deal.market, variants, pricing.audiences(visitor), read.now, language=language)
    found = []
    for one, usual in deal.prices.items():
        if one in sold and sold[one].active:
            alone = quotes[one].price if one in quotes else Money(usual, deal.currency)
            # An offer that runs may cost even less; nobody pays more with the others than alone.
            price = min(Money(rules.price(usual, percent), deal.currency), alone)
            found.append(Choice(sold[one], alone, price, _is_there(there.get(one))))
    return found


async def product_of(read: Reading, handle: str, visitor: Visitor = SYSTEM) -> ProductId | None:
    """Return the product of a handle, if this visitor may see it."""
    found: ProductId | None = await read.value("select id from catalog.product where handle = $1", handle.strip())
    return found if found is not None and await store.sees(read, found, catalog.seen_by(visitor)) else None


async def team_deal(read: Reading, product: ProductId) -> DealId | None:
    """Return the deal of which one may start a team for this product, if one runs."""
    return next((one.id for one in await store.deals_of(read, product) if one.starts(read.now)), None)
