"""What pieces of an order are worth: what is given back for them, and what another choice of one costs."""

from collections.abc import Mapping

from stoa.base.money import Money
from stoa.shop.billing.model import Position
from stoa.shop.orders.model import LineId, Order
from stoa.shop.returns.model import CostsMore, NotAsMuch, NotThatManyToReturn, Refund


def refund_for(order: Order, pieces: Mapping[LineId, int], *, shipping: Money | None = None) -> Refund:
    """Return what these pieces are worth: their share of what was paid for the line, taxes included.

    With the last piece of the order the way there is given back too, as far as `shipping` says (what the cheapest
    ordinary delivery cost); None gives none of it back. However an order is taken apart, the parts never exceed what
    was paid. Raises NotThatManyToReturn.
    """
    nothing = Money(0, order.currency)
    goods, tax = nothing, nothing
    for line in order.lines:
        count = pieces.get(line.id, 0)
        if not 0 <= count <= line.kept - line.returned:
            raise NotThatManyToReturn(left=line.kept - line.returned)
        goods += line.gross.part(line.cancelled + line.returned, count, line.quantity)
        tax += line.tax.part(line.cancelled + line.returned, count, line.quantity)
    if not set(pieces) <= {line.id for line in order.lines}:
        raise NotThatManyToReturn(left=0)
    last = all(line.kept - line.returned == pieces.get(line.id, 0) for line in order.lines) and any(pieces.values())
    way = min(order.shipping, shipping) if last and shipping is not None else nothing
    if way:
        tax += order.shipping_tax.share(way.amount, order.shipping.amount)
    return Refund(goods=goods, shipping=way, tax=tax)


def positions(order: Order, pieces: Mapping[LineId, int], paid: Refund) -> list[Position]:
    """Return what of the order is paid back: of each line its share of what is paid for goods, and the way there."""
    lines = [line for line in order.lines if pieces.get(line.id, 0)]
    worth = [line.gross.part(line.cancelled + line.returned, pieces[line.id], line.quantity).amount for line in lines]
    shares = paid.goods.allocate(worth) if lines else []
    found = [Position(line.id, pieces[line.id], share.amount) for line, share in zip(lines, shares, strict=True)]
    return [*found, Position(None, 0, paid.shipping.amount)] if paid.shipping else found


def standard_shipping(order: Order, cheapest: Money | None) -> Money:
    """Return how much of the way there is owed after a full withdrawal: no more than the cheapest ordinary delivery.

    Directive 2011/83/EU, Art. 13 (2). `cheapest` is a price as the shop names it, like the agreed one; when it is not
    known the whole is given back.
    """
    agreed = order.delivery.price if order.delivery else None
    if cheapest is None or agreed is None or not agreed.amount or cheapest >= agreed:
        return order.shipping
    return order.shipping.share(cheapest.amount, agreed.amount)


def new_unit(agreed: Money, was: Money | None, other: Money) -> Money:
    """Return the price of a piece after another size was chosen: what was agreed, by as much as the other is cheaper.

    `was` and `other` are what both cost with everything that lowered the order's prices; where they cost something else than
    was agreed, the same share of the other's price is paid. `was` is None for a variant without a price. Raises CostsMore.
    """
    was = agreed if was is None else was
    if other > was:
        raise CostsMore(more=other.amount - was.amount, currency=agreed.currency)
    return agreed.share(other.amount, was.amount) if was else agreed


def agreed(owed: Refund, amount: Money | None, already: Money) -> Refund:
    """Return what is paid: what is owed, or less when the shop says so, beside what a cancellation gives back `already`.

    Raises NotAsMuch.
    """
    if amount is None:
        return owed
    most = owed.total + already
    if amount.currency != most.currency or not already <= amount <= most:
        raise NotAsMuch(most=most.amount, currency=most.currency)
    rest = amount - already
    way = min(owed.shipping, rest)
    goods = rest - way
    tax = owed.tax.share(rest.amount, owed.total.amount) if owed.total else owed.tax
    return Refund(goods=goods, shipping=way, tax=tax)
