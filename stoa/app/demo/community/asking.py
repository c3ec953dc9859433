"""What is asked about the demo's goods, who answers, and what waits for Mara to answer."""

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import zip_longest

import msgspec

from stoa.app.demo.community import asked
from stoa.app.demo.community.asked import Asked
from stoa.app.demo.community.crowd import Crowd, Soul
from stoa.app.demo.community.moments import awake
from stoa.app.demo.community.reviewing import Bought
from stoa.base.database import Writing
from stoa.community import questions
from stoa.community.questions import owners, rounds, store, telling
from stoa.community.questions.model import NewAnswer, PutAnswer, PutQuestion, QuestionHandedOver, QuestionId
from stoa.people.permissions.model import SYSTEM, PersonId

FOR_MARA = (
    ("How has it aged after some months? I am wondering whether it still looks good.", 12),
    ("Is it larger or smaller than it looks in the pictures?", 2),
)
"""What she is asked of two things that she owns, and how many days ago: so long that it came to her after others, more than a week apart, within the two weeks of a link."""

YOUNG, WILLING = timedelta(days=60), 110
"""Since when owners are asked by mail, and how many of the members let themselves be asked."""


class Asking:
    """Writes the questions of the year with their answers."""

    def __init__(self, crowd: Crowd, lines: Sequence[Bought], shop: PersonId, dice: random.Random, until: datetime) -> None:
        self._crowd, self._shop, self._dice, self._until = crowd, shop, dice, until
        self._products = {line.handle: line.product_id for line in lines}
        self._owners: dict[str, list[tuple[Soul, datetime]]] = defaultdict(list)
        for line in lines:
            soul = crowd.by_email[line.email]
            if soul.id is not None and soul is not crowd.mara:
                self._owners[line.handle].append((soul, line.at))

    async def write(self, tx: Writing, lines: Sequence[Bought]) -> None:
        """Write them all; owners who let themselves be asked are asked what is young; two open ones come to Mara."""
        wanted = [self._question(one) for one in asked.questions()]
        wanted.sort(key=lambda one: one.made_at)
        young = [one for one in wanted if one.made_at > self._until - YOUNG and not any(reply.official for reply in one.answers)]
        await questions.put_questions(tx, SYSTEM, [one for one in wanted if one not in young])
        tx.now = self._until - YOUNG
        for soul in self._dice.sample([one for one in self._crowd.old_enough(tx.now) if one is not self._crowd.mara], WILLING):
            await questions.set_willing(tx, soul.visitor.member, on=True)
        for one in young:
            await self._route(tx, one)
        await self._ask_mara(tx, [line for line in lines if line.person_id == self._crowd.mara.id])
        tx.now = self._until

    async def _route(self, tx: Writing, one: PutQuestion) -> None:
        """Let a question find its owners as it does every day; one who was asked, if anybody, says what is known of it."""
        made = (await questions.put_questions(tx, SYSTEM, [msgspec.structs.replace(one, answers=[])]))[0]
        tx.now = one.made_at + timedelta(minutes=10)
        await owners.route(tx, made)
        await self._carry_on(tx, made, min((reply.made_at for reply in one.answers), default=self._until))
        handle = next(name for name, product in self._products.items() if product == one.product_id)
        had = {soul.id for soul, since in self._owners[handle] if since < one.made_at - timedelta(days=2)}
        found = await tx.rows("select person_id from questions.asked where question_id = $1 order by person_id", made)
        willing = [self._crowd.by_id[row["person_id"]] for row in found if row["person_id"] in had]
        for reply, soul in zip_longest(one.answers, willing[: len(one.answers)]):
            tx.now = max(reply.made_at, tx.now)
            author = soul or self._crowd.by_id[reply.author]
            answer, _ = await questions.answer(tx, author.visitor, made, NewAnswer(text=reply.text, language=reply.language))
            await owners.answered_here(tx, author.visitor.member, made, answer)
            for person in reply.helpful_by:
                if person != author.id:
                    await questions.vote(tx, self._crowd.by_id[person].visitor, answer, True)  # noqa: FBT003 - as its door has it
            if reply.accepted and one.author is not None:
                await questions.accept(tx, self._crowd.by_id[one.author].visitor, made, answer)

    async def _carry_on(self, tx: Writing, question: QuestionId, answered_at: datetime) -> None:
        """Let the days go by until somebody answers, or the shop has it; whoever asked hears of that when it happens."""
        while course := (await store.courses(tx, [question])).get(question):
            if course.handed_at is not None or course.next_at is None or course.next_at > answered_at:
                return
            tx.now = course.next_at
            await rounds.go_on(tx, question)
            if (await store.courses(tx, [question]))[question].handed_at is not None:
                product = await tx.value("select product_id from questions.question where id = $1", question)
                await telling.handed_over(tx, QuestionHandedOver(about=question, product_id=product))

    def _question(self, one: Asked) -> PutQuestion:
        newest = timedelta(days=20) if not one.replies else timedelta(days=340)
        owners_since = sorted(at for _, at in self._owners[one.handle])
        # Somebody must have had it for a while before anybody can answer.
        earliest = max(self._until - newest, owners_since[len(owners_since) // 4] if owners_since else self._until - newest)
        latest = self._until - timedelta(days=2)
        at = min(latest, earliest + (latest - earliest) * self._dice.random())
        at = awake(at, self._dice)
        owners_ = {soul.id for soul, _ in self._owners[one.handle]}
        fit = [soul for soul in self._crowd.old_enough(at) if soul.language == one.language and soul.id not in owners_]
        asker = self._dice.choice([soul for soul in fit if soul is not self._crowd.mara] or self._crowd.members)
        guest = self._dice.random() < 0.15
        return PutQuestion(
            product_id=self._products[one.handle],
            text=one.text,
            language=one.language,
            made_at=at,
            author=None if guest else asker.id,
            name=(asker.byline.split() or [""])[0] if guest else "",
            answers=self._answers(one, asker, at),
        )

    def _answers(self, one: Asked, asker: Soul, at: datetime) -> list[PutAnswer]:
        found: list[PutAnswer] = []
        spoken = {asker.id}
        for reply in one.replies:
            hours = self._dice.randint(14, 40) if reply.official else self._dice.randint(1, 30)
            later = awake(at + timedelta(hours=hours), self._dice) if hours > 24 else at + timedelta(hours=hours)
            if reply.official:
                later = max(later, at + timedelta(hours=14))  # the shop waits its turn, whatever hour it answers at
                found.append(PutAnswer(text=reply.text, language=one.language, made_at=later, author=self._shop, official=True))
                continue
            soul = self._who(one, spoken, later)
            spoken.add(soul.id)
            found.append(
                PutAnswer(
                    text=reply.text, language=one.language, made_at=later, author=soul.id, accepted=reply.solved,
                    helpful_by=self._voters(spoken, later, 0.75), unhelpful_by=[],
                )
            )  # fmt: skip
        return found

    def _who(self, one: Asked, spoken: set[PersonId | None], at: datetime) -> Soul:
        """Return an owner who speaks the language, else any owner, else anybody."""
        had = [soul for soul, since in self._owners[one.handle] if since < at - timedelta(days=2) and soul.id not in spoken]
        same = [soul for soul in had if soul.language == one.language]
        if same or had:
            return self._dice.choice(same or had)
        others = [soul for soul in self._crowd.old_enough(at) if soul.id not in spoken and soul.language == one.language]
        return self._dice.choice(others or [soul for soul in self._crowd.members if soul.id not in spoken])

    def _voters(self, spoken: set[PersonId | None], at: datetime, rate: float) -> list[PersonId]:
        known = self._crowd.old_enough(at)
        count = min(9, int(self._dice.expovariate(1 / (2.4 * rate))), len(known))
        return [one.visitor.member for one in self._dice.sample(known, count) if one.id not in spoken and one is not self._crowd.mara]

    async def _ask_mara(self, tx: Writing, hers: Sequence[Bought]) -> None:
        """Let two people ask about what she has had the longest; the room's own routing finds her."""
        mara = self._crowd.mara
        tx.now = self._until - timedelta(days=30)
        await questions.set_willing(tx, mara.visitor.member, on=True)
        known: dict[str, Bought] = {}
        for line in hers:
            known.setdefault(line.handle, line)
        for line, (text, days), asker in zip(list(known.values())[:2], FOR_MARA, self._dice.sample(self._crowd.members, 2), strict=False):
            at = awake(self._until - timedelta(days=days), self._dice)
            made = await questions.put_questions(
                tx, SYSTEM, [PutQuestion(product_id=line.product_id, text=text, language="en", made_at=at, author=asker.id)]
            )
            tx.now = at + timedelta(minutes=10)
            await owners.route(tx, made[0])
            await self._carry_on(tx, made[0], self._until)
