"""Decisions about carts."""

from collections.abc import Iterable

from stoa.base.refusals import FieldError
from stoa.shop.carts.model import MOST, MOST_CODES, BadQuantity, Wanted
from stoa.shop.catalog.model import VariantId


def check_quantity(quantity: int) -> int:
    """Return the quantity. Raises BadQuantity outside 0 to 999."""
    if not 0 <= quantity <= MOST:
        raise BadQuantity([FieldError("/quantity", "out_of_range", {"least": 0, "most": MOST})])
    return quantity


def merge(mine: Iterable[Wanted], found: Iterable[Wanted]) -> dict[VariantId, int]:
    """Return what two carts of one person come to: of each variant the larger quantity, so that nothing is doubled or lost."""
    merged: dict[VariantId, int] = {}
    for one in (*mine, *found):
        merged[one.variant_id] = max(merged.get(one.variant_id, 0), one.quantity)
    return merged


def merge_codes(mine: Iterable[str], found: Iterable[str]) -> list[str]:
    """Return the voucher codes of two carts, each once; the second's where there is not room for all."""
    later = list(found)
    return [*(code for code in mine if code not in later), *later][-MOST_CODES:]
