"""Writing a review: from the product's page, from a letter's link without an account, and changing or taking back one's own."""

from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Response

from stoa.base import ids
from stoa.base.database import Database, Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Kit, Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.base.refusals import FieldError, Invalid
from stoa.community import circles, reviews
from stoa.community.moderation.model import StaffStayOut
from stoa.community.reviews import actions, asking, queries, showing, store
from stoa.community.reviews.asking import Opened
from stoa.community.reviews.model import (
    MOST_PICTURES,
    MOST_TEXT,
    MOST_TITLE,
    Change,
    New,
    NoSuchReview,
    NoSuchReviewRequest,
    Owned,
    Review,
    Shot,
    Written,
)
from stoa.community.reviews.web import views
from stoa.community.reviews.web.opened import TO_WRITE, Asking, key_of, review_id_of, slow_down
from stoa.people.sessions.model import Visitor
from stoa.shop import orders
from stoa.shop.catalog.model import VariantId
from stoa.shop.catalog.web import sent
from stoa.shop.catalog.web.about import About, about
from stoa.shop.catalog.web.views import quoted
from stoa.shop.returns.web.opened import order_id_of


class WritePage(Page, template="reviews/write.html"):
    """The form. `owner` is how long the writer has had it, none without an order; `guest` says that name and mail are asked for."""

    product: dict[str, Any]
    action: str
    guest: bool
    known: bool
    byline: str
    owner: str | None
    variants: list[dict[str, str]]
    aspects: list[dict[str, Any]]
    languages: list[dict[str, str]]
    pictures: list[dict[str, Any]]
    typed: dict[str, str]
    errors: dict[str, str]
    changing: bool
    limits: dict[str, int]
    others: int = 0


class RequestPage(Page, template="reviews/request.html"):
    """What a letter asks about, piece by piece."""

    lines: list[dict[str, Any]]
    token: str
    thanks: bool


class StopPage(Page, template="reviews/stop.html"):
    token: str
    stopped: bool


class Told(msgspec.Struct, frozen=True):
    """What the form is about: the product, what was bought of it, and where the form is sent."""

    thing: About
    owned: Owned | None
    action: str
    review: Review | None = None


async def _screen(
    request: Asking, read: Reading, visit: Visit, visitor: Visitor, told: Told, typed: dict[str, str], errors: dict[str, FieldError]
) -> Response[str]:
    if visitor.staff:
        raise StaffStayOut
    aspects = await store.aspects(read, await store.category_path(read, told.thing.id) or [])
    labels = await showing.labels_of(read, told.thing.variants, visit.language.code) if told.owned is None and not told.review else {}
    named = (await circles.bylines(read, [visitor.person])).get(visitor.person) if visitor.person else None
    days = (read.now - told.owned.delivered_at).days if told.owned else None
    content = WritePage(
        product=told.thing.view(visit.prefix),
        action=visit.prefix + told.action,
        guest=visitor.person is None and told.review is None,
        known=told.owned is not None,
        byline=named.name if named else "",
        owner=views.owned_for(days, visit.language.code),
        variants=[{"value": ids.show("var", one), "label": label} for one, label in labels.items() if label] if len(labels) > 1 else [],
        aspects=views.aspect_views(aspects, typed, visit.language.code),
        languages=[{"value": one.code, "label": one.name} for one in LANGUAGES],
        pictures=[views.shot(one) for one in told.review.pictures] if told.review else [],
        typed={"language": visit.language.code, **typed},
        errors=faults(request, errors.values()),
        changing=told.review is not None,
        limits={"title": MOST_TITLE, "text": MOST_TEXT, "pictures": MOST_PICTURES},
        frame=await framed(read, visit),
    )
    key = "reviews-change" if told.review else "reviews-write"
    return show(request, content, title=say(request, key, title=told.thing.title), robots="noindex")


def _said(form: Form) -> dict[str, Any]:
    """Read what is asked of everybody: stars, words, and what stands beside the stars."""
    recommends = {"yes": True, "no": False}.get(form.typed.get("recommends", ""))
    return {
        "rating": form.number("rating", least=1, most=5),
        "title": form.text("title", required=False, most=MOST_TITLE),
        "text": form.text("text", required=False, most=MOST_TEXT),
        "aspects": {
            name.removeprefix("aspect:"): int(value)
            for name, value in form.typed.items()
            if name.startswith("aspect:") and value in {"1", "2", "3", "4", "5"}
        },
        "context": {name.removeprefix("context:"): value for name, value in form.typed.items() if name.startswith("context:") and value},
        "recommends": recommends,
    }


