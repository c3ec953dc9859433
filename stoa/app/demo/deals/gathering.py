"""Group buys of the demo: teams of three that anybody may start, and a deal whose price falls as people come."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from stoa.app.demo.cast import CAST
from stoa.base.database import Database, Reading
from stoa.deals import group_buys
from stoa.deals.group_buys.model import Kind, NewDeal, Tier
from stoa.people.permissions.model import SYSTEM, PersonId, Visitor
from stoa.people.profiles.model import Address
from stoa.shop import checkout
from stoa.shop.carts.model import Cart
from stoa.shop.catalog.model import ProductId, VariantId
from stoa.shop.checkout.model import Buyer

TEAMED, SHARED = "breakfast-bowl", "wool-blanket"
"""What teams are for, and what the deal is of."""
TIERS = (Tier(6, 10), Tier(12, 15), Tier(24, 20))
COME = TIERS[1].people
TEAM = 3
LASTS = timedelta(days=2, hours=9)

Someone = tuple[Visitor, Address]


async def gather(db: Database, url: str) -> None:
    """Plan both and let people come: one fewer than the team needs, and half of those that the deal is for."""
    async with db.reading() as read:
        people = await _people(read, TEAM - 1 + COME)
        goods = await _variants(read, (TEAMED, SHARED))
    product, bowls = goods[TEAMED]
    new = NewDeal(
        kind=Kind.TEAM, product_id=product, market="eu", title={"en": "Three breakfasts", "de": "Dreimal Frühstück"},
        tiers=(Tier(TEAM, 20),), minimum=TEAM, open_to_strangers=True,
    )  # fmt: skip
    async with db.writing() as tx:
        deal = await group_buys.plan(tx, SYSTEM, new)
        team, cart = await group_buys.start(tx, people[0][0], deal, bowls[0], "en")
    await _buy(db, cart, people[0], url)
    for number, one in enumerate(people[1 : TEAM - 1], start=1):
        await _join(db, team.handle, bowls[number % len(bowls)], one, url)
    await _share(db, goods[SHARED], people[TEAM - 1 :], url)


async def _share(db: Database, goods: tuple[ProductId, Sequence[VariantId]], people: Sequence[Someone], url: str) -> None:
    product, blankets = goods
    async with db.writing() as tx:
        new = NewDeal(
            kind=Kind.TIERS, product_id=product, market="eu", title={"en": "Warm before winter", "de": "Warm vor dem Winter"},
            tiers=TIERS, minimum=TIERS[0].people, maximum=TIERS[-1].people, closes_at=tx.now + LASTS,
        )  # fmt: skip
        deal = await group_buys.plan(tx, SYSTEM, new)
        handle = await tx.value("select handle from group_buys.team where deal_id = $1", deal)
    for number, one in enumerate(people):
        await _join(db, handle, blankets[number % len(blankets)], one, url)


async def _join(db: Database, handle: str, variant: VariantId, one: Someone, url: str) -> None:
    async with db.writing() as tx:
        cart = await group_buys.join(tx, one[0], handle, variant, "en")
    await _buy(db, cart, one, url)


async def _buy(db: Database, cart: Cart, one: Someone, url: str) -> None:
    visitor, address = one
    buyer = Buyer(email=visitor.email, address=address, provider="sandbox", token="tok_ok")  # noqa: S106
    await checkout.place(db, visitor, cart, buyer, url)


async def _people(read: Reading, most: int) -> list[Someone]:
    """Return members with a German address, those first whom the demo's shopper is mutual friends with; never herself."""
    rows = await read.rows(
        """select p.id, p.name, p.email, a.name as to_name, a.line1, a.city, a.region, a.postal_code, a.country
        from accounts.person p join profiles.address a on a.person_id = p.id and a.usual and a.country = 'DE'
        left join circles.follow f on f.followed = p.id and f.follower = (select id from accounts.person where email = $1)
        left join circles.follow g on g.follower = p.id and g.followed = f.follower
        where p.email <> $1 order by g.follower is null, p.made_at, p.id limit $2""",
        CAST["shopper"].email,
        most,
    )
    return [
        (
            Visitor(person=PersonId(row["id"]), name=row["name"], email=row["email"]),
            Address(
                name=row["to_name"], line1=row["line1"], city=row["city"], region=row["region"],
                postal_code=row["postal_code"], country=row["country"],
            ),
        )
        for row in rows
    ]  # fmt: skip


async def _variants(read: Reading, handles: Sequence[str]) -> Mapping[str, tuple[ProductId, Sequence[VariantId]]]:
    """Return products by handle with what of them is in stock, most first."""
    rows = await read.rows(
        """select p.handle, p.id, array_agg(v.id order by i.on_hand - i.allocated desc, v.position) as variants
        from catalog.product p join catalog.variant v on v.product_id = p.id and v.ended_at is null
        join stock.component c on c.variant_id = v.id join stock.item i on i.id = c.item_id and i.on_hand - i.allocated > 5
        where p.handle = any($1) group by p.id""",
        list(handles),
    )
    found: dict[str, tuple[ProductId, Sequence[VariantId]]] = {}
    for row in rows:
        variants: list[UUID] = row["variants"]
        found[row["handle"]] = (ProductId(row["id"]), [VariantId(one) for one in variants])
    return found
