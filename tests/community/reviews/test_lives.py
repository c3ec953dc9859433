"""Three hundred orders live as orders do, through the doors of the rooms that move them; the letters that asked are held against that."""

import random
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from stoa.base import ids
from stoa.base.database import Writing
from stoa.base.refusals import Refusal
from stoa.community import reviews
from stoa.community.reviews import asking, reactions, settings
from stoa.community.reviews.model import New
from stoa.people.privacy import actions as privacy
from stoa.people.sessions.model import GUEST, SYSTEM, PersonId
from stoa.shop import catalog, orders, returns, shipping, stock
from stoa.shop.catalog.model import Group, NewGroup, Product
from stoa.shop.orders.model import Order, OrderDelivered, OrderId, State
from stoa.shop.returns import declaring
from stoa.shop.returns.model import Reason, ReturnId, StatementId, Wanted, Wish
from stoa.shop.shipping.model import ShipmentId
from tests.community.reviews.makers import a_member
from tests.people.accounts.makers import make_person
from tests.shop.catalog.makers import make_mug, make_priced
from tests.shop.returns.makers import make_paid
from tests.shop.shipping.makers import a_line, a_zone, make_zone

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
ORDERS, DAYS = 300, 90
WAITS = (4, 10, 21)
"""Days after which owners are asked, by the category of what they bought."""


class Life(msgspec.Struct):
    """An order with what has happened to it, as whoever lived it would tell: nothing here is read from where letters are decided."""

    order: Order
    person: PersonId | None
    wait: dict[Any, int]
    parcels: list[ShipmentId] = []
    again: list[OrderId] = []
    arrived: dict[Any, datetime] = {}
    declared: list[StatementId] = []
    lost: list[StatementId] = []
    written: set[Any] = set()
    silent: bool = False
    erased: bool = False
    gift: bool = False
    letters: int = 0


