"""Moderation by API, for the hosts' programs: the queue, decisions, second looks, rules, known links, and everything as a file."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from litestar import Request

from stoa.base import ids, legible, paging
from stoa.base.database import Database, Reading, Writing
from stoa.base.http.routes import delete, get, post, put
from stoa.base.http.streams import Stream
from stoa.base.http.visits import Visit
from stoa.base.refusals import FieldError, Invalid
from stoa.community import moderation
from stoa.community.moderation import actions, decision_store, files, keepers, keeping, work
from stoa.community.moderation.model import (
    AlreadyDecided,
    Decision,
    FoundBy,
    LeasedByAnother,
    NoSuchCase,
    NotYourOwn,
    PieceChanged,
    ReasonMissing,
    State,
    Verdict,
)
from stoa.community.moderation.report_model import NoSuchAppeal, NothingToAppeal
from stoa.community.moderation.web.opened import appeal_id_of, case_id_of, without_a_room
from stoa.people.sessions.model import Visitor

TAG = "Admin: moderation"
MAY = "community.moderate"
Written = Literal["en", "de"]
"""The languages of the shop, in which reasons are written."""


class CaseOut(msgspec.Struct, kw_only=True):
    """Something a person has to look at; `harm` from 0 to 9. Stars are not told."""

    id: str
    kind: str
    piece_id: str
    state: State
    reasons: list[str]
    harm: int
    reports: int
    opened_at: datetime
    leased: bool
    text: list[str]


class CaseList(msgspec.Struct, kw_only=True):
    items: list[CaseOut]
    next_cursor: str | None
    has_more: bool


class LeaseOut(msgspec.Struct, kw_only=True):
    """The case that is yours for ten minutes; none when nothing waits."""

    case_id: str | None


class DecideIn(msgspec.Struct, kw_only=True):
    """A removal needs a rule and a fact; `version` is what was looked at, `fact_language` what the fact is written in:
    the language of the request unless said otherwise.
    """

    verdict: Verdict
    rule: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    fact: Annotated[str, msgspec.Meta(max_length=1_000)] = ""
    fact_language: Written | None = None
    version: int | None = None


class DecidedOut(msgspec.Struct, kw_only=True):
    """A decision as it is recorded."""

    id: str
    kind: str
    piece_id: str
    version: int
    verdict: Verdict
    rule: str | None
    fact: str
    fact_language: str | None
    found_by: FoundBy
    automated: bool
    blind: bool
    at: datetime
    overturned: bool


class DecidedList(msgspec.Struct, kw_only=True):
    items: list[DecidedOut]
    next_cursor: str | None
    has_more: bool


class AppealRow(msgspec.Struct, kw_only=True):
    id: str
    by_reporter: bool
    text: str
    at: datetime
    outcome: str | None
    why: str
    why_language: str | None
    decision: DecidedOut


class AppealList(msgspec.Struct, kw_only=True):
    items: list[AppealRow]
    next_cursor: str | None
    has_more: bool


class SecondLookIn(msgspec.Struct, kw_only=True):
    """`rule` is needed where a piece that was kept is to be taken away; `version` of it is what was looked at,
    `why_language` what the reason is written in: the language of the request unless said otherwise.
    """

    reverse: bool
    why: Annotated[str, msgspec.Meta(min_length=1, max_length=1_000)]
    why_language: Written | None = None
    rule: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    version: int | None = None


class LinkIn(msgspec.Struct, kw_only=True):
    note: Annotated[str, msgspec.Meta(max_length=200)] = ""


class LinkOut(msgspec.Struct, kw_only=True):
    domain: str
    note: str
    at: datetime


class LinkList(msgspec.Struct, kw_only=True):
    items: list[LinkOut]
    next_cursor: str | None
    has_more: bool


class ImportOut(msgspec.Struct, kw_only=True):
    """How many rows were new."""

    new: int


@get("/api/admin/moderation/queue", may=MAY, tags=[TAG], summary="List what waits for a decision, the most harmful first")
async def queue(read: Reading, *, kind: str | None = None, cursor: str | None = None, limit: int | None = None) -> CaseList:
    if kind is not None and kind not in (known := keepers.kinds()):
        raise Invalid([FieldError("/kind", "not_one_of", {"choices": ", ".join(known)})])
    found = await work.queue(read, kind=kind, cursor=cursor, limit=paging.limit(limit))
    excerpts = await keepers.excerpts(read, [(one.kind, one.piece_id) for one in found.items])
    items = [
        CaseOut(
            id=ids.show("cas", one.id),
            kind=one.kind,
            piece_id=str(one.piece_id),
            state=one.state,
            reasons=one.reasons,
            harm=one.harm,
            reports=one.reports,
            opened_at=one.opened_at,
            leased=one.leased_by is not None,
            text=(excerpts.get((one.kind, one.piece_id)) or without_a_room(one.texts, one.pictures)).paragraphs,
        )
        for one in found.items
    ]
    return CaseList(items=items, next_cursor=found.next_cursor, has_more=found.has_more)


@post("/api/admin/moderation/lease", may=MAY, tags=[TAG], summary="Take the most urgent case for ten minutes")
async def lease(tx: Writing, visitor: Visitor) -> LeaseOut:
    found = await moderation.lease(tx, visitor)
    return LeaseOut(case_id=ids.show("cas", found) if found else None)


@post(
    "/api/admin/moderation/queue/{case_id:str}/decision",
    may=MAY,
    tags=[TAG],
    summary="Decide a case",
    refuses=(NoSuchCase, AlreadyDecided, LeasedByAnother, PieceChanged, NotYourOwn, ReasonMissing),
)
async def decide(tx: Writing, visit: Visit, visitor: Visitor, case_id: str, data: DecideIn) -> DecidedOut:
    made = await moderation.decide(
        tx,
        visitor,
        case_id_of(case_id),
        data.verdict,
        data.rule,
        legible.paragraphs(data.fact),
        version=data.version,
        language=data.fact_language or visit.language.code,
    )
    return decided_out(made)


def decided_out(one: Decision) -> DecidedOut:
    return DecidedOut(
        id=ids.show("dec", one.id),
        kind=one.kind,
        piece_id=str(one.piece_id),
        version=one.version,
        verdict=one.verdict,
        rule=one.rule,
        fact=one.fact,
        fact_language=one.fact_language,
        found_by=one.found_by,
        automated=one.automated,
        blind=one.blind,
        at=one.at,
        overturned=one.overturned_by is not None,
    )


@get("/api/admin/moderation/decisions", may=MAY, tags=[TAG], summary="List decisions, the latest first")
async def decisions(read: Reading, *, cursor: str | None = None, limit: int | None = None) -> DecidedList:
    found = await work.decisions(read, cursor=cursor, limit=paging.limit(limit))
    return DecidedList(items=[decided_out(one) for one in found.items], next_cursor=found.next_cursor, has_more=found.has_more)


@get("/api/admin/moderation/appeals", may=MAY, tags=[TAG], summary="List second looks that were asked for")
async def appeals(read: Reading, *, ended: bool = False, cursor: str | None = None, limit: int | None = None) -> AppealList:
    found = await work.appeals(read, ended=ended, cursor=cursor, limit=paging.limit(limit))
    items = [
        AppealRow(
            id=ids.show("apl", one.appeal.id),
            by_reporter=one.appeal.report_id is not None,
            text=one.appeal.text,
            at=one.appeal.at,
            outcome=one.appeal.outcome,
            why=one.appeal.why,
            why_language=one.appeal.why_language,
            decision=decided_out(one.decision),
        )
        for one in found.items
    ]
    return AppealList(items=items, next_cursor=found.next_cursor, has_more=found.has_more)


@post(
    "/api/admin/moderation/appeals/{appeal_id:str}/decision",
    may=MAY,
    tags=[TAG],
    summary="Look again",
    refuses=(NoSuchAppeal, AlreadyDecided, NotYourOwn, ReasonMissing, NothingToAppeal, PieceChanged),
)
async def decide_appeal(tx: Writing, visit: Visit, visitor: Visitor, appeal_id: str, data: SecondLookIn) -> DecidedOut:
    done = await actions.decide_appeal(
        tx,
        visitor,
        appeal_id_of(appeal_id),
        reverse=data.reverse,
        why=legible.paragraphs(data.why),
        rule=data.rule,
        language=data.why_language or visit.language.code,
        version=data.version,
    )
    before = await decision_store.decision(tx, done.decision_id)
    return decided_out(await decision_store.decision(tx, before.overturned_by) if before.overturned_by else before)


@get("/api/admin/moderation/links", may=MAY, tags=[TAG], summary="List the links known as spam")
async def links(read: Reading, *, cursor: str | None = None, limit: int | None = None) -> LinkList:
    found = await work.links(read, cursor=cursor, limit=paging.limit(limit))
    items = [LinkOut(domain=one.domain, note=one.note, at=one.at) for one in found.items]
    return LinkList(items=items, next_cursor=found.next_cursor, has_more=found.has_more)


@put("/api/admin/moderation/links/{domain:str}", may=MAY, tags=[TAG], summary="Mark a domain as known spam", status_code=204)
async def mark_link(tx: Writing, visitor: Visitor, domain: str, data: LinkIn | None = None) -> None:
    await keeping.mark_link(tx, visitor, domain, legible.paragraphs(data.note) if data else "")


@delete("/api/admin/moderation/links/{domain:str}", may=MAY, tags=[TAG], summary="Take the mark away")
async def unmark_link(tx: Writing, visitor: Visitor, domain: str) -> None:
    await keeping.unmark_link(tx, visitor, domain)


@get("/api/admin/moderation/export", may=MAY, tags=[TAG], summary="Take everything along, as JSON lines", json=False)
async def export(db: Database) -> Stream:
    """Every rule, piece, case, decision, report and appeal, of one moment."""

    async def lines() -> AsyncIterator[bytes]:
        async with db.snapshot() as read:
            async for line in files.written(read):
                yield line

    return Stream(lines(), media_type="application/jsonl", headers={"content-disposition": 'attachment; filename="moderation.jsonl"'})


@post("/api/admin/moderation/import", may="staff.manage", tags=[TAG], summary="Take in such a file", refuses=(files.BadLine,))
async def import_(request: Request[Any, Any, Any], tx: Writing) -> ImportOut:
    """A bad line refuses the whole file and names its number; the same file twice changes nothing."""
    return ImportOut(new=await files.put(tx, (await request.body()).splitlines()))


HANDLERS = [queue, lease, decide, decisions, appeals, decide_appeal, links, mark_link, unmark_link, export, import_]
