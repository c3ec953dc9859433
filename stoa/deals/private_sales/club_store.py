"""The SQL of clubs: who is in them, by whom they were invited."""

from collections.abc import Sequence
from datetime import datetime

from stoa.base.database import Reading, Writing
from stoa.deals.private_sales.model import Club, ClubId, Invitation, InvitationId, Member, MemberId, NewClub, Tier
from stoa.people.sessions.model import PersonId
from stoa.shop.catalog.model import VariantId

MEMBER = """m.id, m.club_id, m.person_id, m.name, m.tier, t.ahead_minutes, m.invited_by, m.quota, m.invited, m.since, m.feed, m.letters,
    greatest(m.moved_at, t.changed_at) as moved_at, m.left_at
    from private_sales.member m join private_sales.tier t on t.club_id = m.club_id and t.code = m.tier"""
INVITATION = """i.id, i.club_id, i.by_member, coalesce(m.name, '') as by, i.tier, i.places, i.uses, i.made_at, i.until_at, i.withdrawn_at
    from private_sales.invitation i left join private_sales.member m on m.id = i.by_member"""


async def insert_club(tx: Writing, club_id: ClubId, new: NewClub, tiers: Sequence[Tier]) -> None:
    await tx.run(
        """with club as (insert into private_sales.club (id, name, text, quota, made_at) values ($1, $2, $3, $4, $5))
        insert into private_sales.tier (club_id, code, name, ahead_minutes)
        select $1, code, name, ahead from unnest($6::text[], $7::jsonb[], $8::int[]) t (code, name, ahead)""",
        club_id,
        new.name,
        new.text,
        new.quota,
        tx.now,
        [one.code for one in tiers],
        [one.name for one in tiers],
        [one.ahead_minutes for one in tiers],
    )


async def club(read: Reading, club_id: ClubId) -> Club | None:
    return await read.one(Club, "select id, name, text, quota from private_sales.club where id = $1", club_id)


async def clubs(read: Reading, limit: int = 100, before: ClubId | None = None) -> list[Club]:
    """Return clubs, the newest first; those made before that one."""
    sql = "select id, name, text, quota from private_sales.club where $2::uuid is null or id < $2 order by id desc limit $1"
    return await read.all(Club, sql, limit, before)


async def clubs_of(read: Reading, club_ids: Sequence[ClubId]) -> list[Club]:
    return await read.all(Club, "select id, name, text, quota from private_sales.club where id = any($1)", list(club_ids))


async def tiers(read: Reading, club_id: ClubId) -> list[Tier]:
    sql = "select code, name, ahead_minutes from private_sales.tier where club_id = $1 order by ahead_minutes desc, code"
    return await read.all(Tier, sql, club_id)


async def update_club(tx: Writing, club_id: ClubId, name: dict[str, str], text: dict[str, str], quota: int) -> bool:
    sql = "update private_sales.club set name = $2, text = $3, quota = $4 where id = $1"
    return await tx.run(sql, club_id, name, text, quota) == 1


async def lock_tiers(tx: Writing, club_id: ClubId) -> list[Tier]:
    """Lock a club, so that its tiers change one after another; return them."""
    await tx.rows("select from private_sales.club where id = $1 for no key update", club_id)
    return await tiers(tx, club_id)


async def put_tier(tx: Writing, club_id: ClubId, tier: Tier) -> None:
    await tx.run(
        """insert into private_sales.tier as t (club_id, code, name, ahead_minutes) values ($1, $2, $3, $4)
        on conflict (club_id, code) do update set name = excluded.name, ahead_minutes = excluded.ahead_minutes,
            changed_at = case when t.ahead_minutes = excluded.ahead_minutes then t.changed_at else $5 end""",
        club_id,
        tier.code,
        tier.name,
        tier.ahead_minutes,
        tx.now,
    )


