"""The pages, the desk and the API of returns."""

from stoa.shop.returns.web import admin, api, changes, declaration, desk, pages

HANDLERS = [
    *pages.HANDLERS,
    *changes.HANDLERS,
    *declaration.HANDLERS,
    *desk.HANDLERS,
    *api.HANDLERS,
    *admin.HANDLERS,
]
