"""The SQL of checkout."""

from collections.abc import Mapping
from datetime import datetime

from stoa.base.database import Reading, Writing
from stoa.people.profiles.model import Address
from stoa.shop.carts.model import CartId
from stoa.shop.catalog.model import VariantId
from stoa.shop.checkout.model import Draft

_DRAFT = "cart_id, email, address, option_code, message, held, held_until, began_at"


async def find(read: Reading, cart_id: CartId) -> Draft | None:
    return await read.one(Draft, f"select {_DRAFT} from checkout.draft where cart_id = $1", cart_id)


async def begin(
    tx: Writing, cart_id: CartId, email: str, address: Address | None, held: Mapping[VariantId, int], held_until: datetime, *, anew: bool
) -> Draft:
    """Make the draft, or go on with it; what was said already stays, and the prices of a promise that still runs."""
    found = await tx.one(
        Draft,
        f"""insert into checkout.draft as d (cart_id, email, address, held, held_until, began_at) values ($1, $2, $3, $6, $7, $4)
        on conflict (cart_id) do update set began_at = case when $5 then excluded.began_at else d.began_at end,
            email = coalesce(nullif(d.email, ''), excluded.email), address = coalesce(d.address, excluded.address),
            held = case when $5 or d.held_until <= $4 then excluded.held else excluded.held || d.held end, held_until = excluded.held_until
        returning {_DRAFT}""",
        cart_id,
        email,
        address,
        tx.now,
        anew,
        {str(variant): amount for variant, amount in held.items()},
        held_until,
    )
    assert found is not None  # noqa: S101 - the statement always returns its row
    return found


async def extend(tx: Writing, cart_id: CartId, held_until: datetime) -> None:
    """Let the held prices hold longer, if they still do."""
    await tx.run("update checkout.draft set held_until = $2 where cart_id = $1 and held_until > $3", cart_id, held_until, tx.now)


async def set_address(tx: Writing, cart_id: CartId, email: str, address: Address) -> None:
    await tx.run("update checkout.draft set email = $2, address = $3 where cart_id = $1", cart_id, email, address)


async def set_email(tx: Writing, cart_id: CartId, email: str) -> None:
    await tx.run("update checkout.draft set email = $2 where cart_id = $1", cart_id, email)


async def set_option(tx: Writing, cart_id: CartId, code: str, message: str) -> None:
    await tx.run("update checkout.draft set option_code = $2, message = $3 where cart_id = $1", cart_id, code, message)


async def remove(tx: Writing, cart_id: CartId) -> None:
    await tx.run("delete from checkout.draft where cart_id = $1", cart_id)
