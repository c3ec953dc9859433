"""What pricing decides, as pure functions: totals and their taxes, parts of a line, reduced and converted prices.

Whole numbers only; docs/money.md explains every choice with worked tables, and the tests are those tables.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec

from stoa.base.money import Money, divide
from stoa.base.money import total as add
from stoa.base.refusals import FieldError
from stoa.people.permissions.model import Visitor
from stoa.shop.pricing.model import (
    EVERYONE,
    MEMBERS,
    WHOLE,
    Kind,
    Market,
    NewMarket,
    NewOffer,
    Offer,
    OfferId,
    Rounding,
    Scope,
    TaxMode,
    UnfitOffer,
    WasPriceTooHigh,
)
from stoa.shop.pricing.model.taxes import SHIPPING, STANDARD, LineTotal, PricedLine, Rates, TaxLine, TaxRate, TaxRule, Totals


class _Share(msgspec.Struct):
    """An amount that is taxed: one line, or the part of the shipping that goes with the lines of one rate."""

    rates: tuple[TaxRate, ...]
    amount: Money
    tax_class: str = ""
    """Of goods; the way there has none."""


def total(
    lines: Sequence[PricedLine], shipping: Money, rates: Rates, mode: TaxMode, *, discount: Money | None = None, exempt: bool = False
) -> Totals:
    """Return what these lines come to, with shipping and tax.

    `rates` are those of the destination, by tax class; a class that is missing is taxed as `standard`. Shipping is taxed
    as the goods are, by their shares, unless `rates` has the class `shipping`. A `discount` (as the market shows prices,
    never more than the goods) is spread over the lines. Somebody `exempt` pays the net amounts. Raises MixedCurrencies.
    """
    zero = Money(0, shipping.currency)
    shown = [line.unit * line.quantity for line in lines]
    subtotal = add(shown, zero.currency)
    off = min(discount or zero, subtotal)
    offs = off.allocate([a.amount for a in shown]) if shown else []
    shares = _shares(lines, [a - b for a, b in zip(shown, offs, strict=True)], rates)
    shares += _shipping_shares(shares, shipping, rates)
    taxes = _taxes(shares, mode)
    parts = [_line(share.amount, tax, mode, exempt=exempt) for share, tax in zip(shares, taxes, strict=True)]
    goods, sent = parts[: len(lines)], parts[len(lines) :]
    if exempt and mode is TaxMode.INCLUSIVE:
        off = add((_net(part, share.rates) for part, share in zip(offs, shares, strict=False)), zero.currency)
        subtotal = _sum(goods, zero).net + off
    return Totals(
        lines=goods,
        shipping=_sum(sent, zero),
        subtotal=subtotal,
        discount=off,
        tax=[] if exempt else _tax_lines(shares, parts, zero),
        total=_sum(parts, zero).gross,
    )


def _shares(lines: Sequence[PricedLine], amounts: Sequence[Money], rates: Rates) -> list[_Share]:
    return [_Share(_of(rates, line.tax_class), amount, line.tax_class) for line, amount in zip(lines, amounts, strict=True)]


def _of(rates: Rates, tax_class: str) -> tuple[TaxRate, ...]:
    found = rates.get(tax_class)
    return tuple(rates.get(STANDARD, ()) if found is None else found)


def _shipping_shares(goods: Sequence[_Share], shipping: Money, rates: Rates) -> list[_Share]:
    """Spread shipping over the goods' rates, in proportion to what the goods of each rate cost."""
    if SHIPPING in rates or not goods:
        return [_Share(_of(rates, SHIPPING), shipping)]
    weights: dict[tuple[TaxRate, ...], int] = {}
    for share in goods:
        weights[share.rates] = weights.get(share.rates, 0) + share.amount.amount
    return [_Share(own, part) for own, part in zip(weights, shipping.allocate(list(weights.values())), strict=True)]


def _taxes(shares: Sequence[_Share], mode: TaxMode) -> list[Money]:
    """Return each share's tax: worked out and rounded once for all that is taxed alike, then handed down by largest remainder."""
    taxes: list[Money] = [share.amount * 0 for share in shares]
    groups: dict[tuple[TaxRate, ...], list[int]] = {}
    for i, share in enumerate(shares):
        groups.setdefault(share.rates, []).append(i)
    for rates, members in groups.items():
        rate = sum(one.rate for one in rates)
        amounts = [shares[i].amount for i in members]
        whole = add(amounts, amounts[0].currency)
        tax = whole.share(rate, WHOLE + rate if mode is TaxMode.INCLUSIVE else WHOLE)
        for i, part in zip(members, tax.allocate([a.amount for a in amounts]), strict=True):
            taxes[i] = part
    return taxes


