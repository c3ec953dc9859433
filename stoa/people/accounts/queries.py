"""Lists of people, for the staff."""

from uuid import UUID

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.http.panels import Panel
from stoa.base.paging import Slice
from stoa.people.accounts.model import Person
from stoa.people.profiles.model import Line

_COLUMNS = "id, email, name, language, market, roles, verified_at, made_at, erased_at"


DETAILS_LINE = Panel(
    """select json_build_object('key', 'accounts-line-details', 'name', p.email) from accounts.person p where p.id = :viewer::uuid""", Line
)
"""The address at which somebody is written to."""

SECURITY_LINE = Panel(
    """select json_build_object('key', case when k.count > 0 then 'accounts-line-passkeys' else 'accounts-line-devices' end,
        'count', (select count(*) from sessions.session s where s.person_id = :viewer::uuid and s.until_at > :now::timestamptz), 'more', k.count)
    from (select count(*) from accounts.passkey where person_id = :viewer::uuid) k""",
    Line,
)
"""On how many devices somebody is signed in, and how many passkeys they have."""


async def customers(read: Reading, *, query: str = "", cursor: str = "", limit: int = 50) -> Slice[Person]:
    """Return people, the latest first, whose name holds or whose mail address begins with the words. Raises BadCursor."""
    before = paging.decode(cursor, tuple[UUID])[0] if cursor else None
    wanted = query.strip().lower().replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    found = await read.all(
        Person,
        f"""select {_COLUMNS} from accounts.person
        where ($1 = '' or lower(name) like '%' || $1 || '%' or email like $1 || '%') and ($2::uuid is null or id < $2)
        order by id desc limit $3""",
        wanted,
        before,
        limit + 1,
    )
    more = paging.encode(found[limit - 1].id) if len(found) > limit else None
    return Slice(found[:limit], more)


async def staff(read: Reading) -> list[Person]:
    """Return who works at the desk."""
    return await read.all(Person, f"select {_COLUMNS} from accounts.person where roles <> '{{shopper}}' order by id limit 500")
