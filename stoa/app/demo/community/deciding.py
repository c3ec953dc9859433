"""The work of the demo's host: a year of decisions with their reports and reasons, and a queue that waits this morning."""

import random
from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from stoa.app.demo.community import hosting
from stoa.app.demo.community.crowd import Crowd, Soul
from stoa.app.demo.community.hosting import Wrote
from stoa.app.demo.community.moments import awake
from stoa.base.database import Writing
from stoa.community import moderation, reviews
from stoa.community.moderation import jobs as nightly
from stoa.community.moderation import keeping, store
from stoa.community.moderation.model import CaseId, Verdict
from stoa.community.reviews.model import New, PutReview, Written
from stoa.people.permissions.model import SYSTEM, PersonId, Role, Visitor, granted
from stoa.shop.catalog.model import ProductId

KEPT = {1: 7, 2: 4, 3: 7, 4: 13, 5: 33}
"""So many reviews of each star were reported and stayed."""


class _Reported(msgspec.Struct, frozen=True):
    """A piece that somebody reported in the past, and what the host decided."""

    at: datetime
    piece: UUID
    author: PersonId | None
    language: str
    rule: str
    note: str
    verdict: Verdict
    fact: str


class Deciding:
    """Does the host's work, through moderation's own verbs."""

    def __init__(self, crowd: Crowd, host: PersonId, products: Mapping[str, ProductId], dice: random.Random, until: datetime) -> None:
        self._crowd, self._products, self._dice, self._until = crowd, products, dice, until
        self.visitor = Visitor(person=host, roles=frozenset({Role.HOST}), permissions=granted([Role.SHOPPER, Role.HOST]))
        self._taken: set[tuple[PersonId | None, ProductId]] = set()

    async def past(self, tx: Writing) -> None:
        """Let reports be made and decided, the oldest first; every second week the nightly look for bias is kept."""
        rows = await tx.rows("select author, product_id from reviews.review where author is not null")
        self._taken = {(row["author"], row["product_id"]) for row in rows}
        await self._note_link(tx)
        wanted = [one async for one in self._removed(tx)] + [one async for one in self._kept(tx)]
        night = self._until - timedelta(days=180)
        for one in sorted(wanted, key=lambda one: one.at):
            while night < one.at:
                tx.now = night
                await nightly.look_for_bias(tx, {})
                night += timedelta(days=12)
            await self._decide(tx, one)
        # What had to be told was told then: nobody is written to today about a decision of last spring.
        await tx.run("delete from base.job where kind like 'hear:moderation.%'")

    async def today(self, tx: Writing) -> None:
        """Write what waits: reports of the last days, what the checks want seen, and an appeal. All before that was looked at."""
        await self._keep_up(tx)
        waiting = hosting.waiting()
        hours = 60
        for one in waiting.reported:
            tx.now = self._until - timedelta(days=self._dice.randint(4, 9))
            made = await self._write(tx, one)
            hours -= 9
            spoken = {await tx.value("select author from reviews.review where id = $1", made.id)}
            for number, note in enumerate(one.notes):
                tx.now = self._until - timedelta(hours=hours - 2 * number)
                who = self._speaker(one.language, spoken)
                spoken.add(who.id)
                await moderation.report(tx, who.visitor, "review", made.id, one.rule, note, language=one.language)
        for post in waiting.posts:
            tx.now = self._until - timedelta(hours=self._dice.randint(8, 30), minutes=17)
            row = await tx.row("select id, author, made_at from discussions.post where starts_with(text, $1)", post.begins)
            tx.now = max(tx.now, row["made_at"] + timedelta(minutes=40))
            who = self._speaker(post.language, {row["author"]})
            await moderation.report(tx, who.visitor, "post", row["id"], post.rule, post.note, language=post.language)
        for number, wrote in enumerate(waiting.written):
            tx.now = self._until - timedelta(hours=20 - 6 * number, minutes=11)
            await self._write(tx, wrote)
        for copied in waiting.copied:
            for number, handle in enumerate(copied.handles):
                tx.now = self._until - timedelta(hours=5, minutes=-7 * number)
                await self._write(tx, Wrote(handle=handle, language=copied.language, stars=copied.stars, text=copied.text))
        await self._appeal(tx)
        tx.now = self._until
        await nightly.look_for_bias(tx, {})
        await nightly.count(tx, {})

    async def _keep_up(self, tx: Writing) -> None:
        """Let stand what the checks wanted seen in the year, each after some hours: nothing of the demo's own is against the rules."""
        rows = await tx.rows(
            """select c.id, c.opened_at, p.language from moderation.case_ c join moderation.piece p on (p.kind, p.id) = (c.kind, c.piece_id)
            where c.decided_at is null order by c.opened_at, c.id"""
        )
        reasons = hosting.past().reasons
        for row in rows:
            tx.now = min(row["opened_at"] + timedelta(hours=self._dice.randint(1, 20)), self._until)
            await moderation.decide(tx, self.visitor, row["id"], Verdict.KEPT, None, reasons[row["language"]][0])

    async def _note_link(self, tx: Writing) -> None:
        link = hosting.waiting().link
        tx.now = self._until - timedelta(days=240)
        await keeping.mark_link(tx, self.visitor, link.domain, link.note)

    async def _appeal(self, tx: Writing) -> None:
        """Let the machine take away what holds the known link, and its author ask for a second look."""
        link = hosting.waiting().link
        tx.now = self._until - timedelta(hours=31)
        made = await self._write(tx, link)
        tx.now = self._until - timedelta(hours=26, minutes=12)
        row = await tx.row("select id, author from moderation.decision where kind = 'review' and piece_id = $1", made.id)
        await moderation.appeal(tx, self._crowd.by_id[row["author"]].visitor, row["id"], link.appeal)

    async def _removed(self, tx: Writing) -> AsyncIterator[_Reported]:
        found = hosting.past().removed
        moments = sorted(awake(self._until - timedelta(days=self._dice.randint(12, 190)), self._dice) for _ in found)
        wanted = []
        for one, at in zip(self._dice.sample(found, len(found)), moments, strict=True):
            soul = self._author(one, at)
            put = PutReview(
                product_id=self._products[one.handle], rating=one.stars, made_at=at, text=one.text, language=one.language, author=soul.id
            )
            wanted.append((one, put))
        made = await reviews.put_reviews(tx, SYSTEM, [put for _, put in wanted])
        for (one, put), what in zip(wanted, made, strict=True):
            if what.id is not None:
                at = put.made_at + timedelta(hours=self._dice.randint(2, 60))
                yield _Reported(at, what.id, put.author, one.language, one.rule, one.note, Verdict.REMOVED, one.fact)

    async def _kept(self, tx: Writing) -> AsyncIterator[_Reported]:
        """Choose reviews that somebody found wrong and that stayed: of all stars, as reports are."""
        rows = await tx.rows(
            """select id, author, language, rating, made_at from reviews.review where state = 'published' and length(text) > 20 and made_at between $1 and $2
            and not exists (select from moderation.decision d where d.piece_id = review.id) order by made_at""",
            self._until - timedelta(days=220),
            self._until - timedelta(days=14),
        )
        said = hosting.past()
        by_stars: dict[int, list[Any]] = {stars: [row for row in rows if row["rating"] == stars] for stars in KEPT}
        for row in [row for stars, count in KEPT.items() for row in self._dice.sample(by_stars[stars], min(count, len(by_stars[stars])))]:
            at = row["made_at"] + timedelta(days=self._dice.randint(1, 9), hours=self._dice.randint(0, 9))
            rule = self._dice.choice(("fake", "off_topic", "insult", "spam"))
            note, fact = (self._dice.choice(texts[row["language"]]) for texts in (said.notes, said.reasons))
            yield _Reported(at, row["id"], row["author"], row["language"], rule, note, Verdict.KEPT, fact)

    async def _decide(self, tx: Writing, one: _Reported) -> None:
        tx.now = one.at
        for _ in range(self._dice.choice((1, 1, 1, 2))):
            await moderation.report(
                tx, self._speaker(one.language, {one.author}).visitor, "review", one.piece, one.rule, one.note, language=one.language
            )
            tx.now += timedelta(minutes=self._dice.randint(20, 200))
        tx.now += timedelta(hours=self._dice.randint(1, 20), minutes=self._dice.randint(0, 59))
        case: CaseId = (await store.open_case_of(tx, "review", [one.piece]))[one.piece]
        await moderation.decide(tx, self.visitor, case, one.verdict, one.rule if one.verdict is Verdict.REMOVED else None, one.fact)

    async def _write(self, tx: Writing, one: Wrote) -> Written:
        new = New(product_id=self._products[one.handle], rating=one.stars, text=one.text, language=one.language)
        return await reviews.write(tx, self._author(one, tx.now).visitor, new)

    def _author(self, one: Wrote, at: datetime) -> Soul:
        """Return a member who has not reviewed the product; each writes against the rules once."""
        product = self._products[one.handle]
        known = [soul for soul in self._crowd.old_enough(at) if soul.language == one.language and (soul.id, product) not in self._taken]
        soul = self._dice.choice([one for one in known if one is not self._crowd.mara])
        self._taken.update((soul.id, other) for other in self._products.values())
        return soul

    def _speaker(self, language: str, besides: set[object]) -> Soul:
        known = [one for one in self._crowd.members if one.language == language and one.id not in besides and one is not self._crowd.mara]
        return self._dice.choice(known)
