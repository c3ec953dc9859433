"""The letters of a group buy: that one is in, with the link to share; that one's payment has to be made another way; that one waited in vain."""

from typing import Any

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.deals.group_buys import listing, rules, store
from stoa.deals.group_buys.model import Place, PlaceId, PlaceState, TeamId, WaitingId
from stoa.outside import mail
from stoa.shop import catalog, orders
from stoa.shop.orders.model import Order, OrderId

AT_ONCE = 100
"""Letters in one transaction."""


async def is_in(tx: Writing, place_id: PlaceId) -> None:
    """Tell somebody that they are in, and by which link others may join."""
    place = await store.place(tx, place_id)
    team = await store.team(tx, place.team_id) if place is not None else None
    if place is None or team is None or team.deadline is None or (place.waiting_id is not None and team.percent is not None):
        return
    deal = await store.deal(tx, team.deal_id)
    order = await orders.get(tx, place.order_id)
    facts = {**_facts(order), "until": team.deadline, "later": deal is not None and rules.saves(deal, deal.opens_at)}
    await mail.post(tx, order.email, "group_buys/in", order.language, facts, f"group-in:{place.id}", action=team.path)


async def may_come_in(tx: Writing, waiting_id: WaitingId) -> None:
    """Ask somebody who waits whether they take the place that is kept for them."""
    one = await listing.find(tx, waiting_id)
    team = await store.team(tx, one.team_id) if one is not None else None
    if one is None or team is None or one.state != "offered" or one.email is None:
        return
    found = (await catalog.sold_variants(tx, [one.variant_id], one.language)).get(one.variant_id)
    facts = {"title": found.title if found is not None else "", "until": one.offered_until}
    path = f"{team.path}/offer/{one.key}"
    await mail.post(tx, one.email, "group_buys/offered", one.language, facts, f"group-offer:{one.id}", action=path)


async def is_over(tx: Writing, team_id: TeamId) -> bool:
    """Tell those who waited for a place that the group has ended without one for them; return whether there may be more of them."""
    waited = await listing.forget_over(tx, team_id, AT_ONCE)
    variants = sorted({one.variant_id for one in waited})
    sold = {code: await catalog.sold_variants(tx, variants, code) for code in sorted({one.language for one in waited})}
    for one in waited:
        found = sold[one.language].get(one.variant_id)
        if found is not None:
            key, path = f"group-over:{one.id}", f"/p/{found.handle}"
            await mail.post(tx, one.email, "group_buys/over", one.language, {"title": found.title}, key, action=path)
    return len(waited) == AT_ONCE


async def must_pay_again(tx: Writing, order_id: OrderId) -> None:
    """Tell somebody whose bank took back its promise how to pay another way, and until when."""
    place = await store.place_of(tx, order_id)
    if place is None or place.state is not PlaceState.GRACE:
        return
    order = await orders.get(tx, order_id)
    facts = {**_facts(order), "until": place.grace_until}
    path = await pay_path(tx, place, order)
    await mail.post(tx, order.email, "group_buys/grace", order.language, facts, f"group-grace:{place.id}", action=path)


async def pay_path(tx: Reading, place: Place, order: Order) -> str:
    """Return where a place is paid another way, for whoever has the letter."""
    team = await store.team(tx, place.team_id)
    return f"{team.path if team is not None else ''}/pay/{ids.show('ord', order.id)}?key={order.key}"


def _facts(order: Order) -> dict[str, Any]:
    return {"title": order.lines[0].title, "amount": order.total}
