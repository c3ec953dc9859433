"""The SQL of claims."""

from collections.abc import Sequence
from uuid import UUID

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.community.wish_lists.model import Claim, ClaimId, EntryId, ListId, Who
from stoa.community.wish_lists.shown import Promise
from stoa.people.sessions.model import PersonId
from stoa.shop.catalog.model import VariantId
from stoa.shop.orders.model import OrderId

_CLAIM = """c.id, c.entry_id, c.name, c.person, c.guest, c.quantity, c.made_at, c.until, c.cart_id, c.order_id, c.bought_at, c.ended_at,
    c.name_state = 'published' as shown, c.view, c.sends"""


async def of_list(read: Reading, list_id: ListId) -> list[Claim]:
    """Return the claims on a list that have not been given up, those that ran out included."""
    return await read.all(
        Claim,
        f"""select {_CLAIM} from wish_lists.claim c join wish_lists.entry e on e.id = c.entry_id
        where e.list_id = $1 and c.ended_at is null order by c.id""",
        list_id,
    )


async def of_entry(read: Reading, entry_id: EntryId) -> list[Claim]:
    return await read.all(
        Claim, f"select {_CLAIM} from wish_lists.claim c where c.entry_id = $1 and c.ended_at is null order by c.id", entry_id
    )


async def find(read: Reading, claim_id: ClaimId) -> Claim | None:
    return await read.one(Claim, f"select {_CLAIM} from wish_lists.claim c where c.id = $1", claim_id)


