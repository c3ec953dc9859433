"""A visit: what a request says of itself before anybody asks the database who it is."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import msgspec

from stoa.base.locale import LANGUAGES, Language

SESSION_COOKIE = "stoa_session"
CART_COOKIE = "stoa_cart"
LIST_COOKIE = "stoa_list"
PURPOSE_COOKIE = "stoa_purpose"
"""The token of a cart for one purpose, whose checkout has begun."""
PASS_COOKIE = "stoa_pass"  # noqa: S105 - a name, not a secret
"""The tokens of a guest's passes into groups of people, joined by full stops."""
MARKET_COOKIE = "stoa_market"


class Visit(msgspec.Struct):
    """Language, market, tokens and address of one request."""

    language: Language
    market: str
    path: str
    query: str
    session: str | None
    cart: str | None
    address: str
    url: str
    wants_fragment: str | None = None
    list: str | None = None
    purpose: str | None = None
    passes: str | None = None

    @property
    def anonymous(self) -> bool:
        """Return whether every other visitor of this language and market would see the same."""
        return self.guest and self.cart is None

    @property
    def guest(self) -> bool:
        """Return whether what every other visitor of this language and market sees differs in the count of the cart alone."""
        return self.session is None and self.list is None and self.passes is None

    @property
    def prefix(self) -> str:
        return self.language.prefix

    def absolute(self, path: str, language: Language | None = None) -> str:
        """Return a full address of this shop."""
        return f"{self.url}{(language or self.language).prefix}{path}"


def cookies(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return the request's cookies; of two with one name, the first."""
    found: dict[str, str] = {}
    for name, value in headers:
        if name == b"cookie":
            for part in value.decode("latin-1").split(";"):
                key, _, text = part.strip().partition("=")
                found.setdefault(key, unquote(text).replace("\x00", ""))
    return found


def of(connection: Any) -> Visit:
    """Return the visit of a Litestar request or connection."""
    visit: Visit = connection.scope["visit"]
    return visit


def first_language() -> Language:
    return LANGUAGES[0]
