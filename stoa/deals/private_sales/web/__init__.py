"""The pages of private sales: clubs and the way into them, sales and the line before them, the merchant's screens."""

from stoa.base.database import Writing
from stoa.base.http.visits import Visit
from stoa.deals.private_sales import clubs as doing
from stoa.deals.private_sales.web import admin_clubs, admin_sales, api, api_clubs, clubs, desk, desk_club, desk_sale, feeds, letters, pages
from stoa.people import accounts, sessions
from stoa.people.audit import give_names
from stoa.people.audit.model import Names
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


give_names(
    sale=Names(
        """select o.id, coalesce(o.title ->> $2, o.title ->> 'en', (select value from jsonb_each_text(o.title) limit 1)) as name,
            o.id as seen_as from private_sales.sale o where o.id = any($1)""",
        "sal",
        "/desk/sales/{}",
        "offers.edit",
    ),
    club=Names(
        """select o.id, coalesce(o.name ->> $2, o.name ->> 'en', (select value from jsonb_each_text(o.name) limit 1)) as name,
            o.id as seen_as from private_sales.club o where o.id = any($1)""",
        "clb",
        "/desk/clubs/{}",
        "offers.edit",
    ),
)

HANDLERS = [
    *pages.HANDLERS,
    *letters.HANDLERS,
    *clubs.HANDLERS,
    *feeds.HANDLERS,
    *desk.HANDLERS,
    *desk_club.HANDLERS,
    *desk_sale.HANDLERS,
    *api.HANDLERS,
    *api_clubs.HANDLERS,
    *admin_clubs.HANDLERS,
    *admin_sales.HANDLERS,
]
