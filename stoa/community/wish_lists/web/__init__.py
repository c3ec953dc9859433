"""The pages and the API of wish lists; the heart beside a product, and lists on a person's page."""

from stoa.base.http.beside import Part
from stoa.community.members import PAGE
from stoa.community.wish_lists.queries import ACCOUNT_LINE, HEART, ON_PAGE
from stoa.community.wish_lists.web import api, giving, keeping, own, promises, saving, together
from stoa.people.profiles import offer_entry
from stoa.people.profiles.model import AccountEntry, Group
from stoa.shop.catalog.web.pages import BESIDE
from stoa.shop.search.web.views import give_hearts

give_hearts()
BESIDE.give(Part("save", HEART, "wish_lists/_heart.html", slot="lead", position=90))
PAGE.give(Part("lists", ON_PAGE, "wish_lists/_on_page.html", position=60))
offer_entry(AccountEntry("wish-lists-title", "heart", "/account/lists", position=66, group=Group.COMMUNITY), ACCOUNT_LINE)

HANDLERS = [
    *saving.HANDLERS,
    *keeping.HANDLERS,
    *own.HANDLERS,
    *giving.HANDLERS,
    *together.HANDLERS,
    *promises.HANDLERS,
    *api.HANDLERS,
]
