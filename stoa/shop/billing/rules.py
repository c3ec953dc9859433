"""Decisions of billing: what an invoice says, and how an amount that is given back divides into what was invoiced."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from stoa.base import money
from stoa.base.money import Money
from stoa.shop.billing.model import Bill, BillLine, Correction, Entry, Kind, Position, Seller
from stoa.shop.orders.model import Line, LineId, Order
from stoa.shop.pricing.model.taxes import TaxLine, taxes_without

WHOLE = 1_000_000
_Key = LineId | None
_Taxes = tuple[int, ...]
"""Which of a bill's taxes lie on something, by their places."""


def bill(order: Order, seller: Seller) -> Bill:
    """Return what the invoice of an order says now: what is agreed, without what was cancelled before."""
    lines = [_line(line) for line in order.lines if line.kept]
    whole = Bill(
        language=order.language,
        currency=order.currency,
        tax_added=order.tax_added,
        seller=seller,
        lines=[_billed(line, line.quantity, line.net, line.tax) for line in order.lines],
        shipping_name=order.delivery.name if order.delivery else "",
        shipping_net=order.shipping_net,
        shipping_tax=order.shipping_tax,
        taxes=list(order.taxes),
    )
    gone = [(was, now) for was, now in zip(whole.lines, map(_line, order.lines), strict=True) if was.quantity != now.quantity]
    taxes = list(order.taxes)
    for was, now in gone:
        taxes = taxes_without(taxes, _taxes_of(whole, was.tax_class), was.net - now.net, was.tax - now.tax)
    return msgspec.structs.replace(whole, lines=lines, taxes=taxes)


def _line(line: Line) -> BillLine:
    """Return a line without the pieces that were cancelled: what was given back for them is its rounded share."""
    gross = line.gross - line.gross.share(line.cancelled, line.quantity)
    tax = line.tax - line.tax.share(line.cancelled, line.quantity)
    return _billed(line, line.kept, gross - tax, tax)


def _billed(line: Line, quantity: int, net: Money, tax: Money) -> BillLine:
    return BillLine(
        id=line.id,
        title=line.title,
        choices=line.choices,
        sku=line.sku,
        tax_class=line.tax_class,
        quantity=quantity,
        unit=line.unit,
        net=net,
        tax=tax,
    )


def correct(
    billed: Bill, before: Sequence[Correction], amount: int, wanted: Sequence[Position] = ()
) -> tuple[list[Entry], list[TaxLine]] | None:
    """Divide an amount that is given back into what was invoiced: first into what it is meant for, the rest over all that is left.

    No line, no way there, no rate is ever given back beyond what was invoiced; the last correction takes the last cent of each. None where
    nothing is left to correct.
    """
    room = {key: net.amount + tax.amount for key, (net, tax, _) in _wholes(billed).items()}
    for entry in _entries(before):
        room[entry.line] -= entry.gross.amount
    amount = min(amount, sum(room.values()))
    if amount <= 0:
        return None
    parts = _meant(room, amount, wanted, billed.currency)
    rest = amount - sum(part.amount for part, _ in parts)
    left = {key: room[key] - sum(part.amount for part, _ in parts if part.line == key) for key in room}
    spread = Money(rest, billed.currency).allocate(list(left.values())) if rest else []
    parts += [(Position(key, 0, part.amount), Kind.GOODWILL) for key, part in zip(left, spread, strict=False) if part]
    done = {key: whole[0].amount + whole[1].amount - room[key] for key, whole in _wholes(billed).items()}
    entries = [_entry(billed, done, part, kind) for part, kind in parts]
    return entries, _by_rate(billed, before, entries, last=amount == sum(room.values()))


def _meant(room: Mapping[_Key, int], amount: int, wanted: Sequence[Position], currency: str) -> list[tuple[Position, Kind]]:
    """Return what is taken of what the amount is meant for: no more than is left of it, and no more than the amount."""
    left, asked = dict(room), []
    for one in wanted:
        there = min(one.amount, left.get(one.line, 0))
        if there > 0:
            left[one.line] -= there
            asked.append(msgspec.structs.replace(one, amount=there))
    if sum(one.amount for one in asked) > amount:
        shares = Money(amount, currency).allocate([one.amount for one in asked])
        asked = [msgspec.structs.replace(one, amount=share.amount) for one, share in zip(asked, shares, strict=True) if share]
    return [(one, _kind(one)) for one in asked]


def _kind(one: Position) -> Kind:
    if one.line is None:
        return Kind.SHIPPING
    return Kind.PIECES if one.pieces else Kind.PRICE


def _entry(billed: Bill, done: dict[_Key, int], part: Position, kind: Kind) -> Entry:
    """Return the part with its tax: along the whole of its line, so that all parts of it have exactly the line's tax."""
    net, tax, name = _wholes(billed)[part.line]
    whole, before = net.amount + tax.amount, done[part.line]
    done[part.line] = before + part.amount
    own = money.divide(tax.amount * (before + part.amount), whole) - money.divide(tax.amount * before, whole)
    said = Money(own, billed.currency)
    return Entry(line=part.line, kind=kind, pieces=part.pieces, name=name, net=Money(part.amount, billed.currency) - said, tax=said)