async def _take(request: Asking, db: Database, visit: Visit, visitor: Visitor, told: Told, form: Form) -> Written:
    """Take a review by this form. Pictures are made anew and stored first, outside the transaction. Raises Retype."""
    said = _said(form)
    name = form.text("name", required=False, most=60) if visitor.guest else ""
    email = form.email("email", required=told.owned is None) if visitor.guest else ""
    language = form.choice("language", [one.code for one in LANGUAGES], default=visit.language.code)
    pictures = await sent.pictures(form, "pictures", MOST_PICTURES) if not form.errors else []
    variant = _variant(form, told.thing)
    async with db.writing() as tx:
        try:
            form.check()
            new = New(product_id=told.thing.id, variant_id=variant, language=language, pictures=pictures, name=name, email=email, **said)
            return await reviews.write(tx, visitor, new, told.owned)
        except Invalid as refusal:
            errors = {error.pointer.removeprefix("/").split("/")[0]: error for error in refusal.errors}
            raise Retype(await _screen(request, tx, visit, visitor, told, form.typed, errors)) from None


def _variant(form: Form, thing: About) -> VariantId | None:
    known = {ids.show("var", one): one for one in thing.variants}
    return known.get(form.typed.get("variant", "")) or (thing.variants[0] if len(thing.variants) == 1 else None)


# --- from the product's page -----------------------------------------------------------------------------------------


@page("/p/{handle:str}/review", may="anyone")
async def write(request: Asking, read: Reading, visit: Visit, visitor: Visitor, handle: str) -> Response[Any]:
    """The form; who has reviewed it already is led to what they wrote."""
    thing = await about(read, visit, handle=handle)
    if visitor.person is not None and (own := await store.of_author(read, visitor.person, thing.id)):
        return go(request, f"/reviews/{ids.show('rev', own)}?done=already")
    told = await _told(request, read, visitor, thing)
    typed = {"rating": request.query_params.get("stars", "")[:1]}
    return await _screen(request, read, visit, visitor, told, typed, {})


async def _told(request: Asking, read: Reading, visitor: Visitor, thing: About) -> Told:
    """Return what is written about; whoever holds an order's link (`?order=`, `?key=`) writes as its owner. Raises NoSuchOrder."""
    asked = request.query_params
    if "order" in asked and "key" in asked:
        order = await orders.find(read, order_id_of(asked["order"]), visitor, asked["key"])
        own = next((one for one in await store.owned_in(read, order.id) if one.product_id == thing.id), None)
        return Told(thing, own, f"{thing.path}/review?{urlencode({'order': asked['order'], 'key': asked['key']})}")
    owned = await store.owned_by(read, visitor.person, thing.id) if visitor.person is not None else None
    return Told(thing, owned, f"{thing.path}/review")


@act("/p/{handle:str}/review", may="anyone")
async def send(request: Asking, db: Database, visit: Visit, visitor: Visitor, kit: Kit, handle: str) -> Response[Any]:
    async with db.reading() as read:
        thing = await about(read, visit, handle=handle)
        told = await _told(request, read, visitor, thing)
    slow_down(kit, visit, visitor, "write", TO_WRITE)
    written = await _take(request, db, visit, visitor, told, await Form.of(request))
    return go(request, _path(written))


def _path(written: Written) -> str:
    key = f"key={written.key}&" if written.key else ""
    return f"/reviews/{ids.show('rev', written.id)}?{key}done={written.state.value}"


# --- from a letter ---------------------------------------------------------------------------------------------------


@page("/reviews/write/{token:str}", may="anyone")
async def open_request(request: Asking, read: Reading, visit: Visit, visitor: Visitor, token: str) -> Response[Any]:
    """What the letter asks about: one piece opens its form at once."""
    opened = await asking.opened(read, token)
    left = [one for one in opened.lines if one.line_id not in opened.done]
    line = request.query_params.get("line", "")
    one = next((one for one in left if ids.show("lin", one.line_id) == line), left[0] if len(left) == 1 and not line else None)
    if one is None or "done" in request.query_params:
        return await _request(request, read, visit, opened, token)
    told = Told(await about(read, visit, product=one.product_id), one, f"/reviews/write/{token}?line={ids.show('lin', one.line_id)}")
    return await _screen(request, read, visit, visitor, told, {"rating": request.query_params.get("stars", "")[:1]}, {})


async def _request(request: Asking, read: Reading, visit: Visit, opened: Opened, token: str) -> Response[str]:
    known = await queries.products(read, [one.product_id for one in opened.lines], visit.language.code)
    lines = [
        {"id": ids.show("lin", one.line_id), "title": known[one.product_id].title, "done": one.line_id in opened.done}
        for one in opened.lines
        if one.product_id in known
    ]
    content = RequestPage(lines=lines, token=token, thanks="done" in request.query_params, frame=await framed(read, visit))
    return show(request, content, title=say(request, "reviews-request-title"), robots="noindex")


