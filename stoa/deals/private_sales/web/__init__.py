"""The pages of private sales: clubs and the way into them, sales and the line before them, the merchant's screens."""

from stoa.base.database import Writing
from stoa.base.http.visits import Visit
from stoa.deals.private_sales import clubs as doing
from stoa.deals.private_sales.web import api, clubs, desk, feeds, letters, pages
from stoa.people import accounts, sessions
from stoa.people.profiles import offer_entry
from stoa.people.profiles.model import AccountEntry, Group
from stoa.people.sessions.model import PersonId

offer_entry(AccountEntry("private-sales-club", "lock", "/club", position=71, group=Group.DEALS), clubs.LINE)


@sessions.at_sign_in
async def _own(tx: Writing, person: PersonId, visit: Visit) -> None:
    """Make a guest's places their own."""
    if visit.passes is not None:
        found = (await accounts.people(tx, [person])).get(person)
        await doing.sign_in(tx, person, found.name if found is not None else "", visit.passes)


HANDLERS = [*pages.HANDLERS, *letters.HANDLERS, *clubs.HANDLERS, *feeds.HANDLERS, *desk.HANDLERS, *api.HANDLERS]
