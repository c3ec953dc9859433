"""The desk's settings: what the shop was started with, and how it is."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, Response

import stoa
from stoa.app.settings import PREFIX, Settings
from stoa.base.database import Reading
from stoa.base.http.pages import Kit, Page, framed, say, show
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit

SECRET = {"database_url", "smtp_url", "storage_url", "stripe_key", "stripe_webhook_secret"}
"""What holds passwords is said to be set, and no more."""


class Row(msgspec.Struct, frozen=True):
    """A setting: its variable, what it is, whether it differs from its default."""

    name: str
    value: str
    secret: bool
    own: bool


class Health(msgspec.Struct, frozen=True):
    """How the shop is: versions, size, what was migrated, the last look at the invariants, when a worker last did a timed job."""

    version: str
    database: str
    bytes: int
    migrations: int
    worker_at: datetime | None
    checked_at: datetime | None


class SettingsPage(Page, template="app/settings.html"):
    rows: list[Row]
    health: Health
    shop_name: str
    demo: bool
    seller: bool


def rows(found: Settings) -> list[Row]:
    told = []
    for field in msgspec.structs.fields(Settings):
        value = getattr(found, field.name)
        secret = field.name in SECRET and bool(value)
        text = ("yes" if value else "no") if isinstance(value, bool) else str(value)
        told.append(Row(f"{PREFIX}{field.name.upper()}", "" if secret else text, secret, value != field.default))
    return told


@page("/desk/settings", may="settings.edit")
async def overview(request: Request[Any, Any, Any], read: Reading, visit: Visit, kit: Kit) -> Response[str]:
    row = await read.row(
        """select current_setting('server_version') as database, pg_database_size(current_database()) as bytes,
            (select count(*) from base.migration) as migrations, (select max(ran_at) from base.schedule) as worker_at,
            (select changed_at from app.fact where name = 'invariants') as checked_at"""
    )
    found = SettingsPage(
        rows=rows(kit.settings),
        health=Health(version=stoa.__version__, **dict(row)),
        shop_name=kit.settings.shop_name,
        demo=kit.demo,
        seller=bool(kit.settings.seller and kit.settings.tax_number),
        frame=await framed(read, visit),
    )
    return show(request, found, title=say(request, "desk-settings"))


HANDLERS = [overview]
