"""What else goes on among the demo's members: who keeps away from whom, who brings whom, what hosts gather, what only the shop can answer."""

import random
from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from stoa.app.demo.community import around
from stoa.app.demo.community.crowd import Crowd, Soul
from stoa.app.demo.community.moments import awake
from stoa.base.database import Writing
from stoa.community import discussions, moderation, questions
from stoa.community.circles import actions as circles
from stoa.community.discussions import outcomes
from stoa.community.discussions.model import TopicId
from stoa.community.moderation import keeping
from stoa.community.moderation.model import Verb
from stoa.community.questions import requests
from stoa.community.questions.model import New
from stoa.community.wish_lists import actions as lists
from stoa.community.wish_lists import claiming
from stoa.community.wish_lists import store as list_store
from stoa.community.wish_lists.model import EntryId, ListId, Role, Who
from stoa.people.permissions.model import PersonId, Visitor
from stoa.shop.carts.model import CartId
from stoa.shop.catalog.model import ProductId, VariantId
from stoa.shop.orders.model import LineId, OrderId

BLOCKS, MUTES = 4, 7
CAME = (2, 0, 1, 2, 0, 1)
"""How many came by each of the links that bring others."""

READ_FIRST = 26
"""So many orders of the year began with a topic."""


class Living:
    """Writes it all, through the rooms' own verbs."""

    def __init__(self, crowd: Crowd, host: Visitor, shop: Visitor, dice: random.Random, until: datetime) -> None:
        self._crowd, self._host, self._shop, self._dice, self._until = crowd, host, shop, dice, until

    async def write(self, tx: Writing) -> None:
        await self._ask_the_shop(tx)
        await self._buy_what_was_read_of(tx)
        await self._credit(tx)
        await self._keep_away(tx)
        await self._bring_others(tx)
        await self._promise(tx)
        await self._gather(tx)
        tx.now = self._until

    async def _ask_the_shop(self, tx: Writing) -> None:
        """Let members ask what only the shop can answer; it has answered all but those of the last days."""
        products = {row["handle"]: row["id"] for row in await tx.rows("select handle, id from catalog.product")}
        for one in around.asked():
            tx.now = awake(self._until - timedelta(days=one.ago, hours=20), self._dice)
            asker = self._dice.choice([soul for soul in self._crowd.old_enough(tx.now) if soul.language == one.language])
            new = New(product_id=ProductId(products[one.handle]), text=one.text, language=one.language)
            made = await questions.ask(tx, asker.visitor, new)
            assert made.request_id is not None  # noqa: S101 - its words say that it is for the shop
            if one.reply:
                tx.now += timedelta(hours=self._dice.randint(2, 15), minutes=self._dice.randint(0, 59))
                await requests.reply(tx, self._shop, made.request_id, one.reply)

    async def _buy_what_was_read_of(self, tx: Writing) -> None:
        """Let some orders of things that a topic names have come of reading it: put into their carts from there, ordered, delivered."""
        rows = await tx.all(
            _Led,
            """select distinct on (o.id) t.id as topic, o.id as order_id, o.placed_at, l.variant_id, l.id as line, l.delivered > 0 as delivered
            from discussions.topic t join orders.line l on l.product_id = any(t.products || array(
                select unnest(p.products) from discussions.post p where p.topic_id = t.id))
            join orders.order o on o.id = l.order_id and o.placed_at > t.made_at + interval '1 day'
            where o.state <> 'cancelled' and o.cart_id is null and l.quantity > l.cancelled and t.state = 'published'
            order by o.id, t.made_at desc, t.id, l.id""",
        )
        for one in self._dice.sample(rows, min(READ_FIRST, len(rows))):
            cart = CartId(UUID(int=self._dice.getrandbits(128), version=4))
            # The year's orders come from a file and have no carts; of these it is known which they were.
            await tx.run("update orders.order set cart_id = $2 where id = $1", one.order_id, cart)
            tx.now = one.placed_at - timedelta(minutes=9)
            await discussions.led(tx, one.topic, cart, one.variant_id)
            tx.now = one.placed_at
            await outcomes.ordered(tx, one.order_id)
            if one.delivered:
                await outcomes.delivered(tx, one.order_id, [one.line])

    async def _credit(self, tx: Writing) -> None:
        """Say who was found helpful: whose answers solved a question, as it would have been said when that happened."""
        rows = await tx.rows(
            """select a.author from questions.question q join questions.answer a on a.id = q.accepted
            where not a.official and a.author is not null and a.author is distinct from q.author
                and q.routed_at is null"""
        )
        found: Counter[PersonId] = Counter(row["author"] for row in rows)
        await moderation.helped(tx, dict(sorted(found.items())))

    async def _keep_away(self, tx: Writing) -> None:
        """Let a few block somebody, and some hear nothing more of what those choose whom they follow."""
        others = self._others()
        for one in self._dice.sample(others, BLOCKS):
            tx.now = self._until - timedelta(days=self._dice.randint(3, 60))
            await circles.block(tx, one.visitor, self._dice.choice([other for other in others if other is not one]).visitor.member)
        rows = await tx.rows(
            "select follower, followed from circles.follow where follower <> $1 order by follower, followed", self._crowd.mara.id
        )
        for row in self._dice.sample(rows, MUTES):
            tx.now = self._until - timedelta(days=self._dice.randint(2, 50))
            await circles.mute(tx, self._crowd.by_id[row["follower"]].visitor, row["followed"])

    async def _bring_others(self, tx: Writing) -> None:
        """Let some make a link that brings others into their circle; some have come by it. Mara's waits."""
        for one, came in zip(self._dice.sample(self._others(), len(CAME)), CAME, strict=True):
            tx.now = self._until - timedelta(days=self._dice.randint(3, 12), hours=self._dice.randint(1, 9))
            token = (await circles.invite(tx, one.visitor, uses=3)).rpartition("/")[2]
            strangers = await tx.rows(
                """select m.person_id from circles.member m where m.person_id <> $1 and m.person_id <> $2 and not exists (
                    select from circles.block b where b.person_id in ($1, m.person_id) and b.other_id in ($1, m.person_id))
                    and not exists (select from circles.follow f where f.follower = $1 and f.followed = m.person_id)
                order by m.person_id""",
                one.id,
                self._crowd.mara.id,
            )
            known = [row["person_id"] for row in strangers if row["person_id"] in self._crowd.by_id]
            for person in self._dice.sample(known, came):
                tx.now += timedelta(hours=self._dice.randint(1, 30))
                await circles.accept(tx, self._crowd.by_id[person].visitor, token)
        tx.now = self._until - timedelta(days=2)
        await circles.invite(tx, self._crowd.mara.visitor, uses=2)

    async def _promise(self, tx: Writing) -> None:
        """Let guests who came by a link promise gifts from the lists that members share."""
        rows = await tx.rows(
            """select distinct on (l.id) l.id as list, e.id as entry from wish_lists.list l join wish_lists.entry e on e.list_id = l.id
            where l.secret is not null and l.owner <> $1 and not exists (select from wish_lists.claim c where c.entry_id = e.id)
            order by l.id, e.id""",
            self._crowd.mara.id,
        )
        names = around.givers()
        for row, name in zip(self._dice.sample(rows, min(len(names), len(rows))), names, strict=False):
            tx.now = self._until - timedelta(hours=self._dice.randint(2, 40), minutes=self._dice.randint(0, 59))
            found = await list_store.find(tx, ListId(row["list"]))
            assert found is not None  # noqa: S101 - it was just read
            await claiming.claim(tx, found, Role.GIVER, EntryId(row["entry"]), Who(guest=lists.digest(f"demo {name}")), name, 1)

    async def _gather(self, tx: Writing) -> None:
        """Let the host gather what belongs together."""
        for one in around.gathered():
            tx.now = self._until - timedelta(days=one.ago)
            await keeping.make_collection(tx, self._host, one.handle, one.texts)
            for kind, sql in _FOUND[one.handle].items():
                pieces = [row["id"] for row in await tx.rows(sql)]
                await moderation.curate(tx, self._host, Verb.COLLECT, kind, pieces, to=one.handle)

    def _others(self) -> list[Soul]:
        return [soul for soul in self._crowd.members if soul is not self._crowd.mara and soul.byline]


class _Led(msgspec.Struct, frozen=True):
    topic: TopicId
    order_id: OrderId
    placed_at: datetime
    variant_id: VariantId
    line: LineId
    delivered: bool


_SHOWN = "exists (select from moderation.piece p where p.id = x.id and p.state = 'published')"
_FOUND = {
    "after-some-months": {
        "review": f"""select x.id from reviews.review x where x.state = 'published' and {_SHOWN}
            and exists (select from reviews.edit e where e.review_id = x.id) order by length(x.text) desc, x.id limit 8"""
    },
    "settled-by-owners": {
        "question": f"""select x.id from questions.question x join questions.answer a on a.id = x.accepted and a.owned_since is not null
            where x.state = 'published' and x.merged_into is null and {_SHOWN} order by x.weight desc, x.id limit 10"""
    },
    "made-to-be-mended": {
        "topic": f"""select x.id from discussions.topic x where x.state = 'published' and x.merged_into is null and x.kind = 'guide' and {_SHOWN}
            order by x.made_at limit 4""",
        "review": f"""select x.id from reviews.review x where x.state = 'published' and x.pictures <> '[]' and {_SHOWN}
            order by x.merit desc, x.id limit 6""",
    },
}
"""What stands in each collection, by kind."""
