"""Group buys: a price that friends fill together, settled with nobody at the keyboard.

A shopper starts a team or joins one by its link; a merchant opens a deal whose price falls as people come. Nobody pays before
the group is complete; who is charged, released or refunded follows from written rules (docs/group-buys.md).
"""

from stoa.deals.group_buys.actions import end_early, forecast, join, leave, plan, start
from stoa.deals.group_buys.moving import tick
from stoa.deals.group_buys.putting import put_deals
from stoa.deals.group_buys.queries import open_teams, see
from stoa.deals.group_buys.waiting import no_thanks, take_up, wait

__all__ = [
    "end_early",
    "forecast",
    "join",
    "leave",
    "no_thanks",
    "open_teams",
    "plan",
    "put_deals",
    "see",
    "start",
    "take_up",
    "tick",
    "wait",
]
