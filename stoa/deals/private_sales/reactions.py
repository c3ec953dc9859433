"""Whom private sales write to: somebody for whom a piece came back that they wait for."""

from stoa.base import ids
from stoa.base.database import Writing
from stoa.base.events import reaction
from stoa.deals.private_sales import claim_store, club_store
from stoa.deals.private_sales.model import ClaimState, WaitingOffered
from stoa.outside import mail
from stoa.people import accounts
from stoa.shop import catalog


@reaction(WaitingOffered)
async def tell(tx: Writing, event: WaitingOffered) -> None:
    """Write to a member; a guest, of whom no address is known, sees it on the page."""
    claim = await claim_store.claim(tx, event.claim)
    if claim is None or claim.state is not ClaimState.OFFERED:
        return
    member = await club_store.member(tx, claim.member_id)
    item = (await claim_store.names(tx, [claim.item_id])).get(claim.item_id)
    if member is None or member.person_id is None or item is None:
        return
    person = (await accounts.people(tx, [member.person_id])).get(member.person_id)
    sold = (await catalog.sold_variants(tx, [item.variant_id], person.language if person else "en", None)).get(item.variant_id)
    if person is None or person.email is None or sold is None:
        return
    facts = {"title": sold.title, "count": claim.quantity, "until": claim.until_at}
    path = f"/sales/{ids.show('sal', claim.sale_id)}"
    await mail.post(
        tx, person.email, "private_sales/offered", person.language, facts, f"sale-offered:{claim.id}:{claim.until_at}", action=path
    )