async def insert(tx: Writing, claim: Claim) -> None:
    await tx.run(
        """insert into wish_lists.claim (id, entry_id, name, person, guest, quantity, made_at, until, cart_id, view)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
        claim.id,
        claim.entry_id,
        claim.name,
        claim.person,
        claim.guest,
        claim.quantity,
        claim.made_at,
        claim.until,
        claim.cart_id,
        claim.view.value,
    )


async def replace(tx: Writing, claim: Claim) -> None:
    """Write one's claim anew: how many, until when."""
    await tx.run(
        "update wish_lists.claim set name = $2, quantity = $3, until = $4, view = $5 where id = $1",
        claim.id,
        claim.name,
        claim.quantity,
        claim.until,
        claim.view.value,
    )


async def set_name_state(tx: Writing, claims: Sequence[UUID], state: str) -> None:
    await tx.run("update wish_lists.claim set name_state = $2 where id = any($1) and name_state <> $2", list(claims), state)


async def set_cart(tx: Writing, claim_id: ClaimId, cart_id: UUID, *, sends: bool) -> None:
    """Note in which cart it lies, and whether it may go to the hidden address from there."""
    await tx.run("update wish_lists.claim set cart_id = $2, sends = $3 where id = $1", claim_id, cart_id, sends)


async def keep_from_address(tx: Writing, list_id: ListId) -> None:
    """Take back that what was promised on a list may go to its owner's address: the link that said so opens nothing any more."""
    await tx.run(
        """update wish_lists.claim c set sends = false from wish_lists.entry e
        where e.id = c.entry_id and e.list_id = $1 and c.sends and c.order_id is null""",
        list_id,
    )


async def covered(read: Reading, cart_id: UUID, owner: PersonId, address_id: UUID, giver: PersonId | None) -> dict[VariantId, int]:
    """Return how many of what may go from this cart to an owner's hidden address: what is promised still, on a list that its link
    opens still and that names this address still, by nobody whom the owner wants nothing to do with, or who wants nothing of them.
    """
    rows = await read.rows(
        """select e.variant_id, sum(c.quantity)::int as quantity from wish_lists.claim c
            join wish_lists.entry e on e.id = c.entry_id and e.removed_at is null
            join wish_lists.list l on l.id = e.list_id and l.removed_at is null and l.secret is not null and l.state = 'published'
        where c.cart_id = $1 and c.sends and c.ended_at is null and c.order_id is null and c.until > $5
            and l.owner = $2 and l.address_id = $3 and not exists (select from circles.block b
                where (b.person_id, b.other_id) in ((l.owner, coalesce(c.person, $4)), (coalesce(c.person, $4), l.owner)))
        group by e.variant_id""",
        cart_id,
        owner,
        address_id,
        giver,
        read.now,
    )
    return {row["variant_id"]: row["quantity"] for row in rows}


async def move(tx: Writing, entry_id: EntryId, to: EntryId) -> None:
    """Bring the promises of an entry to the one that it becomes part of."""
    await tx.run("update wish_lists.claim set entry_id = $2 where entry_id = $1", entry_id, to)


async def end(tx: Writing, claim_id: ClaimId, who: Who) -> bool:
    """Give a claim up that is this one's own, and not bought yet."""
    return (
        await tx.run(
            """update wish_lists.claim set ended_at = $4 where id = $1 and order_id is null and ended_at is null
            and (person = $2 or guest = $3)""",
            claim_id,
            who.person,
            who.guest,
            tx.now,
        )
        == 1
    )


async def of_cart(tx: Writing, cart_id: UUID, variants: Sequence[UUID]) -> list[Claim]:
    """Lock and return the open claims whose things lie in this cart, in a fixed order."""
    return await tx.all(
        Claim,
        f"""select {_CLAIM} from wish_lists.claim c join wish_lists.entry e on e.id = c.entry_id
        where c.cart_id = $1 and e.variant_id = any($2) and c.order_id is null and c.ended_at is null order by c.id for update of c""",
        cart_id,
        list(variants),
    )


async def variants(read: Reading, entries: Sequence[EntryId]) -> dict[EntryId, VariantId]:
    rows = await read.rows("select id, variant_id from wish_lists.entry where id = any($1)", list(entries))
    return {row["id"]: row["variant_id"] for row in rows}


async def buy(tx: Writing, claim_id: ClaimId, order_id: OrderId, quantity: int) -> None:
    await tx.run(
        "update wish_lists.claim set order_id = $2, quantity = $3, bought_at = $4 where id = $1", claim_id, order_id, quantity, tx.now
    )


async def free(tx: Writing, order_id: OrderId, variants: Sequence[UUID]) -> int:
    """End the claims that were bought with an order of which these variants were cancelled."""
    return await tx.run(
        """update wish_lists.claim c set ended_at = $3 from wish_lists.entry e
        where e.id = c.entry_id and c.order_id = $1 and e.variant_id = any($2) and c.ended_at is null""",
        order_id,
        list(variants),
        tx.now,
    )


async def end_of_list(tx: Writing, list_id: ListId) -> list[ClaimId]:
    """End the promises on a list that goes; what was bought stays so. Return them."""
    rows = await tx.rows(
        """update wish_lists.claim c set ended_at = $2 from wish_lists.entry e
        where e.id = c.entry_id and e.list_id = $1 and c.order_id is null and c.ended_at is null returning c.id""",
        list_id,
        tx.now,
    )
    return sorted(row["id"] for row in rows)


async def of_giver(read: Reading, who: Who, language: str) -> list[Promise]:
    """Return what somebody promised to others and did not take back, the latest first: what holds, what they bought, and what ended
    because its list went.
    """
    return await read.all(
        Promise,
        """select c.id, c.quantity, c.until, c.order_id is not null as bought, l.removed_at is not null as gone, l.recipient,
            case when l.removed_at is null and l.state = 'published' then '/l/' || l.secret end as path,
            coalesce((select t.title from catalog.product_text t where t.product_id = e.product_id
                order by t.language = $2 desc, t.language limit 1), '') as title
        from wish_lists.claim c join wish_lists.entry e on e.id = c.entry_id join wish_lists.list l on l.id = e.list_id
        where (c.person = $1 or (c.person is null and c.guest = $4)) and (c.ended_at is null or c.ended_at = l.removed_at) and (c.order_id is not null or c.until > coalesce(l.removed_at, $3))
        order by c.id desc limit 100""",
        who.person,
        language,
        read.now,
        who.guest,
    )


async def adopt(tx: Writing, guest: bytes, person: PersonId, cart_id: UUID | None) -> None:
    """Give a guest's claims to the person they turn out to be; their things lie in the person's cart now."""
    await tx.run(
        """update wish_lists.claim set person = $2, cart_id = case when cart_id is not null and order_id is null then $3 else cart_id end
        where guest = $1 and (person is null or person = $2)""",
        guest,
        person,
        cart_id,
    )


def new_id() -> ClaimId:
    return ClaimId(ids.new())
