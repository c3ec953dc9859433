"""What letters lead to, in whatever browser they are read: buy what came back or leave it to the next, wait no more, want no more letters."""

from typing import Any

import msgspec
from litestar import Response

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.http import visits
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.refusals import Conflict
from stoa.deals.private_sales import belonging, club_store, keeping, openings, queries
from stoa.deals.private_sales.model import NoSuchClub, SaleId
from stoa.deals.private_sales.queries import KeptByLetter
from stoa.deals.private_sales.web import asking
from stoa.deals.private_sales.web.asking import Asking
from stoa.people import permissions
from stoa.people.sessions.model import Visitor


class OfferPage(Page, kw_only=True, template="private_sales/offer.html"):
    kept: KeptByLetter
    path: str
    no: bool = False
    thanked: bool = False
    problem: str = ""


@page("/sales/{sale_id:str}/offer/{key:str}", may="anyone")
async def offered(request: Asking, read: Reading, visit: Visit, sale_id: str, key: str) -> Response[str]:
    """Show it; looking changes nothing, so a program that follows links says neither yes nor no."""
    return await _offer(request, read, visit, asking.sale(sale_id), key)


async def _offer(
    request: Asking, read: Reading, visit: Visit, sale_id: SaleId, key: str, problem: str = "", status: int = 200
) -> Response[str]:
    asked = request.query_params
    content = OfferPage(
        kept=await queries.see_by_letter(read, sale_id, key, visit.language.code),
        path=f"/sales/{ids.show('sal', sale_id)}/offer/{key}",
        no="no" in asked,
        thanked="thanked" in asked,
        problem=problem,
        frame=await framed(read, visit),
    )
    answer = show(request, content, title=say(request, "private-sales-kind"), status=status, robots="noindex")
    answer.headers["referrer-policy"] = "same-origin"
    return answer


@act("/sales/{sale_id:str}/offer/{key:str}", may="anyone")
async def answer(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, sale_id: str, key: str) -> Response[Any]:
    """Go to the checkout with it, or leave it to the next."""
    asking.slow_down(request)
    found, form = asking.sale(sale_id), await Form.of(request)
    try:
        async with tx.attempt():
            if form.typed.get("do") == "no" or form.typed.get("List-Unsubscribe") == "One-Click":
                await keeping.no_by_letter(tx, found, key)
                return go(request, f"/sales/{sale_id}/offer/{key}?thanked=1")
            cart = await keeping.take_by_letter(tx, visitor, found, key, visit.language.code)
            sale, _ = await queries.by_letter(tx, found, key)
            group = belonging.group(sale.club_id)
            inside = msgspec.structs.replace(visitor, groups=visitor.groups | {group})
            answer = await asking.to_checkout(request, tx, inside, cart)
            if group not in visitor.groups:  # another browser than the one that waited: it sees the thing while it is bought
                token = await permissions.pass_(tx, group, tx.now + belonging.LETTER)
                held = permissions.with_pass(visit.passes, token)
                asking.keep(request, answer, visits.PASS_COOKIE, held, int(belonging.LETTER.total_seconds()))
            return answer
    except Conflict as refusal:
        raise Retype(await _offer(request, tx, visit, found, key, asking.sentence(request, refusal), refusal.status)) from None


class QuietPage(Page, kw_only=True, template="private_sales/quiet.html"):
    """Whether a member is written to about openings."""

    path: str
    club: str
    wanted: bool


@page("/club/letters/{key:str}", may="anyone")
async def quiet(request: Asking, read: Reading, visit: Visit, key: str) -> Response[str]:
    """Show whether openings are written about; looking changes nothing."""
    member = await club_store.by_feed(read, key)
    club = await club_store.club(read, member.club_id) if member is not None else None
    if member is None or club is None:
        raise NoSuchClub
    name = club.name.get(visit.language.code) or next(iter(club.name.values()), "")
    content = QuietPage(path=f"/club/letters/{key}", club=name, wanted=member.letters, frame=await framed(read, visit))
    answer = show(request, content, title=name, robots="noindex")
    answer.headers["referrer-policy"] = "same-origin"
    return answer


@act("/club/letters/{key:str}", may="anyone")
async def set_quiet(request: Asking, tx: Writing, key: str) -> Response[Any]:
    """Write about openings, or not any more; a mail program's one click says no (RFC 8058)."""
    asking.slow_down(request)
    form = await Form.of(request)
    wanted = form.typed.get("do") == "yes" and form.typed.get("List-Unsubscribe") != "One-Click"
    await openings.set_letters(tx, key, wanted=wanted)
    return go(request, f"/club/letters/{key}")


HANDLERS = [offered, answer, quiet, set_quiet]
