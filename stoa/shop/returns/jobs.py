"""What returns does beside the request: it looks for the orders that people mean, and has labels made."""

from typing import Any
from uuid import UUID

from stoa.base import ids, jobs
from stoa.base.database import Database, Writing
from stoa.outside import carriers
from stoa.outside.carriers.model import Address, Parcel
from stoa.shop import orders
from stoa.shop.returns import declaring, store, telling
from stoa.shop.returns.model import ReturnId, StatementId


@jobs.job("returns.match")
async def match(tx: Writing, args: dict[str, Any]) -> None:
    """Look for the order that a withdrawal means."""
    await declaring.match(tx, StatementId(UUID(args["statement"])))


@jobs.job("returns.link")
async def link(tx: Writing, args: dict[str, Any]) -> None:
    """Post an order's link to the address it was ordered with."""
    await declaring.post_link(tx, args["request"], order_number=args["order_number"], email=args["email"])


@jobs.job("returns.label", own_transactions=True)
async def label(db: Database, args: dict[str, Any]) -> None:
    """Have the first carrier that makes labels make one to the shop's own address; without one the mail says where to send."""
    return_id = ReturnId(UUID(args["return"]))
    async with db.reading() as read:
        one = await store.find(read, return_id)
        to = (await store.policy(read)).address
        if one is None or one.tracking is not None:
            return
        order = await orders.get(read, one.order_id)
    tracking, made = "", None
    carrier = next(iter(carriers.current().values()), None)
    if carrier is not None and to is not None:
        grams = {line.id: line.weight_grams for line in order.lines}
        parcel = Parcel(
            reference=f"R{one.number}", weight_grams=sum(grams[line.line_id] * line.quantity for line in one.lines), made_at=one.asked_at
        )
        address = Address(to.name, to.line1, to.city, to.postal_code, to.country, to.line2, to.region)
        registered = await carrier.register(key=ids.show("ret", return_id), parcel=parcel, address=address, service="return")
        tracking, made = registered.tracking, registered.label_url
    async with db.writing() as tx:
        await store.set_label(tx, return_id, made, tracking)
        await telling.approval(tx, return_id)
