"""The pages, the desk and the API of reviews, and what they show beside the sale."""

from stoa.community.reviews.web import account, admin, api, desk, pages, panel, writing

panel.give()

HANDLERS = [*writing.HANDLERS, *pages.HANDLERS, *account.HANDLERS, *desk.HANDLERS, *api.HANDLERS, *admin.HANDLERS]
