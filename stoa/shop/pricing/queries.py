"""What pages read of pricing: quotes, the prices of a product, tax rates. Plural, one statement each."""

from collections.abc import Collection
from datetime import datetime

import msgspec

from stoa.base.database import Reading
from stoa.base.http.panels import Panel
from stoa.base.money import Money
from stoa.shop.catalog.model import VariantId
from stoa.shop.pricing import rules
from stoa.shop.pricing.model import EVERYONE, Effect, Market, NoSuchMarket, NotForSale, OfferId, Prices, Quote
from stoa.shop.pricing.model.taxes import SHIPPING, STANDARD, TaxRate
from stoa.shop.pricing.store import market as find_market

_QUOTES = msgspec.json.Decoder(list[Quote])
_EFFECTS = msgspec.json.Decoder(list[tuple[OfferId, Effect]])
_RATES = msgspec.json.Decoder(list[tuple[str, str, TaxRate]])


def money(amount: str, currency: str) -> str:
    """Return SQL that makes JSON money of an amount, null of none."""
    return f"case when {amount} is not null then json_build_object('amount', {amount}, 'currency', {currency}) end"


def _quote(language: str) -> str:
    return f"""json_build_object('variant_id', q.variant_id, 'base', {money("q.base", "q.currency")}, 'price', {money("q.price", "q.currency")},
        'low30', {money("q.low30", "q.currency")}, 'was', {money("q.was", "q.currency")}, 'offer_id', q.offer_id, 'until', q.until_at,
        'reason', (select r.value from pricing.offer o cross join jsonb_each_text(o.reason) r where o.id = q.offer_id
            order by r.key = {language} desc, r.key = 'en' desc limit 1))"""


PRICES = Panel(
    f"""select json_build_object('variants', coalesce(json_agg({_quote(":language")}), '[]'), 'changes_at', min(q.changes_at))
    from pricing.quotes(array(select v.id from catalog.variant v join catalog.product p on p.id = v.product_id
        where p.handle = :handle and v.ended_at is null order by v.position, v.id), :market, :audiences::text[], :now::timestamptz) q""",
    Prices,
)
"""What each variant of the product `:handle` costs the `:audiences` in the `:market` at `:now`; the page gives `:language` too.

A page that is kept until `changes_at` shows the right price until then: an offer begins or ends at that moment.
"""


async def quote(
    read: Reading, market: str, variants: Collection[VariantId], audiences: Collection[str], now: datetime, *, language: str = "en"
) -> dict[VariantId, Quote]:
    """Return what each variant costs, in one statement; what has no price in that market is not in it."""
    text = await read.value(
        f"""select coalesce(json_agg({_quote("$5")}), '[]')::text
        from pricing.quotes($1::uuid[], $2, $3::text[], $4::timestamptz) q""",
        list(variants),
        market,
        list(audiences),
        now,
        language,
    )
    return {one.variant_id: one for one in _QUOTES.decode(text)}


async def check_was(read: Reading, variant: VariantId, market: str, claimed: Money, now: datetime) -> Money:
    """Return a former price that somebody claims (an imported one, say), when it may be shown beside the present price.

    Raises WasPriceTooHigh when everyone could have it for less in the 30 days before the present reduction, or, where
    there is none, before now; NotForSale without a price.
    """
    found = (await quote(read, market, [variant], [EVERYONE], now)).get(variant)
    if found is None:
        raise NotForSale(market=market[:40])
    low = found.low30 if found.offer_id else await _low_before(read, variant, market, found.base.currency, now)
    return rules.check_was(claimed, low, found.price)


async def _low_before(read: Reading, variant: VariantId, market: str, currency: str, now: datetime) -> Money | None:
    low = await read.value(
        """select min(seen.amount) from (select id from pricing.market order by code = $2 desc, position limit 1) m
        cross join lateral (
            select p.amount from pricing.price p where p.variant_id = $1 and p.market_id = m.id and p.from_at < $3
                and (p.until_at is null or p.until_at > $3 - interval '30 days')
            union all
            select l.amount from pricing.offer_line l where l.variant_id = $1 and l.market_id = m.id and l.audience = 'everyone'
                and l.from_at < $3 and l.until_at > $3 - interval '30 days') seen""",
        variant,
        market,
        now,
    )
    return None if low is None else Money(low, currency)


