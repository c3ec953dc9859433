"""Whom the desk sees in clubs and sales: a page at a time, found by a name or a mail address, each below whoever invited them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.paging import Slice
from stoa.deals.private_sales import rules
from stoa.deals.private_sales.club_store import INVITATION, MEMBER
from stoa.deals.private_sales.line import ClaimState
from stoa.deals.private_sales.model import ClaimId, ClubId, Invitation, ItemId, Member, MemberId, Sale
from stoa.people.sessions.model import PersonId
from stoa.shop.orders.model import OrderId

PAGE = 50
MOST_ABOVE = 6
"""Of those who led to somebody so many stand above them."""


class Wanted(msgspec.Struct, frozen=True):
    """Who is looked for: everybody; or whose name has these words in it; with `mails` also whose address begins with them."""

    words: str = ""
    mails: bool = False

    @property
    def pattern(self) -> str:
        return self.words.strip().lower().replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def _called(words: int, mails: int) -> str:
    """Return the condition that a member `m` is wanted, the two arguments being in these places."""
    return (
        f"(${words}::text = '' or lower(m.name) like '%' || ${words} || '%' or (${mails}::boolean and m.person_id in "
        f"(select p.id from accounts.person p where p.email like ${words} || '%')))"
    )


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in the tree of a club, `depth` below the first who is shown above them. Who is not `found` stands here only for whom they led to."""

    member: Member
    depth: int
    found: bool = True


async def members(
    read: Reading, club_id: ClubId, wanted: Wanted, cursor: str | None = None, limit: int = PAGE, *, above: bool = False
) -> Slice[Seat]:
    """Return who is in a club in the order in which they came; with `above` each page as a tree, with those who led to its members. Raises BadCursor."""
    after = MemberId(paging.decode(cursor, tuple[UUID])[0]) if cursor else None
    rows = await read.all(
        Member,
        f"""select {MEMBER} where m.club_id = $1 and m.left_at is null and ($2::uuid is null or m.id > $2) and {_called(3, 4)}
        order by m.id limit $5""",
        club_id,
        after,
        wanted.pattern,
        wanted.mails,
        limit + 1,
    )
    more = paging.encode(rows[limit - 1].id) if len(rows) > limit else None
    page = rows[:limit]
    if not above:
        return Slice([Seat(member=one, depth=0) for one in page], more)
    found = {one.id for one in page}
    everybody = await _with_those_above(read, found)
    return Slice([Seat(member=everybody[one], depth=depth, found=one in found) for one, depth in _tree(everybody)], more)


async def _with_those_above(read: Reading, members: Iterable[MemberId]) -> Mapping[MemberId, Member]:
    """Return members with those who led to them, in one statement however many they are."""
    rows = await read.all(
        Member,
        f"""with recursive up as (
            select m.id, m.invited_by, 0 as steps from private_sales.member m where m.id = any($1)
            union select m.id, m.invited_by, up.steps + 1 from up join private_sales.member m on m.id = up.invited_by where up.steps < $2)
        select {MEMBER} where m.id in (select id from up)""",
        list(members),
        MOST_ABOVE,
    )
    return {one.id: one for one in rows}


def _tree(members: Mapping[MemberId, Member]) -> list[tuple[MemberId, int]]:
    return rules.tree({one.id: one.invited_by for one in members.values()})


async def invitations(read: Reading, club_id: ClubId, wanted: Wanted, cursor: str | None = None, limit: int = PAGE) -> Slice[Invitation]:
    """Return the invitations into a club, the newest first; where somebody is wanted, those that they made. Raises BadCursor."""
    before = paging.decode(cursor, tuple[UUID])[0] if cursor else None
    rows = await read.all(
        Invitation,
        f"""select {INVITATION} where i.club_id = $1 and ($2::uuid is null or i.id < $2) and ($3 = '' or m.id is not null) and {_called(3, 4)}
        order by i.id desc limit $5""",
        club_id,
        before,
        wanted.pattern,
        wanted.mails,
        limit + 1,
    )
    return Slice(rows[:limit], paging.encode(rows[limit - 1].id) if len(rows) > limit else None)


