"""What hosts keep in order: rules, known links, collections, and everything of moderation as a file."""

from typing import Any

import msgspec
from litestar import Response

from stoa.base import legible
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.base.paging import Slice
from stoa.community.moderation import host_store, keepers, keeping, store, work
from stoa.community.moderation.host_store import Ground
from stoa.community.moderation.keeping import Collection
from stoa.community.moderation.model import NoSuchPiece, State, Verb
from stoa.community.moderation.web.opened import Asking, Shown, first_words, kind_name, piece_id_of, piece_path, shown
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


class ForwardPage(Page, template="moderation/forward.html"):
    """What a host can do with a good piece."""

    where: str
    shown: Shown
    able: list[str]
    collections: list[Collection]
    errors: dict[str, str]
    typed: dict[str, str]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    kind: str
    first: str
    by: str
    href: str


class CollectionPage(Page, template="moderation/collection.html"):
    lead: str
    items: list[Entry]


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


@page("/desk/community/forward/{kind:str}/{piece_id:str}", may="community.moderate")
async def forward(request: Asking, read: Reading, visit: Visit, kind: str, piece_id: str) -> Response[str]:
    return await _forward(request, read, visit, kind, piece_id)


async def _forward(request: Asking, read: Reading, visit: Visit, kind: str, piece_id: str, form: Form | None = None) -> Response[str]:
    seen = await store.piece(read, kind[:40], piece_id_of(piece_id))
    if seen.state is not State.PUBLISHED:
        raise NoSuchPiece
    content = ForwardPage(
        where=piece_path(seen.kind, seen.id),
        shown=await shown(request, read, seen),
        able=[verb.value for verb in keeping.possible(seen.kind)],
        collections=await keeping.collections(read),
        errors=faults(request, form.errors.values()) if form else {},
        typed=form.typed if form else {},
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "moderation-forward"), robots="noindex")


@act("/desk/community/forward/{kind:str}/{piece_id:str}", may="community.moderate")
async def put_forward(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, kind: str, piece_id: str) -> Response[Any]:
    """Feature, pin, merge, move or collect it."""
    form = await Form.of(request)
    verb = form.choice("verb", [one.value for one in Verb])
    to = form.text("to", required=verb in {"merge", "move", "collect"}, most=300)
    if form.errors:
        raise Retype(await _forward(request, tx, visit, kind, piece_id, form))
    target: Any = piece_id_of(to.rpartition("/")[2]) if verb == Verb.MERGE.value else to
    await keeping.curate(tx, visitor, Verb(verb), kind[:40], [piece_id_of(piece_id)], on=not form.ticked("off"), to=target or None)
    return go(request, f"/desk/community/forward/{kind}/{piece_id}")


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


@page("/collected/{handle:str}", may="anyone")
async def see_collection(request: Asking, read: Reading, visit: Visit, handle: str) -> Response[str]:
    """What hosts have gathered, for everybody: only what everybody may see."""
    found, pieces = await keeping.collected(read, handle[:80])
    excerpts = await keepers.excerpts(read, pieces)
    told = found.texts.get(visit.language.code) or found.texts.get("en") or {}
    items = [
        Entry(
            kind=kind_name(request, kind),
            first=first_words(excerpts[kind, piece], 220),
            by=excerpts[kind, piece].by,
            href=excerpts[kind, piece].path,
        )
        for kind, piece in pieces
        if (kind, piece) in excerpts and excerpts[kind, piece].public
    ]
    content = CollectionPage(lead=told.get("text", ""), items=items, frame=await framed(read, visit))
    return show(request, content, title=told.get("title", "") or handle, description=told.get("text", ""))


HANDLERS = [
    edit_rules,
    edit_rule,
    save_rule,
    links,
    mark_link,
    unmark_link,
    forward,
    put_forward,
    collections,
    make_collection,
    see_collection,
]
