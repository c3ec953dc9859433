"""The page of a correction."""

from stoa.shop.billing.web import pages

HANDLERS = pages.HANDLERS
