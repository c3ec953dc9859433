"""What is said of an occasion: its title in a feed, what it costs, what that saves, and when."""

from functools import partial
from typing import Any

from litestar import Request

from stoa.base import locale
from stoa.base.http.pages import kit, say
from stoa.base.http.visits import Visit
from stoa.deals.programme.model import Kind, Occasion, View


def title(request: Request[Any, Any, Any], one: Occasion) -> str:
    """Return its title, with what is or was of it."""
    return say(request, f"programme-feed-{one.view.value}", title=one.title)


def told(request: Request[Any, Any, Any], visit: Visit, one: Occasion) -> str:
    """Return in sentences what it is on, what it costs, what that saves, and when."""
    code, zone = visit.language.code, kit(request).settings.time_zone
    speak, when = partial(say, request), partial(locale.when, code=code, zone=zone)
    parts = [_sentence(one.on) if one.on or one.kind is Kind.SALE else speak("programme-on-everything")]
    if one.price is not None:
        parts.append(speak("programme-costs", goods=one.goods, price=locale.money(one.price, code)))
    parts.append(worth(speak, code, one))
    if one.view is View.COMING:
        parts.append(speak("programme-begins", at=when(one.begins)))
    if one.ends is not None:
        parts.append(speak("programme-ended-at" if one.view is View.ENDED else "programme-ends", at=when(one.ends)))
    return " ".join(part for part in parts if part)


def _sentence(text: str) -> str:
    """Return a text that ends as a sentence does; a sale has one of its own, or none."""
    return f"{text}." if text and not text.endswith((".", "!", "?", "…")) else text


def worth(speak: Any, code: str, one: Occasion) -> str:
    """Return what it saves, or saved, against the lowest price of the 30 days before; that it saves nothing, if so."""
    if one.kind in {Kind.TEAM, Kind.GROUP} and one.view is View.ENDED:
        if one.settling or not one.paid:
            return str(speak("programme-settling" if one.settling else "programme-failed"))
        amount = locale.money(one.saved, code) if one.saved is not None and one.saved.amount else ""
        return str(speak("programme-saved-together", count=one.paid, amount=amount) if amount else speak("programme-saved-nothing"))
    if one.kind is Kind.SALE:
        return ""
    if one.off is None:
        return str(speak("programme-saved-nothing" if one.view is View.ENDED else "programme-saves-nothing"))
    key = "programme-saved" if one.view is View.ENDED else "programme-saves"
    return str(speak(key, percent=one.percent, amount=locale.money(one.off, code)))
