"""The catalogue on the web."""

from stoa.shop.catalog.web import admin_api, api, desk, desk_groups, desk_pictures, files, pages

HANDLERS = [
    pages.product,
    files.picture,
    *api.HANDLERS,
    *admin_api.HANDLERS,
    *desk.HANDLERS,
    *desk_pictures.HANDLERS,
    *desk_groups.HANDLERS,
]
