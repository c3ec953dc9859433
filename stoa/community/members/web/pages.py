"""A person's page: what they show to whoever is looking, and nothing else."""

from typing import Any

import msgspec
from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading
from stoa.base.http.beside import Beside
from stoa.base.http.limits import Limits, Rate
from stoa.base.http.pages import Kit, Page, framed, partials, say, show
from stoa.base.http.routes import get, page
from stoa.base.http.visits import Visit
from stoa.community import circles
from stoa.community.circles.model import AROUND, Distance, Kind, NoSuchMember, Person
from stoa.community.members.place import PAGE
from stoa.people.sessions.model import PersonId, Visitor

_RATE = Rate(burst=120, seconds=600)
LOOKING_AS = {"stranger": Distance.STRANGER, "circle": Distance.CIRCLE, "friend": Distance.FRIEND}


class PersonPage(Page, kw_only=True, template="members/person.html"):
    """`looking_as` says as whom the owner looks at their own page, `nobody` that this viewer would find nobody here."""

    person: Person
    parts: Beside
    own: bool
    guest: bool
    looking_as: str
    nobody: bool
    text: list[str]


class PersonOut(msgspec.Struct, kw_only=True):
    """Somebody's page, as far as they show it to you. `id` is for what you may do about them; guests get none."""

    id: str | None
    handle: str
    name: str | None
    picture: str | None
    about: str
    follows: bool
    followed: bool


def slow(kit: Kit, visit: Visit, visitor: Visitor) -> None:
    """Let nobody try many handles: what is there and what is not cost the same. Raises SlowDown."""
    limits: Limits = kit.services["limits"]
    limits.take("people", str(visitor.person or visit.address), _RATE)


@page("/people/{handle:str}", may="anyone")
async def see_person(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, kit: Kit, handle: str
) -> Response[str]:
    """Show a page to whom its owner shows it; to everybody else there is nobody here."""
    slow(kit, visit, visitor)
    found = await circles.person_page(read, visitor.person, handle)
    own = found.distance is Distance.SELF
    looking_as = request.query_params.get("as", "") if own else ""
    viewer: PersonId | None = visitor.person
    nobody = False
    if looking_as in LOOKING_AS:
        viewer = AROUND[LOOKING_AS[looking_as]]
        nobody = not await circles.visible(read, viewer, found.id, Kind.PAGE)
    else:
        looking_as = ""
    content = PersonPage(
        person=found,
        parts=Beside() if nobody else await _parts(request, read, visit, found.id, viewer),
        own=own,
        guest=visitor.person is None,
        looking_as=looking_as,
        nobody=nobody,
        text=[line for line in found.about.split("\n") if line],
        frame=await framed(read, visit),
    )
    answer = show(request, content, title=found.byline.name or say(request, "voice-member"), robots="noindex")
    answer.headers["cache-control"] = "private, no-store"
    return answer


async def _parts(request: Request[Any, Any, Any], read: Reading, visit: Visit, owner: PersonId, viewer: PersonId | None) -> Beside:
    """Ask every room for what the owner shows to this viewer; a part that fails leaves its place empty."""
    return await PAGE.load(
        read,
        visit,
        partials(request),
        member=True,
        owner=owner,
        viewer=viewer,
        language=visit.language.code,
        market=visit.market,
        now=read.now,
    )


@get("/api/people/{handle:str}", may="anyone", tags=["circle"], refuses=(NoSuchMember,))
async def person(read: Reading, visit: Visit, visitor: Visitor, kit: Kit, handle: str) -> PersonOut:
    """Somebody's page, if they show it to you; 404 alike for everybody else."""
    slow(kit, visit, visitor)
    found = await circles.person_page(read, visitor.person, handle)
    return PersonOut(
        id=ids.show("per", found.id) if visitor.person else None,
        handle=found.handle,
        name=found.byline.name or None,
        picture=found.byline.picture,
        about=found.about,
        follows=found.follows,
        followed=found.followed,
    )


HANDLERS = [see_person, person]
