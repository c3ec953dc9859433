"""Every mail of the demo shop, for whoever tries it out."""

from typing import Any

from litestar import Request, Response

from stoa.app.web.mails import showing
from stoa.base.database import Reading
from stoa.base.http.pages import Kit, Page, framed, say, show
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.base.paging import Slice
from stoa.outside.mail import LetterLine
from stoa.outside.mail.model import Letter, NoSuchLetter


class DemoMails(Page, kw_only=True, template="app/mails/outbox.html"):
    found: Slice[LetterLine]
    to: str


class DemoMail(Page, kw_only=True, template="app/mails/letter.html"):
    letter: Letter
    body: str


@page("/demo/mails", may="anyone")
async def see_mails(request: Request[Any, Any, Any], read: Reading, visit: Visit, kit: Kit) -> Response[str]:
    if not kit.demo:
        raise NoSuchLetter
    shown = DemoMails(found=await showing.listed(request, read), to=showing.asked_address(request), frame=await framed(read, visit))
    return show(request, shown, title=say(request, "mail-demo-title"), robots="noindex")


@page("/demo/mails/{letter:str}", may="anyone")
async def see_mail(request: Request[Any, Any, Any], read: Reading, visit: Visit, kit: Kit, letter: str) -> Response[str]:
    if not kit.demo:
        raise NoSuchLetter
    found = await showing.find(read, letter)
    shown = DemoMail(letter=found, body=showing.body(found, links=True), frame=await framed(read, visit))
    return show(request, shown, title=found.subject, robots="noindex")


HANDLERS = [see_mails, see_mail]
