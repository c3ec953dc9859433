"""The pages and the API of carts."""

from stoa.shop.carts.web import api, pages

HANDLERS = [*pages.HANDLERS, *api.HANDLERS]
