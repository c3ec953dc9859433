"""Voucher codes: which offers a code opens, and whether it still does."""

from collections.abc import Collection
from datetime import datetime

import msgspec

from stoa.base.database import Reading
from stoa.shop.pricing.model import Voucher
from stoa.shop.pricing.rules import of_code

_VOUCHERS = msgspec.json.Decoder(list[Voucher])


async def recognise(read: Reading, codes: Collection[str], now: datetime) -> dict[str, Voucher]:
    """Return what these codes open, by the code as it is kept, in one statement.

    A code that no offer answers to is not in it, nor one that has not begun; one that has ended is.
    """
    text = await read.value(
        """select coalesce(json_agg(v), '[]')::text from (select code, bool_or(until_at is null or until_at > $2) as lives,
            json_agg(id) as offers from pricing.offer where code = any($1) and from_at <= $2 group by code) v""",
        [of_code(code) for code in codes if "\0" not in code],
        now,
    )
    return {one.code: one for one in _VOUCHERS.decode(text)}
