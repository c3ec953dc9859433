"""What the staff did."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Request, Response

from stoa.base import ids, moments
from stoa.base.database import Reading
from stoa.base.http.forms import Form
from stoa.base.http.pages import Kit, Page, framed, say, show
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.people import accounts
from stoa.people.audit import naming, queries
from stoa.people.audit.model import Told
from stoa.people.permissions.model import PersonId, Visitor


class AuditPage(Page, kw_only=True, template="audit/desk_audit.html"):
    entries: list[Told]
    actors: dict[str, str]
    verbs: list[str]
    values: dict[str, str]
    more: str


@page("/desk/audit", may="audit.read")
async def see_audit(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, kit: Kit) -> Response[str]:
    form = Form([(name, str(value)) for name, value in request.query_params.multi_items()])
    values = {name: form.typed.get(name, "") for name in ("verb", "actor", "about", "day")}
    day = _day(values["day"], kit.settings.time_zone)
    found = await queries.history(
        read,
        verb=values["verb"],
        actor=_id("per", values["actor"]),
        about=_any_id(values["about"]),
        since=day,
        until=day + timedelta(days=1) if day else None,
        cursor=form.typed.get("cursor", ""),
    )
    people = await accounts.people(read, sorted({PersonId(one.actor) for one in found.items if one.actor}))
    shown = AuditPage(
        entries=await naming.told(read, found.items, visit.language.code, visitor),
        actors={str(one.id): one.name or one.email or "" for one in people.values()},
        verbs=await queries.verbs(read),
        values=values,
        more=found.next_cursor or "",
        frame=await framed(read, visit),
    )
    return show(request, shown, title=say(request, "audit-title"), robots="noindex")


def _day(text: str, zone: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text[:10]).replace(tzinfo=ZoneInfo(zone)) if text else None
    except ValueError:
        return None
    return found if found is not None and moments.is_reckonable(found) else None


def _id(prefix: str, text: str) -> UUID | None:
    return ids.parse(prefix, text.strip()) if text.strip() else None


def _any_id(text: str) -> UUID | None:
    return _id(text.strip().rpartition("_")[0], text)


HANDLERS = [see_audit]
