"""A private sale of the demo: a club with two tiers, its members waiting, and an opening two minutes after the shop's own."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from stoa.app.demo.cast import CAST
from stoa.base.database import Database, Reading, Writing
from stoa.deals import private_sales
from stoa.deals.private_sales.model import ClubId, NewClub, NewItem, NewSale, SaleId, Tier
from stoa.people.permissions.model import SYSTEM, PersonId, Visitor

GOODS = (("carbon-pan", 30, 6), ("table-lamp", 25, 4), ("wall-clock", 30, 5))
"""What is sold there, at how many percent less, and how many pieces."""
MEMBERS = 40
FIRST, FRIENDS, ROOM = 10, 6, 12
"""How many are in the upper tier, the shopper of the demo among them; how many she invited; how many choose at the same time."""
SOON = timedelta(minutes=2, seconds=20)
"""From the last row written: the shop opens some seconds later."""
LASTS = timedelta(hours=4)
AHEAD = 1
"""Minutes that the upper tier comes in earlier."""


async def announce(db: Database) -> None:
    """Found the club, bring its members in, and plan the sale that opens in two minutes from now."""
    async with db.reading() as read:
        mara, *others = await _members(read)
        goods = await _goods(read)
    async with db.writing() as tx:
        club = await _found(tx, mara, others)
        sale = await private_sales.plan_sale(tx, SYSTEM, _sale(club, goods, tx))
        # Mara has still to come into the line herself.
        await _wait(tx, sale, others)


async def _found(tx: Writing, mara: Visitor, others: Sequence[Visitor]) -> ClubId:
    upper = Tier(code="first", name={"en": "First row", "de": "Erste Reihe"}, ahead_minutes=AHEAD)
    name = {"en": "The back room", "de": "Das Hinterzimmer"}
    text = {
        "en": "Samples, last pieces and things before their time, for people we know and the people they bring.",
        "de": "Muster, letzte Stücke und manches vor seiner Zeit: für Leute, die wir kennen, und für die, die sie mitbringen.",
    }
    club = await private_sales.make_club(tx, SYSTEM, NewClub(name=name, text=text, quota=FRIENDS + 2, tiers=(upper,)))
    first = await private_sales.invite(tx, SYSTEM, club, places=FIRST, tier="first")
    await private_sales.accept(tx, mara, first)
    by_mara = await private_sales.invite(tx, mara, club, places=FRIENDS)
    by_shop = await private_sales.invite(tx, SYSTEM, club, places=len(others))
    for number, one in enumerate(others):
        link = by_mara if number < FRIENDS else first if number < FRIENDS + FIRST - 1 else by_shop
        await private_sales.accept(tx, one, link)
    return club


def _sale(club: ClubId, goods: Sequence[NewItem], tx: Writing) -> NewSale:
    return NewSale(
        club_id=club,
        title={"en": "Samples from the autumn", "de": "Muster aus dem Herbst"},
        text={"en": "A few pieces of each. When they are gone, they are gone.", "de": "Von jedem ein paar Stücke. Was weg ist, ist weg."},
        market="eu",
        preview_at=tx.now,
        opens_at=tx.now + SOON,
        ends_at=tx.now + SOON + LASTS,
        items=tuple(goods),
        per_person=1,
        room=ROOM,
        hidden=False,
    )


async def _wait(tx: Writing, sale: SaleId, others: Sequence[Visitor]) -> None:
    for one in others:
        await private_sales.enter(tx, one, sale)


async def _members(read: Reading) -> list[Visitor]:
    """Return the demo's shopper, then members; her mutual friends first."""
    rows = await read.rows(
        """select p.id, p.name, p.email from accounts.person p
        left join circles.follow f on f.followed = p.id and f.follower = (select id from accounts.person where email = $1)
        left join circles.follow g on g.follower = p.id and g.followed = f.follower
        where p.roles = '{shopper}' order by p.email <> $1, g.follower is null, p.made_at desc, p.id limit $2""",
        CAST["shopper"].email,
        MEMBERS + 1,
    )
    return [Visitor(person=PersonId(row["id"]), name=row["name"], email=row["email"]) for row in rows]


async def _goods(read: Reading) -> list[NewItem]:
    """Return the variant of each product that most is left of."""
    rows = await read.rows(
        """select distinct on (p.handle) p.handle, v.id, r.amount from catalog.product p
        join catalog.variant v on v.product_id = p.id and v.ended_at is null
        join stock.component c on c.variant_id = v.id join stock.item i on i.id = c.item_id
        join pricing.price r on r.variant_id = v.id and r.until_at is null
        join pricing.market m on m.id = r.market_id and m.code = 'eu'
        where p.handle = any($1) order by p.handle, i.on_hand - i.allocated desc, v.position""",
        [handle for handle, _, _ in GOODS],
    )
    found: dict[str, tuple[UUID, int]] = {row["handle"]: (row["id"], row["amount"]) for row in rows}
    return [
        NewItem(found[handle][0], found[handle][1] * (100 - percent) // 100, units)  # type: ignore[arg-type]
        for handle, percent, units in GOODS
    ]
