"""Private sales on the desk: clubs with who invited whom, planning a sale, with what it may come to."""

from datetime import datetime
from typing import Any

from litestar import Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, kit, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.base.refusals import Conflict
from stoa.deals.private_sales import actions, changing, club_store, clubs, watching
from stoa.deals.private_sales.model import MOST_ITEMS, Club, ClubId, Forecast, NewClub, NewItem, NewSale, Tier, UnfitSale
from stoa.deals.private_sales.watching import Watched
from stoa.deals.private_sales.web import asking
from stoa.deals.private_sales.web.asking import Asking
from stoa.people.sessions.model import Visitor
from stoa.shop import catalog, pricing
from stoa.shop.catalog.model import NoSuchProduct
from stoa.shop.stock.model import OutOfStock

LINES = 4
"""So many products have a row in the form at first; there may be as many as a sale has."""


class SalesPage(Page, kw_only=True, template="private_sales/desk.html"):
    sales: list[Watched]
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


async def _screen(
    request: Asking,
    read: Reading,
    visit: Visit,
    form: Form | None = None,
    problem: str = "",
    status: int = 200,
    *,
    added: bool = False,
    foreseen: Forecast | None = None,
) -> Response[str]:
    content = SalesPage(
        sales=await watching.watched(read, visit.language.code),
        clubs=await club_store.clubs(read),
        markets=[{"value": one.code, "label": one.named(visit.language.code)} for one in await pricing.markets(read)],
        languages=[one.code for one in LANGUAGES],
        rows=list(range(1, _rows(form) + 1)),
        most_rows=MOST_ITEMS,
        added=added,
        typed=form.typed if form is not None else _usual(),
        errors=faults(request, form.errors.values()) if form is not None else {},
        problem=problem,
        foreseen=foreseen,
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "private-sales-desk"), status=status, robots="noindex")


def _rows(form: Form | None) -> int:
    """Return how many rows for products a form has."""
    sent = form.typed.get("rows", "") if form is not None else ""
    named = [int(row) for name in (form.typed if form is not None else {}) if name.startswith("product-") and (row := name[8:]).isdecimal()]
    found = max([int(sent) if sent.isdecimal() and len(sent) < 4 else LINES, *(row for row in named if row <= MOST_ITEMS)])
    return min(max(found, 1), MOST_ITEMS)


def _usual() -> dict[str, str]:
    return {"cart_minutes": "10", "offer_hours": "2", "per_person": "1", "room": "200", "hidden": "yes", "quota": "3"}


