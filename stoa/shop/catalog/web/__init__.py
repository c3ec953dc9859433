"""The catalogue on the web."""

from stoa.shop.catalog.web import files, pages

HANDLERS = [pages.product, files.picture]
