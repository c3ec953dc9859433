"""A product as schema.org says it, for search engines and programs: Product with its Offer, and the way to it."""

from typing import Any
from urllib.parse import quote

import msgspec

from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.shop.catalog.queries import ShownProduct
from stoa.shop.catalog.rich_text import plain
from stoa.shop.pricing.model import Quote


class Crumb(msgspec.Struct, frozen=True):
    """One step of the way to a product."""

    label: str
    href: str


def product(
    shown: ShownProduct, quoted: Quote | None, variant: str, way: list[Crumb], visit: Visit, *, available: bool
) -> list[dict[str, Any]]:
    """Return the product with the offer of one variant, and the breadcrumbs."""
    path = f"{visit.prefix}/p/{quote(shown.handle, safe='')}"
    url = f"{visit.url}{path}"
    found: dict[str, Any] = {"@context": "https://schema.org", "@type": "Product", "name": shown.title, "url": url}
    if shown.pictures:
        found["image"] = [f"{visit.url}{picture.src}" for picture in shown.pictures]
    if said := shown.seo_description or shown.subtitle or plain(shown.description, 500):
        found["description"] = said
    if shown.vendor:
        found["brand"] = {"@type": "Brand", "name": shown.vendor}
    if quoted is not None:
        found["offers"] = _offer(quoted.price, f"{url}?v={variant}" if shown.options else url, available=available)
    steps = [*way, Crumb(shown.title, path)]
    items = [
        {"@type": "ListItem", "position": number, "name": step.label, "item": f"{visit.url}{step.href}"}
        for number, step in enumerate(steps, 1)
    ]
    return [found, {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}]


def _offer(price: Money, url: str, *, available: bool) -> dict[str, Any]:
    return {
        "@type": "Offer",
        "url": url,
        "price": f"{price.decimal():f}",
        "priceCurrency": price.currency,
        "availability": f"https://schema.org/{'InStock' if available else 'OutOfStock'}",
    }