async def has_sale(read: Reading, club_id: ClubId) -> bool:
    """Return whether a sale of a club is planned or on."""
    return bool(
        await read.value(
            "select exists (select from private_sales.sale where club_id = $1 and ended_at is null and ends_at > $2)", club_id, read.now
        )
    )


async def member_of(read: Reading, club_id: ClubId, person: PersonId | None, passes: list[bytes]) -> Member | None:
    """Return a visitor's membership: the person's own, else the one of a pass that no person has."""
    return await read.one(
        Member,
        f"""select {MEMBER} where m.club_id = $1 and m.left_at is null
        and ((m.person_id is not null and m.person_id = $2) or (m.person_id is null and m.pass = any($3)))
        order by m.person_id is null limit 1""",
        club_id,
        person,
        passes,
    )


async def memberships(read: Reading, person: PersonId | None, passes: list[bytes]) -> list[Member]:
    """Return the memberships of a visitor, the eldest first."""
    return await read.all(
        Member,
        f"""select {MEMBER} where m.left_at is null and (m.person_id = $1 or (m.person_id is null and m.pass = any($2)))
        order by m.since limit 20""",
        person,
        passes,
    )


async def member(read: Reading, member_id: MemberId) -> Member | None:
    return await read.one(Member, f"select {MEMBER} where m.id = $1 and m.left_at is null", member_id)


async def by_feed(read: Reading, feed: str) -> Member | None:
    return await read.one(Member, f"select {MEMBER} where m.feed = $1 and m.left_at is null", feed)


async def insert_member(tx: Writing, new: Member, digest: bytes | None, invitation: InvitationId | None) -> bool:
    """Write a member; a person who had left comes back. False where they are in already."""
    return (
        await tx.run(
            """insert into private_sales.member as m (id, club_id, person_id, pass, name, tier, invited_by, invitation_id, quota, since)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (club_id, person_id) where person_id is not null do update set left_at = null, tier = excluded.tier, since = excluded.since,
                moved_at = excluded.since
                where m.left_at is not null""",
            new.id,
            new.club_id,
            new.person_id,
            digest,
            new.name,
            new.tier,
            new.invited_by,
            invitation,
            new.quota,
            tx.now,
        )
        == 1
    )


async def make_person(tx: Writing, member_id: MemberId, person: PersonId, name: str) -> None:
    """Make a guest's membership a person's."""
    await tx.run("update private_sales.member set person_id = $2, name = $3, pass = null where id = $1", member_id, person, name)


async def pass_of(read: Reading, member_id: MemberId) -> bytes | None:
    """Return the digest of a guest's pass."""
    found: bytes | None = await read.value("select pass from private_sales.member where id = $1", member_id)
    return found


async def to_write_to(read: Reading, club_id: ClubId, ahead: int | None, after: MemberId | None, limit: int) -> list[Member]:
    """Return members with an account who want letters, those of tiers that come in so early where that is said, in the order of their ids."""
    return await read.all(
        Member,
        f"""select {MEMBER} where m.club_id = $1 and m.letters and m.left_at is null and m.person_id is not null
        and ($2::int is null or t.ahead_minutes = $2) and ($3::uuid is null or m.id > $3) order by m.id limit $4""",
        club_id,
        ahead,
        after,
        limit,
    )


async def set_letters(tx: Writing, feed: str, *, wanted: bool) -> bool:
    return await tx.run("update private_sales.member set letters = $2 where feed = $1 and left_at is null", feed, wanted) == 1


async def put_out(tx: Writing, member_id: MemberId) -> None:
    await tx.run("update private_sales.member set left_at = $2, pass = null where id = $1", member_id, tx.now)


async def set_tier(tx: Writing, member_id: MemberId, tier: str, quota: int) -> bool:
    """Set a member's tier and quota, which is never less than the people they have invited; False for a tier that is none."""
    return (
        await tx.run(
            """update private_sales.member m set tier = $2, quota = greatest($3, m.invited),
                moved_at = case when m.tier = $2 then m.moved_at else $4 end where m.id = $1
            and exists (select from private_sales.tier t where t.club_id = m.club_id and t.code = $2)""",
            member_id,
            tier,
            quota,
            tx.now,
        )
        == 1
    )


