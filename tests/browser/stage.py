"""One product that has everything a product can have beside it, so that what it costs a buyer can be tried."""

from stoa.base.database import Writing
from stoa.community import discussions
from stoa.community.circles import actions as circles
from stoa.community.circles.model import Audience, Kind, PutFollow
from stoa.community.discussions.model import Kind as TopicKind
from stoa.community.discussions.model import NewTopic
from stoa.deals.group_buys.model import Tier
from stoa.people.permissions.model import PersonId, Role, Visitor, granted
from stoa.people.sessions.model import SYSTEM
from stoa.shop import stock
from stoa.shop.catalog.model import VariantId
from tests.browser.conftest import Shop
from tests.browser.test_deals import plan, plan_sale

MARKS = {
    "community.reviews": 'id="reviews"',
    "community.questions": 'id="questions"',
    "community.discussions": 'id="talk"',
    "community.wish_lists": 'id="save"',
    "community.circles": 'class="circle-chose"',
    "deals.group_buys": "buy-group",
}
"""What a room adds to the page of a product, for members at least."""

SPOKEN_FOR = [
    "butter-dish", "candle-holder", "canvas-tote", "clay-pot", "cutlery-set", "desk-lamp", "dinner-plate", "granite-mortar", "market-net", "nest-box",
    "peg-rail", "secateurs", "storage-jar", "table-lamp", "tea-towel", "tumblers",
]  # fmt: skip
"""What other tests plan deals and sales of, or buy alone to compare."""

IN_A_SALE = {"hand-trowel": 555, "hand-fork": 666}
"""What the shopper's club is about to have, and its prices."""

_made: dict[str, str] = {}


async def full(shop: Shop) -> str:
    """Return the handle of a product with reviews, questions, a topic, a team price, and somebody of the shopper's circle who chose it; enough for all.

    The shopper is in a club as well, whose sale is about to open.
    """
    if shop.url not in _made:
        async with shop.db.writing() as tx:
            mara = await _visitor(tx, "email = 'mara@example.com'")
            host = await _visitor(tx, "email = 'noor@example.com'", role=Role.HOST)
            product = await tx.row(
                """select p.id, p.handle, p.category_id, (select person_id from circles.purchase o where o.product_id = p.id
                        and o.state = 'delivered' and not o.gift and o.person_id <> $1 order by o.at, o.line_id limit 1) as owner
                from reviews.standing s join catalog.product p on p.id = s.product_id
                where p.state = 'active' and exists (select from circles.purchase o where o.product_id = p.id and o.person_id <> $1
                    and o.state = 'delivered' and not o.gift)
                    and exists (select from questions.question q where q.product_id = p.id)
                    and p.handle <> all ($2) and not exists (select from group_buys.deal d where d.product_id = p.id)
                order by s.count desc, p.id limit 1""",
                mara.person,
                [*SPOKEN_FOR, *IN_A_SALE],
            )
            assert product is not None
            owner = await _visitor(tx, "id = $1", product["owner"])
            assert mara.person
            assert owner.person
            await circles.show(tx, owner, Kind.PURCHASES, Audience.EVERYONE)
            follows = [PutFollow(mara.person, owner.person, True), PutFollow(owner.person, mara.person, True)]
            await circles.put_follows(tx, SYSTEM, follows)
            topic = NewTopic(
                kind=TopicKind.GUIDE, title="How long does it last?", text="Ours is two years old.", language="en",
                category_id=product["category_id"], products=[product["id"]],
            )  # fmt: skip
            await discussions.open_topic(tx, host, topic)
            variants = await tx.rows("select id from catalog.variant where product_id = $1 and ended_at is null", product["id"])
            await stock.receive(tx, SYSTEM, {VariantId(one["id"]): 400 for one in variants})
        await plan(shop, product["handle"], Tier(3, 60))  # whatever it costs alone just now, together it is less
        await plan_sale(shop, "Last of the bench", IN_A_SALE)
        _made[shop.url] = product["handle"]
    return _made[shop.url]


async def _visitor(tx: Writing, condition: str, *facts: object, role: Role = Role.SHOPPER) -> Visitor:
    row = await tx.row(f"select id, email, name from accounts.person where {condition}", *facts)
    held = frozenset({Role.SHOPPER, role})
    return Visitor(person=PersonId(row["id"]), email=row["email"], name=row["name"], roles=held, permissions=granted(held))
