"""What carts ask before anything goes to a list's owner without its buyer seeing where: whether the promise that allows it stands."""

from collections.abc import Mapping

from stoa.base.database import Reading
from stoa.community.wish_lists import claim_store
from stoa.people import profiles
from stoa.shop.carts.model import Cart, Stray
from stoa.shop.catalog.model import VariantId


async def stands(read: Reading, cart: Cart, wanted: Mapping[VariantId, int]) -> Stray | None:
    """Return why these pieces may not go to the owner's address; None where each of them is promised still, on a list that is shown still.

    The right ends with the promise (given up, or 48 hours), the wish, the list, its link, its address, a block, or its owner's
    account; and it is for what was promised alone.
    """
    to = cart.ship_to
    if to is None:
        return None
    covered = await claim_store.covered(read, cart.id, to.person_id, to.address_id, cart.person_id)
    if not covered or await profiles.address_of(read, to.person_id, to.address_id) is None:
        return Stray.GONE
    return Stray.MORE if any(quantity > covered.get(variant, 0) for variant, quantity in wanted.items()) else None
