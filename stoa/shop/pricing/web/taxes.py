"""Taxes on the desk: the rates of each place, a new one, and the end of one."""

from typing import Any

from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, kit, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.people.permissions.model import Visitor
from stoa.shop.pricing import rules, taxing
from stoa.shop.pricing.model import NoSuchRate
from stoa.shop.pricing.model.taxes import SHIPPING, STANDARD, TaxRateId, TaxRule
from stoa.shop.pricing.web import forms

NAMED = (STANDARD, "reduced", "zero", "exempt", SHIPPING)
"""The classes that have names in every language."""


class TaxesPage(Page, template="pricing/taxes.html"):
    """Every rate by place, and the form of a new one beside them (of an old one: to change it from a day on)."""

    places: dict[str, list[TaxRule]]
    classes: list[str]
    languages: list[str]
    part: str
    typed: dict[str, Any]
    errors: dict[str, str]
    rule: TaxRule | None


async def _screen(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    *,
    part: str = "",
    typed: dict[str, Any] | None = None,
    form: Form | None = None,
    rule: TaxRule | None = None,
) -> Response[str]:
    known = await taxing.tax_rules(read, read.now)
    places: dict[str, list[TaxRule]] = {}
    for one in known:
        places.setdefault(one.country, []).append(one)
    content = TaxesPage(
        places=places,
        classes=list(dict.fromkeys((*NAMED, *sorted({one.tax_class for one in known})))),
        languages=[one.code for one in LANGUAGES],
        part=part,
        typed=form.typed if form else typed or {},
        errors=faults(request, form.errors.values()) if form else {},
        rule=rule,
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "pricing-taxes"), robots="noindex")


def _named(request: Request[Any, Any, Any], tax_class: str) -> str:
    """Return a class by its name in the visitor's language; one of the shop's own by its code."""
    return say(request, f"pricing-class-{tax_class}") if tax_class in NAMED else tax_class


@page("/desk/taxes", may="settings.edit")
async def overview(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    return await _screen(request, read, visit)


@page("/desk/taxes/new", may="settings.edit")
async def new(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    return await _screen(request, read, visit, part="tax", typed={"tax_class": _named(request, STANDARD)})


@act("/desk/taxes", may="settings.edit")
async def save(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    form = await Form.of(request)
    own = {one.tax_class for one in await taxing.tax_rules(tx, tx.now)}
    named = {name: code for code in NAMED if (name := _named(request, code).lower()) not in own}
    rule = forms.tax(form, tx.now, kit(request).settings.time_zone, named)
    if form.errors:
        raise Retype(await _screen(request, tx, visit, part="tax", form=form))
    await taxing.set_tax(tx, visitor, rule)
    return go(request, "/desk/taxes")


@act("/desk/taxes/examples", may="settings.edit")
async def load_examples(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor) -> Response[Any]:
    await taxing.load_examples(tx, visitor)
    return go(request, "/desk/taxes")


@page("/desk/taxes/{rate_id:str}", may="settings.edit")
async def one(request: Request[Any, Any, Any], read: Reading, visit: Visit, rate_id: str) -> Response[str]:
    wanted = ids.parse("tax", rate_id)
    rule = next((one for one in await taxing.tax_rules(read, read.now) if one.id == wanted), None)
    if rule is None:
        raise NoSuchRate
    typed = {
        "country": rule.country,
        "region": rule.region,
        "tax_class": _named(request, rule.tax_class),
        "name": rule.name,
        **{f"name-{code}": text for code, text in rule.names.items()},
        "rate": rules.percent(rule.rate),
    }
    return await _screen(request, read, visit, part="tax", typed=typed, rule=rule)


@act("/desk/taxes/{rate_id:str}/end", may="settings.edit")
async def end(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, rate_id: str) -> Response[Any]:
    await taxing.end_tax(tx, visitor, TaxRateId(ids.parse("tax", rate_id)))
    return go(request, "/desk/taxes")


HANDLERS = [overview, new, save, load_examples, one, end]
