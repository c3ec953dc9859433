"""`stoa clock`."""

import re
from datetime import datetime, timedelta

import click

from stoa.app.commands.joining import answer, as_json, in_shop
from stoa.app.settings import Settings
from stoa.base import clock as shop_clock
from stoa.base.database import Database

UNITS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}


class Step(click.ParamType[timedelta]):
    """A time span as people write it: 90m, 24h, 7d, 2h25m."""

    name = "step"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        if isinstance(value, timedelta):
            return value
        found = re.fullmatch("".join(rf"(?:(\d{{1,4}})\s*{unit}\s*)?" for unit in UNITS), str(value).strip())
        step = (
            sum((int(count or 0) * UNITS[unit] for unit, count in zip(UNITS, found.groups(), strict=True)), timedelta()) if found else None
        )
        if not step:
            self.fail(f"{value!r} is no step forward. Write for example 90m, 24h, 7d or 2h25m.", param, ctx)
        return step


@click.group(
    help="""The shop's clock, which a demo may move forward to watch holds, deliveries and deadlines.

    Example: stoa clock advance 24h"""
)
def clock() -> None:
    """Hold the verbs below."""


@clock.command(
    help="""Show the shop's time.

    Example: stoa clock show --json"""
)
@as_json
def show(in_json: bool) -> None:
    async def work(_db: Database, _found: Settings) -> datetime:
        return shop_clock.now()

    now = in_shop(work)
    answer({"now": now}, in_json=in_json, lines=lambda: [f"{now:%Y-%m-%d %H:%M:%S} UTC"])


@clock.command(
    help="""Move the clock forward, in demo and test mode only.

    Example: stoa clock advance 7d"""
)
@click.argument("step", type=Step())
@as_json
def advance(step: timedelta, in_json: bool) -> None:
    async def work(db: Database, found: Settings) -> datetime:
        async with db.writing() as tx:
            return await shop_clock.advance(tx, step, movable=found.movable_clock)

    try:
        now = in_shop(work)
    except shop_clock.ClockIsFixed as refused:
        raise click.ClickException("The clock of a live shop cannot be moved. Only a demo's can: STOA_MODE=demo.") from refused
    answer({"now": now}, in_json=in_json, lines=lambda: [f"It is {now:%Y-%m-%d %H:%M:%S} UTC in the shop now."])
