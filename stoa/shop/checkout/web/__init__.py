"""The screens and the API of checkout."""

from stoa.shop.checkout.web import api, pages, placing

HANDLERS = [*pages.HANDLERS, *placing.HANDLERS, *api.HANDLERS]