@page("/desk/sales", may="offers.edit")
async def overview(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    return await _screen(request, read, visit)


@act("/desk/sales", may="offers.edit")
async def plan(request: Asking, tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Plan a sale; or say what it may come to, or give the form another row, with all that was typed."""
    form = await Form.of(request)
    if form.typed.get("do") == "row":
        form.typed["rows"] = str(_rows(form) + 1)
        return await _screen(request, tx, visit, form, added=True)
    if form.typed.get("do") == "forecast":
        return await _foresee(request, tx, visit, form)
    new, rows = await _typed(request, tx, form)
    if new is None:
        raise Retype(await _screen(request, tx, visit, form, status=422))
    try:
        async with tx.attempt():
            planned = await actions.plan_sale(tx, visitor, new)
    except UnfitSale as unfit:
        for error in unfit.errors:
            form.refuse(_field(error.pointer, rows), error.code, **error.facts)
        raise Retype(await _screen(request, tx, visit, form, status=422)) from None
    except OutOfStock as short:
        found = await catalog.sold_variants(tx, [short.variant_id], visit.language.code, None)
        form.refuse(f"units-{rows[[one.variant_id for one in new.items].index(short.variant_id)]}", "only_so_many", free=short.free)
        words = say(request, "private-sales-desk-short", title=found[short.variant_id].title, free=short.free)
        raise Retype(await _screen(request, tx, visit, form, words, status=409)) from None
    except (Conflict, NoSuchProduct) as refusal:
        raise Retype(await _screen(request, tx, visit, form, asking.sentence(request, refusal), status=refusal.status)) from None
    return go(request, f"/desk/sales/{ids.show('sal', planned)}")


def _field(pointer: str, rows: list[int]) -> str:
    """Return the field of the form that an error is about: `/items/2/price` is the price in the row of the third item."""
    name, _, rest = pointer.removeprefix("/").partition("/")
    if name != "items":
        return name
    number, _, what = rest.partition("/")
    return f"{what or 'product'}-{rows[int(number)] if number else 1}"


async def _typed(request: Asking, read: Reading, form: Form) -> tuple[NewSale | None, list[int]]:
    """Read a sale, and the row of each of its items; what is wrong is noted in the form."""
    zone = kit(request).settings.time_zone
    club = form.choice("club", [ids.show("clb", one.id) for one in await club_store.clubs(read)])
    moments = {name: form.moment(name, zone) for name in ("preview_at", "opens_at", "ends_at")}
    counts = {
        "cart_minutes": form.number("cart_minutes", least=1, most=120),
        "offer_hours": form.number("offer_hours", least=1, most=72),
        "per_person": form.number("per_person", least=1, most=1000),
        "room": form.number("room", least=1, most=100_000),
    }
    market = form.choice("market", [one.code for one in await pricing.markets(read)])
    titles = _texts(form, "title", required=True)
    found = await _items(read, form, market)
    rows = [row for row, _ in found]
    if form.errors:
        return None, rows
    given: dict[str, Any] = {**moments, **counts, "market": market, "title": titles, "text": _texts(form, "text", most=2000)}
    return NewSale(club_id=asking.club(club), items=tuple(one for _, one in found), hidden=form.ticked("hidden"), **given), rows


def _texts(form: Form, name: str, *, required: bool = False, most: int = 120) -> dict[str, str]:
    found = {one.code: form.text(f"{name}-{one.code}", required=required and one is LANGUAGES[0], most=most) for one in LANGUAGES}
    return {code: text for code, text in found.items() if text}


async def _items(read: Reading, form: Form, market: str) -> list[tuple[int, NewItem]]:
    """Read the products with their prices and units, and the row of each: every variant of a product has the same. Empty rows count for nothing."""
    wanted: dict[str, tuple[int, int, int]] = {}
    currency = next((one.currency for one in await pricing.markets(read) if one.code == market), "EUR")
    for row in range(1, _rows(form) + 1):
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


async def _foresee(request: Asking, tx: Writing, visit: Visit, form: Form) -> Response[str]:
    """Say what a sale of the things typed may come to; nothing is planned."""
    market = form.choice("market", [one.code for one in await pricing.markets(tx)])
    found = await _items(tx, form, market)
    if form.errors:
        raise Retype(await _screen(request, tx, visit, form, status=422))
    try:
        foreseen = await changing.forecast(tx, market, [one for _, one in found])
    except UnfitSale as unfit:
        for error in unfit.errors:
            form.refuse(_field(error.pointer, [row for row, _ in found]), error.code, **error.facts)
        raise Retype(await _screen(request, tx, visit, form, status=422)) from None
    return await _screen(request, tx, visit, form, foreseen=foreseen)


# Clubs


class ClubPage(Page, kw_only=True, template="private_sales/desk_club.html"):
    club: Club
    name: str
    tiers: list[Tier]
    options: list[dict[str, str]]
    members: list[Any]
    link: str = ""
    problem: str = ""


async def _club(
    request: Asking, read: Reading, visit: Visit, club_id: ClubId, link: str = "", problem: str = "", status: int = 200
) -> Response[str]:
    club, tiers, members = await clubs.look(read, club_id)
    name = club.name.get(visit.language.code) or next(iter(club.name.values()), "")
    options = [{"value": one.code, "label": one.name.get(visit.language.code) or one.code} for one in tiers]
    content = ClubPage(
        club=club, name=name, tiers=tiers, options=options, members=members, link=link, problem=problem, frame=await framed(read, visit)
    )
    return show(request, content, title=name, status=status, robots="noindex")


@act("/desk/clubs", may="offers.edit")
async def make_club(request: Asking, tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Make a club, perhaps with a tier that comes in earlier."""
    form = await Form.of(request)
    names, ahead = _texts(form, "name", required=True), form.number("ahead", least=0, most=10_080, default=0)
    quota, early = form.number("quota", least=0, most=500, default=3), _texts(form, "tier", most=40)
    if form.errors:
        raise Retype(await _screen(request, tx, visit, form, status=422))
    tiers = (Tier(code="first", name=early, ahead_minutes=ahead),) if ahead and early else ()
    made = await clubs.make_club(tx, visitor, NewClub(name=names, quota=quota, tiers=tiers))
    return go(request, f"/desk/clubs/{ids.show('clb', made)}")


@page("/desk/clubs/{club_id:str}", may="offers.edit")
async def club_screen(request: Asking, read: Reading, visit: Visit, club_id: str) -> Response[str]:
    return await _club(request, read, visit, asking.club(club_id))


@act("/desk/clubs/{club_id:str}/invitations", may="offers.edit")
async def invite(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, club_id: str) -> Response[str]:
    """Invite into a club; the link is shown this once."""
    form, found = await Form.of(request), asking.club(club_id)
    places, tier = form.number("places", least=1, most=500, default=1), form.text("tier", most=40)
    until = _until(form.moment("until", kit(request).settings.time_zone, required=False), tx.now)
    form.check()
    token = await clubs.invite(tx, visitor, found, places=places, tier=tier, until=until)
    return await _club(request, tx, visit, found, link=f"{visit.url}/club/{token}")


def _until(asked: datetime | None, now: datetime) -> datetime | None:
    return asked if asked is not None and asked > now else None


@act("/desk/clubs/{club_id:str}/members/{member_id:str}", may="offers.edit")
async def change_member(request: Asking, tx: Writing, visitor: Visitor, club_id: str, member_id: str) -> Response[Any]:
    """Give a member another tier and quota, or take them out."""
    form, found = await Form.of(request), asking.member(member_id)
    if form.typed.get("do") == "out":
        await clubs.put_out(tx, visitor, found)
    else:
        quota = form.number("quota", least=0, most=500)
        form.check()
        await clubs.set_member(tx, visitor, found, form.text("tier", most=40), quota)
    return go(request, f"/desk/clubs/{ids.show('clb', asking.club(club_id))}")


HANDLERS = [overview, plan, make_club, club_screen, invite, change_member]
