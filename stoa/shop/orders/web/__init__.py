"""The pages, the desk and the API of orders."""

from stoa.shop.orders.web import api, desk, invoicing, pages

HANDLERS = [*pages.HANDLERS, *invoicing.HANDLERS, *desk.HANDLERS, *api.HANDLERS]
