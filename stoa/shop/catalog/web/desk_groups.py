"""The staff's screens of categories and collections: a list of each, and one of them in every language."""

from typing import Any
from uuid import UUID

from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.refusals import Conflict, Invalid, Refusal
from stoa.people.sessions.model import Visitor
from stoa.shop.catalog import group_store, grouping
from stoa.shop.catalog.model import Category, CategoryId, Collection, NewGroup, NoSuchCategory, NoSuchCollection
from stoa.shop.catalog.web import forms, table
from stoa.shop.catalog.web.desk import choices_of, name_of


class GroupsPage(Page, kw_only=True, template="catalog/desk_groups.html"):
    """All categories or all collections. `rows`: what the list shows of each."""

    kind: str
    rows: list[dict[str, Any]]


class GroupPage(Page, kw_only=True, template="catalog/desk_group.html"):
    """One category or collection, or a new one (`ref` is empty then)."""

    kind: str
    ref: str
    title: str
    typed: dict[str, str]
    parents: list[dict[str, str]]
    languages: list[str]
    errors: dict[str, str]
    problem: str


@page("/desk/categories", may="catalog.edit")
async def categories(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    found = await group_store.categories(read)
    counts = await group_store.category_counts(read)
    rows = [
        {"href": f"/desk/categories/{ids.show('cat', one.id)}", "name": name_of(one, visit.language.code), "handle": one.handle,
         "depth": len(one.path) - 1, "languages": sorted(one.texts), "products": counts.get(one.id, 0)}
        for one in found
    ]  # fmt: skip
    content = GroupsPage(kind="categories", rows=rows, frame=await framed(read, visit))
    return show(request, content, title=say(request, "catalog-categories"), robots="noindex")


@page("/desk/collections", may="catalog.edit")
async def collections(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    rows = [
        {"href": f"/desk/collections/{ids.show('col', one.id)}", "name": name_of(one, visit.language.code), "handle": one.handle,
         "depth": 0, "languages": sorted(one.texts), "products": len(one.products)}
        for one in await group_store.collections(read)
    ]  # fmt: skip
    content = GroupsPage(kind="collections", rows=rows, frame=await framed(read, visit))
    return show(request, content, title=say(request, "catalog-collections"), robots="noindex")


@page(["/desk/categories/new", "/desk/categories/{category_id:str}"], may="catalog.edit")
async def category(request: Request[Any, Any, Any], read: Reading, visit: Visit, category_id: str = "") -> Response[str]:
    return await _category_screen(request, read, visit, category_id)


@page(["/desk/collections/new", "/desk/collections/{collection_id:str}"], may="catalog.edit")
async def collection(request: Request[Any, Any, Any], read: Reading, visit: Visit, collection_id: str = "") -> Response[str]:
    return await _collection_screen(request, read, visit, collection_id)


@act(["/desk/categories/new", "/desk/categories/{category_id:str}"], may="catalog.edit")
async def save_category(
    request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, category_id: str = ""
) -> Response[Any]:
    """Make a category or save one."""
    form = await Form.of(request)
    try:
        new = _asked(form, before=_one_category(await group_store.categories(tx), category_id) if category_id else None)
        form.check()
        if category_id:
            await grouping.change_category(tx, visitor, _id("cat", category_id), new, seen=forms.seen(form))
        else:
            await grouping.make_category(tx, visitor, new)
    except (Invalid, Conflict) as refusal:
        raise Retype(await _category_screen(request, tx, visit, category_id, _noted(form, refusal), refusal), refusal.status) from None
    return go(request, "/desk/categories")


@act(["/desk/collections/new", "/desk/collections/{collection_id:str}"], may="catalog.edit")
async def save_collection(
    request: Request[Any, Any, Any], tx: Writing, visit: Visit, visitor: Visitor, collection_id: str = ""
) -> Response[Any]:
    """Make a collection or save one, with its products in their order."""
    form = await Form.of(request)
    try:
        before = _one_collection(await group_store.collections(tx), collection_id) if collection_id else None
        new = _asked(form, before=before)
        products = await _products(tx, form)
        form.check()
        if before is None:
            made = await grouping.make_collection(tx, visitor, new)
        else:
            await grouping.change_collection(tx, visitor, before.id, new, seen=forms.seen(form))
            made = before.id
        await grouping.gather(tx, visitor, made, products)
    except (Invalid, Conflict) as refusal:
        raise Retype(await _collection_screen(request, tx, visit, collection_id, _noted(form, refusal), refusal), refusal.status) from None
    return go(request, "/desk/collections")


@act("/desk/categories/{category_id:str}/removal", may="catalog.edit")
async def remove_category(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, category_id: str) -> Response[Any]:
    await grouping.remove_category(tx, visitor, _id("cat", category_id))
    return go(request, "/desk/categories")


@act("/desk/collections/{collection_id:str}/removal", may="catalog.edit")
async def remove_collection(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, collection_id: str) -> Response[Any]:
    await grouping.remove_collection(tx, visitor, _id("col", collection_id))
    return go(request, "/desk/collections")


async def _category_screen(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, category_id: str, form: Form | None = None, refusal: Refusal | None = None
) -> Response[str]:
    tree = await group_store.categories(read)
    own = _one_category(tree, category_id) if category_id else None
    others = [one for one in tree if own is None or own.id not in one.path]
    return _show(
        request, "categories", own, category_id, form, refusal, await framed(read, visit), parents=choices_of(others, visit.language.code)
    )


async def _collection_screen(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    collection_id: str,
    form: Form | None = None,
    refusal: Refusal | None = None,
) -> Response[str]:
    own = _one_collection(await group_store.collections(read), collection_id) if collection_id else None
    found = await group_store.handles(read, own.products) if own else []
    return _show(request, "collections", own, collection_id, form, refusal, await framed(read, visit), products="\n".join(found))


def _show(
    request: Request[Any, Any, Any],
    kind: str,
    own: Category | Collection | None,
    ref: str,
    form: Form | None,
    refusal: Refusal | None,
    frame: dict[str, Any],
    *,
    parents: list[dict[str, str]] | None = None,
    products: str = "",
) -> Response[str]:
    typed = dict(form.typed) if form else {**_typed(own), "products": products}
    typed["seen"] = own.changed_at.isoformat() if own else ""
    said = refusal is not None and not isinstance(refusal, Invalid)
    content = GroupPage(
        kind=kind,
        ref=ref,
        title=own.texts[forms.CODES[0]].name if own else say(request, f"catalog-new-{kind}"),
        typed=typed,
        parents=parents or [],
        languages=forms.CODES,
        errors=faults(request, form.errors.values()) if form else {},
        problem=say(request, f"refusal-{refusal.code.replace('_', '-')}", **refusal.facts) if refusal and said else "",
        frame=frame,
    )
    return show(request, content, title=content.title, robots="noindex")


def _typed(own: Category | Collection | None) -> dict[str, str]:
    if own is None:
        return {}
    typed = {"handle": own.handle, "position": str(own.position)}
    if isinstance(own, Category) and own.parent_id:
        typed["parent"] = ids.show("cat", own.parent_id)
    for code, text in own.texts.items():
        typed |= {f"{name}-{code}": getattr(text, name) for name in ("name", "description", "seo_title", "seo_description")}
    return typed


def _asked(form: Form, before: Category | Collection | None) -> NewGroup:
    parent = form.typed.get("parent", "")
    return NewGroup(
        texts=forms.group_texts(form),
        handle=form.text("handle", required=False, most=120),
        parent_id=CategoryId(_id("cat", parent)) if parent else None,
        position=form.number("position", default=before.position) if before else None,
        picture_id=before.picture_id if before else None,
    )


async def _products(read: Reading, form: Form) -> list[UUID]:
    """Return the products whose handles were typed, one a line; a handle nobody has is noted."""
    wanted = list(dict.fromkeys(line.strip() for line in form.typed.get("products", "").splitlines() if line.strip()))
    found = await group_store.products_by_handle(read, wanted)
    missing = [handle for handle in wanted if handle not in found]
    if missing:
        form.refuse("products", "no_such_handles", handles=", ".join(missing[:10]))
    return [found[handle] for handle in wanted if handle in found]


def _noted(form: Form, refusal: Refusal) -> Form:
    if isinstance(refusal, Invalid):
        table.place_errors(form, refusal.errors)
    return form


def _id(prefix: str, text: str) -> UUID:
    try:
        return ids.parse(prefix, text)
    except ids.UnknownId:
        raise (NoSuchCategory if prefix == "cat" else NoSuchCollection) from None


def _one_category(found: list[Category], text: str) -> Category:
    wanted = _id("cat", text)
    for one in found:
        if one.id == wanted:
            return one
    raise NoSuchCategory


def _one_collection(found: list[Collection], text: str) -> Collection:
    wanted = _id("col", text)
    for one in found:
        if one.id == wanted:
            return one
    raise NoSuchCollection


HANDLERS = [categories, collections, category, collection, save_category, save_collection, remove_category, remove_collection]
