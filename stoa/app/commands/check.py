"""`stoa check`."""

import sys

import click

from stoa.app.commands.joining import answer, as_json, in_shop
from stoa.app.settings import Settings
from stoa.base import invariants
from stoa.base.database import Database
from stoa.base.invariants import Broken


@click.command(
    help="""Look whether everything that must always be true is: stock, money, orders. Ends with 1 when something is not.

    Example: stoa check --json"""
)
@as_json
def check(in_json: bool) -> None:
    async def work(db: Database, _found: Settings) -> list[Broken]:
        async with db.snapshot() as read:
            return await invariants.check(read)

    broken = in_shop(work)
    stated = len(invariants.stated())

    def lines() -> list[str]:
        told = [line for one in broken for line in (f"{one.name}: {one.sentence}", *(f"    {row}" for row in one.rows))]
        return [*told, f"{stated - len(broken)} of {stated} invariants hold."]

    answer({"stated": stated, "broken": broken}, in_json=in_json, lines=lines)
    sys.exit(1 if broken else 0)
