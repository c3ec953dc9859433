"""Decisions about addresses."""

import re
from collections.abc import Callable, Collection, Mapping

from stoa.base import legible
from stoa.base.refusals import FieldError
from stoa.people.profiles.countries import COUNTRIES, REGIONS, region_code
from stoa.people.profiles.model import Address

MOST = 50
_LENGTHS = {"name": 120, "company": 120, "line1": 120, "line2": 120, "city": 80, "region": 60, "postal_code": 12, "country": 2, "phone": 30}
_REQUIRED = ("name", "line1", "city", "country")
_PHONE = re.compile(r"\+?[0-9][0-9 ()/.-]{4,28}")


def check_address(
    fields: Mapping[str, object], *, countries: Collection[str] = COUNTRIES, prefix: str = ""
) -> tuple[Address, list[FieldError]]:
    """Return the address that was typed, written as its country writes it, and all that is wrong with it.

    What cannot be seen is not taken for something that was typed (`legible.line`).

    `countries` are those that are served; `prefix` stands before each field's name, in the mapping and the pointers.
    """
    typed = {name: legible.line(str(fields.get(prefix + name) or "")) for name in _LENGTHS}
    faults: dict[str, FieldError] = {}

    def refuse(name: str, code: str, **facts: str | int) -> None:
        faults.setdefault(name, FieldError(f"/{prefix}{name}", code, facts))

    for name in _REQUIRED:
        if not typed[name]:
            refuse(name, "required")
    for name, most in _LENGTHS.items():
        if len(typed[name]) > most:
            refuse(name, "too_long", most=most)
    if typed["phone"] and not _PHONE.fullmatch(typed["phone"]):
        refuse("phone", "not_a_phone")
    country = typed["country"] = typed["country"].upper()
    if country and (country not in countries or country not in COUNTRIES):
        refuse("country", "not_served")
    elif country:
        _write_as_there(typed, country, refuse)
    return Address(**typed), list(faults.values())


def _write_as_there(typed: dict[str, str], country: str, refuse: Callable[..., None]) -> None:
    rule = COUNTRIES[country]
    code = rule.postal_code(typed["postal_code"])
    if not typed["postal_code"]:
        refuse("postal_code", "required")
    elif code is None:
        refuse("postal_code", "not_a_postal_code", example=rule.example)
    else:
        typed["postal_code"] = code
    if country not in REGIONS:
        return
    region = region_code(country, typed["region"])
    if region is None:
        refuse("region", "not_a_region" if typed["region"] else "required")
    else:
        typed["region"] = region
