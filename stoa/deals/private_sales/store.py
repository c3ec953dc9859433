"""The SQL of sales: what is sold, the line before them, the moments at which they change."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from stoa.base.database import Reading, Writing
from stoa.deals.private_sales.line import Entrant, Round
from stoa.deals.private_sales.model import EntrantId, Item, ItemId, MemberId, NewSale, Sale, SaleId
from stoa.deals.private_sales.rules import LOOKED_BACK

SALE = """s.id, s.club_id, s.title, s.text, s.market, s.currency, s.preview_at, s.opens_at, s.ends_at, s.cart_minutes, s.offer_hours, s.per_person,
    s.room, s.hidden, s.salt, s.last_rank, s.admitted_through, s.pace, s.previewed_at, s.opened_at, s.ended_at, s.closed_at, s.ended_reason, s.changed_at, s.closes_at"""
ITEM = "i.id, i.sale_id, i.product_id, i.variant_id, i.price, i.usual, i.units, i.reserve"
_ROUND = "r.ahead_minutes, r.opens_at, r.commitment, case when r.drawn_at is not null then r.seed end as seed, r.drawn_at"
_ENTRANT = """e.id, e.sale_id, e.member_id, e.ahead_minutes, r.opens_at, e.entered_at, e.drawn, e.rank, e.admitted_at, e.admitted_until
    from private_sales.entrant e join private_sales.round r on r.sale_id = e.sale_id and r.ahead_minutes = e.ahead_minutes"""
_PLAN = """$2::uuid as club_id, $3::jsonb as title, $4::jsonb as text, $5::text as market, $6::text as currency, $7::timestamptz as preview_at,
    $8::timestamptz as opens_at, $9::timestamptz as ends_at, $10::int as cart_minutes, $11::int as offer_hours, $12::int as per_person,
    $13::int as room, $14::boolean as hidden, $9::timestamptz + make_interval(mins => $10) as closes_at"""
_PLANNED = (
    "club_id, title, text, market, currency, preview_at, opens_at, ends_at, cart_minutes, offer_hours, per_person, room, hidden, closes_at"
)


def _planned(sale_id: SaleId, new: NewSale, currency: str) -> tuple[object, ...]:
    """Return $1 to $14 of whatever writes a sale as it is planned."""
    moments = (new.preview_at, new.opens_at, new.ends_at)
    rules = (new.cart_minutes, new.offer_hours, new.per_person, new.room, new.hidden)
    return (sale_id, new.club_id, new.title, new.text, new.market, currency, *moments, *rules)


async def insert_sale(tx: Writing, sale_id: SaleId, new: NewSale, currency: str, salt: bytes, rounds: Sequence[Round]) -> None:
    await tx.run(
        f"""with sale as (insert into private_sales.sale (id, salt, made_at, changed_at, {_PLANNED}) select $1, $15::bytea, $16::timestamptz, $16, {_PLAN})
        insert into private_sales.round (sale_id, ahead_minutes, opens_at, commitment, seed)
        select $1, * from unnest($17::int[], $18::timestamptz[], $19::bytea[], $20::bytea[])""",
        *_planned(sale_id, new, currency),
        salt,
        tx.now,
        [one.ahead_minutes for one in rounds],
        [one.opens_at for one in rounds],
        [one.commitment for one in rounds],
        [one.seed for one in rounds],
    )


async def insert_items(tx: Writing, sale_id: SaleId, items: Sequence[Item], offers: Sequence[UUID]) -> None:
    await tx.run(
        """insert into private_sales.item (id, sale_id, position, product_id, variant_id, price, usual, units, reserve, offer_id)
        select id, $1, n, product, variant, price, usual, units, units, offer
        from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[], $6::bigint[], $7::int[], $8::uuid[])
            with ordinality t (id, product, variant, price, usual, units, offer, n)""",
        sale_id,
        [one.id for one in items],
        [one.product_id for one in items],
        [one.variant_id for one in items],
        [one.price for one in items],
        [one.usual for one in items],
        [one.units for one in items],
        list(offers),
    )


async def update_sale(tx: Writing, sale_id: SaleId, new: NewSale, currency: str, moments: Mapping[int, datetime]) -> None:
    """Write a sale over what it was, and when each of its rounds opens; a preview that is later than now has not begun."""
    await tx.run(
        f"""with round as (update private_sales.round r set opens_at = t.at from unnest($15::int[], $16::timestamptz[]) t (ahead, at)
            where r.sale_id = $1 and r.ahead_minutes = t.ahead)
        update private_sales.sale set ({_PLANNED}) = (select {_PLAN}), changed_at = $17::timestamptz,
            previewed_at = case when $7::timestamptz <= $17 then previewed_at end
        where id = $1""",
        *_planned(sale_id, new, currency),
        list(moments),
        list(moments.values()),
        tx.now,
    )


async def forget_items(tx: Writing, sale_id: SaleId) -> None:
    """Take back what a sale sells; nobody has claimed any of it."""
    await tx.run("delete from private_sales.item where sale_id = $1", sale_id)


async def sale(read: Reading, sale_id: SaleId) -> Sale | None:
    return await read.one(Sale, f"select {SALE} from private_sales.sale s where s.id = $1", sale_id)


async def lock_sale(tx: Writing, sale_id: SaleId) -> Sale | None:
    """Lock a sale against others that lock it; rows that refer to it may be written meanwhile."""
    return await tx.one(Sale, f"select {SALE} from private_sales.sale s where s.id = $1 for no key update", sale_id)


async def sales(read: Reading, limit: int = 100, after: SaleId | None = None) -> list[Sale]:
    """Return sales, the one planned last first; those after that one."""
    sql = f"select {SALE} from private_sales.sale s where $2::uuid is null or s.id < $2 order by s.id desc limit $1"
    return await read.all(Sale, sql, limit, after)


async def sales_of(read: Reading, clubs: Sequence[UUID], limit: int = 50) -> list[Sale]:
    """Return the sales of clubs, those that have not ended first."""
    return await read.all(
        Sale,
        f"""select {SALE} from private_sales.sale s where s.club_id = any($1)
        order by coalesce(s.ended_at, s.ends_at) <= $2, case when s.ends_at > $2 then s.opens_at end, s.opens_at desc limit $3""",
        list(clubs),
        read.now,
        limit,
    )


async def items(read: Reading, sale_id: SaleId) -> list[Item]:
    return await read.all(Item, f"select {ITEM} from private_sales.item i where i.sale_id = $1 order by i.position", sale_id)


async def offers(read: Reading, sale_id: SaleId) -> list[UUID]:
    rows = await read.rows("select offer_id from private_sales.item where sale_id = $1 and offer_id is not null order by position", sale_id)
    return [row[0] for row in rows]


async def rounds(read: Reading, sale_id: SaleId) -> list[Round]:
    """Return the rounds of a sale in order; the seed of one that has not been drawn stays where it is."""
    return await read.all(Round, f"select {_ROUND} from private_sales.round r where r.sale_id = $1 order by r.opens_at", sale_id)


async def in_another(read: Reading, products: Sequence[UUID], than: SaleId | None = None) -> set[UUID]:
    """Return which of these products are in a sale that is not over, another one than this."""
    rows = await read.rows(
        """select distinct i.product_id from private_sales.item i join private_sales.sale s on s.id = i.sale_id
        where i.product_id = any($1) and s.closed_at is null and s.id is distinct from $2""",
        list(products),
        than,
    )
    return {row[0] for row in rows}


async def mark(tx: Writing, sale_id: SaleId, column: str) -> None:
    """Note that a moment of a sale has come: `previewed_at`, `opened_at`, `ended_at` or `closed_at`."""
    await tx.run(f"update private_sales.sale set {column} = coalesce({column}, $2) where id = $1", sale_id, tx.now)


async def end(tx: Writing, sale_id: SaleId, reason: str) -> None:
    """Note that a sale has ended; where that is before its time, it closes when the last thing kept for somebody has run out."""
    await tx.run(
        """update private_sales.sale s set ended_at = $2, ended_reason = $3, closes_at = least(s.closes_at, greatest(
            $2::timestamptz + make_interval(mins => s.cart_minutes),
            (select max(c.until_at) from private_sales.claim c where c.sale_id = s.id and c.state in ('offered', 'held'))))
        where id = $1 and ended_at is null""",
        sale_id,
        tx.now,
        reason,
    )


async def due_sales(read: Reading) -> list[SaleId]:
    """Return the sales for which something is due by the clock, and those that people are waiting to come into."""
    rows = await read.rows(
        """select s.id from private_sales.sale s where s.closed_at is null and s.preview_at <= $1 and (
            s.previewed_at is null or s.closes_at <= $1 or (s.ended_at is null and (s.ends_at <= $1 or s.admitted_through < s.last_rank
                or exists (select from private_sales.round r where r.sale_id = s.id and r.drawn_at is null and r.opens_at <= $1)
                or exists (select from private_sales.entrant e join private_sales.round r on r.sale_id = e.sale_id and r.ahead_minutes = e.ahead_minutes
                    where e.sale_id = s.id and e.rank is null and r.drawn_at is not null)))) order by s.id limit 100""",
        read.now,
    )
    return [row[0] for row in rows]


# The line


async def lock_round(tx: Writing, sale_id: SaleId) -> list[tuple[int, bytes]]:
    """Lock the rounds that are due and not drawn, the earliest first: whoever was entering one of them has come in."""
    rows = await tx.rows(
        """select ahead_minutes, seed from private_sales.round where sale_id = $1 and drawn_at is null and opens_at <= $2
        order by opens_at for update""",
        sale_id,
        tx.now,
    )
    return [(row[0], row[1]) for row in rows]


async def undrawn(read: Reading, sale_id: SaleId) -> bool:
    """Return whether a draw is due that nobody has made."""
    sql = "select exists (select from private_sales.round where sale_id = $1 and drawn_at is null and opens_at <= $2)"
    return bool(await read.value(sql, sale_id, read.now))


async def draw(tx: Writing, sale_id: SaleId, ahead: int, seed: bytes) -> int:
    """Give each entrant of a round the place that the draw gives it, after everybody who has one; return how many there were."""
    drawn: int = await tx.value(
        """with base as (select last_rank from private_sales.sale where id = $1),
        ranked as (select e.id, row_number() over (order by sha256($3::bytea || convert_to(e.id::text, 'UTF8'))) as n
            from private_sales.entrant e where e.sale_id = $1 and e.ahead_minutes = $2 and e.rank is null
            and e.entered_at < (select r.opens_at from private_sales.round r where r.sale_id = $1 and r.ahead_minutes = $2)),
        placed as (update private_sales.entrant e set drawn = ranked.n, rank = base.last_rank + ranked.n from ranked, base where e.id = ranked.id returning 1)
        select count(*)::int from placed""",
        sale_id,
        ahead,
        seed,
    )
    await tx.run(
        """with drawn as (update private_sales.round set drawn_at = $4 where sale_id = $1 and ahead_minutes = $2)
        update private_sales.sale set last_rank = last_rank + $3 where id = $1""",
        sale_id,
        ahead,
        drawn,
        tx.now,
    )
    return drawn


async def rank_late(tx: Writing, sale_id: SaleId) -> int:
    """Give a place in the line to whoever came in while their draw was made, in order."""
    late: int = await tx.value(
        """with late as (select e.id, row_number() over (order by e.entered_at, e.id) as n from private_sales.entrant e
            join private_sales.round r on r.sale_id = e.sale_id and r.ahead_minutes = e.ahead_minutes
            where e.sale_id = $1 and e.rank is null and r.drawn_at is not null),
        placed as (update private_sales.entrant e set rank = s.last_rank + late.n from late, private_sales.sale s where e.id = late.id and s.id = $1 returning 1)
        select count(*)::int from placed""",
        sale_id,
    )
    if late:
        await tx.run("update private_sales.sale set last_rank = last_rank + $2 where id = $1", sale_id, late)
    return late


async def entrant(read: Reading, sale_id: SaleId, member: MemberId) -> Entrant | None:
    return await read.one(Entrant, f"select {_ENTRANT} where e.sale_id = $1 and e.member_id = $2", sale_id, member)


async def insert_entrant(tx: Writing, entrant_id: EntrantId, sale_id: SaleId, member: MemberId, ahead: int) -> bool:
    """Let somebody into the line, once; their round is the earliest that their tier may come to. False where they are in it already."""
    return (
        await tx.run(
            """insert into private_sales.entrant (id, sale_id, member_id, ahead_minutes, entered_at)
            select $1, $2, $3, (select max(r.ahead_minutes) from private_sales.round r where r.sale_id = $2 and r.ahead_minutes <= $4), $5
            on conflict (sale_id, member_id) do nothing""",
            entrant_id,
            sale_id,
            member,
            ahead,
            tx.now,
        )
        == 1
    )


async def line_up(tx: Writing, sale_id: SaleId, entrant_id: EntrantId) -> None:
    """Give somebody the last place in the line: the sale's row counts."""
    await tx.run(
        """with next as (update private_sales.sale set last_rank = last_rank + 1 where id = $1 returning last_rank)
        update private_sales.entrant e set rank = next.last_rank, entered_at = $3, admitted_at = null, admitted_until = null from next where e.id = $2""",
        sale_id,
        entrant_id,
        tx.now,
    )


