"""The catalogue on the web."""

from stoa.shop.catalog.web import pages

HANDLERS = [pages.product]
