"""The demo's own page: the clock one can move forward, and what else there is to see. In a live shop there is no such page."""

from datetime import datetime, timedelta
from typing import Any

from litestar import Request, Response

from stoa.base import clock
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form
from stoa.base.http.pages import Kit, Page, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.refusals import Invalid, Missing

STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "three-days": timedelta(days=3), "week": timedelta(days=7)}


class NoDemo(Missing):
    """This shop is no demo."""


class DemoPage(Page, template="app/demo.html"):
    now: datetime
    steps: list[str]


@page("/demo", may="anyone")
async def overview(request: Request[Any, Any, Any], read: Reading, visit: Visit, kit: Kit) -> Response[str]:
    if not kit.demo:
        raise NoDemo
    found = DemoPage(now=read.now, steps=list(STEPS), frame=await framed(read, visit))
    return show(request, found, title=say(request, "demo-title"), robots="noindex")


@act("/demo/clock", may="anyone")
async def move(request: Request[Any, Any, Any], tx: Writing, kit: Kit) -> Response[Any]:
    """Move the shop's clock forward: holds run out, parcels arrive, deadlines pass."""
    if not kit.demo:
        raise NoDemo
    form = await Form.of(request)
    step = form.choice("step", list(STEPS))
    if form.errors:
        raise Invalid(list(form.errors.values()))
    await clock.advance(tx, STEPS[step], movable=kit.demo)
    return go(request, "/demo")


HANDLERS = [overview, move]