class World:
    """All lives, the dice, and what was done how often."""

    def __init__(self, tx: Writing) -> None:
        self.tx = tx
        self.chance = random.Random(1908)
        self.lives: list[Life] = []
        self.done: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.heard = ids.new()

    async def now(self, life: Life) -> Order:
        return await orders.get(self.tx, life.order.id)

    async def begin(self, products: list[tuple[Product, int]]) -> None:
        """Somebody orders one or two things, one or two of each; every eleventh for somebody else, to an address that they do not see."""
        chosen = self.chance.sample(products, self.chance.choice((1, 1, 2)))
        person = await make_person(self.tx) if self.chance.random() < 0.6 else None
        number = len(self.lives)
        lines = [a_line(one.variants[0].id, self.chance.choice((1, 2)), product_id=one.id) for one, _ in chosen]
        gift = {"recipient_id": await make_person(self.tx), "hidden_as": "Edda"} if number % 11 == 5 else {}
        order = await make_paid(self.tx, lines=lines, person_id=person, email=f"life{number}@mail.example", **gift)
        waits = {one.id: days for one, days in chosen}
        self.lives.append(Life(order, person, {line.id: waits[line.product_id] for line in order.lines}, gift=bool(gift)))

    async def ship(self, life: Life) -> None:
        """Send everything that is left, or a piece of it: of the order, or of what is sent in its place."""
        for order_id in (life.order.id, *life.again):
            left = {line.id: line.left for line in (await orders.get(self.tx, order_id)).lines if line.left}
            if left:
                if self.chance.random() < 0.3:
                    left = {next(iter(left)): 1}
                life.parcels.append(await shipping.ship(self.tx, SYSTEM, order_id, left, "manual"))
                return

    async def deliver(self, life: Life) -> None:
        if life.parcels:
            parcel = life.parcels.pop(0)
            if self.chance.random() < 0.05:
                await shipping.lose(self.tx, SYSTEM, parcel)
                self.done["lose"] += 1
            else:
                await shipping.deliver(self.tx, SYSTEM, parcel)

    async def cancel(self, life: Life) -> None:
        order = await self.now(life)
        line = self.chance.choice(order.lines)
        await returns.cancel(self.tx, GUEST, order.id, {line.id: 1} if self.chance.random() < 0.5 else None)

    async def ask(self, life: Life) -> None:
        line = self.chance.choice((await self.now(life)).lines)
        reason = self.chance.choice((Reason.NOT_SAID, Reason.DAMAGED, Reason.WRONG, Reason.TOO_SMALL))
        wanted = [Wanted(line.id, self.chance.randint(1, max(1, line.delivered - line.returned)), reason)]
        await returns.ask(self.tx, GUEST, life.order.id, wanted, "It is not right", [], self.chance.choice(list(Wish)))

    async def answer(self, life: Life) -> None:
        """Move an open return on, by the first step that fits, in any order."""
        waiting = [one for one in (await returns.of_orders(self.tx, [life.order.id]))[life.order.id] if one.waits]
        if not waiting:
            return
        one = waiting[0]
        took: dict[str, Callable[[ReturnId], Awaitable[Any]]] = {
            "approve": lambda it: returns.approve(self.tx, SYSTEM, it),
            "refuse": lambda it: returns.refuse(self.tx, SYSTEM, it, "It was used"),
            "send": lambda it: returns.send(self.tx, GUEST, it),
            "receive": lambda it: returns.receive(self.tx, SYSTEM, it, {line.line_id: line.quantity for line in one.lines}),
            "refund": lambda it: returns.refund(self.tx, SYSTEM, it),
            "replace": lambda it: returns.replace(self.tx, SYSTEM, it),
            "take_back": lambda it: returns.take_back(self.tx, GUEST, it),
        }
        for step in self.chance.sample(list(took), len(took)):
            try:
                async with self.tx.attempt():
                    made = await took[step](one.id)
            except Refusal:
                continue
            life.again += [made] if step == "replace" else []
            self.done[step] += 1
            return

    async def declare(self, life: Life) -> None:
        """Declare a withdrawal, sometimes of an order that nobody has."""
        number = str(life.order.number) if self.chance.random() < 0.6 else "1"
        given = {"name": "Lena", "order_number": number, "email": life.order.email.upper(), "note": "", "language": "en"}
        life.declared.append(await returns.declare(self.tx, **given))

    async def look(self, life: Life) -> None:
        """Look for the order that a declaration means; what fits none is answered by a person, later."""
        if life.declared:
            found = await declaring.match(self.tx, life.declared[0])
            life.lost += [] if found else [life.declared[0]]
            del life.declared[0]
            self.done["matched" if found else "unmatched"] += 1
        elif life.lost:
            await declaring.settle(self.tx, SYSTEM, life.lost[0])
            del life.lost[0]
            self.done["settled"] += 1

    async def write(self, life: Life) -> None:
        line = self.chance.choice((await self.now(life)).lines)
        if life.person is None or life.erased or line.delivered <= line.returned:
            return
        await reviews.write(self.tx, a_member(life.person), New(product_id=line.product_id, rating=self.chance.randint(1, 5)))
        life.written.add(line.id)

    async def silence(self, life: Life) -> None:
        text = await self.tx.value(
            """select text from mail.letter where template = 'reviews/request' and lower("to") = $1 limit 1""", life.order.email
        )
        found = re.search(r"/reviews/write/([\w-]+)", text or "")
        if found is not None and not life.erased:
            await asking.silence(self.tx, found[1])
            life.silent = True

    async def erase(self, life: Life) -> None:
        if life.person is not None and not life.erased:
            await privacy.erase(self.tx, SYSTEM, life.person)
            life.erased = True

    async def live(self, life: Life) -> None:
        """Let one thing happen to an order, or nothing: what its room refuses did not happen."""
        likely = {
            "ship": 30,
            "deliver": 30,
            "cancel": 1,
            "ask": 9,
            "answer": 14,
            "declare": 4,
            "look": 8,
            "write": 3,
            "silence": 2,
            "erase": 1,
        }
        verb = self.chance.choices(list(likely), list(likely.values()))[0]
        kept = msgspec.structs.replace(
            life, parcels=list(life.parcels), again=list(life.again), declared=list(life.declared), lost=list(life.lost)
        )
        self.tx.now += timedelta(seconds=1)
        try:
            async with self.tx.attempt():
                await getattr(self, verb)(life)
                self.done[verb] += 1
        except Refusal:
            self.lives[self.lives.index(life)] = kept

    async def hear(self) -> None:
        """Have reviews hear what arrived, and note when, line by line."""
        by_line = {line: life for life in self.lives for line in life.wait}
        for row in await self.tx.rows(
            "select id, body from base.event where kind = 'orders.OrderDelivered' and id > $1 order by id", self.heard
        ):
            self.heard = row["id"]
            event = msgspec.convert(row["body"], OrderDelivered, strict=False)
            await reactions.plan_to_ask(self.tx, event)
            for line in event.lines:
                if line in by_line:
                    by_line[line].arrived[line] = self.tx.now

    async def letters(self) -> None:
        """Send what is due, and hold each letter against the life of its order."""
        self.tx.now += timedelta(seconds=1)
        moment = self.tx.now
        while await asking.ask_due(self.tx) == asking.AT_ONCE:
            pass
        lives = {str(life.order.id): life for life in self.lives}
        for row in await self.tx.rows("select key from mail.letter where template = 'reviews/request' and made_at = $1", moment):
            life = lives[row["key"].split(":")[1]]
            self.wrong += [f"{life.order.number}: {why}" for why in await self.against(life)]
            life.letters += 1
            self.done["letter" if life.letters == 1 else "second letter"] += 1

    async def against(self, life: Life) -> list[str]:
        """Return all that speaks against a letter now."""
        order = await self.now(life)
        sent = [order, *[await orders.get(self.tx, one) for one in life.again]]
        kept = [line.id for line in order.lines if line.delivered > line.returned]
        said = {
            "a return or claim is open": any(one.waits for one in (await returns.of_orders(self.tx, [order.id]))[order.id]),
            "a declaration is not answered": bool(life.declared or life.lost),
            "something is on its way": any(line.delivered < line.quantity - line.cancelled for one in sent for line in one.lines),
            "it is held or cancelled": order.state in {State.HELD, State.CANCELLED},
            "it is the third": life.letters >= 2,
            "it comes too early": any(self.tx.now < at + timedelta(days=life.wait[line]) for line, at in life.arrived.items()),
            "nothing is left to write of": not set(kept) - life.written,
            "silent": life.silent,
            "erased": life.erased,
            "it was given to somebody else": life.gift,
        }
        return [why for why, holds in said.items() if holds]


