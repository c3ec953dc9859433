"""What the shop as a whole does by itself."""

from datetime import timedelta
from typing import Any

import msgspec

from stoa.base import invariants
from stoa.base.database import Database
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
