"""Whom private sales write to: somebody for whom a piece came back that they wait for."""

import secrets

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.events import reaction
from stoa.deals.private_sales import belonging, claim_store, club_store, store
from stoa.deals.private_sales.model import Claim, ClaimState, Member, WaitingOffered
from stoa.outside import mail
from stoa.people import accounts
from stoa.shop import catalog


@reaction(WaitingOffered)
async def tell(tx: Writing, event: WaitingOffered) -> None:
    """Write to a member, or to a guest who said where to; a guest who did not sees it on the page.

    The letter's link takes what is kept, or says no, in whatever browser it is opened.
    """
    claim = await claim_store.claim(tx, event.claim)
    if claim is None or claim.state is not ClaimState.OFFERED:
        return
    member = await club_store.member(tx, claim.member_id)
    item = (await claim_store.names(tx, [claim.item_id])).get(claim.item_id)
    sale = await store.sale(tx, claim.sale_id)
    if member is None or item is None or sale is None:
        return
    email, language = await _reader(tx, claim, member)
    sold = (await catalog.sold_variants(tx, [item.variant_id], language, None)).get(item.variant_id)
    if not email or sold is None:
        return
    key = secrets.token_urlsafe(16)
    path = f"/sales/{ids.show('sal', claim.sale_id)}/offer/{key}"
    facts = {"title": sold.title, "count": claim.quantity, "until": claim.until_at, "no": f"{path}?no=1"}
    # Heard twice, it is one letter, and its key stays.
    if await mail.post(tx, email, "private_sales/offered", language, facts, f"sale-offered:{claim.id}:{claim.until_at}", action=path):
        await claim_store.set_key(tx, claim.id, belonging.digest(key))


async def _reader(read: Reading, claim: Claim, member: Member) -> tuple[str | None, str]:
    """Return where somebody who waits is written to, and in which language."""
    if member.person_id is None:
        return claim.email, claim.language
    person = (await accounts.people(read, [member.person_id])).get(member.person_id)
    return (person.email, person.language) if person is not None else (None, "en")
