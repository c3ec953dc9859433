"""The letters of a group buy to those who are in: one when they come in, one when it ends, and one if their payment fails."""

from typing import Any

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.money import Money
from stoa.deals.group_buys import marks, rules, selling_out, store
from stoa.deals.group_buys.model import Deal, Kind, Place, PlaceId, PlaceState, State, TeamId, TeamRow
from stoa.outside import mail
from stoa.shop import orders, payments
from stoa.shop.orders.model import Order, OrderId
from stoa.shop.payments.model import Payment

_OUT = {"group_unpaid": "unpaid", "group_twice": "twice"}
"""The letters to whoever is out, by why their order was cancelled; all others gave their place up."""


async def is_in(tx: Writing, place_id: PlaceId) -> None:
    """Tell somebody that they are in: what happens to their money, until when, and by which link others may join.

    Whose place has ended the group is told how instead, as soon as it is paid.
    """
    found = await _of(tx, place_id)
    if found is None or found[1].ended or found[1].deadline is None:
        return
    place, team, deal = found
    order = await orders.get(tx, place.order_id)
    facts = {
        **_facts(order),
        "until": team.deadline,
        "how": "saved" if rules.saves(deal, deal.opens_at) else "aside",
        "stage": "team" if team.kind is Kind.TEAM else "deal" if team.state is State.OPEN else "on",
        "people": team.size if team.state is State.OPEN else team.counted,
        "missing": team.missing,
        "days": order.delivery.days if order.delivery is not None else 0,
    }
    await mail.post(tx, order.email, "group_buys/in", order.language, facts, f"group-in:{place.id}", action=team.path)


async def is_better(tx: Writing, place_id: PlaceId, at: str) -> None:
    """Tell somebody who is in by which steps it goes from now on (`at`), and until when; what they joined by holds all the same."""
    found = await _of(tx, place_id)
    if found is None or found[1].ended or found[0].state is not PlaceState.AUTHORIZED:
        return
    place, team, deal = found
    order = await orders.get(tx, place.order_id)
    line = order.lines[0]
    usual = deal.prices.get(line.variant_id, line.unit.amount)
    steps = [(tier.people, Money(rules.price(usual, tier.percent), order.currency)) for tier in team.tiers]
    facts = {**_facts(order), "until": team.deadline, "steps": [{"people": people, "price": price} for people, price in steps]}
    facts["stage"] = "team" if team.kind is Kind.TEAM else "deal"
    await mail.post(tx, order.email, "group_buys/changed", order.language, facts, f"group-changed:{place.id}:{at}", action=team.path)


async def has_won(tx: Writing, *order_ids: OrderId) -> None:
    """Tell those whose places are paid what the group has reached, what was not taken of what was set aside, and when it comes."""
    places = await store.places_by_order(tx, order_ids)
    paid = await payments.of_orders(tx, order_ids) if places else {}
    teams: dict[TeamId, TeamRow | None] = {}
    for place in places:
        if place.team_id not in teams:
            teams[place.team_id] = await store.team(tx, place.team_id)
        team = teams[place.team_id]
        if team is not None:
            await _has_won(tx, place, team, await orders.get(tx, place.order_id), paid.get(place.order_id))


async def _has_won(tx: Writing, place: Place, team: TeamRow, order: Order, payment: Payment | None) -> None:
    less, back = _less(payment)
    facts = {
        **_facts(order),
        "each": order.lines[0].unit,
        "people": max(tier.people for tier in team.tiers if tier.percent <= (team.percent or 0)),
        "less": less,
        "back": "yes" if back else "no",
        "reason": team.ended_reason,
    }
    await mail.post(tx, order.email, "group_buys/won", order.language, facts, f"group-won:{place.id}", action=order.path)


def _less(payment: Payment | None) -> tuple[Money | None, bool]:
    """Return by how much less was taken than had been set aside, and whether that was taken first and is given back."""
    if payment is None or payment.later or payment.replaces is not None or payment.amount <= payment.due:
        return None, False
    return payment.money(payment.amount - payment.due), bool(payment.refunding or payment.refunded)


