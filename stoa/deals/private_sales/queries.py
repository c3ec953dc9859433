"""What pages and other rooms read of private sales."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from stoa.base import ids
from stoa.base.database import Reading
from stoa.base.money import Money
from stoa.deals.private_sales import belonging, claim_store, club_store, rules, store
from stoa.deals.private_sales.line import Claim, ClaimState, NothingKept, Place, Queue, Where
from stoa.deals.private_sales.model import Item, Member, NoSuchSale, Phase, Sale, SaleId
from stoa.people.sessions.model import Visitor
from stoa.shop import catalog, pricing
from stoa.shop.catalog.model import SoldVariant
from stoa.shop.pricing.model import EVERYONE, MEMBERS
from stoa.shop.stock.model import FEW


class Known(msgspec.Struct, frozen=True):
    """A sale that a visitor may know of, and when it opens for them."""

    sale: Sale
    opens_at: datetime
    phase: Phase
    member: Member

    @property
    def changed_at(self) -> datetime:
        """Return when it was planned anew, or moved for this member, last: calendars and feeds that have it take what is newer."""
        return max(self.sale.changed_at, self.member.moved_at or self.sale.changed_at)


async def open_for(read: Reading, visitor: Visitor, passes: str | None = None, limit: int = 50) -> list[Known]:
    """Return the sales of the visitor's clubs, those that have not ended first; for everybody else there are none."""
    digests = belonging.digests(passes)
    if visitor.person is None and not digests:
        return []
    members = {one.club_id: one for one in await club_store.memberships(read, visitor.person, digests)}
    found = await store.sales_of(read, list(members), limit) if members else []
    return [_known(one, members[one.club_id], read.now) for one in found]


async def openings(read: Reading, member: Member, limit: int = 50) -> list[Known]:
    """Return the sales of a member's club, those that have not ended first."""
    return [_known(one, member, read.now) for one in await store.sales_of(read, [member.club_id], limit)]


def _known(sale: Sale, member: Member, now: datetime) -> Known:
    opens_at = rules.opening(sale, member.ahead_minutes)
    return Known(sale, opens_at, rules.phase(sale, opens_at, now), member)


class Listed(msgspec.Struct, frozen=True):
    """What somebody has of a sale, with how it stands with the waiting list if they are in it."""

    claim: Claim
    queue: Queue | None = None
    chance: str = ""


async def lists(read: Reading, visitor: Visitor, sale_id: SaleId, passes: str | None = None) -> list[Listed]:
    """Return what the visitor waits for, is offered, has in carts and has bought in a sale. Raises NoSuchSale."""
    sale = await store.sale(read, sale_id)
    if sale is None:
        raise NoSuchSale
    member = await belonging.member(read, sale.club_id, visitor, passes)
    return await listed(read, sale_id, member)


async def listed(read: Reading, sale_id: SaleId, member: Member) -> list[Listed]:
    """Return what a member has of a sale."""
    found = await claim_store.claims_of(read, sale_id, member.id)
    waiting = [one.id for one in found if one.state is ClaimState.WAITING]
    queues = await claim_store.queues(read, waiting) if waiting else {}
    return [Listed(one, queue, rules.chance(queue) if queue else "") for one in found for queue in [queues.get(one.id)]]


async def by_letter(read: Reading, sale_id: SaleId, key: str) -> tuple[Sale, Claim]:
    """Return what a letter with this key is about. Raises NothingKept: to everybody else there is nothing here."""
    claim = await claim_store.by_key(read, sale_id, belonging.digest(key))
    sale = await store.sale(read, sale_id) if claim is not None else None
    if sale is None or claim is None or await club_store.member(read, claim.member_id) is None:
        raise NothingKept
    return sale, claim


class KeptByLetter(msgspec.Struct, frozen=True, kw_only=True):
    """What a letter is about, as its page shows it; `until` is none once it is not kept any more."""

    sale: Sale
    variant: SoldVariant | None
    quantity: int
    price: Money
    until: datetime | None
    waiting: bool = False
    """Whether they still wait for it."""