async def _products(tx: Writing) -> list[tuple[Product, int]]:
    found = []
    for days in WAITS:
        category = await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name=f"After {days} days")}))
        await settings.set_terms(tx, SYSTEM, category, enabled=True, wait_days=days, again_days=14)
        made = await make_mug(tx, handle=f"mug-{days}", category_id=category)
        await make_priced(tx, made, 2400, 2400, on_hand=5_000)
        found.append((made, days))
    return found


async def _nothing_more(*_given: object) -> None:
    """What is ordered is on the shelf already."""


async def test_nobody_is_asked_while_something_is_wrong_too_early_or_a_third_time(tx: Writing, monkeypatch: pytest.MonkeyPatch) -> None:
    await make_zone(tx, a_zone())
    world, products = World(tx), await _products(tx)
    monkeypatch.setattr(stock, "make_items", _nothing_more)
    for day in range(DAYS):
        for _ in range(ORDERS // 30 if day < 30 else 0):
            await world.begin(products)
        for life in list(world.lives):
            if world.chance.random() < 0.2:
                await world.live(life)
        await world.hear()
        await world.letters()
        tx.now += timedelta(days=1)
    assert world.wrong == []
    assert len(world.lives) == ORDERS
    happened = {"ship", "deliver", "lose", "cancel", "approve", "refuse", "send", "receive", "refund", "replace", "take_back",
                "matched", "unmatched", "settled", "write", "silence", "erase", "letter", "second letter"}  # fmt: skip
    assert {one for one in happened if not world.done[one]} == set(), world.done
    given = [life.person for life in world.lives if life.gift and life.person is not None]
    assert len(given) > 10
    gifts = [life.order.id for life in world.lives if life.gift]
    assert await tx.value("select count(*) from orders.line where order_id = any($1) and delivered > returned", gifts) > 10
    assert await tx.value("select count(*) from reviews.review where author = any($1) and basis = 'order'", given) == 0
    assert world.done["letter"] > ORDERS // 3, "most are asked once nothing is wrong any more"
