"""Fills the demo's community after the year of orders, in the same transaction: who is there, what they say, what hosts have to do."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from stoa.app.demo.cast import CAST, Customer
from stoa.app.demo.community import asking, crowd, deciding, letters, living, reviewing, talking, wishing
from stoa.app.demo.goods import Goods
from stoa.app.demo.goods.people import Person
from stoa.app.demo.shelves import Shelf
from stoa.base.database import Writing
from stoa.community.circles import store as circles_store
from stoa.people.permissions.model import Role, Visitor, granted


async def fill(
    tx: Writing, goods: Goods, shelf: Shelf, people: Sequence[Person], customers: Mapping[int, Customer], seed: int, until: datetime
) -> None:
    """Write all of it; `until` is now, and nothing is later."""
    dice = random.Random(f"community {seed}")
    tx.now = until
    theo, noor = [await tx.value("select id from accounts.person where email = $1", CAST[kind].email) for kind in ("merchant", "moderator")]
    lines = await reviewing.bought(tx)
    everybody = await crowd.gather(tx, people, customers, dice, until)
    counts = Counter(line.person_id for line in lines if line.person_id is not None)
    await circles_store.keep_orders(tx, await circles_store.orders_after(tx, None, 100_000))
    await crowd.befriend(tx, everybody, counts, dice, until)
    await reviewing.ask_beside(tx, shelf.categories)
    said = reviewing.Reviewing(goods, everybody, dice, until)
    await said.write(tx, lines)
    await letters.ask(tx, everybody, said, lines, dice, until)
    await asking.Asking(everybody, lines, theo, dice, until).write(tx, lines)
    await talking.talk(tx, everybody, noor, shelf.categories, dice, until)
    await reviewing.change_minds(tx, everybody, dice, until)
    host = deciding.Deciding(everybody, noor, shelf.products, dice, until)
    await host.past(tx)
    await reviewing.vote(tx, everybody, dice, until)
    variants = {one.handle: {"/".join(variant.choice): shelf.variants[variant.sku] for variant in one.variants} for one in goods.products}
    await wishing.Wishing(everybody, variants, dice, until).write(tx)
    await living.Living(
        everybody, host.visitor, Visitor(person=theo, roles=frozenset({Role.MERCHANT}), permissions=granted([Role.MERCHANT])), dice, until
    ).write(tx)
    await host.today(tx)
    tx.now = until
    await reviewing.weigh(tx)
