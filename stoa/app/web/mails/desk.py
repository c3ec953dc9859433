"""The desk's mails: what was sent, what waits and why, and another try."""

from typing import Any

from litestar import Request, Response

from stoa.app.web.mails import showing
from stoa.base.database import Reading, Writing
from stoa.base.http.pages import Page, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.paging import Slice
from stoa.outside import mail
from stoa.outside.mail import LetterLine
from stoa.outside.mail.model import Letter, State
from stoa.people import audit
from stoa.people.sessions.model import Visitor


class DeskMails(Page, kw_only=True, template="app/mails/desk.html"):
    found: Slice[LetterLine]
    state: State | None
    to: str
    views: list[dict[str, Any]]
    badges: dict[str, dict[str, str]]
    letter: Letter | None
    body: str


@page("/desk/mails", may="mails.read")
async def see_mails(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    return await _show(request, read, visit, None)


@page("/desk/mails/{letter:str}", may="mails.read")
async def see_mail(request: Request[Any, Any, Any], read: Reading, visit: Visit, letter: str) -> Response[str]:
    return await _show(request, read, visit, await showing.find(read, letter))


@act("/desk/mails/{letter:str}/resend", may="orders.change")
async def resend(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, letter: str) -> Response[None]:
    """Try it again now. Raises AlreadySent."""
    found = await showing.find(tx, letter)
    await mail.resend(tx, found.id)
    await audit.note(tx, visitor, "mail.resend", found.id, {"template": found.template})
    return go(request, f"/desk/mails/{letter}")


async def _show(request: Request[Any, Any, Any], read: Reading, visit: Visit, letter: Letter | None) -> Response[str]:
    state = showing.asked_state(request)
    counts = await mail.counts(read)
    views = [
        {"label": say(request, "mail-all"), "href": f"{visit.prefix}/desk/mails", "count": sum(counts.values()), "current": state is None}
    ]
    views += [
        {
            "label": say(request, f"mail-state-{one}"),
            "href": f"{visit.prefix}/desk/mails?state={one}",
            "count": counts.get(one, 0),
            "current": state is one,
        }
        for one in State
    ]
    shown = DeskMails(
        found=await showing.listed(request, read, state),
        state=state,
        to=showing.asked_address(request),
        views=views,
        badges={one: showing.badge(request, one) for one in State},
        letter=letter,
        body=showing.body(letter, links=False) if letter else "",
        frame=await framed(read, visit),
    )
    return show(request, shown, title=letter.subject if letter else say(request, "mail-title"), robots="noindex")


HANDLERS = [see_mails, see_mail, resend]
