"""The account's details and security, and the desk's lists of people."""

from stoa.people.accounts.web import desk, details, security
from stoa.people.audit import give_names
from stoa.people.audit.model import Names

give_names(
    person=Names(
        """select p.id, coalesce(nullif(p.name, ''), p.email) as name, p.id as seen_as from accounts.person p
        where p.id = any($1) and coalesce(nullif(p.name, ''), p.email) is not null""",
        "per",
        "/desk/customers/{}",
        "customers.read",
    )
)

HANDLERS = [*details.HANDLERS, *security.HANDLERS, *desk.HANDLERS]
