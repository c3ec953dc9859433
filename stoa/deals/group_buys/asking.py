"""The letters to those who wait for a place: that they are listed, that one is kept for them, that they waited in vain."""

from typing import Any

from stoa.base.database import Writing
from stoa.base.money import Money
from stoa.deals.group_buys import listing, queries, store
from stoa.deals.group_buys.model import TeamId, WaitingId
from stoa.deals.group_buys.queries import TeamView
from stoa.deals.group_buys.whole import whole
from stoa.outside import mail
from stoa.shop import catalog
from stoa.shop.catalog.model import VariantId

AT_ONCE = 100
"""Letters in one transaction."""


async def is_listed(tx: Writing, waiting_id: WaitingId) -> None:
    """Tell somebody that they are on the list, with the link that takes them off it: whoever typed the address, it is theirs."""
    one = await listing.find(tx, waiting_id)
    team = await store.team(tx, one.team_id) if one is not None else None
    if one is None or team is None or one.state != "waiting" or one.email is None:
        return
    found = (await catalog.sold_variants(tx, [one.variant_id], one.language)).get(one.variant_id)
    path = f"{team.path}/offer/{one.key}"
    facts = {"title": found.title if found is not None else ""}
    key = f"group-listed:{one.id}"
    await mail.post(tx, one.email, "group_buys/listed", one.language, facts, key, action=path, unsubscribe=path, one_click=True)


async def may_come_in(tx: Writing, waiting_id: WaitingId) -> None:
    """Ask somebody who waits whether they take the place that is kept for them."""
    one = await listing.find(tx, waiting_id)
    team = await store.team(tx, one.team_id) if one is not None else None
    if one is None or team is None or one.state != "offered" or one.email is None:
        return
    seen = await queries.stands(tx, team.handle, one.language)
    facts = {"title": seen.title, "until": one.offered_until, **await _price(tx, seen, one.variant_id)}
    path = f"{team.path}/offer/{one.key}"
    await mail.post(tx, one.email, "group_buys/offered", one.language, facts, f"group-offer:{one.id}", action=path)


async def _price(tx: Writing, seen: TeamView, variant: VariantId) -> dict[str, Any]:
    """Return what somebody who takes a place pays for a piece, at most where that is not known yet, with tax and delivery; no price where there is none."""
    choice = next((one for one in seen.choices if one.variant.id == variant), None)
    if choice is None:
        return {"price": None}
    most = seen.most_for(choice)
    pays = most or choice.price
    known = await whole(tx, seen.deal, choice, pays)
    delivery = "none" if known.delivery is None else "free" if not known.delivery else "from" if known.differs else "cost"
    return {
        "price": pays,
        "most": "yes" if most is not None else "no",
        "tax": "included" if known.taxed else "added",
        "delivery": delivery,
        "cost": known.delivery or Money(0, pays.currency),
    }


async def is_over(tx: Writing, team_id: TeamId) -> bool:
    """Tell those who waited for a place that the group has ended without one for them; return whether there may be more of them."""
    waited = await listing.forget_over(tx, team_id, AT_ONCE)
    variants = sorted({one.variant_id for one in waited})
    sold = {code: await catalog.sold_variants(tx, variants, code) for code in sorted({one.language for one in waited})}
    for one in waited:
        found = sold[one.language].get(one.variant_id)
        if found is not None:
            way, path = ("product", f"/p/{found.handle}") if found.active else ("shop", "/")
            key, facts = f"group-over:{one.id}", {"title": found.title, "way": way}
            await mail.post(tx, one.email, "group_buys/over", one.language, facts, key, action=path)
    return len(waited) == AT_ONCE
