"""The SQL of what is kept for whom: claims, and how much went to one person."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from stoa.base.database import Reading, Writing
from stoa.deals.private_sales.line import Claim, ClaimState, Queue
from stoa.deals.private_sales.model import ClaimId, Item, ItemId, MemberId, SaleId
from stoa.deals.private_sales.store import ITEM
from stoa.shop.catalog.model import VariantId

_CLAIM = "c.id, c.sale_id, c.item_id, c.member_id, c.wanted, c.quantity, c.state, c.since, c.until_at, c.cart_id, c.order_id, c.offered, c.email, c.language"


async def lock_item(tx: Writing, item_id: ItemId) -> Item | None:
    """Lock an item of a sale: who takes, waits for and gives back its units comes one after another."""
    return await tx.one(Item, f"select {ITEM} from private_sales.item i where i.id = $1 for no key update", item_id)


async def set_reserve(tx: Writing, item_id: ItemId, change: int) -> bool:
    """Add to what is in nobody's hands, or take from it: the database refuses more than there is."""
    sql = "update private_sales.item set reserve = reserve + $2 where id = $1 and reserve + $2 between 0 and units"
    return await tx.run(sql, item_id, change) == 1


async def claim(read: Reading, claim_id: ClaimId) -> Claim | None:
    return await read.one(Claim, f"select {_CLAIM} from private_sales.claim c where c.id = $1", claim_id)


async def claims_of(read: Reading, sale_id: SaleId, member: MemberId) -> list[Claim]:
    """Return what somebody waits for, is offered, has in a cart or has ordered in a sale."""
    sql = (
        f"select {_CLAIM} from private_sales.claim c where c.sale_id = $1 and c.member_id = $2 and c.state <> 'over' order by c.since, c.id"
    )
    return await read.all(Claim, sql, sale_id, member)


async def living(read: Reading, members: list[MemberId]) -> list[Claim]:
    """Return what these wait for, are offered or have in a cart, in the order in which its items are locked."""
    sql = f"""select {_CLAIM} from private_sales.member m join private_sales.sale s on s.club_id = m.club_id and s.closed_at is null
        join private_sales.claim c on c.sale_id = s.id and c.member_id = m.id
        where m.id = any($1) and c.state in ('waiting', 'offered', 'held') order by c.item_id, c.id"""
    return await read.all(Claim, sql, members)


async def kept(read: Reading, item_id: ItemId, member: MemberId, device: bytes) -> int:
    """Return how many pieces of an item one person has, is offered, or waits for: by account or by device, whichever is more."""
    found: int = await read.value(
        """select greatest(
            (select coalesce(sum(greatest(quantity, case when state = 'waiting' then wanted else 0 end)), 0) from private_sales.claim
                where item_id = $1 and member_id = $2 and state <> 'over'),
            (select coalesce(sum(quantity), 0) from private_sales.claim
                where item_id = $1 and device = $3 and state in ('offered', 'held', 'ordered', 'bought')))::int""",
        item_id,
        member,
        device,
    )
    return found


async def insert(
    tx: Writing,
    claim_id: ClaimId,
    item: Item,
    member: MemberId,
    device: bytes,
    *,
    wanted: int,
    state: ClaimState,
    until: datetime | None = None,
    cart: UUID | None = None,
) -> None:
    await tx.run(
        """insert into private_sales.claim (id, sale_id, item_id, member_id, wanted, quantity, state, device, since, until_at, cart_id)
        values ($1, $2, $3, $4, $5, case when $6 = 'waiting' then 0 else $5 end, $6, $7, $8, $9, $10)""",
        claim_id,
        item.sale_id,
        item.id,
        member,
        wanted,
        state.value,
        device,
        tx.now,
        until,
        cart,
    )


async def set_letter(tx: Writing, claim_id: ClaimId, email: str, language: str) -> None:
    """Note where somebody who waits is written to."""
    sql = "update private_sales.claim set email = $2, language = $3 where id = $1 and state in ('waiting', 'offered')"
    await tx.run(sql, claim_id, email, language)


async def set_key(tx: Writing, claim_id: ClaimId, digest: bytes) -> None:
    """Note the digest of the key in the letter that was written last."""
    await tx.run("update private_sales.claim set key = $2 where id = $1", claim_id, digest)


async def set_list_key(tx: Writing, claim_id: ClaimId, digest: bytes) -> None:
    """Note the digest of the key in the letter that says that somebody is listed."""
    await tx.run("update private_sales.claim set list_key = $2 where id = $1", claim_id, digest)


async def by_key(read: Reading, sale_id: SaleId, digest: bytes) -> Claim | None:
    return await read.one(
        Claim, f"select {_CLAIM} from private_sales.claim c where (c.key = $2 or c.list_key = $2) and c.sale_id = $1", sale_id, digest
    )


async def add(tx: Writing, claim_id: ClaimId, more: int) -> None:
    await tx.run("update private_sales.claim set quantity = quantity + $2, wanted = wanted + $2 where id = $1", claim_id, more)


