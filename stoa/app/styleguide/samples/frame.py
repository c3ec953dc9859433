"""What every sample page has."""

from datetime import UTC, datetime
from typing import Any

from stoa.base.money import Money


def euro(amount: float) -> Money:
    return Money(round(amount * 100), "EUR")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


Context = dict[str, Any]
Pages = dict[str, tuple[str, Context]]
DEPARTMENTS = ["Kitchen", "Living", "Light", "Clothing", "Garden", "Gifts"]
FOOTER: list[Context] = [
    {"title": "Help", "links": ["Track an order", "Returns and refunds", "Delivery", "Ask a person"]},
    {"title": "The shop", "links": ["About us", "How reviews work", "How prices are set", "Status"]},
    {"title": "Together", "links": ["Group prices", "Wish lists", "Invite a friend"]},
    {"title": "Legal", "links": ["Imprint", "Privacy", "Terms", "Accessibility"]},
]


def page(title: str, current: str = "", person: str = "", **more: Any) -> Context:
    return {
        "title": title,
        "description": "",
        "canonical": "https://shop.example/",
        "lang": "en",
        "dir": "ltr",
        "shop": "Stoa",
        "alternates": [
            {"lang": "en", "href": "index.html", "label": "English"},
            {"lang": "de", "href": "index.de.html", "label": "Deutsch"},
        ],
        "market": "de",
        "markets": [{"code": "de", "label": "Germany · EUR"}, {"code": "ch", "label": "Switzerland · CHF"}],
        "person": {"name": person, "initials": person[:1]} if person else None,
        "cart_count": 2,
        "nav": [{"label": name, "href": "listing.html", "current": name == current} for name in DEPARTMENTS],
        "footer": [
            {"title": group["title"], "links": [{"label": label, "href": "index.html"} for label in group["links"]]} for group in FOOTER
        ],
        "path": "/",
        **more,
    }


LENA = {"name": "Lena K.", "initials": "LK", "owner_for": "Owner for 8 months"}
TOMAS = {"name": "Tomás R.", "initials": "TR", "owner_for": "Owner for 2 years"}
AYA = {"name": "Aya M.", "initials": "AM", "owner_for": "Owner for 3 weeks"}
JON = {"name": "Jon", "initials": "J"}
SHOP = {"name": "Mara from Stoa", "initials": "ML", "official": True}
