"""How a team is shown: to whoever opens its link, and to those who watch it as people come."""

from typing import Any

import msgspec
from litestar import Request, Response

from stoa.base import ids, locale
from stoa.base.database import Reading
from stoa.base.http.pages import Page, framed, say, show
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.base.refusals import Refusal
from stoa.community.circles.model import Byline
from stoa.deals.group_buys import people, queries
from stoa.deals.group_buys.model import Deal, Kind, State, TeamRow
from stoa.deals.group_buys.queries import Choice, TeamView
from stoa.deals.group_buys.whole import whole
from stoa.people.sessions.model import Visitor

SEATS = 12
"""So many places at most are shown one by one."""
RUNNING = {"open", "tipped", "full", "sold_out", "ending"}
"""States in which something may still change before one's eyes."""


class Told(msgspec.Struct, frozen=True):
    """What is to be known of a price in words: `beside` it the tax, what delivery costs and the lowest price of before; `to` where it is sent."""

    beside: list[str] = []
    to: str = ""


class TeamPage(Page, kw_only=True, template="group_buys/team.html"):
    """A team. `lead` says in a sentence how it stands; `link` is the address to share, `picture` what the link looks like in a chat."""

    seen: TeamView
    first: Choice | None
    lead: str
    seats: list[bool]
    """A small team's places, those that are taken first: by whom is told only to those whom they show it."""
    how: list[str]
    """What holds of the money, as the team stands."""
    goal: int
    options: list[dict[str, str]]
    link: str
    picture: str
    live: bool
    whole: Told
    circle: list[Byline]
    """Who of the viewer's circle is in, and shows it."""
    next: TeamRow | None = None
    """Where somebody who came too late may join at once."""
    startable: str = ""
    """The deal of which they may start a team."""
    problem: str = ""
    late: bool = False
    waits: bool = False
    """Whether the viewer was listed just now."""
    off: bool = False
    """Whether they took themselves off the list just now."""
    already: bool = False
    """Whether the viewer, who is in, wanted to come in once more."""
    unseen: bool = False
    """Whether they are in by an order that this visit does not know to be theirs: the link to it is mailed to where it was ordered with."""
    sent: bool = False
    """Whether they asked for that link just now."""


async def team_page(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    visitor: Visitor,
    handle: str,
    problem: str = "",
    status: int = 200,
    *,
    waits: bool = False,
    off: bool = False,
    late: bool = False,
    already: bool = False,
    sent: bool = False,
) -> Response[str]:
    """Show a team as it stands, with what was wrong, if anything was."""
    seen = await queries.see(read, handle, visitor, visit.language.code)
    left_out = not seen.open and not seen.mine
    runs = seen.deal.starts(seen.now)
    content = TeamPage(
        seen=seen,
        **standing(request, seen),
        options=options(request, seen.choices),
        link=visit.absolute(seen.team.path),
        picture=visit.absolute(f"{seen.team.path}/picture.png?{seen.version}"),
        live=seen.state in RUNNING,
        whole=await whole_price(request, read, seen.deal, seen.first, seen.pays, visit.language.code) if seen.state in RUNNING else Told(),
        circle=await people.circle_in(read, seen.team.id, visitor.person) if visitor.person is not None else [],
        next=await queries.next_team(read, seen) if left_out else None,
        startable=ids.show("dea", seen.deal.id) if left_out and runs and any(one.there for one in seen.choices) else "",
        problem=problem,
        late=late and left_out,
        waits=waits,
        off=off,
        already=(already or late) and seen.mine,
        unseen=already and not seen.mine,
        sent=sent and not seen.mine,
        frame=await framed(read, visit),
    )
    answer = show(request, content, title=seen.title, description=content.lead, status=status, robots="noindex")
    answer.headers["referrer-policy"] = "same-origin"
    return answer


async def whole_price(
    request: Request[Any, Any, Any], read: Reading, deal: Deal, one: Choice | None, pays: Money | None, language: str
) -> Told:
    """Return in words what is to be known of what one pays beside itself."""
    if one is None or pays is None:
        return Told()
    found, to = await whole(read, deal, one, pays), ""
    said = [say(request, "group-buys-whole-tax" if found.taxed else "group-buys-whole-no-tax")]
    if found.delivery is not None:
        kind = "free" if not found.delivery else "from" if found.differs else "cost"
        said.append(say(request, "group-buys-whole-delivery", kind=kind, cost=locale.money(found.delivery, language)))
        if found.free_from is not None:
            said.append(say(request, "group-buys-whole-free-from", amount=locale.money(found.free_from, language)))
        countries, more = found.named(language)
        to = say(request, "group-buys-whole-to", countries=countries, more=more)
    elif found.ships:
        said.append(say(request, "group-buys-whole-nowhere"))
    if found.lowest is not None:
        said.append(say(request, "price-lowest", price=locale.money(found.lowest, language)))
    return Told(said, to)


def standing(request: Request[Any, Any, Any], seen: TeamView) -> dict[str, Any]:
    """Return what changes as people come: the same for everybody who looks."""
    lead = "ended" if seen.state == "failed" and seen.reason else seen.state
    return {
        "first": seen.first,
        "lead": say(request, f"group-buys-lead-{lead}", count=seen.missing, people=seen.team.counted),
        "seats": seats(seen),
        "how": [say(request, key, how="saved" if seen.later else "aside", people=seen.team.size) for key in how(seen)],
        "goal": max(tier.people for tier in seen.team.tiers),
    }


def how(seen: TeamView) -> list[str]:
    """Return the texts about the money that are true of a team as it stands."""
    if seen.state in {"failed", "won"}:
        return [f"group-buys-how-{seen.state}"]
    if seen.state == "ending":
        return ["group-buys-how-ending"]
    if seen.team.state is State.TIPPED:
        return ["group-buys-how-on", "group-buys-how-counts"]
    kind = "team" if seen.team.kind is Kind.TEAM else "deal"
    return [f"group-buys-how-{kind}", "group-buys-how-missed", "group-buys-how-counts"]


def seats(seen: TeamView) -> list[bool]:
    """Return a small team's places, those who count first."""
    if seen.team.kind is not Kind.TEAM or seen.team.most is None or seen.team.most > SEATS:
        return []
    return [number < seen.team.counted for number in range(seen.team.most)]


def options(request: Request[Any, Any, Any], choices: list[Choice]) -> list[dict[str, str]]:
    sold_out = say(request, "group-buys-sold-out")
    return [{"value": ids.show("var", one.variant.id), "label": one.words if one.there else f"{one.words} ({sold_out})"} for one in choices]


def sentence(request: Request[Any, Any, Any], refusal: Refusal) -> str:
    return say(request, f"refusal-{refusal.code.replace('_', '-')}", **dict(refusal.facts))
