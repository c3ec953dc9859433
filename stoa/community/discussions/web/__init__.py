"""The pages, the hosts' screens and the API of discussions, and what it shows with products."""

from stoa.base.http.beside import Part
from stoa.community.discussions.queries import ACCOUNT_LINE, PANEL
from stoa.community.discussions.web import api, desk, pages, views
from stoa.people import profiles
from stoa.people.profiles.model import AccountEntry, Group
from stoa.shop.catalog.web.pages import BESIDE

BESIDE.give(Part("discussions", PANEL, "discussions/_panel.html", position=50, view=views.beside))
profiles.offer_entry(AccountEntry("discussions-account", "chat", "/account/talk", position=64, group=Group.COMMUNITY), ACCOUNT_LINE)

HANDLERS = [*pages.HANDLERS, *desk.HANDLERS, *api.HANDLERS]
