"""The SQL of circles that writes, and reads for decisions."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.community.circles.model import Audience, InvitationId, Kind, Member, PersonId, PutFollow, PutMember, Source, Ties

_MEMBER = "person_id, handle, byline, about, picture, state, version"


class Standing(msgspec.Struct, frozen=True):
    """How one person stands with another, and to whom that other shows their page."""

    ties: Ties
    page: Audience
    follows: int


async def lock_pair(tx: Writing, one: PersonId, other: PersonId) -> bool:
    """Let nobody else change what is between two people before this transaction ends; return whether both are there."""
    rows = await tx.rows(
        "select id from accounts.person where id = any($1) and erased_at is null order by id for no key update", [one, other]
    )
    return len(rows) == 2


async def standing(read: Reading, viewer: PersonId, owner: PersonId) -> Standing:
    row = await read.row(
        """select exists (select from circles.follow where follower = $1 and followed = $2) as follows,
            exists (select from circles.follow where follower = $2 and followed = $1) as followed,
            exists (select from circles.follow where follower = $1 and followed = $2 and welcome) as welcome,
            exists (select from circles.block where (person_id = $1 and other_id = $2) or (person_id = $2 and other_id = $1)) as blocked,
            coalesce((select audience from circles.showing where person_id = $2 and kind = 'page'), 'nobody') as page,
            (select count(*) from circles.follow where follower = $1) as count""",
        viewer,
        owner,
    )
    ties = Ties(follows=row["follows"], followed=row["followed"], welcome=row["welcome"], blocked=row["blocked"])
    return Standing(ties, Audience(row["page"]), row["count"])


async def put_follow(tx: Writing, follower: PersonId, followed: PersonId, *, welcome: bool = False) -> bool:
    """Write a follow, and a welcome where there is one; return whether it is new."""
    found: bool = await tx.value(
        """insert into circles.follow as f (follower, followed, at, welcome) values ($1, $2, $3, $4)
        on conflict (follower, followed) do update set welcome = f.welcome or excluded.welcome returning (xmax = 0)""",
        follower,
        followed,
        tx.now,
        welcome,
    )
    return found


async def set_welcome(tx: Writing, follower: PersonId, followed: PersonId, *, welcome: bool) -> int:
    return await tx.run("update circles.follow set welcome = $3 where follower = $1 and followed = $2", follower, followed, welcome)


async def remove_follow(tx: Writing, follower: PersonId, followed: PersonId) -> int:
    return await tx.run("delete from circles.follow where follower = $1 and followed = $2", follower, followed)


async def remove_ties(tx: Writing, one: PersonId, other: PersonId) -> None:
    await tx.run("delete from circles.follow where follower = any($1) and followed = any($1)", [one, other])


async def put_block(tx: Writing, person: PersonId, other: PersonId) -> None:
    """Block somebody; what was between the two ends on both sides."""
    await tx.run(
        "insert into circles.block (person_id, other_id, at) values ($1, $2, $3) on conflict do nothing",
        person,
        other,
        tx.now,
    )
    await remove_ties(tx, person, other)
    await remove_suggestion(tx, person, other)


async def remove_block(tx: Writing, person: PersonId, other: PersonId) -> int:
    return await tx.run("delete from circles.block where person_id = $1 and other_id = $2", person, other)


async def put_mute(tx: Writing, person: PersonId, other: PersonId) -> None:
    await tx.run("insert into circles.mute (person_id, other_id, at) values ($1, $2, $3) on conflict do nothing", person, other, tx.now)


async def remove_mute(tx: Writing, person: PersonId, other: PersonId) -> int:
    return await tx.run("delete from circles.mute where person_id = $1 and other_id = $2", person, other)


async def open_invitations(tx: Writing, person: PersonId) -> int:
    count: int = await tx.value(
        "select count(*) from circles.invitation where by_id = $1 and ended_at is null and uses > 0 and until_at > $2", person, tx.now
    )
    return count


async def add_invitation(tx: Writing, digest: bytes, person: PersonId, uses: int, until_at: datetime) -> InvitationId:
    invitation = InvitationId(ids.new())
    await tx.run(
        "insert into circles.invitation (id, digest, by_id, at, until_at, uses) values ($1, $2, $3, $4, $5, $6)",
        invitation,
        digest,
        person,
        tx.now,
        until_at,
        uses,
    )
    return invitation


async def lock_invitation(tx: Writing, digest: bytes) -> PersonId | None:
    """Lock an invitation and return whose it is, if there is one."""
    by: PersonId | None = await tx.value("select by_id from circles.invitation where digest = $1 for update", digest)
    return by


async def use_invitation(tx: Writing, digest: bytes) -> None:
    await tx.run("update circles.invitation set uses = uses - 1 where digest = $1", digest)


async def end_invitation(tx: Writing, person: PersonId, invitation: InvitationId) -> int:
    return await tx.run(
        "update circles.invitation set ended_at = $3 where id = $1 and by_id = $2 and ended_at is null", invitation, person, tx.now
    )


async def add_suggestion(tx: Writing, a: PersonId, b: PersonId, source: Source) -> int:
    """Note that two people might like each other's company, once for each pair, if nothing is between them yet."""
    return await tx.run(
        """insert into circles.suggestion (a_id, b_id, source, at)
        select $1, $2, $3, $4 from (select 1) one
        where not exists (select from circles.follow f join circles.follow g on g.follower = f.followed and g.followed = f.follower
                where f.follower = $1 and f.followed = $2)
            and not exists (select from circles.block where (person_id = $1 and other_id = $2) or (person_id = $2 and other_id = $1))
        on conflict do nothing""",
        a,
        b,
        source.value,
        tx.now,
    )


