"""The picture of a team's link, drawn as it stands and kept until that changes."""

import asyncio
import contextlib
import hashlib
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from litestar import Request, Response

from stoa.base import locale
from stoa.base.database import Database
from stoa.base.http.answers import known
from stoa.base.http.pages import kit, say
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.base.refusals import Refusal
from stoa.deals.group_buys import drawing, queries
from stoa.deals.group_buys.drawing import Drawn
from stoa.deals.group_buys.queries import TeamView
from stoa.deals.group_buys.web.showing import RUNNING, Told, standing, whole_price
from stoa.people.sessions.model import Visitor
from stoa.shop.catalog.web.files import file_of

KEPT = 64
"""Pictures in a process, some 100 kB each."""
KEEP = "public, max-age=300"

_drawing = ThreadPoolExecutor(1, "team-pictures")
_kept: OrderedDict[str, bytes] = OrderedDict()


@page("/t/{handle:str}/picture.png", may="anyone")
async def picture(request: Request[Any, Any, Any], db: Database, visit: Visit, visitor: Visitor, handle: str) -> Response[Any]:
    """Send what the link looks like in a chat."""
    async with db.reading() as read:
        seen = await queries.see(read, handle, visitor, visit.language.code)
        told = await whole_price(request, read, seen.deal, seen.first, seen.pays, visit.language.code) if seen.state in RUNNING else Told()
    whole = [*told.beside, told.to] if told.to else told.beside
    shop = kit(request).settings.shop_name
    photo = seen.picture
    facts = (seen.title, seen.version, visit.language.code, shop, photo.digest if photo else "", seen.pays or "", whole)
    etag = f'"{hashlib.sha256(repr((handle, facts)).encode()).hexdigest()[:32]}"'
    headers = {"etag": etag, "cache-control": KEEP}
    if known(request, etag):
        return Response(None, status_code=304, headers=headers)
    if etag not in _kept:
        found = await _drawn(request, visit, seen, shop, whole)
        _kept[etag] = await asyncio.get_running_loop().run_in_executor(_drawing, drawing.draw, found)
    _kept.move_to_end(etag)
    body = _kept[etag]
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    return Response(body, media_type="image/png", headers=headers)


async def _drawn(request: Request[Any, Any, Any], visit: Visit, seen: TeamView, shop: str, whole: list[str]) -> Drawn:
    code = visit.language.code
    file = None
    if seen.picture is not None:
        with contextlib.suppress(Refusal):  # without the product's picture it is a picture all the same
            file = await file_of(seen.picture, drawing.HIGH + 10)
    return Drawn(
        title=seen.title,
        lead=standing(request, seen)["lead"],
        price=locale.money(seen.pays, code) if seen.pays is not None else "",
        reached=say(request, "group-buys-figure-now", people=seen.team.counted, price=locale.money(seen.stands_at, code))
        if seen.stands_at
        else "",
        filled=seen.team.counted,
        places=max(tier.people for tier in seen.team.tiers),
        shop=shop,
        whole=whole,
        picture=file,
    )


HANDLERS = [picture]
