"""A person's addresses."""

from typing import Any

import msgspec
from litestar import Request, Response

from stoa.base import ids, locale
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.refusals import FieldError
from stoa.people.permissions.model import Visitor
from stoa.people.profiles import actions, queries, rules
from stoa.people.profiles.countries import COUNTRIES, REGIONS
from stoa.people.profiles.model import AccountEntry, AddressId, SavedAddress
from stoa.people.profiles.places import entries

_FIELDS = ("name", "company", "line1", "line2", "city", "region", "postal_code", "country", "phone")
_FIRST_COUNTRY = {"de": "DE"}


class AddressesPage(Page, kw_only=True, template="profiles/addresses.html"):
    entries: list[AccountEntry]
    addresses: list[SavedAddress]
    saved: bool


class AddressPage(Page, kw_only=True, template="profiles/address_form.html"):
    """One address to fill in; `action` is where it is sent."""

    entries: list[AccountEntry]
    action: str
    values: dict[str, str]
    usual: bool
    errors: dict[str, str]
    summary: list[dict[str, str]]
    countries: list[dict[str, str]]
    regions: list[dict[str, str]]


def _country_options(code: str) -> list[dict[str, str]]:
    options = [{"value": one, "label": locale.country(one, code)} for one in COUNTRIES]
    return sorted(options, key=lambda option: option["label"])


_REGION_OPTIONS = [{"value": "", "label": "–"}] + [
    {"value": name, "label": f"{name} ({country})"} for country, names in REGIONS.items() for name in names.values()
]


async def _form_page(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    *,
    action: str,
    values: dict[str, str],
    usual: bool,
    wrong: list[FieldError] | None = None,
) -> Response[str]:
    errors = faults(request, wrong or [])
    region = REGIONS.get(values.get("country", ""), {}).get(values.get("region", ""), values.get("region", ""))
    shown = AddressPage(
        entries=entries(),
        action=action,
        values={**dict.fromkeys(_FIELDS, ""), **values, "region": region},
        usual=usual,
        errors=errors,
        summary=[{"name": name, "text": text} for name, text in errors.items()],
        countries=_country_options(visit.language.code),
        regions=_REGION_OPTIONS,
        frame=await framed(read, visit),
    )
    key = "profiles-address-new" if action == "/account/addresses" else "profiles-address-change"
    return show(request, shown, title=say(request, key), robots="noindex")


@page("/account/addresses", may="member")
async def see_addresses(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    shown = AddressesPage(
        entries=entries(),
        addresses=await queries.addresses(read, visitor.member),
        saved="saved" in request.query_params,
        frame=await framed(read, visit),
    )
    return show(request, shown, title=say(request, "profiles-addresses"), robots="noindex")


@page("/account/addresses/new", may="member")
async def see_new(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    values = {"name": visitor.name, "country": _FIRST_COUNTRY.get(visit.language.code, "")}
    return await _form_page(request, read, visit, action="/account/addresses", values=values, usual=False)


@act("/account/addresses", may="member")
async def add(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    form = await Form.of(request)
    address, wrong = rules.check_address(form.typed)
    usual = form.ticked("usual")
    if wrong:
        page_ = await _form_page(request, tx, visit, action="/account/addresses", values=form.typed, usual=usual, wrong=wrong)
        raise Retype(page_)
    await actions.add_address(tx, visitor.member, address, usual=usual)
    return go(request, "/account/addresses?saved")


@page("/account/addresses/{address_id:str}", may="member")
async def see_one(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, address_id: str) -> Response[str]:
    found = queries.pick(await queries.addresses(read, visitor.member), ids.parse("adr", address_id))
    values = msgspec.structs.asdict(found.address)
    return await _form_page(request, read, visit, action=f"/account/addresses/{address_id}", values=values, usual=found.usual)


@act("/account/addresses/{address_id:str}", may="member")
async def change(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, address_id: str) -> Response[Any]:
    form = await Form.of(request)
    kept = AddressId(ids.parse("adr", address_id))
    address, wrong = rules.check_address(form.typed)
    if wrong:
        action, usual = f"/account/addresses/{address_id}", form.ticked("usual")
        raise Retype(await _form_page(request, tx, visit, action=action, values=form.typed, usual=usual, wrong=wrong))
    await actions.change_address(tx, visitor.member, kept, address)
    if form.ticked("usual"):
        await actions.make_usual(tx, visitor.member, kept)
    return go(request, "/account/addresses?saved")


@act("/account/addresses/{address_id:str}/usual", may="member")
async def make_usual(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, address_id: str) -> Response[None]:
    await actions.make_usual(tx, visitor.member, AddressId(ids.parse("adr", address_id)))
    return go(request, "/account/addresses?saved")


@act("/account/addresses/{address_id:str}/removal", may="member")
async def remove(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, address_id: str) -> Response[None]:
    await actions.remove_address(tx, visitor.member, AddressId(ids.parse("adr", address_id)))
    return go(request, "/account/addresses?saved")


HANDLERS = [see_addresses, see_new, add, see_one, change, make_usual, remove]