async def market(read: Reading, code: str) -> Market:
    """Return the market of that code; the shop's first one for an unknown code. Raises NoSuchMarket before there is any."""
    found = await find_market(read, code)
    if found is None:
        raise NoSuchMarket(code[:40])
    return found


async def tax(
    read: Reading, country: str, region: str, classes: Collection[str], now: datetime, language: str = ""
) -> dict[str, list[TaxRate]]:
    """Return the rates of a place for these tax classes, named in that language, in one statement.

    A region's own rates for a class replace the country's. A class without rates has those of `standard`; the class
    `shipping` is in it only where the place has a rule for shipping, asked for or not. Nowhere known: no rates.
    """
    rows = _RATES.decode(
        await read.value(
            """select coalesce(json_agg(json_build_array(tax_class, region, json_build_object('name', coalesce(names ->> $5, name), 'rate', rate))
                order by rate desc, name), '[]')::text
            from pricing.tax_rate
            where country = $1 and region in ('', $2) and tax_class = any($3) and from_at <= $4 and (until_at is null or until_at > $4)""",
            country.upper(),
            region.upper(),
            [*classes, STANDARD, SHIPPING],
            now,
            language,
        )
    )
    found: dict[str, list[TaxRate]] = {}
    for place in sorted({place for _, place, _ in rows}, reverse=True):  # the region before the country, which is ""
        ours = [(tax_class, rate) for tax_class, where, rate in rows if where == place]
        for tax_class in {tax_class for tax_class, _ in ours} - found.keys():
            found[tax_class] = [rate for one, rate in ours if one == tax_class]
    standard = found.get(STANDARD, [])
    own = {SHIPPING: found[SHIPPING]} if SHIPPING in found else {}
    return {**{one: found.get(one, standard) for one in classes if one != SHIPPING}, **own}


LOOKED_AT = 200
"""Of an offer's lines, so many are compared with the 30-day low for the merchant's screens."""


async def effects(read: Reading, offers: Collection[OfferId], now: datetime) -> dict[OfferId, Effect]:
    """Return what each of these offers does now or will do when it begins."""
    text = await read.value(
        f"""select coalesce(json_agg(json_build_array(o.id, json_build_object('lowered', l.lowered,
            'lowest', {money("l.lowest", "l.currency")}, 'most_off', l.most_off, 'looked_at', q.looked_at, 'honest', q.honest, 'less', q.less))), '[]')::text
        from pricing.offer o
        cross join lateral (select count(distinct l.variant_id) as lowered, min(l.amount) filter (where m.position = first.position) as lowest,
                max(m.currency) filter (where m.position = first.position) as currency,
                coalesce(max((p.amount - l.amount) * 1000000 / nullif(p.amount, 0)), 0) as most_off
            from pricing.offer_line l join pricing.market m on m.id = l.market_id
            join pricing.price p on p.variant_id = l.variant_id and p.market_id = l.market_id and p.until_at is null
            cross join (select min(position) as position from pricing.market where o.market_id is null or id = o.market_id) first
            where l.offer_id = o.id and l.until_at > $2) l
        cross join lateral (select count(*) filter (where q.offer_id = o.id) as looked_at, count(q.was) filter (where q.offer_id = o.id) as honest,
                coalesce(max((q.was - q.price) * 1000000 / nullif(q.was, 0)) filter (where q.offer_id = o.id), 0) as less
            from (select distinct variant_id from pricing.offer_line where offer_id = o.id and until_at > $2 limit {LOOKED_AT}) v
            cross join lateral pricing.quoted(v.variant_id, coalesce((select code from pricing.market where id = o.market_id), ''),
                array['everyone', o.audience], greatest(o.from_at, $2)) q) q
        where o.id = any($1)""",
        list(offers),
        now,
    )
    return {one: effect for one, effect in _EFFECTS.decode(text) if effect.lowered}
