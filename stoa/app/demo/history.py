"""A year of trade before the shop opens: what its customers ordered, paid, were sent and sent back.

Rows are worked out here by the rooms' own rules (prices as they were at the moment, taxes of the place, refunds by the
part) and loaded by COPY, a table at a time, because a year told verb by verb would take minutes. Nothing else in Stoa
writes into rooms like this. Afterwards every stated invariant holds; a test checks.
"""

import bisect
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from stoa.app.demo.cast import Customer
from stoa.app.demo.goods import Goods
from stoa.app.demo.goods.model import Product, Variant
from stoa.app.demo.goods.year import REASONS, PastOrder
from stoa.app.demo.ledger import Ledger
from stoa.app.demo.shelves import Shelf
from stoa.base import ids
from stoa.base.database import Writing
from stoa.base.money import Money
from stoa.outside.carriers.model import Address as Parcels
from stoa.outside.carriers.model import Parcel
from stoa.outside.carriers.sandbox import Sandbox
from stoa.shop import pricing
from stoa.shop.billing.model import Position
from stoa.shop.catalog.model import Picture
from stoa.shop.orders.model import Delivery, LineId, OrderId
from stoa.shop.pricing.model import TaxMode
from stoa.shop.pricing.model.taxes import LineTotal, PricedLine, Rates, Totals
from stoa.shop.returns.model import CLAIMS, Reason

WHY = dict(
    zip(
        (reason.en for reason in REASONS),
        (Reason.DAMAGED, Reason.TOO_LARGE, Reason.NOT_AS_DESCRIBED, Reason.CHANGED_MIND, Reason.CHANGED_MIND, Reason.TOO_SMALL),
        strict=True,
    )
)


def sells_again(reason: Reason) -> bool:
    """Return whether what came back for this reason goes on the shelf again."""
    return reason not in CLAIMS


FIRST_NUMBER, FIRST_RETURN = 10001, 1001
URL = "http://localhost:8000"
_DELIVERY = {"eu": 490, "uk": 790, "us": 1490}
_FREE_FROM = {"eu": 4900, "uk": 8900, "us": 1 << 60}


class Prices:
    """What everything cost everybody, at any moment: the spells of base prices and the lines of offers, as pricing keeps them."""

    def __init__(self, spells: Sequence[Any], lines: Sequence[Any]) -> None:
        self._spells: dict[tuple[UUID, str], list[tuple[datetime, int]]] = {}
        for row in spells:
            self._spells.setdefault((row["variant_id"], row["code"]), []).append((row["from_at"], row["amount"]))
        self._lines: dict[tuple[UUID, str], list[Any]] = {}
        for row in lines:
            self._lines.setdefault((row["variant_id"], row["code"]), []).append(row)

    @classmethod
    async def read(cls, tx: Writing) -> "Prices":
        spells = await tx.rows(
            "select p.variant_id, m.code, p.from_at, p.amount from pricing.price p join pricing.market m on m.id = p.market_id order by from_at"
        )
        lines = await tx.rows(
            """select l.variant_id, m.code, l.from_at, l.until_at, l.amount from pricing.offer_line l
            join pricing.market m on m.id = l.market_id where l.audience = 'everyone'"""
        )
        return cls(spells, lines)

    def at(self, variant: UUID, market: str, moment: datetime) -> int:
        """Return what everybody paid then."""
        spells = self._spells[variant, market]
        base: int = spells[max(0, bisect.bisect_right(spells, moment, key=lambda spell: spell[0]) - 1)][1]
        lines = [int(row["amount"]) for row in self._lines.get((variant, market), ()) if row["from_at"] <= moment < row["until_at"]]
        return min([base, *lines])


