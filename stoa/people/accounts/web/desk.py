"""The staff's screens about people: customers, and who works here."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.paging import Slice
from stoa.outside import mail
from stoa.people import audit, profiles, sessions
from stoa.people.accounts import actions, queries
from stoa.people.accounts.model import Person, PersonId, Role
from stoa.people.audit.model import Entry, Told
from stoa.people.permissions.model import STAFF
from stoa.people.profiles.model import SavedAddress
from stoa.people.sessions.model import Visitor

ROLES = [role.value for role in Role if role in STAFF]


class CustomersPage(Page, kw_only=True, template="accounts/desk_customers.html"):
    found: Slice[Person]
    query: str


class CustomerPage(Page, kw_only=True, template="accounts/desk_customer.html"):
    person: Person
    addresses: list[SavedAddress]
    history: list[Told]
    actors: dict[str, str]
    may_erase: bool


class StaffPage(Page, kw_only=True, template="accounts/desk_staff.html"):
    staff: list[Person]
    roles: list[str]
    fresh: bool
    values: dict[str, str]
    errors: dict[str, str]
    summary: list[dict[str, str]]
    invited: bool


@page("/desk/customers", may="customers.read")
async def see_customers(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    query = str(request.query_params.get("q", ""))[:100]
    found = await queries.customers(read, query=query, cursor=str(request.query_params.get("cursor", "")))
    shown = CustomersPage(found=found, query=query, frame=await framed(read, visit))
    return show(request, shown, title=say(request, "accounts-customers"), robots="noindex")


@page("/desk/customers/{person:str}", may="customers.read")
async def see_customer(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, person: str) -> Response[str]:
    person_id = PersonId(ids.parse("per", person))
    found = await actions.find(read, person_id)
    history = (await audit.history(read, about=person_id, limit=20)).items
    shown = CustomerPage(
        person=found,
        addresses=await profiles.addresses(read, person_id),
        history=await audit.told(read, history, visit.language.code, visitor),
        actors=await actor_names(read, history),
        may_erase=visitor.may("customers.edit"),
        frame=await framed(read, visit),
    )
    return show(request, shown, title=found.name or found.email or say(request, "accounts-customer-erased"), robots="noindex")


async def actor_names(read: Reading, entries: list[Entry]) -> dict[str, str]:
    """Return the names of who did these things, by written id."""
    wanted: set[UUID] = {entry.actor for entry in entries if entry.actor is not None}
    found = await actions.people(read, [PersonId(one) for one in wanted])
    return {str(one.id): one.name or one.email or "" for one in found.values()}


async def _staff(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, form: Form | None = None) -> Response[str]:
    errors = faults(request, form.errors.values()) if form else {}
    shown = StaffPage(
        staff=await queries.staff(read),
        roles=ROLES,
        fresh=sessions.fresh(visitor, read.now),
        values={"email": "", **(form.typed if form else {})},
        errors=errors,
        summary=[{"name": name, "text": text} for name, text in errors.items()],
        invited="invited" in request.query_params,
        frame=await framed(read, visit),
    )
    return show(request, shown, title=say(request, "accounts-staff"), robots="noindex")


@page("/desk/staff", may="staff.manage")
async def see_staff(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    return await _staff(request, read, visit, visitor)


@act("/desk/staff", may="staff.manage")
async def invite(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    sessions.prove_fresh(visitor, tx.now)
    form = await Form.of(request)
    email = form.email("email")
    wanted = _roles(form)
    if not wanted:
        form.refuse("role", "required")
    if form.errors:
        raise Retype(await _staff(request, tx, visit, visitor, form))
    path = await actions.invite(tx, email, wanted, actor=visitor, language=visit.language.code, life=timedelta(days=2))
    await mail.post(tx, email, "accounts/invitation", visit.language.code, {}, action=path)
    return go(request, "/desk/staff?invited")


@act("/desk/staff/{person:str}/roles", may="staff.manage")
async def set_roles(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, person: str) -> Response[None]:
    sessions.prove_fresh(visitor, tx.now)
    form = await Form.of(request)
    await actions.set_roles(tx, visitor, PersonId(ids.parse("per", person)), _roles(form))
    return go(request, "/desk/staff")


def _roles(form: Form) -> frozenset[Role]:
    return frozenset(Role(name) for name in form.several("role") if name in ROLES)


HANDLERS = [see_customers, see_customer, see_staff, invite, set_roles]
