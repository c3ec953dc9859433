"""The SQL of checkout."""

from stoa.base.database import Reading, Writing
from stoa.people.profiles.model import Address
from stoa.shop.carts.model import CartId
from stoa.shop.checkout.model import Draft

_DRAFT = "cart_id, email, address, option_code, message, began_at"


async def find(read: Reading, cart_id: CartId) -> Draft | None:
    return await read.one(Draft, f"select {_DRAFT} from checkout.draft where cart_id = $1", cart_id)


async def begin(tx: Writing, cart_id: CartId, email: str, address: Address | None, *, anew: bool) -> Draft:
    """Make the draft, or go on with it; what was said already stays."""
    found = await tx.one(
        Draft,
        f"""insert into checkout.draft as d (cart_id, email, address, began_at) values ($1, $2, $3, $4)
        on conflict (cart_id) do update set began_at = case when $5 then excluded.began_at else d.began_at end,
            email = coalesce(nullif(d.email, ''), excluded.email), address = coalesce(d.address, excluded.address)
        returning {_DRAFT}""",
        cart_id,
        email,
        address,
        tx.now,
        anew,
    )
    assert found is not None  # noqa: S101 - the statement always returns its row
    return found


async def set_address(tx: Writing, cart_id: CartId, email: str, address: Address) -> None:
    await tx.run("update checkout.draft set email = $2, address = $3 where cart_id = $1", cart_id, email, address)


async def set_option(tx: Writing, cart_id: CartId, code: str, message: str) -> None:
    await tx.run("update checkout.draft set option_code = $2, message = $3 where cart_id = $1", cart_id, code, message)


async def remove(tx: Writing, cart_id: CartId) -> None:
    await tx.run("delete from checkout.draft where cart_id = $1", cart_id)
