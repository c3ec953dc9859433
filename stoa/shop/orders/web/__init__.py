"""The pages, the desk and the API of orders."""

from stoa.people.audit import give_names
from stoa.people.audit.model import Names
from stoa.shop.orders.web import api, desk, invoicing, pages

give_names(
    ordered=Names(
        "select o.id, o.number::text as name, o.id as seen_as from orders.order o where o.id = any($1)",
        "ord",
        "/desk/orders/{}",
        "orders.read",
    )
)

HANDLERS = [*pages.HANDLERS, *invoicing.HANDLERS, *desk.HANDLERS, *api.HANDLERS]