async def inside(read: Reading, sale_id: SaleId) -> int:
    """Return how many people are choosing now."""
    return int(
        await read.value("select count(*) from private_sales.entrant where sale_id = $1 and admitted_until > $2", sale_id, read.now) or 0
    )


async def free_since(read: Reading, sale: Sale) -> datetime | None:
    """Return since when nobody is inside although somebody waits; None where nobody does."""
    found: datetime | None = await read.value(
        """select greatest(e.entered_at, r.opens_at, (select max(w.at) from private_sales.wave w where w.sale_id = $1) + make_interval(mins => $3))
        from private_sales.entrant e join private_sales.round r on r.sale_id = e.sale_id and r.ahead_minutes = e.ahead_minutes
        where e.sale_id = $1 and e.rank = $2""",
        sale.id,
        sale.admitted_through + 1,
        sale.cart_minutes,
    )
    return found


async def admit(tx: Writing, sale_id: SaleId, through: int, until: datetime) -> list[EntrantId]:
    """Let everybody in through that place of the line."""
    rows = await tx.rows(
        """with s as (select admitted_through from private_sales.sale where id = $1)
        update private_sales.entrant e set admitted_at = $3, admitted_until = $4 from s
        where e.sale_id = $1 and e.rank > s.admitted_through and e.rank <= $2 and e.admitted_at is null returning e.id""",
        sale_id,
        through,
        tx.now,
        until,
    )
    return [row[0] for row in rows]


