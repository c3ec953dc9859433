"""The web side of pricing: the merchant's offers, markets and taxes, and the staff's API."""

from stoa.shop.pricing.web import api, choosing, markets, offers, taxes

HANDLERS = [*offers.HANDLERS, *markets.HANDLERS, *taxes.HANDLERS, *choosing.HANDLERS, *api.HANDLERS]
