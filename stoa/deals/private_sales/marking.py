"""The marks by which a person counts as one, as digests: by address, by mail, by way to pay."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from stoa.base import likeness
from stoa.deals.private_sales import rules
from stoa.deals.private_sales.line import Claim
from stoa.deals.private_sales.model import Sale
from stoa.people.profiles.model import Address
from stoa.shop.orders.model import Order
from stoa.shop.payments.model import Payment

Kept = Sequence[tuple[Claim, UUID]]


def of_order(sale: Sale, order: Order, kept: Kept) -> dict[bytes, int]:
    """Return how many pieces count for each mark of an order's address and mail."""
    marks = [("mail", likeness.mail_mark(order.email))]
    sent_to = _sent_to(order)
    if sent_to is not None:
        marks.append(("address", likeness.address_mark(sent_to)))
    return _counted(sale, marks, kept)


def of_house(sale: Sale, order: Order, kept: Kept) -> dict[bytes, int]:
    """Return how many pieces count for the house that an order is sent to, whatever the flat."""
    sent_to = _sent_to(order)
    return _counted(sale, [("house", likeness.house_mark(sent_to))] if sent_to is not None else [], kept)


def _sent_to(order: Order) -> Address | None:
    return None if order.delivery is not None and order.delivery.pickup else order.shipping_address


def of_payment(sale: Sale, payment: Payment, kept: Kept) -> dict[bytes, int]:
    """Return how many pieces count for the card or account that an order is paid with, where the provider tells one from another."""
    return _counted(sale, [("payment", f"{payment.provider}:{payment.mark}")] if payment.mark else [], kept)


def _counted(sale: Sale, marks: Iterable[tuple[str, str]], kept: Kept) -> dict[bytes, int]:
    counted: dict[bytes, int] = {}
    for kind, value in marks:
        for claim, _ in kept:
            one = rules.digest(sale.salt, claim.item_id, kind, value)
            counted[one] = counted.get(one, 0) + claim.quantity
    return counted