def _wholes(billed: Bill) -> dict[_Key, tuple[Money, Money, str]]:
    """Return net, tax and name of each line, and of the way there."""
    found: dict[_Key, tuple[Money, Money, str]] = {line.id: (line.net, line.tax, line.name) for line in billed.lines}
    found[None] = (billed.shipping_net, billed.shipping_tax, billed.shipping_name)
    return found


def _entries(corrections: Iterable[Correction]) -> Iterable[Entry]:
    return (entry for one in corrections for entry in one.entries)


def _by_rate(billed: Bill, before: Sequence[Correction], entries: Sequence[Entry], *, last: bool) -> list[TaxLine]:
    """Return what the entries come to by each of the bill's taxes; the last correction takes what is left of each."""
    zero = Money(0, billed.currency)
    left = [
        (
            one.base - money.total((c.taxes[at].base for c in before), billed.currency),
            one.amount - money.total((c.taxes[at].amount for c in before), billed.currency),
        )
        for at, one in enumerate(billed.taxes)
    ]
    if last:
        return [TaxLine(one.name, one.rate, base, amount) for one, (base, amount) in zip(billed.taxes, left, strict=True)]
    bases, amounts = [zero] * len(left), [zero] * len(left)
    for entry in entries:
        for on, net, tax in _apart(billed, entry):
            for at, part in zip(on, tax.allocate([billed.taxes[at].rate for at in on]) if on else [], strict=True):
                bases[at] += net
                amounts[at] += part
    amounts = _within(amounts, [room for _, room in left], money.total((one.tax for one in entries), billed.currency))
    return [
        TaxLine(one.name, one.rate, min(base, room), amount)
        for one, base, (room, _), amount in zip(billed.taxes, bases, left, amounts, strict=True)
    ]


def _within(amounts: Sequence[Money], rooms: Sequence[Money], whole: Money) -> list[Money]:
    """Return the amounts, none above its room and together the whole: what is too much of one goes where there is most room."""
    found = [min(amount, room) for amount, room in zip(amounts, rooms, strict=True)]
    over = whole - money.total(found, whole.currency)
    for at in sorted(range(len(found)), key=lambda at: rooms[at] - found[at], reverse=True):
        more = min(over, rooms[at] - found[at])
        found[at] += more
        over -= more
    return found


def _apart(billed: Bill, entry: Entry) -> list[tuple[_Taxes, Money, Money]]:
    """Return net and tax of an entry by the taxes that lie on it."""
    if entry.line is not None:
        line = next(one for one in billed.lines if one.id == entry.line)
        return [(_taxes_of(billed, line.tax_class), entry.net, entry.tax)]
    weights = _weights(billed)
    own = _nearest(billed.taxes, billed.shipping_net, billed.shipping_tax)
    way = (entry.net if billed.tax_added else entry.gross).allocate(list(weights.values()))
    taxed = _taxed(billed, weights, way)
    whole = sum(_taxed(billed, weights, (billed.shipping_net if billed.tax_added else billed.shipping).allocate(list(weights.values()))))
    alone = abs(sum(billed.taxes[at].rate for at in own) * billed.shipping_net.amount - billed.shipping_tax.amount * WHOLE)
    if not sum(taxed) or alone < abs(whole - billed.shipping_tax.amount * WHOLE):
        return [(own, entry.net, entry.tax)]
    taxes = entry.tax.allocate(taxed)
    return [(on, share if billed.tax_added else share - tax, tax) for on, share, tax in zip(weights, way, taxes, strict=True)]


def _weights(billed: Bill) -> dict[_Taxes, int]:
    """Return what the goods of each rate cost: the way there is taxed as they are, by their shares, unless it has a rate of its own."""
    weights: dict[_Taxes, int] = {}
    for line in billed.lines:
        on = _taxes_of(billed, line.tax_class)
        weights[on] = weights.get(on, 0) + (line.net if billed.tax_added else line.gross).amount
    return weights or {(): 0}


def _taxed(billed: Bill, weights: Mapping[_Taxes, int], shown: Sequence[Money]) -> list[int]:
    """Return what tax lies in, or on, each amount, in millionths of a minor unit."""
    rates = [sum(billed.taxes[at].rate for at in on) for on in weights]
    inside = [0 if billed.tax_added else rate for rate in rates]
    return [one.amount * rate * WHOLE // (WHOLE + held) for one, rate, held in zip(shown, rates, inside, strict=True)]


def _taxes_of(billed: Bill, tax_class: str) -> _Taxes:
    """Return which taxes lie on a class of goods: those whose rates make what was taken of it."""
    lines = [one for one in billed.lines if one.tax_class == tax_class]
    nothing = Money(0, billed.currency)
    net, tax = sum((one.net for one in lines), nothing), sum((one.tax for one in lines), nothing)
    return _nearest(billed.taxes, net, tax)


def _nearest(taxes: Sequence[TaxLine], net: Money, tax: Money) -> _Taxes:
    """Return the taxes whose rates together come nearest to tax / net; of those that come as near, one rather than several."""
    sets: list[_Taxes] = [one for count in (1, 0, 2, 3) for one in combinations(range(len(taxes)), count)]
    if not sets:
        return ()
    return min(sets, key=lambda on: abs(sum(taxes[at].rate for at in on) * net.amount - tax.amount * WHOLE))
