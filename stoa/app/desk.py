"""The staff's screens as a navigation: groups that open, and how much waits for somebody in each."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec


class Link(msgspec.Struct, frozen=True):
    """A screen: the key of its name, where it is, whose it is, the keys that open it, and where else its pages are."""

    name: str
    href: str
    icon: str
    may: str
    key: str = ""
    also: tuple[str, ...] = ()


TODAY = Link("today", "/desk", "chart", "desk.see", "g t")

GROUPS: tuple[tuple[str, str, tuple[Link, ...]], ...] = (
    (
        "selling",
        "box",
        (
            Link("orders", "/desk/orders", "box", "orders.read", "g o"),
            Link("packing", "/desk/packing", "truck", "orders.ship", "g k"),
            Link("returns", "/desk/returns", "return", "orders.read", "g r"),
        ),
    ),
    (
        "goods",
        "tag",
        (
            Link("products", "/desk/products", "tag", "catalog.edit", "g p", also=("/desk/categories", "/desk/collections")),
            Link("stock", "/desk/stock", "list", "stock.edit", "g s"),
            Link("searching", "/desk/search", "search", "catalog.edit"),
            Link("interchange", "/desk/interchange", "download", "catalog.edit"),
        ),
    ),
    (
        "care",
        "people",
        (
            Link("customers", "/desk/customers", "people", "customers.read", "g c"),
            Link("reviews", "/desk/reviews", "star", "reviews.answer", "g v"),
            Link("questions", "/desk/questions", "question", "customers.edit", "g u"),
            Link("mails", "/desk/mails", "mail", "mails.read", "g m"),
        ),
    ),
    (
        "deals",
        "gift",
        (
            Link("offers", "/desk/offers", "gift", "offers.edit", "g f"),
            Link("deals", "/desk/deals", "people", "offers.edit"),
            Link("sales", "/desk/sales", "lock", "offers.edit", also=("/desk/clubs",)),
        ),
    ),
    (
        "community",
        "chat",
        (
            Link("community", "/desk/community", "chat", "community.moderate", "g h"),
            Link("queue", "/desk/community/queue", "flag", "community.moderate", "g q"),
            Link("appeals", "/desk/community/appeals", "return", "community.moderate", "g a"),
            Link("decisions", "/desk/community/decisions", "shield", "community.moderate", "g d"),
            Link("talk", "/desk/community/talk", "chat", "community.moderate", "g l"),
            Link("asked", "/desk/community/questions", "question", "community.moderate"),
            Link("collections", "/desk/community/collections", "pin", "community.moderate"),
        ),
    ),
    (
        "fairness",
        "shield",
        (
            Link("rules", "/desk/community/rules", "list", "community.moderate"),
            Link("conduct", "/desk/community/people", "people", "community.moderate"),
            Link("links", "/desk/community/links", "link", "community.moderate"),
            Link("bias", "/desk/community/bias", "eye", "community.moderate"),
            Link("models", "/desk/community/models", "settings", "community.moderate"),
            Link("exchange", "/desk/community/exchange", "download", "catalog.edit"),
        ),
    ),
    (
        "shop",
        "settings",
        (
            Link("settings", "/desk/settings", "settings", "settings.edit"),
            Link("markets", "/desk/markets", "globe", "settings.edit"),
            Link("taxes", "/desk/taxes", "list", "settings.edit"),
            Link("shipping", "/desk/shipping", "truck", "settings.edit"),
            Link("staff", "/desk/staff", "people", "staff.manage"),
            Link("api-keys", "/desk/keys", "key", "keys.manage"),
            Link("jobs", "/desk/jobs", "clock", "jobs.manage"),
            Link("audit", "/desk/audit", "shield", "audit.read"),
        ),
    ),
)
"""Today stands above them; of each only what somebody may open is shown."""

_FIRST = "/desk/community"
"""A first page, under whose address other screens stand that are in no list."""


def links() -> Iterator[Link]:
    """Yield every screen of the navigation."""
    yield TODAY
    for _, _, own in GROUPS:
        yield from own


def navigation(
    say: Callable[[str], str], prefix: str, path: str, shows: Callable[[Link], bool], waiting: Mapping[str, int]
) -> list[dict[str, Any]]:
    """Return the groups that somebody sees: the one of this path open, each with what waits in it, by the screens' addresses.

    One screen alone needs no group.
    """
    here = _here(path)
    shown = [_group(say, prefix, path, here, "", "", [TODAY] if shows(TODAY) else [], waiting)]
    for name, icon, own in GROUPS:
        shown.append(_group(say, prefix, path, here, name, icon, [link for link in own if shows(link)], waiting))
    return [one for one in shown if one["links"]]


def _here(path: str) -> str:
    """Return the screen that a path belongs to: the nearest above it."""
    places = [(place, link.href) for link in links() if link is not TODAY for place in (link.href, *link.also)]
    above = [(len(place), href) for place, href in places if path == place or path.startswith(f"{place}/")]
    return max(above, default=(0, TODAY.href if path == TODAY.href else ""))[1]


def _group(
    say: Callable[[str], str], prefix: str, path: str, here: str, name: str, icon: str, own: list[Link], waiting: Mapping[str, int]
) -> dict[str, Any]:
    return {
        "title": say(f"desk-group-{name}") if name and len(own) > 1 else "",
        "icon": icon,
        "open": any(link.href == here for link in own),
        "count": sum(waiting.get(link.href, 0) for link in own),
        "links": [
            {
                "label": say(f"desk-{link.name}"),
                "href": f"{prefix}{link.href}",
                "icon": link.icon,
                "key": link.key,
                "count": waiting.get(link.href) or None,
                "current": link.href == here and (path == here or here != _FIRST),
            }
            for link in own
        ],
    }