def _line(amount: Money, tax: Money, mode: TaxMode, *, exempt: bool) -> LineTotal:
    net = amount - tax if mode is TaxMode.INCLUSIVE else amount
    return LineTotal(net, tax * 0, net) if exempt else LineTotal(net, tax, net + tax)


def _sum(parts: Sequence[LineTotal], zero: Money) -> LineTotal:
    code = zero.currency
    return LineTotal(add((p.net for p in parts), code), add((p.tax for p in parts), code), add((p.gross for p in parts), code))


def _tax_lines(shares: Sequence[_Share], parts: Sequence[LineTotal], zero: Money) -> list[TaxLine]:
    """Return one line for each tax, the taxes of a place that has several in proportion to their rates."""
    groups: dict[tuple[TaxRate, ...], list[LineTotal]] = {}
    classes: dict[TaxRate, set[str]] = {}
    for share, part in zip(shares, parts, strict=True):
        groups.setdefault(share.rates, []).append(part)
        for rate in share.rates:
            classes.setdefault(rate, set()).update([share.tax_class] if share.tax_class else [])
    found: dict[TaxRate, TaxLine] = {}
    for rates, members in groups.items():
        if not rates:
            continue
        whole = _sum(members, zero)
        for rate, amount in zip(rates, whole.tax.allocate([one.rate for one in rates]), strict=True):
            before = found.get(rate, TaxLine(rate.name, rate.rate, zero, zero))
            on = tuple(sorted(classes[rate]))
            found[rate] = TaxLine(rate.name, rate.rate, before.base + whole.net, before.amount + amount, on)
    return [line for line in found.values() if line.base]


def _net(gross: Money, rates: Sequence[TaxRate]) -> Money:
    return gross.share(WHOLE, WHOLE + sum(one.rate for one in rates))


def reduced(kind: Kind, value: int, base: int) -> int:
    """Return the price that an offer makes of a base price, in minor units, never below zero.

    the database works out the same for many at once (a test compares them).
    """
    match kind:
        case Kind.PERCENT:
            return divide(base * (WHOLE - value), WHOLE)
        case Kind.AMOUNT:
            return max(base - value, 0)
        case Kind.FIXED:
            return value


def converted(amount: int, rate: int, rounding: Rounding) -> int:
    """Return a price of one market in another: times the rate, at the nearest allowed ending (the lower of two equally near).

    Something that costs anything never becomes free.
    """
    exact = amount * rate  # in millionths
    step, ending = rounding.step, rounding.ending
    below = (exact - ending * WHOLE) // (step * WHOLE) * step + ending
    nearest = below if exact - below * WHOLE <= (below + step) * WHOLE - exact else below + step
    least = ending or step
    return max(nearest, least) if amount else 0


def offer(offer_id: OfferId, new: NewOffer, market: Market | None, now: datetime) -> Offer:
    """Return the offer that is asked for. It begins now at the earliest: nobody is offered anything in the past.

    Raises UnfitOffer with everything that is wrong with it.
    """
    code = of_code(new.code or "") or None
    from_at = max(new.from_at or now, now)
    wrong = {
        "/reason": not any(text.strip() for text in new.reason.values()) and "required",
        "/value": _wrong_value(new.kind, new.value),
        "/market": new.kind is not Kind.PERCENT and market is None and "choose_a_market",
        "/target": (new.scope is Scope.EVERYTHING) != (new.target is None) and "required",
        "/until_at": new.until_at is not None and new.until_at <= from_at and "ends_before_it_begins",
        "/code": code is not None and not 3 <= len(code) <= 40 and "bad_code",
        "/most_uses": new.most_uses is not None and _wrong_limit(new.most_uses, code),
        "/most_per_person": new.most_per_person is not None and _wrong_limit(new.most_per_person, code),
        "/audience": not new.audience.strip() and "required",
    }
    errors = [FieldError(pointer, code) for pointer, code in wrong.items() if code]
    if errors:
        raise UnfitOffer(errors)
    return Offer(
        id=offer_id,
        reason={language: text.strip() for language, text in new.reason.items() if text.strip()},
        kind=new.kind,
        value=new.value,
        scope=new.scope,
        target=new.target,
        audience=audience_of(code) if code else new.audience.strip(),
        market=market.code if market else None,
        currency=market.currency if market else None,
        from_at=from_at,
        until_at=new.until_at,
        code=code,
        published_by=new.published_by,
        most_uses=new.most_uses,
        most_per_person=new.most_per_person,
    )


def _wrong_limit(most: int, code: str | None) -> str:
    return "needs_a_code" if code is None else "" if most > 0 else "negative"