async def is_out(tx: Writing, place_id: PlaceId) -> None:
    """Tell somebody who had a place that they have none any more, and that nothing was charged: why, and what they can do now."""
    found = await _of(tx, place_id)
    if found is None:
        return
    place, team, deal = found
    order = await orders.get(tx, place.order_id)
    if order.placed_at is None:  # it was never agreed: the checkout has told them
        return
    payment = await payments.of_order(tx, order.id)
    taken = payment is not None and payment.captured > 0
    facts = {**_facts(order), "how": "taken" if taken else "saved" if rules.saves(deal, deal.opens_at) else "aside"}
    name = "failed" if place.state is PlaceState.RELEASED else _OUT.get(_why(order), "left")
    way, path = ("mine", team.path) if name == "twice" else await way_on(tx, team, deal)
    facts |= {"reason": team.ended_reason, "counted": team.counted, "people": team.size, "way": way}
    await mail.post(tx, order.email, f"group_buys/{name}", order.language, facts, f"group-{name}:{place.id}", action=path)


def _why(order: Order) -> str:
    """Return why an order was cancelled; "" for one that is not."""
    return next((str(entry.facts.get("reason")) for entry in reversed(order.entries) if entry.kind == "cancelled"), "")


async def way_on(read: Reading, team: TeamRow, deal: Deal) -> tuple[str, str]:
    """Return what somebody who is out can do at once, and where: join another team, start their own, see the product or, where that is not sold any more, the shop."""
    if await selling_out.is_withdrawn(read, deal):
        return "shop", "/"
    product = f"/p/{await store.product_handle(read, deal.product_id)}"
    if not deal.starts(read.now) or await selling_out.is_sold_out(read, deal):
        return "product", product
    others = await store.open_teams(read, deal.id, 2) if deal.open_to_strangers else []
    other = next((one for one in others if one.id != team.id), None)
    return ("team", other.path) if other is not None else ("own", f"/groups/{ids.show('dea', deal.id)}")


async def must_pay_again(tx: Writing, order_id: OrderId) -> None:
    """Tell somebody whose bank took back its promise how to pay another way, and until when."""
    place = await store.place_of(tx, order_id)
    if place is None or place.state is not PlaceState.GRACE:
        return
    order = await orders.get(tx, order_id)
    facts = {**_facts(order), "amount": await due(tx, order), "until": place.grace_until}
    path = await pay_path(tx, place, order)
    await mail.post(tx, order.email, "group_buys/grace", order.language, facts, f"group-grace:{place.id}", action=path)


async def where(tx: Writing, team: TeamRow, email: str) -> None:
    """Send whoever is in by this mail the link to their place, to where it was ordered with; once an hour, and nothing if nobody is."""
    for place_id in await marks.places(tx, team.id, marks.of_mail(email)):
        place = await store.place(tx, place_id)
        if place is not None:
            order = await orders.get(tx, place.order_id)
            key = f"group-where:{place.id}:{tx.now:%Y%m%d%H}"
            await mail.post(tx, order.email, "group_buys/where", order.language, _facts(order), key, action=order.path)


async def due(read: Reading, order: Order) -> Money:
    """Return what is to be paid of an order whose payment failed: less than its total once pieces of it are cancelled."""
    failed = await payments.of_order(read, order.id)
    return failed.money(failed.due) if failed is not None else order.total


async def pay_path(tx: Reading, place: Place, order: Order) -> str:
    """Return where a place is paid another way, for whoever has the letter."""
    team = await store.team(tx, place.team_id)
    return f"{team.path if team is not None else ''}/pay/{ids.show('ord', order.id)}?key={order.key}"


async def _of(read: Reading, place_id: PlaceId) -> tuple[Place, TeamRow, Deal] | None:
    place = await store.place(read, place_id)
    team = await store.team(read, place.team_id) if place is not None else None
    deal = await store.deal(read, team.deal_id) if team is not None else None
    return (place, team, deal) if place is not None and team is not None and deal is not None else None


def _facts(order: Order) -> dict[str, Any]:
    return {"order": order, "number": str(order.number), "title": order.lines[0].title, "amount": order.total, "path": order.path}
