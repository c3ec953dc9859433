"""The SQL of carts."""

import secrets
from collections.abc import Collection, Mapping
from uuid import UUID

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.people.sessions.model import PersonId
from stoa.shop.carts.model import MOST_CODES, MOST_LINES, Cart, CartId, ShipTo, Wanted
from stoa.shop.catalog.model import VariantId

_CART = "id, token, person_id, market, language, order_id, changed_at, codes, ship_to, purpose, audience"


async def insert(
    tx: Writing, market: str, language: str, person: PersonId | None, purpose: str | None = None, audience: str | None = None
) -> Cart:
    """Make a cart; a person's own open one, if there is one already, unless it is for one purpose."""
    found = await tx.one(
        Cart,
        f"""insert into carts.cart as c (id, token, person_id, market, language, made_at, changed_at, purpose, audience) values ($1, $2, $3, $4, $5, $6, $6, $7, $8)
        on conflict (person_id) where person_id is not null and order_id is null and purpose is null do update set changed_at = excluded.changed_at
        returning {_CART}""",
        ids.new(),
        UUID(bytes=secrets.token_bytes(16)),
        person,
        market,
        language,
        tx.now,
        purpose,
        audience,
    )
    assert found is not None  # noqa: S101 - the statement always returns its row
    return found


async def open_one(read: Reading, token: UUID | None, person: PersonId | None) -> Cart | None:
    """Return the person's open cart, else the token's."""
    return await read.one(
        Cart,
        f"""select {_CART} from carts.cart where order_id is null and purpose is null and ((person_id is not null and person_id = $2) or (token = $1
            and (person_id is null or person_id = $2))) order by person_id is null limit 1""",
        token,
        person,
    )


async def open_for_purpose(read: Reading, token: UUID, person: PersonId | None) -> Cart | None:
    """Return the open cart for one purpose that this token opens."""
    return await read.one(
        Cart,
        f"select {_CART} from carts.cart where token = $1 and order_id is null and purpose is not null and (person_id is null or person_id = $2)",
        token,
        person,
    )


async def by_token(read: Reading, token: UUID) -> Cart | None:
    return await read.one(Cart, f"select {_CART} from carts.cart where token = $1", token)


async def lock(tx: Writing, cart_id: CartId) -> Cart | None:
    return await tx.one(Cart, f"select {_CART} from carts.cart where id = $1 for update", cart_id)


async def lines(read: Reading, cart_id: CartId) -> list[Wanted]:
    rows = await read.rows("select variant_id, quantity from carts.line where cart_id = $1 order by added_at, variant_id", cart_id)
    return [Wanted(row[0], row[1]) for row in rows]


async def add(tx: Writing, cart_id: CartId, variant: VariantId, quantity: int, *, most: int) -> int | None:
    """Put so many more in, up to `most`; return how many there are then, or None when the cart is full."""
    found: int | None = await tx.value(
        """with touched as (update carts.cart set changed_at = $5 where id = $1)
        insert into carts.line as l (cart_id, variant_id, quantity, added_at)
        select $1, $2, least($3::int, $4::int), $5 where (select count(*) from carts.line where cart_id = $1 and variant_id <> $2) < $6
        on conflict (cart_id, variant_id) do update set quantity = least(l.quantity + excluded.quantity, $4::int) returning quantity""",
        cart_id,
        variant,
        quantity,
        most,
        tx.now,
        MOST_LINES,
    )
    return found


async def put(tx: Writing, cart_id: CartId, variant: VariantId, quantity: int) -> bool:
    """Set how many are in; return False when the cart is full."""
    found = await tx.value(
        """with touched as (update carts.cart set changed_at = $4 where id = $1)
        insert into carts.line (cart_id, variant_id, quantity, added_at)
        select $1, $2, $3, $4 where (select count(*) from carts.line where cart_id = $1 and variant_id <> $2) < $5
        on conflict (cart_id, variant_id) do update set quantity = excluded.quantity returning quantity""",
        cart_id,
        variant,
        quantity,
        tx.now,
        MOST_LINES,
    )
    return found is not None


async def set_lines(tx: Writing, cart_id: CartId, wanted: Mapping[VariantId, int]) -> None:
    """Set the quantities of these variants; 0 takes one out."""
    await tx.run(
        """with wanted as (select * from unnest($2::uuid[], $3::int[]) as t (variant_id, quantity)),
        gone as (delete from carts.line l using wanted w where l.cart_id = $1 and l.variant_id = w.variant_id and w.quantity = 0),
        touched as (update carts.cart set changed_at = $4 where id = $1)
        insert into carts.line (cart_id, variant_id, quantity, added_at) select $1, variant_id, quantity, $4 from wanted where quantity > 0
        on conflict (cart_id, variant_id) do update set quantity = excluded.quantity""",
        cart_id,
        list(wanted),
        list(wanted.values()),
        tx.now,
    )


async def give(tx: Writing, cart_id: CartId, person: PersonId) -> None:
    await tx.run("update carts.cart set person_id = $2, changed_at = $3 where id = $1", cart_id, person, tx.now)


async def remove(tx: Writing, cart_id: CartId) -> None:
    await tx.run("delete from carts.cart where id = $1", cart_id)


async def set_order(tx: Writing, cart_id: CartId, order_id: UUID | None) -> None:
    await tx.run("update carts.cart set order_id = $2, changed_at = $3 where id = $1", cart_id, order_id, tx.now)


async def reopen(tx: Writing, order_id: UUID) -> None:
    """Give back the cart of an order that came to nothing; a member's new cart, made meanwhile, goes on instead."""
    await tx.run(
        """update carts.cart c set order_id = null, changed_at = $2 where order_id = $1
        and (c.purpose is not null
            or not exists (select from carts.cart o where o.person_id = c.person_id and o.order_id is null and o.purpose is null))""",
        order_id,
        tx.now,
    )


async def add_code(tx: Writing, cart_id: CartId, code: str) -> bool:
    """Add a voucher code, unless it is there; return whether there was room."""
    return bool(
        await tx.run(
            """update carts.cart set codes = array_append(array_remove(codes, $2), $2), changed_at = $3
            where id = $1 and cardinality(array_remove(codes, $2)) < $4""",
            cart_id,
            code,
            tx.now,
            MOST_CODES,
        )
    )


async def remove_codes(tx: Writing, cart_id: CartId, codes: Collection[str]) -> None:
    await tx.run(
        """update carts.cart set codes = array(select c from unnest(codes) with ordinality u (c, n) where c <> all($2) order by n),
        changed_at = $3 where id = $1""",
        cart_id,
        list(codes),
        tx.now,
    )


async def set_codes(tx: Writing, cart_id: CartId, codes: list[str]) -> None:
    await tx.run("update carts.cart set codes = $2 where id = $1", cart_id, codes)


async def set_market(tx: Writing, cart_id: CartId, market: str, language: str) -> None:
    await tx.run("update carts.cart set market = $2, language = $3, changed_at = $4 where id = $1", cart_id, market, language, tx.now)


async def set_ship_to(tx: Writing, cart_id: CartId, to: ShipTo | None) -> None:
    await tx.run("update carts.cart set ship_to = $2, changed_at = $3 where id = $1", cart_id, to, tx.now)


async def forget(tx: Writing) -> int:
    """Delete guests' carts, and those for one purpose, that nobody has touched for 60 days."""
    return await tx.run(
        "delete from carts.cart where order_id is null and (person_id is null or purpose is not null) and changed_at < $1::timestamptz - interval '60 days'",
        tx.now,
    )
