"""Voucher codes in a cart: given, taken out, and what they save."""

from collections.abc import Collection, Iterable, Mapping

from stoa.base import money
from stoa.base.database import Writing
from stoa.people.sessions.model import PersonId
from stoa.shop import pricing
from stoa.shop.carts import store
from stoa.shop.carts.model import Cart, SeenCode, SeenLine, TooManyCodes
from stoa.shop.pricing.model import CodeIsOver, CodeIsUsedUp, UnknownCode, Voucher


async def give(tx: Writing, cart: Cart, code: str, person: PersonId | None = None) -> str:
    """Put a voucher code into the cart; return it as it is kept. The same twice is there once.

    Raises UnknownCode, CodeIsOver, CodeIsUsedUp, TooManyCodes.
    """
    found = next(iter((await pricing.vouchers.recognise(tx, [code], tx.now, person)).values()), None)
    if found is None:
        raise UnknownCode(code=code.strip()[:40])
    if not found.lives:
        raise CodeIsOver(code=found.code)
    if found.used_up:
        raise CodeIsUsedUp(code=found.code, yours=int(found.yours))
    if not await store.add_code(tx, cart.id, found.code):
        raise TooManyCodes
    return found.code


async def take_out(tx: Writing, cart: Cart, codes: Collection[str]) -> None:
    """Take voucher codes out of the cart."""
    await store.remove_codes(tx, cart.id, codes)


def seen(codes: Iterable[str], known: Mapping[str, Voucher], lines: Iterable[SeenLine], currency: str) -> list[SeenCode]:
    """Return a cart's codes with what each saves on its lines."""
    found = list(lines)
    return [
        SeenCode(
            code=code,
            lives=code in known and known[code].lives and not known[code].used_up,
            used_up=code in known and known[code].used_up,
            limited=code in known and known[code].limited,
            saves=money.total((line.saves for line in found if line.code == code and line.saves is not None and line.sold), currency),
        )
        for code in codes
    ]
