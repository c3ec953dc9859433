"""The wiring: settings in, an application out."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from litestar import Litestar, Request
from litestar.datastructures import State
from litestar.di import Provide

from stoa.app import api, frame, gate, rooms
from stoa.app.settings import BadSetting, Settings
from stoa.base import clock, release
from stoa.base.database import Database, Reading, Writing
from stoa.base.http import pages, problems, visits, watching
from stoa.base.http.answers import Answer
from stoa.base.http.assets import Assets
from stoa.base.http.bodies import Body
from stoa.base.http.front import Front
from stoa.base.http.limits import Limits
from stoa.base.http.pages import Kit
from stoa.base.http.registering import Application
from stoa.base.http.rendering import Renderer
from stoa.base.http.visits import Visit
from stoa.base.http.watching import Watchers
from stoa.base.listening import Listener
from stoa.base.locale import Texts
from stoa.outside import carriers, mail, payments, storage
from stoa.people.sessions.model import Visitor
from stoa.shop import billing
from stoa.shop.billing.model import Seller

ASSETS = Path(__file__).parent.parent.parent / "assets"


# The dependencies hang on each other in one line, so that the framework makes them one after another: those that stand
# side by side are made in a group of tasks, which costs more than the whole rest of the call.


async def visit(request: Request[Any, Any, Any]) -> Visit:
    return visits.of(request)


async def visitor(request: Request[Any, Any, Any], visit: Visit) -> Visitor:
    del visit
    return gate.visitor_of(request)


async def kit(request: Request[Any, Any, Any], visitor: Visitor) -> Kit:
    del visitor
    return pages.kit(request)


async def database(kit: Kit) -> Database:
    return kit.db


async def writing(kit: Kit) -> AsyncIterator[Writing]:
    """The request's transaction: it commits after the page is rendered, before it is sent."""
    async with kit.db.writing() as tx:
        yield tx


async def reading(kit: Kit) -> AsyncIterator[Reading]:
    async with kit.db.reading() as read:
        yield read


def make_kit(settings: Settings, db: Database) -> Kit:
    """Return what handlers reach: the database, the renderer, the services outside."""
    texts = Texts(folder for _, folder in rooms.folders())
    assets = Assets(ASSETS)
    renderer = Renderer(rooms.template_folders(), texts, asset=assets.url, zone=settings.time_zone, pseudo=settings.pseudo)
    services: dict[str, Any] = {
        "assets": assets,
        "limits": Limits(enabled=settings.rate_limits),
        "watchers": Watchers(),
        **outside(settings, db, renderer),
    }
    return Kit(
        db=db,
        renderer=renderer,
        url=settings.url,
        secure=settings.url.startswith("https:"),
        demo=settings.movable_clock,
        release=release.mark(settings.url, settings.time_zone),
        settings=settings,
        services=services,
    )


def outside(settings: Settings, db: Database, renderer: Renderer) -> dict[str, Any]:
    """Choose who speaks to the network, for requests (`kit.services`) and for jobs (`current()` of each room).

    Raises BadSetting.
    """
    try:
        chosen = _chosen(settings, db, renderer)
    except ValueError as error:
        raise BadSetting(str(error)) from error
    wire(chosen)
    return chosen


def wire(chosen: dict[str, Any]) -> None:
    """Give jobs the services that `outside` chose; a process has one choice at a time, the last."""
    payments.wire(chosen["payments"])
    mail.wire(chosen["mail"])
    storage.wire(chosen["storage"])
    carriers.wire(chosen["carriers"])
    billing.wire(chosen["seller"])


def _chosen(settings: Settings, db: Database, renderer: Renderer) -> dict[str, Any]:
    demo = settings.movable_clock
    # A server that listens everywhere is found on this machine.
    host = "127.0.0.1" if settings.host in {"", "0.0.0.0", "::", "localhost"} else settings.host  # noqa: S104
    providers = payments.services(
        db,
        url=settings.url,
        sandbox=demo,
        webhooks=f"http://{host}:{settings.port}/api/webhooks/sandbox",
        stripe_key=settings.stripe_key,
        stripe_webhook_secret=settings.stripe_webhook_secret,
        stripe_url=settings.stripe_url,
        bank_account=settings.bank_account,
    )
    office = mail.services(
        renderer, url=settings.url, shop=settings.shop_name, mail_from=settings.mail_from, smtp_url=settings.smtp_url, demo=demo
    )
    files = storage.services(settings.storage_url, data=settings.data)
    bringing = carriers.services(zone=settings.time_zone, sandbox=demo)
    seller = Seller.read(settings.seller, settings.shop_name, settings.tax_number)
    return {"payments": providers, "mail": office, "storage": files, "carriers": bringing, "seller": seller}


def build(settings: Settings, db: Database | None = None) -> Front:
    """Return the application, ready to be served; it opens and closes the database itself unless one is given."""
    rooms.load()
    try:
        handlers = rooms.handlers(rooms.switched_off(settings.without))
    except ValueError as error:
        raise BadSetting(f"STOA_WITHOUT: {error}") from error
    frame.build(settings.shop_name, {path for handler in handlers for path in handler.paths})
    own = db is None
    store = db or Database(settings.database_url, now=clock.now, size=settings.pool)
    kit_ = make_kit(settings, store)

    @asynccontextmanager
    async def lifespan(_app: Litestar) -> AsyncIterator[None]:
        if own:
            await store.open()
        await clock.load(store)
        listener = listening(store, kit_)
        listener.start()
        try:
            yield
        finally:
            await listener.stop()
            if own:
                await store.close()

    app = Application(
        [*handlers, *api.HANDLERS],
        before_request=gate.guard,
        dependencies={
            "tx": Provide(writing),
            "read": Provide(reading),
            "visit": Provide(visit),
            "visitor": Provide(visitor),
            "kit": Provide(kit),
            "db": Provide(database),
        },
        exception_handlers=problems.HANDLERS,
        lifespan=[lifespan],
        state=State({"kit": kit_}),
        request_class=Body,
        response_class=Answer,
        openapi_config=None,
        logging_config=None,
        request_max_body_size=12_000_000,
    )
    return Front(
        app,
        store,
        kit_.services["assets"],
        url=settings.url,
        market=settings.market,
        now=clock.now,
        proxy=settings.proxy,
        pseudo=settings.pseudo,
        mark=frame.mark(kit_.renderer),
        stop=kit_.services["watchers"].close,
    )


def listening(db: Database, kit_: Kit) -> Listener:
    """Return what hears the process's announcements: that the clock was moved, and what those who watch are told of."""
    listener = Listener(db)
    listener.on("clock", clock_moved(db))
    for topic in watching.topics():
        listener.on(topic, partial(kit_.services["watchers"].heard, topic))
    return listener


def clock_moved(db: Database) -> Any:
    """Return what to do when the clock was moved elsewhere."""

    async def moved(message: str) -> None:
        if message:
            clock.set_offset(timedelta(seconds=float(message)))
        else:
            await clock.load(db)

    return moved


def start_logging(settings: Settings) -> None:
    """Write to standard error, one line an entry, nothing about persons."""
    logging.basicConfig(level=settings.log.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