async def spend(tx: Writing, member_id: MemberId, places: int) -> bool:
    """Take so many of the people that a member may invite: the database refuses more than the quota."""
    return (
        await tx.run(
            "update private_sales.member set invited = invited + $2 where id = $1 and left_at is null and invited + $2 <= quota",
            member_id,
            places,
        )
        == 1
    )


async def insert_invitation(
    tx: Writing, invitation_id: InvitationId, club_id: ClubId, digest: bytes, by: MemberId | None, tier: str, places: int, until: datetime
) -> None:
    await tx.run(
        """insert into private_sales.invitation (id, club_id, digest, by_member, tier, places, until_at, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)""",
        invitation_id,
        club_id,
        digest,
        by,
        tier,
        places,
        until,
        tx.now,
    )


async def invitation(read: Reading, digest: bytes) -> Invitation | None:
    return await read.one(Invitation, f"select {INVITATION} where i.digest = $1", digest)


async def invitations_of(read: Reading, members: Sequence[MemberId]) -> list[Invitation]:
    """Return the invitations that these members made and that still let somebody in, the newest first."""
    return await read.all(
        Invitation,
        f"""select {INVITATION} where i.by_member = any($1) and i.uses < i.places and i.until_at > $2 and i.withdrawn_at is null
        order by i.id desc limit 100""",
        list(members),
        read.now,
    )


async def withdraw(tx: Writing, invitations: Sequence[InvitationId]) -> list[InvitationId]:
    """Take invitations back that still have a place and were not; who made them may invite as many others. Return which."""
    rows = await tx.rows(
        """with back as (update private_sales.invitation set withdrawn_at = $2
                where id in (select id from private_sales.invitation where id = any($1) order by id for no key update)
                    and withdrawn_at is null and uses < places returning id, by_member, places - uses as free),
            quota as (update private_sales.member m set invited = invited - b.free
                from (select by_member, sum(free)::int as free from back group by 1) b where m.id = b.by_member)
        select id from back""",
        list(invitations),
        tx.now,
    )
    return [InvitationId(row["id"]) for row in rows]


async def unused(read: Reading, limit: int = 500) -> list[InvitationId]:
    """Return members' invitations whose time is over before everybody came: nobody comes by them any more."""
    rows = await read.rows(
        """select id from private_sales.invitation where by_member is not null and uses < places and withdrawn_at is null and until_at <= $1
        order by until_at limit $2""",
        read.now,
        limit,
    )
    return [InvitationId(row["id"]) for row in rows]


async def invitation_of(read: Reading, club_id: ClubId, invitation_id: InvitationId) -> Invitation | None:
    return await read.one(Invitation, f"select {INVITATION} where i.id = $1 and i.club_id = $2", invitation_id, club_id)


async def use(tx: Writing, invitation_id: InvitationId) -> bool:
    """Take a place of an invitation: the database decides between those who want the last."""
    return (
        await tx.run(
            """update private_sales.invitation set uses = uses + 1
            where id = $1 and uses < places and until_at > $2 and withdrawn_at is null""",
            invitation_id,
            tx.now,
        )
        == 1
    )


async def products(read: Reading, handles: Sequence[str]) -> dict[str, list[VariantId]]:
    """Return the variants that are sold of the products with these handles, those for some too."""
    rows = await read.rows(
        """select p.handle, array_agg(v.id order by v.position) as variants from catalog.product p join catalog.variant v on v.product_id = p.id
        where p.handle = any($1) and p.own_state = 'active' and v.ended_at is null group by p.handle""",
        list(handles),
    )
    return {row["handle"]: list(row["variants"]) for row in rows}
