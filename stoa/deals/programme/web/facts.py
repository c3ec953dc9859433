"""The programme as schema.org says it: each occasion an Event (SaleEvent) with its Offer."""

from typing import Any

from stoa.base.http.visits import Visit
from stoa.deals.programme.model import Occasion, Programme, View

_ONLINE = "https://schema.org/OnlineEventAttendanceMode"
_SCHEDULED = "https://schema.org/EventScheduled"


def events(programme: Programme, visit: Visit, shop: str) -> list[dict[str, Any]]:
    """Return what is on and what comes; what has ended is no event that anybody could go to."""
    return [_event(one, visit, shop) for view in (View.NOW, View.COMING) for one in programme.of(view)]


def _event(one: Occasion, visit: Visit, shop: str) -> dict[str, Any]:
    url = visit.absolute(one.path)
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "SaleEvent",
        "name": one.title,
        "url": url,
        "startDate": one.begins.isoformat(),
        "eventStatus": _SCHEDULED,
        "eventAttendanceMode": _ONLINE,
        "location": {"@type": "VirtualLocation", "url": url},
        "organizer": {"@type": "Organization", "name": shop, "url": visit.absolute("/")},
    }
    if one.ends is not None:
        found["endDate"] = one.ends.isoformat()
    if one.picture is not None:
        found["image"] = [f"{visit.url}{one.picture.src}"]
    if one.on:
        found["description"] = one.on
    if one.price is not None:
        found["offers"] = _offer(one, url)
    return found


def _offer(one: Occasion, url: str) -> dict[str, Any]:
    price = one.price
    if price is None:
        return {}
    found: dict[str, Any] = {
        "@type": "Offer",
        "name": one.goods or one.title,
        "url": url,
        "price": f"{price.decimal():f}",
        "priceCurrency": price.currency,
        "validFrom": one.begins.isoformat(),
    }
    if one.ends is not None:
        found["validThrough"] = one.ends.isoformat()
    if len(one.steps) > 1:  # what one pays is known at the end: never more than the first step, never less than the last
        del found["price"]
        found |= {
            "@type": "AggregateOffer",
            "lowPrice": f"{one.steps[-1].price.decimal():f}",
            "highPrice": f"{one.steps[0].price.decimal():f}",
            "offerCount": len(one.steps),
        }
    return found
