"""What the demo's members would like: many private lists, some shared, and those of Mara with claims and money put together."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from stoa.app.demo.community import voices
from stoa.app.demo.community.crowd import Crowd, Soul
from stoa.base.database import Database, Writing
from stoa.base.money import Money
from stoa.community import wish_lists
from stoa.community.wish_lists import actions, claiming, pooling, store, watching
from stoa.community.wish_lists.model import EntryId, Kind, ListId, Priority, PutEntry, PutList, Role, Settings, View, Who, WishList
from stoa.community.wish_lists.pool_model import Contribution
from stoa.people.permissions.model import SYSTEM
from stoa.shop.catalog.model import VariantId

SAVING, LISTING, WATCHING = 120, 60, 25
SAVED = "Saved"
HOME, BIRTHDAY, SECRET = "Housewarming in Altona", "My birthday", "Ideas for Papa"
POOLED = "LAMP"
GIVERS = (
    ("Ruth and Ole", "ruth@example.org", 3, "For long evenings."),
    ("Your colleagues", "team@example.org", 4, "From all seven of us."),
)
"""Who gives to the pool, and how much: one part in so many of what it costs."""


class Wishing:
    """Writes the lists."""

    def __init__(self, crowd: Crowd, variants: Mapping[str, Mapping[str, VariantId]], dice: random.Random, until: datetime) -> None:
        self._crowd, self._variants, self._dice, self._until = crowd, variants, dice, until
        self._all = [variant for found in variants.values() for variant in found.values()]

    async def write(self, tx: Writing) -> None:
        """Write the lists of many, then Mara's."""
        wanted = [self._saved(soul) for soul in self._dice.sample(self._others(), SAVING)]
        wanted += [self._list(soul) for soul in self._dice.sample([one for one in self._others() if one.byline], LISTING)]
        await wish_lists.put_lists(tx, SYSTEM, wanted)
        await self._watch(tx)
        await self._mara(tx)
        tx.now = self._until

    def _others(self) -> list[Soul]:
        return [one for one in self._crowd.members if one is not self._crowd.mara]

    def _saved(self, soul: Soul) -> PutList:
        """Return what somebody saved with one tap; nobody else sees it."""
        at = self._after(soul.since)
        return self._put(soul, Settings(title="", kind=Kind.SAVED), self._entries(soul, self._dice.randint(1, 6), at, noted=0), at)

    def _list(self, soul: Soul) -> PutList:
        at = self._after(soul.since)
        settings = Settings(
            title=self._dice.choice(voices.lists().titles[soul.language]), view=self._dice.choice((View.NOTHING, View.TAKEN))
        )
        return self._put(
            soul, settings, self._entries(soul, self._dice.randint(3, 9), at, noted=0.3), at, shared=self._dice.random() < 0.45
        )

    def _put(self, soul: Soul, settings: Settings, entries: list[PutEntry], at: datetime, *, shared: bool = False) -> PutList:
        return PutList(
            owner=soul.visitor.member, settings=settings, market="eu", language=soul.language, entries=entries, shared=shared, made_at=at
        )

    def _entries(self, soul: Soul, count: int, at: datetime, *, noted: float) -> list[PutEntry]:
        found = []
        for variant in self._dice.sample(self._all, count):
            at += (self._until - at) * self._dice.uniform(0, 0.2)
            note = self._dice.choice(voices.lists().notes[soul.language]) if self._dice.random() < noted else ""
            found.append(PutEntry(variant_id=variant, note=note, priority=self._dice.choice(list(Priority)), made_at=at))
        return found

    def _after(self, since: datetime) -> datetime:
        return since + (self._until - since) * self._dice.uniform(0.05, 0.9)

    async def _watch(self, tx: Writing) -> None:
        """Let some look out for a price or for new stock of what they saved."""
        rows = await tx.rows(
            """select distinct on (l.owner) l.owner, l.id, e.id as entry, e.made_at from wish_lists.list l join wish_lists.entry e on e.list_id = l.id
            where l.kind = 'saved' order by l.owner, e.id"""
        )
        for row in self._dice.sample(rows, min(WATCHING, len(rows))):
            tx.now = row["made_at"]
            price = self._dice.random() < 0.7
            await watching.watch(tx, Who(row["owner"]), row["id"], row["entry"], price=price, stock_=not price)

    async def _mara(self, tx: Writing) -> None:
        """Write hers: saved things that she watches, ideas nobody sees, a birthday with promises, a registry with a pool."""
        mara = self._crowd.mara
        await self._put_hers(
            tx, Settings(title="", kind=Kind.SAVED), 40, (("wool-blanket", ""), ("kitchen-knife", ""), ("satchel", ""), ("tumblers", ""))
        )
        await self._put_hers(
            tx,
            Settings(title=SECRET),
            25,
            (
                ("secateurs", "his have a crack"),
                ("nest-box", ""),
                ("book-mending:german", "the German one"),
                ("garden-gloves:l", "his hands are huge"),
            ),
        )
        birthday = await self._put_hers(
            tx,
            Settings(title=BIRTHDAY, view=View.TAKEN, message="No need for anything. But if you insist: here is what I would really use."),
            18,
            (
                ("carbon-pan", ""),
                ("letter-set:sky", "for the long ones to Uppsala"),
                ("teapot", ""),
                ("linen-napkins:ochre", ""),
                ("candle-holder", ""),
                ("olive-salad-bowl:l", "the large one, we are many"),
            ),
        )
        await self._promises(tx, birthday)
        address = await tx.value("select id from profiles.address where person_id = $1 and usual order by id limit 1", mara.id)
        day = (self._until + timedelta(days=41)).date()
        said = Settings(
            title=HOME, kind=Kind.REGISTRY, recipient="Mara and Jonas", view=View.ALL, date=day, address_id=address,
            message="We are moving into two rooms and a very empty kitchen. Come and see it in January!",
        )  # fmt: skip
        things = (
            ("table-lamp", "the terracotta one, for the window"),
            ("storage-jar:1l", ""),
            ("breakfast-bowl", ""),
            ("oak-stool", ""),
            ("peg-rail:6hooks", "for the hall, 1.10 m of wall"),
        )
        home = await self._put_hers(tx, said, 12, things)
        await actions.set_up(tx, Who(mara.id), home, said)
        entry = await self._entry(tx, home, "table-lamp")
        tx.now = self._until - timedelta(days=9)
        await pooling.open_pool(tx, await self._found(tx, home), entry, Who(mara.id), None)
        await self._hers_watched(tx)

    async def _put_hers(self, tx: Writing, said: Settings, days: int, things: Sequence[tuple[str, str]]) -> ListId:
        at = tx.now = self._until - timedelta(days=days, hours=3)
        entries = [
            PutEntry(variant_id=self._variant(thing), note=note, made_at=at + timedelta(hours=7 * number, minutes=13 * number))
            for number, (thing, note) in enumerate(things)
        ]
        shared = said.kind is not Kind.SAVED and said.title != SECRET
        return (await wish_lists.put_lists(tx, SYSTEM, [self._put(self._crowd.mara, said, entries, at, shared=shared)]))[0]

    def _variant(self, thing: str) -> VariantId:
        """Return what is meant by a handle, and after a colon what its variant is chosen by."""
        handle, _, choice = thing.partition(":")
        return next(variant for chosen, variant in self._variants[handle].items() if not choice or choice in chosen.split("/"))

    async def _promises(self, tx: Writing, birthday: ListId) -> None:
        """Let a friend and a guest promise something this morning."""
        friend = await tx.value(
            """select f.follower from circles.follow f join circles.follow g on g.follower = f.followed and g.followed = f.follower
            where f.followed = $1 order by f.follower limit 1""",
            self._crowd.mara.id,
        )
        found = await self._found(tx, birthday)
        tx.now = self._until - timedelta(hours=2)
        friend_soul = self._crowd.by_id[friend]
        await claiming.claim(tx, found, Role.GIVER, await self._entry(tx, birthday, "teapot"), Who(friend), friend_soul.byline, 1)
        guest = Who(guest=actions.digest("demo guest"))
        await claiming.claim(tx, found, Role.GIVER, await self._entry(tx, birthday, "candle-holder"), guest, "Aunt Ines", 1)

    async def _hers_watched(self, tx: Writing) -> None:
        tx.now = self._until - timedelta(days=38)
        saved = await tx.value("select id from wish_lists.list where owner = $1 and kind = 'saved'", self._crowd.mara.id)
        for handle, price in (("wool-blanket", True), ("kitchen-knife", False)):
            await watching.watch(tx, Who(self._crowd.mara.id), saved, await self._entry(tx, saved, handle), price=price, stock_=not price)

    async def _found(self, tx: Writing, list_id: ListId) -> WishList:
        found = await store.find(tx, list_id)
        assert found is not None  # noqa: S101 - it was just made
        return found

    async def _entry(self, tx: Writing, list_id: ListId, handle: str) -> EntryId:
        found: EntryId = await tx.value(
            "select id from wish_lists.entry where list_id = $1 and variant_id = any($2)", list_id, list(self._variants[handle].values())
        )
        return found


async def give(db: Database, url: str) -> None:
    """Let two give to Mara's pool. It runs after the rest, in steps: money is never asked for inside a transaction."""
    async with db.reading() as read:
        row = await read.row(
            """select p.id, p.goal, p.currency, e.list_id from wish_lists.pool p join wish_lists.entry e on e.id = p.entry_id
            where p.state = 'open' and p.promised = 0 order by p.id limit 1"""
        )
        found = await store.find(read, row["list_id"]) if row else None
    if row is None or found is None:
        return
    for name, email, share, message in GIVERS:
        amount = Money(row["goal"] // share // 100 * 100, row["currency"])
        given = Contribution(amount=amount, name=name, email=email, provider="sandbox", token="tok_ok", message=message)  # noqa: S106
        await pooling.contribute(db, found, row["id"], Who(guest=actions.digest(email)), given, "en", f"{url}{found.share_path}/given")
