"""The frame of every page: departments, markets, languages, the cart's count, who is here, the footer, the staff's screens."""

from collections.abc import Callable, Container
from typing import Any
from urllib.parse import quote

import msgspec
from litestar import Request

from stoa.app import desk, gate
from stoa.base.http import pages, visits
from stoa.base.http.keeping import Mark
from stoa.base.http.panels import Kept, Panel
from stoa.base.http.rendering import Renderer
from stoa.base.http.waiting import waiting
from stoa.shop import carts, catalog

MARKETS = Panel(
    """select coalesce(json_agg(json_build_object('code', m.code, 'currency', m.currency,
        'name', coalesce(m.name ->> :language, m.name ->> 'en', m.code)) order by m.position), '[]') from pricing.market m""",
    list[dict[str, str]],
)

NAV = Panel(catalog.NAV.sql, list[dict[str, Any]])

FOOTER = (
    (
        "help",
        (
            ("help", "/pages/help"),
            ("delivery", "/pages/delivery"),
            ("returns", "/pages/returns"),
            ("withdraw", "/withdraw"),
            ("talk", "/talk"),
            ("deals", "/deals"),
        ),
    ),
    ("yours", (("account", "/account"), ("orders", "/account/orders"), ("cart", "/cart"), ("saved", "/saved"))),
    ("legal", (("rules", "/rules"), ("terms", "/pages/terms"), ("privacy", "/pages/privacy"), ("imprint", "/pages/imprint"))),
)

DEALS = "/deals"
"""What stands in the navigation behind the departments."""

COLLECTED = "/collected"
"""What hosts have gathered: the list for search engines names it."""

_absent: set[str] = set()
"""Addresses of the frame that lead nowhere, because their rooms are switched off."""


def build(shop_name: str, paths: Container[str]) -> None:
    """Give every page its frame. What has no page among `paths` has no link."""
    _absent.clear()
    _absent.update(href for _, links in FOOTER for _, href in links if href not in paths and not href.startswith("/pages/"))
    _absent.update(link.href for link in desk.links() if link.href not in paths)
    _absent.update(path for path in (COLLECTED,) if path not in paths)
    _footers.clear()
    _made.clear()

    def chrome(request: Request[Any, Any, Any], frame: dict[str, Any]) -> dict[str, Any]:
        return {"shop": shop_name, **_chrome(request, frame)}

    kept = {"nav": Kept(NAV, ("catalog",), ("language",)), "markets": Kept(MARKETS, ("pricing",), ("language",))}
    pages.frame({**kept, "cart_count": carts.COUNT}, chrome, under={"/desk": ("waiting", waiting)})


def present(path: str) -> bool:
    """Return whether there is a page at this address of the frame: its room is not switched off."""
    return path not in _absent


def mark(renderer: Renderer) -> Mark:
    """Return what differs on kept pages from guest to guest: the cart's count."""

    def written(language: str, count: int) -> bytes:
        return renderer.render(language, "components/cart_count.html", {"page": {"cart_count": count}}).encode()

    return Mark(carts.COUNT, 0, written)


def _chrome(request: Request[Any, Any, Any], frame: dict[str, Any]) -> dict[str, Any]:
    """Return what the layout shows around a page, from the frame's panels and the request."""
    visit, visitor = visits.of(request), gate.visitor_of(request)

    def say(key: str) -> str:
        return pages.say(request, key)

    shown: dict[str, Any] = {
        "permissions": sorted(visitor.permissions),
        "person": None if visitor.guest else {"name": visitor.name or visitor.email},
        "markets": [{"code": one["code"], "label": f"{one['name']} · {one['currency']}"} for one in frame.get("markets", [])],
        "cart_count": frame.get("cart_count", 0),
        "footer": _footer(visit.language.code, say, visit.prefix),
        "query": request.query_params.get("q", "")[:200] if visit.path in {"/search", "/desk/find"} else "",
    }
    if (visit.path == "/desk" or visit.path.startswith("/desk/")) and not frame.get("error"):
        shown["nav"] = desk.navigation(
            say, visit.prefix, visit.path, lambda link: visitor.may(link.may) and link.href not in _absent, frame["waiting"]
        )
    else:
        shown["nav"] = _departments(frame.get("nav", []), visit.prefix, visit.path, say)
    if shown["markets"] and visit.market not in {one["code"] for one in shown["markets"]}:
        shown["market"] = shown["markets"][0]["code"]
    return shown


class _Departments(msgspec.Struct):
    """The links to the top categories and to the deals, the addresses that each stands for, and of what navigation they were made."""

    nav: list[dict[str, Any]]
    links: list[dict[str, Any]]
    places: list[set[str]]


_made: dict[str, _Departments] = {}


def _departments(nav: list[dict[str, Any]], prefix: str, path: str, say: Callable[[str], str]) -> list[dict[str, Any]]:
    """Return the links to the top categories and to the deals; made once for as long as the navigation is the one that is kept."""
    known = _made.get(prefix)
    if known is None or known.nav is not nav:
        links = [{"label": one["name"], "href": f"{prefix}/c/{quote(one['handle'])}", "current": False} for one in nav]
        places = [{f"/c/{place['handle']}" for place in (one, *one.get("children", []))} for one in nav]
        if DEALS not in _absent:
            links.append({"label": say("site-deals"), "href": f"{prefix}{DEALS}", "current": False})
            places.append({DEALS})
        known = _made[prefix] = _Departments(nav, links, places)
    if not any(path in places for places in known.places):
        return known.links
    return [{**link, "current": path in places} for link, places in zip(known.links, known.places, strict=True)]


_footers: dict[str, list[dict[str, Any]]] = {}


def _footer(language: str, say: Callable[[str], str], prefix: str) -> list[dict[str, Any]]:
    """Return the footer's columns, made once for each language."""
    if language not in _footers:
        _footers[language] = [
            {
                "title": say(f"footer-{title}"),
                "links": [{"label": say(f"footer-{name}"), "href": f"{prefix}{href}"} for name, href in links if href not in _absent],
            }
            for title, links in FOOTER
        ]
    return _footers[language]