@act("/reviews/write/{token:str}", may="anyone")
async def answer_request(request: Asking, db: Database, visit: Visit, visitor: Visitor, kit: Kit, token: str) -> Response[Any]:
    """Take the review as the owner's whose letter it was, signed in or not."""
    line = request.query_params.get("line", "")
    async with db.reading() as read:
        opened = await asking.opened(read, token)
        one = next((one for one in opened.lines if ids.show("lin", one.line_id) == line), None)
        if one is None:
            raise NoSuchReviewRequest
        told = Told(await about(read, visit, product=one.product_id), one, f"/reviews/write/{token}?line={line}")
    slow_down(kit, visit, visitor, "write", TO_WRITE)
    written = await _take(request, db, visit, visitor, told, await Form.of(request))
    more = len(opened.lines) - len(opened.done) > 1
    return go(request, f"/reviews/write/{token}?done=1" if more else _path(written))


@page("/reviews/write/{token:str}/stop", may="anyone")
async def see_stop(request: Asking, read: Reading, visit: Visit, token: str) -> Response[str]:
    await asking.check_link(read, token)
    content = StopPage(token=token, stopped="done" in request.query_params, frame=await framed(read, visit))
    return show(request, content, title=say(request, "reviews-stop"), robots="noindex")


@act("/reviews/write/{token:str}/stop", may="anyone")
async def stop(request: Asking, tx: Writing, token: str) -> Response[Any]:
    """Ask this address for no review any more; a mail program says so in one step, without cookies, and follows nothing (RFC 8058)."""
    await asking.silence(tx, token)
    if (await Form.of(request)).typed.get("List-Unsubscribe") == "One-Click":
        return Response("", status_code=200, media_type="text/plain")
    return go(request, f"/reviews/write/{token}/stop?done=1")


# --- one's own -------------------------------------------------------------------------------------------------------


async def _own(read: Reading, visitor: Visitor, review_id: str, key: str) -> Review:
    """Return a review that is this visitor's to change. Raises NoSuchReview."""
    wanted = review_id_of(review_id)
    opened = bool(key) and await store.opens(read, wanted, actions.digest(key))
    found = await queries.see(read, wanted, by=visitor.person, opened=opened)
    if not opened and (visitor.person is None or found.author != visitor.person):
        raise NoSuchReview
    return found


def _own_path(review: Review, key: str, rest: str = "") -> str:
    return f"{review.path}{rest}" + (f"?key={key}" if key else "")


@page("/reviews/{review_id:str}/edit", may="anyone")
async def change(request: Asking, read: Reading, visit: Visit, visitor: Visitor, review_id: str) -> Response[str]:
    key = key_of(request)
    review = await _own(read, visitor, review_id, key)
    told = Told(await about(read, visit, product=review.product_id), None, _own_path(review, key, "/edit"), review)
    typed = {"rating": str(review.rating), "title": review.title, "text": review.text}
    typed |= {f"aspect:{code}": str(value) for code, value in review.aspects.items()}
    typed |= {f"context:{code}": value for code, value in review.context.items()}
    typed |= {"recommends": "yes" if review.recommends else "no"} if review.recommends is not None else {}
    return await _screen(request, read, visit, visitor, told, typed, {})


@act("/reviews/{review_id:str}/edit", may="anyone")
async def save(request: Asking, db: Database, visit: Visit, visitor: Visitor, kit: Kit, review_id: str) -> Response[Any]:
    key = key_of(request)
    async with db.reading() as read:
        review = await _own(read, visitor, review_id, key)
        thing = await about(read, visit, product=review.product_id)
    slow_down(kit, visit, visitor, "write", TO_WRITE)
    form = await Form.of(request)
    told = Told(thing, None, _own_path(review, key, "/edit"), review)
    said = _said(form)
    kept = [one for one in review.pictures if one.digest not in form.several("without")]
    fresh = await sent.pictures(form, "pictures", MOST_PICTURES, len(kept)) if not form.errors else []
    shots = [*kept, *(Shot(one.digest, one.width, one.height, one.tint) for one in fresh)]
    async with db.writing() as tx:
        try:
            form.check()
            state = await reviews.edit(tx, visitor, review.id, Change(pictures=shots, **said), key)
        except Invalid as refusal:
            errors = {error.pointer.removeprefix("/").split("/")[0]: error for error in refusal.errors}
            raise Retype(await _screen(request, tx, visit, visitor, told, form.typed, errors)) from None
    path = _own_path(review, key)
    return go(request, f"{path}{'&' if '?' in path else '?'}done={state.value}")


@act("/reviews/{review_id:str}/withdrawal", may="anyone")
async def withdraw(request: Asking, tx: Writing, visitor: Visitor, review_id: str) -> Response[Any]:
    """Take it back; what was written is gone at once."""
    review = await _own(tx, visitor, review_id, key_of(request))
    await reviews.withdraw(tx, visitor, review.id, key_of(request))
    if visitor.person is not None:
        return go(request, "/account/reviews")
    found = (await queries.products(tx, [review.product_id], "en")).get(review.product_id)
    return go(request, f"/p/{quoted(found.handle)}" if found else "/")


HANDLERS = [write, send, open_request, answer_request, see_stop, stop, change, save, withdraw]
