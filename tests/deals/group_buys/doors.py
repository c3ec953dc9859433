"""Random histories of a group through the real doors: carts, checkout, orders, payments, the sandbox, jobs, the clock, all in one database.

After each step of which every consequence was carried out, what is stated holds, and money is conserved: at the provider, in the books, order by order.

Faults that were put in to see whether the default run finds them. It did: what is saved, or paid another way, is charged with the order's first
total instead of what is due; a settled place keeps its first price; the place of whoever withdraws after the tip, or while its money is asked for,
is kept for them; a cheaper price reached is written to the order and not to its payment. It also found that of a piece, cancelled before it was known that
all was taken, the price was kept.
"""

import asyncio
import contextlib
import itertools
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, ClassVar

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from stoa.base import clock, invariants, jobs
from stoa.base.database import Database
from stoa.base.money import Money
from stoa.base.refusals import Refusal
from stoa.deals.group_buys import actions, queries, store, waiting
from stoa.deals.group_buys.model import DealId, Kind, NewDeal, Place, PlaceState, State, TeamRow, Tier
from stoa.outside.payments.model import ProviderTimeout
from stoa.people.sessions.model import GUEST, SYSTEM, Visitor
from stoa.shop import checkout, orders, payments, pricing, returns, stock
from stoa.shop.catalog.model import VariantId
from stoa.shop.checkout.model import Placed
from stoa.shop.orders import rules as order_rules
from stoa.shop.orders.model import State as OrderState
from stoa.shop.payments.giving_back import StillCapturing
from stoa.shop.payments.model import State as PaymentState
from stoa.shop.pricing.model import NewPrice
from stoa.shop.returns.model import Wanted
from stoa.shop.stock.model import NewItem
from tests.shop.checkout.makers import HOME, RETURN, a_buyer
from tests.shop.pricing.makers import make_priced

TOKENS = ("tok_ok", "tok_declined", "tok_late", "tok_twice", "tok_timeout", "tok_capture_fails", "tok_capture_timeout", "tok_only_in_full", "tok_taken_late",
    "tok_charge_fails", "tok_charge_fails_once", "tok_charge_timeout")  # fmt: skip
MOSTLY = TOKENS + ("tok_ok",) * 10
PIECES = st.sampled_from([1, 2, 2, 3])
_HOLDING = ("group_buys.", "payments.", "orders.")
_numbers = itertools.count(1)
KINDS = {
    "tiers": {"kind": Kind.TIERS, "tiers": (Tier(2, 10), Tier(4, 20)), "minimum": 2, "maximum": 5},
    "team": {"kind": Kind.TEAM, "tiers": (Tier(3, 20),), "minimum": 3},
}


class Joined(msgspec.Struct):
    """Somebody who went through the checkout: who, by what card, and what the page said a piece costs at most."""

    placed: Placed
    number: int
    card: str
    said: int


