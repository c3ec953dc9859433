"""Zones, rates and calendars for tests."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from stoa.base import ids
from stoa.base.database import Writing
from stoa.base.money import Money
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import SYSTEM
from stoa.shop import orders, stock
from stoa.shop.catalog.model import ProductId, VariantId
from stoa.shop.orders.model import Delivery, NewLine, NewOrder, Order
from stoa.shop.shipping import actions
from stoa.shop.shipping.model import ClosedDay, Dispatch, Point, PointId, Rate, RateId, RateKind, Sending, Step, Zone, ZoneId
from stoa.shop.stock.model import NewItem

BERLIN = "Europe/Berlin"


def berlin(text: str) -> datetime:
    """Return a moment by Berlin's wall clock."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(BERLIN)).astimezone(ZoneInfo("UTC"))


def a_rate(**overrides: Any) -> Rate:
    given: dict[str, Any] = {
        "id": RateId(ids.new()),
        "code": "standard",
        "name": {"en": "Standard", "de": "Standardversand"},
        "kind": RateKind.FLAT,
        "table": [Step(None, 390)],
    }
    return Rate(**{**given, **overrides})


def a_zone(**overrides: Any) -> Zone:
    given: dict[str, Any] = {
        "id": ZoneId(ids.new()),
        "market": "eu",
        "currency": "EUR",
        "name": "Germany",
        "countries": ["DE"],
        "rates": [a_rate()],
    }
    return Zone(**{**given, **overrides})


def a_point(code: str = "mitte", **overrides: Any) -> Point:
    given: dict[str, Any] = {"id": PointId(ids.new()), "code": code, "name": "Stoa Mitte", "address": ["Torstraße 1", "10119 Berlin"]}
    return Point(**{**given, **overrides})


def sending(*zones: Zone, closed: list[ClosedDay] | None = None, **dispatch: Any) -> Sending:
    return Sending(dispatch=Dispatch(**dispatch), zones=list(zones), closed=closed or [])


def closed(day: str, *, shop: bool = True, countries: tuple[str, ...] = ("DE",)) -> ClosedDay:
    return ClosedDay(date.fromisoformat(day), "Holiday", shop, list(countries))


TWO = time(14)


async def make_zone(tx: Writing, zone: Zone) -> Zone:
    """Write a zone with its rates."""
    await actions.save_zone(tx, SYSTEM, zone)
    for rate in zone.rates:
        await actions.save_rate(tx, SYSTEM, zone.id, rate)
    return zone


def an_address(**overrides: Any) -> Address:
    given = {"name": "Lena Kramer", "line1": "Lindenweg 4", "city": "Flensburg", "postal_code": "24937", "country": "DE"}
    return Address(**{**given, **overrides})


def a_line(variant: VariantId, quantity: int = 1, **overrides: Any) -> NewLine:
    """Return a line of 24.00 a piece, 19 % of tax included."""
    gross = 2400 * quantity
    net = round(gross / 1.19)
    given: dict[str, Any] = {
        "variant_id": variant, "product_id": ProductId(ids.new()), "handle": "mug", "title": "Mug", "choices": ["Clay"], "sku": "MUG-1",
        "picture": None, "tax_class": "standard", "weight_grams": 400, "ships": True, "quantity": quantity,
        "unit": Money(2400, "EUR"), "net": Money(net, "EUR"), "tax": Money(gross - net, "EUR"),
    }  # fmt: skip
    return NewLine(**{**given, **overrides})


async def make_order(tx: Writing, *quantities: int, on_hand: int = 10, state: str = "open", **overrides: Any) -> Order:
    """Make an order with a line for each quantity, of a variant of its own; open, unless another state is wanted."""
    variants = [VariantId(ids.new()) for _ in quantities or (1,)]
    lines = overrides.pop("lines", None) or [a_line(variant, n) for variant, n in zip(variants, quantities or (1,), strict=True)]
    await stock.make_items(tx, SYSTEM, [NewItem(line.variant_id, line.product_id, on_hand) for line in lines])
    goods = sum((line.net + line.tax).amount for line in lines)
    tax = sum(line.tax.amount for line in lines)
    given: dict[str, Any] = {
        "cart_id": None, "person_id": None, "email": "lena@mail.example", "market": "eu", "currency": "EUR", "language": "en",
        "shipping_address": an_address(), "billing_address": None, "tax_mode": "inclusive", "taxes": [], "lines": lines,
        "delivery": Delivery(code="standard", name="Standard", price=Money(390, "EUR"), arrives_on=date(2026, 11, 23),
                             arrives_by=date(2026, 11, 24), carrier="sandbox"),
        "subtotal": Money(goods, "EUR"), "shipping_net": Money(328, "EUR"), "shipping_tax": Money(62, "EUR"),
        "tax": Money(tax + 62, "EUR"), "total": Money(goods + 390, "EUR"),
    }  # fmt: skip
    order_id = await orders.begin(tx, SYSTEM, NewOrder(**{**given, **overrides}))
    if state != "pending":
        await orders.confirm(tx, await orders.lock(tx, order_id), hold_reason="waits" if state == "held" else None)
    return await orders.get(tx, order_id)
