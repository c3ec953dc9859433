"""The form that plans a private sale, and plans one anew until it opens: what is typed into it, and the rows of what is sold."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from stoa.base import ids
from stoa.base.database import Reading
from stoa.base.http.forms import Form
from stoa.base.http.pages import Page, faults, framed, kit
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.base.money import Money
from stoa.deals.private_sales import club_store
from stoa.deals.private_sales.model import MOST_ITEMS, Club, Forecast, Item, NewItem, Sale, UnfitSale
from stoa.deals.private_sales.web import asking
from stoa.deals.private_sales.web.asking import Asking
from stoa.shop import catalog, pricing

LINES = 4
"""So many products have a row in the form at first; there may be as many as a sale has."""
MOMENTS = ("preview_at", "opens_at", "ends_at")
COUNTS = {"cart_minutes": 120, "offer_hours": 72, "per_person": 1000, "room": 100_000}
"""The numbers of a sale, and the most that each may be."""
USUAL = {"cart_minutes": "10", "offer_hours": "2", "per_person": "1", "room": "200", "hidden": "yes"}


class PlanPage(Page, kw_only=True, template="private_sales/desk_plan.html"):
    """A page with the form: by itself, to plan the sale `ref` anew, or below all sales, to plan another."""

    ref: str = ""
    sale: str = ""
    """What the sale is called that is planned anew."""
    by_row: bool = True
    """Whether what is sold may be typed: a product a row, each of its variants alike."""
    clubs: list[Club]
    markets: list[dict[str, str]]
    languages: list[str]
    rows: list[int]
    most_rows: int
    added: bool
    """Whether a row was added just now."""
    typed: dict[str, str]
    errors: dict[str, str]
    problem: str = ""
    foreseen: Forecast | None = None


async def shown(
    request: Asking, read: Reading, visit: Visit, form: Form, problem: str = "", *, added: bool = False, foreseen: Forecast | None = None
) -> dict[str, Any]:
    """Return the fields of a PlanPage, but for the sale that is planned anew."""
    return {
        "clubs": await club_store.clubs(read),
        "markets": await markets(read, visit.language.code),
        "languages": [one.code for one in LANGUAGES],
        "rows": list(range(1, rows_of(form) + 1)),
        "most_rows": MOST_ITEMS,
        "added": added,
        "typed": form.typed,
        "errors": faults(request, form.errors.values()),
        "problem": problem,
        "foreseen": foreseen,
        "frame": await framed(read, visit),
    }


async def markets(read: Reading, language: str) -> list[dict[str, str]]:
    """Return the markets to choose from."""
    return [{"value": one.code, "label": one.named(language)} for one in await pricing.markets(read)]


def rows_of(form: Form) -> int:
    """Return how many rows for products a form has."""
    sent = form.typed.get("rows", "")
    named = [int(row) for name in form.typed if name.startswith("product-") and (row := name[8:]).isdecimal()]
    found = max([int(sent) if sent.isdecimal() and len(sent) < 4 else LINES, *(row for row in named if row <= MOST_ITEMS)])
    return min(max(found, 1), MOST_ITEMS)


def texts(form: Form, name: str, *, required: bool = False, most: int = 120) -> dict[str, str]:
    """Read a text in each language; of those that are required, the first one is."""
    found = {one.code: form.text(f"{name}-{one.code}", required=required and one is LANGUAGES[0], most=most) for one in LANGUAGES}
    return {code: text for code, text in found.items() if text}


async def typed(request: Asking, read: Reading, form: Form, was: Sale | None = None) -> tuple[dict[str, Any], str]:
    """Read all of a sale but what is sold, and its market; what is wrong is noted in the form.

    A moment that was sent as it stands in the sale that `was` is no other one, though a form has no seconds.
    """
    zone = kit(request).settings.time_zone
    given: dict[str, Any] = {name: form.moment(name, zone) for name in MOMENTS}
    if was is not None:
        stands = _moments(was, zone)
        given |= {name: getattr(was, name) for name in MOMENTS if form.typed.get(name) == stands[name]}
    given |= {name: form.number(name, least=1, most=most) for name, most in COUNTS.items()}
    club = form.choice("club", [ids.show("clb", one.id) for one in await club_store.clubs(read)])
    market = form.choice("market", [one.code for one in await pricing.markets(read)])
    given |= {"title": texts(form, "title", required=True), "text": texts(form, "text", most=2000), "hidden": form.ticked("hidden")}
    if not form.errors:
        given["club_id"] = asking.club(club)
    return {**given, "market": market}, market


async def items(read: Reading, form: Form, market: str) -> list[tuple[int, NewItem]]:
    """Read the products with their prices and units, and the row of each: every variant of a product has the same. Empty rows count for nothing."""
    wanted: dict[str, tuple[int, int, int]] = {}
    currency = next((one.currency for one in await pricing.markets(read) if one.code == market), "EUR")
    for row in range(1, rows_of(form) + 1):
        others = any(form.typed.get(f"{name}-{row}", "").strip() for name in ("price", "units"))
        handle = form.text(f"product-{row}", required=row == 1 or others, most=200).lower()
        if handle in wanted:
            form.refuse(f"product-{row}", "named_twice", row=wanted[handle][0])
        elif handle:
            price = form.amount(f"price-{row}", currency)
            wanted[handle] = (row, price.amount if price is not None else 0, form.number(f"units-{row}", least=1, most=1_000_000))
    found = await club_store.products(read, list(wanted))
    for handle, (row, *_) in wanted.items():
        if handle not in found:
            form.refuse(f"product-{row}", "no_product")
    return [(row, NewItem(variant, price, units)) for handle, (row, price, units) in wanted.items() for variant in found.get(handle, [])]


def refuse(form: Form, unfit: UnfitSale, rows: Sequence[int]) -> None:
    """Note what makes no sense, at the field that it is about: `/items/2/price` is the price in the row of the third item."""
    for error in unfit.errors:
        name, _, rest = error.pointer.removeprefix("/").partition("/")
        if name == "items":
            number, _, what = rest.partition("/")
            name = f"{what or 'product'}-{rows[int(number)] if number and rows else 1}"
        form.refuse(name, error.code, **error.facts)


async def as_typed(read: Reading, sale: Sale, sold: Sequence[Item], zone: str) -> tuple[dict[str, str], bool]:
    """Return a sale as its form has it, times in the shop's zone; and whether its things fit into rows, all variants of a product alike."""
    found = {
        "club": ids.show("clb", sale.club_id),
        "market": sale.market,
        **{f"title-{code}": text for code, text in sale.title.items()},
        **{f"text-{code}": text for code, text in sale.text.items()},
        **_moments(sale, zone),
        **{name: str(getattr(sale, name)) for name in COUNTS},
        **({"hidden": "yes"} if sale.hidden else {}),
    }
    handles = {
        one.product_id: one.handle for one in (await catalog.sold_variants(read, [one.variant_id for one in sold], "en", None)).values()
    }
    every = await club_store.products(read, list(handles.values()))
    row = 0
    for product, handle in handles.items():
        own = [one for one in sold if one.product_id == product]
        if {one.variant_id for one in own} != set(every.get(handle, [])) or len({(one.price, one.units) for one in own}) > 1:
            return found, False
        row += 1
        price = f"{Money(own[0].price, sale.currency).decimal():f}"
        found |= {f"product-{row}": handle, f"price-{row}": price, f"units-{row}": str(own[0].units)}
    return {**found, "rows": str(max(row, 1))}, True


def _moments(sale: Sale, zone: str) -> dict[str, str]:
    there: Mapping[str, datetime] = {name: getattr(sale, name).astimezone(ZoneInfo(zone)) for name in MOMENTS}
    return {name: f"{moment:%Y-%m-%dT%H:%M}" for name, moment in there.items()}
