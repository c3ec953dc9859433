"""Changing a deal that is planned or runs: what nobody has agreed to yet.

As long as nobody is in, its name, its times, its largest number, its pieces a person. Once somebody is, what they joined stays: the
name and whether strangers see teams can be changed still, and of a team price its end and the hours of teams that begin from then on.
"""

from datetime import datetime
from typing import Any

import msgspec

from stoa.base import jobs
from stoa.base.database import Writing
from stoa.base.refusals import FieldError
from stoa.deals.group_buys import actions, rules, store
from stoa.deals.group_buys.model import Deal, DealId, GroupIsOver, Kind, NoSuchDeal, SomebodyIsIn, TeamId, UnfitDeal
from stoa.people import audit
from stoa.people.sessions.model import Visitor

_ALWAYS = {"title", "open_to_strangers"}
_OF_TEAMS = {"closes_at", "window_hours"}
"""What of a team price concerns those alone who come from now on: a team keeps the hours that it began with."""


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be otherwise about a deal; what is not given stays."""

    title: dict[str, str] | msgspec.UnsetType = msgspec.UNSET
    maximum: int | msgspec.UnsetType | None = msgspec.UNSET
    per_person: int | msgspec.UnsetType = msgspec.UNSET
    window_hours: int | msgspec.UnsetType = msgspec.UNSET
    opens_at: datetime | msgspec.UnsetType | None = msgspec.UNSET
    closes_at: datetime | msgspec.UnsetType | None = msgspec.UNSET
    open_to_strangers: bool | msgspec.UnsetType = msgspec.UNSET


def fixed(deal: Deal, *, joined: bool) -> set[str]:
    """Return what of a deal cannot be changed any more, now that somebody has or has not `joined`."""
    if not joined:
        return set()
    return set(Changes.__struct_fields__) - _ALWAYS - (_OF_TEAMS if deal.kind is Kind.TEAM else set())


async def change(tx: Writing, actor: Visitor, deal_id: DealId, changes: Changes) -> Deal:
    """Change a deal; return it as it is now.

    Raises NoSuchDeal, GroupIsOver for one that has ended or takes nobody new, SomebodyIsIn for what those who are in have agreed to, UnfitDeal.
    """
    before = await store.lock_deal(tx, deal_id)
    if before is None:
        raise NoSuchDeal
    if before.shut or before.ended_at is not None:
        raise GroupIsOver
    # From here on nobody takes a first place: whoever orders waits for their team.
    teams = await store.lock_teams(tx, deal_id)
    wanted: dict[str, Any] = {name: value for name in changes.__struct_fields__ if (value := getattr(changes, name)) is not msgspec.UNSET}
    if before.kind is Kind.TEAM:  # it is as large as its step
        wanted.pop("maximum", None)
    if "opens_at" in wanted:  # none is now
        wanted["opens_at"] = wanted["opens_at"] or (min(before.opens_at, tx.now))
    other = {name: value for name, value in wanted.items() if value != getattr(before, name)}
    kept = sorted(other.keys() & fixed(before, joined=await store.anybody(tx, deal_id)))
    if kept:
        raise SomebodyIsIn(fields=", ".join(kept))
    if not other:
        return before
    after = msgspec.structs.replace(before, **other)
    errors = _too_late(before, after, tx.now)
    if errors:
        raise UnfitDeal(errors)
    after = msgspec.structs.replace(after, forecast=await actions.forecast(tx, actions.terms(after), before.prices))
    await store.change_deal(tx, after)
    if after.kind is Kind.TIERS:
        await _change_team(tx, after, teams[0])
    was, now = ({name: _plain(getattr(one, name)) for name in sorted(other)} for one in (before, after))
    await audit.note(tx, actor, "group_buys.change_deal", deal_id, {"before": was, "after": now})
    await tx.run("select base.touch($1)", f"product:{after.product_id}")
    if after.opens_at > tx.now:
        await jobs.enqueue(tx, "group_buys.opens", {"product": after.product_id}, at=after.opens_at)
    return after


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
    return value.isoformat() if isinstance(value, datetime) else value


async def _change_team(tx: Writing, deal: Deal, team_id: TeamId) -> None:
    """Have the one group of a deal with steps end and fill as the deal says now."""
    await store.set_terms(tx, team_id, rules.new_team(actions.terms(deal)))
    if deal.closes_at is not None:
        await jobs.enqueue(tx, "group_buys.tick", {"team": team_id}, at=deal.closes_at)
