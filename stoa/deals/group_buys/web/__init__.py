"""The pages of group buys: a team by its link, the second price on a product's page, the merchant's screen."""

from stoa.base.http.beside import Part
from stoa.deals.group_buys.web import api, desk, live, pages, paying, waiting
from stoa.deals.group_buys.web.panel import GROUPS, OF_ORDER, second, view
from stoa.shop.catalog.web.pages import BESIDE
from stoa.shop.orders.web import pages as order_pages

BESIDE.give(Part("group-button", GROUPS, "group_buys/_button.html", slot="buy", view=second))
BESIDE.give(Part("group", GROUPS, "group_buys/_second.html", position=15, view=view))
order_pages.BESIDE.give(Part("group", OF_ORDER, "group_buys/_order.html", slot="lead"))

HANDLERS = [*pages.HANDLERS, *paying.HANDLERS, *waiting.HANDLERS, *live.HANDLERS, *desk.HANDLERS, *api.HANDLERS]
