"""The desk and the API of shipping."""

from stoa.shop.shipping.web import api, packing, settings

HANDLERS = [*packing.HANDLERS, *settings.HANDLERS, *api.HANDLERS]