async def agree(tx: Writing, person: PersonId, other: PersonId) -> bool | None:
    """Note that a person agrees; return whether both have now, or None where nothing was suggested to them."""
    found: bool | None = await tx.value(
        """update circles.suggestion set
            a_agreed_at = case when a_id = $1 then coalesce(a_agreed_at, $3) else a_agreed_at end,
            b_agreed_at = case when b_id = $1 then coalesce(b_agreed_at, $3) else b_agreed_at end
        where ((b_id = $1 and a_id = $2) or (a_id = $1 and b_id = $2 and b_agreed_at is not null)) and declined_at is null
        returning a_agreed_at is not null and b_agreed_at is not null""",
        person,
        other,
        tx.now,
    )
    return found


async def decline(tx: Writing, person: PersonId, other: PersonId) -> int:
    return await tx.run(
        """update circles.suggestion set declined_at = $3
        where ((b_id = $1 and a_id = $2) or (a_id = $1 and b_id = $2 and b_agreed_at is not null)) and declined_at is null""",
        person,
        other,
        tx.now,
    )


async def remove_suggestion(tx: Writing, one: PersonId, other: PersonId) -> None:
    await tx.run("delete from circles.suggestion where a_id = any($1) and b_id = any($1)", [one, other])


async def sweep(tx: Writing, before: datetime, ended_before: datetime) -> int:
    """Forget suggestions nobody answered and invitations that have long ended."""
    swept = await tx.run("delete from circles.suggestion where at < $1 and declined_at is null", before)
    return swept + await tx.run("delete from circles.invitation where until_at < $1", ended_before)


async def set_showing(tx: Writing, person: PersonId, wanted: dict[Kind, Audience]) -> list[Kind]:
    """Write to whom kinds are shown; return those that changed."""
    rows = await tx.rows(
        """insert into circles.showing as s (person_id, kind, audience, changed_at)
        select $1, w.kind, w.audience, $4 from unnest($2::text[], $3::text[]) as w (kind, audience)
        on conflict (person_id, kind) do update set audience = excluded.audience, changed_at = excluded.changed_at
        where s.audience <> excluded.audience returning kind""",
        person,
        [kind.value for kind in wanted],
        [audience.value for audience in wanted.values()],
        tx.now,
    )
    return [Kind(row["kind"]) for row in rows]


