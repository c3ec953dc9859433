"""The ways to pay that a screen offers."""

from typing import Any

import msgspec
from litestar import Request

from stoa.base import clock
from stoa.base.http.pages import say
from stoa.outside import payments as providers
from stoa.shop.payments.model import PAY_LATER, Method

_SANDBOX = ("tok_ok", "tok_challenge", "tok_declined", "tok_timeout")


class Choice(msgspec.Struct, frozen=True):
    """A way to pay: what the form sends, what it is called, a few words more."""

    value: str
    label: str
    hint: str = ""


def offered(request: Request[Any, Any, Any], saved: list[Method], *, later: bool = True) -> list[Choice]:
    """Return what the shopper saved and still pays, then what every shopper may use; `later`: also by which the money comes days later."""
    today = clock.now().date()
    found = [
        Choice(
            f"{one.provider}:{one.token}",
            say(request, "checkout-saved", brand=one.brand, last4=one.last4),
            say(request, "checkout-saved-more"),
        )
        for one in saved
        if one.provider in providers.current() and not one.over(today)
    ]
    for name in providers.current():
        if name in PAY_LATER and not later:
            continue
        if name == "sandbox":
            found += [
                Choice(f"sandbox:{token}", say(request, f"checkout-{token.replace('_', '-')}"), say(request, "checkout-sandbox"))
                for token in _SANDBOX
            ]
        else:
            key = name.replace("_", "-")
            found.append(Choice(f"{name}:", say(request, f"checkout-by-{key}"), say(request, f"checkout-by-{key}-more")))
    return found
