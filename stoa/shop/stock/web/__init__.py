"""The desk and the API of stock."""

from stoa.shop.stock.web import api, desk

HANDLERS = [*desk.HANDLERS, *api.HANDLERS]
