"""The pages, the desk and the API of questions, and what it shows on others' pages."""

from stoa.community.questions.web import account, admin, answers, api, asking, desk, links, pages, panel
from stoa.people import profiles
from stoa.people.profiles.model import AccountEntry, Group

panel.give()
profiles.offer_entry(AccountEntry("questions-account", "question", "/account/questions", position=62, group=Group.COMMUNITY), account.LINE)

HANDLERS = [
    *pages.HANDLERS,
    *asking.HANDLERS,
    *links.HANDLERS,
    *account.HANDLERS,
    *desk.HANDLERS,
    *api.HANDLERS,
    *answers.HANDLERS,
    *admin.HANDLERS,
]
