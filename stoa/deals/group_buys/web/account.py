"""A member's own teams."""

from typing import Any

from litestar import Request, Response

from stoa.base.database import Reading
from stoa.base.http.pages import Page, framed, say, show
from stoa.base.http.panels import Panel
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.base.paging import Slice
from stoa.deals.group_buys import people
from stoa.deals.group_buys.people import OwnTeam, OwnWaiting
from stoa.people import profiles
from stoa.people.profiles.model import AccountEntry, Group, Line
from stoa.people.sessions.model import Visitor

LINE = Panel(
    """select json_build_object('key', case when n.grace > 0 then 'group-buys-line-grace' when n.filling > 0 then 'group-buys-line-filling'
            when n.teams > 0 then 'group-buys-line-teams' else 'group-buys-line-none' end,
        'count', case when n.grace > 0 then n.grace when n.filling > 0 then n.filling else n.teams end, 'waits', n.grace > 0)
    from (select count(*) as teams, count(*) filter (where p.state = 'grace' and p.grace_until > :now::timestamptz) as grace,
            count(*) filter (where p.state in ('reserved', 'authorized', 'refilling') and t.state in ('open', 'tipped')) as filling
        from group_buys.place p join group_buys.team t on t.id = p.team_id where p.person_id = :viewer::uuid) n""",
    Line,
)
"""How many places of somebody's the bank waits for; else how many of their teams are under way, or were."""

profiles.offer_entry(AccountEntry("group-buys-mine", "people", "/account/teams", position=69, group=Group.DEALS), LINE)


class OwnTeamsPage(Page, kw_only=True, template="group_buys/account.html"):
    """The teams that somebody is or was in, the latest first, and what they wait for."""

    teams: Slice[OwnTeam]
    waiting: list[OwnWaiting]


@page("/account/teams", may="member")
async def own(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    cursor = request.query_params.get("cursor") or None
    person = visitor.person
    content = OwnTeamsPage(
        teams=await people.own_teams(read, person, cursor) if person is not None else Slice([]),
        waiting=await people.own_waiting(read, person, visit.language.code) if person is not None and not cursor else [],
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "group-buys-mine"), robots="noindex")


HANDLERS = [own]
