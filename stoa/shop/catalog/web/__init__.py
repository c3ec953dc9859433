"""The catalogue on the web."""

from stoa.shop.catalog.web import admin_api, api, files, pages

HANDLERS = [pages.product, files.picture, *api.HANDLERS, *admin_api.HANDLERS]
