"""Fills the demo shop, once: shelves, prices, offers, customers, a year of trade and its community, in one transaction.

It is whole or not there at all, so a start that was cut off simply begins again. Everything but the ids, the links and
the moment it ends at comes of one seed.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from stoa.app.demo import cast, deals, history, offering, shelves
from stoa.app.demo.community import filling, wishing
from stoa.app.demo.goods import Goods, load
from stoa.app.demo.goods.people import people
from stoa.app.demo.goods.year import DAYS, PastOrder, orders
from stoa.base.database import Database, Writing
from stoa.base.startup import CannotStart
from stoa.outside import mail
from stoa.people import accounts
from stoa.people.permissions.model import Role
from stoa.shop import billing, pricing, search
from stoa.shop.pricing.model.taxes import Rates

SEED = 20
CUSTOMERS = 600
OPENED = timedelta(days=DAYS + 35)
BEST_SOLD = timedelta(days=90)
ZONE = "Europe/Berlin"

Tell = Callable[[str, int, int], None]


class NotEmpty(CannotStart):
    """The database holds a shop that is no demo; it is left alone."""


async def fill(db: Database, tell: Tell) -> list[str] | None:
    """Fill an empty shop and return the handles of what it sold lately, once for each unit; None for one that was filled before.

    Raises NotEmpty.
    """
    async with db.reading() as read:
        if await read.value("select 1 from app.fact where name = 'demo'"):
            return None
        if await read.value("select exists (select from catalog.product) or exists (select from orders.order)"):
            raise NotEmpty(
                "This database holds products or orders already and is no demo. Nothing was changed; name another in STOA_DATABASE_URL."
            )
        until = read.now.replace(minute=0, second=0, microsecond=0)
    goods = load()
    everybody = people(CUSTOMERS, SEED)
    year = list(orders(goods, everybody, SEED, until))
    numbers = await history.number_parcels(year, ZONE)
    tell("Filling the shelves", 0, 0)
    async with db.writing() as tx:
        now = tx.now
        shelf = await _shelves(tx, goods, year, until)
        tell("Remembering a year of orders", 0, 0)
        customers = await _history(tx, goods, shelf, year, numbers, until)
        await _staff(tx, until)
        tell("Listening to the customers", 0, 0)
        await filling.fill(tx, goods, shelf, everybody, customers, SEED, until)
        tx.now = now
        await tx.run("insert into app.fact (name, value, changed_at) values ('demo', $1, $2)", {"seed": SEED}, now)
    await wishing.give(db, mail.current().url)
    tell("Indexing for search", 0, 0)
    await search.rebuild(db)
    tell("Planning the deals", 0, 0)
    await deals.gather(db, mail.current().url)
    await deals.announce(db)
    return [
        line.handle
        for order in year
        if order.placed_at > until - BEST_SOLD and order.status != "cancelled"
        for line in order.lines
        for _ in range(line.quantity)
    ]


async def _shelves(tx: Writing, goods: Goods, year: list[PastOrder], until: datetime) -> shelves.Shelf:
    tx.now = until - OPENED
    await shelves.open_markets(tx)
    await shelves.open_ways(tx, until.year)
    shelf = await shelves.put_up(tx, goods, _on_hand_at_first(goods, year))
    await shelves.mark_prices(tx, goods, shelf, before=True)
    tx.now = until - shelves.EARLIER
    await shelves.mark_prices(tx, goods, shelf, before=False)
    await offering.publish(tx, shelf, until)
    return shelf


def _on_hand_at_first(goods: Goods, year: list[PastOrder]) -> dict[str, int]:
    """Return what must have been there when the shop opened, so that after the year there is what the catalogue says."""
    left: Counter[str] = Counter({variant.sku: variant.stock for product in goods.products for variant in product.variants})
    for order in year:
        if order.status != "cancelled":
            for line in order.lines:
                back = line.returned if line.reason and history.sells_again(history.WHY[line.reason.en]) else 0
                left[line.sku] += line.quantity - back
    return dict(left)


async def _history(
    tx: Writing, goods: Goods, shelf: shelves.Shelf, year: list[PastOrder], numbers: dict[int, str], until: datetime
) -> dict[int, cast.Customer]:
    """Write the year's customers and all their orders; return the customers by number."""
    customers = await cast.make(tx, year)
    items: dict[UUID, UUID] = {
        row["variant_id"]: row["item_id"] for row in await tx.rows("select variant_id, item_id from stock.component")
    }
    places = {(one.address.country, one.address.region, one.language) for one in customers.values()}
    classes = {product.tax_class for product in goods.products}
    rates: dict[tuple[str, str, str], Rates] = {
        (country, region, language): await pricing.tax(tx, country, region, classes, until, language)
        for country, region, language in sorted(places)
    }
    writer = history.Writer(goods, shelf, items, await history.Prices.read(tx), rates, numbers, SEED)
    for past in year:
        writer.write(past, customers[past.person.number], until)
    await writer.ledger.load(tx)
    await _bill(tx, writer.given_back)
    return customers


async def _bill(tx: Writing, given_back: list[history.GivenBack]) -> None:
    """Issue the year's invoices, and correct them by what was given back, in the order in which that was."""
    await tx.value("select billing.take_in()")
    now = tx.now
    for one in sorted(given_back, key=lambda one: (one.at, one.refund)):
        tx.now = one.at
        await billing.correct(tx, one.order, one.amount, one.positions, one.reason, refund=one.refund)
    tx.now = now


async def _staff(tx: Writing, until: datetime) -> None:
    tx.now = until - OPENED
    roles = {"merchant": frozenset({Role.MERCHANT, Role.ADMIN}), "moderator": frozenset({Role.HOST})}
    for kind, given in roles.items():
        await accounts.make(tx, cast.CAST[kind].email, name=cast.CAST[kind].name, roles=given, verified=True)