class SeenClaim(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody waits for, is offered, has in a cart or has bought; a guest has no name."""

    id: ClaimId
    item_id: ItemId
    member_id: MemberId
    person_id: PersonId | None
    name: str
    state: ClaimState
    wanted: int
    quantity: int
    since: datetime
    until_at: datetime | None
    order_id: OrderId | None
    number: int | None


async def claims(
    read: Reading, sale: Sale, wanted: Wanted, *, waiting: bool, cursor: str | None = None, limit: int = PAGE
) -> Slice[SeenClaim]:
    """Return what is kept for people, the latest first; or with `waiting` the waiting lists, whoever came first before the others. Raises BadCursor."""
    after = paging.decode(cursor, tuple[datetime, ClaimId]) if cursor else None
    test, order = (">", "") if waiting else ("<", " desc")
    found = await read.all(
        SeenClaim,
        f"""select c.id, c.item_id, c.member_id, m.person_id, m.name, c.state, c.wanted, c.quantity, c.since, c.until_at, o.id as order_id, o.number
        from private_sales.claim c join private_sales.member m on m.id = c.member_id left join orders.order o on o.id = c.order_id
        where c.sale_id = $1 and c.state <> 'over' and (c.state = 'waiting') = $2 and ($3::timestamptz is null or (c.since, c.id) {test} ($3, $4))
        and {_called(5, 6)} order by c.since{order}, c.id{order} limit $7""",
        sale.id,
        waiting,
        after[0] if after else None,
        after[1] if after else None,
        wanted.pattern,
        wanted.mails,
        limit + 1,
    )
    last = found[limit - 1] if len(found) > limit else None
    return Slice(found[:limit], paging.encode(last.since, last.id) if last is not None else None)


class Came(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in the tree of those who came to a sale: whether they did (or only led to somebody who did), and what they bought."""

    member: Member
    depth: int
    entered: bool
    inside: bool
    pieces: int
    new: bool
    """Whether their first order of all was in this sale."""


async def came(read: Reading, sale: Sale, wanted: Wanted, cursor: str | None = None, limit: int = PAGE) -> Slice[Came]:
    """Return who came to a sale, each page as a tree below those who led to them, in three statements. Raises BadCursor."""
    after = paging.decode(cursor, tuple[UUID])[0] if cursor else None
    rows = await read.rows(
        f"""select e.member_id from private_sales.entrant e join private_sales.member m on m.id = e.member_id
        where e.sale_id = $1 and ($2::uuid is null or e.member_id > $2) and {_called(3, 4)} order by e.member_id limit $5""",
        sale.id,
        after,
        wanted.pattern,
        wanted.mails,
        limit + 1,
    )
    page = [MemberId(row[0]) for row in rows]
    everybody = await _with_those_above(read, page[:limit])
    did = await _did(read, sale, list(everybody))
    nothing: dict[str, Any] = {"entered": False, "inside": False, "pieces": 0, "new": False}
    found = [Came(member=everybody[one], depth=depth, **did.get(one, nothing)) for one, depth in _tree(everybody)]
    return Slice(found, paging.encode(page[limit - 1]) if len(page) > limit else None)


async def _did(read: Reading, sale: Sale, members: Sequence[MemberId]) -> dict[MemberId, dict[str, Any]]:
    """Return what these members did in a sale."""
    rows = await read.rows(
        """with got as (select c.member_id, sum(c.quantity)::int as pieces, bool_or(not exists (select from orders.order e
                where e.email = o.email and e.placed_at < o.placed_at)) as new
            from private_sales.claim c join orders.order o on o.id = c.order_id
            where c.sale_id = $1 and c.member_id = any($2) and c.state = 'bought' group by 1)
        select e.member_id, e.admitted_at is not null as inside, coalesce(g.pieces, 0) as pieces, coalesce(g.new, false) as new
        from private_sales.entrant e left join got g on g.member_id = e.member_id where e.sale_id = $1 and e.member_id = any($2)""",
        sale.id,
        members,
    )
    return {row["member_id"]: {"entered": True, "inside": row["inside"], "pieces": row["pieces"], "new": row["new"]} for row in rows}
