"""The pages, the desk and the API of questions, and what it shows on others' pages."""

from stoa.community.questions.web import account, admin, api, asking, desk, links, pages, panel
from stoa.people import profiles
from stoa.people.profiles.model import AccountEntry

panel.give()
profiles.offer_entry(AccountEntry("questions-account", "question", "/account/questions", position=62))

HANDLERS = [*pages.HANDLERS, *asking.HANDLERS, *links.HANDLERS, *account.HANDLERS, *desk.HANDLERS, *api.HANDLERS, *admin.HANDLERS]