async def note_wave(tx: Writing, sale_id: SaleId, through: int) -> list[tuple[datetime, int]]:
    """Note how far people are in; return the waves of late, the oldest first, with this one."""
    rows = await tx.rows(
        "select at, through from private_sales.wave where sale_id = $1 and at >= $2 order by at", sale_id, tx.now - LOOKED_BACK
    )
    await tx.run(
        "insert into private_sales.wave (sale_id, at, through) values ($1, $2, $3) on conflict (sale_id, at) do update set through = excluded.through",
        sale_id,
        tx.now,
        through,
    )
    return [*[(row[0], row[1]) for row in rows if row[0] < tx.now], (tx.now, through)]


async def set_line(tx: Writing, sale_id: SaleId, through: int, pace: float) -> None:
    await tx.run("update private_sales.sale set admitted_through = $2, pace = $3 where id = $1", sale_id, through, pace)


async def drawn(read: Reading, sale_id: SaleId) -> dict[int, list[str]]:
    """Return the entrants of each round in the order of its draw."""
    rows = await read.rows(
        """select ahead_minutes, array_agg(id::text order by drawn) as entrants from private_sales.entrant
        where sale_id = $1 and drawn is not null group by ahead_minutes""",
        sale_id,
    )
    return {row["ahead_minutes"]: row["entrants"] for row in rows}


async def waiting_for_draw(read: Reading, sale_id: SaleId) -> dict[int, int]:
    """Return how many wait for the draw of each round."""
    rows = await read.rows(
        "select ahead_minutes, count(*)::int as people from private_sales.entrant where sale_id = $1 and rank is null group by ahead_minutes",
        sale_id,
    )
    return {row["ahead_minutes"]: row["people"] for row in rows}


async def touch(tx: Writing, sale_id: SaleId) -> None:
    """Have the pages made again that show products of a sale; in the order of topics."""
    await tx.run(
        "select base.touch(t) from (select distinct 'product:' || product_id as t from private_sales.item where sale_id = $1 order by 1) x",
        sale_id,
    )


async def item_ids(read: Reading, sale_id: SaleId) -> list[ItemId]:
    rows = await read.rows("select id from private_sales.item where sale_id = $1 order by id", sale_id)
    return [row[0] for row in rows]
