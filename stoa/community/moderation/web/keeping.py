"""What hosts keep in order: rules, known links, collections, and everything of moderation as a file."""

from typing import Any

from litestar import Response

from stoa.base import legible
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.base.paging import Slice
from stoa.community.moderation import host_store, keeping, work
from stoa.community.moderation.host_store import Ground
from stoa.community.moderation.keeping import Collection
from stoa.community.moderation.web.opened import Asking
from stoa.community.moderation.work import Link
from stoa.people.sessions.model import Visitor


class EditorPage(Page, template="moderation/editor.html"):
    """The rules, and the one that is changed."""

    rules: list[Ground]
    code: str
    typed: dict[str, str]
    errors: dict[str, str]
    languages: list[dict[str, str]]


class LinksPage(Page, template="moderation/links.html"):
    links: Slice[Link]
    typed: dict[str, str]
    errors: dict[str, str]


class CollectionsPage(Page, template="moderation/collections.html"):
    collections: list[Collection]
    typed: dict[str, str]
    errors: dict[str, str]


async def _editor(
    request: Asking, read: Reading, visit: Visit, code: str, typed: dict[str, str], form: Form | None = None
) -> Response[str]:
    content = EditorPage(
        rules=await host_store.grounds(read),
        code=code,
        typed=typed,
        errors=faults(request, form.errors.values()) if form else {},
        languages=[{"code": one.code, "name": one.name} for one in LANGUAGES],
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "moderation-rules"), robots="noindex")


@page("/desk/community/rules", may="community.moderate")
async def edit_rules(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    return await _editor(request, read, visit, "", {})


@page("/desk/community/rules/{code:str}", may="community.moderate")
async def edit_rule(request: Asking, read: Reading, visit: Visit, code: str) -> Response[str]:
    known = await keeping.find_rule(read, code)
    typed = {
        "code": code,
        "severity": str(known.severity),
        "position": str(known.position),
        **({"in_force": "yes"} if known.ended_at is None else {}),
    }
    typed |= {f"{part}-{one.code}": known.texts.get(one.code, {}).get(part, "") for one in LANGUAGES for part in ("title", "text")}
    return await _editor(request, read, visit, code, typed)


@act("/desk/community/rules", may="community.moderate")
async def save_rule(request: Asking, tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Write a rule, or change it; what was decided before keeps the words it was decided by."""
    form = await Form.of(request)
    code = form.text("code", most=40).lower()
    texts = {
        one.code: {
            "title": legible.paragraphs(form.text(f"title-{one.code}", most=120)),
            "text": legible.paragraphs(form.text(f"text-{one.code}", most=1_000)),
        }
        for one in LANGUAGES
    }
    severity, position = form.number("severity", least=1, most=5), form.number("position", most=10_000, default=100)
    if code and not (
        code[0].isascii() and code[0].isalpha() and code.replace("_", "a").isascii() and code.replace("_", "a").isalnum() and len(code) > 1
    ):
        form.refuse("code", "invalid")
    if form.errors:
        raise Retype(await _editor(request, tx, visit, form.typed.get("code", ""), form.typed, form))
    await keeping.put_rule(tx, visitor, code, texts, severity=severity, position=position, in_force=form.ticked("in_force"))
    return go(request, "/desk/community/rules")


async def _links(request: Asking, read: Reading, visit: Visit, form: Form | None = None) -> Response[str]:
    content = LinksPage(
        links=await work.links(read, cursor=request.query_params.get("cursor")),
        typed=form.typed if form else {},
        errors=faults(request, form.errors.values()) if form else {},
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "desk-links"), robots="noindex")


@page("/desk/community/links", may="community.moderate")
async def links(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    return await _links(request, read, visit)


@act("/desk/community/links", may="community.moderate")
async def mark_link(request: Asking, tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    form = await Form.of(request)
    domain, note = form.text("domain", most=300), legible.paragraphs(form.text("note", required=False, most=200))
    if domain and keeping.domain_of(domain) is None:
        form.refuse("domain", "invalid")
    if form.errors:
        raise Retype(await _links(request, tx, visit, form))
    await keeping.mark_link(tx, visitor, domain, note)
    return go(request, "/desk/community/links")


@act("/desk/community/links/removal", may="community.moderate")
async def unmark_link(request: Asking, tx: Writing, visitor: Visitor) -> Response[Any]:
    form = await Form.of(request)
    await keeping.unmark_link(tx, visitor, form.text("domain", most=300))
    return go(request, "/desk/community/links")


async def _collections(request: Asking, read: Reading, visit: Visit, form: Form | None = None) -> Response[str]:
    content = CollectionsPage(
        collections=await keeping.collections(read),
        typed=form.typed if form else {},
        errors=faults(request, form.errors.values()) if form else {},
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "desk-collections"), robots="noindex")


@page("/desk/community/collections", may="community.moderate")
async def collections(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    return await _collections(request, read, visit)


@act("/desk/community/collections", may="community.moderate")
async def make_collection(request: Asking, tx: Writing, visit: Visit, visitor: Visitor) -> Response[Any]:
    form = await Form.of(request)
    handle = form.text("handle", most=80).lower()
    texts = {
        one.code: {
            "title": legible.paragraphs(form.text(f"title-{one.code}", most=120)),
            "text": legible.paragraphs(form.text(f"text-{one.code}", required=False, most=600)),
        }
        for one in LANGUAGES
    }
    if handle and not handle.replace("-", "a").isalnum():
        form.refuse("handle", "invalid")
    if form.errors:
        raise Retype(await _collections(request, tx, visit, form))
    await keeping.make_collection(tx, visitor, handle, texts)
    return go(request, "/desk/community/collections")


HANDLERS = [
    edit_rules,
    edit_rule,
    save_rule,
    links,
    mark_link,
    unmark_link,
    collections,
    make_collection,
]
