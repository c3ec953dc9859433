"""What the pages of moderation share: ids from addresses, and how things are named and shown."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request

from stoa.base import ids
from stoa.base.database import Reading
from stoa.base.http import pages, visits
from stoa.base.http.forms import Form
from stoa.base.http.pages import say
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.community import circles
from stoa.community.moderation import keepers, queries
from stoa.community.moderation.model import CaseId, DecisionId, Excerpt, NoSuchCase, NoSuchDecision, NoSuchPiece, Seen
from stoa.community.moderation.report_model import AppealId, NoSuchAppeal, NoSuchReport, ReportId
from stoa.community.moderation.texts import joined
from stoa.people.permissions.model import PersonId

Asking = Request[Any, Any, Any]


def case_id_of(text: str) -> CaseId:
    """Return the id. Raises NoSuchCase."""
    try:
        return CaseId(ids.parse("cas", text))
    except ids.UnknownId:
        raise NoSuchCase from None


def decision_id_of(text: str) -> DecisionId:
    """Return the id. Raises NoSuchDecision."""
    try:
        return DecisionId(ids.parse("dec", text))
    except ids.UnknownId:
        raise NoSuchDecision from None


def appeal_id_of(text: str) -> AppealId:
    """Return the id. Raises NoSuchAppeal."""
    try:
        return AppealId(ids.parse("apl", text))
    except ids.UnknownId:
        raise NoSuchAppeal from None


def report_id_of(text: str) -> ReportId:
    """Return the id. Raises NoSuchReport."""
    try:
        return ReportId(ids.parse("rpt", text))
    except ids.UnknownId:
        raise NoSuchReport from None


def piece_id_of(text: str) -> UUID:
    """Return the id of a piece of any room, whatever its prefix. Raises NoSuchPiece."""
    try:
        return ids.parse(text.rpartition("_")[0], text)
    except ids.UnknownId:
        raise NoSuchPiece from None


def piece_path(kind: str, piece: UUID) -> str:
    """Return how a piece is named in an address of these pages."""
    return f"{kind}/{ids.show('pie', piece)}"


def kind_name(request: Asking, kind: str) -> str:
    """Return what pieces of a kind are called; a room may bring a kind that has no name here."""
    key = f"moderation-kind-{kind.replace('_', '-')}"
    return say(request, key) if pages.kit(request).renderer.texts.has("en", key) else kind.replace("_", " ").capitalize()


async def reason_names(request: Asking, read: Reading, reasons: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return why somebody should look, in words, for several cases."""
    titles = {one.code: one.title for one in await queries.rules_of(read, visits.of(request).language.code)}
    texts = pages.kit(request).renderer.texts

    def name(reason: str) -> str:
        how, _, what = reason.partition(":")
        if how == "report":
            return say(request, "moderation-reason-report", rule=titles.get(what, what))
        key = f"moderation-reason-{reason.replace(':', '-').replace('_', '-')}"
        return say(request, key) if texts.has("en", key) else say(request, "moderation-reason-check")

    return [[name(one) for one in several] for several in reasons]


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A piece as it stands in a list or a pane. `here` is where it can be seen, empty while its stars must not be."""

    excerpt: Excerpt
    kind: str
    first: str
    here: str = ""


async def shown(request: Asking, read: Reading, seen: Seen, *, blind: bool = False) -> Shown:
    found = (await keepers.excerpts(read, [(seen.kind, seen.id)])).get((seen.kind, seen.id))
    excerpt = found or without_a_room(seen.texts, seen.pictures)
    here = excerpt.path or seen.path
    if blind and keepers.blind(seen.kind):
        here, excerpt = "", msgspec.structs.replace(excerpt, about_path="")
    return Shown(excerpt=excerpt, kind=kind_name(request, seen.kind), first=first_words(excerpt), here=here)


def without_a_room(texts: Mapping[str, str], pictures: Sequence[str]) -> Excerpt:
    """Return what moderation itself knows of a piece whose room says nothing of it."""
    given = dict(texts)
    title = given.pop("title", "")
    return Excerpt(title=title, paragraphs=[line for line in joined(given).splitlines() if line], pictures=list(pictures))


def first_words(excerpt: Excerpt, most: int = 140) -> str:
    """Return what a piece begins with."""
    whole = " · ".join([one for one in (excerpt.title, " ".join(excerpt.paragraphs)) if one])
    return whole if len(whole) <= most else whole[:most].rsplit(" ", 1)[0] + "…"


async def names(read: Reading, people: Sequence[PersonId | None]) -> dict[PersonId, str]:
    """Return what each is called in public."""
    known = await circles.bylines(read, sorted({one for one in people if one is not None}))
    return {person: byline.name for person, byline in known.items()}


LANGUAGE_CHOICES = tuple({"value": one.code, "label": one.name} for one in LANGUAGES)
"""In which language a host writes a reason."""


def written_in(form: Form, visit: Visit) -> str:
    """Return the language in which a host says that a reason is written; without a word, that of the page."""
    said = form.typed.get("language", "")
    return said if said in {one.code for one in LANGUAGES} else visit.language.code


def age(now: datetime, at: datetime | None) -> Any:
    """Return how long ago it was, or None."""
    return None if at is None else now - at
