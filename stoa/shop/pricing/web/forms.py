"""The forms of pricing: what merchants type, read into offers, markets and rates, and written back."""

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from stoa.base import ids
from stoa.base.database import Reading
from stoa.base.http.forms import Form
from stoa.base.locale import LANGUAGES
from stoa.base.money import Money, exponent
from stoa.people.profiles import COUNTRIES, REGIONS, region_code
from stoa.shop.pricing import listing, rules
from stoa.shop.pricing.model import EVERYONE, MEMBERS, WHOLE, Kind, Market, NewMarket, NewOffer, Offer, Rounding, Scope, TaxMode
from stoa.shop.pricing.model.taxes import STANDARD, TaxRateId, TaxRule

ROUNDINGS = ["1:0", "5:0", "10:0", "100:0", "100:90", "100:95", "100:99", "1000:0"]
"""Where converted prices may end: a step and an ending in minor units."""
CODE = "code"
GOODS = "goods"
_WORD = re.compile(r"[a-z][a-z0-9-]{0,31}")


def texts(form: Form, name: str, most: int = 120) -> dict[str, str]:
    """Read a short text in every language; the first one is needed."""
    found = {one.code: form.text(f"{name}-{one.code}", required=one is LANGUAGES[0], most=most) for one in LANGUAGES}
    return {code: text for code, text in found.items() if text}


def share(form: Form, name: str) -> int:
    """Read a percentage into parts per million."""
    try:
        return rules.ppm(form.text(name, most=20))
    except ValueError:
        form.refuse(name, "not_a_share")
        return 0


async def offer(form: Form, read: Reading, markets: list[Market], zone: str) -> NewOffer:
    """Read an offer; what is wrong is noted in the form."""
    market = next((one for one in markets if one.code == form.choice("market", ["", *(one.code for one in markets)], default="")), None)
    kind = Kind(form.choice("kind", [one.value for one in Kind], default=Kind.PERCENT))
    if kind is Kind.PERCENT:
        value = share(form, "value")
    else:
        amount = form.amount("value", market.currency if market else "EUR")
        value = amount.amount if amount else 0
    scope, target = await _target(form, read)
    audience = form.choice("audience", [EVERYONE, MEMBERS, CODE], default=EVERYONE)
    return NewOffer(
        reason=texts(form, "reason"),
        kind=kind,
        value=value,
        scope=scope,
        target=target,
        audience=EVERYONE if audience == CODE else audience,
        market=market.code if market else None,
        from_at=form.moment("from_at", zone, required=False),
        until_at=form.moment("until_at", zone, required=False),
        code=form.text("code", most=40, least=3) if audience == CODE else None,
        most_uses=form.number("most_uses", default=0, most=10**9) or None if audience == CODE else None,
        most_per_person=form.number("most_per_person", default=0, most=10**6) or None if audience == CODE else None,
    )


async def _target(form: Form, read: Reading) -> tuple[Scope, UUID | None]:
    chosen = form.choice("scope", [Scope.EVERYTHING, Scope.CATEGORY, Scope.COLLECTION, GOODS], default=Scope.EVERYTHING)
    if chosen == Scope.EVERYTHING:
        return Scope.EVERYTHING, None
    if chosen == GOODS:
        word = form.text(GOODS, most=120)
        goods = await listing.find_goods(read, word) if word else None
        if goods is None:
            form.refuse(GOODS, "not_for_sale_here")
            return Scope.EVERYTHING, None
        return Scope(goods[0]), goods[1]
    known = await listing.targets(read, LANGUAGES[0].code)
    places = known.categories if chosen == Scope.CATEGORY else known.collections
    picked = form.choice(chosen, [ids.show("cat" if chosen == Scope.CATEGORY else "col", one.id) for one in places])
    return Scope(chosen), next((one.id for one in places if picked.endswith(ids.show("", one.id))), None)


async def typed_offer(read: Reading, one: Offer, zone: str) -> dict[str, Any]:
    """Return an offer as it would have been typed."""
    goods = one.scope in {Scope.PRODUCT, Scope.VARIANT}
    value = rules.percent(one.value) if one.kind is Kind.PERCENT else f"{Money(one.value, one.currency or 'EUR').decimal():f}"
    return {
        **{f"reason-{code}": text for code, text in one.reason.items()},
        "kind": one.kind.value,
        "value": value,
        "market": one.market or "",
        "scope": GOODS if goods else one.scope.value,
        "category": ids.show("cat", one.target) if one.scope is Scope.CATEGORY and one.target else "",
        "collection": ids.show("col", one.target) if one.scope is Scope.COLLECTION and one.target else "",
        GOODS: await listing.name_of_goods(read, one.scope, one.target) if goods and one.target else "",
        "audience": CODE if one.code else one.audience,
        "code": one.code or "",
        "most_uses": str(one.most_uses or ""),
        "most_per_person": str(one.most_per_person or ""),
        "from_at": local(one.from_at, zone),
        "until_at": local(one.until_at, zone) if one.until_at else "",
    }