def _wrong_value(kind: Kind, value: int) -> str:
    if kind is Kind.PERCENT:
        return "" if 0 < value <= WHOLE else "not_a_share"
    return "" if value > 0 or (kind is Kind.FIXED and value == 0) else "negative"


def changed(before: Offer, after: Offer, now: datetime) -> Offer:
    """Return an offer as it is after a change: who published it stays, how often it was used, and when it began if it has.

    Raises UnfitOffer for fewer uses than there were.
    """
    if after.most_uses is not None and after.most_uses < before.uses:
        raise UnfitOffer([FieldError("/most_uses", "fewer_than_used", {"uses": before.uses})])
    from_at = before.from_at if before.from_at <= now else after.from_at
    return msgspec.structs.replace(after, published_by=before.published_by, from_at=from_at, uses=before.uses)


def noted(one: Offer) -> dict[str, Any]:
    """Return what the log of the staff's actions says of an offer, to be read in any language: names are looked up by their ids."""
    worth = {"share": one.value} if one.kind is Kind.PERCENT else {"amount": one.value, "currency": one.currency or ""}
    return {
        "kind": one.kind.value,
        "worth": worth,
        "on": one.scope.value if one.target is None else str(one.target),
        "group": one.audience,
        "market": one.market,
        "from": one.from_at.isoformat(),
        "until": one.until_at.isoformat() if one.until_at else None,
        "most_uses": one.most_uses,
        "most_per_person": one.most_per_person,
    }


def noted_market(one: Market | NewMarket) -> dict[str, Any]:
    """Return what the log of the staff's actions says of a market, to be read in any language: how it follows another only where it does."""
    facts: dict[str, Any] = {
        "code": one.code,
        "name": dict(one.name),
        "currency": one.currency,
        "tax_mode": one.tax_mode.value,
        "countries": {"countries": list(one.countries)},
    }
    if one.follows is None:
        return facts
    ends = one.rounding != Rounding()
    return {
        **facts,
        "follows_market": str(one.follows),
        "taken_at": {"share": one.rate},
        "ending": Money(one.rounding.ending, one.currency) if ends else None,
        "steps_of": Money(one.rounding.step, one.currency) if ends else None,
    }


def market_change(before: Market, after: NewMarket) -> dict[str, dict[str, Any]]:
    """Return what the log says of a change to a market: what is another now, as it was and as it is."""
    was, now = noted_market(before), noted_market(after)
    changed = [name for name in {**was, **now} if was.get(name) != now.get(name)]
    return {"before": {name: was.get(name) for name in changed}, "after": {name: now.get(name) for name in changed}}


def noted_tax(rule: TaxRule) -> dict[str, Any]:
    """Return what the log says of a tax rate."""
    return {
        "countries": {"countries": [rule.country]},
        "region": rule.region,
        "tax_class": rule.tax_class,
        "name": rule.name,
        "rate": {"share": rule.rate},
    }


def ppm(percent: str) -> int:
    """Return a percentage in parts per million ("8.875" is 88750). Raises ValueError when it is none, or finer than that."""
    try:
        exact = Decimal(percent.strip().removesuffix("%").strip().replace(",", ".")) * (WHOLE // 100)
    except ArithmeticError:
        raise ValueError(f"not a percentage: {percent[:40]!r}") from None
    if not exact.is_finite() or exact != exact.to_integral_value() or abs(exact) > 10**15:
        raise ValueError(f"not a percentage: {percent[:40]!r}")
    return int(exact)


def percent(rate: int) -> str:
    """Return parts per million as a percentage, without needless zeros ("8.875")."""
    return f"{(Decimal(rate) / (WHOLE // 100)).normalize():f}"


def check_was(claimed: Money, low30: Money | None, price: Money) -> Money:
    """Return a former price that may be shown beside `price`.

    Raises WasPriceTooHigh when it is above the lowest price of the 30 days before, or when there was none before.
    """
    if claimed > (low30 or price):
        raise WasPriceTooHigh(claimed=str(claimed), low30=str(low30 or price))
    return claimed


def of_code(code: str) -> str:
    """Return a voucher code as it is kept: without spaces, in capitals."""
    return "".join(code.split()).upper()


def audience_of(code: str) -> str:
    """Return the audience of whoever gives this code."""
    return f"code:{of_code(code)}"


def audiences(visitor: Visitor, codes: Iterable[str] = ()) -> list[str]:
    """Return the audiences that somebody belongs to: their groups too, and the voucher codes they have given."""
    own = [EVERYONE] if visitor.guest else [EVERYONE, MEMBERS]
    return own + sorted({*visitor.groups, *map(audience_of, codes)})
