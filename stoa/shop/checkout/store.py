"""The SQL of checkout."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from stoa.base.database import Reading, Writing
from stoa.people.profiles.model import Address
from stoa.shop.carts.model import Cart, CartId
from stoa.shop.catalog.model import VariantId
from stoa.shop.checkout.model import Draft

_DRAFT = "cart_id, market, email, address, option_code, message, held, held_until, began_at"


async def find(read: Reading, cart_id: CartId) -> Draft | None:
    return await read.one(Draft, f"select {_DRAFT} from checkout.draft where cart_id = $1", cart_id)


async def begin(
    tx: Writing, cart: Cart, email: str, address: Address | None, held: Mapping[VariantId, int], held_until: datetime, *, anew: bool
) -> Draft:
    """Make the draft, or go on with it; what was said already stays, and the prices of a promise that still runs in this market."""
    found = await tx.one(
        Draft,
        f"""insert into checkout.draft as d (cart_id, market, email, address, held, held_until, began_at) values ($1, $8, $2, $3, $6, $7, $4)
        on conflict (cart_id) do update set began_at = case when $5 then excluded.began_at else d.began_at end,
            email = coalesce(nullif(d.email, ''), excluded.email), address = coalesce(d.address, excluded.address),
            held = case when $5 or d.held_until <= $4 or d.market <> $8 then excluded.held else excluded.held || d.held end,
            held_until = excluded.held_until, market = excluded.market
        returning {_DRAFT}""",
        cart.id,
        email,
        address,
        tx.now,
        anew,
        {str(variant): amount for variant, amount in held.items()},
        held_until,
        cart.market,
    )
    assert found is not None  # noqa: S101 - the statement always returns its row
    return found


async def say(tx: Writing, cart_id: CartId, held_until: datetime, **said: Any) -> None:
    """Write what a step says into these columns; the held prices hold longer, if they still do."""
    columns = "".join(f", {column} = ${place}" for place, column in enumerate(said, start=4))
    await tx.run(
        f"update checkout.draft set held_until = case when held_until > $3 then $2 else held_until end{columns} where cart_id = $1",
        cart_id,
        held_until,
        tx.now,
        *said.values(),
    )


async def remove(tx: Writing, cart_id: CartId) -> None:
    await tx.run("delete from checkout.draft where cart_id = $1", cart_id)