async def set_purchase(tx: Writing, person: PersonId, line: UUID, audience: Audience | None, *, gift: bool) -> int:
    return await tx.run(
        """update circles.purchase c set audience = $3,
            gift = $4 or exists (select from orders.order o where o.id = c.order_id and o.recipient_id is not null)
        where line_id = $1 and person_id = $2""",
        line,
        person,
        audience,
        gift,
    )


async def forget_audiences(tx: Writing, person: PersonId) -> None:
    await tx.run("update circles.purchase set audience = null where person_id = $1 and audience is not null", person)


async def member(read: Reading, person: PersonId) -> Member | None:
    return await read.one(Member, f"select {_MEMBER} from circles.member where person_id = $1", person)


async def put_member(tx: Writing, one: Member, initials: str) -> None:
    await tx.run(
        f"""insert into circles.member ({_MEMBER}, initials, since) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (person_id) do update set handle = excluded.handle, byline = excluded.byline, about = excluded.about,
            picture = excluded.picture, state = excluded.state, version = excluded.version, initials = excluded.initials""",
        one.person_id,
        one.handle,
        one.byline,
        one.about,
        one.picture,
        one.state,
        one.version,
        initials,
        tx.now,
    )


async def set_state(tx: Writing, people: Sequence[PersonId], state: str) -> list[PersonId]:
    rows = await tx.rows(
        "update circles.member set state = $2 where person_id = any($1) and state <> $2 returning person_id", people, state
    )
    return [row["person_id"] for row in rows]


async def put_members(tx: Writing, members: Sequence[PutMember], handles: Sequence[str], initials: Sequence[str]) -> None:
    """Write many members; who has an address already keeps it, and an unknown or erased person is left out."""
    await tx.run(
        """insert into circles.member (person_id, handle, byline, initials, about, picture, state, version, since)
        select p.id, w.handle, w.byline, w.initials, w.about, w.picture, w.state, w.version, w.since
        from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::timestamptz[])
            as w (person_id, handle, byline, initials, about, picture, state, version, since)
        join accounts.person p on p.id = w.person_id and p.erased_at is null
        on conflict (person_id) do update set byline = excluded.byline, initials = excluded.initials, about = excluded.about,
            picture = coalesce(excluded.picture, circles.member.picture)""",
        [one.person_id for one in members],
        list(handles),
        [one.byline for one in members],
        list(initials),
        [one.about for one in members],
        [one.picture for one in members],
        [one.state for one in members],
        [one.version for one in members],
        [one.since or tx.now for one in members],
    )
    shows = [(one.person_id, kind.value, audience.value) for one in members for kind, audience in one.shows.items()]
    await tx.run(
        """insert into circles.showing (person_id, kind, audience, changed_at)
        select p.id, w.kind, w.audience, $4 from unnest($1::uuid[], $2::text[], $3::text[]) as w (person_id, kind, audience)
        join accounts.person p on p.id = w.person_id and p.erased_at is null
        on conflict (person_id, kind) do update set audience = excluded.audience, changed_at = excluded.changed_at""",
        [one[0] for one in shows],
        [one[1] for one in shows],
        [one[2] for one in shows],
        tx.now,
    )


async def put_follows(tx: Writing, follows: Collection[PutFollow]) -> int:
    """Write many follows; those of people who are not there, or who blocked one another, are left out."""
    return await tx.run(
        """insert into circles.follow as f (follower, followed, at, welcome)
        select a.id, b.id, min(w.at), bool_or(w.welcome)
        from unnest($1::uuid[], $2::uuid[], $3::boolean[], $4::timestamptz[]) as w (follower, followed, welcome, at)
        join accounts.person a on a.id = w.follower and a.erased_at is null
        join accounts.person b on b.id = w.followed and b.erased_at is null
        where a.id <> b.id and not exists (select from circles.block x
            where (x.person_id = a.id and x.other_id = b.id) or (x.person_id = b.id and x.other_id = a.id))
        group by a.id, b.id
        on conflict (follower, followed) do update set welcome = f.welcome or excluded.welcome""",
        [one.follower for one in follows],
        [one.followed for one in follows],
        [one.welcome for one in follows],
        [one.at or tx.now for one in follows],
    )