class Writer:
    """Turns past orders into rows."""

    def __init__(
        self,
        goods: Goods,
        shelf: Shelf,
        items: Mapping[UUID, UUID],
        prices: Prices,
        rates: Mapping[tuple[str, str, str], Rates],
        numbers: Mapping[int, str],
        seed: int,
    ) -> None:
        self.ledger = Ledger()
        self._shelf = shelf
        self._items = items
        self._prices = prices
        self._rates = rates
        self._numbers = numbers
        self._dice = random.Random(f"history {seed}")
        self._products = {product.handle: product for product in goods.products}
        self._variants = {variant.sku: variant for product in goods.products for variant in product.variants}
        self._returns = FIRST_RETURN
        self.given_back: list[GivenBack] = []

    def write(self, past: PastOrder, who: Customer, until: datetime) -> None:
        """Write one order and all that came of it."""
        one = Told(past, who, ids.at(past.placed_at, past.number), FIRST_NUMBER + past.number - 1)
        totals = self._total(one)
        one.totals = totals
        self._order(one)
        self._lines(one)
        self._stock(one)
        if one.shipped_at is not None:
            self._shipment(one, until)
        back = self._return(one) if past.returned_at is not None else 0
        self._payment(one, back)

    def _total(self, one: "Told") -> Totals:
        currency, mode = CURRENCY[one.who.market]
        lines = []
        for line in one.past.lines:
            unit = self._prices.at(self._shelf.variants[line.sku], one.who.market, one.past.placed_at)
            lines.append(PricedLine(Money(unit, currency), line.quantity, self._products[line.handle].tax_class))
        one.lines = lines
        goods = sum(line.unit.amount * line.quantity for line in lines)
        cost = 0 if goods >= _FREE_FROM[one.who.market] else _DELIVERY[one.who.market]
        if one.who.market == "eu" and one.who.address.country != "DE":
            cost = 0 if goods >= 9900 else 890
        one.delivery_cost = Money(cost, currency)
        where, language = one.who.address, one.who.language
        return pricing.total(lines, one.delivery_cost, self._rates[where.country, where.region, language], mode)

    def _order(self, one: "Told") -> None:
        past, who, totals = one.past, one.who, one.totals
        days = 3 if who.address.country == "DE" else 6
        promised = (past.placed_at + timedelta(days=days)).date()
        agreed = Delivery(
            code="standard", name="Standard", price=one.delivery_cost, arrives_on=promised - timedelta(days=1), arrives_by=promised,
            carrier="sandbox",
        )  # fmt: skip
        self.ledger.write(
            "orders.order", id=one.id, number=one.number, key=f"{self._dice.getrandbits(120):030x}", person_id=who.id, email=who.email,
            market=who.market, currency=one.currency, language=who.language, state=one.state, shipping_address=who.address,
            delivery=agreed, tax_mode=CURRENCY[who.market][1].value, taxes=totals.tax, subtotal=totals.subtotal.amount,
            shipping_net=totals.shipping.net.amount, shipping_tax=totals.shipping.tax.amount,
            tax=sum(line.amount.amount for line in totals.tax), total=totals.total.amount, made_at=past.placed_at,
            placed_at=past.placed_at, picking_at=one.shipped_at and one.shipped_at - timedelta(minutes=40), ended_at=one.ended_at,
        )  # fmt: skip
        pieces = sum(line.quantity for line in past.lines)
        self._entry(one, "begun", past.placed_at - timedelta(seconds=4), actor=str(who.id or "guest"))
        self._entry(one, "placed", past.placed_at)
        if one.ended_at is not None and past.status == "cancelled":
            self._entry(one, "cancelled", one.ended_at, {"reason": "shopper", "pieces": pieces, "whole": True, "refund": totals.total})
        if one.shipped_at is not None:
            self._entry(one, "picking", one.shipped_at - timedelta(minutes=40))
            self._entry(one, "shipped", one.shipped_at, {"pieces": pieces})
        if past.delivered_at is not None:
            self._entry(one, "delivered", past.delivered_at, {"pieces": pieces})

    def _entry(self, one: "Told", kind: str, at: datetime, facts: dict[str, Any] | None = None, actor: str = "system") -> None:
        self.ledger.write("orders.entry", order_id=one.id, kind=kind, facts=facts or {}, actor=actor, visible=True, at=at)

    def _lines(self, one: "Told") -> None:
        for position, (line, priced, told) in enumerate(zip(one.past.lines, one.lines, one.totals.lines, strict=True)):
            product, variant = self._products[line.handle], self._variants[line.sku]
            one.line_ids.append(ids.at(one.past.placed_at, position))
            all_of_it = line.quantity
            self.ledger.write(
                "orders.line", id=one.line_ids[-1], order_id=one.id, position=position, variant_id=self._shelf.variants[line.sku],
                product_id=self._shelf.products[line.handle], handle=line.handle, title=getattr(product.title, one.who.language),
                choices=_choices(product, variant, one.who.language), sku=line.sku, picture=self._picture(product, variant, one.who.language),
                tax_class=product.tax_class, weight_grams=variant.grams, ships=True, quantity=all_of_it,
                cancelled=all_of_it if one.past.status == "cancelled" else 0, shipped=all_of_it if one.shipped_at else 0,
                delivered=all_of_it if one.past.delivered_at else 0, returned=line.returned, unit=priced.unit.amount, net=told.net.amount,
                tax=told.tax.amount,
            )  # fmt: skip

    def _picture(self, product: Product, variant: Variant, language: str) -> Picture:
        named = [key for key in variant.choice if (product.handle, key) in self._shelf.pictures]
        found = self._shelf.pictures[product.handle, named[0] if named else "main"]
        return Picture(found.digest, found.width, found.height, found.tint, id=found.id, alt=found.alts[language])

    def _stock(self, one: "Told") -> None:
        wanted: Counter[UUID] = Counter()
        for line in one.past.lines:
            wanted[self._items[self._shelf.variants[line.sku]]] += line.quantity
        for item, count in wanted.items():
            self._move(one, item, 0, count, "order", one.past.placed_at)
            if one.shipped_at is not None:
                self._move(one, item, -count, -count, "shipped", one.shipped_at)
            elif one.ended_at is not None:
                self._move(one, item, 0, -count, "released", one.ended_at)
            left = count if one.state == "open" and one.shipped_at is None else 0
            self.ledger.write("stock.allocation", order_id=one.id, item_id=item, quantity=left)

    def _move(self, one: "Told", item: UUID, on_hand: int, allocated: int, reason: str, at: datetime) -> None:
        self.ledger.write(
            "stock.movement", item_id=item, on_hand=on_hand, allocated=allocated, reason=reason, about=one.id, actor="system", at=at
        )

    def _shipment(self, one: "Told", until: datetime) -> None:
        assert one.shipped_at is not None  # noqa: S101 - it is only called for what was sent
        arrived = one.past.delivered_at
        parcel = ids.at(one.shipped_at, one.past.number)
        self.ledger.write(
            "shipping.shipment", id=parcel, order_id=one.id, carrier="sandbox", tracking=self._numbers[one.past.number], state="delivered" if arrived else "moving",
            made_at=one.shipped_at, registered_at=one.shipped_at, seen_at=arrived or one.shipped_at, look_at=None if arrived else until,
            delivered_at=arrived,
        )  # fmt: skip
        for line_id, line in zip(one.line_ids, one.past.lines, strict=True):
            self.ledger.write("shipping.shipment_line", shipment_id=parcel, line_id=line_id, quantity=line.quantity)
        seen = [(one.shipped_at, "made", ""), (one.shipped_at + timedelta(hours=3), "collected", "Hamburg")]
        if arrived is not None:
            seen += [(arrived - timedelta(hours=4), "out_for_delivery", one.who.address.city), (arrived, "delivered", one.who.address.city)]
        for at, kind, place in dict.fromkeys(seen):
            if at <= until:
                self.ledger.write("shipping.scan", shipment_id=parcel, at=at, kind=kind, place=place)

    def _return(self, one: "Told") -> int:
        """Write what came back; return what was paid back, in minor units."""
        ended, arrived = one.past.returned_at, one.past.delivered_at
        assert ended is not None and arrived is not None  # noqa: S101, PT018 - it is only called for what came back
        asked, amount = max(arrived + timedelta(hours=2), ended - timedelta(days=4)), 0
        return_id = ids.at(asked, one.past.number)
        lines = [(i, line) for i, line in enumerate(one.past.lines) if line.returned]
        reasons = [WHY[line.reason.en] if line.reason else Reason.NOT_SAID for _, line in lines]
        kind = "claim" if reasons[0] in CLAIMS else "return"
        positions: list[Position] = []
        for (i, line), reason in zip(lines, reasons, strict=True):
            told = one.totals.lines[i]
            worth = LineTotal(told.net, told.tax, told.gross).part(line.quantity, 0, line.returned).gross.amount
            amount += worth
            positions.append(Position(LineId(one.line_ids[i]), line.returned, worth))
            sellable = line.returned if sells_again(reason) else 0
            self.ledger.write(
                "returns.line", return_id=return_id, line_id=one.line_ids[i], quantity=line.returned, reason=reason.value,
                received=line.returned, restocked=sellable,
            )  # fmt: skip
            if sellable:
                self._move(one, self._items[self._shelf.variants[line.sku]], sellable, 0, "returned", ended)
        self.ledger.write(
            "returns.return_", id=return_id, number=self._returns, order_id=one.id, kind=kind, state="refunded", note="",
            currency=one.currency, refund=amount, asked_at=asked, ended_at=ended,
        )  # fmt: skip
        self._returns += 1
        for action, state, at in (("ask", "asked", asked), ("approve", "approved", asked + timedelta(hours=3)),
                                  ("receive", "arrived", ended - timedelta(hours=1)), ("refund", "refunded", ended)):  # fmt: skip
            self.ledger.write("returns.trail", return_id=return_id, at=at, action=action, state=state, actor="system", note="")
        self._entry(one, f"{kind}_asked", asked, {"pieces": sum(line.returned for _, line in lines)})
        self._entry(one, "returned", ended, {"pieces": sum(line.returned for _, line in lines)})
        self._entry(one, "refunded", ended, {"amount": Money(amount, one.currency), "reason": kind})
        self.given_back.append(GivenBack(ended, OrderId(one.id), ids.at(ended, one.past.number), amount, kind, positions))
        return amount

    def _payment(self, one: "Told", back: int) -> None:
        total, placed = one.totals.total.amount, one.past.placed_at
        payment, reference = ids.at(placed, one.past.number), f"ch_{self._dice.getrandbits(80):020x}"
        cancelled = one.past.status == "cancelled"
        state, captured = ("voided", 0) if cancelled else ("captured", total)
        self.ledger.write(
            "payments.payment", id=payment, order_id=one.id, person_id=one.who.id, provider="sandbox", token="tok_ok",  # noqa: S106
            reference=reference, state=state, currency=one.currency, amount=total, due=0 if cancelled else total, captured=captured,
            refunded=back, made_at=placed, changed_at=one.past.returned_at or placed,
        )  # fmt: skip
        self.ledger.write(
            "outside_payments.charge", reference=reference, key=ids.show("pay", payment), token="tok_ok", state=state, amount=total,  # noqa: S106
            currency=one.currency, captured=captured, refunded=back, order=ids.show("ord", one.id), return_url=URL, made_at=placed,
            appears_at=placed, expires_at=placed + timedelta(days=7),
        )  # fmt: skip
        if back:
            self.ledger.write(
                "payments.refund", id=ids.at(one.past.returned_at or placed, one.past.number), payment_id=payment, order_id=one.id,
                amount=back, reason="return", state="made", actor="system", made_at=one.past.returned_at, ended_at=one.past.returned_at,
            )  # fmt: skip


