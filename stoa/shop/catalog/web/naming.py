"""What the fields of a product's screen are called, for the list of what is wrong above it: a sentence names its row and field."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from litestar import Request

from stoa.base.http.pages import say
from stoa.base.http.visits import of
from stoa.shop.catalog.web.table import OptionRow, Table
from stoa.shop.pricing.model import Market

_VARIANT = re.compile(r"variant-(\d+)-(\w+)(?:-(\w+))?")
_OPTION = re.compile(r"(?:option-(\d+)|value-(\d+)-(\d+))-(\w+)(?:-(\w+))?")
_WORD = re.compile(r"(title|subtitle|description|specifications|seo_title|seo_description)-(\w+)")
_NAMED = {"stock": "on-hand", "seo_title": "seo-title", "seo_description": "seo-description", "tax_class": "tax-class"}
_SINGLE = {"handle", "state", "category", "vendor", "kind", "tags", "tax_class", "options", "variants"}


def summary(request: Request[Any, Any, Any], errors: Mapping[str, str], table: Table, markets: Sequence[Market]) -> list[dict[str, str]]:
    """Return a sentence about each wrong field that says where it stands, with the field's name to go to."""
    return [{"name": name, "text": _sentence(request, name, text, table, markets)} for name, text in errors.items()]


def _sentence(request: Request[Any, Any, Any], name: str, text: str, table: Table, markets: Sequence[Market]) -> str:
    if found := _VARIANT.fullmatch(name):
        field = _column(request, found[2], found[3], table, markets)
        return say(request, "catalog-wrong-variant", row=int(found[1]) + 1, field=field, text=text)
    if found := _OPTION.fullmatch(name):
        number = int(found[1] or found[2])
        option = _called(request, table.options[number]) if number < len(table.options) else ""
        language = say(request, f"catalog-language-{found[5]}") if found[5] else ""
        if found[3] is None:
            return say(request, "catalog-wrong-option", option=option, language=language, text=text)
        field = language or say(request, "catalog-colour")
        return say(request, "catalog-wrong-value", option=option, row=int(found[3]) + 1, field=field, text=text)
    if found := _WORD.fullmatch(name):
        language = say(request, f"catalog-language-{found[2]}")
        return say(request, "catalog-wrong-words", field=_label(request, found[1]), language=language, text=text)
    return say(request, "catalog-wrong-field", field=_label(request, name), text=text) if name in _SINGLE else text


def _column(request: Request[Any, Any, Any], field: str, which: str | None, table: Table, markets: Sequence[Market]) -> str:
    """Return the head of a variant's column: an option's name, a market's price, or a fixed word."""
    if field == "choice" and which and int(which) < len(table.options):
        return _called(request, table.options[int(which)])
    if field == "price":
        return next(
            (
                say(request, "catalog-price-in", market=one.named(of(request).language.code), currency=one.currency)
                for one in markets
                if one.code == which
            ),
            "",
        )
    if field == "cost":
        return say(request, "catalog-cost", currency=markets[0].currency)
    return _label(request, field)


def _called(request: Request[Any, Any, Any], option: OptionRow) -> str:
    language = of(request).language.code
    return option.names.get(language) or next(iter(option.names.values()), "") or option.key or say(request, "catalog-option-new")


def _label(request: Request[Any, Any, Any], field: str) -> str:
    return say(request, f"catalog-{_NAMED.get(field, field)}")
