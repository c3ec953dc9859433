"""The web side of pricing: the merchant's offers, markets and taxes, and the staff's API."""

from stoa.people.audit import give_names
from stoa.people.audit.model import Names
from stoa.shop.pricing.web import api, choosing, markets, offers, taxes

_WORD = "coalesce(o.{words} ->> $2, o.{words} ->> 'en', (select value from jsonb_each_text(o.{words}) limit 1), {other})"

give_names(
    offer=Names(
        f"select o.id, {_WORD.format(words='reason', other='o.kind')} as name, o.id as seen_as from pricing.offer o where o.id = any($1)",
        "ofr",
        "/desk/offers/{}",
        "offers.edit",
    ),
    market=Names(
        f"select o.id, {_WORD.format(words='name', other='o.code')} as name, o.code as seen_as from pricing.market o where o.id = any($1)",
        "",
        "/desk/markets/{}",
        "settings.edit",
    ),
)

HANDLERS = [*offers.HANDLERS, *markets.HANDLERS, *taxes.HANDLERS, *choosing.HANDLERS, *api.HANDLERS]
