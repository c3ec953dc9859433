"""What the shop as a whole does by itself."""

from datetime import timedelta
from typing import Any

import msgspec

from stoa.base import invariants
from stoa.base.database import Database, Writing
from stoa.base.jobs import job


@job("app.check_invariants", every=timedelta(minutes=30), own_transactions=True)
async def check_invariants(db: Database, _args: dict[str, Any]) -> None:
    """Look whether everything that must always be true is, all at one moment, and keep the answer for the desk."""
    async with db.snapshot() as read:
        broken = await invariants.check(read)
    async with db.writing() as tx:
        await tx.run(
            """insert into app.fact (name, value, changed_at) values ('invariants', $1, $2)
            on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at""",
            {"stated": len(invariants.stated()), "broken": msgspec.to_builtins(broken)},
            tx.now,
        )


@job("app.strike_out_days", every=timedelta(hours=6))
async def strike_out_days(tx: Writing, _args: dict[str, Any]) -> None:
    """Strike out what was written down of pages on earlier days, and by earlier releases with it: nobody is shown it any more."""
    await tx.run("delete from base.beside where day < $1", (tx.now - timedelta(days=1)).date())
