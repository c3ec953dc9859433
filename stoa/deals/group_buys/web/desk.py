"""Group buys on the desk: what runs and how far it is, and planning one with its worst and its best case."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, kit, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.http.waiting import waits
from stoa.base.locale import LANGUAGES
from stoa.base.refusals import Conflict
from stoa.deals.group_buys import actions, afterwards, drifting, rules
from stoa.deals.group_buys.afterwards import Watched
from stoa.deals.group_buys.model import Forecast, Kind, NewDeal, Tier, UnfitDeal
from stoa.people.sessions.model import Visitor
from stoa.shop import pricing
from stoa.shop.carts.model import MOST
from stoa.shop.catalog.model import ProductId

STEPS, MOST_STEPS = 2, 20
"""So many steps have a row in the form at first, and at most."""


class DealsPage(Page, kw_only=True, template="group_buys/desk.html"):
    """The deals, and the form of a new one; `forecast` is what the typed one would come to, `called` the products that may be meant."""

    deals: list[Watched]
    markets: list[dict[str, str]]
    kinds: list[dict[str, str]]
    languages: list[str]
    steps: list[int]
    most_steps: int
    added: bool
    """Whether a row was added just now."""
    typed: dict[str, str]
    errors: dict[str, str]
    problem: str = ""
    forecast: Forecast | None = None
    called: list[dict[str, str]] = []


async def _screen(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    form: Form | None = None,
    problem: str = "",
    forecast: Forecast | None = None,
    status: int = 200,
    *,
    added: bool = False,
) -> Response[str]:
    word = form.typed.get("product", "").strip() if form is not None else ""
    called = await afterwards.products_called(read, word, visit.language.code) if word else []
    content = DealsPage(
        deals=await afterwards.watched(read, visit.language.code),
        markets=[{"value": one.code, "label": one.named(visit.language.code)} for one in await pricing.markets(read)],
        kinds=[{"value": one.value, "label": say(request, f"group-buys-desk-kind-{one.value}")} for one in Kind],
        languages=[one.code for one in LANGUAGES],
        steps=list(range(1, rows(form) + 1)),
        most_steps=MOST_STEPS,
        added=added,
        typed=form.typed if form is not None else {"kind": "team", "window_hours": "24", "per_person": "3", "strangers": "yes"},
        errors=faults(request, form.errors.values()) if form is not None else {},
        problem=problem,
        forecast=forecast,
        called=[{"value": one.handle, "label": one.title} for one in called] if len(called) > 1 else [],
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "group-buys-desk"), status=status, robots="noindex")


def rows(form: Form | None) -> int:
    """Return how many rows for steps a form has."""
    sent = form.typed.get("rows", "") if form is not None else ""
    named = [int(row) for name in (form.typed if form is not None else {}) if name.startswith("people-") and (row := name[7:]).isdecimal()]
    found = max([int(sent) if sent.isdecimal() and len(sent) < 3 else STEPS, *(row for row in named if row <= MOST_STEPS)])
    return min(max(found, 1), MOST_STEPS)


@page("/desk/deals", may="offers.edit")
async def overview(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    return await _screen(request, read, visit)


@act("/desk/deals", may="offers.edit")
async def plan(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Open a deal now or later, or say what it would come to; or give the form another row for a step."""
    form = await Form.of(request)
    if form.typed.get("do") == "row":
        form.typed["rows"] = str(rows(form) + 1)
        return await _screen(request, tx, visit, form, added=True)
    new = await _typed(request, form, tx, visit.language.code)
    if new is None or form.errors:
        raise Retype(await _screen(request, tx, visit, form, status=422))
    try:
        async with tx.attempt():
            if form.typed.get("do") == "preview":
                return await _screen(request, tx, visit, form, forecast=await actions.forecast(tx, new))
            planned = await actions.plan(tx, visitor, new)
    except UnfitDeal as unfit:
        refuse(form, unfit)
        raise Retype(await _screen(request, tx, visit, form, status=422)) from None
    except Conflict as refusal:
        sentence = say(request, f"refusal-{refusal.code.replace('_', '-')}", **dict(refusal.facts))
        raise Retype(await _screen(request, tx, visit, form, sentence, status=refusal.status)) from None
    return go(request, f"/desk/deals/{ids.show('dea', planned)}")


_FIELDS = {"/tiers": "people-1", "/minimum": "people-1"}


def refuse(form: Form, unfit: UnfitDeal) -> None:
    """Note in a form what makes no sense, beside the fields that say it."""
    for error in unfit.errors:
        form.refuse(_FIELDS.get(error.pointer, error.pointer.removeprefix("/")), error.code, **error.facts)


def refuse_what_makes_no_sense(form: Form, new: NewDeal, now: datetime) -> None:
    """Note what a typed deal's fields say against one another at once with what is wrong in each; what hangs on a wrong one is not judged."""
    steps = any(name.startswith(("people-", "percent-")) for name in form.errors)
    unsure = {"/tiers", "/minimum", "/maximum"} if steps else set()
    unsure |= {"/closes_at"} if "opens_at" in form.errors else set()
    refuse(form, UnfitDeal([error for error in rules.check(new, now) if error.pointer not in unsure]))


def steps_of(form: Form) -> tuple[Tier, ...]:
    """Read the steps of a form, those of empty rows left out; what is wrong is noted in it."""
    tiers = []
    for number in range(1, rows(form) + 1):
        if number == 1 or any(form.typed.get(f"{name}-{number}", "").strip() for name in ("people", "percent")):
            people = form.number(f"people-{number}", least=2, most=100_000)
            tiers.append(Tier(people, form.number(f"percent-{number}", least=1, most=99)))
    return tuple(tiers)


async def _typed(request: Request[Any, Any, Any], form: Form, read: Reading, language: str) -> NewDeal | None:
    """Read a deal; what is wrong is noted in the form."""
    called = await afterwards.products_called(read, form.text("product", most=200), language)
    if len(called) != 1:
        form.refuse("product", "several_products" if called else "nothing_called_so")
    kind = Kind(form.choice("kind", [one.value for one in Kind], default=Kind.TEAM))
    tiers = steps_of(form)
    maximum = form.number("maximum", least=2, most=1_000_000) if form.typed.get("maximum", "").strip() else None
    titles = {one.code: form.text(f"title-{one.code}", required=one is LANGUAGES[0], most=120) for one in LANGUAGES}
    zone = kit(request).settings.time_zone
    given = {
        "kind": kind,
        "market": form.choice("market", [one.code for one in await pricing.markets(read)]),
        "title": {code: text for code, text in titles.items() if text},
        "tiers": tiers,
        "minimum": tiers[0].people,
        "maximum": maximum,
        "per_person": form.number("per_person", least=1, most=MOST, default=10),
        "opens_at": form.moment("opens_at", zone, required=False),
        "closes_at": form.moment("closes_at", zone, required=kind is Kind.TIERS),
        "window_hours": form.number("window_hours", least=1, most=1_440, default=24),
        "open_to_strangers": form.ticked("strangers"),
    }
    new = NewDeal(product_id=ProductId(called[0].id if len(called) == 1 else ids.new()), **msgspec.convert(given, dict[str, Any]))
    refuse_what_makes_no_sense(form, new, read.now)
    return None if form.errors else new


waits("/desk/deals", drifting.SAVES_NOTHING)

HANDLERS = [overview, plan]
