"""What billing does when others do something: an order that is agreed for good is invoiced in the same transaction."""

from typing import Any

from stoa.shop.billing import actions
from stoa.shop.orders.model import Order, when_open


@when_open
async def invoice_it(tx: Any, order: Order) -> None:
    await actions.issue(tx, order)
