"""Where somebody goes for whom a team has no place."""

from stoa.base.database import Reading
from stoa.deals.group_buys import rules, telling
from stoa.deals.group_buys.happening import Happened, What
from stoa.deals.group_buys.model import Deal, GroupIsOver, NoPlaceLeft, TeamRow


async def refuse_full(read: Reading, deal: Deal, team: TeamRow) -> None:
    """Raise what the rules say of one more place: NoPlaceLeft or GroupIsOver with where else there is one, GroupNotYet."""
    try:
        rules.follow(team, Happened(What.RESERVED), read.now)
    except (NoPlaceLeft, GroupIsOver) as none:
        raise type(none)(next=(await telling.way_on(read, team, deal))[1]) from None
