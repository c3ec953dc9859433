"""Markets on the desk: where the shop sells, in which currency, with or without tax in the prices."""

from typing import Any

from litestar import Request, Response

from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.people.permissions.model import Visitor
from stoa.shop.pricing import actions, listing, store
from stoa.shop.pricing.listing import Priced
from stoa.shop.pricing.model import Market, MarketCodeTaken, MarketInUse, MarketIsFollowed, NoSuchMarket
from stoa.shop.pricing.web import forms


class MarketsPage(Page, template="pricing/markets.html"):
    """Every market, and the form of the one that is open beside them."""

    markets: list[Priced]
    part: str
    action: str
    typed: dict[str, Any]
    errors: dict[str, str]
    market: Market | None
    roundings: list[str]
    languages: list[str]


async def _screen(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    *,
    part: str = "",
    action: str = "",
    typed: dict[str, Any] | None = None,
    form: Form | None = None,
    market: Market | None = None,
) -> Response[str]:
    content = MarketsPage(
        markets=await listing.priced_markets(read),
        part=part,
        action=action,
        typed=form.typed if form else typed or {},
        errors=faults(request, form.errors.values()) if form else {},
        market=market,
        roundings=forms.ROUNDINGS,
        languages=[one.code for one in LANGUAGES],
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "pricing-markets"), robots="noindex")


@page("/desk/markets", may="settings.edit")
async def overview(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    return await _screen(request, read, visit)


@page("/desk/markets/new", may="settings.edit")
async def new(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    typed = {"tax_mode": "inclusive", "rounding": forms.ROUNDINGS[0], "rate": "1"}
    return await _screen(request, read, visit, part="market", action="/desk/markets", typed=typed)


@act("/desk/markets", may="settings.edit")
async def make(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    return await _save(request, tx, visit, visitor, None)


@page("/desk/markets/{code:str}", may="settings.edit")
async def one(request: Request[Any, Any, Any], read: Reading, visit: Visit, code: str) -> Response[str]:
    markets = await store.markets(read)
    market = _market(markets, code)
    typed = forms.typed_market(market, markets)
    return await _screen(request, read, visit, part="market", action=f"/desk/markets/{code}", typed=typed, market=market)


@act("/desk/markets/{code:str}", may="settings.edit")
async def change(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, code: str) -> Response[Any]:
    return await _save(request, tx, visit, visitor, _market(await store.markets(tx), code))


async def _save(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, before: Market | None) -> Response[Any]:
    form = await Form.of(request)
    given = forms.market(form, await store.markets(tx), before)
    if not form.errors:
        try:
            if before:
                await actions.change_market(tx, visitor, before.id, given)
            else:
                await actions.make_market(tx, visitor, given, example_taxes=form.ticked("taxes"))
        except MarketCodeTaken:
            form.refuse("code", "taken")
        except MarketInUse:
            form.refuse("currency", "market_in_use")
        except MarketIsFollowed:
            form.refuse("follows", "market_is_followed")
    if form.errors:
        action = f"/desk/markets/{before.code}" if before else "/desk/markets"
        raise Retype(await _screen(request, tx, visit, part="market", action=action, form=form, market=before))
    return go(request, f"/desk/markets/{given.code}")


def _market(markets: list[Market], code: str) -> Market:
    """Return the market of that code. Raises NoSuchMarket."""
    found = next((one for one in markets if one.code == code), None)
    if found is None:
        raise NoSuchMarket
    return found


HANDLERS = [overview, new, make, one, change]
