"""The screens and the API of checkout."""

from stoa.shop.checkout.web import api, pages

HANDLERS = [*pages.HANDLERS, *api.HANDLERS]
