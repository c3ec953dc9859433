"""A person erased by the staff, because they asked for it by mail or telephone."""

from typing import Any

from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.people import accounts, sessions
from stoa.people.accounts.model import Person
from stoa.people.permissions.model import PersonId, Visitor
from stoa.people.privacy import actions
from stoa.people.privacy.model import WorksHere


class DeskErasurePage(Page, kw_only=True, template="privacy/desk_erasure.html"):
    """The question whether to erase somebody, who must be named once more."""

    person: Person
    staff: bool
    fresh: bool
    typed: str
    problem: str


async def _screen(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, person: Person, *, typed: str = "", problem: str = ""
) -> Response[str]:
    shown = DeskErasurePage(
        person=person,
        staff=person.staff,
        fresh=sessions.fresh(visitor, read.now),
        typed=typed,
        problem=problem,
        frame=await framed(read, visit),
    )
    return show(request, shown, title=say(request, "privacy-desk-erase"), robots="noindex")


@page("/desk/customers/{person:str}/erasure", may="customers.edit")
async def ask(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, person: str) -> Response[Any]:
    found = await accounts.find(read, PersonId(ids.parse("per", person)))
    if found.email is None:
        return go(request, f"/desk/customers/{person}")
    return await _screen(request, read, visit, visitor, found)


@act("/desk/customers/{person:str}/erasure", may="customers.edit")
async def erase(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, person: str) -> Response[Any]:
    """Erase somebody whose mail address was typed once more. Raises ProveAgain, WorksHere, NoSuchPerson."""
    sessions.prove_fresh(visitor, tx.now)
    found = await accounts.find(tx, PersonId(ids.parse("per", person)))
    if found.staff:
        raise WorksHere
    form = await Form.of(request)
    typed = form.text("email", required=False, most=254)
    if found.email is None or typed.lower() != found.email.lower():
        raise Retype(await _screen(request, tx, visit, visitor, found, typed=typed, problem=say(request, "privacy-desk-other-address")))
    await actions.erase(tx, visitor, found.id)
    return go(request, f"/desk/customers/{person}")


HANDLERS = [ask, erase]