async def untie_blocked(tx: Writing) -> None:
    """End whatever is between two people of whom one has blocked the other."""
    between = """exists (select from circles.block b where (b.person_id = x.{0} and b.other_id = x.{1})
        or (b.person_id = x.{1} and b.other_id = x.{0}))"""
    await tx.run(f"delete from circles.follow x where {between.format('follower', 'followed')}")
    await tx.run(f"delete from circles.suggestion x where {between.format('a_id', 'b_id')}")


async def keep_as_ordered(tx: Writing, orders: Collection[UUID]) -> None:
    """Write the purchases of these orders as they stand, and forget those that are not what was ordered."""
    await tx.run(
        """delete from circles.purchase c using orders.order o, orders.line l where c.order_id = any($1) and o.id = c.order_id and l.id = c.line_id
            and (l.order_id <> o.id or c.person_id is distinct from o.person_id or c.product_id <> l.product_id)""",
        list(orders),
    )
    await keep_orders(tx, orders)


_LINES = """select l.id, o.id as order_id, o.person_id, l.product_id, l.variant_id, o.placed_at,
    circles.state_of(o.state, l.quantity, l.cancelled, l.delivered, l.returned) as state, o.recipient_id is not null as gift
    from orders.order o join orders.line l on l.order_id = o.id
    join accounts.person p on p.id = o.person_id and p.erased_at is null
    where o.placed_at is not null and {where} for share of p"""
"""The lines of orders as purchases; what was sent to somebody else is a gift. Their people are locked, so that nobody is erased meanwhile."""

_KEEP = """insert into circles.purchase as c (line_id, order_id, person_id, product_id, variant_id, at, state, gift)
    select id, order_id, person_id, product_id, variant_id, placed_at, state, gift from ({lines}) found where state is not null
    on conflict (line_id) do update set variant_id = excluded.variant_id, state = excluded.state, gift = c.gift or excluded.gift
    where (c.variant_id, c.state, c.gift) <> (excluded.variant_id, excluded.state, c.gift or excluded.gift)"""

KEEP_ORDERS = _KEEP.format(lines=_LINES.format(where="o.id = any($1)"))
KEEP_PERSON = _KEEP.format(lines=_LINES.format(where="o.person_id = $1"))


async def keep_orders(tx: Writing, orders: Collection[UUID]) -> int:
    """Write how the lines of these orders stand as purchases; return how many changed."""
    return await tx.run(KEEP_ORDERS, list(orders))


async def keep_person(tx: Writing, person: PersonId) -> int:
    """Write all purchases of a person (guest orders may just have become theirs)."""
    return await tx.run(KEEP_PERSON, person)


async def orders_after(read: Reading, after: UUID | None, limit: int) -> list[UUID]:
    """Return ids of members' orders in the order in which they were made."""
    rows = await read.rows(
        "select id from orders.order where person_id is not null and ($1::uuid is null or id > $1) order by id limit $2", after, limit
    )
    return [row["id"] for row in rows]


async def forget(tx: Writing, person: PersonId) -> None:
    """Take away everything about a person, whom nobody follows or invites meanwhile."""
    await tx.value("select id from accounts.person where id = $1 for no key update", person)
    for table, columns in _ABOUT.items():
        await tx.run(f"delete from circles.{table} where {' or '.join(f'{column} = $1' for column in columns)}", person)


_ABOUT = {
    "member": ("person_id",),
    "follow": ("follower", "followed"),
    "block": ("person_id", "other_id"),
    "mute": ("person_id", "other_id"),
    "invitation": ("by_id",),
    "suggestion": ("a_id", "b_id"),
    "showing": ("person_id",),
    "purchase": ("person_id",),
}
