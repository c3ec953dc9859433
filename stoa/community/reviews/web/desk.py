"""Reviews on the desk: one list, one pane with the answer, and when owners are asked."""

from typing import Any

from litestar import Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.paging import Slice
from stoa.community import reviews
from stoa.community.reviews import actions, naming, queries, settings, showing
from stoa.community.reviews.model import Review
from stoa.community.reviews.queries import Figures, View
from stoa.community.reviews.settings import Asked, Group
from stoa.community.reviews.web import views
from stoa.community.reviews.web.opened import Asking, review_id_of
from stoa.people.sessions.model import Visitor
from stoa.shop.catalog.model import CategoryId, ProductId


class DeskReviewsPage(Page, template="reviews/desk.html"):
    """The list and the review that is open."""

    rows: list[dict[str, Any]]
    figures: Figures
    view: str
    views: list[str]
    product: str
    next_cursor: str | None
    one: dict[str, Any] | None = None
    reply: str = ""
    replied: bool = False
    state: str = ""
    typed: dict[str, str] = {}
    errors: dict[str, str] = {}
    may_set: bool = False


class SettingsPage(Page, template="reviews/settings.html"):
    """When owners are asked, by category, and what is asked beside the stars."""

    groups: list[Group]
    asked: list[Asked]
    typed: dict[str, str]
    errors: dict[str, str]
    saved: bool


async def _screen(
    request: Asking, read: Reading, visit: Visit, visitor: Visitor, one: Review | None, form: Form | None = None
) -> Response[str]:
    asked = request.query_params
    view = View(asked["view"]) if asked.get("view", "") in set(View) else View.NEEDED
    found = await queries.for_desk(read, view, _product(asked.get("product", "")), asked.get("cursor"))
    content = DeskReviewsPage(
        rows=await _rows(read, visit, found),
        figures=await queries.figures(read),
        view=view.value,
        views=[one.value for one in View],
        product=asked.get("product", "") if _product(asked.get("product", "")) else "",
        next_cursor=found.next_cursor,
        may_set=visitor.may("settings.edit"),
        frame=await framed(read, visit),
    )
    if one is not None:
        names, labels = await naming.authors(read, [one]), await showing.variant_labels(read, [one], visit.language.code)
        aspects = (await showing.asked_of(read, [one])).get(one.product_id, [])
        about = (await queries.products(read, [one.product_id], visit.language.code)).get(one.product_id)
        content.one = {
            **views.voice(showing.voice(one, names[one.id], labels, showing.answers(one, aspects, visit.language.code)), visit, plain=True),
            "product": {
                "title": about.title if about else "",
                "handle": about.handle if about else "",
                "id": ids.show("prd", one.product_id),
            },
        }
        content.reply, content.replied = (one.reply.text, True) if one.reply else ("", False)
        content.state = one.state.value
        content.typed = form.typed if form else {}
        content.errors = faults(request, form.errors.values()) if form else {}
    title = say(request, "reviews-desk")
    return show(request, content, title=title, robots="noindex")


def _product(text: str) -> ProductId | None:
    try:
        return ProductId(ids.parse("prd", text))
    except ids.UnknownId:
        return None


def _beginning(text: str, most: int = 160) -> str:
    return text if len(text) <= most else text[:most].rsplit(maxsplit=1)[0] + "…"


async def _rows(read: Reading, visit: Visit, found: Slice[Review]) -> list[dict[str, Any]]:
    names = await naming.authors(read, found.items)
    about = await queries.products(read, [one.product_id for one in found.items], visit.language.code)
    return [
        {
            "id": one.shown_id,
            "rating": one.rating,
            "by": names[one.id],
            "product": about[one.product_id].title if one.product_id in about else "",
            "text": one.title or _beginning(one.text),
            "at": one.made_at,
            "state": one.state.value,
            "basis": one.basis.value,
            "replied": one.reply is not None,
        }
        for one in found.items
    ]


@page("/desk/reviews", may="reviews.answer")
async def listing(request: Asking, read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    return await _screen(request, read, visit, visitor, None)


@page("/desk/reviews/{review_id:str}", may="reviews.answer")
async def see(request: Asking, read: Reading, visit: Visit, visitor: Visitor, review_id: str) -> Response[str]:
    return await _screen(request, read, visit, visitor, await queries.decided(read, review_id_of(review_id)))


@act("/desk/reviews/{review_id:str}/reply", may="reviews.answer")
async def answer(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, review_id: str) -> Response[Any]:
    """Answer for the shop; the author is told, once."""
    one = await queries.decided(tx, review_id_of(review_id))
    form = await Form.of(request)
    text = form.text("text", most=actions.MOST_REPLY)
    if form.errors:
        raise Retype(await _screen(request, tx, visit, visitor, one, form))
    await reviews.reply(tx, visitor, one.id, text)
    view = request.query_params.get("view", "")
    return go(request, f"/desk/reviews/{review_id}" + (f"?view={view}" if view in set(View) else ""))


@page("/desk/reviews/settings", may="settings.edit")
async def see_settings(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    return await _settings(request, read, visit)


async def _settings(request: Asking, read: Reading, visit: Visit, form: Form | None = None) -> Response[str]:
    content = SettingsPage(
        groups=await settings.groups(read, visit.language.code),
        asked=await settings.asked(read, visit.language.code),
        typed=form.typed if form else {},
        errors=faults(request, form.errors.values()) if form else {},
        saved="saved" in request.query_params,
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "reviews-settings"), robots="noindex")


@act("/desk/reviews/settings", may="settings.edit")
async def save_settings(request: Asking, tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Say when owners of a category's products are asked; `own` unticked follows the category above."""
    form = await Form.of(request)
    category = _category(form)
    wait = form.number("wait_days", least=0, most=365)
    again = form.number("again_days", least=1, most=365)
    if form.errors:
        raise Retype(await _settings(request, tx, visit, form))
    if form.ticked("follow") and category is not None:
        await settings.follow(tx, visitor, category)
    else:
        await settings.set_terms(tx, visitor, category, enabled=form.ticked("enabled"), wait_days=wait, again_days=again)
    return go(request, "/desk/reviews/settings?saved=1")


def _category(form: Form) -> CategoryId | None:
    sent = form.typed.get("category", "")
    if not sent:
        return None
    try:
        return CategoryId(ids.parse("cat", sent))
    except ids.UnknownId:
        form.refuse("category", "not_a_choice")
        return None


@act("/desk/reviews/settings/aspects", may="settings.edit")
async def save_aspect(request: Asking, tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Ask for something beside the stars, or (without words) no longer."""
    form = await Form.of(request)
    category = _category(form)
    aspect = settings.aspect_of(form.typed, form.refuse)
    if form.errors or aspect is None:
        raise Retype(await _settings(request, tx, visit, form))
    await settings.put_aspect(tx, visitor, category, aspect)
    return go(request, "/desk/reviews/settings?saved=1")


@act("/desk/reviews/settings/aspects/removal", may="settings.edit")
async def remove_aspect(request: Asking, tx: Writing, visitor: Visitor) -> Response[Any]:
    form = await Form.of(request)
    await settings.remove_aspect(tx, visitor, _category(form), form.text("code", most=40))
    return go(request, "/desk/reviews/settings?saved=1")


HANDLERS = [listing, see, answer, see_settings, save_settings, save_aspect, remove_aspect]
