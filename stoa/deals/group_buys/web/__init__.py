"""The pages of group buys: a team by its link, the second price on a product's page, the merchant's screen."""

from stoa.base.http.beside import Part
from stoa.deals.group_buys.web import api, desk, pages, paying
from stoa.deals.group_buys.web.panel import GROUPS, view
from stoa.shop.catalog.web.pages import BESIDE

BESIDE.give(Part("group", GROUPS, "group_buys/_second.html", position=15, view=view))

HANDLERS = [*pages.HANDLERS, *paying.HANDLERS, *desk.HANDLERS, *api.HANDLERS]
