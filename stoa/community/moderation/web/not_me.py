"""Saying, by the link in a letter, that it was somebody else who reported something with one's mail address."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Response

from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form
from stoa.base.http.pages import Page, framed, go, say, show
from stoa.base.http.routes import act, page, post
from stoa.base.http.visits import Visit
from stoa.community.moderation import disowning
from stoa.community.moderation.report_model import NoSuchReport
from stoa.community.moderation.web.opened import Asking, kind_name, report_id_of


class NotMePage(Page, template="moderation/not_me.html"):
    kind: str
    at: datetime
    here: str
    done: bool


class NotMeIn(msgspec.Struct, kw_only=True):
    """`key` is the one in the letter's link "This was not me"."""

    key: str


@page("/reports/{report_id:str}/not-me", may="anyone")
async def asked(request: Asking, read: Reading, visit: Visit, report_id: str, key: str = "") -> Response[str]:
    """Opening it does nothing: programs that look through mails open links too."""
    found = await disowning.of_key(read, report_id_of(report_id), key)
    content = NotMePage(
        kind=kind_name(request, found.kind),
        at=found.at,
        here=f"/reports/{report_id}/not-me?key={key}",
        done=found.disowned_at is not None,
        frame=await framed(read, visit),
    )
    answer = show(request, content, title=say(request, "moderation-not-me"), robots="noindex")
    answer.headers["referrer-policy"] = "same-origin"
    return answer


@act("/reports/{report_id:str}/not-me", may="anyone")
async def said(request: Asking, tx: Writing, report_id: str, key: str = "") -> Response[Any]:
    """Make it nobody's report; a mail program says it in one step (RFC 8058)."""
    await disowning.disown(tx, report_id_of(report_id), key)
    if (await Form.of(request)).typed.get("List-Unsubscribe") == "One-Click":
        return Response("", media_type="text/plain")
    return go(request, f"/reports/{report_id}/not-me?key={key}")


@post(
    "/api/reports/{report_id:str}/not-me",
    may="anyone",
    status_code=204,
    tags=["Community rules"],
    summary="Say that it was not you who reported it",
    refuses=(NoSuchReport,),
)
async def say_not_me(tx: Writing, report_id: str, data: NotMeIn) -> None:
    """By the key of the letter that went to your mailbox. Nobody's report is looked at all the same; you get no more letters about such."""
    await disowning.disown(tx, report_id_of(report_id), data.key)


HANDLERS = [asked, said, say_not_me]