CURRENCY = {"eu": ("EUR", TaxMode.INCLUSIVE), "uk": ("GBP", TaxMode.INCLUSIVE), "us": ("USD", TaxMode.EXCLUSIVE)}


class GivenBack(msgspec.Struct, frozen=True):
    """What was paid back of an order, and for what: its invoice is corrected by it."""

    at: datetime
    order: OrderId
    refund: UUID
    amount: int
    reason: str
    positions: list[Position]


class Told(msgspec.Struct):
    """An order while it is being written."""

    past: PastOrder
    who: Customer
    id: UUID
    number: int
    lines: list[PricedLine] = []
    line_ids: list[UUID] = []
    totals: Any = None
    delivery_cost: Any = None

    @property
    def currency(self) -> str:
        return CURRENCY[self.who.market][0]

    @property
    def state(self) -> str:
        return {"delivered": "closed", "cancelled": "cancelled"}.get(self.past.status, "open")

    @property
    def shipped_at(self) -> datetime | None:
        return shipped_at(self.past)

    @property
    def ended_at(self) -> datetime | None:
        if self.past.status == "cancelled":
            return self.past.placed_at + timedelta(minutes=35)
        return self.past.delivered_at


def shipped_at(past: PastOrder) -> datetime | None:
    """Return when its parcel left."""
    if past.status == "delivered" and past.delivered_at is not None:
        return past.placed_at + (past.delivered_at - past.placed_at) / 3
    return past.placed_at + timedelta(hours=20) if past.status == "shipped" else None


def _choices(product: Product, variant: Variant, language: str) -> list[str]:
    names = [{value.key: getattr(value.name, language) for value in option.values} for option in product.options]
    return [texts[key] for texts, key in zip(names, variant.choice, strict=True)]


async def number_parcels(year: Sequence[PastOrder], zone: str) -> dict[int, str]:
    """Return the tracking number that the sandbox carrier gives each order's parcel, so that it moves on by the clock."""
    carrier, found = Sandbox(zone), {}
    for past in year:
        shipped = shipped_at(past)
        if shipped is None:
            continue
        a = past.person.address
        parcel = Parcel(f"past-{past.number}", 1_000, shipped, (past.delivered_at or shipped + timedelta(days=3)).date())
        address = Parcels(name=past.person.name, line1=a.street, city=a.city, postal_code=a.postal_code, country=a.country)
        found[past.number] = (
            await carrier.register(key=f"past-{past.number}", parcel=parcel, address=address, service="standard")
        ).tracking
    return found
