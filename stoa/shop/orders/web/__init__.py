"""The pages, the desk and the API of orders."""

from stoa.shop.orders.web import api, desk, pages

HANDLERS = [*pages.HANDLERS, *desk.HANDLERS, *api.HANDLERS]
