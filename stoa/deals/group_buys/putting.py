"""Many deals with their teams at once, for a demonstration or a measurement."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from stoa.base import ids
from stoa.base.database import Writing
from stoa.deals.group_buys import actions, store
from stoa.deals.group_buys.model import Kind, NewDeal, TeamId, TeamRow
from stoa.people.sessions.model import Visitor


async def put_deals(tx: Writing, actor: Visitor, wanted: Sequence[tuple[NewDeal, int]]) -> list[list[TeamRow]]:
    """Plan deals, each with so many teams that anybody may join at once; return the teams of each, in the same order.

    Their windows begin now, though nobody is in yet; the watch ends them. A deal of tiers has its one team, whatever is asked for.
    Raises what `plan` raises.
    """
    planned = [await actions.plan(tx, actor, new) for new, _ in wanted]
    rows = [
        (TeamId(ids.new()), deal_id, secrets.token_hex(16), tx.now + timedelta(hours=new.window_hours))
        for deal_id, (new, many) in zip(planned, wanted, strict=True)
        if new.kind is Kind.TEAM
        for _ in range(many)
    ]
    await store.insert_teams(tx, rows)
    found = await store.teams_of_all(tx, planned)
    return [[team for team in found if team.deal_id == deal_id] for deal_id in planned]