async def set_cart_until(tx: Writing, cart: UUID, until: datetime) -> None:
    """Keep everything in a cart until then."""
    await tx.run(
        "update private_sales.claim set until_at = greatest(until_at, $2) where cart_id = $1 and state = 'held' and until_at > $3",
        cart,
        until,
        tx.now,
    )


async def hold(tx: Writing, claim_id: ClaimId, cart: UUID, until: datetime) -> None:
    """Let what was offered be in a cart, until then at least."""
    sql = "update private_sales.claim set state = 'held', email = null, cart_id = $2, until_at = greatest(until_at, $3) where id = $1 and state = 'offered'"
    await tx.run(sql, claim_id, cart, until)


async def over(tx: Writing, claims: Sequence[ClaimId]) -> None:
    """Note that these came to nothing, unless they have been ordered meanwhile."""
    sql = "update private_sales.claim set state = 'over', email = null where id = any($1) and state in ('waiting', 'offered', 'held')"
    await tx.run(sql, list(claims))


async def run_out(read: Reading, item_id: ItemId) -> list[Claim]:
    sql = f"select {_CLAIM} from private_sales.claim c where c.item_id = $1 and c.state in ('offered', 'held') and c.until_at <= $2 order by c.id"
    return await read.all(Claim, sql, item_id, read.now)


async def next_waiting(read: Reading, item_id: ItemId, most: int) -> list[Claim]:
    """Return who waits for an item, in order."""
    sql = f"select {_CLAIM} from private_sales.claim c where c.item_id = $1 and c.state = 'waiting' order by c.since, c.id limit $2"
    return await read.all(Claim, sql, item_id, most)


async def offer(tx: Writing, given: Mapping[ClaimId, int], until: datetime) -> None:
    await tx.run(
        """update private_sales.claim c set state = 'offered', offered = true, quantity = g.quantity, until_at = $3
        from unnest($1::uuid[], $2::int[]) g (id, quantity) where c.id = g.id""",
        list(given),
        list(given.values()),
        until,
    )


async def close_lists(tx: Writing, sale_id: SaleId) -> None:
    """End the waiting lists of a sale; what is offered or in a cart stays until its time is over."""
    await tx.run("update private_sales.claim set state = 'over', email = null where sale_id = $1 and state = 'waiting'", sale_id)


async def in_cart(tx: Writing, cart: UUID) -> list[tuple[Claim, UUID]]:
    """Lock what is kept in a cart and still lives; return it with its variants."""
    rows = await tx.rows(
        f"""select {_CLAIM}, i.variant_id from private_sales.claim c join private_sales.item i on i.id = c.item_id
        where c.cart_id = $1 and c.state = 'held' and c.until_at > $2 order by c.id for update of c""",
        cart,
        tx.now,
    )
    return [_with_variant(row) for row in rows]


async def ordered(tx: Writing, order_id: UUID) -> list[tuple[Claim, UUID]]:
    """Lock what an order is of; return it with its variants."""
    rows = await tx.rows(
        f"""select {_CLAIM}, i.variant_id from private_sales.claim c join private_sales.item i on i.id = c.item_id
        where c.order_id = $1 and c.state in ('ordered', 'bought') order by c.id for update of c""",
        order_id,
    )
    return [_with_variant(row) for row in rows]


def _with_variant(row: Mapping[str, object]) -> tuple[Claim, UUID]:
    found = {name: row[name] for name in Claim.__struct_fields__}
    return Claim(**{**found, "state": ClaimState(str(row["state"]))}), UUID(str(row["variant_id"]))  # type: ignore[arg-type]


async def set_ordered(tx: Writing, cart: UUID, order_id: UUID) -> None:
    await tx.run("update private_sales.claim set state = 'ordered', order_id = $2 where cart_id = $1 and state = 'held'", cart, order_id)


async def set_bought(tx: Writing, order_id: UUID) -> None:
    await tx.run("update private_sales.claim set state = 'bought' where order_id = $1 and state = 'ordered'", order_id)


async def give_back(tx: Writing, order_id: UUID, *, kept: bool) -> None:
    """An order came to nothing: what it was of is in its cart again for as long as that was kept, or over."""
    await tx.run(
        """update private_sales.claim set state = case when $2 then 'held' else 'over' end, order_id = case when $2 then null else order_id end
        where order_id = $1 and state in ('ordered', 'bought')""",
        order_id,
        kept,
    )


async def part(tx: Writing, claim: Claim, other: ClaimId, count: int, *, kept: bool) -> None:
    """Take so many pieces out of what was bought; while they are kept, they are in its cart with no time left, to be handed on."""
    await tx.run(
        """with fewer as (update private_sales.claim set quantity = quantity - $3, state = case when quantity = $3 then 'over' else state end where id = $1)
        insert into private_sales.claim (id, sale_id, item_id, member_id, wanted, quantity, state, device, since, until_at, cart_id, offered)
        select $2, sale_id, item_id, member_id, $3, $3, 'held', device, $4, $4, cart_id, offered from private_sales.claim where id = $1 and $5""",
        claim.id,
        other,
        count,
        tx.now,
        kept,
    )


