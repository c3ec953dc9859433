"""Lists of people, for the staff."""

from uuid import UUID

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.paging import Slice
from stoa.people.accounts.model import Person

_COLUMNS = "id, email, name, language, market, roles, verified_at, made_at, erased_at"


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
