"""Changing a deal that is planned or runs: what nobody has agreed to yet, or what is better for those who have.

As long as nobody is in: its name, steps, times, largest number, pieces a person. Once somebody is, the name and whether strangers see teams
can be changed still, and of a team price its end and the hours of teams that begin from then on. Its steps may fall or be more, its places
be more and the end of a deal with steps be later: nobody who is in comes to pay more, whatever number comes (`rules.worse`).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from stoa.base import jobs
from stoa.base.database import Writing
from stoa.base.money import Money
from stoa.base.refusals import FieldError
from stoa.deals.group_buys import actions, moving, rules, store
from stoa.deals.group_buys.model import Deal, DealId, GroupIsOver, Kind, NoSuchDeal, SomebodyIsIn, TeamId, Tier, UnfitDeal
from stoa.people import audit
from stoa.people.sessions.model import Visitor
from stoa.shop import pricing
from stoa.shop.pricing.model import OfferId

_ALWAYS = {"title", "open_to_strangers"}
_OF_TEAMS = {"closes_at", "window_hours"}
"""What of a team price concerns those alone who come from now on: a team keeps the hours that it began with."""
_BETTER = {Kind.TEAM: {"tiers"}, Kind.TIERS: {"tiers", "maximum", "closes_at"}}
"""What may change for the better alone once somebody is in."""


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be otherwise about a deal; what is not given stays."""

    title: dict[str, str] | msgspec.UnsetType = msgspec.UNSET
    tiers: tuple[Tier, ...] | msgspec.UnsetType = msgspec.UNSET
    maximum: int | msgspec.UnsetType | None = msgspec.UNSET
    per_person: int | msgspec.UnsetType = msgspec.UNSET
    window_hours: int | msgspec.UnsetType = msgspec.UNSET
    opens_at: datetime | msgspec.UnsetType | None = msgspec.UNSET
    closes_at: datetime | msgspec.UnsetType | None = msgspec.UNSET
    open_to_strangers: bool | msgspec.UnsetType = msgspec.UNSET


def better(deal: Deal, *, joined: bool) -> set[str]:
    """Return what of a deal may change for the better alone, now that somebody has or has not `joined`."""
    return _BETTER[deal.kind] if joined else set()


def fixed(deal: Deal, *, joined: bool) -> set[str]:
    """Return what of a deal cannot be changed any more, now that somebody has or has not `joined`."""
    if not joined:
        return set()
    return set(Changes.__struct_fields__) - _ALWAYS - _BETTER[deal.kind] - (_OF_TEAMS if deal.kind is Kind.TEAM else set())


async def change(tx: Writing, actor: Visitor, deal_id: DealId, changes: Changes) -> Deal:
    """Change a deal; return it as it is now. Whoever is in is told what became better, by a letter.

    Raises NoSuchDeal, GroupIsOver for one that has ended or takes nobody new, SomebodyIsIn for what those who are in have agreed to, UnfitDeal,
    also for what would be worse for them.
    """
    before = await store.lock_deal(tx, deal_id)
    if before is None:
        raise NoSuchDeal
    # From here on nobody takes a first place: whoever orders waits for their team.
    teams = await store.lock_teams(tx, deal_id)
    if before.shut or before.ended_at is not None or (before.kind is Kind.TIERS and not _runs(before, teams, tx.now)):
        raise GroupIsOver
    other = _other(before, changes, tx.now)
    joined = await store.anybody(tx, deal_id)
    kept = sorted(other.keys() & fixed(before, joined=joined))
    if kept:
        raise SomebodyIsIn(fields=", ".join(kept))
    if not other:
        return before
    after = _after(before, other)
    errors = [
        *_too_late(before, after, tx.now),
        *(rules.worse(actions.terms(before), actions.terms(after)) if joined and after.tiers else []),
    ]
    if errors:
        raise UnfitDeal(errors)
    after = msgspec.structs.replace(after, forecast=await actions.forecast(tx, actions.terms(after), before.prices))
    await store.change_deal(tx, after)
    await _carry_out(tx, actor, before, after, teams)
    was, now = ({name: _plain(getattr(one, name)) for name in sorted(other)} for one in (before, after))
    await audit.note(tx, actor, "group_buys.change_deal", deal_id, {"before": was, "after": now})
    await tx.run("select base.touch($1)", f"product:{after.product_id}")
    if after.opens_at > tx.now:
        await jobs.enqueue(tx, "group_buys.opens", {"product": after.product_id}, at=after.opens_at)
    return after


def _runs(deal: Deal, teams: Sequence[TeamId], now: datetime) -> bool:
    """Return whether the one group of a deal with steps is still open: its end, once it has come, is not put off."""
    return bool(teams) and deal.closes_at is not None and now < deal.closes_at


def _other(before: Deal, changes: Changes, now: datetime) -> dict[str, Any]:
    """Return what is to be otherwise than it is."""
    wanted: dict[str, Any] = {name: value for name in changes.__struct_fields__ if (value := getattr(changes, name)) is not msgspec.UNSET}
    if before.kind is Kind.TEAM:  # it is as large as its step
        wanted.pop("maximum", None)
    if "opens_at" in wanted:  # none is now
        wanted["opens_at"] = wanted["opens_at"] or min(before.opens_at, now)
    return {name: value for name, value in wanted.items() if value != getattr(before, name)}


def _after(before: Deal, other: dict[str, Any]) -> Deal:
    after = msgspec.structs.replace(before, **other)
    if not after.tiers:
        return after
    people = after.tiers[0].people
    return msgspec.structs.replace(after, minimum=people, maximum=people if after.kind is Kind.TEAM else after.maximum)


async def _carry_out(tx: Writing, actor: Visitor, before: Deal, after: Deal, teams: Sequence[TeamId]) -> None:
    """Have prices and teams be as the deal says now, and whoever is in be told what is better."""
    steps = after.tiers != before.tiers
    if steps and after.tiers[0].percent != before.tiers[0].percent:
        old = await store.offers_left(tx, after.id)
        usual = {one: Money(amount, after.currency) for one, amount in after.prices.items()}
        await actions.publish(tx, actor, after.id, actions.terms(after), usual)
        await pricing.end_offer(tx, actor, *[OfferId(one) for one in old])
    if after.kind is Kind.TIERS or steps:
        for team_id in teams:
            await moving.renew(tx, team_id, actions.terms(after))
    if steps or (after.kind is Kind.TIERS and after.closes_at != before.closes_at):
        await jobs.enqueue_all(
            tx, [("group_buys.changed", {"place": one, "at": tx.now.isoformat()}) for one in await store.counting(tx, teams)]
        )


def _too_late(before: Deal, after: Deal, now: datetime) -> list[FieldError]:
    """Return what can be changed ahead of time alone: when it opens, and for an end that has come."""
    found = []
    if after.opens_at != before.opens_at and before.opens_at <= now:
        found.append(FieldError("/opens_at", "opened_already"))
    elif after.opens_at < now and after.opens_at != before.opens_at:
        found.append(FieldError("/opens_at", "in_the_past"))
    if after.closes_at is not None and after.closes_at <= now:
        found.append(FieldError("/closes_at", "in_the_past"))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return " · ".join(f"{one.people}: {one.percent} %" for one in value)
    return value.isoformat() if isinstance(value, datetime) else value
