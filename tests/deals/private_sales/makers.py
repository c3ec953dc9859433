"""Clubs and sales for tests, in a small shop that sells."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import ids, jobs
from stoa.base.database import Database, Writing
from stoa.deals.private_sales import actions, claim_store, clubs, keeping, moving, store
from stoa.deals.private_sales.line import Claim
from stoa.deals.private_sales.model import ClubId, Item, NewClub, NewItem, NewSale, Sale, SaleId, Tier
from stoa.people import accounts
from stoa.people.sessions.model import GUEST, SYSTEM, PersonId, Visitor
from stoa.shop import checkout, stock
from stoa.shop.carts.model import Cart
from stoa.shop.checkout.model import Placed
from stoa.shop.stock.model import NewItem as Stocked
from tests.shop.checkout.makers import HOME, RETURN, Shop, a_buyer, make_shop
from tests.shop.pricing.makers import make_priced

GOLD = Tier(code="gold", name={"en": "Gold", "de": "Gold"}, ahead_minutes=30)
MINUTE = timedelta(minutes=1)


class Club(msgspec.Struct):
    """A shop with a club and a sale that opens in an hour."""

    shop: Shop
    club: ClubId
    sale: SaleId
    item: Item


async def make_club(tx: Writing, **overrides: Any) -> ClubId:
    given: dict[str, Any] = {"name": {"en": "The cellar", "de": "Der Keller"}, "tiers": (GOLD,), **overrides}
    return await clubs.make_club(tx, SYSTEM, NewClub(**given))


async def make_sale(tx: Writing, *, units: int = 5, price: int = 1500, on_hand: int | None = None, **overrides: Any) -> Club:
    """Plan a sale of one hidden product at 15.00 instead of 25.00: preview now, opening in an hour, end an hour later."""
    shop = await _shop(tx, on_hand if on_hand is not None else units)
    club = await make_club(tx)
    given: dict[str, Any] = {
        "club_id": club,
        "title": {"en": "Cellar night", "de": "Kellernacht"},
        "market": "eu",
        "preview_at": tx.now,
        "opens_at": tx.now + 60 * MINUTE,
        "ends_at": tx.now + 120 * MINUTE,
        "items": (NewItem(shop.variant, price, units),),
        **overrides,
    }
    sale = await actions.plan_sale(tx, SYSTEM, NewSale(**given))
    return Club(shop, club, sale, (await store.items(tx, sale))[0])


async def _shop(tx: Writing, on_hand: int) -> Shop:
    """Make a shop, or one more product of it."""
    if not await tx.value("select exists (select from pricing.market where code = 'eu')"):
        return await make_shop(tx, price=2500, on_hand=on_hand)
    product = await make_priced(tx, 2500)
    await stock.make_items(tx, SYSTEM, [Stocked(product.variants[0].id, product.id, on_hand)])
    return Shop(product, product.variants[0].id)


async def member(tx: Writing, club: ClubId, number: int = 1, tier: str = "member") -> Visitor:
    """Return a new member of the club."""
    person = await accounts.make(tx, f"person{number}-{ids.new().hex[-8:]}@example.com", name=f"Person {number}")
    visitor = Visitor(person=person, name=f"Person {number}", email=f"person{number}@example.com")
    token = await clubs.invite(tx, SYSTEM, club, tier=tier)
    await clubs.accept(tx, visitor, token)
    return msgspec.structs.replace(visitor, groups=frozenset({f"club:{club}"}))


async def guest(tx: Writing, club: ClubId) -> tuple[Visitor, str]:
    """Return a guest with a pass into the club."""
    accepted = await clubs.accept(tx, GUEST, await clubs.invite(tx, SYSTEM, club))
    assert accepted.token is not None
    return Visitor(groups=frozenset({f"club:{club}"})), accepted.token


async def crowd(tx: Writing, sale_id: SaleId, people: int, *, inside: bool = False) -> list[PersonId]:
    """Let so many made-up members wait for a sale, in a few statements; inside, if so asked."""
    found = await sale_of(tx, sale_id)
    persons, members = ([ids.new() for _ in range(people)] for _ in range(2))
    await tx.run(
        """insert into private_sales.member (id, club_id, person_id, name, tier, quota, since)
        select m, $1, p, '', 'member', 0, $4 from unnest($2::uuid[], $3::uuid[]) t (m, p)""",
        found.club_id,
        members,
        persons,
        tx.now,
    )
    await tx.run(
        """insert into private_sales.entrant (id, sale_id, member_id, ahead_minutes, entered_at)
        select gen_random_uuid(), $1, m, 0, $3 from unnest($2::uuid[]) m""",
        sale_id,
        members,
        tx.now,
    )
    if inside:
        await moving.turn(tx, sale_id)
    return [PersonId(one) for one in persons]


async def sale_of(tx: Any, sale_id: SaleId) -> Sale:
    found = await store.sale(tx, sale_id)
    assert found is not None
    return found


async def item_of(tx: Writing, club: Club) -> Item:
    (found,) = await store.items(tx, club.sale)
    return found


async def open_now(tx: Writing, club: Club) -> None:
    """Let the time of the opening come, and let in whoever waits."""
    tx.now = (await sale_of(tx, club.sale)).opens_at
    await moving.turn(tx, club.sale)


async def inside(tx: Writing, club: Club, number: int = 1) -> Visitor:
    """Return a new member who has come in."""
    visitor = await member(tx, club.club, number)
    await actions.enter(tx, visitor, club.sale)
    return visitor


async def take(tx: Writing, club: Club, visitor: Visitor, quantity: int = 1, device: str | None = None) -> Cart:
    return await keeping.take(tx, visitor, club.item.id, quantity, device or str(visitor.person), "en")


async def claims(tx: Writing, club: Club, visitor: Visitor) -> list[Claim]:
    """Return what is kept for a member, and what came to nothing."""
    rows = await tx.rows(
        """select c.id from private_sales.claim c join private_sales.member m on m.id = c.member_id
        where c.sale_id = $1 and m.person_id = $2 order by c.since, c.id""",
        club.sale,
        visitor.person,
    )
    return [one for row in rows if (one := await claim_store.claim(tx, row[0])) is not None]


async def order(db: Database, cart: Cart, visitor: Visitor, number: int = 1, token: str = "tok_ok", **overrides: Any) -> Placed:
    """Buy a cart, each number at an address and by a mail of its own."""
    home = msgspec.structs.replace(HOME, line1=f"Hafenstraße {number}")
    buyer = {"email": f"ada{number}@example.com", "address": home, **overrides}
    return await checkout.place(db, visitor, cart, a_buyer(token, **buyer), RETURN)


async def settle(db: Database) -> None:
    """Do every job that is due, the watch among them."""
    async with db.writing() as tx:
        await jobs.enqueue(tx, "private_sales.watch")
    await jobs.drain(db)


async def stock_of(tx: Writing, variant: UUID) -> tuple[int, int, int]:
    """Return what of a variant is free for everybody, promised, and in orders."""
    row = await tx.row(
        """select i.on_hand - i.allocated - coalesce(sum(h.quantity), 0) as free, coalesce(sum(h.quantity), 0) as held, i.allocated
        from stock.component k join stock.item i on i.id = k.item_id
        left join stock.hold h on h.item_id = i.id and (h.until_at is null or h.until_at > $2) where k.variant_id = $1 group by i.id""",
        variant,
        tx.now,
    )
    return int(row["free"]), int(row["held"]), int(row["allocated"])