async def see_by_letter(read: Reading, sale_id: SaleId, key: str, language: str) -> KeptByLetter:
    """Return what is kept for whoever has the letter. Raises NothingKept."""
    sale, claim = await by_letter(read, sale_id, key)
    item = (await claim_store.names(read, [claim.item_id]))[claim.item_id]
    groups = [belonging.group(sale.club_id), sale.audience]
    sold = await catalog.sold_variants(read, [item.variant_id], language, groups)
    kept = claim.state is ClaimState.OFFERED and claim.until_at is not None and read.now < claim.until_at
    return KeptByLetter(
        sale=sale,
        variant=sold.get(item.variant_id),
        quantity=claim.quantity or claim.wanted,
        price=Money(item.price, sale.currency),
        until=claim.until_at if kept else None,
        waiting=claim.state is ClaimState.WAITING,
    )


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """An item as a page shows it: what it is, what it costs here and cost before, how many are free, what of it is the visitor's."""

    item: Item
    variant: SoldVariant
    price: Money
    was: Money | None
    mine: list[Listed]

    @property
    def words(self) -> str:
        return " · ".join(self.variant.choices)

    @property
    def stock(self) -> dict[str, object]:
        left = self.item.reserve
        return {"state": "out" if not left else "few" if left <= FEW else "in", "left": left, "at": None}

    @property
    def waiting(self) -> Listed | None:
        return next((one for one in self.mine if one.claim.state in {ClaimState.WAITING, ClaimState.OFFERED}), None)

    @property
    def kept(self) -> int:
        """Return how many pieces count for the visitor."""
        return sum(max(one.claim.quantity, one.claim.wanted if one.queue else 0) for one in self.mine)


class SaleView(msgspec.Struct, frozen=True, kw_only=True):
    """A sale as one of its club sees it."""

    sale: Sale
    member: Member
    opens_at: datetime
    phase: Phase
    place: Place
    items: list[Offered]
    now: datetime

    @property
    def path(self) -> str:
        return f"/sales/{ids.show('sal', self.sale.id)}"

    @property
    def inside(self) -> bool:
        return self.place.where is Where.INSIDE and self.phase is Phase.OPEN

    @property
    def carts(self) -> dict[UUID, list[tuple[Offered, Listed]]]:
        """Return what is in the visitor's carts, by cart."""
        found: dict[UUID, list[tuple[Offered, Listed]]] = {}
        for one in self.items:
            for kept in one.mine:
                if kept.claim.state is ClaimState.HELD and kept.claim.cart_id is not None:
                    found.setdefault(kept.claim.cart_id, []).append((one, kept))
        return found


async def see(read: Reading, visitor: Visitor, sale_id: SaleId, language: str, passes: str | None = None) -> SaleView:
    """Return a sale. Raises NoSuchSale for everybody whom it is not for, and before its preview."""
    sale = await store.sale(read, sale_id)
    if sale is None:
        raise NoSuchSale
    member = await belonging.member(read, sale.club_id, visitor, passes)
    opens_at = rules.opening(sale, member.ahead_minutes)
    phase = rules.phase(sale, opens_at, read.now)
    place = rules.place(sale, await store.entrant(read, sale_id, member.id), opens_at, read.now)
    items = await _offered(read, sale, member, opens_at, language) if phase is not Phase.PLANNED else []
    return SaleView(sale=sale, member=member, opens_at=opens_at, phase=phase, place=place, items=items, now=read.now)


async def _offered(read: Reading, sale: Sale, member: Member, opens_at: datetime, language: str) -> list[Offered]:
    items = await store.items(read, sale.id)
    variants = [one.variant_id for one in items]
    sold = await catalog.sold_variants(read, variants, language, [belonging.group(sale.club_id), sale.audience])
    at = min(max(read.now, opens_at), sale.ends_at - timedelta(seconds=1))
    quotes = await pricing.quote(read, sale.market, variants, [EVERYONE, MEMBERS, sale.audience], at)
    mine: dict[UUID, list[Listed]] = {}
    for one in await listed(read, sale.id, member):
        mine.setdefault(one.claim.item_id, []).append(one)
    found = []
    for item in items:
        quote = quotes.get(item.variant_id)
        if item.variant_id in sold:
            price = Money(item.price, sale.currency)
            was = quote.was if quote is not None and quote.price == price else None
            found.append(Offered(item=item, variant=sold[item.variant_id], price=price, was=was, mine=mine.get(item.id, [])))
    return found


async def place_of(read: Reading, visitor: Visitor, sale_id: SaleId, passes: str | None = None) -> tuple[Sale, Place]:
    """Return a sale with where the visitor stands, by three looks at single rows. Raises NoSuchSale."""
    sale = await store.sale(read, sale_id)
    if sale is None:
        raise NoSuchSale
    member = await belonging.member(read, sale.club_id, visitor, passes)
    opens_at = rules.opening(sale, member.ahead_minutes)
    if rules.phase(sale, opens_at, read.now) is Phase.PLANNED:
        raise NoSuchSale
    return sale, rules.place(sale, await store.entrant(read, sale_id, member.id), opens_at, read.now)
