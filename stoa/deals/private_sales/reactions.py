"""Whom private sales write to: who waits for a piece, and for whom one came back."""

import secrets
from typing import Any

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.events import reaction
from stoa.base.money import Money
from stoa.deals.private_sales import belonging, claim_store, club_store, store
from stoa.deals.private_sales.line import Claim, ClaimState
from stoa.deals.private_sales.model import ClaimId, Member, WaitingListed, WaitingOffered
from stoa.outside import mail
from stoa.people import accounts
from stoa.shop import catalog, pricing
from stoa.shop.pricing.model import TaxMode


@reaction(WaitingOffered)
async def tell(tx: Writing, event: WaitingOffered) -> None:
    """Write to a member, or to a guest who said where to; a guest who did not sees it on the page.

    The letter's link takes what is kept, or says no, in whatever browser it is opened.
    """
    found = await _about(tx, event.claim, ClaimState.OFFERED)
    if found is None:
        return
    claim, email, language, title = found
    key, path = _link(claim)
    facts = {"title": title, "count": claim.quantity, "until": claim.until_at, "no": f"{path}?no=1", **await _price(tx, claim)}
    # Heard twice, it is one letter, and its key stays.
    if await mail.post(tx, email, "private_sales/offered", language, facts, f"sale-offered:{claim.id}:{claim.until_at}", action=path):
        await claim_store.set_key(tx, claim.id, belonging.digest(key))


@reaction(WaitingListed)
async def tell_listed(tx: Writing, event: WaitingListed) -> None:
    """Tell somebody that they are on the list, with the link that takes them off it: whoever typed the address, it is theirs."""
    found = await _about(tx, event.claim, ClaimState.WAITING)
    if found is None:
        return
    claim, email, language, title = found
    key, path = _link(claim)
    end = f"{path}?no=1"
    facts, once = {"title": title, "count": claim.wanted}, f"sale-listed:{claim.id}:{belonging.digest(email).hex()[:16]}"
    if await mail.post(tx, email, "private_sales/listed", language, facts, once, action=end, unsubscribe=path, one_click=True):
        await claim_store.set_list_key(tx, claim.id, belonging.digest(key))


async def _price(tx: Writing, claim: Claim) -> dict[str, Any]:
    """Return what a piece costs in the sale, as its page says, and whether tax is in it."""
    item = (await claim_store.names(tx, [claim.item_id]))[claim.item_id]
    sale = await store.sale(tx, claim.sale_id)
    if sale is None:
        raise LookupError("a claim is on a sale's item")
    taxed = (await pricing.market(tx, sale.market)).tax_mode is TaxMode.INCLUSIVE
    return {"price": Money(item.price, sale.currency), "tax": "included" if taxed else "added"}


def _link(claim: Claim) -> tuple[str, str]:
    """Return a new key for a letter, and the address that it opens."""
    key = secrets.token_urlsafe(16)
    return key, f"/sales/{ids.show('sal', claim.sale_id)}/offer/{key}"


async def _about(tx: Writing, claim_id: ClaimId, state: ClaimState) -> tuple[Claim, str, str, str] | None:
    """Return what a letter is about, where it goes, in which language, and what the thing is called; None where there is none to write."""
    claim = await claim_store.claim(tx, claim_id)
    if claim is None or claim.state is not state:
        return None
    member = await club_store.member(tx, claim.member_id)
    item = (await claim_store.names(tx, [claim.item_id])).get(claim.item_id)
    if member is None or item is None:
        return None
    email, language = await _reader(tx, claim, member)
    sold = (await catalog.sold_variants(tx, [item.variant_id], language, None)).get(item.variant_id)
    return (claim, email, language, sold.title) if email and sold is not None else None


async def _reader(read: Reading, claim: Claim, member: Member) -> tuple[str | None, str]:
    """Return where somebody who waits is written to, and in which language."""
    if member.person_id is None:
        return claim.email, claim.language
    person = (await accounts.people(read, [member.person_id])).get(member.person_id)
    return (person.email, person.language) if person is not None else (None, "en")