class Doors(RuleBasedStateMachine):
    """One group from its planning to its end; `run` and `db` are set by the test."""

    run: ClassVar[Callable[[Awaitable[Any]], Any]]
    db: ClassVar[Database]
    gone: ClassVar[timedelta] = timedelta()
    kind: ClassVar[str] = "tiers"
    days: ClassVar[int] = 1
    fault: ClassVar[Exception | None] = None

    def do(self, step: Awaitable[Any]) -> Any:
        """Take a step; what is refused leaves no trace that the checks would not find."""
        try:
            return Doors.run(step)
        except Refusal:
            return None
        finally:
            if self.awake:
                Doors.run(self.settle())

    def forward(self, by: timedelta) -> None:
        Doors.gone += by
        clock.set_offset(Doors.gone)

    @initialize(people=st.lists(st.tuples(st.sampled_from(MOSTLY), PIECES, st.integers(0, 2)), min_size=2, max_size=5))
    def plan(self, people: list[tuple[str, int, int]]) -> None:
        """Open it, and have people come; some of them cancel a piece or two at once, while others still come."""
        self.awake = True
        self.joined: list[Joined] = []
        self.team: TeamRow | None = None
        Doors.run(self._plan(self.kind, self.days))
        for token, pieces, fewer in people:
            before = len(self.joined)
            self.join(token, pieces, 0)
            if 0 < fewer < pieces and len(self.joined) > before:
                self.cancel(before, fewer, staff=False)

    async def _plan(self, kind: str, days: int) -> None:
        async with self.db.writing() as tx:
            product = await make_priced(tx, 10_000, 8_000)
            self.variants = [one.id for one in product.variants]
            await stock.make_items(tx, SYSTEM, [NewItem(one, product.id, 200) for one in self.variants])
            given: dict[str, Any] = {**KINDS[kind], "product_id": product.id, "market": "eu", "title": {"en": "Together"}}
            given |= {"closes_at": tx.now + timedelta(days=days)} if kind == "tiers" else {"window_hours": 24 * days}
            self.deal: DealId = await actions.plan(tx, SYSTEM, NewDeal(**given))
            teams = await store.teams_of(tx, self.deal)
            self.team = teams[0] if teams else None

    # --- What people do ---

    @rule(people=st.lists(st.tuples(st.sampled_from(MOSTLY), PIECES, st.integers(0, 1)), min_size=1, max_size=4))
    def come(self, people: list[tuple[str, int, int]]) -> None:
        for one in people:
            self.join(*one)

    def join(self, token: str, pieces: int, which: int) -> None:
        number = next(_numbers)
        self.do(self._join(number, f"tok_card_{number}" if token == "tok_ok" else token, pieces, self.variants[which]))

    @precondition(lambda self: self.joined)
    @rule(who=st.integers(0, 20), same=st.sampled_from(["person", "mail", "door", "card"]))
    def come_again(self, who: int, same: str) -> None:
        one, number = self.joined[who % len(self.joined)], next(_numbers)
        given: dict[str, Any] = {"mail": {"email": f"P{one.number}+x@example.com"}, "door": {"address": _home(one.number)}}.get(same, {})
        card = one.card if same == "card" and one.card.startswith("tok_card") else f"tok_card_{number}"
        self.do(self._join(one.number if same == "person" else number, card, 1, self.variants[0], **given))

    async def _join(self, number: int, token: str, pieces: int, variant: VariantId, **given: Any) -> None:
        async with self.db.writing() as tx:
            if self.team is None or (self.team.kind is Kind.TEAM and not self.joined):
                self.team, cart = await actions.start(tx, GUEST, self.deal, variant, "en", pieces)
            else:
                cart = await actions.join(tx, GUEST, self.team.handle, variant, "en", pieces)
            deal = await store.deal(tx, self.deal)
            assert deal is not None
            shown = await queries.choices(tx, deal, deal.tiers[0].percent, "en", GUEST)
        said = next(one.price.amount for one in shown if one.variant.id == variant)
        buyer = a_buyer(token, **{"email": f"p{number}@example.com", "address": _home(number), **given})
        placed = await checkout.place(self.db, GUEST, cart, buyer, RETURN)
        assert placed.order.lines[0].unit.amount == said
        self.joined.append(Joined(placed, number, token, said))

    @precondition(lambda self: self.joined)
    @rule(who=st.integers(0, 20), pieces=st.integers(1, 3), staff=st.booleans())
    def cancel_some(self, who: int, pieces: int, staff: bool) -> None:
        self.cancel(who, pieces, staff=staff)

    def cancel(self, who: int, pieces: int, *, staff: bool) -> None:
        boss = Visitor(name="Boss", permissions=frozenset({"orders.change"}))
        self.do(self._of_order(who, lambda tx, one: returns.cancel(tx, boss if staff else GUEST, one.id, {one.lines[0].id: pieces})))

    @precondition(lambda self: any(one.placed.order.lines[0].quantity > 1 for one in self.joined))
    @rule(who=st.integers(0, 20))
    def cancel_a_piece(self, who: int) -> None:
        several = [at for at, one in enumerate(self.joined) if one.placed.order.lines[0].quantity > 1]
        self.cancel(several[who % len(several)], 1, staff=False)

    @precondition(lambda self: self.joined)
    @rule(who=st.integers(0, 20))
    def withdraw(self, who: int) -> None:
        self.do(self._of_order(who, lambda tx, one: returns.ask(tx, GUEST, one.id, [Wanted(one.lines[0].id, max(one.lines[0].left, 1))])))

    @precondition(lambda self: self.joined)
    @rule(who=st.integers(0, 20), which=st.integers(0, 1))
    def change_colour(self, who: int, which: int) -> None:
        self.do(self._of_order(who, lambda tx, one: returns.change_choice(tx, GUEST, one.id, one.lines[0].id, self.variants[which])))

    async def _of_order(self, who: int, step: Callable[[Any, Any], Awaitable[Any]]) -> None:
        async with self.db.writing() as tx:
            found = await orders.get(tx, self.joined[who % len(self.joined)].placed.order.id)
            await step(tx, found)

    @precondition(lambda self: self.joined)
    @rule(who=st.integers(0, 20))
    def leave(self, who: int) -> None:
        self.do(self._leave(who))

    async def _leave(self, who: int) -> None:
        order = self.joined[who % len(self.joined)].placed.order
        async with self.db.writing() as tx:
            place = await store.place_of(tx, order.id)
            if place is not None:
                await actions.leave(tx, GUEST, place.id, order.key)

    @precondition(lambda self: self.team is not None)
    @rule()
    def wait(self) -> None:
        self.do(self._wait())

    async def _wait(self) -> None:
        async with self.db.writing() as tx:
            assert self.team is not None
            email = f"p{next(_numbers)}@example.com"
            await waiting.wait(tx, GUEST, self.team.handle, self.variants[0], "en", email)

    @precondition(lambda self: self.team is not None)
    @rule(takes=st.booleans())
    def answer(self, takes: bool) -> None:
        self.do(self._answer(takes))

    async def _answer(self, takes: bool) -> None:
        assert self.team is not None
        sql = "select key from group_buys.waiting where team_id = $1 and state = 'offered' order by id limit 1"
        async with self.db.writing() as tx:
            key = await tx.value(sql, self.team.id)
            if key is None or not takes:
                return await waiting.no_thanks(tx, self.team.handle, key) if key is not None else None
            cart = await waiting.take_up(tx, GUEST, self.team.handle, key, "en")
        number = next(_numbers)
        buyer = a_buyer(f"tok_card_{number}", email=f"p{number}@example.com", address=_home(number))
        placed = await checkout.place(self.db, GUEST, cart, buyer, RETURN)
        self.joined.append(Joined(placed, number, f"tok_card_{number}", placed.order.lines[0].unit.amount))
        return None

    @precondition(lambda self: self.joined)
    @rule(who=st.integers(0, 20), fewer=st.booleans())
    def pay_another_way(self, who: int, fewer: bool) -> None:
        """One of those whom their bank left in the lurch pays another way, perhaps for fewer pieces."""
        unpaid = [at for at in range(len(self.joined)) if Doors.run(self._state(at)) is PlaceState.GRACE]
        if unpaid:
            one = unpaid[who % len(unpaid)]
            if fewer and self.joined[one].placed.order.lines[0].quantity > 1:
                self.cancel(one, 1, staff=False)
            self.do(self._pay(one))

    async def _state(self, who: int) -> PlaceState | None:
        async with self.db.reading() as read:
            place = await store.place_of(read, self.joined[who].placed.order.id)
            return place.state if place is not None else None

    async def _pay(self, who: int) -> None:
        order = self.joined[who].placed.order
        async with self.db.writing() as tx:
            place = await store.place_of(tx, order.id)
            if place is None or place.state is not PlaceState.GRACE:
                return
            again = await payments.pay_again(tx, order.id, "sandbox", f"tok_card_{next(_numbers)}")
        await payments.authorize(self.db, again, RETURN)

    # --- What happens around them ---

    @rule(which=st.integers(0, 1), to=st.sampled_from([4_000, 8_500, 9_500, 15_000]))
    def price_moves(self, which: int, to: int) -> None:
        self.forward(timedelta(seconds=1))
        self.do(self._price(which, to))

    async def _price(self, which: int, to: int) -> None:
        async with self.db.writing() as tx:
            await pricing.set_prices(tx, SYSTEM, [NewPrice(self.variants[which], "eu", Money(to, "EUR"))])

    @rule(minutes=st.sampled_from([1, 1, 1, 16, 16, 61, 60 * 25, 60 * 24 * 9]))
    def pass_time(self, minutes: int) -> None:
        self.forward(timedelta(minutes=minutes))
        self.do(_nothing())

    @rule(awake=st.sampled_from([True, True, False]))
    def worker(self, awake: bool) -> None:
        """It dies, or comes back."""
        self.awake = awake
        self.do(_nothing())

    @rule(minutes=st.sampled_from([0, 61, 60 * 24, 60 * 24 * 9]), few=st.integers(1, 6))
    def worker_dies_amid(self, minutes: int, few: int) -> None:
        """It does but a few jobs of what is due, and dies: places are left halfway."""
        self.forward(timedelta(minutes=minutes))
        Doors.run(some(self.db, few))
        self.awake = False

    @rule(chance=st.integers(0, 11))
    def merchant_ends_it(self, chance: int) -> None:
        if not chance:
            self.do(self._end())

    async def _end(self) -> None:
        async with self.db.writing() as tx:
            await actions.end_early(tx, SYSTEM, self.deal, "The kiln broke")

    # --- What must be so ---

    async def settle(self, *, all_of: tuple[str, ...] = ("group_buys.",)) -> None:
        """Let every consequence come about, as a worker would; then look. The first fault is kept: in a database that has one, no history comes again."""
        try:
            await self._settle(all_of)
        except Exception as fault:
            Doors.fault = Doors.fault or fault
            raise

    async def _settle(self, all_of: tuple[str, ...]) -> None:
        await drain(self.db)
        async with self.db.snapshot() as read:
            broken = [one for stated in invariants.stated() if stated.name.startswith(all_of) for one in await read.rows(stated.sql)]
            assert broken == [], broken
            for one in self.joined:
                await self._money_of(read, one)

    async def _money_of(self, read: Any, one: Joined) -> None:
        """The provider has taken what the books say, and that is what is left of the order, or nothing."""
        order = await orders.get(read, one.placed.order.id)
        sql = """select coalesce((select sum(captured - refunded) from outside_payments.charge where "order" = $2), 0) as there,
            coalesce(sum(captured - refunded), 0) as here, coalesce(sum(refunding), 0) as owed from payments.payment where order_id = $1"""
        row = await read.row(sql, order.id, order.shown_id)
        place: Place | None = await store.place_of(read, order.id)
        payment = await payments.of_order(read, order.id)
        assert place is not None
        assert all(line.unit.amount <= one.said or line.variant_id != one.placed.order.lines[0].variant_id for line in order.lines)
        if order.state is OrderState.CANCELLED:
            assert place.state not in {PlaceState.AUTHORIZED, PlaceState.CAPTURING, PlaceState.GRACE}
            assert row["here"] == row["owed"] == 0, (order.state, dict(row))
        elif place.state is PlaceState.CAPTURED:
            assert row["here"] == order_rules.still_owed(order).amount, (dict(row), order_rules.still_owed(order))
        elif place.state in {PlaceState.AUTHORIZED, PlaceState.CAPTURING}:
            assert payment is not None
            aside = row["here"] if payment.state is PaymentState.CAPTURED else payment.due  # a provider may take it from the first
            assert aside == order_rules.still_owed(order).amount, (payment, order_rules.still_owed(order))
            assert row["here"] in {0, aside}
        if payment is None or payment.state.value not in {"unknown", "intended", "challenge", "capturing"}:
            assert row["there"] == row["here"], dict(row)

    def teardown(self) -> None:
        """The worker wakes, and time goes by: everything comes to an end, and nobody is stuck."""
        if not hasattr(self, "deal"):
            return
        self.awake = True
        for hours in (0, 240, 0, 2, 240, 2, 1):
            self.forward(timedelta(hours=hours, minutes=1))
            Doors.run(self.settle())
            self.pay_another_way(0, fewer=True)
        Doors.run(self.settle(all_of=_HOLDING))
        if self.team is not None and self.joined:
            Doors.run(self._ended(self.team))

    async def _ended(self, seen: TeamRow) -> None:
        async with self.db.reading() as read:
            team = await store.team(read, seen.id)
            assert team is not None
            assert team.state is State.SETTLED, team
            for place in await store.places_of(read, team.id):
                assert place.state in {PlaceState.CAPTURED, PlaceState.LEFT, PlaceState.DECLINED, PlaceState.RELEASED}, place
            assert await read.value("select count(*) from group_buys.mark where team_id = $1", team.id) == 0


async def drain(db: Database) -> None:
    """Run every job that is due; those that fail are tried again, as a worker does."""
    async with db.writing() as tx:
        for name in ("group_buys.watch", "payments.ask"):
            await jobs.enqueue(tx, name)
    for _ in range(40):
        try:
            await jobs.drain(db)
        except (ProviderTimeout, StillCapturing):
            await _again(db)
            await asyncio.sleep(0)
        else:
            return
    raise AssertionError("still jobs that fail")


async def some(db: Database, few: int) -> None:
    """Run but so many of the jobs that are due."""
    async with db.writing() as tx:
        for name in ("group_buys.watch", "payments.ask"):
            await jobs.enqueue(tx, name)
    with contextlib.suppress(RuntimeError, ProviderTimeout):  # there is more to do, or it is tried again
        await jobs.drain(db, limit=few)
    await _again(db)


async def _again(db: Database) -> None:
    """Put jobs that were not finished behind the others."""
    async with db.writing() as tx:
        await tx.run("update base.job set state = 'waiting', leased_until = null, due_at = $1 where state = 'running'", tx.now)


async def _nothing() -> None: ...


def _home(number: int) -> Any:
    return msgspec.structs.replace(HOME, line1=f"Hafenstraße {number}")
