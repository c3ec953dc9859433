"""The pages of group buys: a team by its link, the second price on a product's page, the merchant's screen."""

from stoa.base.http.beside import Part
from stoa.deals.group_buys.people import CIRCLE_TEAM
from stoa.deals.group_buys.web import account, admin, api, api_place, desk, desk_deal, live, pages, paying, picture, quiet, waiting
from stoa.deals.group_buys.web.panel import GROUPS, OF_ORDER, of_order, second, view
from stoa.people.audit import give_names
from stoa.people.audit.model import Names
from stoa.shop.catalog.web.pages import BESIDE
from stoa.shop.orders.web import pages as order_pages

BESIDE.give(Part("group-button", GROUPS, "group_buys/_button.html", slot="buy", view=second))
BESIDE.give(Part("group-circle", CIRCLE_TEAM, "group_buys/_circle.html", slot="buy", position=60, members=True))
BESIDE.give(Part("group", GROUPS, "group_buys/_second.html", position=15, view=view))
order_pages.BESIDE.give(Part("group", OF_ORDER, "group_buys/_order.html", slot="lead", view=of_order))

give_names(
    deal=Names(
        """select o.id, coalesce(o.title ->> $2, o.title ->> 'en', (select value from jsonb_each_text(o.title) limit 1)) as name,
            o.id as seen_as from group_buys.deal o where o.id = any($1)""",
        "dea",
        "/desk/deals/{}",
        "offers.edit",
    ),
)

HANDLERS = [
    *pages.HANDLERS,
    *paying.HANDLERS,
    *quiet.HANDLERS,
    *waiting.HANDLERS,
    *live.HANDLERS,
    *account.HANDLERS,
    *picture.HANDLERS,
    *desk.HANDLERS,
    *desk_deal.HANDLERS,
    *api.HANDLERS,
    *api_place.HANDLERS,
    *admin.HANDLERS,
]