async def held_in(read: Reading, cart: UUID) -> dict[VariantId, int]:
    """Return how many units of each variant a cart has in its hands, also what is to be handed on."""
    rows = await read.rows(
        """select i.variant_id, sum(c.quantity)::int from private_sales.claim c join private_sales.item i on i.id = c.item_id
        where c.cart_id = $1 and c.state = 'held' group by i.variant_id""",
        cart,
    )
    return {VariantId(row[0]): row[1] for row in rows}


async def lock_marks(tx: Writing, marks: Iterable[bytes]) -> None:
    """Lock what was counted for these marks, in order: two who change places would wait for one another."""
    await tx.rows("select from private_sales.tally where digest = any($1) order by digest for update", sorted(marks))


async def lessen(tx: Writing, order_id: UUID, marks: Mapping[bytes, int]) -> None:
    """Take back so much of what was counted for an order; of marks that it has not, nothing."""
    digests = sorted(marks)
    await tx.run(
        """with less as (select k.digest, least(k.quantity, m.quantity) as quantity, k.quantity as was
            from unnest($2::bytea[], $3::int[]) m (digest, quantity) join private_sales.taken k on k.digest = m.digest and k.order_id = $1),
        gone as (delete from private_sales.taken k using less l where k.order_id = $1 and k.digest = l.digest and l.quantity = l.was),
        fewer as (update private_sales.taken k set quantity = k.quantity - l.quantity from less l
            where k.order_id = $1 and k.digest = l.digest and l.quantity < l.was)
        update private_sales.tally t set quantity = t.quantity - l.quantity from less l where t.digest = l.digest""",
        order_id,
        digests,
        [marks[one] for one in digests],
    )


async def due_items(read: Reading) -> list[ItemId]:
    """Return the items of which units are idle while somebody waits, or whose time in a cart or an offer is over."""
    rows = await read.rows(
        """select item_id from private_sales.claim where state in ('offered', 'held') and until_at <= $1
        union select i.id from private_sales.item i where i.reserve > 0
            and exists (select from private_sales.claim c where c.item_id = i.id and c.state = 'waiting') order by 1 limit 500""",
        read.now,
    )
    return [row[0] for row in rows]


async def queues(read: Reading, waiting: Sequence[ClaimId]) -> dict[ClaimId, Queue]:
    """Return how it stands with these places in waiting lists."""
    rows = await read.rows(
        """select c.id, b.ahead, b.pieces, s.in_carts, s.returned, s.ended from private_sales.claim c,
        lateral (select count(*)::int as ahead, coalesce(sum(x.wanted), 0)::int as pieces from private_sales.claim x
            where x.item_id = c.item_id and x.state = 'waiting' and (x.since, x.id) < (c.since, c.id)) b,
        lateral (select coalesce(sum(y.quantity) filter (where y.state in ('held', 'offered', 'ordered')), 0)::int as in_carts,
            count(*) filter (where y.state = 'over' and y.quantity > 0)::int as returned,
            count(*) filter (where y.state in ('over', 'bought') and y.quantity > 0)::int as ended
            from private_sales.claim y where y.item_id = c.item_id) s
        where c.id = any($1) and c.state = 'waiting'""",
        list(waiting),
    )
    return {row["id"]: Queue(row["ahead"], row["pieces"], row["in_carts"], row["returned"], row["ended"]) for row in rows}


async def count(tx: Writing, sale_id: SaleId, order_id: UUID, marks: Mapping[bytes, int], most: int) -> bool:
    """Count so many pieces for each mark; the database refuses more than `most` of one, and then False."""
    ordered = sorted(marks)
    if not ordered:
        return True
    counted = await tx.run(
        """insert into private_sales.tally as t (digest, sale_id, quantity)
        select digest, $1, quantity from unnest($2::bytea[], $3::int[]) m (digest, quantity) where quantity <= $4 order by digest
        on conflict (digest) do update set quantity = t.quantity + excluded.quantity where t.quantity + excluded.quantity <= $4""",
        sale_id,
        ordered,
        [marks[one] for one in ordered],
        most,
    )
    if counted < len(ordered):
        return False
    await tx.run(
        "insert into private_sales.taken (order_id, digest, quantity) select $1, digest, quantity from unnest($2::bytea[], $3::int[]) m (digest, quantity)",
        order_id,
        ordered,
        [marks[one] for one in ordered],
    )
    return True


async def uncount(tx: Writing, order_id: UUID) -> None:
    """Take back what was counted for an order."""
    await tx.run(
        """with gone as (delete from private_sales.taken where order_id = $1 returning digest, quantity)
        update private_sales.tally t set quantity = t.quantity - g.quantity from gone g where t.digest = g.digest""",
        order_id,
    )


async def names(read: Reading, item_ids: Sequence[ItemId]) -> dict[ItemId, Item]:
    found = await read.all(Item, f"select {ITEM} from private_sales.item i where i.id = any($1)", list(item_ids))
    return {one.id: one for one in found}
