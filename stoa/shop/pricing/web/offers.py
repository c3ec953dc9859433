"""Offers on the desk: what is open, coming and over, with the honest comparison; a new one, its preview, its end."""

from typing import Any

from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, kit, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.base.paging import Slice
from stoa.base.refusals import Refusal
from stoa.people.permissions.model import Visitor
from stoa.shop.pricing import listing, offering, queries, store
from stoa.shop.pricing.listing import Listed, Targets
from stoa.shop.pricing.model import Effect, Market, NoSuchOffer, Offer, OfferId, OfferIsOver, OfferReachesNothing, UnfitOffer
from stoa.shop.pricing.web import forms

MERCHANT = "merchant"


class OffersPage(Page, template="pricing/offers.html"):
    """A view of the offers, and the one that is open beside it: `part` is offer (its form), facts (not to be changed) or nothing."""

    offers: Slice[Listed]
    view: str
    counts: dict[str, int]
    part: str
    action: str
    typed: dict[str, Any]
    errors: dict[str, str]
    problem: str
    offer: Offer | None
    effect: Effect | None
    markets: list[Market]
    targets: Targets
    languages: list[str]
    may_end: bool = False


async def _screen(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    *,
    view: str = "now",
    cursor: str | None = None,
    part: str = "",
    action: str = "",
    typed: dict[str, Any] | None = None,
    form: Form | None = None,
    problem: str = "",
    offer: Offer | None = None,
    effect: Effect | None = None,
) -> Response[str]:
    language = visit.language.code
    view = view if view in listing.VIEWS else "now"
    content = OffersPage(
        offers=await listing.offers(read, view, read.now, language, cursor=cursor),
        view=view,
        counts=await listing.counts(read, read.now),
        part=part,
        action=action,
        typed=form.typed if form else typed or {},
        errors=faults(request, form.errors.values()) if form else {},
        problem=problem,
        offer=offer,
        effect=effect,
        markets=await store.markets(read),
        targets=await listing.targets(read, language) if part == "offer" else Targets([], []),
        languages=[one.code for one in LANGUAGES],
        may_end=offer is not None and (offer.until_at is None or offer.until_at > read.now),
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "pricing-offers"), robots="noindex")


@page("/desk/offers", may="offers.edit")
async def overview(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, view: str = "now", cursor: str | None = None
) -> Response[str]:
    return await _screen(request, read, visit, view=view, cursor=cursor)


@page("/desk/offers/new", may="offers.edit")
async def new(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    typed = {"kind": "percent", "scope": "everything", "audience": "everyone", "market": ""}
    return await _screen(request, read, visit, part="offer", action="/desk/offers", typed=typed)


@act("/desk/offers", may="offers.edit")
async def publish(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    return await _save(request, tx, visit, visitor, None)


@page("/desk/offers/{offer_id:str}", may="offers.edit")
async def one(request: Request[Any, Any, Any], read: Reading, visit: Visit, offer_id: str) -> Response[str]:
    offer = await _offer(read, offer_id)
    view = "coming" if offer.from_at > read.now else "ended" if offer.until_at and offer.until_at <= read.now else "now"
    effect = (await queries.effects(read, [offer.id], read.now)).get(offer.id)
    if view == "ended" or offer.published_by != MERCHANT:
        return await _screen(request, read, visit, view=view, part="facts", offer=offer, effect=effect)
    typed = await forms.typed_offer(read, offer, kit(request).settings.time_zone)
    action = f"/desk/offers/{offer_id}"
    return await _screen(request, read, visit, view=view, part="offer", action=action, typed=typed, offer=offer, effect=effect)


@act("/desk/offers/{offer_id:str}", may="offers.edit")
async def change(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, offer_id: str) -> Response[Any]:
    offer = await _offer(tx, offer_id)
    if offer.published_by != MERCHANT:
        raise NoSuchOffer
    return await _save(request, tx, visit, visitor, offer)


async def _save(request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, before: Offer | None) -> Response[Any]:
    """Publish or change an offer, or say what that would do."""
    form = await Form.of(request)
    given = await forms.offer(form, tx, await store.markets(tx), kit(request).settings.time_zone)
    action = f"/desk/offers/{ids.show('ofr', before.id)}" if before else "/desk/offers"
    problem, effect = "", None
    if not form.errors:
        try:
            effect = await offering.preview(tx, given, before.id if before else None)
        except UnfitOffer as unfit:
            for error in unfit.errors:
                form.refuse(error.pointer.removeprefix("/"), error.code, **error.facts)
        except (OfferReachesNothing, OfferIsOver) as refused:
            problem = _sentence(request, refused)
    if form.errors or problem:
        raise Retype(await _screen(request, tx, visit, part="offer", action=action, form=form, problem=problem, offer=before))
    if form.typed.get("do") == "preview":
        return await _screen(request, tx, visit, part="offer", action=action, form=form, effect=effect, offer=before)
    if before:
        await offering.change_offer(tx, visitor, before.id, given)
        return go(request, action)
    made = await offering.publish_offer(tx, visitor, given)
    return go(request, f"/desk/offers/{ids.show('ofr', made)}")


def _sentence(request: Request[Any, Any, Any], refused: Refusal) -> str:
    return say(request, f"refusal-{refused.code.replace('_', '-')}", **refused.facts)


@act("/desk/offers/{offer_id:str}/end", may="offers.edit")
async def end(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, offer_id: str) -> Response[Any]:
    await offering.end_offer(tx, visitor, (await _offer(tx, offer_id)).id)
    return go(request, "/desk/offers")


async def _offer(read: Reading, shown: str) -> Offer:
    """Return the offer. Raises NoSuchOffer, UnknownId."""
    found = await store.offers(read, [OfferId(ids.parse("ofr", shown))])
    if not found:
        raise NoSuchOffer
    return found[0]


HANDLERS = [overview, new, publish, one, change, end]