def local(moment: datetime, zone: str) -> str:
    """Return a moment as a `datetime-local` field writes it."""
    return moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")


def countries(form: Form, name: str) -> list[str]:
    """Read two-letter codes of countries."""
    found = list(dict.fromkeys(part.upper() for part in re.split(r"[\s,;]+", form.text(name, most=2_000)) if part))
    unknown = [code[:20] for code in found if code not in COUNTRIES]
    if unknown:
        form.refuse(name, "no_such_countries", codes=", ".join(unknown[:8]), known=", ".join(COUNTRIES))
    return found


def market(form: Form, markets: list[Market], before: Market | None) -> NewMarket:
    """Read a market; `before` is the one that is changed."""
    code = form.text("code", most=32).lower()
    if code and not _WORD.fullmatch(code):
        form.refuse("code", "not_a_code")
    currency = form.text("currency", most=3, least=3).upper()
    if currency and not re.fullmatch("[A-Z]{3}", currency):
        form.refuse("currency", "not_a_currency")
    leaders = [one for one in markets if one.follows is None and one != before]
    leader = next((one for one in leaders if one.code == form.choice("follows", ["", *(one.code for one in leaders)], default="")), None)
    kept = [_written(before.rounding)] if before else []
    step, _, ending = form.choice("rounding", [*ROUNDINGS, *kept], default=ROUNDINGS[0]).partition(":")
    return NewMarket(
        code=code,
        name=texts(form, "name", 60),
        currency=currency,
        countries=countries(form, "countries"),
        tax_mode=TaxMode(form.choice("tax_mode", [one.value for one in TaxMode], default=TaxMode.INCLUSIVE)),
        rounding=Rounding(int(step), int(ending)) if "rounding" not in form.errors else Rounding(),
        follows=leader.id if leader else None,
        rate=_exchange(form, "rate", leader.currency, currency) if leader else WHOLE,
    )


def _written(rounding: Rounding) -> str:
    return f"{rounding.step}:{rounding.ending}"


def _exchange(form: Form, name: str, leading: str, currency: str) -> int:
    """Read how much of the currency one unit of the other is worth, into parts per million between their minor units."""
    text = form.text(name, most=20).replace(",", ".")
    try:
        found = Decimal(text).scaleb(exponent(currency) - exponent(leading) + 6)
    except ArithmeticError:
        found = Decimal(0)
    if not found.is_finite() or found != found.to_integral_value() or not 0 < found < 10**15:
        form.refuse(name, "not_a_rate")
        return WHOLE
    return int(found)


def typed_market(one: Market, markets: list[Market]) -> dict[str, Any]:
    """Return a market as it would have been typed."""
    leader = next((other for other in markets if other.id == one.follows), None)
    rate = Decimal(one.rate).scaleb(exponent(leader.currency) - exponent(one.currency) - 6).normalize() if leader else ""
    return {
        **{f"name-{code}": text for code, text in one.name.items()},
        "code": one.code,
        "currency": one.currency,
        "countries": ", ".join(one.countries),
        "tax_mode": one.tax_mode.value,
        "follows": leader.code if leader else "",
        "rate": f"{rate:f}" if leader else "",
        "rounding": _written(one.rounding),
    }


def tax(form: Form, now: datetime, zone: str, classes: Mapping[str, str]) -> TaxRule:
    """Read a tax rate. `classes` are those that have names, by their name in small letters: what is read may be typed."""
    country = form.text("country", most=2, least=2).upper()
    if country and country not in COUNTRIES:
        form.refuse("country", "no_such_countries", codes=country, known=", ".join(COUNTRIES))
    tax_class = form.text("tax_class", most=40).lower()
    rate = share(form, "rate")
    if rate < 0 or rate > WHOLE:
        form.refuse("rate", "not_a_share")
    return TaxRule(
        id=TaxRateId(ids.new()),
        country=country,
        region=_region(form, country),
        tax_class=classes.get(tax_class, tax_class) or STANDARD,
        name=form.text("name", most=80),
        names={code: text for code in (one.code for one in LANGUAGES) if (text := form.text(f"name-{code}", required=False, most=80))},
        rate=rate,
        from_at=form.moment("from_at", zone, required=False) or now,
    )


def _region(form: Form, country: str) -> str:
    """Read a region by its code or name; addresses elsewhere say none, so that a rate of one would never be taken."""
    typed = form.text("region", required=False, most=60)
    if not typed or country not in COUNTRIES:
        return ""
    if country not in REGIONS:
        form.refuse("region", "no_regions_there", known=", ".join(REGIONS))
        return ""
    found = region_code(country, typed)
    if found is None:
        form.refuse("region", "no_such_regions", codes=typed[:20], countries=country)
    return found or ""
